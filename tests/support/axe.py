"""One loaded page, seen at several widths and in either colour scheme, and what axe finds on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]


@cache
def _script() -> str:
    return str(Axe().axe_script)


def see_as(page: Page, width: int, scheme: Scheme) -> None:
    """Lay the page out anew in a window of this width (px) and colour scheme, without loading it again.

    No script of ours looks at the width or the scheme: the style sheet alone decides, at every moment.
    """
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)


def axe_on(page: Page, options: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Axe's results (`violations`, `passes`, …) by its own options."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    found: dict[str, list[Any]] = page.evaluate(f"axe.run({json.dumps(options)})")
    return found
