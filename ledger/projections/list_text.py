"""A nominee list as lines of text, for the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ledger.wording.catalogue import gettext as _


def list_lines(view: Mapping[str, Any]) -> Iterator[str]:
    """What the list's view says."""
    parts = " + ".join(f"{part['count']} {part['label']}" for part in view["count"]["parts"])
    yield f"{view['show']['name']}, {view['edition']['name']}"
    yield f"{view['count']['named']} named so far = {parts or 0}"
    for line in view["lines"]:
        yield line["text"]
    if view["dates_note"]:
        yield view["dates_note"]
    for category in view["categories"]:
        yield ""
        yield category["name"]
        if category["no_award"]:
            told = (category["no_award"]["text"], category["no_award"]["grounds"])
            yield "  " + " ".join(part for part in told if part)
        for one in [*category["nominations"], *category["recorded"]]:
            for line in _lines(one):
                yield f"  {line}"


def _lines(one: Mapping[str, Any]) -> Iterator[str]:
    """A nomination as the page shows it: what is nominated and the words for it, then what is told beside it."""
    title = " / ".join(work["title"] for work in one["works"])
    gone = _(" (no longer named)")
    names = ", ".join(credit["name"] + ("" if credit["named"] else gone) for credit in one["credits"])
    word = "" if one["place"]["word"] == "nominated" else f" [{one['place']['label']}]"
    award = f" [{one['award']['label']}]" if one["award"] else ""
    yield f"{' · '.join(part for part in (title, names) if part)}{word}{award}"
    beside = (one["credit_line"], *one["details"], one["citation"], *one["marks"])
    yield from (f"  {part}" for part in (*beside, *(said["text"] for said in one["notices"])) if part)
