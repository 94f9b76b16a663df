"""The fields of the forms of requests and statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from ledger.application.editions import EditionSeen
from ledger.application.ledger import Story
from ledger.application.nobody import is_no_award
from ledger.application.request_granting import granted_by
from ledger.application.requests import RequestSeen
from ledger.domain import request, statement
from ledger.domain.states import credits_of
from ledger.schemas.requests import ASKERS, OF_NOMINATIONS
from ledger.wording.acts import ERASED
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated
from ledger.wording.verbs import VERBS
from ledger.wording.vocabulary import BODIES, CAPACITIES, SOURCES
from ledger.wording.vocabulary_requests import (
    CHANNELS,
    CONFIRMED,
    CONSEQUENCES,
    DIRECTIONS,
    OUTCOMES,
    REASONS,
    TARGETS,
    WISHES,
)
from web.desk.act_fields import DOCUMENT, EMPTY, EXAMPLES, origin_field
from web.desk.effect_fields import CONFIDENTIAL, READ_ONE_DAY, happened_group
from web.desk.parts import Choice, parted
from web.desk.request_shown import label_of, target_label
from web.desk.ruling_fields import deciding_bodies
from web.forms import Field, Group, choices

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Offered:
    """What a form offers: the stories of the edition's nominations, its categories by id, records that fit what was typed, and announcements."""

    edition: EditionSeen
    stories: Mapping[UUID, Story]
    records: Mapping[str, Choices] = field(default_factory=dict)
    announcements: Choices = ()
    origins: Choices = ()
    """What was asked, contested or said, which this may follow from."""

    @property
    def categories(self) -> dict[UUID, str]:
        """Names by id, in their order."""
        return {id_: one.name for id_, one in self.edition.categories.items()}


def nominations_field(offered: Offered) -> Field:
    """The nominations to choose from, by category."""
    nominees = {stream: story for stream, story in offered.stories.items() if not is_no_award(story)}
    field_ = Field("nominations", _("Nominations"), "checks")
    return parted(
        field_, nominees, offered.categories, lambda one: [Choice(str(one), isolated(label_of(nominees[one])))]
    )


def credits_field(offered: Offered) -> Field:
    """The names on them."""

    def names(stream: UUID) -> list[Choice]:
        what = isolated(label_of(offered.stories[stream]))
        return [
            Choice(f"{stream}:{id_}", f"{isolated(credit.name.text or ERASED)} · {what}", together=False)
            for id_, credit in credits_of(offered.stories[stream]).items()
        ]

    return parted(Field("credits", _("Names"), "checks"), offered.stories, offered.categories, names)


def new_groups(offered: Offered) -> list[Group]:
    """The form by which a request is recorded."""
    about = tuple((one, TARGETS[one]) for one in OF_NOMINATIONS)
    wishes = (*EMPTY, *choices(WISHES))
    return [
        Group(_("Who asks whom"), (Field("direction", _("It is"), "radio", choices(DIRECTIONS)),)),
        *(_asker(number, offered) for number in range(1, ASKERS + 1)),
        Group(
            _("What is asked about nominations"),
            (
                Field("wishes", _("What is asked"), "checks", choices(WISHES), value=()),
                Field("about", _("Of what"), "radio", about),
                nominations_field(offered),
            ),
        ),
        Group(
            _("What is asked about single names"),
            (Field("credit_wish", _("What is asked of a name"), "choice", wishes), credits_field(offered)),
            folded=True,
        ),
        Group(_("Everything of a party or a work"), _whole(offered, wishes), folded=True),
        Group(_("When"), _times()),
        Group(_("What it was asked by"), (*_document(), origin_field(offered.origins))),
    ]


def _asker(number: int, offered: Offered) -> Group:
    capacity = tuple((code, CAPACITIES[code]) for code in request.CAPACITIES)
    fields = (
        Field(
            f"asker{number}",
            _("Who (a known party)"),
            "party",
            offered.records.get(f"asker{number}", ()),
            help=_("A name or an id of a record. Of what the organiser asks: whom."),
        ),
        Field(f"asker_words{number}", _("Or in words"), tag=CONFIDENTIAL, help=_("Where there is no record of them.")),
        Field(f"capacity{number}", _("As what"), "choice", capacity),
        Field(f"capacity_words{number}", _("As what, in words"), help=_("Only in another capacity.")),
        Field(
            f"for_party{number}",
            _("For whom"),
            "party",
            offered.records.get(f"for_party{number}", ()),
            help=_("Where they ask for somebody else."),
        ),
        Field(f"confirmed{number}", _("Was it confirmed that they may"), "choice", choices(CONFIRMED)),
        Field(f"confirmed_by{number}", _("By whom"), tag=CONFIDENTIAL),
    )
    legend = _("Who asks") if number == 1 else _("And with them (%(n)d)") % {"n": number}
    return Group(legend, fields, folded=number > 1)


def _whole(offered: Offered, wishes: Choices) -> tuple[Field, ...]:
    help_ = _("It is kept as said, and taken apart into the nominations of this edition that name it.")
    return (
        Field("whole_wish", _("What is asked of all of it"), "choice", wishes),
        Field("party", _("Everything of this party"), "party", offered.records.get("party", ()), help=help_),
        Field("work", _("Everything of this work"), "work", offered.records.get("work", ()), help=help_),
        Field(
            "together",
            _("Does it hang together"),
            "radio",
            (("", _("Each point stands by itself")), ("true", _("All of it or none"))),
        ),
    )


def _times() -> tuple[Field, ...]:
    return (
        Field("received", _("Received"), help=_("Deadlines go by this.") + " " + EXAMPLES),
        Field("sent", _("Sent"), help=_("In the same forms. May stay empty.")),
        Field("reply_by", _("An answer is asked for by"), help=_("May stay empty.")),
    )


