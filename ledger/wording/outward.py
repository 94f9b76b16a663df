"""What leaves for programs that obey certain characters: cells of a spreadsheet, lines on a terminal, JSON on a terminal.

Every command tells by `ledger.running`, and every file of cells by `cell`: a name that somebody typed stays a name.
"""

from __future__ import annotations

import re
import unicodedata

from ledger.wording.names import closed

_COMPUTED = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""What a spreadsheet program takes for the beginning of a formula, the full-width forms too."""
_DANGEROUS = re.compile(f"'*[{_COMPUTED}]")
_ESCAPED = re.compile(f"''*[{_COMPUTED}]")
_OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\ud800-\udfff]")
_STRAY = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_PICTURES = 0x2400
"""Where Unicode's pictures of the control characters begin."""
_DELETE, _DELETED = "\x7f", "\u2421"


def cell(text: str) -> str:
    """The text as a cell that no spreadsheet program computes: behind an apostrophe where it could begin a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def is_shielded(text: str) -> bool:
    """Whether a cell is one that `cell` has put an apostrophe in front of."""
    return _ESCAPED.match(text) is not None


def unshielded(text: str) -> str:
    """The text of a cell, with the apostrophe that `cell` put in front of it taken off: the text that was given to `cell`."""
    return text[1:] if is_shielded(text) else text


def line(text: str) -> str:
    """One line for a terminal: what it would obey (ESC and the like, a line's end) is shown, what would turn the line around is left out."""
    if text.isascii() and text.isprintable():
        return text
    return closed(_OBEYED.sub(_shown, text))


def json_line(text: str) -> str:
    """JSON that says the same, with what a terminal would obey, or show in another order, written as its number."""
    return text if text.isascii() else _STRAY.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _shown(found: re.Match[str]) -> str:
    one = found[0]
    if one == _DELETE:
        return _DELETED
    if ord(one) < ord(" "):
        return chr(_PICTURES + ord(one))
    return "\ufffd" if unicodedata.category(one) in ("Cc", "Cs") else ""
