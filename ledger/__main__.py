"""The command line: `python -m ledger`, installed as `awards-ledger`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from ledger.application.list_read import record_list
from ledger.bootstrap import CONSUMERS, Services, build
from ledger.checks.access_chain import verify
from ledger.checks.documents import check_files
from ledger.checks.reconcile import reconcile as reconcile_views
from ledger.consumers.lag import lag
from ledger.consumers.rebuild import Progress as Stage
from ledger.consumers.rebuild import rebuild as rebuild_view
from ledger.consumers.runner import catch_up
from ledger.domain.times import FOREVER, moment_of
from ledger.errors import NotFound
from ledger.importing.command import OPERATOR, import_file
from ledger.persistence.log import LogEntry
from ledger.projections.list_text import list_lines
from ledger.projections.nominees import Asked, find_edition, nominee_list
from ledger.running import run, say, say_json, say_line_of_json, say_table
from ledger.settings import load
from ledger.wording.catalogue import gettext as _
from ledger.wording.times import say_instant

TOLERATED_SECONDS = 60
"""How far clocks of machines that share a log may differ without a word."""


@click.group(epilog="Example: awards-ledger list meridian/12 --reading force --at 2026-10-14")
@click.option("--data", type=click.Path(path_type=Path), default=None, help="The data folder (default: data).")
@click.pass_context
def cli(context: click.Context, data: Path | None) -> None:
    """Nominations, withdrawals and invitations as a log that can be checked."""
    context.obj = lambda existing: build(load(data=data, existing=existing))


def _opened(context: click.Context, *, existing: bool = True) -> Services:
    """The ledger that is meant; a folder mistyped is no new ledger, but where a command would fill one (`existing` False)."""
    make: Callable[[bool], Services] = context.obj
    services = make(existing)
    context.call_on_close(services.close)
    return services


def _services(context: click.Context, *, existing: bool = True) -> Services:
    """The same, with every read model at the head of the log."""
    services = _opened(context, existing=existing)
    _follow(services)
    return services


def _follow(services: Services) -> None:
    """Bring every read model to the head of the log."""
    for view in services.views:
        if view.live() is None:
            rebuild_view(view)
        else:
            catch_up(view)


@cli.command("import", epilog="Example: awards-ledger import nominations.tsv --mapping examples/academy/mapping.toml")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", type=click.Path(path_type=Path), required=True, help="How the columns are to be read.")
@click.option(
    "--fates", type=click.Path(path_type=Path), default=None, help="A new file that tells what became of each row."
)
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
@click.pass_context
def import_command(context: click.Context, file: Path, mapping: Path, fates: Path | None, *, as_json: bool) -> None:
    """Import a spreadsheet (CSV, TSV). The same file twice adds nothing."""
    services = _services(context, existing=False)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("importing", total=None)
        result = import_file(
            services.ledger,
            file,
            mapping,
            report=lambda done, total: bar.update(task, completed=done, total=total),
            fates=fates,
        )
        # Whoever looks at a list once this has ended finds in it what was imported, with or without a server.
        bar.update(task, description="showing", total=None)
        _follow(services)
    if as_json:
        say_json(result.view())
    else:
        say(*result.lines())
    context.exit(0 if not result.refused else 1)


@cli.command("log", epilog="Example: awards-ledger log --after 1200 | head")
@click.option("--after", default=0, show_default=True, help="Begin after this position.")
@click.option("--limit", type=int, default=None, help="At most so many events.")
@click.pass_context
def log_command(context: click.Context, after: int, limit: int | None) -> None:
    """The events as JSON lines, in the order of the log."""
    services = _opened(context)
    shown = 0
    while limit is None or shown < limit:
        entries = services.ledger.recorder.entries(after, min(1000, (limit or 1000) - shown) if limit else 1000)
        if not entries:
            return
        for entry in entries:
            say_line_of_json(_line(entry))
        shown += len(entries)
        after = entries[-1].position


def _line(entry: LogEntry) -> str:
    """One event as it is stored; sealed texts stay sealed."""
    return msgspec.json.encode(
        {
            "position": entry.position,
            "act": f"{entry.originator_id}@{entry.originator_version}",
            "topic": entry.topic,
            "recorded_at": entry.recorded_at,
            "command": str(entry.command) if entry.command else None,
            "state": msgspec.Raw(entry.state),
        }
    ).decode()


@cli.command("list", epilog="Example: awards-ledger list academy/29 --at 1958")
@click.argument("edition")
@click.option("--reading", type=click.Choice(["announced", "force", "known"]), default="announced", show_default=True)
@click.option("--at", default=None, help="The moment: a day, an instant, a year.")
@click.option("--position", type=int, default=None, help="As known at this position of the log.")
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
@click.pass_context
def list_command(
    context: click.Context, edition: str, reading: str, at: str | None, position: int | None, *, as_json: bool
) -> None:
    """The nominee list of EDITION, given as show/edition."""
    services = _services(context)
    show, _, address = edition.partition("/")
    if not address:
        raise NotFound("no_such_edition", address=edition)
    found = find_edition(services.lists, show, address)
    moment = moment_of(at, found.edition["zone"]) if at else services.ledger.now()
    known = FOREVER if position is None else position
    asked = Asked(reading, moment, known, at)
    view = nominee_list(services.lists, show, address, asked)
    record_list(services.ledger, services.access, OPERATOR, view)
    if as_json:
        say_json(view)
        return
    for line in list_lines(view):
        say(line)


@cli.command("status", epilog="Example: awards-ledger status --json")
@click.option("--json", "as_json", is_flag=True, help="The status as JSON.")
@click.pass_context
def status_command(context: click.Context, *, as_json: bool) -> None:
    """Where the log ends and how far each read model has followed it."""
    services = _opened(context)
    lags = [lag(view) for view in services.views]
    head, newest = services.ledger.recorder.head()
    read = verify(services.ledger, services.access)
    ahead = max(0, newest - services.ledger.clock()) // 1_000_000
    if as_json:
        say_json(
            {
                "head": head,
                "clock_behind_seconds": ahead,
                "owning_role": services.ledger.recorder.owning_role(),
                "consumers": [one._asdict() for one in lags],
                "access": read.view(),
            }
        )
        return
    say_table(
        f"{head} acts in the log",
        ("read model", "version", "position", "behind", "parked"),
        [(one.consumer, one.version or "none yet", one.position, one.events, one.parked) for one in lags],
    )
    say(f"Who read what is confidential: {read.text()}")
    if owning := services.ledger.recorder.owning_role():
        say(
            _(
                "The database role %(role)s owns the log, so it could also change it. docs/database.md tells how to give the server less."
            )
            % {"role": owning}
        )
    if ahead > TOLERATED_SECONDS:
        say(
            f"The newest act was recorded at {say_instant(newest, 'UTC', 'second')}, which this machine’s clock has not reached: "
            "one of the two is wrong. Until it does, everything counts as if it were that time."
        )


@cli.command("rebuild", epilog="Example: awards-ledger rebuild lists")
@click.argument("name", type=click.Choice([one.name for one in CONSUMERS]), required=False)
@click.pass_context
def rebuild_command(context: click.Context, name: str | None) -> None:
    """Build the read models anew beside the live ones, compare row by row, and switch if they are equal."""
    services = _services(context)
    different = False
    for view in services.views:
        if name and view.name != name:
            continue
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(view.name, total=None)

            def report(stage: Stage, bar: Progress = bar, task: Any = task, name: str = view.name) -> None:
                bar.update(task, description=f"{name}: {stage.stage}", completed=stage.done, total=stage.total or None)

            built = rebuild_view(view, report=report)
        same = built.comparison is None or built.comparison.equal
        different = different or not same
        say(
            f"{view.name}: version {built.version.number} "
            + ("equals the live one; switched" if same else "differs; kept beside")
        )
    context.exit(1 if different else 0)


@cli.command("reconcile", epilog="Example: awards-ledger --data data reconcile && echo agrees")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
@click.pass_context
def reconcile_command(context: click.Context, *, as_json: bool) -> None:
    """Compare the current rows with a fold of the log, and the files of documents with what it says of them."""
    services = _services(context)
    compared = {
        view.name: reconcile_views(view, services.ledger.recorder, services.ledger.mapper)
        for view in (services.lists, services.editions, services.today)
    }
    first_wrong = next((one for one in compared.values() if not one.agrees), None)
    result = first_wrong or compared[services.lists.name]
    files = check_files(services.ledger)
    if as_json:
        say_json({**result._asdict(), "files": files._asdict()})
    else:
        say(*result.lines(), *files.lines())
    context.exit(0 if result.agrees and files.agrees else 1)


@cli.group("access")
def access_group() -> None:
    """Who read what is confidential."""


@access_group.command("verify", epilog="Example: awards-ledger --data data access verify && echo whole")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
@click.pass_context
def verify_command(context: click.Context, *, as_json: bool) -> None:
    """Make every hash of the access record again, and compare it with the heads in the log; says the first reading that does not hold."""
    services = _opened(context)
    found = verify(services.ledger, services.access)
    if as_json:
        say_json(found.view())
    else:
        say(found.text())
    context.exit(0 if found.is_whole else 1)


def main() -> None:
    """Run the command line."""
    run(cli)


if __name__ == "__main__":
    main()
