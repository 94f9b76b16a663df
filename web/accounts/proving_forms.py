"""The forms in which people prove who they are. What is secret is never shown again, nor is it in a twin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ledger.errors import LedgerError
from ledger.wording.catalogue import gettext as _
from ledger.wording.vocabulary import ROLES
from web.accounts import roles
from web.forms import Field, Form, Group, fill

SECRET = ("password", "repeated", "current", "code")
EMAIL = Field("email", _("E-mail address"), "email")
PASSWORD = Field("password", _("Password"), "password")
CURRENT = Field("current", _("Current password"), "password")
NEW = Field(
    "password", _("New password"), "new_password", help=_("At least 12 characters. Several words are easy to remember.")
)
REPEATED = Field("repeated", _("The same once more"), "new_password")
CODE = Field(
    "code", _("Code"), "code", help=_("Six digits from your authenticator app, or one of your recovery codes.")
)
CODE_OF_APP = Field("code", _("Code of your authenticator app"), "code", help=_("Or one of your recovery codes."))
FIRST_CODE = Field("code", _("Code that the app shows now"), "code")
NAME = Field("name", _("Name"), help=_("As it is to stand beside what they record."))
ROLE = Field("role", _("Role"), "radio", tuple((role, ROLES[role]) for role in roles.ROLES), value="organiser")


def proving(legend: str, fields: Sequence[Field], typed: Mapping[str, str], error: LedgerError | None = None) -> Form:
    """The form with what was typed of it, but for secrets, and with what is wrong."""
    told = {name: value for name, value in typed.items() if name not in SECRET}
    return fill([Group(legend, tuple(fields))], told, error)
