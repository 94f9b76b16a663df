"""Turns the rows of a spreadsheet into nominations, by what its mapping says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from ledger.importing.answers import Answers
from ledger.importing.credits import parties_of, works_of
from ledger.importing.editions import Editions
from ledger.importing.entries import ImportedEdition, ImportedNomination, ImportedParty, ImportedWork
from ledger.importing.grouping import Group, groups_of
from ledger.importing.problems import Findings
from ledger.importing.reader import read_rows
from ledger.importing.reviewed import ReviewedTable
from ledger.schemas.entering import names_something
from ledger.schemas.mapping_values import SheetMapping

_JSON = msgspec.json.Encoder()
"""With texts alone, and keys in their order, this is RFC 8785; a test compares it with a full implementation."""


BATCH = 500
"""Nominations whose keys are made durable together: that costs as much for a thousand as for a few."""


def read_nominations(
    path: Path, mapping: SheetMapping, reviewed: ReviewedTable, findings: Findings
) -> Iterator[tuple[Group, ImportedNomination | None]]:
    """Each group of rows in the order of the file, with its nomination, or None where it was refused.

    Once all have been read, `reviewed.unsettled()` is complete. Raises as `read_rows` does.
    """
    maker = _Maker(mapping, reviewed, findings)
    for group in groups_of(read_rows(path, mapping, findings), mapping, findings):
        yield group, maker.nomination(group)


class _Maker:
    def __init__(self, mapping: SheetMapping, reviewed: ReviewedTable, findings: Findings) -> None:
        self.mapping = mapping
        self.reviewed = reviewed
        self.findings = findings
        self.answers = Answers(findings)
        self.editions = Editions(mapping, self.answers)
        self.seen: dict[bytes, int] = {}
        winner = mapping.winner
        self.results = dict.fromkeys(winner.not_won, False) | dict.fromkeys(winner.won, True) if winner else {}

    def nomination(self, group: Group) -> ImportedNomination | None:
        """The nomination of a group, None if it was refused: a row that is refused takes the others of its group with it."""
        made = self._made(group)
        broken = self.findings.first_refused(group.numbers)
        for row in group.numbers if broken else ():
            if not self.findings.is_refused(row):
                self.findings.refuse(row, None, "group_broken", other=broken)
        return made

    def _made(self, group: Group) -> ImportedNomination | None:
        """As `nomination`; every problem of the group is told, not only the first."""
        outcomes = {self.reviewed.outcome(group.first.number, row.cells) for row in group.rows}
        if not group.sound:
            return None
        row, cells = group.first.number, group.first.cells
        edition = self.editions.edition(row, cells, self.findings)
        category = self.editions.category(row, cells, edition, self.findings) if edition else None
        won = self._won(group)
        works = _merged(works_of(one, self.mapping.works, self.answers, self.findings) for one in group.rows)
        parties = _joined(parties_of(one, self.mapping.people, self.answers, self.findings) for one in group.rows)
        texts = self._texts(group)
        if edition is None or category is None or won is None or works is None or parties is None:
            return None
        if len(outcomes) > 1:
            self.findings.refuse(row, None, "outcomes_differ", rows=group.numbers)
        if self.findings.first_refused(group.numbers):
            return None
        made = ImportedNomination(
            rows=group.numbers,
            edition=edition,
            category=category,
            works=works,
            parties=parties,
            won=won,
            outcome=outcomes.pop(),
            canonical=self._canonical(group),
            **texts,
        )
        return made if self._says_something(made) and self._is_new(made) else None

    def _canonical(self, group: Group) -> bytes:
        """What tells the row from others; where no column names the edition, with the address of the one that all belong to."""
        one = self.mapping.one_edition
        return canonical(group) if one is None else b"[%b,%b]" % (_JSON.encode(one.address), canonical(group))

    def _texts(self, group: Group) -> dict[str, Any]:
        """The free texts of a nomination by their names there."""
        texts, answers, row = self.mapping.texts, self.answers, group.first.number
        details = group.parts(texts.detail, texts.detail_separator).items()
        notes = "\n".join(group.parts(texts.note, texts.note_separator))
        return {
            "credit_line": answers.read(answers.credit_line, row, texts.credit_line, group.text(texts.credit_line)),
            "details": tuple(answers.read(answers.detail, at, texts.detail, detail) for detail, at in details),
            "citation": answers.read(answers.citation, row, texts.citation, group.text(texts.citation)),
            "note": answers.read(answers.note, row, texts.note, notes),
        }

    def _won(self, group: Group) -> bool | None:
        winner = self.mapping.winner
        if winner is None:
            return False
        value = group.first.cells[winner.column].strip()
        if value not in self.results:
            allowed = (*winner.won, *(word for word in winner.not_won if word))
            self.findings.refuse(group.first.number, winner.column, "not_a_result", value=value[:40], allowed=allowed)
        return self.results.get(value)

    def _says_something(self, made: ImportedNomination) -> bool:
        if names_something(made.works, made.parties, made.credit_line, made.citation):
            return True
        self.findings.refuse(made.row, None, "nothing_named")
        return False

    def _is_new(self, made: ImportedNomination) -> bool:
        first = self.seen.setdefault(blake2b(made.canonical, digest_size=16).digest(), made.row)
        if first == made.row:
            return True
        self.findings.note(made.row, None, "same_as_row", other=first)
        return False


def canonical(group: Group) -> bytes:
    """The filled cells that were read, as canonical JSON (RFC 8785); of several rows a list, in an order of its own."""
    rows = [_JSON.encode({name: cell for name, cell in row.cells.items() if cell}) for row in group.rows]
    return rows[0] if len(rows) == 1 else b"[%b]" % b",".join(sorted(rows))


def _merged(found: Iterable[tuple[ImportedWork, ...] | None]) -> tuple[ImportedWork, ...] | None:
    every: dict[ImportedWork, None] = {}
    sound = True
    for works in found:
        sound = sound and works is not None
        every.update(dict.fromkeys(works or ()))
    return tuple(every) if sound else None


def _joined(found: Iterable[tuple[ImportedParty, ...] | None]) -> tuple[ImportedParty, ...] | None:
    every: list[ImportedParty] = []
    sound = True
    for parties in found:
        sound = sound and parties is not None
        # An id repeated over rows is one credit told again; people without ids may merely share a name.
        every += [one for one in parties or () if not one.external or one not in every]
    return tuple(every) if sound else None


Together = tuple[ImportedEdition, list[ImportedNomination]]
"""An edition with its nominations."""


def editions_of(
    nominations: Iterable[ImportedNomination], *, scattered: bool, whole: bool = True
) -> Iterator[Together]:
    """Each edition once with its nominations; only where editions lie `scattered` is more than one of them held.

    Not `whole`, an edition comes in parts of `BATCH` nominations: it is told to nobody before the last is there.
    """
    held: dict[str, list[ImportedNomination]] = {}
    for one in nominations:
        if not scattered and one.edition.key not in held:
            yield from _together(held)
            held.clear()
        together = held.setdefault(one.edition.key, [])
        together.append(one)
        if not whole and len(together) == BATCH:
            yield one.edition, held.pop(one.edition.key)
    yield from _together(held)


def _together(held: dict[str, list[ImportedNomination]]) -> Iterator[Together]:
    return ((nominations[0].edition, nominations) for nominations in held.values())


def batches_of(editions: Iterable[Together]) -> Iterator[list[Together]]:
    """The editions, so many at a time that they come to `BATCH` nominations."""
    batch: list[Together] = []
    held = 0
    for edition, nominations in editions:
        batch.append((edition, nominations))
        held += len(nominations)
        if held >= BATCH:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
