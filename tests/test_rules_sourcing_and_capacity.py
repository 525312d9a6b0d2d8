"""Independent cases for the rules on who employs the people, on their time, and on artificial intelligence.

Every finding of a roster is compared where it can be, so that a second rule which speaks of the same cause is seen
at once.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_rules import SAFETY, TODAY, check, roster, said

import mvdt
from mvdt.report import Report

CATALOGUE = "catalogue: Our teams\nextends: mvdt\n"
OWNER = "{name: Omar Said, role: service-owner, employment: permanent}"
HANDOVER = "phase: alpha\nknowledge_transfer: Pairing on every story, and a written handover by March"


def product(fields: str) -> str:
    return f"{{name: Priya Shah, role: product-manager{fields}}}"


def small(*members: str, head: str = "phase: alpha", tail: str = SAFETY) -> str:
    """A team of these people and nobody else."""
    lines = "".join(f"  - {{{member}}}\n" for member in members)
    return f"team: Wards\nsponsor: Chief Operating Officer\n{head}\nmembers:\n{lines}{tail}"


def team(name: str, *members: str) -> str:
    return f"team: {name}\nmembers:\n" + "".join(f"  - {{{member}}}\n" for member in members)


def check_all(tmp_path: Path, texts: list[str], on: str = TODAY) -> Report:
    """Check several rosters in one call."""
    for number, text in enumerate(texts):
        (tmp_path / f"team-{number}.yaml").write_text(text)
    return mvdt.check([tmp_path], on=on)


def check_by(tmp_path: Path, catalogue: str, text: str) -> Report:
    """Check the roster by an organisation's own catalogue."""
    (tmp_path / "team.yaml").write_text(text)
    (tmp_path / "catalogue.yaml").write_text(CATALOGUE + catalogue)
    return mvdt.check([tmp_path / "team.yaml"], catalogue=tmp_path / "catalogue.yaml", on=TODAY)


