"""Writes docs/events/README.md from the code: `python scripts/event_catalogue.py`; with `--check`, only compares."""

from __future__ import annotations

import ast
import inspect
import sys
import types
import typing
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402

from ledger.domain import topics  # noqa: E402
from ledger.domain.event import Event  # noqa: E402
from ledger.domain.values import audience_of  # noqa: E402

CATALOGUE = ROOT / "docs" / "events" / "README.md"
HEAD = """# Events

Made from the code by `scripts/event_catalogue.py`; a test compares. Examples of the stored JSON stand in `tests/domain/golden/`.

Every stored state begins with `nonce`, 16 random bytes, so that its hash tells nothing, and `by` (internal, a `Provenance`): who did it, as
what, by which command. The shapes that fields are made of stand at the end.
*Public* fields may be seen by anybody once the act has been announced, *internal* ones by organisers and auditors.
A personal text is sealed under the key of the person it is about; what concerns several people of a nomination at once (its credit line, its
citation, why the whole of it was withdrawn) under the nomination's own key, which is destroyed when one of them is erased.

What sets up shows and editions is in no announcement. Of it the public reads at once, where it knows the show, the edition or the category
already: names, in whatever language, because they only say how a thing is called and a wrong one is put right where it stands; the order of
categories; places and vacancy policies that were recorded as *shown*; and rulebooks that stand as *public*, which is what that word is
recorded for. All else (bodies, stages, milestones, the withdrawal rule, whether a category stands) it never reads there: it is told by
what is announced of nominations.

What is asked is never public by itself, nor who asks: an announcement may name `nomination.asked` and what became of it, and then a note
says what was asked. A statement is never public. Nor is an objection by itself, or ever who objects: an announcement
may name `nomination.contested` and what became of it.
A ruling is public from the announcement that names it; its text for the public only where that also names the approval of it by somebody else.

A proposal is no fact and never public: it stands on the desk and in the log, and what was typed is under a key of its own (`form`).

A document (`instrument`) is never public by itself, whatever its standing. All its texts, and its files beside the log, are under a key
of its own; destroying that makes the whole of it unreadable. A mistake is put right by `instrument.described`, a document filed in error
by `instrument.struck`.
"""
PERSONAL = """
### `Personal`

A text naming or about natural persons, stored as `subject` (whose key), `sealed` (base64: 12 bytes of nonce, then salt and text, encrypted)
and `commit` (base64: SHA-256 of salt and text). Once the key is destroyed nothing opens it, and pages say that it was erased.
"""
ENVELOPE = ("originator_id", "originator_version", "by")
CORRECTED = {
    "access.head_recorded": "Never: where the access record no longer agrees with it, checking the record says so.",
    "announcement.made": "What was said is kept; the acts it names are corrected by acts of their own, and announced.",
    "announcement.taken_back": "By announcing the same acts again.",
    "nomination.announcement_taken_back": "By announcing the same acts again.",
    "nomination.misread": "What was said is kept; `nomination.act_struck` where it was not said.",
    "nomination.misreading_put_right": "What was said is kept; `nomination.act_struck` where it was not said.",
    "edition.category_added": "`edition.category_named`, `edition.places_set`, `edition.vacancy_set`; its address stays.",
    "edition.opened": "`edition.named` for its name; its address stays.",
    "edition.rulebook_filed": "`edition.rulebook_standing_set` with `in_error`, and another version is filed.",
    "nomination.act_struck": "By striking it in turn.",
    "nomination.announced": "As its announcement.",
    "nomination.narrowed": "By correcting the time of the act it narrows.",
    "nomination.party_told": "A later one on the same party and act replaces it; `nomination.act_struck` where it never was so.",
    "nomination.reported": "`nomination.act_struck`, and it is recorded anew.",
    "nomination.shown_set": "A later one on the same part replaces it.",
    "nomination.next_named": "A later one on the same act replaces it; `nomination.act_struck` where it never was so.",
    "nomination.court_marked": "A later one replaces it.",
    "ruling.made": "`ruling.struck` where it was never decided; else a later decision that replaces it.",
    "ruling.struck": "By recording the decision anew.",
    "ruling.text_approved": "By taking back the announcement that names it.",
    "ruling.announced": "As its announcement.",
    "ruling.announcement_taken_back": "By announcing the decision again.",
    "show.role_granted": "`show.role_ended`.",
    "show.role_ended": "By granting the role anew.",
    "show.four_eyes_set": "A later one replaces it; to switch four eyes off takes two.",
    "proposal.made": "`proposal.withdrawn` or `proposal.returned`; nothing of it held.",
    "proposal.confirmed": "What it became is corrected by acts of their own, which are proposed in turn.",
    "proposal.returned": "By making the proposal anew.",
    "proposal.withdrawn": "By making the proposal anew.",
    "nomination.asked": "`request.struck`, which strikes it too, and the request is recorded anew.",
    "nomination.ask_ended": "By a later decision on the request.",
    "request.decision_struck": "By deciding the request anew.",
    "request.made": "`request.struck`, and it is recorded anew.",
    "nomination.contested": "`objection.struck`, which strikes it too, and the objection is recorded anew.",
    "nomination.contest_ended": "By a later decision on the objection.",
    "objection.made": "`objection.struck`, and it is recorded anew.",
    "objection.struck": "By recording the objection anew.",
    "request.struck": "By recording the request anew.",
    "statement.struck": "By recording the statement anew.",
    "party.refusal_standing": "A later one replaces it.",
    "work.refusal_standing": "A later one replaces it.",
    "instrument.struck": "By filing the document anew.",
    "party.entry_struck": "By recording anew what it struck.",
    "party.registered": "`party.public_name_changed` for the name; one record too many is linked to the right one.",
    "party.terms_agreed": "By later terms, or by striking it.",
    "party.unlinked": "By linking anew.",
    "work.entry_struck": "By recording anew what it struck.",
    "work.registered": "`work.title_added` for the title; one record too many is linked to the right one.",
    "work.unlinked": "By linking anew.",
    "nomination.time_corrected": "By a later correction of the same act, or by striking it.",
}
OTHERWISE = {
    "instrument": "`instrument.described` for what is told of it, `instrument.part_added` for a part, `instrument.struck` for the whole.",
    "nomination": "`nomination.time_corrected` for its time, `nomination.act_struck` where it never was so.",
    "show": "`show.named` for its name; its address stays.",
    "edition": "A later one of the same kind on the same thing replaces it.",
    "request": "A later one about the same targets replaces it; `request.struck` where nobody asked.",
    "objection": "A later one about the same targets, or the same party, replaces it; `objection.struck` where nobody objected.",
    "statement": "`statement.struck`, and it is recorded anew.",
    "rulebook": "The edition says that it was filed in error, and another version is filed.",
    "party": "`party.entry_struck` where it never held; a link by `party.unlinked`. The name as credited stands on the credit.",
    "work": "`work.entry_struck` where it never held; a link by `work.unlinked`. The title as listed stands on the nomination.",
}


