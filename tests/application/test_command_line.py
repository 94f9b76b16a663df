"""How a command line ends: what it found is its exit code, what stopped it one sentence."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ledger.__main__ import main as ledger_main
from ledger.application.draft import Draft
from ledger.application.entries import register_work
from ledger.bootstrap import CONSUMERS, build
from ledger.domain.times import parse_when
from tests.support.acts import Desk
from tests.support.reads import access
from tests.support.services import by, embedded
from web.__main__ import main as web_main

NO_LEDGER = (
    "There is no ledger in {}, and none was made. Give the folder of one with --data; "
    "a server or an import makes a new one.\n"
)


@pytest.fixture
def folder(demo_folder: Path, tmp_path: Path) -> Path:
    """A data folder with the demo."""
    shutil.copytree(demo_folder, tmp_path, dirs_exist_ok=True)
    return tmp_path


def exit_code(monkeypatch: pytest.MonkeyPatch, *arguments: str, web: bool = False) -> int:
    """Run it as the shell does."""
    monkeypatch.setattr(sys, "argv", ["command", *arguments])
    with pytest.raises(SystemExit) as ended:
        (web_main if web else ledger_main)()
    return int(ended.value.code or 0)


def test_lists_that_differ_from_the_log_are_told_by_the_exit_code(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert exit_code(monkeypatch, "--data", str(folder), "reconcile") == 0
    with closing(sqlite3.connect(folder / "views" / "lists.1.db", isolation_level=None)) as rows:
        changed = rows.execute("DELETE FROM in_force").rowcount
    assert changed > 0
    assert exit_code(monkeypatch, "--data", str(folder), "reconcile") == 1


def test_refusal_is_one_sentence_and_an_exit_code_of_its_kind(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(monkeypatch, "--data", str(folder), "list", "meridian/99") == 4
    assert capsys.readouterr() == ("", "There is no edition at this address.\n")
    assert exit_code(monkeypatch, "--data", str(folder), "--port", "70000", web=True) == 2
    assert capsys.readouterr().err.startswith("Port 70000 cannot be used.")


@pytest.mark.parametrize(
    "command", [["status"], ["log"], ["list", "meridian/12"], ["reconcile"], ["rebuild"]], ids=lambda told: told[0]
)
def test_folder_mistyped_is_no_ledger_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    typed, empty = tmp_path / "deta", tmp_path / "empty"
    empty.mkdir()
    for folder in (typed, empty):
        assert exit_code(monkeypatch, "--data", str(folder), *command) == 2
        assert capsys.readouterr() == (
            "",
            NO_LEDGER.format(folder),
        )
    assert list(tmp_path.iterdir()) == [empty]
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize("name", [one.name for one in CONSUMERS])
def test_each_read_model_is_built_anew_by_its_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert exit_code(monkeypatch, "--data", str(folder), "rebuild", name) == 0
    assert capsys.readouterr().out.startswith(f"{name}: version ")


def test_refusal_names_the_option_that_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.touch()
    assert exit_code(monkeypatch, "--data", str(file), "status") == 2
    assert capsys.readouterr().err.endswith("choose another with --data (DATA=… of make).\n")


@pytest.mark.parametrize("web", [False, True])
def test_unknown_option_is_an_error_and_help_is_none(monkeypatch: pytest.MonkeyPatch, *, web: bool) -> None:
    assert exit_code(monkeypatch, "--nonsense", web=web) == 2
    assert exit_code(monkeypatch, "--help", web=web) == 0


def test_status_tells_that_the_log_is_ahead_of_the_clock(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(monkeypatch, "--data", str(folder), "status") == 0
    assert "clock" not in capsys.readouterr().out
    with build(embedded(folder)) as services:
        services.ledger.recorder._clock = lambda: parse_when("2100-01-01", "UTC").earliest_us
        draft = Draft(by())
        register_work(services.ledger, draft, title="A song of the future", kind="song")
        services.ledger.save(draft, {})
    assert exit_code(monkeypatch, "--data", str(folder), "status") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "recorded at 1 January 2100, 00:00:00 UTC, which this machine’s clock has not reached" in said


def test_list_shows_what_the_page_shows(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(monkeypatch, "--data", str(folder), "list", "meridian/12") == 0
    said = capsys.readouterr().out
    assert "Half the Sky · The Harbour Lights, Daniyal Rafi (no longer named)" in said
    assert "Mirror Town · Noor Sehr [withdrawn]\n    Withdrawn, 13 October 2026, 11:20 Karachi time." in said


def test_announced_list_is_without_what_may_not_be_shown_in_public(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with build(embedded(folder)) as services:
        Desk(services).act("showing", "Mirror Town", shown="false", part="every_name", shown_why="safety")
    told = {}
    for reading in ("announced", "force"):
        assert exit_code(monkeypatch, "--data", str(folder), "list", "meridian/12", "--reading", reading) == 0
        told[reading] = capsys.readouterr().out
    assert "Mirror Town · [no longer shown] [withdrawn]" in told["announced"]
    assert "Noor Sehr" not in told["announced"]
    assert "Mirror Town · Noor Sehr [withdrawn]" in told["force"]


def test_wrong_moment_is_told_in_its_own_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(monkeypatch, "--data", str(folder), "list", "meridian/12", "--at", "31 June 2026") == 2
    assert capsys.readouterr().err == "June 2026 has 30 days.\n"


def test_port_that_is_no_number_is_one_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(monkeypatch, "--data", str(folder), "--port", "abc", web=True) == 2
    assert capsys.readouterr().err.startswith("Port abc cannot be used.")


def test_list_with_what_is_not_announced_is_recorded_as_read_by_the_operator(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with build(embedded(folder)) as services:
        Desk(services).act("choose", "Static")
    for asked in ([], ["--reading", "force"]):
        assert exit_code(monkeypatch, "--data", str(folder), "list", "meridian/12", *asked) == 0
    assert exit_code(monkeypatch, "--data", str(folder), "log") == 0
    assert "chosen, not announced" in capsys.readouterr().out
    with build(embedded(folder)) as services:
        rows = [row.told for row in services.access.rows(0, 10)]
    told = [(one["page"], one["via"], one["role"], one["kinds"], one["subject"].partition(":")[0]) for one in rows]
    assert told == [("list", "cli", "operator", ["results_before_announcement"], "edition")]


def test_access_record_is_verified_by_the_command_and_told_by_the_status(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with build(embedded(folder)) as services:
        for _ in range(3):
            services.access.append(access())
    assert exit_code(monkeypatch, "--data", str(folder), "access", "verify") == 0
    assert capsys.readouterr().out == "3 readings; the chain is whole.\n"
    with closing(sqlite3.connect(folder / "access.db")) as rows:
        rows.execute("DROP TRIGGER readings_refuse_DELETE")
        rows.execute("DELETE FROM readings WHERE number = 2")
        rows.commit()
    assert exit_code(monkeypatch, "--data", str(folder), "access", "verify") == 1
    assert capsys.readouterr().out == "Reading 2 of the access record is not there.\n"
    assert exit_code(monkeypatch, "--data", str(folder), "status", "--json") == 0
    found = json.loads(capsys.readouterr().out)["access"]
    assert (found["whole"], found["wrong"], found["first_wrong"]) == (False, "missing", 2)
    assert exit_code(monkeypatch, "--data", str(folder), "status") == 0
    assert "Reading 2 of the access record is not there." in " ".join(capsys.readouterr().out.split())
