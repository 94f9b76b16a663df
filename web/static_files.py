"""Addresses of static files that change with their content, so that they can be cached for ever."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import url_for

FOLDER = Path(__file__).parent / "static"
STYLESHEETS = (
    "page", "controls", "field", "moment", "standing", "notice", "count", "nominees", "people", "preview", "receipt",
    "timeline", "event", "table", "story", "importing", "record", "choosing", "settings", "today", "account", "request",
    "documents", "decision",
)  # fmt: skip
"""One per component, in the order in which they are linked; print.css follows them."""


@lru_cache(maxsize=64)
def _version(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a static file."""
    return url_for("static", filename=name, v=_version(name))
