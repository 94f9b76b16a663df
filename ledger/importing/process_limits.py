"""What a process that reads a stranger's file may take, which it says itself before it opens the file, and how it answers."""

from __future__ import annotations

import resource

MEMORY = 3 * 1024**3
"""Bytes of address space."""
SECONDS = 300
"""Of computing."""
WRITTEN = 1024**3
"""Bytes of a file that it writes."""
OPEN_FILES = 64
LENGTH_BYTES = 4
"""In front of each frame of an answer that comes in several."""
PLAIN, BYTES = b"t", b"b"
"""What a frame of rows begins with: their cells are texts, or bytes."""


def limit() -> None:
    """Hold this process to them from here on."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
