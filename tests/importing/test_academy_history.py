"""What the notes of the Academy Awards' record tell, recorded on the import: what each list says at each moment, three ways."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from examples.academy.history import STEPS, Told, command, tell
from examples.academy.record import edition_of
from ledger.bootstrap import Services, build
from ledger.checks.reconcile import reconcile
from ledger.domain.credit_acts import CreditAdded, CreditCorrected
from ledger.domain.times import FOREVER, moment_of
from ledger.importing.command import import_file
from ledger.projections.nominees import Asked, nominee_list
from ledger.settings import Settings
from tests.importing.academy_cases import (
    CASES,
    DOCUMENTARY,
    EFFECTS,
    FOUR,
    HOURS,
    MIXING,
    NAMES,
    PICTURE,
    SCORE,
    STORY,
    Said,
)
from tests.support.services import follow
from tests.support.shared import ROOT

pytestmark = [pytest.mark.shared, pytest.mark.slow]

ACADEMY = ROOT / "examples" / "academy"
ZONE = "America/Los_Angeles"
EVERY_STEP = [
    step for file in sorted(STEPS.glob("*.toml")) for step in tomllib.loads(file.read_text(encoding="utf-8"))["step"]
]
EDITIONS = sorted({step["edition"] for step in EVERY_STEP}, key=int)


class Record(NamedTuple):
    """The record imported, and its history told; `before` is the log's end in between."""

    file: Path
    services: Services
    before: int
    told: Told


