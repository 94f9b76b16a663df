"""Drives one ledger by random acts. Whatever is refused must have changed nothing and must say why in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any
from uuid import UUID

from ledger.application.act_forms import record_act
from ledger.application.act_kinds import ACT_KINDS
from ledger.application.announcement_forms import record_announcement
from ledger.application.entering import record_entry
from ledger.application.ledger import Receipt, Story
from ledger.application.no_award import record_no_award
from ledger.application.offering import offered
from ledger.application.places import empty_places
from ledger.application.taking_back import take_back
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.domain.nomination import Announced, Entered
from ledger.domain.readings import history_of
from ledger.domain.ruling import Made
from ledger.domain.states import credits_of
from ledger.domain.telling import unannounced
from ledger.errors import Invalid, LedgerError
from ledger.wording.errors import SENTENCES, error_sentence
from ledger.wording.time_problems import CODES as TIME_CODES
from tests.stress.ruling import rule
from tests.stress.setting import ZONE, Setting
from tests.support.services import by

TIMES = (
    "12 October 2026", "2026-10-12 15:00", "2026-10-12 15:01", "by 4 October 2026", "October 2026", "unknown",
    "after the list was announced", "after the list was announced, before 20 October 2026", "about 2026",
    "30 September 2026", "2026-10-05 or 2026-10-06", "1 November 2026", "2026-11-01 12:00", "next moon", "2031",
)  # fmt: skip
MOMENTS = ("", "", "2026-10-20 12:00", "2026-11-02 09:00", "2027-12-05 18:00", "October 2026")
PER_EDITION = 500
"""Acts after which a fresh edition is begun: streams of real nominations are short."""


class Driver:
    """Random acts of several people, one after the other, on one ledger."""

    def __init__(self, services: Services, random: Random) -> None:
        self.services = services
        self.ledger = services.ledger
        self.random = random
        self.settings: list[Setting] = []
        self.recorded = 0
        self.refused: Counter[str] = Counter()
        self.sent: list[tuple[Callable[[], Receipt], Receipt]] = []
        self.begin()

    def begin(self) -> None:
        """A fresh edition."""
        self.settings.append(Setting(self.ledger, self.random, len(self.settings) + 1))
        self.sent = []
        self.rulings: list[UUID] = []
        self._known: dict[UUID, Story] = {}

    @property
    def setting(self) -> Setting:
        """The edition that is acted on now."""
        return self.settings[-1]

    def stories(self) -> dict[UUID, Story]:
        """Every nomination of it."""
        missing = [one for one in self.setting.nominations if one not in self._known]
        self._known |= self.ledger.stories(missing)
        return dict(self._known)

    def _moved(self, receipt: Receipt) -> None:
        """What was recorded is read anew."""
        self.recorded += len(receipt.acts)
        for act in receipt.acts:
            stream = UUID(act.partition("@")[0])
            self._known.pop(stream, None)
            if act.endswith("@1") and isinstance(self.ledger.story(stream)[0][1], Made):
                self.rulings.append(stream)
            if act.endswith("@1") and isinstance(self.ledger.story(stream)[0][1], Entered):
                self.setting.nominations.append(stream)

    def step(self) -> None:
        """One random command; sometimes one that was sent before, again."""
        if self.sent and self.random.random() < 0.05:
            again, receipt = self.random.choice(self.sent)
            repeated = again()
            assert repeated == receipt._replace(repeated=True)
            return
        command = self.random.choices(
            (self.act, self.announce, self.enter, self.back, self.no_award, self.rule), (12, 6, 3, 2, 1, 2)
        )[0]
        self.send(command())

    def send(self, send: Callable[[], Receipt] | None) -> None:
        """Send a command, and look at what it left."""
        if send is None:
            return
        head = self.ledger.recorder.head()
        try:
            receipt = send()
        except LedgerError as error:
            self._check_refusal(error)
            assert self.ledger.recorder.head() == head
            return
        assert receipt.last == self.ledger.recorder.head()[0]
        self._moved(receipt)
        self.sent.append((send, receipt))

    def _check_refusal(self, error: LedgerError) -> None:
        told = [error.code] if not isinstance(error, Invalid) else [one.code for one in error.problems]
        for code in told:
            assert code in SENTENCES or code in TIME_CODES, code
            self.refused[code] += 1
        assert error_sentence(error)

    def act(self) -> Callable[[], Receipt] | None:
        """Any kind of act, on one nomination or on several, as a form would send it."""
        random, stories = self.random, self.stories()
        anybody = random.choice(list(stories.values()))
        likely = offered(anybody, "organiser") if random.random() < 0.5 else []
        verb = random.choice(likely or list(ACT_KINDS))
        kind = ACT_KINDS[verb]
        several = random.randint(2, 4) if kind.several and random.random() < 0.2 else 1
        some = random.sample(list(stories), 6)
        ready = [one for one in some if verb in offered(stories[one], "organiser")]
        chosen = random.sample(ready if len(ready) >= several and random.random() < 0.8 else list(stories), several)
        story = stories[chosen[0]]
        author = by(random.choices(PEOPLE[:3], (6, 6, 1))[0])
        credits_ = list(credits_of(story))
        typed: dict[str, Any] = {
            "command": str(author.command),
            "seen": str(self._seen()),
            "nominations": [str(one) for one in chosen],
            "effective": random.choice(TIMES),
            "decided": random.choices(("", "11 October 2026", "2031"), (20, 20, 1))[0],
            "holds": random.choice(kind.holds),
            "reason": random.choice(kind.reasons) if kind.reasons else "",
            "capacity": random.choices(("nominee", "heir", "nobody", ""), (20, 20, 1, 1))[0],
            "body": random.choice(("organiser", "committee")),
            "rule": random.choice(("", "7.2", "قاعدہ ۷")),
            "private_reason": random.choice(("", "زہرہ’s own words 🧵")),
            "credit": str(random.choice(credits_)) if credits_ and random.random() < 0.5 else "",
            "finding": random.choice(("rescinded", "disqualified", "in_error")),
            "category": str(random.choice(self.setting.categories)),
            "act": str(random.randint(1, len(story) + 1)),
            "tie": random.choice(("", "true")),
            "place_filled": random.choice(("", "", "further", "replacement_falls")),
            "name": random.choice(("Hina Baig", "گلزار", "")),
            "works_text": random.choice(("A better title", "Two\nworks", "")),
            "details_text": random.choice(("A song", "")),
        }
        return lambda: record_act(self.ledger, author, verb, typed, stories)

    def _seen(self) -> int:
        head = self.ledger.recorder.head()[0]
        return head if self.random.random() < 0.97 else max(head - 5, 0)

    def announce(self) -> Callable[[], Receipt] | None:
        """Some of what is not announced, or something that is no matter for an announcement."""
        random = self.random
        waiting = [f"{ruling}@1" for ruling in self.rulings if random.random() < 0.3] + [
            f"{stream}@{version}"
            for stream, story in self.stories().items()
            for version in unannounced(history_of(story))
        ]
        if not waiting:
            return None
        names = random.sample(waiting, min(len(waiting), random.choice((1, 1, 2, 6))))
        if random.random() < 0.05:
            names.append(f"{random.choice(self.setting.nominations)}@{random.randint(1, 9)}")
        author = by()
        typed: dict[str, Any] = {"command": str(author.command), "acts": names, "effective": random.choice(MOMENTS)}
        if random.random() < 0.1:
            typed["kept_back"] = [f"{names[0]}:{random.choice(('rule', 'reason'))}"]
        if random.random() < 0.1:
            typed |= {"said_of": names[0], "said": "As it was read"}
        edition, stories = self.setting.edition, self.stories()
        return lambda: record_announcement(self.ledger, author, edition, typed, ZONE, stories)

    def rule(self) -> Callable[[], Receipt] | None:
        """A decision on a few nominations, each with any consequence; earlier decisions are followed and replaced."""
        return rule(self.random, self.ledger, self.setting, self.stories(), self._seen(), self.rulings)

    def enter(self) -> Callable[[], Receipt] | None:
        """A nomination in an empty place, or in one that is not."""
        stories = self.stories()
        empty = empty_places(stories)
        if not empty:
            return None
        fills, fallen = self.random.choice(empty)
        category = fallen.category if self.random.random() < 0.9 else self.random.choice(self.setting.categories)
        author, edition = by(), self.setting.edition
        typed = {
            "command": str(author.command),
            "seen": str(self._seen()),
            "category": str(category),
            "title": f"Understudy {self.ledger.recorder.head()[0]}",
            "fills": fills if self.random.random() < 0.95 else f"{fallen.originator_id}@{self.random.randint(1, 9)}",
            "effective": self.random.choice(TIMES),
        }
        return lambda: record_entry(self.ledger, author, edition, typed, stories)

    def no_award(self) -> Callable[[], Receipt] | None:
        """A category that confers on nobody, or has somebody."""
        random, author, edition, stories = self.random, by(), self.setting.edition, self.stories()
        typed = {
            "command": str(author.command),
            "seen": str(self._seen()),
            "category": str(random.choice(self.setting.categories)),
            "stage": random.choice(("chosen", "conferred")),
            "effective": random.choice(TIMES),
            "decided": random.choice(("", "11 October 2026")),
            "body": random.choice(("organiser", "jury", "committee")),
            "rule": random.choice(("", "7.2")),
            "reason": random.choice(("result", "none_sufficed", "nobody_left", "not_given")),
        }
        return lambda: record_no_award(self.ledger, author, edition, typed, stories)

    def back(self) -> Callable[[], Receipt] | None:
        """Take back an announcement, or call one off."""
        made = [
            event.announcement
            for story in self.stories().values()
            for _position, event in story
            if isinstance(event, Announced)
        ]
        if not made:
            return None
        author, told = by(), self.random.choice(made)
        typed = {
            "command": str(author.command),
            "seen": str(self._seen()),
            "effective": self.random.choice(MOMENTS[:4]),
        }
        stories = self.stories()
        return lambda: take_back(self.ledger, author, told, typed, ZONE, stories)
