"""Acts on one nomination, sent as the desk's forms send them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.act_forms import preview_act, record_act
from ledger.application.acting import Deciding
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.domain.values import Provenance


def send(
    ledger: Ledger,
    author: Provenance,
    verb: str,
    nomination: UUID,
    form: Mapping[str, Any],
    others: Mapping[UUID, Story] | None = None,
) -> Receipt:
    """Record an act as its form says it."""
    return record_act(ledger, author, verb, {**form, "nominations": [str(nomination)]}, others)


def record_withdrawal(ledger: Ledger, author: Provenance, nomination: UUID, form: Mapping[str, Any]) -> Receipt:
    """Send the form of a withdrawal."""
    return send(ledger, author, "withdraw", nomination, form)


def preview_withdrawal(ledger: Ledger, author: Provenance, nomination: UUID, form: Mapping[str, Any]) -> Deciding:
    """Preview what it would record."""
    return preview_act(ledger, author, "withdraw", {**form, "nominations": [str(nomination)]})
