"""What the server logs: one line an event, without what anybody typed, sent, or was shown.

Of an exception stand its class, a code where it has one, and where it was raised: never its message, which can hold a value, and no
local variable. Of what libraries log stand the words that are in their source, never what they put into them.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import time
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Any

import structlog

from ledger.errors import LedgerError

FORMS = ("json", "plain")
FRAMES = 40
"""The innermost so many places of a trace stand in a line."""
CAUSES = 5
INVALID = "Invalid request from ip="
WORDS = frozenset(
    {
        "Error handling request",
        "Error handling request (no URI read)",
        "Exception in post_request hook",
        "Exception in worker process",
        "Socket error processing request.",
        "Unhandled exception in main loop",
    }
)
"""What libraries log in words alone, and is known to hold nothing else."""
WITHHELD = "message withheld"
_OURS = "told"


def told_error(error: BaseException) -> dict[str, Any]:
    """An exception as fields of a log line: its class and code, where it was raised, and the same of what caused it."""
    chain = list(_chain(error))
    fields: dict[str, Any] = {"error": _named(error), "trace": list(_places(error.__traceback__))}
    if len(chain) > 1:
        fields["caused_by"] = [
            {"error": _named(one), "trace": list(_places(one.__traceback__))} for one in chain[1:CAUSES]
        ]
    return fields


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _named(error: BaseException) -> str:
    """The class, with the code of our own errors, of databases and of the system: they are of closed vocabularies."""
    name = type(error).__qualname__
    if isinstance(error, LedgerError):
        return f"{name}:{error.code}"
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    if code is None and isinstance(error, OSError):
        code = error.errno
    return name if code is None else f"{name}:{code}"


def _places(trace: TracebackType | None) -> Iterator[str]:
    """Where it passed, the outermost first: file, line, function."""
    frames = list(walk_tb(trace))[-FRAMES:]
    for frame, line in frames:
        yield f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"


def _short(file: str) -> str:
    """A file as its package calls it: no folder of the machine."""
    parts = Path(file).parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    for top in ("ledger", "web", "workers"):
        if top in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(top) :])
    return parts[-1] if parts else ""


class OneLine(logging.Formatter):
    """An event as one line: an object of JSON, or plain words; characters that could begin another, or move a cursor, are escaped."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self._json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        """See `OneLine`."""
        line = {
            "time": f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(record.created))}.{int(record.msecs):03}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            **_fields(record),
        }
        if self._json:
            return json.dumps(line, ensure_ascii=True, default=lambda value: type(value).__qualname__)
        told = " ".join(str(line.pop(name)) for name in ("time", "level", "logger", "event"))
        rest = " ".join(f"{name}={json.dumps(value, default=str)}" for name, value in line.items())
        return json.dumps(told)[1:-1] + (f" {rest}" if rest else "")


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    ours: Mapping[str, Any] | None = getattr(record, _OURS, None)
    if ours is not None:
        return {"event": str(record.msg), **ours}
    fields: dict[str, Any] = {"event": _words(record), "where": f"{_short(record.pathname)}:{record.lineno}"}
    error = record.exc_info[1] if record.exc_info else None
    return fields if error is None else {**fields, **told_error(error)}


def _words(record: logging.LogRecord) -> str:
    """What a library logs, as far as that is in its source."""
    if not isinstance(record.msg, str):
        return WITHHELD
    if record.msg.startswith(INVALID):
        return "Invalid request"
    return record.msg if record.args or record.msg in WORDS else WITHHELD


def _to_logging(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """An event of ours as the arguments of the standard library's logger."""
    told = str(event.pop("event", ""))
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given
    if isinstance(error, BaseException):
        event.update(told_error(error))
    return {"msg": told, "extra": {_OURS: event}}


def configure(form: str = "json") -> None:
    """From now on everything this process logs goes to standard error in this form (`FORMS`), one line an event."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine(form))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for library in ("sqlalchemy", "alembic", "psycopg", "werkzeug", "flask_security"):
        logging.getLogger(library).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[_to_logging],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    own = structlog.get_logger("ledger")
    sys.excepthook = lambda _kind, error, _trace: own.error("process_failed", **told_error(error))
    threading.excepthook = lambda failed: own.error(
        "thread_failed", **(told_error(failed.exc_value) if failed.exc_value else {})
    )
    sys.unraisablehook = lambda failed: own.error(
        "error_ignored", **(told_error(failed.exc_value) if failed.exc_value else {})
    )
