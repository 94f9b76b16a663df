"""What an upload leaves that is cut off with its process is taken away; what is still coming in stays."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from ledger.importing.sent_files import SentFiles
from tests.support.serving import serving

_UPLOAD = """
import sys
from pathlib import Path
from uuid import UUID
from ledger.importing.sent_files import SentFiles
class Telling:
    def read(self, size):
        print("read", flush=True)
        return sys.stdin.buffer.read(4)
SentFiles(Path(sys.argv[1])).receive(Telling(), "sheet.csv", UUID(int=1), 1)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "imports"


@pytest.fixture
def upload(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """An upload of which some has arrived, in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-c", _UPLOAD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"a,b\n")
        process.stdin.flush()
        assert [process.stdout.readline() for _ in range(2)] == [b"read\n"] * 2
        yield process
        process.kill()


def test_upload_under_way_stays_and_arrives(folder: Path, upload: subprocess.Popen[bytes]) -> None:
    assert SentFiles(folder).sweep() == 0
    assert len(list(folder.glob("coming-*/source"))) == 1
    assert upload.communicate(b"1,2\n", timeout=30)
    assert upload.returncode == 0
    assert [one.source.read_bytes() for one in SentFiles(folder).every()] == [b"a,b\n1,2\n"]
    assert SentFiles(folder).sweep() == 0


def test_upload_that_was_killed_is_swept_by_the_next(folder: Path, upload: subprocess.Popen[bytes]) -> None:
    upload.send_signal(signal.SIGKILL)
    upload.wait(30)
    assert len(list(folder.glob("coming-*/source"))) == 1
    files = SentFiles(folder)
    kept = files.receive(io.BytesIO(b"c,d\n3,4\n"), "other.csv", UUID(int=1), 2)
    assert [path.name for path in folder.iterdir()] == [str(kept.about.id)]


@pytest.mark.server
def test_upload_that_was_killed_is_swept_at_the_next_start(
    tmp_path: Path, folder: Path, upload: subprocess.Popen[bytes]
) -> None:
    upload.send_signal(signal.SIGKILL)
    upload.wait(30)
    assert len(list(folder.glob("coming-*"))) == 1
    with serving(tmp_path):
        assert list(folder.glob("coming-*")) == []
