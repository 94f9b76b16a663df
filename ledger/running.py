"""How the command lines end: what a command found is its exit code, and what stopped it one sentence on standard error."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from ledger.errors import Invalid, LedgerError
from ledger.settings import OTHERS
from ledger.wording.errors import error_sentence, problem_sentence
from ledger.wording.importing import refusal

INTERRUPTED = 130


def run(command: click.Command) -> NoReturn:
    """Run the command of this process to its end; a refusal ends it with the exit code of its kind (`ledger.errors`).

    Whatever it makes is its owner's alone.
    """
    os.umask(OTHERS)
    try:
        # Where a command ends itself by `context.exit`, the code is what this gives.
        sys.exit(command.main(standalone_mode=False))
    except LedgerError as error:
        click.echo(_told(error), err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(INTERRUPTED)


def _told(error: LedgerError) -> str:
    """A refusal in words; a wrong answer, which has no field to stand at here, in a line of its own."""
    if isinstance(error, Invalid) and refusal(error) is None:
        return "\n".join(problem_sentence(problem) for problem in error.problems)
    return error_sentence(error)
