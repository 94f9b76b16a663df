"""Which of the files that were sent somebody sees: their own, those imported into shows of theirs alone, and those proposed on one of these."""

from __future__ import annotations

from uuid import UUID

from flask import g

from ledger.application.proposals import proposal_in, typed_in
from ledger.domain.proposal import CONFIRMED, IMPORT, OPEN, Made, Proposal
from ledger.errors import NotFound, Refused
from ledger.importing.sent_files import SentFile
from ledger.importing.sent_states import Result
from ledger.importing.sent_work import mapping_digest
from ledger.projections.proposals import proposed_by
from ledger.projections.shows import every_show, show_by_id
from web.people import current, services
from web.sight import reads_proposal, sight


def sees_file(sent: SentFile) -> bool:
    """Whether the person sees it."""
    seen, person = sight(), current()
    if seen is None or (person is not None and sent.about.sent_by == person.id) or proposals_of(sent):
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


def proposals_of(sent: SentFile) -> list[Proposal]:
    """What is proposed, or was confirmed, of a file with the mapping that it has now, on shows of the person; the newest first."""
    found = _proposed().get(str(sent.about.id), [])
    if not found or not sent.mapping.exists():
        return []
    mapping = mapping_digest(sent)
    return [one for one in found if typed_in(one.made).get("mapping") == mapping]


def waiting_of(sent: SentFile) -> Proposal | None:
    """The proposal to import the file that waits for a second person."""
    return next((one for one in proposals_of(sent) if one.state == OPEN), None)


def confirmed_of(sent: SentFile) -> Proposal | None:
    """The proposal to import the file that the person confirmed: its import may go on."""
    person = current()
    return next(
        (one for one in proposals_of(sent) if one.end is not None and person and one.end.by.actor == person.id), None
    )


def proposal_href(found: Proposal | None) -> str | None:
    """The page of a proposal."""
    show = show_by_id(services().lists, found.made.show.hex) if found else None
    return f"/desk/{show['address']}/proposals/{found.made.originator_id}" if found and show else None


def file_proposed(made: Made) -> SentFile:
    """The file that a proposal names. Raises Refused `proposal_erased`, `import_not_as_proposed` where it is gone or mapped otherwise."""
    typed = typed_in(made)
    if not typed:
        raise Refused("proposal_erased")
    try:
        sent = services().imports.files.find(UUID(typed["file"]))
    except NotFound:
        raise Refused("import_not_as_proposed") from None
    if sent.about.sha256 != typed["sha256"] or not sent.mapping.exists() or mapping_digest(sent) != typed["mapping"]:
        raise Refused("import_not_as_proposed")
    return sent


def _proposed() -> dict[str, list[Proposal]]:
    """By the id of their file the proposals that wait or were confirmed on shows of the person; looked up once for an answer."""
    if "files_proposed" not in g:
        seen, ledger = sight(), services().ledger
        listed = proposed_by(services().today, IMPORT, None if seen is None else seen.shows)
        ledger.stories([UUID(hex=one.subject) for one in listed])
        g.files_proposed = {}
        for found in (proposal_in(ledger, UUID(hex=one.subject)) for one in listed):
            if found.state in (OPEN, CONFIRMED) and reads_proposal(found.made):
                g.files_proposed.setdefault(str(typed_in(found.made).get("file")), []).append(found)
    by_file: dict[str, list[Proposal]] = g.files_proposed
    return by_file
