"""The fields of the form of an act: what its kind asks for, and what every act is told with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from ledger.application.act_forms import acts_of
from ledger.application.act_kinds import ActKind
from ledger.application.ledger import Story
from ledger.application.nobody import is_no_award
from ledger.application.offering import offered as ready_for
from ledger.domain.credit_acts import CreditReinstated
from ledger.domain.nomination import Entered
from ledger.domain.readings import history_of, read
from ledger.domain.standing import NOMINATED
from ledger.domain.states import credits_of, display
from ledger.wording.acts import ERASED, label_of_entry
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated
from ledger.wording.standings import place_word
from ledger.wording.vocabulary import BODIES, CAPACITIES, CHANNELS, FINDINGS, HOLDS, REASONS, SOURCES, SPEAKERS
from web.desk.beside_fields import beside_fields
from web.desk.effect_fields import CONFIDENTIAL, READ_ONE_DAY, effect_fields, happened_group
from web.desk.parts import Choice, parted
from web.forms import Field, Group, choices

EXAMPLES = _(
    "27 March 1957 · by April 2019 · about 1988 or 1989 · after the list was announced, before 27 March 1957 · unknown"
)
EMPTY = (("", _("—")),)
DOCUMENT = Field("source_note", _("Where the document is"), "prose", tag=CONFIDENTIAL)


class About(NamedTuple):
    """What the form is about: the stories of one nomination, or of those to choose from, and the edition's categories by id."""

    stories: Mapping[UUID, Story]
    categories: Mapping[UUID, str]
    several: bool = False
    bodies: tuple[tuple[str, str], ...] = choices(BODIES)
    """Those that may decide it, with their names."""
    parties: tuple[tuple[str, str], ...] = ()
    """Records that fit what was typed of whose name it is, where several do."""
    rules: tuple[tuple[str, str], ...] = ()
    """Rules that can be cited: number and heading."""
    origins: tuple[tuple[str, str], ...] = ()
    """What was asked, contested or said, from which it may follow."""
    verb: str = ""
    role: str = ""
    """Who chooses among several, and for which act: a whole category means those that are ready for it."""
    proposes: bool = False
    """Whether whoever chooses may propose anything."""
    has_ballot: bool = True
    """Whether people vote in the edition."""


def act_groups(kind: ActKind, about: About) -> list[Group]:
    """The groups of the form."""
    groups = [
        _target(kind, about),
        _wording(kind, about),
        _when(kind),
        _authority(kind, about),
        _why(kind),
        _kept_inside(kind, about),
        *((happened_group(),) if kind.ruled or kind.own else ()),
    ]
    return [group for group in groups if group.fields]


def _target(kind: ActKind, about: About) -> Group:
    fields: list[Field] = []
    if about.several:
        fields.append(nominations_field(about))
    if "category" in kind.asks:
        offered = tuple((str(one), name) for one, name in about.categories.items())
        fields.append(Field("category", _("Goes to"), "choice", (*EMPTY, *offered)))
    if "place_filled" in kind.asks:
        offered = (("", _("It was not")), *PLACE_FILLED)
        fields.append(Field("place_filled", _("If its place was filled meanwhile"), "radio", offered))
    if "on_ballot" in kind.asks:
        fields += effect_fields(has_ballot=about.has_ballot)
    if "tie" in kind.asks and not any(map(is_no_award, about.stories.values())):
        fields.append(
            Field("tie", _("One winner or several"), "radio", (("", _("The only winner")), ("true", _("It is a tie"))))
        )
    if len(about.stories) == 1 and not about.several:
        fields += _particular(kind, next(iter(about.stories.values())), about.parties)
    return Group(_("What it is about"), tuple(fields))


PLACE_FILLED = (
    ("further", _("It gets a further place; its replacement stays")),
    ("replacement_falls", _("Its replacement falls (rescinded)")),
)


