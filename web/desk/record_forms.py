"""The forms by which something is recorded of a party or a work: their words and fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ledger.domain.party_readings import Record
from ledger.schemas.party_commands import FORMS as FORM_CODES
from ledger.schemas.party_commands import NAME_KINDS, TITLE_KINDS
from ledger.wording.catalogue import gettext as _
from ledger.wording.catalogue import ngettext
from ledger.wording.parties import ERASED, FORMS, NAMES, PARTIES, REASONS, TITLES, WORKS
from ledger.wording.vocabulary import SOURCES
from web.desk.act_fields import DOCUMENT
from web.desk.effect_fields import CONFIDENTIAL, READ_ONE_DAY
from web.forms import Field, Group, choices

LANGUAGE = _("A short tag: ur, ur-Latn (Urdu in Latin letters), en. May stay empty.")
TIMES = _("27 March 1957 · by April 2019 · about 1988 or 1989. May stay empty.")
FIND = _("A name in any spelling or script, or an id such as imdb:nm0000000.")


class Words(NamedTuple):
    """What a form is called, what it does, and what follows at once."""

    title: str
    lead: str
    note: str


INSIDE = _("No public page changes by this.")
AT_ONCE = _("Public pages that name this party change as soon as it is recorded.")
WORDS: Mapping[str, Words] = {
    "name": Words(_("Add a name"), _("Another name by which it is found. Public pages do not show it."), INSIDE),
    "public-name": Words(
        _("Change the public name"),
        _(
            "The name this party uses now. Every public page of every moment shows it; the name before it becomes a former name."
        ),
        AT_ONCE,
    ),
    "id": Words(_("Add an id"), _("What another catalogue calls it. An id belongs to one record."), INSIDE),
    "terms": Words(
        _("Terms for a minor"),
        _("How the name may appear in public, as the guardian agreed. It stays so until later terms are recorded."),
        AT_ONCE,
    ),
    "kind": Words(
        _("Put the kind right"),
        _("What kind of party this record is of, where it was recorded as another. It counts from the start."),
        INSIDE,
    ),
    "link": Words(
        _("Link to another record"),
        _("Two records found to be one. Both stay as they are; the other is read as the main one."),
        INSIDE,
    ),
    "unlink": Words(
        _("Take a link back"), _("The two records are read apart again. That they were linked stays readable."), INSIDE
    ),
    "refusal": Words(
        _("Standing refusal"),
        _(
            "That no nomination is wanted, now and later. It decides nothing: it is shown whenever this is entered again."
        ),
        INSIDE,
    ),
    "strike": Words(
        _("Entered in error"),
        _("What you choose never held. It stays readable in the log."),
        _("If public pages show what is struck, they change as soon as it is recorded."),
    ),
}


def note_on(act: str, announced: int) -> str:
    """What follows from an act, where that is public with how many announced nominations name the party."""
    note = WORDS[act].note
    if note != AT_ONCE:
        return note
    named = ngettext("%(n)d announced nomination names it.", "%(n)d announced nominations name it.", announced) % {
        "n": announced
    }
    return f"{note} {named}"


def groups(
    record: Record, act: str, offered: Mapping[str, tuple[tuple[str, str], ...]], linked: Sequence[tuple[str, str]]
) -> list[Group]:
    """The fields of an act's form; `offered` are records that fit what was typed, `linked` those that this one is linked to."""
    made = {
        "name": _name_fields,
        "public-name": lambda of: _public_name_fields(of, linked),
        "id": _id_fields,
        "terms": _terms_fields,
        "kind": lambda of: (Field("kind", _("Kind"), "radio", _other_kinds(of)),),
        "link": lambda of: _link_fields(of, offered.get("to", ())),
        "unlink": lambda _of: (),
        "refusal": _refusal_fields,
        "strike": _strike_fields,
    }[act](record)
    told = [Group(WORDS[act].title, made)] if made else []
    return [*told, _source_group(folded=bool(told))]


def _source_group(*, folded: bool) -> Group:
    """Most of what is known of parties and works rests on no document: that answer comes first, and needs no look."""
    kinds = sorted(choices(SOURCES), key=lambda one: one[0] != "none")
    return Group(
        _("On what it rests"), (Field("source_kind", _("Source"), "choice", tuple(kinds)), DOCUMENT), folded=folded
    )


