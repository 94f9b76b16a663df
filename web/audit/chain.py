"""A chain of acts: what one arose from, and what followed from it, as a list that is indented step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from ledger.domain.event import Event
from ledger.errors import NotFound
from ledger.history.receipts import parse_act
from ledger.projections.chain import followed_from
from ledger.projections.timeline import causes_of
from ledger.wording.acts import sentence
from ledger.wording.chain import HOWS, PAGES
from ledger.wording.times import say_when
from ledger.wording.vocabulary import KINDS
from web.people import services
from web.sight import as_told, sees

DEEPEST = 12
MOST = 200
"""Acts that a chain shows in each direction."""
OF_THEIR_OWN = ("request", "objection", "statement", "announcement")
"""Streams whose first act stands for all of it in a chain."""

Steps = Callable[[str], Iterable[tuple[str, str]]]


class _Told(NamedTuple):
    event: Event
    story: Sequence[Event]


class Chain:
    """Walks it once in each direction; what the person may not see is left out, with what is behind it."""

    def __init__(self) -> None:
        self._read: dict[str, _Told | None] = {}

    def view(self, act: str) -> dict[str, Any]:
        """The chain around an act. Raises NotFound `no_such_act`."""
        here = self._told(act)
        if here is None:
            raise NotFound("no_such_act")
        begin = _whole(act, here)
        return {
            "act": self._node(act, here, ""),
            "arose_from": self._walk(begin, self._causes),
            "followed": self._walk(begin, self._effects),
        }

    def _walk(self, begin: str, steps: Steps) -> list[dict[str, Any]]:
        """Depth first, each act once: an act that several lead to stands where it is first met."""
        rows: list[dict[str, Any]] = []
        met = {begin}

        def go(act: str, depth: int) -> None:
            for other, how in steps(act):
                told = self._told(other)
                if told is None or other in met or depth > DEEPEST or len(rows) >= MOST:
                    continue
                met.add(other)
                rows.append(self._node(other, told, how) | {"depth": depth})
                go(_whole(other, told), depth + 1)

        go(begin, 1)
        return rows

    def _causes(self, act: str) -> list[tuple[str, str]]:
        told = self._told(act)
        return causes_of(told.event) if told else []

    def _effects(self, act: str) -> list[tuple[str, str]]:
        return [(one.act, one.how) for one in followed_from(services().timeline, [act])]

    def _told(self, act: str) -> _Told | None:
        if act not in self._read:
            self._read[act] = self._looked_up(act)
        return self._read[act]

    def _looked_up(self, act: str) -> _Told | None:
        stream, version = parse_act(act)
        if not sees(stream):
            return None
        story = [event for _position, event in as_told(services().ledger.stories([stream]).get(stream, ()))]
        found = next((event for event in story if event.originator_version == version), None)
        return _Told(found, story) if found else None

    def _node(self, act: str, told: _Told, how: str) -> dict[str, Any]:
        kind, when = told.event.TOPIC.partition(".")[0], getattr(told.event, "effective", None)
        return {
            "act": act,
            "how": HOWS.get(how, ""),
            "kind_label": KINDS.get(told.event.TOPIC, told.event.TOPIC),
            "sentence": sentence(told.event, told.story),
            "when": say_when(when) if when is not None and not when.is_unknown else "",
            "page": f"/desk/{PAGES[kind]}/{told.event.originator_id}/" if kind in PAGES else None,
            "struck": any(one.TOPIC.endswith(".struck") for one in told.story),
        }


def _whole(act: str, told: _Told) -> str:
    """Of what is asked, contested or said any act stands for the whole."""
    stream: UUID = told.event.originator_id
    return f"{stream}@1" if told.event.TOPIC.partition(".")[0] in OF_THEIR_OWN else act
