"""The forms about documents: files are kept as they come, shown in the preview, and recorded with the form that names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.document_parts import Waiting, waiting_for
from ledger.application.documents import Standing, decide_document, record_document
from ledger.application.proposable import Form as Proposed
from ledger.domain.instrument import TEXT
from ledger.errors import Conflict, Invalid, LedgerError, NotFound, Problem, Refused, TooLarge, Unavailable
from ledger.importing.documents_sent import ROOM, Sent, keep_sent, keep_text
from ledger.importing.letters import Letter
from ledger.projections.nominees import EditionFound
from ledger.schemas.commands import load
from ledger.schemas.documents import PastedText
from ledger.wording.documents import title_of
from ledger.wording.errors import problem_sentence
from ledger.wording.import_form import size_words
from web.desk.choosing import Picked, chosen
from web.desk.citing import documents_in, told
from web.desk.document_fields import FORMS, as_told, document_groups, kept_choices
from web.desk.meanwhile import recorded_meanwhile
from web.desk.proposing import PROPOSE, author_on, filled_again, proposed_form, two_needed
from web.desk.recording import sentences
from web.forms import fill, fresh_command
from web.people import Person, services
from web.twins import Shown

SUGGESTED = {"kind": "letter", "channel": "mail", "standing": "confidential", "text": "", "text_kept": ""}
WITH_FILES = ("file", "add")
OF_A_LETTER = (("title", "subject"), ("sender", "sender"), ("sent", "sent"), ("text", "text"))
"""Fields of the form that an e-mail suggests, with where they stand in it."""


class Asked(NamedTuple):
    """Which form, of which edition, and about which document; None where one is filed."""

    act: str
    found: EditionFound
    here: Standing | None = None

    @property
    def show(self) -> UUID:
        """The show it is on."""
        return UUID(hex=self.found.show["subject"])

    @property
    def edition(self) -> UUID:
        """The edition it is filed with."""
        return UUID(hex=self.found.edition["subject"])

    @property
    def about(self) -> UUID:
        """What the command is about."""
        return self.here.document.id if self.here else self.edition


def document_form(person: Person, asked: Asked) -> Shown | Response:
    """Show the form, keep what is sent and preview it, or record it."""
    # Before anything is read: what is recorded in between counts as not seen.
    head = services().ledger.recorder.head()[0]
    if asked.here is not None:
        told(asked.here.document)
    if request.method == "GET":
        fresh = {"command": fresh_command(), "seen": str(head), "document": str(uuid4()), "kept": []}
        stands = as_told(asked.here.document) if asked.here and asked.act == "describe" else {}
        begun = {**SUGGESTED, **stands, **fresh, **filled_again("document", asked.show)}
        return _shown(asked, begun | {"text": _text_kept(asked, begun)})
    typed: dict[str, Any] = {**request.form.to_dict(), "kept": request.form.getlist("kept")}
    by = author_on(person, typed.get("command"), asked.show)
    picked = chosen(typed, "sender_party", "party")
    sent, step = Sent(), str(typed.get("step", ""))
    try:
        # A form sent again after it was recorded finds its files filed.
        if asked.act in WITH_FILES and services().ledger.recorder.find_append(by.command) is None:
            sent, changed = _keep(asked, typed)
            step = "preview" if changed else step
        if picked.problem is not None:
            raise Invalid([picked.problem])  # noqa: TRY301 - shown like every other refusal
        answers = {**typed, **picked.answer, "kept": _named(typed)}
        if step == PROPOSE:
            # Its text lies with the other files, under the document's own key.
            return proposed_form(person, Proposed("document", asked.act, asked.about, answers | {"text": ""}), {})
        if step == "record":
            receipt = record_document(services().ledger, by, asked.act, asked.about, answers)
            services().shown(receipt.last)
            return redirect(url_for("desk.receipt", command=receipt.command), 303)
        draft = decide_document(services().ledger, by, asked.act, asked.about, answers)
        return _shown(asked, typed, sent, picked=picked, preview={"acts": sentences(draft)})
    except (Invalid, Refused, Conflict, Unavailable) as error:
        return _refused(asked, typed, sent, (error, picked))


def _named(typed: Mapping[str, Any]) -> list[str]:
    """The digests of everything that the form files: its text first."""
    text = str(typed.get("text_kept", ""))
    return [*([text] if text else []), *typed["kept"]]


def _text_kept(asked: Asked, typed: Mapping[str, Any]) -> str:
    """The text that was sent with a form that is filled in again; empty where it is not there any more."""
    files, digest = services().ledger.files, str(typed.get("text_kept", ""))
    if not digest:
        return ""
    try:
        return b"".join(files.read(_document(asked, typed), digest)).decode()
    except (NotFound, Invalid):
        return ""


def _document(asked: Asked, typed: Mapping[str, Any]) -> UUID:
    if asked.here is not None:
        return asked.here.document.id
    try:
        document = UUID(str(typed.get("document", "")))
    except ValueError:
        raise Invalid([Problem("document", "unreadable")]) from None
    if services().ledger.stories([document]):
        raise Invalid([Problem("document", "unreadable")])
    return document


def _keep(asked: Asked, typed: dict[str, Any]) -> tuple[Sent, bool]:
    """Keep what came with the form, and fill in what an e-mail suggests; whether there are files its author has not seen yet.

    Raises Invalid with what was refused, when all else is kept.
    """
    ledger, document = services().ledger, _document(asked, typed)
    files = [(one.filename or "", one.stream) for one in request.files.getlist("files") if one.filename]
    sent = keep_sent(ledger, document, files, typed["kept"], _room(asked) if files else 0)
    typed["kept"] += sent.kept
    if sent.letter is not None and asked.act == "file":
        _suggest(typed, sent.letter)
    before = typed.get("text_kept") or None
    text = load(PastedText(), {"text": str(typed.get("text", "")).strip()})["text"]
    typed["text_kept"] = keep_text(ledger, document, text, before) if text else ""
    if sent.problems:
        raise Invalid(sent.problems)
    return sent, bool(sent.kept)


def _suggest(typed: dict[str, Any], letter: Letter) -> None:
    """What an e-mail says of itself, in fields that were left empty."""
    for field, name in OF_A_LETTER:
        if not str(typed.get(field, "")).strip():
            typed[field] = getattr(letter, name)
    if (typed.get("kind"), typed.get("channel")) == (SUGGESTED["kind"], SUGGESTED["channel"]):
        typed |= {"kind": "e_mail", "channel": "e_mail"}


def _room(asked: Asked) -> int:
    """Bytes that the edition's documents may still take."""
    return ROOM - sum(part.size for one in documents_in(asked.edition).values() for part in one.parts)


