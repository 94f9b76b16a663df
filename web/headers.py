"""The headers every answer carries."""

from __future__ import annotations

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; object-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ATTACHED = "sandbox; default-src 'none'"
"""The policy of what is to be kept and not shown."""
ALWAYS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)
UNKEPT = ("Cache-Control", "private, no-store")
FORGOTTEN = ("Clear-Site-Data", '"cache", "storage"')
"""Of an answer that ends a sign-in or a visit: the browser lets go of what it kept. Cookies stay: one tells that it is no stranger's."""


def install(app: Flask) -> None:
    """Add the headers to every answer."""

    @app.after_request
    def add(response: Response) -> Response:
        present = {name.lower() for name, _value in response.headers}
        # What is not there is a page, with the name of whoever asked for it.
        is_file = request.path.startswith("/static/") and response.status_code < 400
        wanted = ALWAYS if is_file else (*ALWAYS, UNKEPT)
        response.headers.extend([header for header in wanted if header[0].lower() not in present])
        return response
