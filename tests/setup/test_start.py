"""Starting the server: each thing in its way is one sentence, and what it serves is there again the next time."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.setup.checkouts import ROOT
from tests.support.serving import serving

pytestmark = pytest.mark.server


def start(*options: str, **environ: str) -> tuple[int, str]:
    """Start a server that is expected to refuse; its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "web", *options],
        cwd=ROOT,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def read(address: str, host: str | None = None) -> tuple[int, str]:
    """The answer's status and text, asked under another host's name if one is given."""
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        said = start("--port", str(port), "--data", str(tmp_path))
    assert said == (2, f"Port {port} is in use. Stop what uses it, or choose another with --port (PORT=… of make).\n")


def test_impossible_port_is_one_sentence(tmp_path: Path) -> None:
    said = start("--port", "70000", "--data", str(tmp_path))
    assert said == (2, "Port 70000 cannot be used. Choose one between 1024 and 65535 with --port (PORT=… of make).\n")


def test_strange_address_is_one_sentence(tmp_path: Path) -> None:
    said = start("--host", "192.0.2.1", "--port", "0", "--data", str(tmp_path))
    assert said == (2, "192.0.2.1 is no address of this machine. Leave out --host to serve at 127.0.0.1.\n")


def test_data_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    said = start("--port", "0", "--data", str(file))
    assert said == (
        2,
        f"{file} is a file. The data folder must be a folder; choose another with --data (DATA=… of make).\n",
    )


def test_data_folder_that_cannot_be_written_is_one_sentence() -> None:
    # Nobody can make a folder there, not even root.
    folder = "/dev/null/data"
    said = start("--port", "0", "--data", folder)
    assert said == (
        2,
        f"The data folder {folder} cannot be written to. Make it writable, or choose another with --data (DATA=… of make).\n",
    )


def test_unreadable_setting_is_one_sentence(tmp_path: Path) -> None:
    code, said = start("--data", str(tmp_path), AWARDS_PORT="eight thousand")
    assert (code, len(said.splitlines())) == (2, 1)
    assert "AWARDS_PORT" in said


def test_demo_for_other_machines_is_refused(tmp_path: Path) -> None:
    said = start("--demo", "--host", "0.0.0.0", "--port", "0", "--data", str(tmp_path))
    assert said == (
        2,
        "The demo is served on this machine only, from SQLite. Leave out --demo, or the other host or database.\n",
    )
    assert not (tmp_path / "ledger.db").exists()


def test_strangers_port_is_not_ours(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        said = start("--data", str(tmp_path), PORT="1", HOST="192.0.2.1", AWARDS_PORT=str(port))
    assert said == (2, f"Port {port} is in use. Stop what uses it, or choose another with --port (PORT=… of make).\n")


def test_data_folder_in_use_is_one_sentence_and_the_first_goes_on(tmp_path: Path) -> None:
    data = tmp_path / "some folder"
    with serving(data) as served:
        said = start("--port", "0", "--data", str(data))
        assert said == (
            2,
            f"The data folder {data} is in use by another server. Stop that one, or choose another folder with --data (DATA=… of make).\n",
        )
        assert read(f"{served.address}/healthz")[0] == 200


def test_folder_of_a_killed_server_is_free_again(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        served.process.send_signal(signal.SIGKILL)
        served.process.wait()
    with serving(tmp_path) as again:
        assert read(f"{again.address}/healthz")[0] == 200


def test_demo_is_filled_once_and_kept_over_a_restart(tmp_path: Path) -> None:
    with serving(tmp_path / "some folder", "--demo") as served:
        status, first = read(served.address)
        assert status == 200
        assert served.stop() == 0
    log = [sys.executable, "-m", "ledger", "--data", str(tmp_path / "some folder"), "log"]
    filled = subprocess.run(log, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "show.established" in filled
    with serving(tmp_path / "some folder", "--demo") as served:
        assert read(served.address) == (200, first)
    assert subprocess.run(log, cwd=ROOT, capture_output=True, text=True, check=True).stdout == filled


def test_ready_line_comes_when_pages_answer_and_term_ends_without_a_word(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        assert read(f"{served.address}/healthz")[0] == 200
        assert served.stop() == 0
    said = "".join(served.said)
    assert said.count("Ready: http://127.0.0.1:") == 1
    assert "Traceback" not in said


def test_foreign_name_of_this_machine_is_refused(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        assert read(served.address, host="ledger.example")[0] == 400
        assert read(f"{served.address}/healthz", host="localhost")[0] == 200


def test_make_run_ends_with_the_server_when_make_gets_term(tmp_path: Path) -> None:
    command = [
        "make",
        "--no-print-directory",
        "run",
        "PORT=0",
        f"DATA={tmp_path / 'some folder'}",
        f"PYTHON={sys.executable}",
    ]
    with serving(tmp_path, command=command) as served:
        assert read(served.address)[0] == 200
        served.stop()
    with pytest.raises(urllib.error.URLError):
        read(served.address)
