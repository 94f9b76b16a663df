"""What of an answer is confidential, told by the ids in it: of nominations, parties, works, acts and receipts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import msgspec
from flask import current_app, request

from ledger.application.act_kinds import ACT_KINDS
from ledger.application.ledger import Story
from ledger.domain.announcement import Made
from ledger.domain.nomination import Entered
from ledger.domain.proposal import Made as Proposed
from ledger.domain.readings import history_of
from ledger.domain.request import Made as Request
from ledger.domain.withheld import Withheld, has_private_reason, withheld
from ledger.errors import LedgerError
from ledger.history.receipts import parse_act
from ledger.projections.told import own_names, told_of
from web.people import services

ID = rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
MENTION = re.compile(rb"(?<![0-9a-f-])(%b)(?:@([0-9]{1,9}))?" % ID)
RECEIPT = re.compile(rb"/desk/receipts/(%b)" % ID)
UNREADABLE = Withheld(names=True, results=frozenset())
"""What cannot be read may name anybody."""
TELLING = ("desk.receipt", "desk.today")
"""Pages that tell what was recorded of records as well."""
FORMS = ("desk.act", "desk.act_on_several", "desk.enter", "desk.announce")
"""Forms tell what nominations are called, and acts by their names; the standing is told by their previews, which are asked for by POST."""
IDS_KEPT = 50_000
FINDING = ("desk_parties", "desk_works", "desk_search")
"""Pages that tell a record by all its names."""
WHOLE = 0
"""Stands among versions for the whole of a stream, whose pages and rows tell every act."""
Mentioned = dict[UUID, set[int]]
"""Ids with the versions of the acts told of each."""


def shown_kinds(body: bytes, named: Mapping[str, Any]) -> set[str]:
    """The kinds of confidential things that an answer shows; `named` is what its address names."""
    mentioned = _mentioned(body)
    for one in named.values():
        # A form's twin tells of what the address names without saying its id again.
        if isinstance(one, UUID):
            mentioned.setdefault(one, set()).add(WHOLE)
    _with_what_requests_name(mentioned)
    now = services().ledger.now()
    records = _records(mentioned)
    kinds = _of_records(records, now)
    for stream, story in _stories(mentioned.keys() - records).items():
        if isinstance(story, Withheld):
            kinds |= _told(story, {WHOLE})
        elif isinstance(story[0][1], Entered):
            kinds |= _told(withheld(history_of(story), now), mentioned[stream])
        elif isinstance(story[0][1], Made):
            kinds |= _of_announcement(story[0][1], now)
    if _is_with_private_reason(str(named.get("act", ""))):
        kinds.add("private_reasons")
    return kinds


def _with_what_requests_name(mentioned: Mentioned) -> None:
    """A form about a request tells what the nominations are called that it is about, without their ids."""
    for story in list(_stories(mentioned.keys()).values()):
        first = None if isinstance(story, Withheld) else story[0][1]
        if isinstance(first, Request):
            for named in (one.nomination for one in first.targets):
                if named is not None:
                    mentioned.setdefault(named, set()).add(WHOLE)


def _mentioned(body: bytes) -> Mentioned:
    found: Mentioned = {}
    for id_, version in MENTION.findall(body):
        found.setdefault(UUID(id_.decode()), set()).add(int(version or WHOLE))
    for command in set(RECEIPT.findall(body)):
        # Where a receipt is led to, the first of its acts is told.
        appended = services().ledger.recorder.find_append(UUID(command.decode()))
        if appended is not None:
            stream, version = parse_act(msgspec.json.decode(appended.answer, type=list[str])[0])
            found.setdefault(stream, set()).add(version)
    return found


def _told(of: Withheld, versions: Collection[int]) -> set[str]:
    kinds = {"sealed_names"} if of.names else set()
    whole = WHOLE in versions and not _is_bare_form()
    if of.results and (whole or not of.results.isdisjoint(versions)):
        kinds.add("results_before_announcement")
    return kinds


def _is_bare_form() -> bool:
    """Whether the answer is a form that tells no standing, and no act but by its name."""
    if request.method != "GET" or page_name() not in FORMS:
        return False
    verb = (request.view_args or {}).get("verb")
    return verb not in ACT_KINDS or "act" not in ACT_KINDS[verb].asks


def _records(mentioned: Mentioned) -> set[UUID]:
    """Which of the ids are of parties and works. What an id is of, it is for ever, so that each is looked up once."""
    known: dict[UUID, bool] = current_app.extensions.setdefault("ledger_record_ids", {})
    sorts = {one: sort for one in mentioned if (sort := known.get(one)) is not None}
    # An id that is of nothing yet may be of a record later.
    found = {
        one: story[0][1].TOPIC.startswith(("party.", "work."))
        for one, story in _stories(mentioned.keys() - sorts.keys()).items()
        if not isinstance(story, Withheld)
    }
    if len(known) > IDS_KEPT:
        known.clear()
    known.update(found)
    return {one for one, is_record in {**sorts, **found}.items() if is_record}


def _of_records(records: set[UUID], now: int) -> set[str]:
    """What parties and works show: names that no announced nomination tells.

    A page of a record, and one that finds records, tells every name that it has. On the desk's pages of nominations none is told but
    with the nomination that names it.
    """
    finds = request.blueprint in FINDING
    if not records or not (finds or request.blueprint == "audit" or page_name() in TELLING):
        return set()
    found = services()
    names = {one.hex for one in records}
    several = finds and any(n > 1 for n in own_names(found.parties, names).values())
    return {"sealed_names"} if several or names - told_of(found.parties, found.lists, names, now) else set()


def page_name() -> str:
    """The page that is being answered; a twin has its page's name."""
    return (request.endpoint or "").removesuffix("_json")


def _stories(streams: Collection[UUID]) -> dict[UUID, Story | Withheld]:
    """Those of the ids that are streams; a stream that cannot be read counts as withheld."""
    ledger = services().ledger
    try:
        return dict(ledger.stories(streams))
    except LedgerError:
        found: dict[UUID, Story | Withheld] = {}
        for stream in streams:
            try:
                found |= ledger.stories([stream])
            except LedgerError:
                found[stream] = UNREADABLE
        return found


def _of_announcement(made: Made, now: int) -> set[str]:
    """What an announcement tells of, before its moment or after it was taken back."""
    acts = [parse_act(item) for item in made.items]
    kinds: set[str] = set()
    for stream, story in _stories({stream for stream, _version in acts}).items():
        of = story if isinstance(story, Withheld) else withheld(history_of(story), now)
        kinds |= _told(of, {version for one, version in acts if one == stream})
    return kinds


def _is_with_private_reason(act: str) -> bool:
    try:
        stream, version = parse_act(act)
        story = services().ledger.story(stream)
    except LedgerError:
        return False
    return any(
        event.originator_version == version and (has_private_reason(event) or isinstance(event, Proposed))
        for _position, event in story
    )
