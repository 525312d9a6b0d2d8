"""`mvdt roles`: the roles of the catalogue, or one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from mvdt.cli._run import Colour, fail, page, say
from mvdt.cli._run import catalogue as load

if TYPE_CHECKING:
    from mvdt.model.catalogue import Catalogue
    from mvdt.model.catalogue_file import Role
    from mvdt.output import Page


def command(
    role: Annotated[
        str | None,
        typer.Argument(metavar="[ROLE]", help="A role, such as product-manager; all if left out.", show_default=False),
    ] = None,
    title: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TITLE",
            help="Say what role a job title means, how that was found and what was ignored. May be repeated.",
        ),
    ] = None,
    catalogue: Annotated[
        str | None, typer.Option(metavar="FILE", help="A catalogue to use instead of the built-in one.")
    ] = None,
    format_: Annotated[
        Literal["text", "json"], typer.Option("--format", help="How to print what titles mean.")
    ] = "text",
    color: Annotated[Colour, typer.Option(help="Whether to colour the output.")] = "auto",
) -> None:
    """List the roles of the catalogue, or place job titles.

    Of one role it shows need, skills, titles and sources.
    """
    known = load(catalogue)
    here = page(color)
    if title:
        say(_titles_as_json(title, known) if format_ == "json" else _titles(title, known, here))
        return
    if role is None:
        say(_all(known, here))
        return
    name = known.role_of(role)
    if name is None:
        from mvdt.model.person import likely_roles
        from mvdt.model.words import listed

        close = likely_roles(role, known)
        hint = f"did you mean {listed(f'`{one}`' for one in close[:3])}?" if close else "`mvdt roles` lists them"
        fail(f"there is no role `{role}` in this catalogue", hint)
    say(_one(name, known, here))


_HOW: Final = {
    "exact": "exact: a title of this role",
    "seniority": "exact: a title of this role, the seniority aside",
    "abbreviation": "abbreviation: a title of this role, once it is written out",
    "phrase": "phrase: a title of this role is in it",
    "profession": "profession: only a registered clinician holds such a title",
}


def _titles(titles: list[str], known: Catalogue, here: Page) -> str:
    from mvdt.model.words import listed, quote
    from mvdt.output._terminal import logged, wrapped

    lines: list[str] = []
    for title in titles:
        found = known.titles.resolve(title)
        if found.role is not None and found.how is not None:
            text = f"{found.role} ({_HOW[found.how]})"
        elif found.candidates:
            text = f"left open; it could be {listed(found.candidates)}"
        else:
            text = "left open; no role of this catalogue has such a title"
        if found.ignored:
            text += f"; ignored: {', '.join(quote(piece) for piece in found.ignored)}"
        if found.seniority:
            text += f"; seniority: {found.seniority}"
        first, *rest = wrapped(logged(f"{title}: {text}"), here.width)
        lines += [first, *("    " + line for line in rest)]
    return "\n".join(lines) + "\n"


def _titles_as_json(titles: list[str], known: Catalogue) -> str:
    from mvdt.output._json import dumped

    found = [(title, known.titles.resolve(title)) for title in titles]
    entries = [
        {
            "title": title,
            "role": one.role,
            "how": one.how,
            "candidates": list(one.candidates),
            "seniority": one.seniority,
            "ignored": list(one.ignored),
        }
        for title, one in found
    ]
    return dumped(entries)


def _all(known: Catalogue, here: Page) -> str:
    from mvdt.output._terminal import Paint, logged, padded, width

    paint = Paint(on=here.colour)
    families: dict[str, list[str]] = {}
    for name in known.roles:
        families.setdefault(known.families_of[name], []).append(name)
    longest = max(width(logged(name)) for name in known.roles)
    titles = max(width(logged(role.name)) for role in known.roles.values())
    lines = [f"{paint(logged(known.name), 'strong')}: {len(known.roles)} roles", ""]
    for family, names in families.items():
        lines.append(paint(logged(known.family_name(family)), "strong"))
        for name in names:
            role = known.roles[name]
            text = f"  {padded(logged(name), longest)}  {padded(logged(role.name), titles)}"
            if longest + titles + 32 > here.width:
                text = f"  {padded(logged(name), longest)}"
            lines.append(f"{text}  {_need(role, known)}".rstrip())
        lines.append("")
    lines.append("`mvdt roles ROLE` says more about one.")
    return "\n".join(lines) + "\n"


def _one(name: str, known: Catalogue, here: Page) -> str:
    from mvdt.output._terminal import Paint, logged, wrapped

    role = known.roles[name]
    paint = Paint(on=here.colour)
    rows = [("family", known.family_name(known.families_of[name]))]
    if role.kind_of:
        rows.append(("a kind of", f"{role.kind_of}, and fills it"))
    kinds = known.kinds(name)
    if kinds:
        rows.append(("filled by", ", ".join([name, *kinds])))
    if role.or_the_only:
        rows.append(("or", f"the only {known.spoken[role.or_the_only]} on the team, who fills it too"))
    if role.need or role.need_if_clinical:
        rows.append(("need", _need(role, known) or "none"))
        rows.append(("need from", known.cited(role.need_source or role.source)))
    if role.in_house:
        rows.append(("in house", "to be held by the organisation's own staff"))
    if role.min_fte is not None:
        rows.append(("at least", f"{role.min_fte:g} FTE"))
    if role.can_be_available:
        rows.append(("available", "it is enough that others provide it to the team"))
    rows.append(("skills", ", ".join(f"{known.skills[skill].name} ({level})" for skill, level in role.skills.items())))
    rows.append(("titles", ", ".join(role.titles)))
    rows.append(("why", role.why or ""))
    rows.append(("source", known.cited(role.source)))
    lines = [f"{paint(logged(name), 'strong')}   {logged(role.name)}", ""]
    for label, text in rows:
        for number, line in enumerate(wrapped(logged(text), max(min(here.width, 100) - 13, 24))):
            lines.append(f"  {label if number == 0 else '':<9}  {line}")
    return "\n".join(lines) + "\n"


def _need(role: Role, known: Catalogue) -> str:
    """The need in words: `essential`, or by phase, and what changes where the service affects care."""
    general = _by_phase(role.need, known)
    clinical = _by_phase(role.need_if_clinical, known)
    if not clinical:
        return general
    return (
        f"{general}; {clinical} where the service affects care"
        if general
        else f"{clinical} where the service affects care"
    )


def _by_phase(need: Mapping[str, str], known: Catalogue) -> str:
    levels = [need.get(phase) or need.get("*") or "" for phase in known.phases]
    parts: list[str] = []
    last = ""
    for phase, level in zip(known.phases, levels, strict=True):
        if level and level != last:
            parts.append(
                level
                if len(set(levels)) == 1
                else f"{level} from {phase}"
                if phase != known.phases[0]
                else f"{level} in {phase}"
            )
        last = level
    return ", ".join(parts)
