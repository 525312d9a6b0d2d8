"""Independent cases for the rules on roles and on the balance of a team.

Every finding of a roster is compared, so that a second rule which speaks of the same cause is seen at once.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_rules import SAFETY, check, roster, said

import mvdt
from mvdt.report import Report

NO_OPERATIONS = "available:\n  - {role: clinical-safety-officer, by: the safety team, registration: NMC}\n"
CATALOGUE = "catalogue: Our teams\nextends: mvdt\n"


def running(phase: str = "beta", **changes: str | None) -> str:
    """A viable team whose service is in use: a second person can change, deploy and run it."""
    return roster(f"phase: {phase}", SAFETY, **({"operations": "{name: Kit Brown, role: devops-engineer}"} | changes))


def discovery(**changes: str | None) -> str:
    return roster("phase: discovery", SAFETY, **changes)


def lone(*members: str, head: str = "phase: alpha", tail: str = SAFETY) -> str:
    """A team of these people and nobody else."""
    lines = "".join(f"  - {{{member}}}\n" for member in members)
    return f"team: Wards\nsponsor: Chief Operating Officer\n{head}\nmembers:\n{lines}{tail}"


def check_by(tmp_path: Path, catalogue: str, text: str) -> Report:
    """Check the roster by an organisation's own catalogue."""
    (tmp_path / "team.yaml").write_text(text)
    (tmp_path / "catalogue.yaml").write_text(CATALOGUE + catalogue)
    return mvdt.check([tmp_path / "team.yaml"], catalogue=tmp_path / "catalogue.yaml", on="2026-11-22")


def of(rule: str, report: Report) -> list[str]:
    return [line for line in said(report) if line.split()[1] == f"{rule}:"]


