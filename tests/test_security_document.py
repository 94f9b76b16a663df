"""docs/security.md says of every requirement what holds, once, and names files and tests that are there.

`tests/support/asvs.csv` holds the numbers and levels of version 5.0.0, levels 1 and 2.
"""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "security.md"
DOCUMENTS = (DOCUMENT, ROOT / "docs" / "threats.md", ROOT / "SECURITY.md")
STANDINGS = ("met", "not applicable", "not met")
NAMED = re.compile(r"`([\w./-]+\.(?:py|md|js|html|toml|txt|json|yml)|\.dockerignore)(?:::(\w+))?`")
LEAST_WORDS = 2


class Row(NamedTuple):
    """A requirement as the document has it."""

    number: str
    level: str
    about: str
    standing: str
    told: str


def rows(text: str) -> list[Row]:
    """The requirements of a text, in its order."""
    lines = [line for line in text.splitlines() if re.match(r"\| V[0-9]", line)]
    return [Row(*(cell.strip() for cell in line.strip("|").split("|"))) for line in lines]


def named(text: str) -> list[tuple[str, str]]:
    """The files that a text names, each with the test in it or an empty text; those of a data folder are no files of ours."""
    found = NAMED.findall(text)
    return [(path, test) for path, test in found if (path, test) != ("mapping.toml", "")]


@lru_cache(maxsize=200)
def functions(path: Path) -> frozenset[str]:
    """The names of the functions in a file."""
    return frozenset(
        node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
    )


def is_there(path: str, test: str) -> bool:
    """Whether a file is in the project, with the function in it if one is named."""
    found = ROOT / path
    return found.is_file() and (not test or test in functions(found))


@pytest.fixture(scope="module")
def asked() -> dict[str, str]:
    """Every number, with its level."""
    with (ROOT / "tests" / "support" / "asvs.csv").open(encoding="utf-8", newline="") as file:
        return {f"V{row['number']}": row["level"] for row in csv.DictReader(file)}


def test_list_has_as_many_numbers_as_the_standard_counts(asked: dict[str, str]) -> None:
    assert Counter(asked.values()) == {"1": 70, "2": 183}


def test_document_has_every_number_once_in_order_with_its_level(asked: dict[str, str]) -> None:
    assert [(row.number, row.level) for row in rows(DOCUMENT.read_text("utf-8"))] == list(asked.items())


def test_document_gives_each_one_of_three_standings_with_words() -> None:
    wrong = [
        row.number
        for row in rows(DOCUMENT.read_text("utf-8"))
        if row.standing not in STANDINGS or not row.about or len(row.told.split()) < LEAST_WORDS
    ]
    assert wrong == []


def test_what_is_met_names_a_file_and_what_is_not_met_says_what_comes_of_it() -> None:
    found = rows(DOCUMENT.read_text("utf-8"))
    without = [row.number for row in found if row.standing == "met" and not named(row.told)]
    planless = [
        row.number
        for row in found
        if row.standing == "not met" and not re.search(r"Plan: |stays? so|[Aa]s V[0-9]", row.told)
    ]
    assert (without, planless) == ([], [])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_document_names_files_and_tests_that_are_there(document: Path) -> None:
    assert [one for one in named(document.read_text("utf-8")) if not is_there(*one)] == []


def test_document_counts_as_it_says() -> None:
    text = DOCUMENT.read_text("utf-8")
    counted = Counter((row.level, row.standing) for row in rows(text))
    told = re.findall(r"^\| ([12]) \| ([0-9]+) \| ([0-9]+) \| ([0-9]+) \|$", text, re.MULTILINE)
    assert told == [(level, *(str(counted[level, one]) for one in STANDINGS)) for level in ("1", "2")]