def catalogue() -> str:
    """The whole page."""
    events = "".join(_section(event) for event in topics.ALL)
    parts = "".join(f"\n### `{part.__name__}`\n\n{_table(part)}" for part in topics.SHAPES)
    return f"{HEAD}{events}\n## Shapes\n{PERSONAL}{parts}"


def _section(event: type[Event]) -> str:
    mended = CORRECTED.get(event.TOPIC) or OTHERWISE[event.TOPIC.partition(".")[0]]
    return f"\n## `{event.TOPIC}`\n\n{_table(event)}\nA mistake is corrected: {mended}\n"


def _table(owner: type[msgspec.Struct]) -> str:
    """What a structure means, and its fields."""
    hints = get_type_hints(owner, include_extras=True)
    told = {name: text for one in reversed(owner.__mro__) for name, text in _field_docs(one).items()}
    rows = "".join(
        f"| `{field.name}` | {_shape(hints[field.name])} | {audience_of(hints[field.name])} | {told.get(field.name, '')} |\n"
        for field in msgspec.structs.fields(owner)
        if field.name not in ENVELOPE
    )
    meaning = " ".join((owner.__doc__ or "").split())
    return f"{meaning}\n\n| field | shape | who may see it | |\n|---|---|---|---|\n{rows}"


def _shape(hint: Any) -> str:
    origin = get_origin(hint)
    if origin is typing.Annotated:
        return _shape(get_args(hint)[0])
    if origin in (typing.Union, types.UnionType):
        return " or ".join("none" if one is type(None) else _shape(one) for one in get_args(hint))
    if origin is tuple:
        return f"list of {_shape(get_args(hint)[0])}"
    names = {"str": "text", "int": "number", "bool": "yes or no", "UUID": "id", "When": "time with bounds"}
    return names.get(hint.__name__, str(hint.__name__))


def _field_docs(owner: type) -> dict[str, str]:
    """The texts that stand under the fields of a class."""
    if owner.__module__.partition(".")[0] != "ledger":
        return {}
    body = ast.parse(inspect.getsource(owner)).body[0]
    docs: dict[str, str] = {}
    last = None
    for line in getattr(body, "body", []):
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            last = line.target.id
        elif isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and last:
            docs[last] = " ".join(str(line.value.value).split())
            last = None
        else:
            last = None
    return docs


if __name__ == "__main__":
    if "--check" not in sys.argv:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        CATALOGUE.write_text(catalogue(), encoding="utf-8")
    elif catalogue() != CATALOGUE.read_text(encoding="utf-8"):
        sys.exit("docs/events/README.md is not what the code says: run python scripts/event_catalogue.py.")
