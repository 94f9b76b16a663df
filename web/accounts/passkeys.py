"""Passkeys (WebAuthn). The device asks for a finger, a face or a number, so one passkey is a password and a second factor in one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ledger.errors import Refused
from web.accounts.changing import add_passkey
from web.accounts.limits import again_buckets, ask_buckets, link_buckets, take
from web.accounts.opening import Accounts
from web.accounts.sessions import MINUTE, Signed, Where, end
from web.accounts.signing import Begun, complete, freshen
from web.accounts.tables import Account, Challenge, Passkey, fresh_token, hash_of

PATIENCE_US = 5 * MINUTE
"""How long a challenge is good."""
NAME = "Awards Ledger"
LONGEST_NAME = 100
MOST = 20
"""Passkeys of an account."""


class Site(NamedTuple):
    """Whose passkeys these are: the address as the browser has it (`https://…`)."""

    origin: str

    @property
    def host(self) -> str:
        """The name a passkey is bound to."""
        return urlsplit(self.origin).hostname or ""


def ask_to_add(accounts: Accounts, signed: Signed, site: Site) -> str:
    """What the browser needs to make a passkey, as JSON. Raises Refused `too_many_passkeys`."""
    with accounts.store.writing() as session:
        known = passkeys_of(session, signed.account)
        challenge = _challenge(session, accounts.clock(), signed.account)
    if len(known) >= MOST:
        raise Refused("too_many_passkeys")
    return options_to_json(
        generate_registration_options(
            rp_id=site.host,
            rp_name=NAME,
            user_id=signed.account.bytes,
            user_name=signed.email,
            user_display_name=signed.name,
            challenge=challenge,
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one.credential) for one in known],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
        )
    )


def add(accounts: Accounts, signed: Signed, site: Site, told: Mapping[str, Any], where: Where) -> Begun:
    """Keep the passkey that the browser made (`credential`) under a `name`. Raises Refused `passkey_refused`."""
    challenge = _used(accounts, told, signed.account)
    try:
        verified = verify_registration_response(
            credential=dict(told["credential"]),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, KeyError, ValueError, TypeError):
        raise Refused("passkey_refused") from None
    with accounts.store.reading() as session:
        if session.scalar(select(Passkey.id).where(Passkey.credential == verified.credential_id)) is not None:
            raise Refused("passkey_refused")
    name = "".join(one for one in str(told.get("name") or "") if one.isprintable()).strip()[:LONGEST_NAME]
    made = Passkey(
        id=uuid4(),
        account=signed.account,
        credential=verified.credential_id,
        public_key=verified.credential_public_key,
        sign_count=verified.sign_count,
        name=name,
        created_at=accounts.clock(),
    )
    return add_passkey(accounts, signed, made, where)


def ask_to_sign(accounts: Accounts, site: Site, where: Where) -> str:
    """What the browser needs to sign with any passkey of this site, as JSON; it tells of no account. Raises TooOften."""
    with accounts.store.writing() as session:
        take(session, accounts.key, ask_buckets(where.source), accounts.clock())
        challenge = _challenge(session, accounts.clock(), None)
    return options_to_json(
        generate_authentication_options(
            rp_id=site.host, challenge=challenge, user_verification=UserVerificationRequirement.REQUIRED
        )
    )


def sign_in_by_passkey(
    accounts: Accounts, site: Site, told: Mapping[str, Any], where: Where, half_way: Signed | None
) -> Begun:
    """Sign in with what the browser signed; `half_way`, if a password came first, ends. Raises Refused `passkey_refused`, TooOften."""
    now = accounts.clock()
    account = _signed_by(accounts, site, told, where)
    with accounts.store.writing() as session:
        if half_way is not None:
            end(session, half_way.sign_in, half_way.account)
        return complete(session, account, where, now)


def confirm_by_passkey(accounts: Accounts, site: Site, told: Mapping[str, Any], where: Where, signed: Signed) -> str:
    """Prove oneself again by a passkey of the same account; the browser's new token. Raises Refused `passkey_refused`, TooOften."""
    if _signed_by(accounts, site, told, where) != signed.account:
        raise Refused("passkey_refused")
    with accounts.store.writing() as session:
        return freshen(session, accounts, signed, again_buckets(str(signed.sign_in)), accounts.clock())


def passkeys_of(session: Session, account: UUID) -> list[Passkey]:
    """An account's passkeys, the oldest first."""
    return list(session.scalars(select(Passkey).where(Passkey.account == account).order_by(Passkey.created_at)))


def _signed_by(accounts: Accounts, site: Site, told: Mapping[str, Any], where: Where) -> UUID:
    try:
        challenge = _used(accounts, told, None)
        with accounts.store.writing() as session:
            return _verified(session, accounts, site, told, challenge)
    except Refused:
        with accounts.store.writing() as session:
            take(session, accounts.key, link_buckets(where.source), accounts.clock())
        raise


def _verified(session: Session, accounts: Accounts, site: Site, told: Mapping[str, Any], challenge: bytes) -> UUID:
    try:
        credential = dict(told["credential"])
        asked = select(Passkey).where(Passkey.credential == base64url_to_bytes(str(credential["id"])))
        passkey = session.scalar(asked.join(Account, Account.id == Passkey.account).where(Account.closed_at.is_(None)))
        if passkey is None:
            raise Refused("passkey_refused")
        verified = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, KeyError, ValueError, TypeError):
        raise Refused("passkey_refused") from None
    passkey.sign_count, passkey.used_at = verified.new_sign_count, accounts.clock()
    return passkey.account


def _challenge(session: Session, now: int, account: UUID | None) -> bytes:
    session.execute(delete(Challenge).where(Challenge.expires_at <= now))
    text = fresh_token()
    session.add(Challenge(value=hash_of(text), account=account, expires_at=now + PATIENCE_US))
    return text.encode()


def _used(accounts: Accounts, told: Mapping[str, Any], account: UUID | None) -> bytes:
    """The challenge that was signed, which is used up by that."""
    try:
        client = json.loads(base64url_to_bytes(str(told["credential"]["response"]["clientDataJSON"])))
        challenge = base64url_to_bytes(str(client["challenge"]))
        text = challenge.decode("ascii")
    except (KeyError, ValueError, TypeError):
        raise Refused("passkey_refused") from None
    with accounts.store.writing() as session:
        found = session.execute(
            delete(Challenge)
            .where(Challenge.value == hash_of(text), Challenge.expires_at > accounts.clock())
            .returning(Challenge.account)
        ).first()
    if found is None or found[0] != account:
        raise Refused("passkey_refused")
    return challenge
