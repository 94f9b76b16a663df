"""Finds the rules in the text of a rulebook by the numbers at the beginnings of its lines."""

from __future__ import annotations

import re

from ledger.domain.rulebook import Rule

RULE = re.compile(
    r"^[ \t]*(?:(?:Rule|Section|Article|§)[ \t]*)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}(?:[a-z](?![a-z]))?)(?P<end>[.):]?)(?:[ \t]+(?P<rest>\S.*))?[ \t]*$",
    re.IGNORECASE,
)
"""`7.2 Withdrawing`, `7.2. …`, `Rule 7`, `§ 12a:`. A number alone on its line begins a rule too, unless a dot is missing and it is a year."""
LONGEST_HEADING = 120
LARGEST = 400
"""A first number beyond this is a year, not a rule."""


def rules_in(text: str) -> tuple[Rule, ...]:
    """The rules in the order of the text; where a number stands twice, the first is the rule and the second is text of the rule before it.

    Numbers without any text before the first of them stands again are a table of contents, and no rules.
    The first line is a heading if it is short and does not end as a sentence does; else it belongs to the text.
    """
    found: list[tuple[str, str, list[str]]] = []
    seen: set[str] = set()
    for line in text.splitlines():
        begun = RULE.match(line)
        number = begun["number"].lower() if begun else ""
        if number in seen and not any(said for _number, _heading, lines in found for said in lines):
            found, seen = [], set()
        if begun is None or number in seen or int(re.split(r"\D", number)[0]) > LARGEST:
            if found:
                found[-1][2].append(line.rstrip())
            continue
        seen.add(number)
        rest = (begun["rest"] or "").strip()
        heading = rest if len(rest) <= LONGEST_HEADING and not rest.endswith((".", ";", ":", ",")) else ""
        found.append((number, heading, [] if heading or not rest else [rest]))
    return tuple(
        Rule(number=number, heading=heading, text="\n".join(lines).strip()) for number, heading, lines in found
    )
