"""The only place that builds and wires objects: `__main__`, web, workers and tests get them from here."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from uuid import uuid4

from ledger.application.access_heads import DailyHead
from ledger.application.document_parts import DailySweep
from ledger.application.ledger import Ledger
from ledger.application.reading_rights import ReadBy
from ledger.consumers.embedded import Embedded
from ledger.consumers.postgres_storage import PostgresStorage
from ledger.consumers.sqlite_storage import SqliteStorage
from ledger.consumers.storage import Storage
from ledger.consumers.views import View
from ledger.consumers.waiting import wait_for
from ledger.domain import topics
from ledger.importing.background import ImportDesk
from ledger.importing.sent_files import SentFiles
from ledger.persistence.access import AccessRecord
from ledger.persistence.attachments import Attachments
from ledger.persistence.mapper import EventMapper
from ledger.persistence.store import open_access, open_keyring, open_recorder
from ledger.projections.lists import NomineeLists
from ledger.projections.parties import Parties
from ledger.projections.requests import Requests
from ledger.projections.settings import Settings as EditionSettings
from ledger.projections.timeline import Timeline
from ledger.projections.today import Today
from ledger.settings import Settings

assert topics.ALL  # noqa: S101 - importing it is what registers every topic  # nosec B101


CONSUMERS = (NomineeLists, Timeline, Parties, EditionSettings, Today, Requests)
"""What makes each read model, in the order in which `Services.views` has them."""


def _each(*chores: Callable[[], None]) -> Callable[[], None]:
    def do() -> None:
        for chore in chores:
            chore()

    return do


def clock() -> int:
    """The machine's clock in µs since 1970-01-01T00:00Z."""
    return time.time_ns() // 1000


@dataclass(frozen=True)
class Services:
    """One process's ledger: the log to write to, the read models to read from, and what keeps them at its head."""

    settings: Settings
    ledger: Ledger
    lists: View
    timeline: View
    parties: View
    editions: View
    today: View
    requests: View
    embedded: Embedded
    imports: ImportDesk
    access: AccessRecord

    @property
    def views(self) -> tuple[View, ...]:
        """All read models."""
        return (self.lists, self.timeline, self.parties, self.editions, self.today, self.requests)

    def start(self) -> None:
        """Keep the read models at the head from now on, in a thread of this process."""
        self.embedded.start()

    def shown(self, position: int, timeout_ms: float = 2000) -> bool:
        """Wait until every read model shows the act at `position`; False if one is behind."""
        self.embedded.nudge()
        return all(wait_for(view, position, timeout_ms) for view in self.views)

    def caught_up(self, timeout_ms: float = 60_000) -> bool:
        """Wait for the head of the log."""
        return self.shown(self.ledger.recorder.head()[0], timeout_ms)

    def close(self) -> None:
        """Stop the threads and let go of the databases."""
        self.imports.stop()
        self.embedded.stop()
        for view in self.views:
            view.storage.close()
        self.ledger.recorder.close()
        self.ledger.keyring.close()
        self.access.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def build(settings: Settings) -> Services:
    """Open the ledger that the settings name; creates what is missing. Raises SettingsError, Unavailable."""
    with ExitStack() as opened:
        recorder = open_recorder(settings.database, clock)
        opened.callback(recorder.close)
        # After the log, which alone knows whether there have to be keys.
        keyring = open_keyring(settings.data / "keys", recorder)
        opened.callback(keyring.close)
        storage: Storage = (
            SqliteStorage(settings.data / "views") if settings.is_embedded else PostgresStorage(settings.database)
        )
        opened.pop_all()
    mapper = EventMapper(keyring)
    files = Attachments(settings.data / "files", keyring)
    ledger = Ledger(recorder, mapper, keyring, files=files, clock=clock, new_id=uuid4)
    views = tuple(View(consumer(), storage, recorder, mapper.decode) for consumer in CONSUMERS)
    # The clock that the ledger has by then: the two are never of different days.
    access = open_access(settings.database, settings.data, lambda: ledger.clock())  # noqa: PLW0108
    embedded = Embedded(views, beside=_each(DailyHead(ledger, access), DailySweep(ledger)))
    ledger.after_save.append(lambda _receipt: embedded.nudge())
    lists, timeline, parties, editions, today, requests = views
    imports = ImportDesk(ledger, ReadBy(timeline, parties, lists), SentFiles(settings.data / "imports"))
    return Services(settings, ledger, lists, timeline, parties, editions, today, requests, embedded, imports, access)
