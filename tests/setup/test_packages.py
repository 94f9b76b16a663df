"""Setting up the packages: once, by content, and right again after anything that came between."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.setup.checkouts import Checkout

pytestmark = pytest.mark.slow


def test_set_up_installs_the_locked_packages_and_then_has_nothing_to_do(checkout: Checkout) -> None:
    first = checkout.set_up()
    assert (first.returncode, checkout.imports("tiny"), checkout.imports("extra")) == (0, True, False)
    stamped = checkout.stamp.stat().st_mtime_ns
    (checkout.folder / "requirements" / "runtime.txt").touch()
    again = checkout.set_up()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert checkout.stamp.stat().st_mtime_ns == stamped


def test_tests_packages_are_added_and_a_run_afterwards_keeps_them(checkout: Checkout) -> None:
    checkout.set_up()
    added = checkout.set_up("dev")
    assert "Making .venv" not in added.stderr
    assert (checkout.imports("tiny"), checkout.imports("extra")) == (True, True)
    assert checkout.set_up().stderr == ""
    assert checkout.imports("extra")


def test_changed_lock_replaces_what_it_no_longer_names(checkout: Checkout) -> None:
    checkout.set_up()
    checkout.lock("runtime", "other")
    assert checkout.set_up().returncode == 0
    assert (checkout.imports("other"), checkout.imports("tiny")) == (True, False)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_installation_is_made_good_by_the_next(checkout: Checkout, how: signal.Signals) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as registry:
        environ = checkout.environ(PIP_INDEX_URL=f"http://127.0.0.1:{registry.getsockname()[1]}/simple")
        del environ["PIP_NO_INDEX"]
        (checkout.wheels / "tiny-1.0-py3-none-any.whl").unlink()
        command = ["sh", "scripts/with-python.sh", "scripts/setup.py", "runtime"]
        with subprocess.Popen(
            command, cwd=checkout.folder, env=environ, stderr=subprocess.PIPE, text=True, start_new_session=True
        ) as installing:
            # The registry takes pip's call and never answers: the installation is under way.
            registry.settimeout(60)
            with closing(registry.accept()[0]):
                os.killpg(installing.pid, how)
                said = installing.communicate()[1]
    assert (checkout.python.exists(), checkout.stamp.exists()) == (True, False)
    if how is signal.SIGINT:
        assert (installing.returncode, said.splitlines()[-1]) == (130, "Interrupted; the next make takes it up again.")
    checkout.lock("runtime", "tiny")
    assert checkout.set_up().returncode == 0
    assert checkout.imports("tiny")


def test_moved_checkout_is_set_up_anew(checkout: Checkout, tmp_path: Path) -> None:
    checkout.set_up()
    checkout.folder = checkout.folder.rename(tmp_path / "moved")
    script = str(checkout.folder / ".venv" / "bin" / "tiny")
    assert checkout.run("sh", "-c", '"$0"', script).returncode != 0
    assert checkout.set_up().returncode == 0
    assert checkout.run(script).stdout == "tiny runs\n"


def test_two_at_once_install_once(checkout: Checkout) -> None:
    command = ["sh", "scripts/with-python.sh", "scripts/setup.py", "runtime"]
    both = [
        subprocess.Popen(command, cwd=checkout.folder, env=checkout.environ(), stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [one.communicate()[1] for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert sum("Installing" in text for text in said) == 1
    assert sum("Another make is setting up this checkout" in text for text in said) == 1
    assert checkout.imports("tiny")


def test_package_with_another_hash_is_refused(checkout: Checkout) -> None:
    lock = checkout.folder / "requirements" / "runtime.txt"
    lock.write_text(f"tiny==1.0 --hash=sha256:{'0' * 64}\n")
    refused = checkout.set_up()
    assert refused.returncode == 2
    assert "DO NOT MATCH THE HASHES" in refused.stderr
    assert refused.stderr.splitlines()[-1].startswith("pip could not install the packages")
    assert (checkout.stamp.exists(), checkout.imports("tiny")) == (False, False)


def test_strangers_settings_of_pip_and_python_send_nothing_elsewhere(checkout: Checkout, tmp_path: Path) -> None:
    elsewhere = str(tmp_path / "elsewhere")
    done = checkout.set_up(PIP_TARGET=elsewhere, PIP_USER="1", PYTHONHOME=elsewhere, PYTHONPATH=elsewhere)
    assert (done.returncode, checkout.imports("tiny"), Path(elsewhere).exists()) == (0, True, False)


def test_broken_interpreter_in_the_environment_is_replaced(checkout: Checkout) -> None:
    checkout.set_up()
    checkout.python.unlink()
    checkout.python.symlink_to("/nowhere/python3")
    assert checkout.set_up().returncode == 0
    assert checkout.imports("tiny")