def _document() -> tuple[Field, ...]:
    return (
        Field("source_kind", _("Source"), "choice", choices(SOURCES)),
        DOCUMENT,
        Field("words", _("In their own words"), "prose", help=READ_ONE_DAY, tag=CONFIDENTIAL),
    )


def _points(offered: Offered, seen: RequestSeen) -> tuple[Field, ...]:
    """What becomes of each point, and what follows."""
    points = [one for one in seen.request.targets if one.outcome != request.PARTED]
    fields = list[Field]()
    for one in points:
        stays = _("It stays open") if one.is_open else _("It stays: %(outcome)s") % {"outcome": OUTCOMES[one.outcome]}
        told = (("", stays), *((code, OUTCOMES[code]) for code in request.OUTCOMES))
        story = offered.stories.get(one.target.nomination) if one.target.nomination else None
        act = granted_by(one.target, story) if not one.acts else None
        hint = (
            _granting(act.verb) if act else _("Granted records no act by itself: that is done by the act’s own form.")
        )
        label = target_label(one, offered.stories)
        fields.append(Field(f"outcome_{one.target.number}", label, "choice", told, help=hint))
        if one.target.kind == "nomination" and not one.acts:
            fields.append(_follows(one.target.number, offered))
    return tuple(fields)


def decide_groups(offered: Offered, seen: RequestSeen) -> list[Group]:
    """The form by which a request is decided, point by point."""
    rules = tuple((one.number, f"{one.number} {one.heading} ({one.label})") for one in offered.edition.rules)
    return [
        Group(_("What becomes of each point"), _points(offered, seen)),
        Group(
            _("When"),
            (
                Field("decided", _("Decided"), help=_("Empty means now.") + " " + EXAMPLES),
                Field("effective", _("In effect from"), help=_("Of what is granted. Empty means when it was decided.")),
            ),
        ),
        Group(
            _("On whose authority"),
            (
                Field("body", _("Decided by"), "choice", deciding_bodies(offered.edition)),
                Field("rule", _("Rule"), choices=rules, help=_("Its number in the rulebook. May stay empty.")),
                Field("reason", _("Reason"), "choice", choices(REASONS)),
            ),
        ),
        Group(
            _("Private reason"),
            (Field("private_reason", _("Private reason"), "prose", help=READ_ONE_DAY, tag=CONFIDENTIAL),),
            folded=True,
        ),
        happened_group(),
    ]


def _follows(number: int, offered: Offered) -> Field:
    """What follows from a point that is granted, where that is not the very wish."""
    without = () if offered.edition.has_ballot else ("not_counted", "off_ballot")
    told = (("", _("What was asked")), *((one, CONSEQUENCES[one]) for one in CONSEQUENCES if one not in without))
    return Field(f"follows_{number}", _("What follows, if granted (%(n)d)") % {"n": number}, "choice", told)


def _granting(verb: str) -> str:
    return _("Granted also records: %(act)s.") % {"act": VERBS[verb]}


def ending_groups(label: str) -> list[Group]:
    """When something ends what was asked, and by which document."""
    when = Field("effective", label, help=_("Empty means now.") + " " + EXAMPLES)
    return [
        Group(_("When"), (when,)),
        Group(_("Document"), (Field("source_kind", _("Source"), "choice", choices(SOURCES)), DOCUMENT), folded=True),
    ]


def retract_groups(offered: Offered, seen: RequestSeen) -> list[Group]:
    """The form by which a request is taken back."""
    points = tuple(
        (str(one.target.number), target_label(one, offered.stories)) for one in seen.request.targets if one.is_open
    )
    help_ = _("None chosen means all that is open.") if points else _("Nothing of it is open.")
    what = Field("targets", _("What is taken back"), "checks", points, help=help_, value=())
    return [Group(_("What is taken back"), (what,)), *ending_groups(_("Taken back at"))]


def answer_groups(_offered: Offered, _seen: RequestSeen) -> list[Group]:
    """The form by which a party's answer is recorded."""
    told = tuple((code, OUTCOMES[code]) for code in request.ANSWERS)
    return [
        Group(_("What they answered"), (Field("outcome", _("Answer"), "radio", told),)),
        *ending_groups(_("Answered at")),
    ]


def strike_groups() -> list[Group]:
    """The form by which a request, or a statement, is said to have been entered in error."""
    why = Field("private_reason", _("Private reason"), "prose", help=READ_ONE_DAY, tag=CONFIDENTIAL)
    return [Group(_("Why"), (why,))]


def statement_groups(offered: Offered) -> list[Group]:
    """The form by which a statement is kept."""
    bodies = tuple((one.code, one.name or BODIES[one.code]) for one in offered.edition.bodies)
    capacity = tuple((code, CAPACITIES[code]) for code in request.CAPACITIES)
    return [
        Group(
            _("Who said it"),
            (
                Field("party", _("A known party"), "party", offered.records.get("party", ())),
                Field("body", _("Or a body of the edition"), "choice", (*EMPTY, *bodies)),
                Field("words", _("Or in words"), tag=CONFIDENTIAL),
                Field("capacity", _("As what"), "choice", (*EMPTY, *capacity)),
            ),
        ),
        Group(
            _("When and how"),
            (
                Field("effective", _("Said"), help=EXAMPLES),
                Field("channel", _("How"), "choice", tuple((code, CHANNELS[code]) for code in statement.CHANNELS)),
            ),
        ),
        Group(
            _("About what"),
            (
                nominations_field(offered),
                Field("about_party", _("About a party"), "party", offered.records.get("about_party", ())),
            ),
        ),
        Group(_("Document"), (Field("source_kind", _("Source"), "choice", choices(SOURCES)), DOCUMENT), folded=True),
    ]
