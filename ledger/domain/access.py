"""Who read what is confidential, as far as that is part of the log: the head of the access record's chain, at most once a day."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ledger.domain.event import Event
from ledger.domain.values import Internal

KINDS = ("private_reasons", "sealed_names", "results_before_announcement", "documents", "access_record")
"""What a reading can have shown: reasons and source notes that are not for the public, names and results that it was not told, documents,
and the access record itself."""
STREAM = UUID("8d1f5c02-6f0e-4f5b-9a47-3c1d7b2e90aa")
"""The one stream in which the heads stand."""
LEDGER = UUID("2b7e0d94-51c3-4b0e-8f66-d0a3c58e17f1")
"""Who records them: the ledger itself, no person."""


class HeadRecorded(Event, frozen=True, kw_only=True):
    """So many readings were in the access record by then, and this is the hash of the last: from here on none of them can be changed unseen."""

    TOPIC: ClassVar[str] = "access.head_recorded"

    number: Internal[int]
    """That of the last reading."""
    head: Internal[str]
    """Its hash: `sha256:` and 64 hexadecimal digits."""
