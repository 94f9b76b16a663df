"""What docs/accounts.md tells people to type does what it says, and its table is the table in code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.serving import serving
from tests.support.shared import ROOT
from web.accounts.roles import ROLES, SECOND_FACTOR

GUIDE = (ROOT / "docs" / "accounts.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ (.+)$", GUIDE, re.MULTILINE)


def test_guide_has_one_command() -> None:
    assert COMMANDS == ['.venv/bin/python -m web --port 9000 --data "some folder"']


@pytest.mark.server
def test_command_serves_and_tells_the_first_link_until_somebody_has_an_account(tmp_path: Path) -> None:
    typed = COMMANDS[0].replace("9000", "0").replace('"some folder"', '"$1"')
    with serving(tmp_path, command=["sh", "-c", f"exec {typed}", "sh", str(tmp_path / "some folder")]) as served:
        assert served.stop() == 0
    said = "".join(served.said)
    assert re.findall(
        r"The first administrator’s link, for an hour and this machine: (http://127\.0\.0\.1:\d+)/account/link/[\w-]{22}\n",
        said,
    ) == [served.address]
    assert (tmp_path / "some folder" / "accounts.db").exists()


def test_guides_table_has_every_role_and_what_it_signs_in_with() -> None:
    rows = re.findall(r"^\| ([a-z, ]+) \| [^|]+ \| ([^|]+) \|$", GUIDE, re.MULTILINE)
    told = {role: needs for names, needs in rows for role in names.split(", ")}
    assert told.keys() == set(ROLES)
    assert {role for role, needs in told.items() if "and a second factor" in needs} == SECOND_FACTOR - {"tabulator"}
