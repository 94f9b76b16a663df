"""What is recorded of parties and works and is not for the public: names, ids, links, and whatever concerns those not announced."""

from __future__ import annotations

from uuid import UUID, uuid4

from ledger.application.draft import Draft
from ledger.application.entries import CreditData, EntryData, enter_nomination, register_party
from ledger.bootstrap import Services
from ledger.domain.nomination import Entered
from ledger.domain.times import UNKNOWN
from ledger.projections.nominees import find_edition, nominations_of
from tests.support.documents import file_document
from tests.support.records import known, recorded
from tests.support.services import by
from tests.web.planning import HOUR

MARKER = "MARKER-not-for-the-public"


def noor(demo: Services) -> UUID:
    """The party of an announced nomination: by its credit, for others are called so in secret."""
    return mirror_town(demo).credits[0].party


def mirror_town(demo: Services) -> Entered:
    edition = find_edition(demo.lists, "meridian", "12").edition["subject"]
    stories = demo.ledger.stories([UUID(hex=one) for one in nominations_of(demo.lists, edition)])
    entries = [story[0][1] for story in stories.values()]
    return next(one for one in entries if isinstance(one, Entered) and any(w.title == "Mirror Town" for w in one.works))


def name_added(demo: Services) -> None:
    recorded(demo, noor(demo), "name", name=MARKER, kind="former")


def id_added(demo: Services) -> None:
    recorded(demo, noor(demo), "id", scheme="imdb", value=MARKER)


def kind_corrected(demo: Services) -> None:
    recorded(demo, noor(demo), "kind", kind="office")


def records_linked(demo: Services) -> None:
    recorded(demo, known(demo, "Faraz Lodhi"), "link", to=str(known(demo, "Bilal Lal")), reasons=["own_word"])


def link_taken_back(demo: Services) -> None:
    studio = known(demo, "Tahmina Studio")
    recorded(demo, studio, "link", to=str(known(demo, "Tahmina Aslam")), reasons=["known"])
    recorded(demo, studio, "unlink")


def title_added(demo: Services) -> None:
    recorded(demo, known(demo, "Static", "work"), "name", "work", name=MARKER, kind="working")


def works_linked(demo: Services) -> None:
    to = str(known(demo, "سایہ", "work"))
    recorded(demo, known(demo, "Static", "work"), "link", "work", to=to, reasons=["document"])


def stranger(demo: Services, name: str) -> UUID:
    """A party that nothing announced names."""
    draft = Draft(by())
    party = register_party(demo.ledger, draft, name=name, kind="person")
    demo.ledger.save(draft, {"register": str(party)})
    return party


def stranger_renamed(demo: Services) -> None:
    recorded(demo, stranger(demo, "Noor Sehr"), "public-name", name=MARKER)


def terms_of_a_stranger(demo: Services) -> None:
    recorded(demo, stranger(demo, MARKER), "terms", form="initials", shown_as="Noor Sehr")


def credited_in_secret(demo: Services) -> None:
    """A party of the public list, and one that is not, in a nomination that is not announced."""
    first, draft = mirror_town(demo), Draft(by())
    credits_ = [CreditData(first.credits[0].party, MARKER), CreditData(stranger(demo, "Noor Sehr"), "Noor Sehr")]
    data = EntryData(
        first.edition, first.category, UNKNOWN, demo.ledger.now() - HOUR, works=[(uuid4(), MARKER)], credits=credits_
    )
    enter_nomination(demo.ledger, draft, data)
    demo.ledger.save(draft, {"enter": MARKER})


def document_filed(demo: Services) -> None:
    """Of an announced edition, published by somebody, sent by a party of the public list."""
    party = str(noor(demo))
    file_document(
        demo.ledger, by(), mirror_town(demo).edition, title=MARKER, text=MARKER, standing="public", sender_party=party
    )


HIDDEN = (
    document_filed,
    name_added,
    id_added,
    kind_corrected,
    records_linked,
    link_taken_back,
    title_added,
    works_linked,
    stranger_renamed,
    terms_of_a_stranger,
    credited_in_secret,
)
