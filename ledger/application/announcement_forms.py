"""What the form of announcing does: from what was typed to an announcement, its preview and its receipt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from ledger.application.announcing import AnnouncementData, Wording, draft_announcement, parse_act
from ledger.application.announcing_rulings import is_ruling, untold
from ledger.application.draft import Draft
from ledger.application.editions import edition_seen
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.once import once
from ledger.application.typed_times import now_when, typed_when
from ledger.domain.counts import Counted, count
from ledger.domain.event import Event
from ledger.domain.nomination import ENTRY, Entered, Ruled
from ledger.domain.readings import history_of, read
from ledger.domain.results import hidden_results, without_results
from ledger.domain.ruling import Announced as Decision
from ledger.domain.standing import NO_AWARD
from ledger.domain.states import public_state
from ledger.domain.telling import disclosed, unannounced, unannounced_notes
from ledger.domain.times import FOREVER, propose_counts_from
from ledger.domain.values import Provenance
from ledger.errors import Invalid, Problem
from ledger.persistence.linked import names_linked
from ledger.projections.not_shown import hidden_in, without_hidden
from ledger.projections.public_names import NameNow, told_now
from ledger.projections.showing import label_of_state
from ledger.schemas.commands import AnnounceCommand, load, plain
from ledger.wording.acts import sentence
from ledger.wording.catalogue import gettext as _
from ledger.wording.no_award import say_no_award
from ledger.wording.notices import Names, notices
from ledger.wording.standings import award_word, count_view

PARTS = ("rule", "reason")
"""What an announcement may keep back of an act."""


def waiting(stories: Mapping[UUID, Story], *, results: bool = True, notes: bool = False) -> list[dict[str, Any]]:
    """Acts and decisions that no announcement has named, each with its sentence; those that tell a result left out unless `results`.

    With `notes` instead what was asked, and became of that: it may be told, and waits for nobody to tell it.
    """
    of = unannounced_notes if notes else unannounced
    found = []
    for stream, whole in stories.items():
        story = whole if results else without_results(whole, hidden_results(history_of(whole), FOREVER))
        if not story:
            continue
        events = [event for _position, event in story]
        by_version = {event.originator_version: event for event in events}
        for version in (
            () if is_ruling(story) and notes else untold(story) if is_ruling(story) else of(history_of(story))
        ):
            event = by_version[version]
            told = {"act": f"{stream}@{version}", "topic": event.TOPIC, "sentence": sentence(event, events)}
            found.append({**told, "parts": _parts(event)})
    return found


def _parts(event: Event) -> list[str]:
    """Which parts of an act an announcement can keep back."""
    parts = ["rule"] if isinstance(event, Ruled) and event.authority.rule else []
    return [*parts, "reason"] if getattr(event, "reason", "not_given") != "not_given" else parts


def _announcement(ledger: Ledger, edition: UUID, data: Mapping[str, Any], zone: str) -> AnnouncementData:
    now = ledger.now()
    text = data["effective"]
    effective = typed_when("effective", text, zone, {}) if text else now_when(now, zone)
    planned = effective.earliest_us > now
    if planned and not effective.is_exact:
        raise Invalid([Problem("effective", "plan_needs_an_instant")])
    counts_from = effective.latest_us if planned else propose_counts_from(effective, now)
    told = (edition, "changes", data["spoken_as"], data["through"], effective, counts_from)
    return AnnouncementData(*told, _otherwise(data), data["over_court"], data["untold"], data["instrument"])


def _otherwise(data: Mapping[str, Any]) -> dict[str, Wording]:
    """What is announced in part or in other words, by the name of the act. Raises Invalid."""
    # By the name as the announcement gives it: what is typed otherwise would be told whole.
    acts = {name: "{}@{}".format(*parse_act(name)) for name in data["acts"]}
    without: dict[str, tuple[str, ...]] = {}
    for told in data["kept_back"]:
        act, _colon, part = told.rpartition(":")
        if part not in PARTS or act not in acts:
            raise Invalid([Problem("kept_back", "kept_back_of_what")])
        without[acts[act]] = tuple(dict.fromkeys((*without.get(acts[act], ()), part)))
    otherwise = {act: Wording(without=parts) for act, parts in without.items()}
    said_of, said = data["said_of"], data["said"]
    if said_of is None and said is None:
        return otherwise
    entry = acts.get(said_of or "", "")
    if said is None or not entry.endswith(f"@{ENTRY}"):
        raise Invalid([Problem("said", "said_of_what")])
    return {**otherwise, entry: Wording(otherwise.get(entry, Wording()).without, said)}


class Called(NamedTuple):
    """What the public calls things now: the edition's categories and bodies, and parties that changed their name."""

    names: Names = Names()
    parties: Mapping[str, NameNow] = {}


