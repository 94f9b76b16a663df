"""What the server's log says of requests, without what opens something: an address may hold the token of a link."""

from __future__ import annotations

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

TOKEN = re.compile(r"(/(?:p|account/link)/)[^'\"\r\n]+")
"""To the end of the quotation or the line: what is no whole request may hold blanks."""


class WithoutTokens(logging.Formatter):
    """A line of the log, traceback and all, with the tokens of links left out."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return TOKEN.sub(r"\1…", super().format(record))


class ServerLog(Logger):
    """gunicorn's log; it tells requests that could not be read or answered with their whole address."""

    def setup(self, cfg: Any) -> None:
        """As told, under our own formatter."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(WithoutTokens(self.error_fmt, self.datefmt))
