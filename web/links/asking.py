"""What a party asks by its link, and what it reads of its own requests: of nominations that are not announced, nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from ledger.application.asking_by_link import Comes, ask_by_link
from ledger.application.editions import edition_seen
from ledger.application.ledger import Receipt
from ledger.application.requests import RequestSeen, request_seen
from ledger.domain.nomination import Entered
from ledger.domain.request import OPEN, PARTED
from ledger.errors import LedgerError, TooOften
from ledger.projections.parties_search import linked_records
from ledger.projections.request_inbox import is_closed, requests_by
from ledger.schemas.requests import BY_LINK, LINK_CAPACITIES
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import joined
from ledger.wording.times import say_instant, say_when
from ledger.wording.vocabulary import CAPACITIES
from ledger.wording.vocabulary_requests import OUTCOMES, WISHES
from web.accounts.limits import HOUR, MINUTE, Bucket, take
from web.forms import Field, Form, Group, fill
from web.links.opening import Links
from web.links.visiting import Visit
from web.people import services

FREE = 5
"""Requests that one party may send in a day before each next one has to wait."""


def label_of_nomination(one: Mapping[str, Any]) -> str:
    """What a nomination of the own page is called."""
    return joined([work["title"] for work in one["works"]] or [credit["name"] for credit in one["credits"]])


def count_asked(links: Links, visit: Visit) -> None:
    """Count a request that is about to be recorded. Raises TooOften `asked_often`."""
    bucket = Bucket("request", f"{visit.show} {visit.party}", FREE, 10 * MINUTE, HOUR)
    try:
        with links.store.writing() as session:
            take(session, links.key, [bucket], links.clock())
    except TooOften as error:
        raise TooOften("asked_often", **error.params) from None


def comes_by(visit: Visit, view: Mapping[str, Any]) -> Comes:
    """Who came, with the nominations of its own page that are of the show for which the link was made."""
    records = frozenset(UUID(hex=one) for one in linked_records(services().parties, visit.party.hex))
    return Comes(visit.party, records, [UUID(one["id"]) for one in of_the_show(visit, view)])


def of_the_show(visit: Visit, view: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The nominations of the own page about which the party may ask by this link."""
    ledger = services().ledger
    stories = ledger.stories([UUID(one["id"]) for one in view["nominations"]])
    entries = {id_: entry for id_, story in stories.items() if isinstance(entry := story[0][1], Entered)}
    shows = {one: edition_seen(ledger, one).show for one in {entry.edition for entry in entries.values()}}
    own = {str(id_) for id_, entry in entries.items() if shows[entry.edition] == visit.show}
    return [one for one in view["nominations"] if one["id"] in own]


def form_of_asking(
    nominations: Sequence[Mapping[str, Any]], typed: Mapping[str, Any], error: LedgerError | None = None
) -> Form:
    """The form by which a party asks something about nominations of its own."""
    offered = tuple((one["id"], f"{label_of_nomination(one)} · {one['category']}") for one in nominations)
    whole = tuple((code, CAPACITIES[code]) for code in LINK_CAPACITIES)
    wishes = tuple((code, WISHES[code]) for code in BY_LINK)
    return fill(
        [
            Group(
                _("What you ask"),
                (
                    Field("nominations", _("About which of your nominations"), "checks", offered, value=()),
                    Field("wish", _("What you ask for"), "radio", wishes),
                    Field(
                        "words",
                        _("In your own words"),
                        "prose",
                        help=_(
                            "May stay empty. It is read by those who run the show, their deputies and its auditors, never on a public page."
                        ),
                    ),
                ),
            ),
            Group(
                _("Who you are"),
                (
                    Field("capacity", _("You ask as"), "choice", whole),
                    Field("name", _("Your name, if you ask for somebody else"), help=_("As you sign.")),
                ),
            ),
        ],
        typed,
        error,
    )


def own_requests(visit: Visit, view: Mapping[str, Any], zone: str) -> list[dict[str, Any]]:
    """The party's requests on the show for which the link was made, the newest first, with what became of each."""
    found = services()
    records = linked_records(found.parties, visit.party.hex)
    known = {UUID(one["id"]): label_of_nomination(one) for one in view["nominations"]}
    told = []
    for subject in requests_by(found.requests, records):
        seen = request_seen(found.ledger, UUID(hex=subject))
        if edition_seen(found.ledger, seen.request.made.edition).show == visit.show:
            told.append(_told(seen, known, zone))
    return told


def _told(seen: RequestSeen, known: Mapping[UUID, str], zone: str) -> dict[str, Any]:
    made, found = seen.request.made, services()
    closed = is_closed(found.lists, made.edition.hex, found.ledger.now())
    when = made.effective
    return {
        "id": str(seen.id),
        "direction": made.direction,
        "when": say_instant(made.counts_from, zone) if when.is_unknown else say_when(when),
        "points": _points(seen, known, closed=closed),
    }


def _points(seen: RequestSeen, known: Mapping[UUID, str], *, closed: bool) -> list[dict[str, Any]]:
    """What was asked and became of it. Of what is not announced the wish alone, once: more would tell that there is a nomination."""
    points: dict[tuple[str, str | None, str], None] = {}
    for one in seen.request.targets:
        about = known.get(one.target.nomination) if one.target.nomination else None
        if about is None and one.target.part_of is not None:
            continue
        outcome = OPEN if about is None or one.outcome == PARTED else one.outcome
        points[one.target.wish, about, "never_answered" if closed and outcome == OPEN else outcome] = None
    received = _("received, not decided yet")
    return [
        {
            "wish": WISHES.get(wish, wish),
            "about": about,
            "outcome": received if outcome == OPEN else OUTCOMES.get(outcome, outcome),
        }
        for wish, about, outcome in points
    ]


def record_asked(visit: Visit, view: Mapping[str, Any], typed: Mapping[str, Any], links: Links) -> Receipt:
    """Record what the party asks. Raises Invalid, TooOften."""
    return ask_by_link(services().ledger, comes_by(visit, view), typed, lambda: count_asked(links, visit))
