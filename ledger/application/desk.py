"""What the desk's forms do: from what was typed to a decided act, its preview and its receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from ledger.application.announcing import AnnouncementData, draft_announcement, unannounced
from ledger.application.editions import EditionSeen, edition_seen
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.once import once
from ledger.application.withdrawing import Deciding, WithdrawalData, decide_withdrawal
from ledger.domain.counts import count
from ledger.domain.event import Event
from ledger.domain.nomination import Entered
from ledger.domain.readings import history_of, read
from ledger.domain.times import FOREVER, UNKNOWN, When, instant, parse_when, propose_counts_from
from ledger.domain.values import Provenance
from ledger.errors import Invalid, Problem, Refused
from ledger.projections.lists import public_state
from ledger.schemas.commands import AnnounceCommand, WithdrawCommand, load, plain
from ledger.wording.acts import label_of_entry, sentence
from ledger.wording.catalogue import gettext as _
from ledger.wording.lists import AWARDS, PLACES, count_view, notices
from ledger.wording.times import say_instant


def typed_when(field: str, text: str, zone: str, references: Mapping[str, When]) -> When:
    """A time as typed into a field. Raises Invalid at that field."""
    try:
        return parse_when(text, zone, references)
    except Invalid as error:
        raise Invalid([Problem(field, one.code, one.params) for one in error.problems]) from None


def typed_times(data: Mapping[str, Any], zone: str, references: Mapping[str, When]) -> dict[str, When | None]:
    """The times among what was typed, None where left empty. Raises Invalid with every wrong one at its field."""
    times: dict[str, When | None] = {}
    problems: list[Problem] = []
    for field in ("effective", "decided"):
        try:
            times[field] = typed_when(field, data[field], zone, references) if data[field] else None
        except Invalid as error:
            problems += error.problems
    if problems:
        raise Invalid(problems)
    return times


def _withdrawal(nomination: UUID, data: Mapping[str, Any], edition: EditionSeen) -> WithdrawalData:
    times = typed_times(data, edition.zone, edition.references)
    return WithdrawalData(
        nomination=nomination,
        effective=times["effective"] or UNKNOWN,
        reason=data["reason"],
        capacity=data["capacity"],
        body=data["body"],
        seen=data["seen"],
        credit=data["credit"],
        rule=data["rule"],
        private_reason=data["private_reason"],
        source_kind=data["source_kind"],
        source_note=data["source_note"],
        decided=times["decided"],
    )


def preview_withdrawal(ledger: Ledger, by: Provenance, nomination: UUID, form: Mapping[str, Any]) -> Deciding:
    """What would be recorded, decided and not written."""
    return _decide(ledger, by, nomination, load(WithdrawCommand(), form))


def record_withdrawal(ledger: Ledger, by: Provenance, nomination: UUID, form: Mapping[str, Any]) -> Receipt:
    """Record what the form says."""
    data = load(WithdrawCommand(), form)
    request = {"withdraw": str(nomination), **plain(data)}
    return once(ledger, by, request, lambda: ledger.save(_decide(ledger, by, nomination, data).draft, request))


def _decide(ledger: Ledger, by: Provenance, nomination: UUID, data: Mapping[str, Any]) -> Deciding:
    entry = ledger.story(nomination)[0][1]
    if not isinstance(entry, Entered):
        raise Refused("not_a_nomination")
    edition = edition_seen(ledger, entry.edition)
    return decide_withdrawal(ledger, by, _withdrawal(nomination, data, edition), edition)


def withdrawal_view(deciding: Deciding, edition: Mapping[UUID, Story]) -> dict[str, Any]:
    """The acts in plain sentences, the standing and the counts before and after; `edition` holds every nomination's story."""
    before = read(history_of(deciding.story))
    added: list[tuple[int, Event]] = [(FOREVER, event) for event in deciding.draft.events]
    after = read(history_of([*deciding.story, *added]))
    story = [event for _position, event in deciding.story]
    return {
        "acts": [
            {"number": number, "sentence": sentence(event, story)}
            for number, event in enumerate(deciding.draft.events, 1)
        ],
        "subject": label_of_entry(deciding.entry),
        "before": _words(before),
        "after": _words(after),
        "counts": _counted(deciding, edition, added),
        "counts_from": _counts_from(deciding),
        "note": _("The public list does not change until this is announced."),
    }


def _counts_from(deciding: Deciding) -> str:
    """From which instant the act counts where its time is not told as one (DOMAIN.md, Times)."""
    when = deciding.act.effective
    if when.is_exact:
        return ""
    return _("Among other acts it counts from %(instant)s.") % {
        "instant": say_instant(deciding.act.counts_from, when.zone, "second")
    }


