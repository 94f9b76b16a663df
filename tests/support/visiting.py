"""A browser without a screen, over the wire to a real server: cookies kept, redirects not followed, refusals as answers."""

from __future__ import annotations

import http.client
from collections.abc import Iterable, Mapping
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from tests.web.reading import form_of

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=edge"


class Answered(NamedTuple):
    """An answer: status, headers by lower-case name, text."""

    status: int
    headers: dict[str, str]
    text: str


class Visitor:
    """One of its own for each person."""

    def __init__(self, address: str) -> None:
        self.place = urlsplit(address).netloc
        self.cookies: dict[str, str] = {}

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | Iterable[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answered:
        """One request on a connection of its own."""
        told = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} | dict(headers or {})
        connection = http.client.HTTPConnection(self.place, timeout=60)
        try:
            connection.request(method, path, body, {name: value for name, value in told.items() if value})
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
            return Answered(
                answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
            )
        finally:
            connection.close()

    def get(self, path: str) -> Answered:
        """A page."""
        return self.ask("GET", path)

    def token(self, path: str) -> str:
        """The token of the page's form."""
        return str(form_of(self.get(path).text)["csrf_token"])

    def send(self, path: str, **typed: str) -> Answered:
        """A page's form."""
        form = form_of(self.get(path).text) | typed
        return self.ask("POST", path, urlencode(form).encode(), {"Content-Type": FORM})

    def upload(self, path: str, content: bytes, name: str = "sheet.csv") -> Answered:
        """A file by a page's form."""
        head = f'--edge\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{self.token(path)}\r\n'
        file = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = b"".join((head.encode(), file.encode(), content, b"\r\n--edge--\r\n"))
        return self.ask("POST", path, body, {"Content-Type": PARTS})