def _name_fields(of: Record) -> tuple[Field, ...]:
    if of.sort == "party":
        kinds = tuple((code, NAMES[code]) for code in NAME_KINDS)
        return (
            Field("name", _("Name"), tag=CONFIDENTIAL),
            Field("kind", _("Kind of name"), "choice", kinds),
            Field("language", _("Language and script"), help=LANGUAGE),
        )
    kinds = tuple((code, TITLES[code]) for code in TITLE_KINDS)
    return (
        Field("name", _("Title")),
        Field("kind", _("Kind of title"), "choice", kinds),
        Field("language", _("Language and script"), help=LANGUAGE),
    )


def _public_name_fields(_of: Record, linked: Sequence[tuple[str, str]]) -> tuple[Field, ...]:
    told = (
        Field("name", _("Public name now")),
        Field("effective", _("In use since"), help=TIMES),
    )
    if not linked:
        return told
    hint = _(
        "Choose only records whose public pages may show this name. A pen name that is to stay apart is not chosen."
    )
    return (*told, Field("linked", _("Also the linked records"), "checks", tuple(linked), help=hint))


def _id_fields(_of: Record) -> tuple[Field, ...]:
    return (
        Field("scheme", _("Catalogue"), help=_("In small letters: imdb, isni, viaf, wikidata …")),
        Field("value", _("Id"), help=_("As that catalogue writes it, without blanks.")),
    )


def _terms_fields(_of: Record) -> tuple[Field, ...]:
    return (
        Field("form", _("May appear with"), "radio", tuple((code, FORMS[code]) for code in FORM_CODES)),
        Field("shown_as", _("Given name or initials"), help=_("As the guardian wrote them; empty for the other two.")),
        Field(
            "until",
            _("Until"),
            help=TIMES + " " + _("After it this page says so; no name becomes public by itself."),
        ),
    )


def _other_kinds(of: Record) -> tuple[tuple[str, str], ...]:
    return tuple((code, label) for code, label in choices(PARTIES) if code != of.kind)


def _link_fields(of: Record, offered: tuple[tuple[str, str], ...]) -> tuple[Field, ...]:
    return (
        Field("to", _("The main record"), of.sort, offered, help=FIND),
        Field("reasons", _("Why they are held to be one"), "checks", choices(REASONS)),
    )


def _refusal_fields(of: Record) -> tuple[Field, ...]:
    told = (("true", _("It stands from now on")), ("false", _("It is taken back")))
    return (
        Field("stands", _("The refusal"), "radio", told[1:] if of.refusal else told[:1]),
        Field("words", _("As it was said"), "prose", help=READ_ONE_DAY, tag=CONFIDENTIAL),
    )


def _strike_fields(of: Record) -> tuple[Field, ...]:
    standing = of.standing
    kinds = NAMES if of.sort == "party" else TITLES
    told = [
        (str(one.version), f"{one.text or ERASED} ({kinds.get(one.kind, one.kind)})")
        for one in of.names
        if one.version in standing
    ]
    told += [(str(one.version), one.text or ERASED) for one in of.ids if one.version in standing]
    if of.kind_told in standing:
        told.append((str(of.kind_told), _("the kind: %(kind)s") % {"kind": PARTIES[of.kind]}))
    if of.terms is not None and of.terms.version in standing:
        told.append((str(of.terms.version), _("terms for a minor: %(form)s") % {"form": FORMS[of.terms.form]}))
    nothing = "" if told else _("Nothing was added to this record that could be struck.")
    return (Field("act", _("What never held"), "radio", tuple(told), help=nothing),)


def new_groups(sort: str, *, alike: bool) -> list[Group]:
    """The form of a new record; `alike` asks whether none of the records like it is meant."""
    party = sort == "party"
    kinds = choices(PARTIES if party else WORKS)
    name = Field("name", _("Name"), help=_("As the party uses it.")) if party else Field("name", _("Title"))
    told = [
        Group(_("What is registered"), (name, Field("kind", _("Kind"), "choice", kinds))),
        Group(_("Known elsewhere"), _id_fields_optional()),
    ]
    if alike:
        yes = (("yes", _("None of the records shown is meant: register a new one")),)
        told.append(
            Group(_("Already known?"), (Field("anyway", _("Somebody or something else"), "checks", yes, value=()),))
        )
    return told


def _id_fields_optional() -> tuple[Field, ...]:
    return (
        Field("scheme", _("Catalogue"), help=_("In small letters: imdb, isni, viaf, wikidata … May stay empty.")),
        Field("value", _("Id"), help=_("As that catalogue writes it. May stay empty.")),
    )


def suggested(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What a fresh form holds: the answers most often right, and what the address brings along."""
    usual = {"source_kind": "none", "kind": "", "form": "", "stands": "", "reasons": [], "linked": [], "anyway": []}
    return usual | {
        name: typed[name] for name in ("name", "to", "to_id", "act", "kind", "scheme", "value") if name in typed
    }
