"""Values of every field that mvdt reads, sound and hostile ones, and the files that hold them: for Hypothesis."""

from __future__ import annotations

import csv
import io
import json
import types
from datetime import date
from typing import Any, Final, Literal, get_args, get_origin

from hypothesis import strategies as st
from mutation import ODD
from promises import built_in
from pydantic.fields import FieldInfo  # noqa: TC002

from mvdt.model.bind import Item, fields
from mvdt.rules import TOPICS, names

_CATALOGUE: Final = built_in()
_PEOPLE: Final = ["Priya Shah", "Ann Lee", "ann lee", "Dr Sam Okafor", "PS", "Post 40", "Zoë", "Vacant"]
_KNOWN: Final = [
    *sorted(_CATALOGUE.roles), *sorted(_CATALOGUE.skills), *sorted(_CATALOGUE.registers), *sorted(_CATALOGUE.file.families),
    *sorted(names()), *sorted(TOPICS), *_CATALOGUE.file.levels, *_CATALOGUE.file.phases, *_PEOPLE,
    "Scrum Master", "Snr BA (Band 7)", "Service Manager", "Consultant Anaesthetist", "Head of Digital", "Nurse", "Beds", "mvdt",
    "error", "warning", "advice", "permanent", "contractor", "supplier", "0.2", "0.5", "1.0", "0", "true", "false", "2026-11-22", "2027-01-31",
    "2026-11-21", "essential", "optional", "clinical", "digital", "members", "Ward tablets",
]  # fmt: skip

odd: Final = st.one_of(st.sampled_from(ODD), st.text(max_size=12))
word: Final = st.one_of(st.sampled_from(_KNOWN), st.sampled_from(_KNOWN), odd)
anything: Final = st.recursive(
    st.one_of(word, st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(word, inner, max_size=3)),
    max_leaves=6,
)
days: Final = st.sampled_from(
    [
        "2026-11-22",
        "2026-11-21",
        "2026-11-23",
        "2027-01-31",
        "2026-12-31",
        "2027-02-20",
        "0001-01-01",
        "9999-12-31",
        "0000-00-00",
    ]
)
shares: Final = st.sampled_from(
    ["1.0", "0.5", "0.2", "0.05", "0", "1.2", "1", "1e-9", "-0.0", "0.333333333333", "1e999", ".inf"]
)


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """Values of a type as a file has them, mostly sound."""
    sound = _sound(annotation)
    return st.integers(0, 15).flatmap(lambda number: anything if number == 0 else sound)


def _sound(annotation: Any) -> st.SearchStrategy[Any]:  # noqa: PLR0911
    origin, parts = get_origin(annotation), get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return _sound(annotation.__origin__)
    if origin is Literal:
        return st.sampled_from(parts)
    if origin in (types.UnionType, None) and parts:
        return st.one_of(*(values(part) for part in parts if part is not types.NoneType))
    if origin is list:
        return st.lists(values(parts[0]), max_size=5)
    if origin is dict:
        return st.dictionaries(word, values(parts[1]), max_size=4)
    if isinstance(annotation, type) and issubclass(annotation, Item):
        return items(annotation)
    if annotation is float:
        return shares
    if annotation is bool:
        return st.sampled_from(["true", "false", "yes", "No"])
    if annotation is date:
        return days
    return word


def items(model: type[Item]) -> st.SearchStrategy[dict[str, Any]]:
    """Groups of the fields of a model, those that it needs nearly always."""
    known = {name: _field(name, model.model_fields[code]) for name, code in fields(model).items()}
    needed = {name for name, code in fields(model).items() if model.model_fields[code].is_required()}
    usual = needed | {"name", "role", "title", "members", "team", "roles"} & known.keys()
    return st.builds(
        lambda first, second, third: {**first, **second, **third},
        st.fixed_dictionaries({}, optional={name: known[name] for name in usual}),
        st.fixed_dictionaries({}, optional={name: known[name] for name in known.keys() - usual}),
        st.integers(0, 9).flatmap(
            lambda number: st.dictionaries(word, anything, max_size=2) if number == 0 else st.just({})
        ),
    )


