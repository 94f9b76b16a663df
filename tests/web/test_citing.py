"""A rule that was cited keeps the rulebook's version it was decided under; the public is led to its text where that is public."""

from __future__ import annotations

from flask.testing import FlaskClient

from ledger.bootstrap import Services
from ledger.domain.nomination import Ruled
from tests.support.acts import Desk
from tests.support.services import follow
from tests.web.conftest import Visit
from tests.web.hidden_settings import announced_edition, change
from tests.web.reading import form_of

FIRST, SECOND = "7 Leaving the list\n7.2 Within a week.\n", "7 Leaving the list\n7.2 Within a day.\n8.1 New.\n"
LIST = "/meridian/12/"
TEXT = "/meridian/12/rules?version=Spring+rules#rule-7.2"


def filed(desk: Desk) -> None:
    """Two versions, the second in force from 21 October 2026."""
    edition = announced_edition(desk.demo)
    change(desk.demo, edition, "rulebook", label="Spring rules", effective="1 March 2026", text=FIRST)
    change(desk.demo, edition, "rulebook", label="Autumn rules", effective="21 October 2026", text=SECOND)


def standing(desk: Desk, label: str, standing_: str) -> None:
    """Who may read a version from now on."""
    edition = announced_edition(desk.demo)
    story = [event for _position, event in desk.ledger.story(edition)]
    rulebook = next(
        str(one.rulebook) for one in story if getattr(one, "label", "") == label and hasattr(one, "rulebook")
    )
    change(desk.demo, edition, "rulebook-standing", rulebook=rulebook, standing=standing_)
    follow(desk.demo)


def cited(desk: Desk, act: str) -> tuple[str | None, str | None]:
    """The rule and the version that a ruling names."""
    stream, _at, version = act.partition("@")
    event = next(one for story in desk.stories().values() for _p, one in story if one.act_name == f"{stream}@{version}")
    assert isinstance(event, Ruled)
    return event.authority.rule, event.authority.version


def test_ruling_names_the_version_it_was_decided_under(demo: Services) -> None:
    desk = Desk(demo)
    assert cited(desk, desk.act("disqualify", "Paper Lanterns", rule="12.1")) == ("12.1", None)
    filed(desk)
    assert cited(desk, desk.act("disqualify", "Static", rule="7.2", decided="20 October 2026")) == (
        "7.2",
        "Spring rules",
    )
    late = desk.act("rule-ineligible", "Static", rule="7.2", effective="22 October 2026")
    assert cited(desk, late) == ("7.2", "Autumn rules")
    early = desk.act("rescind", "Static", rule="8.1", decided="20 October 2026", effective="22 October 2026")
    assert cited(desk, early) == ("8.1", None)
    assert cited(desk, desk.act("void", "Static", effective="23 October 2026")) == (None, None)


def test_version_is_told_with_the_rule_where_its_text_is_public(demo: Services, visit: Visit) -> None:
    desk, public = Desk(demo), visit("public")
    filed(desk)
    act = desk.act("disqualify", "Static", rule="7.2", decided="20 October 2026")
    desk.announce(act)
    follow(demo)
    assert "rule 7.2 of “Spring rules”" in visit("organiser").get(f"/desk/nominations/{act.partition('@')[0]}/").text
    nothing = told(public)
    assert nothing == (False, [])
    standing(desk, "Autumn rules", "public")
    assert told(public) == (False, [])
    standing(desk, "Spring rules", "public")
    assert told(public) == (True, [{"address": TEXT, "label": "Rule 7.2 in the rules “Spring rules”"}])
    work = desk.found("Static", "announced")[0][1]["works"][0]["id"]
    assert f'href="{TEXT}"' in public.get(f"/works/{work}/").text
    assert 'id="rule-7.2"' in public.get(TEXT.partition("#")[0]).text
    standing(desk, "Spring rules", "internal")
    assert told(public) == nothing


def test_version_is_not_told_where_the_rule_is_kept_back(demo: Services, visit: Visit) -> None:
    desk, public = Desk(demo), visit("public")
    filed(desk)
    act = desk.act("disqualify", "Static", rule="7.2", decided="20 October 2026")
    desk.announce(act, kept_back=[f"{act}:rule"])
    standing(desk, "Spring rules", "public")
    assert told(public) == (False, [])


def told(public: FlaskClient) -> tuple[bool, list[object]]:
    """Whether the public list names the version, and the links of its twin to rules."""
    twin = public.get("/meridian/12.json").json
    assert twin is not None
    notices = [
        notice for category in twin["categories"] for one in category["nominations"] for notice in one["notices"]
    ]
    assert all(set(notice) <= {"text", "tone", "rule"} for notice in notices)
    return "Spring rules" in public.get(LIST).text, [one["rule"] for one in notices if "rule" in one]


def test_preview_tells_the_version(demo: Services, visit: Visit) -> None:
    desk, client = Desk(demo), visit("organiser")
    filed(desk)
    follow(demo)
    address = f"/desk/nominations/{desk.stream('Static')}/disqualify"
    typed = {**form_of(client.get(address).text), "effective": "20 October 2026", "rule": "7.2", "step": "preview"}
    assert "Cited: rule 7.2 of “Spring rules”." in client.post(address, data=typed).text
