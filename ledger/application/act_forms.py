"""What the forms of acts do: from what was typed to a decided act, its preview and its receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from ledger.application.act_data import ActData
from ledger.application.act_kinds import MAY_BE_EMPTY, ActKind, act_kind
from ledger.application.acting import Deciding, decide_act
from ledger.application.editions import edition_seen
from ledger.application.irregular import check_told
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.of_an_act import acts_meant
from ledger.application.once import once
from ledger.application.origins import check_origin
from ledger.application.typed_times import typed_times
from ledger.domain.event import Act, Event
from ledger.domain.nomination import ENTRY, Entered, Ruled
from ledger.domain.readings import history_of, read, standing_of
from ledger.domain.standing import Standing
from ledger.domain.times import FOREVER, UNKNOWN, When
from ledger.domain.values import Provenance
from ledger.errors import Invalid, Problem, Refused
from ledger.schemas.acting import ActCommand
from ledger.schemas.commands import load, plain
from ledger.wording.acts import label_of_entry, sentence
from ledger.wording.catalogue import gettext as _
from ledger.wording.catalogue import ngettext
from ledger.wording.effects import say_effects
from ledger.wording.rules import cited
from ledger.wording.standings import standing_words
from ledger.wording.times import say_instant

_COMMAND = ActCommand()
Stories = Mapping[UUID, Story]
READ_APART = (
    "verb", "nominations", "effective", "decided", "report_when", "reason", "body", "holds", "emptied", "arises_from",
)  # fmt: skip
"""Fields that are not taken as they were typed: times, and those that have a usual answer."""
SHOWN = 30
"""Acts that a preview tells one by one; of more it tells the number."""


def load_act(verb: str, form: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, checked field by field and for what its kind needs. Raises Invalid."""
    kind, data = act_kind(verb), load(_COMMAND, form)
    problems = [
        Problem(name, "required")
        for name in (*kind.asks, *_of_everybody(kind))
        if name not in MAY_BE_EMPTY and name != "place_filled" and data.get(name) is None
    ]
    if data["reason"] is not None and kind.reasons and data["reason"] not in kind.reasons:
        problems.append(Problem("reason", "unknown_choice"))
    if data["holds"] is not None and data["holds"] not in kind.holds:
        problems.append(Problem("holds", "unknown_choice"))
    problems += check_told(data)
    if problems:
        raise Invalid(problems)
    return data


def _of_everybody(kind: ActKind) -> tuple[str, ...]:
    needed = ("reason",) if kind.reasons else ()
    if kind.own_wish:
        needed = (*needed, "capacity")
    return (*needed, "body") if kind.ruled else needed


def decide_form(
    ledger: Ledger, by: Provenance, verb: str, data: Mapping[str, Any], others: Stories | None = None
) -> Deciding:
    """Decide what a loaded form says; nothing is written."""
    if not data["nominations"]:
        raise Invalid([Problem("nominations", "choose_a_nomination")])
    first = data["nominations"][0]
    entry = ((others or {}).get(first) or ledger.story(first))[0][1]
    if not isinstance(entry, Entered):
        raise Refused("not_a_nomination")
    edition = edition_seen(ledger, entry.edition)
    alone = len(data["nominations"]) == 1
    references = edition.references_in(entry.category) if alone else edition.references
    times = typed_times(data, edition.zone, references, ("effective", "decided", "report_when"))
    origin = check_origin(ledger, data["arises_from"], edition.stream)
    return decide_act(ledger, by, replace(act_data(verb, data, times), arises_from=origin), edition, others)


def record_act(
    ledger: Ledger, by: Provenance, verb: str, form: Mapping[str, Any], others: Stories | None = None
) -> Receipt:
    """Record what the form says."""
    data = load_act(verb, form)
    request = {verb: [str(one) for one in data["nominations"]], **plain({**data, "nominations": None})}
    return once(ledger, by, request, lambda: ledger.save(decide_form(ledger, by, verb, data, others).draft, request))


def preview_act(
    ledger: Ledger, by: Provenance, verb: str, form: Mapping[str, Any], others: Stories | None = None
) -> Deciding:
    """What would be recorded, decided and not written."""
    return decide_form(ledger, by, verb, load_act(verb, form), others)


def act_data(verb: str, data: Mapping[str, Any], times: Mapping[str, When | None]) -> ActData:
    """What a loaded form says, with its times as they were understood."""
    kind = act_kind(verb)
    same = {one.name: data[one.name] for one in fields(ActData) if one.name in data and one.name not in READ_APART}
    return ActData(
        verb=verb,
        nominations=tuple(data["nominations"]),
        effective=times["effective"] or UNKNOWN,
        decided=times["decided"],
        report_when=times.get("report_when"),
        reason=data["reason"] or "not_given",
        body=data["body"] or "organiser",
        holds=data["holds"] or kind.holds[0],
        works=data["works_text"],
        details=data["details_text"],
        emptied=tuple(data["emptied"]),
        **same,
    )


