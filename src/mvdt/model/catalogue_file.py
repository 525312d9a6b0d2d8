"""The catalogue file, field by field."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from mvdt.model.bind import Item

Need = Literal["essential", "recommended", "optional"]
# A document has no text with white space around it; to take it off here would copy each text.
Label = Annotated[str, Field(min_length=1)]

EVERY_PHASE: Final = "*"
COLUMNS: Final = (
    "name",
    "first_name",
    "last_name",
    "title",
    "role",
    "team",
    "fte",
    "hours",
    "full_time_hours",
    "posts",
    "employment",
    "organisation",
    "supplier",
    "staff_group",
    "registration",
    "clinician",
    "funded",
    "shared",
    "from",
    "until",
    "status",
    "skills",
    "phase",
)
"""What a column of a table can hold: fields of a roster, and what some of them are made of."""
_NEED_NAMES: Final = ("essential", "recommended", "optional")


def _by_phase(value: object) -> object:
    return {EVERY_PHASE: value} if isinstance(value, str) else value


NeedByPhase = Annotated[
    dict[str, Need],
    BeforeValidator(_by_phase),
    WithJsonSchema(
        {
            "oneOf": [
                {"enum": list(_NEED_NAMES)},
                {"type": "object", "additionalProperties": {"enum": list(_NEED_NAMES)}},
            ]
        }
    ),
]


class Reference(Item):
    """Where a statement comes from."""

    title: Label = Field(description="Title of the publication.", examples=["Building and enabling digital teams"])
    part: Label | None = Field(None, description="The part of it.", examples=["Minimum viable digital team"])
    publisher: Label | None = Field(
        None, description="Who published it.", examples=["NHS Providers and Public Digital"]
    )
    year: int | None = Field(None, description="Year of publication.", examples=[2020])
    address: Label | None = Field(None, description="Its address.", examples=["https://www.example.org/guide"])

    def cited(self) -> str:
        """The reference as a finding names it."""
        return f'{self.title}, "{self.part}"' if self.part else self.title


class Mindset(Item):
    """One of the cornerstones of a digital mindset."""

    name: Label = Field(description="Its name.", examples=["User-centred design"])
    skills: list[Label] = Field(
        default_factory=list, description="Skills that bring it to a team.", examples=[["user-research"]]
    )


class Family(Item):
    """A discipline that roles belong to."""

    name: Label = Field(description="Its name.", examples=["Product"])
    viewpoint: Literal["digital", "clinical", "operational"] = Field(
        "digital", description="The side of the house.", examples=["digital"]
    )
    hands_on: bool = Field(True, description="Whether its people make or run things themselves.", examples=[True])
    max_share: float = Field(
        0.5,
        gt=0,
        le=1,
        description="Largest share of a team's FTE before the mix counts as unbalanced.",
        examples=[0.5],
    )
    information_technology: bool = Field(
        False, description="Whether this is the IT department's own trade.", examples=[True]
    )


class Skill(Item):
    """Something that a person can do."""

    name: Label = Field(description="Its name.", examples=["Product management"])
    aliases: list[Label] = Field(
        default_factory=list, description="Other names in use.", examples=[["product ownership"]]
    )
    keeps: Label | None = Field(
        None,
        description="What a running service needs it for, as in `deploy or run` the service: two people should have it.",
        examples=["deploy or run"],
    )


class Pair(Item):
    """Two roles that one person should not hold together."""

    roles: list[Label] = Field(
        min_length=2, max_length=2, description="The two roles.", examples=[["developer", "designer"]]
    )
    why: Label | None = Field(
        None, description="Why not.", examples=["Whoever builds it seldom sees what is hard to use."]
    )
    source: Label | None = Field(None, description="Where this comes from.", examples=["assessments"])


class StaffGroup(Item):
    """A staff group of the NHS electronic staff record."""

    name: Label = Field(description="Its name.", examples=["Medical and dental"])
    code: Label | None = Field(None, description="Its code.", examples=["01"])
    clinician: bool | None = Field(
        None,
        description="Whether its people are registered clinicians; left out where the group is mixed.",
        examples=[True],
    )


class Register(Item):
    """A statutory register of clinicians."""

    name: Label = Field(description="Who keeps it.", examples=["General Medical Council"])
    titles: list[Label] = Field(
        default_factory=list,
        description="Job titles that only somebody on this register holds.",
        examples=[["consultant anaesthetist"]],
    )
    source: Label | None = Field(None, description="Where this comes from.", examples=["psa"])


class Column(Item):
    """What a column of a spreadsheet is headed where it holds one field of a roster."""

    headings: list[Label] = Field(
        description="Headings that mean it, the most telling first; of several in one sheet the first is read.",
        examples=[["job title", "position title"]],
    )
    values: dict[Label, list[Label]] = Field(
        default_factory=dict,
        description="What a roster has for what such columns hold.",
        examples=[{"fixed-term": ["fixed term temp"]}],
    )


class Role(Item):
    """What somebody does on a team."""

    name: Label = Field(description="Its name.", examples=["Product manager"])
    family: Label | None = Field(None, description="The family that it belongs to.", examples=["product"])
    kind_of: Label | None = Field(None, description="The role that it fills as well.", examples=["designer"])
    or_the_only: Label | None = Field(
        None,
        description="A role whose holder fills this one too where nobody else on the team has it.",
        examples=["developer"],
    )
    need: NeedByPhase = Field(
        default_factory=dict,
        description="How much a team needs it: one level, or a level for each phase.",
        examples=["essential"],
    )
    need_if_clinical: NeedByPhase = Field(
        default_factory=dict,
        description="The need where the service affects care, if it differs.",
        examples=["essential"],
    )
    need_source: Label | None = Field(None, description="Where the need comes from.", examples=["guide-team"])
    leads_product: bool = Field(
        False,
        description="Whether holding it means leading the product; if no role says so, product-manager and service-owner.",
        examples=[True],
    )
    need_of_kind: NeedByPhase = Field(
        default_factory=dict,
        description="How much a team that has the role it is a kind of needs this kind as well.",
        examples=["optional"],
    )
    covered_by: Label | None = Field(
        None, description="The skill by which somebody in another role covers it.", examples=["content-design"]
    )
    in_house: bool = Field(False, description="Whether the organisation's own staff must hold it.", examples=[True])
    undivided: bool = Field(
        False, description="Whether its holder should serve no other team at the same time.", examples=[True]
    )
    min_fte: float | None = Field(
        None, ge=0, le=1, description="Smallest share of a week that makes sense for it.", examples=[0.6]
    )
    min_fte_source: Label | None = Field(
        None, description="Where that share comes from.", examples=["standard-to-2019"]
    )
    can_be_available: bool = Field(
        False, description="Whether it is enough that others provide it to the team.", examples=[True]
    )
    skills: dict[Label, Label] = Field(
        default_factory=dict,
        description="Its skills with their levels.",
        examples=[{"product-management": "practitioner"}],
    )
    titles: list[Label] = Field(
        default_factory=list, description="Job titles that mean it.", examples=[["product owner"]]
    )
    why: Label | None = Field(None, description="What it is for.", examples=["Keeps the work on what users need."])
    source: Label | None = Field(None, description="Where its description comes from.", examples=["guide-team"])


class TitleWords(Item):
    """How job titles are read that are no role's own."""

    ignored: dict[Label, list[Label]] = Field(
        default_factory=dict,
        description="Words beside a title that say where, for what system or on what contract somebody works.",
        examples=[{"systems": ["epr", "systmone"]}],
    )
    abbreviations: dict[Label, Label] = Field(
        default_factory=dict, description="Abbreviations, written out.", examples=[{"ba": "business analyst"}]
    )
    open: dict[Label, list[Label]] = Field(
        default_factory=dict,
        description="Titles that could be several roles, or sound like one, with the roles to name. No role is taken.",
        examples=[{"service manager": ["service-owner", "it-service-manager"]}],
    )
    whole: dict[Label, list[Label]] = Field(
        default_factory=dict,
        description="Titles that other words in front turn into another job, in groups of any name.",
        examples=[{"management": ["delivery manager"]}],
    )


