"""Writes golden events that are missing: `python scripts/golden_events.py`. What was written once is never touched.

For a topic without any, its second form `<topic>.2.json` (the first ones, of the earliest topics, are sealed with keys that are lost);
for a topic whose newest form lacks a field of today, the next one. Every field is filled; every text is sealed under a golden key.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import types
import typing
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402

from ledger.domain import topics  # noqa: E402
from ledger.domain.event import Event  # noqa: E402
from ledger.domain.times import When, parse_when  # noqa: E402
from ledger.domain.values import Personal  # noqa: E402
from ledger.persistence.keyring import Keyring  # noqa: E402
from ledger.persistence.mapper import EventMapper  # noqa: E402

GOLDEN = ROOT / "tests" / "domain" / "golden"
KEYS = ROOT / "tests" / "domain" / "golden_keys"
PERSON, PARTY, STREAM, OTHER = (UUID(f"00000000-0000-4000-8000-00000000000{digit}") for digit in "1238")
SAMPLES: dict[type, Any] = {
    str: "not_given",
    int: 1,
    bool: True,
    UUID: OTHER,
    When: parse_when("1957", "America/Los_Angeles"),
    datetime: datetime(1957, 1, 1, tzinfo=UTC),
}
NAMED: dict[str, Any] = {
    "holds": "from_the_start",
    "finding": "disqualified",
    "fills": f"{OTHER}@4",
    "item": f"{OTHER}@4",
    "items": (f"{OTHER}@4",),
    "parts": ("rule",),
    "without": ("rule",),
    "body": "committee",
    "rule": "7.2",
    "version": "2026",
    "arises_from": (f"{OTHER}@4",),
    "irregular": "late",
    "how": "letter",
    "told_by": "organiser",
    "why": "urgent",
    "part": "citation",
    "sure": "reported",
    "says": "otherwise",
    "emptied": ("citation",),
    "kind": "letter",
    "capacity": "nominee",
    "via": "web",
    "head": f"sha256:{'0' * 64}",
    "digest": f"sha256:{'0' * 64}",
    "media_type": "application/pdf",
    "channel": "e_mail",
    "listing": "recorded",
    "because": "write_in",
    "marks": ("not_standing",),
    "what": "changes",
    "spoken_as": "organiser",
    "through": "page",
    "direction": "of_organiser",
    "wish": "withdraw",
    "outcome": "too_late",
    "confirmed": "not_known",
    "concerned_as": "competitor",
    "ground": "eligibility",
    "lateness": "late",
    "unheard": "urgent",
    "title": "The Long Monsoon",
    "details": ("Second verse",),
}
"""Where a field takes words of its own."""


def filled(hint: Any, topic: str, path: str, subject: UUID) -> Any:
    """A value of the shape that the hint says, with nothing left out."""
    origin = get_origin(hint)
    if origin is typing.Annotated:
        return filled(get_args(hint)[0], topic, path, subject)
    if origin in (typing.Union, types.UnionType):
        return filled(next(one for one in get_args(hint) if one is not type(None)), topic, path, subject)
    if origin is tuple:
        return (filled(get_args(hint)[0], topic, f"{path}.0", subject),)
    if hint is Personal:
        return Personal(subject, f"{topic} {path}: زہرہ, O’Brien 🧵")
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct) and hint is not When:
        return hint(**fields_of(hint, topic, path))
    return SAMPLES[hint]


def _structured(hint: Any) -> bool:
    """Whether structures or sealed texts stand in it."""
    parts = get_args(hint)
    plain = isinstance(hint, type) and (issubclass(hint, msgspec.Struct) or hint is Personal)
    return plain or any(_structured(part) for part in parts)


def fields_of(shape: type[msgspec.Struct], topic: str, path: str) -> dict[str, Any]:
    """A value for every field of a structure."""
    hints = get_type_hints(shape, include_extras=True)
    subject = PERSON if path == "by" else PARTY if shape.__name__ == "Credit" else STREAM
    return {
        field.name: "organiser"
        if path == "by" and field.name == "role"
        else NAMED[field.name]
        if field.name in NAMED and not _structured(hints[field.name])
        else filled(hints[field.name], topic, f"{path}.{field.name}".lstrip("."), subject)
        for field in msgspec.structs.fields(shape)
    }


def stored(mapper: EventMapper, event: type[Event]) -> str:
    """The stored form, readable."""
    fields = fields_of(event, event.TOPIC, "")
    fields |= {"originator_id": STREAM, "originator_version": 2}
    state = mapper.to_stored_event(event(**fields)).state
    return json.dumps(json.loads(state), ensure_ascii=False, indent=1) + "\n"


def golden_keyring(folder: Path) -> Keyring:
    """The golden keys, in a folder of their own."""
    folder.mkdir(mode=0o700)
    for name, secret in json.loads((KEYS / "secrets.json").read_text()).items():
        (folder / name).write_text(secret)
    with closing(sqlite3.connect(folder / "subjects.db")) as connection:
        connection.executescript((KEYS / "subjects.sql").read_text())
    for file in folder.iterdir():
        file.chmod(0o600)
    return Keyring(folder, create=False)


def missing(event: type[Event]) -> Path | None:
    """The golden file that is to be written, None where the newest one has every field."""
    files = {int(file.suffixes[-2][1:]): file for file in GOLDEN.glob(f"{event.TOPIC}.*.json")}
    if not files:
        return GOLDEN / f"{event.TOPIC}.2.json"
    newest = json.loads(files[max(files)].read_bytes())
    names = set(event.__struct_fields__) - {"originator_id", "originator_version"}
    return None if names <= newest.keys() else GOLDEN / f"{event.TOPIC}.{max(files) + 1}.json"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        keyring = golden_keyring(Path(temporary) / "keys")
        for event_ in topics.ALL:
            if (file_ := missing(event_)) is not None:
                file_.write_text(stored(EventMapper(keyring), event_), encoding="utf-8")
                print(file_.relative_to(ROOT))
        keyring.close()
