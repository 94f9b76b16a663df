"""Works and credited parties out of cells that hold several values, in step with their ids."""

from __future__ import annotations

from ledger.domain.values import ExternalId
from ledger.importing.answers import Answers
from ledger.importing.entries import ImportedParty, ImportedWork
from ledger.importing.problems import Findings
from ledger.importing.reader import Row
from ledger.schemas.mapping_values import PeopleMapping, WorksMapping


def works_of(
    row: Row, mapping: WorksMapping | None, answers: Answers, findings: Findings
) -> tuple[ImportedWork, ...] | None:
    """The works of a row; None if it was refused."""
    if mapping is None:
        return ()
    works = []
    for title, value in _paired(row, mapping.title, mapping, findings):
        named = answers.read(answers.title, row.number, mapping.title, title)
        known = answers.read(answers.work_id, row.number, mapping.id, value) if value is not None else None
        external = ExternalId(scheme=mapping.scheme, value=known) if known else None
        works.append(ImportedWork(named, external, mapping.kind))
    return None if findings.is_refused(row.number) else tuple(works)


def parties_of(
    row: Row, mapping: PeopleMapping | None, answers: Answers, findings: Findings
) -> tuple[ImportedParty, ...] | None:
    """The credited parties of a row; None if it was refused. Several ids behind one name are several parties."""
    if mapping is None:
        return ()
    parties = []
    paired = _paired(row, mapping.name, mapping, findings)
    for (name, cell), said in zip(paired, _roles(row, len(paired), mapping, findings), strict=True):
        named = answers.read(answers.name, row.number, mapping.name, name)
        role = answers.read(answers.role, row.number, mapping.role, said) if said else None
        for value in _values(cell, mapping.joined) if cell else (None,):
            if value is None or value in mapping.unknown_ids:
                parties.append(ImportedParty(named, mapping.kind, (), role))
                continue
            known = answers.read(answers.party_id, row.number, mapping.id, value)
            if known is not None:
                external = ExternalId(scheme=mapping.scheme, value=known)
                parties.append(ImportedParty(named, _kind(row, known, mapping, findings), (external,), role))
    return None if findings.is_refused(row.number) else tuple(parties)


def _roles(row: Row, names: int, mapping: PeopleMapping, findings: Findings) -> list[str]:
    """A role for each name, empty where none is said. Where their numbers differ none can be given to a name."""
    roles = _values(row.cells[mapping.role], mapping.separator) if mapping.role else []
    if len(roles) == names:
        return roles
    if len(roles) > 1:
        findings.note(row.number, mapping.role, "roles_do_not_fit", names=names, roles=len(roles), of=mapping.name)
    return roles * names if len(roles) == 1 else [""] * names


def _kind(row: Row, value: str, mapping: PeopleMapping, findings: Findings) -> str:
    """The kind that the longest fitting beginning of the id says."""
    fitting = [prefix for prefix in mapping.kinds if value.startswith(prefix)]
    if fitting:
        return mapping.kinds[max(fitting, key=len)]
    if mapping.kinds:
        findings.note(row.number, mapping.id, "id_of_no_kind", value=value[:40], allowed=tuple(mapping.kinds))
    return mapping.kind


def _paired(
    row: Row, column: str, mapping: WorksMapping | PeopleMapping, findings: Findings
) -> list[tuple[str, str | None]]:
    """(name, id or None) in order. Where their numbers differ no id can be given to a name: names stay, without ids."""
    names = _values(row.cells[column], mapping.separator)
    if "" in names:
        findings.refuse(row.number, column, "blank_among_several", at=names.index("") + 1)
        return []
    ids = _values(row.cells[mapping.id], mapping.separator) if mapping.id else []
    known = [value if value and value not in mapping.unknown_ids else None for value in ids]
    if len(known) == len(names):
        return list(zip(names, known, strict=True))
    if any(known):
        findings.note(row.number, mapping.id, "ids_do_not_fit", names=len(names), ids=len(ids), of=column)
    return [(name, None) for name in names]


def _values(cell: str, separator: str | None) -> list[str]:
    text = cell.strip()
    if separator is not None and separator in cell:
        return [part.strip() for part in cell.split(separator)] if text else []
    return [text] if text else []
