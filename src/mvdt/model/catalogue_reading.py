"""From a catalogue's path to its file: read, merged with the built-in one if it says so, bound and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, get_args

from mvdt.model import built_in
from mvdt.model.bind import Problem, Unusable, bind, file_problems, kind_of, names_like, not_one_of, private_problems
from mvdt.model.catalogue_file import COLUMNS, EVERY_PHASE, SECTIONS, CatalogueFile, Reference, Role, TitleWords
from mvdt.model.words import listed, quote
from mvdt.readers import Source, read_document
from mvdt.source.document import Document
from mvdt.source.nodes import Path
from mvdt.spelling import normalise

BUILT_IN: Final = "mvdt"
KIND_LIMIT: Final = 10
"""Roles that one is a kind of, each a kind of the next. The built-in catalogue has one."""

# Needs are taken over whole: half of one catalogue's phases and half of another's would be nobody's decision.
_WHOLE: Final = ("need", "need_if_clinical", "need_of_kind")


class BadCatalogue(Unusable):
    """A catalogue that can't be used."""

    what = "catalogue"


def read_catalogue(path: str | None = None) -> CatalogueFile:
    """The built-in catalogue's file, or the one at a path, merged with what it extends.

    Raises `BadCatalogue` for what is wrong in the file, `readers.Unreadable` if it can't be opened.
    """
    if path is None and (known := built_in.load()) is not None:
        return known
    document = read_document(Source(path if path is not None else built_in.path(), named=True))
    problems = file_problems(document) + private_problems(document)
    root = document.tree.root
    if not isinstance(root, dict):
        if not problems:
            problems.append(
                Problem("a catalogue begins with `catalogue:` and its name", "see `mvdt schema catalogue`", (), "file")
            )
        raise BadCatalogue(document, problems)
    if not problems and root.keys() & {"team", "members"} and not root.keys() & {"catalogue", "roles"}:
        fix = "give a roster to `mvdt check` as it is, and after --catalogue a file of roles"
        problems.append(Problem("this is a roster, not a catalogue", fix, (), "file"))
    if problems:
        raise BadCatalogue(document, problems)
    base: dict[str, Any] = {}
    # Where another name stands there, that is told, and not what would follow from it.
    if root.get("extends") is not None:
        base = read_document(Source(built_in.path(), named=True)).tree.root  # type: ignore[assignment]
    merged = _merge(base, root)
    if base:
        problems += _unfounded(document, root, base, merged)
        problems += _taken_away(root, base)
    file = _bind(document, merged, problems)
    if path is not None:
        # The built-in one is held to the same by the tests.
        problems += contradictions(file, document)
    if problems:
        raise BadCatalogue(document, problems)
    return file


