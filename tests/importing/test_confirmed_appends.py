"""What an import under four eyes may save: each append by the digest and in the name of who confirmed it, and nothing else by its proposal."""

from __future__ import annotations

from uuid import UUID, uuid4

from ledger.application.confirmed_imports import confirm_in
from ledger.application.draft import Draft
from ledger.application.four_eyes import confirming
from ledger.application.shows import CategoryData, add_category
from ledger.bootstrap import Services
from ledger.domain.roster import FourEyesSet
from ledger.domain.values import Provenance
from ledger.errors import LedgerError
from ledger.importing.proposed_files import digest_of
from tests.importing.proposing import brought, checked, put
from tests.support.four_eyes import edition_of, second, two_organisers
from tests.support.rosters import meridian
from tests.support.services import by, demo_folder, demo_services

__all__ = ["demo_folder", "demo_services"]


def _draft(demo: Services, author: Provenance, brings_in: str | None) -> Draft:
    draft = Draft(author)
    edition = edition_of(demo)
    draft.goes_on(edition, demo.ledger.story(edition)[-1][1].originator_version)
    add_category(demo.ledger, draft, CategoryData(edition, "Other", "other", 9))
    draft.brings_in = brings_in
    return draft


def _refused(demo: Services, draft: Draft) -> str | None:
    head = demo.ledger.recorder.head()
    try:
        demo.ledger.save(draft, {"later": "append"})
    except LedgerError as error:
        assert demo.ledger.recorder.head() == head
        return error.code
    return None


def _by_import(author: Provenance, proposal: UUID) -> Provenance:
    named = confirming(author, f"{proposal}@1")
    return Provenance(**{name: getattr(named, name) for name in named.__struct_fields__} | {"via": "import"})


def test_later_append_is_taken_by_the_confirmed_digest_and_confirmer_alone(demo_services: Services) -> None:
    demo = demo_services
    two_organisers(demo)
    sent = checked(demo)
    proposal, digest = put(demo, sent), digest_of(sent)
    assert _refused(demo, _draft(demo, _by_import(second(), proposal), digest)) == "four_eyes"
    assert brought(demo, sent, proposal) is None
    assert _refused(demo, _draft(demo, second(), digest)) == "four_eyes"
    assert _refused(demo, _draft(demo, _by_import(second(), uuid4()), digest)) == "four_eyes"
    assert _refused(demo, _draft(demo, confirming(second(), f"{proposal}@1"), digest)) == "four_eyes"
    assert _refused(demo, _draft(demo, _by_import(second(), proposal), None)) == "four_eyes"
    assert _refused(demo, _draft(demo, _by_import(second(), proposal), "0" * 64)) == "import_not_as_proposed"
    assert _refused(demo, _draft(demo, _by_import(by(), proposal), digest)) == "proposal_decided"
    assert _refused(demo, _draft(demo, _by_import(second(), proposal), digest)) is None


def test_confirmed_import_brings_in_nothing_but_what_imports_hold(demo_services: Services) -> None:
    demo = demo_services
    two_organisers(demo)
    sent = checked(demo)
    proposal = put(demo, sent)
    assert brought(demo, sent, proposal) is None
    draft = Draft(_by_import(second(), proposal))
    show = meridian(demo.ledger)
    draft.goes_on(show, demo.ledger.story(show)[-1][1].originator_version)
    draft.add(FourEyesSet, show, on=False)
    draft.brings_in = digest_of(sent)
    assert _refused(demo, draft) == "four_eyes"


def test_first_append_holds_the_digest_that_was_proposed(demo_services: Services) -> None:
    demo = demo_services
    two_organisers(demo)
    proposal = put(demo, checked(demo))
    draft = _draft(demo, _by_import(second(), proposal), None)
    confirm_in(demo.ledger, draft, proposal, "0" * 64)
    assert _refused(demo, draft) == "import_not_as_proposed"
