"""Accounts, what they sign in with, where they are signed in, and what holds off guessing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger()),
        sa.Column("password", sa.String(255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(64), nullable=False, unique=True),
        sa.Column("totp", sa.String(512)),
        sa.Column("totp_counter", sa.BigInteger()),
        sa.Column("mf_recovery_codes", sa.Text()),
    )
    # A closed account leaves its address to another.
    is_open = sa.text("closed_at IS NULL")
    op.create_index("account_email", "account", ["email"], unique=True, sqlite_where=is_open, postgresql_where=is_open)
    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("account", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("credential", sa.LargeBinary(1024), nullable=False, unique=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
    )
    _make_what_passes()


def _make_what_passes() -> None:
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("token", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("account", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("fresh_at", sa.BigInteger(), nullable=False),
        sa.Column("browser", sa.String(200), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
    )
    op.create_table(
        "link",
        sa.Column("token", sa.LargeBinary(32), primary_key=True),
        sa.Column("id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "challenge",
        sa.Column("value", sa.LargeBinary(32), primary_key=True),
        sa.Column("account", sa.Uuid()),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
    )
    _make_what_holds_off()


def _make_what_holds_off() -> None:
    op.create_table(
        "device",
        sa.Column("token", sa.LargeBinary(32), primary_key=True),
        sa.Column("account", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("known_at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "attempt",
        sa.Column("bucket", sa.LargeBinary(32), primary_key=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_until", sa.BigInteger(), nullable=False),
    )
