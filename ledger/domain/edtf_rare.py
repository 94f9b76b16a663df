"""Rare EDTF dates through the edtf library: unspecified digits (`1957-XX`, `19XX`), quarters, thirds and halves of a year.

Only its strict bounds are used, and only for forms it reads rightly: it takes winter for December, ends an unknown start after ten
years, and prints what it cannot read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Any, cast

from edtf import EDTFParseException, parse_edtf

from ledger.domain.time_terms import Date, Mark, wrong

_UNSPECIFIED = re.compile(
    r"[0-9X]{4}(?:-(?:0[1-9]|1[0-2]|XX))?|[0-9X]{4}-(?:0[1-9]|1[0-2]|XX)-(?:0[1-9]|[12][0-9]|3[01]|XX)"
)
_PART_OF_YEAR = re.compile(r"[0-9]{4}-(?:3[3-9]|4[01])")
_SEASON = re.compile(r"[0-9]{4}-(?:2[1-9]|3[0-2])[?~%]?")


def _day(found: Any) -> date:
    """The date nearest to a bound of the library, which knows a year 0 and a 30 February."""
    year, month, day = max(found.tm_year, 1), found.tm_mon, found.tm_mday
    return date.min if found.tm_year < 1 else date(year, month, min(day, monthrange(year, month)[1]))


@lru_cache(maxsize=1024)
def rare_date(text: str) -> Date | None:
    """The period that `text` (upper case) writes; None if it is not one of these forms.

    A season is refused ("season_unclear"): which months it means depends on the place.
    """
    if _SEASON.fullmatch(text):
        raise wrong("season_unclear", text=text)
    bare = text.rstrip("?~%")
    if len(text) - len(bare) > 1 or not (
        _PART_OF_YEAR.fullmatch(bare) or ("X" in bare and _UNSPECIFIED.fullmatch(bare))
    ):
        return None
    try:
        parsed = cast("Any", parse_edtf)(bare)
        return Date(
            bare, _day(parsed.lower_strict()), _day(parsed.upper_strict()), "other", cast("Mark", text[len(bare) :])
        )
    except (EDTFParseException, ValueError):
        return None
