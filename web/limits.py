"""What is taken: sizes, parts, time and how often, all in one place. What is over is answered in a sentence (413, 414, 431, 429)."""

from __future__ import annotations

from typing import Any, Final, NamedTuple


class Rate(NamedTuple):
    """So many at once (`burst`), and one more every so many `seconds`; `kind` tells it from other rates."""

    kind: str
    burst: int
    seconds: float


MEGABYTE: Final = 1024 * 1024
FORM: Final[dict[str, int]] = {
    "MAX_CONTENT_LENGTH": MEGABYTE,
    "MAX_FORM_MEMORY_SIZE": MEGABYTE,
    "MAX_FORM_PARTS": 100,
}
"""Bytes of a form, and parts of one that carries a file; a spreadsheet to be imported may be larger
(`ledger.importing.uploads`), and so may documents (`ledger.importing.documents_sent`)."""
REQUEST: Final[dict[str, Any]] = {
    "limit_request_line": 4094,
    "limit_request_fields": 100,
    "limit_request_field_size": 8190,
}
"""Bytes of the address, number of headers, bytes of each."""
TRUSTED: Final[dict[str, Any]] = {"forwarded_allow_ips": "", "forwarder_headers": "", "secure_scheme_headers": {}}
"""What gunicorn itself believes of a request that calls itself forwarded: nothing. Proxies of ours are told by number (`served_as`)."""
ARRIVING_SECONDS = 20.0
"""How long a request may take to arrive, beside a second for every `SLOWEST` bytes of it."""
SLOWEST = 16 * 1024
LEAVING_SECONDS = 60.0
"""How long an answer may take to leave."""

PAGES = Rate("pages", 3000, 0.01)
SEARCH = Rate("search", 300, 0.1)
JSON = Rate("json", 600, 0.05)
SENDING = Rate("sending", 120, 1.0)
"""Of a network: pages, searches and twins that it asks for, forms of people nobody knows. Hundreds may come from one on the night."""
RECORDING = Rate("recording", 300, 0.5)
UPLOADS = Rate("uploads", 30, 60.0)
DOCUMENTS = Rate("documents", 120, 5.0)
"""Of a person: forms sent, spreadsheets sent, forms that may carry documents."""
REMEMBERED = 50_000
"""How many networks and people are told apart at once; beyond that, whoever came longest ago is forgotten."""
