"""Each text of each event holds a word of its own; each audience meets those it may, and no other, wherever it looks.

A new event, or a new field, fails here until a word is planted in it (tests/web/planted) and the table of audiences says who may meet it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from ledger.__main__ import cli
from ledger.domain.edition import Opened
from ledger.domain.show import Established
from tests.web.planted.audiences import AUDIENCES, ELSEWHERE, NEEDS, PASSED_OVER, PUBLIC, READING, may_meet
from tests.web.planted.fields import CLOSED, OF_NOBODY, fields_of, texts_in, typed_fields
from tests.web.planted.kinds import FIELDS, PROPOSED, TOLD_FIRST, Kind
from tests.web.planted.meeting import Planted, planted
from tests.web.planted.planting import WORD

PLAIN = {
    "ledger.db": frozenset[str](),
    "views/lists.1.db": frozenset({
        "what is said of a nomination", "what a record is called", "a name, a title or an id of a record",
    }),
    "views/parties.1.db": frozenset({
        "what is said of a nomination", "what a record is called", "a name, a title or an id of a record", "who objects",
    }),
    "views/timeline.1.db": frozenset({
        "what is said of a nomination", "what a record is called", "who recorded it", "who recorded it of a record",
        "who is on the roster", "who was on the roster", "who proposed or decided on it", "who objects",
        "who recorded a confidential document", "who recorded a published document", "who recorded a document filed in error",
    }),
    "views/today.1.db": frozenset({"what is said of a nomination", "what a record is called"}),
}  # fmt: skip
"""Which sealed texts stand in plain in which file: read models hold what their pages find and tell, the log nothing. Other files hold none."""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """The planted log, served."""
    with planted(tmp_path_factory.mktemp("planted")) as served:
        yield served


def test_every_text_of_every_event_holds_a_planted_word(log: Planted) -> None:
    held = {field for fields in log.log.fields().values() for field in fields}
    missing = {(one.topic, one.path) for one in typed_fields()} - held
    assert sorted(missing) == sorted(OF_NOBODY)


def test_what_counts_as_closed_holds_no_word_and_is_there(log: Planted) -> None:
    names = {one.path.rpartition(".")[2] for event in log.log.events for one in fields_of(type(event))}
    assert {name for words in CLOSED.values() for name in words} <= names
    closed = {(one.topic, one.path) for event in log.log.events for one in fields_of(type(event)) if not one.is_typed}
    told = {(e.TOPIC, path): text for e in log.log.events for path, text in texts_in(e) if WORD.search(text)}
    assert closed & told.keys() == set()


def test_table_says_of_everything_planted_who_may_meet_it(log: Planted) -> None:
    assert {kind.what for kinds in log.log.words().values() for kind in kinds} == set(NEEDS)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_audience_meets_exactly_what_it_may(log: Planted, audience: str) -> None:
    met = log.met(audience)
    fields, may = log.log.fields(), {word for word, kinds in log.log.words().items() if may_meet(audience, kinds)}
    assert met.faults == []
    assert {(word, *fields[word], met.words[word]) for word in met.words.keys() - may} == set()
    missed = {word: fields[word] for word in may - met.words.keys()}
    if audience in READING:
        assert missed == {}
    else:
        passed_over = log.log.of_alike() if audience == ELSEWHERE else set()
        told = {word: of for word, of in missed.items() if word not in passed_over}
        assert {word: of for word, of in told.items() if not of & PASSED_OVER.keys()} == {}
        assert audience == ELSEWHERE or set(PASSED_OVER) <= {one for of in missed.values() for one in of}
    assert WORD.findall(met.logged) == []
    assert "request_refused" in met.logged or audience == "organiser"


def test_sealed_texts_stand_in_no_file_but_in_read_models_that_tell_them(log: Planted) -> None:
    words, fields = log.log.words(), log.log.fields()
    sealed = {word for word, of in fields.items() if all(FIELDS[one].sealed for one in of)}
    found: dict[str, set[str]] = {}
    for path in (one for one in log.folder.rglob("*") if one.is_file()):
        data = path.read_bytes()
        name = re.sub("-(wal|shm|journal)$", "", path.relative_to(log.folder).as_posix())
        found.setdefault(name, set()).update(word.decode() for word in re.findall(WORD.pattern.encode(), data))
    assert {"ledger.db", "accounts.db", "access.db", "keys/master.key"} <= found.keys()
    plain = {name: {word for word in held if word in sealed} for name, held in found.items()}
    told = {name: frozenset(what for word in held for what in _what(words[word])) for name, held in plain.items()}
    assert {name: kinds for name, kinds in told.items() if kinds} == {
        name: kinds for name, kinds in PLAIN.items() if kinds
    }
    assert {word for word, of in fields.items() if word not in sealed} <= found["ledger.db"]


def test_command_line_tells_the_log_sealed_and_the_public_list_as_announced(log: Planted) -> None:
    words, fields = log.log.words(), log.log.fields()
    lines = _said(log.folder, "log")
    assert set(WORD.findall(lines)) == {
        word for word, of in fields.items() if any(not FIELDS[one].sealed for one in of)
    }
    assert len(lines.splitlines()) == len(log.log.events)
    for address in _editions(log):
        told = set(WORD.findall(_said(log.folder, "list", address))) - set(WORD.findall(address))
        # Whoever has the console asks for an edition by its address, announced or not: its own names head the list.
        assert {
            word for word in told if not may_meet(PUBLIC, words[word]) and _what(words[word]).isdisjoint(SET_UP)
        } == set()
    for command in ("status", "reconcile"):
        assert WORD.findall(_said(log.folder, command, "--json")) == []


SET_UP = {"what a show is called", "how a show is set up"}


def _what(kinds: set[Kind]) -> set[str]:
    """What a word is; what was proposed and confirmed is what it became, and who was told is called as their record is."""
    told = {kind.what for kind in kinds}
    return told - {PROPOSED, TOLD_FIRST} or told


def _editions(log: Planted) -> list[str]:
    shows = {one.originator_id: one.address for one in log.log.events if isinstance(one, Established)}
    return [f"{shows[one.show]}/{one.address}" for one in log.log.events if isinstance(one, Opened)]


def _said(folder: Path, *command: str) -> str:
    return CliRunner().invoke(cli, ["--data", str(folder), *command]).output
