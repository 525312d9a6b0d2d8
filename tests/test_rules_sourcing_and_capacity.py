"""Independent cases for the rules on who employs the people, on their time, and on artificial intelligence.

Every finding of a roster is compared where it can be, so that a second rule which speaks of the same cause is seen
at once.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_rules import SAFETY, TODAY, check, roster
from test_rules_roles_and_balance import Shown, marked, said, shown

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
        pytest.param(
            roster(product=product(", employment: contractor"), extra="{name: P7, title: Creative director}"),
            [
                "warning external-critical-role: Priya Shah, the only product manager, is from outside the organisation - unless P7 (Creative director) does this",
                "warning unknown-role: the title `Creative director` can't be matched to a role",
            ],
            id="unless one of our own does it whom nobody can place",
        ),
        pytest.param(
            roster(
                product=product(", employment: contractor"),
                extra="{name: P7, title: Creative director, employment: supplier}",
            ),
            [
                "error external-critical-role: Priya Shah, the only product manager, is from outside the organisation",
                "warning unknown-role: the title `Creative director` can't be matched to a role",
            ],
            id="somebody from outside whom nobody can place is no better",
        ),
        pytest.param(
            roster(
                head="phase: alpha\nled_by: Priya Shah",
                product=product(", employment: contractor"),
                second="{name: Ana Paz, role: product-manager, employment: supplier}",
            ),
            [
                "error external-critical-role: all product managers (Priya Shah and Ana Paz) are from outside the organisation"
            ],
            id="both, one of them named lead, said once",
        ),
        pytest.param(
            roster(
                head="phase: alpha\nled_by: Ruth Adeyemi",
                product=product(", employment: supplier"),
                delivery="{name: Ruth Adeyemi, role: delivery-manager, employment: contractor}",
            ),
            [
                "error external-critical-role: Ruth Adeyemi, who leads the product, is from outside the organisation",
                "error external-critical-role: Priya Shah, the only product manager, is from outside the organisation",
                "advice lead-without-product-skill: Ruth Adeyemi leads the product, being a delivery manager without product-management or service-design skill, though Priya Shah is there",
            ],
            id="who is named and who holds the role",
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


def test_a_critical_role_that_leads_nothing_has_no_other_lead_beside_it(tmp_path: Path) -> None:
    delivery = roster(delivery="{name: Ruth Adeyemi, role: delivery-manager, employment: supplier}")
    ours = "roles:\n  delivery-manager: {in_house: true}\n"
    assert of("external-critical-role", check_by(tmp_path, ours, delivery)) == [
        "error external-critical-role: Ruth Adeyemi, the only delivery manager, is from outside the organisation"
    ]


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
        pytest.param(
            small(
                "name: A, role: product-manager, fte: 0.4996, employment: permanent",
                "name: B, role: delivery-manager, fte: 0.5004, employment: contractor",
            ),
            [
                "warning supplier-dependence: 0.5 of the team's 1.0 FTE (50.04%) come from contractors or suppliers, more than 50%"
            ],
            id="as little more as can be printed",
        ),
        pytest.param(
            small(
                "name: A, role: product-manager, fte: 0.49997, employment: permanent",
                "name: B, role: delivery-manager, fte: 0.50003, employment: contractor",
            ),
            [],
            id="and less than that",
        ),
        pytest.param(small().replace("members:\n", "members: []\n"), [], id="nobody"),
        pytest.param(
            small("name: A, role: product-manager").replace("members:\n", "members:\n  - Ruth\n"),
            [],
            id="no advice while it may be said of the one who can't be read",
        ),
        pytest.param(
            small("name: A, role: product-manager", "name: B, role: delivery-manager, employment: paid"),
            [],
            id="no advice where what is said can't be read",
        ),
        pytest.param(
            small(
                "name: A, role: product-manager, fte: 0, employment: permanent",
                "name: B, role: delivery-manager, fte: 0, employment: contractor",
            ),
            [],
            id="no time at all is no share",
        ),
        pytest.param(
            small(
                "name: A, role: product-manager, fte: 0.99, employment: permanent",
                "name: B, role: delivery-manager, employment: contractor",
            ),
            [
                "warning supplier-dependence: 1.0 of the team's 1.99 FTE (50.25%) come from contractors or suppliers, more than 50% (a full week assumed for 1 person)"
            ],
            id="so little more than half that it takes two places",
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
        pytest.param(
            roster(
                head="phase: alpha\nclinical: false",
                clinical="{name: Sam Okafor, role: lead-clinician, employment: contractor}",
            ),
            [
                "advice external-discipline: Sam Okafor, the only one in clinical work, comes from outside: nobody of the organisation is beside them to learn"
            ],
            id="a discipline whose role is only worth a thought",
        ),
        pytest.param(
            roster(research=RESEARCHER, analysis="{name: Ali Demir, role: performance-analyst, employment: supplier}"),
            [
                "warning external-discipline: Mina Roy, the only one in user research, comes from outside: nobody of the organisation is beside them to learn",
                "warning external-discipline: Ali Demir, the only one in data and analysis, comes from outside: nobody of the organisation is beside them to learn",
            ],
            id="two disciplines are two findings",
        ),
        pytest.param(
            roster(
                research=RESEARCHER,
                analysis="{name: Ali Demir, role: performance-analyst, employment: supplier}",
                delivery="{name: Ruth Adeyemi, role: delivery-manager, employment: contractor}",
            ),
            [
                "warning external-discipline: everybody in delivery and business analysis, user research and data and analysis comes from outside: nobody of the organisation is beside them to learn"
            ],
            id="three are one",
        ),
        pytest.param(
            roster(
                research=RESEARCHER,
                extra="{name: Ines Vaz, role: user-researcher, fte: 0.2}",
                analysis="{name: Ali Demir, role: performance-analyst, employment: supplier}",
                delivery="{name: Ruth Adeyemi, role: delivery-manager, employment: contractor}",
            ),
            [
                "warning external-discipline: most of delivery and business analysis, user research and data and analysis comes from outside"
            ],
            id="three, with one of our own in one of them",
        ),
        pytest.param(
            roster(
                research=None,
                analysis="{name: Ali Demir, roles: [performance-analyst, user-researcher], employment: supplier}",
            ),
            [
                "warning external-discipline: Ali Demir, the only one in data and analysis and user research, comes from outside: nobody of the organisation is beside them to learn"
            ],
            id="two disciplines of one person are one",
        ),
        pytest.param(
            roster(
                head="phase: alpha\nled_by: Ruth Adeyemi",
                delivery="{name: Ruth Adeyemi, role: delivery-manager, employment: contractor}",
            ),
            [
                "warning external-critical-role: Ruth Adeyemi, who leads the product, is from outside the organisation",
                "advice lead-without-product-skill: Ruth Adeyemi leads the product, being a delivery manager without product-management or service-design skill, though Priya Shah is there",
            ],
            id="of who is named lead another rule speaks",
        ),
        pytest.param(
            roster(
                product="{name: Priya Shah, roles: [product-manager, performance-analyst], employment: contractor}",
                analysis=None,
            ),
            [
                "error external-critical-role: Priya Shah, the only product manager, is from outside the organisation",
                "warning external-discipline: Priya Shah, the only one in data and analysis, comes from outside: nobody of the organisation is beside them to learn",
            ],
            id="but not of what the product manager does beside",
        ),
        pytest.param(
            roster(
                head="phase: alpha\nled_by: Priya Shah",
                owner="{name: Omar Said, role: service-owner, employment: contractor, fte: 1.0}",
                product=product(", employment: permanent, fte: 1.0"),
                analysis="{name: Ana Paz, roles: [product-manager, performance-analyst], employment: contractor, fte: 1.0}",
            ),
            [
                "warning external-critical-role: Omar Said, the only service owner, is from outside the organisation, though Priya Shah of your own leads as well",
                "warning external-discipline: 1.5 of the 2.5 FTE in product (60%) come from outside, more than 50%",
                "warning external-discipline: Ana Paz, the only one in data and analysis, comes from outside: nobody of the organisation is beside them to learn",
            ],
            id="nor of a second product manager from outside",
        ),
        pytest.param(
            roster(development="{name: Jo Lin, roles: [developer, quality-assurance-analyst], employment: contractor}"),
            [
                "warning single-holder: only Jo Lin, a contractor, can change, deploy or run the service (judged by roles, for no skills are recorded)",
                "advice external-discipline: Jo Lin, the only one in testing, comes from outside: nobody of the organisation is beside them to learn",
            ],
            id="nor of what a lone developer does beside",
        ),
        pytest.param(
            roster(extra="{name: Asa Berg, role: quality-assurance-analyst, employment: supplier, fte: 0}"),
            [],
            id="no time at all is no share",
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
        pytest.param(
            buys(extra="{name: P7, title: Creative director}"),
            ["warning unknown-role: the title `Creative director` can't be matched to a role"],
            id="silent while somebody's role can't be told",
        ),
        pytest.param(
            buys(analysis="{name: Ali Demir, role: performance-analyst, skills: plenty}"),
            ["error invalid-roster: `skills` must be a group of fields, and here stands a text"],
            id="silent where somebody's skills can't be read",
        ),
        pytest.param(
            buys(tail=SAFETY + "  - {role: commercial-manager, by: procurement, until: 2026-11-22}\n"),
            [],
            id="procurement in reach for the last day",
        ),
        pytest.param(
            buys(tail=SAFETY + "  - {role: commercial-manager, by: procurement, until: 2026-11-21}\n"),
            [
                "warning uninformed-customer: the approach is `buy`, and nobody of your own on the team, nor available to it, has commercial or supplier-management skill"
            ],
            id="procurement was in reach until yesterday",
        ),
        pytest.param(
            buys(tail=SAFETY + "  - {role: commercial-manager, by: procurement, from: 2026-11-22}\n"),
            [],
            id="procurement in reach from today",
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
        pytest.param(
            roster(
                **{f"x{n}": f"{{name: X{n}, role: business-analyst, fte: 0.2}}" for n in range(2)},
                y="{name: Y, role: business-analyst, fte: 0.2, shared: true}",
            ),
            ["warning team-size: 11 people, 1 of them shared, on one team, more than the 9 who can work as one"],
            id="ten and one who is shared",
        ),
        pytest.param(
            roster(
                x="{name: X, role: business-analyst, fte: 0.2}",
                **{f"y{n}": f"{{name: Y{n}, role: business-analyst, fte: 0.2, shared: true}}" for n in range(3)},
            ),
            [],
            id="nine and three who are shared",
        ),
        pytest.param(
            roster(**{f"x{n}": f"{{name: X{n}, role: business-analyst, fte: 0.2, shared: false}}" for n in range(2)}),
            ["warning team-size: 10 people on one team, more than the 9 who can work as one"],
            id="ten of whom it is said that they are not shared",
        ),
        pytest.param(
            small(
                "name: A, roles: [product-manager, delivery-manager], employment: permanent",
                "name: B, roles: [user-researcher, service-designer], skills: {interaction design: expert, content design: expert, user research: expert, service design: expert, agile: working, programming: expert}",
                head="phase: discovery\nclinical: false",
                tail=SAFETY + "  - {role: lead-clinician}\n",
            ),
            ["advice missing-role: no lead developer on the team, and the role is recommended in discovery"],
            id="two in discovery, with an empty role",
        ),
        pytest.param(
            small(
                "name: A, roles: [product-manager, delivery-manager, developer], employment: permanent",
                "name: B, roles: [user-researcher, service-designer], skills: {interaction design: expert, content design: expert, user research: expert, service design: expert, agile: working, programming: expert}",
                head="phase: discovery\nclinical: false",
                tail=SAFETY + "  - {role: lead-clinician}\n",
            ),
            [
                "warning combined-roles: A holds 3 roles (product manager, delivery manager and developer), too many for one person",
                "warning team-size: 2 people on the team, fewer than the 3 that a team in discovery takes",
            ],
            id="two in discovery who fill every role",
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
        pytest.param(
            ["Jo Lin, role: developer, fte: 0.52", "Jo Lin, role: developer, fte: 0.52"],
            ["error over-allocated: Jo Lin is promised for 1.04 of a full week: 0.52 on Team A and 0.52 on Team B"],
            id="a little too much",
        ),
        pytest.param(
            ["Jo Lin, role: developer, fte: 0.5", "Jo Lin, role: developer, fte: 0.504"],
            [],
            id="less too much than can be printed",
        ),
        pytest.param(
            ["Nurse 2, role: developer, fte: 0.9", "Nurse 2, role: developer, fte: 0.9"],
            [],
            id="a label of letters and a digit",
        ),
        pytest.param(
            ["Jo Lin, id: jl-1, role: developer, fte: 0.9", "Jo Lin, role: developer, fte: 0.9"],
            ["error over-allocated: Jo Lin is promised for 1.8 of a full week: 0.9 on Team A and 0.9 on Team B"],
            id="the one person of a name has an id on one roster only",
        ),
        pytest.param(
            [
                "Jo Lin, id: jl-1, role: developer, fte: 0.6",
                "Jo Lin, id: jl-2, role: developer, fte: 0.6",
                "Jo Lin, role: developer, fte: 0.6",
                "Jo Lin, role: developer, fte: 0.6",
            ],
            ["error over-allocated: Jo Lin is promised for 1.2 of a full week: 0.6 on Team C and 0.6 on Team D"],
            id="two people of a name with ids, and a third without",
        ),
        pytest.param(
            [
                "Jo Lin, id: jl-1, role: developer, fte: 0.6",
                "J. Lin, id: jl-1, role: developer, fte: 0.3",
                "Jo Lin, role: developer, fte: 0.3",
            ],
            [
                "error over-allocated: Jo Lin is promised for 1.2 of a full week: 0.6 on Team A, 0.3 on Team B and 0.3 on Team C"
            ],
            id="one person by name here and by id there",
        ),
        pytest.param(
            [
                "P7, id: jl-1, role: developer, fte: 0.6",
                "Jo Lin, id: jl-1, role: developer, fte: 0.3",
                "Jo Lin, role: developer, fte: 0.3",
            ],
            [
                "error over-allocated: P7 is promised for 1.2 of a full week: 0.6 on Team A, 0.3 on Team B and 0.3 on Team C"
            ],
            id="one person by a label and an id, and by name",
        ),
        pytest.param(
            ["Jo Lin, role: developer, fte: 0.3"] * 4,
            [
                "error over-allocated: Jo Lin is promised for 1.2 of a full week: 0.3 on Team A, 0.3 on Team B, 0.3 on Team C and 0.3 on Team D"
            ],
            id="four teams are named",
        ),
        pytest.param(
            ["Jo Lin, role: developer, fte: 0.3"] * 5,
            ["error over-allocated: Jo Lin is promised for 1.5 of a full week: on 5 teams"],
            id="five are counted",
        ),
        pytest.param(
            ["Jo Lin, role: developer", "Jo Lin, role: developer", "Jo Lin, role: developer, fte: 1.0"],
            [
                "advice over-allocated: Jo Lin is promised for 3.0 of a full week: 1.0 on Team A, 1.0 on Team B and 1.0 on Team C; a full week assumed on 2 teams"
            ],
            id="a week that is said and two that are assumed",
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
        pytest.param(
            roster(research="{name: P7, role: user-researcher, shared: true}"),
            [
                "warning split-attention: P7 is shared with other teams, and the work of a user researcher is for one team at a time"
            ],
            id="a label will do, and a share need not be said",
        ),
        pytest.param(
            roster(
                research="{role: user-researcher, fte: 0.6, shared: true}",
                extra="{name: Ines Vaz, roles: [business-analyst, user-researcher], fte: 0.6, shared: true}",
            ),
            [
                "warning split-attention: the user researcher is shared with other teams (0.6 FTE here), and the work of a user researcher is for one team at a time",
                "warning split-attention: Ines Vaz is shared with other teams (0.6 FTE here), and the work of a user researcher is for one team at a time",
            ],
            id="a post without a name, and one of two roles",
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
        pytest.param(
            roster(
                delivery="{name: Ruth Adeyemi, role: delivery-manager, until: 2027-02-20}",
                research="{name: Mina Roy, role: user-researcher, until: 2027-02-20}",
                development="{name: Jo Lin, role: lead-developer, until: 2027-02-20}",
                design="{name: Tom Hale, roles: [interaction-designer, service-designer], employment: secondment, until: 2028-12-31}",
            ),
            [
                "warning leaving-soon: 3.0 of the team's 7.3 FTE ends by 20 February 2027 (a full week assumed for 3 people): Ruth Adeyemi, Mina Roy and Jo Lin go, and leave no delivery manager, user researcher or lead developer"
            ],
            id="much of the team ends on the last day that counts, and a loan later",
        ),
        pytest.param(
            research("2026-12-31", "Ines Vaz"),
            ["error invalid-roster: a member is a group of fields, and here stands `Ines Vaz`"],
            id="silent where the one who follows may be the entry that can't be read",
        ),
        pytest.param(
            research("2026-12-31", follower("employment: secondment")),
            [],
            id="the second one is on loan, and nothing says until when",
        ),
        pytest.param(
            research(
                "2026-12-31", follower("from: 2027-03-01"), "{name: Zed, role: user-researcher, from: 2027-02-01}"
            ),
            [
                "warning leaving-soon: Mina Roy, the only user researcher, leaves on 31 December 2026, and Zed starts only on 1 February 2027"
            ],
            id="of two who come later the first is named",
        ),
        pytest.param(
            roster(
                research="{name: Mina Roy, role: user-researcher, until: 2026-12-31}",
                extra=follower("until: 2027-01-31, fte: 0.1"),
                analysis="{name: Ali, roles: [performance-analyst, user-researcher], until: 2027-01-15, fte: 0.3}",
            ),
            [
                "warning leaving-soon: all 3 user researchers leave, Ines Vaz as the last on 31 January 2027, and nobody follows",
                "warning leaving-soon: Ali, the only performance analyst, leaves on 15 January 2027, and nobody follows",
            ],
            id="all of three leave",
        ),
        pytest.param(
            roster(
                design="{name: Tom Hale, roles: [interaction-designer, service-designer], until: 2026-12-31}",
                content="{name: Cara Dunn, role: business-analyst, skills: {content design: working}}",
            ),
            ["warning leaving-soon: Tom Hale, the only designer, leaves on 31 December 2026, and nobody follows"],
            id="a discipline is not missed beside the whole of design",
        ),
        pytest.param(
            roster(
                "phase: alpha\nclinical: false",
                clinical="{name: Sam, role: lead-clinician, funded: true, until: 2026-12-31}",
            ),
            [],
            id="a role that is only worth a thought",
        ),
        pytest.param(
            roster(
                development="{name: Jo Lin, role: lead-developer, until: 2026-12-31}",
                extra="{name: Kit Brown, role: developer, from: 2027-01-01}",
            ),
            [],
            id="a sole developer follows the lead",
        ),
        pytest.param(
            roster(
                development="{name: Jo Lin, role: lead-developer, until: 2026-12-31}",
                extra="{name: Kit Brown, role: developer}",
            ),
            ["warning leaving-soon: Jo Lin, the only lead developer, leaves on 31 December 2026, and nobody follows"],
            id="a developer who stays was not the lead",
        ),
        pytest.param(
            roster(
                research="{name: Mina Roy, role: user-researcher, until: 2026-12-31}",
                next="{name: Ines Vaz, role: user-researcher, from: 2027-01-01}",
                delivery="{name: Ruth Adeyemi, role: delivery-manager, until: 2026-12-31}",
                analysis="{name: Ali Demir, role: performance-analyst, until: 2026-12-31}",
            ),
            [
                "warning leaving-soon: Ruth Adeyemi, the only delivery manager, leaves on 31 December 2026, and nobody follows",
                "warning leaving-soon: Ali Demir, the only performance analyst, leaves on 31 December 2026, and nobody follows",
            ],
            id="whoever is followed is not among the many",
        ),
        pytest.param(
            roster(
                **{f"x{n}": f"{{name: X{n}, role: business-analyst, until: 2026-12-31}}" for n in range(4)},
                analysis=None,
                content=None,
                design="{name: Tom Hale, roles: [content-designer, interaction-designer], skills: {service design: expert, interaction design: expert, content design: expert}}",
                delivery="{name: Ruth Adeyemi, roles: [delivery-manager, performance-analyst]}",
            ),
            [
                "warning team-size: 10 people on one team, more than the 9 who can work as one",
                "warning leaving-soon: 4.0 of the team's 9.3 FTE ends by 20 February 2027 (a full week assumed for 4 people): X0, X1, X2 and X3 go",
            ],
            id="four are named, and no role of theirs is missed",
        ),
        pytest.param(
            research("2026-12-31", tail=SAFETY + "vacancies:\n  - {role: user-researcher, until: 2026-11-21}\n"),
            [
                "warning leaving-soon: Mina Roy, the only user researcher, leaves on 31 December 2026, and nobody follows"
            ],
            id="a vacancy that was given up yesterday",
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
        pytest.param(
            learns(extra="{name: Lin Wu, role: data-scientist, fte: 0.2, employment: contractor}"),
            [],
            id="a contractor can know",
        ),
        pytest.param(
            learns(extra="{name: P7, title: Creative director}"),
            ["warning unknown-role: the title `Creative director` can't be matched to a role"],
            id="silent while somebody's role can't be told",
        ),
    ],
)
def test_ai_expertise(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


def test_who_leaves_on_the_same_day_follows_nobody(tmp_path: Path) -> None:
    text = research("2027-01-31", follower("from: 2026-12-01, until: 2027-01-31"))
    assert len(of("leaving-soon", check(tmp_path, text))) == 1


def test_of_many_who_leave_the_first_are_named(tmp_path: Path) -> None:
    leavers = {f"x{n}": f"{{name: X{n}, role: business-analyst, until: 2026-12-31}}" for n in range(5)}
    assert of("leaving-soon", check(tmp_path, roster(**leavers))) == [
        "warning leaving-soon: 5.0 of the team's 12.3 FTE ends by 20 February 2027 (a full week assumed for 5 people): "
        "X0, X1, X2 and 2 others go"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            small(
                "name: A, role: product-manager, fte: 0.5, employment: permanent, until: 2026-12-31",
                "name: B, role: delivery-manager, fte: 0.5",
            ),
            ["A, the only product manager, leaves on 31 December 2026, and nobody follows"],
            id="one is not many, however large the share",
        ),
        pytest.param(
            small(
                "name: A, role: product-manager, fte: 0, employment: permanent, until: 2026-12-31",
                "name: B, role: delivery-manager, fte: 0, until: 2026-12-31",
            ),
            [],
            id="no time at all is no share",
        ),
        pytest.param(
            small(
                "name: A, roles: [product-manager, delivery-manager], fte: 0.5, employment: permanent, until: 2026-12-31",
                "name: B, role: business-analyst, fte: 0.5",
            ),
            ["A, the only product manager and delivery manager, leaves on 31 December 2026, and nobody follows"],
            id="two roles of one person are one finding",
        ),
        pytest.param(
            small(
                "role: product-manager, fte: 0.5, employment: permanent, until: 2026-12-31",
                "name: B, role: business-analyst, fte: 0.5",
            ),
            ["the product manager, the only product manager, leaves on 31 December 2026, and nobody follows"],
            id="a post without a name",
        ),
    ],
)
def test_leaving_soon_in_a_small_team(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert of("leaving-soon", check(tmp_path, text)) == [f"warning leaving-soon: {line}" for line in expected]


TRAINER = {"extra": "{name: Tia Moss, role: clinical-systems-trainer, fte: 0.2, employment: contractor}"}


def test_a_share_of_a_developer_who_is_shared_is_thin_all_the_same(tmp_path: Path) -> None:
    """Of the shared `split-attention` speaks, but not of those whose work may be shared."""
    developer = roster(development="{name: Jo Lin, role: lead-developer, fte: 0.5, shared: true}")
    assert of("thin-role split-attention", check(tmp_path, developer)) == []
    assert of("thin-role", check_by(tmp_path, "roles:\n  lead-developer: {min_fte: 0.6}\n", developer)) == [
        "warning thin-role: Jo Lin, lead developer, has 0.5 FTE on this team, less than the 0.6 (3 days a week) that "
        "the role takes"
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(
            ["team: Wards", "team: wards"], ["wards is the name of another team already"], id="in small letters"
        ),
        pytest.param(
            ["team: Wards", "team:  WARDS", "team: Clinic", "team: Wards"],
            ["WARDS is the name of another team already", "Wards is the name of another team already"],
            id="three of a name are two too many",
        ),
        pytest.param(["team: team-1", "organisation: Trust"], [], id="a file's name is not a team's"),
        pytest.param(["organisation: Trust", "team: team-0"], [], id="nor the other way round"),
    ],
)
def test_duplicate_team(tmp_path: Path, names: list[str], expected: list[str]) -> None:
    texts = [f"{name}\nmembers:\n  - {{name: Jo Lin, role: developer, fte: 0.1}}\n" for name in names]
    lines = [line.partition(", in ")[0] for line in of("duplicate-team", check_all(tmp_path, texts))]
    assert lines == [f"error duplicate-team: {line}" for line in expected]


def test_over_allocated_is_not_said_of_two_copies_of_one_team(tmp_path: Path) -> None:
    copies = [team("Team A", "name: Jo Lin, role: developer, fte: 1.1"), team("team  a", "name: Jo Lin, fte: 1.1")]
    assert of("over-allocated", check_all(tmp_path, copies)) == []


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        pytest.param(
            ["name: Jo Lin, role: developer", "name: jo  LIN, role: developer"], ["jo  LIN"], id="case and spaces"
        ),
        pytest.param(
            ["name: Jo Lin, role: developer", "name: Jo Lin, role: developer, until: 2026-01-01"],
            ["Jo Lin"],
            id="somebody who has left",
        ),
        pytest.param(
            ["name: Jo Lin, role: developer, from: 2027-01-01", "name: Jo Lin, role: developer"],
            ["Jo Lin"],
            id="somebody who comes",
        ),
        pytest.param(["role: developer", "role: developer"], [], id="posts without names"),
        pytest.param(
            ["name: \uff2a\uff4f Lin, role: developer", "name: Jo Lin, role: developer"], ["Jo Lin"], id="wide letters"
        ),
    ],
)
def test_duplicate_person(tmp_path: Path, members: list[str], expected: list[str]) -> None:
    assert of("duplicate-person", check(tmp_path, small(*members))) == [
        f"error duplicate-person: {name} stands on this roster twice" for name in expected
    ]


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        pytest.param(
            "external-critical-role",
            roster(
                product=product(", employment: contractor"),
                second="{name: Ana Paz, role: product-manager, employment: supplier}",
            ),
            Shown(
                "product-manager",
                "contractor",
                "name somebody of your own product manager, to learn beside the contractor and then take over",
                ("Ana Paz: supplier",),
            ),
            id="external-critical-role: how each is employed",
        ),
        pytest.param(
            "external-critical-role",
            roster(
                head="phase: alpha\nled_by: Tom Hale",
                design="{name: Tom Hale, roles: [interaction-designer, service-designer], employment: contractor}",
            ),
            Shown(
                "led_by",
                "Tom Hale",
                "let somebody of your own make the day-to-day decisions about the product",
            ),
            id="external-critical-role: who is named",
        ),
        pytest.param(
            "supplier-dependence",
            small(*OURS, *THEIRS, BIT),
            Shown(
                "employment",
                "members",
                "fill the next posts with people of your own, and say in `knowledge_transfer` how they learn",
                ("C: contractor", "D: supplier", "E: contractor"),
            ),
            id="supplier-dependence: everybody from outside",
        ),
        pytest.param(
            "supplier-dependence",
            small(*OURS, *THEIRS, BIT, head=HANDOVER),
            Shown(
                "employment",
                "members",
                "keep to the handover, and fill the next posts with people of your own",
                ("C: contractor", "D: supplier", "E: contractor"),
            ),
            id="supplier-dependence: with a handover",
        ),
        pytest.param(
            "supplier-dependence",
            small(*THEIRS),
            Shown(
                "employment",
                "members",
                "bring people of your own onto the team, beginning with whoever decides about the product",
                ("C: contractor", "D: supplier"),
            ),
            id="supplier-dependence: nobody else",
        ),
        pytest.param(
            "supplier-dependence",
            small("name: A, role: product-manager"),
            Shown(
                "employment",
                "members",
                "add `employment:` to those who are contractors or a supplier's, or to everybody",
            ),
            id="supplier-dependence: nothing said",
        ),
        pytest.param(
            "external-discipline",
            roster(
                research=RESEARCHER,
                extra="{name: Ines Vaz, role: user-researcher, employment: supplier}",
            ),
            Shown(
                "research",
                "contractor",
                "put one of your own beside them, and say in `knowledge_transfer` how it is handed over",
                ("Ines Vaz: supplier",),
            ),
            id="external-discipline: everybody from outside",
        ),
        pytest.param(
            "external-discipline",
            roster(head=HANDOVER, research=RESEARCHER),
            Shown("research", "contractor", "keep to the handover"),
            id="external-discipline: with a handover",
        ),
        pytest.param(
            "external-discipline",
            roster(
                head=HANDOVER,
                research=RESEARCHER,
                analysis="{name: Ali Demir, role: performance-analyst, employment: supplier}",
                delivery="{name: Ruth, roles: [delivery-manager, clinical-systems-trainer], employment: contractor}",
            ),
            Shown(
                "employment",
                "contractor",
                "keep to the handover",
                ("Mina Roy: contractor", "Ali Demir: supplier"),
            ),
            id="external-discipline: four disciplines, each person once",
        ),
        pytest.param(
            "external-discipline",
            roster(**TRAINER),
            Shown(
                "change",
                "contractor",
                "put one of your own beside them, and say in `knowledge_transfer` how it is handed over",
            ),
            id="external-discipline: one that the team does not need",
        ),
        pytest.param(
            "uninformed-customer",
            buys(),
            Shown(
                "approach",
                "buy",
                "bring in somebody from procurement or contracts, or list them under `available`; record the skill if "
                "it is there",
            ),
            id="uninformed-customer: the approach",
        ),
        pytest.param(
            "ai-expertise",
            learns(),
            Shown(
                "uses_ai",
                "yes",
                "find a data scientist or an AI specialist, and list them under `members` or `available`; record the "
                "skill if it is there",
            ),
            id="ai-expertise: that it is used",
        ),
        pytest.param(
            "team-size",
            crowd(10),
            Shown(
                "members",
                "members",
                "build another team, do not grow this one: give a part of the work to a second team with people of "
                "this one",
            ),
            id="team-size: too many",
        ),
        pytest.param(
            "team-size",
            four(),
            Shown("members", "members", "add the discipline that is weakest, or let this be part of another team"),
            id="team-size: too few",
        ),
        pytest.param(
            "leaving-soon",
            research("2026-12-31"),
            Shown(
                "Mina Roy",
                "2026-12-31",
                "extend the time, or find a successor now and write them down with `from`",
            ),
            id="leaving-soon: one of our own",
        ),
        pytest.param(
            "leaving-soon",
            roster(research="{name: Mina Roy, role: user-researcher, until: 2026-12-31, employment: supplier}"),
            Shown(
                "Mina Roy",
                "2026-12-31",
                "hand over to somebody of your own before then, and write them down with `from`",
            ),
            id="leaving-soon: somebody from outside",
        ),
        pytest.param(
            "leaving-soon",
            roster(research="{name: Mina Roy, role: user-researcher, employment: secondment, until: 2028-03-31}"),
            Shown("Mina Roy", "2028-03-31", "agree now who takes over when the loan ends"),
            id="leaving-soon: somebody on loan",
        ),
        pytest.param(
            "leaving-soon",
            roster(
                delivery="{name: Ruth Adeyemi, role: delivery-manager, until: 2026-12-31}",
                research="{name: Mina Roy, role: user-researcher, until: 2027-01-31}",
                development="{name: Jo Lin, role: lead-developer, until: 2027-01-30}",
            ),
            Shown(
                "until",
                "2026-12-31",
                "extend some of them, or stagger the last days, and write successors down with `from`",
                ("Mina Roy: 2027-01-31", "Jo Lin: 2027-01-30"),
            ),
            id="leaving-soon: many",
        ),
        pytest.param(
            "split-attention",
            roster(research="{name: Mina Roy, role: user-researcher, shared: true}"),
            Shown(
                "Mina Roy",
                "true",
                "give Mina Roy to one team, or find this team a user researcher of its own",
            ),
            id="split-attention: that somebody is shared",
        ),
        pytest.param(
            "duplicate-person",
            roster(extra="{name: jo lin, role: developer}"),
            Shown(
                "jo lin",
                "jo lin",
                "one person with two roles is one entry with `roles: [.., ..]`; two people need two labels",
                ("the first Jo Lin: Jo Lin",),
            ),
            id="duplicate-person: both",
        ),
    ],
)
def test_where_a_finding_points_and_what_to_do(tmp_path: Path, rule: str, text: str, expected: Shown) -> None:
    assert shown(rule, check(tmp_path, text)) == [expected]


SPLIT = "agree with these teams how the week is split, and write it as `fte` in each"
EACH_AN_ID = "if these are different people, give each an `id`"
AN_ID_OF_THEIR_OWN = "if these are different people, each needs an `id` of their own: these go by `jl-1`"


@pytest.mark.parametrize(
    ("rule", "members", "expected"),
    [
        pytest.param(
            "over-allocated",
            ["Jo Lin, role: developer, fte: 0.6", "Jo Lin, role: developer, wte: 0.7"],
            Shown("Jo Lin", "0.7", f"{SPLIT}; {EACH_AN_ID}", ("Jo Lin on Team A: 0.6",)),
            id="over-allocated: the last share, and the others",
        ),
        pytest.param(
            "over-allocated",
            ["Jo Lin, role: developer, fte: 0.6", "Jo Lin, role: developer"],
            Shown("Jo Lin", "Jo Lin", f"{SPLIT}; {EACH_AN_ID}", ("Jo Lin on Team A: 0.6",)),
            id="over-allocated: the name where no share is said",
        ),
        pytest.param(
            "over-allocated",
            ["P7, id: jl-1, role: developer, fte: 0.6", "Jo Lin, id: jl-1, role: developer, fte: 0.7"],
            Shown("P7", "0.7", f"{SPLIT}; {AN_ID_OF_THEIR_OWN}", ("P7 on Team A: 0.6",)),
            id="over-allocated: people of one id",
        ),
        pytest.param(
            "split-attention",
            [f"{name}, id: jl-1, role: developer, fte: 0.1" for name in ("P7", "Jo Lin", "Lin")],
            Shown(
                "P7",
                "0.1",
                f"take P7 out of all but two of them; {AN_ID_OF_THEIR_OWN}",
                ("P7 on Team A: 0.1", "Jo Lin on Team B: 0.1"),
            ),
            id="split-attention: somebody of three names goes by the first",
        ),
        pytest.param(
            "split-attention",
            [f"Jo Lin, role: developer, fte: 0.{n}" for n in (1, 2, 3)],
            Shown(
                "Jo Lin",
                "0.3",
                f"take Jo Lin out of all but two of them; {EACH_AN_ID}",
                ("Jo Lin on Team A: 0.1", "Jo Lin on Team B: 0.2"),
            ),
            id="split-attention: the last of three",
        ),
    ],
)
def test_where_a_finding_about_several_teams_points_and_what_to_do(
    tmp_path: Path, rule: str, members: list[str], expected: Shown
) -> None:
    texts = [team(f"Team {'ABC'[number]}", f"name: {text}") for number, text in enumerate(members)]
    assert shown(rule, check_all(tmp_path, texts)) == [expected]


def test_a_team_that_is_there_twice_is_marked_in_both_files(tmp_path: Path) -> None:
    texts = [team("Wards", "name: Jo Lin, role: developer"), team("wards", "name: Kit Brown, role: developer")]
    (finding,) = [one for one in check_all(tmp_path, texts).findings if one.rule == "duplicate-team"]
    ((label, first),) = finding.related
    assert (finding.about, finding.fix, label) == (
        "team",
        "delete the roster that is a copy, or give the two teams names that differ",
        "the first Wards",
    )
    places = [(Path(place.path).name, marked(place)) for place in (finding.location, first)]
    assert places == [("team-1.yaml", "wards"), ("team-0.yaml", "Wards")]


def test_somebody_of_three_names_goes_by_the_first(tmp_path: Path) -> None:
    names = ("P7", "Jo Lin", "Lin")
    texts = [team(f"Team {name}", f"name: {name}, id: jl-1, role: developer, fte: 0.1") for name in names]
    assert of("split-attention", check_all(tmp_path, texts)) == [
        "warning split-attention: P7 is on 3 teams: Team P7, Team Jo Lin and Team Lin"
    ]


def test_four_teams_of_one_person_are_named_and_five_are_not(tmp_path: Path) -> None:
    def lines(teams: int) -> list[str]:
        texts = [team(f"Team {'ABCDE'[number]}", "name: Jo Lin, role: developer, fte: 0.1") for number in range(teams)]
        return of("split-attention", check_all(tmp_path, texts))

    assert lines(4) == ["warning split-attention: Jo Lin is on 4 teams: Team A, Team B, Team C and Team D"]
    assert lines(5) == ["warning split-attention: Jo Lin is on 5 teams"]


BAKERY = """\
catalogue: Bakery
phases: [start]
levels: [some, all]
skills:
  baking: {name: Baking}
families:
  bread: {name: Bread, viewpoint: digital, hands_on: true}
roles:
  baker: {name: Baker, family: bread, skills: {baking: all}, why: Bakes.}
  miller: {name: Miller, why: Mills.}
"""


def test_a_catalogue_that_knows_next_to_nothing_asks_next_to_nothing(tmp_path: Path) -> None:
    """Roles without families, no skills of buying, of AI or of leading, nobody needed: every rule copes with it."""
    people = "".join(
        f"  - {{name: {name}, role: {role}, fte: 1.0, employment: {employment}}}\n"
        for name, role, employment in (
            ("Anna", "baker", "permanent"),
            ("Bert", "miller", "permanent"),
            ("Cleo", "miller", "contractor"),
        )
    )
    head = "team: Bread\nsponsor: Guild\nled_by: Anna\ndecides: fully\napproach: buy\nuses_ai: true\n"
    (tmp_path / "team.yaml").write_text(f"{head}members:\n{people}available:\n  - {{role: miller, by: the mill}}\n")
    (tmp_path / "catalogue.yaml").write_text(BAKERY)
    report = mvdt.check([tmp_path / "team.yaml"], catalogue=tmp_path / "catalogue.yaml", on=TODAY)
    assert said(report) == []
