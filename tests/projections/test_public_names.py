"""What a list says of parties that are called otherwise now: nothing of a former name is left in public, everything inside."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.projections.public_names import NameNow, told_now

PARTY, OTHER = "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"
NAMES = {PARTY: NameNow("Adila Tariq", "Adila Tariq", withheld=False, former=("Adeel Tariq", "A. Deel"))}
MINOR = {PARTY: NameNow("Adeel Tariq", None, withheld=True, former=("Adeel Tariq",))}


def state(**more: Any) -> dict[str, Any]:
    return {
        "credits": [
            {"credit": "1", "party": PARTY, "name": "Adeel Tariq", "role": "lyrics"},
            {"credit": "2", "party": OTHER, "name": "Tariq Lodhi", "role": None},
        ],
        "citation": None,
        "credit_line": None,
        "details": [],
        "works": [{"work": "3", "title": "The Adeel Song"}],
    } | more


def test_names_and_texts_say_the_name_of_now() -> None:
    told = told_now(state(credit_line="Lyrics by Adeel Tariq; music by Tariq Lodhi"), NAMES, public=True)
    assert [one["name"] for one in told["credits"]] == ["Adila Tariq", "Tariq Lodhi"]
    assert told["credit_line"] == "Lyrics by Adila Tariq; music by Tariq Lodhi"
    assert "credited_as" not in told["credits"][0]
    assert told["works"] == state()["works"]


@pytest.mark.parametrize(
    "text", ["Lyrics by Mr. ADEEL T.", "To Adéel, for his songs", "Words: A. Deel, Tariq’s brother deel", "adeel–tariq"]
)
def test_text_with_a_word_of_a_former_name_is_not_shown(text: str) -> None:
    told = told_now(state(credit_line=text, citation=text, details=[text, "Finale"]), NAMES, public=True)
    assert (told["credit_line"], told["citation"], told["details"]) == (None, None, ["Finale"])


def test_party_not_to_be_named_is_named_nowhere_and_leads_nowhere() -> None:
    told = told_now(state(credit_line="Lyrics by Adeel Tariq"), MINOR, public=True)
    assert told["credits"][0] == {"credit": "1", "party": None, "name": "[name not public]", "role": "lyrics"}
    assert told["credit_line"] == "Lyrics by [name not public]"


def test_inside_the_name_as_credited_stands_beside_it() -> None:
    line = "Lyrics by Adeel Tariq"
    told = told_now(state(credit_line=line), NAMES, public=False)
    assert (told["credits"][0]["name"], told["credits"][0]["credited_as"]) == ("Adila Tariq", "Adeel Tariq")
    assert told["credit_line"] == line
    assert "credited_as" not in told["credits"][1]


def test_entry_of_others_stays_the_very_same() -> None:
    whole = state()
    assert told_now(whole, {"4": NAMES[PARTY]}, public=True) is whole


def test_only_whole_names_are_put_in_place_of_others() -> None:
    now = NameNow("Al Smith", "Al Smith", withheld=False, former=("Al",))
    told = state(credit_line="Alan, Al and Tariq Lodhi (Al)")
    told["credits"][0]["name"] = "Al"
    assert told_now(told, {PARTY: now}, public=True)["credit_line"] == "Alan, Al Smith and Tariq Lodhi (Al Smith)"


def test_party_whose_name_was_erased_is_told_so() -> None:
    now = NameNow("[erased]", None, withheld=False, former=())
    told = told_now(state(), {PARTY: now}, public=True)
    assert told["credits"][0]["name"] == "[erased]"
