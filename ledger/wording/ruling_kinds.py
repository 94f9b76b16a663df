"""What the events of a decision are called."""

from __future__ import annotations

from ledger.wording.catalogue import Words, noted

RULING_KINDS = Words(
    {
        "ruling.made": noted("Decision"),
        "ruling.text_approved": noted("Text of a decision approved"),
        "ruling.announced": noted("Decision announced"),
        "ruling.announcement_taken_back": noted("Announcement of a decision taken back"),
        "ruling.struck": noted("Decision entered in error"),
    }
)
MEMBERS = Words(
    {
        "took_part": noted("took part"),
        "stood_aside": noted("stood aside"),
        "absent": noted("absent"),
    }
)
