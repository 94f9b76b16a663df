"""Random decisions: on several nominations at once, with consequences that fit and that do not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any
from uuid import UUID

from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.offering import offered
from ledger.application.ruling import CONSEQUENCES, REASONS
from ledger.application.ruling_forms import record_ruling
from ledger.demo.people import PEOPLE
from ledger.domain.states import credits_of
from tests.stress.setting import Setting
from tests.support.services import by

EFFECTS = ("", "", "true", "false")
DECIDED = ("11 October 2026", "2 October 2026", "unknown", "after the list was announced, before 3 November 2026")


def rule(
    random: Random, ledger: Ledger, setting: Setting, stories: Mapping[UUID, Story], seen: int, earlier: Sequence[UUID]
) -> Callable[[], Receipt]:
    """A decision as the form would send it."""
    author = by(random.choice(PEOPLE[:2]))
    chosen = [random.choice(list(stories)) for _ in range(random.randint(1, 5))]
    typed: dict[str, Any] = {
        "command": str(author.command),
        "seen": str(seen),
        "body": random.choice(("organiser", "committee")),
        "effective": random.choice(DECIDED),
        "rule": random.choice(("", "7.2")),
        "reason": random.choice(REASONS),
        "took_part": random.choice(("", "Nargis Fatima")),
        "public_text": random.choice(("", "A text for everybody")),
        "follows_rulings": [str(random.choice(earlier))] if earlier and random.random() < 0.3 else [],
        "replaces": str(random.choice(earlier)) if earlier and random.random() < 0.2 else "",
        "targets": [_target(random, setting, one, stories[one]) for one in chosen],
    }
    return lambda: record_ruling(ledger, author, setting.edition, typed, stories)


def _target(random: Random, setting: Setting, stream: UUID, story: Story) -> dict[str, Any]:
    fitting = [one for one in offered(story, "organiser") if one in CONSEQUENCES]
    credits_ = list(credits_of(story))
    return {
        "nomination": str(stream),
        "verb": random.choice(fitting if fitting and random.random() < 0.8 else CONSEQUENCES),
        "capacity": "nominee",
        "credit": str(random.choice(credits_)) if credits_ and random.random() < 0.5 else "",
        "finding": random.choice(("rescinded", "disqualified")),
        "category": str(random.choice(setting.categories)),
        "place_filled": random.choice(("", "", "further", "replacement_falls")),
        "name": "Hina Baig",
        "works_text": random.choice(("A better title", "")),
        **{name: random.choice(EFFECTS) for name in ("on_ballot", "counted", "may_win", "payable")},
    }
