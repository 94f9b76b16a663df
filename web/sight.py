"""What the person looking around may see of what is not announced: that of the shows on whose roster they are in their role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from flask import current_app, request

from ledger.application.act_kinds import ACT_KINDS
from ledger.application.announcing_rulings import acts_in, is_ruling, tells_only_results
from ledger.application.documents import may_read
from ledger.application.ledger import Story
from ledger.application.proposable import power_of
from ledger.application.proposals import typed_in
from ledger.application.reading_rights import sight_of
from ledger.application.roles import WHOLE_LEDGER
from ledger.domain.announcement import RESULTS
from ledger.domain.announcement import Made as Announcement
from ledger.domain.instrument import Filed, document_of
from ledger.domain.nomination import Entered
from ledger.domain.party import Registered as Party
from ledger.domain.proposal import Made
from ledger.domain.readings import Told, history_of
from ledger.domain.results import hidden_results, without_results
from ledger.domain.show import Established
from ledger.domain.work import Registered as Work
from ledger.errors import NotFound
from ledger.history.receipts import parse_act
from ledger.projections.search_desk import Seen as Searched
from ledger.projections.shows import find_show
from ledger.projections.sight import Records, Sight, is_seen
from web.people import covers, current, services

KEPT = 1000
TELLING_RESULTS = ("confer", "announce", "import")
"""Powers of acts that may tell a result."""
OF_ANY_ACT = ("entered-in-error", "correct-time")
"""What is done about an act that may be a result."""
OF_DECISIONS = ("rule", "approve_text")
"""Commands whose proposals tell a result or not, by what was typed."""
BY_STREAM = {
    "nomination": "no_such_stream",
    "announcement": "no_such_stream",
    "ruling": "no_such_ruling",
    "stream": "no_such_stream",
    "proposal": "no_such_proposal",
    "asked": "no_such_request",
    "said": "no_such_statement",
    "contested": "no_such_objection",
    "party": "no_such_record",
    "work": "no_such_record",
    "document": "no_such_document",
    "act": "no_such_act",
}
"""What an address names, with the refusal of what is not there; what is another show's is refused alike."""


def sight() -> Sight | None:
    """Whose shows the person sees; None for who sees all, and for the public, who is shown announced things alone."""
    person = current()
    if person is None or person.role in WHOLE_LEDGER:
        return None
    # While nothing is recorded, no roster changes, and no edition is opened.
    head = services().ledger.recorder.head()[0]
    kept: dict[tuple[UUID, str], tuple[int, object, Sight | None]]
    kept = current_app.extensions.setdefault("ledger_sights", {})
    asked, mark = (person.id, person.role), services().lists.mark()
    found = kept.get(asked)
    if found is not None and found[:2] == (head, mark):
        return found[2]
    if len(kept) >= KEPT:
        kept.clear()
    seen = sight_of(services().ledger, services().lists, person.id, person.role)
    kept[asked] = (head, mark, seen)
    return seen


def records() -> Records | None:
    """Which parties and works the person finds, and by which names; None finds all."""
    seen, found = sight(), services()
    return None if seen is None else Records(seen, found.timeline, found.parties, found.lists, found.ledger.now())


def searched() -> Searched:
    """What the person finds by the desk's search."""
    seen = sight()
    # What was recorded one after another is the log's to tell.
    stream = sees if covers("log") else lambda _stream: False
    return Searched(stream, None if seen is None else seen.shows, records())


def _may_know(story: Story) -> bool:
    """Whether the person may know what a stream of their shows is about at all."""
    first = story[0][1]
    if isinstance(first, Entered):
        return bool(as_told(story))
    if isinstance(first, Made):
        return reads_proposal(first)
    if isinstance(first, Filed):
        return reads_document(story)
    if is_ruling(story):
        return bool(known_rulings({first.originator_id: story}))
    to_come = isinstance(first, Announcement) and first.what == RESULTS and first.counts_from > services().ledger.now()
    return covers("results") or not to_come


def sees(stream: UUID) -> bool:
    """Whether the person sees what a stream tells."""
    seen, ledger = sight(), services().ledger
    if seen is None and covers("results") and covers("private"):
        return True
    story = ledger.stories([stream]).get(stream)
    if not story:
        return False
    first = story[0][1]
    if not _may_know(story):
        return False
    if seen is None:
        return True
    if isinstance(first, Party | Work):
        return first.by.actor.hex == seen.person or stream.hex in _found([stream.hex])
    if isinstance(first, Established):
        return stream.hex in seen.shows
    edition = getattr(first, "edition", None)
    opened = ledger.story(edition)[0][1] if isinstance(edition, UUID) else first
    show = getattr(opened, "show", None)
    return isinstance(show, UUID) and show.hex in seen.shows


