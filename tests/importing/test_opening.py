from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ledger.errors import NotFound, Refused
from ledger.importing.opening import CHUNK, LONGEST_LINE, open_text, survey
from ledger.schemas.mapping_values import FileFormat
from ledger.wording.importing import refusal

UTF8 = FileFormat("comma")


def refused(path: Path, form: FileFormat = UTF8) -> Refused:
    with pytest.raises(Refused) as told:
        survey(path, form)
    assert refusal(told.value)
    return told.value


def written(folder: Path, content: bytes) -> Path:
    path = folder / "sheet.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content, lines", [(b"a,b\n1,2\n", 2), (b"a,b\n1,2", 2), (b"\xef\xbb\xbfa\r\n", 1), ("a\nعلي 🎷\n".encode(), 2)]
)
def test_survey_counts_lines_and_bytes(tmp_path: Path, content: bytes, lines: int) -> None:
    seen = survey(written(tmp_path, content), UTF8)
    assert (seen.size, seen.lines, seen.sha256) == (len(content), lines, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "is_empty"),
        (b"PK\x03\x04\x14\x00", "is_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is_a_workbook"),
        (b"\x1f\x8b\x08", "is_compressed"),
        (b"%PDF-1.7", "is_a_pdf"),
        (b"a,b\n1,\x002\n", "is_binary"),
        ("a,b\n".encode("utf-16"), "looks_like_utf16"),
    ],
)
def test_survey_tells_what_is_no_text(tmp_path: Path, content: bytes, code: str) -> None:
    assert refused(written(tmp_path, content)).code == code


def test_survey_names_line_and_byte_of_a_wrong_encoding(tmp_path: Path) -> None:
    told = refused(written(tmp_path, b"a,b\nPr\xe9s,1\n"))
    assert told.code == "wrong_encoding"
    assert told.params == {"encoding": "utf-8", "line": 2, "byte": 7, "value": "E9"}


@pytest.mark.parametrize("shift", range(4))
def test_survey_reads_characters_across_chunks(tmp_path: Path, shift: int) -> None:
    good = b"x" * (CHUNK - 4 + shift) + "🎷\n".encode()
    assert survey(written(tmp_path, good), UTF8).lines == 1
    told = refused(written(tmp_path, good + b"ok\n\xff"))
    assert (told.params["line"], told.params["byte"]) == (3, len(good) + 4)


def test_survey_names_a_character_cut_off_at_the_end(tmp_path: Path) -> None:
    told = refused(written(tmp_path, b"a\n\xf0\x9f\x8e"))
    assert (told.code, told.params["line"], told.params["byte"]) == ("wrong_encoding", 2, 3)


def test_survey_reads_other_encodings(tmp_path: Path) -> None:
    assert survey(written(tmp_path, "a\nPrés\n".encode("windows-1252")), FileFormat("comma", "windows-1252")).lines == 2
    path = written(tmp_path, "a\nعلي\n".encode("utf-16"))
    form = FileFormat("comma", "utf-16")
    assert survey(path, form).lines == 2
    with open_text(path, form) as text:
        assert text.read() == "a\nعلي\n"


def test_survey_stops_at_a_line_without_end(tmp_path: Path) -> None:
    told = refused(written(tmp_path, b"a,b\n" + b"x" * (LONGEST_LINE + 1)))
    assert (told.code, told.params["line"]) == ("endless_line", 2)
    assert survey(written(tmp_path, b"a,b\n" + b"x" * LONGEST_LINE), UTF8).lines == 2


def test_survey_of_a_missing_file_or_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as told:
        survey(tmp_path / "none.csv", UTF8)
    assert "none.csv" in str(refusal(told.value))
    assert refused(tmp_path).code == "sheet_unreadable"
