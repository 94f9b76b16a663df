"""The fields of the forms of objections."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from ledger.application.act_kinds import ACT_KINDS
from ledger.application.nobody import is_no_award
from ledger.application.objection_upholding import may_follow
from ledger.application.objections import ObjectionSeen, announced_award, decisions_in
from ledger.domain import objection
from ledger.domain.request import CAPACITIES as CAPACITY_CODES
from ledger.domain.states import credits_of
from ledger.schemas.objections import PUT_BY
from ledger.wording.acts import ERASED, sentence
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated
from ledger.wording.verbs import VERBS
from ledger.wording.vocabulary import CAPACITIES, FINDINGS, HOW, SOURCES
from ledger.wording.vocabulary_objections import CONCERNED, ENDINGS, GROUNDS, HEARD, LATENESS, UNHEARD, WHY
from web.desk.act_fields import DOCUMENT, EMPTY, EXAMPLES, PLACE_FILLED, origin_field
from web.desk.acting import bodies_for
from web.desk.effect_fields import CONFIDENTIAL, READ_ONE_DAY
from web.desk.objection_shown import About
from web.desk.parts import Choice, parted
from web.desk.request_fields import Offered, credits_field, ending_groups, nominations_field
from web.desk.request_shown import label_of, names_of
from web.forms import Field, Group, choices
from web.people import services


def awards_field(offered: Offered) -> Field:
    """The nominations whose award the public was told of."""
    now = services().ledger.now()
    won = {
        one: story for one, story in offered.stories.items() if announced_award(story, now) and not is_no_award(story)
    }
    return parted(
        Field("awards", _("The award of"), "checks", help="" if won else _("No award is announced.")),
        won,
        offered.categories,
        lambda one: [Choice(str(one), isolated(label_of(won[one])))],
    )


def decisions_field(offered: Offered) -> Field:
    """The decisions about nominations."""
    now = services().ledger.now()

    def decisions(stream: UUID) -> list[Choice]:
        story = offered.stories[stream]
        events = [event for _position, event in story]
        return [Choice(one.act_name, sentence(one, events), together=False) for one in decisions_in(story, now)]

    return parted(Field("acts", _("Decisions (an appeal)"), "checks"), offered.stories, offered.categories, decisions)


def objection_groups(offered: Offered) -> list[Group]:
    """The form by which an objection is recorded."""
    categories = tuple((str(id_), isolated(name)) for id_, name in offered.categories.items())
    return [
        Group(_("Who objects"), _who(offered)),
        Group(_("What is contested"), (Field("ground", _("On what ground"), "choice", choices(GROUNDS)), nominations_field(offered))),
        Group(_("Single names"), (credits_field(offered),), folded=True),
        Group(_("A decision, which makes it an appeal"), (decisions_field(offered),), folded=True),
        Group(
            _("An award, a category, an announcement, an invitation"),
            (
                awards_field(offered),
                Field("categories", _("Categories"), "checks", categories, value=()),
                Field("announcements", _("Announcements"), "checks", offered.announcements, value=()),
                Field("party", _("The invitation of"), "party", offered.records.get("party", ())),
            ),
            folded=True,
        ),
        Group(_("When"), _times()),
        Group(_("What it was made by"), (Field("source_kind", _("Source"), "choice", choices(SOURCES)), DOCUMENT, origin_field(offered.origins))),
    ]  # fmt: skip


def _who(offered: Offered) -> tuple[Field, ...]:
    capacity = tuple((code, CAPACITIES[code]) for code in CAPACITY_CODES)
    nobody_else = _("Organisers, deputies and auditors read who objects; the party objected to never does.")
    return (
        Field("objector", _("Who (a known party)"), "party", offered.records.get("objector", ()), help=nobody_else),
        Field("words", _("Or in words"), tag=CONFIDENTIAL, help=_("Where there is no record of them.")),
        Field("capacity", _("Writing as"), "choice", (*EMPTY, *capacity)),
        Field("concerned_as", _("Concerned as"), "radio", choices(CONCERNED)),
    )


def _times() -> tuple[Field, ...]:
    late = (("", _("The times tell")), *choices(LATENESS))
    return (
        Field("received", _("Received"), help=_("The limit goes by this.") + " " + EXAMPLES),
        Field("sent", _("Sent"), help=_("In the same forms. May stay empty.")),
        Field(
            "lateness",
            _("In time or too late"),
            "choice",
            late,
            help=_("Only where the times do not tell. It is kept as said."),
        ),
    )


def put_to_groups(offered: Offered, seen: ObjectionSeen) -> list[Group]:
    """The form by which it is put to a party objected to."""
    named = [one.party for id_ in seen.nominations for one in credits_of(offered.stories.get(id_, ())).values()]
    parties = tuple((str(id_), isolated(name)) for id_, name in names_of(named).items())
    secret = _("Never who objects, nor what would tell it.") + " " + READ_ONE_DAY
    how = tuple((code, HOW[code]) for code in PUT_BY)
    return [
        Group(
            _("To whom"),
            (
                Field("whom", _("Of those contested"), "choice", (*EMPTY, *parties)),
                Field("other_party", _("Or another party"), "party", offered.records.get("other_party", ())),
            ),
        ),
        Group(
            _("What they are told"),
            (
                Field("substance", _("The substance"), "prose", help=secret, tag=CONFIDENTIAL),
                Field("how", _("How"), "choice", (*EMPTY, *how)),
                Field("effective", _("Put to them at"), help=_("Empty means now.") + " " + EXAMPLES),
                Field("reply_by", _("An answer is asked for by"), help=_("May stay empty.")),
            ),
        ),
    ]


def heard_groups(_offered: Offered, seen: ObjectionSeen) -> list[Group]:
    """The form by which it is recorded what the other side did."""
    asked = [one.party for one in seen.objection.hearings]
    parties = tuple((str(id_), isolated(name or ERASED)) for id_, name in names_of(asked).items())
    none = "" if parties else _("Nobody was asked yet. Put it to them first.")
    return [
        Group(
            _("The other side"),
            (Field("whom", _("Who"), "choice", parties, help=none), Field("outcome", _("What they did"), "radio", choices(HEARD))),
        ),
        *ending_groups(_("At")),
    ]  # fmt: skip


def decide_objection_groups(offered: Offered, seen: ObjectionSeen) -> list[Group]:
    """The form by which an objection is decided, point by point."""
    particulars = (
        Field("finding", _("Of a name that is removed"), "choice", (*EMPTY, *choices(FINDINGS))),
        Field("place_filled", _("If its place was filled meanwhile"), "choice", (*EMPTY, *PLACE_FILLED)),
    )
    reason = Field("private_reason", _("Private reason"), "prose", help=READ_ONE_DAY, tag=CONFIDENTIAL)
    return [
        Group(_("What becomes of each point"), tuple(_points(offered, seen))),
        Group(
            _("When"),
            (
                Field("decided", _("Decided"), help=_("Empty means now.") + " " + EXAMPLES),
                Field("effective", _("In effect from"), help=_("Of what follows. Empty means when it was decided.")),
            ),
        ),
        Group(_("On whose authority"), _authority(offered)),
        Group(_("Particulars of what follows"), particulars, folded=True),
        Group(_("Private reason"), (reason,), folded=True),
    ]


def _points(offered: Offered, seen: ObjectionSeen) -> Iterator[Field]:
    about = About(offered.categories, seen)
    for one in seen.objection.targets:
        number = one.target.number
        stays = _("It stays open") if one.is_open else _("It stays: %(outcome)s") % {"outcome": ENDINGS[one.outcome]}
        told = (("", stays), *((code, ENDINGS[code]) for code in objection.OUTCOMES))
        yield Field(f"outcome_{number}", about.label(one.target), "choice", told)
        verbs = () if one.acts else may_follow(one.target, offered.stories)
        if verbs:
            acts = (("", _("no act")), *((verb, VERBS[verb]) for verb in verbs))
            label = _("If upheld, what follows (%(n)d)") % {"n": number}
            yield Field(f"follows_{number}", label, "choice", acts)


def _authority(offered: Offered) -> tuple[Field, ...]:
    rules = tuple((one.number, f"{one.number} {one.heading} ({one.label})") for one in offered.edition.rules)
    return (
        Field("body", _("Decided by"), "choice", bodies_for(offered.edition, ACT_KINDS["rule-ineligible"])),
        Field("rule", _("Rule"), choices=rules, help=_("Its number in the rulebook. May stay empty.")),
        Field("why", _("Reason"), "choice", choices(WHY)),
        Field("unheard", _("If the other side was not asked, why"), "choice", (*EMPTY, *choices(UNHEARD))),
    )


def take_back_groups(offered: Offered, seen: ObjectionSeen) -> list[Group]:
    """The form by which an objection is taken back."""
    about = About(offered.categories, seen)
    points = tuple((str(one.target.number), about.label(one.target)) for one in seen.objection.targets if one.is_open)
    help_ = _("None chosen means all that is open.") if points else _("Nothing of it is open.")
    what = Field("targets", _("What is taken back"), "checks", points, help=help_, value=())
    return [Group(_("What is taken back"), (what,)), *ending_groups(_("Taken back at"))]


LEADS = {
    ("objection", "new"): _("Objecting changes nothing. What they say stands in the document: there is no field for it here."),
    ("objection", "put-to"): _("The party objected to gets the substance and a chance to answer, and never learns who objects."),
    ("objection", "heard"): _("What the other side did. A late answer is welcome."),
    ("objection", "decide"): _("Point by point, in one append with the acts that come of it. What rested on a decision that falls is listed."),
    ("objection", "take-back"): _("Whoever objects takes it back. What was decided stays."),
    ("objection", "strike"): _("Nobody objected. It stays readable in the log; its notes go."),
}  # fmt: skip
SUGGESTED = {"concerned_as": "competitor", "ground": "eligibility", "lateness": "", "why": "not_given", "unheard": ""}
