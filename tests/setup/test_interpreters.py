"""Which Python sets up: one that is new enough and whole, or a sentence that says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.setup.checkouts import NAMES, PYTHON, Checkout, command

TOO_OLD = 'case "$1" in --version) echo "Python 3.9.18" ;; *) exit 1 ;; esac'


def path_with(folder: Path) -> str:
    """A search path on which the folder's commands come first."""
    return os.pathsep.join([str(folder), "/usr/bin", "/bin"])


def test_python_too_old_is_one_sentence(checkout: Checkout, tmp_path: Path) -> None:
    for name in NAMES:
        command(tmp_path / "bin", name, TOO_OLD)
    refused = checkout.set_up(PYTHON="", PATH=path_with(tmp_path / "bin"))
    assert refused.returncode == 2
    assert refused.stderr == (
        "Python 3.11 or newer is needed, and the PATH has none (python3 there: Python 3.9.18). "
        "Install one, or name it: make PYTHON=/path/to/python3.12\n"
    )


def test_named_python_too_old_is_one_sentence(checkout: Checkout, tmp_path: Path) -> None:
    old = command(tmp_path / "bin", "old", TOO_OLD)
    refused = checkout.set_up(PYTHON=str(old))
    assert refused.returncode == 2
    assert refused.stderr == (
        f"Python 3.11 or newer is needed, and PYTHON={old} is not: Python 3.9.18. "
        "Name another: make PYTHON=/path/to/python3.12\n"
    )


def test_command_that_does_not_start_is_passed_over(checkout: Checkout, tmp_path: Path) -> None:
    for name in NAMES:
        command(tmp_path / "bin", name, "exit 127")
    command(tmp_path / "bin", "python3", f'exec "{PYTHON}" "$@"')
    found = checkout.run(
        "sh",
        "scripts/with-python.sh",
        "-c",
        "import sys; print(sys.executable)",
        PYTHON="",
        PATH=path_with(tmp_path / "bin"),
    )
    assert (found.returncode, Path(found.stdout.strip()).resolve()) == (0, PYTHON)


def test_python_without_venv_or_pip_is_one_sentence(checkout: Checkout, tmp_path: Path) -> None:
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    packages = next((tmp_path / "bare").glob("lib/python*/site-packages"))
    # What Debian's python3 is without python3-venv: the module is there, what it needs is not.
    (packages / "bare.pth").write_text("import sys; sys.modules['ensurepip'] = None\n")
    refused = checkout.set_up(PYTHON=str(tmp_path / "bare" / "bin" / "python"))
    assert refused.returncode == 2
    version = "{}.{}.{}".format(*sys.version_info[:3])
    short = "{}.{}".format(*sys.version_info[:2])
    assert refused.stderr == (
        f"Python {version} at {PYTHON} came without venv and pip: install them (on Debian and Ubuntu: apt install "
        f"python{short}-venv), or name another Python: make PYTHON=/path/to/python3.12\n"
    )
    assert not (checkout.folder / ".venv").exists()


def test_folder_that_cannot_be_made_is_one_sentence(checkout: Checkout) -> None:
    (checkout.folder / "build").write_text("in the way")
    refused = checkout.set_up()
    assert refused.returncode == 2
    assert refused.stderr == f"The set-up stopped at {checkout.folder / 'build'}: File exists.\n"


@pytest.mark.parametrize(
    "node",
    [None, "echo v18.19.0", "exit 127"],
    ids=["absent", "too old", "broken"],
)
def test_missing_node_skips_the_browser_and_stops_ci(checkout: Checkout, tmp_path: Path, node: str | None) -> None:
    commands = tmp_path / "bin"
    for name in ("sh", "head"):
        command(commands, name, f'exec /bin/{name} "$@"')
    if node:
        command(commands, "node", node)
        command(commands, "npm", "exit 0")
    skipped = checkout.set_up("browser", PATH=str(commands), CI="")
    assert (skipped.returncode, len(skipped.stderr.splitlines())) == (0, 1)
    assert skipped.stderr.endswith(": the browser tests will be skipped.\n")
    refused = checkout.set_up("browser", PATH=str(commands), CI="true")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)
    assert refused.stderr.endswith("in CI the browser tests must run: install Node 20.11 or newer with npm.\n")
