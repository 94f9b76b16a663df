"""A file sent to be imported, and the work on it, as the pages ask for it."""

from __future__ import annotations

import io
from uuid import UUID, uuid4

from ledger.bootstrap import Services
from ledger.domain.nomination import Entered
from ledger.importing.sent_files import SentFile, write_whole
from ledger.importing.sent_states import Job
from ledger.importing.toml_text import toml_of
from ledger.wording.errors import error_sentence
from tests.importing.test_one_edition import HEADER, ROWS, told

PERSON = (UUID(int=7), "Hina Mirza", "organiser")


def sent(services: Services, content: bytes | None = None, name: str = "sheet.csv") -> SentFile:
    """A file that was sent and opened."""
    plain = "\n".join((HEADER, *ROWS)).encode()
    one = services.imports.files.receive(io.BytesIO(plain if content is None else content), name, uuid4(), 1)
    services.imports.open(one)
    assert services.imports.wait(one, 30)
    return one


def checked(services: Services, one: SentFile) -> Job:
    """The file, looked at with a mapping."""
    mapping = told()
    mapping["file"]["short_rows"] = True
    write_whole(one.mapping, toml_of(mapping).encode())
    services.imports.check(one)
    return over(services, one)


def over(services: Services, one: SentFile) -> Job:
    assert services.imports.wait(one, 30)
    job = services.imports.job(one)
    assert job is not None
    return job


def said(job: Job) -> str:
    assert job.error is not None
    return error_sentence(job.error.error())


def entries(services: Services) -> list[Entered]:
    decode, log = services.ledger.mapper.decode, services.ledger.recorder.entries(0, 100_000)
    return [event for event in map(decode, log) if isinstance(event, Entered)]
