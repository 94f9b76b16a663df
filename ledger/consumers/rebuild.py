"""Building a version of a read model beside the live one, comparing, switching in one step, going back."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection

from ledger.consumers.comparing import Comparison, compare
from ledger.consumers.deriving import Deriving
from ledger.consumers.pace import headlong
from ledger.consumers.parked import hold
from ledger.consumers.position import BOOKKEEPING, look, place_at, start
from ledger.consumers.rows import Rows
from ledger.consumers.runner import catch_up
from ledger.consumers.storage import create_indexes, create_tables
from ledger.consumers.versions import Version, begun, find, finished, switched, undone
from ledger.consumers.views import View
from ledger.errors import Conflict

ROWS_AT_ONCE = 5000
ENTRIES_AT_ONCE = 5000


class Progress(NamedTuple):
    """Where a build stands; `done` of `total` entries of the log while reading, 0 of 0 in the other stages."""

    stage: str
    """reading · indexing · catching_up · comparing."""
    done: int = 0
    total: int = 0


Report = Callable[[Progress], None]


class Rebuilt(NamedTuple):
    """The version built, how it compares with the live one (None if there was none to compare with), and whether it is live now."""

    version: Version
    comparison: Comparison | None
    switched: bool


def quiet(_progress: Progress) -> None:
    """Report nothing."""


def rebuild(
    view: View, *, accept: bool = False, report: Report = quiet, pace: Callable[[], None] = headlong
) -> Rebuilt:
    """Build a version beside the live one, compare both at one position, and switch if they are equal or `accept` is set.

    A version that differs is kept for `switch` or `retire`. Without a live version of this code's revision there is nothing to compare.
    `pace` is called after every stream: `Courteous` in a process that also serves. Whatever `report` raises ends the build and leaves
    nothing behind. Conflict `rebuild_running` if another build is under way.
    """
    with view.storage.building(view.name):
        live = _comparable(view)
        version = _begin(view)
        try:
            _fill(view, version, view.place(live).position if live else view.log.head()[0], report, pace)
            comparison = _compare(view, live, version, report) if live else None
            report(Progress("catching_up"))
            catch_up(view, version=version)
            with view.storage.changing(view.name) as versions:
                versions[:] = finished(versions, version.number)
        except BaseException:
            # On a full disk the rows are the room that the registry needs to forget them.
            view.storage.drop(view.name, version.number)
            _discard(view, version.number)
            raise
    switching = comparison is None or comparison.equal or accept
    if switching:
        switch(view, version.number)
    return Rebuilt(find(view.storage.versions(view.name), view.name, version.number), comparison, switching)


def switch(view: View, number: int) -> None:
    """Make a complete version the live one, in one step; what was live before is kept for `undo`."""
    with view.storage.changing(view.name) as versions:
        versions[:] = switched(versions, view.name, number)


def undo(view: View) -> None:
    """Make the version live before the last switch live again, at once; it catches up by itself. Conflict `no_previous_version`."""
    with view.storage.changing(view.name) as versions:
        versions[:] = undone(versions, view.name, view.consumer.revision)


def retire(view: View, number: int) -> None:
    """Remove a version that is not live, with its rows. Conflict `version_live`, NotFound `version_missing`."""
    if find(view.storage.versions(view.name), view.name, number).state == "live":
        raise Conflict("version_live", consumer=view.name, version=number)
    _discard(view, number)


def give_up(view: View) -> None:
    """Remove the live version and all others of this code's revision: they are damaged or follow another log."""
    for version in view.storage.versions(view.name):
        if version.revision == view.consumer.revision and version.state != "building":
            _discard(view, version.number)


def _comparable(view: View) -> Version | None:
    """The live version brought to the log's head, None if there is none or it follows another log."""
    live = view.live()
    if live is not None:
        try:
            catch_up(view, version=live)
        except Conflict:
            return None
    return live


def _begin(view: View) -> Version:
    """Register a new version, and clear away what builds that died have left."""
    with view.storage.changing(view.name) as versions:
        left = [version for version in versions if version.state == "building"]
        after, new = begun(versions, view.consumer.revision)
        versions[:] = [version for version in after if version not in left]
    for version in left:
        view.storage.drop(view.name, version.number)
    return new


def _discard(view: View, number: int) -> None:
    with view.storage.changing(view.name) as versions:
        versions[:] = [version for version in versions if version.number != number]
    view.storage.drop(view.name, number)


def _fill(view: View, version: Version, head: int, report: Report, pace: Callable[[], None]) -> None:
    """Write the rows of all streams as they are at `head`, then the indexes, then the position."""
    with view.storage.filling(view.name, version.number) as connection:
        with connection.begin():
            create_tables(connection, BOOKKEEPING, view.consumer.metadata)
        _write_streams(view, connection, head, report, pace)
        report(Progress("indexing"))
        with connection.begin():
            create_indexes(connection, view.consumer.metadata)
            last = view.log.entries(head - 1, 1, head) if head else []
            start(connection, view.name, place_at(last, view.clock(), 0))


def _write_streams(view: View, connection: Connection, head: int, report: Report, pace: Callable[[], None]) -> None:
    deriving = Deriving(view.consumer, view.decode, Rows(view.consumer.metadata, view.storage.dialect))
    done = waiting = 0
    report(Progress("reading", 0, head))
    for entries in view.log.iter_streams(head):
        deriving.derive(entries)
        pace()
        done += len(entries)
        waiting += len(entries)
        if deriving.rows.count >= ROWS_AT_ONCE or waiting >= ENTRIES_AT_ONCE:
            _flush(view, connection, deriving)
            report(Progress("reading", done, head))
            waiting = 0
    _flush(view, connection, deriving)
    report(Progress("reading", done, head))


def _flush(view: View, connection: Connection, deriving: Deriving) -> None:
    with connection.begin():
        failed = deriving.failed | deriving.rows.write(view.storage, connection, fresh=True)
        hold(
            connection, {stream: (error, *deriving.spans[stream]) for stream, error in failed.items()}, {}, view.clock()
        )
    deriving.clear()


def _compare(view: View, live: Version, version: Version, report: Report) -> Comparison:
    """Bring the new version to where the live one stands now, and compare while the live one goes on elsewhere."""
    report(Progress("comparing"))
    with view.reading(live) as old:
        position = look(old, view.name).position
        catch_up(view, version=version, upto=position)
        with view.reading(version) as new:
            return compare(old, new, view.consumer.metadata)
