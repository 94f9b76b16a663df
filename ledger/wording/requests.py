"""What is asked and what becomes of it, in words: for organisers and auditors, and as far as it is announced for the public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ledger.domain import request, statement
from ledger.domain.asked import Asked, AskEnded
from ledger.domain.event import Event
from ledger.domain.standing import CONTESTED
from ledger.domain.times import When
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.objections import NOTED as CONTEST_NOTED
from ledger.wording.times import say_when
from ledger.wording.vocabulary_requests import OUTCOMES, WISHES

NOTED = Words(
    {
        "withdraw": noted("Asked to be withdrawn, %(when)s"),
        "take_name_off": noted("%(name)s asked that the name be taken off, %(when)s"),
        "decline": noted("Asked not to be nominated, %(when)s"),
        "put_right": noted("Asked that something here be put right, %(when)s"),
        "change_name": noted("Asked for another name, %(when)s"),
        "move": noted("Asked for another category, %(when)s"),
        "not_voted": noted("Asks not to be voted for, %(when)s"),
        "not_attend": noted("Asks not to have to attend, %(when)s"),
        "reconsider": noted("Asked that this be looked at again, %(when)s"),
        "reinstate": noted("Asked to be put back on the list, %(when)s"),
    }
)
"""A note on a list: what was asked, never by whom but where it is about one name."""
BECAME = Words(
    {
        "granted": noted("granted"),
        "granted_in_part": noted("granted in part"),
        "refused": noted("not granted"),
        "noted": noted("noted"),
        "too_late": noted("too late"),
        "superseded": noted("settled otherwise"),
        "retracted": noted("taken back"),
        "agreed": noted("agreed"),
        "agreed_in_part": noted("agreed in part"),
        "no_answer": noted("no answer"),
        "upheld": noted("upheld"),
        "upheld_in_part": noted("upheld in part"),
        "dismissed": noted("dismissed"),
        "not_admitted": noted("not admitted"),
        "settled": noted("settled"),
        "taken_back": noted("taken back"),
    }
)


def say_note(note: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The sentence on a list; `names` are what its credits are called."""
    when = msgspec.convert(note["effective"], When)
    told = {
        "when": _("day unknown") if when.is_unknown else say_when(when),
        "name": names.get(note["credit"] or "", "") or _("Somebody named"),
    }
    if note["direction"] == request.OF_PARTY:
        told["wish"] = WISHES.get(note["wish"], note["wish"])
        text = _("The organiser asked (%(wish)s), %(when)s") % told
    else:
        notes = CONTEST_NOTED if note["direction"] == CONTESTED else NOTED
        text = notes[note["wish"]] % told if note["wish"] in notes else note["wish"]
    became = note["outcome"]
    # Whom the organiser asks grants nothing: they agree or refuse.
    words = OUTCOMES if note["direction"] == request.OF_PARTY else BECAME
    return f"{text}: {words.get(became, became)}." if became else f"{text}."


def note_sentence(event: Asked | AskEnded, what: str, name: str, story: Sequence[Event]) -> str:
    """The sentence of an act on a nomination that says what was asked, or what became of that."""
    when = _("day unknown") if event.effective.is_unknown else say_when(event.effective)
    if isinstance(event, Asked):
        told = {"what": what, "wish": WISHES.get(event.wish, event.wish), "when": when, "name": name}
        if event.direction == request.OF_PARTY:
            return _("The organiser asks about %(what)s: %(wish)s, %(when)s.") % told
        if event.credit is not None:
            return _("It is asked about %(what)s, for the name %(name)s: %(wish)s, %(when)s.") % told
        return _("It is asked about %(what)s: %(wish)s, %(when)s.") % told
    asked = next((one for one in story if one.originator_version == event.follows), None)
    wish = WISHES.get(asked.wish, asked.wish) if isinstance(asked, Asked) else ""
    told = {"what": what, "wish": wish, "outcome": OUTCOMES.get(event.outcome, event.outcome), "when": when}
    return _("What was asked about %(what)s (%(wish)s): %(outcome)s, %(when)s.") % told


NEVER: Words[type[Event]] = Words(
    {
        request.DecisionStruck: noted("What was decided on a request was entered in error: the body never decided it."),
        request.Struck: noted("A request was entered in error: nobody asked this."),
        statement.Struck: noted("A statement was entered in error: nobody said this."),
    }
)
"""What was entered in error."""


def say_request(event: Event) -> str | None:
    """The sentence of an act of a request or a statement, naming nobody; None for what is neither."""
    if isinstance(event, request.Made):
        return _made(event)
    if isinstance(event, request.Decided):
        return _("A request is decided, %(when)s: %(outcomes)s.") % {
            "when": _when(event.effective),
            "outcomes": _outcomes([one.outcome for one in event.outcomes]),
        }
    if isinstance(event, request.Answered):
        told = {"when": _when(event.effective), "outcome": OUTCOMES.get(event.outcome, event.outcome)}
        return _("What the organiser asked is answered, %(when)s: %(outcome)s.") % told
    if isinstance(event, request.Retracted):
        template = ngettext(
            "A request is taken back, %(when)s, on one point.",
            "A request is taken back, %(when)s, on %(n)d points.",
            len(event.targets),
        )
        return template % {"when": _when(event.effective), "n": len(event.targets)}
    if isinstance(event, statement.Made):
        return _("A statement is kept, said %(when)s; it asks nothing and decides nothing.") % {
            "when": _when(event.effective)
        }
    return NEVER.get(type(event))


def _made(event: request.Made) -> str:
    wishes = dict.fromkeys(WISHES.get(one.wish, one.wish) for one in event.targets if one.part_of is None)
    told = {"wishes": "; ".join(wishes), "when": _when(event.effective)}
    if event.direction == request.OF_PARTY:
        return _("The organiser asks a party: %(wishes)s, %(when)s.") % told
    if event.through == "link":
        return _("A party asks by its link: %(wishes)s, %(when)s.") % told
    return _("A party asks the organiser: %(wishes)s, %(when)s.") % told


def _outcomes(codes: Sequence[str]) -> str:
    counted = {code: codes.count(code) for code in dict.fromkeys(codes)}
    return ", ".join(
        f"{OUTCOMES.get(code, code)} ({number})" if len(codes) > 1 else OUTCOMES.get(code, code)
        for code, number in counted.items()
    )


def _when(when: When) -> str:
    return _("day unknown") if when.is_unknown else say_when(when)
