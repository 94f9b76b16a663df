"""What was typed in a proposal, in the words of its form, and where that form can be filled in again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import g

from ledger.application.act_kinds import act_kind
from ledger.application.editions import edition_seen
from ledger.application.ledger import Story
from ledger.application.objections import objection_seen
from ledger.application.proposals import typed_in
from ledger.application.requests import request_seen
from ledger.domain.edition_settings import settings_of
from ledger.domain.proposal import IMPORT, Made
from ledger.domain.roster import RoleGranted, Roster
from ledger.projections.nominees import EditionFound
from ledger.projections.shows import editions_of
from ledger.wording.catalogue import gettext as _
from ledger.wording.proposals import IMPORT_ASKED
from ledger.wording.vocabulary import ROLES
from web.desk.act_fields import act_groups
from web.desk.acting import offering
from web.desk.announcing import announcing_groups
from web.desk.category_fields import name_fields
from web.desk.citing import with_document
from web.desk.document_fields import document_groups
from web.desk.entering import entering_form
from web.desk.no_award import no_award_groups
from web.desk.nominations import taking_back_groups
from web.desk.request_fields import Offered, strike_groups
from web.desk.request_forms import about_objection, about_request, about_statement, groups_of
from web.desk.rosters import end_fields, four_eyes_fields
from web.desk.ruling_fields import ruling_groups
from web.desk.ruling_form import asked_of, earlier_rulings, unfolded
from web.desk.settings_fields import SETTINGS
from web.desk.shows import edition_fields
from web.desk.stories import rulings_of
from web.forms import Field, Group, choices
from web.people import services

Stories = Mapping[UUID, Story]
OF_THE_SHOW = {"show-names": "names", "edition": "open", "grant": "roster/grant", "end-role": "roster/end"}
OF_THE_EDITION = {"announce": "announce", "enter": "enter", "no_award": "no-award", "rule": "rulings/new"}
"""Where the forms are, below the address of their show or edition."""


def nominations_in(made: Made) -> list[UUID]:
    """The nominations that the form names, or whose acts it does."""
    typed = typed_in(made)
    named = [*typed.get("nominations", ()), *(act.partition("@")[0] for act in typed.get("acts", ()))]
    named += [one["nomination"] for one in typed.get("targets", ())]
    return [UUID(one) for one in dict.fromkeys(named)]


def again_href(made: Made, show: Mapping[str, Any], found: EditionFound | None) -> str:
    """The address of the form, filled in as it was; of an import that of the table that was looked at."""
    if made.command == IMPORT:
        return table_href(made)
    return f"{_address(made, show, found)}?proposal={made.originator_id}"


BY_ITSELF = {
    "document": ("documents", "file"),
    "request": ("requests", "new"),
    "objection": ("objections", "new"),
    "statement": ("statements", "new"),
    "strike_ruling": ("rulings", ""),
}
"""What has pages of its own, by command: the word in their addresses, and the form that makes one."""


def _address(made: Made, show: Mapping[str, Any], found: EditionFound | None) -> str:
    of_show = f"/desk/{show['address']}"
    pages, first = BY_ITSELF.get(made.command, ("", ""))
    if pages and made.what != first:
        return f"/desk/{pages}/{made.subject}/{made.what}"
    if made.command == "approve_text":
        return f"/desk/rulings/{made.subject}/"
    if made.command == "take_back":
        return f"/desk/announcements/{made.subject}/take-back"
    if found is None:
        return f"{of_show}/{OF_THE_SHOW.get(made.what or '', 'roster/four-eyes')}"
    here = f"{of_show}/{found.edition['address']}"
    if pages:
        return f"{here}/{pages}/new"
    if made.command == "setting":
        return f"{here}/settings/{made.what}"
    if made.command == "act":
        about = nominations_in(made)
        several = f"{here}/several/{made.what}" if len(about) > 1 else f"{here}/"
        return f"/desk/nominations/{about[0]}/{made.what}" if len(about) == 1 else several
    return f"{here}/{OF_THE_EDITION[made.command]}"


def answers(made: Made, show: Mapping[str, Any], found: EditionFound | None, stories: Stories) -> list[dict[str, Any]]:
    """Every question that was answered, with the answers in words."""
    if made.command == IMPORT:
        return _of_an_import(typed_in(made))
    typed = unfolded(typed_in(made))
    groups = _groups(made, show, found, stories)
    if found is not None and typed.get("instrument"):
        groups = with_document(groups, UUID(hex=found.edition["subject"]))
    fields = (field for group in groups for field in group.fields)
    return list(_answered(fields, typed)) if typed else []


def table_href(made: Made) -> str:
    """The address of the table of a file that is to be imported."""
    return f"/desk/import/{typed_in(made).get('file', '')}/preview"


def _of_an_import(typed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Which file it is, and how many rows."""
    told = {name: typed[name] for name in IMPORT_ASKED if name in typed}
    words = {name: f"{value:,}" if isinstance(value, int) else str(value) for name, value in told.items()}
    return [{"label": IMPORT_ASKED[name], "values": [value]} for name, value in words.items()]


