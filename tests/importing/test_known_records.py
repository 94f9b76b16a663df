"""Which record an external id leads an import to: whoever has it still, in whichever turn it was claimed."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from ledger.application.draft import Draft
from ledger.application.entries import register_party
from ledger.bootstrap import Services
from ledger.domain.values import ExternalId
from ledger.importing.known_records import KnownRecords
from ledger.importing.sent_files import write_whole
from ledger.importing.sent_states import ENDED
from ledger.importing.toml_text import toml_of
from tests.importing.sending import entries, over, sent
from tests.importing.test_one_edition import told
from tests.support.records import recorded
from tests.support.services import by, demo_folder, demo_services, follow

__all__ = ["demo_folder", "demo_services"]
ID = ExternalId(scheme="imdb", value="nm1")


def registered(services: Services, external: Sequence[ExternalId] = ()) -> UUID:
    draft = Draft(by())
    stream = register_party(services.ledger, draft, name="Mina Shah", kind="person", external=external)
    services.ledger.save(draft, {"register": str(uuid4())})
    return stream


def found(services: Services) -> UUID | None:
    known = KnownRecords(services.ledger, "party", lambda: None)
    known.look_up(UUID(int=1), [ID])
    return known.find(ID)


def test_id_that_was_struck_leads_to_who_has_it_now(demo_services: Services) -> None:
    services = demo_services
    first = registered(services)
    version = recorded(services, first, "id", scheme="imdb", value="nm1").acts[0].partition("@")[2]
    assert found(services) == first
    recorded(services, first, "strike", act=version)
    assert found(services) is None
    second = registered(services)
    recorded(services, second, "id", scheme="imdb", value="nm1")
    assert found(services) == second


def test_id_claimed_meanwhile_is_looked_up_anew(services: Services) -> None:
    one = sent(services, b"Prize,Title,Names,Id,Won\nNovel,Tide,Mina Shah,nm1,yes\n")
    people = {"name": "Names", "id": "Id", "scheme": "imdb"}
    write_whole(one.mapping, toml_of(told(people=people)).encode())
    services.imports.check(one)
    over(services, one)
    ids = services.ledger.new_id
    taken: list[UUID] = []
    asked: list[int] = []

    def meanwhile() -> UUID:
        """The fifth id is asked for after what is in the ledger was looked up, and before anything is recorded."""
        asked.append(1)
        if len(asked) == 5:
            services.ledger.new_id = ids
            taken.append(registered(services, [ID]))
            follow(services)
        return ids()

    services.ledger.new_id = meanwhile
    services.imports.bring_in(one, (by().actor, "Hina Mirza", "organiser"), "a")
    assert over(services, one).state == ENDED
    assert [credit.party for entry in entries(services) for credit in entry.credits] == taken
    assert len(list(one.folder.glob("fates-*"))) == 2
