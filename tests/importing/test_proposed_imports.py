"""An import under four eyes: one person proposes the file as it is, another confirms it, and both are named on every event."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from ledger.application.proposable import Form
from ledger.application.proposals import confirm, give_back, proposal_in, propose, withdraw
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.domain.announcement import Made
from ledger.domain.nomination import Entered
from ledger.domain.party import Registered
from ledger.domain.proposal import CONFIRMED, OPEN, Confirmed
from ledger.importing.proposed_files import digest_of
from ledger.importing.sent_files import SentFile, write_whole
from ledger.importing.sent_states import Result
from ledger.importing.toml_text import toml_of
from tests.importing.proposing import FIRST, SEVERAL, SEVERAL_SHEET, brought, checked, events_by_import, put
from tests.importing.test_four_eyes import MAPPING, SHEET, job_of
from tests.support.four_eyes import SECOND, code_of, edition_of, second, two_organisers
from tests.support.rosters import as_, grant, meridian
from tests.support.services import by, demo_folder, demo_services

__all__ = ["demo_folder", "demo_services"]


def test_import_is_proposed_by_one_and_comes_in_by_another(demo_services: Services) -> None:
    demo = demo_services
    two_organisers(demo)
    sent, head = checked(demo), demo.ledger.recorder.head()[0]
    proposal = put(demo, sent)
    assert demo.ledger.recorder.head()[0] == head + 1
    made = proposal_in(demo.ledger, proposal).made
    assert (made.show, made.edition, made.subject) == (meridian(demo.ledger), edition_of(demo), edition_of(demo))
    assert "Farid Khan" not in (made.form.text or "")
    assert brought(demo, sent, proposal) is None
    events = events_by_import(demo)
    assert {(one.by.actor, one.by.proposal) for one in events} == {(SECOND, made.act_name)}
    assert [type(one) for one in events if isinstance(one, Entered | Confirmed)] == [Entered, Confirmed]
    found = proposal_in(demo.ledger, proposal)
    assert isinstance(found.end, Confirmed)
    assert (found.state, found.end.digest, found.end.by.actor) == (CONFIRMED, digest_of(sent), SECOND)
    assert set(found.end.acts) == {one.act_name for one in events} - {found.end.act_name}
    result = sent.read("result", Result)
    assert result is not None
    assert result.added == 1


def test_every_append_of_a_long_import_names_both(demo_services: Services) -> None:
    demo = demo_services
    two_organisers(demo)
    sent = checked(demo, SEVERAL_SHEET, SEVERAL)
    proposal = put(demo, sent)
    assert proposal_in(demo.ledger, proposal).made.subject == meridian(demo.ledger)
    assert brought(demo, sent, proposal) is None
    events = events_by_import(demo)
    assert len({one.by.command for one in events}) == 3
    assert {(one.by.actor, one.by.proposal) for one in events} == {(SECOND, f"{proposal}@1")}
    assert sum(isinstance(one, Confirmed) for one in events) == 1


def test_record_of_lists_and_winners_comes_in_whole(demo_services: Services) -> None:
    demo = demo_services
    two_organisers(demo)
    sheet = "Number,Year,Category,Film,Name,Won\n1,2001,Song,Ebb,Ira Bell,yes\n2,2002,Song,Salt,Noor Jan,\n"
    told = {"announced": {"how": "in_its_year"}, "winner": {"column": "Won", "won": ["yes"], "not_won": [""]}}
    sent = checked(demo, sheet, {**SEVERAL, **told})
    proposal = put(demo, sent)
    assert brought(demo, sent, proposal) is None
    events = events_by_import(demo)
    assert sum(isinstance(one, Made) for one in events) == 3
    assert {one.by.proposal for one in events} == {f"{proposal}@1"}


@pytest.mark.parametrize(
    "person, code",
    [((FIRST.id, FIRST.name, FIRST.role), "own_proposal"), ((UUID(int=77), "Nobody", "organiser"), "not_on_roster")],
)
def test_import_is_confirmed_by_a_second_person_of_the_show(
    demo_services: Services, person: tuple[UUID, str, str], code: str
) -> None:
    two_organisers(demo_services)
    sent = checked(demo_services)
    proposal, head = put(demo_services, sent), demo_services.ledger.recorder.head()
    assert brought(demo_services, sent, proposal, person) == code
    assert demo_services.ledger.recorder.head() == head


def _other_bytes(sent: SentFile) -> None:
    sent.source.write_text(SHEET.replace("Khan", "Rana"))


def _other_mapping(sent: SentFile) -> None:
    write_whole(sent.mapping, toml_of({**MAPPING, "people": {"name": "Name", "kind": "person"}}).encode())


@pytest.mark.parametrize("change", [_other_bytes, _other_mapping])
def test_file_that_is_not_as_it_was_proposed_stays_out(
    demo_services: Services, change: Callable[[SentFile], None]
) -> None:
    demo = demo_services
    two_organisers(demo)
    sent = checked(demo)
    proposal = put(demo, sent)
    change(sent)
    demo.imports.check(sent)
    assert job_of(demo, sent) is None
    head = demo.ledger.recorder.head()
    assert brought(demo, sent, proposal) == "import_not_as_proposed"
    assert (demo.ledger.recorder.head(), proposal_in(demo.ledger, proposal).state) == (head, OPEN)


def test_import_goes_on_by_whoever_confirmed_it_and_nobody_else(demo_services: Services) -> None:
    demo = demo_services
    two_organisers(demo)
    third = UUID(int=0x3AD)
    grant_third(demo, third)
    sent = checked(demo, SEVERAL_SHEET, SEVERAL)
    proposal = put(demo, sent)
    demo.ledger.after_save.append(stop := _Stops())
    assert brought(demo, sent, proposal) == "import_fault"
    demo.ledger.after_save.remove(stop)
    assert proposal_in(demo.ledger, proposal).state == CONFIRMED
    assert brought(demo, sent, proposal, (third, "Third", "organiser")) == "proposal_decided"
    assert brought(demo, sent, proposal) is None
    events = events_by_import(demo)
    assert len([one for one in events if isinstance(one, Entered)]) == 3
    assert {(one.by.actor, one.by.proposal) for one in events} == {(SECOND, f"{proposal}@1")}


class _Stops:
    """What ends an import after its first append."""

    def __call__(self, _receipt: object) -> None:
        raise RuntimeError("the machine stops")


def grant_third(demo: Services, person: UUID) -> None:
    """A third organiser, whom the first proposes and the second confirms."""
    author = by()
    form = {"command": str(author.command), "person": str(person), "person_name": "Third", "role": "organiser"}
    proposal = propose(demo.ledger, author, Form("show", "grant", meridian(demo.ledger), form), {})[1]
    confirm(demo.ledger, second(), proposal, {})


def test_returned_or_withdrawn_import_stays_out(demo_services: Services) -> None:
    demo = demo_services
    two_organisers(demo)
    sent = checked(demo)
    returned = put(demo, sent)
    author = second()
    give_back(demo.ledger, author, returned, {"command": str(author.command), "reason": "Another sheet is meant."})
    withdrawn = put(demo, sent)
    withdraw(demo.ledger, by(), withdrawn)
    head = demo.ledger.recorder.head()
    assert [brought(demo, sent, one) for one in (returned, withdrawn)] == ["proposal_decided"] * 2
    assert demo.ledger.recorder.head() == head


def test_import_is_confirmed_by_nothing_but_itself(demo_services: Services) -> None:
    two_organisers(demo_services)
    proposal = put(demo_services, checked(demo_services))
    head = demo_services.ledger.recorder.head()
    assert code_of(lambda: confirm(demo_services.ledger, second(), proposal, {})) == "four_eyes_import"
    assert demo_services.ledger.recorder.head() == head


def test_import_that_adds_nothing_is_not_proposed(demo_services: Services) -> None:
    two_organisers(demo_services)
    sent = checked(demo_services)
    assert brought(demo_services, sent, put(demo_services, sent)) is None
    again = checked(demo_services)
    assert code_of(lambda: put(demo_services, again)) == "import_adds_nothing"


def test_confirmed_import_that_would_add_nothing_any_more_says_so(demo_services: Services) -> None:
    two_organisers(demo_services)
    sent, other = checked(demo_services), checked(demo_services)
    proposal = put(demo_services, other)
    assert brought(demo_services, sent, put(demo_services, sent)) is None
    assert brought(demo_services, other, proposal) == "import_adds_nothing"
    assert proposal_in(demo_services.ledger, proposal).state == OPEN


def test_import_that_was_not_looked_at_is_not_proposed(demo_services: Services) -> None:
    two_organisers(demo_services)
    sent = checked(demo_services)
    _other_mapping(sent)
    assert code_of(lambda: put(demo_services, sent)) == "nothing_checked"


def test_import_into_a_show_of_one_is_not_proposed(demo_services: Services) -> None:
    grant(demo_services.ledger, by(), SECOND, "organiser")
    sent = checked(demo_services)
    assert code_of(lambda: put(demo_services, sent)) == "not_under_four_eyes"


def test_deputy_proposes_no_import(demo_services: Services) -> None:
    """What a file would add tells which of its rows are known, also of who won."""
    two_organisers(demo_services)
    deputy = PEOPLE[1]
    sent = checked(demo_services)
    author = as_("deputy", deputy.id)
    assert code_of(lambda: put(demo_services, sent, author)) == "role_cannot"


def test_parties_of_it_name_both_too(demo_services: Services) -> None:
    two_organisers(demo_services)
    sent = checked(demo_services)
    proposal = put(demo_services, sent)
    assert brought(demo_services, sent, proposal) is None
    assert {one.by.proposal for one in events_by_import(demo_services) if isinstance(one, Registered)} == {
        f"{proposal}@1"
    }


def four_eyes_ended(demo: Services) -> None:
    """The first organiser proposes it, and the second confirms."""
    author = by()
    off = Form("show", "four-eyes", meridian(demo.ledger), {"command": str(author.command), "on": "off"})
    confirm(demo.ledger, second(), propose(demo.ledger, author, off, {})[1], {})


def test_import_proposed_before_four_eyes_ended_is_confirmed_all_the_same(demo_services: Services) -> None:
    demo = demo_services
    two_organisers(demo)
    sent = checked(demo)
    proposal = put(demo, sent)
    four_eyes_ended(demo)
    assert brought(demo, sent, proposal, (FIRST.id, FIRST.name, FIRST.role)) == "own_proposal"
    assert brought(demo, sent, proposal) is None
    assert proposal_in(demo.ledger, proposal).state == CONFIRMED


def test_import_returned_before_four_eyes_ended_names_no_proposal(demo_services: Services) -> None:
    demo = demo_services
    two_organisers(demo)
    sent = checked(demo)
    proposal, author = put(demo, sent), second()
    give_back(demo.ledger, author, proposal, {"command": str(author.command), "reason": "Another sheet is meant."})
    four_eyes_ended(demo)
    head = demo.ledger.recorder.head()
    assert brought(demo, sent, proposal) == "proposal_decided"
    assert demo.ledger.recorder.head() == head
