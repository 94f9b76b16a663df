"""Importing where others have shows as well: a form offers one's own, and what is asked of another show is answered as what is not there."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ledger.bootstrap import Services
from ledger.demo.fill import fill_meridian
from tests.support.accounts import accounts
from tests.support.foreign import ADDRESS, EDITION, MARKER, foreign_show
from tests.support.rosters import meridian
from tests.support.services import follow
from tests.web.accounts.test_own_and_foreign import rostered
from tests.web.reading import page_of
from tests.web.test_importing import SHEET, mapped, opened
from web.accounts.opening import Accounts

__all__ = ["accounts"]


@pytest.fixture
def organiser(app: Flask, services: Services, accounts: Accounts) -> FlaskClient:
    """A browser of the organiser of one show, beside whose another is prepared."""
    fill_meridian(services.ledger)
    foreign_show(services)
    follow(services)
    return rostered(services, app, accounts, "organiser", meridian(services.ledger))


def why(answer: TestResponse) -> str:
    """Why a form was refused, without what changes from one answer to the next."""
    found = re.search(r'<div class="refusal".*?</div>', answer.text, re.DOTALL)
    assert found is not None
    return found[0]


def test_form_offers_shows_and_editions_of_ones_own_alone(organiser: FlaskClient) -> None:
    _address, page = opened(organiser, SHEET, "a.csv")
    assert (ADDRESS in page, MARKER in page) == (False, False)
    assert {one for one in page_of(page).options["edition"] if "/" in one} == {"meridian/11", "meridian/12"}
    assert page_of(page).options["show"] == ["meridian", "new"]


def test_answer_that_names_another_show_is_one_that_names_none(organiser: FlaskClient) -> None:
    address, _page = opened(organiser, SHEET, "a.csv")
    asked = ({"edition": f"{ADDRESS}/{EDITION}"}, {"edition": f"{ADDRESS}/9"}, {"edition": "no-such-show/1"})
    answers = [mapped(organiser, address, **one) for one in asked]
    assert [one.status_code for one in answers] == [404, 404, 404]
    assert not any(MARKER in one.text for one in answers)
    told = {why(one).replace(ADDRESS, "no-such-show") for one in answers}
    assert len(told) == 1
    new = {"edition": "new", "edition_name": "A", "edition_label": "a", "edition_address": EDITION}
    theirs, nobodys = (mapped(organiser, address, show=one, **new) for one in (ADDRESS, "no-such-show"))
    assert (theirs.status_code, nobodys.status_code) == (422, 422)
    assert why(theirs).replace(ADDRESS, "no-such-show") == why(nobodys)
