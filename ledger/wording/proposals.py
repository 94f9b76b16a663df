"""Four eyes in words: what is proposed, what comes of it, and why it is refused."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.domain.event import Event
from ledger.domain.proposal import Confirmed, Made, Returned, Withdrawn
from ledger.domain.request import OF_ORGANISER, OF_PARTY
from ledger.domain.roster import FourEyesSet
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.verbs import VERBS

PROPOSAL_KINDS = {
    "show.four_eyes_set": noted("Four eyes switched on or off"),
    "proposal.made": noted("Proposed"),
    "proposal.confirmed": noted("Proposal confirmed"),
    "proposal.returned": noted("Proposal returned"),
    "proposal.withdrawn": noted("Proposal withdrawn"),
}
PROPOSAL_PROBLEMS: dict[str, str] = {
    "four_eyes": noted(
        "This show is under four eyes: nothing of it is recorded by one person. Propose it, and another person confirms it."
    ),
    "four_eyes_import": noted(
        "This show is under four eyes: nobody imports a spreadsheet into it alone. Send the file on the desk and propose it on its preview; "
        "another organiser confirms it on the page of the proposal."
    ),
    "import_adds_nothing": noted(
        "Every row that can be imported is in the ledger already: nothing is left to propose or to confirm."
    ),
    "import_not_as_proposed": noted(
        "The file or its mapping is not the one that was proposed, or was removed. Return the proposal, and propose the file as it is now."
    ),
    "no_such_proposal": noted("There is no such proposal."),
    "not_under_four_eyes": noted("This show is not under four eyes any more. Record it directly."),
    "not_your_proposal": noted("Somebody else made this proposal. Confirm it, or return it with a reason."),
    "own_proposal": noted("You made this proposal: another person confirms or returns it. You can withdraw it."),
    "proposal_decided": noted("This proposal has been confirmed, returned or withdrawn already."),
    "proposal_erased": noted("What was typed in this proposal was erased. It can be returned, and made anew."),
    "too_few_for_four_eyes": noted(
        "Four eyes take an organiser on the roster and one more person who may propose, an organiser or a deputy. "
        "Grant a role first, or have four eyes switched off."
    ),
}
FORMS = Words(
    {
        "announce": noted("Announce"),
        "take_back": noted("Take back an announcement"),
        "enter": noted("Enter a nomination"),
        "import": noted("Import a spreadsheet"),
        "no_award": noted("No award in a category"),
        "rule": noted("Decide on nominations"),
        "approve_text": noted("Approve what a decision says to the public"),
    }
)
SETTING_FORMS = Words(
    {
        "names": noted("Names of the edition"),
        "categories": noted("Add categories"),
        "heading": noted("Headings of categories"),
        "order": noted("Order of categories"),
        "standing": noted("Whether a category is held"),
        "places": noted("Places of a category"),
        "vacancy": noted("What happens to an empty place"),
        "body": noted("A body and its powers"),
        "stage": noted("A stage"),
        "milestone": noted("A milestone"),
        "withdrawal": noted("The rule on withdrawing"),
        "objection-limit": noted("Until when one may object"),
        "rulebook": noted("File a rulebook"),
        "rulebook-standing": noted("Who may read a rulebook"),
    }
)
SHOW_FORMS = Words(
    {
        "show-names": noted("Names of the show"),
        "edition": noted("Open an edition"),
        "grant": noted("Grant a role"),
        "end-role": noted("End a role"),
        "four-eyes": noted("Four eyes"),
    }
)
REQUEST_FORMS = Words(
    {
        "new": noted("Record a request"),
        "decide": noted("Decide a request"),
        "retract": noted("A request is taken back"),
        "answer": noted("What a party answered"),
        "strike": noted("A request was entered in error"),
    }
)
RULING_FORMS = Words({"strike": noted("A decision was entered in error")})
OBJECTION_FORMS = Words(
    {
        "new": noted("Record an objection"),
        "put-to": noted("Put it to the other side"),
        "heard": noted("What the other side answered"),
        "decide": noted("Decide an objection"),
        "take-back": noted("An objection is taken back"),
        "strike": noted("An objection was entered in error"),
    }
)
REQUEST_DOINGS = {
    OF_ORGANISER: Words(
        {"decide": noted("Decide"), "retract": noted("They take it back"), "strike": noted("Entered in error")}
    ),
    OF_PARTY: Words(
        {"answer": noted("Record the answer"), "retract": noted("Take it back"), "strike": noted("Entered in error")}
    ),
}
"""What can be done with a request, on its own page, by who asks whom."""
STATEMENT_FORMS = Words({"new": noted("Keep a statement"), "strike": noted("A statement was entered in error")})
DOCUMENT_FORMS = Words(
    {
        "file": noted("File a document"),
        "describe": noted("Describe a document"),
        "add": noted("Add to a document"),
        "strike": noted("A document filed in error"),
    }
)
_KINDS: Mapping[str, Mapping[str, str]] = {
    "act": VERBS,
    "request": REQUEST_FORMS,
    "objection": OBJECTION_FORMS,
    "statement": STATEMENT_FORMS,
    "strike_ruling": RULING_FORMS,
    "setting": SETTING_FORMS,
    "show": SHOW_FORMS,
    "document": DOCUMENT_FORMS,
}
IMPORT_ASKED = Words(
    {
        "name": noted("File"),
        "rows": noted("Rows read"),
        "fresh": noted("Nominations to add"),
        "present": noted("In the ledger already"),
        "refused": noted("Rows that cannot be imported"),
        "sha256": noted("SHA-256 of the file"),
        "digest": noted("Digest of the file with its mapping"),
    }
)
"""What is told of a file that is to be imported, in this order."""
STATES = Words(
    {
        "open": noted("waits for a second person"),
        "confirmed": noted("confirmed"),
        "returned": noted("returned"),
        "withdrawn": noted("withdrawn"),
    }
)


def form_called(command: str, what: str | None) -> str:
    """What a form is called that was proposed."""
    if what is None:
        return FORMS.get(command, command)
    return _KINDS.get(command, {}).get(what, what)


def say_import(fresh: int) -> str:
    """What confirming an import would record, which is decided row by row then."""
    told = ngettext(
        "%(n)s nomination is entered from the file, with what it names that is not in the ledger yet.",
        "%(n)s nominations are entered from the file, with what they name that is not in the ledger yet.",
        fresh,
    )
    return told % {"n": f"{fresh:,}"}


def say_four_eyes(event: Event) -> str | None:
    """The sentence of an act of four eyes; None for what is none."""
    if isinstance(event, FourEyesSet):
        if event.on:
            return _("From now on the show is under four eyes: what one person proposes another confirms.")
        return _("The show is under four eyes no longer.")
    if isinstance(event, Made):
        return _("Proposed, for a second person: %(what)s.") % {"what": form_called(event.command, event.what)}
    if isinstance(event, Confirmed):
        told = ngettext(
            "A second person confirms the proposal, and it is recorded as one act.",
            "A second person confirms the proposal, and it is recorded as %(n)d acts.",
            len(event.acts),
        )
        return told % {"n": len(event.acts)}
    if isinstance(event, Returned):
        return _("A second person returns the proposal.")
    return _("Whoever made the proposal withdraws it.") if isinstance(event, Withdrawn) else None
