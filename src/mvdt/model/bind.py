"""From a tree to models, item by item, with errors in plain words.

pydantic decides what fits a field; what it says of a misfit is translated by type. A broken field is left out
and the rest of its item kept, so that nobody is lost for a typing error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar, Final, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from mvdt.model.personal import personal_data
from mvdt.model.words import listed, quote
from mvdt.source.document import Document
from mvdt.source.nodes import Path, Span
from mvdt.source.table_text import TableText

Model = TypeVar("Model", bound="Item")

_DATE_LENGTH: Final = len("2026-11-22")
# Characters; what is longer is no slip of the pen, and comparing it with every name takes long.
_LONGEST_SLIP: Final = 200
_LIKE: Final = 0.72
_NOT_WORD: Final = re.compile(r"[\W_]+")
_ALSO_CALLED: Final = {"start": "from", "end": "until"}
# Quotation marks as word processors make them of plain ones.
_CURLY: Final = re.compile("[\u2018-\u201f\u00ab\u00bb].*[\u2018-\u201f\u00ab\u00bb]", re.DOTALL)
_WITHOUT_CURLY: Final = "type the quotation marks again, or leave them out: YAML takes curly ones for letters"
_KINDS: Final = 64


class Problem:
    """What could not be taken as it stands: a sentence, a way out, and the place.

    `span` is given where the place is a key and not its value. `about` names the field or item.
    """

    __slots__ = ("about", "at", "fix", "message", "span")

    def __init__(self, message: str, fix: str, at: Path, about: str, span: Span | None = None) -> None:
        self.message = message
        self.fix = fix
        self.at = at
        self.about = about
        self.span = span


class Unusable(Exception):
    """A file that can't be used and without which nothing can be checked: its document and all that is wrong with it.

    `what` is what the file holds, in the user's words.
    """

    what: ClassVar[str]

    def __init__(self, document: Document, problems: list[Problem]) -> None:
        super().__init__(f"{document.path}: {len(problems)} problems")
        self.document = document
        self.problems = problems


def file_problems(document: Document) -> list[Problem]:
    """What is wrong with a file as such: what its reader found, and keys that stand twice."""
    problems = [
        Problem(fault.message, fault.fix, (), "file", (fault.start, fault.end)) for fault in document.tree.faults
    ]
    return problems + [
        Problem(f"{quote(key)} stands twice in the same group", "keep one of the two", (), key, span)
        for mapping in document.tree.duplicates
        for key, span in mapping.duplicates or ()
    ]


def private_problems(document: Document) -> list[Problem]:
    """The personal data among the values of a file that is no roster, and has even less business with it."""
    return [
        Problem(
            f"this looks like {private.what}, which {private.why}",
            "delete it; if it is something else, write it in a way that can't be mistaken",
            (),
            private.what,
            private.span,
        )
        for private in personal_data(document)
        if not private.field
    ]


class Item(BaseModel):
    """A group of fields in a file. `SYNONYMS` maps a second name of a field to its first."""

    model_config = ConfigDict(extra="forbid")

    SYNONYMS: ClassVar[Mapping[str, str]] = {}


def iso_date(value: object) -> object:
    """A date as ISO 8601 writes it, year first. For pydantic: raises its own error."""
    if isinstance(value, str):
        try:
            if len(value) == _DATE_LENGTH:
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise PydanticCustomError("date", "not a date")
    return value


_fields: dict[type[Item], dict[str, str]] = {}


def fields(model: type[Item]) -> dict[str, str]:
    """The names that a model's fields have in a file, synonyms included, each with its name in the code."""
    known = _fields.get(model)
    if known is None:
        known = {field.alias or name: name for name, field in model.model_fields.items()}
        known |= {second: known[first] for second, first in model.SYNONYMS.items()}
        _fields[model] = known
    return known


