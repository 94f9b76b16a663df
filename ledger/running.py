"""How the command lines end: what a command found is its exit code, and what stopped it one sentence on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import NoReturn

import click
import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ledger.errors import Invalid, LedgerError
from ledger.settings import OTHERS
from ledger.wording.errors import error_sentence, problem_sentence
from ledger.wording.importing import refusal
from ledger.wording.outward import json_line, line

INTERRUPTED = 130


def say(*lines: str, to_error: bool = False) -> None:
    """Tell a person something: a line each, whatever names in it were typed to do to a terminal."""
    for one in lines:
        click.echo(line(one), err=to_error)


def say_json(value: object) -> None:
    """Tell a program something, as indented JSON; ids are told as text."""
    say_line_of_json(msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2).decode())


def say_line_of_json(encoded: str) -> None:
    """The same of JSON that is encoded already."""
    click.echo(json_line(encoded))


def say_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Tell a person a table."""
    table = Table(*columns, title=line(title))
    for row in rows:
        table.add_row(*(Text(line(str(value))) for value in row))
    Console(highlight=False).print(table)


def run(command: click.Command) -> NoReturn:
    """Run the command of this process to its end; a refusal ends it with the exit code of its kind (`ledger.errors`).

    Whatever it makes is its owner's alone.
    """
    os.umask(OTHERS)
    try:
        # Where a command ends itself by `context.exit`, the code is what this gives.
        sys.exit(command.main(standalone_mode=False))
    except LedgerError as error:
        say(*_told(error), to_error=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(INTERRUPTED)


def _told(error: LedgerError) -> list[str]:
    """A refusal in words; a wrong answer, which has no field to stand at here, in a line of its own."""
    if isinstance(error, Invalid) and refusal(error) is None:
        return [problem_sentence(problem) for problem in error.problems]
    return error_sentence(error).split("\n")
