"""Names inside sentences keep their own direction and leave the sentence its own."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.wording.names import isolated, joined


@pytest.mark.parametrize("name", ["Zarmina Kohi", "O'Brien", "Ødegård 🧵", "", "1984"])
def test_name_that_runs_left_to_right_stays_as_it_is(name: str) -> None:
    assert isolated(name) == name


def test_name_that_runs_right_to_left_stands_between_isolating_marks() -> None:
    assert isolated("گلزار خان") == "\u2068گلزار خان\u2069"


def test_each_of_several_names_is_isolated_for_itself() -> None:
    assert joined(["سایہ", "Static"]) == "\u2068سایہ\u2069 / Static"


@given(st.text(alphabet="aب\u202a\u202b\u202e\u202c\u2066\u2067\u2068\u2069", max_size=12))
def test_no_mark_within_a_name_reaches_past_it(name: str) -> None:
    told = isolated(name)
    if told == name:
        assert all(unicodedata.bidirectional(one) == "L" for one in name)
        return
    depth = 0
    for number, character in enumerate(told, 1):
        depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
        assert depth > 0 or number == len(told)
    assert depth == 0
