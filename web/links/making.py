"""Links are made and ended at the desk. A link is 128 random bits, of which the hash is kept: told once, good for one purpose and one party."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from ledger.errors import Invalid, NotFound, Problem
from web.accounts.tables import fresh_token, hash_of
from web.links.opening import Links
from web.links.tables import PartyLink, PartyVisit

LINK_BYTES = 16
OWN_PAGE, REPLY, ASK = "own_page", "reply", "ask"
PURPOSES = (OWN_PAGE, REPLY, ASK)
"""All that a link can be for: to read the party's own page, to answer what it was asked, to ask something."""
DAYS = (1, 14, 60)
"""For how many days a link can be good."""
DAY_US = 24 * 60 * 60 * 1_000_000


class Wanted(NamedTuple):
    """A link that is to be made."""

    purpose: str
    party: UUID
    show: UUID
    days: int


class Maker(NamedTuple):
    """Who makes it: account and name, both kept beside the link."""

    id: UUID
    name: str


def make_link(links: Links, wanted: Wanted, by: Maker) -> str:
    """The token of a new link, told once. Raises Invalid `unknown_choice` for another purpose, or another time than those offered."""
    problems = [Problem("purpose", "unknown_choice")] if wanted.purpose not in PURPOSES else []
    if wanted.days not in DAYS:
        problems.append(Problem("days", "unknown_choice"))
    if problems:
        raise Invalid(problems)
    now, token = links.clock(), fresh_token(LINK_BYTES)
    with links.store.writing() as session:
        session.add(
            PartyLink(
                id=uuid4(),
                token=hash_of(token),
                purpose=wanted.purpose,
                party=wanted.party,
                show=wanted.show,
                made_by=by.id,
                made_by_name=by.name,
                made_at=now,
                expires_at=now + wanted.days * DAY_US,
            )
        )
    return token


def every_link(links: Links, parties: Collection[UUID]) -> list[PartyLink]:
    """The links of these parties, for whatever show they were made, the newest first."""
    asked = select(PartyLink).where(PartyLink.party.in_(parties))
    with links.store.reading() as session:
        return list(session.scalars(asked.order_by(PartyLink.made_at.desc(), PartyLink.id)))


def end_link(links: Links, link: UUID, parties: Collection[UUID], shows: Collection[UUID]) -> None:
    """End a link of these parties and shows now, and every visit that came by it; one that has ended stays so.

    Raises NotFound `no_such_party_link`.
    """
    now = links.clock()
    with links.store.writing() as session:
        found = session.get(PartyLink, link)
        if found is None or found.party not in parties or found.show not in shows:
            raise NotFound("no_such_party_link")
        if found.revoked_at is None:
            found.revoked_at = now
        session.execute(delete(PartyVisit).where(PartyVisit.link == link))
