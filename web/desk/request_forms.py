"""What happens with a form of a request or a statement: ask, preview, propose, record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.draft import Draft
from ledger.application.editions import edition_seen
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.proposable import Form, Ground, decide
from ledger.application.request_forms import NEW, record_request_form
from ledger.application.requests import RequestSeen
from ledger.application.statements import record_statement_form
from ledger.application.striking_rulings import STRIKE, record_ruling_strike
from ledger.domain.values import Provenance
from ledger.errors import Conflict, Invalid, LedgerError, NotFound, Problem, Refused, Unavailable
from ledger.projections.nominees import EditionFound
from ledger.schemas.commands import SOURCES
from ledger.schemas.requests import ASKERS
from ledger.wording.catalogue import gettext as _
from ledger.wording.proposals import form_called
from web.desk.choosing import chosen as picked
from web.desk.citing import readable, told, with_document
from web.desk.document_fields import as_told
from web.desk.meanwhile import recorded_meanwhile
from web.desk.parts import as_seen, chosen
from web.desk.proposing import PROPOSE, author_on, filled_again, proposed_form, two_needed
from web.desk.recording import sentences
from web.desk.request_fields import (
    Offered,
    answer_groups,
    credits_field,
    decide_groups,
    new_groups,
    nominations_field,
    retract_groups,
    statement_groups,
    strike_groups,
)
from web.desk.request_shown import names_of, title_of
from web.desk.stories import stories_of
from web.forms import Group, fill, fresh_command
from web.people import Person, services
from web.sight import told_of
from web.twins import Shown

SEVERAL = ("nominations", "nominations_whole", "credits", "credits_whole", "wishes", "targets")
PARTIES = {
    **{f"{name}{number}": "party" for number in range(1, ASKERS + 1) for name in ("asker", "for_party")},
    "party": "party",
    "work": "work",
    "about_party": "party",
}
"""The fields that name a record, each with its sort."""
LEADS = {
    ("request", NEW): _(
        "Asking changes nothing. What comes too late is recorded like anything else: that is an outcome."
    ),
    ("request", "decide"): _(
        "Point by point, in one append with the acts that come of it. The party reads the outcome on its own page at once."
    ),
    ("request", "retract"): _("Whoever asked takes it back. What was decided stays."),
    ("request", "answer"): _("What the party answered to what the organiser asked. A late answer is welcome."),
    ("request", "strike"): _("Nobody asked this. It stays readable in the log; its notes go."),
    ("strike_ruling", STRIKE): _(
        "The body never decided this. What it recorded is struck with it; what it was decided on is open again."
    ),
    ("statement", NEW): _("Something said, which asks nothing and decides nothing. It is never public."),
    ("statement", "strike"): _("Nobody said this. It stays readable in the log."),
}
SUGGESTED: dict[str, Any] = {
    "direction": "of_organiser",
    "about": "nomination",
    "source_kind": "e_mail",
    "channel": "press",
    "reason": "not_given",
    "together": "",
    "outcome": "",
    "happened": "",
    **{f"confirmed{number}": "not_known" for number in range(1, ASKERS + 1)},
}
Record = Callable[[Ledger, Provenance, tuple[str, UUID], Mapping[str, Any], Mapping[UUID, Story]], Receipt]
RECORD: Mapping[str, Record] = {
    "request": record_request_form,
    "statement": record_statement_form,
    "strike_ruling": record_ruling_strike,
}


class Asked(NamedTuple):
    """Which form, about what: the command and its kind, the edition, the stream that it is about, and its request, if of one."""

    command: str
    name: str
    found: EditionFound
    about: UUID
    seen: RequestSeen | None = None

    @property
    def show(self) -> UUID:
        """The show that it is on."""
        return UUID(hex=self.found.show["subject"])


def about_request(found: EditionFound, name: str, seen: RequestSeen | None) -> Asked:
    """A form about a new request, or about one that is there."""
    return Asked("request", name, found, seen.id if seen else UUID(hex=found.edition["subject"]), seen)


def about_statement(found: EditionFound, name: str, said: UUID | None) -> Asked:
    """A form about a new statement, or about one that is there."""
    return Asked("statement", name, found, said or UUID(hex=found.edition["subject"]))


def about_ruling(found: EditionFound, decided: UUID) -> Asked:
    """The form by which a decision is said to have been entered in error."""
    return Asked("strike_ruling", STRIKE, found, decided)


def groups_of(asked: Asked, offered: Offered) -> Sequence[Group]:
    """The fields of the form."""
    if asked.name == "strike":
        return strike_groups()
    if asked.command == "statement":
        return statement_groups(offered)
    if asked.seen is None:
        return new_groups(offered)
    return {"decide": decide_groups, "retract": retract_groups, "answer": answer_groups}[asked.name](
        offered, asked.seen
    )


def _cited(asked: Asked, offered: Offered) -> Sequence[Group]:
    """The fields with the question on which filed document it rests, but for what was entered in error, which rests on none."""
    groups = groups_of(asked, offered)
    return groups if asked.name == STRIKE else with_document(groups, offered.edition.stream)


def answer_form(person: Person, asked: Asked) -> Shown | Response:
    """Show the form, preview what it says, propose or record it."""
    # Before anything is read: what is recorded in between counts as not seen.
    head = services().ledger.recorder.head()[0]
    if request.method == "GET":
        chosen_ = {name: request.args.getlist(name.removesuffix("s")) for name in ("nominations", "credits")}
        empty: dict[str, Any] = {"wishes": [], "targets": []}
        fresh = SUGGESTED | empty | chosen_ | {"command": fresh_command(), "seen": str(head)}
        return _shown(asked, fresh | _of_the_document() | dict(filled_again(asked.command, asked.show)))
    typed: dict[str, Any] = request.form.to_dict() | {name: request.form.getlist(name) for name in SEVERAL}
    by, stories = author_on(person, typed.get("command"), asked.show), stories_of(asked.found)
    sent, records, problems = _sent(asked, typed, stories)
    try:
        if problems:
            raise Invalid(problems)  # noqa: TRY301 - shown like every other refusal
        form = Form(asked.command, asked.name, asked.about, sent)
        if typed.get("step") == PROPOSE:
            return proposed_form(person, form, stories)
        if typed.get("step") == "record":
            receipt = _record(asked, by, sent, stories)
            services().shown(receipt.last)
            return redirect(url_for("desk.receipt", command=receipt.command), 303)
        return _shown(asked, typed, records, preview=_preview(decide(Ground(services().ledger, by, stories), form)))
    except (Invalid, Refused, Conflict, NotFound, Unavailable) as error:
        return _refused(asked, typed, records, error)


def _of_the_document() -> dict[str, Any]:
    """What a form says of the document from whose page it was opened (`?document=`): who sent it, when, and that it rests on it."""
    try:
        wanted = UUID(request.args.get("document", ""))
    except ValueError:
        return {}
    found = readable([wanted]).get(wanted)
    if found is None:
        return {}
    told(found)
    typed, sender = as_told(found), found.told.sender_party
    asker = {"asker1": names_of([sender]).get(sender, ""), "asker1_id": str(sender)} if sender else {}
    about = {name: typed[name] for name in ("sent", "received")} | {"effective": typed["published"] or typed["sent"]}
    who = asker or {"asker_words1": typed["sender"]}
    kind = found.told.kind if found.told.kind in SOURCES else "none"
    return {**who, **about, "instrument": str(wanted), "source_kind": kind}


def _record(asked: Asked, by: Provenance, sent: Mapping[str, Any], stories: Mapping[UUID, Story]) -> Receipt:
    return RECORD[asked.command](services().ledger, by, (asked.name, asked.about), sent, stories)


def _sent(
    asked: Asked, typed: Mapping[str, Any], stories: Mapping[UUID, Story]
) -> tuple[dict[str, Any], dict[str, tuple[tuple[str, str], ...]], list[Problem]]:
    """What was meant: nominations chosen with their category, records by name, outcomes by their points."""
    offered = _offered(asked, stories, str(typed.get("seen", "")))
    reads = [(name, picked(typed, name, sort)) for name, sort in PARTIES.items() if typed.get(name)]
    answers = {key: value for _name, one in reads for key, value in one.answer.items()}
    sent = dict(typed) | {name: "" for name, one in reads if not one.answer} | answers
    sent["nominations"] = chosen(nominations_field(offered), typed["nominations"], typed["nominations_whole"])
    sent["credits"] = chosen(credits_field(offered), typed["credits"], typed["credits_whole"])
    sent["outcomes"], sent["consequences"] = (
        [f"{name.removeprefix(of)}:{value}" for name, value in typed.items() if name.startswith(of) and value]
        for of in ("outcome_", "follows_")
    )
    records = {name: one.offered for name, one in reads if one.offered}
    return sent, records, [one.problem for _name, one in reads if one.problem is not None]


def _offered(
    asked: Asked,
    stories: Mapping[UUID, Story],
    seen: str,
    records: Mapping[str, tuple[tuple[str, str], ...]] | None = None,
) -> Offered:
    """As its author had seen it: those to choose from do not change under their eyes."""
    edition = edition_seen(services().ledger, UUID(hex=asked.found.edition["subject"]))
    return Offered(edition, as_seen(told_of(stories), seen), records or {})


def _preview(draft: Draft) -> dict[str, Any]:
    note = _("Nothing of it is public until it is announced.")
    return {"acts": sentences(draft), "note": note}


def _refused(
    asked: Asked,
    typed: dict[str, Any],
    records: Mapping[str, tuple[tuple[str, str], ...]],
    error: LedgerError,
) -> Shown:
    about = {asked.about, UUID(hex=asked.found.edition["subject"]), *(asked.seen.nominations if asked.seen else ())}
    changed = recorded_meanwhile(error, typed, lambda: about)
    return _shown(asked, typed, records, error=error, changed=changed)


def _shown(
    asked: Asked,
    typed: Mapping[str, Any],
    records: Mapping[str, tuple[tuple[str, str], ...]] | None = None,
    *,
    preview: Mapping[str, Any] | None = None,
    error: LedgerError | None = None,
    changed: Sequence[str] = (),
) -> Shown:
    offered = _offered(asked, stories_of(asked.found), str(typed.get("seen", "")), records)
    view = {
        "verb": form_called(asked.command, asked.name),
        "lead": LEADS[asked.command, asked.name],
        "subject": title_of(asked.seen) if asked.seen else asked.found.edition["name"],
        "edition": asked.found.named,
        "form": fill(_cited(asked, offered), typed, error),
        "preview": preview,
        "proposes": two_needed(asked.show),
        "changed": changed,
    }
    return Shown(view, status=error.status if error else 200)
