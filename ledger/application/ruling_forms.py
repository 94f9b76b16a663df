"""What the form of a ruling does: from what was typed to a decided ruling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.act_data import ActData
from ledger.application.act_forms import act_data, load_act
from ledger.application.act_kinds import act_kind
from ledger.application.editions import EditionSeen, edition_seen
from ledger.application.irregular import check_told
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.once import once
from ledger.application.ruling import CONSEQUENCES, OF_ALL, REASONS, RulingData, RulingDecided, decide_ruling
from ledger.application.typed_times import typed_times, typed_when
from ledger.domain.ruling import PARTS
from ledger.domain.times import UNKNOWN
from ledger.domain.values import Provenance
from ledger.errors import Invalid, Problem
from ledger.schemas.commands import load, plain
from ledger.schemas.rulings import MOST_TARGETS, RulingCommand

Stories = Mapping[UUID, Story]
_COMMAND = RulingCommand()


def load_ruling(form: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, checked field by field, every target by what its verb needs. Raises Invalid."""
    data = load(_COMMAND, form)
    problems = check_told(data)
    problems += [] if data["reason"] in REASONS else [Problem("reason", "unknown_choice")]
    if len(data["targets"]) > MOST_TARGETS:
        problems.append(Problem("targets", "too_many_targets", {"most": MOST_TARGETS}))
    loaded: list[dict[str, Any]] = []
    alike: dict[str, dict[str, Any]] = {}
    for number, target in enumerate(data["targets"]):
        try:
            loaded.append(_load_target(data, target, alike))
        except Invalid as error:
            problems += [_at(one, number) for one in error.problems]
    if problems:
        raise Invalid(problems)
    return {**data, "targets": loaded}


def _load_target(
    data: Mapping[str, Any], target: Mapping[str, Any], alike: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """One target; of those that are told in the same words all but the nomination is checked once."""
    verb = str(target.get("verb") or "")
    if verb not in CONSEQUENCES:
        raise Invalid([Problem("verb", "no_consequence" if verb else "choose_a_consequence")])
    told = {name: value for name, value in target.items() if name not in ("verb", "nomination", "nominations")}
    common = {"command": str(data["command"]), "seen": data["seen"], "body": data["body"]}
    # The reason of the whole holds for each target; a reason of its own has to be one that its kind knows.
    if not told.get("reason"):
        told["reason"] = data["reason"] if data["reason"] in act_kind(verb).reasons else "not_given"
    nomination, key = str(target.get("nomination")), repr((verb, sorted(told.items())))
    if key not in alike:
        alike[key] = {**load_act(verb, {**told, **common, "nominations": [nomination]}), "verb": verb}
    try:
        return {**alike[key], "nominations": [UUID(nomination)]}
    except ValueError:
        raise Invalid([Problem("nominations", "unreadable")]) from None


def _at(problem: Problem, number: int) -> Problem:
    field = {"nominations": "nomination"}.get(problem.field.partition(".")[0], problem.field)
    whole = OF_ALL.get(problem.field)
    return Problem(whole or f"targets.{number}.{field}", problem.code, problem.params)


def decide_ruling_form(
    ledger: Ledger, by: Provenance, edition: UUID, data: Mapping[str, Any], others: Stories
) -> RulingDecided:
    """Decide what a loaded form says; nothing is written."""
    return decide_ruling(ledger, by, ruling_data(edition_seen(ledger, edition), data), others)


def preview_ruling(
    ledger: Ledger, by: Provenance, edition: UUID, form: Mapping[str, Any], others: Stories
) -> RulingDecided:
    """What would be recorded, decided and not written."""
    return decide_ruling_form(ledger, by, edition, load_ruling(form), others)


def ruling_data(edition: EditionSeen, data: Mapping[str, Any]) -> RulingData:
    """What a loaded form says, its times understood in the edition's zone. Raises Invalid at the times."""
    effective = typed_when("effective", data["effective"], edition.zone, edition.references)
    members = tuple((name, part) for part in PARTS for name in data[part])
    return RulingData(
        edition=edition.stream,
        body=data["body"],
        effective=effective,
        targets=tuple(_target(edition, data, number, one) for number, one in enumerate(data["targets"])),
        members=members,
        follows_rulings=tuple(data["follows_rulings"]),
        **{
            name: data[name]
            for name in (
                "reason",
                "rule",
                "seen",
                "public_text",
                "private_reason",
                "replaces",
                "happened",
                "irregular_reason",
                "instrument",
            )
        },
    )


def _target(edition: EditionSeen, whole: Mapping[str, Any], number: int, one: Mapping[str, Any]) -> ActData:
    try:
        times = typed_times({**one, "decided": None}, edition.zone, edition.references)
    except Invalid as error:
        raise Invalid([_at(problem, number) for problem in error.problems]) from None
    told = {**one, "source_kind": whole["source_kind"], "source_note": whole["source_note"]}
    return act_data(one["verb"], told, {"effective": times["effective"] or UNKNOWN, "decided": None})


def request_of(edition: UUID, data: Mapping[str, Any]) -> dict[str, object]:
    """What a command is told by when it is sent again."""
    targets = [
        {**plain({**one, "nominations": None}), "on": [str(id_) for id_ in one["nominations"]]}
        for one in data["targets"]
    ]
    follows = [str(one) for one in data["follows_rulings"]]
    return {"rule": str(edition), **plain({**data, "targets": None, "follows_rulings": follows}), "targets": targets}


def record_ruling(ledger: Ledger, by: Provenance, edition: UUID, form: Mapping[str, Any], others: Stories) -> Receipt:
    """Record what the form says. The same command sent twice is one ruling."""
    data = load_ruling(form)
    request = request_of(edition, data)

    def act() -> Receipt:
        return ledger.save(decide_ruling_form(ledger, by, edition, data, others).draft, request)

    return once(ledger, by, request, act)
