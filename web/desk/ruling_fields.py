"""The fields of the form of a decision: what is told once, and what follows for each nomination."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from ledger.application.act_kinds import act_kind
from ledger.application.editions import EditionSeen
from ledger.application.ledger import Story
from ledger.application.ruling import CONSEQUENCES, REASONS
from ledger.domain.nomination import Entered
from ledger.domain.readings import history_of, read
from ledger.domain.standing import EFFECTS
from ledger.domain.states import credits_of
from ledger.wording.acts import ERASED, label_of_entry
from ledger.wording.catalogue import gettext as _
from ledger.wording.verbs import VERBS
from ledger.wording.vocabulary import BODIES, CAPACITIES, FINDINGS, HOLDS, SOURCES
from ledger.wording.vocabulary import REASONS as REASON_WORDS
from web.desk.act_fields import DOCUMENT, EMPTY, EXAMPLES, PLACE_FILLED, About, nominations_field
from web.desk.acting import not_theirs
from web.desk.effect_fields import CONFIDENTIAL, READ_ONE_DAY, effect_fields, happened_group
from web.forms import Field, Group, choices

ASKED_ALONE = ("correct", "add-name", "correct-name")
"""What has a form of its own with more to fill in than follows from a decision."""
OFFERED = tuple(verb for verb in CONSEQUENCES if verb not in ASKED_ALONE)
ONE_A_LINE = _("One name a line.")


def ruling_groups(
    edition: EditionSeen,
    about: About,
    chosen: Sequence[UUID],
    typed: Mapping[str, Any],
    earlier: Sequence[tuple[str, str]],
) -> list[Group]:
    """Every group of the form; `earlier` are decisions of the edition, each with how it is called."""
    return [
        Group(_("What it is about"), (nominations_field(about), _for_all())),
        *(_target(edition, about, one, typed) for one in chosen),
        _decision(edition, about),
        _who(),
        _text(),
        *_before(earlier),
        _inside(),
        happened_group(),
    ]


def _for_all() -> Field:
    offered = (*EMPTY, *((verb, VERBS[verb]) for verb in OFFERED))
    help_ = _("For every nomination chosen, unless something else is said for it once you have looked at the preview.")
    return Field("consequence", _("What follows"), "choice", offered, help=help_)


def consequence_of(stream: UUID, typed: Mapping[str, Any]) -> str:
    """What follows for a nomination: what is said for it, else for all."""
    return str(typed.get(f"verb-{stream}") or typed.get("consequence") or "")


def _target(edition: EditionSeen, about: About, stream: UUID, typed: Mapping[str, Any]) -> Group:
    story = about.stories.get(stream, ())
    entry = story[0][1] if story else None
    label = label_of_entry(entry) if isinstance(entry, Entered) else ""
    verb = consequence_of(stream, typed)
    what = Field("verb", _("What follows"), "choice", tuple((one, VERBS[one]) for one in OFFERED), value=verb)
    fields = [what, *(_asked(edition, about, story, verb) if verb in OFFERED else ())]
    return Group(label, tuple(_of(one, stream) for one in fields))


def _of(field: Field, stream: UUID) -> Field:
    return replace(field, name=f"{field.name}-{stream}")


def _asked(edition: EditionSeen, about: About, story: Story, verb: str) -> list[Field]:
    """What a consequence asks for beside what is told once."""
    kind, found = act_kind(verb), list[Field]()
    standing = read(history_of(story)) if story else None
    gone = {one.credit for one in standing.gone} if standing else set()
    back = verb == "reinstate-name"
    names = [(str(id_), one.name.text or ERASED) for id_, one in credits_of(story).items() if back == (id_ in gone)]
    if "credit" in kind.asks or ("credit_optional" in kind.asks and len(names) > 1):
        help_ = "" if "credit" in kind.asks else _("None for the whole nomination.")
        found.append(Field("credit", _("Which names"), "checks", tuple(names), help=help_, value=()))
    if "finding" in kind.asks:
        found.append(Field("finding", _("On what finding"), "choice", choices(FINDINGS)))
    if "category" in kind.asks:
        offered = tuple((str(one), name) for one, name in about.categories.items())
        found.append(Field("category", _("Goes to"), "choice", (*EMPTY, *offered)))
    if "place_filled" in kind.asks:
        found.append(
            Field(
                "place_filled", _("If its place was filled meanwhile"), "choice", (("", _("It was not")), *PLACE_FILLED)
            )
        )
    if kind.own_wish:
        found.append(Field("capacity", _("Asked by"), "choice", choices(CAPACITIES)))
    if "on_ballot" in kind.asks:
        found += effect_fields(has_ballot=edition.has_ballot)
    if len(kind.holds) > 1:
        found.append(Field("holds", _("It holds"), "choice", tuple((one, HOLDS[one]) for one in kind.holds)))
    found.append(Field("effective", _("In effect from"), help=_("Empty means from when it was decided.")))
    return found


OF_A_TARGET = (
    "verb", "credit", "finding", "category", "place_filled", "capacity", *EFFECTS, "holds", "effective",
)  # fmt: skip
"""What may be typed for each nomination."""


def deciding_bodies(edition: EditionSeen) -> tuple[tuple[str, str], ...]:
    """The bodies of an edition that decide anything, by code, then the others, marked."""
    bodies = tuple((one.code, one.name or BODIES[one.code]) for one in edition.bodies if one.may_decide)
    return bodies + not_theirs(one for one in edition.bodies if not one.may_decide)


def _decision(edition: EditionSeen, about: About) -> Group:
    return Group(
        _("The decision"),
        (
            Field("effective", _("Decided"), help=EXAMPLES),
            Field("body", _("Decided by"), "choice", deciding_bodies(edition)),
            Field(
                "rule",
                _("Rule"),
                choices=about.rules,
                help=_("Its number in the rulebook. Left empty, pages say that no rule was cited."),
            ),
            Field("reason", _("Reason for the public"), "choice", tuple((one, REASON_WORDS[one]) for one in REASONS)),
        ),
    )


def _who() -> Group:
    return Group(
        _("Who took part"),
        (
            Field("took_part", _("Took part"), "prose", help=ONE_A_LINE, tag=CONFIDENTIAL),
            Field("stood_aside", _("Stood aside"), "prose", help=ONE_A_LINE, tag=CONFIDENTIAL),
            Field("absent", _("Absent"), "prose", help=ONE_A_LINE, tag=CONFIDENTIAL),
        ),
        folded=True,
    )


def _text() -> Group:
    help_ = _(
        "It says nothing about anyone but whom it is about, and repeats no grounds. Somebody else approves it before it is announced."
    )
    return Group(_("Text for the public"), (Field("public_text", _("Text"), "prose", help=help_),), folded=True)


def _before(earlier: Sequence[tuple[str, str]]) -> list[Group]:
    if not earlier:
        return []
    offered = tuple(earlier)
    fields = (
        Field("follows_rulings", _("It follows"), "checks", offered, value=()),
        Field("replaces", _("It replaces"), "choice", (*EMPTY, *offered), help=_("The earlier one stays readable.")),
    )
    return [Group(_("Earlier decisions"), fields, folded=True)]


def _inside() -> Group:
    fields = (
        Field("source_kind", _("Source"), "choice", choices(SOURCES)),
        DOCUMENT,
        Field("private_reason", _("Private reason"), "prose", help=READ_ONE_DAY, tag=CONFIDENTIAL),
    )
    return Group(_("Document and private reason"), fields, folded=True)
