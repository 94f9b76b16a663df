"""Links for parties without an account, and the browsers that exchanged one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "party_link",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("token", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("party", sa.Uuid(), nullable=False, index=True),
        sa.Column("show", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_by_name", sa.String(200), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger()),
        sa.Column("first_used_at", sa.BigInteger()),
        sa.Column("last_used_at", sa.BigInteger()),
    )
    op.create_table(
        "party_visit",
        sa.Column("token", sa.LargeBinary(32), primary_key=True),
        sa.Column("link", sa.Uuid(), sa.ForeignKey("party_link.id"), nullable=False, index=True),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
    )
