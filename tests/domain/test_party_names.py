"""Keys under which names are found: spellings of one script alike, consonants across scripts, never a blank key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.party_names import alike, differs_by_one, plain, skeleton

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=24) | st.text("abcdeé علی ظفر", max_size=12)
WORDS = st.text("abcd", max_size=8)


@pytest.mark.parametrize(
    "one, other",
    [
        ("Éric  SERRA", "eric serra"),
        ("O’Brien", "obrien"),
        ("Atelier Ødegård 🧵", "atelier odegard"),
        ("Straße", "STRASSE"),
        ("كيف", "کیف"),
        ("زهرة", "زہرہ"),
        ("آسیہ", "اسیہ"),
        ("رائے", "رایے"),
        ("مؤمن", "مومن"),
        ("عـــلی", "علی"),
        ("شاہ\u200cرخ", "شاہرخ"),
        ("فلم ۱۲", "فلم 12"),
        ("Jean-Luc", "jean luc"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert plain(one) == plain(other) != ""
    assert alike(one, other) == "same_spelling"


@pytest.mark.parametrize(
    "latin, urdu",
    [
        ("Ali Zafar", "علی ظفر"),
        ("Gulzar Khan", "گلزار خان"),
        ("Zahra Nigah", "زہرا نگاہ"),
        ("Adnan Siddiqui", "عدنان صدیقی"),
        ("Shehzad Roy", "شہزاد رائے"),
        ("Ghulam Ali", "غلام علی"),
        ("Nadia Rehman", "نادیہ رحمان"),
    ],
)
def test_romanised_name_is_like_the_urdu_one_by_its_consonants(latin: str, urdu: str) -> None:
    assert skeleton(latin) == skeleton(urdu) != ""
    assert alike(latin, urdu) == "other_script"


@pytest.mark.parametrize("one, other", [("Ali Zafar", "Oli Zefir"), ("Noor", "نو"), ("Aya", "آیا"), ("Lee", "علی")])
def test_few_consonants_or_one_script_suggest_nothing(one: str, other: str) -> None:
    assert alike(one, other) == ""


@pytest.mark.parametrize("blank", ["", " ", "🧵", "…", "\u200d", "ـ"])
def test_name_without_letters_is_like_no_other(blank: str) -> None:
    assert (plain(blank), skeleton(blank)) == ("", "")
    for other in ("", blank, "🎤", "Noor"):
        assert alike(blank, other) == ""


@pytest.mark.parametrize(
    "one, other",
    [("meryl strep", "meryl streep"), ("noor sehr", "noor sahr"), ("zarmina", "zarmnia"), ("sehra", "esehra")],
)
def test_one_letter_added_left_out_changed_or_exchanged(one: str, other: str) -> None:
    assert differs_by_one(one, other)
    assert differs_by_one(other, one)


@pytest.mark.parametrize(
    "one, other", [("anna", "hanna"), ("meryl", "meryl"), ("zarmina", "zamrian"), ("noors", "noorsabc")]
)
def test_short_or_further_names_do_not_differ_by_one(one: str, other: str) -> None:
    assert not differs_by_one(one, other)


def _plainly(one: str, other: str) -> bool:
    """Every way of one letter, tried one after the other."""
    letters = set(one + other)
    ways = {one[:n] + one[n + 1 :] for n in range(len(one))}
    ways |= {one[:n] + letter + one[n:] for n in range(len(one) + 1) for letter in letters}
    ways |= {one[:n] + letter + one[n + 1 :] for n in range(len(one)) for letter in letters}
    ways |= {one[:n] + one[n + 1 : n + 2] + one[n : n + 1] + one[n + 2 :] for n in range(len(one) - 1)}
    return min(len(one), len(other)) >= 5 and one != other and other in ways


@given(one=WORDS, other=WORDS)
def test_one_letter_is_what_trying_every_letter_finds(one: str, other: str) -> None:
    assert differs_by_one(one, other) == _plainly(one, other)


@given(one=NAMES, other=NAMES)
def test_likeness_goes_both_ways_and_keys_are_stable(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert plain(plain(one)) == plain(one)
