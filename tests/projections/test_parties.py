"""The read model of parties and works on either database: the same rows however they came, and the same answers."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from ledger.bootstrap import Services
from ledger.consumers.rebuild import rebuild
from ledger.errors import NotFound
from ledger.projections.nominees import Asked, nominee_list
from ledger.projections.parties_named import announced_count, announced_of
from ledger.projections.parties_search import find, near_duplicates
from ledger.projections.parties_story import record_story
from ledger.projections.search_desk import search_desk
from ledger.projections.search_public import search_public
from ledger.wording.acts import ERASED
from tests.support.acts import Desk
from tests.support.records import known, recorded
from tests.support.services import follow


def told_of(demo: Services) -> UUID:
    """A party of which everything that can be was recorded."""
    party = known(demo, "Noor Sehr")
    recorded(demo, party, "name", name="نور سحر", kind="transliteration", language="ur")
    recorded(demo, party, "id", scheme="imdb", value="nm1")
    recorded(demo, party, "public-name", name="Nur Sahar", effective="2026")
    recorded(demo, party, "link", to=str(known(demo, "Faraz Lodhi")), reasons=["document"])
    recorded(demo, party, "terms", form="initials", shown_as="N. S.")
    recorded(demo, party, "strike", act=3)
    return party


def test_rows_are_the_same_act_by_act_and_rebuilt(demo: Services) -> None:
    told_of(demo)
    for view in (demo.parties, demo.lists):
        built = rebuild(view)
        assert built.comparison is not None
        assert built.comparison.equal


def test_story_tells_names_ids_links_and_what_was_struck(demo: Services) -> None:
    party = told_of(demo)
    log = (demo.ledger.recorder, demo.ledger.mapper)
    story = record_story(demo.parties, demo.lists, log, ("party", party), demo.ledger.now())
    assert [(one["name"], one["former"]) for one in story["names"]] == [
        ("Nur Sahar", False),
        ("Noor Sehr", True),
        ("نور سحر", False),
    ]
    assert (story["ids"], story["terms"]["shown_as"], len(story["records"])) == ([], "N. S.", 2)
    assert {one["act"] for one in story["acts"]} >= {f"{party}@{version}" for version in range(1, 8)}
    assert len(story["nominations"]) == 3
    with pytest.raises(NotFound):
        record_story(demo.parties, demo.lists, log, ("work", party), demo.ledger.now())


def test_nomination_whose_titles_were_not_wrong_is_corrected_and_still_found(demo: Services) -> None:
    desk = Desk(demo)
    desk.act("correct", "Static", details_text="Restored print")
    assert desk.agrees()
    log = (demo.ledger.recorder, demo.ledger.mapper)
    story = record_story(demo.parties, demo.lists, log, ("work", known(demo, "Static", "work")), demo.ledger.now())
    assert len(story["nominations"]) == 1


def test_public_and_desk_find_by_what_each_may_see(demo: Services) -> None:
    party, now = told_of(demo), demo.ledger.now()
    log = (demo.ledger.recorder, demo.ledger.mapper)
    for typed in ("noor", "nur", "نور", "imdb:nm1", "Faraz Noor"):
        assert search_public(demo.parties, demo.lists, typed, now)["parties"] == []
    shown = [{"id": str(party), "name": "N. S."}]
    assert search_public(demo.parties, demo.lists, "n s", now)["parties"] == shown
    for typed in ("noor", "nur sah", "نور"):
        inside = search_desk(demo.parties, demo.lists, log, typed)["parties"]
        assert [(one["id"], one["label"], one["linked"]) for one in inside] == [(str(party), "Nur Sahar", True)]
    assert search_desk(demo.parties, demo.lists, log, "imdb:nm1")["parties"] == []


def test_announced_of_tells_the_name_of_now_and_nothing_by_links(demo: Services) -> None:
    party, now = told_of(demo), demo.ledger.now()
    told = announced_of(demo.parties, demo.lists, "party", party, now)
    assert (told["name"], len(told["nominations"])) == ("N. S.", 2)
    assert announced_count(demo.parties, demo.lists, [party.hex], now) == 2
    for id_ in (uuid4(), known(demo, "Mirror Town", "work")):
        with pytest.raises(NotFound):
            announced_of(demo.parties, demo.lists, "party", id_, now)


@pytest.mark.parametrize("typed", ["a " * 3000, "x" * 100_000, "'; --", "\\", "ab_%", "0" * 50])
def test_whatever_is_typed_is_answered(demo: Services, typed: str) -> None:
    now, log = demo.ledger.now(), (demo.ledger.recorder, demo.ledger.mapper)
    find(demo.parties, typed, "party")
    near_duplicates(demo.parties, "work", [typed[:500]])
    search_public(demo.parties, demo.lists, typed, now)
    search_desk(demo.parties, demo.lists, log, typed)


def test_erased_name_is_found_by_nothing_and_its_nominations_stay(demo: Services) -> None:
    party = known(demo, "Noor Sehr")
    recorded(demo, party, "name", name="Mehr", kind="stage_name")
    demo.ledger.keyring.destroy(party)
    for view in (demo.parties, demo.lists):
        rebuild(view, accept=True)
    follow(demo)
    assert find(demo.parties, "noor", "party") == []
    assert [one["label"] for one in find(demo.parties, "mehr", "party")] == ["Mehreen Aslam"]
    assert find(demo.parties, "erased", "party") == []
    log = (demo.ledger.recorder, demo.ledger.mapper)
    story = record_story(demo.parties, demo.lists, log, ("party", party), demo.ledger.now())
    assert (story["name"], len(story["nominations"])) == (ERASED, 2)


def test_list_inside_tells_both_names_and_in_public_one(demo: Services) -> None:
    told_of(demo)
    inside = nominee_list(demo.lists, "meridian", "12", Asked("force", demo.ledger.now()))
    public = nominee_list(demo.lists, "meridian", "12", Asked("announced", demo.ledger.now(), now=demo.ledger.now()))
    mirror = [
        next(one for one in view["categories"][0]["nominations"] if one["works"][0]["title"] == "Mirror Town")
        for view in (inside, public)
    ]
    assert [(one["credits"][0]["name"], one["credits"][0]["credited_as"]) for one in mirror] == [
        ("Nur Sahar", "Noor Sehr"),
        ("N. S.", None),
    ]
