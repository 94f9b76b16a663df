"""A file that was sent as it is proposed under four eyes, and whether it is still that file when somebody confirms it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from uuid import UUID

from ledger.application.ledger import Ledger
from ledger.application.proposable import Form
from ledger.domain.proposal import IMPORT
from ledger.domain.roster import under_four_eyes
from ledger.errors import NotFound, Refused
from ledger.importing.mapping_file import read_mapping, reviewed_path
from ledger.importing.sent_files import SentFile
from ledger.importing.sent_states import Checked
from ledger.importing.sent_work import mapping_digest


def digest_of(sent: SentFile) -> str:
    """One digest (`sha256:` and hex) of all that decides what an import records: the file, the chosen sheet, the mapping, the reviewed table."""
    table = reviewed_path(sent.mapping, read_mapping(sent.mapping))
    paths = [sent.source, sent.sheet, sent.mapping, *([table] if table else [])]
    told = "\n".join(map(_sha256, paths))
    return f"sha256:{hashlib.sha256(told.encode()).hexdigest()}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def show_of(ledger: Ledger, sent: SentFile) -> UUID | None:
    """The show that its mapping names, None where that is new."""
    return ledger.holder("show_address", read_mapping(sent.mapping).show.address)


def takes_two(ledger: Ledger, sent: SentFile) -> bool:
    """Whether it goes into a show under four eyes."""
    show = show_of(ledger, sent)
    return show is not None and under_four_eyes(event for _position, event in ledger.story(show))


def form_of(ledger: Ledger, sent: SentFile, command: str) -> Form:
    """The form that proposes to import the file as it was looked at: into its edition, where it is one that is there, else into the show.

    Raises Refused `nothing_checked` where the mapping is not the one that it was looked at with, NotFound `no_such_show`.
    """
    checked, show = sent.read("checked", Checked), show_of(ledger, sent)
    if checked is None or checked.mapping != mapping_digest(sent):
        raise Refused("nothing_checked")
    if show is None:
        raise NotFound("no_such_show", address=read_mapping(sent.mapping).show.address)
    with sent.hold():
        digest = digest_of(sent)
    editions = [address.partition("/")[2] for address, _name in checked.editions]
    edition = ledger.holder("edition_address", str(show), editions[0]) if len(editions) == 1 else None
    told = {
        "command": command,
        "file": str(sent.about.id),
        "name": sent.about.name,
        "sha256": sent.about.sha256,
        "mapping": checked.mapping,
        "digest": digest,
        "rows": checked.rows,
        "fresh": checked.nominations - checked.present,
        "present": checked.present,
        "refused": checked.refused_rows,
    }
    return Form(IMPORT, None, edition or show, told)
