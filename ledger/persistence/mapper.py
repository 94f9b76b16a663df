"""Events as they are stored: compact JSON with 16 random bytes before it, personal texts sealed.

A state does not repeat the stream's id and version, which are columns. The random bytes keep its hash from telling what is in it.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent

from ledger.domain.event import TOPICS, Event
from ledger.domain.values import Personal
from ledger.errors import LedgerError, Refused
from ledger.persistence.keyring import Keyring
from ledger.persistence.log import LogEntry, stream_id
from ledger.persistence.sealing import Sealed, seal, unseal

Upcast = Callable[[dict[str, Any]], dict[str, Any]]
"""From an older stored form of a topic (its JSON fields without the random bytes) to today's; today's is returned unchanged."""

UPCASTS: dict[str, Upcast] = {}
"""By topic; only the topics in it pay for it."""

NONCE_LENGTH = 22
SEALED_KEPT = 32


class UnknownTopic(LedgerError):
    """No event class has this topic: the log was written by other code (`unknown_topic`, `topic`, `act`)."""


class UnreadableEvent(LedgerError):
    """The stored state is not what its topic says (`unreadable_event`, `topic`, `act`)."""


class EventMapper(Mapper[UUID]):
    """Between the ledger's events and their stored form. Safe for many threads."""

    def __init__(self, keyring: Keyring, upcasts: Mapping[str, Upcast] = UPCASTS) -> None:
        super().__init__(JSONTranscoder())
        self._keyring = keyring
        self._upcasts = upcasts
        self._encoder = msgspec.json.Encoder(enc_hook=self._encoded)
        self._decoders: dict[str, msgspec.json.Decoder[Event]] = {}
        self._kept: dict[int, tuple[Personal, msgspec.Raw]] = {}

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        """The stored form. Raises Refused `text_not_unicode` (a lone surrogate) and `subject_erased`."""
        if not isinstance(domain_event, Event):
            raise TypeError(f"not an event of the ledger: {type(domain_event).__qualname__}")
        nonce = urlsafe_b64encode(os.urandom(16))[:NONCE_LENGTH]
        try:
            for personal in (domain_event.by.name, domain_event.by.note):
                if personal is not None:
                    self._keep(personal)
            fields = self._encoder.encode(domain_event)
        except UnicodeEncodeError:
            # The original error holds the text.
            raise Refused("text_not_unicode") from None
        return StoredEvent(
            originator_id=domain_event.originator_id,
            originator_version=domain_event.originator_version,
            topic=domain_event.TOPIC,
            state=b'{"nonce":"%b"%b' % (nonce, fields[fields.index(b',"by":') :]),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Event:
        """As `decode`."""
        return self.decode(stored_event)

    def decode(self, entry: StoredEvent | LogEntry) -> Event:
        """The event. Personal texts open when they are first asked for. Raises UnknownTopic, UnreadableEvent."""
        id_, version, topic = stream_id(entry.originator_id), entry.originator_version, entry.topic
        if topic not in TOPICS:
            raise UnknownTopic("unknown_topic", topic=topic, act=f"{id_}@{version}")
        try:
            if topic in self._upcasts:
                return self._upcast(id_, version, topic, entry.state)
            decoder = self._decoders.get(topic) or self._decoder(topic)
            name = b'{"originator_id":"%b","originator_version":%d,' % (str(id_).encode(), version)
            return decoder.decode(name + entry.state[1:])
        except (msgspec.MsgspecError, UnicodeDecodeError, KeyError) as error:
            raise UnreadableEvent("unreadable_event", topic=topic, act=f"{id_}@{version}") from error

    def _decoder(self, topic: str) -> msgspec.json.Decoder[Event]:
        decoder = msgspec.json.Decoder(TOPICS[topic], dec_hook=self._decoded)
        self._decoders[topic] = decoder
        return decoder

    def _upcast(self, id_: UUID, version: int, topic: str, state: bytes) -> Event:
        fields = msgspec.json.decode(state, type=dict[str, Any])
        del fields["nonce"]
        fields = self._upcasts[topic](fields) | {"originator_id": id_, "originator_version": version}
        return msgspec.convert(fields, TOPICS[topic], dec_hook=self._decoded)

    def _keep(self, personal: Personal) -> None:
        """Seal the author's name once for all events that share it; kept by identity, a few at a time."""
        if id(personal) in self._kept and self._keyring.key(personal.subject) is not None:
            return
        if len(self._kept) >= SEALED_KEPT:
            self._kept = {}
        # The entry holds the text itself: as long as it is kept, its id is nobody else's.
        self._kept[id(personal)] = personal, msgspec.Raw(self._encoder.encode(self._sealed(personal)))

    def _encoded(self, value: object) -> object:
        if not isinstance(value, Personal):
            raise TypeError(f"an event cannot hold a {type(value).__qualname__}")
        kept = self._kept.get(id(value))
        return kept[1] if kept is not None else self._sealed(value)

    def _sealed(self, personal: Personal) -> Sealed:
        if (text := personal.text) is None:
            raise Refused("subject_erased", subject=personal.subject)
        return seal(self._keyring, personal.subject, text)

    def _decoded(self, type_: type, value: Any) -> object:
        if type_ is not Personal:
            raise TypeError(f"an event cannot hold a {type_.__qualname__}")
        sealed = msgspec.convert(value, Sealed)
        return Personal(sealed.subject, opener=partial(unseal, self._keyring, sealed))
