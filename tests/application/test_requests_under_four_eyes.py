"""Requests and statements on a show under four eyes: proposed by one, confirmed by another, in one append."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ledger.application.proposable import Form
from ledger.application.proposals import confirm, propose
from ledger.bootstrap import Services
from ledger.domain.nomination import Withdrawn
from ledger.errors import Conflict, Refused
from tests.support.acts import Desk
from tests.support.four_eyes import second
from tests.support.requests import ask, asking, decide, edition_of, keep, outcomes, typed
from tests.support.services import by, follow


def proposed(desk: Desk, command: str, what: str, about: UUID, **more: Any) -> UUID:
    """Propose a form as the first organiser."""
    author = by()
    form = Form(command, what, about, typed(desk, author, **more))
    found = propose(desk.ledger, author, form, desk.stories())[1]
    follow(desk.demo)
    return found


def confirmed(desk: Desk, proposal: UUID) -> tuple[str, ...]:
    """Confirm it as the second."""
    receipt = confirm(desk.ledger, second(), proposal, desk.stories())
    follow(desk.demo)
    return receipt.acts


def test_request_is_recorded_and_decided_by_two(under: Services) -> None:
    desk = Desk(under)
    with pytest.raises(Refused, match="four_eyes"):
        ask(desk, "Static")
    acts = confirmed(desk, proposed(desk, "request", "new", edition_of(desk), **asking(desk, "Static")))
    asked = UUID(acts[0].partition("@")[0])
    assert outcomes(desk, asked) == ["open"]
    with pytest.raises(Refused, match="four_eyes"):
        decide(desk, asked, "1:granted")
    told = {"outcomes": ["1:granted"], "decided": "20 October 2026", "body": "committee"}
    confirmed(desk, proposed(desk, "request", "decide", asked, **told))
    assert outcomes(desk, asked) == ["granted"]
    story = [one for _at, one in desk.ledger.story(desk.stream("Static"))]
    assert [one.by.actor for one in story if isinstance(one, Withdrawn)] == [second().actor]
    assert desk.agrees()


def test_what_moved_since_it_was_proposed_is_proposed_anew(quick: Services) -> None:
    desk = Desk(quick)
    acts = confirmed(desk, proposed(desk, "request", "new", edition_of(desk), **asking(desk, "Static")))
    asked = UUID(acts[0].partition("@")[0])
    first, other = (proposed(desk, "request", "decide", asked, outcomes=[one]) for one in ("1:refused", "1:noted"))
    confirmed(desk, first)
    with pytest.raises(Conflict, match="moved_on"):
        confirmed(desk, other)
    assert outcomes(desk, asked) == ["refused"]


def test_statement_takes_two(quick: Services) -> None:
    desk = Desk(quick)
    with pytest.raises(Refused, match="four_eyes"):
        keep(desk, words="Somebody")
    acts = confirmed(desk, proposed(desk, "statement", "new", edition_of(desk), words="Somebody", channel="press"))
    said = UUID(acts[0].partition("@")[0])
    confirmed(desk, proposed(desk, "statement", "strike", said))
    with pytest.raises(Refused, match="statement_struck"):
        proposed(desk, "statement", "strike", said)
