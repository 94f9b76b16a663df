"""One thread that works on the files that were sent, one after the other, while pages go on answering."""

from __future__ import annotations

import time
from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread
from typing import IO, NamedTuple
from uuid import UUID

import structlog
from msgspec.structs import replace

from ledger.application.ledger import Ledger
from ledger.application.reading_rights import ReadBy
from ledger.errors import LedgerError, Refused
from ledger.importing.checking import Report
from ledger.importing.saved_mappings import SavedMappings
from ledger.importing.sent_files import SentFile, SentFiles
from ledger.importing.sent_import import Asked, import_sent
from ledger.importing.sent_states import CHECK, ENDED, FAILED, IMPORT, OPEN, RUNNING, Job, told_of
from ledger.importing.sent_work import check_sent, open_sent
from ledger.importing.text_forms import TextForm
from ledger.logs import told_error

TOLD_EVERY_SECONDS = 0.3
_logger = structlog.get_logger("ledger.importing")
Work = Callable[[Report], None]


class _Stopping(Exception):
    """Raised within a piece of work when the thread is to end."""


class _Begun(NamedTuple):
    sent: SentFile
    job: Job
    work: Work
    held: IO[bytes]


class ImportDesk:
    """Files that were sent, and the work on them. What a job is at is kept beside its file: a page, or another process, can tell.

    Each file is held while it is worked on, so that nothing is done to the same bytes twice at once; a job whose file nobody
    holds was interrupted. The thread begins with the first job.
    """

    def __init__(self, ledger: Ledger, read: ReadBy, files: SentFiles) -> None:
        self._ledger = ledger
        self._read = read
        self.files = files
        self.mappings = SavedMappings(files.folder / "mappings")
        self._queue: SimpleQueue[_Begun | None] = SimpleQueue()
        self._stop = Event()
        self._thread: Thread | None = None

    def open(self, sent: SentFile, form: TextForm | None = None, sheet: int | None = None) -> None:
        """Open a file anew, with the form or the sheet chosen. Raises Conflict `import_running`, as the other jobs do."""
        self._begin(sent, OPEN, lambda _report: open_sent(sent, form, sheet))

    def check(self, sent: SentFile) -> None:
        """Check a file with its mapping."""
        self._begin(sent, CHECK, lambda report: check_sent(self._ledger, sent, report))

    def bring_in(
        self, sent: SentFile, person: tuple[UUID, str, str], command: str, proposal: UUID | None = None
    ) -> None:
        """Import a file that was checked, as a person (id, name, role), who under four eyes confirms a proposal by it.

        The same command sent twice is one import.
        """
        last = sent.read("job", Job)
        if last is not None and last.command == command:
            return
        asked = Asked(person, proposal)
        self._begin(sent, IMPORT, lambda report: import_sent(self._ledger, self._read, sent, asked, report), command)

    def job(self, sent: SentFile) -> Job | None:
        """What was last begun on a file; one that was interrupted is told as a refusal, `import_interrupted` or `work_interrupted`."""
        job = sent.read("job", Job)
        if job is None or job.state != RUNNING or sent.is_held:
            return job
        # It may have ended between the two looks.
        job = sent.read("job", Job)
        if job is None or job.state != RUNNING:
            return job
        code = "import_interrupted" if job.what == IMPORT else "work_interrupted"
        return _failed(job, Refused(code), job.began)

    def wait(self, sent: SentFile, seconds: float) -> bool:
        """Give a short piece of work the time to end; whether nothing is under way any more."""
        until = time.monotonic() + seconds
        while sent.is_held:
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        return True

    def stop(self, timeout_seconds: float = 10.0) -> bool:
        """End the thread, in the middle of a job between two appends; whether it has ended."""
        self._stop.set()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(timeout_seconds)
            return not self._thread.is_alive()
        return True

    def _begin(self, sent: SentFile, what: str, work: Work, command: str = "") -> None:
        held = sent.hold()
        try:
            job = Job(what, RUNNING, self._ledger.clock(), command=command)
            sent.write("job", job)
        except BaseException:
            held.close()
            raise
        if self._thread is None:
            self._thread = Thread(target=self._run, name="imports", daemon=True)
            self._thread.start()
        self._queue.put(_Begun(sent, job, work, held))

    def _run(self) -> None:
        while (asked := self._queue.get()) is not None:
            with asked.held:
                self._do(asked)

    def _do(self, asked: _Begun) -> None:
        sent, job = asked.sent, asked.job
        told_at = 0.0

        def report(done: int, total: int | None) -> None:
            nonlocal job, told_at
            if self._stop.is_set():
                raise _Stopping
            if time.monotonic() - told_at > TOLD_EVERY_SECONDS:
                told_at = time.monotonic()
                job = replace(job, done=done, total=total)
                sent.write("job", job)

        try:
            report(0, None)
            asked.work(report)
            job = replace(job, state=ENDED, ended=self._ledger.clock())
        except _Stopping:
            return
        except LedgerError as error:
            job = _failed(job, error, self._ledger.clock())
        except Exception as error:  # noqa: BLE001 - one file's fault must not end the work on others
            _logger.error("import_failed", job=job.what, **told_error(error))  # noqa: TRY400 - its message stays out
            job = _failed(job, Refused("import_fault"), self._ledger.clock())
        try:
            sent.write("job", job)
        except (LedgerError, OSError) as error:
            # Then it is told as interrupted, which can be gone on with.
            _logger.error("import_untold", job=job.what, **told_error(error))  # noqa: TRY400 - its message stays out


def _failed(job: Job, error: LedgerError, ended: int) -> Job:
    return replace(job, state=FAILED, ended=ended, error=told_of(error))
