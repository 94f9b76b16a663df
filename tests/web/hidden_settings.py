"""Settings of which the public is told nothing: recorded by the ordinary commands, on what is announced and on what is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from ledger.application.draft import Draft
from ledger.application.settings_changes import record_change
from ledger.application.show_opening import record_show
from ledger.application.shows import CategoryData, EditionData, add_category, open_edition
from ledger.bootstrap import Services
from ledger.domain.edition_running import ANNOUNCES, DECIDES
from ledger.domain.edition_settings import settings_of
from ledger.projections.nominees import find_edition
from ledger.wording.vocabulary import BODIES
from tests.support.services import by

MARKER = "MARKER-not-for-the-public"
RULES = f"1 {MARKER}\n1.1 {MARKER}"


def announced_edition(demo: Services) -> UUID:
    """The edition of which the public knows the list."""
    return UUID(hex=find_edition(demo.lists, "meridian", "12").edition["subject"])


def change(demo: Services, edition: UUID, what: str, /, **form: Any) -> None:
    """Change a setting by its ordinary command."""
    author = by()
    record_change(demo.ledger, author, edition, what, {"command": str(author.command), **form})


def first_category(demo: Services) -> str:
    """A category with announced nominations."""
    settings = settings_of(event for _position, event in demo.ledger.story(announced_edition(demo)))
    assert settings is not None
    return next(str(id_) for id_, one in settings.categories.items() if one.added.address == "song-of-the-year")


def added_category(demo: Services) -> str:
    """A category without any nomination, added to the announced edition."""
    edition, draft = announced_edition(demo), Draft(by())
    draft.goes_on(edition, demo.ledger.story(edition)[-1][1].originator_version)
    added = add_category(demo.ledger, draft, CategoryData(edition, MARKER, f"hidden-{uuid4().hex}", 1))
    demo.ledger.save(draft, {"add": str(added)})
    return str(added)


def bodies_and_stages_set(demo: Services) -> None:
    change(demo, announced_edition(demo), "body", kind="jury", name=MARKER, may_decide=["results"])
    # An edition that names one body names all that decide; what they are called is public where an announced act names them.
    for kind in ("organiser", "committee", "chair"):
        powers = {"may_decide": list(DECIDES), "may_announce": list(ANNOUNCES)}
        change(demo, announced_edition(demo), "body", kind=kind, name=BODIES[kind], **powers)
    change(demo, announced_edition(demo), "stage", name=MARKER, order="7")


def category_milestone_planned(demo: Services) -> None:
    told = {"milestone": "results_announced", "standing": "planned", "effective": "2027-01-01"}
    change(demo, announced_edition(demo), "milestone", category=first_category(demo), **told)
    change(demo, announced_edition(demo), "milestone", milestone="ceremony", standing="cancelled")


def places_and_policies_not_shown(demo: Services) -> None:
    category = first_category(demo)
    change(demo, announced_edition(demo), "places", category=category, places="77")
    change(demo, announced_edition(demo), "vacancy", category=category, of="places", policy="decided_anew")
    change(demo, announced_edition(demo), "vacancy", category=category, of="awards", policy="no_award")


def roles_granted_and_ended(demo: Services) -> None:
    show, people = demo.ledger.holder("show_address", "meridian"), (uuid4(), uuid4())
    for person in people:
        author = by()
        form = {"person": str(person), "person_name": MARKER, "role": "tabulator", "command": str(author.command)}
        receipt = record_show(demo.ledger, author, "grant", form, show)
    author = by()
    ended = {"grant": receipt.acts[0].partition("@")[2], "command": str(author.command)}
    record_show(demo.ledger, author, "end-role", ended, show)


def withdrawal_rule_set(demo: Services) -> None:
    change(
        demo,
        announced_edition(demo),
        "withdrawal",
        rule="as_of_right",
        until="1 January 2100",
        afterwards="not_possible",
    )


def objection_limits_set(demo: Services) -> None:
    for of in ("objections", "appeals"):
        change(demo, announced_edition(demo), "objection-limit", of=of, days="10", until_milestone="ceremony")


def rules_filed_for_the_inside(demo: Services) -> None:
    change(demo, announced_edition(demo), "rulebook", label=MARKER, effective="2026", text=RULES)


def rules_open_and_closed(demo: Services) -> None:
    edition, label = announced_edition(demo), f"{MARKER}, open"
    change(demo, edition, "rulebook", label=label, effective="2026", text=RULES, standing="public")
    settings = settings_of(event for _position, event in demo.ledger.story(edition))
    assert settings is not None
    filed = next(id_ for id_, one in settings.rulebooks.items() if one.filed.label == label)
    change(demo, edition, "rulebook-standing", rulebook=str(filed), standing="in_error")


def unannounced_category_named_and_merged(demo: Services) -> None:
    edition, category, other = announced_edition(demo), added_category(demo), added_category(demo)
    change(demo, edition, "names", about=category, name=f"{MARKER} again")
    change(demo, edition, "names", about=category, language="ur", name=MARKER)
    change(demo, edition, "heading", category=category, heading=MARKER)
    change(demo, edition, "places", category=category, places="9", shown="true")
    change(demo, edition, "standing", category=category, standing="merged", into=other)


def announced_category_cancelled(demo: Services) -> None:
    change(demo, announced_edition(demo), "standing", category=first_category(demo), standing="cancelled")


def unannounced_edition_set_up(demo: Services) -> None:
    show, draft = UUID(hex=find_edition(demo.lists, "meridian", "12").show["subject"]), Draft(by())
    edition = open_edition(demo.ledger, draft, EditionData(show, MARKER, "16", MARKER, 16, "Asia/Karachi"))
    demo.ledger.save(draft, {"open": "16"})
    change(demo, edition, "names", name=f"{MARKER} again")
    change(demo, edition, "names", language="ur", name=MARKER)
    change(demo, edition, "categories", names=MARKER)
    change(demo, edition, "rulebook", label="2027", effective="2027", text=RULES, standing="public")


HIDDEN_SETTINGS: tuple[Callable[[Services], None], ...] = (
    bodies_and_stages_set,
    category_milestone_planned,
    places_and_policies_not_shown,
    roles_granted_and_ended,
    withdrawal_rule_set,
    objection_limits_set,
    rules_filed_for_the_inside,
    rules_open_and_closed,
    unannounced_category_named_and_merged,
    announced_category_cancelled,
    unannounced_edition_set_up,
)
