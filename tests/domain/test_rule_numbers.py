"""Rules are found by the numbers at the beginnings of their lines."""

from __future__ import annotations

import pytest

from ledger.domain.rule_numbers import rules_in

RULES = """Rules of the Meridian Awards
2026 edition

1 Entries
1.1 Every work of the year may be entered.
It is entered once.
2. Withdrawing
2.1) A nominee may withdraw; the place
   stays empty.
Rule 3: Juries
§ 4a Disputes
2026 was a good year.
1 Entries
"""


def test_rules_are_found_with_heading_and_text() -> None:
    found = {rule.number: (rule.heading, rule.text) for rule in rules_in(RULES)}
    assert list(found) == ["1", "1.1", "2", "2.1", "3", "4a"]
    assert found["1"] == ("Entries", "")
    assert found["1.1"] == ("", "Every work of the year may be entered.\nIt is entered once.")
    assert found["2.1"] == ("A nominee may withdraw; the place", "stays empty.")
    assert found["3"] == ("Juries", "")
    assert found["4a"] == ("Disputes", "2026 was a good year.\n1 Entries")


@pytest.mark.parametrize("text", ["", "No numbers here.", "2026 edition\n2027", "seven 7.2 things"])
def test_text_without_numbers_has_no_rules(text: str) -> None:
    assert rules_in(text) == ()


def test_a_thousand_rules_are_found_quickly_in_any_script() -> None:
    text = "\n".join(f"{n // 20 + 1}.{n % 20 + 1} قاعدہ" for n in range(1000))
    assert len(rules_in(text)) == 1000


def test_table_of_contents_is_passed_over() -> None:
    contents = "Contents\n1 Entries ... 2\n1.1 Works ... 2\n2 Juries ... 3\n\n"
    found = rules_in(f"{contents}1 Entries\n1.1 Works\nEvery work may be entered.\n2 Juries\nThree people.\n")
    assert [(rule.number, rule.heading, rule.text) for rule in found] == [
        ("1", "Entries", ""),
        ("1.1", "Works", "Every work may be entered."),
        ("2", "Juries", "Three people."),
    ]
