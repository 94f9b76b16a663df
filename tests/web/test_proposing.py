"""Every form of a show under four eyes proposes, is filled in again from its proposal, and records directly no more."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ledger.application.proposals import proposal_in
from ledger.application.roster import roster_in
from ledger.bootstrap import Services
from tests.application.test_withdrawing import nomination
from tests.support.four_eyes import announced, entered, forms
from tests.support.rosters import meridian
from tests.web.conftest import Visit
from tests.web.proposing import SECRET, WITHDRAWAL, press, propose_on, switched, withdraw_path
from tests.web.reading import form_of

FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "act": ("/desk/nominations/{entry}/withdraw", WITHDRAWAL),
    "several": ("/desk/meridian/12/several/withdraw", WITHDRAWAL | {"nominations": ["{entry}"]}),
    "enter": (
        "/desk/meridian/12/enter",
        {"title": "Once More", "category": "{category}", "effective": "1 October 2026"},
    ),
    "announce": ("/desk/meridian/12/announce", {"acts": ["{new}"]}),
    "no-award": ("/desk/meridian/12/no-award", {"category": "{category}", "reason": "nobody_left"}),
    "request": (
        "/desk/meridian/12/requests/new",
        {"asker_words1": SECRET, "nominations": ["{entry}"], "wishes": ["withdraw"]},
    ),
    "statement": ("/desk/meridian/12/statements/new", {"words": SECRET, "channel": "press"}),
    "setting": ("/desk/meridian/12/settings/names", {"name": "Twelfth"}),
    "names": ("/desk/meridian/names", {"name": "Meridian Prizes"}),
    "open": ("/desk/meridian/open", {"name": "13th", "label": "13th"}),
    "end-role": ("/desk/meridian/roster/end", {"grant": "{auditor}"}),
    "four-eyes": ("/desk/meridian/roster/four-eyes", {"on": "off"}),
    "take-back": ("/desk/announcements/{announcement}/take-back", {"private_reason": SECRET}),
}


def filled(demo: Services, name: str) -> tuple[str, dict[str, Any]]:
    """A form's address and what is typed in it."""
    form = forms(demo)
    auditor = next(one for one in roster_in(demo.ledger.story(meridian(demo.ledger))).granted if one.role == "auditor")
    told = {
        "{entry}": nomination(demo, "Static")["id"],
        "{category}": str(form["no_award"].typed["category"]),
        "{announcement}": str(announced(demo)) if name == "take-back" else "",
        "{new}": entered(demo) if name == "announce" else "",
        "{auditor}": str(auditor.originator_version),
    }

    def put(text: str) -> str:
        for mark, value in told.items():
            text = text.replace(mark, value)
        return text

    path, typed = FORMS[name]
    return put(path), {
        key: [put(one) for one in value] if isinstance(value, list) else put(str(value)) for key, value in typed.items()
    }


@pytest.mark.parametrize("name", FORMS)
def test_every_form_proposes_and_its_direct_way_is_refused(visit: Visit, demo: Services, name: str) -> None:
    path, typed = filled(demo, name)
    switched(visit)
    client, ledger = visit("organiser"), demo.ledger
    head = ledger.recorder.head()
    direct = client.post(path, data={**form_of(client.get(path).text), **typed, "step": "record"})
    assert direct.status_code == 422
    assert "under four eyes: nothing of it is recorded by one person" in direct.text
    assert ledger.recorder.head() == head
    proposal = propose_on(client, path, **typed)
    entries = ledger.recorder.entries(head[0], 10)
    assert [entry.topic for entry in entries] == ["proposal.made"]
    told = visit("auditor").get(f"{proposal}.json").json
    assert told is not None
    assert told["refusal"] == ""
    assert told["preview"]["acts"] != []
    assert told["answers"] != []


@pytest.mark.parametrize("name", FORMS)
def test_deputy_previews_every_form_and_opens_it_filled_in_again(visit: Visit, demo: Services, name: str) -> None:
    path, typed = filled(demo, name)
    switched(visit)
    client = visit("deputy")
    if name != "take-back":
        preview = client.post(path, data={**form_of(client.get(path).text), **typed, "step": "preview"})
        assert (preview.status_code, "preview-acts" in preview.text) == (200, True)
    proposal = propose_on(client, path, **typed)
    told = client.get(f"{proposal}.json").json
    assert told is not None
    again = form_of(client.get(told["again_href"]).text)
    # The parser keeps the line end with which a box of several lines begins.
    had = {key: one.lstrip("\n") if isinstance(one := again.get(key), str) else one for key in typed}
    assert {**had, "nominations": typed.get("nominations")} == {"nominations": None, **typed}
    anew = client.post(told["again_href"], data={**again, "step": "propose"})
    assert anew.status_code == 303, anew.text
    states = [proposal_in(demo.ledger, UUID(one.rpartition("/")[2])).state for one in (proposal, anew.location)]
    assert states == ["withdrawn", "open"]


def test_form_says_record_again_once_two_have_switched_four_eyes_off(visit: Visit, demo: Services) -> None:
    switched(visit)
    path, typed = "/desk/meridian/roster/four-eyes", {"on": "off"}
    proposal = propose_on(visit("deputy"), path, **typed)
    assert press(visit("organiser"), proposal, "confirm").status_code == 303
    page = visit("organiser").get(withdraw_path(demo)).text
    assert 'name="step" value="record"' in page
    assert 'value="propose"' not in page
    assert visit("deputy").get("/desk/meridian/12/announce").status_code == 403
