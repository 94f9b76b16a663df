"""Every page has a JSON twin at the same address with `.json`: the same view object, dumped by its schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from flask import Blueprint, Response, render_template, request
from marshmallow import Schema
from werkzeug.wrappers import Response as BaseResponse

from web.caching import Holds, kept

HTML = "text/html; charset=utf-8"
JSON = "application/json"


class Shown(NamedTuple):
    """What a page shows: the view, and `more` that only the page needs (a search field as it was typed).

    A public page also says what it rests on (`holds`), and is kept for as long as that stays.
    """

    view: Mapping[str, Any]
    more: Mapping[str, Any] = {}
    status: int = 200
    holds: Holds | None = None


Page = Callable[..., Shown | BaseResponse]


class Twin(NamedTuple):
    """How a page is shown: its template and its view's schema."""

    template: str
    schema: Schema


def wants_json() -> bool:
    """Whether the address asks for the twin."""
    return request.path.endswith(".json")


def twin_rule(rule: str) -> str:
    """The twin's address: `/a/b/` and `/a/b` have `/a/b.json`, `/` has `/index.json`."""
    return (rule.rstrip("/") or "/index") + ".json"


Around = Callable[[Callable[[], BaseResponse]], BaseResponse]
"""Answers with what it is given, or with what it kept of that."""


def as_it_is(render: Callable[[], BaseResponse]) -> BaseResponse:
    """Rendered anew each time."""
    return render()


def twin(
    blueprint: Blueprint, rule: str, how: Twin, *, posts: bool = False, around: Around = as_it_is
) -> Callable[[Page], Page]:
    """Register a page and its twin. A page may also answer with a response of its own (a redirect).

    With `posts` the page, not the twin, also takes what its form sends. `around` may keep the answers (web/desk/keeping.py).
    """

    def register(page: Page) -> Page:
        name = page.__name__

        def rendering(**arguments: Any) -> BaseResponse:
            shown = page(**arguments)
            if isinstance(shown, BaseResponse):
                return shown
            answered = rendered(shown, how)
            return answered if shown.holds is None else kept(answered, shown.holds)

        def answer(**arguments: Any) -> BaseResponse:
            return around(lambda: rendering(**arguments))

        methods = ["GET", "POST"] if posts else ["GET"]
        blueprint.add_url_rule(rule, name, answer, methods=methods)
        blueprint.add_url_rule(twin_rule(rule), f"{name}_json", answer, methods=["GET"])
        return page

    return register


def rendered(shown: Shown, how: Twin) -> Response:
    """The page, or its twin where the address asks for that."""
    if wants_json():
        body = json.dumps(how.schema.dump(shown.view), ensure_ascii=False, indent=2) + "\n"
        return Response(body, shown.status, content_type=JSON)
    body = render_template(how.template, view=shown.view, twin=_address(), **shown.more)
    return Response(body, shown.status, content_type=HTML)


def _address() -> str:
    query = request.query_string.decode("ascii", "ignore")
    return twin_rule(request.path) + (f"?{query}" if query else "")
