"""The access record in words: what was read, on which page, and whether the record is whole."""

from __future__ import annotations

from ledger.domain.access import HeadRecorded
from ledger.domain.event import Event
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _

KINDS = Words(
    {
        "private_reasons": noted("private reasons"),
        "sealed_names": noted("names not announced"),
        "results_before_announcement": noted("results not announced"),
        "documents": noted("documents"),
        "access_record": noted("who read what"),
    }
)
SUBJECTS = Words(
    {
        "ledger": noted("The whole ledger"),
        "show": noted("Show"),
        "edition": noted("Edition"),
        "nomination": noted("Nomination"),
        "party": noted("Party"),
        "work": noted("Work"),
        "act": noted("Act"),
        "announcement": noted("Announcement"),
        "command": noted("Receipt"),
        "import": noted("Spreadsheet"),
    }
)
CHAIN = Words(
    {
        "altered": noted("Reading %(number)s of the access record is not what was written: it has been changed since."),
        "out_of_line": noted(
            "Reading %(number)s of the access record does not follow the one before it: one was changed, dropped or put in."
        ),
        "missing": noted("Reading %(number)s of the access record is not there."),
        "other_head": noted(
            "Reading %(number)s of the access record is not the one whose hash the log holds as entry %(position)s."
        ),
        "cut_off": noted(
            "The access record ends before reading %(number)s, whose hash the log holds as entry %(position)s: readings are lost."
        ),
    }
)
"""What is wrong with the record, by code; the first reading that does not hold is `number`."""


def say_head(event: Event) -> str | None:
    """The sentence of a head in the log; None for what is none."""
    if not isinstance(event, HeadRecorded):
        return None
    template = ngettext(
        "The access record held one reading by then; its hash stands here.",
        "The access record held %(n)s readings by then; the hash of the last stands here.",
        event.number,
    )
    return template % {"n": f"{event.number:,}"}


def say_chain(view: dict[str, object]) -> str:
    """Whether the record is whole, from the fields of `ledger.checks.access_chain.Verified`."""
    if view["wrong"]:
        return CHAIN[str(view["wrong"])] % {"number": f"{view['first_wrong']:,}", "position": f"{view['position']:,}"}
    if not view["rows"]:
        return _("Nothing has been read yet.")
    return ngettext(
        "One reading, and its hash is right.",
        "%(n)s readings, each with the hash of the one before it.",
        int(str(view["rows"])),
    ) % {"n": f"{view['rows']:,}"}
