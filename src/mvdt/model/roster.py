"""The roster file, field by field, and its binding from a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import AliasChoices, BeforeValidator, Field, ValidationError

from mvdt.model.bind import Item, Problem, bind, fields, fields_like, iso_date, kind_of, names_like
from mvdt.model.decided import Decided, Unsure
from mvdt.model.personal import Private, covered, personal_data
from mvdt.model.words import quote
from mvdt.source.document import Document
from mvdt.source.nodes import Mapping, Path, Sequence, Span

# A document has no text with white space around it; to take it off here would copy each text.
Label = Annotated[str, Field(min_length=1)]
Day = Annotated[date, BeforeValidator(iso_date)]
Share = Annotated[float, Field(ge=0, le=1.2, allow_inf_nan=False)]
Employment = Literal["permanent", "fixed-term", "secondment", "contractor", "supplier"]
Approach = Literal["build", "buy", "mixed"]
Decides = Literal["fully", "partly", "no"]

_EITHER: Final = AliasChoices("fte", "wte")
_FTE = "Share of a full-time week in this team: 1.0 is full time, 0.6 three days of five. `wte` means the same."


class Member(Item):
    """A person, or a post without a person's name, on the team."""

    SYNONYMS: ClassVar[dict[str, str]] = {"wte": "fte"}

    name: Label | None = Field(
        None,
        description="A name or any label that is unique in the team (initials, a post number); may be left out.",
        examples=["Priya Shah"],
    )
    title: Label | None = Field(None, description="The job title, in any wording.", examples=["Senior Product Manager"])
    role: Label | None = Field(
        None, description="The role in this team; left out, the title decides.", examples=["product-manager"]
    )
    roles: list[Label] = Field(
        default_factory=list,
        description="Several roles of one person.",
        examples=[["interaction-designer", "user-researcher"]],
    )
    fte: Share | None = Field(None, validation_alias=_EITHER, description=_FTE, examples=[0.6])
    employment: Employment | None = Field(None, description="How the person is employed.", examples=["permanent"])
    skills: dict[Label, Label] = Field(
        default_factory=dict,
        description="Skills with their levels; left out, those of the role are assumed.",
        examples=[{"product-management": "practitioner"}],
    )
    registration: Label | None = Field(
        None,
        description="The statutory register that the person is on (the body, never the number): makes a clinician.",
        examples=["GMC"],
    )
    clinician: bool | None = Field(
        None, description="Whether the person is a clinician, said outright.", examples=[True]
    )
    staff_group: Label | None = Field(
        None,
        description="Staff group of the NHS electronic staff record, its name or code.",
        examples=["Nursing and midwifery registered"],
    )
    funded: bool | None = Field(
        None, description="Whether a clinician's time on the team is paid for.", examples=[True]
    )
    from_: Day | None = Field(None, alias="from", description="First day on the team.", examples=["2026-04-01"])
    until: Day | None = Field(None, description="Last day on the team.", examples=["2027-03-31"])
    shared: bool | None = Field(None, description="Whether the person also serves other teams.", examples=[True])
    organisation: Label | None = Field(
        None, description="Whose employee the person is.", examples=["Example Digital Ltd"]
    )
    id: Label | None = Field(
        None, description="What the same person has on other rosters (never a staff number).", examples=["priya-s"]
    )
    note: Label | None = Field(None, description="Anything a reader should know.", examples=["Back from leave in May"])


class Vacancy(Item):
    """An approved post with nobody in it."""

    SYNONYMS: ClassVar[dict[str, str]] = {"wte": "fte"}

    role: Label = Field(description="The role of the post.", examples=["user-researcher"])
    title: Label | None = Field(None, description="The job title as advertised.", examples=["Senior User Researcher"])
    fte: Share | None = Field(None, validation_alias=_EITHER, description=_FTE, examples=[1.0])
    from_: Day | None = Field(None, alias="from", description="When the post is to be filled.", examples=["2027-01-11"])
    until: Day | None = Field(None, description="When the post ends.", examples=["2028-01-10"])
    note: Label | None = Field(
        None, description="Anything a reader should know.", examples=["Interviews on 4 December"]
    )


class Available(Item):
    """A role that others provide to the team."""

    SYNONYMS: ClassVar[dict[str, str]] = {"wte": "fte"}

    role: Label = Field(description="The role that is provided.", examples=["clinical-safety-officer"])
    by: Label | None = Field(None, description="Who provides it.", examples=["ICS design team"])
    fte: Share | None = Field(None, validation_alias=_EITHER, description=_FTE, examples=[0.1])
    from_: Day | None = Field(None, alias="from", description="From which day on.", examples=["2026-04-01"])
    until: Day | None = Field(None, description="Until which day.", examples=["2027-03-31"])
    registration: Label | None = Field(
        None, description="The statutory register of the person who provides it.", examples=["NMC"]
    )
    note: Label | None = Field(None, description="Anything a reader should know.", examples=["Half a day a fortnight"])


