"""What the pages of accounts show. None holds a secret: what is shown once has no twin."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.form_views import FormFields


class ProvingView(Schema):
    """A form in which somebody proves who they are."""

    title = fields.String()
    lead = fields.String()
    form = fields.Nested(FormFields)


class _SignIn(Schema):
    id = fields.UUID()
    browser = fields.String()
    source = fields.String()
    began = fields.String()
    seen = fields.String()
    this = fields.Boolean()


class _Passkey(Schema):
    id = fields.UUID()
    name = fields.String()
    added = fields.String()
    used = fields.String()


class OwnView(Schema):
    """One's own account: what protects it, and where it is signed in."""

    name = fields.String()
    email = fields.String()
    role = fields.String()
    owes = fields.Boolean()
    """Whether the role needs a second factor that is not there yet."""
    authenticator = fields.Boolean()
    recovery_codes = fields.Integer()
    passkeys = fields.List(fields.Nested(_Passkey))
    sign_ins = fields.List(fields.Nested(_SignIn))


class _Account(Schema):
    id = fields.UUID()
    name = fields.String()
    email = fields.String()
    role = fields.String()
    second_factor = fields.Boolean()
    closed = fields.String(allow_none=True)


class _Invitation(Schema):
    id = fields.UUID()
    name = fields.String()
    email = fields.String()
    role = fields.String()
    expires = fields.String()


class AccountsView(Schema):
    """Every account and every open invitation, and the form that invites."""

    accounts = fields.List(fields.Nested(_Account))
    invitations = fields.List(fields.Nested(_Invitation))
    form = fields.Nested(FormFields)


class AccountView(Schema):
    """One account, as an administrator sees it."""

    account = fields.Nested(_Account)
    form = fields.Nested(FormFields)
