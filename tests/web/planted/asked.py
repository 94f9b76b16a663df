"""What is asked and said: requests of every fate, statements, and notes of both that the public hears or does not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ledger.application.announcement_forms import waiting
from ledger.application.ledger import Receipt
from ledger.application.request_forms import decide_request_form, record_request_form
from ledger.application.requests import request_seen
from ledger.application.statements import record_statement_form
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.request import Struck
from ledger.domain.values import Source
from tests.web.planted.acts import entered
from tests.web.planted.beside import strike
from tests.web.planted.planting import Planter, told_again


def plant_requests(planter: Planter, category: UUID, *, told: bool) -> None:
    """Requests about a nomination that is announced and one that is not: decided, taken back, answered, struck; the public hears of them, or not."""
    known, unknown = (entered(planter, category) for _time in range(2))
    planter.announce(f"{known}@{ENTRY}", effective="2020-02-01")
    for outcome in ("noted", "refused"):
        asked = _ask(planter, known, unknown)
        _send(planter, "decide", asked, outcomes=[f"1:{outcome}"], private_reason=planter.word(), decided=planter.day())
    _send(planter, "retract", _ask(planter, known), source_kind="letter", source_note=planter.word())
    asked = _ask(planter, known, direction="of_party")
    _send(planter, "answer", asked, outcome="agreed", source_kind="letter", source_note=planter.word())
    _send(planter, "strike", _ask(planter, unknown), private_reason=planter.word())
    _strike_on_a_source(planter, _ask(planter, unknown))
    never = _ask(planter, unknown)
    _send(planter, "decide", never, outcomes=["1:refused"], private_reason=planter.word(), decided=planter.day())
    strike(planter, request_seen(planter.ledger, never).request.rulings[0])
    granted = _ask(planter, entered(planter, category))
    _send(planter, "decide", granted, outcomes=["1:granted"], private_reason=planter.word(), decided=planter.day())
    if told:
        notes = [one["act"] for one in waiting(planter.stories(), notes=True)]
        planter.announce(*(one for one in notes if one.startswith(str(known))))


def _ask(planter: Planter, *nominations: UUID, **typed: Any) -> UUID:
    """Asked by the first named of the first nomination, and by somebody in words as something in words."""
    first = planter.ledger.story(nominations[0])[0][1]
    assert isinstance(first, Entered)
    form = {
        "nominations": [str(one) for one in nominations],
        "wishes": ["withdraw"],
        "asker1": str(first.credits[0].party),
        "asker_words2": planter.word(),
        "capacity2": "other",
        "capacity_words2": planter.word(),
        "for_party2": str(first.credits[0].party),
        "confirmed2": "yes",
        "confirmed_by2": planter.word(),
        "words": planter.word(),
        "received": planter.day(),
        "source_kind": "letter",
        "source_note": planter.word(),
    }
    return _stream(_send(planter, "new", planter.edition, **{**form, **typed}))


def _strike_on_a_source(planter: Planter, asked: UUID) -> None:
    """The event has a source, and no form asks for it."""
    by = planter.by()
    form = {"command": str(by.command), "seen": planter.seen(), "private_reason": planter.word()}
    draft = decide_request_form(planter.ledger, by, ("strike", asked), form, planter.stories())
    source = Source(kind="letter", note=draft.personal(asked, planter.word()))
    draft.events[:] = [told_again(one, source=source) if isinstance(one, Struck) else one for one in draft.events]
    planter.ledger.save(draft, {"strike": str(by.command)})


def _send(planter: Planter, name: str, about: UUID, **typed: Any) -> Receipt:
    by = planter.by()
    form = {"command": str(by.command), "seen": planter.seen(), **typed}
    return record_request_form(planter.ledger, by, (name, about), form, planter.stories())


def plant_statements(planter: Planter, category: UUID) -> None:
    """Two statements about an announced nomination, of which one is struck."""
    known = entered(planter, category)
    planter.announce(f"{known}@{ENTRY}", effective="2020-02-01")
    texts = {"source_kind": "letter", "channel": "press", "nominations": [str(known)]}
    _kept, struck = (
        _stream(_say(planter, "new", planter.edition, words=planter.word(), source_note=planter.word(), **texts))
        for _time in range(2)
    )
    _say(planter, "strike", struck, private_reason=planter.word())


def _say(planter: Planter, name: str, about: UUID, **typed: Any) -> Receipt:
    by = planter.by()
    form = {"command": str(by.command), "seen": planter.seen(), **typed}
    return record_statement_form(planter.ledger, by, (name, about), form, planter.stories())


def _stream(receipt: Receipt) -> UUID:
    return UUID(receipt.acts[0].partition("@")[0])
