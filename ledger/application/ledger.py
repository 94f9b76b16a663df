"""The ledger itself: loads streams, saves what a command decided in one append, and answers with a receipt."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import msgspec

from ledger.application.four_eyes import check_two
from ledger.application.kept_stories import KeptStories, Story
from ledger.errors import Conflict, Invalid, NotFound, Problem
from ledger.persistence.claim_keys import hashed
from ledger.persistence.log import Appended, Claim, ClaimTaken, CommandReused

if TYPE_CHECKING:
    from ledger.application.draft import Draft
    from ledger.persistence.attachments import Attachments
    from ledger.persistence.keyring import Keyring
    from ledger.persistence.mapper import EventMapper
    from ledger.persistence.recorder import LogRecorder

Parts = tuple[str, ...]
"""What a thing is claimed by."""
__all__ = ["Ledger", "Receipt", "Story"]


class Receipt(NamedTuple):
    """What a command recorded: the acts by name with their positions, and when (µs). The same for a command sent twice."""

    command: UUID
    acts: tuple[str, ...]
    first: int
    last: int
    recorded_at: int
    repeated: bool


class Ledger:
    """Commands and queries share one of these per process; safe for several threads."""

    name = "ledger"

    def __init__(
        self,
        recorder: LogRecorder,
        mapper: EventMapper,
        keyring: Keyring,
        *,
        files: Attachments,
        clock: Callable[[], int],
        new_id: Callable[[], UUID],
    ) -> None:
        self.recorder = recorder
        self.mapper = mapper
        self.keyring = keyring
        self.files = files
        self.clock = clock
        self.new_id = new_id
        self._kept = KeptStories(recorder, mapper, keyring)
        self.after_save: list[Callable[[Receipt], None]] = []

    def now(self) -> int:
        """The ledger's clock in µs: it never stands before the newest append."""
        return max(self.clock(), self.recorder.head()[1])

    def stories(self, streams: Collection[UUID]) -> dict[UUID, Story]:
        """These streams as they are now; a stream that does not exist is left out."""
        return self._kept.read(streams)

    def story(self, stream: UUID) -> Story:
        """One stream. Raises NotFound `no_such_stream`."""
        found = self.stories([stream]).get(stream)
        if not found:
            raise NotFound("no_such_stream", stream=str(stream))
        return found

    def claim_key(self, meant: str, *parts: str) -> bytes:
        """The hash of a thing that may exist only once, under the first key of the log: the same whatever keys came later."""
        return hashed(self.keyring.claims.first, meant, parts)

    def claimed(self, meant: str, wanted: Collection[Parts]) -> dict[Parts, UUID]:
        """Which streams hold these claims, whatever key they were taken under; what nobody holds is left out."""
        self.keyring.claims.follow()
        keys = {key: parts for parts in wanted for key in self.keyring.claims.asked_under(meant, parts)}
        held = self.recorder.claimed(list(keys)) if keys else {}
        return {keys[key]: holder for key, holder in held.items()}

    def holder(self, meant: str, *parts: str) -> UUID | None:
        """Which stream holds the claim, None if nobody does."""
        return self.claimed(meant, [parts]).get(parts)

    def digest(self, request: Mapping[str, object]) -> bytes:
        """The keyed hash by which a repeated command is told from a reused command id.

        The data holds private reasons: without a key, a guess at them could be confirmed for ever, whatever is erased.
        """
        return self._digests(request)[0]

    def _digests(self, request: Mapping[str, object]) -> list[bytes]:
        """Under every key, the newest first."""
        plain = msgspec.json.encode(msgspec.to_builtins(dict(request), enc_hook=str), order="deterministic")
        return [hmac.digest(key, plain, "sha256") for key in self.keyring.claims.digests]

    def repeated(self, command: UUID, request: Mapping[str, object]) -> Receipt | None:
        """The receipt of a command recorded before with the same data. Raises Conflict `command_reused` for other data."""
        appended = self.recorder.find_append(command)
        if appended is None:
            return None
        if appended.digest not in self._digests(request):
            raise Conflict("command_reused", command=str(command))
        return _receipt(appended._replace(repeated=True))

    def save(self, draft: Draft, request: Mapping[str, object]) -> Receipt:
        """Record everything a draft holds in one append, or nothing of it.

        Raises Conflict (`stream_moved`, `guard_failed`, `command_reused`), Refused (`claim_taken`, `four_eyes`), Unavailable.
        """
        if not draft.events:
            raise Invalid([Problem("", "nothing_to_record")])
        check_two(self, draft)
        self.keyring.ensure(draft.subjects)
        claims = self._claims(draft)
        try:
            return self._appended(draft, request, claims)
        except CommandReused:
            # Recorded under a former key it is the same command all the same.
            earlier = self.repeated(draft.by.command, request)
            if earlier is None:
                raise
            return earlier

    def _claims(self, draft: Draft) -> list[Claim]:
        """The claims of a draft under every key that they are taken under. Raises ClaimTaken where a retired one has them."""
        keys = self.keyring.claims
        keys.follow()
        retired = {key: meant for meant, parts, _by in draft.claims for key in keys.retired(meant, parts)}
        for key, holder in (self.recorder.claimed(list(retired)) if retired else {}).items():
            raise ClaimTaken("claim_taken", meant=retired[key], holder=holder)
        return [
            Claim(key, holder, meant) for meant, parts, holder in draft.claims for key in keys.taken_under(meant, parts)
        ]

    def _appended(self, draft: Draft, request: Mapping[str, object], claims: list[Claim]) -> Receipt:
        appended = self.recorder.append(
            [self.mapper.to_stored_event(event) for event in draft.events],
            command=draft.by.command,
            digest=self.digest(request),
            answer=msgspec.json.encode([event.act_name for event in draft.events]),
            guards=draft.guards,
            claims=claims,
        )
        receipt = _receipt(appended)
        for told in self.after_save:
            told(receipt)
        return receipt


def _receipt(appended: Appended) -> Receipt:
    acts = tuple(msgspec.json.decode(appended.answer, type=list[str]))
    first = appended.last - appended.n + 1
    return Receipt(appended.command, acts, first, appended.last, appended.recorded_at, appended.repeated)
