"""Accounts come by link alone: the first administrator's from the console, everybody else's from an administrator.

A link is 128 random bits of which the hash is kept; it is good once, for a while, and reading it changes nothing.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ledger.errors import Conflict, Invalid, NotFound, Problem, Refused
from web.accounts.limits import link_buckets, take
from web.accounts.opening import Accounts, folded_email
from web.accounts.passwords import password_problem
from web.accounts.roles import ROLES
from web.accounts.sessions import MINUTE, Where, end_all
from web.accounts.signing import Begun, complete
from web.accounts.tables import Account, Link, fresh_token, hash_of

LINK_BYTES = 16
FIRST_US = 60 * MINUTE
INVITED_US = 7 * 24 * 60 * MINUTE
FIRST, INVITED = "first", "invitation"
LONGEST_NAME = 200


class Joining(NamedTuple):
    """What somebody says who makes an account by link; of an invitation, name and address stand in the link."""

    name: str
    email: str
    password: str
    repeated: str


def first_link(accounts: Accounts) -> str | None:
    """A link for the first administrator, good for an hour; earlier ones end. None where there is an account already."""
    now = accounts.clock()
    with accounts.store.writing() as session:
        session.execute(delete(Link).where(Link.purpose == FIRST))
        if _accounts(session):
            return None
        return _link(session, Link(purpose=FIRST, email="", name="", role="administrator", expires_at=now + FIRST_US))


def invite(accounts: Accounts, name: str, typed: str, role: str, *, good_for: int = INVITED_US) -> str:
    """A link for a colleague, good for a week (`good_for` µs); to be handed over, told once. Raises Invalid, Conflict `email_taken`."""
    problems = [Problem("name", code)] if (code := _name_problem(name)) else []
    if role not in ROLES:
        problems.append(Problem("role", "unknown_choice"))
    try:
        email = folded_email(typed)
    except Invalid as error:
        problems += error.problems
    if problems:
        raise Invalid(problems)
    now = accounts.clock()
    with accounts.store.writing() as session:
        _refuse_taken(session, email)
        session.execute(delete(Link).where((Link.email == email) | (Link.expires_at <= now)))
        link = Link(purpose=INVITED, email=email, name=name.strip(), role=role, expires_at=now + good_for)
        return _link(session, link)


def find_link(accounts: Accounts, token: str, source: str) -> Link:
    """The link of a token. Raises NotFound `link_ended` alike for one that never was, was used, withdrawn or is too old; TooOften."""
    now = accounts.clock()
    with accounts.store.reading() as session:
        link = session.get(Link, hash_of(token))
    if link is None:
        with accounts.store.writing() as session:
            take(session, accounts.key, link_buckets(source), now)
    if link is None or link.expires_at <= now or (link.purpose == FIRST and source not in ("127.0.0.1", "::1")):
        raise NotFound("link_ended")
    return link


def join(accounts: Accounts, token: str, said: Joining, where: Where) -> Begun:
    """Make the account and sign in to it. Raises Invalid, NotFound `link_ended`, Conflict `email_taken`."""
    link = find_link(accounts, token, where.source)
    name, email = (said.name.strip(), said.email) if link.purpose == FIRST else (link.name, link.email)
    email = _checked(name, email, said)
    kept = accounts.credentials.hashed(said.password)
    now = accounts.clock()
    with accounts.store.writing() as session:
        used = session.execute(delete(Link).where(Link.token == link.token).returning(Link.token)).first()
        if used is None or (link.purpose == FIRST and _accounts(session)):
            raise NotFound("link_ended")
        _refuse_taken(session, email)
        account = Account(id=uuid4(), email=email, name=name, role=link.role, created_at=now, password=kept)
        session.add(account)
        session.flush()
        return complete(session, account.id, where, now)


def _checked(name: str, typed: str, said: Joining) -> str:
    problems = [Problem("name", code)] if (code := _name_problem(name)) else []
    email = ""
    try:
        email = folded_email(typed)
    except Invalid as error:
        problems += error.problems
    problems += password_problems(said.password, said.repeated, (name, email))
    if problems:
        raise Invalid(problems)
    return email


def password_problems(password: str, repeated: str, known: tuple[str, ...]) -> list[Problem]:
    """What is wrong with a new password as it was typed, twice."""
    if code := password_problem(password, known):
        return [Problem("password", code)]
    return [] if password == repeated else [Problem("repeated", "password_differs")]


def withdraw_link(accounts: Accounts, link: UUID) -> None:
    """End an invitation before it is used. Raises NotFound `link_ended`."""
    with accounts.store.writing() as session:
        if session.execute(delete(Link).where(Link.id == link).returning(Link.id)).first() is None:
            raise NotFound("link_ended")


def change_role(accounts: Accounts, account: UUID, role: str) -> None:
    """Give an account another role, at once; it signs in anew. Raises Invalid, NotFound, Refused `last_administrator`."""
    if role not in ROLES:
        raise Invalid([Problem("role", "unknown_choice")])
    with accounts.store.writing() as session:
        found = open_account(session, account)
        if role == found.role:
            return
        _keep_an_administrator(session, found)
        found.role = role
        end_all(session, account)


def close_account(accounts: Accounts, account: UUID) -> None:
    """Let nobody sign in to it again; what it recorded keeps its name. Raises NotFound, Refused `last_administrator`."""
    with accounts.store.writing() as session:
        found = open_account(session, account)
        _keep_an_administrator(session, found)
        found.closed_at, found.active = accounts.clock(), False
        end_all(session, account)


def end_sign_ins(accounts: Accounts, account: UUID) -> None:
    """End every sign-in of an account, wherever it is; it may sign in anew. Raises NotFound."""
    with accounts.store.writing() as session:
        end_all(session, open_account(session, account).id)


def open_account(session: Session, account: UUID) -> Account:
    """An account that is not closed. Raises NotFound `no_such_account`."""
    found = session.get(Account, account)
    if found is None or found.closed_at is not None:
        raise NotFound("no_such_account")
    return found


def _keep_an_administrator(session: Session, leaving: Account) -> None:
    others = select(func.count()).where(
        Account.role == "administrator", Account.closed_at.is_(None), Account.id != leaving.id
    )
    if leaving.role == "administrator" and not session.scalar(others):
        raise Refused("last_administrator")


def _accounts(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Account)) or 0


def _refuse_taken(session: Session, email: str) -> None:
    if session.scalar(select(Account.id).where(Account.email == email, Account.closed_at.is_(None))) is not None:
        raise Conflict("email_taken")


def _link(session: Session, link: Link) -> str:
    token = fresh_token(LINK_BYTES)
    link.token = hash_of(token)
    session.add(link)
    return token


def _name_problem(name: str) -> str | None:
    plain = name.strip()
    if not plain:
        return "required"
    if len(plain) > LONGEST_NAME:
        return "text_too_long"
    return None if plain.isprintable() else "text_not_storable"
