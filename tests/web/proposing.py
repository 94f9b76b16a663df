"""Proposes and decides on the desk as people would, through its forms."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient

from ledger.bootstrap import Services
from tests.application.test_withdrawing import nomination
from tests.web.conftest import Visit
from tests.web.reading import form_of

PROPOSALS = "/desk/meridian/proposals"
SECRET = "A family matter, not to be told."


def switched(visit: Visit, to: str = "on") -> None:
    """The organiser fills in the form that switches four eyes on, or proposes that they end."""
    client, path = visit("organiser"), "/desk/meridian/roster/four-eyes"
    form = form_of(client.get(path).text)
    step = "record" if to == "on" else "propose"
    assert client.post(path, data={**form, "on": to, "step": step}).status_code == 303


def propose_on(client: FlaskClient, path: str, **typed: Any) -> str:
    """Fill a form in and propose it; where the proposal is."""
    page = client.get(path).text
    assert 'value="propose"' in page
    assert 'name="step" value="record"' not in page
    answer = client.post(path, data={**form_of(page), **typed, "step": "propose"})
    assert answer.status_code == 303, answer.text
    assert re.fullmatch(r"/desk/meridian/proposals/[0-9a-f-]{36}", answer.location)
    return answer.location


def press(client: FlaskClient, path: str, step: str, **typed: str) -> Any:
    """Press a button of a proposal's page."""
    return client.post(path, data={**form_of(client.get(path).text), **typed, "step": step})


def withdraw_path(demo: Services, title: str = "Static") -> str:
    """The form that withdraws a nomination."""
    return f"/desk/nominations/{nomination(demo, title)['id']}/withdraw"


WITHDRAWAL = {"effective": "20 October 2026", "reason": "own_wish", "capacity": "nominee", "private_reason": SECRET}
