"""What is said of a stream of the log whose rows cannot be derived."""

from __future__ import annotations

from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _

SORTS = Words(
    {
        "nomination": noted("A nomination"),
        "edition": noted("An edition"),
        "show": noted("A show"),
        "party": noted("A party"),
        "work": noted("A work"),
        "announcement": noted("An announcement"),
        "proposal": noted("A proposal"),
        "rulebook": noted("A rulebook"),
    }
)
READ_MODELS = Words(
    {
        "lists": noted("the nominee lists"),
        "timeline": noted("the log’s timeline"),
        "parties": noted("parties and works"),
        "settings": noted("the settings"),
        "today": noted("this page"),
    }
)
WRONG = Words(
    {
        "unknown_topic": noted("It holds an act that this version does not know; a newer version wrote it."),
        "unreadable_event": noted("One of its acts cannot be read as it is stored."),
        "seal_broken": noted("A sealed text in it does not match its seal: what is stored was altered."),
        "subject_erased": noted("It needs a text about a person that was erased."),
    }
)


def say_wrong(error: str) -> str:
    """What went wrong, from a class and code as they are kept with a parked stream (`Class:code` or `Class`)."""
    name, _colon, code = error.partition(":")
    if code in WRONG:
        return WRONG[code]
    return _("The program cannot work out what it shows of it (%(error)s). The operator can say more.") % {
        "error": name
    }


def say_tries(attempts: int, last: str, *, again: bool) -> str:
    """How often it was tried, last when, and whether it is tried again without being asked."""
    tried = ngettext("Tried once, at %(last)s", "Tried %(n)d times, last at %(last)s", attempts)
    then = _("it is tried again by itself") if again else _("it waits until somebody asks for another try")
    return f"{tried % {'n': attempts, 'last': last}}; {then}."


def say_held(read_models: list[str], entry: str, recorded_at: str) -> str:
    """Where it is not shown as it stands, and from which entry of the log on."""
    where = ", ".join(READ_MODELS.get(one, one) for one in read_models)
    return _("Not as it stands in: %(where)s; since entry %(entry)s, recorded %(when)s.") % {
        "where": where,
        "entry": entry,
        "when": recorded_at,
    }