def _merge(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        below = base.get(key)
        if isinstance(below, dict) and isinstance(value, dict) and key not in _WHOLE:
            merged[key] = _merge(below, value)
        elif value is not None:
            merged[key] = value
    if "need" in own and "need_if_clinical" not in own:
        # A need that is stated anew holds for every service.
        merged.pop("need_if_clinical", None)
    return merged


def _unfounded(
    document: Document, own: dict[str, Any], base: dict[str, Any], merged: dict[str, Any]
) -> Iterator[Problem]:
    """Changes to roles that neither catalogue has: a typing error would else make a role without a name."""
    roles = own.get("roles")
    if not isinstance(roles, dict):
        return
    known = base.get("roles", {})
    for key, role in roles.items():
        if key in known or not isinstance(role, dict) or "name" in role:
            continue
        close = names_like(key, known)
        fix = f"did you mean `{close[0]}`? Otherwise, " if close else ""
        at = ("roles", key)
        # In what was read every field has its place, and this one has none.
        merged["roles"][key] = {**role, "name": key}
        yield Problem(
            f"the built-in catalogue has no role {quote(key)} to change",
            f"{fix}a role of your own needs a `name` and a `family`",
            at,
            key,
            document.key_span(at),
        )


def _taken_away(own: dict[str, Any], base: dict[str, Any]) -> Iterator[Problem]:
    """Phases and levels that the roles of the built-in catalogue need, and that the file's own list has not."""
    for field in ("phases", "levels"):
        given = own.get(field)
        missing = [name for name in base[field] if name not in given] if isinstance(given, list) and given else []
        if missing:
            yield Problem(
                f"`{field}` leaves out {listed(map(quote, missing), 'and')}, which roles of the built-in catalogue name",
                f"keep {listed(map(quote, base[field]), 'and')} in the list; or leave out `extends` and write all roles yourself",
                (field,),
                field,
            )


def _bind(document: Document, merged: dict[str, Any], problems: list[Problem]) -> CatalogueFile:
    what = "a catalogue"
    apart = set(SECTIONS) | {"source", "titles"}
    file = bind(CatalogueFile, merged, at=(), what=what, document=document, problems=problems, apart=apart)
    if file is None:
        file = CatalogueFile(catalogue=document.path)
    if merged.get("source") is not None:
        file.source = bind(
            Reference, merged["source"], at=("source",), what="a source", document=document, problems=problems
        )
    if merged.get("titles") is not None:
        words = bind(
            TitleWords, merged["titles"], at=("titles",), what="title words", document=document, problems=problems
        )
        file.titles = words or file.titles
    for name, (model, kind) in SECTIONS.items():
        entries = merged.get(name)
        if entries is None:
            continue
        if not isinstance(entries, dict):
            problems.append(
                Problem(
                    f"`{name}` must be a group of fields, and here stands {kind_of(entries)}",
                    f"write each entry under `{name}:` as `its-name:` with its fields below",
                    (name,),
                    name,
                )
            )
            continue
        items = {}
        for key, entry in entries.items():
            item = bind(model, entry, at=(name, key), what=kind, document=document, problems=problems, about=key)
            if item is not None:
                items[key] = item
        setattr(file, name, items)
    if not file.roles and not problems:
        problems.append(Problem("the catalogue has no roles", "list them under `roles:`", (), "roles"))
    return file


def contradictions(file: CatalogueFile, document: Document) -> Iterator[Problem]:
    """Names that lead nowhere, circles, and titles that two roles claim, placed in the document that says so."""
    # The built-in catalogue has no such names: where one of its own leads nowhere now, what took that away is told.
    yield from (problem for problem in _dangling(file, document) if _is_said(problem.at, document))
    circles = [*_circles(file.roles)]
    for circle in circles:
        # The built-in catalogue has no circles: what closes this one stands in the user's own file.
        own = next((role for role in circle if document.value(("roles", role, "kind_of")) is not None), circle[0])
        start = circle.index(own)
        way = " is a kind of ".join([*circle[start:], *circle[:start], own])
        fix = "take one of these `kind_of` away"
        yield Problem(f"`kind_of` goes round in a circle: {way}", fix, ("roles", own, "kind_of"), own)
    for key, level in () if circles else _levels(file.roles).items():
        if level == KIND_LIMIT + 1:
            message = f"`kind_of` leads from this role on over more than {KIND_LIMIT} others"
            yield Problem(message, "make it a kind of one of the last of them", ("roles", key, "kind_of"), key)
    claimed: dict[str, tuple[str, Path, str]] = {}
    shared: set[str] = set()
    for key, role in file.roles.items():
        named = (key, ("roles", key, "name"), role.name)
        first = claimed.setdefault(normalise(role.name), named)
        if first[0] != key:
            shared.add(normalise(role.name))
            (other, _, _), (about, at, shown) = (first, named) if _is_said(named[1], document) else (named, first)
            yield Problem(
                f"the role `{other}` is called {quote(shown)} already, and here `{about}` is",
                "give one of the two another name",
                at,
                about,
            )
    for key, role in file.roles.items():
        for index, title in enumerate(role.titles):
            here = (key, ("roles", key, "titles", index), title)
            first = claimed.setdefault(normalise(title), here)
            if first[0] == key or normalise(title) in shared:
                continue
            # Of a title of the built-in catalogue, what claims it too stands in the user's own file.
            (other, _, _), (about, at, shown) = (first, here) if _is_said(here[1], document) else (here, first)
            yield Problem(
                f"the title {quote(shown)} belongs to `{other}` already, and here to `{about}`",
                "a title must mean one role: keep it in one of the two",
                at,
                about,
            )


def _is_said(at: Path, document: Document) -> bool:
    return document.value(at) is not None or document.key_span(at) is not None


def _is_defined(kind: str, name: str, document: Document) -> bool:
    """Whether the file defines it, if in a way that could not be read, which is told at its own place."""
    section = {"a family": "families", "a skill": "skills", "a role": "roles"}.get(kind)
    return section is not None and document.value((section, name)) is not None


def _dangling(file: CatalogueFile, document: Document) -> Iterator[Problem]:
    for key, role in file.roles.items():
        yield from _dangling_role(key, role, file, document)
    for key in file.columns:
        if key not in COLUMNS:
            yield not_one_of(
                "what a column can hold",
                key,
                COLUMNS,
                at=("columns", key),
                about=key,
                span=document.key_span(("columns", key)),
            )
        yield from _values(key, file, document)
    lists: list[tuple[str, list[str], str, Iterable[str], Path]] = [
        *((key, one.skills, "a skill", file.skills, ("mindset", key, "skills")) for key, one in file.mindset.items()),
        *((key, roles, "a role", file.roles, ("titles", "open", key)) for key, roles in file.titles.open.items()),
        *(
            (key, one.roles, "a role", file.roles, ("incompatible", key, "roles"))
            for key, one in file.incompatible.items()
        ),
    ]
    for key, names, kind, known, place in lists:
        for index, name in enumerate(names):
            if name not in known and not _is_defined(kind, name, document):
                yield not_one_of(kind, name, known, at=(*place, index), about=key)


def _values(column: str, file: CatalogueFile, document: Document) -> Iterator[Problem]:
    """What the words of a column are to mean and nothing does."""
    from mvdt.model.roster import Employment

    read = {"name": ("vacant", "undisclosed", "gone"), "status": ("vacant",), "supplier": ("none",)}
    read["employment"] = get_args(Employment)
    for value in file.columns[column].values:
        if column in read and value not in read[column]:
            at = ("columns", column, "values", value)
            yield not_one_of(f"`{column}`", value, read[column], at=at, about=column, span=document.key_span(at))


def _dangling_role(key: str, role: Role, file: CatalogueFile, document: Document) -> Iterator[Problem]:
    at: Path = ("roles", key)
    named: list[tuple[str, str | None, Iterable[str], Path]] = [
        ("a family", role.family, file.families, (*at, "family")),
        ("a role", role.kind_of, file.roles, (*at, "kind_of")),
        ("a role", role.or_the_only, file.roles, (*at, "or_the_only")),
        ("a skill", role.covered_by, file.skills, (*at, "covered_by")),
        *(("a level", level, file.levels, (*at, "skills", skill)) for skill, level in role.skills.items()),
    ]
    keys: list[tuple[str, str, Iterable[str], Path]] = [
        *(("a skill", skill, file.skills, (*at, "skills", skill)) for skill in role.skills),
        *(("a phase", phase, file.phases, (*at, "need", phase)) for phase in role.need if phase != EVERY_PHASE),
        *(
            ("a phase", phase, file.phases, (*at, field, phase))
            for field in ("need_if_clinical", "need_of_kind")
            for phase in getattr(role, field)
            if phase != EVERY_PHASE
        ),
    ]
    for kind, name, known, place in named:
        if name is not None and name not in known and not _is_defined(kind, name, document):
            yield not_one_of(kind, name, known, at=place, about=key)
    for kind, name, known, place in keys:
        if name not in known and not _is_defined(kind, name, document):
            yield not_one_of(kind, name, known, at=place, about=key, span=document.key_span(place))


def _circles(roles: dict[str, Role]) -> Iterator[list[str]]:
    """Roles of which each is a kind of the next, and the last of the first."""
    done: set[str] = set()
    for start in roles:
        way: dict[str, int] = {}
        step: str | None = start
        while step is not None and step in roles and step not in done and step not in way:
            way[step] = len(way)
            step = roles[step].kind_of
        if step in way:
            yield [*way][way[step] :]
        done.update(way)


def _levels(roles: dict[str, Role]) -> dict[str, int]:
    """How many roles each is a kind of, one behind the other; there must be no circles."""
    levels: dict[str, int] = {}
    for start in roles:
        way = []
        step: str | None = start
        while step is not None and step in roles and step not in levels:
            way.append(step)
            step = roles[step].kind_of
        level = levels.get(step, 0) if step is not None and step in roles else -1
        for role in reversed(way):
            level += 1
            levels[role] = level
    return levels
