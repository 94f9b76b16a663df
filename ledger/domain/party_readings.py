"""What is known of a party or a work: one pure, total fold of its stream, at any position of the log.

Deciding, projecting and telling its story all use it. It never raises: an act that speaks of nothing there is kept without effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from ledger.domain import party, work
from ledger.domain.event import Event
from ledger.domain.times import FOREVER, When
from ledger.domain.values import ExternalId, Personal


class Named(NamedTuple):
    """A name or title by which it is known: by which act, of what kind, in which language; sealed where it names a person."""

    version: int
    name: Personal | str
    kind: str
    language: str | None = None

    @property
    def text(self) -> str | None:
        """The plain text, None if it was erased."""
        return self.name.text if isinstance(self.name, Personal) else self.name


class Known(NamedTuple):
    """An identifier that somebody else keeps, by which act."""

    version: int
    external: Personal | str

    @property
    def text(self) -> str | None:
        """As `scheme:value`, None if it was erased."""
        return self.external.text if isinstance(self.external, Personal) else self.external


class Link(NamedTuple):
    """The record that is read as the main one of two found to be one."""

    version: int
    to: UUID
    reasons: tuple[str, ...]


class Terms(NamedTuple):
    """How a minor may be named in public."""

    version: int
    form: str
    shown_as: Personal | None
    until: When | None


class Refusal(NamedTuple):
    """That a party asks not to be nominated, or for a work that it not be."""

    version: int
    words: Personal | None


class Record(NamedTuple):
    """A party or a work as known: `main` is the name it uses now, `former` are those it used, the newest last."""

    id: UUID
    sort: str
    """party · work."""
    kind: str
    main: Named
    registered: Named
    former: tuple[Named, ...] = ()
    others: tuple[Named, ...] = ()
    ids: tuple[Known, ...] = ()
    link: Link | None = None
    terms: Terms | None = None
    kind_told: int = 1
    """By which version its kind is known."""
    refusal: Refusal | None = None
    """A standing refusal, None where there is none."""

    @property
    def names(self) -> Iterator[Named]:
        """Every name it is known by, the one it uses now first."""
        yield self.main
        yield from self.former
        yield from self.others

    @property
    def is_renamed(self) -> bool:
        """Whether public pages show another name than the one credited: changed, or as a guardian agreed."""
        return self.main.version != self.registered.version or (self.terms is not None and self.terms.form != "full")

    @property
    def standing(self) -> frozenset[int]:
        """Versions of what can be struck: names, titles, the kind, ids and terms as they stand."""
        found = {one.version for one in self.names} | {one.version for one in self.ids}
        found.add(self.kind_told)
        if self.terms is not None:
            found.add(self.terms.version)
        return frozenset(found - {1})


def record_of(entries: Iterable[tuple[int, Event]], known: int = FOREVER) -> Record | None:
    """The record that a party's or a work's stream tells, as (position, event) by version, known at position `known`.

    None where the stream does not begin with its registration by then.
    """
    events = [event for position, event in entries if position <= known]
    if not events or not isinstance(events[0], party.Registered | work.Registered):
        return None
    struck = {event.act for event in events if isinstance(event, party.EntryStruck | work.EntryStruck)} - {1}
    return _folded(events[0], [event for event in events[1:] if event.originator_version not in struck])


def _folded(first: party.Registered | work.Registered, events: list[Event]) -> Record:
    of_party = isinstance(first, party.Registered)
    registered = Named(1, first.name if isinstance(first, party.Registered) else first.title, "registered")
    used, others = [registered], list[Named]()
    ids = [Known(1, _plain(one)) for one in first.external]
    link: Link | None = None
    terms: Terms | None = None
    kind, kind_told = first.kind, 1
    for event in events:
        version = event.originator_version
        if isinstance(event, party.PublicNameChanged):
            used.append(Named(version, event.name, "public"))
        elif isinstance(event, party.NameAdded):
            others.append(Named(version, event.name, event.kind, event.language))
        elif isinstance(event, work.TitleAdded):
            others.append(Named(version, event.title, event.kind, event.language))
        elif isinstance(event, party.IdAdded | work.IdAdded):
            ids.append(Known(version, _plain(event.external)))
        elif isinstance(event, party.TermsAgreed):
            terms = Terms(version, event.form, event.shown_as, event.until)
        elif isinstance(event, party.KindCorrected):
            kind, kind_told = event.kind, version
        elif isinstance(event, party.Linked | work.Linked):
            link = Link(version, event.to, event.reasons)
        elif isinstance(event, party.Unlinked | work.Unlinked) and link is not None and link.version == event.link:
            link = None
    return Record(
        first.originator_id,
        "party" if of_party else "work",
        kind,
        used[-1],
        registered,
        tuple(used[:-1]),
        tuple(others),
        tuple(ids),
        link,
        terms,
        kind_told,
        _refusal(events),
    )


def _refusal(events: list[Event]) -> Refusal | None:
    told = [one for one in events if isinstance(one, party.RefusalStanding | work.RefusalStanding)]
    return Refusal(told[-1].originator_version, told[-1].words) if told and told[-1].stands else None


def _plain(external: Personal | ExternalId) -> Personal | str:
    return external if isinstance(external, Personal) else f"{external.scheme}:{external.value}"


class PublicName(NamedTuple):
    """What public pages call a party: `name` None where it is not named, or erased (`withheld` tells which)."""

    name: str | None
    withheld: bool


def public_name(record: Record) -> PublicName:
    """The name a party uses now, as far as a guardian agreed that it be shown."""
    terms = record.terms
    if terms is None or terms.form == "full":
        return PublicName(record.main.text, withheld=False)
    if terms.form == "not_named" or terms.shown_as is None:
        return PublicName(None, withheld=True)
    return PublicName(terms.shown_as.text, withheld=False)
