"""Documents in words: what they are, how they came, and why one is refused.

Sentences of the log name no title and no sender: these are read on the document's own page, and that is recorded.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledger.domain.event import Event
from ledger.domain.instrument import Described, Document, Filed, PartAdded, Struck, Telling, document_of
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated
from ledger.wording.times import say_when

DOCUMENT_KINDS = {
    "instrument.filed": noted("Document filed"),
    "instrument.described": noted("Document described anew"),
    "instrument.part_added": noted("Part added to a document"),
    "instrument.struck": noted("Document filed in error"),
}
KINDS = Words(
    {
        "letter": noted("Letter"),
        "e_mail": noted("E-mail"),
        "post": noted("Public post"),
        "press": noted("Press statement"),
        "statement": noted("Statement"),
        "minutes": noted("Minutes"),
        "conversation": noted("Note of a conversation"),
        "form": noted("Form"),
    }
)
CHANNELS = Words(
    {
        "e_mail": noted("by e-mail"),
        "mail": noted("by post or courier"),
        "telephone": noted("by telephone"),
        "in_person": noted("in person"),
        "web": noted("on a page of the web"),
        "social": noted("on a social network"),
        "press": noted("through the press"),
        "link": noted("by a party’s own link"),
    }
)
STANDINGS = Words({"confidential": noted("confidential"), "public": noted("published by somebody")})
PARTS = Words({"text": noted("Text"), "original": noted("Original"), "attachment": noted("Attachment")})
STATES = Words(
    {
        "whole": noted("whole"),
        "missing": noted("The file is not there any more. Put it back from a backup of the folder files."),
        "altered": noted(
            "The file is not what was filed: its bytes have been changed. Put it back from a backup of the folder files."
        ),
        "erased": noted("Erased: its key was destroyed, and nobody can read it any more."),
    }
)
UNTITLED = noted("document")
DOCUMENT_PROBLEMS: dict[str, str] = {
    "no_such_document": noted("There is no such document."),
    "document_not_of_this_edition": noted("Choose a document that is filed with this edition and not filed in error."),
    "document_filed_already": noted("The same bytes are filed already, as “%(title)s” (%(id)s). Cite that document."),
    "document_struck": noted(
        "This document was filed in error: nothing more is recorded of it. File it anew if it is needed."
    ),
    "document_stands_so": noted(
        "This is what is told of the document already. Change something, or leave it as it is."
    ),
    "document_erased": noted(
        "What this document says was erased: its key was destroyed, and nobody can read it any more."
    ),
    "document_missing": noted(
        "The file is not where it was stored. Tell the operator, who can put it back from a backup of the folder files."
    ),
    "document_altered": noted(
        "The stored file is not what was filed: its bytes have been changed, and it is not given out. "
        "Tell the operator, who can put it back from a backup of the folder files."
    ),
    "document_empty": noted("“%(name)s”: The file is empty. Send one that has something in it."),
    "document_too_large": noted(
        "“%(name)s”: The file is larger than 50 MB, which is the most. Send a smaller one, or its parts one by one."
    ),
    "documents_too_large": noted(
        "The files are larger than 100 MB together, which is the most at once. Send some now, and add the others afterwards."
    ),
    "document_of_nothing": noted("Paste the text, or choose at least one file."),
    "document_in_future": noted("This is still to come. Give the day it was."),
    "received_before_sent": noted("It cannot have been received before it was sent. Look at both times again."),
    "documents_waiting": noted(
        "Files that were sent and not filed fill the room there is for them (2 GB). They go by themselves within a day; then send these."
    ),
    "document_too_many_parts": noted("A document has at most 50 parts. File a further one for the rest."),
    "document_gone_again": noted("The files sent with this form are not there any more. Choose them again."),
    "documents_full": noted(
        "The files of this edition’s documents fill the room there is for them (10 GB). Tell the operator."
    ),
    "document_is_markup": noted(
        "“%(name)s”: This is a page or a drawing (HTML, XML, SVG), which could hold a program. Print it as PDF, or take a picture of it."
    ),
    "document_is_an_archive": noted("“%(name)s”: This is an archive. Unpack it and send what is inside."),
    "document_has_macros": noted(
        "“%(name)s”: This file holds macros, which are programs. Save it without them (.docx, .xlsx), or as PDF, and send that."
    ),
    "document_is_old_office": noted(
        "“%(name)s”: This is in an old form of office programs (.doc, .xls, .msg). Save it as PDF, .docx, .xlsx or .eml, and send that."
    ),
    "document_is_a_program": noted(
        "“%(name)s”: This is a program. It is not kept. Send a document, a picture or text."
    ),
    "document_is_unknown": noted(
        "“%(name)s”: What kind of file this is cannot be told. Send PDF, PNG, JPEG, WebP, TIFF or HEIC, UTF-8 text, .eml, .docx, .xlsx, .odt or .ods."
    ),
    "letter_too_large": noted(
        "“%(name)s”: This e-mail is too large or too deeply nested to be looked into. Send its text and its attachments by themselves."
    ),
    "letter_unreadable": noted(
        "“%(name)s”: This e-mail cannot be read: it is damaged, or was cut off. Send its text and its attachments by themselves."
    ),
}


def say_document(event: Event, story: Sequence[Event] = ()) -> str | None:
    """The sentence of an act on a document, without its title and sender; None for what is none."""
    if isinstance(event, Filed):
        told = ngettext(
            "A document is filed: %(what)s, with one part.",
            "A document is filed: %(what)s, with %(n)d parts.",
            len(event.parts),
        )
        return told % {"what": what_it_is(event), "n": len(event.parts)}
    if isinstance(event, Described):
        return _("What is told of a document is put right: %(what)s.") % {"what": what_it_is(event)}
    found = document_of(story)
    kind = KINDS.get(found.told.kind, found.told.kind) if found else _(UNTITLED)
    if isinstance(event, PartAdded):
        return _("A part is added to a document (%(kind)s).") % {"kind": kind}
    return _("A document (%(kind)s) was filed in error.") % {"kind": kind} if isinstance(event, Struck) else None


def what_it_is(told: Telling) -> str:
    """Kind, way, times and standing, in a line."""
    said = [f"{KINDS.get(told.kind, told.kind)} {CHANNELS.get(told.channel, told.channel)}"]
    for label, when in ((_("sent"), told.sent), (_("received"), told.received), (_("published"), told.published)):
        if when is not None:
            said.append(f"{label} {say_when(when)}")
    return ", ".join([*said, STANDINGS.get(told.standing, told.standing)])


def title_of(document: Document) -> str:
    """The title, or that it was erased."""
    return document.told.title.text or _("(erased)")


def called(document: Document) -> str:
    """The document as a choice among others: its title, kind and sender."""
    sender = document.told.sender
    named = [isolated(title_of(document)), KINDS.get(document.told.kind, document.told.kind)]
    return " · ".join([*named, *([isolated(sender.text)] if sender and sender.text else [])])


def say_files(files: int) -> str:
    """That all files are whole."""
    return ngettext("%(n)d file of documents: it is whole.", "%(n)d files of documents: all are whole.", files) % {
        "n": files
    }


def say_wrong_file(wrong: int, document: str, part: int, state: str) -> str:
    """Which file is not what the log says, of how many; the document by its id."""
    told = ngettext(
        "One file of documents is not what was filed: part %(part)d of document %(document)s. %(state)s",
        "%(n)d files of documents are not what was filed, first part %(part)d of document %(document)s. %(state)s",
        wrong,
    )
    return told % {"n": wrong, "part": part, "document": document, "state": STATES[state]}
