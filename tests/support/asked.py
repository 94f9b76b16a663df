"""A request, an objection and a statement on the demo's running edition."""

from __future__ import annotations

from ledger.application.statements import record_statement_form
from tests.support import objections, requests
from tests.support.acts import Desk
from tests.support.services import by, follow


def one_of_each(desk: Desk, secret: str) -> dict[str, list[str]]:
    """Record them, each with the secret in it; what their addresses name, and what is done with them."""
    asked = requests.ask(desk, "Static", words=secret, source_note=secret)
    contested = objections.contest(desk, "Static", words=secret, source_note=secret)
    author = by()
    form = requests.typed(desk, author, words=secret, channel="press", source_note=secret)
    said = record_statement_form(desk.ledger, author, ("new", requests.edition_of(desk)), form, desk.stories()).acts[0]
    follow(desk.demo)
    doings = ["decide", "retract", "put-to", "heard", "take-back", "strike"]
    return {"asked": [str(asked)], "contested": [str(contested)], "said": [said.partition("@")[0]], "doing": doings}
