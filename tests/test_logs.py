"""Log lines: one an event, without values, whoever logs."""

from __future__ import annotations

import json
import logging
import sqlite3
import subprocess
import sys

import pytest

from ledger.errors import Unavailable
from ledger.logs import WITHHELD, OneLine, told_error

SECRET = "MARKER-not-for-any-log"
SCRIPT = f"""
import logging, threading, warnings, structlog
from ledger import logs
logs.configure("{{form}}")
own = structlog.get_logger("ledger.tests")
library = logging.getLogger("library")
own.error("ours_failed", page="/a\\r\\nfake \\x1b[31m\\u202e")
try:
    raise ValueError("{SECRET}") from KeyError("{SECRET}")
except ValueError as error:
    own.error("with_an_error", **logs.told_error(error))
    library.exception("broke on %s", "{SECRET}")
    own.exception("by_the_shorter_way")
library.error("broke on {SECRET}")
library.error(ValueError("{SECRET}"))
library.error("Invalid request from ip=1.2.3.4: {SECRET}")
warnings.warn("{SECRET}")
failing = threading.Thread(target=lambda: int("{SECRET}"))
failing.start()
failing.join()
int("{SECRET}")
"""


def lines(form: str) -> list[str]:
    """What a process logs that meets each kind of trouble."""
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("{form}", form)], check=False, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    return ended.stderr.splitlines()


def test_every_line_is_an_object_without_values() -> None:
    found = lines("json")
    told = [json.loads(line) for line in found]
    assert SECRET not in "".join(found)
    assert [one["event"] for one in told] == [
        "ours_failed",
        "with_an_error",
        "broke on %s",
        "by_the_shorter_way",
        WITHHELD,
        WITHHELD,
        "Invalid request",
        WITHHELD,
        "thread_failed",
        "process_failed",
    ]
    assert told[0]["page"] == "/a\r\nfake \x1b[31m\u202e"
    assert "\x1b" not in found[0]
    assert "\u202e" not in found[0]
    assert told[1]["error"] == "ValueError"
    assert told[1]["caused_by"] == [{"error": "KeyError", "trace": []}]
    assert told[1]["trace"] == ["<string>:9 <module>"]
    assert {one["level"] for one in told} == {"error", "warning"}
    assert set(told[0]) == {"time", "level", "logger", "event", "page"}


def test_plain_lines_hold_as_little_and_stay_lines() -> None:
    found = lines("plain")
    assert len(found) == 10
    assert SECRET not in "".join(found)
    assert "\x1b" not in "".join(found)
    assert found[0].endswith(r'error ledger.tests ours_failed page="/a\r\nfake \u001b[31m\u202e"')


def test_error_is_told_by_its_class_code_and_place() -> None:
    with pytest.raises(sqlite3.OperationalError) as failed:
        sqlite3.connect(":memory:").execute(f"SELECT '{SECRET}' FROM nowhere")
    told = told_error(failed.value)
    assert told["error"] == "OperationalError:SQLITE_ERROR"
    assert SECRET not in str(told)
    assert told_error(Unavailable("store_full", value=SECRET))["error"] == "Unavailable:store_full"
    assert told_error(FileNotFoundError(2, SECRET))["error"] == "FileNotFoundError:2"


def test_value_that_is_no_text_is_told_by_its_kind() -> None:
    record = logging.LogRecord("ledger", logging.ERROR, "a.py", 1, "event", (), None)
    record.told = {"value": {1, 2}}
    assert json.loads(OneLine("json").format(record))["value"] == "set"
