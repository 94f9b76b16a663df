"""What is kept beside a file that was sent: what it is, how far the work on it is, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from ledger import errors
from ledger.errors import Invalid, LedgerError, Problem
from ledger.importing.text_forms import TextForm
from ledger.importing.workbooks import Sheet, SheetMarks

OPEN, CHECK, IMPORT = "open", "check", "import"
RUNNING, ENDED, FAILED = "running", "ended", "failed"


class About(msgspec.Struct, frozen=True):
    """A file as it was sent: `name` as its sender calls it, `size` in bytes, `sha256` of them, `sent_at` in µs."""

    id: UUID
    name: str
    size: int
    sha256: str
    kind: str
    sent_by: UUID
    sent_at: int


class Opened(msgspec.Struct, frozen=True):
    """A file that was opened: its sheets and which of them is meant, and how its text is written."""

    form: TextForm
    sheets: tuple[Sheet, ...] = ()
    sheet: int = 0
    marks: SheetMarks | None = None


class Told(msgspec.Struct, frozen=True):
    """A refusal as it is kept: said in the reader's language when it is read."""

    kind: str
    code: str
    params: dict[str, Any]
    problems: tuple[tuple[str, str, dict[str, Any]], ...] = ()

    def error(self) -> LedgerError:
        """The refusal again."""
        if self.kind == "Invalid":
            return Invalid([Problem(field, code, with_tuples(params)) for field, code, params in self.problems])
        kind: type[LedgerError] = getattr(errors, self.kind)
        return kind(self.code, **with_tuples(self.params))


def told_of(error: LedgerError) -> Told:
    """A refusal to be kept."""
    problems = error.problems if isinstance(error, Invalid) else ()
    told = tuple((one.field, one.code, dict(one.params)) for one in problems)
    return Told(type(error).__name__, error.code, dict(error.params), told)


def with_tuples(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as they were before they were JSON: words are told by tuples."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in params.items()}


class Job(msgspec.Struct, frozen=True):
    """Work on a file: which, how far (`total` None where that is not known), since and until when (µs)."""

    what: str
    state: str
    began: int
    done: int = 0
    total: int | None = None
    ended: int | None = None
    error: Told | None = None
    command: str = ""
    """Of the form that asked for it."""


class InCategory(msgspec.Struct, frozen=True):
    """How many nominations of a category a file holds, and how many of them won."""

    edition: str
    category: str
    nominations: int
    won: int


class Checked(msgspec.Struct, frozen=True):
    """What a look at the whole file found, without writing anything."""

    rows: int
    nominations: int
    present: int
    """How many of them are in the ledger already."""
    refused_rows: int
    problems: int
    is_announced: bool
    categories: tuple[InCategory, ...]
    editions: tuple[tuple[str, str], ...]
    """Address, as show/edition, and name."""
    mapping: str
    """The SHA-256 of the mapping it was looked at with."""


class Result(msgspec.Struct, frozen=True):
    """What an import did; where it went on after an interruption, `added` counts what it added itself."""

    rows: int
    added: int
    present: int
    refused_rows: int
    is_announced: bool
    editions: tuple[tuple[str, str], ...]
    entered: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """By the address of each edition the entries of what the file holds, new or not; none of an edition that has too many to choose one by one."""
