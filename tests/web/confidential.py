"""What is confidential on the demo's shows, one of each kind, and the addresses that lead to it."""

from __future__ import annotations

from uuid import UUID, uuid4

from ledger.application.act_kinds import ACT_KINDS
from ledger.application.draft import Draft
from ledger.application.entries import CreditData, EntryData, enter_nomination, register_party
from ledger.application.settings_changes import CHANGES
from ledger.bootstrap import Services
from ledger.domain.nomination import Entered
from ledger.domain.times import UNKNOWN
from tests.support.acts import Desk
from tests.support.asked import one_of_each
from tests.support.documents import PDF, file_document, standing
from tests.support.records import known
from tests.support.rulings import decide, ruling_id, target
from tests.support.services import by, follow
from tests.web.hidden import DAY, entry, tell, withdrawn
from tests.web.hidden_records import MARKER as REASON
from tests.web.planning import HOUR

__all__ = ["REASON", "TITLE", "plant"]
TITLE, NAME = "Unheard Melodies", "Zarqa Nadeem"


def _entered(demo: Services) -> tuple[list[Entered], UUID]:
    """A nomination that is public and one that is not, and who is named on that."""
    static, draft = entry(demo, "Static"), Draft(by())
    party, work = register_party(demo.ledger, draft, name=NAME, kind="person"), uuid4()
    data = EntryData(
        static.edition,
        static.category,
        UNKNOWN,
        demo.ledger.now() - HOUR,
        works=[(work, TITLE)],
        credits=[CreditData(party, NAME)],
    )
    unheard = enter_nomination(demo.ledger, draft, data)
    demo.ledger.save(draft, {"enter": TITLE})
    return [static, unheard], party


def plant(demo: Services) -> dict[str, list[str]]:
    """One secret of each kind; the ids by which addresses lead to it and to its neighbours."""
    (static, unheard), party = _entered(demo)
    left = withdrawn(demo, "Saltwater Psalm", "2026-10-15")
    tell(demo, [withdrawn(demo, "سایہ", "2026-10-15")], demo.ledger.now() + 400 * DAY)
    Desk(demo).act("choose", "The Weight of Rain")
    document = file_document(
        demo.ledger, by(), static.edition, ("a.pdf", PDF + b"Vexmoor"), title="Vexmoor’s letter", text="Vexmoor"
    )
    desk = Desk(demo)
    follow(demo)
    ruled = [decide(desk, target(desk, title, "review"), private_reason=REASON) for title in (TITLE, "Half the Sky")]
    won = entry(demo, "The Weight of Rain")
    streams = [static, unheard, won, entry(demo, "Saltwater Psalm")]
    acts = [f"{one.originator_id}@{version}" for one in streams for version in (1, 2, 3, 4)]
    head = demo.ledger.recorder.entries(demo.ledger.recorder.head()[0] - 40, 41)
    return {
        "nomination": [str(one.originator_id) for one in streams],
        "party": [str(party), str(known(demo, "Noor Sehr", "party"))],
        "work": [str(known(demo, "Static", "work"))],
        "act": [*acts, left, f"{document}@1", *(f"{one.originator_id}@{one.originator_version}" for one in head)],
        "ruling": [str(ruling_id(one)) for one in ruled],
        "announcement": [str(one.originator_id) for one in head if one.topic == "announcement.made"],
        "command": [str(one.command) for one in head],
        "document": [str(document)],
        "digest": [one.digest for one in standing(demo.ledger, document).parts],
        "form": ["describe", "add", "strike"],
        "show": ["meridian"],
        "edition": ["12", "13"],
        "verb": list(ACT_KINDS),
        "change": list(CHANGES),
        **one_of_each(Desk(demo), REASON),
    }
