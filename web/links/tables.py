"""The tables of links for parties, beside the accounts. Instants are µs since 1970-01-01T00:00Z; of every token only its SHA-256 is kept."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from web.accounts.tables import Base


class PartyLink(Base):
    """A link for one party and one purpose, made for a show. Links end, they are never deleted."""

    __tablename__ = "party_link"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    party: Mapped[UUID] = mapped_column(index=True)
    show: Mapped[UUID] = mapped_column()
    made_by: Mapped[UUID] = mapped_column()
    """The account, or in the demo one of its people."""
    made_by_name: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[int] = mapped_column(BigInteger)
    revoked_at: Mapped[int | None] = mapped_column(BigInteger)
    first_used_at: Mapped[int | None] = mapped_column(BigInteger)
    last_used_at: Mapped[int | None] = mapped_column(BigInteger)


class PartyVisit(Base):
    """A browser that exchanged a link, for a short while; it ends with the link."""

    __tablename__ = "party_visit"

    token: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    link: Mapped[UUID] = mapped_column(ForeignKey("party_link.id"), index=True)
    began_at: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[int] = mapped_column(BigInteger)
