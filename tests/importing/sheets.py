"""Small spreadsheets and mappings for these tests."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from ledger.importing.entries import ImportedEdition, ImportedNomination
from ledger.importing.nominations import read_nominations
from ledger.importing.problems import Findings, Found
from ledger.importing.reviewed import ReviewedTable
from ledger.schemas.mapping import load_mapping
from ledger.schemas.mapping_values import SheetMapping

DATA = Path(__file__).parent / "data"
_PLAIN: dict[str, Any] = {
    "file": {"delimiter": "comma"},
    "show": {"name": "Meridian Prizes", "address": "meridian", "zone": "Europe/London"},
    "edition": {
        "number": "No",
        "label": "Season",
        "name": "{ordinal} Meridian Prizes",
        "address": "{number}",
        "year": {"rule": "label"},
    },
    "category": {"name": "Prize"},
    "works": {"title": "Title", "id": "Title id", "separator": "|", "scheme": "test-work", "unknown_ids": ["?"]},
    "people": {"name": "Names", "id": "Ids", "separator": "|", "scheme": "test-party", "unknown_ids": ["?"]},
    "winner": {"column": "Won", "won": ["yes"], "not_won": ["", "no"]},
    "texts": {"citation": "For"},
}
HEADER = "No,Season,Prize,Title,Title id,Names,Ids,Won,For"
GOOD = "1,1999,Novel,Tide,w1,Mina Shah,p1,yes,"


def plain(**changes: dict[str, Any]) -> dict[str, Any]:
    """A small mapping as it is in its file; each keyword changes keys of one table, None takes one out."""
    data = copy.deepcopy(_PLAIN)
    for table, keys in changes.items():
        part = data.setdefault(table, {})
        for key, value in keys.items():
            if value is None:
                del part[key]
            else:
                part[key] = value
    return data


def mapping(**changes: dict[str, Any]) -> SheetMapping:
    return load_mapping(plain(**changes))


def sheet(folder: Path, *lines: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path = folder / "sheet.csv"
    path.write_bytes(("\n".join((header, *lines)) + "\n").encode(encoding, "surrogatepass"))
    return path


def read(
    path: Path, how: SheetMapping, reviewed: ReviewedTable | None = None
) -> tuple[list[ImportedNomination], Findings]:
    """What can be imported, and what was found."""
    findings = Findings()
    pairs = read_nominations(path, how, reviewed or ReviewedTable(), findings)
    return [made for _group, made in pairs if made is not None], findings


def found(findings: Findings) -> list[tuple[int, str | None, str, str]]:
    """Every problem as (row, column, code, severity)."""
    return [(one.row, one.column, one.code, one.severity) for one in samples(findings)]


def samples(findings: Findings) -> list[Found]:
    return sorted((one for tally in findings.tallies() for one in tally.samples), key=lambda one: (one.row, one.code))


def year_of(edition: ImportedEdition) -> str:
    """When it was announced, as the mapping says."""
    assert edition.announced is not None
    assert edition.announced.zone
    return edition.announced.text