def bind(
    model: type[Model],
    node: object,
    *,
    at: Path,
    what: str,
    document: Document,
    problems: list[Problem],
    about: str | None = None,
    apart: Iterable[str] = (),
) -> Model | None:
    """The model of a group of fields, without those that do not fit; each misfit is added to `problems`.

    `what` is what the group is in the user's words (`a member`); `apart` are fields that the caller binds.
    None where there is no group of fields at all, or where without a misfit nothing is left to stand on.
    """
    if not isinstance(node, dict):
        problems.append(_not_a_group(node, at=at, what=what, about=about or what, model=model))
        return None
    known = fields(model)
    values: dict[str, Any] = node
    if None in node.values():
        values = {key: value for key, value in node.items() if value is not None}
    strange = values.keys() - known.keys()
    if strange:
        # What is no field's name at all (a list, a bracket) the reader has reported.
        problems += [
            _unknown_field(key, known, at=at, what=what, about=about, document=document)
            for key in values
            if key in strange and not key.startswith("\0")
        ]
        values = {key: value for key, value in values.items() if key not in strange}
    for second, first in model.SYNONYMS.items():
        if second in values:
            values = _under_one_name(values, second, first, at=at, about=about, document=document, problems=problems)
    if any(name in values for name in apart):
        values = {key: value for key, value in values.items() if key not in apart}
    try:
        return model.model_validate(values)
    except ValidationError as error:
        return _without_misfits(
            model, values, error, node=node, at=at, about=about, problems=problems, document=document
        )


def _under_one_name(
    values: dict[str, Any],
    second: str,
    first: str,
    *,
    at: Path,
    about: str | None,
    document: Document,
    problems: list[Problem],
) -> dict[str, Any]:
    place = (*at, second)
    rest = {key: value for key, value in values.items() if key != second}
    if first in rest:
        message, fix = f"`{second}` and `{first}` mean the same, and both are here", f"keep one; mvdt reads `{first}`"
        problems.append(Problem(message, fix, place, about or second, document.key_span(place)))
        return rest
    return {**rest, first: values[second]}


def _without_misfits(
    model: type[Model],
    values: dict[str, Any],
    error: ValidationError,
    *,
    node: Mapping[str, Any],
    at: Path,
    about: str | None,
    problems: list[Problem],
    document: Document,
) -> Model | None:
    broken = set()
    lost = False
    for detail in error.errors(include_url=False, include_context=True):
        field = str(detail["loc"][0])
        place = next((second for second, first in model.SYNONYMS.items() if first == field and second in node), field)
        if detail["type"] == "missing":
            lost = True
            if _is_misspelt(model, field, node):
                # That is told already, and what to write instead.
                continue
            problems.append(_missing(model, field, at=at, about=about or field, document=document))
            continue
        meant = _meant(model, field, detail)
        if meant is not None:
            values = {**values, field: meant}
            continue
        broken.add(field)
        if isinstance(detail["input"], dict) and any(str(key).startswith("\0") for key in detail["input"]):
            # Brackets that are no YAML: the reader has said so at this place.
            continue
        if detail["input"] in ("Null", "NULL") and len(detail["loc"]) == 1:
            continue
        problem = _misfit(model, place, field, detail, at=at, about=about or field)
        if isinstance(document.text, TableText):
            # A cell holds the value alone.
            problem.fix = problem.fix.replace(f"`{place}: ", "`")
        problems.append(problem)
    if lost:
        return None
    rest = {key: value for key, value in values.items() if key not in broken}
    try:
        return model.model_validate(rest)
    except ValidationError:
        return None


def _meant(model: type[Item], field: str, detail: Any) -> str | None:
    """The allowed value that a text is but for its letter case."""
    if detail["type"] != "literal_error" or len(detail["loc"]) > 1 or not isinstance(detail["input"], str):
        return None
    text = detail["input"].strip().casefold()
    return text if text in _literals(model.model_fields[fields(model)[field]].annotation) else None


def names_like(word: str, known: Iterable[str]) -> list[str]:
    """The known names that are close to a word, the closest first."""
    return list(_like(word, tuple(known))) if len(word) <= _LONGEST_SLIP else []


def fields_like(key: str, known: Iterable[str]) -> list[str]:
    """The fields that a name may be meant for: one spelt much like it, else one that is among its words."""
    every = list(known)
    close = names_like(key, every)
    if close or len(key) > _LONGEST_SLIP:
        return close
    words = [_ALSO_CALLED.get(word, word) for word in _NOT_WORD.split(key.casefold())]
    # `Team members` are members.
    return [word for word in reversed(words) if word in every][:1]


# A file may hold one slip thousands of times.
@lru_cache(maxsize=20_000)
def _like(word: str, known: tuple[str, ...]) -> list[str]:
    folded, letters = _folded(known)
    wanted = word.strip().casefold().replace(" ", "-").replace("_", "-")
    close = _closest(wanted, letters) or _closest(word.strip().casefold(), letters)
    return [folded[name] for name in close]


