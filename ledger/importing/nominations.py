"""Turns the rows of a spreadsheet into nominations, by what its mapping says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from ledger.importing.credits import parties_of, works_of
from ledger.importing.editions import Editions
from ledger.importing.entries import ImportedEdition, ImportedNomination, ImportedParty, ImportedWork
from ledger.importing.grouping import Group, groups_of
from ledger.importing.problems import Findings
from ledger.importing.reader import read_rows
from ledger.importing.reviewed import ReviewedTable
from ledger.schemas.mapping_values import SheetMapping

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""With texts alone, and keys in their order, this is RFC 8785; a test compares it with a full implementation."""


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
        self.editions = Editions(mapping)
        self.seen: dict[bytes, int] = {}

    def nomination(self, group: Group) -> ImportedNomination | None:
        """The nomination of a group, None if it was refused: a row that is refused takes the others of its group with it."""
        made = self._made(group)
        broken = next((row for row in group.numbers if self.findings.is_refused(row)), None)
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
        works = _merged(works_of(one, self.mapping.works, self.findings) for one in group.rows)
        parties = _joined(parties_of(one, self.mapping.people, self.findings) for one in group.rows)
        if edition is None or category is None or won is None or works is None or parties is None:
            return None
        if len(outcomes) > 1:
            self.findings.refuse(row, None, "outcomes_differ", rows=group.numbers)
            return None
        texts = self.mapping.texts
        made = ImportedNomination(
            rows=group.numbers,
            edition=edition,
            category=category,
            works=works,
            parties=parties,
            credit_line=group.text(texts.credit_line),
            details=group.parts(texts.detail, texts.detail_separator),
            citation=group.text(texts.citation),
            note="\n".join(group.parts(texts.note, texts.note_separator)) or None,
            won=won,
            outcome=outcomes.pop(),
            canonical=canonical(group),
        )
        return made if self._says_something(made) and self._is_new(made) else None

    def _won(self, group: Group) -> bool | None:
        winner = self.mapping.winner
        value = group.first.cells[winner.column].strip()
        if value not in (*winner.won, *winner.not_won):
            allowed = (*winner.won, *(word for word in winner.not_won if word))
            self.findings.refuse(group.first.number, winner.column, "not_a_result", value=value[:40], allowed=allowed)
            return None
        return value in winner.won

    def _says_something(self, made: ImportedNomination) -> bool:
        if made.works or made.parties or made.credit_line or made.citation:
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
    rows = sorted(_JSON.encode({name: cell for name, cell in row.cells.items() if cell}) for row in group.rows)
    return (rows[0] if len(rows) == 1 else f"[{','.join(rows)}]").encode()


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


def editions_of(
    nominations: Iterable[ImportedNomination], *, scattered: bool
) -> Iterator[tuple[ImportedEdition, list[ImportedNomination]]]:
    """Each edition once with its nominations; only where editions lie `scattered` is more than one of them held."""
    held: dict[str, list[ImportedNomination]] = {}
    for one in nominations:
        if not scattered and one.edition.key not in held:
            yield from _together(held)
            held.clear()
        held.setdefault(one.edition.key, []).append(one)
    yield from _together(held)


def _together(
    held: dict[str, list[ImportedNomination]],
) -> Iterator[tuple[ImportedEdition, list[ImportedNomination]]]:
    return ((nominations[0].edition, nominations) for nominations in held.values())
