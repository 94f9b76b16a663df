"""Reads a mapping file (TOML); whatever is wrong with it is told before any row is read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ledger.application.shows import RESERVED
from ledger.errors import Invalid, NotFound, Problem, Refused
from ledger.schemas.entering import RegisterPartyCommand, RegisterWorkCommand
from ledger.schemas.mapping import load_mapping
from ledger.schemas.mapping_values import SheetMapping
from ledger.schemas.one_field import field_rule
from ledger.schemas.setting_up import EstablishShowCommand, OpenEditionCommand
from ledger.wording.importing import VALUE_REFUSED


def read_mapping(path: Path) -> SheetMapping:
    """The mapping in the file.

    Raises NotFound "mapping_not_found", Refused "mapping_unreadable", "mapping_not_utf8" or "mapping_not_toml" (with
    the parser's words, which name line and column), Invalid with every wrong key.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise NotFound("mapping_not_found", path=str(path)) from None
    except OSError as failed:
        raise Refused("mapping_unreadable", path=str(path), reason=failed.strerror or "") from failed
    except UnicodeDecodeError as failed:
        line = 1 + failed.object[: failed.start].count(b"\n")
        raise Refused("mapping_not_utf8", path=str(path), line=line) from None
    except tomllib.TOMLDecodeError as failed:
        raise Refused("mapping_not_toml", path=str(path), reason=str(failed)) from None
    return mapping_of(data)


def mapping_of(data: Mapping[str, Any]) -> SheetMapping:
    """The mapping that a parsed file, or a form, says. Raises Invalid with every wrong key."""
    mapping = load_mapping(data)
    if problems := list(_refused_by_forms(mapping)):
        raise Invalid(problems)
    return mapping


def _refused_by_forms(mapping: SheetMapping) -> Iterator[Problem]:
    """What the mapping itself says, by the rules of the commands it says it to."""
    show, works, people = mapping.show, mapping.works, mapping.people
    answers = [
        ("show.name", show.name, field_rule(EstablishShowCommand, "name")),
        ("show.address", show.address, field_rule(EstablishShowCommand, "address")),
        ("show.zone", show.zone, field_rule(EstablishShowCommand, "zone")),
    ]
    if (one := mapping.one_edition) is not None:
        answers += [
            ("one_edition.name", one.name, field_rule(OpenEditionCommand, "name")),
            ("one_edition.address", one.address, field_rule(OpenEditionCommand, "address")),
            ("one_edition.label", one.label, field_rule(OpenEditionCommand, "label")),
        ]
    if works is not None and works.scheme:
        answers.append(("works.scheme", works.scheme, field_rule(RegisterWorkCommand, "external", "scheme")))
    if people is not None and people.scheme:
        answers.append(("people.scheme", people.scheme, field_rule(RegisterPartyCommand, "external", "scheme")))
    if show.address in RESERVED:
        yield Problem("show.address", VALUE_REFUSED, {"code": "address_reserved", "address": show.address})
    for key, text, rule in answers:
        code = rule(text).code
        if code is not None:
            yield Problem(key, VALUE_REFUSED, {"code": code})


def reviewed_path(mapping_path: Path, mapping: SheetMapping) -> Path | None:
    """Where the reviewed table of the mapping lies: beside the mapping file, never above it."""
    if mapping.reviewed is None:
        return None
    beside = mapping_path.parent / mapping.reviewed.file
    if not beside.resolve().is_relative_to(mapping_path.parent.resolve()):
        raise Invalid([Problem("reviewed.file", "not_beside", {"value": mapping.reviewed.file})])
    return beside
