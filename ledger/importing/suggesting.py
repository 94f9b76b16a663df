"""What the columns of a sheet are likely to mean, by the words in its header and by what its cells hold. Only suggested, never assumed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ledger.importing.text_forms import LOOKED_AT

WON = ("yes", "true", "winner", "won", "win", "x", "1", "y", "✓", "gold")
NOT_WON = ("no", "false", "nominee", "nominated", "nomination", "lost", "0", "n", "-", "shortlisted", "finalist")
SEPARATORS = ("|", ";", " / ")
_HEADER: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("category_canonical", ("canonical category", "canonicalcategory", "standard category")),
    ("category", ("category", "award", "prize", "section", "award category", "category name")),
    ("category_group", ("group", "class", "category group", "heading")),
    ("title_id", ("film id", "filmid", "work id", "title id", "tconst", "isbn")),
    ("name_id", ("nominee id", "nominee ids", "nomineeids", "person id", "artist id", "nconst", "name id")),
    ("title", (
        "title", "work", "film", "song", "book", "album", "movie", "recording", "programme", "program", "series",
        "production", "nominated work", "work title", "film title", "song title", "project", "game", "play",
    )),
    ("name", (
        "nominee", "nominees", "name", "names", "artist", "artists", "author", "authors", "person", "people", "recipient",
        "performer", "director", "nominee name", "nominee names", "credited", "writer", "candidate",
    )),
    ("winner", ("winner", "won", "win", "is winner", "result", "outcome", "won?", "winner?", "status")),
    ("citation", ("citation", "reason", "motivation", "for", "rationale")),
    ("credit_line", ("credit", "credits", "credit line", "byline", "as credited")),
    ("role", ("role", "roles", "credited as", "function", "capacity", "job")),
    ("detail", ("detail", "details", "character", "episode")),
    ("note", ("note", "notes", "comment", "comments", "remark", "remarks")),
    ("number", ("ceremony", "edition", "edition number", "no", "no.", "number")),
    ("label", ("year", "season", "edition label", "year of films")),
)  # fmt: skip
_IDS = (
    (re.compile(r"tt\d{7,}"), "title_id", "imdb"),
    (re.compile(r"(?:nm|co)\d{7,}"), "name_id", "imdb"),
    (re.compile(r"Q\d+"), "name_id", "wikidata"),
)


def suggest(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Answers of the mapping form: columns by name, the words that say who won, separators and schemes of ids."""
    columns = {
        name: [row[at].strip() for row in rows[:LOOKED_AT] if at < len(row)] for at, name in enumerate(header) if name
    }
    answers = _by_header(columns)
    _add(answers, columns, "winner", _looks_like_results)
    _add(answers, columns, "category", _looks_like_categories)
    answers |= _ids(answers, columns)
    if "title" not in answers and "name" not in answers:
        _add(answers, columns, "title", _looks_like_titles)
    if "winner" in answers:
        answers |= result_words(columns[answers["winner"]])
    for part, separator in (("title", "work_separator"), ("name", "people_separator"), ("detail", "detail_separator")):
        if part in answers and (found := _separator(columns[answers[part]])):
            answers[separator] = found
    return answers


def plain(text: str) -> str:
    """The words of a header's cell, whatever their case and what stands between them."""
    return " ".join(re.sub(r"[_\-\s]+", " ", text).split()).casefold()


def _by_header(columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    answers: dict[str, str] = {}
    taken: set[str] = set()
    for meaning, words in _HEADER:
        for word in words:
            found = next((name for name in columns if name not in taken and plain(name) == word), None)
            if found is not None and meaning not in answers:
                answers[meaning] = found
                taken.add(found)
    return answers


def _add(answers: dict[str, str], columns: Mapping[str, Sequence[str]], meaning: str, looks_like: object) -> None:
    if meaning not in answers and callable(looks_like):
        free = (name for name in columns if name not in answers.values())
        found = next((name for name in free if looks_like(columns[name])), None)
        if found is not None:
            answers[meaning] = found


def _looks_like_results(cells: Sequence[str]) -> bool:
    values = {cell.casefold() for cell in cells}
    return 1 < len(values) <= 4 and bool(values & set(WON)) and values <= {"", *WON, *NOT_WON}


def _looks_like_categories(cells: Sequence[str]) -> bool:
    """Filled everywhere, and the same again and again."""
    return len(cells) > 3 and all(cells) and 1 < len(set(cells)) * 2 <= len(cells) and not _are_numbers(cells)


def _looks_like_titles(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) * 2 > len(cells) and len(set(filled)) * 5 > len(filled) * 4 and not _are_numbers(filled)


def _are_numbers(cells: Sequence[str]) -> bool:
    return all(cell.replace(".", "").replace("-", "").isdigit() for cell in cells)


def _ids(answers: Mapping[str, str], columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Columns of ids that are known by their form, and whose ids they are."""
    found: dict[str, str] = {}
    for pattern, meaning, scheme in _IDS:
        scheme_of = "work_scheme" if meaning == "title_id" else "people_scheme"
        for name, cells in columns.items():
            filled = [cell for cell in cells if cell and cell != "?"]
            fits = bool(filled) and sum(pattern.match(cell) is not None for cell in filled) * 5 > len(filled) * 4
            if fits and answers.get(meaning, name) == name and scheme_of not in found:
                found |= {meaning: name, scheme_of: scheme}
    return found


def result_words(cells: Sequence[str]) -> dict[str, str]:
    """The words of a column of results, a line each: those that say it won, and that it did not. What others say is for people to tell."""
    words = list(dict.fromkeys(cell for cell in cells if cell))
    won = [word for word in words if word.casefold() in WON]
    others = [word for word in words if word.casefold() in NOT_WON]
    return {"won_words": "\n".join(won), "not_won_words": "\n".join(others)}


def _separator(cells: Sequence[str]) -> str:
    """What stands between several values in at least one cell of twenty."""
    filled = [cell for cell in cells if cell]
    for separator in SEPARATORS:
        if filled and sum(separator in cell for cell in filled) * 20 >= len(filled):
            return separator
    return ""
