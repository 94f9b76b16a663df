"""What may exist only once does so whatever keys it was claimed under, also where not everybody knows of the newest yet."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import pytest

from ledger.application.draft import Draft
from ledger.application.entries import register_party
from ledger.application.turns import AFTER, holders
from ledger.bootstrap import Services, build
from ledger.domain.values import ExternalId, Provenance
from ledger.errors import Conflict, Refused, SettingsError
from ledger.persistence.claim_keys import ClaimKeys, retire_claims, rotate_claims
from ledger.settings import Settings
from tests.support.services import by
from web.keys import main

Start = Callable[[], Services]


@pytest.fixture
def start(url: str, tmp_path: Path) -> Iterator[Start]:
    """Opens the same log once more, as another process would."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(build(Settings(data=tmp_path, database=url)))


def claim(services: Services, value: str, author: Provenance | None = None) -> UUID:
    """Register a party by an id, which one alone can have."""
    draft = Draft(author or by())
    external = [ExternalId(scheme="imdb", value=value)]
    stream = register_party(services.ledger, draft, name="Mina Shah", kind="person", external=external)
    services.ledger.save(draft, {"register": value})
    return stream


def aged(keys: Path) -> None:
    """The newest key was made a while ago."""
    for one in keys.glob("claims*.key"):
        os.utime(one, (1, 1))


def retire(keys: Path) -> int:
    aged(keys)
    return retire_claims(keys)


def held(services: Services, *values: str) -> list[UUID | None]:
    return [services.ledger.holder("party_id", "imdb", value) for value in values]


def test_claim_of_a_former_key_holds_and_is_found_in_every_generation(start: Start, tmp_path: Path) -> None:
    keys, taken = tmp_path / "keys", []
    for generation in range(4):
        services = start()
        taken.append(claim(services, str(generation)))
        assert held(services, "0", "1", "2", "3") == [*taken, None, None, None][:4]
        for earlier in range(generation + 1):
            with pytest.raises(Refused) as refused:
                claim(start(), str(earlier))
            assert (refused.value.code, refused.value.params["holder"]) == ("claim_taken", taken[earlier])
        rotate_claims(keys)
        if generation % 2:
            retire(keys)


def test_who_began_before_a_new_key_goes_on_and_meets_who_began_after(start: Start, tmp_path: Path) -> None:
    before = start()
    rotate_claims(tmp_path / "keys")
    after = start()
    first = claim(after, "1")
    with pytest.raises(Refused, match="claim_taken"):
        claim(before, "1")
    second = claim(before, "2")
    with pytest.raises(Refused, match="claim_taken"):
        claim(after, "2")
    assert held(before, "1", "2") == held(after, "1", "2") == [first, second]
    assert sorted(after.ledger.recorder.holders("party_id")) == sorted([first, second])


def test_of_many_at_once_one_gets_it_while_the_key_changes(start: Start, tmp_path: Path) -> None:
    everybody = [start() for _ in range(4)]
    keys = tmp_path / "keys"

    def tries(number: int) -> int:
        if number == 7:
            rotate_claims(keys)
        won = 0
        for value in range(12):
            try:
                claim(everybody[number % 4], str(value))
            except (Refused, Conflict):
                continue
            won += 1
        return won

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(tries, range(16))) == 12
    assert len({*held(everybody[0], *map(str, range(12)))}) == 12


def test_retired_key_hashes_nothing_new(start: Start, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    services = start()
    claim(services, "1")
    rotate_claims(keys)
    former = services.ledger.claim_key("party_id", "imdb", "2"), services.ledger.claim_key("party_id", "imdb", "3")
    claim(services, "2")
    with pytest.raises(SettingsError) as refused:
        retire_claims(keys)
    assert refused.value.code == "key_too_new"
    assert retire(keys) == 1
    claim(services, "3")
    assert services.ledger.recorder.claimed(former).keys() == {former[0]}
    assert None not in held(start(), "1", "2", "3")


def test_further_turn_is_found_whatever_keys_came_between(start: Start, tmp_path: Path) -> None:
    """A turn is called by the key of the turn before (decision 13): under the first key, in every generation."""
    services = start()
    takers: list[UUID] = []
    for _turn in range(3):
        draft = Draft(by())
        taker = register_party(services.ledger, draft, name="Ira Bell", kind="person")
        parts: tuple[str, ...] = ("place",)
        for _earlier in takers:
            parts = (AFTER, services.ledger.claim_key("place", *parts).hex())
        draft.claim("place", parts, taker)
        services.ledger.save(draft, {"turn": str(len(takers))})
        takers.append(taker)
        assert holders(services.ledger, "place", ["place"]) == takers
        rotate_claims(tmp_path / "keys")
        retire(tmp_path / "keys")
        services = start()


def test_command_sent_again_after_a_new_key_is_the_same_command(start: Start, tmp_path: Path) -> None:
    services, author, request = start(), by(), {"reason": "private"}
    draft = Draft(author)
    register_party(services.ledger, draft, name="Ira Bell", kind="person")
    first = services.ledger.save(draft, request)
    digest = services.ledger.digest(request)
    rotate_claims(tmp_path / "keys")
    again = start().ledger
    assert again.digest(request) != digest
    assert again.repeated(author.command, request) == first._replace(repeated=True)
    assert again.save(draft, request) == first._replace(repeated=True)
    with pytest.raises(Conflict, match="command_reused"):
        again.repeated(author.command, {"reason": "another"})
    with pytest.raises(Conflict, match="command_reused"):
        again.save(draft, {"reason": "another"})


def test_key_that_is_gone_stops_the_start(tmp_path: Path, start: Start) -> None:
    claim(start(), "1")
    for _ in range(2):
        rotate_claims(tmp_path / "keys")
    (tmp_path / "keys" / "claims.2.key").unlink()
    with pytest.raises(SettingsError) as refused:
        start()
    assert refused.value.code == "keys_missing"


def test_mark_that_is_lost_or_spoilt_hashes_more_and_forgets_nothing(tmp_path: Path, start: Start) -> None:
    keys = tmp_path / "keys"
    claim(start(), "1")
    rotate_claims(keys)
    retire(keys)
    for spoilt in ("", "x", "99"):
        (keys / "claims.retired").write_text(spoilt)
        assert len(ClaimKeys(keys, create=False).taken_under("a", ["b"])) == (1 if spoilt == "99" else 2)
        assert len(ClaimKeys(keys, create=False).asked_under("a", ["b"])) == 2


def test_both_steps_are_commands(
    tmp_path: Path, start: Start, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    claim(start(), "1")
    for arguments, said in ((["claims"], "new key"), (["claims", "--forget"], "1 former key is asked")):
        monkeypatch.setattr(sys, "argv", ["keys", *arguments, "--data", str(tmp_path)])
        aged(tmp_path / "keys")
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
        assert said in capsys.readouterr().out
    assert {one.name for one in (tmp_path / "keys").glob("claims*")} == {"claims.key", "claims.2.key", "claims.retired"}
