"""What people are credited as: a role each in step with the names, one for all, or none where that is not clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.sheets import found, mapping, read, sheet

HEADER = "No,Season,Prize,Title,Title id,Names,Ids,Won,For,As"


@pytest.mark.parametrize(
    "names, said, roles",
    [
        ("Mina Shah|Ira Bell", "lyrics|music", ["lyrics", "music"]),
        ("Mina Shah|Ira Bell", "|music", [None, "music"]),
        ("Mina Shah|Ira Bell", "songwriter", ["songwriter", "songwriter"]),
        ("Mina Shah", "گلوکار", ["گلوکار"]),
        ("Mina Shah", "", [None]),
    ],
)
def test_role_goes_to_its_name(tmp_path: Path, names: str, said: str, roles: list[str | None]) -> None:
    path = sheet(tmp_path, f"1,1999,Song,Tide,w1,{names},,yes,,{said}", header=HEADER)
    nominations, findings = read(path, mapping(people={"role": "As"}))
    assert [party.role for party in nominations[0].parties] == roles
    assert found(findings) == []


def test_roles_that_do_not_fit_are_left_out_and_told(tmp_path: Path) -> None:
    path = sheet(tmp_path, "1,1999,Song,Tide,w1,Mina Shah|Ira Bell|Ada Moss,,yes,,lyrics|music", header=HEADER)
    nominations, findings = read(path, mapping(people={"role": "As"}))
    assert [party.role for party in nominations[0].parties] == [None] * 3
    assert found(findings) == [(2, "As", "roles_do_not_fit", "note")]


def test_role_that_a_form_would_refuse_refuses_its_row(tmp_path: Path) -> None:
    path = sheet(tmp_path, f"1,1999,Song,Tide,w1,Mina Shah,,yes,,{'x' * 501}", header=HEADER)
    nominations, findings = read(path, mapping(people={"role": "As"}))
    assert nominations == []
    assert found(findings) == [(2, "As", "text_too_long", "refused")]
