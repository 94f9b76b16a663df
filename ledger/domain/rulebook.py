"""The text of one version of an edition's rulebook, filed once and never changed."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import msgspec

from ledger.domain.event import Event
from ledger.domain.values import Public


class Rule(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One rule, citable by its number."""

    number: Public[str]
    heading: Public[str] = ""
    text: Public[str] = ""


class Filed(Event, frozen=True, kw_only=True):
    """The text as filed, and the rules recognised in it. Who may read it, the edition says."""

    TOPIC: ClassVar[str] = "rulebook.filed"

    edition: Public[UUID]
    label: Public[str]
    text: Public[str]
    rules: Public[tuple[Rule, ...]]
