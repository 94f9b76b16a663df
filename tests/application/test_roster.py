"""Who may act is asked of the show's roster inside every command, at the moment of recording, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from ledger.application.act_forms import preview_act, record_act
from ledger.application.parties import ACTS, record_new_party
from ledger.application.records import record_act as act_on_record
from ledger.application.roles import MAY
from ledger.application.roster import roster_in
from ledger.application.show_opening import record_show
from ledger.application.works import record_new_work
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.domain.roster import ROLES, RoleEnded, RoleGranted
from ledger.domain.values import Provenance
from ledger.errors import Conflict, Invalid, NotAllowed, Problem, Refused
from tests.application.test_withdrawing import nomination
from tests.support.rosters import ADMINISTRATOR, another_show, as_, commands, end, grant, meridian, withdrawal
from tests.support.services import by

ORGANISER, DEPUTY = PEOPLE[:2]
FOREIGN = UUID(int=77)
"""An account that is on the roster of another show only."""


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("command", ["withdraw", "enter", "announce", "settings", "names", "open", "grant"])
def test_command_of_whoever_is_on_another_roster_only_is_refused(
    demo_services: Services, role: str, command: str
) -> None:
    demo, ledger = demo_services, demo_services.ledger
    if role in ROLES:
        another_show(ledger, FOREIGN, role)
    head = ledger.recorder.head()
    power, send = commands(demo)[command]
    if power in MAY[role] and role in ("administrator", "operator"):
        send(as_(role, FOREIGN))
        assert ledger.recorder.head() != head
        return
    with pytest.raises(NotAllowed) as refused:
        send(as_(role, FOREIGN))
    assert refused.value.code == ("not_on_roster" if power in MAY[role] else "role_cannot")
    assert ledger.recorder.head() == head


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("command", ["withdraw", "announce", "settings", "names", "open", "grant"])
def test_command_is_taken_from_whoever_has_a_role_that_covers_it(
    demo_services: Services, role: str, command: str
) -> None:
    demo, ledger = demo_services, demo_services.ledger
    account = UUID(int=78)
    grant(ledger, as_("administrator", ADMINISTRATOR.id), account, role)
    head = ledger.recorder.head()
    power, send = commands(demo)[command]
    if power in MAY[role]:
        send(as_(role, account))
        assert ledger.recorder.head() != head
        return
    with pytest.raises(NotAllowed):
        send(as_(role, account))
    assert ledger.recorder.head() == head


def test_role_is_not_taken_from_the_form_of_another(demo: Services) -> None:
    author = as_("organiser", DEPUTY.id, DEPUTY.name)
    with pytest.raises(NotAllowed) as refused:
        preview_act(demo.ledger, author, "withdraw", withdrawal(demo, author))
    assert refused.value.code == "not_on_roster"


def test_ended_role_ends_at_once_and_a_granted_one_begins_at_once(demo: Services) -> None:
    ledger, account = demo.ledger, UUID(int=79)
    first = as_("deputy", account)
    with pytest.raises(NotAllowed):
        record_act(ledger, first, "withdraw", withdrawal(demo, first))
    version = grant(ledger, by(), account, "deputy")
    record_act(ledger, first, "withdraw", withdrawal(demo, first))
    end(ledger, by(), version)
    again = as_("deputy", account)
    with pytest.raises(NotAllowed):
        record_act(ledger, again, "withdraw", withdrawal(demo, again, "Paper Lanterns"))
    assert roster_in(ledger.story(meridian(ledger))).roles_of(account) == ()


def test_role_that_ends_while_a_command_is_decided_records_nothing(demo: Services) -> None:
    ledger, account = demo.ledger, UUID(int=80)
    version = grant(ledger, by(), account, "deputy")
    author = as_("deputy", account)
    decided = preview_act(ledger, author, "withdraw", withdrawal(demo, author))
    end(ledger, by(), version)
    head = ledger.recorder.head()
    with pytest.raises(Conflict) as refused:
        ledger.save(decided.draft, {"withdraw": "Static"})
    assert refused.value.code == "guard_failed"
    assert ledger.recorder.head() == head


def test_role_is_granted_once_and_ended_once(demo: Services) -> None:
    ledger, account = demo.ledger, UUID(int=81)
    version = grant(ledger, by(), account, "auditor")
    with pytest.raises(Invalid) as twice:
        grant(ledger, by(), account, "auditor")
    assert twice.value.problems == (Problem("person", "has_role_already"),)
    end(ledger, by(), version)
    with pytest.raises(Invalid) as ended:
        end(ledger, by(), version)
    assert ended.value.problems == (Problem("grant", "no_such_grant"),)
    assert grant(ledger, by(), account, "auditor") > version


def test_deputy_grants_nobody_anything(demo: Services) -> None:
    with pytest.raises(NotAllowed) as refused:
        grant(demo.ledger, by(DEPUTY), DEPUTY.id, "organiser")
    assert refused.value.code == "role_cannot"


def test_last_organiser_is_ended_by_an_administrator_only(demo: Services) -> None:
    ledger = demo.ledger
    story = ledger.story(meridian(ledger))
    alone = next(one for one in roster_in(story).granted if one.role == "organiser")
    with pytest.raises(Refused) as refused:
        end(ledger, by(), alone.originator_version)
    assert refused.value.code == "last_organiser"
    end(ledger, by(ADMINISTRATOR), alone.originator_version)
    assert [one for one in roster_in(ledger.story(meridian(ledger))).granted if one.role == "organiser"] == []


def test_two_who_change_the_roster_at_once_do_not_both(demo: Services) -> None:
    ledger = demo.ledger
    seen = str(ledger.recorder.head()[0])
    version = grant(ledger, by(), UUID(int=82), "deputy")
    with pytest.raises(Conflict) as refused:
        end(ledger, by(ADMINISTRATOR), version, seen=seen)
    assert refused.value.code == "settings_moved"


def test_person_can_have_several_roles_and_loses_the_one_that_ends(demo: Services) -> None:
    ledger, account = demo.ledger, UUID(int=83)
    versions = {role: grant(ledger, by(), account, role) for role in ("auditor", "deputy", "organiser")}
    assert roster_in(ledger.story(meridian(ledger))).roles_of(account) == ("organiser", "deputy", "auditor")
    end(ledger, by(), versions["organiser"])
    assert roster_in(ledger.story(meridian(ledger))).roles_of(account) == ("deputy", "auditor")


def test_name_on_the_roster_is_sealed_and_legible(demo: Services) -> None:
    ledger, account = demo.ledger, UUID(int=84)
    grant(ledger, by(), account, "door")
    stored = ledger.recorder.streams([meridian(ledger)])[meridian(ledger)][-1]
    assert b"Farid" not in stored.state
    event = ledger.mapper.decode(stored)
    assert isinstance(event, RoleGranted)
    assert (event.person, event.name.text, event.role, event.by.role) == (account, "Farid Khan", "door", "organiser")


def test_records_of_parties_and_works_take_a_role_on_some_show(demo: Services) -> None:
    ledger, account = demo.ledger, UUID(int=85)
    form = {"name": "Lal Ded", "kind": "person"}
    stranger = as_("organiser", account)
    senders: tuple[Callable[[Provenance], object], ...] = (
        lambda a: record_new_party(ledger, a, {**form, "command": str(a.command)}, lambda _data: []),
        lambda a: record_new_work(ledger, a, {**form, "kind": "film", "command": str(a.command)}, lambda _data: []),
        lambda a: act_on_record(
            ledger,
            a,
            ("party", UUID(nomination(demo, "Half the Sky")["credits"][0]["party"])),
            ACTS["name"],
            {"name": "L. D.", "kind": "pen_name", "seen": str(ledger.recorder.head()[0]), "command": str(a.command)},
        ),
    )
    for send in senders:
        with pytest.raises(NotAllowed) as refused:
            send(stranger)
        assert refused.value.code == "on_no_roster"
    another_show(ledger, account, "organiser")
    for send in senders[:2]:
        send(as_("organiser", account))


def test_whoever_establishes_a_show_is_the_first_on_its_roster(demo: Services) -> None:
    ledger, author = demo.ledger, by()
    form = {"name": "New Prizes", "address": "new-prizes", "zone": "UTC", "command": str(author.command)}
    receipt = record_show(ledger, author, "show", form, None)
    show = UUID(receipt.acts[0].partition("@")[0])
    assert roster_in(ledger.story(show)).roles_of(ORGANISER.id) == ("organiser",)
    assert roster_in(ledger.story(show)).roles_of(DEPUTY.id) == ()


def test_ending_names_a_grant_of_the_roster(demo: Services) -> None:
    ledger = demo.ledger
    version = grant(ledger, by(), UUID(int=86), "door")
    end(ledger, by(), version)
    event = ledger.story(meridian(ledger))[-1][1]
    assert isinstance(event, RoleEnded)
    assert event.grant == version
