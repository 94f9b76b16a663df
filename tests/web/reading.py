"""Reads a page as a browser would: the form with what it would send, and elements by id."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

Attributes = dict[str, str | None]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.form: dict[str, Any] = {}
        self.elements: dict[str, tuple[str, Attributes]] = {}
        self.described: list[str] = []
        self.options: dict[str, list[str]] = {}
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name, value = told.get("name") or "", told.get("value") or ""
        if found := told.get("id"):
            assert found not in self.elements, f"two elements are called {found}"
            self.elements[found] = (tag, told)
        self.described += (told.get("aria-describedby") or "").split()
        if tag == "input":
            self._input(told, name, value)
        elif tag == "select":
            self._select = name
        elif tag == "option":
            self.options.setdefault(self._select, []).append(value)
            if "selected" in told or self._select not in self.form:
                self.form[self._select] = value
        elif tag == "textarea":
            self._area, self.form[name] = name, ""

    def _input(self, told: Attributes, name: str, value: str) -> None:
        kind = told.get("type")
        if kind == "checkbox":
            self.form.setdefault(name, [])
            if "checked" in told:
                self.form[name].append(value)
        elif kind != "radio" or "checked" in told:
            self.form[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.form[self._area] += data


def page_of(html: str) -> _Page:
    """The page; an id used twice or a description that is not there is an error."""
    page = _Page()
    page.feed(html)
    missing = [one for one in page.described if one not in page.elements]
    assert not missing, f"described by what is not there: {missing}"
    return page


def form_of(html: str) -> dict[str, Any]:
    """What the page's forms would send."""
    return page_of(html).form
