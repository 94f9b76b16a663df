"""The real server as a process of its own, on a free port."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.shared import ROOT

READY = "Ready: "
START_SECONDS = 60


@dataclass
class Served:
    """A running server: its process, its address (`http://127.0.0.1:port`), and what it has said so far."""

    process: subprocess.Popen[str]
    address: str = ""
    said: list[str] = field(default_factory=list)

    def stop(self) -> int:
        """Ask it to end (TERM) and wait; the exit code."""
        self.process.terminate()
        return self.process.wait(timeout=30)


@contextmanager
def serving(data: Path, *options: str, command: Sequence[str] = ()) -> Iterator[Served]:
    """`python -m web` on this data folder, from its Ready line to its end; a server that ends instead is a failure."""
    told = [*(command or (sys.executable, "-m", "web", "--port", "0", "--data", str(data))), *options]
    with subprocess.Popen(
        told, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        served = Served(process)
        ready = threading.Event()
        reader = threading.Thread(target=_listen, args=(served, ready), daemon=True)
        reader.start()
        try:
            ready.wait(START_SECONDS)
            if not served.address:
                raise AssertionError("The server did not get ready:\n" + "".join(served.said))
            yield served
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(timeout=30)
            reader.join(timeout=30)


def _listen(served: Served, ready: threading.Event) -> None:
    assert served.process.stdout is not None
    for line in served.process.stdout:
        served.said.append(line)
        if line.startswith(READY):
            served.address = line.removeprefix(READY).strip()
            ready.set()
    ready.set()
