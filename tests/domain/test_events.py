"""Every event has a stable topic, declared audiences, and a golden form that stays readable."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import pytest

from ledger.domain import topics
from ledger.domain.values import Personal, audience_of

ENVELOPE = {"originator_id", "originator_version"}
EVER_USED = [
    "access.head_recorded",
    "announcement.made",
    "announcement.taken_back",
    "edition.body_set",
    "edition.categories_ordered",
    "edition.category_added",
    "edition.category_heading_set",
    "edition.category_named",
    "edition.category_standing_set",
    "edition.milestone_recorded",
    "edition.named",
    "edition.objection_limit_set",
    "edition.opened",
    "edition.places_set",
    "edition.rulebook_filed",
    "edition.rulebook_standing_set",
    "edition.stage_set",
    "edition.vacancy_set",
    "edition.withdrawal_rule_set",
    "instrument.described",
    "instrument.filed",
    "instrument.part_added",
    "instrument.struck",
    "nomination.accepted",
    "nomination.act_struck",
    "nomination.announced",
    "nomination.announced_in_error",
    "nomination.announcement_taken_back",
    "nomination.ask_ended",
    "nomination.asked",
    "nomination.award_accepted",
    "nomination.award_refused",
    "nomination.award_restored",
    "nomination.award_returned",
    "nomination.award_revoked",
    "nomination.award_vacated",
    "nomination.chosen",
    "nomination.conferred",
    "nomination.contest_ended",
    "nomination.contested",
    "nomination.corrected",
    "nomination.court_marked",
    "nomination.credit_added",
    "nomination.credit_corrected",
    "nomination.credit_reinstated",
    "nomination.credit_removed",
    "nomination.credit_withdrawn",
    "nomination.declined",
    "nomination.disqualified",
    "nomination.effects_set",
    "nomination.entered",
    "nomination.entered_anew",
    "nomination.left",
    "nomination.misread",
    "nomination.misreading_put_right",
    "nomination.moved",
    "nomination.narrowed",
    "nomination.next_named",
    "nomination.not_conferred",
    "nomination.party_told",
    "nomination.reinstated",
    "nomination.reported",
    "nomination.rescinded",
    "nomination.reviewed",
    "nomination.ruled_ineligible",
    "nomination.shown_set",
    "nomination.time_corrected",
    "nomination.voided",
    "nomination.withdrawn",
    "objection.decided",
    "objection.heard",
    "objection.made",
    "objection.put_to",
    "objection.struck",
    "objection.taken_back",
    "party.entry_struck",
    "party.id_added",
    "party.kind_corrected",
    "party.linked",
    "party.name_added",
    "party.public_name_changed",
    "party.refusal_standing",
    "party.registered",
    "party.terms_agreed",
    "party.unlinked",
    "proposal.confirmed",
    "proposal.made",
    "proposal.returned",
    "proposal.withdrawn",
    "request.answered",
    "request.decided",
    "request.decision_struck",
    "request.made",
    "request.retracted",
    "request.struck",
    "rulebook.filed",
    "ruling.announced",
    "ruling.announcement_taken_back",
    "ruling.made",
    "ruling.struck",
    "ruling.text_approved",
    "show.established",
    "show.four_eyes_set",
    "show.named",
    "show.role_ended",
    "show.role_granted",
    "statement.made",
    "statement.struck",
    "work.entry_struck",
    "work.id_added",
    "work.linked",
    "work.refusal_standing",
    "work.registered",
    "work.title_added",
    "work.unlinked",
]


@pytest.mark.parametrize("shape", [*topics.ALL, *topics.SHAPES], ids=lambda shape: shape.__name__)
def test_event_declares_an_audience_for_every_field_at_every_depth(shape: type[msgspec.Struct]) -> None:
    hints = get_type_hints(shape, include_extras=True)
    undeclared = [
        field.name
        for field in msgspec.structs.fields(shape)
        if field.name not in ENVELOPE and audience_of(hints[field.name]) not in ("public", "internal")
    ]
    assert undeclared == []


def test_shapes_are_found_at_every_depth() -> None:
    names = [
        "About",
        "Asker",
        "Authority",
        "Credit",
        "ExternalId",
        "ListedWork",
        "Member",
        "Otherwise",
        "Part",
        "Point",
        "Provenance",
        "RequestAsker",
        "Rule",
        "RuleNumber",
        "Said",
        "Source",
        "Target",
        "TargetOutcome",
        "Untold",
        "When",
        "Withheld",
    ]
    assert [shape.__name__ for shape in topics.SHAPES] == names


def test_topics_are_the_ones_ever_used() -> None:
    assert [event.TOPIC for event in topics.ALL] == EVER_USED


def test_personal_never_shows_its_text_in_a_repr() -> None:
    subject: Any = "00000000-0000-4000-8000-000000000001"
    assert "Zarmina" not in repr(Personal(subject, "Zarmina Kohi"))


def test_catalogue_is_what_the_code_says() -> None:
    script = Path(__file__).parents[2] / "scripts" / "event_catalogue.py"
    subprocess.run([sys.executable, str(script), "--check"], check=True)
