"""Refusals and faults as pages, or as JSON where a twin was asked for. The one place that maps errors to HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote_to_bytes

import structlog
from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, LengthRequired
from werkzeug.exceptions import NotFound as WerkzeugNotFound

from ledger.errors import Invalid, LedgerError, Problem, TooOften
from ledger.logs import told_error
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.errors import error_sentence, problem_sentence
from web.people import current
from web.twins import wants_json

log = structlog.get_logger()
REFUSED = (403, 429)
"""What somebody may not do, or does too often."""

TITLES = Words(
    {
        400: noted("That could not be read"),
        403: noted("Not with this role"),
        404: noted("Nothing here"),
        405: noted("Not in this way"),
        409: noted("Something changed meanwhile"),
        411: noted("Of unknown length"),
        413: noted("Too large"),
        429: noted("Not just now"),
        422: noted("Something needs to be put right"),
        500: noted("Our fault"),
        503: noted("Not just now"),
    }
)


def install(app: Flask) -> None:
    """Answer every error in words."""
    app.before_request(_refuse_what_has_no_length)
    app.before_request(_refuse_what_is_no_text)

    app.errorhandler(LedgerError)(refusal)

    @app.errorhandler(CSRFError)
    def stale(_error: CSRFError) -> Response:
        return answer(
            400, _("This form is too old or came from elsewhere. Go back, reload the page and send it again.")
        )

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        status = error.code or 500
        sentences = {
            404: _("There is nothing at this address. It may have been mistyped."),
            405: _("This address does not take that kind of request."),
            411: _("What was sent does not say how long it is. Send it with its length."),
            413: _("What was sent is larger than a form can be."),
        }
        response = answer(status, sentences.get(status, _("The request could not be read.")))
        if status == 405:
            response.headers["Allow"] = ", ".join(getattr(error, "valid_methods", None) or ())
        return response

    @app.errorhandler(Exception)
    def fault(error: Exception) -> Response:
        # The rule, not the address: that may hold the token of a link.
        log.error("request_failed", page=str(request.url_rule or ""), **told_error(error))
        return answer(
            500, _("Something went wrong on our side. Nothing was recorded halfway; try again, or tell the operator.")
        )


def refusal(error: LedgerError) -> Response:
    """A refusal in words; what is no fault of whoever asked is told to the operator too."""
    if error.status >= 500:
        log.error("request_not_answered", page=str(request.url_rule or ""), **told_error(error))
    if error.status in REFUSED:
        person = current()
        told = {"page": str(request.url_rule or ""), "account": person.id.hex if person else None}
        log.warning("request_refused", code=error.code, **told)
    problems = [problem_sentence(one) for one in error.problems] if isinstance(error, Invalid) else []
    response = answer(error.status, error_sentence(error), problems)
    if isinstance(error, TooOften):
        response.headers["Retry-After"] = str(error.params.get("seconds") or 60 * error.params["minutes"])
    return response


def _refuse_what_has_no_length() -> None:
    """What does not say how long it is would be cut off where forms end, and the rest taken for the whole."""
    if "Transfer-Encoding" in request.headers:
        raise LengthRequired


def _refuse_what_is_no_text() -> None:
    """What no database can look up or keep is answered before one is asked: zero bytes, and what is no text at all.

    A form that is not UTF-8 would otherwise be read as other words than were sent.
    """
    if "\0" in request.path:
        raise WerkzeugNotFound
    if request.method == "POST" and request.mimetype == "application/x-www-form-urlencoded":
        try:
            unquote_to_bytes(request.get_data(cache=True).replace(b"+", b" ")).decode()
        except UnicodeDecodeError:
            raise Invalid([Problem("", "text_not_storable")]) from None
    wrong = [name for name, values in request.args.lists() if any("\0" in one for one in (name, *values))]
    if wrong:
        raise Invalid([Problem(name.replace("\0", "�"), "text_not_storable") for name in wrong])


def answer(status: int, sentence: str, problems: Sequence[str] = ()) -> Response:
    """An error as a page or as JSON."""
    title = TITLES.get(status, _("Refused"))
    # A script of ours that sends JSON reads its refusal as such.
    if wants_json() or request.mimetype == "application/json":
        response = jsonify({"status": status, "title": title, "detail": sentence, "problems": list(problems)})
        response.content_type = "application/problem+json"
    else:
        page = render_template("error.html", status=status, title=title, sentence=sentence, problems=problems)
        response = make_response(page)
    response.status_code = status
    return response