def test_the_team_that_the_cases_change_is_viable(tmp_path: Path) -> None:
    assert said(check(tmp_path, roster())) == []
    assert said(check(tmp_path, running("beta"))) == []
    assert said(check(tmp_path, running("live"))) == []
    assert said(check(tmp_path, discovery())) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(research="{name: Mina Roy, role: user-researcher, fte: 0.6}"), [], id="three days are enough"
        ),
        pytest.param(
            roster(research="{name: Mina Roy, role: user-researcher, fte: 0.59}"),
            [
                "warning thin-role: Mina Roy, user researcher, has 0.59 FTE on this team, less than the 0.6 (3 days a week) that the role takes"
            ],
            id="a little less than three days is not",
        ),
        pytest.param(
            roster(research="{name: Mina Roy, role: user-researcher, wte: 0.5}"),
            [
                "warning thin-role: Mina Roy, user researcher, has 0.5 FTE on this team, less than the 0.6 (3 days a week) that the role takes"
            ],
            id="wte is fte",
        ),
        pytest.param(
            roster(
                research="{name: Mina Roy, role: user-researcher, fte: 0.4}",
                second="{name: Ines Vaz, role: user-researcher, fte: 0.5}",
            ),
            [
                "warning thin-role: none of the 2 user researchers has enough of the week: Ines Vaz has most, 0.5 FTE, and the role takes 0.6 (3 days a week)"
            ],
            id="two part-timers are not one researcher, and are one finding",
        ),
        pytest.param(
            roster(
                research="{name: Mina Roy, role: user-researcher, fte: 0.2}",
                second="{name: Ines Vaz, role: user-researcher, fte: 0.6}",
            ),
            [],
            id="one of two has the days",
        ),
        pytest.param(
            roster(
                research="{name: Mina Roy, role: user-researcher, until: 2026-11-21}",
                second="{name: Ines Vaz, role: user-researcher, fte: 0.4}",
            ),
            [
                "warning thin-role: Ines Vaz, user researcher, has 0.4 FTE on this team, less than the 0.6 (3 days a week) that the role takes"
            ],
            id="the one with the days left yesterday",
        ),
        pytest.param(
            roster(research="{name: Mina Roy, role: user-researcher, fte: 0.4, shared: true}"),
            [
                "warning split-attention: Mina Roy is shared with other teams (0.4 FTE here), and the work of a user researcher is for one team at a time"
            ],
            id="of a shared researcher split-attention speaks, and only that",
        ),
        pytest.param(
            roster(product="{name: Priya Shah, role: product-manager, employment: permanent, fte: 0.5}"),
            [],
            id="a product manager of half a week",
        ),
        pytest.param(
            roster(product="{name: Priya Shah, role: product-manager, employment: permanent, fte: 0.4}"),
            [
                "warning thin-role: Priya Shah, product manager, has 0.4 FTE on this team, less than the 0.5 (2.5 days a week) that the role takes"
            ],
            id="a product manager of two days",
        ),
        pytest.param(
            roster(content="{name: Cara Dunn, role: content-designer, fte: 0.4}"),
            [
                "warning thin-role: Cara Dunn, content designer, has 0.4 FTE on this team, less than the 0.6 (3 days a week) that the role takes"
            ],
            id="a content designer of two days beside a full-time interaction designer",
        ),
        pytest.param(
            roster(analysis="{name: Ali Demir, role: performance-analyst, fte: 0.3}"),
            [],
            id="a day and a half of analysis",
        ),
        pytest.param(
            roster(analysis="{name: Ali Demir, role: performance-analyst, fte: 0.2}"),
            [
                "warning thin-role: Ali Demir, performance analyst, has 0.2 FTE on this team, less than the 0.3 (1.5 days a week) that the role takes"
            ],
            id="a day of analysis",
        ),
        pytest.param(
            discovery(analysis="{name: Ali Demir, role: performance-analyst, fte: 0.2}"),
            [],
            id="a day of analysis where discovery asks for none",
        ),
        pytest.param(
            roster(research="{role: user-researcher, fte: 0.4}"),
            [
                "warning thin-role: the user researcher has 0.4 FTE on this team, less than the 0.6 (3 days a week) that the role takes"
            ],
            id="a post without a name",
        ),
    ],
)
def test_thin_role(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


@pytest.mark.parametrize("role", ["product-manager", "delivery-manager", "user-researcher", "lead-developer"])
def test_nobody_fills_an_essential_role_by_name_alone(tmp_path: Path, role: str) -> None:
    """Presence is days, not names: no time at all is no better than an empty seat, whose verdict is red."""
    seat = {"product-manager": "product", "delivery-manager": "delivery", "user-researcher": "research"}.get(role)
    text = roster(**{seat or "development": f"{{name: Una Kerr, role: {role}, fte: 0, employment: permanent}}"})
    grave = [finding for finding in check(tmp_path, text).findings if finding.severity == "error"]
    assert [(finding.rule, finding.message) for finding in grave] == [
        ("missing-role", f"no {role.replace('-', ' ')} on the team: Una Kerr is one in name only, with 0 FTE")
    ]


def test_thin_role_takes_its_days_from_the_catalogue(tmp_path: Path) -> None:
    thin = roster(research="{name: Mina Roy, role: user-researcher, fte: 0.4}")
    assert said(check_by(tmp_path, "roles:\n  user-researcher: {min_fte: 0.4}\n", thin)) == []
    developer = roster(development="{name: Jo Lin, role: lead-developer, fte: 0.5}")
    assert said(check(tmp_path, developer)) == []
    assert said(check_by(tmp_path, "roles:\n  lead-developer: {min_fte: 0.6}\n", developer)) == [
        "warning thin-role: Jo Lin, lead developer, has 0.5 FTE on this team, less than the 0.6 (3 days a week) that "
        "the role takes"
    ]


DEVELOPER = "{name: Jo Lin, role: developer}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(development=DEVELOPER, second="{name: Kit Brown, role: developer}"),
            ["warning no-technical-lead: 2 developers (Jo Lin and Kit Brown) and nobody leads them"],
            id="two developers, and missing-role does not say it again",
        ),
        pytest.param(
            roster(development=DEVELOPER, second="{name: Kit Brown, role: frontend-developer}"),
            ["warning no-technical-lead: 2 developers (Jo Lin and Kit Brown) and nobody leads them"],
            id="a front-end developer is a developer",
        ),
        pytest.param(
            discovery(development=DEVELOPER, second="{name: Kit Brown, role: developer}"),
            ["warning no-technical-lead: 2 developers (Jo Lin and Kit Brown) and nobody leads them"],
            id="two developers in discovery",
        ),
        pytest.param(
            roster(development=DEVELOPER, second="{name: Kit Brown, title: Apprentice Developer}"),
            [],
            id="a developer and somebody who learns the trade from them",
        ),
        pytest.param(
            roster(
                development="{name: Jo Lin, title: Junior Developer}",
                second="{name: Kit Brown, title: Junior Developer}",
            ),
            ["error missing-role: no lead developer on the team, and the role is essential in alpha"],
            id="two who learn the trade are nobody to lead",
        ),
        pytest.param(
            roster(development=DEVELOPER, second="{name: Kit Brown, role: devops-engineer}"),
            [],
            id="one who writes it and one who runs it",
        ),
        pytest.param(
            roster(
                analysis="{name: Ali Demir, roles: [performance-analyst, developer]}",
                development=DEVELOPER,
                second="{name: Kit Brown, role: solution-architect}",
            ),
            [],
            id="another architect leads",
        ),
        pytest.param(
            roster(
                development=DEVELOPER,
                second="{name: Kit Brown, role: developer}",
                tail=SAFETY + "  - {role: technical-architect, by: the architecture team}\n",
            ),
            ["warning no-technical-lead: 2 developers (Jo Lin and Kit Brown) and nobody leads them"],
            id="an architect who looks in does not",
        ),
        pytest.param(
            roster(
                development=DEVELOPER,
                second="{name: Kit Brown, role: developer}",
                tail=SAFETY + "vacancies:\n  - {role: lead-developer, from: 2027-01-11}\n",
            ),
            ["warning no-technical-lead: 2 developers (Jo Lin and Kit Brown) and nobody leads them"],
            id="a vacancy leads nobody",
        ),
        pytest.param(
            roster(development=DEVELOPER, second="{name: Kit Brown, role: developer, until: 2026-11-21}"),
            [],
            id="the second one left yesterday",
        ),
        pytest.param(
            roster(
                development="{name: Jo Lin, role: lead-developer, from: 2026-11-23}",
                second="{name: Kit Brown, role: developer}",
                third="{name: Ana Paz, role: developer}",
            ),
            ["warning no-technical-lead: 2 developers (Kit Brown and Ana Paz) and nobody leads them"],
            id="the lead starts tomorrow",
        ),
        pytest.param(
            roster(development="{name: Jo Lin, roles: [developer, frontend-developer]}"),
            [],
            id="one with two such roles",
        ),
        pytest.param(
            roster(development=DEVELOPER, second="{name: Kit Brown, role: developer}", third="Ana Paz"),
            ["error invalid-roster: a member is a group of fields, and here stands `Ana Paz`"],
            id="silent where an entry can't be read",
        ),
    ],
)
def test_no_technical_lead(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(content=None),
            [
                "warning design-gap: no content designer on the team, only an interaction designer and a service designer"
            ],
            id="no content design in alpha",
        ),
        pytest.param(
            running("live", content=None),
            [
                "warning design-gap: no content designer on the team, only an interaction designer and a service designer"
            ],
            id="no content design when live",
        ),
        pytest.param(
            discovery(content=None),
            ["advice design-gap: no content designer on the team, only an interaction designer and a service designer"],
            id="no content design in discovery",
        ),
        pytest.param(
            roster(head="clinical: true", content=None),
            [
                "warning design-gap: no content designer on the team, only an interaction designer and a service designer"
            ],
            id="no phase: judged as in alpha",
        ),
        pytest.param(
            roster(design=None),
            ["warning design-gap: no interaction designer on the team, only a content designer"],
            id="words, but no screens and no journey: the second can wait",
        ),
        pytest.param(
            roster(design="{name: Tom Hale, role: designer}"),
            ["advice design-gap: no service designer on the team, only a designer and a content designer"],
            id="a plain designer designs screens",
        ),
        pytest.param(
            roster(design="{name: Tom Hale, role: service-designer}"),
            ["warning design-gap: no interaction designer on the team, only a service designer and a content designer"],
            id="a journey without screens",
        ),
        pytest.param(
            roster(design=None, content=None),
            [
                "error missing-role: no designer on the team, and the role is essential in alpha; neither an interaction designer nor a content designer is there"
            ],
            id="no designer at all is said once",
        ),
        pytest.param(
            roster(
                content=None,
                design="{name: Tom Hale, roles: [interaction-designer, service-designer], skills: {content-design: working}}",
            ),
            [],
            id="a designer who records the other trade",
        ),
        pytest.param(
            roster(
                content=None,
                design="{name: Tom Hale, roles: [interaction-designer, service-designer], skills: {content-design: awareness}}",
            ),
            [
                "warning design-gap: no content designer on the team, only an interaction designer and a service designer"
            ],
            id="awareness is not enough",
        ),
        pytest.param(
            roster(content="{name: Cara Dunn, role: technical-writer}"), [], id="a technical writer can write content"
        ),
        pytest.param(
            roster(content=None, tail=SAFETY + "  - {role: content-designer, by: ICS design team, fte: 0.6}\n"),
            [
                "warning design-gap: no content designer on the team: ICS design team looks in (0.6 FTE), which is no substitute for somebody of the team"
            ],
            id="somebody who looks in is no substitute",
        ),
        pytest.param(
            roster(content=None, tail=SAFETY + "vacancies:\n  - {role: content-designer, from: 2026-12-01}\n"),
            [
                "warning design-gap: no content designer on the team yet: the post is vacant, to be filled from 1 December 2026"
            ],
            id="a vacancy writes nothing",
        ),
        pytest.param(
            roster(content="{name: Cara Dunn, role: content-designer, from: 2026-11-23}"),
            ["warning design-gap: no content designer on the team yet: Cara Dunn starts on 23 November 2026"],
            id="starts tomorrow",
        ),
        pytest.param(
            roster(content="Cara Dunn"),
            ["error invalid-roster: a member is a group of fields, and here stands `Cara Dunn`"],
            id="silent where the entry can't be read",
        ),
    ],
)
def test_design_gap(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


def test_design_gap_takes_its_severity_from_the_catalogue(tmp_path: Path) -> None:
    text = roster(content=None)
    kind = "roles:\n  content-designer: {need_of_kind: optional}\n"
    assert said(check_by(tmp_path, kind, text)) == [
        "advice design-gap: no content designer on the team, only an interaction designer and a service designer"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(development="{name: Jo Lin, roles: [frontend-developer, content-designer]}"),
            [
                "warning combined-roles: Jo Lin is frontend developer and content designer in one: two jobs that one person can't do side by side"
            ],
            id="kinds of an incompatible pair",
        ),
        pytest.param(
            roster(
                development="{name: Jo Lin, roles: [technical-architect, interaction-designer]}",
                second="{name: Kit Brown, role: developer}",
            ),
            [
                "warning combined-roles: Jo Lin is technical architect and interaction designer in one: two jobs that one person can't do side by side"
            ],
            id="an architect is a kind of lead developer",
        ),
        pytest.param(
            roster(owner="{name: Omar Said, roles: [service-owner, user-researcher], employment: permanent}"),
            [
                "warning combined-roles: Omar Said is service owner and user researcher in one: two jobs that one person can't do side by side"
            ],
            id="the owner who researches",
        ),
        pytest.param(
            roster(
                research=None,
                product="{name: Priya Shah, roles: [service-owner, product-manager, user-researcher], employment: permanent}",
            ),
            [
                "warning combined-roles: Priya Shah holds 3 roles (service owner, product manager and user researcher), too many for one person"
            ],
            id="three roles, two of them a bad pair: said once",
        ),
        pytest.param(
            roster(
                design=None,
                analysis=None,
                development="{name: Jo Lin, roles: [lead-developer, frontend-developer, interaction-designer, performance-analyst]}",
            ),
            [
                "warning combined-roles: Jo Lin holds 3 roles (lead developer, interaction designer and performance analyst), too many for one person",
                "advice design-gap: no service designer on the team, only a content designer and an interaction designer",
            ],
            id="the lead developer with front end, design and analytics",
        ),
        pytest.param(
            roster(
                content=None,
                design="{name: Tom Hale, roles: [interaction-designer, service-designer, content-designer]}",
            ),
            [
                "warning combined-roles: Tom Hale holds 3 roles (interaction designer, service designer and content designer), too many for one person"
            ],
            id="all of design on one person",
        ),
        pytest.param(
            roster(development="{name: Jo Lin, roles: [lead-developer, developer, devops-engineer]}"),
            [],
            id="a lead and what they lead are one",
        ),
        pytest.param(
            roster(design="{name: Tom Hale, roles: [designer, interaction-designer, service-designer]}"),
            [],
            id="a role and its kind are one",
        ),
        pytest.param(
            roster(research=None, content="{name: Cara Dunn, roles: [content-designer, user-researcher]}"),
            [],
            id="a content designer who researches",
        ),
        pytest.param(
            roster(
                analysis=None, product="{name: P, roles: [product-manager, performance-analyst], employment: permanent}"
            ),
            [],
            id="a product manager who analyses",
        ),
        pytest.param(
            roster(
                tail="available:\n  - {role: operational-lead, by: the clinic}\n",
                clinical="{name: Sam Okafor, roles: [lead-clinician, clinical-safety-officer], fte: 0.3, funded: true}",
            ),
            [],
            id="a lead clinician who is the safety officer",
        ),
        pytest.param(
            roster(extra="{name: Kit Brown, roles: [developer, designer, user-researcher], until: 2026-11-21}"),
            [],
            id="somebody who has left",
        ),
    ],
)
def test_combined_roles(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


def test_combined_roles_takes_its_pairs_from_the_catalogue(tmp_path: Path) -> None:
    text = roster(
        delivery=None, product="{name: Priya, roles: [product-manager, delivery-manager], employment: permanent}"
    )
    pair = "incompatible:\n  product-delivers:\n    roles: [product-manager, delivery-manager]\n    why: We tried.\n    source: assessments\n"
    assert said(check(tmp_path, text)) == []
    assert said(check_by(tmp_path, pair, text)) == [
        "warning combined-roles: Priya is product manager and delivery manager in one: "
        "two jobs that one person can't do side by side"
    ]


PLAIN = {
    "product": "{name: Priya Shah, role: product-manager, employment: permanent, skills: {product-management: practitioner}}",
    "delivery": "{name: Ruth Adeyemi, role: delivery-manager, skills: {planning: practitioner}}",
    "design": "{name: Tom Hale, roles: [interaction-designer, service-designer], skills: {prototyping: expert}}",
    "content": "{name: Cara Dunn, role: content-designer, skills: {strategic-thinking: expert}}",
    "research": "{name: Mina Roy, role: user-researcher, skills: {analysis-and-synthesis: expert}}",
}
"""Skills recorded that are of no cornerstone."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(
                **(PLAIN | {"research": "{name: Mina Roy, role: user-researcher, skills: {user-research: expert}}"})
            ),
            [
                "warning missing-mindset: nobody on the team brings agile at working level or above (skills assumed from the role for 3 people)"
            ],
            id="nobody works in an agile way",
        ),
        pytest.param(
            roster(**(PLAIN | {"delivery": "{name: Ruth, role: delivery-manager, skills: {agile-working: working}}"})),
            [
                "warning missing-mindset: nobody on the team brings user-centred design at working level or above (skills assumed from the role for 3 people)"
            ],
            id="nobody designs around users",
        ),
        pytest.param(
            roster(
                **(
                    PLAIN
                    | {
                        "delivery": "{name: Ruth, role: delivery-manager, skills: {scrum: working, ux design: working}}",
                    }
                )
            ),
            [],
            id="skills by the words in use",
        ),
        pytest.param(
            roster(
                **(
                    PLAIN
                    | {
                        "delivery": "{name: Ruth, role: delivery-manager, skills: {agile-working: awareness}}",
                        "research": "{name: Mina Roy, role: user-researcher, skills: {user-research: working}}",
                    }
                )
            ),
            [
                "warning missing-mindset: nobody on the team brings agile at working level or above (skills assumed from the role for 3 people)"
            ],
            id="awareness is no cornerstone",
        ),
        pytest.param(
            roster(
                **(
                    PLAIN
                    | {
                        "delivery": "{name: Ruth, role: delivery-manager}",
                        "research": "{name: M, role: user-researcher}",
                    }
                )
            ),
            [],
            id="where none are recorded those of the role are assumed",
        ),
        pytest.param(
            roster(development="{name: Jo Lin, role: lead-developer, skills: {systems-design: expert}}"),
            [
                "warning missing-mindset: nobody on the team brings continuous delivery at working level or above (skills assumed from the role for 7 people)"
            ],
            id="nobody delivers continuously",
        ),
        pytest.param(
            roster(
                development="{name: Jo Lin, role: lead-developer, skills: {systems-design: expert}}",
                second="{name: Kit Brown, role: web-operations-engineer}",
            ),
            [],
            id="whoever runs the service does",
        ),
        pytest.param(
            roster(
                development="{name: Jo Lin, role: lead-developer, skills: {systems-design: expert}}",
                second="{name: Kit Brown, role: web-operations-engineer, from: 2026-11-23}",
            ),
            [
                "warning missing-mindset: nobody on the team brings continuous delivery at working level or above (skills assumed from the role for 7 people)"
            ],
            id="but not before their first day",
        ),
        pytest.param(
            roster(development=None),
            ["error missing-role: no lead developer on the team, and the role is essential in alpha"],
            id="no developer at all is said once",
        ),
        pytest.param(
            roster(
                development="{name: Jo Lin, role: lead-developer, skills: {systems-design: expert}}",
                extra="{name: P7, title: Creative director}",
            ),
            ["warning unknown-role: the title `Creative director` can't be matched to a role"],
            id="silent where somebody's role can't be told",
        ),
        pytest.param(
            roster(
                development="{name: Jo Lin, role: lead-developer, skills: {systems-design: expert}}", extra="Kit Brown"
            ),
            ["error invalid-roster: a member is a group of fields, and here stands `Kit Brown`"],
            id="silent where an entry can't be read",
        ),
    ],
)
def test_missing_mindset(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


MAKERS = ("name: A, role: product-manager, fte: 1.0", "name: B, role: delivery-manager, fte: 1.0")
PLANNERS = ("name: C, role: project-manager, fte: 1.0", "name: D, role: programme-manager, fte: 1.0")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(lone(*MAKERS, *PLANNERS), [], id="exactly half"),
        pytest.param(
            lone(*MAKERS, *PLANNERS, "name: E, role: policy-lead, fte: 0.1"),
            [
                "warning not-hands-on: only 2.0 of the team's 4.1 FTE makes or runs anything: the rest is strategy, policy, programmes and projects"
            ],
            id="just under half",
        ),
        pytest.param(
            lone(*[f"name: X{n}, role: user-researcher, fte: 0.1" for n in range(10)], PLANNERS[0]),
            [],
            id="ten tenths are a whole",
        ),
        pytest.param(
            lone(MAKERS[0], "name: C, role: commercial-manager", "name: D, role: chief-digital-information-officer"),
            [
                "warning not-hands-on: only 1.0 of the team's 3.0 FTE makes or runs anything: the rest is commercial and suppliers and executive leadership (a full week assumed for 2 people)"
            ],
            id="buyers and executives, and no FTE said",
        ),
        pytest.param(
            lone(MAKERS[0], *PLANNERS, "name: P7, title: Creative director, fte: 1.0"),
            [],
            id="whose role can't be told may be hands-on",
        ),
        pytest.param(
            lone(MAKERS[0], *PLANNERS[:1], "name: D, role: programme-manager, until: 2026-11-21"),
            [],
            id="whoever has left does not count",
        ),
        pytest.param(
            lone(MAKERS[0], "name: C, roles: [project-manager, delivery-manager], fte: 1.0", PLANNERS[1]),
            [],
            id="two roles count by halves",
        ),
        pytest.param(lone("name: C, role: project-manager, fte: 0"), [], id="no time at all is no share"),
        pytest.param(
            lone(MAKERS[0], *PLANNERS).replace("members:\n", "members:\n  - Kit Brown\n"),
            [],
            id="silent where an entry can't be read",
        ),
    ],
)
def test_not_hands_on(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert of("not-hands-on", check(tmp_path, text)) == expected


def test_planners_are_said_once(tmp_path: Path) -> None:
    planners = {f"x{n}": f"{{name: X{n}, role: project-manager}}" for n in range(9)}
    rules = [finding.rule for finding in check(tmp_path, roster(**planners)).findings]
    assert sorted(rules) == ["not-hands-on", "team-size"]


TRADE = (
    "name: Jo Lin, role: lead-developer",
    "name: Kit Brown, role: developer",
    "name: Asa Berg, role: quality-assurance-analyst",
    "name: Lee Wong, role: infrastructure-engineer",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            lone(*TRADE),
            [
                "error single-viewpoint: everybody on the team is from IT (software development, testing and IT operations and support)"
            ],
            id="the IT department alone, although others can be asked",
        ),
        pytest.param(
            lone(*TRADE, tail=NO_OPERATIONS),
            [
                "error single-viewpoint: everybody on the team is from IT (software development, testing and IT operations and support)"
            ],
            id="the two causes are one finding",
        ),
        pytest.param(
            lone(*TRADE, head="phase: alpha\nclinical: false"),
            [
                "error single-viewpoint: everybody on the team is from IT (software development, testing and IT operations and support)"
            ],
            id="where care is not affected",
        ),
        pytest.param(
            lone(*TRADE[:2]),
            ["error single-viewpoint: everybody on the team is from IT (software development)"],
            id="two are enough to be a department",
        ),
        pytest.param(lone(*TRADE[:1]), [], id="one is not"),
        pytest.param(lone(*TRADE, "name: Ruth, role: delivery-manager"), [], id="one from elsewhere"),
        pytest.param(
            lone(*TRADE, "name: Ruth, role: delivery-manager, until: 2026-11-21"),
            [
                "error single-viewpoint: everybody on the team is from IT (software development, testing and IT operations and support)"
            ],
            id="one from elsewhere who has left",
        ),
        pytest.param(
            lone(*TRADE[1:], "name: Jo Lin, roles: [lead-developer, product-manager]"),
            [],
            id="half of one from elsewhere",
        ),
        pytest.param(
            lone(*TRADE, "name: P7, title: Creative director"), [], id="silent while somebody's role can't be told"
        ),
        pytest.param(
            lone(*TRADE).replace("members:\n", "members:\n  - Ruth\n"), [], id="silent where an entry can't be read"
        ),
        pytest.param(
            roster(tail=NO_OPERATIONS),
            [
                "advice single-viewpoint: nobody from the services whose work will change is on the team, or listed under `available`"
            ],
            id="nobody from operations",
        ),
        pytest.param(
            roster(tail=NO_OPERATIONS, extra="{name: Vi Holt, title: Outpatient Booking Clerk}"),
            [],
            id="somebody who does the work",
        ),
        pytest.param(
            roster(tail=NO_OPERATIONS + "vacancies:\n  - {role: operational-lead}\n"),
            [
                "advice single-viewpoint: nobody from the services whose work will change is on the team, or listed under `available`"
            ],
            id="a vacancy has no view",
        ),
        pytest.param(
            roster(tail=NO_OPERATIONS, clinical=None),
            [
                "advice single-viewpoint: nobody from the services whose work will change is on the team, or listed under `available`"
            ],
            id="no clinician is for missing-role to say",
        ),
    ],
)
def test_single_viewpoint(tmp_path: Path, text: str, expected: list[str]) -> None:
    report = check(tmp_path, text)
    assert of("single-viewpoint", report) == expected
    assert of("skill-imbalance", report) == []
    assert of("team-size", report) == []
    assert of("missing-mindset", report) == []


def test_who_is_the_it_department_stands_in_the_catalogue(tmp_path: Path) -> None:
    text = lone(*TRADE[:2], "name: Ana Paz, role: data-engineer")
    assert of("single-viewpoint", check(tmp_path, text)) == []
    ours = "families:\n  data: {information_technology: true}\n"
    assert len(of("single-viewpoint", check_by(tmp_path, ours, text))) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            running("live", operations="{name: Kit Brown, role: web-operations-engineer}"),
            ["warning single-holder: only Jo Lin can change the service (judged by roles, for no skills are recorded)"],
            id="live: one can change it, two can run it",
        ),
        pytest.param(
            running("beta", operations="{name: Kit Brown, role: web-operations-engineer}"),
            ["advice single-holder: only Jo Lin can change the service (judged by roles, for no skills are recorded)"],
            id="the same in beta",
        ),
        pytest.param(roster(), [], id="one developer is fine before"),
        pytest.param(
            roster(development="{name: Jo Lin, role: developer, employment: contractor}"),
            [
                "warning single-holder: only Jo Lin, a contractor, can change, deploy or run the service (judged by roles, for no skills are recorded)"
            ],
            id="not a lone contractor, and that is said once",
        ),
        pytest.param(
            discovery(development="{name: Jo Lin, role: lead-developer, employment: supplier}"),
            [
                "warning single-holder: only Jo Lin, who works for a supplier, can change, deploy or run the service (judged by roles, for no skills are recorded)"
            ],
            id="a lone developer of the supplier's, in discovery",
        ),
        pytest.param(
            running("live", operations="{name: Kit Brown, role: devops-engineer, until: 2026-11-21}"),
            [
                "warning single-holder: only Jo Lin can change, deploy or run the service (judged by roles, for no skills are recorded)",
                "warning missing-role: no web operations engineer on the team any more: Kit Brown left on 21 November 2026",
            ],
            id="the second one left yesterday",
        ),
        pytest.param(
            running("live", operations="{name: Kit Brown, role: devops-engineer, until: 2026-11-22}"),
            [
                "warning leaving-soon: Kit Brown, the only web operations engineer, leaves on 22 November 2026, and nobody follows"
            ],
            id="the second one is here for the last day",
        ),
        pytest.param(
            running("live", operations="{name: Kit Brown, role: devops-engineer, skills: {programming: working}}"),
            [
                "warning single-holder: only Jo Lin can change, deploy or run the service (judged by roles, for no skills are recorded)"
            ],
            id="a beginner can't stand in",
        ),
        pytest.param(
            running(
                "live",
                operations="{name: Kit, role: devops-engineer, skills: {devops: expert, web operations: expert}}",
            ),
            ["warning single-holder: only Jo Lin can change the service (judged by roles, for no skills are recorded)"],
            id="a second one who runs it and does not change it",
        ),
        pytest.param(
            running(
                "live",
                operations="{name: Kit Brown, role: web-operations-engineer}",
                analysis="{name: Ali Demir, role: performance-analyst, skills: {software engineering: practitioner}}",
            ),
            [],
            id="an analyst who records that they can program",
        ),
        pytest.param(
            running("live", operations="Kit Brown"),
            ["error invalid-roster: a member is a group of fields, and here stands `Kit Brown`"],
            id="silent where an entry can't be read",
        ),
    ],
)
def test_single_holder(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


PRAISED_BETA = """\
team: Outpatient booking
phase: beta
sponsor: Chief Operating Officer
led_by: Priya Shah
decides: fully
knowledge_transfer: Kit pairs with Jo on every release; our own people run it from March
members:
  - {name: Priya Shah, role: product-manager, fte: 1.0, employment: permanent}
  - {name: Ruth Adeyemi, roles: [delivery-manager, performance-analyst], fte: 1.0, employment: permanent}
  - {name: Tom Hale, roles: [interaction-designer, service-designer], fte: 0.8, employment: permanent}
  - {name: Cara Dunn, role: content-designer, fte: 0.6, employment: fixed-term, until: 2027-09-30}
  - {name: Mina Roy, role: user-researcher, fte: 0.6, employment: permanent}
  - {name: Jo Lin, role: lead-developer, fte: 1.0, employment: permanent}
  - {name: Kit Brown, roles: [developer, web-operations-engineer], fte: 1.0, employment: contractor, until: 2027-06-30}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.2, registration: GMC, funded: true, employment: permanent}
  - {name: Vi Holt, title: Outpatient Clinic Manager, role: operational-lead, fte: 0.2, employment: permanent}
