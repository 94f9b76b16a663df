"""E-mails are taken apart by a process that may fail without harm; what is in them is suggested, never believed."""

from __future__ import annotations

import io
import os
import resource
import time
from collections.abc import Iterator

import pytest

from ledger.errors import Refused
from ledger.importing import letters
from ledger.importing.letters import Carried, Letter, take_apart
from tests.support.documents import PDF, PNG, e_mail

MEGABYTE = 1024 * 1024


def apart(data: bytes) -> tuple[Letter, list[tuple[str, str, bytes]]]:
    taken: list[tuple[str, str, bytes]] = []

    def take(carried: Carried, chunks: Iterator[bytes]) -> None:
        taken.append((carried.name, carried.media_type, b"".join(chunks)))

    return take_apart(io.BytesIO(data), take), taken


def test_sender_time_subject_text_and_files_are_found() -> None:
    letter, files = apart(e_mail(("letter.pdf", PDF), ("زہرہ.png", PNG), text="ہم دستبردار ہیں\nWe withdraw."))
    assert letter.sender == "Zehra O’Brien <zehra@example.org>"
    assert letter.sent == "2026-10-01T05:30:00Z"
    assert letter.subject == "Our nomination"
    assert letter.text == "ہم دستبردار ہیں\nWe withdraw."
    assert files == [("letter.pdf", "application/pdf", PDF), ("زہرہ.png", "image/png", PNG)]


def test_headings_in_any_coding_are_read() -> None:
    coded = b"From: =?utf-8?q?Zehra_O=E2=80=99Brien?= <z@x>\r\nSubject: =?utf-8?b?2LLbgdix24E=?=\r\nDate: x\r\n\r\nhi"
    letter, _files = apart(coded)
    assert letter.sender.startswith("Zehra O’Brien")
    assert letter.subject == "زہرہ"
    assert (letter.sent, letter.text) == ("", "hi")


def test_what_is_refused_by_itself_is_named_and_stays_in_the_letter() -> None:
    letter, files = apart(e_mail(("run.exe", b"MZ\x90" + bytes(40)), ("page.html", b"<html><script>"), ("a.pdf", PDF)))
    assert [(one.name, one.code) for one in letter.left_out] == [
        ("run.exe", "document_is_a_program"), ("page.html", "document_is_markup"),
    ]  # fmt: skip
    assert [name for name, _kind, _data in files] == ["a.pdf"]


def test_a_letter_in_a_letter_is_one_file() -> None:
    outer = (
        b"From: a\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n"
        b"--q\r\nContent-Type: text/plain\r\n\r\nsee below\r\n"
        b"--q\r\nContent-Type: message/rfc822\r\n\r\n" + e_mail(("inner.pdf", PDF)) + b"\r\n--q--\r\n"
    )
    letter, files = apart(outer)
    assert letter.text == "see below"
    assert [kind for _name, kind, _data in files] == ["message/rfc822"]
    assert b"inner.pdf" in files[0][2]


HOSTILE = {
    "no end of parts": b"From: a\r\nSubject: b\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n"
    + b"--q\r\n\r\nx\r\n" * 20_000,
    "deep": b"".join(b"Content-Type: multipart/mixed; boundary=q%d\r\n\r\n--q%d\r\n" % (n, n) for n in range(3000)),
    "letters in letters": b"From: a\r\nDate: b\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 5000,
    "heading without end": b"From: " + b"(" * 200_000 + b"\r\nSubject: x\r\n\r\nhi",
    "broken date": b"From: a\r\nSubject: b\r\nDate: Thu, 99 Foo 99999999999 99:99\r\n\r\nhi",
    "unknown coding": b"From: a\r\nSubject: b\r\nContent-Type: text/plain; charset=klingon\r\n\r\n\xff\xfe",
    "lone surrogates": b"From: \xff\xfe\xed\xa0\x80\r\nSubject: \xed\xa0\x80\r\n\r\nhi",
    "name that climbs": b"From: a\r\nSubject: b\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n"
    b'Content-Disposition: attachment; filename="../../../etc/passwd"\r\n\r\n%PDF-1.7\r\n--q--',
    "zero bytes": b"From: a\r\nSubject: b\r\n\r\n\0\0\0",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_letters_end_in_a_sentence_or_in_words(name: str) -> None:
    began = time.monotonic()
    try:
        letter, _files = apart(HOSTILE[name])
    except Refused as refused:
        letter = Letter(refused=refused.code)
    assert letter.refused in ("", "letter_too_large", "letter_unreadable")
    assert all(text.isprintable() for text in (letter.sender, letter.subject, letter.sent))
    letter.text.encode()
    assert time.monotonic() - began < 30


def test_too_large_a_letter_is_refused() -> None:
    with pytest.raises(Refused, match="letter_too_large"):
        apart(b"From: a\r\nSubject: b\r\n\r\n" + b"x" * 61 * MEGABYTE)


def test_its_process_is_ended_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "PATIENCE_SECONDS", 0.01)
    with pytest.raises(Refused, match="letter_too_large"):
        apart(e_mail())


def test_large_file_in_a_letter_takes_little_memory_here() -> None:
    data = e_mail(("big.pdf", PDF + os.urandom(30 * MEGABYTE)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = 0

    def take(_carried: Carried, chunks: Iterator[bytes]) -> None:
        nonlocal size
        size = sum(len(chunk) for chunk in chunks)

    take_apart(io.BytesIO(data), take)
    assert size == len(PDF) + 30 * MEGABYTE
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < 8 * MEGABYTE
