"""What the notes of the Academy Awards' record tell, recorded on the import: what each list says at each moment, three ways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from examples.academy.history import tell
from ledger.bootstrap import Services, build
from ledger.domain.times import FOREVER, moment_of
from ledger.importing.command import import_file
from ledger.projections.nominees import Asked, nominee_list
from ledger.settings import Settings
from tests.support.services import follow

pytestmark = [pytest.mark.shared, pytest.mark.slow]

ACADEMY = Path(__file__).parents[2] / "examples" / "academy"
ZONE = "America/Los_Angeles"


class Record(NamedTuple):
    """The record imported, and its history told; `before` is the log's end in between."""

    services: Services
    before: int
    told: Any


@pytest.fixture(scope="module")
def record(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The whole file imported and its history told, once for all tests here."""
    folder = tmp_path_factory.mktemp("history")
    with build(Settings(data=folder, database=f"sqlite:///{folder / 'ledger.db'}")) as services:
        import_file(services.ledger, shared_data / "academy-awards" / "nominations.tsv", ACADEMY / "mapping.toml")
        follow(services)
        before = services.ledger.recorder.head()[0]
        yield Record(services, before, tell(services))


def said(
    record: Record, edition: str, category: str, at: str, reading: str = "force", known: int = FOREVER
) -> dict[str, Any]:
    """What the list of a category says: the words for each title, the names that stand, and the count in words."""
    moment = moment_of(at, ZONE)
    view = nominee_list(record.services.lists, "academy", edition, Asked(reading, moment, known, text=at))
    return next((one for one in view["categories"] if one["name"] == category), {"nominations": [], "count": None})


def words(category: dict[str, Any]) -> dict[str, str]:
    return {
        one["works"][0]["title"]: one["place"]["label"] + (f" · {one['award']['label']}" if one["award"] else "")
        for one in category["nominations"]
    }


def count(category: dict[str, Any]) -> str:
    """As CASES.md writes counts: `5=4+1 ineligible`."""
    told = category["count"]
    return f"{told['named']}=" + "+".join(
        f"{part['count']}" + ("" if place == 0 else f" {part['label']}") for place, part in enumerate(told["parts"])
    )


DOCUMENTARY = "DOCUMENTARY (Feature)"


@pytest.mark.parametrize("reading", ["force", "announced"])
def test_documentary_of_the_41st_won_fell_and_passed_on(record: Record, reading: str) -> None:
    moments = ("13 April 1969", "20 April 1969", "7 May 1969", "9 May 1969")
    lists = [said(record, "41", DOCUMENTARY, at, reading) for at in moments]
    assert [(words(one)["Young Americans"], words(one)["Journey into Self"], count(one)) for one in lists] == [
        ("nominated", "nominated", "5=5"),
        ("nominated · won", "nominated", "5=5"),
        ("ineligible · won · revoked", "nominated", "5=4+1 ineligible"),
        ("ineligible · won · revoked", "nominated · won", "5=4+1 ineligible"),
    ]