def _field(name: str, info: FieldInfo) -> st.SearchStrategy[Any]:
    examples = [value for value in info.examples or () if isinstance(value, str)]
    sound = values(info.annotation)
    if name in ("from", "until"):
        return st.one_of(days, sound)
    if name in ("fte", "wte"):
        return st.one_of(shares, sound)
    if name in ("name", "led_by"):
        return st.one_of(st.sampled_from(_PEOPLE), sound)
    if name in ("role", "kind_of"):
        return st.one_of(st.sampled_from(sorted(_CATALOGUE.roles)), sound)
    if name == "rule":
        return st.one_of(st.sampled_from(sorted(names())), sound)
    return st.one_of(st.sampled_from(examples), sound) if examples else sound


@st.composite
def files(draw: st.DrawFn, model: type[Item]) -> str:
    """A file in YAML with the fields of a model, in quotes or plain, in block style or in brackets."""
    style = draw(st.integers(0, 2))
    return "\n".join(_lines(draw(items(model)), 0, style)) + "\n"


def _lines(value: Any, depth: int, style: int) -> list[str]:
    space = "  " * depth
    if isinstance(value, dict) and value and (style < 2 or depth < 2):
        lines = []
        for key, one in value.items():
            lines += _entry(f"{space}{_scalar(key, style)}:", one, depth, style)
        return lines
    if isinstance(value, list) and value and (style < 2 or depth < 2):
        lines = []
        for one in value:
            first, *rest = (
                _lines(one, depth + 1, style) if isinstance(one, dict | list) and one else [_flow(one, style)]
            )
            lines += [f"{space}- {first.lstrip(' ')}", *rest]
        return lines
    return [space + _flow(value, style)]


def _entry(head: str, value: Any, depth: int, style: int) -> list[str]:
    if isinstance(value, dict | list) and value and (style < 2 or depth < 1):
        return [head, *_lines(value, depth + 1, style)]
    return [f"{head} {_flow(value, style)}"]


def _flow(value: Any, style: int) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key, style)}: {_flow(one, style)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one, style) for one in value) + "]"
    return "" if value is None else _scalar(value, style)


def _scalar(text: str, style: int) -> str:
    plain = text.replace("-", "").replace(".", "").replace(" ", "")
    if style != 1 and plain.isalnum() and plain.isascii() and text[0] not in "- " and text[-1] != " ":
        return text
    return json.dumps(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), ensure_ascii=style == 1)


_NEEDS: Final = ["essential", "recommended", "optional"]
_OWN_ROLES: Final = ["patient-partner", "loom-head", "A/B", "ward clerk", "1e3"]


@st.composite
def catalogues(draw: st.DrawFn) -> str:
    """A catalogue that changes the built-in one, or says all itself, and mostly can be used."""
    whole = draw(st.integers(0, 3)) == 0
    known = [] if whole else sorted(_CATALOGUE.roles)
    skills = ["weaving"] if whole else [*sorted(_CATALOGUE.skills), "weaving"]
    role = st.sampled_from([*known, *_OWN_ROLES])
    truth = st.sampled_from(["true", "false"])
    chosen = draw(st.lists(role, min_size=1, max_size=5, unique=True))
    there = st.sampled_from([*known, *chosen])
    need = st.one_of(
        st.sampled_from(_NEEDS), st.dictionaries(st.sampled_from(_CATALOGUE.phases), st.sampled_from(_NEEDS))
    )
    changes = st.fixed_dictionaries(
        {},
        optional={
            "need": need, "need_if_clinical": need, "need_of_kind": need, "kind_of": there, "or_the_only": there, "leads_product": truth,
            "in_house": truth, "undivided": truth, "can_be_available": truth, "min_fte": st.sampled_from(["0", "0.3", "1"]),
            "covered_by": st.sampled_from(skills), "why": word, "source": word,
            "skills": st.dictionaries(st.sampled_from(skills), st.sampled_from(_CATALOGUE.levels), max_size=3),
        },
    )  # fmt: skip
    roles = {
        key: draw(changes) | ({"name": f"{key} of ours", "family": "making"} if key not in known else {})
        for key in chosen
    }
    made: dict[str, Any] = {
        "catalogue": "Ours",
        "families": {"making": {"name": "Making", "viewpoint": draw(st.sampled_from(["digital", "clinical", "operational"]))}},
        "skills": {"weaving": {"name": "Weaving", "keeps": "deploy or run"}},
        "roles": roles,
    }  # fmt: skip
    if not whole:
        made["extends"] = "mvdt"
    return "\n".join(_lines(made, 0, draw(st.integers(0, 2)))) + "\n"


