"""g20: a Grammy category for children, December 2020 (CASES.md): three ask to be removed after ballots are out; they stay, uncounted."""

from __future__ import annotations

from uuid import UUID

import pytest

from ledger.bootstrap import Services
from ledger.domain.party_told import learnt
from ledger.history.nomination_story import nomination_story
from ledger.projections.nominees import Asked
from tests.cases.telling import Case, Clock

ASKING, STAYING = ("Album A", "Album B", "Album C"), ("Album D", "Album E")
EFFECT = {"on_ballot": "true", "counted": "false", "may_win": "false"}


@pytest.fixture
def case(live: Services, clock: Clock) -> Case:
    """The list, the ballots, the joint letter, what was decided and who was told; nothing of it announced."""
    case = Case(live, clock, "America/Los_Angeles", "1 November 2020", {"Children’s Album": 5})
    case.it_is("24 November 2020, 12:00")
    case.announce(*(case.enter(title, names=[f"Artist of {title}"]) for title in (*ASKING, *STAYING)))
    case.it_is("8 December 2020, 12:00")
    case.change("milestone", milestone="voting_opened", effective="7 December 2020, 09:00", standing="done")
    case.it_is("10 December 2020, 12:00")
    asked = case.ask(
        *ASKING,
        asker_words1="The three artists", capacity1="group", received="by 10 December 2020", source_kind="post", together="yes",
    )  # fmt: skip
    case.it_is("12 December 2020, 12:00")
    ruling, *acts = case.rule(*((title, "set-effects", EFFECT) for title in ASKING), effective="12 December 2020")
    case.answer("decide", asked, outcomes=["1:noted", "2:noted", "3:noted"], decided="12 December 2020")
    effects = {act.partition("@")[0]: act.partition("@")[2] for act in acts}
    for title in ASKING:
        act = effects[str(case.nominations[title])]
        case.act("tell-party", title, act=act, told="false", why_not="not_yet")
        for other in STAYING:
            party = str(case.party(other, f"Artist of {other}"))
            case.act("tell-party", title, act=act, party=party, told="true", how="e_mail", told_by="organiser")
    assert ruling
    case.it_is("6 January 2021, 12:00")
    return case


def test_g20_names_stay_and_their_votes_are_not_counted(case: Case) -> None:
    now = case.at("6 January 2021, 12:00")
    for asked in (Asked("force", now), Asked("known", now, case.known())):
        assert case.told(asked) == f"{' '.join((*ASKING, *STAYING))} · 5=5"
        view = case.view(asked)
        shown = {one["works"][0]["title"]: one["effects"] for one in view["categories"][0]["nominations"]}
        assert {shown[title] for title in ASKING} == {"on the ballot · votes not counted · may not win"}
        assert {shown[title] for title in STAYING} == {""}
        assert [one["text"] for one in view["lines"]] == ["5 on the list = 2 counted + 3 not counted"]
    assert case.agrees()


def test_g20_public_reads_five_without_a_note_for_ever(case: Case) -> None:
    for day in ("24 November 2020", "12 December 2020", "6 January 2021, 12:00"):
        at = case.at(day)
        asked = Asked("announced", at, now=at)
        assert case.told(asked) == f"{' '.join((*ASKING, *STAYING))} · 5=5"
        assert all(case.notices(asked, title) == [] for title in (*ASKING, *STAYING))
        assert "counted" not in str([one["text"] for one in case.view(asked)["lines"]])


def test_g20_three_were_not_told_and_two_were(case: Case) -> None:
    for title in ASKING:
        story = case.ledger.story(case.nominations[title])
        told = {party: event.told for (_act, party), event in learnt(story).items()}
        others: dict[UUID | None, bool] = {case.party(other, f"Artist of {other}"): True for other in STAYING}
        assert told == {None: False, **others}
        shown = nomination_story(
            case.ledger.recorder, case.ledger.mapper, UUID(str(story[0][1].originator_id)), case.ledger.now()
        )
        (act,) = [one for one in shown["acts"] if one["told"]]
        assert any(one.startswith("not told") for one in act["told"])
        assert sum(one.startswith("told") for one in act["told"]) == len(STAYING)
