"""What a cell may hold. The rules, and why: docs/import.md."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from ledger.importing.problems import Findings
from ledger.schemas.mapping_values import SheetMapping
from ledger.schemas.texts import Prose

LARGEST_CELL = 65_536
"""Bytes of UTF-8."""
_SMALL = LARGEST_CELL // 4
"""Characters that never make too large a cell."""
_FORMULA = re.compile(
    r"""\s*(?:
        [=+\-@][\s=+\-@]*[A-Za-z_][\w.]*\(             # =SUM(  +HYPERLINK(  @IF(  -cmd(
      | [=+\-@][\s=+\-@]*\w+\|'[^']*'!                 # =cmd|'/C ...'!A0
      | =[\s=+\-@]*(?:\$?[A-Za-z]{1,3}\$?\d|"|'|\d|\() # =A1  ="a"&"b"  ='Sheet 1'!A1  =1+2  =(1)
      | =[\s=+\-@]*[A-Za-z_]\w*!                       # =Sheet1!A1
    )""",
    re.VERBOSE,
)


_ERROR = re.compile(r"\s*#(?:N/A|REF!|DIV/0!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!)\s*")
"""What a spreadsheet program writes where a value should be."""


def is_formula(text: str, at: int = 0) -> bool:
    """Whether a spreadsheet program would compute what begins there: "-30-", "+1" and "=LOVE" are titles, "=SUM(A1)" is none."""
    return _FORMULA.match(text, at) is not None


def _beginnings(text: str, separator: str | None) -> Iterator[int]:
    at = 0
    while True:
        yield at
        following = text.find(separator, at) if separator else -1
        if separator is None or following < 0:
            return
        at = following + len(separator)


class CellRules:
    """Checks the cells that a mapping reads, before it is known what becomes of each (`ledger.importing.answers`)."""

    def __init__(self, mapping: SheetMapping) -> None:
        self._separators = mapping.separators
        beginnings = "|".join(re.escape(one) for one in ("\n", *sorted(set(self._separators.values()))))
        self._suspect = re.compile(rf"{Prose.unstorable.pattern}|\ufffd|(?:^|{beginnings})\s*[=+\-@#]")

    def check(
        self, row: int, cells: Mapping[str, str], findings: Findings, plain: Collection[str] = frozenset()
    ) -> bool:
        """Tell what is wrong with the cells of a row; False if it cannot be imported. The columns in `plain` begin with no formula."""
        whole = "\n".join(cells.values())
        if len(whole) <= _SMALL and whole.count("\n") < len(cells) and self._suspect.search(whole) is None:
            return True
        sound = True
        for column, text in cells.items():
            if text and not self._sound(row, column, text, findings, is_plain=column in plain):
                sound = False
        return sound

    def _sound(self, row: int, column: str, text: str, findings: Findings, *, is_plain: bool) -> bool:
        if Prose.unstorable.search(text):
            findings.refuse(row, column, "text_not_storable")
            return False
        if len(text) > _SMALL and (size := len(text.encode())) > LARGEST_CELL:
            findings.refuse(row, column, "huge_cell", size=size, limit=LARGEST_CELL)
            return False
        if _ERROR.fullmatch(text):
            findings.refuse(row, column, "cell_error", value=text.strip())
            return False
        beginnings = _beginnings(text, self._separators.get(column))
        if any(is_formula(text, at) for at in beginnings if at or not is_plain):
            findings.refuse(row, column, "formula")
            return False
        if "\ufffd" in text:
            findings.note(row, column, "replacement_character")
        return True
