"""How an edition is run, in words: codes of its settings, and the acts that set them as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.domain.edition import MilestoneRecorded
from ledger.domain.edition_categories import (
    CategoriesOrdered,
    CategoryHeadingSet,
    CategoryNamed,
    CategoryStandingSet,
    PlacesSet,
    VacancySet,
)
from ledger.domain.edition_rules import RulebookFiled, RulebookStandingSet
from ledger.domain.edition_running import BodySet, StageSet, WithdrawalRuleSet
from ledger.domain.edition_settings import EditionSettings, settings_of
from ledger.domain.event import Event
from ledger.domain.naming import Naming
from ledger.domain.rulebook import Filed
from ledger.domain.show import Established
from ledger.domain.show import Named as ShowNamed
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.languages import language_name
from ledger.wording.names import isolated
from ledger.wording.times import say_when

MILESTONES = Words(
    {
        "nominations_announced": noted("nominations announced"),
        "ballot_locked": noted("ballot locked"),
        "voting_opened": noted("voting opened"),
        "voting_closed": noted("voting closed"),
        "results_announced": noted("results announced"),
        "ceremony": noted("ceremony"),
        "edition_closed": noted("edition closed"),
    }
)
MILESTONE_STANDINGS = Words({"planned": noted("planned"), "done": noted("done"), "cancelled": noted("cancelled")})
BODY_KINDS = Words(
    {
        "organiser": noted("organiser"),
        "committee": noted("committee"),
        "jury": noted("jury"),
        "chair": noted("chair"),
        "tabulator": noted("tabulator"),
        "sponsor": noted("sponsor"),
        "host": noted("host"),
    }
)
DECIDES = Words(
    {
        "withdrawals": noted("withdrawals"),
        "eligibility": noted("eligibility"),
        "breaches": noted("breaches of rules"),
        "places": noted("empty places"),
        "results": noted("results"),
        "corrections": noted("corrections"),
        "objections": noted("objections"),
    }
)
ANNOUNCES = Words({"nominations": noted("nominations"), "changes": noted("changes"), "results": noted("results")})
STAGES = Words({"long_list": noted("Long list"), "short_list": noted("Short list"), "final_list": noted("Final list")})
WITHDRAWALS = Words(
    {
        "as_of_right": noted("as of right"),
        "when_granted": noted("when granted"),
        "not_possible": noted("not possible"),
    }
)
VACANCY_OF = Words({"places": noted("a place on the list"), "awards": noted("an award")})
POLICIES = Words(
    {
        "stays_empty": noted("stays empty"),
        "next_in_line": noted("goes to the next in line"),
        "decided_anew": noted("is decided anew"),
        "organiser_decides": noted("is for the organiser to decide"),
        "no_award": noted("means that there is no award"),
    }
)
CATEGORY_STANDINGS = Words(
    {"stands": noted("is held"), "cancelled": noted("is cancelled"), "merged": noted("is merged")}
)
RULEBOOK_STANDINGS = Words(
    {
        "internal": noted("for organisers and auditors"),
        "public": noted("public"),
        "in_error": noted("filed in error"),
    }
)
HOWS = Words(
    {
        "renamed": noted("It is called so from now on."),
        "corrected": noted("Our record was wrong: it was never called otherwise."),
    }
)
SETTING_KINDS = {
    "show.named": noted("Show named"),
    "show.role_granted": noted("Role granted"),
    "show.role_ended": noted("Role ended"),
    "edition.named": noted("Edition named"),
    "edition.category_named": noted("Category named"),
    "edition.category_heading_set": noted("Heading set"),
    "edition.categories_ordered": noted("Categories ordered"),
    "edition.category_standing_set": noted("Category held or not"),
    "edition.places_set": noted("Places set"),
    "edition.vacancy_set": noted("Vacancy policy set"),
    "edition.body_set": noted("Body set"),
    "edition.stage_set": noted("Stage set"),
    "edition.withdrawal_rule_set": noted("Withdrawal rule set"),
    "edition.rulebook_filed": noted("Rulebook filed"),
    "edition.rulebook_standing_set": noted("Rulebook opened or closed"),
    "rulebook.filed": noted("Rulebook text filed"),
}


def say_setting(event: Event, story: Sequence[Event]) -> str | None:
    """The sentence of an act that sets up a show or an edition; None for what is none. `story` is its stream, for the names in it."""
    if isinstance(event, Naming):
        return _named(event, story)
    if isinstance(event, MilestoneRecorded):
        return _milestone(event, story)
    if isinstance(event, CategoryHeadingSet | CategoryStandingSet | PlacesSet | VacancySet):
        return _of_category(event, _before(event, story))
    if isinstance(event, BodySet):
        return _body(event)
    if isinstance(event, RulebookFiled | RulebookStandingSet | Filed):
        return _rulebook(event, story)
    return _running(event)


def _before(event: Event, story: Sequence[Event]) -> EditionSettings | None:
    return settings_of(one for one in story if one.originator_version < event.originator_version)


def _category(settings: EditionSettings | None, category: object) -> str:
    found = (
        next((one for one in settings.categories.values() if one.added.category == category), None)
        if settings
        else None
    )
    return isolated(found.names.name) if found else _("A category")


def _named(event: Naming, story: Sequence[Event]) -> str:
    what = _called_before(event, story)
    name = isolated(event.name or "")
    if event.language is None:
        template = (
            _("%(what)s was recorded under a wrong name: it is called %(name)s.")
            if event.how == "corrected"
            else _("%(what)s is renamed: it is called %(name)s.")
        )
        return template % {"what": what, "name": name}
    told = {"what": what, "name": name, "language": language_name(event.language)}
    if event.name is None:
        return _("%(what)s: its name in %(language)s is taken away.") % told
    return _("%(what)s is called %(name)s in %(language)s.") % told


def _called_before(event: Naming, story: Sequence[Event]) -> str:
    if isinstance(event, ShowNamed):
        names = [
            one.name
            for one in story
            if one.originator_version < event.originator_version
            and (isinstance(one, Established) or (isinstance(one, ShowNamed) and one.language is None))
        ]
        return isolated(names[-1] or "") if names else _("The show")
    settings = _before(event, story)
    if isinstance(event, CategoryNamed):
        return _category(settings, event.category)
    return isolated(settings.names.name) if settings else _("The edition")


def _milestone(event: MilestoneRecorded, story: Sequence[Event]) -> str:
    settings = _before(event, story) if event.category or event.standing else None
    told = {
        "milestone": MILESTONES.get(event.milestone, event.milestone),
        "when": say_when(event.effective),
        "standing": MILESTONE_STANDINGS.get(event.standing or "", ""),
        "category": _category(settings, event.category),
    }
    of = _("Milestone of %(category)s: %(milestone)s") if event.category else _("Milestone: %(milestone)s")
    earlier = settings.milestones.get((event.category, event.milestone)) if settings else None
    if event.standing == "cancelled":
        return of % told + _(", cancelled.")
    text = of % told + _(", %(when)s") % told
    if event.standing:
        text += _(", %(standing)s") % told
    if earlier is not None and event.standing == "planned" and earlier.effective != event.effective:
        text += _("; before this it was given as %(earlier)s") % {"earlier": say_when(earlier.effective)}
    return text + "."


def _of_category(
    event: CategoryHeadingSet | CategoryStandingSet | PlacesSet | VacancySet, settings: EditionSettings | None
) -> str:
    what = _category(settings, event.category)
    if isinstance(event, CategoryHeadingSet):
        told = {"what": what, "heading": isolated(event.heading or "")}
        template = (
            _("%(what)s stands under the heading %(heading)s.")
            if event.heading
            else _("%(what)s stands under no heading.")
        )
        return template % told
    if isinstance(event, CategoryStandingSet):
        if event.standing == "merged":
            return _("%(what)s is merged into %(into)s.") % {"what": what, "into": _category(settings, event.into)}
        return _("%(what)s %(stands)s.") % {"what": what, "stands": CATEGORY_STANDINGS.get(event.standing, "")}
    shown = _(" The public list says so.") if event.shown else ""
    if isinstance(event, VacancySet):
        told = {
            "what": what,
            "of": VACANCY_OF.get(event.of, event.of),
            "policy": POLICIES.get(event.policy, event.policy),
        }
        text = _("%(what)s: %(of)s that falls empty %(policy)s") % told
        if event.until:
            text += _(", until the milestone “%(until)s”") % {"until": MILESTONES.get(event.until, event.until)}
        return f"{text}.{shown}"
    stage = settings.stages.get(event.stage) if settings and event.stage else None
    on = _(" on the stage %(stage)s") % {"stage": isolated(stage.name)} if stage else ""
    if event.places is None:
        return _("%(what)s: the number of places%(on)s is open.") % {"what": what, "on": on} + shown
    template = ngettext("%(what)s has one place%(on)s.", "%(what)s has %(n)d places%(on)s.", event.places)
    return template % {"what": what, "n": event.places, "on": on} + shown


def _body(event: BodySet) -> str:
    told = {
        "name": isolated(event.name),
        "kind": BODY_KINDS.get(event.kind, event.kind),
        "decides": _list([DECIDES.get(one, one) for one in event.may_decide]),
        "announces": _list([ANNOUNCES.get(one, one) for one in event.may_announce]),
    }
    if not event.stands:
        return _("The body %(name)s (%(kind)s) has ended.") % told
    return _("The body %(name)s (%(kind)s) decides on: %(decides)s; it announces: %(announces)s.") % told


def _list(words: Sequence[str]) -> str:
    return ", ".join(words) or _("nothing")


def _running(event: Event) -> str | None:
    if isinstance(event, CategoriesOrdered):
        return ngettext(
            "%(n)d category is put in order.", "%(n)d categories are put in order.", len(event.categories)
        ) % {"n": len(event.categories)}
    if isinstance(event, StageSet):
        template = _("Stage %(order)d is: %(name)s.") if event.stands else _("The stage %(name)s is dropped.")
        return template % {"name": isolated(event.name), "order": event.order}
    return say_withdrawal_rule(event) if isinstance(event, WithdrawalRuleSet) else None


def say_withdrawal_rule(event: WithdrawalRuleSet) -> str:
    """The rule as a sentence."""
    told = {"rule": WITHDRAWALS.get(event.rule, event.rule), "afterwards": WITHDRAWALS.get(event.afterwards or "", "")}
    text = _("Withdrawing after the list was announced: %(rule)s") % told
    if event.until_milestone:
        text += _(" until the milestone “%(until)s”") % {
            "until": MILESTONES.get(event.until_milestone, event.until_milestone)
        }
    elif event.until is not None:
        text += _(" until %(until)s") % {"until": say_when(event.until)}
    return text + (_(", afterwards %(afterwards)s.") % told if event.afterwards else ".")


def _rulebook(event: RulebookFiled | RulebookStandingSet | Filed, story: Sequence[Event]) -> str:
    if isinstance(event, RulebookStandingSet):
        settings = _before(event, story)
        found = settings.rulebooks.get(event.rulebook) if settings else None
        told = {
            "label": isolated(found.filed.label) if found else "",
            "standing": RULEBOOK_STANDINGS.get(event.standing, event.standing),
        }
        return _("The rules “%(label)s”: %(standing)s from now on.") % told
    n = len(event.rules)
    if isinstance(event, Filed):
        template = ngettext(
            "The text of the rules “%(label)s” is filed, with one numbered rule.",
            "The text of the rules “%(label)s” is filed, with %(n)d numbered rules.",
            n,
        )
        return template % {"label": isolated(event.label), "n": n}
    template = _("The rules “%(label)s” hold from: %(when)s; %(standing)s.")
    told = {
        "label": isolated(event.label),
        "when": say_when(event.effective),
        "standing": RULEBOOK_STANDINGS.get(event.standing, event.standing),
    }
    return template % told
