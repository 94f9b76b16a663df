"""A page that has just written waits a few milliseconds for its own act."""

from __future__ import annotations

import time

from ledger.consumers.views import View
from ledger.errors import Unavailable

FIRST_PAUSE_SECONDS = 0.0005
LONGEST_PAUSE_SECONDS = 0.01


def wait_for(view: View, position: int, timeout_ms: float) -> bool:
    """Whether the live version shows `position`, asked until it does or the time is over; False also while there is no version."""
    deadline = time.monotonic() + timeout_ms / 1000
    pause = FIRST_PAUSE_SECONDS
    while True:
        try:
            if view.position() >= position:
                return True
        except Unavailable:
            pass  # being built: the page says so when the time is over
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        time.sleep(min(pause, left))
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
