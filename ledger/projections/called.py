"""What the public may read of settings: names in further languages beside what it is shown, and rulebooks that stand as public."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import msgspec
from sqlalchemy import select

from ledger.consumers.views import View
from ledger.domain.naming import direction_of
from ledger.domain.times import When
from ledger.errors import NotFound
from ledger.projections.settings import NAMES, RULEBOOKS, RULES
from ledger.wording.catalogue import gettext as _
from ledger.wording.languages import language_name
from ledger.wording.rules import citing
from ledger.wording.settings import RULEBOOK_STANDINGS
from ledger.wording.times import say_when


class Version(NamedTuple):
    """One version of a rulebook; `rulebook` is the stream of its text (hex)."""

    rulebook: str
    label: str
    effective: str
    counts_from: int
    digest: str
    standing: str


def call_also(view: View, *things: dict[str, Any]) -> None:
    """Give each thing with an `id` (hex) its names in further languages, as `names`."""
    named: dict[str, list[dict[str, str]]] = {thing["id"]: [] for thing in things}
    if not named:
        return
    with view.read() as connection:
        query = select(NAMES.c.thing, NAMES.c.language, NAMES.c.name).order_by(NAMES.c.language)
        for thing, language, name in connection.execute(query.where(NAMES.c.thing.in_(named))):
            named[thing].append(further_name(language, name))
    for thing in things:
        thing["names"] = named[thing["id"]]


def further_name(language: str, name: str) -> dict[str, str]:
    """A name in a further language as a view: its tag for `lang`, its direction for `dir`, and what the language is called."""
    return {"name": name, "language": language, "direction": direction_of(name), "label": language_name(language)}


def rulebooks(view: View, edition: str, *, public: bool = True) -> list[Version]:
    """The versions of an edition's rulebook (its id, hex), the newest first; to the public those that stand as public."""
    query = select(RULEBOOKS).where(RULEBOOKS.c.subject == edition)
    if public:
        query = query.where(RULEBOOKS.c.standing == "public")
    with view.read() as connection:
        rows = connection.execute(query.order_by(RULEBOOKS.c.counts_from.desc(), RULEBOOKS.c.sort.desc())).mappings()
        return [Version(*(row[field] for field in Version._fields)) for row in rows]


def link_rules(nominations: Iterable[Mapping[str, Any]], address: str, versions: Collection[str]) -> None:
    """Let notices lead to the rule that they tell, where its text is public: `versions` are the labels of those that are."""
    for one in nominations:
        for notice in one["notices"]:
            rule, version = notice.get("cites") or ("", "")
            if version in versions:
                where = f"{address}?{urlencode({'version': version})}#rule-{quote(rule)}"
                notice["rule"] = {"address": where, "label": citing(rule, version)}


def link_decisions(nominations: Iterable[Mapping[str, Any]], address: str, told: Mapping[tuple[str, int], int]) -> None:
    """Let notices lead to the public decision that they come from: `told` are the acts of those, with their numbers."""
    for one in nominations:
        for notice in one["notices"]:
            number = told.get((one["id"], notice.get("act") or 0))
            if number is not None:
                label = _("decision %(n)d") % {"n": number}
                notice["decision"] = {"address": f"{address}#decision-{number}", "label": label}


def link_rules_of_editions(view: View, nominations: Iterable[Mapping[str, Any]]) -> None:
    """The same for nominations of several editions, each with its edition's id and address."""
    editions: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for one in nominations:
        if any(notice.get("cites") for notice in one["notices"]):
            editions.setdefault((one["edition"]["id"], one["edition"]["address"]), []).append(one)
    for (edition, address), inside in editions.items():
        link_rules(inside, f"/{address}/rules", {one.label for one in rulebooks(view, edition)})


def rules_view(view: View, edition: str, label: str | None, *, public: bool = True) -> dict[str, Any]:
    """One version with the texts of its rules, and which others there are. Raises NotFound `no_such_rules`."""
    versions = rulebooks(view, edition, public=public)
    chosen = next((one for one in versions if label in (None, one.label)), None)
    if chosen is None:
        raise NotFound("no_such_rules")
    with view.read() as connection:
        rows = connection.execute(select(RULES).where(RULES.c.subject == chosen.rulebook).order_by(RULES.c.sort)).all()
    rules = [{"number": row.number, "heading": row.heading, "text": row.text} for row in rows]
    return {"version": _version(chosen), "versions": [_version(one) for one in versions], "rules": rules}


def _version(version: Version) -> dict[str, Any]:
    return {
        "label": version.label,
        "effective": say_when(msgspec.json.decode(version.effective, type=When)),
        "digest": version.digest,
        "standing": {"word": version.standing, "label": RULEBOOK_STANDINGS[version.standing]},
    }
