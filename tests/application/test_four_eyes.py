"""Under four eyes nothing of a show is recorded by one person, whatever the command, on both databases."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from ledger.application.draft import Draft
from ledger.application.four_eyes import OF_NO_SHOW, confirming, proposing
from ledger.application.proposable import PROPOSABLE, Ground, decide
from ledger.application.roster import roster_in
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.demo.roster_fill import fill_roster
from ledger.domain import topics
from ledger.domain.edition import Opened
from ledger.domain.event import Event
from ledger.domain.roster import under_four_eyes
from ledger.errors import Conflict, NotAllowed, Refused
from ledger.persistence.log import LogEntry
from tests.domain.golden import golden_files, topic_of
from tests.support.four_eyes import confirmed, edition_of, forms, proposed, second, stories, switch
from tests.support.rosters import ADMINISTRATOR, another_show, as_, commands, end, grant, meridian
from tests.support.services import by

ON_A_SHOW = sorted({event.TOPIC for event in topics.ALL if event.TOPIC.partition(".")[0] not in OF_NO_SHOW})
BEGINS = ("rulebook", "request", "objection", "statement", "instrument", "ruling")
KINDS = sorted({event.TOPIC.partition(".")[0] for event in topics.ALL})


def _streams(demo: Services) -> dict[str, UUID]:
    """A stream of each kind, on the demo's show."""
    found: dict[str, UUID] = {"show": meridian(demo.ledger), "edition": edition_of(demo)}
    found["nomination"] = next(iter(stories(demo)))
    for entries in demo.ledger.recorder.iter_streams(demo.ledger.recorder.head()[0]):
        found.setdefault(entries[0].topic.partition(".")[0], entries[0].originator_id)
    # No rulebook was filed, and nothing was asked: that event begins a stream.
    return {**{kind: UUID(int=0xB00C + number) for number, kind in enumerate(BEGINS)}, **found}


def _next(demo: Services, topic: str, stream: UUID) -> list[Event]:
    """An event of that topic as the next of the stream, after the one that begins it where nothing does yet."""
    kind = topic.partition(".")[0]
    first, last = f"{kind}.filed" if kind == "instrument" else f"{kind}.made", _another(demo, topic, stream)
    if topic == first or last.originator_version > 1 or first not in ON_A_SHOW:
        return [last]
    return [_another(demo, first, stream), msgspec.structs.replace(last, originator_version=2)]


def _another(demo: Services, topic: str, stream: UUID) -> Event:
    """An event of that topic as it was stored once."""
    file: Path = [one for one in golden_files() if topic_of(one) == topic][-1]
    story = demo.ledger.stories([stream]).get(stream)
    version = story[-1][1].originator_version + 1 if story else 1
    event = demo.ledger.mapper.decode(LogEntry(1, 0, stream, version, topic, file.read_bytes().strip()))
    begins = not story and hasattr(event, "edition")
    return msgspec.structs.replace(event, edition=edition_of(demo)) if begins else event


@pytest.mark.parametrize("topic", ON_A_SHOW)
def test_event_of_any_kind_on_the_show_is_refused_to_one_person(quick: Services, topic: str) -> None:
    ledger, kind = quick.ledger, topic.partition(".")[0]
    if kind in ("instrument", "request", "statement"):
        confirmed(quick, proposed(quick, forms(quick)["document" if kind == "instrument" else kind]))
    stream = _streams(quick)[kind]
    draft, head = Draft(by()), ledger.recorder.head()
    draft.events += _next(quick, topic, stream)
    with pytest.raises(Refused) as refused:
        ledger.save(draft, {"one": topic})
    assert (refused.value.code, ledger.recorder.head()) == ("four_eyes", head)


def test_every_kind_of_stream_is_known_to_be_of_a_show_or_of_none() -> None:
    assert KINDS == [
        "access", "announcement", "edition", "instrument", "nomination", "objection", "party", "proposal", "request", "rulebook",
        "ruling", "show", "statement", "work",
    ]  # fmt: skip


@pytest.mark.parametrize("command", ["withdraw", "enter", "announce", "file", "settings", "names", "open", "grant"])
@pytest.mark.parametrize("role", ["organiser", "operator", "administrator"])
def test_command_of_one_person_is_refused(quick: Services, role: str, command: str) -> None:
    ledger, head = quick.ledger, quick.ledger.recorder.head()
    author = by() if role == "organiser" else as_(role, ADMINISTRATOR.id)
    power, send = commands(quick)[command]
    with pytest.raises((Refused, NotAllowed)) as refused:
        send(author)
    covered = role != "administrator" or power == "roster"
    assert refused.value.code == ("four_eyes" if covered else "role_cannot")
    assert ledger.recorder.head() == head