def nominations_field(about: About) -> Field:
    """The nominations to choose from, by category; those not ready for the act can still be chosen one by one."""

    def choice(stream: UUID) -> tuple[Choice]:
        story = about.stories[stream]
        return (
            Choice(str(stream), _label(story), about.verb in ready_for(story, about.role, proposes=about.proposes)),
        )

    nominees = {stream: story for stream, story in about.stories.items() if not is_no_award(story)}
    return parted(Field("nominations", _("Nominations"), "checks"), nominees, about.categories, choice)


def _label(story: Story) -> str:
    """What the nomination is called, with the word for its place where it is not simply on the list."""
    entry, standing = story[0][1], read(history_of(story))
    label = label_of_entry(entry) if isinstance(entry, Entered) else ""
    words = [] if standing is None or standing.place == NOMINATED else [place_word(standing.place)["label"]]
    return " · ".join([isolated(label), *words])


def _particular(kind: ActKind, story: Story, offered_parties: tuple[tuple[str, str], ...]) -> list[Field]:
    """What is asked about one nomination: which name, which act, how it is right."""
    entry = story[0][1]
    standing = read(history_of(story))
    if not isinstance(entry, Entered):
        return []
    gone = {one.credit for one in standing.gone} if standing else set()
    fields: list[Field] = []
    credits_ = credits_of(story)
    back = kind.event is CreditReinstated
    names = [(str(one), _name(credit.name.text)) for one, credit in credits_.items() if back == (one in gone)]
    if "credit_optional" in kind.asks and len(names) > 1:
        offered = [(one, _("Only the name %(name)s") % {"name": name}) for one, name in names]
        if kind.of_an_act:
            offered = [("", _("All who are named")), *names]
            fields.append(Field("credit", _("Who"), "radio", tuple(offered)))
        else:
            fields.append(Field("credit", _("Which part"), "radio", (("", _("The whole nomination")), *offered)))
    if "credit" in kind.asks:
        fields.append(Field("credit", _("Which name"), "radio", tuple(names)))
    if "finding" in kind.asks:
        fields.append(Field("finding", _("On what finding"), "choice", choices(FINDINGS)))
    if "name" in kind.asks:
        fields.append(Field("name", _("Name as it is right")))
        fields += _whose(kind, offered_parties)
        fields.append(Field("role", _("As what"), help=_("For example: lyrics and music. May stay empty.")))
    if "act" in kind.asks:
        offered = [(str(version), text) for version, text in acts_of(kind, story)]
        fields.append(Field("act", _("Which act"), "radio", tuple(offered)))
    fields += beside_fields(
        kind, [(str(one), _name(credit.name.text)) for one, credit in credits_.items()], offered_parties
    )
    if "works_text" in kind.asks:
        fields += _titles(_shown(story))
    return fields


def _whose(kind: ActKind, offered: tuple[tuple[str, str], ...]) -> list[Field]:
    """Whose name it is: a record found by name or id, the same as before, or a new one."""
    which = Field(
        "party",
        _("Whose name it is"),
        "party",
        offered,
        help=_("A name or an id of a record. Empty for what is said below."),
    )
    if "credit" not in kind.asks:
        return [replace(which, help=_("A name or an id of a record. Empty for a new one."))]
    choice = (("same", _("The same person or group, named rightly")), ("new", _("Somebody else: a new record")))
    return [which, Field("whose", _("If no record is chosen"), "radio", choice)]


def _shown(story: Story) -> Mapping[str, object]:
    """What the list says of the nomination now."""
    entry, standing = story[0][1], read(history_of(story))
    if not isinstance(entry, Entered):
        return {}
    return display(entry, standing, {event.originator_version: event for _position, event in story})


