"""Independent cases for the rules on roles and on the balance of a team.

Every finding of a roster is compared, so that a second rule which speaks of the same cause is seen at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from test_rules import SAFETY, check, roster
from test_rules import said as in_words

import mvdt
from mvdt.report import Report
from mvdt.source.text import Location

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


def said(report: Report) -> list[str]:
    """Every finding in words; a rule that crashes is silent too, and must not pass for one that finds nothing."""
    assert [f"{crash.rule}: {crash.error}" for crash in report.crashes] == []
    return in_words(report)


def of(rule: str, report: Report) -> list[str]:
    return [line for line in said(report) if line.split()[1] == f"{rule}:"]


class Shown(NamedTuple):
    """What a finding is about, the text that is marked, what to do, and who else is marked, with what."""

    about: str
    marked: str
    fix: str
    related: tuple[str, ...] = ()


def shown(rule: str, report: Report) -> list[Shown]:
    assert report.crashes == []
    return [
        Shown(
            finding.about,
            marked(finding.location),
            finding.fix,
            tuple(f"{who}: {marked(place)}" for who, place in finding.related),
        )
        for finding in report.findings
        if finding.rule == rule
    ]


def marked(place: Location) -> str:
    return place.snippet[place.column - 1 : place.end_column - 1]


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
        pytest.param(
            roster(
                head="phase: alpha\nled_by: Lea Sand",
                product="{name: Lea Sand, role: product-manager, employment: permanent, registration: NMC, funded: true, fte: 0.4}",
            ),
            [
                "error clinician-as-product-lead: Lea Sand (a clinician on the NMC register) leads the product without recorded product-management or service-design skill at practitioner level"
            ],
            id="of a clinician in charge another rule speaks, and only that",
        ),
        pytest.param(
            roster(
                head="phase: alpha\nled_by: Lea Sand",
                product="{name: Lea Sand, role: product-manager, employment: permanent, registration: NMC, funded: true, fte: 0.4}",
                research="{name: Mina Roy, role: user-researcher, fte: 0.4}",
            ),
            [
                "error clinician-as-product-lead: Lea Sand (a clinician on the NMC register) leads the product without recorded product-management or service-design skill at practitioner level",
                "warning thin-role: Mina Roy, user researcher, has 0.4 FTE on this team, less than the 0.6 (3 days a week) that the role takes",
            ],
            id="a clinician in charge excuses nobody else",
        ),
        pytest.param(
            roster(development="{name: Jo Lin, role: lead-developer, fte: 0.05}"),
            [],
            id="a role for which nobody says how many days it takes",
        ),
        pytest.param(
            roster(analysis="{name: Ali Demir, role: data-analyst, fte: 0.2}"),
            [
                "warning thin-role: Ali Demir, performance analyst, has 0.2 FTE on this team, less than the 0.3 (1.5 days a week) that the role takes"
            ],
            id="a kind of the role is judged by the role's days",
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            discovery(research=None),
            ["error missing-role: no user researcher on the team, and the role is essential in discovery"],
            id="what is essential is so in discovery",
        ),
        pytest.param(
            discovery(development=None, extra="{name: P7, role: lead-devloper}"),
            [
                "advice missing-role: no lead developer on the team, and the role is recommended in discovery - unless P7 (lead-devloper) does this",
                "error unknown-role: `lead-devloper` is not a role in this catalogue",
            ],
            id="advice is no graver for somebody who may be the one",
        ),
        pytest.param(
            roster(clinical=None, delivery="{name: Ruth Adeyemi, role: delivery-manager, registration: NMC}"),
            [
                "warning missing-role: no lead clinician on the team, and the role is essential in alpha, though Ruth Adeyemi is a clinician"
            ],
            id="a clinician in another role is some help",
        ),
        pytest.param(
            roster(clinical="{name: Sam Okafor, role: clinician, title: Trainee Clinician, fte: 0.3, funded: true}"),
            ["error missing-role: no lead clinician on the team, and the role is essential in alpha"],
            id="one who is learning is no lead, nor in another role",
        ),
        pytest.param(
            roster(clinical=None, extra="{name: Eve, role: clinical-safety-officer, clinician: false, fte: 0.1}"),
            [
                "warning missing-role: no lead clinician on the team, and the role is essential in alpha, though Eve, the clinical safety officer, has to be a clinician",
                "warning clinical-safety-officer: Eve is the clinical safety officer and is not a clinician",
            ],
            id="a safety officer ought to be some help",
        ),
        pytest.param(
            roster(research=None, extra="{name: P7, role: devloper}"),
            [
                "error missing-role: no user researcher on the team, and the role is essential in alpha",
                "error unknown-role: `devloper` is not a role in this catalogue",
            ],
            id="as many as can't be placed as roles are empty, but for another role",
        ),
        pytest.param(
            roster(research=None, content="{name: Cara Dunn, title: Content Designer and Business Analyst}"),
            [
                "error missing-role: no user researcher on the team, and the role is essential in alpha",
                "warning unknown-role: the title `Content Designer and Business Analyst` could be several roles",
            ],
            id="a title of two roles is no third",
        ),
        pytest.param(
            roster(research=None, extra="{name: Una Kerr, title: Creative Delivery Manager}"),
            [
                "error missing-role: no user researcher on the team, and the role is essential in alpha",
                "warning unknown-role: the title `Creative Delivery Manager` can't be matched to a role",
            ],
            id="a title that ends in a role is most likely that",
        ),
        pytest.param(
            roster(research=None, extra="{name: Kit, roles: [juggler, fool]}"),
            [
                "warning missing-role: no user researcher on the team, and the role is essential in alpha - unless Kit (juggler, fool) does this",
                "error unknown-role: `juggler` is not a role in this catalogue",
                "error unknown-role: `fool` is not a role in this catalogue",
            ],
            id="unless one with roles of which each is unknown, and is told so of each",
        ),
        pytest.param(
            roster(research=None, extra="{fte: 0.5}"),
            [
                "warning missing-role: no user researcher on the team, and the role is essential in alpha - unless member does this",
                "warning unknown-role: nothing says what this member does: there is neither a role nor a title",
            ],
            id="unless one of whom nothing is known",
        ),
        pytest.param(
            roster(clinical=None, tail=SAFETY + "  - {role: clinician, by: the ward, fte: 0.1}\n"),
            [
                "warning missing-role: no lead clinician on the team: the ward looks in (0.1 FTE), which is no substitute for somebody of the team"
            ],
            id="a clinician looks in",
        ),
        pytest.param(
            roster(analysis=None, tail=SAFETY + "  - {role: performance-analyst}\n"),
            [
                "advice missing-role: no performance analyst on the team: somebody else looks in, which is no substitute for somebody of the team"
            ],
            id="somebody looks in, and nothing says who",
        ),
        pytest.param(
            roster(
                analysis=None,
                tail=SAFETY + "  - {role: performance-analyst, by: BI}\nvacancies:\n  - {role: performance-analyst}\n",
            ),
            [
                "advice missing-role: no performance analyst on the team yet: the post is vacant, and BI looks in meanwhile"
            ],
            id="a vacancy makes it no graver that somebody looks in",
        ),
        pytest.param(
            roster(
                analysis="{name: Ali Demir, role: performance-analyst, from: 2027-01-11}",
                tail=SAFETY + "  - {role: performance-analyst, by: BI}\n",
            ),
            [
                "advice missing-role: no performance analyst on the team yet: Ali Demir starts on 11 January 2027, and BI "
                "looks in meanwhile"
            ],
            id="nor does somebody who is yet to come",
        ),
        pytest.param(
            roster(
                product="{name: Priya Shah, roles: [product-manager, clinician], fte: 0, employment: permanent, registration: NMC}",
            ),
            [
                "error clinical-time: Priya Shah has no time for the team: 0 FTE",
                "warning clinician-by-default: nobody leads the product, so Sam Okafor will end up in charge as lead clinician",
                "error missing-role: no product manager on the team: Priya Shah is one in name only, with 0 FTE",
            ],
            id="a product manager without time is missed, clinician or not",
        ),
        pytest.param(
            roster(
                research=None,
                tail=SAFETY + "vacancies:\n  - {role: user-researcher, from: 2026-11-22}\n",
            ),
            [
                "error missing-role: no user researcher on the team yet: the post is vacant, to be filled from 22 November 2026"
            ],
            id="a vacancy whose day is today has not passed",
        ),
        pytest.param(
            roster(
                research=None,
                tail=SAFETY + "vacancies:\n  - {role: user-researcher, until: 2026-11-22}\n",
            ),
            ["error missing-role: no user researcher on the team yet: the post is vacant"],
            id="a vacancy on its last day",
        ),
        pytest.param(
            roster(
                research=None,
                tail=SAFETY + "vacancies:\n  - {role: user-researcher, until: 2026-11-21}\n",
            ),
            ["error missing-role: no user researcher on the team, and the role is essential in alpha"],
            id="a vacancy that was given up yesterday",
        ),
        pytest.param(
            roster(
                research="{name: Mina Roy, role: user-researcher, from: 2027-01-11}",
                second="{name: Ines Vaz, role: user-researcher, from: 2026-12-11}",
            ),
            ["error missing-role: no user researcher on the team yet: Ines Vaz starts on 11 December 2026"],
            id="of two who come the first is named",
        ),
        pytest.param(
            roster(
                research="{name: Mina Roy, role: user-researcher, until: 2026-03-11}",
                second="{name: Ines Vaz, role: user-researcher, until: 2026-01-11}",
            ),
            ["error missing-role: no user researcher on the team any more: Mina Roy left on 11 March 2026"],
            id="of two who left the last is named",
        ),
        pytest.param(
            roster(
                research=None,
                **{f"x{n}": f"{{name: X{n}, title: Wizard, fte: 0.1}}" for n in range(3)},
                analysis=None,
                content=None,
                design="{name: Tom Hale, roles: [interaction-designer, content-designer]}",
            ),
            [
                "warning missing-role: no user researcher on the team, and the role is essential in alpha - unless X0 (Wizard), X1 (Wizard) or X2 (Wizard) does this",
                "warning missing-role: no performance analyst on the team, and the role is recommended in alpha - unless X0 (Wizard), X1 (Wizard) or X2 (Wizard) does this",
                *["warning unknown-role: the title `Wizard` can't be matched to a role"] * 3,
            ],
            id="three whom nobody can place are named",
        ),
        pytest.param(
            roster(research=None, analysis="{title: Wizard}"),
            [
                "warning missing-role: no user researcher on the team, and the role is essential in alpha - unless Wizard does this",
                "warning missing-role: no performance analyst on the team, and the role is recommended in alpha - unless Wizard does this",
                "warning unknown-role: the title `Wizard` can't be matched to a role",
            ],
            id="whoever has no name is called by the title, and once",
        ),
    ],
)
def test_missing_role(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


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


def developers(number: int, *others: str) -> str:
    return lone(*[f"name: X{n}, role: developer" for n in range(number)], *others)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(developers(4), "4 developers (X0, X1, X2 and X3) and nobody leads them", id="four are named"),
        pytest.param(developers(5), "5 developers (X0, X1, X2 and 2 others) and nobody leads them", id="of five three"),
        pytest.param(
            developers(2, "name: P7, title: Creative director"),
            "2 developers (X0 and X1) and nobody leads them - unless P7 (Creative director) does this",
            id="unless the one whom nobody can place",
        ),
        pytest.param(
            developers(2, "name: P7, role: user-reseacher"),
            "2 developers (X0 and X1) and nobody leads them",
            id="who is plainly something else leads nobody",
        ),
    ],
)
def test_no_technical_lead_names_the_developers(tmp_path: Path, text: str, expected: str) -> None:
    assert of("no-technical-lead", check(tmp_path, text)) == [f"warning no-technical-lead: {expected}"]


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
        pytest.param(
            roster(content="{name: Cara Dunn, title: Content Designer and Business Analyst}"),
            ["warning unknown-role: the title `Content Designer and Business Analyst` could be several roles"],
            id="a title that names the discipline beside another is asked about once",
        ),
        pytest.param(
            roster(design="{name: Tom Hale, role: interaction-designer}", extra="{name: P7, title: Creative director}"),
            ["warning unknown-role: the title `Creative director` can't be matched to a role"],
            id="what is worth a thought can wait until everybody is placed",
        ),
        pytest.param(
            roster(
                design="{name: Tom Hale, role: interaction-designer}",
                extra="{name: P7, role: devloper}",
            ),
            [
                "advice design-gap: no service designer on the team, only an interaction designer and a content designer",
                "error unknown-role: `devloper` is not a role in this catalogue",
            ],
            id="but not for somebody who is plainly something else",
        ),
        pytest.param(
            roster(
                design="{name: Tom Hale, role: interaction-designer}",
                content=None,
                extra="{name: Ben Ash, role: interaction-designer}",
            ),
            ["warning design-gap: no content designer on the team, only an interaction designer"],
            id="what is there is named once",
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
        pytest.param(
            roster(
                clinical="{name: Sam Okafor, roles: [lead-clinician, performance-analyst, business-analyst], funded: true}",
                analysis=None,
            ),
            [
                "warning combined-roles: Sam Okafor holds 3 roles (lead clinician, performance analyst and business analyst), too many for one person"
            ],
            id="who leads is not one with whom they lead",
        ),
        pytest.param(
            roster(
                design=None,
                development="{name: Jo Lin, role: developer, roles: [interaction-designer, service-designer, content-designer]}",
            ),
            [
                "warning combined-roles: Jo Lin holds 4 roles (developer, interaction designer, service designer and content designer), too many for one person"
            ],
            id="role and roles together",
        ),
        pytest.param(
            roster(development="{name: Jo Lin, role: lead-developer, roles: [Lead developer, lead-developer]}"),
            [],
            id="one role in three spellings is one",
        ),
        pytest.param(
            roster(development="{name: Jo Lin, roles: [technical-architect, developer, lead-developer]}"),
            [],
            id="an architect leads whom a lead developer leads",
        ),
        pytest.param(
            roster(
                development="{name: Jo Lin, roles: [technical-architect, lead-developer, business-analyst]}",
                second="{name: Kit Brown, role: developer}",
            ),
            [],
            id="a role and what it is a kind of are one beside another",
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
        pytest.param(
            roster(
                **(
                    PLAIN
                    | {
                        "research": "{name: Mina Roy, role: user-researcher, skills: {user-research: expert}}",
                        "analysis": "{name: Ali Demir, role: performance-analyst, skills: plenty}",
                    }
                )
            ),
            ["error invalid-roster: `skills` must be a group of fields, and here stands a text"],
            id="silent where somebody's skills can't be read",
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
        pytest.param(
            lone("name: A, role: product-manager, fte: 0.49996", "name: C, role: project-manager, fte: 0.50004"),
            [],
            id="what prints as half is half",
        ),
        pytest.param(
            lone("name: A, role: product-manager, fte: 0.004", "name: C, role: project-manager, fte: 1.0"),
            [
                "warning not-hands-on: none of the team's 1.0 FTE makes or runs anything: the rest is strategy, policy, programmes and projects"
            ],
            id="what prints as nought is none",
        ),
        pytest.param(
            lone("name: A, role: product-manager, fte: 0.006", "name: C, role: project-manager, fte: 1.0"),
            [
                "warning not-hands-on: only 0.01 of the team's 1.01 FTE makes or runs anything: the rest is strategy, policy, programmes and projects"
            ],
            id="and what does not is not",
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
        pytest.param(lone(tail=NO_OPERATIONS).replace("members:", "members: []"), [], id="an empty team has no view"),
        pytest.param(
            roster(tail=NO_OPERATIONS, extra="{name: P7, title: Creative director}"),
            [],
            id="nobody from operations, unless the one whom nobody can place",
        ),
        pytest.param(
            roster(tail=NO_OPERATIONS + "  - {role: operatonal-lead, by: the clinic}\n"),
            [],
            id="somebody in reach whose role is misspelt",
        ),
        pytest.param(
            roster(tail=NO_OPERATIONS, extra="{name: Vi Holt, role: operational-lead, until: 2026-11-21}"),
            [
                "advice single-viewpoint: nobody from the services whose work will change is on the team, or listed under `available`"
            ],
            id="who has left sees nothing",
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
        pytest.param(
            roster().replace(", employment: permanent", "").replace("}\n", ", employment: supplier}\n", 8),
            [
                "error supplier-dependence: everybody on the team is a contractor or a supplier's: nobody of the organisation learns from them",
                "error external-critical-role: Priya Shah, the only product manager, is from outside the organisation",
            ],
            id="before beta, where everybody is from outside, that is said once",
        ),
        pytest.param(
            running("live", analysis="{name: Ali Demir, role: performance-analyst, skills: plenty}", operations=None),
            [
                "warning missing-role: no web operations engineer on the team, and the role is recommended in live",
                "error invalid-roster: `skills` must be a group of fields, and here stands a text",
            ],
            id="silent where somebody's skills can't be read",
        ),
        pytest.param(
            running("live", operations="{name: Kit Brown, role: devops-engineer, fte: 0, funded: true}"),
            [
                "warning missing-role: no web operations engineer on the team: Kit Brown is one in name only, with 0 FTE",
                "warning single-holder: only Jo Lin can change, deploy or run the service (judged by roles, for no skills are recorded)",
            ],
            id="the second one has no time",
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


@pytest.mark.parametrize(
    ("catalogue", "text", "expected"),
    [
        pytest.param(
            "roles:\n  frontend-developer: {need_of_kind: recommended}\n",
            roster(),
            [],
            id="a kind of a role that is not needed",
        ),
        pytest.param(
            "roles:\n  content-designer: {need: recommended}\n",
            roster(content=None),
            ["warning missing-role: no content designer on the team, and the role is recommended in alpha"],
            id="a kind that is needed for itself is said once",
        ),
        pytest.param(
            "roles:\n  devops-engineer: {need: optional}\n",
            roster(development="{name: Jo Lin, role: lead-developer, skills: {systems-design: expert}}"),
            [
                "advice missing-role: no DevOps engineer on the team, which is worth a thought",
                "warning missing-mindset: nobody on the team brings continuous delivery at working level or above (skills assumed from the role for 7 people)",
            ],
            id="a role that is only worth a thought excuses no missing cornerstone",
        ),
        pytest.param(
            "roles:\n  juggler: {name: Juggler, why: Juggles.}\n",
            roster(extra="{name: J, role: juggler, fte: 0.05}"),
            [],
            id="a role without a family and without days",
        ),
        pytest.param(
            "mindset:\n  magic: {name: Magic, skills: [data-science]}\n",
            roster(),
            [
                "advice missing-mindset: nobody on the team brings magic at working level or above (skills assumed from the role for 8 people)"
            ],
            id="a cornerstone that may be there where no skills are recorded is advice",
        ),
    ],
)
def test_what_an_organisation_may_ask_for_in_its_catalogue(
    tmp_path: Path, catalogue: str, text: str, expected: list[str]
) -> None:
    assert sorted(said(check_by(tmp_path, catalogue, text))) == sorted(expected)


def test_an_empty_team_lacks_people_before_it_lacks_a_cornerstone(tmp_path: Path) -> None:
    theirs = "mindset:\n  magic: {name: Magic, skills: [data-science]}\n"
    empty = lone().replace("members:", "members: []")
    assert of("missing-mindset", check_by(tmp_path, theirs, empty)) == []


def test_a_role_without_a_family_is_hands_on(tmp_path: Path) -> None:
    theirs = "roles:\n  juggler: {name: Juggler, why: Juggles.}\n"
    report = check_by(tmp_path, theirs, lone(*PLANNERS, "name: J, role: juggler, fte: 1.0"))
    assert of("not-hands-on", report) == [
        "warning not-hands-on: only 1.0 of the team's 3.0 FTE makes or runs anything: the rest is strategy, policy, "
        "programmes and projects"
    ]


def test_a_family_of_a_role_without_one_may_hold_half_as_any_other(tmp_path: Path) -> None:
    theirs = "roles:\n  juggler: {name: Juggler, why: Juggles.}\n"
    others = [f"name: X{n}, role: {role}, fte: 0.5" for n, role in enumerate(("product-manager", "designer"))]
    half = lone("name: J, role: juggler, fte: 0.5", "name: K, role: juggler, fte: 0.5", *others)
    assert of("skill-imbalance", check_by(tmp_path, theirs, half)) == []
    more = lone("name: J, role: juggler, fte: 0.6", "name: K, role: juggler, fte: 0.5", *others)
    assert of("skill-imbalance", check_by(tmp_path, theirs, more)) == [
        "warning skill-imbalance: juggler holds 1.1 of the team's 2.1 FTE (52%, more than the 50% that is balanced)"
    ]


@pytest.mark.parametrize(
    ("kinds", "listed"),
    [
        pytest.param(
            1,
            " (an interaction designer, a service designer, a content designer or a kind 0 counts)",
            id="four are listed",
        ),
        pytest.param(2, "", id="five are too many"),
    ],
)
def test_up_to_four_kinds_of_a_missing_role_are_named(tmp_path: Path, kinds: int, listed: str) -> None:
    theirs = "roles:\n" + "".join(
        f"  kind-{n}: {{name: Kind {n}, kind_of: designer, why: Draws.}}\n" for n in range(kinds)
    )
    (finding,) = check_by(tmp_path, theirs, roster(design=None, content=None)).findings
    assert finding.fix == f"{HIRE} a designer{listed}; {POST}"


ALL_IT = (*(f"name: X{n}, role: developer, fte: 1.0" for n in range(3)), "name: Y, role: it-manager, fte: 1.0")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(lone(*ALL_IT), [], id="of the IT department alone another rule speaks"),
        pytest.param(
            lone(*ALL_IT, "name: P7, title: Creative director, fte: 0.1"),
            [
                "warning skill-imbalance: Software development holds 3.0 of the team's 4.1 FTE (73%, more than the 50% that is balanced)"
            ],
            id="unless somebody may be of another trade",
        ),
        pytest.param(
            lone(*(f"name: X{n}, role: user-researcher, fte: 0" for n in range(4))), [], id="no time is no share"
        ),
        pytest.param(
            lone(
                "name: A, role: user-researcher, fte: 0.5004",
                *(
                    f"name: {name}, fte: {fte}"
                    for name, fte in (
                        ("B, role: product-manager", 0.4),
                        ("C, role: delivery-manager", 0.05),
                        ("D, role: designer", 0.0496),
                    )
                ),
            ),
            [
                "warning skill-imbalance: User research holds 0.5 of the team's 1.0 FTE (50.04%, more than the 50% that is balanced)"
            ],
            id="so little more than half that it takes two places",
        ),
    ],
)
def test_skill_imbalance(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert of("skill-imbalance", check(tmp_path, text)) == expected


@pytest.mark.parametrize("rule", ["duplicate-key", "invalid-file", "invalid-roster"])
def test_no_exception_excuses_what_cannot_be_read(tmp_path: Path, rule: str) -> None:
    broken = {
        "duplicate-key": ("members:", "sponsor: Nobody\nmembers:"),
        "invalid-file": ("name: Priya Shah", "name: !who Priya Shah"),
        "invalid-roster": ("members:", "colour: blue\nmembers:"),
    }[rule]
    text = roster(tail=SAFETY + f"exceptions:\n  - {{rule: {rule}, reason: We like it so}}\n").replace(*broken)
    found = [(finding.rule, finding.status) for finding in check(tmp_path, text).findings]
    assert (rule, "active") in found
    assert (rule, "excepted") not in found


HIRE = "hire, second or train"
POST = "an approved post goes under `vacancies`"
TWO_CLINICIANS = {
    "clinical": "{name: Sam Okafor, role: clinician, fte: 0.3, funded: true}",
    "second": "{name: Lea Sand, role: clinician, fte: 0.3, funded: true}",
}


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        pytest.param(
            "thin-role",
            roster(research="{name: Mina Roy, role: user-researcher, wte: 0.4}"),
            Shown(
                "user-researcher",
                "0.4",
                "give Mina Roy 3 days a week or more on this team, or find somebody who has it",
            ),
            id="thin-role: the share, by whichever name it has",
        ),
        pytest.param(
            "thin-role",
            roster(
                research="{name: Mina Roy, role: user-researcher, fte: 0.4}",
                second="{name: Ines Vaz, role: user-researcher, fte: 0.5}",
            ),
            Shown(
                "user-researcher",
                "0.5",
                "give Ines Vaz 3 days a week or more on this team, or find somebody who has it",
                ("Mina Roy: 0.4",),
            ),
            id="thin-role: whoever has most, and the others",
        ),
        pytest.param(
            "no-technical-lead",
            roster(
                development="{name: Jo Lin, role: developer}", second="{name: Kit Brown, title: Frontend Developer}"
            ),
            Shown(
                "lead-developer",
                "developer",
                "name one of them tech lead (`role: lead-developer`), or bring in a tech lead or an architect",
                ("Kit Brown: Frontend Developer",),
            ),
            id="no-technical-lead: role or title of each",
        ),
        pytest.param(
            "no-technical-lead",
            roster(
                development="{name: Jo Lin, roles: [developer, business-analyst]}",
                second="{name: Kit Brown, roles: [developer, data-engineer]}",
            ),
            Shown(
                "lead-developer",
                "[developer, business-analyst]",
                "name one of them tech lead (`role: lead-developer`), or bring in a tech lead or an architect",
                ("Kit Brown: [developer, data-engineer]",),
            ),
            id="no-technical-lead: or the roles",
        ),
        pytest.param(
            "no-technical-lead",
            roster(development="{name: Jo Lin, title: Java Developer}", second="{name: Kit Brown, role: developer}"),
            Shown(
                "lead-developer",
                "Java Developer",
                "name one of them tech lead (`role: lead-developer`), or bring in a tech lead or an architect",
                ("Kit Brown: developer",),
            ),
            id="no-technical-lead: the first one's title",
        ),
        pytest.param(
            "design-gap",
            roster(content=None),
            Shown(
                "content-designer",
                "members",
                f"{HIRE} a content designer, or record the skill under `skills` if somebody has it; {POST}",
            ),
            id="design-gap: to find somebody, or to record the skill",
        ),
        pytest.param(
            "design-gap",
            roster(content=None, tail=SAFETY + "vacancies:\n  - {role: content-designer}\n"),
            Shown(
                "content-designer",
                "content-designer",
                "fill the post; until then, agree who does the work of a content designer",
            ),
            id="design-gap: the vacancy",
        ),
        pytest.param(
            "combined-roles",
            roster(development="{name: Jo Lin, role: frontend-developer, roles: [content-designer]}"),
            Shown(
                "Jo Lin",
                "[content-designer]",
                "let Jo Lin keep one of the two, and find somebody else for the other",
            ),
            id="combined-roles: to let go of one of two",
        ),
        pytest.param(
            "combined-roles",
            roster(development="{name: Jo Lin, roles: [lead-developer, business-analyst, data-engineer]}"),
            Shown("Jo Lin", "[lead-developer, business-analyst, data-engineer]", "give one of them to somebody else"),
            id="combined-roles: to give away the third",
        ),
        pytest.param(
            "combined-roles",
            roster(
                development="{name: Jo Lin, role: lead-developer, roles: [business-analyst, data-engineer, test-manager]}"
            ),
            Shown("Jo Lin", "[business-analyst, data-engineer, test-manager]", "give 2 of them to somebody else"),
            id="combined-roles: to give away two of four",
        ),
        pytest.param(
            "missing-mindset",
            roster(**(PLAIN | {"delivery": "{name: Ruth, role: delivery-manager, skills: {agile-working: working}}"})),
            Shown(
                "user-centred-design",
                "members",
                "bring in somebody who does, or record the skill where it is there: `user-research`, `service-design` "
                "or `interaction-design`",
            ),
            id="missing-mindset: the first three skills that would do",
        ),
        pytest.param(
            "not-hands-on",
            lone(
                "name: C, roles: [project-manager, policy-lead], fte: 1.0",
                "name: D, title: Chief Technology Officer, fte: 0.4",
                "name: E, role: commercial-manager, fte: 0.1",
                "name: A, role: product-manager, fte: 0.1",
                "name: F, roles: [delivery-manager, project-manager], fte: 0.1",
            ),
            Shown(
                "members",
                "members",
                "fill the next posts with people who research, design, build, test or care",
                (
                    "C: [project-manager, policy-lead]",
                    "F: [delivery-manager, project-manager]",
                    "D: Chief Technology Officer",
                    "E: commercial-manager",
                ),
            ),
            id="not-hands-on: everybody who is not, once",
        ),
        pytest.param(
            "single-viewpoint",
            lone(*TRADE),
            Shown(
                "members",
                "members",
                "bring in people who design and research, clinicians and the people who run the service",
            ),
            id="single-viewpoint: whom IT lacks",
        ),
        pytest.param(
            "single-viewpoint",
            roster(tail=NO_OPERATIONS),
            Shown(
                "operational",
                "members",
                "take on somebody of the service for part of the week, or list under `available` whom the team can ask",
            ),
            id="single-viewpoint: whom the others lack",
        ),
        pytest.param(
            "single-holder",
            running("live", operations="{name: Kit Brown, role: web-operations-engineer}"),
            Shown(
                "Jo Lin",
                "lead-developer",
                "let a second person learn it by working beside Jo Lin, and record the skill when it is there",
            ),
            id="single-holder: the role where no skills are recorded",
        ),
        pytest.param(
            "single-holder",
            running(
                "live",
                operations="{name: Kit Brown, role: web-operations-engineer}",
                development="{name: Jo Lin, role: lead-developer, skills: {programming: expert, web operations: expert}}",
            ),
            Shown(
                "Jo Lin",
                "{programming: expert, web operations: expert}",
                "let a second person learn it by working beside Jo Lin, and record the skill when it is there",
            ),
            id="single-holder: the skills where they are",
        ),
        pytest.param(
            "single-holder",
            running(
                "live",
                operations="{name: Kit Brown, role: web-operations-engineer}",
                development="{name: Jo Lin, title: Lead Developer}",
            ),
            Shown(
                "Jo Lin",
                "Lead Developer",
                "let a second person learn it by working beside Jo Lin, and record the skill when it is there",
            ),
            id="single-holder: the title where there is no more",
        ),
        pytest.param(
            "single-holder",
            running(
                "live",
                operations="{name: Kit Brown, role: web-operations-engineer}",
                development="{name: Jo Lin, roles: [lead-developer, business-analyst]}",
            ),
            Shown(
                "Jo Lin",
                "[lead-developer, business-analyst]",
                "let a second person learn it by working beside Jo Lin, and record the skill when it is there",
            ),
            id="single-holder: the roles where there are several",
        ),
        pytest.param(
            "skill-imbalance",
            lone(
                *[f"name: X{n}, role: user-researcher, fte: 1.0" for n in range(3)],
                "name: Y, title: User Researcher, fte: 1.0",
                "name: Z, roles: [lead-developer, user-researcher], fte: 1.0",
                "name: A, role: product-manager, fte: 1.0",
            ),
            Shown(
                "research",
                "members",
                "add what is missing before adding more of the same: delivery manager, designer and lead clinician",
                (
                    *(f"X{n}: user-researcher" for n in range(3)),
                    "Y: User Researcher",
                    "Z: [lead-developer, user-researcher]",
                ),
            ),
            id="skill-imbalance: the essential roles that are empty, and who is of the discipline",
        ),
        pytest.param(
            "skill-imbalance",
            roster(**{f"x{n}": f"{{name: X{n}, role: service-desk-analyst}}" for n in range(9)}),
            Shown(
                "it",
                "members",
                "fill the next posts from the other disciplines, or move some of this work to a team of its own",
                tuple(f"X{n}: service-desk-analyst" for n in range(9)),
            ),
            id="skill-imbalance: no essential role is empty",
        ),
        pytest.param(
            "missing-role",
            roster(research=None),
            Shown("user-researcher", "members", f"{HIRE} a user researcher; {POST}"),
            id="missing-role: to hire",
        ),
        pytest.param(
            "missing-role",
            roster(design=None, content=None),
            Shown(
                "designer",
                "members",
                f"{HIRE} a designer (an interaction designer, a service designer or a content designer counts); {POST}",
            ),
            id="missing-role: to hire one of several kinds",
        ),
        pytest.param(
            "missing-role",
            roster(development=None),
            Shown("lead-developer", "members", f"{HIRE} a lead developer (a technical architect counts); {POST}"),
            id="missing-role: to hire the one kind that there is",
        ),
        pytest.param(
            "missing-role",
            roster(**TWO_CLINICIANS),
            Shown(
                "lead-clinician",
                "members",
                "name one of those who could lead (Sam Okafor or Lea Sand) lead clinician, or hire one",
            ),
            id="missing-role: to name one of two",
        ),
        pytest.param(
            "missing-role",
            roster(**TWO_CLINICIANS, **{f"x{n}": f"{{name: X{n}, role: clinician, fte: 0.1}}" for n in range(3)}),
            Shown(
                "lead-clinician",
                "members",
                "name one of those who could lead (Sam Okafor, Lea Sand, X0 or X1) lead clinician, or hire one",
            ),
            id="missing-role: to name one of many",
        ),
        pytest.param(
            "missing-role",
            roster(research="{name: Mina Roy, role: user-researcher, fte: 0}"),
            Shown("user-researcher", "0", "give Mina Roy time on this team, or find a user researcher who has it"),
            id="missing-role: to give time",
        ),
        pytest.param(
            "missing-role",
            roster(research=None, tail=SAFETY + "  - {role: user-researcher, by: ICS design team}\n"),
            Shown(
                "user-researcher",
                "user-researcher",
                "make a user researcher a member of the team, even if only for part of the week",
            ),
            id="missing-role: to take on who looks in",
        ),
        pytest.param(
            "missing-role",
            roster(research=None, tail=SAFETY + "vacancies:\n  - {role: user-researcher}\n"),
            Shown(
                "user-researcher",
                "user-researcher",
                "fill the post; until then, agree who does the work of a user researcher",
            ),
            id="missing-role: to fill the post",
        ),
        pytest.param(
            "missing-role",
            roster(research="{name: Mina Roy, role: user-researcher, until: 2026-11-21}"),
            Shown("user-researcher", "2026-11-21", f"{HIRE} a user researcher; {POST}"),
            id="missing-role: to replace who left",
        ),
        pytest.param(
            "unknown-role",
            roster(extra="{name: Kit, roles: [business-analyst, devloper]}"),
            Shown("Kit", "devloper", "did you mean `developer` or `lead-developer`? `mvdt roles` lists all"),
            id="unknown-role: the one of several that is misspelt",
        ),
        pytest.param(
            "unknown-role",
            roster(extra="{name: Kit, role: juggler}"),
            Shown(
                "Kit",
                "juggler",
                "choose one of the roles that `mvdt roles` lists, or add this one to a catalogue of your own",
            ),
            id="unknown-role: like none",
        ),
        pytest.param(
            "unknown-role",
            roster(extra="{name: Kit, role: product manager and designer and developer and tester}"),
            Shown(
                "Kit",
                "product manager and designer and developer and tester",
                "did you mean `product-manager`, `designer` or `developer`? `mvdt roles` lists all",
            ),
            id="unknown-role: like four, of which three are named",
        ),
        pytest.param(
            "unknown-role",
            roster(tail=SAFETY + "  - {role: juggler, by: the circus}\n"),
            Shown(
                "juggler",
                "juggler",
                "choose one of the roles that `mvdt roles` lists, or add this one to a catalogue of your own",
            ),
            id="unknown-role: what others provide",
        ),
        pytest.param(
            "unknown-role",
            roster(extra="{name: Kit, title: UX/UI wizard and designer}"),
            Shown(
                "Kit",
                "UX/UI wizard and designer",
                "add `role:`, with `designer`, `interaction-designer` or `user-researcher` if that is the work, or "
                "another that `mvdt roles` lists",
            ),
            id="unknown-role: a title of which half can be read",
        ),
        pytest.param(
            "unknown-role",
            roster(extra="{name: Kit}"),
            Shown("Kit", "Kit", "add `role:` with one of the roles that `mvdt roles` lists"),
            id="unknown-role: neither role nor title",
        ),
        pytest.param(
            "unknown-role",
            roster(extra="{fte: 0.5}"),
            Shown("member", "{fte: 0.5}", "add `role:` with one of the roles that `mvdt roles` lists"),
            id="unknown-role: not even a name",
        ),
        pytest.param(
            "unknown-role",
            roster(extra="{name: Kit, title: Content Designer and Business Analyst}"),
            Shown(
                "Kit",
                "Content Designer and Business Analyst",
                "add `role:` with `content-designer` or `business-analyst`, or `roles: [content-designer, "
                "business-analyst]` if that is all one person's work",
            ),
            id="unknown-role: a title of two roles",
        ),
    ],
)
def test_where_a_finding_points_and_what_to_do(tmp_path: Path, rule: str, text: str, expected: Shown) -> None:
    assert shown(rule, check(tmp_path, text)) == [expected]


def test_until_somebody_starts_others_do_the_work(tmp_path: Path) -> None:
    (finding,) = check(tmp_path, roster(research="{name: Mina Roy, role: user-researcher, from: 2027-01-11}")).findings
    assert (finding.about, finding.fix) == (
        "user-researcher",
        "agree who does the work of a user researcher until then",
    )


@pytest.mark.parametrize(
    ("rule", "text", "source", "why"),
    [
        pytest.param(
            "missing-role",
            roster(analysis=None),
            'Service assessment reports of 2013 to 2016, "Why the team point was not met"',
            "Measures whether the service does what it should and where people give up. Without one, the team cannot "
            "show that anything got better.",
            id="missing-role: who asks for the role, not who describes it",
        ),
        pytest.param(
            "design-gap",
            roster(content=None),
            'Building and enabling digital teams, "Minimum viable digital team"',
            "Writes and tests the words of the service. Health is full of words that people do not understand; without "
            "a content designer they reach the patient.",
            id="design-gap: why the discipline is needed",
        ),
        pytest.param(
            "combined-roles",
            roster(development="{name: Jo Lin, roles: [frontend-developer, content-designer]}"),
            'Service assessment reports of 2013 to 2016, "Why the team point was not met"',
            "Whoever builds a thing seldom sees what makes it hard to use, and the screens follow the code.",
            id="combined-roles: who objects to the pair, and why",
        ),
        pytest.param(
            "combined-roles",
            roster(development="{name: Jo Lin, roles: [lead-developer, business-analyst, data-engineer]}"),
            'GOV.UK Service Standard to 2019, "The team point"',
            None,
            id="combined-roles: who objects to three roles",
        ),
        pytest.param(
            "thin-role",
            roster(research="{name: Mina Roy, role: user-researcher, fte: 0.4}"),
            'GOV.UK Service Standard, "The team point of versions 1 and 2"',
            None,
            id="thin-role: who says how many days",
        ),
    ],
)
def test_what_a_finding_rests_on(tmp_path: Path, rule: str, text: str, source: str, why: str | None) -> None:
    found = [finding for finding in check(tmp_path, text).findings if finding.rule == rule]
    assert [(finding.source, finding.why) for finding in found] == [(source, why)]
