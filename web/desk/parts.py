"""A long choice by category: each alone, a category as a whole, or all of it. Works without JavaScript.

What stands for a whole category means what its author had seen, not what has come since: the form sent twice is one act, and
nothing is told to the public that nobody had read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from ledger.application.announcing_rulings import is_ruling
from ledger.application.ledger import Story
from ledger.domain.nomination import Entered
from ledger.domain.readings import history_of, read
from ledger.wording.catalogue import gettext as _
from web.forms import Field, Part

ALL = "all"
Stories = Mapping[UUID, Story]


class Choice(NamedTuple):
    """One of the choices of a nomination; `together`, if choosing its whole category chooses it."""

    value: str
    label: str
    together: bool = True


def as_seen(stories: Stories, seen: str) -> dict[UUID, Story]:
    """The stories as they were at the position up to which the author had read; whole, if that is no position."""
    if not (seen.isascii() and seen.isdigit()):
        return dict(stories)
    known = {stream: [one for one in story if one[0] <= int(seen)] for stream, story in stories.items()}
    return {stream: story for stream, story in known.items() if story}


def parted(
    field: Field, stories: Stories, categories: Mapping[UUID, str], choices_of: Callable[[UUID], Iterable[Choice]]
) -> Field:
    """The field with the choices of each nomination under its category, in the order of the list; those of decisions come first."""
    by_category: dict[UUID | None, list[Choice]] = {one: [] for one in (*categories, None)}
    decisions = [one for stream, story in stories.items() if is_ruling(story) for one in choices_of(stream)]
    nominations = [stream for stream, story in stories.items() if not is_ruling(story)]
    for stream in sorted(nominations, key=lambda one: _order(stories[one])):
        at = _category(stories[stream])
        by_category[at if at in categories else None] += choices_of(stream)
    return under(
        field,
        [("decisions", _("Decisions"), decisions)]
        + [
            (str(one or "none"), categories[one] if one else _("No category"), offered)
            for one, offered in by_category.items()
        ],
    )


def under(field: Field, headings: Iterable[tuple[str, str, Sequence[Choice]]]) -> Field:
    """The field with its choices under headings, each with the value that stands for all of it; empty ones do not show."""
    parts = tuple(
        Part(
            heading,
            value,
            tuple((one.value, one.label) for one in offered),
            tuple(one.value for one in offered if one.together),
        )
        for value, heading, offered in headings
        if offered
    )
    return replace(field, parts=parts, choices=tuple(one for part in parts for one in part.choices))


def chosen(field: Field, ticked: Sequence[str], whole: Sequence[str]) -> list[str]:
    """Every value chosen, alone or with its whole; first as offered, then what is offered no more."""
    meant = set(ticked)
    for part in field.parts:
        if ALL in whole or part.value in whole:
            meant.update(part.together)
    offered = [value for value, _label in field.choices]
    return [*(value for value in offered if value in meant), *(one for one in ticked if one not in offered)]


def _order(story: Story) -> tuple[int, int]:
    entry = story[0][1]
    return (entry.order if isinstance(entry, Entered) else 0, story[0][0])


def _category(story: Story) -> UUID | None:
    entry, standing = story[0][1], read(history_of(story))
    entered = entry.category if isinstance(entry, Entered) else None
    return (standing.category if standing else None) or entered
