"""What an account may do, and what it owes for that."""

from __future__ import annotations

from typing import Protocol

ROLES = ("organiser", "deputy", "door", "tabulator", "auditor", "administrator")
"""Roles an account is invited as."""
SECOND_FACTOR = frozenset({"organiser", "tabulator", "auditor", "administrator"})
"""Who reads or writes what is confidential signs in with more than a password."""
FRESH = frozenset({"announce", "accounts", "roster", "links"})
"""Acts that need a fresh sign-in: what is told to the public, and who is let in to do or read what. So does changing one's own keys."""


class HasRole(Protocol):
    """An account, or somebody signed in to it."""

    @property
    def role(self) -> str:
        """The role it was invited as."""


def role_of(account: HasRole) -> str:
    """What the account was invited as: what it can be on a show. On which shows it is that, each show's roster says, in the log."""
    return account.role
