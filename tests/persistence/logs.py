"""What the recorder's tests write, and what must hold of every log."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from eventsourcing.persistence import StoredEvent

from ledger.persistence.log import Claim
from ledger.persistence.recorder import LogRecorder

NOON = 1_700_000_000_000_000


class Clock:
    """A clock that stands until it is set; µs."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> int:
        return self.now


def acts(stream: UUID | None = None, first: int = 1, n: int = 1) -> list[StoredEvent]:
    """Events of one stream with versions from `first`."""
    id_ = stream or uuid4()
    return [StoredEvent(id_, version, "test.happened", b"state %d" % version) for version in range(first, first + n)]


def digest(text: str = "") -> bytes:
    return hashlib.sha256(text.encode()).digest()


def claim(text: str, holder: UUID | None = None, meant: str = "category_address") -> Claim:
    return Claim(digest(text), holder or uuid4(), meant)


def save(step: int) -> dict[str, Any]:
    """The arguments of one of many saves: every process makes the same of the same number."""
    stream = uuid5(NAMESPACE_OID, f"stream {step}")
    return {
        "stored_events": acts(stream, n=2),
        "command": uuid5(NAMESPACE_OID, f"command {step}"),
        "digest": digest(f"{step}"),
        "claims": [claim(f"step {step}", stream)],
    }


def check_whole(recorder: LogRecorder) -> int:
    """Positions without gaps, time never backwards, every event in exactly one append, whole; the number of events."""
    last, newest = recorder.head()
    entries = recorder.entries(0, last + 1)
    assert [entry.position for entry in entries] == list(range(1, last + 1))
    times = [entry.recorded_at for entry in entries]
    assert times == sorted(times)
    assert not times or times[-1] == newest
    covered = 0
    for command in dict.fromkeys(entry.command for entry in entries):
        assert command is not None
        append = recorder.find_append(command)
        assert append is not None
        assert list(append.positions) == [e.position for e in entries if e.command == command]
        covered += append.n
    assert covered == last
    return last
