"""What organisers and auditors are told when pages cannot show all that is in the log."""

from __future__ import annotations

from flask import g

from ledger.consumers.lag import lag
from ledger.wording.catalogue import gettext as _
from ledger.wording.catalogue import ngettext
from ledger.wording.times import say_instant
from web.people import services

TOLERATED_US = 60_000_000
"""How far clocks of machines that share a log may differ without a word (µs)."""


def shortcomings() -> list[str]:
    """Read models behind the log, streams held back, a clock that went back; nothing of it is for the public.

    Asked once for an answer: what its page said decides whether it may be kept.
    """
    if "shortcomings" not in g:
        g.shortcomings = _shortcomings()
    told: list[str] = g.shortcomings
    return told


def _shortcomings() -> list[str]:
    found = services()
    lags = [lag(view) for view in found.views]
    behind, held = max(one.events for one in lags), max(one.parked for one in lags)
    newest = found.ledger.recorder.head()[1]
    told = []
    if behind:
        sentence = ngettext(
            "Lists and timeline have not taken in the newest act of the log yet.",
            "Lists and timeline have not taken in the newest %(n)d acts of the log yet.",
            behind,
        )
        told.append(sentence % {"n": behind})
    if held:
        sentence = ngettext(
            "One stream of the log cannot be shown as it stands; the operator finds it in the status.",
            "%(n)d streams of the log cannot be shown as they stand; the operator finds them in the status.",
            held,
        )
        told.append(sentence % {"n": held})
    if newest - found.ledger.clock() > TOLERATED_US:
        sentence = _(
            "The newest act was recorded at %(newest)s, which this machine’s clock has not reached: one of the two is wrong."
        )
        told.append(sentence % {"newest": say_instant(newest, "UTC")})
    return told