def act_view(deciding: Deciding, edition: Stories, about: Stories | None = None) -> dict[str, Any]:
    """The acts in plain sentences, the standing and the counts before and after.

    `edition` holds every nomination's story, `about` those acted on, as far as their reader may know them (by default as they are).
    """
    about = deciding.stories if about is None else about
    added: dict[UUID, list[tuple[int, Event]]] = {}
    for event in deciding.draft.events:
        added.setdefault(event.originator_id, []).append((FOREVER, event))
    subjects = list(about)
    stories = {**edition, **about}
    told = [
        (event, [one for _position, one in stories.get(event.originator_id, ())]) for event in deciding.draft.events
    ]
    view: dict[str, Any] = {
        "acts": [
            {"number": number, "sentence": _told(event, story)} for number, (event, story) in enumerate(told[:SHOWN], 1)
        ],
        "more": _more(len(told)),
        "subject": ", ".join(_labels(deciding)[:3]),
        "counts": _counted(deciding, stories, added),
        "counts_from": _counts_from(deciding),
        "note": "" if deciding.kind.said else _("The public list does not change until this is announced."),
    }
    if len(subjects) == 1:
        story = about[subjects[0]]
        view["before"] = words_of(standing_of(story))
        view["after"] = words_of(read(history_of([*story, *added.get(subjects[0], [])])))
    return view


def _told(event: Event, story: Sequence[Event]) -> str:
    """The sentence of an act, with the rule that a ruling cites."""
    told = sentence(event, story or [event])
    if not isinstance(event, Ruled) or event.authority.rule is None:
        return told
    rule = cited(event.authority.rule, event.authority.version)
    return _("%(sentence)s Cited: %(rule)s.") % {"sentence": told, "rule": rule}


def _more(number: int) -> str:
    if number <= SHOWN:
        return ""
    return ngettext("and one act more", "and %(n)d acts more", number - SHOWN) % {"n": number - SHOWN}


def _labels(deciding: Deciding) -> list[str]:
    return [label_of_entry(entry) for story in deciding.stories.values() if isinstance(entry := story[0][1], Entered)]


def words_of(standing: Standing | None) -> str:
    """The standing in two words: for the place and for the award."""
    if standing is None:
        return _("not on the list")
    also = [one.word for one in standing.also]
    words = [one["label"] for one in standing_words(standing.place, also, standing.award, public=False)]
    effects = say_effects(standing.unusual)
    return " · ".join([*words, effects] if effects else words)


def _counts_from(deciding: Deciding) -> str:
    """From which instant the act counts where its time is not told as one (DOMAIN.md, Times)."""
    act = deciding.acts[0]
    if not isinstance(act, Act) or act.effective.is_exact:
        return ""
    if getattr(act, "holds", "") == "from_the_start":
        return _("It counts from when what it is about does, as if it had never been otherwise.")
    return _("Among other acts it counts from %(instant)s.") % {
        "instant": say_instant(act.counts_from, act.effective.zone, "second")
    }


def _counted(
    deciding: Deciding, stories: Stories, added: Mapping[UUID, list[tuple[int, Event]]]
) -> list[dict[str, str]]:
    """How many are on the list of the categories concerned and of the edition, before and after."""
    concerned: set[UUID] = set()
    listed: list[tuple[UUID | None, UUID | None]] = []
    for stream, story in stories.items():
        entry = story[0][1]
        if not isinstance(entry, Entered) or entry.edition != deciding.edition.stream:
            continue
        now, then = (_category(entry, standing_of(one)) for one in (story, [*story, *added.get(stream, [])]))
        listed.append((now, then))
        if stream in added:
            concerned |= {one for one in (now, then) if one is not None}
    lines = [(_("In the edition"), listed)]
    if len(concerned) == 1:
        inside = [pair for pair in listed if concerned & set(pair)]
        lines.insert(0, (_("On the list in this category"), inside))
    return [
        {
            "label": label,
            "before": str(_number(pairs, 0, concerned, place)),
            "after": str(_number(pairs, 1, concerned, place)),
        }
        for place, (label, pairs) in enumerate(lines, 1 if len(lines) == 1 else 0)
    ]


def _number(pairs: Sequence[tuple[UUID | None, UUID | None]], side: int, concerned: set[UUID], whole: int) -> int:
    return sum(pair[side] is not None and (bool(whole) or pair[side] in concerned) for pair in pairs)


def _category(entry: Entered, standing: Standing | None) -> UUID | None:
    """The category in whose list it is, None where it is on none."""
    if standing is None or not standing.listed:
        return None
    return standing.category or entry.category


def acts_of(kind: ActKind, story: Story) -> list[tuple[int, str]]:
    """The acts of a nomination that an act of this kind may name, each with its sentence, the newest first."""
    events = [event for _position, event in story]
    acts = acts_meant(kind, story)
    return [
        (event.originator_version, sentence(event, events))
        for event in reversed(events)
        if event.originator_version in acts and event.originator_version >= ENTRY
    ]
