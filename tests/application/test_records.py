"""Acts on parties and works: ids that move, links that make no circle, what is refused and why, one act for one command."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from ledger.application.id_holders import FindsBy
from ledger.application.parties import ACTS, record_new_party
from ledger.application.records import preview_act, record_act
from ledger.application.works import record_new_work
from ledger.bootstrap import Services
from ledger.domain.party import Registered
from ledger.errors import Conflict, Invalid, LedgerError, NotAllowed, NotFound, Refused
from ledger.projections.parties_search import find, linked_records, near_duplicates
from ledger.projections.sight import Records, Sight
from ledger.schemas.party_commands import FORMS, NAME_KINDS, REASONS, TITLE_KINDS
from ledger.wording import parties as words
from ledger.wording.errors import error_sentence, problem_sentence
from tests.support.records import known, recorded
from tests.support.rosters import grant
from tests.support.services import by, follow


def registered(demo: Services, name: str, **more: Any) -> UUID:
    person = by()
    form = {"command": str(person.command), "name": name, "kind": "person", **more}
    receipt = record_new_party(demo.ledger, person, form, lambda _data: [])
    follow(demo)
    return UUID(receipt.acts[0].partition("@")[0])


def codes(error: LedgerError) -> list[str]:
    """What is wrong, each with a sentence of its own."""
    problems = error.problems if isinstance(error, Invalid) else ()
    sentences = [problem_sentence(one) for one in problems] or [error_sentence(error)]
    assert all(sentence.endswith(".") and " " in sentence for sentence in sentences)
    return [f"{one.field}:{one.code}" for one in problems] or [error.code]


def refused(demo: Services, record: UUID, act: str, sort: str = "party", /, **answers: Any) -> list[str]:
    head = demo.ledger.recorder.head()
    with pytest.raises((Invalid, Refused, Conflict)) as caught:
        recorded(demo, record, act, sort, **answers)
    assert demo.ledger.recorder.head() == head
    return codes(caught.value)


def test_id_belongs_to_one_party_and_can_be_given_anew_once_struck(demo: Services) -> None:
    one, other = known(demo, "Noor Sehr"), known(demo, "Faraz Lodhi")
    recorded(demo, one, "id", scheme="imdb", value="nm1")
    assert refused(demo, other, "id", scheme="imdb", value="nm1") == ["value:id_taken"]
    assert refused(demo, one, "id", scheme="imdb", value="nm1") == ["value:id_taken"]
    assert known(demo, "imdb:nm1") == known(demo, "nm1") == one
    recorded(demo, one, "strike", act=2)
    assert find(demo.parties, "imdb:nm1", "party") == []
    recorded(demo, other, "id", scheme="imdb", value="nm1")
    assert known(demo, "imdb:nm1") == known(demo, "nm1") == other
    assert refused(demo, one, "id", scheme="imdb", value="nm1") == ["value:id_taken"]
    recorded(demo, other, "strike", act=2)
    recorded(demo, one, "id", scheme="imdb", value="nm1")
    assert known(demo, "imdb:nm1") == one
    assert refused(demo, registered(demo, "Somebody"), "id", scheme="imdb", value="nm1") == ["value:id_taken"]


def finding(demo: Services, person: UUID) -> FindsBy:
    """By what somebody on no roster finds: what is announced, and what they registered themselves."""
    sight = Sight(person.hex, frozenset(), frozenset())
    return lambda: Records(sight, demo.timeline, demo.parties, demo.lists, demo.ledger.now())


def test_id_of_a_record_that_the_author_does_not_see_is_given_again_and_nothing_tells_of_it(demo: Services) -> None:
    theirs, own = registered(demo, "Ours alone", scheme="imdb", value="nm1"), known(demo, "Faraz Lodhi")
    elsewhere = msgspec.structs.replace(by(), actor=uuid4())
    grant(demo.ledger, by(), elsewhere.actor, "organiser")
    form = {"scheme": "imdb", "value": "nm1", "seen": str(demo.ledger.recorder.head()[0])}
    finds_by = finding(demo, elsewhere.actor)
    with pytest.raises(Invalid) as caught:
        record_act(demo.ledger, by(), ("party", own), ACTS["id"], {**form, "command": str(uuid4())}, finds_by)
    assert codes(caught.value) == ["value:id_taken"]  # who registered it sees it
    command = {"command": str(elsewhere.command)}
    record_act(demo.ledger, elsewhere, ("party", own), ACTS["id"], form | command, finds_by)
    follow(demo)
    assert {UUID(one["id"]) for one in find(demo.parties, "imdb:nm1", "party")} == {theirs, own}
    elsewhere = msgspec.structs.replace(elsewhere, command=uuid4())
    new = {"command": str(elsewhere.command), "name": "A third", "kind": "person", **form}
    with pytest.raises(Invalid) as caught:
        record_new_party(demo.ledger, elsewhere, new, lambda _data: [], finds_by)
    (problem,) = caught.value.problems
    assert (problem.code, problem.params["id"]) == ("id_taken", str(own))


def test_links_lead_through_a_chain_to_the_main_record_and_never_round(demo: Services) -> None:
    a, b, c, d = (registered(demo, f"Record {letter}") for letter in ("Aleph", "Beth", "Gimel", "Daleth"))
    recorded(demo, a, "link", to=str(b), reasons=["known"])
    recorded(demo, b, "link", to=str(c), reasons=["known", "document"])
    recorded(demo, d, "link", to=str(b), reasons=["own_word"])
    for one in (a, b, c, d):
        assert linked_records(demo.parties, one.hex)[:2] == [c.hex, b.hex]
        assert set(linked_records(demo.parties, one.hex)) == {a.hex, b.hex, c.hex, d.hex}
    assert refused(demo, c, "link", to=str(a), reasons=["known"]) == ["to:link_in_a_circle"]
    assert refused(demo, c, "link", to=str(c), reasons=["known"]) == ["to:linked_to_itself"]
    assert refused(demo, a, "link", to=str(c), reasons=["known"]) == ["linked_already"]
    assert refused(demo, c, "link", to=str(uuid4()), reasons=["known"]) == ["to:no_such_record"]
    assert refused(demo, c, "link", to=str(known(demo, "Static", "work")), reasons=["known"]) == ["to:no_such_record"]
    assert refused(demo, c, "unlink") == ["not_linked"]
    recorded(demo, b, "unlink")
    assert set(linked_records(demo.parties, a.hex)) == {a.hex, b.hex, d.hex}
    recorded(demo, c, "link", to=str(a), reasons=["known"])
    assert linked_records(demo.parties, d.hex)[0] == b.hex


def test_two_links_at_once_make_no_circle(demo: Services) -> None:
    a, b = registered(demo, "Record One"), registered(demo, "Record Two")
    person = by()
    form = {
        "command": str(person.command),
        "seen": str(demo.ledger.recorder.head()[0]),
        "to": str(b),
        "reasons": ["known"],
    }
    decided = preview_act(demo.ledger, person, ("party", a), ACTS["link"], form)
    recorded(demo, b, "link", to=str(a), reasons=["known"])
    with pytest.raises(Conflict):
        demo.ledger.save(decided.draft, {"link": str(a)})
    assert linked_records(demo.parties, a.hex) == [a.hex, b.hex]


def test_new_name_is_given_only_to_records_found_to_be_one(demo: Services) -> None:
    a, b, stranger = (registered(demo, f"Record {letter}") for letter in ("A-one", "B-two", "C-three"))
    recorded(demo, a, "link", to=str(b), reasons=["known"])
    assert refused(demo, a, "public-name", name="New", linked=[str(stranger)]) == ["linked:unknown_choice"]
    assert refused(demo, a, "public-name", name="New", linked=[str(uuid4())]) == ["linked:unknown_choice"]
    receipt = recorded(demo, b, "public-name", name="New", linked=[str(a), str(a)])
    assert [name.partition("@")[0] for name in receipt.acts] == [str(b), str(a)]


def test_name_of_a_day_to_come_is_refused(demo: Services) -> None:
    party = known(demo, "Noor Sehr")
    assert refused(demo, party, "public-name", name="Nur", effective="2126-01-01") == ["effective:name_in_future"]
    assert refused(demo, party, "public-name", name="Noor Sehr") == ["name:known_by_that_name"]
    assert refused(demo, party, "public-name", name="Nur", effective="some day")[0].startswith("effective:")


def test_terms_need_the_name_as_the_guardian_wrote_it(demo: Services) -> None:
    party = known(demo, "Noor Sehr")
    assert refused(demo, party, "terms", form="initials") == ["shown_as:shown_as_needed"]
    assert refused(demo, party, "terms", form="not_named", shown_as="N.") == ["shown_as:shown_as_unused"]
    assert refused(demo, known(demo, "Lal & Sons"), "terms", form="full") == ["terms_for_persons"]


def test_kind_recorded_in_error_is_put_right_and_can_be_struck(demo: Services) -> None:
    party = registered(demo, "Record One", kind="group")
    assert refused(demo, party, "kind", kind="group") == ["kind:of_that_kind"]
    assert refused(demo, party, "kind", kind="choir") == ["kind:unknown_choice"]
    assert refused(demo, party, "terms", form="not_named") == ["terms_for_persons"]
    recorded(demo, party, "kind", kind="person")
    assert find(demo.parties, "Record One", "party")[0]["kind"] == "person"
    recorded(demo, party, "terms", form="not_named")
    assert refused(demo, party, "kind", kind="organisation") == ["kind_with_terms"]
    assert refused(demo, party, "strike", act=2) == ["kind_with_terms"]
    recorded(demo, party, "strike", act=3)
    recorded(demo, party, "strike", act=2)
    assert find(demo.parties, "Record One", "party")[0]["kind"] == "group"
    assert refused(demo, party, "strike", act=1) == ["act:nothing_to_strike"]


def test_names_of_every_kind_of_party_are_sealed(demo: Services) -> None:
    for kind in ("person", "group", "organisation", "office", "unknown"):
        party = registered(demo, f"Sealed {kind}", kind=kind)
        state = demo.ledger.recorder.streams([party])[party][0].state
        assert f"Sealed {kind}".encode() not in state
        demo.ledger.keyring.destroy(party)
        first = demo.ledger.story(party)[0][1]
        assert isinstance(first, Registered)
        assert first.name.text is None


def test_only_what_stands_is_struck(demo: Services) -> None:
    party = known(demo, "Noor Sehr")
    for act in (1, 2, 99):
        assert refused(demo, party, "strike", act=act) == ["act:nothing_to_strike"]
    recorded(demo, party, "name", name="Nur", kind="spelling")
    recorded(demo, party, "strike", act=2)
    assert refused(demo, party, "strike", act=2) == ["act:nothing_to_strike"]
    assert find(demo.parties, "Nur", "party") == []


def test_same_command_twice_is_one_act(demo: Services) -> None:
    person, party = by(), known(demo, "Noor Sehr")
    form = {"command": str(person.command), "name": "Nur", "kind": "spelling"}
    asked = (demo.ledger, person, ("party", party), ACTS["name"])
    first, again = (record_act(*asked, form) for _ in range(2))
    assert (first.acts, again.repeated) == (again.acts, True)
    with pytest.raises(Conflict, match="command_reused"):
        record_act(*asked, form | {"name": "Noora"})


def test_roles_and_sorts_are_kept(demo: Services) -> None:
    from ledger.demo.people import PEOPLE

    party = known(demo, "Noor Sehr")
    recorded(demo, party, "public-name", name="Nur Sahar")
    for person, act in ((PEOPLE[2], "name"), (PEOPLE[1], "public-name"), (PEOPLE[1], "terms"), (PEOPLE[1], "strike")):
        provenance = by(person)
        form = {"command": str(provenance.command), "name": "Nur", "kind": "spelling", "form": "full", "act": 2}
        with pytest.raises(NotAllowed):
            record_act(demo.ledger, provenance, ("party", party), ACTS[act], form)
    with pytest.raises(NotFound):
        recorded(demo, party, "name", "work", name="x", kind="working")


def test_record_like_one_that_is_known_is_registered_only_if_none_of_them_is_meant(demo: Services) -> None:
    person = by()
    form = {"command": str(person.command), "name": "Noor Sehr", "kind": "person"}
    alike = near_duplicates(demo.parties, "party", ["Noor Sehr"])
    assert [(one["label"], one["why"]) for one in alike] == [("Noor Sehr", "the same name")]
    with pytest.raises(Invalid) as caught:
        record_new_party(demo.ledger, person, form, lambda _data: alike)
    assert codes(caught.value) == ["anyway:alike_known"]
    assert record_new_party(demo.ledger, person, form | {"anyway": ["yes"]}, lambda _data: alike).first
    with pytest.raises(Invalid) as caught:
        record_new_work(
            demo.ledger,
            by(),
            {"command": str(uuid4()), "name": "🧵", "kind": "film", "scheme": "imdb"},
            lambda _data: [],
        )
    assert sorted(codes(caught.value)) == ["name:name_without_letters", "value:required"]


@pytest.mark.parametrize(
    "typed, why",
    [
        ("NOOR SÉHR", "the same but for case, accents or punctuation"),
        ("Sehr Noor", "the same words in another order"),
        ("Noor Sahr", "one letter differs"),
        ("نور سحر", "may be the same in another script: the consonants agree"),
    ],
)
def test_near_duplicate_is_suggested_with_its_reason(demo: Services, typed: str, why: str) -> None:
    assert [(one["label"], one["why"]) for one in near_duplicates(demo.parties, "party", [typed])] == [
        ("Noor Sehr", why)
    ]


def test_blank_keys_suggest_nothing(demo: Services) -> None:
    registered(demo, "اا")
    assert near_duplicates(demo.parties, "party", ["🧵", "…", ""], []) == []
    assert find(demo.parties, "🧵", "party") == find(demo.parties, " % _ ", "party") == []


def test_work_has_titles_ids_and_links_of_its_own(demo: Services) -> None:
    work, other = known(demo, "Static", "work"), known(demo, "Mirror Town", "work")
    recorded(demo, work, "name", "work", name="سٹیٹک", kind="transliteration", language="ur")
    recorded(demo, work, "id", "work", scheme="imdb", value="tt1", source_kind="press", source_note="Page 3")
    assert known(demo, "سٹیٹک", "work") == known(demo, "tt1", "work") == work
    assert find(demo.parties, "tt1", "party") == []
    assert refused(demo, other, "id", "work", scheme="imdb", value="tt1") == ["value:id_taken"]
    assert refused(demo, work, "name", "work", name="Static", kind="working") == ["name:known_by_that_name"]
    recorded(demo, work, "link", "work", to=str(other), reasons=["same_id"])
    assert linked_records(demo.parties, work.hex) == [other.hex, work.hex]
    assert refused(demo, other, "link", "work", to=str(work), reasons=["known"]) == ["to:link_in_a_circle"]
    recorded(demo, work, "unlink", "work")
    recorded(demo, work, "strike", "work", act=3)
    assert find(demo.parties, "tt1", "work") == []
    assert refused(demo, work, "unlink", "work") == ["not_linked"]
    form = {"command": str(uuid4()), "name": "Another", "kind": "film", "scheme": "imdb", "value": "tt1"}
    made = record_new_work(demo.ledger, by(), form, lambda _data: [])
    follow(demo)
    assert made.acts[0].partition("@")[0] == str(known(demo, "tt1", "work"))


def test_every_code_has_its_word() -> None:
    assert set(NAME_KINDS) <= set(words.NAMES)
    assert set(TITLE_KINDS) <= set(words.TITLES)
    assert set(FORMS) == set(words.FORMS)
    assert set(REASONS) == set(words.REASONS)
