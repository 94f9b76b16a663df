"""What stops the ledger from being guarded as it should be: roles of the database, files and keys."""

from __future__ import annotations

from ledger.wording.catalogue import noted

GUARDING_PROBLEMS: dict[str, str] = {
    "database_unprepared": noted(
        "The database is not ready for this role: its owner has something to make or to grant first. "
        "Run python -m web.database --owner with the address of the owner’s role, then start again."
    ),
    "no_such_role": noted(
        "The database has no role %(role)s. Make it first (CREATE ROLE … LOGIN), then call this again."
    ),
    "others_can_read": noted(
        "%(path)s can be read by others. chmod %(mode)s takes that away; look whether somebody did, then start again."
    ),
    "other_database": noted(
        "The owner’s address leads to the database %(owner)s, the server’s (AWARDS_DATABASE) to %(app)s. Give the same one in both."
    ),
    "key_too_new": noted(
        "The new key is not %(minutes)d minutes old: what began before it may still be under way. Wait, then say it again."
    ),
    "passwords_await": noted(
        "Accounts that have not signed in since there is a new key: %(number)d. They could not any more. Let them sign in, close them, "
        "or say --even-so and invite them anew."
    ),
    "too_fast": noted("That is more than is taken at once. Nothing was recorded; wait %(seconds)d s, then try again."),
    "prepare_postgres": noted(
        "Only PostgreSQL has roles to prepare. Set AWARDS_DATABASE to the server’s own address, postgresql://…."
    ),
    "role_not_its_own": noted(
        "The database refuses the owner’s role this (%(detail)s). Let that role own the database; where another role owns the tables already, "
        "make it a member of that role for as long as this takes (GRANT … TO …)."
    ),
    "roles_not_apart": noted(
        "The role %(role)s could do all that the owner may, so nothing would be gained. "
        "Give the owner, the server and the reader a role each, and none of them the rights of another."
    ),
}
