"""What organisers and auditors are told when pages cannot show all that is in the log."""

from __future__ import annotations

from flask import current_app, g

from ledger.bootstrap import Services
from ledger.consumers.lag import lag
from ledger.errors import Unavailable
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


def _behind(found: Services, head: int) -> tuple[int, int]:
    """By how many acts the furthest read model is behind, and how many streams are held back; counted once for the same rows and log."""
    try:
        rests_on = (head, tuple(view.mark() for view in found.views))
    except Unavailable:
        rests_on = None
    held: tuple[object, tuple[int, int]] | None = current_app.extensions.get("ledger_behind")
    if rests_on is not None and held is not None and held[0] == rests_on:
        return held[1]
    lags = [lag(view) for view in found.views]
    told = max(one.events for one in lags), max(one.parked for one in lags)
    if rests_on is not None:
        current_app.extensions["ledger_behind"] = rests_on, told
    return told


def _shortcomings() -> list[str]:
    found = services()
    head, newest = found.ledger.recorder.head()
    behind, held = _behind(found, head)
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
            "One stream of the log cannot be shown as it stands; the desk’s first page tells which.",
            "%(n)d streams of the log cannot be shown as they stand; the desk’s first page tells which.",
            held,
        )
        told.append(sentence % {"n": held})
    if newest - found.ledger.clock() > TOLERATED_US:
        sentence = _(
            "The newest act was recorded at %(newest)s, which this machine’s clock has not reached: one of the two is wrong."
        )
        told.append(sentence % {"newest": say_instant(newest, "UTC")})
    return told
