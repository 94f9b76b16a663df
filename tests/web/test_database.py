"""Roles of the database: the log's owner sets up, the server adds, a reader reads; whatever else is tried, the server refuses."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import make_url

from ledger.__main__ import main as ledger_main
from ledger.bootstrap import build
from ledger.consumers.rebuild import rebuild
from ledger.demo.fill import fill_meridian
from ledger.errors import SettingsError
from ledger.persistence.access import Access
from ledger.persistence.store import open_recorder
from ledger.settings import Settings
from tests.persistence.logs import Clock as LogClock
from tests.support.accounts import HERE, PASSWORD, Clock, clock, email_of, make
from tests.support.postgres import server
from tests.support.roles import Roles, roles
from tests.support.services import follow
from tests.support.shared import ROOT
from web.accounts.opening import open_accounts
from web.accounts.sessions import FULL
from web.accounts.signing import sign_in
from web.database import main, prepare

__all__ = ["clock", "roles"]
pytestmark = [pytest.mark.server, pytest.mark.slow]
LOG = ("events", "appends", "claims", "key_set")
CHANGES = (
    *(f"UPDATE ledger.{table} SET {column} = {column}" for table, column in zip(LOG, ("topic", "n", "meant", "one"), strict=True)),
    *(f"{verb} ledger.{table}" for verb in ("DELETE FROM", "TRUNCATE", "DROP TABLE") for table in LOG),
    *(f"ALTER TABLE ledger.{table} DISABLE TRIGGER ALL" for table in LOG),
    *(f"ALTER TABLE ledger.{table} ADD COLUMN more text" for table in LOG),
    *(f"DROP TRIGGER refuse_change ON ledger.{table}" for table in LOG),
    *(f"LOCK TABLE ledger.{table} IN ACCESS EXCLUSIVE MODE" for table in LOG),
    *(f"CREATE TRIGGER mine BEFORE INSERT ON ledger.{table} EXECUTE FUNCTION ledger.refuse_change()" for table in LOG),
    *(f"CREATE RULE mine AS ON INSERT TO ledger.{table} DO INSTEAD NOTHING" for table in LOG),
    "CREATE OR REPLACE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "DROP FUNCTION ledger.refuse_change() CASCADE",
    "CREATE TABLE ledger.more (one integer)",
    "DROP TABLE ledger.saving",
    "DROP SCHEMA ledger CASCADE",
    "ALTER SCHEMA ledger RENAME TO former",
    "SET session_replication_role = replica",
    *(f"{verb} access.readings" for verb in ("DELETE FROM", "TRUNCATE", "DROP TABLE")),
    "UPDATE access.readings SET account = account",
    "ALTER TABLE access.readings DISABLE TRIGGER ALL",
    "DROP TRIGGER refuse_change ON access.readings",
    "CREATE OR REPLACE FUNCTION access.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "DROP SCHEMA access CASCADE",
)  # fmt: skip
"""What would change the log, who read what, or the guards of either."""
READERS_OWN = (
    *(f"INSERT INTO ledger.{table} SELECT * FROM ledger.{table}" for table in LOG),
    *(f"SELECT * FROM ledger.{table}" for table in ("claims", "key_set", "saving")),
    "LOCK TABLE ledger.saving IN EXCLUSIVE MODE",
    "SELECT * FROM accounts.account",
    "SELECT * FROM access.readings",
    "SELECT * FROM accounts.alembic_version",
    "DELETE FROM views.version",
    "DROP SCHEMA lists_v1 CASCADE",
    "UPDATE lists_v1.consumer_position SET position = 0",
    "CREATE SCHEMA mine",
    "CREATE TABLE public.mine (one integer)",
)
"""What only a reader may not."""


def refused(url: str, statements: tuple[str, ...]) -> dict[str, bool]:
    """Which statements the server refuses for want of the right."""
    found = {}
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            try:
                with connection.transaction(force_rollback=True):
                    connection.execute(statement.encode())
            except InsufficientPrivilege:
                found[statement] = True
            else:
                found[statement] = False
    return found


@pytest.fixture
def served(roles: Roles, tmp_path: Path, clock: Clock) -> Settings:
    """A prepared database that the server's role has filled, announced, followed and signed in to."""
    settings = Settings(tmp_path, roles.app)
    prepare(settings, roles.owner, roles.names[2])
    with build(settings) as built:
        fill_meridian(built.ledger)
        follow(built)
        built.access.append(
            Access("0" * 32, "organiser", "organiser", ("sealed_names",), "ledger", "", "audit.timeline")
        )
    opened = open_accounts(settings, clock, cheap=True)
    make(opened, "administrator", factor=False)
    assert sign_in(opened, email_of("administrator"), PASSWORD, HERE).stage == FULL
    opened.close()
    return settings