def known_rulings(rulings: Mapping[UUID, Story]) -> dict[UUID, Story]:
    """Those of these decisions that the person may know of: what did nothing but to results is for those who know results."""
    if covers("results") or not rulings:
        return dict(rulings)
    ledger = services().ledger
    about = ledger.stories({stream for story in rulings.values() for stream, _version in acts_in(story)})
    now = ledger.now()
    hidden = {stream: hidden_results(history_of(story), now) for stream, story in about.items()}
    return {stream: story for stream, story in rulings.items() if not tells_only_results(story, hidden)}


def reads_document(story: Story) -> bool:
    """Whether the person's role reads the document of this story."""
    person, found = current(), document_of(event for _position, event in story)
    return person is not None and found is not None and may_read(found, person.role)


def _found(things: list[str]) -> Mapping[str, int]:
    seen = records()
    return dict.fromkeys(things, 0) if seen is None else seen.seen(things)


def sees_command(command: UUID) -> bool:
    """Whether the person sees all that a command recorded: their own; those of others with the log, where they are of their shows alone."""
    seen, found, person = sight(), services(), current()
    if seen is None and covers("log"):
        return True
    appended = found.ledger.recorder.find_append(command)
    if appended is None:
        return False
    first = parse_act(msgspec.json.decode(appended.answer, type=list[str])[0])[0]
    story = found.ledger.story(first)
    author = next(event.by for _at, event in story if event.by.command == command)
    own = person is not None and author.actor == person.id
    return own or (covers("log") and seen is not None and is_seen(found.timeline, command.hex, seen))


def as_told(story: Story) -> Story:
    """A story without what the person may not know: a nomination's results, unless they know them before the public."""
    if covers("results") or not (story and isinstance(story[0][1], Entered)):
        return story
    hidden = hidden_results(history_of(story), services().ledger.now())
    return Told(without_results(story, hidden)) if hidden else story


def told_of(stories: Mapping[UUID, Story]) -> dict[UUID, Story]:
    """The same of several; a story of which they may know nothing is left out."""
    return {stream: told for stream, story in stories.items() if (told := as_told(story))}


def reads_proposed(power: str, what: str | None) -> bool:
    """Whether the person reads what others propose that it takes this power to record, and that is this act of several.

    Whoever only decides who is on rosters reads what is proposed of that.
    """
    if not covers("read"):
        return covers("roster") and power == "roster"
    tells = power in TELLING_RESULTS or _is_of_award(what) or what in OF_ANY_ACT
    if tells and not covers("results"):
        return False
    # What was typed holds private reasons; whoever could decide it has to know them.
    return covers("private") or covers(power)


def reads_proposal(made: Made) -> bool:
    """What somebody proposed themselves they read; else what their role reads of what it would be recorded as."""
    person = current()
    own = person is not None and person.id == made.by.actor
    return own or (reads_proposed(power_of(made.command, made.what), made.what) and not _decides_on_results(made))


def _is_of_award(verb: str | None) -> bool:
    kind = ACT_KINDS.get(verb or "")
    return kind is not None and (kind.rests_on == "award" or kind.may in TELLING_RESULTS)


def _decides_on_results(made: Made) -> bool:
    """Whether it proposes what is decided on an award, or a word on such a decision, to whoever may not know results."""
    if made.command not in OF_DECISIONS or covers("results"):
        return False
    if made.command == "approve_text":
        return made.subject is None or not sees(made.subject)
    return any(_is_of_award(one.get("verb")) for one in typed_in(made).get("targets", ()))


def check_own() -> None:
    """Before a page is answered: what it is about is of a show on whose roster the person is. Raises NotFound, as of what is not there."""
    if current() is None or (sight() is None and covers("log") and covers("results") and covers("private")):
        return
    for name, value in (request.view_args or {}).items():
        # On the desk `act` is what is to be done, in the log the name of what was.
        if name != "act" or request.blueprint == "audit":
            _check(name, value)


def _check(name: str, value: Any) -> None:
    if name == "show":
        _check_show(value)
    elif name in BY_STREAM:
        stream = parse_act(value)[0] if name == "act" else value
        if not sees(stream):
            raise NotFound(BY_STREAM[name], stream=str(stream))
    elif name == "command" and not sees_command(value):
        raise NotFound("no_such_act")


def _check_show(address: str) -> None:
    seen = sight()
    if seen is None:
        return
    try:
        row = find_show(services().lists, address)
    except NotFound:
        row = {"id": ""}
    if row["id"] not in seen.shows:
        raise NotFound("no_show_of_yours")