def of(rules: str, report: Report) -> list[str]:
    return [line for line in said(report) if line.split()[1].strip(":") in rules.split()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(product=product(", employment: contractor")),
            ["error external-critical-role: Priya Shah, the only product manager, is from outside the organisation"],
            id="a contractor",
        ),
        pytest.param(
            roster(product=product(", employment: supplier")),
            ["error external-critical-role: Priya Shah, the only product manager, is from outside the organisation"],
            id="a supplier's",
        ),
        pytest.param(roster(product=product(", employment: secondment")), [], id="a loan within the public sector"),
        pytest.param(roster(product=product(", employment: fixed-term")), [], id="a fixed term"),
        pytest.param(
            roster(product=product(", employment: contractor"), owner=OWNER),
            [
                "warning external-critical-role: Priya Shah, the only product manager, is from outside the organisation, though Omar Said of your own leads as well"
            ],
            id="with an owner of our own beside them",
        ),
        pytest.param(
            roster(
                head="phase: alpha\nled_by: Ana Paz",
                product=product(", employment: contractor"),
                second="{name: Ana Paz, role: product-manager, employment: permanent}",
            ),
            [],
            id="with another product manager of our own, who leads",
        ),
        pytest.param(
            roster(
                product=product(", employment: contractor"),
                second="{name: Ana Paz, role: product-manager, employment: permanent, until: 2026-11-21}",
            ),
            ["error external-critical-role: Priya Shah, the only product manager, is from outside the organisation"],
            id="our own product manager left yesterday",
        ),
        pytest.param(
            roster(
                head="phase: alpha\nled_by: Tom Hale",
                design="{name: Tom Hale, roles: [interaction-designer, service-designer], employment: contractor}",
                second="{name: Vic Orr, role: service-designer, employment: permanent}",
            ),
            ["warning external-critical-role: Tom Hale, who leads the product, is from outside the organisation"],
            id="a contractor is named lead beside our own product manager",
        ),
        pytest.param(
            roster(product=product(""), delivery="{name: Ruth Adeyemi, role: delivery-manager, employment: permanent}"),
            [],
            id="nothing said of the product manager",
        ),
    ],
)
def test_external_critical_role(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


def test_which_roles_are_critical_stands_in_the_catalogue(tmp_path: Path) -> None:
    contracted = roster(product=product(", employment: contractor"))
    theirs = "roles:\n  product-manager: {in_house: false}\n"
    assert of("external-critical-role", check_by(tmp_path, theirs, contracted)) == []
    delivery = roster(delivery="{name: Ruth Adeyemi, role: delivery-manager, employment: supplier}")
    ours = "roles:\n  delivery-manager: {in_house: true}\n"
    assert of("external-critical-role", check(tmp_path, delivery)) == []
    assert len(of("external-critical-role", check_by(tmp_path, ours, delivery))) == 1


OURS = ("name: A, role: product-manager, fte: 1.0, employment: permanent", "name: B, role: delivery-manager, fte: 1.0")
THEIRS = (
    "name: C, role: user-researcher, fte: 1.0, employment: contractor",
    "name: D, role: lead-developer, fte: 1.0, employment: supplier",
)
BIT = "name: E, role: interaction-designer, fte: 0.1, employment: contractor"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(small(*OURS, *THEIRS), [], id="exactly half"),
        pytest.param(
            small(*OURS, *THEIRS, BIT),
            [
                "warning supplier-dependence: 2.1 of the team's 4.1 FTE (51%) come from contractors or suppliers, more than 50%"
            ],
            id="a little more than half",
        ),
        pytest.param(
            small(OURS[0], *[f"name: X{n}, role: developer, fte: 0.1, employment: contractor" for n in range(10)]),
            [],
            id="ten tenths are exactly half",
        ),
        pytest.param(
            small(
                *[f"name: X{n}, role: developer, fte: 0.{n}, employment: permanent" for n in (2, 4, 3, 1)],
                "name: C, role: user-researcher, fte: 1.0, employment: contractor",
            ),
            [],
            id="the same the other way round",
        ),
        pytest.param(
            small(*OURS, *THEIRS, BIT, head=HANDOVER),
            [
                "advice supplier-dependence: 2.1 of the team's 4.1 FTE (51%) come from contractors or suppliers, more than 50%"
            ],
            id="with a handover",
        ),
        pytest.param(
            small(*OURS, *THEIRS, BIT, head="phase: alpha\nknowledge_transfer: to be agreed"),
            [
                "warning supplier-dependence: 2.1 of the team's 4.1 FTE (51%) come from contractors or suppliers, more than 50%"
            ],
            id="with a handover that is none",
        ),
        pytest.param(
            small(*OURS, *THEIRS, BIT, head="phase: alpha\nknowledge_transfer: No"),
            [
                "warning supplier-dependence: 2.1 of the team's 4.1 FTE (51%) come from contractors or suppliers, more than 50%"
            ],
            id="with a plain no",
        ),
        pytest.param(
            small(*THEIRS),
            [
                "error supplier-dependence: everybody on the team is a contractor or a supplier's: nobody of the organisation learns from them"
            ],
            id="everybody",
        ),
        pytest.param(
            small(*THEIRS, head=HANDOVER),
            [
                "error supplier-dependence: everybody on the team is a contractor or a supplier's: nobody of the organisation learns from them"
            ],
            id="everybody, and nobody to hand over to",
        ),
        pytest.param(
            small(*THEIRS, "name: A, role: product-manager, fte: 1.0, employment: permanent, until: 2026-11-21"),
            [
                "error supplier-dependence: everybody on the team is a contractor or a supplier's: nobody of the organisation learns from them"
            ],
            id="our own has left",
        ),
        pytest.param(
            small(*THEIRS, "name: A, role: product-manager, fte: 0.1"),
            [
                "warning supplier-dependence: 2.0 of the team's 2.1 FTE (95%) come from contractors or suppliers, more than 50%"
            ],
            id="whose employment is not said counts as our own",
        ),
        pytest.param(
            small(*THEIRS, "name: A, role: product-manager, fte: 0.9, employment: secondment"),
            [
                "warning supplier-dependence: 2.0 of the team's 2.9 FTE (69%) come from contractors or suppliers, more than 50%"
            ],
            id="and so does a loan",
        ),
        pytest.param(
            small("name: A, role: product-manager", "name: B, role: delivery-manager"),
            [
                "advice supplier-dependence: nobody's `employment` is said, so how far the team depends on contractors and suppliers can't be judged"
            ],
            id="nothing said of anybody",
        ),
        pytest.param(
            small(*THEIRS).replace("members:\n", "members:\n  - Ruth\n"),
            [],
            id="no error while our own may be the one who can't be read",
        ),
    ],
)
def test_supplier_dependence(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert of("supplier-dependence", check(tmp_path, text)) == expected


def test_nothing_said_of_anybody_is_one_line_of_advice(tmp_path: Path) -> None:
    assert said(check(tmp_path, roster(product=product("")))) == [
        "advice supplier-dependence: nobody's `employment` is said, so how far the team depends on contractors and "
        "suppliers can't be judged"
    ]


def test_everybody_external_is_said_once(tmp_path: Path) -> None:
    text = roster().replace(", employment: permanent", "")
    text = text.replace("}\n", ", employment: supplier}\n", 8)
    assert text.count("employment: supplier") == 8
    rules = [finding.rule for finding in check(tmp_path, text).findings]
    assert "external-discipline" not in rules
    assert rules.count("supplier-dependence") == 1


RESEARCHER = "{name: Mina Roy, role: user-researcher, employment: contractor}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(research=RESEARCHER),
            [
                "warning external-discipline: Mina Roy, the only one in user research, comes from outside: nobody of the organisation is beside them to learn"
            ],
            id="all of research",
        ),
        pytest.param(
            roster(head=HANDOVER, research=RESEARCHER),
            [
                "advice external-discipline: Mina Roy, the only one in user research, comes from outside: nobody of the organisation is beside them to learn"
            ],
            id="with a handover",
        ),
        pytest.param(
            roster(head="phase: alpha\nknowledge_transfer: None", research=RESEARCHER),
            [
                "warning external-discipline: Mina Roy, the only one in user research, comes from outside: nobody of the organisation is beside them to learn"
            ],
            id="with a handover of none",
        ),
        pytest.param(
            roster(content="{name: Cara Dunn, role: content-designer, employment: contractor}"),
            [],
            id="exactly half of design",
        ),
        pytest.param(
            roster(
                content="{name: Cara Dunn, role: content-designer, employment: contractor, fte: 1.0}",
                design="{name: Tom Hale, roles: [interaction-designer, service-designer], fte: 0.9}",
            ),
            [
                "warning external-discipline: 1.0 of the 1.9 FTE in design and content (53%) come from outside, more than 50%"
            ],
            id="a little more than half of design",
        ),
        pytest.param(
            roster(
                research="{name: Mina Roy, role: user-researcher, fte: 0.8, employment: supplier}",
                r1="{name: R1, role: user-researcher, fte: 0.6}",
                delivery="{name: Ruth, roles: [delivery-manager, content-designer]}",
                content="{name: R2, role: user-researcher, fte: 0.1}",
                analysis="{name: R3, roles: [user-researcher, performance-analyst], fte: 0.2, until: 2027-12-31}",
            ),
            [
                "warning thin-role: R3, performance analyst, has 0.2 FTE on this team, less than the 0.3 (1.5 days a week) that the role takes"
            ],
            id="exactly half of research in parts",
        ),
        pytest.param(
            roster(development="{name: Jo Lin, role: lead-developer, employment: contractor}"),
            [
                "warning single-holder: only Jo Lin, a contractor, can change, deploy or run the service (judged by roles, for no skills are recorded)"
            ],
            id="a lone developer is single-holder's",
        ),
        pytest.param(
            roster(
                development="{name: Jo Lin, role: developer, employment: contractor}",
                second="{name: Kit Brown, role: technical-architect, employment: permanent}",
            ),
            [
                "warning single-holder: only Jo Lin, a contractor, can change, deploy or run the service (judged by roles, for no skills are recorded)"
            ],
            id="an architect of our own does not write code",
        ),
        pytest.param(
            roster(
                analysis="{name: Ali, roles: [performance-analyst, technical-architect], employment: permanent}",
                development="{name: Jo Lin, role: developer, employment: contractor}",
                second="{name: Kit Brown, role: developer, employment: supplier}",
            ),
            [
                "warning external-discipline: everybody in software development comes from outside: nobody of the organisation is beside them to learn"
            ],
            id="development counts apart from architecture",
        ),
        pytest.param(
            roster(extra="{name: Asa Berg, role: quality-assurance-analyst, employment: supplier}"),
            [
                "advice external-discipline: Asa Berg, the only one in testing, comes from outside: nobody of the organisation is beside them to learn"
            ],
            id="a discipline of which the team needs no role",
        ),
        pytest.param(
            roster(research=RESEARCHER, extra="{name: Ines Vaz, role: user-researcher, until: 2026-11-21}"),
            [
                "warning external-discipline: Mina Roy, the only one in user research, comes from outside: nobody of the organisation is beside them to learn"
            ],
            id="our own left yesterday",
        ),
        pytest.param(
            roster(research=RESEARCHER, extra="{name: Ines Vaz, role: user-researcher, employment: secondment}"),
            [],
            id="somebody on loan beside them",
        ),
        pytest.param(
            roster(
                research=RESEARCHER,
                extra="{name: Ines Vaz, role: user-researcher, fte: 0.1, employment: permanent}",
            ),
            [
                "warning external-discipline: 1.0 of the 1.1 FTE in user research (91%) come from outside, more than 50% (a full week assumed for 1 person)"
            ],
            id="somebody junior beside them for a while",
        ),
    ],
)
def test_external_discipline(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


def buys(approach: str = "buy", tail: str = SAFETY, **changes: str | None) -> str:
    return roster(head=f"phase: alpha\napproach: {approach}", tail=tail, **changes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            buys(),
            [
                "warning uninformed-customer: the approach is `buy`, and nobody of your own on the team, nor available to it, has commercial or supplier-management skill"
            ],
            id="buys",
        ),
        pytest.param(
            buys("mixed"),
            [
                "warning uninformed-customer: the approach is `mixed`, and nobody of your own on the team, nor available to it, has commercial or supplier-management skill"
            ],
            id="buys in part",
        ),
        pytest.param(buys("build"), [], id="builds"),
        pytest.param(roster(), [], id="nothing said"),
        pytest.param(buys(extra="{name: Bo Lund, role: supplier-manager, fte: 0.2}"), [], id="a supplier manager"),
        pytest.param(
            buys(extra="{name: Bo Lund, role: supplier-manager, fte: 0.2, from: 2026-11-23}"),
            [
                "warning uninformed-customer: the approach is `buy`, and nobody of your own on the team, nor available to it, has commercial or supplier-management skill"
            ],
            id="a supplier manager from tomorrow",
        ),
        pytest.param(
            buys(tail=SAFETY + "  - {role: commercial-manager, by: procurement}\n"), [], id="procurement in reach"
        ),
        pytest.param(
            buys(tail=SAFETY + "vacancies:\n  - {role: commercial-manager}\n"),
            [
                "warning uninformed-customer: the approach is `buy`, and nobody of your own on the team, nor available to it, has commercial or supplier-management skill"
            ],
            id="a vacancy buys nothing",
        ),
        pytest.param(
            buys(delivery="{name: Ruth, role: delivery-manager, skills: {agile: expert, procurement: working}}"),
            [],
            id="a skill recorded, in everyday words",
        ),
        pytest.param(
            buys(delivery="{name: Ruth, role: delivery-manager, skills: {agile: expert, procurement: awareness}}"),
            [
                "warning uninformed-customer: the approach is `buy`, and nobody of your own on the team, nor available to it, has commercial or supplier-management skill"
            ],
            id="awareness is not enough",
        ),
        pytest.param(
            buys(
                delivery="{name: Ruth, role: delivery-manager, employment: supplier, skills: {agile: expert, procurement: expert}}",
                extra="{name: Una Kerr, role: delivery-manager}",
            ),
            [
                "warning uninformed-customer: the approach is `buy`, and nobody of your own on the team, nor available to it, has commercial or supplier-management skill"
            ],
            id="the supplier's own buyer",
        ),
        pytest.param(
            buys(extra="Bo Lund"),
            ["error invalid-roster: a member is a group of fields, and here stands `Bo Lund`"],
            id="silent where an entry can't be read",
        ),
    ],
)
def test_uninformed_customer(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


FOUR = {
    "product": "{name: Priya Shah, roles: [product-manager, delivery-manager], employment: permanent}",
    "design": "{name: Tom Hale, roles: [interaction-designer, performance-analyst]}",
    "content": "{name: Cara Dunn, roles: [content-designer, user-researcher]}",
    "clinical": None,
    "delivery": None,
    "research": None,
    "analysis": None,
}


def four(**changes: str | None) -> str:
    """Four people who fill every role that a team needs where care is not affected."""
    return roster("phase: alpha\nclinical: false", SAFETY, **(FOUR | changes))


def crowd(people: int, fields: str = "") -> str:
    """The viable team with others, up to so many people."""
    others = {f"x{n}": f"{{name: X{n}, role: business-analyst, fte: 0.2{fields}}}" for n in range(people - 8)}
    return roster(**others)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(crowd(9), [], id="nine"),
        pytest.param(
            crowd(10),
            ["warning team-size: 10 people on one team, more than the 9 who can work as one"],
            id="ten, although hardly more than eight in FTE",
        ),
        pytest.param(
            crowd(10, ", until: 2026-11-22"),
            ["warning team-size: 10 people on one team, more than the 9 who can work as one"],
            id="ten, two of them on their last day",
        ),
        pytest.param(crowd(14, ", until: 2026-11-21"), [], id="those who have left"),
        pytest.param(crowd(14, ", from: 2026-11-23"), [], id="those who have not started"),
        pytest.param(
            crowd(10).replace("name: X0, ", "").replace("name: X1, ", ""),
            ["warning team-size: 10 people on one team, more than the 9 who can work as one"],
            id="posts without names",
        ),
        pytest.param(
            crowd(9)
            + "  - {role: security-specialist, by: IT}\nvacancies:\n  - {role: developer}\n  - {role: developer}\n",
            [],
            id="vacancies and those in reach",
        ),
        pytest.param(
            four(),
            [
                "warning team-size: 4 people on the team, fewer than the 5 that a team in alpha takes",
                "advice missing-role: no lead clinician on the team, which is worth a thought",
                "advice design-gap: no service designer on the team, only an interaction designer and a content designer",
            ],
            id="four who fill every role",
        ),
        pytest.param(
            four(extra="{name: Bea Lim, role: business-analyst}"),
            [
                "advice missing-role: no lead clinician on the team, which is worth a thought",
                "advice design-gap: no service designer on the team, only an interaction designer and a content designer",
            ],
            id="five who do",
        ),
        pytest.param(
            four(development=None, content=None, extra="{name: Bea Lim, role: business-analyst}"),
            [
                "error missing-role: no lead developer on the team, and the role is essential in alpha",
                "error missing-role: no user researcher on the team, and the role is essential in alpha",
                "advice missing-role: no lead clinician on the team, which is worth a thought",
                "warning design-gap: no content designer on the team, only an interaction designer",
            ],
            id="three, with two empty roles",
        ),
        pytest.param(
            four().replace("members:\n", "members:\n  - Bea Lim\n"),
            ["error invalid-roster: a member is a group of fields, and here stands `Bea Lim`"],
            id="four, and one who can't be read",
        ),
    ],
)
def test_team_size(tmp_path: Path, text: str, expected: list[str]) -> None:
    found = said(check(tmp_path, text))
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(
            ["Jo Lin, role: developer, fte: 0.6", "Jo Lin, role: developer, fte: 0.6"],
            ["error over-allocated: Jo Lin is promised for 1.2 of a full week: 0.6 on Team A and 0.6 on Team B"],
            id="too much",
        ),
        pytest.param(
            ["Jo Lin, role: developer, fte: 0.6", "jo  LIN, role: developer, wte: 0.5"],
            ["error over-allocated: Jo Lin is promised for 1.1 of a full week: 0.6 on Team A and 0.5 on Team B"],
            id="one name in two cases, one share as wte",
        ),
        pytest.param(
            ["Jo Lin, role: developer, fte: 0.5", "Jo Lin, role: developer, fte: 0.5"], [], id="exactly a week"
        ),
        pytest.param(
            [f"Jo Lin, role: developer, fte: {fte}" for fte in (0.2, 0.4, 0.3, 0.1)],
            [],
            id="exactly a week in four parts",
        ),
        pytest.param(["Jo Lin, role: developer, fte: 0.1"] * 10, [], id="exactly a week in ten parts"),
        pytest.param(
            ["Jo Lin, role: developer, fte: 0.1"] * 11,
            ["error over-allocated: Jo Lin is promised for 1.1 of a full week: on 11 teams"],
            id="eleven tenths, said once",
        ),
        pytest.param(
            ["Jo Lin, role: developer, fte: 0.6", "Jo Lin, role: developer"],
            [
                "advice over-allocated: Jo Lin is promised for 1.6 of a full week: 0.6 on Team A and 1.0 on Team B; a full week assumed on 1 team"
            ],
            id="only if a full week is assumed",
        ),
        pytest.param(
            ["Jo Lin, role: developer, fte: 0.6", "Jo Lin, role: developer, fte: 0.6", "Jo Lin, role: developer"],
            [
                "error over-allocated: Jo Lin is promised for 2.2 of a full week: 0.6 on Team A, 0.6 on Team B and 1.0 on Team C; a full week assumed on 1 team"
            ],
            id="too much without what is assumed",
        ),
        pytest.param(["Jo Lin, role: developer, fte: 1.2"], [], id="one roster alone is not judged"),
        pytest.param(["P7, role: developer, fte: 0.9", "P7, role: developer, fte: 0.9"], [], id="a label with a digit"),
        pytest.param(
            ["Ana, role: developer, fte: 0.9", "Ana, role: developer, fte: 0.9"], [], id="a label of three letters"
        ),
        pytest.param(
            ["Anna, role: developer, fte: 0.9", "Anna, role: developer, fte: 0.9"],
            ["error over-allocated: Anna is promised for 1.8 of a full week: 0.9 on Team A and 0.9 on Team B"],
            id="a name of four letters",
        ),
        pytest.param(
            ["P7, id: post-7, role: developer, fte: 0.9", "P7, id: post-7, role: developer, fte: 0.9"],
            ["error over-allocated: P7 is promised for 1.8 of a full week: 0.9 on Team A and 0.9 on Team B"],
            id="a label with an id",
        ),
        pytest.param(
            ["Jo Lin, id: jl-1, role: developer, fte: 0.9", "Jo Lin, id: jl-2, role: developer, fte: 0.9"],
            [],
            id="two people of one name",
        ),
        pytest.param(
            ["Jo Lin, id: jl-1, role: developer, fte: 0.9", "J. Lin, id: jl-1, role: developer, fte: 0.9"],
            ["error over-allocated: Jo Lin is promised for 1.8 of a full week: 0.9 on Team A and 0.9 on Team B"],
            id="one person by two names",
        ),
        pytest.param(
            [
                "Jo Lin, role: developer, fte: 0.9, until: 2026-11-21",
                "Jo Lin, role: developer, fte: 0.9, from: 2026-11-22",
            ],
            [],
            id="one team after the other",
        ),
        pytest.param(
            [
                "Jo Lin, role: developer, fte: 0.9, until: 2026-11-22",
                "Jo Lin, role: developer, fte: 0.9, from: 2026-11-22",
            ],
            ["error over-allocated: Jo Lin is promised for 1.8 of a full week: 0.9 on Team A and 0.9 on Team B"],
            id="both on one day",
        ),
    ],
)
def test_over_allocated(tmp_path: Path, texts: list[str], expected: list[str]) -> None:
    rosters = [team(f"Team {'ABCDEFGHIJK'[number]}", f"name: {text}") for number, text in enumerate(texts)]
    assert of("over-allocated", check_all(tmp_path, rosters)) == expected