@st.composite
def settings(draw: st.DrawFn) -> str:
    """Settings that mostly can be used."""
    rule = st.sampled_from(sorted(names()))
    severity = st.sampled_from(["error", "warning", "advice"])
    judged = st.one_of(st.fixed_dictionaries({"severity": severity}), st.just({"off": "true"}))
    exception = st.fixed_dictionaries(
        {"rule": rule, "reason": word}, optional={"about": word, "until": days, "team": word, "agreed_by": word}
    )
    made = st.fixed_dictionaries(
        {},
        optional={
            "fail_on": severity,
            "rules": st.dictionaries(rule, judged, max_size=3),
            "exclude": st.lists(st.sampled_from(["sub", "*/b.yaml", "nothing"]), max_size=2),
            "exceptions": st.lists(exception, max_size=3),
        },
    )
    return "\n".join(_lines(draw(made), 0, draw(st.integers(0, 2)))) + "\n"


_HEADINGS: Final = [
    "Name", "First name", "Surname", "Job title", "Role", "Team", "WTE", "Hours", "Full-time hours", "Number of posts", "Contract type", "Supplier",
    "Employer", "Staff Group", "Registration", "Funded", "Clinician", "Shared", "Start Date", "End Date", "Status", "Skills", "Phase", "User research",
    "Grade", "Notes", "Title",
]  # fmt: skip
_CELLS: Final = [
    "", "", "", "1", "0.6", "0,8", "60%", "3.8", "1-Jan", "01/02/2027", "2027-01-31", "31/12/4712", "99999", "-1", "1e9", "1000000", "yes", "no", "Permanent",
    "Agency", "Bank", "a: expert; b", "user research: expert", "Tester, Developer", "Clinics team", "user-researcher", "beta", "n/a", "GMC", "Content designer",
]  # fmt: skip
cells: Final = st.one_of(st.sampled_from(_CELLS), st.sampled_from(_CELLS), word)


@st.composite
def rows(draw: st.DrawFn) -> list[list[str]]:
    """A table: what stands above the headings, the headings, people, and perhaps the headings again."""
    above = draw(st.lists(st.lists(cells, max_size=3), max_size=2))
    headings = draw(
        st.lists(st.one_of(st.sampled_from(_HEADINGS), st.sampled_from(_HEADINGS), odd), min_size=1, max_size=9)
    )
    people = draw(st.lists(st.lists(cells, max_size=len(headings) + 1), max_size=8))
    again = [headings, *people] if draw(st.integers(0, 5)) == 0 else []
    return [*above, headings, *people, *again]


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A table as delimited text."""
    stream = io.StringIO()
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    dialect = draw(st.sampled_from([csv.excel, csv.unix_dialect]))
    csv.writer(stream, delimiter=draw(st.sampled_from(",;\t|")), lineterminator=ends, dialect=dialect).writerows(
        draw(rows())
    )
    return stream.getvalue().encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])), "replace")
