"""Text as people type it: any script, any direction; what cannot be stored or shown is refused at its field."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from marshmallow import ValidationError, fields

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LINE = 500
PROSE = 10_000


class Line(fields.String):
    """One line of text in Unicode's composed form, at most 500 characters."""

    longest = LINE

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
            raise ValidationError("text_not_storable")
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
        if _CONTROLS.search(text) or (self.longest == LINE and "\n" in text):
            raise ValidationError("text_not_storable")
        if len(text) > self.longest:
            raise ValidationError("text_too_long")
        return text


class Prose(Line):
    """Several lines of text, at most 10,000 characters."""

    longest = PROSE