def test_over_allocated_shows_every_place(tmp_path: Path) -> None:
    texts = [team(f"Team {letter}", "name: Jo Lin, role: developer, fte: 0.6") for letter in "ABC"]
    (finding,) = [found for found in check_all(tmp_path, texts).findings if found.rule == "over-allocated"]
    places = {finding.location.path, *(location.path for _, location in finding.related)}
    assert {Path(place).name for place in places} == {"team-0.yaml", "team-1.yaml", "team-2.yaml"}


def test_over_allocated_on_the_day(tmp_path: Path) -> None:
    texts = [
        team("Team A", "name: Jo Lin, role: developer, fte: 0.6, until: 2027-03-31"),
        team("Team B", "name: Jo Lin, role: developer, fte: 0.6, from: 2027-03-01"),
    ]
    days = ("2027-02-28", "2027-03-01", "2027-03-31", "2027-04-01")
    assert [len(of("over-allocated", check_all(tmp_path, texts, on=day))) for day in days] == [0, 1, 1, 0]


def test_a_copy_of_a_roster_is_said_once(tmp_path: Path) -> None:
    report = check_all(tmp_path, [roster(), roster()])
    assert {finding.rule for finding in report.findings} == {"duplicate-team"}


SHARED = ", fte: 1.0, shared: true}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(research="{name: Mina Roy, role: user-researcher" + SHARED),
            [
                "warning split-attention: Mina Roy is shared with other teams (1.0 FTE here), and the work of a user researcher is for one team at a time"
            ],
            id="research",
        ),
        pytest.param(
            roster(content="{name: Cara Dunn, role: content-designer" + SHARED),
            [
                "warning split-attention: Cara Dunn is shared with other teams (1.0 FTE here), and the work of a content designer is for one team at a time"
            ],
            id="content",
        ),
        pytest.param(
            roster(design="{name: Tom Hale, roles: [interaction-designer, service-designer]" + SHARED),
            [
                "warning split-attention: Tom Hale is shared with other teams (1.0 FTE here), and the work of an interaction designer is for one team at a time"
            ],
            id="two kinds of design, said once",
        ),
        pytest.param(
            roster(analysis="{name: Ali Demir, role: performance-analyst, fte: 0.2, shared: yes}"),
            [
                "warning split-attention: Ali Demir is shared with other teams (0.2 FTE here), and the work of a performance analyst is for one team at a time"
            ],
            id="analysis, and not thin-role too",
        ),
        pytest.param(
            roster(delivery="{name: Ruth Adeyemi, role: delivery-manager" + SHARED),
            [
                "warning split-attention: Ruth Adeyemi is shared with other teams (1.0 FTE here), and the work of a delivery manager is for one team at a time"
            ],
            id="delivery",
        ),
        pytest.param(
            roster(product="{name: Priya Shah, role: product-manager, employment: permanent" + SHARED),
            [
                "warning split-attention: Priya Shah is shared with other teams (1.0 FTE here), and the work of a product manager is for one team at a time"
            ],
            id="product",
        ),
        pytest.param(roster(development="{name: Jo Lin, role: lead-developer" + SHARED), [], id="development may be"),
        pytest.param(
            roster(clinical="{name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true, shared: true}"),
            [],
            id="a clinician may be",
        ),
        pytest.param(
            roster(extra="{name: Bea Lim, role: business-analyst" + SHARED), [], id="a business analyst may be"
        ),
        pytest.param(
            roster(research="{name: Mina Roy, role: user-researcher, shared: false}"), [], id="said not to be"
        ),
        pytest.param(
            roster(extra="{name: Ines Vaz, role: user-researcher, shared: true, until: 2026-11-21}"),
            [],
            id="who has left",
        ),
    ],
)
def test_split_attention_of_the_shared(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["Jo Lin, role: developer, fte: 0.3"] * 2, [], id="two teams"),
        pytest.param(
            ["Jo Lin, role: developer, fte: 0.3"] * 3,
            ["warning split-attention: Jo Lin is on 3 teams: Team A, Team B and Team C"],
            id="three teams",
        ),
        pytest.param(
            ["Jo Lin, role: clinician, fte: 0.1, funded: true"] * 3,
            ["warning split-attention: Jo Lin is on 3 teams: Team A, Team B and Team C"],
            id="a clinician on three",
        ),
        pytest.param(
            ["Mina Roy, role: user-researcher, fte: 0.3, shared: true"] * 3,
            ["warning split-attention: Mina Roy is on 3 teams: Team A, Team B and Team C"],
            id="shared as well, said once",
        ),
        pytest.param(["P7, role: developer, fte: 0.3"] * 3, [], id="a label"),
        pytest.param(
            ["Jo Lin, role: developer, fte: 0.3"] * 2 + ["Jo Lin, role: developer, fte: 0.3, until: 2026-11-21"],
            [],
            id="left the third yesterday",
        ),
        pytest.param(
            [
                "Jo Lin, role: developer, fte: 0.3",
                "Jo Lin, role: developer, fte: 0.3",
                "JO LIN, role: developer, fte: 0.3",
            ],
            ["warning split-attention: Jo Lin is on 3 teams: Team A, Team B and Team C"],
            id="in capitals on one",
        ),
    ],
)
def test_split_attention_over_teams(tmp_path: Path, texts: list[str], expected: list[str]) -> None:
    rosters = [team(f"Team {'ABC'[number]}", f"name: {text}") for number, text in enumerate(texts)]
    assert of("split-attention over-allocated", check_all(tmp_path, rosters)) == expected