def _closest(wanted: str, letters: Mapping[str, int]) -> list[str]:
    """The names of which enough is in a word, counted first by letters: to compare their order takes long."""
    mine = _letters(wanted)
    possible = [
        name for name, theirs in letters.items() if (mine & theirs).bit_count() * 2 >= _LIKE * (len(wanted) + len(name))
    ]
    if not possible:
        return []
    from difflib import get_close_matches

    return get_close_matches(wanted, possible, n=2, cutoff=_LIKE)


@lru_cache(maxsize=64)
def _folded(known: tuple[str, ...]) -> tuple[dict[str, str], dict[str, int]]:
    """Names by their small letters, and the letters of each."""
    folded = {name.casefold(): name for name in known}
    return folded, {name: _letters(name) for name in folded}


def _letters(word: str) -> int:
    """A bit for each letter and how often it was there before, so that what two words share is counted at once."""
    found = 0
    seen: dict[int, int] = {}
    for letter in word:
        # Letters that fall together only make words look closer than they are.
        kind = ord(letter) % _KINDS
        seen[kind] = seen.get(kind, -_KINDS) + _KINDS
        found |= 1 << (kind + seen[kind])
    return found


def not_one_of(
    kind: str, value: object, allowed: Iterable[str], *, at: Path, about: str, span: Span | None = None
) -> Problem:
    """The problem of a name that is none of those allowed, with the nearest ones or all of them.

    `kind` is what the names are: `a role`, or a field in backquotes.
    """
    every = list(allowed)
    close = names_like(str(value), every)
    few = 12
    choice = f"choose {listed(f'`{name}`' for name in every)}" if len(every) <= few else ""
    if close and (not choice or len(every) == 1):
        fix = f"did you mean `{close[0]}`?"
    elif close:
        fix = f"did you mean `{close[0]}`? Otherwise {choice}"
    elif choice:
        fix = choice if every else "leave it out: this catalogue has none"
    else:
        fix = "`mvdt roles` and `mvdt schema roster` show what there is"
    if _CURLY.fullmatch(str(value)):
        fix = _WITHOUT_CURLY
    what = f"a value of {kind}" if kind.startswith("`") else f"{kind} that mvdt knows"
    return Problem(f"{quote(value)} is not {what}", fix, at, about, span)


def kind_of(node: object) -> str:
    """What stands in a file, in the user's words."""
    if isinstance(node, dict):
        return "a group of fields"
    if isinstance(node, list):
        return "a list"
    return "nothing" if node is None else "a text"


def _not_a_group(node: object, *, at: Path, what: str, about: str, model: type[Item]) -> Problem:
    names = [name for name in fields(model) if name in ("name", "role", "fte", "rule", "about", "reason")][:2]
    example = " and ".join(f"`{name}: ...`" for name in names) or "`field: value`"
    found = quote(node) if isinstance(node, str) else kind_of(node)
    return Problem(
        f"{what} is a group of fields, and here stands {found}",
        f"write it with {example} on lines of their own",
        at,
        about,
    )


def _unknown_field(
    key: str, known: Mapping[str, str], *, at: Path, what: str, about: str | None, document: Document
) -> Problem:
    place = (*at, key)
    span = document.key_span(place)
    shown = quote(key)
    bare = key.strip()
    if bare and bare != key and (bare in known or not (key[0] + key[-1]).isascii()):
        # YAML strips plain spaces. What a special one indents may belong to another group than it stands in.
        where = "in front of" if key[0] != bare[0] else "behind"
        fix = f"type the space {where} `{bare}` again: it is a special one, from a document or a web page"
        return Problem(f"{shown} is not a field of {what}", fix, place, about or key, span)
    if key == "<<":
        return Problem("merge keys (`<<`) are not part of YAML 1.2", "write the fields out", place, about or key, span)
    close = fields_like(key, known)
    fix = f"did you mean `{close[0]}`?" if close else f"delete it, or use one of: {', '.join(known)}"
    return Problem(f"{shown} is not a field of {what}", fix, place, about or key, span)


def _is_misspelt(model: type[Item], field: str, node: Mapping[str, Any]) -> bool:
    """Whether a group has another field in the place of this one, of which is asked if this one was meant."""
    known = fields(model)
    close = [names_like(key, known)[:1] for key in node if key not in known]
    return any(field in (name, known[name]) for names in close for name in names)


def _missing(model: type[Item], field: str, *, at: Path, about: str, document: Document) -> Problem:
    name = next(key for key, code in fields(model).items() if field in (key, code))
    info = model.model_fields[fields(model)[name]]
    example = f", for example `{name}: {info.examples[0]}`" if info.examples else ""
    span = document.key_span(at) if at else None
    return Problem(f"`{name}` is missing", f"add `{name}:`{example}", at, about, span)


