"""The form by which acts already recorded are told to the public."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.announcement_forms import (
    Called,
    preview_announcement,
    record_announcement,
    waiting,
)
from ledger.application.ledger import Story
from ledger.application.proposable import Form
from ledger.domain.nomination import ENTRY
from ledger.domain.party_told import owed
from ledger.domain.publicity import before_a_court
from ledger.errors import Conflict, Invalid, LedgerError, Problem, Refused, Unavailable
from ledger.projections.nominees import EditionFound, categories_of
from ledger.projections.public_names import names_now
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.notices import Names
from ledger.wording.vocabulary import CHANNELS, SPEAKERS, WHY_UNTOLD
from web.desk.citing import with_document
from web.desk.meanwhile import recorded_meanwhile
from web.desk.parts import Choice, as_seen, chosen, parted
from web.desk.proposing import PROPOSE, author_on, filled_again, proposed_form, two_needed
from web.desk.stories import categories_by_id, rulings_of, stories_of, waiting_stories
from web.forms import Field, Group, choices, fill, fresh_command
from web.people import Person, covers, services
from web.twins import Shown

SUGGESTED = {"spoken_as": "organiser", "through": "page"}
PRECISION = _(
    "Empty means now. For later give a day and an hour: until then nothing shows, then the pages change by themselves. "
    "A past announcement may be told in any precision, for example: by 17 October 2011."
)


Offered = tuple[str, str, Sequence[str]]
"""An act by name, its sentence, and which parts of it can stay unsaid."""
Placed = Callable[[Field, Sequence[Choice]], Field]
"""Puts the choices of a field under their headings."""
KEPT_BACK = Words({"rule": noted("%(act)s Without the rule."), "reason": noted("%(act)s Without the reason.")})


def announcing(person: Person, found: EditionFound) -> Shown | Response:
    """Show the form, preview what the public will read, or record the announcement."""
    head = _head()
    ledger = services().ledger
    if request.method == "GET":
        fresh = SUGGESTED | {
            "command": fresh_command(),
            "seen": str(head),
            "acts": request.args.getlist("act"),
            "kept_back": [],
        }
        return _shown(
            found, _with_rulings(found, waiting_stories(found)), fresh | dict(filled_again("announce", _show(found)))
        )
    stories = stories_of(found)
    lists = {name: request.form.getlist(name) for name in ("acts", "acts_whole", "kept_back")}
    typed: dict[str, Any] = {**request.form.to_dict(), **lists}
    by = author_on(person, typed.get("command"), _show(found))
    offered = _with_rulings(found, stories)
    meant = typed | {"acts": _meant(found, offered, typed)}
    asked = (ledger, by, UUID(hex=found.edition["subject"]), meant, found.edition["zone"])
    try:
        if typed.get("step") == PROPOSE:
            return proposed_form(person, Form("announce", None, asked[2], meant), stories)
        if typed.get("step") == "record":
            receipt = record_announcement(*asked, stories)
            services().shown(receipt.last)
            return redirect(url_for("desk.receipt", command=receipt.command), 303)
        return _shown(found, offered, typed, preview=preview_announcement(*asked, (list(stories), called_now(found))))
    except (Invalid, Refused, Conflict, Unavailable) as error:
        return _refused(found, typed, error)


def _with_rulings(found: EditionFound, stories: Mapping[UUID, Story]) -> dict[UUID, Story]:
    """The nominations, and the decisions of the edition before them."""
    return {**rulings_of(found), **stories}


def _show(found: EditionFound) -> UUID:
    return UUID(hex=found.show["subject"])


def called_now(found: EditionFound) -> Called:
    """What public pages call things now."""
    lists, edition = services().lists, found.edition
    with lists.read() as connection:
        parties = names_now(connection)
    bodies = msgspec.json.decode(edition["bodies"], type=dict[str, str])
    return Called(Names(categories_of(lists, edition["subject"]), bodies), parties)


def _head() -> int:
    return services().ledger.recorder.head()[0]


def _refused(found: EditionFound, typed: dict[str, Any], error: LedgerError) -> Shown:
    """The form again; when somebody acted meanwhile, with what they did and ready to go on."""
    if error.code == "needs_with_it":
        error = Invalid([Problem("acts", error.code, error.params)])
    stories = _with_rulings(found, stories_of(found))
    about = {name.partition("@")[0] for name in _meant(found, stories, typed)}
    changed = recorded_meanwhile(error, typed, lambda: [stream for stream in stories if str(stream) in about])
    return _shown(found, stories, typed, error=error, changed=changed)


def _shown(
    found: EditionFound,
    stories: Mapping[UUID, Story],
    typed: Mapping[str, Any],
    *,
    preview: Mapping[str, Any] | None = None,
    error: LedgerError | None = None,
    changed: Sequence[str] = (),
) -> Shown:
    groups = announcing_groups(found, as_seen(stories, str(typed.get("seen", ""))))
    view = {
        "subject": found.edition["name"],
        "edition": found.named,
        "form": fill(with_document(groups, UUID(hex=found.edition["subject"])), typed, error),
        "preview": preview,
        "proposes": two_needed(_show(found)),
        "changed": changed,
    }
    return Shown(view, status=error.status if error else 200)


def _offered(stories: Mapping[UUID, Story]) -> tuple[Offered, ...]:
    """What nobody has announced; to whoever only proposes no result that they may not know."""
    return tuple((one["act"], one["sentence"], one["parts"]) for one in waiting(stories, results=covers("results")))


def _asked(stories: Mapping[UUID, Story]) -> tuple[Offered, ...]:
    """What was asked, and became of that: told only where somebody chooses it."""
    return tuple((one["act"], one["sentence"], ()) for one in waiting(stories, notes=True))


def _by_category(found: EditionFound, stories: Mapping[UUID, Story]) -> Placed:
    """Puts choices named after acts under the categories of their nominations."""
    categories = categories_by_id(found)

    def placed(field: Field, choices_: Sequence[Choice]) -> Field:
        by_stream: dict[UUID, list[Choice]] = {}
        for one in choices_:
            by_stream.setdefault(UUID(one.value.partition("@")[0]), []).append(one)
        chosen_from = {stream: story for stream, story in stories.items() if stream in by_stream}
        return parted(field, chosen_from, categories, by_stream.__getitem__)

    return placed


def _acts(offered: Sequence[Offered], placed: Placed, asked: Sequence[Offered] = ()) -> Field:
    nothing = "" if offered else _("Everything recorded has been announced.")
    field = Field("acts", _("Acts not announced yet"), "checks", help=nothing)
    told = [Choice(act, said) for act, said, _parts in offered]
    return placed(field, [*told, *(Choice(act, said, together=False) for act, said, _parts in asked)])


def _meant(found: EditionFound, stories: Mapping[UUID, Story], typed: Mapping[str, Any]) -> list[str]:
    """The acts chosen, alone or with their category."""
    seen = as_seen(stories, str(typed.get("seen", "")))
    field = _acts(_offered(seen), _by_category(found, seen), _asked(seen))
    return chosen(field, typed["acts"], typed["acts_whole"])


def announcing_groups(found: EditionFound, stories: Mapping[UUID, Story]) -> list[Group]:
    """The fields of the form, with every act of these stories that is not announced."""
    groups = _groups(_offered(stories), _by_category(found, stories), _asked(stories))
    if any(owed(story) for story in stories.values()):
        groups.append(_told_first())
    if any(before_a_court(event for _position, event in story) for story in stories.values()):
        groups.append(_over_court())
    return groups


def _over_court() -> Group:
    """Asked where something is before a court."""
    why = Field(
        "over_court",
        _("Why what is before a court is announced all the same"),
        "prose",
        tag=_("encrypted · organisers and auditors"),
        help=_("Left empty, nothing of a matter before a court is announced."),
    )
    return Group(_("Before a court"), (why,))


def _told_first() -> Group:
    """Asked where somebody has not been told of what took something from them."""
    unsaid = (("", _("they were told")), *choices(WHY_UNTOLD))
    why = Field(
        "untold",
        _("Whoever is named to their disadvantage"),
        "choice",
        unsaid,
        help=_("They are told first, and that is recorded on their nomination; else say here why not."),
    )
    return Group(_("Told first"), (why,))


def _groups(offered: Sequence[Offered], placed: Placed, asked: Sequence[Offered] = ()) -> list[Group]:
    groups = [
        Group(_("What becomes public"), (_acts(offered, placed, asked),)),
        Group(
            _("How it is told"),
            (
                Field("effective", _("Announced at"), help=PRECISION),
                Field("spoken_as", _("Announced by"), "choice", choices(SPEAKERS)),
                Field("through", _("How"), "choice", choices(CHANNELS)),
            ),
        ),
    ]
    return [*groups, *_exceptions(offered, placed)]


def _exceptions(offered: Sequence[Offered], placed: Placed) -> list[Group]:
    """What stays unsaid, and where the words were not the ledger’s; only where something chosen could have them."""
    fields = []
    parts = [
        Choice(f"{act}:{part}", KEPT_BACK[part] % {"act": told}, together=False)
        for act, told, both in offered
        for part in both
    ]
    if parts:
        fields.append(placed(Field("kept_back", _("Leave unsaid"), "checks"), parts))
    entries = tuple((act, told) for act, told, _parts in offered if act.endswith(f"@{ENTRY}"))
    if entries:
        fields.append(
            Field(
                "said_of",
                _("A nomination that was called otherwise"),
                "choice",
                (("", _("none")), *entries),
                help=_("Where other words were read out or printed than the list holds."),
            )
        )
        fields.append(Field("said", _("The words that were said")))
    return [Group(_("Where it is not simply the act"), tuple(fields), folded=True)] if fields else []
