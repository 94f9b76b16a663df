"""The one catalogue all text goes through: English is the source, other languages follow as translations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import TypeVar

from babel.support import Translations

K = TypeVar("K")
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


def noted(message: str) -> str:
    """Mark a message for the catalogue where it stands; it is translated where it is said."""
    return message


class Words(Mapping[K, str]):
    """Codes with their words; each look-up answers in the reader's language."""

    def __init__(self, words: Mapping[K, str]) -> None:
        self._words = dict(words)

    def __getitem__(self, code: K) -> str:
        return gettext(self._words[code])

    def __iter__(self) -> Iterator[K]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)
