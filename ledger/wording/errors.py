"""Refusals as sentences: what is the case, and what can be done instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger.domain.times import When
from ledger.errors import LedgerError, Problem
from ledger.wording.catalogue import gettext as _
from ledger.wording.importing import refusal
from ledger.wording.time_problems import CODES as TIME_CODES
from ledger.wording.time_problems import say_time_problem
from ledger.wording.times import say_when

SENTENCES: dict[str, str] = {
    "address_reserved": _("The address %(address)s belongs to a page of the ledger itself. Choose another."),
    "already_off_the_list": _(
        "The nomination had already left the list at that time. Open its story to see which act says so."
    ),
    "already_won": _(
        "The award had already gone to this nomination at that time. A won award is refused or returned, not withdrawn."
    ),
    "announced_before_it_held": _(
        "An announcement cannot tell of an act before it took effect. Give a later time, or choose other acts."
    ),
    "announced_elsewhere": _("One of the acts belongs to another edition. Announce it there."),
    "before_it_was_entered": _("The time given lies before the nomination existed. Give a later time."),
    "before_the_list": _(
        "The list was announced %(announced)s; before that a nominee declines, and nothing public is withdrawn. Give a later time."
    ),
    "choose_an_act": _("Choose at least one act to announce."),
    "claim_taken": _("This is in the ledger already: the same thing can be entered once only."),
    "command_reused": _("This form was sent before with other content. Open a fresh form and try again."),
    "counts_from_impossible": _("The time given lies later than it can have been. Give an earlier time."),
    "entry_not_announced": _("The nomination itself has not been announced. Announce its entry first, or together."),
    "guard_failed": _("Something this rests on changed meanwhile. Look at it again and decide anew."),
    "invalid": _("Something in the form needs to be put right."),
    "moved_on": _("Somebody recorded something on this nomination after you opened the form. Read it, then carry on."),
    "name_already_gone": _("That name had already left the nomination at that time."),
    "never_a_nomination": _(
        "This was recorded without being announced as a nomination, so there is nothing to withdraw."
    ),
    "no_such_credit": _("That name is not on this nomination. Choose one that is."),
    "no_such_edition": _("There is no edition at this address."),
    "no_such_show": _("There is no show at this address."),
    "no_such_act": _("There is no act of that name in the log."),
    "no_such_stream": _("There is nothing of that name in the ledger."),
    "not_a_nomination": _("That is not a nomination."),
    "not_an_act": _("%(name)s is not the name of an act."),
    "not_announced_yet": _(
        "The nomination has not been announced. Before it is announced a nominee declines; only what is public is withdrawn."
    ),
    "not_to_be_announced": _("That is not an act the public can be told of."),
    "nothing_to_record": _("There is nothing to record."),
    "only_name": _("It is the only name on this nomination. Withdraw the whole nomination instead."),
    "required": _("This is needed."),
    "role_cannot": _("Your role does not cover this act. An organiser can do it."),
    "store_busy": _("The ledger is busy. Nothing was written; try again in a moment."),
    "store_full": _("The disk is full. Nothing was written; make room and try again."),
    "store_gone": _("The ledger's database cannot be reached. Nothing was written."),
    "stream_moved": _(
        "Somebody recorded something on the same thing at the same time. Look at it again, then carry on."
    ),
    "text_not_storable": _("The text holds a character that cannot be stored. Type it again."),
    "unknown_choice": _("Choose one of the answers offered."),
    "data_in_use": _(
        "The data folder %(path)s is in use by another server. Stop that one, or choose another folder with DATA=…."
    ),
    "data_is_a_file": _("%(path)s is a file. The data folder must be a folder; choose another with DATA=…."),
    "data_not_writable": _(
        "The data folder %(path)s cannot be written to. Make it writable, or choose another with DATA=…."
    ),
    "db_functions": _(
        "POSTGRES_ENABLE_DB_FUNCTIONS is set: with it readers would miss events. Unset it and start again."
    ),
    "demo_only_on_loopback": _(
        "The demo is served on this machine only, from SQLite. Leave out --demo, or the other host or database."
    ),
    "host_refused": _("%(host)s is no address of this machine. Leave out --host to serve at 127.0.0.1."),
    "database_url": _("The database address cannot be read. Use sqlite:///path or postgresql://…."),
    "keys_missing": _(
        "The log is there, but its keys are not: put the folder %(path)s back from its own backup, then start again."
    ),
    "keys_unusable": _("The keys cannot be read. Put the keys folder back from its own backup, then start again."),
    "keys_wrong": _("The keys belong to another log. Put the right keys folder back, then start again."),
    "schema_name": _("That schema name cannot be used. Use lower-case letters, digits and underscores."),
    "seal_broken": _("A sealed text does not match its seal: what is stored was altered. Tell the operator."),
    "text_not_unicode": _("The text holds a character that cannot be stored. Type it again."),
    "unreadable_event": _("An event of the log cannot be read. Tell the operator; the log itself is untouched."),
    "keys_readable": _("The key file %(path)s can be read by others. Give it mode 0600 and start again."),
    "no_such_database": _("No database is known for %(scheme)s. Use sqlite:///path or postgresql://…."),
    "nobody_chosen": _("This page is for organisers and auditors. Choose whom to look around as first."),
    "port_in_use": _("Port %(port)s is in use. Stop what uses it, or choose another with PORT=…."),
    "port_refused": _("Port %(port)s cannot be used. Choose one between 1024 and 65535 with PORT=…."),
    "setting_unreadable": _("A setting cannot be read: %(detail)s."),
    "subject_erased": _("What is told about this person was erased; nothing more can be recorded about them."),
    "text_too_long": _("The text is longer than this field takes. Shorten it."),
    "unknown_topic": _("The log holds an event this version does not know: %(topic)s. A newer version wrote it."),
    "unreadable": _("This could not be read. Look at it again."),
    "no_previous_version": _("There is no earlier version to go back to."),
    "rebuild_running": _("A rebuild is under way already. Wait for it to end."),
    "stream_not_parked": _("Nothing of that name is parked."),
    "version_live": _("That version is the live one. Switch to another first."),
    "version_missing": _("There is no such version."),
    "version_unfinished": _("That version was not finished. Rebuild anew."),
    "view_busy": _("The lists are being written. Nothing was lost; try again in a moment."),
    "view_of_another_log": _("The lists belong to another log. They are being built anew; try again in a moment."),
    "view_building": _("The lists are being built from the log. Try again in a moment."),
    "which_side_of_the_list": _(
        "The list was announced %(announced)s, so this may lie before or after it. Say which, for example: "
        "after the list was announced, before 27 March 1957."
    ),
}


def error_sentence(error: LedgerError) -> str:
    """The sentence for a refusal as a whole."""
    return refusal(error) or _render(error.code, error.params)


def problem_sentence(problem: Problem) -> str:
    """The sentence for one field."""
    return _render(problem.code, problem.params)


def _render(code: str, params: Mapping[str, Any]) -> str:
    if code in TIME_CODES:
        return say_time_problem(code, params)
    template = SENTENCES.get(code)
    if template is None:
        return code.replace("_", " ").capitalize() + "."
    shown = {key: say_when(value) if isinstance(value, When) else value for key, value in params.items()}
    return template % shown if "%(" in template else template