available:
  - {role: clinical-safety-officer, by: the safety team, registration: NMC}
"""
PRAISED_LIVE = """\
team: Repeat prescriptions
phase: live
approach: mixed
sponsor: Medical Director
members:
  - {name: Priya Shah, roles: [service-owner, product-manager], wte: 0.6, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager, wte: 0.5, employment: permanent}
  - name: Tom Hale
    roles: [interaction-designer, service-designer]
    wte: 0.6
    employment: permanent
  - {name: Cara Dunn, roles: [content-designer, user-researcher], wte: 1.0, employment: permanent}
  - {name: Jo Lin, title: Tech Lead, wte: 1.0, employment: permanent, shared: true}
  - {name: Kit Brown, title: DevOps Engineer, wte: 0.5, employment: permanent, shared: true}
  - {name: Ali Demir, role: performance-analyst, wte: 0.3, employment: permanent}
  - {name: Lea Sand, roles: [lead-clinician, clinical-safety-officer], wte: 0.3, registration: GPhC, funded: yes}
available:
  - {role: operational-lead, by: the pharmacies}
  - {role: supplier-manager, by: procurement, fte: 0.1}
"""
PRAISED_HYBRID = """\
team: Ward handover
phase: alpha
sponsor: Chief Nurse
led_by: Alex Moore
members:
  - name: Alex Moore
    title: Clinical Product Manager
    role: product-manager
    fte: 0.8
    employment: secondment
    registration: NMC
    funded: true
    skills: {product-management: practitioner, agile-working: practitioner}
  - {name: Ruth Adeyemi, title: Scrum Master, fte: 1.0, employment: permanent}
  - {name: Tom Hale, roles: [interaction-designer, service-designer], fte: 1.0, employment: supplier}
  - {name: Cara Dunn, role: content-designer, fte: 1.0, employment: permanent}
  - {name: Mina Roy, role: user-researcher, fte: 1.0, employment: permanent}
  - {name: Jo Lin, role: developer, fte: 1.0, employment: permanent}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.4, registration: NMC, funded: true, employment: permanent}
  - {name: Ali Demir, role: performance-analyst, fte: 0.4, employment: permanent}