class RosterException(Item):
    """A recorded, reasoned, dated decision to live with a finding."""

    rule: Label = Field(description="The rule whose finding is accepted.", examples=["missing-role"])
    about: Label | None = Field(
        None,
        description="The role, person or field that the finding is about; left out, all findings of the rule.",
        examples=["user-researcher"],
    )
    reason: Label = Field(
        description="Why the team lives with it.", examples=["Post approved, interviews on 4 December"]
    )
    agreed_by: Label | None = Field(None, description="Who agreed to it.", examples=["Digital board"])
    until: Day | None = Field(None, description="Last day on which the exception holds.", examples=["2027-01-31"])


class Roster(Item):
    """One team and who is in it."""

    team: Label | None = Field(None, description="The team's name.", examples=["Outpatient booking"])
    organisation: Label | None = Field(None, description="Whose team it is.", examples=["Example NHS Foundation Trust"])
    phase: Label | None = Field(
        None, description="The phase of the team's work; left out, the team is judged as in alpha.", examples=["beta"]
    )
    approach: Approach | None = Field(
        None, description="Whether the team mostly builds or buys what it delivers.", examples=["build"]
    )
    clinical: bool = Field(True, description="Whether the service affects care.", examples=[True])
    uses_ai: bool = Field(False, description="Whether the service uses artificial intelligence.", examples=[False])
    led_by: Label | None = Field(
        None, description="The member who makes the day-to-day product decisions.", examples=["Priya Shah"]
    )
    decides: Decides | None = Field(
        None, description="Whether that person decides without going up the line for each one.", examples=["fully"]
    )
    knowledge_transfer: Label | None = Field(
        None,
        description="How contractors' or suppliers' knowledge comes to the organisation's own staff.",
        examples=["Pairing on every story, handover by March"],
    )
    sponsor: Label | None = Field(None, description="Who clears the team's path.", examples=["Chief Operating Officer"])
    members: list[Member] = Field(default_factory=list, description="Who is on the team.")
    vacancies: list[Vacancy] = Field(default_factory=list, description="Approved posts with nobody in them.")
    available: list[Available] = Field(default_factory=list, description="Roles that others provide to the team.")
    exceptions: list[RosterException] = Field(
        default_factory=list, description="Findings that the team has decided to live with."
    )


LISTS: Final[dict[str, tuple[type[Item], str]]] = {
    "members": (Member, "a member"),
    "vacancies": (Vacancy, "a vacancy"),
    "available": (Available, "an available role"),
    "exceptions": (RosterException, "an exception"),
}
# The fields that say what somebody does: without them nobody knows whose place the person fills.
_PLACED_BY: Final = (("role",), ("roles",), ("title",))
_CATALOGUE_MARKS: Final = frozenset(("catalogue", "roles", "extends"))
_REPORT_MARKS: Final = frozenset(("schema_version", "findings"))
_MARKS: Final = frozenset(("team", "members"))


# What word processors put in front of the entries of a list, and a hyphen without its space.
_BULLET: Final = re.compile("[-\u00b7\u2010-\u2015\u2022\u2023\u2043\u2212\u25aa\u25cf\u25e6\uf0b7]|\\d{1,2}[.)]")
_NOBODY: Final = Roster()


class BoundRoster:
    """A roster's models with the place of each in its document.

    `duplicates` are keys that stand twice, `personal` is data that must not be there and `covered` what it covers,
    `problems` everything else that could not be taken as it stands.
    `unreadable` is true where a lost item could be a member whom nobody sees now. `misread` are the list positions
    of members whose role could not be read, `vacant` those of members whose name says that nobody is there. `exact` is whether skills and levels are known to be named as the catalogue
    names them. `is_team` is false where the file could not be read to its end or is no roster at all: half a team is not judged.
    """

    __slots__ = (
        "covered",
        "document",
        "duplicates",
        "exact",
        "masked",
        "misread",
        "personal",
        "places",
        "problems",
        "roster",
        "unreadable",
        "vacant",
    )

    def __init__(self, document: Document, personal: list[Private] | None = None) -> None:
        self.document = document
        self.roster = _NOBODY
        self.places: dict[str, Iterable[int]] = dict.fromkeys(LISTS, ())
        self.problems: list[Problem] = []
        self.duplicates: list[tuple[str, Span, Span]] = []
        self.personal: list[Private] = personal_data(document) if personal is None else personal
        # The line that was shown last, where it begins, and what of it may be seen: thousands of places may stand on it.
        self.masked: tuple[int, str, str] | None = None
        self.covered: list[Span] = covered(self.personal) if self.personal else []
        self.unreadable = False
        self.misread: set[int] = set()
        self.vacant: set[int] = set()
        self.exact = False

    @property
    def is_team(self) -> bool:
        """Whether there is a team to judge."""
        root = self.document.tree.root
        return self.document.tree.complete and isinstance(root, Mapping) and is_roster(root)