def research(until: str, *others: str, tail: str = SAFETY) -> str:
    """The viable team whose researcher is there until that day."""
    seats = {f"x{n}": other for n, other in enumerate(others)}
    return roster(research=f"{{name: Mina Roy, role: user-researcher, until: {until}}}", tail=tail, **seats)


def follower(fields: str) -> str:
    return f"{{name: Ines Vaz, role: user-researcher, {fields}}}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            research("2026-11-22"),
            [
                "warning leaving-soon: Mina Roy, the only user researcher, leaves on 22 November 2026, and nobody follows"
            ],
            id="the last day is today",
        ),
        pytest.param(
            research("2027-02-20"),
            [
                "warning leaving-soon: Mina Roy, the only user researcher, leaves on 20 February 2027, and nobody follows"
            ],
            id="in 90 days",
        ),
        pytest.param(research("2027-02-21"), [], id="in 91 days"),
        pytest.param(research("2027-02-20", follower("from: 2027-02-21")), [], id="somebody follows the day after"),
        pytest.param(
            research("2027-02-10", follower("from: 2027-02-12")),
            [
                "warning leaving-soon: Mina Roy, the only user researcher, leaves on 10 February 2027, and Ines Vaz starts only on 12 February 2027"
            ],
            id="a day later nobody was there",
        ),
        pytest.param(research("2026-12-31", follower("fte: 0.6")), [], id="a second one stays"),
        pytest.param(
            research("2026-12-31", follower("until: 2027-01-31")),
            [
                "warning leaving-soon: both user researchers leave, Ines Vaz as the last on 31 January 2027, and nobody follows"
            ],
            id="both leave, said once",
        ),
        pytest.param(research("2026-12-31", follower("until: 2027-12-31")), [], id="the second one stays for longer"),
        pytest.param(
            research("2027-01-31", follower("from: 2026-12-01, until: 2026-12-31")),
            [
                "warning leaving-soon: Mina Roy, the only user researcher, leaves on 31 January 2027, and Ines Vaz starts only on 1 December 2026"
            ],
            id="whoever follows leaves first",
        ),
        pytest.param(
            research("2026-12-31", tail=SAFETY + "vacancies:\n  - {role: user-researcher, from: 2027-01-01}\n"),
            [
                "warning leaving-soon: Mina Roy, the only user researcher, leaves on 31 December 2026, and the post after that is still vacant"
            ],
            id="a vacancy is nobody",
        ),
        pytest.param(
            roster(development="{name: Jo Lin, role: developer, until: 2026-12-31}"),
            ["warning leaving-soon: Jo Lin, the only lead developer, leaves on 31 December 2026, and nobody follows"],
            id="a sole developer is the lead",
        ),
        pytest.param(
            roster(
                development="{name: Jo Lin, role: lead-developer, until: 2026-12-31}",
                second="{name: Kit Brown, role: technical-architect, from: 2027-01-01}",
            ),
            [],
            id="a kind of the role follows",
        ),
        pytest.param(
            roster(extra="{name: Bea Lim, role: business-analyst, until: 2026-12-31}"),
            [],
            id="a role that nobody asks for",
        ),
        pytest.param(
            roster(research="{name: Mina Roy, role: user-researcher, employment: secondment, until: 2028-03-31}"),
            ["advice leaving-soon: Mina Roy, the only user researcher, is on loan until 31 March 2028"],
            id="the only one, on loan",
        ),
        pytest.param(
            roster(research="{name: Mina Roy, role: user-researcher, employment: fixed-term, until: 2028-03-31}"),
            [],
            id="the only one, on a longer contract",
        ),
        pytest.param(
            roster(
                research="{name: Mina Roy, role: user-researcher, employment: secondment, until: 2028-03-31}",
                extra=follower("fte: 0.2"),
            ),
            [],
            id="on loan, and not the only one",
        ),
        pytest.param(
            roster(
                delivery="{name: Ruth Adeyemi, role: delivery-manager, until: 2026-12-31}",
                research="{name: Mina Roy, role: user-researcher, until: 2027-01-31}",
                development="{name: Jo Lin, role: lead-developer, until: 2027-01-31}",
            ),
            [
                "warning leaving-soon: 3.0 of the team's 7.3 FTE ends by 20 February 2027 (a full week assumed for 3 people): Ruth Adeyemi, Mina Roy and Jo Lin go, and leave no delivery manager, user researcher or lead developer"
            ],
            id="much of the team ends, in one finding for all",
        ),
    ],
)
def test_leaving_soon(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


@pytest.mark.parametrize("role", ["interaction-designer", "content-designer"])
def test_leaving_soon_names_a_discipline_of_design_that_will_be_missed(tmp_path: Path, role: str) -> None:
    """The catalogue recommends each of the two; the day after, `design-gap` is a warning."""
    seats = {
        "design": "{name: Tom Hale, roles: [interaction-designer, service-designer]}",
        "content": "{name: Cara Dunn, role: content-designer}",
    }
    seat = "design" if role == "interaction-designer" else "content"
    text = roster(**(seats | {seat: seats[seat][:-1] + ", until: 2026-12-31}"}))
    assert of("design-gap", check(tmp_path, text)) == []
    assert any(line.startswith("warning") for line in of("design-gap", check(tmp_path, text, on="2027-01-01")))
    assert len(of("leaving-soon", check(tmp_path, text))) == 1


@pytest.mark.parametrize(
    ("stays", "findings"),
    [
        pytest.param(4, 2, id="exactly a third: each role is named"),
        pytest.param(3.9, 1, id="more than a third: one for all"),
    ],
)
def test_leaving_soon_by_the_third(tmp_path: Path, stays: float, findings: int) -> None:
    text = small(
        "name: A, role: product-manager, fte: 1.0, employment: permanent",
        f"name: B, role: interaction-designer, fte: {round(stays - 3, 1)}",
        "name: C, role: content-designer, fte: 1.0",
        "name: D, role: lead-developer, fte: 1.0",
        "name: E, role: user-researcher, fte: 1.0, until: 2026-12-31",
        "name: F, role: delivery-manager, fte: 1.0, until: 2026-12-31",
    )
    assert len(of("leaving-soon", check(tmp_path, text))) == findings


def test_leaving_soon_looks_ahead_from_the_day(tmp_path: Path) -> None:
    text = research("2027-02-20")
    assert said(check(tmp_path, text, on="2026-11-21")) == []
    assert len(of("leaving-soon", check(tmp_path, text, on="2027-02-20"))) == 1
    assert [finding.rule for finding in check(tmp_path, text, on="2027-02-21").findings] == ["missing-role"]


def learns(tail: str = SAFETY, **changes: str | None) -> str:
    return roster(head="phase: alpha\nuses_ai: yes", tail=tail, **changes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            learns(),
            [
                "warning ai-expertise: the service uses AI, and nobody on the team or available to it is known to understand it fully"
            ],
            id="nobody",
        ),
        pytest.param(roster(head="phase: alpha\nuses_ai: no"), [], id="no AI"),
        pytest.param(learns(extra="{name: Lin Wu, role: data-scientist, fte: 0.2}"), [], id="a data scientist"),
        pytest.param(
            learns(tail=SAFETY + "  - {role: ai-specialist, by: the region}\n"), [], id="a specialist in reach"
        ),
        pytest.param(
            learns(tail=SAFETY + "  - {role: ai-specialist, by: the region, from: 2026-11-23}\n"),
            [
                "warning ai-expertise: the service uses AI, and nobody on the team or available to it is known to understand it fully"
            ],
            id="a specialist in reach from tomorrow",
        ),
        pytest.param(
            learns(tail=SAFETY + "vacancies:\n  - {role: data-scientist}\n"),
            [
                "warning ai-expertise: the service uses AI, and nobody on the team or available to it is known to understand it fully"
            ],
            id="a vacancy",
        ),
        pytest.param(
            learns(extra="{name: Lin Wu, role: data-engineer}"),
            [
                "warning ai-expertise: the service uses AI, and nobody on the team or available to it is known to understand it fully"
            ],
            id="a data engineer",
        ),
        pytest.param(
            learns(analysis="{name: Ali Demir, role: performance-analyst, skills: {machine learning: working}}"),
            [],
            id="a skill recorded, in everyday words",
        ),
        pytest.param(
            learns(analysis="{name: Ali Demir, role: performance-analyst, skills: {ai: awareness}}"),
            [
                "warning ai-expertise: the service uses AI, and nobody on the team or available to it is known to understand it fully"
            ],
            id="awareness is no understanding",
        ),
        pytest.param(
            learns(extra="{name: Lin Wu, role: data-scientist, skills: {data-programming: expert}}"),
            [
                "warning ai-expertise: the service uses AI, and nobody on the team or available to it is known to understand it fully"
            ],
            id="a data scientist whose recorded skills are others",
        ),
        pytest.param(
            learns(extra="Lin Wu"),
            ["error invalid-roster: a member is a group of fields, and here stands `Lin Wu`"],
            id="silent where an entry can't be read",
        ),
    ],
)
def test_ai_expertise(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)