def test_server_role_does_all_its_work_and_can_change_nothing_of_the_log(served: Settings, roles: Roles) -> None:
    with build(served) as built:
        built_anew = [rebuild(view) for view in built.views]
        assert {one.comparison.equal for one in built_anew if one.comparison} == {True}
        before = built.ledger.recorder.head()
        assert before[0] > 0
    assert refused(roles.app, CHANGES) == dict.fromkeys(CHANGES, True)
    own = (
        "DROP TABLE accounts.account",
        "CREATE TABLE accounts.more (one integer)",
        "DELETE FROM accounts.alembic_version",
    )
    assert refused(roles.app, own) == dict.fromkeys(own, True)
    with build(served) as built:
        assert built.ledger.recorder.head() == before


def test_reader_reads_log_and_read_models_and_nothing_else(served: Settings, roles: Roles) -> None:
    with build(served) as built:
        # Of a version made after the database was prepared.
        number = rebuild(built.lists).version.number
    tables = ("ledger.events", "ledger.appends", "views.version", f"lists_v{number}.in_force")
    with psycopg.connect(roles.reader) as connection:
        rows = {table: connection.execute(f"SELECT count(*) > 0 FROM {table}".encode()).fetchone() for table in tables}
    assert rows == dict.fromkeys(tables, (True,))
    assert refused(roles.reader, CHANGES + READERS_OWN) == dict.fromkeys(CHANGES + READERS_OWN, True)


def test_owner_meets_the_triggers_as_well(served: Settings, roles: Roles) -> None:
    with psycopg.connect(roles.owner, autocommit=True) as connection:
        for table in LOG:
            with pytest.raises(psycopg.errors.RestrictViolation):
                connection.execute(f"DELETE FROM ledger.{table}".encode())


def test_preparing_again_changes_nothing(served: Settings, roles: Roles) -> None:
    with psycopg.connect(roles.operator) as connection:
        rights = (
            "SELECT n.nspname, c.relname, c.relacl::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
        )
        rights += "WHERE n.nspname IN ('ledger', 'accounts', 'views') ORDER BY 1, 2"
        before = connection.execute(rights.encode()).fetchall()
        prepare(served, roles.owner, roles.names[2])
        assert connection.execute(rights.encode()).fetchall() == before != []


def test_database_of_one_role_is_handed_to_an_owner_and_keeps_its_log(
    roles: Roles, tmp_path: Path, clock: Clock
) -> None:
    with psycopg.connect(roles.operator, autocommit=True) as connection:
        connection.execute(f"GRANT CREATE ON DATABASE {connection.info.dbname} TO {roles.names[1]}".encode())
    settings = Settings(tmp_path, roles.app)
    with build(settings) as built:
        fill_meridian(built.ledger)
        follow(built)
        head = built.ledger.recorder.head()
        assert built.ledger.recorder.owning_role() == roles.names[1]
    open_accounts(settings, clock, cheap=True).close()
    assert set(refused(roles.app, ("DROP TABLE ledger.events", "CREATE TABLE ledger.more (one integer)")).values()) == {
        False
    }
    with pytest.raises(SettingsError, match="role_not_its_own"):
        prepare(settings, roles.owner, roles.names[2])
    with psycopg.connect(roles.operator, autocommit=True) as connection:
        connection.execute(f"GRANT {roles.names[1]} TO {roles.names[0]}".encode())
    prepare(settings, roles.owner, roles.names[2])
    with build(settings) as built:
        assert built.ledger.recorder.head() == head
        assert built.ledger.recorder.owning_role() == ""
    assert refused(roles.app, CHANGES) == dict.fromkeys(CHANGES, True)


def test_log_that_awaits_its_owner_is_not_opened(served: Settings, roles: Roles) -> None:
    with psycopg.connect(roles.owner, autocommit=True) as connection:
        database = connection.info.dbname
        connection.execute(b"DROP TRIGGER refuse_change ON ledger.claims")
    with pytest.raises(SettingsError, match="database_unprepared"):
        open_recorder(roles.app, LogClock())
    prepare(served, roles.owner, roles.names[2])
    open_recorder(roles.app, LogClock()).close()
    for right in ("INSERT ON ledger.events", f"CREATE ON DATABASE {database}"):
        with psycopg.connect(roles.owner, autocommit=True) as connection:
            connection.execute(f"REVOKE {right} FROM {roles.names[1]}".encode())
        with pytest.raises(SettingsError, match="database_unprepared"):
            build(served)
        with psycopg.connect(roles.owner, autocommit=True) as connection:
            connection.execute(f"GRANT {right} TO {roles.names[1]}".encode())
    build(served).close()


