"""A spreadsheet into a show under four eyes, by the pages: one organiser proposes it, another looks at the table and confirms or returns it."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ledger.bootstrap import Services
from ledger.demo.fill import fill_meridian
from tests.support.accounts import make, sign_in
from tests.support.four_eyes import switch
from tests.support.rosters import another_show, grant
from tests.support.services import by, follow
from tests.web.accounts.conftest import Enter
from tests.web.proposing import press
from tests.web.reading import form_of
from tests.web.test_importing import SHEET, ended, imported_entries, mapped, send, started
from web.accounts.opening import Accounts


class Two(NamedTuple):
    """The browsers of two organisers and a deputy of a show under four eyes."""

    first: FlaskClient
    second: FlaskClient
    deputy: FlaskClient


@pytest.fixture
def two(enter: Enter, app: Flask, services: Services, accounts: Accounts) -> Two:
    services.ledger.after_save.append(lambda _receipt: follow(services))
    fill_meridian(services.ledger)
    follow(services)
    first = enter("organiser")
    grant(services.ledger, by(), make(accounts, "organiser", called="second"), "organiser")
    grant(services.ledger, by(), make(accounts, "deputy"), "deputy")
    # Whoever is on the roster of every show sees every file.
    another_show(services.ledger, UUID(int=9), "organiser")
    switch(services, by())
    second, deputy = (sign_in(app.test_client(), accounts, one) for one in ("second", "deputy"))
    return Two(first, second, deputy)


def proposed(two: Two) -> tuple[str, str]:
    """Where the preview is, and the proposal that its button makes."""
    checked = mapped(two.first, send(two.first).location)
    assert checked.location.endswith("/preview"), checked.location
    answer = started(two.first, checked.location)
    assert answer.status_code == 303, answer.text
    assert answer.location.startswith("/desk/meridian/proposals/")
    return checked.location, answer.location


def test_two_organisers_import_a_spreadsheet(two: Two, services: Services) -> None:
    head = services.ledger.recorder.head()[0]
    preview, proposal = proposed(two)
    assert services.ledger.recorder.head()[0] == head + 1
    assert "prizes" not in two.second.get("/desk/meridian/proposals").text
    assert "Import a spreadsheet: <bdi>nominees.csv</bdi>" in two.second.get("/desk/meridian/proposals").text
    told = two.second.get(f"{proposal}.json").json
    assert told is not None
    assert {one["label"]: one["values"] for one in told["answers"]}["Nominations to add"] == ["3"]
    assert "3 nominations are entered" in told["preview"]["acts"][0]["sentence"]
    assert (told["table_href"], told["may"]["confirm"]) == (preview, True)
    assert "Look at the table" in two.second.get(proposal).text
    assert two.second.get(preview).status_code == 200
    answer = press(two.second, proposal, "confirm")
    assert answer.status_code == 303, answer.text
    ended(two.second, services)
    page = two.second.get(answer.location).text
    assert "3 rows read: 3 nominations added" in page
    assert proposal in page
    named = {(one.by.name.text, one.by.proposal) for one in imported_entries(services)}
    assert named == {("Some second", f"{proposal.rpartition('/')[2]}@1")}
    assert "confirmed" in two.first.get(proposal).text


def test_preview_leads_to_the_proposal_that_waits_instead_of_another(two: Two, services: Services) -> None:
    preview, proposal = proposed(two)
    head = services.ledger.recorder.head()
    page = two.first.get(preview).text
    assert ">See the proposal<" in page
    assert ">Propose<" not in page
    form = form_of(two.second.get("/desk/import/").text)
    for client in (two.first, two.second):
        token = form_of(client.get("/desk/import/").text)["csrf_token"]
        assert client.post(preview, data={"csrf_token": token, "command": form.get("command", "")}).location == proposal
    assert services.ledger.recorder.head() == head


def test_file_that_is_worked_on_says_so(two: Two, services: Services) -> None:
    _preview, proposal = proposed(two)
    page = two.second.get(proposal).text
    (sent,) = services.imports.files.every()
    with sent.hold():
        answer = two.second.post(proposal, data={**form_of(page), "step": "confirm"})
    assert answer.status_code == 409
    assert "What it rests on has changed" not in answer.text


def test_own_import_is_not_confirmed(two: Two, services: Services) -> None:
    _preview, proposal = proposed(two)
    head = services.ledger.recorder.head()
    assert press(two.first, proposal, "confirm").status_code == 403
    ended(two.first, services)
    assert services.ledger.recorder.head() == head


def test_import_is_returned_with_a_reason_and_proposed_anew(two: Two, services: Services) -> None:
    preview, proposal = proposed(two)
    assert press(two.second, proposal, "return", reason="Row 2 is misspelt.").status_code == 303
    assert "Row 2 is misspelt." in two.first.get(proposal).text
    assert two.second.get(preview).status_code == 404
    assert ">Propose<" in two.first.get(preview).text
    assert imported_entries(services) == []


def test_import_is_withdrawn_by_whoever_proposed_it(two: Two) -> None:
    preview, proposal = proposed(two)
    assert press(two.first, proposal, "withdraw").status_code == 303
    assert "Whoever made the proposal withdraws it." in two.first.get(proposal).text
    assert two.second.get(preview).status_code == 404


def test_file_that_was_mapped_anew_or_removed_cannot_be_confirmed(two: Two, services: Services) -> None:
    preview, proposal = proposed(two)
    mapping = preview.replace("preview", "mapping")
    assert mapped(two.first, mapping, winner="").status_code == 303
    head = services.ledger.recorder.head()
    page = two.second.get(proposal).text
    assert "is not the one that was proposed" in page
    assert "Look at the table" not in page
    assert two.second.get(preview).status_code == 404
    refused = two.second.post(proposal, data={**form_of(page), "step": "confirm"})
    assert (refused.status_code, services.ledger.recorder.head()) == (422, head)
    token = form_of(two.first.get("/desk/import/").text)["csrf_token"]
    two.first.post(preview.replace("preview", ""), data={"csrf_token": token, "step": "remove"})
    assert "is not the one that was proposed" in two.second.get(proposal).text


def test_deputy_is_told_of_no_proposed_import(two: Two) -> None:
    """A file may tell who won."""
    preview, proposal = proposed(two)
    assert two.deputy.get(proposal).status_code == 404
    assert "nominees.csv" not in two.deputy.get("/desk/meridian/proposals").text
    assert two.deputy.get(preview).status_code == 403


def test_import_that_stopped_goes_on_by_whoever_confirmed_it(two: Two, services: Services) -> None:
    preview, proposal = proposed(two)

    def stops(_receipt: object) -> None:
        raise RuntimeError("the machine stops")

    services.ledger.after_save.append(stops)
    answer = press(two.second, proposal, "confirm")
    ended(two.second, services)
    services.ledger.after_save.remove(stops)
    page = two.second.get(answer.location).text
    assert "Go on importing" in page
    assert two.second.post(preview, data=form_of(page)).status_code == 303
    ended(two.second, services)
    assert "3 rows read: " in two.second.get(answer.location).text
    assert len(imported_entries(services)) == 3


def test_organiser_of_another_show_sees_nothing_of_it(
    two: Two, services: Services, app: Flask, accounts: Accounts
) -> None:
    preview, proposal = proposed(two)
    another_show(services.ledger, make(accounts, "organiser", called="stranger"), "organiser")
    stranger = sign_in(app.test_client(), accounts, "stranger")
    assert [stranger.get(one).status_code for one in (preview, proposal)] == [404, 404]
    assert "nominees.csv" not in stranger.get("/desk/import/").text


def test_nothing_new_is_not_offered_to_be_proposed(two: Two, services: Services) -> None:
    _preview, proposal = proposed(two)
    press(two.second, proposal, "confirm")
    ended(two.second, services)
    again = mapped(two.first, send(two.first, SHEET, "again.csv").location).location
    page = two.first.get(again).text
    assert ">Propose<" not in page
    assert ">Import</button>" not in page
