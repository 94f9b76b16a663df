"""What is asked, contested and said inside: the public is told nothing of it before an announcement names it."""

from __future__ import annotations

from collections.abc import Callable

from ledger.bootstrap import Services
from tests.support import objections, requests
from tests.support.acts import Desk
from tests.web.hidden_settings import MARKER


def requested_and_decided(demo: Services) -> None:
    desk = Desk(demo)
    asked = requests.ask(desk, "Static", asker_words1=MARKER, words=MARKER, source_note=MARKER)
    requests.decide(desk, asked, "1:refused", private_reason=MARKER)


def contested_and_heard(demo: Services) -> None:
    desk = Desk(demo)
    name = requests.credit_of(desk, "Paper Lanterns", "Hina Baig")
    made = objections.contest(desk, "Static", credits=[name], words=MARKER, source_note=MARKER)
    party = requests.party_of(desk, "Static", "Bilal Lal")
    objections.put(desk, made, party, substance=MARKER)
    objections.send(desk, "heard", made, whom=str(party), outcome="answered", source_note=MARKER)


def objections_ended(demo: Services) -> None:
    desk = Desk(demo)
    for name in ("decide", "take-back", "strike"):
        made = objections.contest(desk, "Static", words=MARKER)
        objections.send(desk, name, made, outcomes=["1:dismissed"], private_reason=MARKER)


def decided_against_somebody(demo: Services) -> None:
    desk = Desk(demo)
    made = objections.contest(desk, "Static", words=MARKER)
    objections.decide(desk, made, "1:upheld", follows=["1:disqualify"], private_reason=MARKER)


HIDDEN_ASKED: tuple[Callable[[Services], None], ...] = (
    requested_and_decided,
    contested_and_heard,
    objections_ended,
    decided_against_somebody,
)
