"""The house's rules that no linter knows: sizes, names, and sources that speak of the project alone."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("ledger", "web", "workers", "scripts", "tests", "docs", ".ci")
SIZED = {".py", ".html", ".css", ".js", ".mjs", ".sh"}
FILE_LINES = 300
FUNCTION_LINES = 40
WORN_NAMES = {"util", "utils", "helper", "helpers", "manager", "base", "common", "misc"}
# Somebody's own folders, notes to oneself, and where packages came from; each pattern is written so that it does not find itself.
STRANGE = re.compile(
    r"(?<![\w.*])/(?:home|Users|root|work|opt|mnt)/[\w.]|\b(?:TO[D]O|FIX[M]E|X[X]X)\b|\b(?:registry\.npmjs|files\.pythonhosted|pypi)\.\w"
)

FILES = sorted(
    path
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
)
MODULES = [path for path in FILES if path.suffix == ".py"]


def name(path: Path) -> str:
    """The file as it is spoken of."""
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    """How long the file is."""
    return len(path.read_text(encoding="utf-8").splitlines())


def test_files_are_short() -> None:
    long = {name(path): lines(path) for path in FILES if path.suffix in SIZED and lines(path) > FILE_LINES}
    assert long == {}


def test_functions_are_short() -> None:
    long = {
        f"{name(path)}:{node.lineno} {node.name}": size
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (size := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    }
    assert long == {}


def test_modules_are_named_in_the_words_of_the_field() -> None:
    worn = [name(path) for path in MODULES if {path.stem, path.parent.name} & WORN_NAMES]
    assert worn == []


def test_sources_speak_of_the_project_alone() -> None:
    texts = [path for path in FILES if path.suffix in SIZED | {".md", ".toml", ".json", ""}]
    texts += [
        path for path in ROOT.iterdir() if path.is_file() and path.suffix in {".md", ".toml", ".json", ".yml", ""}
    ]
    found = {
        f"{name(path)}:{number}": line.strip()
        for path in texts
        if path.name != ".git"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if STRANGE.search(line)
    }
    assert found == {}


@pytest.mark.parametrize("document", [path for path in [ROOT / "README.md", *FILES] if path.suffix == ".md"], ids=name)
def test_documents_lead_to_files_that_exist(document: Path) -> None:
    text = re.sub(r"(?ms)^```.*?^```", "", document.read_text(encoding="utf-8"))
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text)
    assert [link for link in links if not (document.parent / link).exists()] == []
