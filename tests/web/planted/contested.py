"""What is contested: objections of every fate, by somebody in words and by a party that no nomination names; the public hears of them, or not."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from ledger.application.announcement_forms import waiting
from ledger.application.draft import Draft
from ledger.application.entries import register_party
from ledger.application.objection_forms import record_objection_form
from ledger.domain.nomination import ENTRY, Credit, Entered
from tests.web.planted.acts import entered
from tests.web.planted.planting import Planter
from tests.web.planted.records import on_record


def plant_objections(planter: Planter, category: UUID, *, told: bool) -> None:
    """Objections to a nomination that is announced and to one that is not: heard, decided, taken back, struck; the public hears of them, or not."""
    planter.setting("objection-limit", of="objections", days="30")
    known, unknown = (entered(planter, category) for _time in range(2))
    planter.announce(f"{known}@{ENTRY}", effective="2020-02-01")
    heard = _contest(planter, known, unknown)
    party = str(_credit(planter, known).party)
    _send(planter, "put-to", heard, whom=party, substance=planter.word(), how="letter")
    _send(planter, "heard", heard, whom=party, outcome="answered", source_kind="letter", source_note=planter.word())
    _send(planter, "decide", heard, outcomes=["1:dismissed"], private_reason=planter.word(), decided=planter.day())
    taken = _contest(planter, known)
    _send(planter, "take-back", taken, source_kind="letter", source_note=planter.word())
    _send(planter, "strike", _contest(planter, unknown), private_reason=planter.word())
    ruled = planter.act("disqualify", unknown)
    name = f"{unknown}:{_credit(planter, unknown).id}"
    _contest(planter, acts=[ruled], credits=[name], words="", objector=str(_nowhere_named(planter, category)))
    if told:
        notes = [one["act"] for one in waiting(planter.stories(), notes=True)]
        planter.announce(*(one for one in notes if one.startswith(str(known))))


def _contest(planter: Planter, *nominations: UUID, **typed: Any) -> UUID:
    form = {
        "nominations": [str(one) for one in nominations],
        "words": planter.word(),
        "capacity": "other",
        "concerned_as": "competitor",
        "ground": "eligibility",
        "received": planter.day(),
        "source_kind": "letter",
        "source_note": planter.word(),
    }
    return _send(planter, "new", planter.edition, **{**form, **typed})


def _send(planter: Planter, name: str, about: UUID, **typed: Any) -> UUID:
    by = planter.by()
    form = {"command": str(by.command), "seen": planter.seen(), **typed}
    receipt = record_objection_form(planter.ledger, by, (name, about), form, planter.stories())
    return UUID(receipt.acts[0].partition("@")[0])


def _credit(planter: Planter, nomination: UUID) -> Credit:
    entry = planter.ledger.story(nomination)[0][1]
    assert isinstance(entry, Entered)
    return entry.credits[0]


def _nowhere_named(planter: Planter, category: UUID) -> UUID:
    """A party that objects and that no nomination names; registered together with one that a nomination does."""
    draft = Draft(planter.by())
    objector, other = (register_party(planter.ledger, draft, name=planter.word(), kind="person") for _time in range(2))
    planter.ledger.save(draft, {"register": str(uuid4())})
    planter.enter(category, title=planter.word(), party1=str(other))
    # Of parties with which the same was done one is read: that it is another kind of party makes it one of its own.
    on_record(planter, "party", other, "kind", kind="group")
    return objector
