"""The demo is filled once, also when its filling was interrupted."""

from __future__ import annotations

from ledger.application.draft import Draft
from ledger.application.shows import establish_show
from ledger.bootstrap import Services
from ledger.demo.fill import fill, record_lists
from tests.support.services import by


def test_filling_twice_adds_nothing(demo: Services) -> None:
    head = demo.ledger.recorder.head()
    fill(demo.ledger)
    assert demo.ledger.recorder.head() == head


def test_interrupted_filling_is_taken_up_again(services: Services) -> None:
    record_lists(services.ledger)
    before = services.ledger.recorder.head()[0]
    fill(services.ledger)
    assert services.ledger.recorder.head()[0] == before + 5


def test_log_of_somebody_else_is_left_alone(services: Services) -> None:
    draft = Draft(by())
    establish_show(services.ledger, draft, name="Another", address="another", zone="UTC")
    services.ledger.save(draft, {"show": "another"})
    fill(services.ledger)
    assert services.ledger.recorder.head()[0] == 1
