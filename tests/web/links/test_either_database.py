"""Links on either database: made, exchanged and ended; what several browsers do at once is done one after the other."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from ledger.errors import Invalid, LedgerError, NotFound, TooOften
from ledger.settings import Settings
from tests.support.accounts import Clock, clock, make, settings
from tests.support.party_links import MAKER, link_for
from tests.support.postgres import postgres_url
from web.accounts.inviting import find_link, invite
from web.accounts.opening import open_accounts
from web.accounts.tables import Account, hash_of
from web.links.making import DAY_US, DAYS, OWN_PAGE, PURPOSES, Wanted, end_link, every_link, make_link
from web.links.opening import Links, links_beside, open_links
from web.links.tables import PartyLink, PartyVisit
from web.links.visiting import MOST_VISITS, VISIT_SECONDS, exchange, find_visit, leave

__all__ = ["clock", "postgres_url", "settings"]
PARTY, SHOW, OTHER = UUID(int=8), UUID(int=9), UUID(int=10)
HERE = "192.0.2.1"


@pytest.fixture
def links(settings: Settings, clock: Clock) -> Iterator[Links]:
    opened = open_links(settings, clock)
    yield opened
    opened.close()


def at_once(times: int, what: Callable[[int], Any]) -> list[str]:
    """Do it in so many threads; how each went."""

    def told(number: int) -> str:
        try:
            what(number)
        except LedgerError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(told, range(times)))


@pytest.mark.parametrize("purpose", PURPOSES)
def test_link_is_for_its_purpose_alone(links: Links, clock: Clock, purpose: str) -> None:
    token = link_for(links, PARTY, purpose=purpose)
    for other in PURPOSES:
        if other != purpose:
            with pytest.raises(NotFound, match="party_link_ended"):
                exchange(links, token, [other], HERE)
    begun = exchange(links, token, PURPOSES, HERE)
    assert begun.purpose == purpose
    found = {asked: find_visit(links, begun.token, asked) for asked in PURPOSES}
    until = clock.now + VISIT_SECONDS * 1_000_000
    assert found == {
        asked: (PARTY, SHOW, until, clock.now + 14 * DAY_US, purpose) if asked == purpose else None
        for asked in PURPOSES
    }
    leave(links, begun.token)
    assert find_visit(links, begun.token, purpose) is None


@pytest.mark.parametrize("purpose,days", [("invitation", 14), ("", 14), (OWN_PAGE, 0), (OWN_PAGE, -1), (OWN_PAGE, 365)])
def test_link_for_anything_else_is_not_made(links: Links, purpose: str, days: int) -> None:
    with pytest.raises(Invalid):
        make_link(links, Wanted(purpose, PARTY, SHOW, days), MAKER)
    assert every_link(links, [PARTY]) == []


def test_token_has_128_bits_of_the_systems_own_chance(links: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(size: int) -> str:
        asked.append(size)
        return given(size)

    given = secrets.token_urlsafe
    monkeypatch.setattr(secrets, "token_urlsafe", counted)
    tokens = {link_for(links, PARTY) for _link in range(20)}
    assert asked == [16] * 20
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {22}
    with links.store.reading() as session:
        assert set(session.scalars(select(PartyLink.token))) == {hash_of(token) for token in tokens}


def test_link_of_another_party_or_show_is_neither_listed_nor_ended(links: Links) -> None:
    token = link_for(links, PARTY, show=SHOW)
    (link,) = every_link(links, [PARTY])
    assert every_link(links, [OTHER]) == every_link(links, []) == []
    for parties, shows in (([OTHER], [SHOW]), ([PARTY], [OTHER]), ([], [SHOW]), ([PARTY], [])):
        with pytest.raises(NotFound, match="no_such_party_link"):
            end_link(links, link.id, parties, shows)
    assert exchange(links, token, PURPOSES, HERE).purpose == OWN_PAGE


def test_link_ended_twice_keeps_when_it_was_ended(links: Links, clock: Clock) -> None:
    link_for(links, PARTY)
    (link,) = every_link(links, [PARTY])
    ended = clock.now
    for _again in range(2):
        end_link(links, link.id, [PARTY], [SHOW])
        clock.now += 1
    assert [one.revoked_at for one in every_link(links, [PARTY])] == [ended]


@pytest.mark.parametrize("days", DAYS)
def test_use_of_a_link_is_told_first_and_last(links: Links, clock: Clock, days: int) -> None:
    token, made = link_for(links, PARTY, days=days), clock.now
    exchange(links, token, PURPOSES, HERE)
    clock.now += days * DAY_US - 1
    begun = exchange(links, token, PURPOSES, HERE)
    (link,) = every_link(links, [PARTY])
    assert (link.first_used_at, link.last_used_at) == (made, clock.now)
    # A visit is no longer than its link.
    visit = find_visit(links, begun.token, OWN_PAGE)
    assert visit is not None
    assert visit.until == visit.link_until == made + days * DAY_US
    clock.now += 1
    assert find_visit(links, begun.token, OWN_PAGE) is None


def test_many_come_by_a_link_at_once_and_each_is_let_in(links: Links) -> None:
    token = link_for(links, PARTY)
    begun: list[str] = []
    told = at_once(6, lambda _number: begun.append(exchange(links, token, PURPOSES, HERE).token))
    assert told == ["done"] * 6
    assert len(set(begun)) == 6
    assert all(find_visit(links, one, OWN_PAGE) is not None for one in begun)


def test_link_that_is_ended_while_many_come_by_it_lets_in_nobody(links: Links) -> None:
    token, begun = link_for(links, PARTY), list[str]()
    (link,) = every_link(links, [PARTY])

    def go(number: int) -> None:
        if number == 3:
            end_link(links, link.id, [PARTY], [SHOW])
        else:
            begun.append(exchange(links, token, PURPOSES, HERE).token)

    told = at_once(8, go)
    assert len(begun) == told.count("done") - 1 == 7 - told.count("party_link_ended")
    assert [find_visit(links, one, OWN_PAGE) for one in begun] == [None] * len(begun)


def test_more_visits_than_a_link_holds_end_the_oldest(links: Links, clock: Clock) -> None:
    token, begun = link_for(links, PARTY), []
    for _visit in range(MOST_VISITS + 2):
        clock.now += 1
        begun.append(exchange(links, token, PURPOSES, HERE).token)
    held = [find_visit(links, one, OWN_PAGE) is not None for one in begun]
    assert held == [False, False, *[True] * MOST_VISITS]


def test_guesses_at_once_are_no_more_than_one_after_the_other(links: Links) -> None:
    told = at_once(24, lambda number: exchange(links, f"guess {number}", PURPOSES, HERE))
    assert told == ["party_link_ended"] * 20 + ["too_often"] * 4
    with pytest.raises(NotFound):
        exchange(links, "from elsewhere", PURPOSES, "198.51.100.7")


def guess(links: Links, token: str) -> None:
    """Try a token that is none."""
    with pytest.raises((NotFound, TooOften)):
        exchange(links, token, PURPOSES, HERE)


def test_visits_that_have_ended_are_let_go_of(links: Links, clock: Clock) -> None:
    token = link_for(links, PARTY)
    for _visit in range(3):
        exchange(links, token, PURPOSES, HERE)
    clock.now += VISIT_SECONDS * 1_000_000
    exchange(links, token, PURPOSES, HERE)
    with links.store.reading() as session:
        assert len(session.scalars(select(PartyVisit)).all()) == 1


def test_links_for_parties_and_invitations_open_nothing_of_each_other(settings: Settings, clock: Clock) -> None:
    accounts = open_accounts(settings, clock, cheap=True)
    make(accounts, "administrator")
    beside = links_beside(accounts)
    invited, token = invite(accounts, "Omar", "omar@example.org", "deputy"), link_for(beside, PARTY)
    with pytest.raises(NotFound, match="party_link_ended"):
        exchange(beside, invited, PURPOSES, HERE)
    with pytest.raises(NotFound, match="link_ended"):
        find_link(accounts, token, HERE)
    # Both are guesses of one place: who tries at the one has tried at the other.
    for _guess in range(18):
        guess(beside, "none")
    with pytest.raises(TooOften):
        find_link(accounts, "none either", HERE)
    accounts.close()


def test_accounts_made_before_there_were_links_stay_and_links_are_made_beside_them(
    settings: Settings, clock: Clock
) -> None:
    accounts = open_accounts(settings, clock, cheap=True)
    identity = make(accounts, "administrator", factor=False)
    with accounts.store.writing() as session:
        for statement in (
            "DROP TABLE party_visit",
            "DROP TABLE party_link",
            "UPDATE alembic_version SET version_num = '0001'",
        ):
            session.execute(text(statement))
    accounts.close()
    again = open_accounts(settings, clock, cheap=True)
    token = link_for(links_beside(again), PARTY)
    assert exchange(links_beside(again), token, PURPOSES, HERE).purpose == OWN_PAGE
    with again.store.reading() as session:
        assert session.scalars(select(Account.id)).all() == [identity]
    again.close()
