"""A checkout to set up: the real Makefile and set-up program, with two tiny packages instead of a hundred."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
NAMES = ("python3.14", "python3.13", "python3.12", "python3.11", "python3", "python")


@dataclass
class Checkout:
    """A checkout in a folder with a space in its name, and a folder of wheels in place of a registry."""

    folder: Path
    wheels: Path

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / ".venv" / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """What is written last."""
        return self.folder / ".venv" / "complete.json"

    def lock(self, level: str, *packages: str) -> None:
        """Lock a level of requirements to these packages, each as a wheel of its own."""
        lines = [f"{name}==1.0 --hash=sha256:{wheel(self.wheels, name)}\n" for name in packages]
        (self.folder / "requirements" / f"{level}.txt").write_text("".join(lines))

    def environ(self, **extra: str) -> dict[str, str]:
        """The environment: this machine's Python, and pip sees the wheels only."""
        told = {"PYTHON": str(PYTHON), "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.wheels.as_uri(), **extra}
        return {**os.environ, **told}

    def run(self, *command: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the checkout."""
        return subprocess.run(
            command, cwd=self.folder, env=self.environ(**extra), capture_output=True, text=True, check=False
        )

    def set_up(self, *wanted: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run the set-up program as make does."""
        return self.run("sh", "scripts/with-python.sh", "scripts/setup.py", *(wanted or ("runtime",)), **extra)

    def imports(self, name: str) -> bool:
        """Whether the environment has the package."""
        return self.run(str(self.python), "-I", "-c", f"import {name}").returncode == 0


def new_checkout(folder: Path) -> Checkout:
    """A fresh checkout whose runtime needs `tiny` and whose tests need `extra`."""
    made = Checkout(folder / "a checkout", folder / "wheels")
    (made.folder / "requirements").mkdir(parents=True)
    made.wheels.mkdir()
    shutil.copytree(ROOT / "scripts", made.folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, made.folder)
    made.lock("runtime", "tiny")
    made.lock("dev", "extra")
    return made


def wheel(folder: Path, name: str) -> str:
    """Write a wheel of one module and one command; its SHA-256."""
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": f"def main():\n    print('{name} runs')\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": f"[console_scripts]\n{name} = {name}:main\n",
    }
    record = "".join(f"{path},sha256={_digest(text)},{len(text)}\n" for path, text in files.items())
    target = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as archive:
        for path, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            archive.writestr(zipfile.ZipInfo(path), text)
    return hashlib.sha256(target.read_bytes()).hexdigest()


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def command(folder: Path, name: str, body: str) -> Path:
    """Put a command of the shell into the folder."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path