def is_roster(root: object) -> bool:
    """Whether what a file in a folder holds is meant as a roster: it names a team or its members, if misspelt."""
    if isinstance(root, dict):
        if _MARKS & root.keys():
            return True
        if root.keys() & _CATALOGUE_MARKS:
            return False
        return any(names_like(key, (*_MARKS, "vacancies")) for key in root)
    if isinstance(root, list):
        return any(isinstance(item, dict) and item.keys() & {"role", "fte", "wte"} for item in root)
    return root is None


def bind_roster(document: Document) -> BoundRoster:
    """Bind a document, item by item; what does not fit becomes problems of the result."""
    bound = BoundRoster(document)
    tree = document.tree
    root = tree.root
    bound.unreadable = any(fault.hides for fault in tree.faults)
    _note_duplicates(bound)
    if not tree.complete:
        return bound
    if not isinstance(root, Mapping) or not is_roster(root):
        bound.problems.append(_no_roster(root))
        return bound
    if isinstance(root.get("teams"), Sequence) and not _MARKS & root.keys():
        fix = "give each team a file of its own, with `team:` and `members:`"
        bound.problems.append(
            Problem("a file is of one team, and here stands a list of them", fix, ("teams",), "teams")
        )
        bound.unreadable = True
        return bound
    whole = _whole(root)
    if whole is not None:
        bound.roster = whole
        bound.places = {name: range(len(getattr(whole, name))) for name in LISTS}
    else:
        _bind_item_by_item(bound, root)
    # A name that is there and does not fit is reported already.
    if not bound.roster.team and root.get("team") is None and not _misspelt(root, "team"):
        fix = "add a first line `team:` with the team's name"
        bound.problems.append(Problem("the roster does not say which team it is of", fix, (), "team"))
    if _misspelt(root, "members"):
        # An unknown field is reported; that nobody is on the team would only follow from it.
        bound.unreadable = True
    elif root.get("members") is None:
        # People may stand under names of their own, such as that of a role.
        bound.unreadable = bound.unreadable or bool(root.keys() - fields(Roster).keys())
        fix = "list who is on the team under `members:`"
        at: Path = ("members",) if "members" in root else ("team",)
        bound.problems.append(Problem("the roster has no members", fix, at, "members"))
    _check_days(bound)
    return bound


def _check_days(bound: BoundRoster) -> None:
    if bound.document.tree.plain and "until" not in bound.document.text.string:
        return
    roster = bound.roster
    lists: list[tuple[str, list[Any]]] = [
        ("members", roster.members),
        ("vacancies", roster.vacancies),
        ("available", roster.available),
    ]
    for name, items in lists:
        for index, item in zip(bound.places[name], items, strict=True):
            if item.until is not None and item.from_ is not None and item.until < item.from_:
                about = (item.name if isinstance(item, Member) else None) or item.role or name
                fix = "put right one of the two days"
                message = f"`until` ({item.until}) is before `from` ({item.from_})"
                bound.problems.append(Problem(message, fix, (name, index, "until"), about))


def _misspelt(root: Mapping, field: str) -> bool:
    """Whether a field is missing and another's name looks like it."""
    if field in root:
        return False
    return any(field in fields_like(key, Roster.model_fields) for key in root.keys() - Roster.model_fields.keys())


def _whole(root: Mapping) -> Roster | None:
    """The roster in one go where all of it fits, as it does nearly always: many times faster."""
    members = root.get("members")
    try:
        if not isinstance(members, list):
            return Roster.model_validate(root)
        roster = Roster.model_validate({**root, "members": []})
        roster.members.extend(_members(members))
    except ValidationError:
        return None
    return roster


def _members(entries: Iterable[object]) -> Iterator[Member]:
    decided = _decided()
    for entry in entries:
        try:
            yield decided.item(entry)
        except Unsure:
            yield Member.model_validate(entry)


