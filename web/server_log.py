"""gunicorn's own log goes where everything else does, in the same form."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger


class ServerLog(Logger):
    """Hands what gunicorn logs on to the process's log, which leaves out what it cannot know to be free of values."""

    def setup(self, cfg: Any) -> None:
        """See gunicorn; nothing is written by handlers of its own."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True
