"""An edition's settings as a view: everything as it stands, what the public reads of it, and the act behind each thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ledger.domain.edition_rules import RulebookFiled
from ledger.domain.edition_settings import Category, EditionSettings, Names
from ledger.projections.called import further_name
from ledger.wording.catalogue import gettext as _
from ledger.wording.catalogue import ngettext
from ledger.wording.objections import say_limit
from ledger.wording.settings import (
    ANNOUNCES,
    BODY_KINDS,
    CATEGORY_STANDINGS,
    DECIDES,
    MILESTONE_STANDINGS,
    MILESTONES,
    POLICIES,
    RULEBOOK_STANDINGS,
    VACANCY_OF,
    say_withdrawal_rule,
)
from ledger.wording.times import say_when

Row = dict[str, Any]


def settings_view(settings: EditionSettings, *, announced: bool) -> list[dict[str, Any]]:
    """The sections of the page, each with its rows and the changes that can be made there."""
    none_yet = "" if announced else _("Nothing of the edition is announced yet, so the public reads none of this. ")
    never = _("The public does not read this.")
    return [
        _section("names", _("Names"), none_yet + _("The public reads names at once."), [_name_row(settings.names)]),
        _section(
            "categories",
            _("Categories"),
            none_yet
            + _(
                "Of a category with an announced nomination the public reads: names, headings, order, places and policy as last shown."
            ),
            [_category_row(settings, one) for one in settings.in_order()],
        ),
        _section("bodies", _("Bodies"), never, list(_body_rows(settings))),
        _section("stages", _("Stages"), never, list(_stage_rows(settings))),
        _section("milestones", _("Milestones"), never, list(_milestone_rows(settings))),
        _section("withdrawal", _("Withdrawing"), never, list(_withdrawal_rows(settings))),
        _section("objections", _("Objecting and appealing"), never, list(_limit_rows(settings))),
        _section(
            "rules",
            _("Rules"),
            none_yet + _("The public reads the versions that stand as public."),
            list(_rulebook_rows(settings)),
        ),
    ]


def _section(key: str, title: str, public: str, rows: Sequence[Row]) -> dict[str, Any]:
    return {"key": key, "title": title, "public": public, "rows": rows}


def _row(
    title: str, facts: Sequence[str], acts: Sequence[tuple[str, str]], *changes: tuple[str, str], **more: Any
) -> Row:
    """`acts` are those behind it, each with what it set; `changes` are the forms that change it, each by its end of the address."""
    return {
        "title": title,
        "facts": [one for one in facts if one],
        "acts": [{"label": label, "act": act} for label, act in acts],
        "changes": [{"label": label, "form": form} for label, form in changes],
        "names": [],
    } | more


def _names(names: Names) -> list[dict[str, str]]:
    return [further_name(language, event.name or "") for language, event in sorted(names.others.items())]


def _name_row(names: Names) -> Row:
    acts = [(_("Name"), names.act), *_name_acts(names)]
    return _row(names.name, [], acts, (_("Change …"), "names"), names=_names(names))


def _name_acts(names: Names) -> list[tuple[str, str]]:
    return [(further_name(language, "")["label"], one.act_name) for language, one in sorted(names.others.items())]


def _category_row(settings: EditionSettings, category: Category) -> Row:
    id_ = category.added.category
    acts = [(_("Name"), category.names.act), *_name_acts(category.names)]
    if category.heading is not None or category.heading_act != category.added.act_name:
        acts.append((_("Heading"), category.heading_act))
    acts += [(_("Places"), category.places_act), (_("Policy"), category.vacancy_act)]
    heading = _("under the heading “%(heading)s”") % {"heading": category.heading} if category.heading else ""
    facts = ["" if category.stands else _standing(settings, category), heading, *_places(settings, category)]
    facts.append(_policy("places", category.vacancy, category.vacancy_until))
    if category.award is not None:
        facts.append(_policy("awards", category.award.policy, category.award.until))
        acts.append((_("Award"), category.award.act_name))
    if category.standing is not None:
        acts.append((_("Held or not"), category.standing.act_name))
    changes = (
        (_("Name …"), f"names?about={id_}"),
        (_("Heading …"), f"heading?category={id_}"),
        (_("Places …"), f"places?category={id_}"),
        (_("Empty place …"), f"vacancy?category={id_}&of=places"),
        (_("Fallen award …"), f"vacancy?category={id_}&of=awards"),
        (_("Cancel or merge …"), f"standing?category={id_}"),
    )
    return _row(category.names.name, facts, acts, *changes, names=_names(category.names), id=str(id_))


def _standing(settings: EditionSettings, category: Category) -> str:
    told = category.standing
    if told is None:
        return ""
    into = settings.categories.get(told.into) if told.into else None
    if told.standing == "merged" and into is not None:
        return _("is merged into %(into)s") % {"into": into.names.name}
    return CATEGORY_STANDINGS.get(told.standing, told.standing)


def _places(settings: EditionSettings, category: Category) -> Iterator[str]:
    for code, places in category.places.items():
        if code is not None and code not in settings.stages:
            continue
        text = _("number of places open")
        if places is not None:
            text = ngettext("%(n)d place", "%(n)d places", places) % {"n": places}
        yield text if code is None else f"{settings.stages[code].name}: {text}"
    if category.shown_places != category.places.get(None):
        yield _("the public list still says otherwise")


def _policy(of: str, policy: str, until: str | None) -> str:
    text = _("%(of)s that falls empty %(policy)s") % {"of": VACANCY_OF[of], "policy": POLICIES.get(policy, policy)}
    return text + (_(", until “%(until)s”") % {"until": MILESTONES.get(until, until)} if until else "")


def _body_rows(settings: EditionSettings) -> Iterator[Row]:
    for one in settings.bodies.values():
        decides = ", ".join(DECIDES.get(code, code) for code in one.may_decide) or _("nothing")
        announces = ", ".join(ANNOUNCES.get(code, code) for code in one.may_announce) or _("nothing")
        facts = [
            BODY_KINDS.get(one.kind, one.kind),
            _("decides on: %(what)s") % {"what": decides},
            _("announces: %(what)s") % {"what": announces},
            "" if one.stands else _("has ended"),
        ]
        yield _row(one.name, facts, [(_("Set"), one.act_name)], (_("Change …"), f"body?body={one.body}"))


def _stage_rows(settings: EditionSettings) -> Iterator[Row]:
    for one in sorted(settings.stages.values(), key=lambda one: one.order):
        facts = [_("number %(n)d in order") % {"n": one.order}, "" if one.stands else _("dropped")]
        yield _row(one.name, facts, [(_("Set"), one.act_name)], (_("Change …"), f"stage?stage={one.stage}"))


def _milestone_rows(settings: EditionSettings) -> Iterator[Row]:
    for (category, kind), event in sorted(settings.milestones.items(), key=lambda item: item[1].counts_from):
        of = settings.categories.get(category) if category else None
        facts = [
            of.names.name if of else "",
            say_when(event.effective),
            MILESTONE_STANDINGS.get(event.standing or "", ""),
        ]
        change = f"milestone?milestone={kind}" + (f"&category={category}" if category else "")
        yield _row(
            MILESTONES.get(kind, kind).capitalize(), facts, [(_("Recorded"), event.act_name)], (_("Change …"), change)
        )


def _withdrawal_rows(settings: EditionSettings) -> Iterator[Row]:
    if settings.withdrawal is not None:
        acts = [(_("Set"), settings.withdrawal.act_name)]
        yield _row(say_withdrawal_rule(settings.withdrawal), [], acts, (_("Change …"), "withdrawal"))


def _limit_rows(settings: EditionSettings) -> Iterator[Row]:
    for of, limit in settings.objection_limits.items():
        change = (_("Change …"), f"objection-limit?of={of}")
        yield _row(say_limit(limit), [], [(_("Set"), limit.act_name)], change)


def _rulebook_rows(settings: EditionSettings) -> Iterator[Row]:
    for stream, one in settings.rulebooks.items():
        filed: RulebookFiled = one.filed
        n = len(filed.rules)
        facts = [
            _("from: %(when)s") % {"when": say_when(filed.effective)},
            ngettext("%(n)d numbered rule", "%(n)d numbered rules", n) % {"n": n},
            RULEBOOK_STANDINGS.get(one.standing, one.standing),
        ]
        acts = [(_("Filed"), filed.act_name), (_("Who may read it"), one.act)]
        change = (_("Who may read it …"), f"rulebook-standing?rulebook={stream}")
        yield _row(filed.label, facts, acts, change, rules=filed.label)


def category_choices(settings: EditionSettings) -> tuple[tuple[str, str], ...]:
    """The categories as the choices of a field, in the order of lists."""
    return tuple((str(one.added.category), one.names.name) for one in settings.in_order())
