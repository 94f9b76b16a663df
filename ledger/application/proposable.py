"""What can be proposed: the form of every command on a show, how it is decided anew, and what a role must cover to confirm it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from ledger.application.act_forms import decide_form, load_act
from ledger.application.act_kinds import ACT_KINDS
from ledger.application.announcement_forms import decide_announcement
from ledger.application.documents import ACTS as DOCUMENT_ACTS
from ledger.application.documents import decide_document
from ledger.application.draft import Draft
from ledger.application.editions import edition_seen
from ledger.application.entering import decide_entry
from ledger.application.four_eyes import Concerned, concerned
from ledger.application.ledger import Ledger, Story
from ledger.application.no_award import decide_no_award
from ledger.application.objection_forms import OBJECTION_FORMS, decide_objection_form, power_of_objection
from ledger.application.proposed_imports import about_import, decide_import
from ledger.application.request_forms import REQUEST_ACTS, decide_request_form
from ledger.application.ruling import decide_approval
from ledger.application.ruling_forms import preview_ruling
from ledger.application.settings_changes import CHANGES, decide_change
from ledger.application.show_opening import SHOW_COMMANDS, decide_show_form
from ledger.application.statements import STATEMENT_ACTS, decide_statement_form
from ledger.application.striking_rulings import STRIKE, decide_ruling_strike
from ledger.application.taking_back import announcement_of, decide_taking_back
from ledger.domain.proposal import IMPORT
from ledger.domain.values import Provenance
from ledger.errors import NotFound
from ledger.schemas.commands import TakeBackCommand, load
from ledger.schemas.entering_forms import EnterForm
from ledger.schemas.no_award import NoAwardForm

Stories = Mapping[UUID, Story]
OF_ROSTER = ("grant", "end-role", "four-eyes")
"""Of the forms about a show those that decide who may do what."""


class Form(NamedTuple):
    """A form as it was sent: whose command it is, which act or setting, about what (None where it names nominations itself), and what was typed."""

    command: str
    what: str | None
    subject: UUID | None
    typed: Mapping[str, Any]

    @property
    def about(self) -> UUID:
        """What it is about. Raises NotFound `no_such_stream`."""
        if self.subject is None:
            raise NotFound("no_such_stream", stream="")
        return self.subject


class Ground(NamedTuple):
    """On what a form is decided: for whom, and every nomination of its edition with its story."""

    ledger: Ledger
    by: Provenance
    stories: Stories


class Proposable(NamedTuple):
    """How one command's form is decided, and which of its kinds there are."""

    decide: Callable[[Ground, Form], Draft]
    power: Callable[[str], str]
    """What a role must cover, by which act or setting it is."""
    kinds: tuple[str | None, ...] = (None,)


def _act(on: Ground, form: Form) -> Draft:
    verb = str(form.what)
    return decide_form(on.ledger, on.by, verb, load_act(verb, form.typed), on.stories).draft


def _announce(on: Ground, form: Form) -> Draft:
    return decide_announcement(on.ledger, on.by, form.about, form.typed, on.stories)


def _take_back(on: Ground, form: Form) -> Draft:
    made, _taken_back = announcement_of(on.ledger.story(form.about))
    zone = edition_seen(on.ledger, made.edition).zone
    data = load(TakeBackCommand(), form.typed)
    return decide_taking_back(on.ledger, on.by, form.about, data, zone, on.stories)[0]


def _enter(on: Ground, form: Form) -> Draft:
    return decide_entry(on.ledger, on.by, form.about, load(EnterForm(), form.typed), on.stories)[0]


def _no_award(on: Ground, form: Form) -> Draft:
    return decide_no_award(on.ledger, on.by, form.about, load(NoAwardForm(), form.typed), on.stories)


def _rule(on: Ground, form: Form) -> Draft:
    return preview_ruling(on.ledger, on.by, form.about, form.typed, on.stories).draft


def _approve_text(on: Ground, form: Form) -> Draft:
    return decide_approval(on.ledger, on.by, form.about)


def _strike_ruling(on: Ground, form: Form) -> Draft:
    return decide_ruling_strike(on.ledger, on.by, form.about, form.typed, on.stories)


def _setting(on: Ground, form: Form) -> Draft:
    change = CHANGES[str(form.what)]
    return decide_change(on.ledger, on.by, form.about, change, load(change.schema, form.typed)).draft


def _show(on: Ground, form: Form) -> Draft:
    return decide_show_form(on.ledger, on.by, str(form.what), form.typed, form.about)


def _request(on: Ground, form: Form) -> Draft:
    return decide_request_form(on.ledger, on.by, (str(form.what), form.about), form.typed, on.stories)


def _objection(on: Ground, form: Form) -> Draft:
    return decide_objection_form(on.ledger, on.by, (str(form.what), form.about), form.typed, on.stories)


def _statement(on: Ground, form: Form) -> Draft:
    return decide_statement_form(on.ledger, on.by, (str(form.what), form.about), form.typed, on.stories)


def _document(on: Ground, form: Form) -> Draft:
    return decide_document(on.ledger, on.by, str(form.what), form.about, form.typed)


def _import(on: Ground, form: Form) -> Draft:
    return decide_import(on.ledger, on.by, form.about, form.typed)


PROPOSABLE: dict[str, Proposable] = {
    "act": Proposable(_act, lambda verb: ACT_KINDS[verb].may, tuple(ACT_KINDS)),
    "announce": Proposable(_announce, lambda _what: "announce"),
    "take_back": Proposable(_take_back, lambda _what: "announce"),
    "enter": Proposable(_enter, lambda _what: "enter"),
    "import": Proposable(_import, lambda _what: "import"),
    "no_award": Proposable(_no_award, lambda _what: "confer"),
    "request": Proposable(_request, lambda what: REQUEST_ACTS[what].may, tuple(REQUEST_ACTS)),
    "objection": Proposable(_objection, power_of_objection, OBJECTION_FORMS),
    "statement": Proposable(_statement, lambda _what: "file", STATEMENT_ACTS),
    "rule": Proposable(_rule, lambda _what: "rule"),
    "approve_text": Proposable(_approve_text, lambda _what: "rule"),
    "strike_ruling": Proposable(_strike_ruling, lambda _what: "rule", (STRIKE,)),
    "setting": Proposable(_setting, lambda _what: "set_up", tuple(CHANGES)),
    "document": Proposable(_document, lambda _what: "file", tuple(DOCUMENT_ACTS)),
    "show": Proposable(
        _show,
        lambda what: "roster" if what in OF_ROSTER else "set_up",
        # Nobody is on the roster of a show that is still to be established.
        tuple(name for name in SHOW_COMMANDS if name != "show"),
    ),
}
"""By the word that a proposal keeps for ever."""


def power_of(command: str, what: str | None) -> str:
    """What a role must cover to confirm it. Raises NotFound `no_such_kind` where there is no such form."""
    found = PROPOSABLE.get(command)
    if found is None or what not in found.kinds:
        raise NotFound("no_such_kind")
    return found.power(what or "")


def decide(on: Ground, form: Form) -> Draft:
    """Decide the form for an author, as its own command does; nothing is written. Raises as that does, and NotFound `no_such_kind`."""
    power_of(form.command, form.what)
    return PROPOSABLE[form.command].decide(on, form)


def about(ledger: Ledger, form: Form, looked_at: Draft) -> Concerned:
    """The shows and editions that a form is about, by what it would record; what is to be imported is not decided beforehand."""
    return about_import(ledger, form.about) if form.command == IMPORT else concerned(ledger, looked_at)