def _waiting(asked: Asked, typed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The files that were sent and are still there."""
    try:
        document = _document(asked, typed)
    except Invalid:
        return []
    found = ((digest, waiting_for(services().ledger.files, document, digest)) for digest in typed["kept"])
    return [_kept(digest, one) for digest, one in found if one is not None and one.role != TEXT]


def _kept(digest: str, one: Waiting) -> dict[str, Any]:
    return {"digest": digest, "name": one.name, "size_label": size_words(one.size), "media_type": one.media_type}


def _refused(asked: Asked, typed: dict[str, Any], sent: Sent, why: tuple[LedgerError, Picked]) -> Shown:
    """The form again with everything typed and sent; when somebody acted meanwhile, with what they did and ready to go on."""
    error, picked = why
    if isinstance(error, TooLarge):
        error = Invalid([Problem("files", error.code, error.params)])
    if isinstance(error, Invalid) and any(one.code == "document_filed_already" for one in error.problems):
        g.told_documents = True
    changed = recorded_meanwhile(error, typed, lambda: [asked.about])
    return _shown(asked, typed, sent, picked=picked, error=error, changed=changed)


def _shown(
    asked: Asked,
    typed: Mapping[str, Any],
    sent: Sent | None = None,
    *,
    picked: Picked | None = None,
    preview: Mapping[str, Any] | None = None,
    error: LedgerError | None = None,
    changed: list[str] | None = None,
) -> Shown:
    edition, show, words = asked.found.edition, asked.found.show, FORMS[asked.act]
    kept = _waiting(asked, typed) if asked.act in WITH_FILES else []
    form = fill(document_groups(asked.act, kept_choices(kept), picked.offered if picked else ()), typed, error)
    own = {name: str(typed.get(name, "")) for name in ("document", "text_kept")} if asked.act in WITH_FILES else {}
    view = {
        "verb": words.verb,
        "lead": words.lead,
        "subject": title_of(asked.here.document) if asked.here else edition["name"],
        "href": f"/desk/documents/{asked.here.document.id}/" if asked.here else "",
        "edition": {"name": edition["name"], "address": f"{show['address']}/{edition['address']}"},
        "form": replace(form, hidden={**form.hidden, **own}),
        "preview": preview,
        "proposes": two_needed(asked.show),
        "changed": changed or [],
        "kept": kept,
        "left_out": [problem_sentence(one) for one in sent.left_out] if sent else [],
        "unseen": bool(sent and sent.kept) and request.form.get("step") in ("record", PROPOSE),
    }
    return Shown(view, {"uploads": asked.act in WITH_FILES}, error.status if error else 200)
