"""Where the accounts are kept: `accounts.db` beside the log, or the schema `accounts` of its database."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from ledger.errors import SettingsError, Unavailable
from ledger.persistence.secret_files import FILE_MODE
from ledger.settings import Settings, refuse_readable

MIGRATIONS = Path(__file__).parent / "migrations"
SCHEMA = "accounts"
LOCK = 0x6163636F756E7473
"""The advisory lock under which one process at a time brings the tables up to date: "accounts". Units that write take the next."""
_IS_THERE = text("SELECT to_regnamespace(:name) IS NOT NULL")
_ALONE = text("SELECT pg_advisory_xact_lock(:lock)")


class Store:
    """The accounts' database. One unit of work at a time in a thread; each is whole or has not been."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(reading=True)
        self.session = scoped_session(sessionmaker(expire_on_commit=False))
        try:
            with _translated(), engine.begin() as connection:
                bring_up_to_date(connection)
        except BaseException:
            engine.dispose()
            raise
        path = engine.url.database if engine.dialect.name == "sqlite" else None
        # A connection that never writes is told of all that others did.
        self._watch = sqlite3.connect(path, check_same_thread=False) if path else None
        self._watching = Lock()
        self.kept: dict[bytes, tuple[object, Any]] = {}
        """What rests on the rows as they were at a mark."""

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A unit of work that may write, alone from its beginning."""
        with self._unit(self._engine) as session:
            if self._engine.dialect.name == "postgresql":
                # As SQLite has it: what was read stays so until it is written. There are few writes, and short ones.
                session.execute(_ALONE, {"lock": LOCK + 1})
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A unit of work that only reads."""
        with self._unit(self._reading) as session:
            yield session

    @contextmanager
    def _unit(self, bind: Engine) -> Iterator[Session]:
        session = self.session(bind=bind)
        try:
            with _translated(), session.begin():
                yield session
        finally:
            self.session.remove()

    def mark(self) -> object | None:
        """Changes with whatever anybody writes, in any process; None where that is not told without asking for the rows."""
        if self._watch is None:
            return None
        with self._watching:
            told: object = self._watch.execute("PRAGMA data_version").fetchone()
        return told

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
        if self._watch is not None:
            self._watch.close()


def open_store(settings: Settings) -> Store:
    """The accounts' store of a ledger; makes what is missing. Raises SettingsError `others_can_read`, Unavailable."""
    if settings.is_embedded:
        return Store(_sqlite(settings.data / "accounts.db"))
    return Store(postgres_engine(settings.database))


def postgres_engine(url: str) -> Engine:
    """The schema of the accounts in the database at this address."""
    driven = make_url(url).set(drivername="postgresql+psycopg")
    return create_engine(
        driven, pool_pre_ping=True, hide_parameters=True, connect_args={"options": f"-csearch_path={SCHEMA}"}
    )


def _sqlite(path: Path) -> Engine:
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, FILE_MODE))
    refuse_readable(path)
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True, connect_args={"timeout": 5})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # Transactions begin where we say, not with the first change: two that read first would refuse each other.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables that are missing, and change those of an earlier version. Raises SettingsError `database_unprepared`."""
    if connection.dialect.name == "postgresql":
        connection.execute(_ALONE, {"lock": LOCK})
        try:
            if not connection.execute(_IS_THERE, {"name": SCHEMA}).scalar_one():
                connection.execute(text(f"CREATE SCHEMA {SCHEMA}"))
            _migrate(connection)
        except ProgrammingError as error:
            if type(error.orig).__name__ in ("InsufficientPrivilege", "InvalidSchemaName"):
                raise SettingsError("database_unprepared") from error
            raise
    else:
        _migrate(connection)


def _migrate(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def _translated() -> Iterator[None]:
    """What the database cannot do now, in the ledger's words."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, Exception) and type(error.orig).__name__ == "OperationalError":
            raise Unavailable("accounts_busy") from error
        raise
