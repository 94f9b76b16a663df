"""Refusals as sentences: what is the case, and what can be done instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger.domain.times import When
from ledger.errors import LedgerError, Problem
from ledger.wording.account_problems import ACCOUNT_PROBLEMS
from ledger.wording.acting_errors import ACTING
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.documents import DOCUMENT_PROBLEMS
from ledger.wording.fields import FIELDS
from ledger.wording.guarding_problems import GUARDING_PROBLEMS
from ledger.wording.importing import SENTENCES as IMPORTING
from ledger.wording.importing import refusal
from ledger.wording.importing import sentence as import_sentence
from ledger.wording.names import isolated
from ledger.wording.proposals import PROPOSAL_PROBLEMS
from ledger.wording.ruling_problems import RULING_PROBLEMS
from ledger.wording.settings_problems import SETTING_PROBLEMS
from ledger.wording.time_problems import CODES as TIME_CODES
from ledger.wording.time_problems import say_time_problem
from ledger.wording.times import say_when
from ledger.wording.vocabulary_objections import OBJECTION_PROBLEMS
from ledger.wording.vocabulary_requests import REQUEST_PROBLEMS

SENTENCES = Words(
    {
        **FIELDS,
        **ACTING,
        **ACCOUNT_PROBLEMS,
        **GUARDING_PROBLEMS,
        **SETTING_PROBLEMS,
        **PROPOSAL_PROBLEMS,
        **REQUEST_PROBLEMS,
        **DOCUMENT_PROBLEMS,
        **RULING_PROBLEMS,
        **OBJECTION_PROBLEMS,
        "announced_meanwhile": noted(
            "Somebody recorded something on what you chose after you opened the form. Read it, then carry on."
        ),
        "already_off_the_list": noted(
            "The nomination had already left the list at that time. Open its story to see which act says so."
        ),
        "already_won": noted(
            "The award had already gone to this nomination at that time. A won award is refused or returned, not withdrawn."
        ),
        "announced_before_it_held": noted(
            "An announcement cannot tell of an act before it took effect. Give a later time, or choose other acts."
        ),
        "announced_elsewhere": noted("One of the acts belongs to another edition. Announce it there."),
        "before_it_was_entered": noted("The time given lies before the nomination existed. Give a later time."),
        "before_the_list": noted(
            "The list was announced %(announced)s; before that a nominee declines, and nothing public is withdrawn. Give a later time."
        ),
        "choose_an_act": noted("Choose at least one act to announce."),
        "claim_taken": noted("This is in the ledger already: the same thing can be entered once only."),
        "command_reused": noted("This form was sent before with other content. Open a fresh form and try again."),
        "counts_from_impossible": noted("The time given lies later than it can have been. Give an earlier time."),
        "clock_before_demo": noted(
            "This machine’s clock stands at %(now)s, before the demo’s story ends (%(told)s). Set the clock right, then start again."
        ),
        "corrected_not_announced": noted(
            "It corrects something the public has not been told. Announce that too, or leave both for later."
        ),
        "decided_in_future": noted("A decision that is still to come cannot be recorded as made. Give the day it was."),
        "entry_not_announced": noted(
            "The nomination itself has not been announced. Announce its entry first, or together."
        ),
        "guard_failed": noted("Something this rests on changed meanwhile. Look at it again and decide anew."),
        "import_without_room": noted(
            "The disk became full. What was imported by then (editions: %(editions)d) stays, nothing of the next was written. "
            "Make room and import the same file again: it goes on from there."
        ),
        "invalid": noted("Something in the form needs to be put right."),
        "moved_on": noted(
            "Somebody recorded something on this nomination or its edition after you opened the form. Read it, then carry on."
        ),
        "name_already_gone": noted("That name had already left the nomination at that time."),
        "never_a_nomination": noted(
            "This was recorded without being announced as a nomination, so there is nothing to withdraw."
        ),
        "no_such_credit": noted("That name is not on this nomination. Choose one that is."),
        "no_such_edition": noted("There is no edition at this address."),
        "no_show_of_yours": noted(
            "There is no show of yours at this address. If there should be, an organiser of it or an administrator can put you on "
            "its roster."
        ),
        "no_such_show": noted("There is no show at this address."),
        "no_such_act": noted("There is no act of that name in the log."),
        "no_such_stream": noted("There is nothing of that name in the ledger."),
        "not_a_nomination": noted("That is not a nomination."),
        "not_an_act": noted("%(name)s is not the name of an act."),
        "not_announced_yet": noted(
            "The nomination has not been announced. Before it is announced a nominee declines; only what is public is withdrawn."
        ),
        "not_an_edition": noted("That is not an edition."),
        "not_to_be_announced": noted("That is not an act the public can be told of."),
        "nothing_to_record": noted("There is nothing to record."),
        "only_name": noted("It is the only name on this nomination. Withdraw the whole nomination instead."),
        "not_on_roster": noted(
            "You are not on the roster of this show in the role in which you look around, or not any more. "
            "An organiser of the show or an administrator can put you on it."
        ),
        "on_no_roster": noted(
            "You are on the roster of no show in the role in which you look around, or not any more. "
            "An organiser of a show or an administrator can put you on one."
        ),
        "last_organiser": noted(
            "This is the last organiser on the roster: nobody on the show could grant a role after that. "
            "Grant the role to somebody else first, or ask an administrator to end this one."
        ),
        "reading_not_recorded": noted(
            "What is confidential is shown only while it can be recorded who read it, and just now it cannot. "
            "Try again in a moment, or tell the operator."
        ),
        "role_cannot": noted("Your role does not cover this act. An organiser can do it."),
        "store_busy": noted("The ledger is busy. Nothing was written; try again in a moment."),
        "store_full": noted("The disk is full. Nothing was written; make room and try again."),
        "store_gone": noted("The ledger's database cannot be reached. Nothing was written."),
        "stream_moved": noted(
            "Somebody recorded something on the same thing at the same time. Look at it again, then carry on."
        ),
        "data_in_use": noted(
            "The data folder %(path)s is in use by another server. Stop that one, or choose another folder with --data (DATA=… of make)."
        ),
        "data_is_a_file": noted(
            "%(path)s is a file. The data folder must be a folder; choose another with --data (DATA=… of make)."
        ),
        "data_not_writable": noted(
            "The data folder %(path)s cannot be written to. Make it writable, or choose another with --data (DATA=… of make)."
        ),
        "db_functions": noted(
            "POSTGRES_ENABLE_DB_FUNCTIONS is set: with it readers would miss events. Unset it and start again."
        ),
        "demo_only_on_loopback": noted(
            "The demo is served on this machine only, from SQLite. Leave out --demo, or the other host or database."
        ),
        "host_refused": noted("%(host)s is no address of this machine. Leave out --host to serve at 127.0.0.1."),
        "database_url": noted("The database address cannot be read. Use sqlite:///path or postgresql://…."),
        "keys_missing": noted(
            "The log is there, but not all of its keys: %(path)s is missing. Put the keys folder back from its own backup, "
            "then start again."
        ),
        "keys_unusable": noted(
            "The keys cannot be read. Put the keys folder back from its own backup, then start again."
        ),
        "keys_wrong": noted("The keys belong to another log. Put the right keys folder back, then start again."),
        "schema_name": noted("That schema name cannot be used. Use lower-case letters, digits and underscores."),
        "seal_broken": noted("A sealed text does not match its seal: what is stored was altered. Tell the operator."),
        "text_not_unicode": noted("The text holds a character that cannot be stored. Type it again."),
        "unreadable_event": noted(
            "An event of the log cannot be read. Tell the operator; the log itself is untouched."
        ),
        "no_ledger_there": noted(
            "There is no ledger in %(path)s, and none was made. Give the folder of one with --data; a server or an import makes a new one."
        ),
        "no_such_database": noted("No database is known for %(scheme)s. Use sqlite:///path or postgresql://…."),
        "nobody_chosen": noted("This page is for organisers and auditors. Choose whom to look around as first."),
        "port_in_use": noted(
            "Port %(port)s is in use. Stop what uses it, or choose another with --port (PORT=… of make)."
        ),
        "port_refused": noted(
            "Port %(port)s cannot be used. Choose one between 1024 and 65535 with --port (PORT=… of make)."
        ),
        "setting_unreadable": noted("A setting cannot be read: %(detail)s."),
        "subject_erased": noted("What is told about this person was erased; nothing more can be recorded about them."),
        "unknown_topic": noted(
            "The log holds an event this version does not know: %(topic)s. A newer version wrote it."
        ),
        "unreadable": noted("This could not be read. Look at it again."),
        "no_previous_version": noted("There is no earlier version to go back to."),
        "rebuild_running": noted("A rebuild is under way already. Wait for it to end."),
        "stream_not_parked": noted("Nothing of that name is parked."),
        "version_live": noted("That version is the live one. Switch to another first."),
        "version_missing": noted("There is no such version."),
        "version_unfinished": noted("That version was not finished. Rebuild anew."),
        "view_busy": noted("The lists are being written. Nothing was lost; try again in a moment."),
        "view_of_another_log": noted(
            "The lists belong to another log. They are being built anew; try again in a moment."
        ),
        "view_building": noted("The lists are being built from the log. Try again in a moment."),
        "which_side_of_the_list": noted(
            "The list was announced %(announced)s, so this may lie before or after it. Say which by writing "
            "“after the list was announced” in front of it."
        ),
    }
)


def error_sentence(error: LedgerError) -> str:
    """The sentence for a refusal as a whole."""
    claimed = f"{error.code}_{error.params.get('meant')}"
    return refusal(error) or _of_target(
        _render(claimed if claimed in SENTENCES else error.code, error.params), error.params
    )


def problem_sentence(problem: Problem) -> str:
    """The sentence for one field."""
    return _of_target(_render(problem.code, problem.params), problem.params)


def _of_target(told: str, params: Mapping[str, Any]) -> str:
    """The sentence with the target that it is of, where it is one of several."""
    label = params.get("on_target")
    return _("%(target)s: %(told)s") % {"target": isolated(label), "told": told} if label else told


def _render(code: str, params: Mapping[str, Any]) -> str:
    if code in TIME_CODES:
        return say_time_problem(code, params)
    template = SENTENCES.get(code)
    if template is None and code in IMPORTING:
        return import_sentence(code, params)
    if template is None:
        return code.replace("_", " ").capitalize() + "."
    shown = {key: _shown(value) for key, value in params.items()}
    return template % shown if "%(" in template else template


def _shown(value: object) -> object:
    if isinstance(value, When):
        return say_when(value)
    return isolated(value) if isinstance(value, str) else value
