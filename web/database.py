"""Prepares a PostgreSQL database for roles that may no more than they need, and brings it up to date after an update.

`python -m web.database --owner postgresql://… --reader NAME`, installed as `awards-database`; `AWARDS_DATABASE` is the server's
own address. It may be called again at any time.
"""

from __future__ import annotations

from pathlib import Path

import click
from psycopg import Connection

from ledger.errors import SettingsError
from ledger.persistence.access_postgres import READINGS, create_access
from ledger.persistence.access_postgres import SCHEMA as ACCESS
from ledger.persistence.postgres_roles import (
    connected,
    grant,
    prepare_log,
    require_apart,
    show_views,
    start_over,
    take_over,
    whoever,
)
from ledger.running import run, say
from ledger.settings import Settings, load
from ledger.wording.catalogue import gettext as _
from web.accounts.store import SCHEMA, bring_up_to_date, postgres_engine


def prepare(settings: Settings, owner: str, reader: str = "") -> str:
    """Let the role of `owner` (an address) own log and accounts, the server's own use them, and `reader` read; the server's role.

    Raises SettingsError `prepare_postgres`, `other_database`, `no_such_role`, `roles_not_apart`, `role_not_its_own`,
    `database_url`, Unavailable `store_gone`; then nothing was changed that calling it again does not put right.
    """
    if settings.is_embedded:
        raise SettingsError("prepare_postgres")
    with connected(owner) as owning, connected(settings.database) as serving:
        (_owner, database), (app, served) = whoever(owning), whoever(serving)
        if database != served:
            raise SettingsError("other_database", owner=database, app=served)
        require_apart(owning, app, reader)
        prepare_log(owning, app, reader)
        _prepare_access(owning, app, reader)
        with owning.transaction():
            take_over(owning, SCHEMA)
        _migrate_accounts(owner)
        with owning.transaction():
            start_over(owning, SCHEMA, app, reader)
            tables = owning.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [SCHEMA]).fetchall()
            changed = tuple(name for (name,) in tables if name != "alembic_version")
            grant(owning, "SELECT, INSERT, UPDATE, DELETE", SCHEMA, changed, app)
            grant(owning, "SELECT", SCHEMA, ("alembic_version",), app)
        if reader:
            show_views(serving, reader)
    return app


def _prepare_access(owning: Connection, app: str, reader: str) -> None:
    """Who read what: the server's role adds to it, and cannot change it either."""
    with owning.transaction():
        take_over(owning, ACCESS)
    create_access(owning)
    with owning.transaction():
        start_over(owning, ACCESS, app, reader)
        grant(owning, "SELECT, INSERT", ACCESS, READINGS, app)


def _migrate_accounts(owner: str) -> None:
    engine = postgres_engine(owner)
    try:
        with engine.begin() as connection:
            bring_up_to_date(connection)
    finally:
        engine.dispose()


@click.command(
    epilog='Example: awards-database --owner postgresql://owner@db/awards, with AWARDS_DATABASE="postgresql://app@db/awards"'
)
@click.option(
    "--owner",
    envvar="AWARDS_OWNER",
    required=True,
    help="The database's address, with the role that is to own the log (or AWARDS_OWNER, which others on this machine do not see).",
)
@click.option("--reader", default="", help="A role that may read the log and the read models.")
@click.option("--data", type=click.Path(path_type=Path), default=None, help="The data folder (default: data).")
def database(owner: str, reader: str, data: Path | None) -> None:
    """Prepare the database that AWARDS_DATABASE names; the server of an earlier version is stopped first."""
    app = prepare(load(data=data), owner, reader)
    told = _("Prepared. %(app)s adds to the log and cannot change it") % {"app": app}
    say(f"{told}; {_('%(reader)s reads it') % {'reader': reader}}." if reader else f"{told}.")


def main() -> None:
    """Run the command."""
    run(database)


if __name__ == "__main__":
    main()