def _counted(deciding: Deciding, edition: Mapping[UUID, Story], added: list[tuple[int, Event]]) -> list[dict[str, str]]:
    """How many are on the list of the category and of the edition, before and after."""
    category: list[tuple[bool, bool]] = []
    everywhere: list[tuple[bool, bool]] = []
    for stream, story in edition.items():
        entry = story[0][1]
        extra = added if stream == deciding.entry.originator_id else []
        now, then = read(history_of(story)), read(history_of([*story, *extra]))
        both = (now is not None and now.listed, then is not None and then.listed)
        everywhere.append(both)
        if isinstance(entry, Entered) and entry.category == deciding.entry.category:
            category.append(both)
    return [
        {"label": label, "before": str(sum(now for now, _then in all_)), "after": str(sum(then for _now, then in all_))}
        for label, all_ in ((_("On the list in this category"), category), (_("In the edition"), everywhere))
    ]


def _words(standing: Any) -> str:
    if standing is None:
        return _("not on the list")
    words = [PLACES.get(standing.place, standing.place)]
    if standing.award:
        words.append(AWARDS.get(standing.award, standing.award))
    return " · ".join(words)


def waiting(stories: Mapping[UUID, Story]) -> list[dict[str, Any]]:
    """Acts that no announcement has named, each with its sentence."""
    found = []
    for stream, story in stories.items():
        events = [event for _position, event in story]
        by_version = {event.originator_version: event for event in events}
        for version in unannounced(history_of(story)):
            event = by_version[version]
            found.append({"act": f"{stream}@{version}", "topic": event.TOPIC, "sentence": sentence(event, events)})
    return found


def _announcement(ledger: Ledger, edition: UUID, data: Mapping[str, Any], zone: str) -> AnnouncementData:
    now = ledger.now()
    text = data["effective"]
    effective = typed_when("effective", text, zone, {}) if text else now_when(now, zone)
    counts_from = propose_counts_from(effective, now)
    return AnnouncementData(edition, "changes", data["spoken_as"], data["through"], effective, counts_from)


def now_when(now: int, zone: str) -> When:
    """The very instant as a time."""
    moment = instant(now)
    return parse_when(moment.isoformat().replace("+00:00", "Z"), zone)


def preview_announcement(
    ledger: Ledger, by: Provenance, edition: UUID, form: Mapping[str, Any], zone: str, everything: Sequence[UUID]
) -> dict[str, Any]:
    """What the public would read and how the counts change, as a view; nothing is written."""
    data = load(AnnounceCommand(), form)
    told = _announcement(ledger, edition, data, zone)
    draft, stories = draft_announcement(ledger, by, told, data["acts"], data["seen"])
    added: dict[UUID, list[tuple[int, Event]]] = {}
    for event in draft.events:
        added.setdefault(event.originator_id, []).append((FOREVER, event))
    all_stories = ledger.stories(everything)
    before: list[tuple[str, str | None]] = []
    after: list[tuple[str, str | None]] = []
    for stream, story in all_stories.items():
        if not isinstance(story[0][1], Entered):
            continue
        for tally, extra in ((before, []), (after, added.get(stream, []))):
            standing = read(history_of([*story, *extra]), announced=max(ledger.now(), told.counts_from))
            if standing is not None:
                tally.append((standing.place, standing.award))
    public = [
        text
        for stream, story in stories.items()
        for text in _public_sentences([event for _position, event in [*story, *added.get(stream, [])]], data["acts"])
    ]
    return {
        "acts": [{"number": number, "sentence": text} for number, text in enumerate(public, 1)],
        "before": count_view(count(before)),
        "after": count_view(count(after)),
    }


def _public_sentences(events: Sequence[Event], names: Sequence[str]) -> list[str]:
    """What the public list will say of a nomination once these acts are announced."""
    entry = events[0]
    story: list[tuple[int, Event]] = list(enumerate(events, 1))
    standing = read(history_of(story), announced=FOREVER)
    if not isinstance(entry, Entered) or standing is None:
        return []
    by_version = {event.originator_version: event for event in events}
    told = notices(public_state(entry, standing, by_version), standing.place)
    if told:
        return [f"{label_of_entry(entry)}: {one['text']}" for one in told]
    return [sentence(event, events) for event in events if event.act_name in names]


def record_announcement(ledger: Ledger, by: Provenance, edition: UUID, form: Mapping[str, Any], zone: str) -> Receipt:
    """Announce what the form says."""
    data = load(AnnounceCommand(), form)
    request = {"announce": str(edition), **plain(data)}

    def act() -> Receipt:
        told = _announcement(ledger, edition, data, zone)
        return ledger.save(draft_announcement(ledger, by, told, data["acts"], data["seen"])[0], request)

    return once(ledger, by, request, act)


def recorded_since(stories: Mapping[UUID, Story], seen: int) -> list[str]:
    """What was recorded in these streams after position `seen`, in sentences."""
    return [
        sentence(event, [one for _position, one in story])
        for story in stories.values()
        for position, event in story
        if position > seen
    ]