@cache
def _decided() -> Decided[Member]:
    return Decided(Member, Label)


def _bind_item_by_item(bound: BoundRoster, root: Mapping) -> None:
    document, problems = bound.document, bound.problems
    roster = bind(Roster, root, at=(), what="a roster", document=document, problems=problems, apart=LISTS)
    bound.roster = roster or Roster()
    for name in LISTS:
        _bind_list(bound, name, root.get(name))


def _note_duplicates(bound: BoundRoster) -> None:
    root = bound.document.tree.root
    # Fields where a list belongs: without their dashes, several people look like one with fields that stand twice.
    no_lists = [id(root.get(name)) for name in LISTS] if isinstance(root, Mapping) else []
    for mapping in bound.document.tree.duplicates:
        if id(mapping) in no_lists:
            continue
        for key, span in mapping.duplicates or ():
            first_start, first_end, _, _ = mapping.offsets(key)
            bound.duplicates.append((key, span, (first_start, first_end)))
            # The value that is not read may hold people.
            bound.unreadable = bound.unreadable or key in LISTS or (key,) in _PLACED_BY


def _bind_list(bound: BoundRoster, name: str, node: object) -> None:
    """Bind each entry of one of the roster's lists, and note whether a lost one could be a member."""
    model, what = LISTS[name]
    places: list[int] = []
    bound.places[name] = places
    if node is None:
        return
    problems, holds_people = bound.problems, name == "members"
    if not isinstance(node, Sequence):
        message = f"`{name}` must be a list, and here stands {kind_of(node)}"
        example = "- name: Priya Shah" if holds_people else "- role: user-researcher"
        fix = f"begin each entry under `{name}:` with a dash: `{example}`"
        first = next(iter(node), "") if isinstance(node, Mapping) else str(node)
        if _BULLET.match(first):
            message = f"`{name}` must be a list, and what stands here begins with {quote(first)}"
            fix = f"begin each entry under `{name}:` with a hyphen and a space: `{example}`"
        problems.append(Problem(message, fix, (name,), name))
        bound.unreadable = bound.unreadable or holds_people
        return
    items = []
    for index, entry in enumerate(node):
        place: Path = (name, index)
        if entry is None:
            problems.append(Problem(f"this entry of `{name}` is empty", "fill it in, or delete the line", place, name))
            bound.unreadable = bound.unreadable or holds_people
            continue
        before = len(problems)
        about = _about(name, entry, index)
        item = bind(model, entry, at=place, what=what, document=bound.document, problems=problems, about=about)
        if holds_people and (item is None or len(problems) > before or bound.unreadable):
            lost = item is None or any(problem.at[2:3] in _PLACED_BY for problem in problems[before:])
            if lost or _is_placed_by_what_is_no_text(entry):
                bound.unreadable = True
                bound.misread.add(index)
        if item is not None:
            items.append(item)
            places.append(index)
    setattr(bound.roster, name, items)


def _is_placed_by_what_is_no_text(entry: object) -> bool:
    return isinstance(entry, Mapping) and any(isinstance(entry.get(field), Mapping) for (field,) in _PLACED_BY)


def _about(name: str, entry: Any, index: int) -> str:
    # Names where there are some: a list position would change when somebody moves a line.
    singular = {"members": "member", "vacancies": "vacancy", "exceptions": "exception"}.get(name, name)
    if isinstance(entry, dict):
        for field in ("name", "role", "rule", "title"):
            value = entry.get(field)
            if isinstance(value, str):
                return value
    return f"{singular} {index + 1}"


def _no_roster(root: object) -> Problem:
    if isinstance(root, Mapping) and root.keys() >= _REPORT_MARKS:
        return Problem("this is a saved report, not a roster", "show it with `mvdt render`", (), "file")
    if isinstance(root, Mapping) and root.keys() & _CATALOGUE_MARKS:
        return Problem("this is a catalogue, not a roster", "give it after --catalogue", (), "file")
    fix = "begin the file with `team:` and the team's name, then `members:`; `mvdt init` writes an example"
    if root is None:
        return Problem("the file is empty: it names no team and nobody on it", fix, (), "file")
    if isinstance(root, Sequence):
        return Problem(
            "a roster begins with `team:`, and this file begins with a list",
            "put `team:` and `members:` above the list, and indent it",
            (),
            "file",
        )
    if isinstance(root, Mapping):
        return Problem("this is no roster: it has neither `team` nor `members`", fix, (), "file")
    return Problem("a roster begins with `team:`, and this file holds a text only", fix, (), "file")
