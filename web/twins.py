"""Every page has a JSON twin at the same address with `.json`: the same view object, dumped by its schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Response, render_template, request
from marshmallow import Schema

HTML = "text/html; charset=utf-8"
JSON = "application/json"


def wants_json() -> bool:
    """Whether the address asks for the twin."""
    return request.path.endswith(".json")


def content_type() -> str:
    """The content type of this address."""
    return JSON if wants_json() else HTML


def shown(template: str, schema: Schema, view: Mapping[str, Any], **more: Any) -> str:
    """The view as the address asks for it; `more` is for the page alone (forms, links)."""
    if wants_json():
        return json.dumps(schema.dump(view), ensure_ascii=False, indent=2) + "\n"
    return render_template(template, view=view, twin=_twin(), **more)


def page(template: str, schema: Schema, view: Mapping[str, Any], **more: Any) -> Response:
    """The same as an answer."""
    return Response(shown(template, schema, view, **more), content_type=content_type())


def _twin() -> str:
    path = request.path.rstrip("/") or "/index"
    query = request.query_string.decode("ascii", "ignore")
    return f"{path}.json" + (f"?{query}" if query else "")
