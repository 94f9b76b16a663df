"""What make hands on: what was meant, exactly as it was meant, and nothing a stranger left in the environment."""

from __future__ import annotations

import re

from tests.setup.checkouts import ROOT, Checkout


def served(checkout: Checkout, *arguments: str, **environ: str) -> str:
    """The command that `make run` would end in."""
    shown = checkout.run("make", "--no-print-directory", "-n", "run", *arguments, **environ)
    assert shown.returncode == 0, shown.stderr
    return shown.stdout.splitlines()[-1]


def test_run_serves_at_the_default_place(checkout: Checkout) -> None:
    assert served(checkout) == "exec .venv/bin/python -m web --port '8000' --data 'data' --demo"


def test_run_ignores_a_strangers_port_and_data(checkout: Checkout) -> None:
    assert served(checkout, PORT="1", DATA="/", ARGS="--no") == served(checkout)


def test_run_hands_on_port_and_folder_as_they_were_typed(checkout: Checkout) -> None:
    shown = served(checkout, "PORT=9000", "DATA=it's a $$folder")
    assert shown == r"exec .venv/bin/python -m web --port '9000' --data 'it'\''s a $folder' --demo"


def test_run_takes_what_was_said_and_left_empty_as_unsaid(checkout: Checkout) -> None:
    """The folder of the checkout, keys and all, would be committed."""
    assert served(checkout, "PORT=", "DATA=") == served(checkout, "PORT= ", "DATA= ") == served(checkout)


def test_arguments_reach_pytest(checkout: Checkout) -> None:
    shown = checkout.run("make", "--no-print-directory", "-n", "test", 'ARGS=-k "timeline or list"')
    assert shown.stdout.splitlines()[-1].endswith('-k "timeline or list"')


def test_help_lists_every_target_a_person_calls(checkout: Checkout) -> None:
    listed = re.findall(r"^  make (\w+) +\S", checkout.run("make", "help").stdout, re.MULTILINE)
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony is not None
    assert set(listed) == {name for name in phony[1].split() if not name.startswith("setup-")}


def test_clean_keeps_the_data(checkout: Checkout) -> None:
    for name in ("data", ".venv", "build", "node_modules", "ledger/__pycache__"):
        (checkout.folder / name).mkdir(parents=True)
        (checkout.folder / name / "file").touch()
    for name in ("web", "workers", "examples", "tests"):
        (checkout.folder / name).mkdir()
    assert checkout.run("make", "clean").returncode == 0
    left = {path.relative_to(checkout.folder).as_posix() for path in checkout.folder.rglob("file")}
    assert left == {"data/file"}
