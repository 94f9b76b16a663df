"""Four eyes with accounts: proposing takes no fresh sign-in, confirming takes what the act itself does."""

from __future__ import annotations

from uuid import UUID

from flask import Flask

from ledger.bootstrap import Services
from ledger.demo.fill import fill_meridian
from tests.support.accounts import Clock, code_of, make, send, sign_in
from tests.support.four_eyes import entered, switch
from tests.support.rosters import as_, grant
from tests.support.services import by, follow
from tests.web.accounts.conftest import Enter
from web.accounts.opening import Accounts
from web.accounts.sessions import FRESH_US


def test_confirming_an_announcement_needs_a_fresh_sign_in_and_proposing_it_none(
    enter: Enter, app: Flask, services: Services, accounts: Accounts, clock: Clock
) -> None:
    ledger = services.ledger
    ledger.after_save.append(lambda _receipt: follow(services))
    fill_meridian(ledger)
    act = entered(services)
    organiser = enter("organiser")
    grant(ledger, as_("operator", UUID(int=1)), make(accounts, "deputy", factor=False), "deputy")
    deputy = sign_in(app.test_client(), accounts, "deputy")
    switch(services, by())
    clock.now += 4 * FRESH_US + 1
    proposed = send(deputy, "/desk/meridian/12/announce", acts=[act], step="propose")
    assert proposed.status_code == 303, proposed.text
    path, head = proposed.location, ledger.recorder.head()
    assert organiser.get(path).location == f"/account/again?to={path}"
    assert organiser.get("/desk/meridian/proposals").status_code == 200
    assert ledger.recorder.head() == head
    typed = {"password": "brass lanterns over Quetta", "code": code_of(accounts, "organiser", 1)}
    assert send(organiser, f"/account/again?to={path}", **typed).location == path
    assert "/desk/receipts/" in send(organiser, path, step="confirm").location
    newest = ledger.story(UUID(act.partition("@")[0]))[-1][1].by
    assert (newest.name.text, newest.proposal) == ("Some organiser", f"{path.rpartition('/')[2]}@1")
