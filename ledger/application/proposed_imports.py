"""An import as it is proposed under four eyes: which file, by its digest, and how many rows; never the rows (decision 16)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.four_eyes import Concerned, Proposing
from ledger.application.ledger import Ledger
from ledger.application.roles import require
from ledger.application.roster import check_may
from ledger.domain.edition import Opened
from ledger.domain.show import Established
from ledger.domain.values import Provenance
from ledger.errors import NotFound, Refused
from ledger.schemas.commands import load
from ledger.schemas.proposals import ImportForm


def about_import(ledger: Ledger, subject: UUID) -> Concerned:
    """The show, and the edition if it is one, that a file is imported into. Raises NotFound `no_such_stream`."""
    first = ledger.story(subject)[0][1]
    if isinstance(first, Opened):
        return Concerned(frozenset({first.show}), frozenset({subject}))
    if isinstance(first, Established):
        return Concerned(frozenset({subject}), frozenset())
    raise NotFound("no_such_stream", stream=str(subject))


def decide_import(ledger: Ledger, by: Provenance, subject: UUID, typed: Mapping[str, Any]) -> Draft:
    """Look at what is proposed; a draft without acts, since an import comes in over many appends of its own.

    Raises NotAllowed, Invalid, Refused `import_adds_nothing`, and `four_eyes_import` where somebody would confirm it without the file.
    """
    if not isinstance(by, Proposing):
        raise Refused("four_eyes_import")
    data, draft = load(ImportForm(), typed), Draft(by)
    (show,) = about_import(ledger, subject).shows
    # Whoever only proposes is told by no file which rows the ledger knows, results among them: this takes the power itself.
    require(by.role, "import")
    check_may(ledger, draft, "import", show)
    if not data["fresh"]:
        raise Refused("import_adds_nothing")
    return draft
