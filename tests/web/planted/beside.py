"""What stands beside acts: who was told, reports, who is next, a court, what may not be shown; and decisions on several nominations."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from ledger.application.ruling import approve_text, ruling_in
from ledger.application.ruling_forms import record_ruling
from ledger.application.striking_rulings import STRIKE, record_ruling_strike
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.publicity import PARTS
from tests.web.planted.acts import entered
from tests.web.planted.planting import SECOND, Planter

APPROVED = 2
"""The version of the approval of a decision's text, which is the second act of its stream."""


def plant_beside(planter: Planter, category: UUID, *, told: bool) -> None:
    """A nomination that fell, with all that is told of that; and one of which no word is shown. The public hears of the fall, or not."""
    fell = entered(planter, category)
    planter.announce(f"{fell}@{ENTRY}", effective="2020-02-01")
    act = planter.act("rule-ineligible", fell)
    version = act.partition("@")[2]
    planter.act("tell-party", fell, act=version, told="true", how="letter", told_by="organiser")
    told_too = planter.ledger.story(entered(planter, category))[0][1]
    assert isinstance(told_too, Entered)
    planter.act("tell-party", fell, act=version, told="true", how="letter", told_by="organiser",
                party=str(told_too.credits[0].party))  # fmt: skip
    planter.act("add-report", fell, act=version, report_who=planter.word(), sure="reported", says="otherwise",
                report_words=planter.word())  # fmt: skip
    planter.act("name-next", fell, act=version, next=planter.word())
    planter.act("before-court", fell, before_court="true")
    if told:
        planter.announce(act, over_court=planter.word())
    silent = f"{entered(planter, category)}@{ENTRY}"
    planter.announce(silent, effective="2020-02-01", said_of=silent, said=planter.word())
    hide(planter, silent.partition("@")[0])


def hide(planter: Planter, nomination: str) -> None:
    """Nothing of a nomination may be shown in public any more."""
    for part in (one for one in PARTS if one != "name"):
        planter.act(
            "showing", UUID(nomination), shown="false", part=part, shown_why="safety", ordered_by=planter.word()
        )


def plant_decisions(planter: Planter, category: UUID, *, told: bool) -> None:
    """Decisions with a text for the public: told with it, without it, or not at all."""
    first = decide(planter, category)
    _approve(planter, first)
    second = decide(planter, category, follows_rulings=[str(first)])
    if told:
        planter.announce(f"{first}@1", f"{first}@{APPROVED}")
        planter.announce(f"{second}@1")
        for act in ruling_in(planter.ledger, second).made.acts:
            hide(planter, act.partition("@")[0])
        planter.take_back(planter.announce(f"{decide(planter, category)}@1"))
        strike(planter, decide(planter, category))
    else:
        decide(planter, category, ("not-conferred",))


def decide(planter: Planter, category: UUID, verbs: Sequence[str] = ("disqualify", "review"), **typed: object) -> UUID:
    """A decision on announced nominations, by a body of which two took part and one each stood aside and was absent."""
    about = [entered(planter, category) for _verb in verbs]
    planter.announce(*(f"{one}@{ENTRY}" for one in about), effective="2020-02-01")
    if "not-conferred" in verbs:
        planter.act("choose", about[0])
    by = planter.by()
    targets = [{"nomination": str(one), "verb": verb, "private_reason": planter.word(), "source_word": planter.word()}
               for one, verb in zip(about, verbs, strict=True)]  # fmt: skip
    form = {
        "command": str(by.command),
        "seen": planter.seen(),
        "body": "organiser",
        "effective": planter.day(),
        "rule": planter.rule or f"7 {planter.word()}",
        "took_part": f"{planter.word()}\n{planter.word()}",
        "stood_aside": planter.word(),
        "absent": planter.word(),
        "public_text": planter.word(),
        "private_reason": planter.word(),
        "source_kind": "letter",
        "source_note": planter.word(),
        "targets": targets,
    }
    if planter.breaks_rules:
        form |= {"happened": "true", "irregular_reason": planter.word()}
    receipt = record_ruling(planter.ledger, by, planter.edition, {**form, **typed}, planter.stories())
    return UUID(receipt.acts[0].partition("@")[0])


def strike(planter: Planter, ruling: UUID) -> None:
    """Entered in error: the decision, and what it recorded of nominations and of what was asked."""
    by = planter.by()
    form = {"command": str(by.command), "seen": planter.seen(), "private_reason": planter.word()}
    record_ruling_strike(planter.ledger, by, (STRIKE, ruling), form, planter.stories())


def _approve(planter: Planter, ruling: UUID) -> None:
    by = planter.by(SECOND)
    approve_text(planter.ledger, by, ruling, {"approve": str(by.command)})
