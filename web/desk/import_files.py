"""Which of the files that were sent somebody sees: their own, and those that were imported into shows of theirs alone."""

from __future__ import annotations

from uuid import UUID

from ledger.errors import NotFound
from ledger.importing.sent_files import SentFile
from ledger.importing.sent_states import Result
from ledger.projections.shows import every_show
from web.people import current, services
from web.sight import sight


def sees_file(sent: SentFile) -> bool:
    """Whether the person sees it."""
    seen, person = sight(), current()
    if seen is None or (person is not None and sent.about.sent_by == person.id):
        return True
    result = sent.read("result", Result)
    if result is None:
        return False
    own = {show["address"] for show in every_show(services().lists) if show["id"] in seen.shows}
    return {address.partition("/")[0] for address, _name in result.editions} <= own


def find_file(given: UUID) -> SentFile:
    """One of those that the person sees. Raises NotFound, as of one that is not there."""
    sent = services().imports.files.find(given)
    if not sees_file(sent):
        raise NotFound("no_such_import")
    return sent
