"""Whether the files of documents are what the log says: every one is there, and its bytes are those that its digest is of."""

from __future__ import annotations

from typing import NamedTuple

from ledger.application.document_parts import filed_documents
from ledger.application.ledger import Ledger
from ledger.persistence.attachments import WHOLE
from ledger.wording.documents import say_files, say_wrong_file


class FilesChecked(NamedTuple):
    """How many files the log names, how many are wrong, and the first of these: its document (id), its number there, missing · altered."""

    files: int = 0
    wrong: int = 0
    first_document: str = ""
    first_part: int = 0
    first_state: str = ""

    @property
    def agrees(self) -> bool:
        """Whether every file is whole."""
        return not self.wrong

    def lines(self) -> list[str]:
        """The result in sentences; nothing where no document is filed."""
        if not self.files:
            return []
        if self.agrees:
            return [say_files(self.files)]
        return [say_wrong_file(self.wrong, self.first_document, self.first_part, self.first_state)]


def check_files(ledger: Ledger) -> FilesChecked:
    """Read every file that the log names, in constant memory; also those of which nobody has the key any more."""
    found = FilesChecked()
    for document in filed_documents(ledger):
        for number, part in enumerate(document.parts, 1):
            found = found._replace(files=found.files + 1)
            if (state := ledger.files.state(part.digest)) == WHOLE:
                continue
            found = found._replace(wrong=found.wrong + 1)
            if found.wrong == 1:
                found = found._replace(first_document=str(document.id), first_part=number, first_state=state)
    return found
