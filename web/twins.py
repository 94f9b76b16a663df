"""Every page has a JSON twin at the same address with `.json`: the same view object, dumped by its schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from flask import Blueprint, Response, render_template, request
from marshmallow import Schema
from werkzeug.wrappers import Response as BaseResponse

from web.caching import cached

HTML = "text/html; charset=utf-8"
JSON = "application/json"


class Shown(NamedTuple):
    """What a page shows: the view, and `more` that only the page needs (a search field as it was typed)."""

    view: Mapping[str, Any]
    more: Mapping[str, Any] = {}
    status: int = 200


Page = Callable[..., Shown | BaseResponse]


class Twin(NamedTuple):
    """How a page is shown: its template, its view's schema, and for public pages what its revision is."""

    template: str
    schema: Schema
    revision: Callable[..., str] | None = None


def wants_json() -> bool:
    """Whether the address asks for the twin."""
    return request.path.endswith(".json")


def twin_rule(rule: str) -> str:
    """The twin's address: `/a/b/` and `/a/b` have `/a/b.json`, `/` has `/index.json`."""
    return (rule.rstrip("/") or "/index") + ".json"


def twin(blueprint: Blueprint, rule: str, how: Twin, *, posts: bool = False) -> Callable[[Page], Page]:
    """Register a page and its twin. A page may also answer with a response of its own (a redirect).

    With `posts` the page, not the twin, also takes what its form sends.
    """

    def register(page: Page) -> Page:
        name = page.__name__

        def answer(**arguments: Any) -> BaseResponse:
            if how.revision is None or request.method == "POST":
                return _answer(page(**arguments), how)
            return cached(how.revision(**arguments), lambda: _answer(page(**arguments), how))

        methods = ["GET", "POST"] if posts else ["GET"]
        blueprint.add_url_rule(rule, name, answer, methods=methods)
        blueprint.add_url_rule(twin_rule(rule), f"{name}_json", answer, methods=["GET"])
        return page

    return register


def _answer(shown: Shown | BaseResponse, how: Twin) -> BaseResponse:
    if isinstance(shown, BaseResponse):
        return shown
    if wants_json():
        body = json.dumps(how.schema.dump(shown.view), ensure_ascii=False, indent=2) + "\n"
        return Response(body, shown.status, content_type=JSON)
    body = render_template(how.template, view=shown.view, twin=_address(), **shown.more)
    return Response(body, shown.status, content_type=HTML)


def _address() -> str:
    query = request.query_string.decode("ascii", "ignore")
    return twin_rule(request.path) + (f"?{query}" if query else "")
