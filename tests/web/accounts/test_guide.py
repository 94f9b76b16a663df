"""What docs/accounts.md tells people to type does what it says, and its table is the table in code."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from ledger.bootstrap import Services
from ledger.errors import NotFound
from ledger.settings import Settings
from tests.support.accounts import Clock, make
from tests.support.reads import access
from tests.support.services import services
from tests.support.serving import serving
from tests.support.shared import ROOT
from web.accounts.inviting import FIRST_US, find_link
from web.accounts.opening import open_accounts
from web.accounts.roles import ROLES, SECOND_FACTOR

__all__ = ["services"]
GUIDE = (ROOT / "docs" / "accounts.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ (.+)$", GUIDE, re.MULTILINE)


def test_guide_has_three_commands() -> None:
    assert COMMANDS == [
        '.venv/bin/python -m web --port 9000 --data "some folder"',
        '.venv/bin/python -m web.accounts "Amina Karim" amina@example.org',
        '.venv/bin/python -m ledger --data "some folder" access verify',
    ]


def test_access_record_is_verified_by_the_command(services: Services) -> None:
    services.access.append(access())
    typed = COMMANDS[2].replace('"some folder"', '"$1"')
    done = subprocess.run(
        ["sh", "-c", typed, "sh", str(services.settings.data)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "1 reading; the chain is whole.\n"


@pytest.mark.server
def test_console_invites_an_administrator_where_all_are_locked_out(tmp_path: Path, clock: Clock) -> None:
    told = {**os.environ, "AWARDS_DATA": str(tmp_path), "AWARDS_ADDRESS": "https://awards.example.org"}
    settings = Settings(tmp_path, f"sqlite:///{tmp_path}/ledger.db")
    accounts = open_accounts(settings, clock, cheap=True)
    make(accounts, "administrator")
    links = []
    for _twice in range(2):
        done = subprocess.run(["sh", "-c", COMMANDS[1]], cwd=ROOT, env=told, capture_output=True, text=True, check=True)
        links += re.findall(r"^https://awards\.example\.org/account/link/([\w-]{22})$", done.stdout)
    assert len(links) == 2
    with pytest.raises(NotFound):
        find_link(accounts, links[0], "198.51.100.7")
    link = find_link(accounts, links[1], "198.51.100.7")
    assert (link.name, link.email, link.role) == ("Amina Karim", "amina@example.org", "administrator")
    assert 0 < link.expires_at - clock.now < FIRST_US + 60_000_000
    accounts.close()


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
    assert {role for role, needs in told.items() if "and a second factor" in needs} == SECOND_FACTOR
