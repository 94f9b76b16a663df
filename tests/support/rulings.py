"""Decisions on several nominations, sent as the desk's form sends them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.ledger import Receipt
from ledger.application.ruling_forms import record_ruling
from ledger.application.settings_changes import record_change
from ledger.domain.values import Provenance
from tests.support.acts import Desk
from tests.support.requests import edition_of
from tests.support.services import by as organiser
from tests.support.services import follow


def target(desk: Desk, title: str, verb: str, **own: Any) -> dict[str, Any]:
    """What follows for one nomination."""
    return {"nomination": str(desk.stream(title)), "verb": verb, **own}


def ruling_form(desk: Desk, author: Provenance, *targets: Mapping[str, Any], **typed: Any) -> dict[str, Any]:
    """The form of a decision of the committee."""
    usual = {
        "command": str(author.command),
        "seen": str(desk.ledger.recorder.head()[0]),
        "body": "committee",
        "effective": "20 October 2026",
    }
    return {**usual, "targets": list(targets), **typed}


def decide(desk: Desk, *targets: Mapping[str, Any], by: Provenance | None = None, **typed: Any) -> Receipt:
    """Record a decision; its first act is the ruling."""
    author = by or organiser()
    form = ruling_form(desk, author, *targets, **typed)
    receipt = record_ruling(desk.ledger, author, edition_of(desk), form, desk.stories())
    follow(desk.demo)
    return receipt


def ruling_id(receipt: Receipt) -> UUID:
    """The ruling of a receipt."""
    return UUID(receipt.acts[0].partition("@")[0])


def lock(desk: Desk, effective: str) -> None:
    """Record when the ballot was locked."""
    author = organiser()
    form = {
        "command": str(author.command),
        "seen": str(desk.ledger.recorder.head()[0]),
        "milestone": "ballot_locked",
        "standing": "planned",
        "effective": effective,
        "source_kind": "none",
    }
    record_change(desk.ledger, author, edition_of(desk), "milestone", form)
    follow(desk.demo)
