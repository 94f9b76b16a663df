"""Who is signed in where. A browser holds a random token; here stands its hash, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session

from web.accounts.store import Store
from web.accounts.tables import Account, Device, Passkey, SignIn, fresh_token, hash_of

MINUTE = 60_000_000
IDLE_US = 2 * 60 * MINUTE
"""Unused for so long, a sign-in has ended (µs)."""
LONGEST_US = 12 * 60 * MINUTE
"""So long after it began it has ended in any case: a night of awards, not the morning after."""
HALF_WAY_US = 10 * MINUTE
"""How long a password waits for its second factor."""
FRESH_US = 15 * MINUTE
"""How long ago a person must have proved themselves to open what needs a fresh sign-in …"""
FRESH_TO_SEND_US = 60 * MINUTE
"""… and to send a form that was opened so: an hour to fill it in."""
MOST_KEPT = 1000
"""Sign-ins remembered at once."""
DEVICE_US = 180 * 24 * 60 * MINUTE
PASSWORD, FULL = "password", "full"
"""Stages: the password was right and a second factor is asked for; signed in."""


@dataclass(frozen=True)
class Where:
    """The browser a request came from. `source` is its network, `device` the token of a browser signed in from before."""

    source: str
    browser: str = ""
    device: str | None = None


class Signed(NamedTuple):
    """Somebody who is signed in, or half way there."""

    sign_in: UUID
    stage: str
    began_at: int
    seen_at: int
    fresh_at: int
    account: UUID
    name: str
    email: str
    role: str
    totp: bool
    passkeys: bool

    @property
    def has_second_factor(self) -> bool:
        """Whether anything but the password protects the account."""
        return self.totp or self.passkeys


_SIGNED = select(
    SignIn.id,
    SignIn.stage,
    SignIn.began_at,
    SignIn.seen_at,
    SignIn.fresh_at,
    Account.id,
    Account.name,
    Account.email,
    Account.role,
    Account.totp.is_not(None),
    exists().where(Passkey.account == Account.id),
).join(Account, Account.id == SignIn.account)


def find_signed(store: Store, token: str, now: int) -> Signed | None:
    """Whose token it is, None if it is nobody's, has ended, or its account is closed."""
    signed = _signed(store, hash_of(token))
    if signed is None or _ended(signed.stage, signed.began_at, signed.seen_at, now):
        return None
    if now - signed.seen_at > MINUTE:
        with store.writing() as session:
            session.execute(update(SignIn).where(SignIn.id == signed.sign_in).values(seen_at=now))
    return signed


def _signed(store: Store, token: bytes) -> Signed | None:
    """Asked of the rows once for as long as nothing is written: every page asks."""
    mark = store.mark()
    kept = store.kept.get(token)
    if kept is not None and mark is not None and kept[0] == mark:
        found: Signed | None = kept[1]
        return found
    with store.reading() as session:
        row = session.execute(_SIGNED.where(SignIn.token == token, Account.closed_at.is_(None))).one_or_none()
    signed = Signed(*row) if row is not None else None
    if signed is not None and mark is not None:
        if len(store.kept) >= MOST_KEPT:
            store.kept.clear()
        store.kept[token] = mark, signed
    return signed


def _ended(stage: str, began_at: int, seen_at: int, now: int) -> bool:
    if stage == PASSWORD:
        return now - began_at > HALF_WAY_US
    return now - seen_at > IDLE_US or now - began_at > LONGEST_US


def begin(session: Session, account: UUID, stage: str, where: Where, now: int) -> str:
    """A new sign-in; its token, which is told once. What has ended meanwhile is let go of."""
    session.execute(delete(SignIn).where(or_(SignIn.began_at < now - LONGEST_US, SignIn.seen_at < now - IDLE_US)))
    token = fresh_token()
    session.add(
        SignIn(
            id=uuid4(),
            token=hash_of(token),
            account=account,
            stage=stage,
            began_at=now,
            seen_at=now,
            fresh_at=now,
            browser=where.browser[:200],
            source=where.source,
        )
    )
    return token


def renew(session: Session, sign_in: UUID, now: int) -> str | None:
    """Another token in the place of the one that a sign-in had, fresh from now; None if it has ended."""
    token = fresh_token()
    asked = update(SignIn).where(SignIn.id == sign_in).values(token=hash_of(token), fresh_at=now)
    return token if session.execute(asked.returning(SignIn.id)).first() is not None else None


def end(session: Session, sign_in: UUID, account: UUID) -> bool:
    """End one of an account's sign-ins; whether there was such a one."""
    gone = session.execute(
        delete(SignIn).where(SignIn.id == sign_in, SignIn.account == account).returning(SignIn.id)
    ).all()
    return bool(gone)


def end_all(session: Session, account: UUID, *, but: UUID | None = None) -> None:
    """End an account's sign-ins, or all but one."""
    asked = delete(SignIn).where(SignIn.account == account)
    session.execute(asked if but is None else asked.where(SignIn.id != but))


def every(session: Session, account: UUID, now: int) -> list[SignIn]:
    """An account's sign-ins that have not ended, the newest first."""
    rows = session.scalars(select(SignIn).where(SignIn.account == account).order_by(SignIn.began_at.desc()))
    return [row for row in rows if row.stage == FULL and not _ended(row.stage, row.began_at, row.seen_at, now)]


def known_device(session: Session, where: Where, account: UUID | None, now: int) -> str | None:
    """The browser's name among failures, if the account was signed in to there before."""
    if where.device is None or account is None:
        return None
    row = session.get(Device, hash_of(where.device))
    if row is None or row.account != account or now - row.known_at > DEVICE_US:
        return None
    return row.token.hex()


def remember_device(session: Session, account: UUID, where: Where, now: int) -> str:
    """Know the browser from now on; the token it keeps."""
    if where.device is not None and known_device(session, where, account, now):
        session.execute(update(Device).where(Device.token == hash_of(where.device)).values(known_at=now))
        return where.device
    token = fresh_token()
    session.add(Device(token=hash_of(token), account=account, known_at=now))
    session.execute(delete(Device).where(Device.known_at < now - DEVICE_US))
    return token
