"""Long work in the process that also answers people: after each half millisecond it lets the other threads go first."""

from __future__ import annotations

import time

WORK_SECONDS = 0.0005
PAUSE_SECONDS = 0.00005


def headlong() -> None:
    """Let nobody go first: for a process that does nothing else."""


class Courteous:
    """Call it after each small piece of work. Without it a thread that only computes makes others wait 5 ms at each of their steps."""

    def __init__(self) -> None:
        self._paused_at = time.perf_counter()

    def __call__(self) -> None:
        """Pause if it is time."""
        if time.perf_counter() - self._paused_at > WORK_SECONDS:
            time.sleep(PAUSE_SECONDS)
            self._paused_at = time.perf_counter()
