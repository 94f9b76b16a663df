"""What happens with a form of a request, an objection or a statement: ask, preview, propose, record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.draft import Draft
from ledger.application.editions import edition_seen
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.objection_forms import record_objection_form
from ledger.application.objections import ObjectionSeen
from ledger.application.origins import FIELD
from ledger.application.proposable import Form, Ground, decide
from ledger.application.request_forms import NEW, record_request_form
from ledger.application.requests import RequestSeen
from ledger.application.statements import record_statement_form
from ledger.application.striking_rulings import STRIKE, record_ruling_strike
from ledger.domain.values import Provenance
from ledger.errors import Conflict, Invalid, LedgerError, NotFound, Problem, Refused, Unavailable
from ledger.projections.announcements import announcements
from ledger.projections.nominees import EditionFound
from ledger.schemas.commands import SOURCES
from ledger.schemas.requests import ASKERS
from ledger.wording.catalogue import gettext as _
from ledger.wording.proposals import form_called
from web.desk.choosing import chosen as picked
from web.desk.citing import readable, told, with_document
from web.desk.document_fields import as_told
from web.desk.meanwhile import recorded_meanwhile
from web.desk.objection_fields import (
    awards_field,
    decide_objection_groups,
    decisions_field,
    heard_groups,
    objection_groups,
    put_to_groups,
    take_back_groups,
)
from web.desk.objection_shown import rested_on
from web.desk.objection_shown import title_of as objection_title
from web.desk.origins import origins
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
from web.desk.request_words import LEADS, SUGGESTED
from web.desk.stories import stories_of
from web.forms import Group, fill, fresh_command
from web.people import Person, covers, services
from web.sight import told_of
from web.twins import Shown

SEVERAL = (
    "nominations", "nominations_whole", "credits", "credits_whole", "awards", "awards_whole", "acts", "acts_whole", "categories",
    "announcements", "wishes", "targets",
)  # fmt: skip
CHOSEN = {
    "nominations": nominations_field, "credits": credits_field, "awards": awards_field, "acts": decisions_field,
}  # fmt: skip
"""The long choices by category."""
PARTIES = {
    **{f"{name}{number}": "party" for number in range(1, ASKERS + 1) for name in ("asker", "for_party")},
    "party": "party",
    "work": "work",
    "about_party": "party",
    "objector": "party",
    "other_party": "party",
}
"""The fields that name a record, each with its sort."""
OF_A_REQUEST = {"decide": decide_groups, "retract": retract_groups, "answer": answer_groups}
OF_AN_OBJECTION = {
    "put-to": put_to_groups, "heard": heard_groups, "decide": decide_objection_groups, "take-back": take_back_groups,
}  # fmt: skip
Record = Callable[[Ledger, Provenance, tuple[str, UUID], Mapping[str, Any], Mapping[UUID, Story]], Receipt]
RECORDED: Mapping[str, Record] = {
    "request": record_request_form,
    "objection": record_objection_form,
    "statement": record_statement_form,
    "strike_ruling": record_ruling_strike,
}


class Asked(NamedTuple):
    """Which form, about what: the command and its kind, the edition, the stream that it is about, and its request, if of one."""

    command: str
    name: str
    found: EditionFound
    about: UUID
    seen: RequestSeen | ObjectionSeen | None = None

    @property
    def show(self) -> UUID:
        """The show that it is on."""
        return UUID(hex=self.found.show["subject"])


def about_request(found: EditionFound, name: str, seen: RequestSeen | None) -> Asked:
    """A form about a new request, or about one that is there."""
    return Asked("request", name, found, seen.id if seen else UUID(hex=found.edition["subject"]), seen)


def about_objection(found: EditionFound, name: str, seen: ObjectionSeen | None) -> Asked:
    """A form about a new objection, or about one that is there."""
    return Asked("objection", name, found, seen.id if seen else UUID(hex=found.edition["subject"]), seen)


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
    if isinstance(asked.seen, ObjectionSeen):
        return OF_AN_OBJECTION[asked.name](offered, asked.seen)
    if asked.seen is None:
        return objection_groups(offered) if asked.command == "objection" else new_groups(offered)
    return OF_A_REQUEST[asked.name](offered, asked.seen)


def answer_form(person: Person, asked: Asked) -> Shown | Response:
    """Show the form, preview what it says, propose or record it."""
    # Before anything is read: what is recorded in between counts as not seen.
    head = services().ledger.recorder.head()[0]
    if request.method == "GET":
        chosen_ = {name: request.args.getlist(name.removesuffix("s")) for name in CHOSEN}
        empty: dict[str, Any] = {name: [] for name in ("wishes", "targets", "categories", "announcements")}
        told_once = {"command": fresh_command(), "seen": str(head), FIELD: request.args.get(FIELD, "")}
        fresh = SUGGESTED | empty | chosen_ | told_once | _of_the_document()
        return _shown(asked, fresh | dict(filled_again(asked.command, asked.show)))
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
        return _shown(
            asked, typed, records, preview=_preview(asked, decide(Ground(services().ledger, by, stories), form))
        )
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
    return RECORDED[asked.command](services().ledger, by, (asked.name, asked.about), sent, stories)


def _sent(
    asked: Asked, typed: Mapping[str, Any], stories: Mapping[UUID, Story]
) -> tuple[dict[str, Any], dict[str, tuple[tuple[str, str], ...]], list[Problem]]:
    """What was meant: nominations chosen with their category, records by name, outcomes by their points."""
    offered = _offered(asked, stories, str(typed.get("seen", "")))
    reads = [(name, picked(typed, name, sort)) for name, sort in PARTIES.items() if typed.get(name)]
    answers = {key: value for _name, one in reads for key, value in one.answer.items()}
    sent = dict(typed) | {name: "" for name, one in reads if not one.answer} | answers
    for name, field in CHOSEN.items():
        sent[name] = chosen(field(offered), typed[name], typed[f"{name}_whole"])
    sent["outcomes"], sent["follows"] = _by_point(typed, "outcome_"), _by_point(typed, "follows_")
    sent["consequences"] = sent["follows"]
    records = {name: one.offered for name, one in reads if one.offered}
    return sent, records, [one.problem for _name, one in reads if one.problem is not None]


def _by_point(typed: Mapping[str, Any], begin: str) -> list[str]:
    """What was said of each point, `<number>:<what>`."""
    return [f"{name.removeprefix(begin)}:{value}" for name, value in typed.items() if name.startswith(begin) and value]


def _origins(asked: Asked) -> tuple[tuple[str, str], ...]:
    """What a new request or objection may follow from."""
    return origins(asked.found) if asked.name == NEW and asked.command != "statement" else ()


def _announced(asked: Asked) -> tuple[tuple[str, str], ...]:
    """The announcements that were made, where they can be contested."""
    if asked.command != "objection" or asked.name != NEW:
        return ()
    found = services()
    told = announcements(found.lists, asked.found.edition["subject"], found.ledger.now(), results=covers("results"))
    return tuple((one["id"], f"{one['when']}, {one['who']}") for one in told if one["state"] == "made")


def _offered(
    asked: Asked,
    stories: Mapping[UUID, Story],
    seen: str,
    records: Mapping[str, tuple[tuple[str, str], ...]] | None = None,
) -> Offered:
    """As its author had seen it: those to choose from do not change under their eyes."""
    edition = edition_seen(services().ledger, UUID(hex=asked.found.edition["subject"]))
    return Offered(edition, as_seen(told_of(stories), seen), records or {}, _announced(asked), _origins(asked))


def _preview(asked: Asked, draft: Draft) -> dict[str, Any]:
    note = _("Nothing of it is public until it is announced.")
    resting = rested_on(asked.seen) if isinstance(asked.seen, ObjectionSeen) and asked.name == "decide" else ()
    if resting:
        told = " ".join(one["sentence"] for one in resting)
        note += " " + _("On what is contested rests, and stays until it is decided: %(acts)s") % {"acts": told}
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


def _subject(asked: Asked) -> str:
    """What the form is about."""
    if isinstance(asked.seen, ObjectionSeen):
        return objection_title(asked.seen)
    return title_of(asked.seen) if asked.seen else str(asked.found.edition["name"])


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
    groups = groups_of(asked, offered)
    if asked.name != "strike":
        groups = with_document(groups, UUID(hex=asked.found.edition["subject"]))
    view = {
        "verb": form_called(asked.command, asked.name),
        "lead": LEADS[asked.command, asked.name],
        "subject": _subject(asked),
        "edition": asked.found.named,
        "form": fill(groups, typed, error),
        "preview": preview,
        "proposes": two_needed(asked.show),
        "changed": changed,
    }
    return Shown(view, status=error.status if error else 200)
