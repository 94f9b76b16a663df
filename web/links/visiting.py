"""A link is exchanged for a short visit: a random token in a cookie, its hash in a row that stands and falls with the link.

Reading changes nothing; only the exchange, which is sent, does. A link is good until it expires or is ended, so whoever lost the
visit comes back by it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ledger.errors import NotFound
from web.accounts.limits import link_buckets, take
from web.accounts.tables import fresh_token, hash_of
from web.links.opening import Links
from web.links.tables import PartyLink, PartyVisit

VISIT_SECONDS = 2 * 60 * 60
MOST_VISITS = 20
"""Browsers that one link holds open at once; one more ends the oldest."""


class Visit(NamedTuple):
    """Somebody who came by a link: for which party, of which show, until when this browser (µs) and the link itself are let in."""

    party: UUID
    show: UUID
    until: int
    link_until: int
    purpose: str
    """What the link is for."""


class Begun(NamedTuple):
    """A visit that has just begun: what the link is for, and the token that the browser keeps."""

    purpose: str
    token: str


def exchange(links: Links, token: str, purposes: Collection[str], source: str, *, before: str | None = None) -> Begun:
    """Begin a visit by a link that is for one of these purposes; the visit that the browser held `before` ends.

    Raises NotFound `party_link_ended` alike for one that never was, has expired, was ended or is for something else, each counted as
    a guess; TooOften past a few.
    """
    now, begun = links.clock(), None
    with links.store.writing() as session:
        link = session.scalars(select(PartyLink).where(PartyLink.token == hash_of(token))).one_or_none()
        if link is not None and _is_open(link, now) and link.purpose in purposes:
            begun = Begun(link.purpose, _begin(session, link, before, now))
        else:
            take(session, links.key, link_buckets(source), now)
    # Only here, or the count of the guess would be undone with the unit.
    if begun is None:
        raise NotFound("party_link_ended")
    return begun


def _is_open(link: PartyLink, now: int) -> bool:
    return link.revoked_at is None and now < link.expires_at


def _begin(session: Session, link: PartyLink, before: str | None, now: int) -> str:
    link.first_used_at = link.first_used_at or now
    link.last_used_at = now
    session.execute(delete(PartyVisit).where(PartyVisit.expires_at <= now))
    if before is not None:
        session.execute(delete(PartyVisit).where(PartyVisit.token == hash_of(before)))
    newest_first = select(PartyVisit).where(PartyVisit.link == link.id).order_by(PartyVisit.began_at.desc())
    for oldest in session.scalars(newest_first.offset(MOST_VISITS - 1)).all():
        session.delete(oldest)
    token = fresh_token()
    until = min(now + VISIT_SECONDS * 1_000_000, link.expires_at)
    session.add(PartyVisit(token=hash_of(token), link=link.id, began_at=now, expires_at=until))
    return token


def find_visit(links: Links, token: str, *purposes: str) -> Visit | None:
    """Whose visit it is, asked of the rows each time; None if it has ended, its link has, or that is for something else."""
    now = links.clock()
    asked = (
        select(PartyLink.party, PartyLink.show, PartyVisit.expires_at, PartyLink.expires_at, PartyLink.purpose)
        .join(PartyLink, PartyLink.id == PartyVisit.link)
        .where(
            PartyVisit.token == hash_of(token),
            PartyVisit.expires_at > now,
            PartyLink.expires_at > now,
            PartyLink.revoked_at.is_(None),
            PartyLink.purpose.in_(purposes),
        )
    )
    with links.store.reading() as session:
        row = session.execute(asked).one_or_none()
    return Visit(*row) if row is not None else None


def leave(links: Links, token: str) -> None:
    """End a visit."""
    with links.store.writing() as session:
        session.execute(delete(PartyVisit).where(PartyVisit.token == hash_of(token)))
