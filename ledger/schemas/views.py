"""One schema per view: what a page shows and its JSON twin dumps, under the same names."""

from __future__ import annotations

from marshmallow import Schema, fields


class FurtherName(Schema):
    """A name in a further language or script."""

    name = fields.String()
    language = fields.String()
    direction = fields.String()
    label = fields.String()


class Named(Schema):
    """A thing with its name and address."""

    name = fields.String()
    address = fields.String()
    names = fields.List(fields.Nested(FurtherName))
    """In further languages and scripts."""


class _Word(Schema):
    word = fields.String()
    label = fields.String()


class _CountPart(_Word):
    count = fields.Integer()


class CountView(Schema):
    """A count line: `named` is the sum of its parts, in `unit`."""

    named = fields.Integer()
    unit = fields.String()
    parts = fields.List(fields.Nested(_CountPart))


class _Rule(Schema):
    address = fields.String()
    label = fields.String()


class _Text(Schema):
    text = fields.String()
    tone = fields.String()
    rule = fields.Nested(_Rule)
    decision = fields.Nested(_Rule)
    """The public decision that it comes from."""


class _Work(Schema):
    title = fields.String()
    id = fields.String()


class _Credit(Schema):
    id = fields.String()
    party = fields.String(allow_none=True)
    name = fields.String()
    role = fields.String(allow_none=True)
    named = fields.Boolean()


class _InsideCredit(_Credit):
    credited_as = fields.String(allow_none=True)


class NominationView(Schema):
    """One nomination on a public list: no number in it counts acts that have not been announced."""

    id = fields.String()
    works = fields.List(fields.Nested(_Work))
    credits = fields.List(fields.Nested(_Credit))
    details = fields.List(fields.String())
    citation = fields.String(allow_none=True)
    credit_line = fields.String(allow_none=True)
    place = fields.Nested(_Word)
    award = fields.Nested(_Word, allow_none=True)
    effects = fields.String()
    """What of its effects differs from the usual; empty where nothing does."""
    marks = fields.List(fields.String())
    notices = fields.List(fields.Nested(_Text))


class InsideNominationView(NominationView):
    """The same for organisers and auditors, with the names of its acts and those under which parties were credited."""

    credits = fields.List(fields.Nested(_InsideCredit))
    acts = fields.List(fields.String())


class _NoAward(Schema):
    id = fields.String()
    text = fields.String()
    grounds = fields.String()


class _InsideNoAward(_NoAward):
    acts = fields.List(fields.String())


class _Category(Named):
    heading = fields.String(allow_none=True)
    """Where it begins: that of this category and those that follow."""
    about = fields.String()
    count = fields.Nested(CountView)
    nominations = fields.List(fields.Nested(NominationView))
    recorded = fields.List(fields.Nested(NominationView))
    no_award = fields.Nested(_NoAward, allow_none=True)
    """Where it confers on nobody: that, and whose decision on which grounds."""


class _InsideCategory(_Category):
    nominations = fields.List(fields.Nested(InsideNominationView))
    recorded = fields.List(fields.Nested(InsideNominationView))
    no_award = fields.Nested(_InsideNoAward, allow_none=True)


class EditionNamed(Named):
    """An edition with its label and zone."""

    label = fields.String()
    zone = fields.String()


class _Moment(Schema):
    text = fields.String()
    instant = fields.Integer()


class NomineeListView(Schema):
    """An edition's list at a moment under a reading."""

    show = fields.Nested(Named)
    edition = fields.Nested(EditionNamed)
    reading = fields.String()
    moment = fields.Nested(_Moment, allow_none=True)
    dates_note = fields.String(allow_none=True)
    count = fields.Nested(CountView)
    lines = fields.List(fields.Nested(_Text))
    rules = fields.Boolean()
    decisions = fields.Boolean()
    """Whether the public was told of decisions of the edition."""
    categories = fields.List(fields.Nested(_Category))


class InsideListView(NomineeListView):
    """The same for organisers and auditors, with what was entered besides what was announced."""

    entered = fields.String()
    categories = fields.List(fields.Nested(_InsideCategory))


class ShowsView(Schema):
    """All shows."""

    shows = fields.List(fields.Nested(Named))


class _EditionRow(Named):
    label = fields.String()
    count = fields.Nested(CountView)
    announced = fields.Boolean()


class EditionsView(Schema):
    """A show's editions."""

    show = fields.Nested(Named)
    editions = fields.List(fields.Nested(_EditionRow))


class Actor(Schema):
    """Who did it, as what."""

    name = fields.String()
    role = fields.String()
    via = fields.String()
    actor = fields.String()


class _Waiting(Schema):
    act = fields.String()
    topic = fields.String()
    sentence = fields.String()


class DocumentLink(Schema):
    """The filed document that an act rests on, where its reader may read that."""

    title = fields.String()
    href = fields.String()


class InsideView(Schema):
    """A page for organisers and auditors: what it cannot show of the log, in sentences."""

    shortcomings = fields.List(fields.String())


class DeskEditionView(InsideView):
    """The desk's page of an edition: its list by everything known now, and the acts not announced yet."""

    list = fields.Nested(InsideListView)
    announced = fields.Boolean()
    waiting = fields.List(fields.Nested(_Waiting))
    several = fields.List(fields.Dict(keys=fields.String(), values=fields.String()))
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())


class _ReceiptAct(_Waiting):
    position = fields.Integer()


class ReceiptView(InsideView):
    """What a command recorded."""

    command = fields.String()
    acts = fields.List(fields.Nested(_ReceiptAct))
    n = fields.Integer()
    recorded_at = fields.String()
    who = fields.Nested(Actor)
    where = fields.Nested(Named, allow_none=True)
    announced = fields.Boolean()
    setting = fields.Boolean()
    holds = fields.Boolean()
    """Whether it holds at once, without an announcement."""
    to_announce = fields.List(fields.String())
    """Acts of which the public hears by an announcement, by name."""
    asked = fields.Boolean()
    """Whether it is of a request or a statement."""
    proposal = fields.String(allow_none=True)
    of_document = fields.Boolean()
    document = fields.String(allow_none=True)
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())


class _Person(Schema):
    key = fields.String()
    name = fields.String()
    role = fields.String()
    may = fields.String()


class PeopleView(Schema):
    """The demo's fictional people, and who is looking around."""

    people = fields.List(fields.Nested(_Person))
    chosen = fields.String(allow_none=True)
