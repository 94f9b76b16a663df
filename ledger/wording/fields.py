"""What is wrong with one answer, wherever it was given: in a form, a cell of a spreadsheet, a key of a mapping file."""

from __future__ import annotations

from ledger.wording.catalogue import noted
from ledger.wording.record_problems import PROBLEMS

FIELDS: dict[str, str] = {
    "address_reserved": noted("The address %(address)s belongs to a page of the ledger itself. Choose another."),
    "because_when_recorded": noted(
        "Say why it was not announced if it is recorded without having been a nomination, and only then."
    ),
    "not_a_zone": noted("There is no such time zone. Use an IANA name, such as Europe/London or Asia/Karachi."),
    "not_an_address": noted("An address has small letters a to z, digits and single hyphens, at most 100 characters."),
    "not_an_id": noted("An id has no blanks and at most 100 characters."),
    "not_an_ordinal": noted("Give a whole number from 1 to 999,999,999, in digits."),
    "nothing_named": noted("This names no work, no person and no citation, so there is nothing to enter. Name one."),
    "required": noted("This is needed."),
    "text_not_storable": noted("The text holds a character that cannot be stored. Type it again."),
    "text_too_long": noted("The text is longer than this field takes. Shorten it."),
    **PROBLEMS,
    "unknown_choice": noted("Choose one of the answers offered."),
}
