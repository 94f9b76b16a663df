"""Schemas of the commands of `ledger.application.shows`: what a show, an edition, a category, a milestone may be."""

from __future__ import annotations

from marshmallow import fields

from ledger.domain.edition import MILESTONES, VACANCIES
from ledger.domain.roster import ROLES
from ledger.schemas.commands import Command, one_of
from ledger.schemas.names import Address, Ordinal, Zone
from ledger.schemas.texts import Line


class EstablishShowCommand(Command):
    """Add a show under a public address of its own."""

    name = Line(required=True)
    address = Address(required=True)
    zone = Zone(required=True)


class OpenEditionCommand(Command):
    """Add an edition to a show; `label` is what it is known by ("films of 1956"), `ordinal` its place among the others."""

    show = fields.UUID(required=True)
    name = Line(required=True)
    address = Address(required=True)
    label = Line(required=True)
    ordinal = Ordinal(required=True)
    zone = Zone(required=True)


class AddCategoryCommand(Command):
    """Add a category to an edition; `group` is the heading it stands under, `places` None where their number is open."""

    edition = fields.UUID(required=True)
    name = Line(required=True)
    address = Address(required=True)
    order = Ordinal(required=True)
    group = Line(load_default=None)
    places = Ordinal(load_default=None)
    vacancy = fields.String(load_default="stays_empty", validate=one_of(*VACANCIES))


class RecordMilestoneCommand(Command):
    """Record when a milestone of an edition was or will be reached."""

    edition = fields.UUID(required=True)
    milestone = fields.String(required=True, validate=one_of(*MILESTONES))
    effective = Line(required=True)


class GrantRoleCommand(Command):
    """Put an account on a show's roster under the name and in the role that it has; `seen` is the position up to which the author had read."""

    show = fields.UUID(required=True)
    person = fields.UUID(required=True)
    person_name = Line(load_default=None)
    role = fields.String(load_default=None, validate=one_of(*ROLES))
    seen = fields.Integer(load_default=None)


class EndRoleCommand(Command):
    """End a role on a show's roster by the version of its grant."""

    show = fields.UUID(required=True)
    grant = fields.Integer(required=True)
    seen = fields.Integer(load_default=None)


class FourEyesCommand(Command):
    """Put a show under four eyes, or no longer."""

    show = fields.UUID(required=True)
    on = fields.Boolean(required=True, truthy={"on"}, falsy={"off"})
    seen = fields.Integer(load_default=None)
