"""Which edition and category a row belongs to, and whether all rows say the same about them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ledger.domain.times import When, whole_year
from ledger.importing.answers import Answers
from ledger.importing.entries import ImportedCategory, ImportedEdition
from ledger.importing.problems import Findings
from ledger.schemas.mapping_values import EditionMapping, OneEdition, SheetMapping

_LABEL = re.compile(r"(?P<first>\d{4})(?:\s*[/\-\u2013]\s*(?P<last>\d{4}|\d{2}))?")
_NOT_ADDRESS = re.compile(r"[^a-z0-9]+")
_TEENS = (11, 12, 13)


def last_year(label: str) -> int | None:
    """The last year of a label: 1928 for "1927/28", 2000 for "1999/00", 1956 for "1956"; None for other labels."""
    found = _LABEL.fullmatch(label.strip())
    if found is None:
        return None
    first, last = int(found["first"]), found["last"]
    if last is None:
        return first
    year = int(last) if len(last) == 4 else first - first % 100 + int(last) + (100 if int(last) < first % 100 else 0)
    return year if year >= first else None


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th … 11th … 21st."""
    ending = "th" if number % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


class Editions:
    """Makes editions and categories from cells; a row that contradicts an earlier one is refused."""

    def __init__(self, mapping: SheetMapping, answers: Answers) -> None:
        self._answers = answers
        self._edition = mapping.edition
        self._zone = mapping.show.zone
        self._is_announced = mapping.announced.how == "in_its_year"
        self._category = mapping.category
        rule = mapping.edition
        columns = (rule.number, rule.label, rule.year.column) if rule else ()
        self._edition_columns = [column for column in columns if column]
        self._one = self._only(mapping.one_edition) if mapping.one_edition else None
        self._told: dict[tuple[str, ...], ImportedEdition] = {}
        self._editions: dict[str, tuple[ImportedEdition, int]] = {}
        self._addresses: dict[str, str] = {}
        self._categories: dict[tuple[str, str], tuple[ImportedCategory, int]] = {}

    def edition(self, row: int, cells: Mapping[str, str], findings: Findings) -> ImportedEdition | None:
        """The edition of the row, None if it was refused."""
        if self._one is not None:
            return self._one
        told = tuple(cells[column] for column in self._edition_columns)
        known = self._told.get(told)
        if known is not None:
            return known
        made = self._made(self._edition, row, cells, findings) if self._edition else None
        if self._edition is None or made is None:
            return None
        first, at = self._editions.setdefault(made.key, (made, row))
        if first != made:
            column = self._edition.label if first.label != made.label else self._edition.year.column
            findings.refuse(row, column, "edition_differs", key=made.key, there=first.label, at=at, here=made.label)
            return None
        other = self._addresses.setdefault(made.address, made.key)
        if other != made.key:
            findings.refuse(row, self._edition.label, "edition_address_taken", address=made.address, other=other)
            return None
        self._told[told] = first
        return first

    def category(
        self, row: int, cells: Mapping[str, str], edition: ImportedEdition, findings: Findings
    ) -> ImportedCategory | None:
        """The category of the row, None if it was refused."""
        names = self._category
        name = self._answers.read(self._answers.category, row, names.name, cells[names.name])
        headings = (
            self._answers.read(self._answers.group, row, column, cells[column]) if column else None
            for column in (names.canonical, names.group)
        )
        made = ImportedCategory(name, *headings)
        if findings.is_refused(row):
            return None
        first, at = self._categories.setdefault((edition.key, name), (made, row))
        if first != made:
            column = names.canonical if first.canonical != made.canonical else names.group
            findings.refuse(row, column, "category_differs", category=name, at=at)
            return None
        return first

    def _only(self, told: OneEdition) -> ImportedEdition:
        """The edition that all rows belong to; one without number and year comes first in its show's order."""
        ordinal_or_year = told.number or told.year or last_year(told.label) or 1
        return ImportedEdition(
            told.address, told.label, told.name, told.address, ordinal_or_year, self._announced(told.year)
        )

    def _announced(self, year: int | None) -> When | None:
        return whole_year(year, self._zone) if year is not None and self._is_announced else None

    def _made(
        self, rule: EditionMapping, row: int, cells: Mapping[str, str], findings: Findings
    ) -> ImportedEdition | None:
        """As the cells say, whatever earlier rows said."""
        answers = self._answers
        label = answers.read(answers.label, row, rule.label, cells[rule.label])
        number = answers.read(answers.ordinal, row, rule.number, cells[rule.number]) if rule.number else None
        if label is None or (rule.number and number is None):
            return None
        key = str(number) if number else label
        year = _year(row, cells, key, label, rule, findings)
        if year is None:
            return None
        parts = {"number": number, "ordinal": ordinal(number) if number else "", "label": label, "year": year}
        name = answers.read(answers.edition_name, row, rule.label, rule.name.format_map(parts))
        address = answers.edition_address(_NOT_ADDRESS.sub("-", rule.address.format_map(parts).lower()).strip("-"))
        if address.code is not None:
            findings.refuse(row, rule.label, "no_edition_address", key=key)
        if name is None or address.code is not None:
            return None
        return ImportedEdition(key, label, name, address.value, number or year, self._announced(year))


def _year(
    row: int, cells: Mapping[str, str], key: str, label: str, rule: EditionMapping, findings: Findings
) -> int | None:
    if key in rule.year.exceptions:
        return rule.year.exceptions[key]
    if rule.year.column is not None:
        column, text = rule.year.column, cells[rule.year.column].strip()
        year = int(text) if re.fullmatch(r"[0-9]{4}", text) else None
    else:
        column, text = rule.label, label
        last = last_year(label)
        year = last if last is None or rule.year.rule == "label" else last + 1
    if year is None:
        findings.refuse(row, column, "no_year", value=text[:40], key=key)
    return year
