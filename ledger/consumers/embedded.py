"""One thread that keeps all consumers at the log's head: the whole machinery of a ledger that runs on one machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from threading import Event, Thread
from types import TracebackType
from typing import Self

import structlog

from ledger.consumers.pace import Courteous
from ledger.consumers.rebuild import Progress, give_up, rebuild
from ledger.consumers.runner import advance
from ledger.consumers.views import View
from ledger.errors import Conflict
from ledger.logs import told_error

POLL_SECONDS = 0.1
"""Commands of a shell write beside this process and cannot nudge it."""
LONGEST_PAUSE_SECONDS = 5.0
BESIDE = "beside"

_logger = structlog.get_logger("ledger.consumers")


class _Stopping(Exception):
    """Raised within a build when the thread is to end."""


class Embedded:
    """Advances every view when nudged or when the log has grown, builds what has no version, and lives on after any error.

    `beside` is done in every round as well: what becomes due by itself.
    """

    def __init__(
        self,
        views: Sequence[View],
        *,
        poll_seconds: float = POLL_SECONDS,
        beside: Callable[[], None] = lambda: None,
    ) -> None:
        self._views = list(views)
        self._beside = beside
        self._poll_seconds = poll_seconds
        self._wake = Event()
        self._stop = Event()
        self._thread: Thread | None = None
        self._failures: dict[str, int] = {}
        self._not_before: dict[str, float] = {}

    def start(self) -> None:
        """Start the thread; a started one goes on."""
        if self._thread is None:
            self._stop.clear()
            self._thread = Thread(target=self._run, name="consumers", daemon=True)
            self._thread.start()

    def nudge(self) -> None:
        """Tell the thread that something was saved."""
        self._wake.set()

    def stop(self, timeout_seconds: float = 10.0) -> bool:
        """End the thread between two steps, or in the middle of a build, which then leaves nothing behind; whether it has ended."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout_seconds)
            if self._thread.is_alive():
                return False
            self._thread = None
        return True

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            self._serve(self._views, build=True)
            self._do_beside()
            self._wake.wait(self._poll_seconds)

    def _serve(self, views: Sequence[View], *, build: bool) -> None:
        """One round: those with a version first, so that a long build keeps none of them waiting."""
        for view in views:
            self._guarded(view, self._follow)
        if build:
            for view in views:
                self._guarded(view, self._build_missing)

    def _guarded(self, view: View, act: Callable[[View], None]) -> None:
        if self._stop.is_set() or time.monotonic() < self._not_before.get(view.name, 0.0):
            return
        try:
            act(view)
        except _Stopping:
            return
        except Exception as error:  # noqa: BLE001 - one consumer's fault must not end the others
            self._note(view.name, error)
            self._heal(view, error)
        else:
            self._failures.pop(view.name, None)

    def _do_beside(self) -> None:
        if self._stop.is_set() or time.monotonic() < self._not_before.get(BESIDE, 0.0):
            return
        try:
            self._beside()
        except Exception as error:  # noqa: BLE001 - the views go on
            self._note(BESIDE, error)
        else:
            self._failures.pop(BESIDE, None)

    def _follow(self, view: View) -> None:
        if view.live() is None or not view.has_work(view.log.head()[0]):
            return
        while not self._stop.is_set():
            step = advance(view)
            if step.caught_up or step.taken:
                return

    def _build_missing(self, view: View) -> None:
        if view.live() is not None:
            return
        _logger.info("view_build_begins", consumer=view.name)
        others = [other for other in self._views if other is not view]
        last_round = time.monotonic()

        def between(_progress: Progress) -> None:
            nonlocal last_round
            if self._stop.is_set():
                raise _Stopping
            if time.monotonic() - last_round > self._poll_seconds:
                self._serve(others, build=False)
                last_round = time.monotonic()

        built = rebuild(view, report=between, pace=Courteous())
        _logger.info("view_built", consumer=view.name, version=built.version.number)

    def _note(self, name: str, error: Exception) -> None:
        failures = self._failures[name] = self._failures.get(name, 0) + 1
        pause = min(self._poll_seconds * 2**failures, LONGEST_PAUSE_SECONDS)
        self._not_before[name] = time.monotonic() + pause
        _logger.error("consumer_failed", consumer=name, failures=failures, **told_error(error))

    def _heal(self, view: View, error: Exception) -> None:
        """Give up a live version that is damaged or follows another log; the next round builds a fresh one."""
        other_log = isinstance(error, Conflict) and error.code == "view_of_another_log"
        if not other_log and not view.storage.is_broken(error):
            return
        _logger.warning("view_given_up", consumer=view.name)
        try:
            give_up(view)
        except Exception as failure:  # noqa: BLE001 - tried again after the next failure
            self._note(view.name, failure)