available:
  - {role: clinical-safety-officer, by: the safety team, registration: GMC}
  - {role: operational-lead, by: the wards}
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PRAISED_BETA, id="beta: a contractor beside a lead of our own, and a handover"),
        pytest.param(PRAISED_LIVE, id="live: small, in part shared, with sensible doubling up"),
        pytest.param(PRAISED_HYBRID, id="alpha: a clinical product manager"),
        pytest.param(PRAISED_BETA.replace("employment: contractor", "employment: permanent"), id="all our own"),
        pytest.param(
            PRAISED_BETA.replace("led_by: Priya Shah", "led_by: Omar Said").replace(
                "  - {name: Vi Holt, title: Outpatient Clinic Manager, role: operational-lead, fte: 0.2",
                "  - {name: Omar Said, role: service-owner, fte: 0.4",
            )
            + "  - {role: operational-lead, by: the clinics}\n",
            id="beta: a service owner with a product manager beside them",
        ),
    ],
)
def test_a_team_that_a_panel_would_praise(tmp_path: Path, text: str) -> None:
    report = check(tmp_path, text)
    assert [line for line in said(report) if not line.startswith("advice")] == []
    assert report.teams[0].verdict == "green"


def test_a_small_discovery_is_not_red(tmp_path: Path) -> None:
    text = lone(
        "name: Priya Shah, role: product-manager, fte: 1.0, employment: permanent",
        "name: Ruth Adeyemi, role: delivery-manager, fte: 0.5, employment: permanent",
        "name: Mina Roy, role: user-researcher, fte: 1.0, employment: permanent",
        "name: Tom Hale, role: service-designer, fte: 1.0, employment: permanent",
        head="phase: discovery\nclinical: false",
    )
    report = check(tmp_path, text)
    assert {finding.rule for finding in report.findings} == {"design-gap", "missing-role"}
    assert [finding.about for finding in report.findings if finding.severity != "advice"] in ([], ["lead-developer"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            running(
                research="{name: Mina Roy, role: user-researcher, fte: 0.4}",
                content=None,
                analysis=None,
            ),
            [
                "warning thin-role: Mina Roy, user researcher, has 0.4 FTE on this team, less than the 0.6 (3 days a week) that the role takes",
                "warning design-gap: no content designer on the team, only an interaction designer and a service designer",
                "warning missing-role: no performance analyst on the team, and the role is recommended in beta",
            ],
            id="two days of research, no content design and no analysis in beta",
        ),
        pytest.param(
            roster(
                design=None,
                content=None,
                research="{name: Mina Roy, role: user-researcher, employment: supplier}",
                tail=SAFETY + "  - {role: designer, by: the digital centre, fte: 0.2}\n",
            ),
            [
                "warning missing-role: no designer on the team: the digital centre looks in (0.2 FTE), which is no substitute for somebody of the team; neither an interaction designer nor a content designer is there",
                "warning external-discipline: Mina Roy, the only one in user research, comes from outside: nobody of the organisation is beside them to learn",
            ],
            id="a designer who looks in, and the supplier's researcher",
        ),
        pytest.param(
            running(
                "live",
                design=None,
                research="{name: Mina Roy, role: user-researcher, fte: 0.5, shared: true}",
                operations="{name: Kit Brown, roles: [frontend-developer, interaction-designer]}",
            ),
            [
                "warning combined-roles: Kit Brown is frontend developer and interaction designer in one: two jobs that one person can't do side by side",
                "warning split-attention: Mina Roy is shared with other teams (0.5 FTE here), and the work of a user researcher is for one team at a time",
                "warning missing-role: no web operations engineer on the team, and the role is recommended in live",
                "warning single-holder: only Jo Lin can deploy or run the service (judged by roles, for no skills are recorded)",
                "advice design-gap: no service designer on the team, only a content designer and an interaction designer",
            ],
            id="a front-end developer who designs, and a shared researcher",
        ),
        pytest.param(
            running(
                design=None,
                analysis=None,
                operations=None,
                development="{name: Jo Lin, roles: [lead-developer, frontend-developer, interaction-designer, performance-analyst]}",
            ),
            [
                "warning combined-roles: Jo Lin holds 3 roles (lead developer, interaction designer and performance analyst), too many for one person",
                "warning missing-role: no web operations engineer on the team, and the role is recommended in beta",
                "advice single-holder: only Jo Lin can change, deploy or run the service (judged by roles, for no skills are recorded)",
                "advice design-gap: no service designer on the team, only a content designer and an interaction designer",
            ],
            id="a lone lead developer with front end, design and analytics in beta",
        ),
        pytest.param(
            roster(
                head="phase: beta\ndecides: no",
                product="{name: Priya Shah, role: product-manager, fte: 0.4, employment: permanent}",
                operations="{name: Kit Brown, role: devops-engineer}",
            ),
            [
                "warning lead-without-authority: Priya Shah can make no decision about the product without going up the line",
                "warning thin-role: Priya Shah, product manager, has 0.4 FTE on this team, less than the 0.5 (2.5 days a week) that the role takes",
            ],
            id="an owner who is part-time and has no authority",
        ),
        pytest.param(
            running(
                development="{name: Jo Lin, role: lead-developer, employment: supplier}",
                operations="{name: Kit Brown, role: devops-engineer, employment: contractor, until: 2027-01-31}",
                design="{name: Tom Hale, roles: [interaction-designer, service-designer], employment: secondment, until: 2027-12-31}",
            ),
            [
                "advice leaving-soon: Tom Hale, the only interaction designer, is on loan until 31 December 2027",
                "warning external-discipline: everybody in software development comes from outside: nobody of the organisation is beside them to learn",
                "warning leaving-soon: Kit Brown, the only web operations engineer, leaves on 31 January 2027, and nobody follows",
            ],
            id="contractors who oversee contractors, one of whom goes soon",
        ),
        pytest.param(
            running(
                "live",
                product="{name: Priya Shah, role: product-manager, employment: permanent}",
                second="{name: Ana Paz, role: product-manager, employment: permanent}",
                analysis=None,
                operations=None,
            ),
            [
                "warning unclear-lead: 2 people are product managers (Priya Shah and Ana Paz), and nothing says which of them decides",
                "warning missing-role: no performance analyst on the team, and the role is recommended in live",
                "warning missing-role: no web operations engineer on the team, and the role is recommended in live",
                "warning single-holder: only Jo Lin can change, deploy or run the service (judged by roles, for no skills are recorded)",
            ],
            id="two owners, no analysis, nobody who runs it",
        ),
    ],
)
def test_a_panel_finds_exactly_this(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)
