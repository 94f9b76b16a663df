"""The fields and words of the forms about documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ledger.domain.instrument import Document
from ledger.domain.times import When
from ledger.wording.catalogue import gettext as _
from ledger.wording.documents import CHANNELS, KINDS, STANDINGS
from ledger.wording.names import isolated
from web.desk.act_fields import EXAMPLES
from web.desk.effect_fields import CONFIDENTIAL
from web.forms import Field, Group, choices

TOLD = ("kind", "channel", "title", "sender", "sender_party", "sent", "received", "published", "standing")
Choices = tuple[tuple[str, str], ...]


class Words(NamedTuple):
    """What a form is called, and what it does."""

    verb: str
    lead: str


FORMS: Mapping[str, Words] = {
    "file": Words(
        _("File a document"),
        _("The letter, e-mail, post, statement or minutes behind an act. By itself it asks and decides nothing, and is never public."),
    ),
    "describe": Words(
        _("Describe it anew"), _("All that is told of it, as it is right. What was told before stays in the log.")
    ),
    "add": Words(_("Add to it"), _("Further files, or its text.")),
    "strike": Words(
        _("Filed in error"), _("No act can cite it any more. It stays readable to organisers and auditors, and what rests on it stays.")
    ),
}  # fmt: skip
FILES = _(
    "PDF, pictures (PNG, JPEG, WebP, TIFF, HEIC), UTF-8 text, e-mails (.eml), .docx, .xlsx, .odt, .ods; at most 50 MB each and 100 MB together. "
    "They are told by what is in them, stored encrypted, and never opened here; an e-mail is looked into for its sender, day, subject and files."
)


def document_groups(act: str, kept: Choices, parties: Choices = ()) -> list[Group]:
    """The groups of a form: `kept` are the files sent with it so far, `parties` records that fit what was typed."""
    if act == "strike":
        return [Group(_("Why"), (Field("note", _("What was wrong"), "prose", tag=CONFIDENTIAL),))]
    groups = [] if act == "describe" else [_files(kept)]
    return groups if act == "add" else [*groups, *_telling(parties)]


def _files(kept: Choices) -> Group:
    fields = [
        Field("text", _("Its text"), "prose", help=_("Pasted as it is. May stay empty."), tag=CONFIDENTIAL),
        Field("files", _("Files"), "files", help=FILES),
    ]
    if kept:
        again = _("Sent and encrypted. What is not ticked is left out.")
        fields.append(Field("kept", _("Files sent so far"), "checks", kept, help=again))
    return Group(_("The document itself"), tuple(fields))


def _telling(parties: Choices) -> list[Group]:
    return [
        Group(
            _("What it is"),
            (
                Field("title", _("Title"), help=_("By which you find it again."), tag=CONFIDENTIAL),
                Field("kind", _("It is a"), "choice", choices(KINDS)),
                Field("channel", _("It came"), "choice", choices(CHANNELS)),
                Field(
                    "standing",
                    _("It is"),
                    "radio",
                    choices(STANDINGS),
                    help=_("Published means: somebody made it public elsewhere. Public pages here do not show it."),
                ),
            ),
        ),
        Group(
            _("From whom"),
            (
                Field("sender", _("Sender, in words"), help=_("May stay empty."), tag=CONFIDENTIAL),
                Field(
                    "sender_party", _("Sender, as a party"), "party", parties, help=_("Where the ledger knows them.")
                ),
            ),
        ),
        Group(
            _("When"),
            (
                Field("sent", _("Sent"), help=EXAMPLES),
                Field("received", _("Received"), help=_("Deadlines go by this. In the same forms; may stay empty.")),
                Field("published", _("Published"), help=_("In the same forms; may stay empty.")),
            ),
        ),
    ]


def as_told(document: Document) -> dict[str, Any]:
    """What is told of a document, as the form that describes it takes it."""
    told = document.told
    texts = {"title": told.title.text or "", "sender": (told.sender.text or "") if told.sender else ""}
    times = {name: _typed(getattr(told, name)) for name in ("sent", "received", "published")}
    codes = {name: getattr(told, name) for name in ("kind", "channel", "standing")}
    return {**texts, **times, **codes, "sender_party": "", "sender_party_id": str(told.sender_party or "")}


def _typed(when: When | None) -> str:
    return when.text if when else ""


def kept_choices(kept: Sequence[Mapping[str, Any]]) -> Choices:
    """Files that were sent, as the choices of a field."""
    return tuple((one["digest"], f"{isolated(one['name'])} · {one['size_label']}") for one in kept)
