"""What is known of a party: names used, struck and restored, links, terms; a fold that takes any stream."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import party
from ledger.domain.event import Event
from ledger.domain.party_readings import Record, public_name, record_of
from ledger.domain.times import UNKNOWN
from ledger.domain.values import Personal
from tests.support.stories import BY, STREAM

OTHER = UUID("00000000-0000-4000-8000-000000000002")
Told = tuple[type[Event], dict[str, Any]]


def named(text: str) -> Personal:
    return Personal(STREAM, text)


def public(text: str) -> Told:
    return party.PublicNameChanged, {"name": named(text), "effective": UNKNOWN}


def added(text: str) -> Told:
    return party.NameAdded, {"name": named(text), "kind": "spelling"}


def known_as(text: str) -> Told:
    return party.IdAdded, {"external": named(text)}


def terms(form: str, shown: str | None = None) -> Told:
    return party.TermsAgreed, {"form": form, "shown_as": named(shown) if shown else None}


def struck(version: int) -> Told:
    return party.EntryStruck, {"act": version}


LINKED: Told = (party.Linked, {"to": OTHER, "reasons": ("known",)})


def stream(*told: Told) -> list[tuple[int, Event]]:
    events: list[Told] = [(party.Registered, {"name": named("Zehra"), "kind": "person"}), *told]
    return [
        (2 * n, type_(originator_id=STREAM, originator_version=n, by=BY, **fields))
        for n, (type_, fields) in enumerate(events, 1)
    ]


def read(*told: Told, known: int = 2**63 - 1) -> Record:
    record = record_of(stream(*told), known)
    assert record is not None
    return record


def texts(names: Sequence[Any]) -> list[str | None]:
    return [one.text for one in names]


def test_name_used_now_is_the_newest_and_those_before_are_former() -> None:
    record = read(public("Zahra"), added("زہرا"), public("Zara"))
    assert (record.main.text, texts(record.former), texts(record.others)) == ("Zara", ["Zehra", "Zahra"], ["زہرا"])
    assert public_name(record).name == "Zara"
    assert record.is_renamed


def test_struck_change_leaves_the_name_before_it_in_use() -> None:
    record = read(public("Zahra"), struck(2))
    assert (record.main.text, record.former, record.is_renamed) == ("Zehra", (), False)
    assert read(public("Zahra"), public("Zara"), struck(2)).former[0].text == "Zehra"


def test_registration_cannot_be_struck() -> None:
    assert read(struck(1)).main.text == "Zehra"
    assert read().standing == frozenset()


def test_what_can_be_struck_is_what_stands() -> None:
    record = read(added("a"), known_as("imdb:1"), terms("full"), struck(2))
    assert record.standing == {3, 4}


def test_link_holds_until_it_is_taken_back() -> None:
    assert read(LINKED).link is not None
    assert read(LINKED, (party.Unlinked, {"link": 2})).link is None
    assert read(LINKED, (party.Unlinked, {"link": 9})).link is not None
    again = read(LINKED, (party.Unlinked, {"link": 2}), LINKED).link
    assert again is not None
    assert again.version == 4


def test_terms_say_what_public_pages_call_a_minor() -> None:
    assert public_name(read(terms("initials", "Z."))) == ("Z.", False)
    assert public_name(read(terms("not_named"))) == (None, True)
    assert public_name(read(terms("not_named"), terms("full"))) == ("Zehra", False)
    assert public_name(read(terms("given_name", "Zehra"), public("Zahra Nigah"))) == ("Zehra", False)
    assert not read(terms("full")).is_renamed


def test_what_was_recorded_later_was_not_known_before() -> None:
    assert read(public("Zahra"), known=3).main.text == "Zehra"
    assert record_of(stream(), known=1) is None


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [public("A"), public("B"), added("C"), known_as("x:1"), terms("initials", "A."), terms("full"), LINKED]
            ),
            st.integers(1, 12).map(struck),
            st.integers(1, 12).map(lambda link: (party.Unlinked, {"link": link})),
        ),
        max_size=12,
    )
)
def test_any_stream_is_read(told: list[Told]) -> None:
    record = read(*told)
    standing = {type_ for n, (type_, _fields) in enumerate(told, 2) if n in record.standing}
    assert standing <= {party.PublicNameChanged, party.NameAdded, party.IdAdded, party.TermsAgreed}
    acts = [n for n, (type_, _fields) in enumerate(told, 2) if type_ is party.PublicNameChanged]
    gone = {fields["act"] for type_, fields in told if type_ is party.EntryStruck}
    assert record.main.version == max((n for n in acts if n not in gone), default=1)
