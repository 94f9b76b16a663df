"""The story of a nomination with what can be done about it, and the announcements of an edition."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.ledger import Story
from ledger.application.nobody import is_no_award
from ledger.application.offering import offered
from ledger.application.places import replacements
from ledger.application.proposable import Form
from ledger.application.taking_back import announcement_of, misread_by, take_back
from ledger.domain.nomination import Entered
from ledger.errors import Conflict, Invalid, LedgerError, Refused, Unavailable
from ledger.history.nomination_story import Reads, nomination_story
from ledger.projections.announcements import announcements
from ledger.projections.nominees import EditionFound, categories_of, edition_by_id
from ledger.wording.acts import label_of_entry
from ledger.wording.catalogue import gettext as _
from ledger.wording.no_award import VERBS as OF_NOBODY
from ledger.wording.verbs import FAMILIES, VERBS
from web.desk.citing import cited_by, with_document
from web.desk.effect_fields import CONFIDENTIAL, READ_ONE_DAY
from web.desk.meanwhile import recorded_meanwhile
from web.desk.objection_shown import contested_about
from web.desk.proposing import PROPOSE, author_on, covers_on, filled_again, proposed_form, two_needed
from web.desk.request_shown import asked_of
from web.desk.stories import stories_around, stories_of
from web.following import shortcomings
from web.forms import Field, Group, fill, fresh_command
from web.people import Person, covers, services
from web.sight import as_told
from web.twins import Shown


def story_shown(person: Person, nomination: UUID) -> Shown:
    """Every act of a nomination, and which may follow."""
    found = services()
    view = nomination_story(
        found.ledger.recorder,
        found.ledger.mapper,
        nomination,
        found.ledger.now(),
        Reads(covers("results"), covers("private")),
    )
    edition = edition_by_id(found.lists, view["edition_id"])
    stories = stories_around(edition, nomination, view["fills"])
    story = as_told(found.ledger.story(nomination))
    proposes = covers(PROPOSE) and two_needed(UUID(hex=edition.show["subject"]))
    verbs, called = (
        offered(story, person.role, proposes=proposes),
        {**VERBS, **(OF_NOBODY if is_no_award(story) else {})},
    )
    families = [
        {"name": _(name), "doings": [{"verb": one, "label": called[one]} for one in inside if one in verbs]}
        for name, inside in FAMILIES
    ]
    more: dict[str, Any] = {
        "edition": edition.named,
        "category": categories_of(found.lists, view["edition_id"]).get(view["category_id"], ""),
        "acts": cited_by(view["acts"], {one["act"]: one["instrument"] for one in view["acts"]}),
        "families": [family for family in families if family["doings"]],
        "asked": asked_of(nomination, view["edition_id"]),
        "contested": contested_about(nomination, view["edition_id"]),
        "took_place_of": _neighbour(stories, UUID(view["fills"].partition("@")[0])) if view["fills"] else None,
        "place_went_to": [_neighbour(stories, one) for one, _listed in replacements(stories, nomination)],
        "shortcomings": shortcomings(),
    }
    return Shown(view | more)


def _neighbour(stories: dict[UUID, Story], stream: UUID) -> dict[str, str] | None:
    entry = stories[stream][0][1] if stream in stories else None
    return {"id": str(stream), "name": label_of_entry(entry)} if isinstance(entry, Entered) else None


def announcements_shown(found: EditionFound) -> Shown:
    """What was announced of an edition, and what is set for later."""
    listed = announcements(
        services().lists, found.edition["subject"], services().ledger.now(), results=covers("results")
    )
    misread = misread_by(stories_of(found)) if listed else set()
    for one in listed:
        one["misread"] = UUID(one["id"]) in misread
    return Shown(
        {
            "edition": found.named,
            "announcements": listed,
            "may": {"announce": covers_on("announce", UUID(hex=found.show["subject"]))},
            "shortcomings": shortcomings(),
        }
    )


def taking_back(person: Person, announcement: UUID) -> Shown | Response:
    """The form that takes an announcement back, or calls it off before its moment."""
    seen = services().ledger.recorder.head()[0]
    made, _taken_back = announcement_of(services().ledger.story(announcement))
    found = edition_by_id(services().lists, made.edition.hex)
    if request.method == "GET":
        again = filled_again("take_back", UUID(hex=found.show["subject"]))
        return _form(found, announcement, {"command": fresh_command(), "seen": str(seen), **again})
    typed: dict[str, Any] = request.form.to_dict()
    by = author_on(person, typed.get("command"), UUID(hex=found.show["subject"]))
    try:
        if typed.get("step") == PROPOSE:
            return proposed_form(person, Form("take_back", None, announcement, typed), stories_of(found))
        receipt = take_back(services().ledger, by, announcement, typed, found.edition["zone"], stories_of(found))
    except (Invalid, Refused, Conflict, Unavailable) as error:
        return _refused(found, announcement, typed, error)
    services().shown(receipt.last)
    return redirect(url_for("desk.receipt", command=receipt.command), 303)


def _refused(found: EditionFound, announcement: UUID, typed: dict[str, Any], error: LedgerError) -> Shown:
    made, _taken_back = announcement_of(services().ledger.story(announcement))
    named = {UUID(item.partition("@")[0]) for item in made.items}
    changed = recorded_meanwhile(error, typed, lambda: {announcement, *named})
    return _form(found, announcement, typed, error, changed)


def _form(
    found: EditionFound,
    announcement: UUID,
    typed: dict[str, Any],
    error: LedgerError | None = None,
    changed: list[str] | None = None,
) -> Shown:
    listed = announcements(services().lists, found.edition["subject"], services().ledger.now())
    told = next((one for one in listed if one["id"] == str(announcement)), None)
    planned = told is not None and told["state"] == "planned"
    view = {
        "subject": found.edition["name"],
        "edition": found.named,
        "form": fill(
            with_document(taking_back_groups(planned=planned), UUID(hex=found.edition["subject"])), typed, error
        ),
        "preview": None,
        "proposes": two_needed(UUID(hex=found.show["subject"])),
        "changed": changed or [],
        "planned": planned,
        "announcement": told,
    }
    return Shown(view, status=error.status if error else 200)


def taking_back_groups(*, planned: bool) -> list[Group]:
    """The fields of the form: of an announcement that was made, or of one set for later."""
    fields = (
        Field("effective", _("Called off at") if planned else _("Taken back at"), help=_("Empty means now.")),
        Field("private_reason", _("Private reason"), "prose", help=READ_ONE_DAY, tag=CONFIDENTIAL),
    )
    return [Group(_("When and why"), fields)]
