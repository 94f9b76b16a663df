"""What rests on a filed document: acts and announcements cite one of their edition that stands, and that their author reads."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from ledger.application.act_forms import preview_act, record_act
from ledger.application.announcement_forms import record_announcement
from ledger.application.show_opening import record_show
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.errors import Conflict, Invalid
from tests.application.test_withdrawing import nomination
from tests.support.acts import Desk
from tests.support.citing import withdraw_citing
from tests.support.documents import change_document, file_document, problems_of
from tests.support.four_eyes import edition_of, forms, stories
from tests.support.requests import ask, keep
from tests.support.requests import send as send_request
from tests.support.rosters import as_, grant, withdrawal
from tests.support.rulings import decide as decide_ruling
from tests.support.rulings import target
from tests.support.services import by, follow

DEPUTY, AUDITOR = PEOPLE[1], PEOPLE[2]
ODD = (
    "زہرہ کا خط.pdf",
    "🧵.pdf",
    "O'Brien's “letter”.pdf",
    "\u202egnp.exe.pdf",
    "x" * 200 + ".pdf",
    "../../etc/passwd.pdf",
)


def test_act_and_announcement_rest_on_it(demo: Services) -> None:
    ledger, edition = demo.ledger, edition_of(demo)
    document = file_document(ledger, by(), edition)
    receipt = withdraw_citing(demo, document)
    follow(demo)
    told = record_announcement(
        ledger, by(), edition, {"command": str(uuid4()), "acts": [receipt.acts[0]], "instrument": str(document)}, "UTC",
        stories(demo),
    )  # fmt: skip
    events = [ledger.mapper.decode(one) for one in ledger.recorder.entries(receipt.first - 1, 100)]
    assert told.last == receipt.first + len(events) - 1
    assert {one.by.instrument for one in events} == {document}


def test_request_statement_and_ruling_rest_on_it(demo: Services) -> None:
    desk, ledger, edition = Desk(demo), demo.ledger, edition_of(demo)
    rests: dict[str, Any] = {"instrument": str(file_document(ledger, by(), edition))}
    begin = ledger.recorder.head()[0]
    asked = ask(desk, "Static", **rests)
    send_request(desk, "decide", asked, outcomes=["1:granted"], **rests)
    of_party = ask(desk, "Paper Lanterns", direction="of_party", **rests)
    send_request(desk, "answer", of_party, outcome="refused", **rests)
    send_request(desk, "retract", ask(desk, "Saltwater Psalm", **rests), **rests)
    keep(desk, words="Somebody", channel="press", **rests)
    decide_ruling(desk, target(desk, "Paper Lanterns", "review"), **rests)
    events = [ledger.mapper.decode(one) for one in ledger.recorder.entries(begin, 100)]
    assert {str(one.by.instrument) for one in events} == {rests["instrument"]}
    own = [one.instrument for one in events if hasattr(one, "instrument")]
    assert [str(one) for one in own] == [rests["instrument"]] * 6
    with pytest.raises(Invalid) as refused:
        ask(desk, "Static", instrument=str(uuid4()))
    assert problems_of(refused) == [("instrument", "document_not_of_this_edition")]


def test_another_editions_document_and_what_is_none_are_not_cited(demo: Services) -> None:
    opened = forms(demo)["open"]
    other = UUID(record_show(demo.ledger, by(), "edition", opened.typed, opened.subject).acts[0].partition("@")[0])
    follow(demo)
    for instrument in (file_document(demo.ledger, by(), other), uuid4(), nomination(demo, "Static")["id"]):
        with pytest.raises(Invalid) as refused:
            withdraw_citing(demo, instrument)
        assert problems_of(refused) == [("instrument", "document_not_of_this_edition")]


def test_act_is_refused_where_its_document_is_struck_meanwhile(demo: Services) -> None:
    ledger, author = demo.ledger, by()
    document = file_document(ledger, by(), edition_of(demo))
    form = withdrawal(demo, author) | {"instrument": str(document)}
    draft = preview_act(ledger, author, "withdraw", form, stories(demo)).draft
    change_document(ledger, by(), "strike", document)
    with pytest.raises(Conflict, match="guard_failed"):
        ledger.save(draft, form)


def test_tabulator_cites_only_what_was_published(demo_services: Services) -> None:
    ledger, edition, tabulator = demo_services.ledger, edition_of(demo_services), UUID(int=0x7AB)
    grant(ledger, by(), tabulator, "tabulator")
    confidential, public = (file_document(ledger, by(), edition, standing=one) for one in ("confidential", "public"))
    form = withdrawal(demo_services, by()) | {"reason": "result"}

    def choose(instrument: UUID) -> Any:
        author = as_("tabulator", tabulator)
        return record_act(
            ledger, author, "choose", form | {"command": str(author.command), "instrument": str(instrument),
                                              "seen": str(ledger.recorder.head()[0])}, stories(demo_services),
        )  # fmt: skip

    with pytest.raises(Invalid) as refused:
        choose(confidential)
    assert problems_of(refused) == [("instrument", "document_not_of_this_edition")]
    assert choose(public).acts