def _misfit(model: type[Item], place: str, field: str, detail: Any, *, at: Path, about: str) -> Problem:
    info = model.model_fields[fields(model)[field]]
    kind: str = detail["type"]
    value = detail["input"]
    inner = tuple(step for step in detail["loc"][1:] if step != "[key]")
    where: Path = (*at, place, *inner)
    example = f"for example `{place}: {_example(info.examples[0])}`" if info.examples else "see `mvdt schema roster`"
    if kind == "literal_error":
        return not_one_of(f"`{place}`", value, _literals(info.annotation), at=where, about=about)
    if kind in ("string_too_short", "too_short"):
        return Problem(f"`{place}` is empty", f"write it out, {example}", where, about)
    if place == "role" and isinstance(value, list):
        fix = f"write several roles as `roles: {_example(value)}`"
        return Problem("`role` takes one role, and here stands a list", fix, where, about)
    if isinstance(value, (dict, list)) and kind not in ("dict_type", "list_type"):
        return Problem(
            f"`{place}` must be {_wanted(kind, info)}, and here stands {kind_of(value)}", example, where, about
        )
    if kind in ("list_type", "dict_type"):
        wanted = "a list" if kind == "list_type" else "a group of fields"
        return Problem(f"`{place}` must be {wanted}, and here stands {kind_of(value)}", example, where, about)
    fix = _WITHOUT_CURLY if _CURLY.fullmatch(str(value)) else _hint(value, place, example)
    return Problem(f"`{place}` is {quote(value)}, and must be {_wanted(kind, info)}", fix, where, about)


def _wanted(kind: str, info: Any) -> str:
    if kind in (
        "greater_than_equal",
        "less_than_equal",
        "finite_number",
        "float_parsing",
        "float_type",
        "greater_than",
    ):
        limits = _limits(info.annotation) or info.metadata
        lowest = next((limit.ge for limit in limits if hasattr(limit, "ge")), None)
        highest = next((limit.le for limit in limits if hasattr(limit, "le")), None)
        if lowest is None or highest is None:
            return "a number" if highest is None else f"a number above 0 and up to {highest:g}"
        return f"a number from {lowest:g} to {highest:g}"
    if kind.startswith("bool"):
        return "true or false"
    if kind.startswith("date"):
        return "a date such as 2026-04-01"
    if kind.startswith("int"):
        return "a whole number"
    return "a text"


def _limits(annotation: Any) -> list[Any]:
    """The bounds that a type carries, within `| None` too."""
    limits: list[Any] = []
    for note in getattr(annotation, "__metadata__", ()):
        limits += getattr(note, "metadata", [note])
    for part in get_args(annotation):
        limits += _limits(part)
    return limits


def _hint(value: object, place: str, example: str) -> str:
    """The likely slip in a share of a week or of a team."""
    if place not in ("fte", "wte", "min_fte", "max_share") or not isinstance(value, str):
        return f"write it {example}"
    text = value.strip()
    of_a_team = place == "max_share"
    most, fewest, working_days = 1.2 if place in ("fte", "wte") else 1, 2, 5
    try:
        # What is no share either way, such as 500% or nan%, is no way out.
        if text.endswith("%") and 0 <= (share := float(text[:-1]) / 100) <= most:
            return f"write the share as a number, `{place}: {share:g}`"
        if "," in text and 0 <= (share := float(text.replace(",", "."))) <= most:
            return f"write a point instead of the comma, `{place}: {share:g}`"
        days = 0 if of_a_team else float(text)
        if fewest <= days <= working_days:
            return f"1.0 is a full week; if this is {days:g} days of five, write `{place}: {days / working_days:g}`"
    except ValueError:
        pass
    if of_a_team:
        return "write the share of the team as a number above 0, `max_share: 0.5` being half"
    return f"write the share of a full week as a number: `{place}: 1.0` is full time, `{place}: 0.6` three days of five"


def _literals(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [name for part in get_args(annotation) for name in _literals(part)]


def _example(example: object) -> str:
    if isinstance(example, dict):
        return "{" + ", ".join(f"{key}: {value}" for key, value in example.items()) + "}"
    if isinstance(example, list):
        return "[" + ", ".join(map(str, example)) + "]"
    return {True: "true", False: "false"}.get(example, str(example)) if isinstance(example, bool) else str(example)
