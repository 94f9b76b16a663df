"""A document is filed once, described as it is right, added to, struck, and cited by acts of its own edition. On both databases."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID, uuid4

import pytest

from ledger.application.act_forms import preview_act, record_act
from ledger.application.announcement_forms import record_announcement
from ledger.application.document_parts import SECONDS_KEPT, named_files, sweep
from ledger.application.documents import decide_document, document_in, record_document
from ledger.application.proposable import Form
from ledger.application.proposals import give_back
from ledger.application.show_opening import record_show
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.errors import Conflict, Invalid, LedgerError, NotAllowed, Problem, Refused
from tests.application.test_withdrawing import nomination
from tests.support.documents import LETTER, PDF, PNG, change_document, e_mail, file_document, sent, standing
from tests.support.four_eyes import confirmed, edition_of, forms, proposed, second, stories
from tests.support.rosters import as_, grant, withdrawal
from tests.support.services import by, follow

DEPUTY, AUDITOR = PEOPLE[1], PEOPLE[2]
ODD = (
    "زہرہ کا خط.pdf",
    "🧵.pdf",
    "O'Brien's “letter”.pdf",
    "\u202egnp.exe.pdf",
    "x" * 200 + ".pdf",
    "../../etc/passwd.pdf",
)


def problems_of(refused: pytest.ExceptionInfo[LedgerError]) -> list[tuple[str, str]]:
    assert isinstance(refused.value, Invalid)
    return [(one.field, one.code) for one in refused.value.problems]


def test_document_is_filed_with_text_and_files(demo: Services) -> None:
    ledger = demo.ledger
    document = file_document(
        ledger, by(), edition_of(demo), ("letter.pdf", PDF), ("seal.png", PNG), text="یہ خط\nDear organisers"
    )
    found = standing(ledger, document)
    assert (found.told.title.text, found.told.kind, found.told.standing) == (
        "Letter of O’Brien",
        "letter",
        "confidential",
    )
    assert found.told.received is not None
    assert [(one.role, one.name.text, one.media_type) for one in found.parts] == [
        ("text", "text.txt", "text/plain"),
        ("original", "letter.pdf", "application/pdf"),
        ("attachment", "seal.png", "image/png"),
    ]
    assert [b"".join(ledger.files.read(document, one.digest)) for one in found.parts] == [
        "یہ خط\nDear organisers".encode(), PDF, PNG,
    ]  # fmt: skip


def test_nothing_of_it_stands_in_the_log_in_the_clear(demo: Services) -> None:
    ledger, head = demo.ledger, demo.ledger.recorder.head()[0]
    file_document(
        ledger, by(), edition_of(demo), ("Vexmoor.pdf", PDF), text="Vexmoor", title="Vexmoor", sender="Vexmoor"
    )
    states = b"".join(entry.state for entry in ledger.recorder.entries(head, 10))
    assert b"Vexmoor" not in states
    assert not any(b"Vexmoor" in path.read_bytes() for path in ledger.files.folder.iterdir())


@pytest.mark.parametrize("name", ODD)
def test_odd_names_are_kept_without_what_turns_or_hides(demo_services: Services, name: str) -> None:
    document = file_document(demo_services.ledger, by(), edition_of(demo_services), (name, PDF))
    kept = standing(demo_services.ledger, document).parts[0].name.text
    assert kept is not None
    assert kept.endswith(".pdf")
    assert not set(kept) & set("\u202e/\\")
    assert len(kept) <= 200
    assert kept[:3] in name


def test_same_bytes_are_filed_once_in_an_edition_and_it_is_told_as_what(demo: Services) -> None:
    ledger, edition = demo.ledger, edition_of(demo)
    first = file_document(ledger, by(), edition, ("letter.pdf", PDF))
    with pytest.raises(Invalid) as refused:
        file_document(ledger, by(), edition, ("other name.pdf", PDF))
    assert refused.value.problems == (
        Problem("files", "document_filed_already", {"title": "Letter of O’Brien", "id": str(first)}),
    )
    with pytest.raises(Invalid):
        change_document(ledger, by(), "add", first, kept=sent(ledger, first, ("again.pdf", PDF)))


def test_what_was_struck_or_erased_can_be_filed_again(demo: Services) -> None:
    ledger, edition = demo.ledger, edition_of(demo)
    for end in ("strike", "erase"):
        earlier = file_document(ledger, by(), edition, ("letter.pdf", PDF))
        if end == "strike":
            change_document(ledger, by(), "strike", earlier, note="The wrong edition.")
        else:
            ledger.keyring.destroy(earlier)
    assert standing(ledger, file_document(ledger, by(), edition, ("letter.pdf", PDF))).struck is None


def test_pictures_in_e_mails_are_no_documents_of_their_own(demo_services: Services) -> None:
    ledger, edition = demo_services.ledger, edition_of(demo_services)
    one, two = (e_mail(("logo.png", PNG), text=text) for text in ("One", "Two"))
    assert len(standing(ledger, file_document(ledger, by(), edition, ("a.eml", one))).parts) == 2
    assert len(standing(ledger, file_document(ledger, by(), edition, ("b.eml", two))).parts) == 2


def test_same_command_sent_twice_is_one_document(demo: Services) -> None:
    ledger, author, document = demo.ledger, by(), uuid4()
    form = {**LETTER, "command": str(author.command), "document": str(document),
            "kept": sent(ledger, document, ("a.pdf", PDF))}  # fmt: skip
    first, again = (record_document(ledger, author, "file", edition_of(demo), form) for _ in range(2))
    assert (first.acts, again.repeated) == (again.acts, True)
    with pytest.raises(Conflict):
        record_document(ledger, author, "file", edition_of(demo), form | {"title": "Another"})


@pytest.mark.parametrize(
    "typed, problem",
    [
        ({"kept": []}, ("files", "document_of_nothing")),
        ({"kept": ["sha256:" + "0" * 64]}, ("files", "document_gone_again")),
        ({"title": " "}, ("title", "required")),
        ({"kind": "rumour"}, ("kind", "unknown_choice")),
        ({"sent": "3 October 2026", "received": "2 October 2026"}, ("received", "received_before_sent")),
        ({"published": "2999"}, ("published", "document_in_future")),
        ({"received": "soon"}, ("received", "when_unreadable")),
        ({"sender": "x" * 501}, ("sender", "text_too_long")),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    demo_services: Services, typed: dict[str, Any], problem: tuple[str, str]
) -> None:
    head = demo_services.ledger.recorder.head()
    with pytest.raises(Invalid) as refused:
        file_document(demo_services.ledger, by(), edition_of(demo_services), **typed)
    assert problems_of(refused) == [problem]
    assert demo_services.ledger.recorder.head() == head


def test_a_document_takes_no_place_of_another_stream(demo_services: Services) -> None:
    ledger, entry = demo_services.ledger, UUID(nomination(demo_services, "Static")["id"])
    form = {**LETTER, "command": str(uuid4()), "document": str(entry), "kept": sent(ledger, entry, ("a.pdf", PDF))}
    with pytest.raises(Invalid):
        record_document(ledger, by(), "file", edition_of(demo_services), form)


def test_it_is_described_as_it_is_right_and_added_to(demo: Services) -> None:
    ledger = demo.ledger
    document = file_document(ledger, by(), edition_of(demo))
    change_document(ledger, by(DEPUTY), "describe", document, **(LETTER | {"kind": "statement", "sender": ""}))
    change_document(ledger, by(DEPUTY), "add", document, kept=sent(ledger, document, ("more.png", PNG)))
    found = standing(ledger, document)
    assert (found.told.kind, found.told.sender, found.filed.kind) == ("statement", None, "letter")
    assert [one.media_type for one in found.parts] == ["application/pdf", "image/png"]
    with pytest.raises(Invalid) as refused:
        change_document(ledger, by(), "describe", document, **(LETTER | {"kind": "statement", "sender": ""}))
    assert problems_of(refused) == [("", "document_stands_so")]


def test_who_had_not_read_the_newest_word_is_told(demo: Services) -> None:
    ledger = demo.ledger
    document = file_document(ledger, by(), edition_of(demo))
    before = str(ledger.recorder.head()[0])
    change_document(ledger, by(), "describe", document, **(LETTER | {"title": "Another"}))
    with pytest.raises(Conflict, match="moved_on"):
        change_document(ledger, by(), "describe", document, **(LETTER | {"title": "A third", "seen": before}))


def test_struck_or_erased_document_is_changed_and_cited_no_more(demo: Services) -> None:
    ledger, edition = demo.ledger, edition_of(demo)
    struck, erased = file_document(ledger, by(), edition), file_document(ledger, by(), edition)
    change_document(ledger, by(), "strike", struck)
    ledger.keyring.destroy(erased)
    for document, code in ((struck, "document_struck"), (erased, "document_erased")):
        with pytest.raises(Refused, match=code):
            change_document(ledger, by(), "describe", document, **LETTER)
    with pytest.raises(Invalid) as refused:
        _withdraw(demo, struck)
    assert problems_of(refused) == [("instrument", "document_not_of_this_edition")]


def _withdraw(demo: Services, instrument: UUID | str, author: Any = None) -> Any:
    author = author or by()
    form = withdrawal(demo, author) | {"instrument": str(instrument)}
    return record_act(demo.ledger, author, "withdraw", form, stories(demo))


def test_act_and_announcement_rest_on_it(demo: Services) -> None:
    ledger, edition = demo.ledger, edition_of(demo)
    document = file_document(ledger, by(), edition)
    receipt = _withdraw(demo, document)
    follow(demo)
    told = record_announcement(
        ledger, by(), edition, {"command": str(uuid4()), "acts": [receipt.acts[0]], "instrument": str(document)}, "UTC",
        stories(demo),
    )  # fmt: skip
    events = [ledger.mapper.decode(one) for one in ledger.recorder.entries(receipt.first - 1, 100)]
    assert told.last == receipt.first + len(events) - 1
    assert {one.by.instrument for one in events} == {document}


def test_another_editions_document_and_what_is_none_are_not_cited(demo: Services) -> None:
    opened = forms(demo)["open"]
    other = UUID(record_show(demo.ledger, by(), "edition", opened.typed, opened.subject).acts[0].partition("@")[0])
    follow(demo)
    for instrument in (file_document(demo.ledger, by(), other), uuid4(), nomination(demo, "Static")["id"]):
        with pytest.raises(Invalid) as refused:
            _withdraw(demo, instrument)
        assert problems_of(refused) == [("instrument", "document_not_of_this_edition")]


def test_act_is_refused_where_its_document_is_struck_meanwhile(demo: Services) -> None:
    ledger, author = demo.ledger, by()
    document = file_document(ledger, by(), edition_of(demo))
    form = withdrawal(demo, author) | {"instrument": str(document)}
    draft = preview_act(ledger, author, "withdraw", form, stories(demo)).draft
    change_document(ledger, by(), "strike", document)
    with pytest.raises(Conflict, match="guard_failed"):
        ledger.save(draft, form)


def test_tabulator_cites_only_what_was_published(demo_services: Services) -> None:
    ledger, edition, tabulator = demo_services.ledger, edition_of(demo_services), UUID(int=0x7AB)
    grant(ledger, by(), tabulator, "tabulator")
    confidential, public = (file_document(ledger, by(), edition, standing=one) for one in ("confidential", "public"))
    form = withdrawal(demo_services, by()) | {"reason": "result"}

    def choose(instrument: UUID) -> Any:
        author = as_("tabulator", tabulator)
        return record_act(
            ledger, author, "choose", form | {"command": str(author.command), "instrument": str(instrument),
                                              "seen": str(ledger.recorder.head()[0])}, stories(demo_services),
        )  # fmt: skip

    with pytest.raises(Invalid) as refused:
        choose(confidential)
    assert problems_of(refused) == [("instrument", "document_not_of_this_edition")]
    assert choose(public).acts


def test_who_may_not_file_is_refused(demo: Services) -> None:
    for role, account in (("auditor", AUDITOR.id), ("organiser", UUID(int=4711))):
        head = demo.ledger.recorder.head()
        with pytest.raises(NotAllowed):
            file_document(demo.ledger, as_(role, account), edition_of(demo))
        assert demo.ledger.recorder.head() == head


def test_under_four_eyes_one_proposes_and_another_confirms(under: Services) -> None:
    ledger, document, edition = under.ledger, uuid4(), edition_of(under)
    kept = sent(ledger, document, ("a.pdf", PDF))
    form = Form(
        "document", "file", edition, {**LETTER, "command": str(uuid4()), "document": str(document), "kept": kept}
    )
    with pytest.raises(Refused, match="four_eyes"):
        record_document(ledger, by(), "file", edition, form.typed)
    proposal = proposed(under, form, by(DEPUTY))
    assert document not in ledger.stories([document])
    assert named_files(ledger) == set(kept)
    confirmed(under, proposal)
    assert standing(ledger, document).filed.by.proposal == f"{proposal}@1"
    strike = Form("document", "strike", document, {"command": str(uuid4()), "seen": str(ledger.recorder.head()[0])})
    confirmed(under, proposed(under, strike, by(DEPUTY)))
    assert standing(ledger, document).struck is not None


def test_sweeping_takes_what_was_never_filed(under: Services) -> None:
    ledger, document, edition = under.ledger, uuid4(), edition_of(under)
    kept = sent(ledger, document, ("a.pdf", PDF))
    orphan = sent(ledger, uuid4(), ("b.pdf", PDF))
    form = Form(
        "document", "file", edition, {**LETTER, "command": str(uuid4()), "document": str(document), "kept": kept}
    )
    proposal = proposed(under, form)
    later = time.time() + 2 * SECONDS_KEPT
    assert sweep(ledger, time.time()) == 0
    assert sweep(ledger, later) == 1
    assert (ledger.files.has(kept[0]), ledger.files.has(orphan[0])) == (True, False)
    give_back(ledger, second(), proposal, {"command": str(uuid4()), "reason": "No"})
    assert sweep(ledger, later) == 1


def test_filed_parts_are_never_swept_and_added_ones_neither(demo: Services) -> None:
    ledger = demo.ledger
    document = file_document(ledger, by(), edition_of(demo))
    change_document(ledger, by(), "add", document, kept=sent(ledger, document, ("more.png", PNG)))
    change_document(ledger, by(), "strike", document)
    assert sweep(ledger, time.time() + 2 * SECONDS_KEPT) == 0
    assert all(ledger.files.state(one.digest) == "whole" for one in standing(ledger, document).parts)
    assert document_in(ledger, document).document.struck is not None


def test_preview_writes_nothing(demo: Services) -> None:
    ledger, document, head = demo.ledger, uuid4(), demo.ledger.recorder.head()
    form = {
        **LETTER,
        "command": str(uuid4()),
        "document": str(document),
        "kept": sent(ledger, document, ("a.pdf", PDF)),
    }
    draft = decide_document(ledger, by(), "file", edition_of(demo), form)
    assert [event.TOPIC for event in draft.events] == ["instrument.filed"]
    assert ledger.recorder.head() == head
