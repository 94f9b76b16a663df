"""Every refusal of the ledger, as a code with parameters; `ledger.wording.errors` turns it into a sentence.

One hierarchy, mapped to HTTP status and exit code in one place each (`web.errors`, `ledger.running`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Problem:
    """One thing wrong in the input: at which field (dotted path, empty for the whole) and, as a code, what."""

    field: str
    code: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


class LedgerError(Exception):
    """What went wrong, as `code` and `params`: never a finished sentence, never a confidential value."""

    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        shown = ", ".join(f"{key}={value}" for key, value in self.params.items())
        return f"{self.code} ({shown})" if shown else self.code


class Invalid(LedgerError):
    """The input does not have the form of the command; `problems` says where and why."""

    status = 422
    exit_code = 2

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("invalid")
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "; ".join(f"{p.field}: {p.code}" for p in self.problems)


class Refused(LedgerError):
    """A rule of the domain says no; nothing was written."""

    status = 422
    exit_code = 3


class TooLarge(Refused):
    """More was sent than is taken."""

    status = 413


class TooOften(Refused):
    """It was tried too often; later it may be tried again."""

    status = 429


class NotAllowed(LedgerError):
    """The actor's role does not cover this act."""

    status = 403
    exit_code = 3


class NotFound(LedgerError):
    """There is nothing at that address for this reader."""

    status = 404
    exit_code = 4


class Conflict(LedgerError):
    """Somebody else acted on the same thing meanwhile."""

    status = 409
    exit_code = 5


class Unavailable(LedgerError):
    """The store cannot answer now (busy, full, gone); nothing was written."""

    status = 503
    exit_code = 6


class SettingsError(LedgerError):
    """A setting, folder or port stops the start."""

    exit_code = 2
