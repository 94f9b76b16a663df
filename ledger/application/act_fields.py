"""The fields of an act's event, from what its author said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.act_data import ActData
from ledger.application.act_kinds import ActKind
from ledger.application.draft import Draft
from ledger.application.entries import register_party, register_work
from ledger.application.ledger import Ledger, Story
from ledger.application.of_an_act import BESIDE, Named, acts_meant, beside_fields
from ledger.application.records import standing
from ledger.domain.credit_acts import EMPTIED, CreditReinstated
from ledger.domain.effects import EffectsSet
from ledger.domain.nomination import Asker, Credit, Entered, ListedWork
from ledger.domain.standing import EFFECTS, Standing
from ledger.domain.states import credits_of, display
from ledger.domain.values import Authority, Source
from ledger.errors import Invalid, Problem, Refused

Known = tuple[Story, Standing | None]
"""A nomination's story and how it stands by everything known now."""


def act_fields(ledger: Ledger, draft: Draft, kind: ActKind, data: ActData, known: Known) -> dict[str, Any]:
    """Every field but the times and what it follows. Raises Invalid at the field, Refused."""
    story, standing_ = known
    credits_ = credits_of(story)
    credit = _credit(credits_, data.credit)
    # What is told about one person is sealed under that person's key; only what concerns several under the nomination's own.
    parties = {one.party for one in credits_.values()} if credit is None else {credit.party}
    about = parties.pop() if len(parties) == 1 else story[0][1].originator_id
    fields = _common(draft, kind, data, about, credit)
    act = _target(kind, story, data.act) if "act" in kind.asks else 0
    if kind.event in BESIDE:
        return fields | beside_fields(ledger, draft, kind, data, (act, Named(credits_, credit, about, standing_)))
    if act:
        fields["act"] = act
    fields |= {name: getattr(data, name) for name in ("finding", "tie", "category") if name in kind.asks}
    fields |= _effects(data) if kind.event is EffectsSet else {}
    if "place_filled" in kind.asks:
        fields["further_place"] = data.place_filled == "further"
    if "name" in kind.asks:
        fields["credit"] = _named(ledger, draft, data, credit)
    elif credit is not None and ("credit" in kind.asks or "credit_optional" in kind.asks):
        _check_not_last(kind, known, credits_)
        fields["credit"] = credit.id
    if "works_text" in kind.asks:
        fields |= _corrected(ledger, draft, data, known)
    return fields


def _common(draft: Draft, kind: ActKind, data: ActData, about: UUID, credit: Credit | None) -> dict[str, Any]:
    source = Source(kind=data.source_kind, note=draft.personal(about, data.source_note))
    if not kind.ruled and not kind.own:
        fields: dict[str, Any] = {"source": source}
        if "private_reason" in kind.event.__struct_fields__:
            fields["private_reason"] = draft.personal(about, data.private_reason)
        return fields
    asker = Asker(capacity=data.capacity, party=None if credit is None else credit.party) if data.capacity else None
    fields = {
        "reason": data.reason,
        "asked_by": data.askers or (() if asker is None else (asker,)),
        "arises_from": data.arises_from,
        "private_reason": draft.personal(about, data.private_reason),
        "source": source,
        "source_word": draft.personal(about, data.source_word),
        "irregular_reason": draft.personal(about, data.irregular_reason),
    }
    if data.arises_from:
        fields["arises_from"] = data.arises_from
    if kind.ruled:
        fields |= {
            "ruling": data.ruling,
            "authority": Authority(body=data.body, rule=data.rule, version=data.version),
            "decided": data.decided,
            "holds": data.holds,
        }
    return fields


def _effects(data: ActData) -> dict[str, Any]:
    """Raises Invalid `choose_an_effect` at the first."""
    given = {name: getattr(data, name) for name in EFFECTS}
    if not any(value is not None for value in given.values()):
        raise Invalid([Problem(EFFECTS[0], "choose_an_effect")])
    return {**given, "payable_to": data.payable_to, "override": data.irregular is not None}


def _credit(credits_: dict[UUID, Credit], credit: UUID | None) -> Credit | None:
    if credit is None:
        return None
    if credit not in credits_:
        raise Invalid([Problem("credit", "no_such_credit")])
    return credits_[credit]


def _check_not_last(kind: ActKind, known: Known, credits_: dict[UUID, Credit]) -> None:
    gone = {one.credit for one in known[1].gone} if known[1] else set()
    if kind.event is not CreditReinstated and len(credits_.keys() - gone) == 1:
        raise Invalid([Problem("credit", "only_name")])


def _target(kind: ActKind, story: Story, act: int | None) -> int:
    """The act that is told of or corrected, or the correction, or what stands beside an act."""
    if act is None:
        raise Invalid([Problem("act", "required")])
    if act not in acts_meant(kind, story):
        raise Refused("not_to_be_corrected", act=act)
    return act


def _named(ledger: Ledger, draft: Draft, data: ActData, credit: Credit | None) -> Credit:
    """The credit as it is right: whose, how written, as what."""
    name = data.name or ""
    party = data.party or (credit.party if credit and data.whose != "new" else None)
    if data.party is not None:
        standing(ledger, "party", data.party)
    if party is None:
        party = register_party(ledger, draft, name=name, kind="person")
    return Credit(
        id=credit.id if credit else ledger.new_id(),
        party=party,
        name=draft.named(party, name),
        role=data.role,
        shares=credit.shares if credit else True,
    )


def _emptied(data: ActData, shown: Mapping[str, Any]) -> tuple[str, ...]:
    """The parts of which nothing is right. Raises Invalid `emptied_and_given`, and `nothing_left` where the list would name nothing."""
    fields = {"details": "details_text"}
    problems = [Problem(fields.get(part, part), "emptied_and_given") for part in data.emptied if getattr(data, part)]
    emptied = tuple(part for part in EMPTIED if part in data.emptied and shown[part])
    left = [data.works or shown["works"], shown["credits"], *(shown[part] for part in EMPTIED if part not in emptied)]
    if emptied and not any(left):
        problems.append(Problem(fields.get(emptied[0], emptied[0]), "nothing_left"))
    if problems:
        raise Invalid(problems)
    return emptied


def _corrected(ledger: Ledger, draft: Draft, data: ActData, known: Known) -> dict[str, Any]:
    """What differs from how it stands; titles keep their work where their number is the same."""
    story, standing = known
    entry = story[0][1]
    if not isinstance(entry, Entered):
        raise Refused("not_a_nomination")
    shown = display(entry, standing, {event.originator_version: event for _position, event in story})
    fields: dict[str, Any] = {}
    titles = tuple(one["title"] for one in shown["works"])
    if data.works is not None and data.works != titles:
        same = len(data.works) == len(titles)
        ids = [
            UUID(shown["works"][place]["work"]) if same else register_work(ledger, draft, title=title, kind="unknown")
            for place, title in enumerate(data.works)
        ]
        fields["works"] = tuple(ListedWork(work=work, title=title) for work, title in zip(ids, data.works, strict=True))
    if data.details is not None and data.details != tuple(shown["details"]):
        fields["details"] = data.details
    for name in ("citation", "credit_line"):
        text = getattr(data, name)
        if text and text != shown[name]:
            fields[name] = draft.personal(entry.originator_id, text)
    emptied = _emptied(data, shown)
    if emptied:
        fields["emptied"] = emptied
    if data.fills and data.fills != shown["fills"]:
        fields["fills"] = data.fills
    if not fields:
        raise Invalid([Problem("works_text", "nothing_put_right")])
    return fields
