"""What the forms of requests do: from what was typed to a decided draft, and its receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from marshmallow import Schema

from ledger.application.documents import cite
from ledger.application.draft import Draft
from ledger.application.editions import EditionSeen, edition_seen
from ledger.application.irregular import check_told
from ledger.application.ledger import Ledger, Receipt
from ledger.application.noting import Ending
from ledger.application.once import once
from ledger.application.origins import check_origin
from ledger.application.request_deciding import answer_request, retract_request, strike_request
from ledger.application.request_granting import decide_outcomes
from ledger.application.requests import (
    AskerData,
    RequestData,
    RequestSeen,
    Stories,
    TargetData,
    make_request,
    request_seen,
)
from ledger.application.roster import check_may
from ledger.application.seen import check_seen
from ledger.application.typed_times import now_when, typed_times
from ledger.domain.values import Provenance
from ledger.errors import Invalid, NotFound, Problem
from ledger.schemas.commands import load, plain
from ledger.schemas.requests import (
    ASKERS,
    AnswerRequestForm,
    DecideRequestForm,
    RequestForm,
    RetractRequestForm,
    StrikeForm,
)


class On(NamedTuple):
    """On what a form about a request is decided: the draft it goes into, its edition, and the stories of that edition's nominations."""

    ledger: Ledger
    draft: Draft
    edition: EditionSeen
    stories: Stories


def _made(on: On, _about: RequestSeen | None, data: Mapping[str, Any]) -> None:
    check_seen(on.ledger, data["seen"], on.edition.moved)
    times = typed_times(data, on.edition.zone, on.edition.references, ("sent", "received", "reply_by"))
    make_request(
        on.ledger,
        on.draft,
        RequestData(
            on.edition,
            tuple(_askers(data)),
            tuple(_targets(data)),
            direction=data["direction"],
            sent=times["sent"],
            received=times["received"],
            reply_by=times["reply_by"],
            source_kind=data["source_kind"],
            source_note=data["source_note"],
            words=data["words"],
            arises_from=check_origin(on.ledger, data["arises_from"], on.edition.stream),
            instrument=data["instrument"],
        ),
        on.stories,
    )


def _askers(data: Mapping[str, Any]) -> Iterator[AskerData]:
    for number in range(1, ASKERS + 1):
        told = {
            name: data[f"{name}{number}"]
            for name in ("capacity", "capacity_words", "for_party", "confirmed", "confirmed_by")
        }
        party, words = data[f"asker{number}"], data[f"asker_words{number}"]
        if party is not None or words is not None:
            yield AskerData(party=party, words=words, **told)


def _targets(data: Mapping[str, Any]) -> Iterator[TargetData]:
    """What was chosen, each nomination with each wish. Raises Invalid where there is a wish without a target, or the other way round."""
    together = 1 if data["together"] else None
    whole = [(sort, data[sort]) for sort in ("party", "work") if data[sort] is not None]
    pairs = (
        ("wishes", data["nominations"], data["wishes"]),
        ("credit_wish", data["credits"], data["credit_wish"]),
        ("whole_wish", whole, data["whole_wish"]),
    )
    problems = [Problem(field, "choose_what_is_asked") for field, chosen, wish in pairs if chosen and not wish]
    problems += [Problem(field, "choose_whom_it_is_about") for field, chosen, wish in pairs if wish and not chosen]
    if problems:
        raise Invalid(problems)
    for nomination in dict.fromkeys(data["nominations"]):
        for wish in dict.fromkeys(data["wishes"]):
            yield TargetData(wish, data["about"], nomination=nomination, together=together)
    for named in dict.fromkeys(data["credits"]):
        nomination, _colon, credit = named.partition(":")
        yield TargetData(
            data["credit_wish"], "credit", nomination=UUID(nomination), credit=UUID(credit), together=together
        )
    for sort, record in whole:
        yield TargetData(data["whole_wish"], sort, together=together, **{sort: record})


def _decided(on: On, about: RequestSeen | None, data: Mapping[str, Any]) -> None:
    if problems := check_told(data):
        raise Invalid(problems)
    if about is not None:
        decide_outcomes(on.ledger, on.draft, (about, on.edition, on.stories), data)


def _ending(on: On, data: Mapping[str, Any]) -> Ending:
    times = typed_times(data, on.edition.zone, on.edition.references, ("effective",))
    when = times["effective"] or now_when(on.ledger.now(), on.edition.zone)
    return Ending(when, data["source_kind"], data["source_note"], data["instrument"])


def _retracted(on: On, about: RequestSeen | None, data: Mapping[str, Any]) -> None:
    if about is not None:
        retract_request(on.ledger, on.draft, about, data["targets"], _ending(on, data))


def _answered(on: On, about: RequestSeen | None, data: Mapping[str, Any]) -> None:
    if about is not None:
        answer_request(on.ledger, on.draft, about, data["outcome"], _ending(on, data))


def _struck(on: On, about: RequestSeen | None, data: Mapping[str, Any]) -> None:
    if about is not None:
        strike_request(on.ledger, on.draft, about, data["private_reason"])


class RequestAct(NamedTuple):
    """One form about requests: what it sends, what a role must cover, how it is decided into a draft."""

    schema: Schema
    may: str
    decide: Callable[[On, RequestSeen | None, Mapping[str, Any]], None]


NEW = "new"
REQUEST_ACTS: dict[str, RequestAct] = {
    NEW: RequestAct(RequestForm(), "file", _made),
    "decide": RequestAct(DecideRequestForm(), "withdraw", _decided),
    "retract": RequestAct(RetractRequestForm(), "file", _retracted),
    "answer": RequestAct(AnswerRequestForm(), "file", _answered),
    "strike": RequestAct(StrikeForm(), "file", _struck),
}
"""By the last part of the form's address, which a proposal keeps for ever. All but the first are about a request that is there."""


def request_act(name: str) -> RequestAct:
    """Raises NotFound `no_such_kind`."""
    found = REQUEST_ACTS.get(name)
    if found is None:
        raise NotFound("no_such_kind")
    return found


def decide_request_form(
    ledger: Ledger, by: Provenance, form: tuple[str, UUID], typed: Mapping[str, Any], stories: Stories
) -> Draft:
    """Decide a form without writing: its name, and the edition (of a new request) or the request that it is about.

    Raises NotAllowed, NotFound, Conflict `moved_on`, Invalid (a document that is not of its edition at `instrument`), Refused.
    """
    name, about = form
    act = request_act(name)
    data = load(act.schema, typed)
    seen = None if name == NEW else request_seen(ledger, about)
    edition = edition_seen(ledger, about if seen is None else seen.request.made.edition)
    draft = Draft(by)
    check_may(ledger, draft, act.may, edition.show)
    if seen is not None:
        check_seen(ledger, data["seen"], max(seen.moved, edition.moved))
    # Times may refer to its milestones.
    draft.rely_on(edition.stream, edition.version)
    cite(ledger, draft, data.get("instrument"), edition.stream)
    act.decide(On(ledger, draft, edition, stories), seen, data)
    return draft


def record_request_form(
    ledger: Ledger, by: Provenance, form: tuple[str, UUID], typed: Mapping[str, Any], stories: Stories
) -> Receipt:
    """Record what a form about requests says; the same command sent twice is one act."""
    name, about = form
    request = {"request": name, "about": str(about), **plain(load(request_act(name).schema, typed))}
    return once(
        ledger, by, request, lambda: ledger.save(decide_request_form(ledger, by, form, typed, stories), request)
    )
