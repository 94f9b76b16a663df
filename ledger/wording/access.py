"""The access record in words: what was read, on which page, and whether the record is whole."""

from __future__ import annotations

from ledger.domain.access import HeadRecorded
from ledger.domain.event import Event
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.times import say_instant

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
        "document": noted("Document"),
        "announcement": noted("Announcement"),
        "command": noted("Receipt"),
        "import": noted("Spreadsheet"),
    }
)
PAGES = Words(
    {
        "desk.today": noted("the desk’s first page"),
        "desk.nominations": noted("the list on the desk"),
        "desk.nomination_story": noted("the nomination’s story"),
        "desk.announced": noted("the announcements"),
        "desk.take_back": noted("the form that takes an announcement back"),
        "desk.act": noted("a form of an act"),
        "desk.act_on_several": noted("a form of an act on several"),
        "desk.enter": noted("the form that enters a nomination"),
        "desk.no_award": noted("the form of an award made to nobody"),
        "desk.announce": noted("the form that announces"),
        "desk.receipt": noted("a receipt"),
        "importing.standing": noted("a spreadsheet sent"),
        "importing.mapping": noted("a spreadsheet’s columns"),
        "importing.preview": noted("a spreadsheet’s preview"),
        "importing.fates": noted("what became of a spreadsheet’s rows"),
        "desk_parties.search": noted("the search for parties"),
        "desk_parties.register": noted("the form that registers a party"),
        "desk_parties.story": noted("the party’s story"),
        "desk_parties.form": noted("a form of the party"),
        "desk_works.search": noted("the search for works"),
        "desk_works.register": noted("the form that registers a work"),
        "desk_works.story": noted("the work’s story"),
        "desk_works.form": noted("a form of the work"),
        "desk_search.search": noted("the desk’s search"),
        "documents.edition_documents": noted("the documents of an edition"),
        "documents.new": noted("the form that files a document"),
        "documents.one_document": noted("a document’s page"),
        "documents.change": noted("a form about a document"),
        "documents.part": noted("a document’s file, taken away"),
        "audit.timeline": noted("the log"),
        "audit.event": noted("an act opened"),
        "audit.reads": noted("this page"),
        "list": noted("the command `list`"),
    }
)
"""Pages by the name under which readings are recorded."""
VIA = Words({"web": noted("in a browser"), "cli": noted("at the command line")})
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


def at_the_machine() -> str:
    """Who reads at the command line: no account, whoever has the machine."""
    return _("Whoever has the machine")


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


def say_chain(rows: int, wrong: str, first_wrong: int, position: int) -> str:
    """Whether the record is whole: how many readings there are, and what is wrong (empty: nothing) with the first that does not hold."""
    if wrong:
        return CHAIN[wrong] % {"number": f"{first_wrong:,}", "position": f"{position:,}"}
    template = ngettext("%(n)s reading; the chain is whole.", "%(n)s readings; the chain is whole.", rows)
    return template % {"n": f"{rows:,}"}


def say_last_head(position: int, recorded_at: int, number: int) -> str:
    """Which head the log holds: its entry, when it was recorded (µs), and of which reading it is."""
    template = _(
        "What was read before %(day)s, up to reading %(number)s, is held fast by entry %(position)s of the log."
    )
    day = say_instant(recorded_at, "UTC", "day")
    return template % {"day": day, "number": f"{number:,}", "position": f"{position:,}"}
