"""Requests, what becomes of them, statements and decisions rest on the filed document that they came by. On both databases."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from ledger.bootstrap import Services
from ledger.errors import Invalid
from tests.application.test_documents import problems_of
from tests.support.acts import Desk
from tests.support.documents import file_document
from tests.support.four_eyes import edition_of
from tests.support.requests import ask, keep
from tests.support.requests import send as send_request
from tests.support.rulings import decide as decide_ruling
from tests.support.rulings import target
from tests.support.services import by


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
