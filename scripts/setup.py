"""Set up what a make target needs: `setup.py runtime`, `dev` (with runtime), `browser`.

Standard library only, since it runs before anything is installed. Whatever it makes is stamped last, by content: a folder without a
matching stamp was interrupted, moved or outdated, and is made anew. One sentence on standard error and exit code 2 where it cannot.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
BUILD = ROOT / "build"
BROWSER = BUILD / "browser"
STAMP = "complete.json"
LEVELS = {"runtime": ("runtime",), "dev": ("runtime", "dev")}
OLDEST_NODE = (20, 11)
# A stranger's setting for one of these would send the packages, or the search for them, elsewhere.
MISLEADING = ("PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PIP_ROOT", "PIP_TARGET", "PIP_USER", "PYTHONHOME", "PYTHONPATH")


def main(wanted: Sequence[str]) -> int:
    """Set up each of `wanted`, one process at a time in this checkout."""
    try:
        with only_one():
            for name in wanted:
                if name == "browser":
                    set_up_browser()
                else:
                    set_up_packages(LEVELS[name])
    except KeyboardInterrupt:
        print("Interrupted; the next make takes it up again.", file=sys.stderr)
        return 130
    except OSError as error:
        refuse(f"The set-up stopped at {error.filename or ROOT}: {error.strerror or error}.")
    return 0


def refuse(sentence: str) -> NoReturn:
    """End with one sentence that names what to do."""
    print(sentence, file=sys.stderr)
    raise SystemExit(2)


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the checkout's set-up lock; the system frees it however the holder ends."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another make is setting up this checkout; waiting for it.", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def set_up_packages(levels: Sequence[str]) -> None:
    """Make `.venv` hold exactly the locked packages of `levels`, or more where a wider set-up came before."""
    place = {"place": str(ENVIRONMENT), "python": sys.version}
    locks = {level: digest(ROOT / "requirements" / f"{level}.txt") for level in levels}
    found = stamp_of(ENVIRONMENT)
    usable = python_of(ENVIRONMENT).exists() and found.items() >= place.items()
    if usable and found.items() >= locks.items():
        return
    kept = {level: found[level] for level in ("runtime",) if usable and found.get(level) == locks[level]}
    if not kept:
        make_environment()
    (ENVIRONMENT / STAMP).unlink(missing_ok=True)
    install([level for level in levels if level not in kept])
    (ENVIRONMENT / STAMP).write_text(json.dumps({**place, **locks}))


def make_environment() -> None:
    """Replace `.venv` by an empty environment of the Python that runs this, or of the one below it."""
    version = f"Python {platform.python_version()}"
    base = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        short = "python{}.{}-venv".format(*sys.version_info[:2])
        refuse(
            f"{version} at {base} came without venv and pip: install them (on Debian and Ubuntu: apt install {short}), "
            "or name another Python: make PYTHON=/path/to/python3.12"
        )
    print(f"Making .venv with {version}.", file=sys.stderr)
    if ENVIRONMENT.is_symlink() or ENVIRONMENT.is_file():
        ENVIRONMENT.unlink()
    elif ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    made = subprocess.run([base, "-I", "-m", "venv", ENVIRONMENT], env=clean_environ(), check=False)
    if made.returncode:
        refuse(
            f"{version} at {base} could not make .venv (its words are above); name another Python: make PYTHON=/path/to/python3.12"
        )


def install(levels: Sequence[str]) -> None:
    """Install the locked packages of `levels` with the environment's own pip, each file checked against its hash."""
    print(f"Installing the packages of requirements/{{{','.join(levels)}}}.txt.", file=sys.stderr)
    command: list[str | Path] = [
        python_of(ENVIRONMENT),
        "-I",
        "-m",
        "pip",
        "install",
        "-qq",
        "--no-input",
        "--disable-pip-version-check",
    ]
    # The lock is complete, so nothing is left to resolve.
    command += ["--require-hashes", "--no-deps"]
    for level in levels:
        command += ["-r", ROOT / "requirements" / f"{level}.txt"]
    if subprocess.run(command, env=clean_environ(), check=False).returncode:
        refuse(
            "pip could not install the packages (its words are above); once that is mended, the same make begins anew."
        )


def set_up_browser() -> None:
    """Unpack the browser of the tests into build/browser; without Node say that its tests are skipped (in CI: refuse)."""
    lock = {"lock": digest(ROOT / "package-lock.json")}
    if stamp_of(BROWSER) == lock:
        return
    if missing := node_missing():
        if os.environ.get("CI") == "true":
            refuse(
                f"{missing}, and in CI the browser tests must run: install Node {version_text(OLDEST_NODE)} or newer with npm."
            )
        print(f"{missing}: the browser tests will be skipped.", file=sys.stderr)
        return
    print("Installing the browser of the tests.", file=sys.stderr)
    run_node(["npm", "ci", "--ignore-scripts", "--loglevel=error"])
    fresh = BUILD / "browser.partial"
    for folder in (fresh, BROWSER):
        shutil.rmtree(folder, ignore_errors=True)
    fresh.mkdir()
    # The package unpacks into the temporary folder, and its libraries only where it takes the machine for a bare one.
    unpack = 'import("@sparticuz/chromium").then((browser) => browser.default.executablePath())'
    run_node(["node", "-e", unpack], TMPDIR=str(fresh), AWS_EXECUTION_ENV="AWS_Lambda_nodejs22.x")
    (fresh / STAMP).write_text(json.dumps(lock))
    fresh.rename(BROWSER)


def run_node(command: Sequence[str], **extra: str) -> None:
    """Run one of Node's commands in the checkout."""
    if subprocess.run(command, cwd=ROOT, env={**os.environ, **extra}, stdout=sys.stderr, check=False).returncode:
        refuse(
            f"{command[0]} could not install the browser of the tests (its words are above); the same make begins anew."
        )


def node_missing() -> str:
    """Say why Node cannot be used here, or nothing."""
    if not (shutil.which("node") and shutil.which("npm")):
        return "Node and npm are not installed"
    told = subprocess.run(
        ["node", "--version"], capture_output=True, text=True, check=False
    ).stdout  # found as the shell finds it  # nosec B607
    version = tuple(int(number) for number in re.findall(r"\d+", told)[:2])
    if version < OLDEST_NODE:
        return f"Node {version_text(version) or '(broken)'} is older than {version_text(OLDEST_NODE)}"
    return ""


def version_text(version: Sequence[int]) -> str:
    """Write `version` as people do."""
    return ".".join(map(str, version))


def stamp_of(folder: Path) -> dict[str, str]:
    """What `folder` was completed with; nothing where it was not."""
    try:
        stamp = json.loads((folder / STAMP).read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def digest(file: Path) -> str:
    """SHA-256 of the file's bytes: a checkout's dates say nothing."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def python_of(environment: Path) -> Path:
    """The environment's interpreter."""
    return environment / "bin" / "python"


def clean_environ() -> Mapping[str, str]:
    """The environment without what misleads pip and Python."""
    return {name: value for name, value in os.environ.items() if name not in MISLEADING}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
