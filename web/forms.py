"""A form as a view: its fields with what was typed and what is wrong with it. One macro shows every field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from flask import g, has_request_context

from ledger.errors import Invalid, LedgerError
from ledger.wording.errors import error_sentence, problem_sentence


@dataclass(frozen=True)
class Part:
    """Some of the choices of a field of kind checks, under one heading; `value` stands for all that go `together`."""

    heading: str
    value: str
    choices: tuple[tuple[str, str], ...]
    together: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One field.

    `kind` is line, prose, pasted (many lines), file, files (several), choice (one of a menu), radio (one of a few), checks (any of several),
    party or work; in the forms that prove who somebody is also password, new_password, email and code.
    A field of kind party or work takes a name or an id as typed (`<name>`) and finds the record while one types, or sends the record
    chosen (`<name>_id`). `web.desk.choosing.chosen` reads both, with or without JavaScript; where several records fit, they
    are its `choices`.
    """

    name: str
    label: str
    kind: str = "line"
    choices: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    """The same choices under headings, where they are many; sent with `<name>_whole` for all of a part, or of all parts."""
    whole: Sequence[str] = ()
    """The parts chosen as a whole, as typed."""
    help: str = ""
    tag: str = ""
    """A word on who may read it, beside the label."""
    value: Any = ""
    chosen: str = ""
    """The id of the record chosen, in a field of kind party or work."""
    problem: str = ""
    focused: bool = False


@dataclass(frozen=True)
class Group:
    """Fields under one heading."""

    legend: str
    fields: tuple[Field, ...]
    folded: bool = False
    """Rarely needed: its fields show once it is opened, or when something was typed in one of them."""

    @property
    def is_used(self) -> bool:
        """Whether something was typed in it, or chosen other than what stands first, or is wrong."""
        return any(
            one.problem or one.whole or (one.value and one.value not in [value for value, _label in one.choices[:1]])
            for one in self.fields
        )


@dataclass(frozen=True)
class Form:
    """A form: `hidden` values, groups of fields, and when it was refused, why."""

    groups: tuple[Group, ...]
    hidden: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""
    strays: tuple[str, ...] = ()
    """Problems that belong to no field one can see."""

    @property
    def wrong(self) -> list[Field]:
        """The fields with a problem, in the order of the page."""
        return [one for group in self.groups for one in group.fields if one.problem]


def choices(words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Codes with their words, as the choices of a field."""
    return tuple(words.items())


def fill(groups: Sequence[Group], typed: Mapping[str, Any], error: LedgerError | None = None) -> Form:
    """The form with what was typed, and each problem at its field; the first wrong field takes the focus."""
    problems = _problems(error)
    hidden = {name: str(typed[name]) for name in ("command", "seen") if name in typed}
    first = next((one.name for group in groups for one in group.fields if one.name in problems), None)
    filled = tuple(
        Group(
            group.legend,
            folded=group.folded,
            fields=tuple(
                replace(
                    one,
                    value=typed.get(one.name, one.value),
                    chosen=typed.get(f"{one.name}_id", ""),
                    whole=typed.get(f"{one.name}_whole", ()),
                    problem=problems.pop(one.name, ""),
                    focused=one.name == first,
                )
                for one in group.fields
            ),
        )
        for group in groups
    )
    return Form(filled, hidden, error_sentence(error) if error else "", tuple(problems.values()))


def _problems(error: LedgerError | None) -> dict[str, str]:
    if not isinstance(error, Invalid):
        return {}
    return {one.field.partition(".")[0]: problem_sentence(one) for one in error.problems}


def fresh_command() -> str:
    """The id of a command: a form sent twice carries the same and is one act. A page that is kept is given a new one each time."""
    command = str(uuid4())
    if has_request_context():
        g.setdefault("fresh_commands", []).append(command)
    return command
