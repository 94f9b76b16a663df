"""Schemas of proposals under four eyes: what decides one, and how they are shown."""

from __future__ import annotations

from ledger.schemas.commands import Command
from ledger.schemas.texts import Prose


class ReturnCommand(Command):
    """Give a proposal back to whoever made it."""

    reason = Prose(required=True)
