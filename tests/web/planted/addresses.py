"""Every address that answers a GET, about everything in the planted log, and about what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule

from ledger.application import parties, works
from ledger.application.act_kinds import ACT_KINDS
from ledger.application.documents import ACTS
from ledger.application.objection_forms import OBJECTION_ACTS
from ledger.application.request_forms import NEW, REQUEST_ACTS
from ledger.application.settings_changes import CHANGES
from ledger.domain.event import Event
from ledger.domain.show import Established
from tests.web.planted.files import parts_of

NOWHERE = UUID(int=5)
"""The id of nothing."""
LEFT_OUT, LEFT_OUT_WHOLE = ("static", "party.ask", "joining.come_by", "own.home"), ("signing.", "passkeys.")
"""Files of ours, secrets that lead in, and pages of signing in: they end what the crawl goes by, and read nothing of the log."""
WHOLE = {
    "party": "party.",
    "work": "work.",
    "announcement": "announcement.",
    "nomination": "nomination.",
    "proposal": "proposal.",
    "document": "instrument.",
    "asked": "request.",
    "said": "statement.",
    "contested": "objection.",
    "ruling": "ruling.",
}
Values = Mapping[str, Sequence[object]]


def addresses(app: Flask, log: Sequence[Event], unlike: Sequence[Event]) -> list[str]:
    """All of them; pages about parties and works for those that are `unlike` others, their twins for all.

    The forms of acts once for every kind of act, on a nomination or record that has had each.
    """
    adapter = app.url_map.bind("localhost")
    found = dict.fromkeys(
        adapter.build(rule.endpoint, dict(values), method="GET")
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not _is_left_out(rule.endpoint)
        for values in _values(rule, log if rule.endpoint.endswith("_json") else unlike)
    )
    return list(found)


def _is_left_out(endpoint: str) -> bool:
    # Each page has a twin, whose endpoint goes on with a name of its own.
    return endpoint.startswith(LEFT_OUT_WHOLE) or endpoint.removesuffix("_json") in LEFT_OUT


def _values(rule: Rule, log: Sequence[Event]) -> Iterator[dict[str, object]]:
    """What the parts of one rule's addresses can be."""
    wanted = rule.arguments
    if rule.endpoint.removesuffix("_json") == "desk.receipt":
        for command in (*dict.fromkeys(one.by.command for one in _of_each_kind(log)), NOWHERE):
            yield {"command": command}
        return
    if "show" in wanted:
        yield from _of_shows(rule, log)
        return
    ids: dict[str, list[object]] = {
        name: [*dict.fromkeys(one.originator_id for one in log if one.TOPIC.startswith(begins)), NOWHERE]
        for name, begins in WHOLE.items()
    }
    if "digest" in wanted:
        yield from _files(log)
        return
    ids |= {
        "doing": [*dict.fromkeys(one for one in (*REQUEST_ACTS, *OBJECTION_ACTS) if one != NEW)],
        "form": [one for one in ACTS if one != "file"],
    }
    ids |= {"given": [NOWHERE], "link": [NOWHERE], "command": [*dict.fromkeys(one.by.command for one in log), NOWHERE]}
    if rule.endpoint.startswith("audit."):
        acts = _of_each_kind(log) if rule.endpoint == "audit.event" else log
        ids["act"] = [*(one.act_name for one in acts), f"{NOWHERE}@1"]
    elif "act" in wanted:
        sort = "party" if "party" in wanted else "work"
        ids["act"] = list((parties.ACTS if sort == "party" else works.ACTS).keys())
        ids[sort] = [*_fullest(log, WHOLE[sort]), NOWHERE]
    if "verb" in wanted:
        ids |= {"verb": list(ACT_KINDS), "nomination": [*_fullest(log, "nomination."), NOWHERE]}
    for chosen in product(*(ids[name] for name in wanted)):
        yield dict(zip(wanted, chosen, strict=True))


def _files(log: Sequence[Event]) -> Iterator[dict[str, object]]:
    """Each file of each document, by its own address and by that of another document."""
    parts = [(one.originator_id, part) for one in log for part in parts_of(one)]
    for document, part in parts:
        yield {"document": document, "digest": part.digest}
        yield {"document": parts[0][0], "digest": part.digest}


def _of_shows(rule: Rule, log: Sequence[Event]) -> Iterator[dict[str, object]]:
    shows = {one.originator_id: one.address for one in log if isinstance(one, Established)}
    rest: dict[str, list[object]] = {"verb": ["withdraw", "rescind"], "change": list(CHANGES)}
    for show, address in [*shows.items(), (NOWHERE, "no-such-show")]:
        rest["edition"] = [
            *(one.address for one in log if getattr(one, "show", None) == show and hasattr(one, "address")),
            "99",
        ]
        rest["proposal"] = [*(one.originator_id for one in log if one.TOPIC == "proposal.made"), NOWHERE]
        wanted = [name for name in rule.arguments if name != "show"]
        for chosen in product(*(rest[name] for name in wanted)):
            yield {"show": address, **dict(zip(wanted, chosen, strict=True))}


def _of_each_kind(log: Sequence[Event]) -> list[Event]:
    """The first and the last act of each kind: of others the twins are read, of which these pages tell nothing more."""
    first = {one.TOPIC: one for one in reversed(log)}
    last = {one.TOPIC: one for one in log}
    return [*first.values(), *last.values()]


def _fullest(log: Sequence[Event], begins: str) -> Sequence[object]:
    """The stream of a sort in which most has been recorded."""
    streams = [one.originator_id for one in log if one.TOPIC.startswith(begins)]
    return sorted(dict.fromkeys(streams), key=streams.count, reverse=True)[:1]
