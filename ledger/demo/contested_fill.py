"""Records the eighth edition of the Causeway Prizes through the desk's own forms; what was recorded before is passed over."""

from __future__ import annotations

from uuid import UUID

from ledger.application.ledger import Ledger
from ledger.demo.contested import DOCUMENTS, ENTRIES, LISTED, REPLACEMENT
from ledger.demo.contested_year import Year
from ledger.demo.steps import stream_of
from ledger.domain.nomination import ENTRY


def fill_contested(ledger: Ledger, show: UUID) -> None:
    """Record what is missing of it."""
    year = Year(ledger, show)
    year.set_up()
    for entry in ENTRIES:
        year.enter(entry, effective="1 March 2026")
    year.announce("list", [f"{year.nominations[entry.title]}@{ENTRY}" for entry in ENTRIES], LISTED)
    for name in DOCUMENTS:
        year.file(name)
    _withdrawn_together(year)
    _name_and_work(year)
    _eligibility(year)
    _too_late(year)
    _asked_by_the_organiser(year)
    _objected(year)
    _contested_guest(year)


def _withdrawn_together(year: Year) -> None:
    """Two unrelated nominees ask in one statement; one is granted and replaced, of the other nothing was decided yet."""
    asked = year.ask(
        "two", "Harbour Lights", "Tin Roof", document="of two", received="9 March 2026",
        asker_words1="The Lantern Quartet", capacity1="group", asker_words2="Orla Dunne", wishes=["withdraw", "not_attend"],
    )  # fmt: skip
    granted = year.answer(
        "two granted", "decide", asked, outcomes=["1:granted", "2:noted"], decided="12 March 2026, 15:00",
        effective="12 March 2026, 15:00", rule="7.1",
    )  # fmt: skip
    left = year.of(granted, "Harbour Lights", "nomination.withdrawn")
    joined = year.enter(REPLACEMENT, effective="13 March 2026", fills=left)
    year.announce("two told", [left, joined], "13 March 2026, 10:00")


def _name_and_work(year: Year) -> None:
    """A lyricist asks that name and words be taken off a shared song: two points that hang together, unanswered."""
    credit = f"{year.nominations['زعفران کی سڑک']}:{year.credit('زعفران کی سڑک', 'کامران زیدی')}"
    year.ask(
        "name and work", "زعفران کی سڑک", document="of the lyricist", sent="11 March 2026", received="16 March 2026",
        asker_words1="کامران زیدی", credits=[credit], credit_wish="take_name_off", together="yes",
    )  # fmt: skip
    year.state(
        "sponsor",
        words="The Galway Harbour Company, a sponsor",
        channel="press",
        effective="18 March 2026",
    )


def _eligibility(year: Year) -> None:
    """One decision on three films: one is ineligible from then on, two were reviewed and stand. The director was told first."""
    ruling, *acts = year.rule(
        "films", effective="26 March 2026", rule="1.1", private_reason="Shown in Cork in December 2024."
    )
    fell = next(one for one in acts if one.startswith(str(year.nominations["The Lock-Keeper"])))
    year.act(
        "director told", "tell-party", "The Lock-Keeper", act=fell.partition("@")[2], told="true", how="telephone",
        told_by="organiser", effective="26 March 2026, 17:00",
    )  # fmt: skip
    year.announce("films told", [ruling, *acts], "27 March 2026, 10:00")
    year.act(
        "a report", "add-report", "The Lock-Keeper", act=fell.partition("@")[2], report_who="A trade paper", sure="reported",
        says="otherwise", report_when="25 March 2026",
    )  # fmt: skip


def _too_late(year: Year) -> None:
    """After the ballot is locked a director asks not to be voted for: too late to leave the list, and a note says so."""
    asked = year.ask(
        "too late", "Kiln", document="of the director", received="24 April 2026", asker_words1="Mina Rahimi",
        wishes=["withdraw", "not_voted"],
    )  # fmt: skip
    acts = year.answer(
        "too late decided",
        "decide",
        asked,
        outcomes=["1:too_late", "2:noted"],
        decided="25 April 2026",
        reason="after_deadline",
    )
    story = year.ledger.story(year.nominations["Kiln"])
    notes = [one.act_name for _at, one in story if one.TOPIC == "nomination.asked"]
    ended = [one for one in acts if one.startswith(str(year.nominations["Kiln"]))]
    year.announce("too late told", [*notes, *ended], "26 April 2026, 09:00")


def _asked_by_the_organiser(year: Year) -> None:
    """The organiser asks an author, and is refused; and another's request is refused."""
    asked = year.ask(
        "by the organiser", "Glass Meadow", direction="of_party", sent="2 April 2026", reply_by="9 April 2026",
        asker_words1="The Causeway Trust", capacity1="body", wishes=["withdraw"],
    )  # fmt: skip
    year.answer("author refuses", "answer", asked, outcome="refused", effective="6 April 2026")
    moved = year.ask(
        "to be moved", "A Winter Census", received="3 April 2026", asker_words1="The publisher", capacity1="publisher",
        wishes=["move"],
    )  # fmt: skip
    year.answer("move refused", "decide", moved, outcomes=["1:refused"], decided="7 April 2026", rule="2.1")


def _objected(year: Year) -> None:
    """A competitor objects to a film; its director is asked and answers; the committee dismisses it."""
    (made, *_notes) = year.contest(
        "film contested", "new", year.edition, nominations=[str(year.nominations["Paper Boats"])], words="Another director",
        concerned_as="competitor", ground="eligibility", received="10 March 2026", source_kind="letter",
    )  # fmt: skip
    objection, director = stream_of([made]), year.party("Paper Boats", "Samir Haddad")
    year.contest(
        "film put", "put-to", objection, whom=str(director), how="e_mail", effective="12 March 2026", reply_by="20 March 2026",
        substance="It is said that the film was shown before the year of the prizes.",
    )  # fmt: skip
    year.contest("film heard", "heard", objection, whom=str(director), outcome="answered", effective="18 March 2026")
    year.contest(
        "film dismissed",
        "decide",
        objection,
        outcomes=["1:dismissed"],
        decided="26 March 2026",
        body="committee",
        rule="1.1",
    )


def _contested_guest(year: Year) -> None:
    """Somebody objects to an invitation; a nominee withdraws for it, and the objection is open to this day."""
    guest = year.party("Spring Tide", "Nadia Ferrante")
    (made, *_notes) = year.contest(
        "guest contested", "new", year.edition, party=str(guest), words="A member of the Trust", concerned_as="member",
        ground="conflict", received="30 March 2026", source_kind="e_mail",
    )  # fmt: skip
    asked = year.ask(
        "for the guest",
        "Slow Ferry",
        received="8 April 2026",
        asker_words1="Hannah Voss",
        wishes=["withdraw"],
        arises_from=made,
    )
    granted = year.answer(
        "for the guest granted", "decide", asked, outcomes=["1:granted"], decided="9 April 2026, 12:00",
        effective="9 April 2026, 12:00", rule="7.1",
    )  # fmt: skip
    year.announce(
        "for the guest told", [year.of(granted, "Slow Ferry", "nomination.withdrawn")], "10 April 2026, 09:00"
    )