def preview_announcement(
    ledger: Ledger,
    by: Provenance,
    edition: UUID,
    form: Mapping[str, Any],
    zone: str,
    about: tuple[Sequence[UUID], Called],
) -> dict[str, Any]:
    """What the public would read and how the counts change, as a view; nothing is written. `about` has every nomination's id."""
    data = load(AnnounceCommand(), form)
    told = _announcement(ledger, edition, data, zone)
    all_stories = ledger.stories(about[0])
    draft, stories = draft_announcement(ledger, by, told, data["acts"], data["seen"], all_stories)
    added: dict[UUID, list[tuple[int, Event]]] = {}
    for event in draft.events:
        added.setdefault(event.originator_id, []).append((FOREVER, event))
    moment = max(ledger.now(), told.counts_from)
    order = {act.partition("@")[0]: number for number, act in enumerate(data["acts"])}
    public = [sentence(ledger.story(one.originator_id)[0][1]) for one in draft.events if isinstance(one, Decision)]
    public += [
        text
        for stream in sorted(stories, key=lambda one: order.get(str(one), len(order)))
        for text in _public_sentences(
            [event for _position, event in stories[stream]],
            [event for _position, event in added.get(stream, [])],
            data["acts"],
            about[1],
        )
    ]
    return {
        "acts": [{"number": number, "sentence": text} for number, text in enumerate(public, 1)],
        "before": count_view(count(_counted(all_stories, {}, moment))),
        "after": count_view(count(_counted(all_stories, added, moment))),
    }


def _counted(
    stories: Mapping[UUID, Story], added: Mapping[UUID, list[tuple[int, Event]]], moment: int
) -> Iterator[Counted]:
    """What the public list counts at a moment (µs), with what is added to the stories."""
    for stream, story in stories.items():
        if isinstance(story[0][1], Entered):
            history = history_of([*story, *added.get(stream, [])])
            standing = read(history, at=moment, announced=moment)
            if standing is not None:
                yield Counted(standing.place, standing.award, disclosed(history, standing, FOREVER))


def _public_sentences(
    before: Sequence[Event], added: Sequence[Event], names: Sequence[str], called: Called
) -> list[str]:
    """What the public list will say of a nomination once these acts are announced, and does not say already."""
    entry, events = before[0], [*before, *added]
    if not isinstance(entry, Entered):
        return []
    said, will_be_said = _said(entry, before, called), _said(entry, events, called)
    told = [text for text in will_be_said if text not in said]
    if told:
        return told
    return [sentence(event, events) for event in events if event.act_name in names]


def _said(entry: Entered, events: Sequence[Event], called: Called) -> list[str]:
    """What the public list says of a nomination, once all that is announced has come; nothing if it is not on it."""
    standing = read(history_of(list(enumerate(events, 1))), announced=FOREVER)
    if standing is None:
        return []
    by_version = {event.originator_version: event for event in events}
    may_be_shown = without_hidden(public_state(entry, standing, by_version), hidden_in(events))
    state = told_now(may_be_shown, called.parties, public=True)
    if standing.place == NO_AWARD:
        category = called.names.categories.get(entry.category.hex, "")
        told = say_no_award(state, standing.award, called.names.bodies, public=True, category=category)
        return [f"{told['text']} {told['grounds']}".strip()] if told else []
    label, award = label_of_state(state), award_word(standing.award, public=True)
    said = [_("%(what)s is one of the nominees.") % {"what": label}] if standing.listed else []
    said += [f"{label}: {one['text']}" for one in notices(state, standing.place, called.names)]
    return [*said, f"{label}: {award['label']}."] if award else said


def decide_announcement(
    ledger: Ledger, by: Provenance, edition: UUID, form: Mapping[str, Any], others: Mapping[UUID, Story]
) -> Draft:
    """Decide what a form says, in the edition's own zone; nothing is written."""
    data = load(AnnounceCommand(), form)
    told = _announcement(ledger, edition, data, edition_seen(ledger, edition).zone)
    return draft_announcement(ledger, by, told, data["acts"], data["seen"], others)[0]


def record_announcement(
    ledger: Ledger,
    by: Provenance,
    edition: UUID,
    form: Mapping[str, Any],
    zone: str,
    others: Mapping[UUID, Story] | None = None,
) -> Receipt:
    """Announce what the form says; `others` are the edition's stories."""
    data = load(AnnounceCommand(), form)
    request = {"announce": str(edition), **plain(data)}

    def act() -> Receipt:
        told = _announcement(ledger, edition, data, zone)
        return ledger.save(draft_announcement(ledger, by, told, data["acts"], data["seen"], others)[0], request)

    return once(ledger, by, request, act)


def recorded_since(
    ledger: Ledger, streams: Collection[UUID], seen: int, told: Callable[[Story], Story] = lambda story: story
) -> list[str]:
    """What was recorded in these streams after position `seen`, in sentences; of each no more than its reader is `told`."""
    stories = {stream: told(story) for stream, story in ledger.stories(streams).items()}
    every = [event for story in stories.values() for _position, event in story]
    others = names_linked(ledger.recorder, ledger.mapper, every)
    return [
        sentence(event, [one for _position, one in story], others)
        for story in stories.values()
        for position, event in story
        if position > seen
    ]
