"""Every event the ledger can hold. Importing this module registers all topics."""

from __future__ import annotations

from ledger.domain import announcement, edition, nomination, party, show, work
from ledger.domain.event import TOPICS, Event

_MODULES = (show, edition, party, work, nomination, announcement)  # importing them is what registers their topics

ALL: tuple[type[Event], ...] = tuple(TOPICS[topic] for topic in sorted(TOPICS))
