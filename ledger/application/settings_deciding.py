"""What each change of an edition's settings adds to the edition's stream. What stands so already is not said again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger
from ledger.application.shows import CategoryData, add_category
from ledger.domain import edition_categories, edition_running
from ledger.domain.edition_settings import Category, EditionSettings, Names
from ledger.errors import Invalid, Problem
from ledger.schemas.addresses import address_of
from ledger.wording.settings import STAGES


@dataclass
class Changing:
    """A change under way: where it is written, and the settings as they stood before it."""

    ledger: Ledger
    draft: Draft
    settings: EditionSettings

    @property
    def stream(self) -> UUID:
        """The edition's."""
        return self.settings.opened.originator_id

    def category(self, field: str, chosen: UUID | None) -> Category:
        """A category of the edition. Raises Invalid at the field."""
        found = self.settings.categories.get(chosen) if chosen else None
        if found is None:
            raise Invalid([Problem(field, "unknown_choice")])
        return found

    def categories(self, chosen: UUID | None) -> list[Category]:
        """One category, or without a choice all that are held. Raises Invalid."""
        if chosen is not None:
            return [self.category("category", chosen)]
        return [one for one in self.settings.in_order() if one.stands]


Decide = Callable[[Changing, Mapping[str, Any]], None]


def says_anew(names: Names, data: Mapping[str, Any]) -> bool:
    """Whether what was typed of a name differs from how it stands."""
    language = data["language"]
    if language is None:
        return bool(data["name"] != names.name)
    standing = names.others.get(language)
    return bool(data["name"] != (standing.name if standing else None))


def name(changing: Changing, data: Mapping[str, Any]) -> None:
    """The edition or a category is called something, in its own or a further language."""
    told = {"language": data["language"], "name": data["name"], "how": data["how"]}
    if data["about"] is None:
        if says_anew(changing.settings.names, data):
            changing.draft.add(edition_categories.Named, changing.stream, **told)
        return
    category = changing.category("about", data["about"])
    if says_anew(category.names, data):
        named = {"category": category.added.category, **told}
        changing.draft.add(edition_categories.CategoryNamed, changing.stream, **named)


def add_categories(changing: Changing, data: Mapping[str, Any]) -> None:
    """Categories by their names, each with an address made of it."""
    known = {one.names.name.casefold(): one.names.name for one in changing.settings.categories.values() if one.stands}
    problems = []
    for line in data["names"]:
        if line.casefold() in known:
            problems.append(Problem("names", "category_there", {"name": line}))
        known[line.casefold()] = line
    if problems:
        raise Invalid(problems)
    taken = {one.added.address for one in changing.settings.categories.values()}
    order = max((one.order for one in changing.settings.categories.values()), default=0)
    for number, line in enumerate(data["names"], order + 1):
        address = address_of(line, taken)
        taken.add(address)
        about = CategoryData(changing.stream, line, address, number, data["group"], data["places"], data["vacancy"])
        add_category(changing.ledger, changing.draft, about)


def set_heading(changing: Changing, data: Mapping[str, Any]) -> None:
    """Under which heading one category stands, or all."""
    for category in changing.categories(data["category"]):
        if category.heading != data["heading"]:
            told = {"category": category.added.category, "heading": data["heading"]}
            changing.draft.add(edition_categories.CategoryHeadingSet, changing.stream, **told)


def listed_names(settings: EditionSettings) -> dict[str, UUID]:
    """The categories in order under names that tell them apart: where two are called the same, with their addresses."""
    categories = settings.in_order()
    names = [one.names.name for one in categories]
    return {
        one.names.name
        if names.count(one.names.name) == 1
        else f"{one.names.name} ({one.added.address})": one.added.category
        for one in categories
    }


def order_categories(changing: Changing, data: Mapping[str, Any]) -> None:
    """The categories in the order of the lines; all of them, each once."""
    known = {" ".join(label.split()): id_ for label, id_ in listed_names(changing.settings).items()}
    lines: list[str] = data["names"]
    problems = [Problem("names", "no_such_category", {"name": line}) for line in lines if line not in known]
    problems += [Problem("names", "category_twice", {"name": line}) for line in set(lines) if lines.count(line) > 1]
    problems += [Problem("names", "category_left_out", {"name": label}) for label in known if label not in lines]
    if problems:
        raise Invalid(problems[:1])
    ordered = tuple(known[line] for line in lines)
    if ordered != tuple(known.values()):
        changing.draft.add(edition_categories.CategoriesOrdered, changing.stream, categories=ordered)


