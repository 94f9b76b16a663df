"""A file that was sent and checked, as it comes in: by one person, or under four eyes by whoever confirms that another proposed it."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple
from uuid import UUID

from ledger.application.confirmed_imports import confirm_in, digest_to_import
from ledger.application.four_eyes import confirming
from ledger.application.ledger import Ledger
from ledger.application.proposals import proposal_in
from ledger.application.reading_rights import ReadBy, records_seen
from ledger.application.roles import require
from ledger.domain.proposal import OPEN
from ledger.domain.values import Personal, Provenance
from ledger.errors import Conflict, Refused
from ledger.importing.checking import Report
from ledger.importing.command import Imported, import_file
from ledger.importing.proposed_files import digest_of
from ledger.importing.sent_files import SentFile
from ledger.importing.sent_states import Checked, Result
from ledger.importing.sent_work import check_marks, mapping_digest
from ledger.importing.writer import CHOSEN, Author
from ledger.persistence.log import ClaimTaken

ATTEMPTS = 5
"""How often an import goes on after somebody else recorded something on its edition at the same time."""


class Asked(NamedTuple):
    """Who asked for an import (id, name, role), and under four eyes which proposal they confirm by it."""

    person: tuple[UUID, str, str]
    proposal: UUID | None = None


def import_sent(ledger: Ledger, read: ReadBy, sent: SentFile, asked: Asked, report: Report) -> None:
    """Import what was checked, as the person who asked for it, with what they find in the read models at each append.

    Where somebody records something on the same edition at the same time it goes on from there. Raises NotAllowed,
    Refused `nothing_checked` where the mapping is not the one that was checked, `import_not_as_proposed`, `import_adds_nothing`
    where that was proposed, and as `digest_to_import` and `import_file` do.
    """
    require(asked.person[2], "import")
    checked = sent.read("checked", Checked)
    if checked is None or checked.mapping != mapping_digest(sent):
        raise Refused("nothing_checked")
    check_marks(sent)
    author = _author(ledger, read, sent, asked)
    for left in reversed(range(ATTEMPTS)):
        try:
            done = import_file(ledger, sent.sheet, sent.mapping, report=report, fates=sent.next_fates(), author=author)
        except (Conflict, ClaimTaken):
            # An id that another import claimed meanwhile is looked up anew as well.
            if not left:
                raise
        else:
            break
    if asked.proposal is not None and proposal_in(ledger, asked.proposal).state == OPEN:
        # No append confirmed it: all of it came in otherwise meanwhile.
        raise Refused("import_adds_nothing")
    sent.write("result", _result(done, checked))


def _author(ledger: Ledger, read: ReadBy, sent: SentFile, asked: Asked) -> Author:
    """Whose import it is. Raises as `import_sent` where it is not what was proposed."""
    (actor, name, role), proposal = asked

    def provenance() -> Provenance:
        by = Provenance(actor=actor, name=Personal(actor, name), role=role, command=ledger.new_id(), via="import")
        return by if made is None else confirming(by, made.act_name)

    made = None if proposal is None else proposal_in(ledger, proposal).made

    seen = partial(records_seen, ledger, read, actor, role)
    if proposal is None:
        return Author(provenance, seen)
    digest = digest_to_import(ledger, provenance(), proposal)
    if digest != digest_of(sent):
        raise Refused("import_not_as_proposed")
    return Author(provenance, seen, lambda draft: confirm_in(ledger, draft, proposal, digest))


def _result(done: Imported, checked: Checked) -> Result:
    counts = (done.rows, done.written.nominations, done.written.present, done.refused)
    entered = tuple((address, tuple(acts)) for address, acts in done.written.entered.items() if len(acts) <= CHOSEN)
    return Result(*counts, checked.is_announced, checked.editions, entered)
