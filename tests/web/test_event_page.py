"""An act opened names the acts that were recorded with it."""

from __future__ import annotations

from tests.web.conftest import Visit


def test_act_lists_those_recorded_by_the_same_command(visit: Visit) -> None:
    client = visit("auditor")
    timeline = client.get("/audit.json?kind=announcement.made").json
    assert timeline is not None
    newest = timeline["entries"][0]["act"]
    view = client.get(f"/audit/acts/{newest}.json").json
    assert view is not None
    command = view["command"]
    assert len(command["acts"]) == command["n_events"] - 1 == 2
    page = client.get(f"/audit/acts/{newest}").text
    for one in command["acts"]:
        assert one["act"] != newest
        assert f'href="/audit/acts/{one["act"]}"' in page


def test_act_of_a_long_command_points_to_the_rest_in_the_log(visit: Visit) -> None:
    client = visit("auditor")
    timeline = client.get("/audit.json?kind=show.established").json
    assert timeline is not None
    view = client.get(f"/audit/acts/{timeline['entries'][0]['act']}.json").json
    assert view is not None
    assert view["command"]["n_events"] > len(view["command"]["acts"]) + 1
    page = client.get(f"/audit/acts/{view['act']}").text
    assert f"/audit/?before={view['command']['last'] + 1}" in page
