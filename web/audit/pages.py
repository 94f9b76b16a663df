"""The log as a timeline, any act opened, and who read what."""

from __future__ import annotations

from flask import Blueprint, g

from ledger.history.nomination_story import Reads
from ledger.history.opened import opened
from ledger.schemas.access_views import ReadsView
from ledger.schemas.log_views import ChainView, EventView, TimelineView
from web.audit.chain import Chain
from web.audit.filtering import browse
from web.audit.reading import reads_shown
from web.desk.citing import links
from web.desk.keeping import kept_until_due
from web.following import shortcomings
from web.people import covers, required, services
from web.sight import sees
from web.twins import Shown, Twin, twin

audit = Blueprint("audit", __name__)


@twin(audit, "/audit/", Twin("audit/timeline.html", TimelineView()), around=kept_until_due)
def timeline() -> Shown:
    """The log, newest first, by edition, kind of act, party and time."""
    required("log")
    return browse()


@twin(audit, "/audit/acts/<act>", Twin("audit/event.html", EventView()), around=kept_until_due)
def event(act: str) -> Shown:
    """One act opened."""
    required("read")
    ledger = services().ledger
    may = Reads(covers("results"), covers("private"))
    told = opened(ledger.recorder, ledger.mapper, act, ledger.now(), may, sees)
    if told["topic"].startswith("instrument."):
        # Its fields say what its page says.
        g.told_documents = True
    rests_on = links([told["instrument"]] if told["instrument"] else [])
    return Shown(told | {"document": rests_on.get(told["instrument"])})


@twin(audit, "/audit/acts/<act>/chain", Twin("audit/chain.html", ChainView()))
def chain(act: str) -> Shown:
    """What an act arose from, and what followed from it."""
    required("log")
    return Shown(Chain().view(act) | {"shortcomings": shortcomings()})


@twin(audit, "/log/reads", Twin("audit/reads.html", ReadsView()))
def reads() -> Shown:
    """Who read what is confidential, newest first, by person, kind, show and day."""
    return reads_shown(required("read_access"))