def _titles(shown: Mapping[str, object]) -> list[Field]:
    works, details = shown["works"], shown["details"]
    titles = [one["title"] for one in works] if isinstance(works, list) else []
    lines = [str(one) for one in details] if isinstance(details, list) else []
    one_a_line = _("One a line.")
    return [
        Field("works_text", _("Titles"), "prose", help=one_a_line, value="\n".join(titles)),
        Field("details_text", _("Details"), "prose", help=one_a_line, value="\n".join(lines)),
    ]


def _wording(kind: ActKind, about: About) -> Group:
    """Words that few nominations have; they show where this one has them."""
    shown = _shown(next(iter(about.stories.values()))) if len(about.stories) == 1 and not about.several else {}
    fields: list[Field] = []
    if "works_text" in kind.asks and shown:
        fields = [
            Field("citation", _("Citation"), "prose", value=shown["citation"] or ""),
            Field("credit_line", _("The names as the list words them"), "prose", value=shown["credit_line"] or ""),
        ]
    return Group(_("Citation and wording"), tuple(fields), folded=True)


def _name(text: str | None) -> str:
    return text or ERASED


def _when(kind: ActKind) -> Group:
    fields: list[Field] = []
    if kind.dated:
        label = _("When they learnt of it") if kind.of_an_act else _("In effect from")
        label = _("Ordered, or known since") if kind.of_publicity else label
        fields.append(Field("effective", label, help=EXAMPLES))
    if kind.ruled:
        fields.append(Field("decided", _("Decided"), help=_("In the same forms. May stay empty.")))
    if len(kind.holds) > 1:
        offered = tuple((one, HOLDS[one]) for one in kind.holds)
        fields.append(
            Field(
                "holds",
                _("It holds"),
                "radio",
                offered,
                help=_(
                    "From the start means: as if it had never been otherwise. What the public was told stays as it was."
                ),
            )
        )
    return Group(_("When"), tuple(fields))


def _authority(kind: ActKind, about: About) -> Group:
    fields: list[Field] = []
    if kind.own_wish:
        fields.append(Field("capacity", _("Asked by"), "choice", choices(CAPACITIES)))
    if kind.said:
        fields.append(Field("spoken_as", _("Said by"), "choice", choices(SPEAKERS)))
        fields.append(Field("through", _("How"), "choice", choices(CHANNELS)))
    if kind.ruled:
        fields.append(Field("body", _("Accepted by") if kind.own_wish else _("Decided by"), "choice", about.bodies))
        fields.append(
            Field(
                "rule",
                _("Rule"),
                choices=about.rules,
                help=_("Its number in the rulebook. Left empty, pages say that no rule was cited."),
            )
        )
    return Group(_("On whose authority"), tuple(fields))


def _why(kind: ActKind) -> Group:
    fields: list[Field] = []
    if kind.reasons:
        offered = tuple((one, REASONS[one]) for one in kind.reasons)
        fields.append(Field("reason", _("Reason for the public"), "choice", offered))
    fields.append(Field("source_kind", _("Source"), "choice", choices(SOURCES)))
    return Group(_("Why"), tuple(fields))


def origin_field(offered: tuple[tuple[str, str], ...]) -> Field:
    """From what it follows: something that was asked, contested or said."""
    inside = _("Read inside alone. May stay empty.")
    return Field("arises_from", _("It follows from"), "choice", (*EMPTY, *offered), help=inside)


def _kept_inside(kind: ActKind, about: About) -> Group:
    """What only organisers and auditors read; most acts need none of it."""
    fields = [DOCUMENT]
    if kind.reasons:
        fields.append(
            Field("source_word", _("The source’s own word for it"), tag=CONFIDENTIAL, help=_("Where it says another."))
        )
    if "private_reason" in kind.event.__struct_fields__:
        fields.append(Field("private_reason", _("Private reason"), "prose", help=READ_ONE_DAY, tag=CONFIDENTIAL))
    if about.origins and (kind.ruled or kind.own):
        fields.append(origin_field(about.origins))
    return Group(_("Document and private reason") if len(fields) > 1 else _("Document"), tuple(fields), folded=True)
