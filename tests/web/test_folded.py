"""What forms seldom need is folded away, and opens by itself where something in it was typed or is wrong. No script is needed for it."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from ledger.bootstrap import Services
from tests.web.conftest import Visit
from tests.web.hidden_records import mirror_town
from tests.web.reading import form_of, page_of

FOLD = re.compile(
    r'<details class="group"( open)?>\s*<summary class="group-head">([^<]*)</summary>(.*?)</details>', re.DOTALL
)


def folds(html: str) -> dict[str, bool]:
    """The folded groups of a page, and whether each stands open."""
    return {legend: bool(opened) for opened, legend, _inside in FOLD.findall(html)}


def typed(client: FlaskClient, address: str, **answers: str) -> str:
    """The form sent for its preview with these answers."""
    form = form_of(client.get(address).text) | answers | {"step": "preview"}
    return client.post(address, data=form).text


def inside(html: str) -> dict[str, bool]:
    """What is kept inside: the group by which something against the rules is recorded stands beside it, folded too."""
    found = folds(html)
    found.pop("Against the rules, but it happened")
    return found


def test_document_and_private_reason_are_folded_until_they_are_used(visit: Visit, demo: Services) -> None:
    client, address = visit("organiser"), f"/desk/nominations/{mirror_town(demo).originator_id}/disqualify"
    assert inside(client.get(address).text) == {"Document and private reason": False}
    assert inside(typed(client, address, private_reason="Told by telephone.")) == {"Document and private reason": True}
    refused = typed(client, address, effective="nonsense", source_word="x" * 5000)
    assert inside(refused) == {"Document and private reason": True}
    assert "e-source_word" in page_of(refused).elements
    kept = next(one for _open, legend, one in FOLD.findall(refused) if legend == "Document and private reason")
    assert 'id="e-source_word"' in kept


def test_words_that_a_nomination_has_stand_open(visit: Visit, demo: Services) -> None:
    client, address = visit("organiser"), f"/desk/nominations/{mirror_town(demo).originator_id}/correct"
    assert folds(client.get(address).text)["Citation and wording"] is False
    assert folds(typed(client, address, citation="For all of it."))["Citation and wording"] is True


def test_grounds_of_a_record_are_folded_with_no_document_as_the_answer(visit: Visit, demo: Services) -> None:
    client, address = visit("organiser"), f"/desk/parties/{mirror_town(demo).credits[0].party}/name"
    page = client.get(address).text
    assert folds(page) == {"On what it rests": False}
    assert form_of(page)["source_kind"] == "none"
    assert folds(typed(client, address, name="Nur", source_kind="letter")) == {"On what it rests": True}
    assert folds(client.get(f"/desk/parties/{mirror_town(demo).credits[0].party}/unlink").text) == {}
