"""What a validated mapping file says: how the columns of one spreadsheet become nominations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

DELIMITERS = {"tab": "\t", "comma": ",", "semicolon": ";", "bar": "|"}
"""The words a mapping uses for what stands between two cells."""
QUOTING = ("none", "doubled", "backslash")
ENCODINGS = ("utf-8", "utf-16", "windows-1252", "iso-8859-1", "iso-8859-15")
STYLES = ("one_row", "grouped")
ANNOUNCED = ("in_its_year", "not_yet")
YEAR_RULES = ("label", "after_label", "column")
PARTY_KINDS = ("person", "group", "organisation", "office", "unknown")
WORK_KINDS = ("film", "song", "book", "performance", "other", "unknown")
LAST_HEADER_ROW = 1000
PLACEHOLDERS = ("number", "ordinal", "label", "year")
"""What a pattern for an edition's name or address may contain, in braces."""


@dataclass(frozen=True)
class FileFormat:
    """How the file is written; `quoting` says how a quotation mark arrives (see docs/import.md)."""

    delimiter: str
    encoding: str = "utf-8"
    quoting: str = "doubled"
    short_rows: bool = False
    """Whether a row may leave out its trailing empty cells."""
    ignored: tuple[str, ...] = ()
    """Columns that are known and deliberately not imported."""
    header_row: int = 1
    """The row that names the columns; those above it are passed over."""


@dataclass(frozen=True)
class ShowMapping:
    """The show that the rows belong to; `zone` is an IANA name."""

    name: str
    address: str
    zone: str


@dataclass(frozen=True)
class YearRule:
    """The year in which an edition's list was announced and its ceremony held."""

    rule: str
    column: str | None = None
    exceptions: Mapping[str, int] = field(default_factory=dict)
    """By the edition's key; they go before the rule."""


@dataclass(frozen=True)
class EditionMapping:
    """An edition's key is its number where the file has one, otherwise its label."""

    label: str
    number: str | None
    name: str
    address: str
    year: YearRule


@dataclass(frozen=True)
class OneEdition:
    """The edition that all rows belong to, in words of its own; `year` is when it was announced, None where it is not yet."""

    name: str
    address: str
    label: str
    number: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class AnnouncedMapping:
    """Whether the rows were announced: `in_its_year`, the year of their edition, or `not_yet`, which people do later."""

    how: str = "in_its_year"


@dataclass(frozen=True)
class CategoryMapping:
    """The columns that name a category within its edition."""

    name: str
    canonical: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class WorksMapping:
    """The columns of the works; a cell may hold several, in step with their ids."""

    title: str
    id: str | None = None
    separator: str | None = None
    scheme: str = ""
    unknown_ids: tuple[str, ...] = ()
    kind: str = "unknown"


@dataclass(frozen=True)
class PeopleMapping:
    """The columns of the credited parties. `joined` separates several ids that stand behind one name."""

    name: str
    id: str | None = None
    separator: str | None = None
    joined: str | None = None
    scheme: str = ""
    unknown_ids: tuple[str, ...] = ()
    kind: str = "unknown"
    """The kind of a party whose id says nothing about it."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Kind by the beginning of the id."""
    role: str | None = None
    """The column of what each is credited as; one role in a cell is that of all its names."""


@dataclass(frozen=True)
class WinnerMapping:
    """The column that says whether it won, and every value it may hold."""

    column: str
    won: tuple[str, ...]
    not_won: tuple[str, ...]


@dataclass(frozen=True)
class TextsMapping:
    """Columns of free text."""

    credit_line: str | None = None
    detail: str | None = None
    detail_separator: str | None = None
    note: str | None = None
    note_separator: str | None = None
    citation: str | None = None


@dataclass(frozen=True)
class RowsMapping:
    """`one_row`: each row is a nomination. `grouped`: the rows that agree in `key` are one."""

    style: str = "one_row"
    key: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReviewedMapping:
    """A table beside the mapping that says which rows were not ordinary announced nominations."""

    file: str
    key: tuple[str, ...]


@dataclass(frozen=True)
class SheetMapping:
    """One mapping file."""

    file: FileFormat
    show: ShowMapping
    category: CategoryMapping
    edition: EditionMapping | None = None
    one_edition: OneEdition | None = None
    """One of the two is there."""
    winner: WinnerMapping | None = None
    announced: AnnouncedMapping = field(default_factory=AnnouncedMapping)
    works: WorksMapping | None = None
    people: PeopleMapping | None = None
    texts: TextsMapping = field(default_factory=TextsMapping)
    rows: RowsMapping = field(default_factory=RowsMapping)
    reviewed: ReviewedMapping | None = None

    def uses(self) -> Iterator[tuple[str, str]]:
        """Every (key path in the mapping, column of the file) that is read."""
        named = {
            "edition.label": self.edition and self.edition.label,
            "edition.number": self.edition and self.edition.number,
            "edition.year.column": self.edition and self.edition.year.column,
            "category.name": self.category.name,
            "category.canonical": self.category.canonical,
            "category.group": self.category.group,
            "works.title": self.works and self.works.title,
            "works.id": self.works and self.works.id,
            "people.name": self.people and self.people.name,
            "people.id": self.people and self.people.id,
            "people.role": self.people and self.people.role,
            "winner.column": self.winner and self.winner.column,
            "texts.credit_line": self.texts.credit_line,
            "texts.detail": self.texts.detail,
            "texts.note": self.texts.note,
            "texts.citation": self.texts.citation,
        }
        return ((path, column) for path, column in named.items() if column)

    def keys(self) -> Iterator[tuple[str, str]]:
        """Every (key path, column) that tells rows or nominations apart; most are read for more than that."""
        yield from (("rows.key", column) for column in self.rows.key)
        if self.reviewed is not None:
            yield from (("reviewed.key", column) for column in self.reviewed.key)

    @property
    def columns(self) -> frozenset[str]:
        """The columns that are read: their cells become part of a nomination, or tell one from another."""
        return frozenset(column for _, column in (*self.uses(), *self.keys()))

    @property
    def separators(self) -> Mapping[str, str]:
        """By column, what stands between several values of one cell."""
        pairs = [(self.texts.detail, self.texts.detail_separator), (self.texts.note, self.texts.note_separator)]
        for part in (self.works, self.people):
            if part is not None:
                pairs += [(part.id, part.separator)]
        if self.works is not None:
            pairs.append((self.works.title, self.works.separator))
        if self.people is not None:
            pairs += [(self.people.name, self.people.separator), (self.people.role, self.people.separator)]
        return {column: separator for column, separator in pairs if column and separator}