def _answered(fields: Iterator[Field], typed: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for field in fields:
        value = typed.get(field.name) or typed.get(f"{field.name}_id")
        if value:
            words = dict(field.choices) | {one: label for part in field.parts for one, label in part.choices}
            values = value if isinstance(value, list) else [value]
            yield {"label": field.label, "values": [words.get(one, one) for one in values]}


def _groups(made: Made, show: Mapping[str, Any], found: EditionFound | None, stories: Stories) -> Sequence[Group]:
    """The fields of the form."""
    if made.command == "show" or found is None:
        return _of_the_show(made, show)
    return _FORMS[made.command](made, found, stories)


def _of_an_act(made: Made, found: EditionFound, stories: Stories) -> Sequence[Group]:
    kind, about = act_kind(str(made.what)), nominations_in(made)
    named = {one: stories[one] for one in about if one in stories}
    several = len(about) > 1
    return act_groups(kind, offering(kind, found, named, several=several)._replace(verb=str(made.what)))


def _of_an_announcement(made: Made, found: EditionFound, stories: Stories) -> Sequence[Group]:
    known = {**rulings_of(found), **stories}
    return announcing_groups(found, {one: known[one] for one in nominations_in(made) if one in known})


def _of_a_document(made: Made, _found: EditionFound, _stories: Stories) -> Sequence[Group]:
    g.told_documents = True
    return document_groups(str(made.what), ())


def _of_no_award(_made: Made, found: EditionFound, _stories: Stories) -> Sequence[Group]:
    return no_award_groups(edition_seen(services().ledger, UUID(hex=found.edition["subject"])))


def _of_a_ruling(made: Made, found: EditionFound, stories: Stories) -> Sequence[Group]:
    asked, typed = asked_of(found), unfolded(typed_in(made))
    about = asked.about._replace(stories=stories)
    return ruling_groups(asked.edition, about, nominations_in(made), typed, earlier_rulings(found))


def _of_a_setting(made: Made, found: EditionFound, _stories: Stories) -> Sequence[Group]:
    story = services().ledger.story(UUID(hex=found.edition["subject"]))
    standing = settings_of(event for _position, event in story)
    return SETTINGS[str(made.what)].groups(standing) if standing is not None else ()


def _of_a_request(made: Made, found: EditionFound, stories: Stories) -> Sequence[Group]:
    """The fields of a form about a request, an objection or a statement."""
    ledger, what = services().ledger, str(made.what)
    offered = Offered(edition_seen(ledger, UUID(hex=found.edition["subject"])), stories)
    if made.command == "statement":
        return groups_of(about_statement(found, what, made.subject), offered)
    about = None if what == "new" else made.subject
    if made.command == "objection":
        return groups_of(about_objection(found, what, objection_seen(ledger, about) if about else None), offered)
    return groups_of(about_request(found, what, request_seen(ledger, about) if about else None), offered)


def _of_the_show(made: Made, show: Mapping[str, Any]) -> Sequence[Group]:
    if made.what == "show-names":
        return name_fields()
    if made.what == "edition":
        return edition_fields(editions_of(services().lists, show["id"]))
    if made.what == "grant":
        asked = (Field("person_name", _("Person")), Field("role", _("Role"), choices=choices(ROLES)))
        return [Group(_("Who, and as what"), asked)]
    if made.what == "end-role":
        story = services().ledger.story(UUID(hex=show["id"]))
        # Whoever has left it since is still to be named.
        return end_fields(Roster(tuple(event for _position, event in story if isinstance(event, RoleGranted))))
    return four_eyes_fields()


_FORMS: dict[str, Callable[[Made, EditionFound, Stories], Sequence[Group]]] = {
    "act": _of_an_act,
    "announce": _of_an_announcement,
    "take_back": lambda _made, _found, _stories: taking_back_groups(planned=False),
    "enter": lambda _made, found, _stories: entering_form(found, {}),
    "no_award": _of_no_award,
    "request": _of_a_request,
    "objection": _of_a_request,
    "statement": _of_a_request,
    "document": _of_a_document,
    "rule": _of_a_ruling,
    "strike_ruling": lambda _made, _found, _stories: strike_groups(),
    "approve_text": lambda _made, _found, _stories: (),
    "setting": _of_a_setting,
}
