"""Text as people type it: any script, any direction; what cannot be stored or shown is refused at its field."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, ClassVar

from marshmallow import ValidationError, fields

LINE = 500
PROSE = 10_000


class Line(fields.String):
    """One line of text in Unicode's composed form, at most 500 characters."""

    longest: ClassVar[int] = LINE
    unstorable: ClassVar[re.Pattern[str]] = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
    """Control characters, and halves of characters (lone surrogates)."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs).replace("\r\n", "\n")
        if self.unstorable.search(text):
            raise ValidationError("text_not_storable")
        text = unicodedata.normalize("NFC", text)
        if len(text) > self.longest:
            raise ValidationError("text_too_long")
        return text


class Prose(Line):
    """Several lines of text, at most 10,000 characters."""

    longest = PROSE
    unstorable = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