def test_accounts_that_await_their_owner_are_not_opened(served: Settings, roles: Roles, clock: Clock) -> None:
    with psycopg.connect(roles.owner, autocommit=True) as connection:
        connection.execute(b"DROP SCHEMA accounts CASCADE; CREATE SCHEMA accounts")
    with pytest.raises(SettingsError, match="database_unprepared"):
        open_accounts(served, clock, cheap=True)
    prepare(served, roles.owner, roles.names[2])
    open_accounts(served, clock, cheap=True).close()


@pytest.mark.parametrize(
    "which, code",
    [
        ("sqlite", "prepare_postgres"),
        ("same", "roles_not_apart"),
        ("missing", "no_such_role"),
        ("elsewhere", "other_database"),
    ],
)
def test_what_cannot_be_prepared_is_said_and_changes_nothing(
    roles: Roles, tmp_path: Path, which: str, code: str
) -> None:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path}/ledger.db" if which == "sqlite" else roles.app)
    elsewhere = make_url(roles.owner).set(database="postgres").render_as_string()
    owner = {"same": roles.app, "elsewhere": elsewhere}.get(which, roles.owner)
    with pytest.raises(SettingsError, match=code):
        prepare(settings, owner, "nobody_of_this_name" if which == "missing" else roles.names[2])
    with psycopg.connect(roles.operator) as connection:
        assert connection.execute("SELECT to_regnamespace('ledger'), to_regnamespace('accounts')").fetchone() == (
            None,
            None,
        )


def test_status_says_which_role_could_change_the_log(
    roles: Roles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(roles.operator, autocommit=True) as connection:
        connection.execute(f"GRANT CREATE ON DATABASE {connection.info.dbname} TO {roles.names[1]}".encode())
        connection.execute(f"GRANT {roles.names[1]} TO {roles.names[0]}".encode())
    settings = Settings(tmp_path, roles.app)
    build(settings).close()
    monkeypatch.setenv("AWARDS_DATABASE", roles.app)

    def status(*options: str) -> str:
        monkeypatch.setattr(sys, "argv", ["awards-ledger", "--data", str(tmp_path), "status", *options])
        with pytest.raises(SystemExit) as ended:
            ledger_main()
        assert not ended.value.code
        return " ".join(capsys.readouterr().out.split())

    assert f"The database role {roles.names[1]} owns the log, so it could also change it." in status()
    assert f'"owning_role": "{roles.names[1]}"' in status("--json")
    prepare(settings, roles.owner)
    assert "could also change it" not in status()
    assert '"owning_role": ""' in status("--json")


def test_command_prepares_and_says_so(
    roles: Roles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWARDS_DATABASE", roles.app)
    told = ["--data", str(tmp_path), "--owner", roles.owner, "--reader", roles.names[2]]
    monkeypatch.setattr(sys, "argv", ["database", *told])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    assert capsys.readouterr().out == (
        f"Prepared. {roles.names[1]} adds to the log and cannot change it; {roles.names[2]} reads it.\n"
    )


def test_guide_makes_roles_that_the_command_is_content_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = (ROOT / "docs" / "database.md").read_text(encoding="utf-8")
    statements = re.findall(r"(?m)^(CREATE .+);$", guide)
    typed = re.search(r'web\.database --owner "postgresql://(\w+)@\S+/(\w+)" --reader (\w+)', guide)
    assert typed is not None
    assert len(statements) == 4
    owner, database, reader = typed.groups()
    operator = str(server().get_uri())
    with psycopg.connect(operator, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
    try:
        app = re.findall(r'AWARDS_DATABASE="postgresql://(\w+)@', guide)
        address = str(server().get_uri(database))
        monkeypatch.setenv("AWARDS_DATABASE", address.replace("postgres:@", f"{app[0]}@"))
        told = ["--data", str(tmp_path), "--owner", address.replace("postgres:@", f"{owner}@"), "--reader", reader]
        monkeypatch.setattr(sys, "argv", ["database", *told])
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code, capsys.readouterr()
    finally:
        with psycopg.connect(operator, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {database} WITH (FORCE)".encode())
            for role in re.findall(r"CREATE ROLE (\w+)", guide):
                connection.execute(f"DROP ROLE {role}".encode())
