"""Standing refusals: recorded on a party or a work, shown whenever it is entered again, and deciding nothing."""

from __future__ import annotations

import pytest

from ledger.bootstrap import Services
from tests.support.acts import Desk
from tests.support.records import known
from tests.web.conftest import Visit
from tests.web.reading import form_of
from tests.web.test_entering import ENTER, fresh

SHOWN = "no nomination is wanted"


@pytest.mark.parametrize("sort, name", [("party", "Bilal Lal"), ("work", "Static")])
def test_refusal_is_shown_when_it_is_entered_again_and_keeps_nobody_from_it(
    visit: Visit, demo: Services, sort: str, name: str
) -> None:
    client, record = visit("organiser"), known(demo, name, sort)
    here = f"/desk/{'parties' if sort == 'party' else 'works'}/{record}"
    typed = {"title": "Again", "title_id": str(record), "title_is": ""} if sort == "work" else {}
    typed |= {"title": "Understudy", "name1": name, "name1_id": str(record)} if sort == "party" else {}
    entry = fresh(client, **typed)
    assert SHOWN not in client.post(ENTER, data={**entry, "step": "preview"}).text
    form = form_of(client.get(f"{here}/refusal").text)
    assert client.post(f"{here}/refusal", data={**form, "step": "record", "stands": "false"}).status_code == 422
    answer = client.post(f"{here}/refusal", data={**form, "step": "record", "stands": "true", "words": "MARKER"})
    assert answer.status_code == 303, answer.text
    page = client.get(f"{here}/").text
    assert SHOWN in page
    assert "MARKER" not in page
    entry = fresh(client, **typed)
    preview = client.post(ENTER, data={**entry, "step": "preview"})
    assert SHOWN in preview.text
    assert "MARKER" not in preview.text
    assert client.post(ENTER, data={**entry, "step": "record"}).status_code == 303
    form = form_of(client.get(f"{here}/refusal").text)
    assert client.post(f"{here}/refusal", data={**form, "step": "record", "stands": "false"}).status_code == 303
    assert SHOWN not in client.get(f"{here}/").text
    assert Desk(demo).agrees()