@pytest.fixture(scope="module")
def record(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The whole file imported and its history told, once for all tests here."""
    folder = tmp_path_factory.mktemp("history")
    file = shared_data / "academy-awards" / "nominations.tsv"
    with build(Settings(data=folder, database=f"sqlite:///{folder / 'ledger.db'}")) as services:
        import_file(services.ledger, file, ACADEMY / "mapping.toml")
        follow(services)
        before = services.ledger.recorder.head()[0]
        yield Record(file, services, before, tell(services))


def listed(record: Record, edition: str, at: str, reading: str = "force", known: int = FOREVER) -> dict[str, Any]:
    """The list of an edition at a moment, under a reading, as known at a position."""
    asked = Asked(reading, moment_of(at, ZONE) if at else FOREVER - 1, known, text=at or None)
    return nominee_list(record.services.lists, "academy", edition, asked)


def said(record: Record, edition: str, category: str, at: str, reading: str = "force", known: int = FOREVER) -> Said:
    """What the list of a category says."""
    categories = listed(record, edition, at, reading, known)["categories"]
    return Said(next((one for one in categories if one["name"] == category), {}))


@pytest.mark.parametrize("edition, category, title, at, force, told", CASES)
def test_list_says_what_held_and_what_was_told(
    record: Record,
    edition: str,
    category: str,
    title: str,
    at: str,
    force: tuple[str, str],
    told: tuple[str, str] | None,
) -> None:
    found = said(record, edition, category, at)
    assert (found.words(title), found.count) == force
    found = said(record, edition, category, at, "announced")
    assert (found.words(title), found.count) == (told or force)


@pytest.mark.parametrize("edition, category, title, at, force, told", NAMES)
def test_credit_restored_held_from_the_start_and_was_told_decades_later(
    record: Record, edition: str, category: str, title: str, at: str, force: list[str], told: list[str]
) -> None:
    assert said(record, edition, category, at).names(title) == force
    heard = said(record, edition, category, at, "announced")
    assert heard.names(title) == told
    assert heard.entry(title)["credit_line"] is None  # the line says no more than the names
    # Until then nothing was put right; since then its names and their wording are.
    assert len(heard.notices(title)) == (2 if told == force else 0)


@pytest.mark.parametrize(
    "at, force, told",
    [("1 February 2017", FOUR, FOUR), ("24 February 2017", FOUR[:3], FOUR), ("26 February 2017", FOUR[:3], FOUR[:3])],
)
def test_one_name_of_four_was_disqualified_and_the_nomination_stands(
    record: Record, at: str, force: list[str], told: list[str]
) -> None:
    for reading, names in (("force", force), ("announced", told)):
        found = said(record, "89", MIXING, at, reading)
        assert (found.names(HOURS), found.words(HOURS), found.count) == (names, "nominated", "5=5")
        assert ("Greg P. Russell" in str(found.entry(HOURS)["credit_line"])) == (len(names) == 4)


def test_every_name_is_of_the_person_whose_it_is(record: Record) -> None:
    found: dict[str, UUID] = {}
    for edition in ("23", "26", "89"):
        for story in edition_of(record.services, edition).stories.values():
            corrected = [event for _position, event in story if isinstance(event, CreditAdded | CreditCorrected)]
            found.update({str(event.credit.name.text): event.credit.party for event in corrected})
            assert all(event.credit.name.subject == event.credit.party for event in corrected)
    ids = {"Ian McLellan Hunter": "nm0402848", "Dalton Trumbo": "nm0874308", "Greg P. Russell": "nm0751169"}
    holder = record.services.ledger.holder
    assert {name: found[name] for name in ids} == {name: holder("party_id", "imdb", ids[name]) for name in ids}
    assert found["Michael Blankfort"] != found["Albert Maltz"] == holder("party_id", "imdb", "nm0540816")


@pytest.mark.parametrize(
    "edition, category, title, fell, at",
    [
        ("5", "SHORT SUBJECT (Comedy)", "Scratch-As-Catch-Can", "Stout Hearts and Willing Hands", "1932"),
        ("14", EFFECTS, "The Sea Wolf", "Dive Bomber", "20 February 1942"),
        ("45", SCORE, "Sleuth", "The Godfather", "1973"),
    ],
)
def test_replacement_and_what_it_replaced_name_each_other(
    record: Record, edition: str, category: str, title: str, fell: str, at: str
) -> None:
    for reading in ("force", "announced"):
        found = said(record, edition, category, at, reading)
        assert f"Joined as a replacement: its place was that of {fell}." in found.notices(title)
        assert f"Its place went to {title}." in found.notices(fell)


def test_best_picture_of_the_89th_was_read_out_wrongly_and_put_right(record: Record) -> None:
    just_after = {
        step: record.services.ledger.recorder.find_append(command(f"89/la-la-land/{step}"))
        for step in ("misread", "put-right")
    }
    found = {
        (reading, step): said(record, "89", PICTURE, "26 February 2017", reading, append.last if append else 0)
        for step, append in just_after.items()
        for reading in ("force", "announced")
    }
    words = {key: (one.words("La La Land"), one.words("Moonlight")) for key, one in found.items()}
    assert words["announced", "misread"] == ("nominated · won", "nominated")
    assert words["announced", "put-right"] == ("nominated · announced as the winner in error", "nominated · won")
    assert words["force", "put-right"] == ("nominated", "nominated · won")
    assert words["force", "misread"][0] == "nominated"
    assert {one.count for one in found.values()} == {"9=9"}


def test_before_it_was_told_the_ledger_knew_only_the_final_state(record: Record) -> None:
    for reading in ("force", "announced"):
        mixing = said(record, "89", MIXING, "2018", reading, record.before)
        assert mixing.names(HOURS) == FOUR[:3]
        assert said(record, "89", MIXING, "1 February 2017", reading, record.before).count == "-"
        film = said(record, "41", DOCUMENTARY, "1970", reading, record.before)
        assert (film.words("Young Americans"), film.words("Journey into Self")) == ("nominated", "nominated · won")
        assert film.count == "5=5"
        assert said(record, "26", STORY, "1960", reading, record.before).names("Roman Holiday") == ["Dalton Trumbo"]


def test_counts_reconcile_in_every_edition_at_every_moment(record: Record) -> None:
    moments = {(case[0], case[3]) for case in (*CASES, *NAMES)}
    moments |= {(edition, "") for edition in EDITIONS}
    for edition, at in sorted(moments):
        for reading in ("force", "announced"):
            for known in (FOREVER, record.before):
                view = listed(record, edition, at, reading, known)
                every = [view["count"], *(category["count"] for category in view["categories"])]
                assert all(sum(part["count"] for part in one["parts"]) == one["named"] for one in every)
                assert sum(one["named"] for one in every[1:]) == every[0]["named"]


def test_every_list_ends_as_the_file_has_it(record: Record) -> None:
    text = record.file.read_text(encoding="utf-8").replace('\\"', '"')
    lines = [line.split("\t") for line in text.splitlines()[1:]]
    rows = [(line + [""] * 14)[:14] for line in lines]
    for edition in EDITIONS:
        expected = sorted(
            (
                row[4],
                row[5].split("|")[0],
                sorted(filter(None, row[8].split("|"))),
                row[10] == "True",
                "OFFICIAL" in row[12],
            )
            for row in rows
            if row[0] == edition
        )
        for reading in ("force", "announced"):
            found = sorted(
                (
                    category["name"],
                    one["works"][0]["title"] if one["works"] else "",
                    sorted(name["name"] for name in one["credits"] if name["named"]),
                    bool(one["award"]) and one["award"]["label"] in ("won", "won · refused"),
                    one["place"]["label"] != "nominated",
                )
                for category in listed(record, edition, "", reading)["categories"]
                for one in (*category["nominations"], *category["recorded"])
            )
            assert found == expected


def test_every_row_that_no_longer_stands_has_its_word(record: Record) -> None:
    for reading in ("force", "announced"):
        parts = Counter[str]()
        for edition in EDITIONS:
            parts.update(
                {part["label"]: part["count"] for part in listed(record, edition, "", reading)["count"]["parts"]}
            )
        del parts["on the list"]
        assert parts == {"withdrawn": 4, "ineligible": 6, "disqualified": 2, "left, kind not known": 2}


def test_read_models_agree_with_the_log(record: Record) -> None:
    services = record.services
    assert reconcile(services.lists, services.ledger.recorder, services.ledger.mapper).agrees


def test_telling_it_again_adds_nothing(record: Record) -> None:
    head, data = record.services.ledger.recorder.head(), record.services.settings.data
    typed = [sys.executable, "-m", "examples.academy.history", "--data", str(data)]
    done = subprocess.run(typed, cwd=ROOT, capture_output=True, text=True, check=True)
    assert record.told.present == 0
    assert done.stdout == f"0 commands recorded, {record.told.new} were there already.\n"
    assert record.services.ledger.recorder.head() == head


def test_history_needs_the_record(tmp_path: Path) -> None:
    typed = [sys.executable, "-m", "examples.academy.history", "--data", str(tmp_path)]
    done = subprocess.run(typed, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The ledger holds no edition 14 of the show academy: import the record first.\n"


def test_every_step_names_its_nomination_and_has_an_id_of_its_own(record: Record) -> None:
    assert len({step["id"] for step in EVERY_STEP}) == len(EVERY_STEP)
    for step in EVERY_STEP:
        edition = edition_of(record.services, step["edition"])
        if step["verb"] not in ("list-announced", "awards-presented"):
            assert edition.nomination(step) in edition.stories
        assert step["note"]
