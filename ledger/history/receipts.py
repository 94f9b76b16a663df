"""What a command recorded: its acts, and the receipt its author gets."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from ledger.domain.asked import NOTES
from ledger.domain.edition import Opened
from ledger.domain.event import Event
from ledger.domain.instrument import Described, Filed, PartAdded
from ledger.domain.party_told import PartyTold
from ledger.domain.proposal import Made
from ledger.domain.publicity import CourtMarked, ShownSet
from ledger.domain.reports import Reported
from ledger.domain.show import Established
from ledger.domain.succession import NextNamed
from ledger.errors import NotFound
from ledger.persistence.linked import Sees, everything, names_linked
from ledger.persistence.log import Appended
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder
from ledger.wording.acts import ERASED, sentence
from ledger.wording.times import say_instant
from ledger.wording.vocabulary import ROLES

SHOWN = 200
"""How many acts a receipt spells out; it tells the number of all."""
BESIDE: tuple[type[Event], ...] = (*NOTES, PartyTold, Reported, NextNamed, ShownSet, CourtMarked)
"""Events of nominations that wait for no announcement: what was asked of one may be told, and the rest never is."""
TOLD_TOPICS = ("nomination", "ruling")
"""The first words of the topics of what is announced."""


def parse_act(name: str) -> tuple[UUID, int]:
    """The stream and version of an act's name. Raises NotFound `no_such_act`."""
    stream, _, version = name.partition("@")
    try:
        return UUID(stream), int(version)
    except ValueError:
        raise NotFound("no_such_act") from None


def recorded_together(
    recorder: LogRecorder, mapper: EventMapper, appended: Appended, most: int
) -> list[tuple[Event, list[Event]]]:
    """The first acts of one append in their order, each with the whole stream it stands in."""
    acts = [parse_act(name) for name in msgspec.json.decode(appended.answer, type=list[str])[:most]]
    streams = recorder.streams({stream for stream, _version in acts})
    stories = {stream: [mapper.decode(entry) for entry in entries] for stream, entries in streams.items()}
    return [(stories[stream][version - 1], stories[stream]) for stream, version in acts]


def _is_to_announce(event: Event) -> bool:
    """Whether the public hears of it by an announcement."""
    return event.TOPIC.partition(".")[0] in TOLD_TOPICS and not isinstance(event, BESIDE)


def receipt_view(recorder: LogRecorder, mapper: EventMapper, command: UUID, sees: Sees = everything) -> dict[str, Any]:
    """The receipt of a command as a view. Raises NotFound `no_such_act`."""
    appended = recorder.find_append(command)
    if appended is None:
        raise NotFound("no_such_act")
    acts = recorded_together(recorder, mapper, appended, SHOWN)
    others = names_linked(recorder, mapper, [one for _event, story in acts for one in story], sees)
    shown = [
        {
            "act": event.act_name,
            "position": position,
            "topic": event.TOPIC,
            "sentence": sentence(event, story, others),
        }
        for position, (event, story) in zip(appended.positions, acts, strict=False)
    ]
    event, story = acts[0]
    setting = event.TOPIC.partition(".")[0] in ("show", "edition", "rulebook")
    first, author = story[0], event.by
    of_edition = first.originator_id if isinstance(first, Opened) else getattr(first, "edition", None)
    return {
        "command": str(command),
        "acts": shown,
        "n": appended.n,
        "recorded_at": say_instant(appended.recorded_at, "UTC", "second"),
        "who": {"name": author.name.text or ERASED, "role": ROLES.get(author.role, author.role)},
        "edition": of_edition.hex if isinstance(of_edition, UUID) else None,
        "show": first.originator_id.hex if isinstance(first, Established) else None,
        "setting": setting,
        "holds": setting or event.TOPIC.startswith("instrument.") or isinstance(event, ShownSet),
        "to_announce": [one.act_name for one, _story in acts if _is_to_announce(one)],
        "asked": event.TOPIC.partition(".")[0] in ("request", "statement"),
        "of_document": event.TOPIC.startswith("instrument."),
        "proposal": str(first.originator_id) if isinstance(first, Made) else None,
        "document": str(event.originator_id) if isinstance(event, Filed | Described | PartAdded) else None,
        "announced": shown[0]["topic"] == "announcement.made",
    }
