"""A role that the catalogue lacks, or a job title that can't be placed.

A `role` that the catalogue does not have is an error: it is most often a typing error, and the nearest roles
are named. A `title` without a `role` that could mean several roles, or none, is a warning: mvdt would rather ask
than guess. Until it is settled the person fills no role, and findings about missing roles name them.

## Why it matters

A person whose role is unknown may be the very one whose role seems to be missing, so no verdict on the team
can be quite right before this is settled.

## How to put it right

Write a role of the catalogue beside the title: `mvdt roles` lists them. If your organisation has a role that
the catalogue lacks, add it in a catalogue of your own that `extends: mvdt`.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
  - name: Kit Brown
    role: devloper      # expect: unknown-role
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```

## Good

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
  - {name: Kit Brown, role: developer}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mvdt.findings import ERROR, WARNING, Finding
from mvdt.model.person import likely_roles
from mvdt.model.words import listed, quote
from mvdt.rules import NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.person import Person
    from mvdt.model.team import Team
    from mvdt.source.nodes import Path


@rule(topic="roles", severity=ERROR, severities="error for a role, warning for a title")
def unknown_role(team: Team, options: NoOptions) -> Iterator[Finding]:
    """Every role and title that leads nowhere."""
    posts_of: dict[str, list[Person]] = {}
    for person in [*team.people, *team.coming, *team.gone]:
        member = person.member
        if person.strange:
            yield from _strange(team, person)
        elif person.roles:
            continue
        if not person.roles and member.role is None and not member.roles and person.index not in team.misread:
            if member.name is None and member.title is not None:
                posts_of.setdefault(member.title, []).append(person)
            else:
                yield _unplaced([person])
    for same in posts_of.values():
        yield _unplaced(same)
    posts = [(post.role, place) for post, place in team.vacancies]
    posts += [(post.role, place) for post, place in team.available]
    for name, place in posts:
        if team.catalogue.role_of(name) is None:
            yield _unknown(team, name, (*place, "role"), about=name)


def _strange(team: Team, person: Person) -> Iterator[Finding]:
    """Each role of a person that the catalogue lacks."""
    member = person.member
    if member.role is not None and team.catalogue.role_of(member.role) is None:
        yield _unknown(team, member.role, person.at("role"), about=person.label)
    for index, name in enumerate(member.roles):
        if team.catalogue.role_of(name) is None:
            yield _unknown(team, name, (*person.at("roles"), index), about=person.label)


_OPEN: Final = "can't be matched to a role"


def _unknown(team: Team, name: str, at: Path, *, about: str) -> Finding:
    likely = likely_roles(name, team.catalogue)
    fix = (
        f"did you mean {listed(f'`{role}`' for role in likely[:3])}? `mvdt roles` lists all"
        if likely
        else "choose one of the roles that `mvdt roles` lists, or add this one to a catalogue of your own"
    )
    return Finding(f"{quote(name)} is not a role in this catalogue", fix=fix, about=about, at=at)


def _unplaced(people: list[Person]) -> Finding:
    """What is said of a person, or of posts without names that have one title."""
    person, *others = people
    title = person.member.title
    if title is None:
        return Finding(
            f"nothing says what {person.member.name or 'this member'} does: there is neither a role nor a title",
            fix="add `role:` with one of the roles that `mvdt roles` lists",
            about=person.label,
            at=person.at("name"),
            severity=WARNING,
        )
    candidates = person.resolution.candidates if person.resolution else ()
    named = person.named
    if len(named) > 1:
        both = listed([f"`{role}`" for role in named])
        fix = f"add `role:` with {both}, or `roles: [{', '.join(named)}]` if that is all one person's work"
    elif candidates:
        could = listed(f"`{role}`" for role in candidates)
        fix = f"add `role:`, with {could} if that is the work, or another that `mvdt roles` lists"
    else:
        fix = "add `role:` with one of the roles that `mvdt roles` lists"
    several = len(candidates) > 1
    posts = f" of {len(people):,} posts" if others else ""
    return Finding(
        f"the title {quote(title)}{posts} {'could be several roles' if several else _OPEN}",
        fix=fix,
        about=person.label,
        at=person.at("title"),
        severity=WARNING,
        related=[(other.label, other.at("title")) for other in others],
    )
