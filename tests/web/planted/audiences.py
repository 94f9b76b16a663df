"""Who may meet what: one table, by what a word is and by the powers of roles (DOMAIN.md, Audiences; decision 20)."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.application.roles import MAY
from tests.web.planted.kinds import RESULT, TOLD, Kind
from web.accounts.roles import ROLES

PUBLIC, PARTY, ELSEWHERE = "public", "party by link", "elsewhere"
"""Audiences that have no role on the planted shows; the last is an organiser of another."""
AUDIENCES = (PUBLIC, PARTY, ELSEWHERE, *ROLES)
READING = tuple(role for role in ROLES if "read" in MAY[role])
"""Roles that read what is not announced."""

NOBODY = frozenset({"no power"})
READ, PRIVATE = frozenset({"read"}), frozenset({"read", "private"})
NEEDS: dict[str, frozenset[str]] = {
    "what is said of a nomination": READ,
    "what a show is called": READ,
    "how a show is set up": READ,
    "a setting that stays inside": READ,
    "the rulebook's label on a ruling": READ,
    "what a record is called": READ,
    "a name, a title or an id of a record": READ,
    "who recorded it": READ,
    "who recorded it of a record": READ,
    "who is on the roster": READ,
    "who was on the roster": READ,
    "a private text": PRIVATE,
    "a private text of a record": PRIVATE,
    "what is proposed": PRIVATE,
    "who proposed or decided on it": PRIVATE,
    "the note of who recorded it": NOBODY,
    "who is next in line": READ,
    "who was told": PRIVATE,
    "who objects": PRIVATE,
    "a confidential document": PRIVATE,
    "a published document": READ,
    "a document filed in error": READ | {"log"},
    "who recorded a confidential document": PRIVATE,
    "who recorded a published document": READ,
    "who recorded a document filed in error": READ | {"log"},
}
"""What a role must cover to meet it on its own shows; of a result not announced `results` besides. No page tells the notes of authors."""
EVERYBODY = ("what is said of a nomination", "what a show is called", "how a show is set up", "what a record is called")
"""What everybody may meet once it is announced."""
SHARED = ("a name, a title or an id of a record", "who recorded it of a record", "a private text of a record")
"""What whoever covers it on any show may meet of parties and works that the public knows of: all shows share those."""
OF_ROSTERS = ("who is on the roster", "what a show is called")
"""What whoever decides who is on rosters meets as well."""
STANDS = "lists tell what stands, and not what was put right, named anew or taken back since"
PASSED_OVER: dict[tuple[str, str], str] = {
    ("show.established", "name"): STANDS,
    ("edition.opened", "name"): STANDS,
    ("nomination.entered", "works.title"): STANDS,
    ("nomination.entered", "details"): STANDS,
    ("nomination.entered", "citation"): STANDS,
    ("nomination.entered", "credit_line"): STANDS,
    ("nomination.entered", "credits.name"): "the name that a party uses now takes its place",
    ("nomination.credit_added", "credit.name"): STANDS,
    ("nomination.credit_added", "credit.role"): STANDS,
    **{
        (f"nomination.{act}", "authority.rule"): STANDS
        for act in ("voided", "reinstated", "entered_anew", "credit_withdrawn", "credit_reinstated", "credit_added", "credit_corrected",
                    "corrected", "moved", "chosen", "not_conferred", "award_restored", "award_vacated")
    },
    ("edition.category_heading_set", "heading"): "a heading that no neighbours share heads nothing",
    ("rulebook.filed", "text"): "what stands before the first rule is in no rule",
}  # fmt: skip
"""What audiences that read only what is announced meet on no page although they may, with why."""


def may_meet(audience: str, kinds: Iterable[Kind]) -> bool:
    """Whether the audience may meet a word that is all of these."""
    return any(_may(audience, one) for one in kinds)


def _may(audience: str, kind: Kind) -> bool:
    if kind.what in EVERYBODY and kind.heard == TOLD:
        return True
    role = "organiser" if audience == ELSEWHERE else audience
    powers = MAY.get(role, frozenset())
    if audience == ELSEWHERE and not (kind.what in SHARED and kind.heard == TOLD):
        return False
    if kind.what in OF_ROSTERS and "roster" in powers:
        return True
    needed = NEEDS[kind.what] | ({"results"} if kind.heard == RESULT else frozenset())
    return needed <= powers
