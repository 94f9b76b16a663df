"""A file that is missing or altered is named by reconciling, whoever has the key; one of which nobody has it is whole all the same."""

from __future__ import annotations

import sys

import pytest

from ledger.__main__ import main
from ledger.bootstrap import Services
from ledger.checks.documents import FilesChecked, check_files
from tests.support.documents import PDF, PNG, change_document, file_document, sent, standing
from tests.support.four_eyes import edition_of
from tests.support.services import by


def test_every_part_is_looked_at(demo: Services) -> None:
    ledger = demo.ledger
    assert check_files(ledger).lines() == []
    document = file_document(ledger, by(), edition_of(demo), ("a.pdf", PDF), text="Dear organisers")
    change_document(ledger, by(), "add", document, kept=sent(ledger, document, ("b.png", PNG)))
    assert check_files(ledger) == FilesChecked(3)
    for number, part in enumerate(standing(ledger, document).parts, 1):
        path = ledger.files.folder / part.digest.removeprefix("sha256:")
        before = path.read_bytes()
        path.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
        assert check_files(ledger) == FilesChecked(3, 1, str(document), number, "altered")
        path.unlink()
        assert check_files(ledger) == FilesChecked(3, 1, str(document), number, "missing")
        path.write_bytes(before)
    ledger.keyring.destroy(document)
    assert check_files(ledger).agrees


def test_command_names_the_first_and_ends_with_its_exit_code(
    demo_services: Services, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = demo_services
    document = file_document(demo.ledger, by(), edition_of(demo), title="Vexmoor")
    monkeypatch.setattr(sys, "argv", ["ledger", "--data", str(demo.settings.data), "reconcile"])
    ended = []
    for _ in range(2):
        with pytest.raises(SystemExit) as stopped:
            main()
        ended.append((stopped.value.code, capsys.readouterr().out))
        (demo.ledger.files.folder / standing(demo.ledger, document).parts[0].digest.removeprefix("sha256:")).unlink(
            missing_ok=True
        )
    assert [code for code, _told in ended] == [0, 1]
    assert "1 file of documents: it is whole." in ended[0][1]
    assert f"part 1 of document {document}. The file is not there any more." in " ".join(ended[1][1].split())
    assert "Vexmoor" not in ended[1][1]