def set_category_standing(changing: Changing, data: Mapping[str, Any]) -> None:
    """Whether a category is held; one that others were merged into goes on."""
    category = changing.category("category", data["category"])
    into = changing.category("into", data["into"]) if data["into"] else None
    if into is not None and not into.stands:
        raise Invalid([Problem("into", "merged_into_none")])
    merged_here = [
        one for one in changing.settings.categories.values()
        if one.standing is not None and one.standing.standing == "merged" and one.standing.into == data["category"]
    ]  # fmt: skip
    if data["standing"] != "stands" and merged_here:
        raise Invalid([Problem("category", "others_merged_here", {"name": merged_here[0].names.name})])
    now = category.standing.standing if category.standing else "stands"
    if (now, category.standing.into if category.standing else None) != (data["standing"], data["into"]):
        told = {"category": data["category"], "standing": data["standing"], "into": data["into"]}
        changing.draft.add(edition_categories.CategoryStandingSet, changing.stream, **told)


def set_places(changing: Changing, data: Mapping[str, Any]) -> None:
    """How many places one category has, or all."""
    stage, places, shown = data["stage"], data["places"], data["shown"]
    if stage is not None and stage not in changing.settings.stages:
        raise Invalid([Problem("stage", "unknown_choice")])
    if stage is not None and shown:
        raise Invalid([Problem("shown", "stage_not_shown")])
    for category in changing.categories(data["category"]):
        stands = category.places.get(stage) == places and (stage is None or stage in category.places)
        if stands and (not shown or category.shown_places == places):
            continue
        told = {"category": category.added.category, "places": places, "stage": stage, "shown": shown}
        changing.draft.add(edition_categories.PlacesSet, changing.stream, **told)


def set_vacancy(changing: Changing, data: Mapping[str, Any]) -> None:
    """What happens to an empty place or an award that fell, in one category or all."""
    wanted = (data["policy"], data["until"])
    if data["shown"] and data["of"] == "awards":
        raise Invalid([Problem("shown", "awards_not_shown")])
    for category in changing.categories(data["category"]):
        now = _vacancy_of(category, data["of"])
        if now == wanted and (not data["shown"] or category.shown_vacancy == data["policy"]):
            continue
        told = {key: data[key] for key in ("of", "policy", "until", "shown")}
        changing.draft.add(edition_categories.VacancySet, changing.stream, category=category.added.category, **told)


def _vacancy_of(category: Category, of: str) -> tuple[str, str | None] | None:
    if of == "places":
        return category.vacancy, category.vacancy_until
    return (category.award.policy, category.award.until) if category.award else None


def set_body(changing: Changing, data: Mapping[str, Any]) -> None:
    """A new body, or one as it is from now on. Its kind stays: acts name it by a code made of that."""
    bodies, code, kind = changing.settings.bodies, data["body"], data["kind"]
    if code is not None and (code not in bodies or bodies[code].kind != kind):
        raise Invalid(
            [Problem("kind" if code in bodies else "body", "body_kind_stays" if code in bodies else "unknown_choice")]
        )
    told = {
        "body": code or address_of(kind, bodies),
        "kind": kind,
        "name": data["name"],
        "may_decide": _in_order(edition_running.DECIDES, data["may_decide"]),
        "may_announce": _in_order(edition_running.ANNOUNCES, data["may_announce"]),
        "stands": data["stands"],
    }
    standing = bodies.get(told["body"])
    if standing is None or any(getattr(standing, key) != value for key, value in told.items()):
        changing.draft.add(edition_running.BodySet, changing.stream, **told)


def _in_order(codes: tuple[str, ...], chosen: list[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if code in chosen)


def set_stage(changing: Changing, data: Mapping[str, Any]) -> None:
    """A new stage, or one as it is from now on."""
    stages, code = changing.settings.stages, data["stage"]
    if code is not None and code not in stages and code not in edition_running.STAGES:
        raise Invalid([Problem("stage", "unknown_choice")])
    title = data["name"] or (stages[code].name if code in stages else STAGES[code])
    same = [one for one in stages.values() if one.order == data["order"] and one.stands and one.stage != code]
    if same and data["stands"]:
        raise Invalid([Problem("order", "stage_there", {"name": same[0].name})])
    told = {
        "stage": code or address_of(title, {*stages, *edition_running.STAGES}, "stage"),
        "name": title,
        "order": data["order"],
        "stands": data["stands"],
    }
    standing = stages.get(told["stage"])
    if standing is None or any(getattr(standing, key) != value for key, value in told.items()):
        changing.draft.add(edition_running.StageSet, changing.stream, **told)
