"""The fields of the form by which a nomination is entered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ledger.schemas.entering import BECAUSE
from ledger.schemas.entering_forms import NAMES
from ledger.wording.catalogue import gettext as _
from ledger.wording.parties import PARTIES, WORKS
from ledger.wording.vocabulary import BECAUSE as BECAUSE_WORDS
from ledger.wording.vocabulary import SOURCES
from web.desk.act_fields import DOCUMENT, EMPTY, EXAMPLES
from web.desk.effect_fields import happened_group
from web.forms import Field, Group, choices

ANEW = "new"
"""The answer that means: none of the records offered, somebody or something else of the same name."""
Choices = tuple[tuple[str, str], ...]


class Offered(NamedTuple):
    """What the form offers: categories, empty places, and for names that are known the records they may be."""

    categories: Choices
    places: Choices
    records: Mapping[str, Choices]


def entering_groups(offered: Offered) -> list[Group]:
    """The groups of the form."""
    places = (("", _("A place of its own")), *offered.places)
    where = [Field("category", _("Category"), "choice", (*EMPTY, *offered.categories))]
    if offered.places:
        help_ = _("Whoever takes an empty place is a replacement, and is announced together with the fall it fills.")
        where.append(Field("fills", _("Its place"), "choice", places, help=help_))
    return [
        Group(_("Where"), tuple(where)),
        Group(_("What"), _work(offered)),
        *(
            Group(_("Name %(n)d") % {"n": number}, _name(number, offered), folded=number > 1)
            for number in range(1, NAMES + 1)
        ),
        Group(_("As the list words it"), _wording(), folded=True),
        Group(_("When and from where"), _grounds()),
        Group(_("Document"), (DOCUMENT,), folded=True),
        *((happened_group(),) if offered.places else ()),
    ]


def _work(offered: Offered) -> tuple[Field, ...]:
    fields = [
        Field("title", _("Title of the work"), "work", help=_("May stay empty where a name alone is nominated.")),
        *_which("title", offered),
        Field("work_kind", _("If the work is new, it is a"), "choice", choices(WORKS)),
        Field("details", _("Details"), "prose", help=_("Song, character and the like. One a line.")),
    ]
    return tuple(fields)


def _which(name: str, offered: Offered) -> list[Field]:
    """Where records of that name are known: which of them it is, or none."""
    records = offered.records.get(name, ())
    if not records:
        return []
    return [Field(f"{name}_is", _("It is"), "radio", (*records, (ANEW, _("None of these: a new record"))))]


def _name(number: int, offered: Offered) -> tuple[Field, ...]:
    return (
        Field(f"name{number}", _("Name as the list gives it"), "party"),
        *_which(f"name{number}", offered),
        Field(f"role{number}", _("As what"), help=_("For example: lyrics and music. May stay empty.")),
        Field(f"kind{number}", _("If the record is new, it is a"), "choice", choices(PARTIES)),
    )


def _wording() -> tuple[Field, ...]:
    because = tuple((code, BECAUSE_WORDS[code]) for code in BECAUSE)
    return (
        Field("credit_line", _("The names as the list words them"), "prose", help=_("Only where that says more.")),
        Field("citation", _("Citation"), "prose"),
        Field(
            "listing",
            _("It is"),
            "radio",
            (("nominee", _("A nominee")), ("recorded", _("Recorded without having been announced as a nomination"))),
        ),
        Field("because", _("If recorded, why it was not announced"), "choice", (*EMPTY, *because)),
    )


def _grounds() -> tuple[Field, ...]:
    return (
        Field("effective", _("A nomination since"), help=EXAMPLES),
        Field("source_kind", _("Source"), "choice", choices(SOURCES)),
    )
