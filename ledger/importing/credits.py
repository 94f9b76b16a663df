"""Works and credited parties out of cells that hold several values, in step with their ids."""

from __future__ import annotations

from ledger.domain.values import ExternalId
from ledger.importing.entries import ImportedParty, ImportedWork
from ledger.importing.problems import Findings
from ledger.importing.reader import Row
from ledger.schemas.mapping_values import PeopleMapping, WorksMapping

LONGEST_ID = 100
"""Characters."""


def works_of(row: Row, mapping: WorksMapping | None, findings: Findings) -> tuple[ImportedWork, ...] | None:
    """The works of a row; None if it was refused."""
    pairs = _paired(row, mapping, findings) if mapping else []
    if pairs is None or mapping is None:
        return None if pairs is None else ()
    works = []
    for title, value in pairs:
        external = ExternalId(scheme=mapping.scheme, value=value) if value else None
        works.append(ImportedWork(title, external, mapping.kind))
    return tuple(works)


def parties_of(row: Row, mapping: PeopleMapping | None, findings: Findings) -> tuple[ImportedParty, ...] | None:
    """The credited parties of a row; None if it was refused. Several ids behind one name are several parties."""
    pairs = _paired(row, mapping, findings) if mapping else []
    if pairs is None or mapping is None:
        return None if pairs is None else ()
    parties = []
    for name, cell in pairs:
        for value in _pieces(cell or "", mapping):
            if value in ("", *mapping.unknown_ids):
                parties.append(ImportedParty(name, mapping.kind, ()))
                continue
            external = ExternalId(scheme=mapping.scheme, value=value)
            parties.append(ImportedParty(name, _kind(row, value, mapping, findings), (external,)))
    return tuple(parties)


def _pieces(value: str, mapping: WorksMapping | PeopleMapping) -> list[str]:
    """The ids behind one name."""
    joined = mapping.joined if isinstance(mapping, PeopleMapping) else None
    return _values(value, joined) or [""]


def _kind(row: Row, value: str, mapping: PeopleMapping, findings: Findings) -> str:
    """The kind that the longest fitting beginning of the id says."""
    fitting = [prefix for prefix in mapping.kinds if value.startswith(prefix)]
    if fitting:
        return mapping.kinds[max(fitting, key=len)]
    if mapping.kinds:
        findings.note(row.number, mapping.id, "id_of_no_kind", value=value[:40], allowed=tuple(mapping.kinds))
    return mapping.kind


def _paired(row: Row, mapping: WorksMapping | PeopleMapping, findings: Findings) -> list[tuple[str, str | None]] | None:
    """(name, id or None) in order. Where their numbers differ no id can be given to a name: names stay, without ids."""
    column = mapping.title if isinstance(mapping, WorksMapping) else mapping.name
    names = _values(row.cells[column], mapping.separator)
    if not all(names):
        findings.refuse(row.number, column, "blank_among_several", at=names.index("") + 1)
        return None
    ids = _values(row.cells[mapping.id], mapping.separator) if mapping.id else []
    known = [None if value in ("", *mapping.unknown_ids) else value for value in ids]
    if not any(known):
        return [(name, None) for name in names]
    if len(known) != len(names):
        findings.note(row.number, mapping.id, "ids_do_not_fit", names=len(names), ids=len(ids), of=column)
        return [(name, None) for name in names]
    for value in (piece for cell in known if cell for piece in _pieces(cell, mapping)):
        if not value or len(value) > LONGEST_ID or len(value.split()) > 1:
            findings.refuse(row.number, mapping.id, "not_an_id", value=value[:40], limit=LONGEST_ID)
            return None
    return list(zip(names, known, strict=True))


def _values(cell: str, separator: str | None) -> list[str]:
    if not cell.strip():
        return []
    return [part.strip() for part in cell.split(separator)] if separator else [cell.strip()]
