"""What every test stands on: an environment that a stranger's settings do not reach, and the shared fixtures."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

pytest_plugins = ["tests.support.shared", "tests.support.browser"]

# The libraries read these from the environment before what they are told; a stranger's would decide a test.
STRANGE_PREFIXES = ("AWARDS_", "FLASK_", "GUNICORN_", "LEDGER_", "PG", "POSTGRES_", "SQLITE_")
STRANGE = (
    "ARGS",
    "CIPHER_KEY",
    "CIPHER_TOPIC",
    "COMPRESSOR_TOPIC",
    "DATA",
    "FACTORY_TOPIC",
    "HOST",
    "INFRASTRUCTURE_FACTORY",
    "IS_SNAPSHOTTING_ENABLED",
    "LANGUAGE",
    "MAKEFLAGS",
    "MAKELEVEL",
    "MAPPER_TOPIC",
    "MFLAGS",
    "PERSISTENCE_MODULE",
    "PORT",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONWARNINGS",
)
MEANT = ("AWARDS_SHARED", "AWARDS_BROWSER")

for name in list(os.environ):
    if (name.startswith(STRANGE_PREFIXES) or name in STRANGE) and name not in MEANT:
        del os.environ[name]

# Containers often forbid it, and then every worker compiles every module and its assertions anew: seconds of each run.
sys.dont_write_bytecode = False

# The database server's wheel warns, on import, where this is missing or open to others.
RUNTIME = Path(tempfile.gettempdir()) / f"awards-runtime-{os.getuid()}"
RUNTIME.mkdir(mode=0o700, exist_ok=True)
os.environ["XDG_RUNTIME_DIR"] = str(RUNTIME)
