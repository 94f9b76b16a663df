"""Disks that are small, or that cannot be written to: real ones, which only the program that runs on them sees."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.shared import ROOT

_MOUNTED = 'mount -t tmpfs -o "$2" none "$1" && shift 2 && exec "$@"'


def on_a_disk(folder: Path, options: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Run it where the folder is a disk mounted with these options; skip where the machine lets nobody mount one."""
    mounting = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", _MOUNTED, "sh", str(folder), options]
    try:
        subprocess.run([*mounting, "true"], check=True, capture_output=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("This machine lets nobody mount a small disk (unshare --user --mount).")
    return subprocess.run([*mounting, *command], cwd=ROOT, capture_output=True, text=True, check=False)