def test_every_form_of_a_show_can_be_proposed() -> None:
    assert {name for one in PROPOSABLE.values() for name in one.kinds if name in ("show", None)} == {None}
    assert sorted(PROPOSABLE) == [
        "act", "announce", "approve_text", "document", "enter", "import", "no_award", "objection", "request", "rule", "setting", "show",
        "statement", "strike_ruling", "take_back",
    ]  # fmt: skip


def test_whoever_only_proposes_records_nothing(demo_services: Services) -> None:
    ledger, form = demo_services.ledger, forms(demo_services)["act"]
    draft = decide(Ground(ledger, proposing(by()), stories(demo_services)), form)
    head = ledger.recorder.head()
    with pytest.raises(Refused) as refused:
        ledger.save(draft, {"only": "proposed"})
    assert (refused.value.code, ledger.recorder.head()) == ("four_eyes", head)


def test_author_cannot_only_say_that_it_was_proposed(quick: Services) -> None:
    author = confirming(second(), f"{UUID(int=5)}@1")
    draft = decide(Ground(quick.ledger, author, stories(quick)), forms(quick)["act"])
    with pytest.raises(Refused) as refused:
        quick.ledger.save(draft, {"said": "proposed"})
    assert refused.value.code == "four_eyes"


def test_four_eyes_that_come_on_while_a_command_is_decided_let_nothing_through(demo: Services) -> None:
    ledger = demo.ledger
    grant(ledger, by(), UUID(int=0x5EC0), "organiser")
    draft = decide(Ground(ledger, by(), stories(demo)), forms(demo)["act"])
    switch(demo, second())
    head = ledger.recorder.head()
    with pytest.raises((Refused, Conflict)) as refused:
        ledger.save(draft, {"meanwhile": "on"})
    assert (refused.value.code, ledger.recorder.head()) == ("four_eyes", head)


def test_one_person_cannot_switch_four_eyes_off(quick: Services) -> None:
    for author in (by(), second(), as_("administrator", ADMINISTRATOR.id)):
        with pytest.raises(Refused) as refused:
            switch(quick, author, "off")
        assert refused.value.code == "four_eyes"
    assert under_four_eyes(event for _position, event in quick.ledger.story(meridian(quick.ledger)))


def test_four_eyes_take_an_organiser_and_one_more(demo_services: Services) -> None:
    ledger = demo_services.ledger
    show = another_show(ledger, by().actor, "organiser")
    with pytest.raises(Refused) as refused:
        switch(demo_services, by(), show=show)
    assert refused.value.code == "too_few_for_four_eyes"
    grant(ledger, by(), UUID(int=7), "deputy", show)
    switch(demo_services, by(), show=show)
    assert under_four_eyes(event for _position, event in ledger.story(show))


def test_deputy_does_not_put_a_show_under_four_eyes(demo_services: Services) -> None:
    with pytest.raises(NotAllowed) as refused:
        switch(demo_services, by(PEOPLE[1]))
    assert refused.value.code == "role_cannot"


def test_other_show_goes_on_as_before(quick: Services) -> None:
    ledger = quick.ledger
    show = another_show(ledger, by().actor, "organiser")
    grant(ledger, by(), UUID(int=8), "deputy", show)
    assert roster_in(ledger.story(show)).roles_of(UUID(int=8)) == ("deputy",)


def test_new_show_is_under_no_four_eyes(quick: Services) -> None:
    show = another_show(quick.ledger, by().actor, "organiser")
    assert not under_four_eyes(event for _position, event in quick.ledger.story(show))


def test_role_cannot_end_by_one_person(quick: Services) -> None:
    version = next(
        one.originator_version
        for one in roster_in(quick.ledger.story(meridian(quick.ledger))).granted
        if one.person == second().actor
    )
    with pytest.raises(Refused) as refused:
        end(quick.ledger, by(), version)
    assert refused.value.code == "four_eyes"


def test_demo_starts_again_under_four_eyes(quick: Services) -> None:
    head = quick.ledger.recorder.head()
    fill_roster(quick.ledger, meridian(quick.ledger))
    assert quick.ledger.recorder.head() == head


def test_edition_that_is_opened_is_of_its_show(quick: Services) -> None:
    head = quick.ledger.recorder.head()
    draft = Draft(by())
    draft.add(
        Opened, UUID(int=9), show=meridian(quick.ledger), name="13", address="13", label="13", ordinal=13, zone="UTC"
    )
    with pytest.raises(Refused) as refused:
        quick.ledger.save(draft, {"open": "13"})
    assert (refused.value.code, quick.ledger.recorder.head()) == ("four_eyes", head)
