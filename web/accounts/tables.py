"""The accounts' tables. Instants are µs since 1970-01-01T00:00Z; of every token only its SHA-256 is kept.

What Flask-Security keeps for an account has the names that it asks for.
"""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID, uuid4

from flask_security import AsaList, RoleMixin, UserMixin
from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

TOKEN_BYTES = 32


class Base(DeclarativeBase):
    """All tables of the accounts."""


class Account(Base, UserMixin):
    """Somebody who may sign in: who they are, what they prove it with, and until when. Accounts are closed, never deleted."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)  # type: ignore[assignment]
    email: Mapped[str] = mapped_column(String(254))
    """As `folded_email` gives it; that of one open account."""
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(40))
    """Given with the invitation; `web.accounts.roles.role_of` is the one place that reads it."""
    created_at: Mapped[int] = mapped_column(BigInteger)
    closed_at: Mapped[int | None] = mapped_column(BigInteger)
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid4().hex)
    totp: Mapped[str | None] = mapped_column(String(512))
    """The secret of the authenticator app, sealed."""
    totp_counter: Mapped[int | None] = mapped_column(BigInteger)
    """The last period whose code was used: none is taken twice."""
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))


class NoRole(RoleMixin):
    """Flask-Security asks for a class of roles; ours stand in the roster, and none of these is ever made."""


class Passkey(Base):
    """A passkey of an account: the public half, and how often its device says it was used."""

    __tablename__ = "passkey"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    credential: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[int] = mapped_column(BigInteger)
    used_at: Mapped[int | None] = mapped_column(BigInteger)


class SignIn(Base):
    """A browser that is signed in, or (stage `password`) half way there."""

    __tablename__ = "sign_in"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    account: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    stage: Mapped[str] = mapped_column(String(20))
    began_at: Mapped[int] = mapped_column(BigInteger)
    seen_at: Mapped[int] = mapped_column(BigInteger)
    fresh_at: Mapped[int] = mapped_column(BigInteger)
    browser: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(64))


class Link(Base):
    """A link that lets somebody make an account, once: the first administrator (purpose `first`), or one who was invited."""

    __tablename__ = "link"

    token: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    purpose: Mapped[str] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(40))
    expires_at: Mapped[int] = mapped_column(BigInteger)


class Challenge(Base):
    """What a passkey is asked to sign, once; `account` where it is to be added to one."""

    __tablename__ = "challenge"

    value: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account: Mapped[UUID | None] = mapped_column()
    expires_at: Mapped[int] = mapped_column(BigInteger)


class Device(Base):
    """A browser in which somebody has signed in to the account before: strangers' failures do not hold it off."""

    __tablename__ = "device"

    token: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    known_at: Mapped[int] = mapped_column(BigInteger)


class Attempt(Base):
    """Failures of one kind from one place (`bucket`, a keyed hash), and until when no more is tried for it."""

    __tablename__ = "attempt"

    bucket: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[int] = mapped_column(BigInteger)
    closed_until: Mapped[int] = mapped_column(BigInteger)


def fresh_token(size: int = TOKEN_BYTES) -> str:
    """A new token of `size` random bytes, as text that stands in addresses and cookies."""
    return secrets.token_urlsafe(size)


def hash_of(token: str) -> bytes:
    """What is kept of a token: whoever reads the database cannot use it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
