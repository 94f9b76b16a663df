"""On which side of the list's announcement an act was: the words for the two differ (DOMAIN.md, Acts that end something)."""

from __future__ import annotations

from ledger.application.act_kinds import ActKind
from ledger.application.ledger import Story
from ledger.domain.endings import AnnouncedInError
from ledger.domain.nomination import ENTRY, ActStruck, Announced
from ledger.domain.readings import history_of, standing_notices
from ledger.domain.times import FOREVER, When, relation
from ledger.errors import Invalid, Problem, Refused


def check_announced(kind: ActKind, story: Story, effective: When, act: int | None) -> None:
    """Refuse what needs the other word.

    Before it was announced a nominee declines, after that withdraws; what straddles the announcement must say on which side it was.
    What the public heard was announced in error, our own slip entered in error.
    """
    if kind.list_must_be == "any" and kind.event is not ActStruck:
        return
    standing = {one.version for one in standing_notices(history_of(story), FOREVER)}
    notices = [
        event
        for _position, event in story
        if isinstance(event, Announced) and ENTRY in event.acts and event.originator_version in standing
    ]
    first = min(notices, key=lambda notice: notice.counts_from, default=None)
    if kind.event is ActStruck and (act is None or act == ENTRY) and first is not None:
        raise Refused("heard_by_the_public")
    if kind.list_must_be == "unannounced" and first is not None:
        _check_before(first, effective)
    if kind.list_must_be == "announced":
        if first is None:
            raise Refused(_unheard(kind))
        if kind.own_wish:
            _check_after(first, effective)


def _unheard(kind: ActKind) -> str:
    """Why it is not this act while the public has not heard of the nomination."""
    if kind.event is AnnouncedInError:
        return "only_ours"
    return "not_announced_yet" if kind.own_wish else "entry_not_announced"


def _check_before(first: Announced, effective: When) -> None:
    if relation(effective, first.effective) != "before" and not _says(effective, "before"):
        raise Invalid([Problem("effective", "after_the_list", {"announced": first.effective})])


def _check_after(first: Announced, effective: When) -> None:
    side = relation(effective, first.effective)
    if side == "before" or effective.before_us <= first.effective.earliest_us or _says(effective, "before"):
        raise Invalid([Problem("effective", "before_the_list", {"announced": first.effective})])
    if side == "straddles" and not _says(effective, "after") and not effective.is_unknown:
        if effective.earliest_us >= first.effective.earliest_us and effective.earliest_us >= first.counts_from:
            return
        raise Invalid([Problem("effective", "which_side_of_the_list", {"announced": first.effective})])


def _says(effective: When, side: str) -> bool:
    """Whether the time itself says on which side of the list's announcement it was."""
    return f"{side}:nominations_announced" in effective.text.split(";")
