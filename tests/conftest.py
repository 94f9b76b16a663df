"""What every test stands on: an environment that a stranger's settings do not reach, and the shared fixtures."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

pytest_plugins = ["tests.support.shared", "tests.support.browser", "tests.support.filled"]

# The libraries read these from the environment before what they are told; a stranger's would decide a test.
STRANGE_PREFIXES = ("AWARDS_", "FLASK_", "GUNICORN_", "LEDGER_", "PG", "POSTGRES_", "SQLITE_")
STRANGE = (
    "ARGS",
    "CIPHER_KEY",
    "CIPHER_TOPIC",
    "COMPRESSOR_TOPIC",
    "DATA",
    "FACTORY_TOPIC",
    "HOST",
    "INFRASTRUCTURE_FACTORY",
    "IS_SNAPSHOTTING_ENABLED",
    "LANGUAGE",
    "MAKEFLAGS",
    "MAKELEVEL",
    "MAPPER_TOPIC",
    "MFLAGS",
    "PERSISTENCE_MODULE",
    "PORT",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONWARNINGS",
)
MEANT = ("AWARDS_SHARED", "AWARDS_BROWSER")

for name in list(os.environ):
    if (name.startswith(STRANGE_PREFIXES) or name in STRANGE) and name not in MEANT:
        del os.environ[name]

# Containers often forbid it, and then every worker compiles every module and its assertions anew: seconds of each run.
sys.dont_write_bytecode = False

# The database server's wheel warns, on import, where this is missing or open to others.
RUNTIME = Path(tempfile.gettempdir()) / f"awards-runtime-{os.getuid()}"
RUNTIME.mkdir(mode=0o700, exist_ok=True)
os.environ["XDG_RUNTIME_DIR"] = str(RUNTIME)


SLOW_FILES = frozenset(
    f"tests/{file}.py"
    for file in (
        "application/test_acts", "application/test_award_acts", "application/test_history", "application/test_lock",
        "application/test_records", "application/test_rulings", "application/test_told", "application/test_beside_acts",
        "application/test_publicity", "application/test_irregular", "application/test_succession", "cases/test_lsa19", "cases/test_nb11",
        "importing/test_background", "importing/test_refusals", "importing/test_texts", "importing/test_workbooks",
        "persistence/test_claim_keys", "persistence/test_killed", "persistence/test_rewrapping",
        "projections/test_settings_rows", "web/accounts/test_either_database", "web/accounts/test_joining", "web/test_ruling_pages",
        "web/test_ruling_results",
        "web/accounts/test_importing_ids", "web/accounts/test_limits", "web/accounts/test_own", "web/accounts/test_roles", "web/accounts/test_routes",
        "web/accounts/test_serving", "web/accounts/test_passkeys", "web/links/test_coming_by", "web/links/test_desk",
        "web/links/test_either_database", "web/links/test_own_page", "web/links/test_serving",
        "web/links/test_pages_either_database",
        "web/test_announced_later", "web/test_either_database",
        "web/test_entering", "web/test_hidden_acts", "web/test_import_answers", "web/test_import_mapping",
        "web/test_keeping", "web/test_record_pages", "web/test_records_either_database", "web/test_search",
        "web/test_settings", "web/test_today", "web/test_whole_categories", "web/test_gallery", "application/test_withdrawing", "web/test_embargo",
        "web/test_caching", "web/test_answers", "web/test_importing", "web/test_held", "web/test_citing",
        "web/test_planted_words", "web/test_reads", "web/test_reads_page", "checks/test_access_chain", "persistence/test_access", "test_logs",
        "web/test_no_award", "web/test_settings_either_database", "web/test_following", "setup/test_interpreters",
        "application/test_winners", "projections/test_parties", "persistence/test_together",
        "web/test_public_pages", "web/test_twins", "web/test_event_page", "web/test_log_pages", "application/test_kept_stories",
        "consumers/test_rebuild", "checks/test_reconcile", "application/test_roster", "application/test_no_award", "application/test_no_award_told",
        "web/accounts/test_own_and_foreign", "web/test_audiences", "web/test_where_pieces_meet", "web/accounts/test_again",
        "web/accounts/test_importing_beside", "application/test_objections", "web/test_objections",
        "web/test_documents", "web/test_filing_documents", "application/test_documents",
        "application/test_documents_cited", "checks/test_documents", "importing/test_letters",
        "persistence/test_attachments", "importing/test_documents_sent",
        "application/test_four_eyes", "application/test_proposals", "application/test_proposals_together",
        "application/test_places", "web/accounts/test_signing_in", "web/test_desk", "web/test_rosters", "web/test_proposals", "web/test_proposing",
        "web/accounts/test_rotating", "web/accounts/test_elsewhere", "web/test_limits", "importing/test_hostile", "wording/test_outward",
        "application/test_requests", "application/test_requests_refused", "application/test_requests_under_four_eyes",
        "web/test_requests", "web/test_refusals", "web/links/test_asking",
        "importing/test_proposed_imports", "importing/test_confirmed_appends", "web/accounts/test_proposed_imports",
    )
)  # fmt: skip
"""Files that take seconds together, though no test of theirs does by itself."""


LONG_FILES = ("web/test_hidden_acts", "journeys/test_accessible", "web/test_gallery", "setup/test_start", "test_readme")
"""Files that take a minute or more: begun last, they would leave all workers but one without work."""


def _file(item: pytest.Item) -> str:
    return item.path.relative_to(Path(__file__).parents[1]).as_posix()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what is slow out of the quick tests, and begin with the longest files, whatever order chance gave the others."""
    for item in items:
        if _file(item) in SLOW_FILES:
            item.add_marker(pytest.mark.slow)
    turns = {f"tests/{file}.py": turn for turn, file in enumerate(LONG_FILES)}
    items.sort(key=lambda item: turns.get(_file(item), len(turns)))
