"""The one catalogue all text goes through: English is the source, other languages follow as translations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel.support import Translations

FOLDER = Path(__file__).parent / "translations"
"""Holds `<language>/LC_MESSAGES/messages.mo`."""

_ENGLISH = NullTranslations()
_CHOSEN: ContextVar[NullTranslations] = ContextVar("translations", default=_ENGLISH)


@lru_cache(maxsize=64)
def translations(language: str, folder: Path = FOLDER) -> NullTranslations:
    """The translations into a language ("ur", "pt_BR"); those into English, the source, where there are none."""
    return Translations.load(folder, [language])


@contextmanager
def speaking(chosen: NullTranslations) -> Iterator[None]:
    """Text made inside is in these translations; other threads and requests go on in theirs."""
    token = _CHOSEN.set(chosen)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def spoken() -> NullTranslations:
    """The translations text is made in here: the key under which made text may be kept."""
    return _CHOSEN.get()


def gettext(message: str) -> str:
    """The message in the reader's language."""
    return _CHOSEN.get().gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of the message for a number."""
    return _CHOSEN.get().ngettext(singular, plural, number)