class CatalogueFile(Item):
    """A catalogue of roles and of what a team needs."""

    catalogue: Label = Field(description="Its name.", examples=["Minimum viable digital team"])
    extends: Literal["mvdt"] | None = Field(
        None, description="`mvdt` to add to the built-in catalogue or change it, key by key.", examples=["mvdt"]
    )
    source: Reference | None = Field(None, description="The publication that it rests on.")
    sources: dict[str, Reference] = Field(default_factory=dict, description="Publications that `source` fields name.")
    phases: list[Label] = Field(
        ["discovery", "alpha", "beta", "live"],
        min_length=1,
        description="The phases of a team's work, in order.",
        examples=[["discovery", "alpha", "beta", "live"]],
    )
    levels: list[Label] = Field(
        ["awareness", "working", "practitioner", "expert"],
        min_length=1,
        description="Levels of a skill, the lowest first.",
        examples=[["awareness", "working", "practitioner", "expert"]],
    )
    mindset: dict[str, Mindset] = Field(default_factory=dict, description="Cornerstones of a digital mindset.")
    families: dict[str, Family] = Field(default_factory=dict, description="Disciplines.")
    skills: dict[str, Skill] = Field(default_factory=dict, description="Skills.")
    staff_groups: dict[str, StaffGroup] = Field(
        default_factory=dict, description="Staff groups of the NHS electronic staff record."
    )
    registers: dict[str, Register] = Field(default_factory=dict, description="Statutory registers: who is a clinician.")
    titles: TitleWords = Field(default_factory=TitleWords, description="How job titles are read.")
    roles: dict[str, Role] = Field(default_factory=dict, description="Roles.")
    full_time_hours: float = Field(
        37.5, gt=0, le=60, description="Hours of a full week, where a spreadsheet gives hours only.", examples=[37.5]
    )
    columns: dict[str, Column] = Field(default_factory=dict, description="Columns of spreadsheets, by field.")
    incompatible: dict[str, Pair] = Field(
        default_factory=dict, description="Pairs of roles that one person should not hold together."
    )


SECTIONS: Final[dict[str, tuple[type[Item], str]]] = {
    "sources": (Reference, "a source"),
    "mindset": (Mindset, "a cornerstone of the mindset"),
    "families": (Family, "a family"),
    "skills": (Skill, "a skill"),
    "staff_groups": (StaffGroup, "a staff group"),
    "registers": (Register, "a register"),
    "roles": (Role, "a role"),
    "incompatible": (Pair, "a pair of roles"),
    "columns": (Column, "a column"),
}
"""The sections of the file whose entries are read one by one: their models, and what one is called."""
