"""The form by which a party or a work is registered: those like it are shown first, and used unless somebody else is meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from flask import redirect, request
from marshmallow import Schema
from werkzeug.wrappers import Response

from ledger.application.draft import Draft
from ledger.application.id_holders import FindsBy
from ledger.application.ledger import Ledger, Receipt
from ledger.application.parties import decide_new_party, record_new_party
from ledger.application.records import Alike, check_known
from ledger.application.works import decide_new_work, record_new_work
from ledger.domain.values import Provenance
from ledger.errors import Conflict, Invalid, LedgerError, Refused, Unavailable
from ledger.projections.parties_search import near_duplicates
from ledger.schemas.commands import load
from ledger.schemas.party_commands import NewPartyCommand, NewWorkCommand
from ledger.wording.catalogue import gettext as _
from web.desk.record_forms import INSIDE, new_groups, suggested
from web.desk.recording import address_of, sentences, typed_form
from web.forms import fill, fresh_command
from web.people import provenance, required, services
from web.sight import records
from web.twins import Shown


class New(NamedTuple):
    """How a record of a sort is registered."""

    schema: Schema
    decide: Callable[[Ledger, Provenance, Mapping[str, Any], FindsBy], Draft]
    record: Callable[[Ledger, Provenance, Mapping[str, Any], Alike, FindsBy], Receipt]
    title: str


NEW = {
    "party": New(NewPartyCommand(), decide_new_party, record_new_party, _("Register a party")),
    "work": New(NewWorkCommand(), decide_new_work, record_new_work, _("Register a work")),
}
LEAD = _("First see whether the ledger knows it already: two records of one party can be linked, never merged.")


def alike_to(sort: str, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Records that may be the one this data would register."""
    ids = [f"{data['scheme']}:{data['value']}"] if data.get("value") else []
    return near_duplicates(services().parties, sort, [data["name"]], ids, seen=records())


def new_form(sort: str) -> Shown | Response:
    """Show the form with those alike, preview it, or register."""
    person = required("enter")
    if request.method == "GET":
        fresh = suggested(request.args.to_dict()) | {"command": fresh_command()}
        return _shown(sort, fresh)
    typed = typed_form()
    by, new, ledger = provenance(person, typed.get("command")), NEW[sort], services().ledger
    alike: list[dict[str, Any]] = []
    try:
        data = load(new.schema, typed)
        alike = alike_to(sort, data)
        if typed.get("step") == "record":
            receipt = new.record(ledger, by, typed, lambda told: alike_to(sort, told), records)
            services().shown(receipt.last)
            made = receipt.acts[0].partition("@")[0]
            return redirect(f"{address_of(sort, made)}?recorded={receipt.command}", 303)
        draft = new.decide(ledger, by, data, records)
        check_known(data, alike)
        return _shown(sort, typed, alike=alike, preview={"acts": sentences(draft), "note": INSIDE})
    except (Invalid, Refused, Conflict, Unavailable) as error:
        return _shown(sort, typed, alike=alike, error=error)


def _shown(
    sort: str,
    typed: Mapping[str, Any],
    *,
    alike: Sequence[Mapping[str, Any]] = (),
    preview: Mapping[str, Any] | None = None,
    error: LedgerError | None = None,
) -> Shown:
    view = {
        "title": NEW[sort].title,
        "lead": LEAD,
        "about": {"sort": sort, "name": "", "address": address_of(sort, "")[:-1]},
        "form": fill(new_groups(sort, alike=bool(alike)), typed, error),
        "preview": preview,
        "changed": [],
        "alike": alike,
    }
    return Shown(view, status=error.status if error else 200)
