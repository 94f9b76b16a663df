"""An edition's settings as they stand, the forms that change them, and its rules as organisers read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.ledger import Story
from ledger.application.proposable import Form
from ledger.application.settings_changes import CHANGES, Changed, preview_change, record_change
from ledger.application.settings_view import settings_view
from ledger.domain.edition_settings import EditionSettings, settings_of
from ledger.domain.rulebook import Filed
from ledger.errors import Conflict, Invalid, LedgerError, NotFound, Problem, Refused, Unavailable
from ledger.projections.called import call_also, rules_view
from ledger.projections.nominees import EditionFound, find_edition
from ledger.projections.shows import is_announced
from ledger.schemas.settings_views import RulesView, SettingFormView, SettingsView
from web.desk.keeping import kept_until_due
from web.desk.meanwhile import recorded_meanwhile
from web.desk.proposing import (
    PROPOSE,
    author_on,
    begins,
    covers_on,
    filled_again,
    proposed_form,
    required_on,
    two_needed,
)
from web.desk.settings_fields import SETTINGS, Setting
from web.following import shortcomings
from web.forms import fill, fresh_command
from web.people import Person, required, services
from web.twins import Shown, Twin, twin

settings = Blueprint("settings", __name__)
SEVERAL = ("may_decide", "may_announce")
"""Fields of several answers."""


@twin(settings, "/desk/<show>/<edition>/settings", Twin("desk/settings.html", SettingsView()), around=kept_until_due)
def settings_page(show: str, edition: str) -> Shown:
    """Everything as it stands."""
    required("read")
    found = find_edition(services().lists, show, edition)
    announced = is_announced(services().lists, found.edition["subject"], services().ledger.now())
    standing = _settings(services().ledger.story(UUID(hex=found.edition["subject"])))
    view = _where(found) | {
        "announced": announced,
        "sections": settings_view(standing, announced=announced),
        "may": {"set_up": covers_on("set_up", UUID(hex=found.show["subject"]))},
        "shortcomings": shortcomings(),
    }
    return Shown(view)


@twin(settings, "/desk/<show>/<edition>/settings/rules", Twin("public/rules.html", RulesView()), around=kept_until_due)
def settings_rules(show: str, edition: str) -> Shown:
    """The rules of a version (`?version=`), whoever may read it."""
    required("read")
    found = find_edition(services().lists, show, edition)
    told = rules_view(services().editions, found.edition["subject"], request.args.get("version"), public=False)
    return Shown(_where(found) | told, {"inside": True})


@twin(
    settings,
    "/desk/<show>/<edition>/settings/<change>",
    Twin("desk/setting.html", SettingFormView()),
    posts=True,
    around=kept_until_due,
)
def setting(show: str, edition: str, change: str) -> Shown | Response:
    """Change one thing: form, preview, record."""
    begins("set_up")
    if change not in CHANGES:
        raise NotFound("no_such_setting")
    # Before anything is read: what is recorded in between counts as not seen.
    seen = services().ledger.recorder.head()[0]
    found = find_edition(services().lists, show, edition)
    return _Form(found, change).answer(required_on("set_up", UUID(hex=found.show["subject"])), seen)


def _settings(story: Story) -> EditionSettings:
    found = settings_of(event for _position, event in story)
    if found is None:
        raise Refused("not_an_edition")
    return found


def _where(found: EditionFound) -> dict[str, Any]:
    show, edition = found.show, found.edition
    view: dict[str, Any] = {
        "show": {"id": show["subject"], "name": show["name"], "address": show["address"]},
        "edition": {"id": edition["subject"], **{key: edition[key] for key in ("name", "address", "label", "zone")}},
    }
    call_also(services().editions, view["show"], view["edition"])
    return view


class _Form:
    """One form that changes an edition's settings."""

    def __init__(self, found: EditionFound, change: str) -> None:
        self.found = found
        self.change = change
        self.setting: Setting = SETTINGS[change]
        self.id = UUID(hex=found.edition["subject"])
        self.show = UUID(hex=found.show["subject"])

    def answer(self, person: Person, seen: int) -> Shown | Response:
        if request.method == "GET":
            standing = _settings(services().ledger.story(self.id))
            asked = {key: value for key, value in request.args.items() if key not in SEVERAL}
            suggested = self.setting.suggest(standing, asked)
            again = filled_again("setting", self.show)
            return self.shown({**suggested, **again, "command": fresh_command(), "seen": str(seen)})
        typed: dict[str, Any] = request.form.to_dict()
        typed |= {name: request.form.getlist(name) for name in SEVERAL}
        try:
            take_file(typed)
            by = author_on(person, typed.get("command"), self.show)
            asked_for = (services().ledger, by, self.id, self.change, typed)
            if typed.get("step") == PROPOSE:
                return proposed_form(person, Form("setting", self.change, self.id, typed), {})
            if typed.get("step") == "record":
                receipt = record_change(*asked_for)
                services().shown(receipt.last)
                return redirect(url_for("desk.receipt", command=receipt.command), 303)
            return self.shown(typed, changed=preview_change(*asked_for))
        except (Invalid, Refused, Conflict, Unavailable) as error:
            return self.refused(typed, error)

    def refused(self, typed: dict[str, Any], error: LedgerError) -> Shown:
        """The form again with everything typed; when somebody acted meanwhile, with what they did and ready to go on."""
        meanwhile = recorded_meanwhile(error, typed, lambda: [self.id])
        return self.shown(typed, error=error, meanwhile=meanwhile)

    def shown(
        self,
        typed: Mapping[str, Any],
        *,
        changed: Changed | None = None,
        error: LedgerError | None = None,
        meanwhile: Sequence[str] = (),
    ) -> Shown:
        groups = self.setting.groups(_settings(services().ledger.story(self.id)))
        edition, show = self.found.edition, self.found.show
        view = {
            "title": self.setting.title,
            "lead": self.setting.lead,
            "subject": edition["name"],
            "edition": {"name": edition["name"], "address": f"{show['address']}/{edition['address']}"},
            "form": fill(groups, typed, error),
            "preview": preview_view(changed.sentences()) if changed else None,
            "proposes": two_needed(self.show),
            "rules": _rules(changed) if changed else [],
            "changed": meanwhile,
        }
        back = {"href": f"/desk/{show['address']}/{edition['address']}/settings", "name": edition["name"]}
        return Shown(view, {"back": back, "uploads": self.setting.uploads}, error.status if error else 200)


def preview_view(sentences: Sequence[str]) -> dict[str, Any]:
    """Acts that would be recorded, as a view."""
    return {"acts": [{"number": number, "sentence": text} for number, text in enumerate(sentences, 1)]}


def _rules(changed: Changed) -> list[dict[str, str]]:
    """The rules recognised in a text, to be looked over."""
    filed = [event for event in changed.draft.events if isinstance(event, Filed)]
    return [{"number": rule.number, "heading": rule.heading, "text": rule.text} for one in filed for rule in one.rules]


def take_file(typed: dict[str, Any]) -> None:
    """Put a text file that was sent in the place of the text. Raises Invalid at `file`."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return
    try:
        typed["text"] = sent.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid([Problem("file", "not_a_rulebook")]) from None
