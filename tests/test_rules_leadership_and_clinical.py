"""Independent cases for the rules on who leads and on the part that clinicians have.

Every finding of a roster is compared, so that a second rule which speaks of the same cause is seen at once.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_rules import SAFETY, check, roster
from test_rules_roles_and_balance import Shown, check_by, of, said, shown

import mvdt

OPERATIONS = "available:\n  - {role: operational-lead, by: the clinic}\n"


NOBODY = {"product": None, "delivery": "{name: Ruth Adeyemi, role: delivery-manager, employment: permanent}"}
"""No product manager, and still somebody of whom it is said that they are the organisation's own."""


def unled(tail: str = SAFETY, **changes: str | None) -> str:
    return roster("phase: alpha", tail, **(NOBODY | changes))


def led_by(name: str, **changes: str | None) -> str:
    return roster(f"phase: alpha\nled_by: {name}", SAFETY, **changes)


def decides(word: str, **changes: str | None) -> str:
    return roster(f"phase: alpha\ndecides: {word}", SAFETY, **changes)


def unsponsored(tail: str = SAFETY, **changes: str | None) -> str:
    return roster("phase: alpha", tail, **changes).replace("sponsor: Chief Operating Officer\n", "")


def clinician(fields: str, **changes: str | None) -> str:
    """The viable team with this lead clinician."""
    seats = {"clinical": f"{{name: Sam Okafor, role: lead-clinician, {fields}}}"} | changes
    return roster("phase: alpha", SAFETY, **seats)


def running(phase: str, tail: str, **changes: str | None) -> str:
    """A viable team whose service is in use."""
    seats = {"operations": "{name: Kit Brown, role: devops-engineer}"} | changes
    return roster(f"phase: {phase}", tail, **seats)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(decides("fully"), [], id="decides fully"),
        pytest.param(roster(), [], id="nothing said"),
        pytest.param(
            decides("partly"),
            [
                "warning lead-without-authority: Priya Shah can make only some decisions about the product without going up the line"
            ],
            id="decides partly",
        ),
        pytest.param(
            decides("no"),
            [
                "warning lead-without-authority: Priya Shah can make no decision about the product without going up the line"
            ],
            id="decides nothing: a word, not a boolean",
        ),
        pytest.param(
            decides("partly\nled_by: Omar Said", owner="{name: Omar Said, role: service-owner, employment: permanent}"),
            [
                "warning lead-without-authority: Omar Said can make only some decisions about the product without going up the line"
            ],
            id="an owner named beside the product manager",
        ),
        pytest.param(
            decides("no", product="{role: product-manager, employment: permanent}"),
            [
                "warning lead-without-authority: the product manager can make no decision about the product without going up the line"
            ],
            id="a lead without a name",
        ),
        pytest.param(
            decides("partly", product="{name: Priya Shah, role: product-manager, employment: permanent, fte: 0.3}"),
            [
                "warning lead-without-authority: Priya Shah can make only some decisions about the product without going up the line",
                "warning thin-role: Priya Shah, product manager, has 0.3 FTE on this team, less than the 0.5 (2.5 days a week) that the role takes",
            ],
            id="part-time and without authority: two causes",
        ),
        pytest.param(
            decides("sometimes"),
            ["error invalid-roster: `sometimes` is not a value of `decides`"],
            id="a word that can't be read is no answer",
        ),
        pytest.param(
            decides("partly", **NOBODY),
            [
                "error missing-role: no product manager on the team, and the role is essential in alpha",
                "warning clinician-by-default: nobody leads the product, so Sam Okafor will end up in charge as lead clinician",
            ],
            id="of nobody it is not said what they decide",
        ),
        pytest.param(
            decides("partly\nled_by: Ruth Adeyemi", **NOBODY),
            [
                "error missing-role: no product manager on the team, and the role is essential in alpha",
                "warning lead-without-authority: Ruth Adeyemi can make only some decisions about the product without going up the line",
                "warning lead-without-product-skill: Ruth Adeyemi leads the product, being a delivery manager without product-management or service-design skill",
            ],
            id="somebody of another trade is named",
        ),
        pytest.param(
            decides(
                "partly", product="{name: Omar Said, roles: [business-analyst, service-owner], employment: permanent}"
            ),
            [
                "warning lead-without-authority: Omar Said can make only some decisions about the product without going up the line",
                "warning missing-role: no product manager on the team, and the role is essential in alpha, though Omar Said leads it as service owner",
            ],
            id="the only service owner, among other roles",
        ),
        pytest.param(
            decides("partly", second="{name: Ana Paz, role: product-manager}"),
            [
                "warning lead-without-authority: whoever leads the product can make only some decisions about the product without going up the line",
                "warning unclear-lead: 2 people are product managers (Priya Shah and Ana Paz), and nothing says which of them decides",
            ],
            id="one of two",
        ),
    ],
)
def test_lead_without_authority(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            led_by("Ruth Adeyemi"),
            [
                "advice lead-without-product-skill: Ruth Adeyemi leads the product, being a delivery manager without product-management or service-design skill, though Priya Shah is there"
            ],
            id="beside a product manager",
        ),
        pytest.param(
            led_by("ruth adeyemi"),
            [
                "advice lead-without-product-skill: Ruth Adeyemi leads the product, being a delivery manager without product-management or service-design skill, though Priya Shah is there"
            ],
            id="a name is the same in small letters",
        ),
        pytest.param(
            led_by(
                "Ruth Adeyemi", product="{name: Priya Shah, role: product-manager, employment: permanent, fte: 0.5}"
            ),
            [
                "advice lead-without-product-skill: Ruth Adeyemi leads the product, being a delivery manager without product-management or service-design skill, though Priya Shah is there"
            ],
            id="beside one of exactly half a week",
        ),
        pytest.param(
            led_by(
                "Ruth Adeyemi", product="{name: Priya Shah, role: product-manager, employment: permanent, fte: 0.4}"
            ),
            [
                "warning lead-without-product-skill: Ruth Adeyemi leads the product, being a delivery manager without product-management or service-design skill",
                "warning thin-role: Priya Shah, product manager, has 0.4 FTE on this team, less than the 0.5 (2.5 days a week) that the role takes",
            ],
            id="beside one who is seldom there",
        ),
        pytest.param(
            led_by(
                "Ruth Adeyemi",
                product="{name: P, role: product-manager, employment: permanent, skills: {product-management: working, agile-working: expert}}",
            ),
            [
                "warning lead-without-product-skill: Ruth Adeyemi leads the product, being a delivery manager without product-management or service-design skill"
            ],
            id="beside a beginner",
        ),
        pytest.param(
            led_by("Ruth Adeyemi", **NOBODY),
            [
                "error missing-role: no product manager on the team, and the role is essential in alpha",
                "warning lead-without-product-skill: Ruth Adeyemi leads the product, being a delivery manager without product-management or service-design skill",
            ],
            id="and no product manager",
        ),
        pytest.param(
            led_by(
                "Ruth Adeyemi",
                delivery="{name: Ruth Adeyemi, role: delivery-manager, skills: {product ownership: practitioner}}",
            ),
            [],
            id="who has learnt the trade, by another word for it",
        ),
        pytest.param(
            led_by(
                "Ruth Adeyemi",
                delivery="{name: Ruth Adeyemi, role: delivery-manager, skills: {product-management: working}}",
            ),
            [
                "advice lead-without-product-skill: Ruth Adeyemi leads the product, being a delivery manager without product-management or service-design skill, though Priya Shah is there"
            ],
            id="who is still learning it",
        ),
        pytest.param(led_by("Tom Hale"), [], id="a service designer's own trade will do"),
        pytest.param(
            led_by("Omar Said", owner="{name: Omar Said, role: service-owner, employment: permanent}"),
            [],
            id="a service owner",
        ),
        pytest.param(led_by("Sam Okafor"), [], id="a clinician with a product manager beside them"),
        pytest.param(
            led_by("Sam Okafor", **NOBODY),
            [
                "error clinician-as-product-lead: Sam Okafor (a clinician by the role of lead clinician) leads the product without recorded product-management or service-design skill at practitioner level",
                "error missing-role: no product manager on the team, and the role is essential in alpha",
            ],
            id="a clinician without one is another rule's",
        ),
        pytest.param(
            led_by("Una Kerr"),
            ["warning unclear-lead: Una Kerr, who is to lead the product, is not among the members"],
            id="nobody on the team",
        ),
        pytest.param(
            led_by("Una Kerr", extra="{name: Una Kerr, title: Creative director}"),
            ["warning unknown-role: the title `Creative director` can't be matched to a role"],
            id="whose role can't be told",
        ),
        pytest.param(
            led_by(
                "Sam Okafor",
                product="{name: Lea Sand, role: product-manager, employment: permanent, registration: NMC, skills: {product-management: practitioner, agile: expert}}",
            ),
            [],
            id="a clinician with a clinical product manager beside them",
        ),
        pytest.param(
            roster(
                product="{name: Priya Shah, role: product-manager, employment: permanent, skills: {agile-working: expert, product-management: awareness}}"
            ),
            [
                "advice lead-without-product-skill: Priya Shah leads the product, and the recorded skills have nothing of leading one"
            ],
            id="a product manager whose recorded skills are others",
        ),
        pytest.param(
            roster(
                product="{name: Priya Shah, role: product-manager, employment: permanent, skills: {agile-working: expert, product-management: working}}"
            ),
            [],
            id="a product manager at working level",
        ),
        pytest.param(
            roster(
                product="{name: Priya Shah, role: product-manager, employment: permanent, skills: {agile-working: expert, service-design: working}}"
            ),
            [],
            id="a product manager who has learnt service design",
        ),
        pytest.param(
            led_by("Ruth Adeyemi", analysis="{name: Ali Demir, role: performance-analyst, skills: plenty}"),
            ["error invalid-roster: `skills` must be a group of fields, and here stands a text"],
            id="silent where somebody's skills can't be read",
        ),
        pytest.param(
            led_by("P7", extra="{name: P7, title: Creative director, skills: {planning: expert}}"),
            ["warning unknown-role: the title `Creative director` can't be matched to a role"],
            id="whose role can't be told, whatever the skills",
        ),
        pytest.param(
            led_by("ruth-a", delivery="{name: Ruth Adeyemi, id: ruth-a, role: delivery-manager}"),
            [
                "advice lead-without-product-skill: Ruth Adeyemi leads the product, being a delivery manager without product-management or service-design skill, though Priya Shah is there"
            ],
            id="somebody by id",
        ),
        pytest.param(
            led_by(
                "Ruth",
                product="{name: Priya Shah, id: ruth, role: product-manager, employment: permanent}",
                delivery="{name: Ruth, role: delivery-manager}",
            ),
            [
                "advice lead-without-product-skill: Ruth leads the product, being a delivery manager without product-management or service-design skill, though Priya Shah is there"
            ],
            id="a name goes before an id",
        ),
    ],
)
def test_lead_without_product_skill(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            unsponsored(),
            ["advice no-sponsor: no `sponsor` is named: somebody with standing who clears the team's path"],
            id="nobody",
        ),
        pytest.param(
            roster(head="sponsor:", tail=SAFETY).replace("sponsor: Chief Operating Officer\n", ""),
            ["advice no-sponsor: no `sponsor` is named: somebody with standing who clears the team's path"],
            id="an empty field",
        ),
        pytest.param(
            unsponsored(extra="{name: Nora Hill, title: Chief Digital and Information Officer, fte: 0.1}"),
            [],
            id="an executive on the team",
        ),
        pytest.param(
            unsponsored(extra="{name: Nora Hill, role: senior-responsible-owner, fte: 0.1, until: 2026-11-21}"),
            ["advice no-sponsor: no `sponsor` is named: somebody with standing who clears the team's path"],
            id="an executive who has left",
        ),
        pytest.param(
            unsponsored(tail=SAFETY + "  - {role: senior-responsible-owner, by: the board}\n"), [], id="one in reach"
        ),
        pytest.param(
            unsponsored(tail=SAFETY + "  - {role: senior-responsible-owner, by: the board, from: 2026-11-23}\n"),
            ["advice no-sponsor: no `sponsor` is named: somebody with standing who clears the team's path"],
            id="one in reach from tomorrow",
        ),
        pytest.param(
            unsponsored(tail=SAFETY + "vacancies:\n  - {role: senior-responsible-owner}\n"),
            ["advice no-sponsor: no `sponsor` is named: somebody with standing who clears the team's path"],
            id="a vacancy clears no path",
        ),
        pytest.param(
            unsponsored(extra="{name: Nora Hill, role: programme-manager}"),
            ["advice no-sponsor: no `sponsor` is named: somebody with standing who clears the team's path"],
            id="a programme manager is no sponsor",
        ),
        pytest.param(
            unsponsored(extra="Nora Hill"),
            ["error invalid-roster: a member is a group of fields, and here stands `Nora Hill`"],
            id="silent where an entry can't be read",
        ),
        pytest.param(
            unsponsored().replace("phase: alpha", "phase: alpha\nsponsor: [the board]"),
            ["error invalid-roster: `sponsor` must be a text, and here stands a list"],
            id="silent where the sponsor can't be read",
        ),
        pytest.param(
            unsponsored(tail=SAFETY + "  - {role: senior-responsible-ower, by: the board}\n"),
            ["error unknown-role: `senior-responsible-ower` is not a role in this catalogue"],
            id="silent where one in reach is misspelt",
        ),
    ],
)
def test_no_sponsor(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


PAID = "fte: 0.3, funded: true"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(clinician(PAID), [], id="none recorded"),
        pytest.param(
            clinician(PAID + ", skills: {clinical-practice: expert}"),
            [
                "advice lead-clinician-skills: Sam Okafor, the lead clinician, has no recorded skill in user-centred design or digital perspective"
            ],
            id="clinical practice and nothing else",
        ),
        pytest.param(
            clinician(PAID + ", skills: {user-centred-design: awareness, digital-perspective: awareness}"),
            [],
            id="aware of both",
        ),
        pytest.param(
            clinician(PAID + ", skills: {ucd: awareness, interest in technology: awareness}"), [], id="in other words"
        ),
        pytest.param(
            clinician(PAID + ", skills: {user-research: awareness, agile-working: awareness}"),
            [],
            id="skills of two cornerstones",
        ),
        pytest.param(
            clinician(PAID + ", skills: {user-centred-design: expert}"),
            [
                "advice lead-clinician-skills: Sam Okafor, the lead clinician, has no recorded skill in digital perspective"
            ],
            id="knows users and not technology",
        ),
        pytest.param(
            clinician(
                PAID + ", skills: {clinical-practice: expert}",
                second=f"{{name: Lea Sand, role: lead-clinician, {PAID}, skills: {{ux design: working, agile: working}}}}",
            ),
            [],
            id="one of two is enough",
        ),
        pytest.param(
            roster(clinical=f"{{name: Sam Okafor, role: clinician, {PAID}, skills: {{clinical-practice: expert}}}}"),
            [
                "advice lead-clinician-skills: Sam Okafor, the lead clinician, has no recorded skill in user-centred design or digital perspective"
            ],
            id="the only clinician is the lead",
        ),
        pytest.param(
            roster(
                clinical=f"{{name: Sam Okafor, role: clinician, {PAID}, skills: {{clinical-practice: expert}}}}",
                second=f"{{name: Lea Sand, role: clinician, {PAID}, skills: {{clinical-practice: expert}}}}",
            ),
            ["warning missing-role: Sam Okafor and Lea Sand are clinicians, and nothing says which of them leads"],
            id="of several clinicians none is the lead, and that is said once",
        ),
        pytest.param(
            led_by(
                "Sam Okafor",
                clinical=f"{{name: Sam Okafor, role: lead-clinician, {PAID}, skills: {{clinical-practice: expert}}}}",
            ),
            [],
            id="a clinician who leads the product is another rule's",
        ),
        pytest.param(
            roster(clinical=None),
            ["error missing-role: no lead clinician on the team, and the role is essential in alpha"],
            id="no clinician at all is said once",
        ),
        pytest.param(
            clinician(PAID + ", skills: {clinical-practice: expert}, until: 2026-11-21"),
            ["error missing-role: no lead clinician on the team any more: Sam Okafor left on 21 November 2026"],
            id="a clinician who has left",
        ),
        pytest.param(
            roster(
                product="{name: Priya Shah, role: business-analyst, employment: permanent}",
                clinical=f"{{name: Sam Okafor, roles: [lead-clinician, product-manager], {PAID}, skills: {{clinical-practice: expert}}}}",
            ),
            [
                "error clinician-as-product-lead: Sam Okafor (a clinician by the role of lead clinician) leads the product without recorded product-management or service-design skill at practitioner level"
            ],
            id="a clinician who is the product manager as well is another rule's",
        ),
        pytest.param(
            clinician(
                PAID + ", skills: {clinical-practice: expert}",
                analysis="{name: Ali Demir, role: performance-analyst, skills: plenty}",
            ),
            ["error invalid-roster: `skills` must be a group of fields, and here stands a text"],
            id="silent where somebody's skills can't be read",
        ),
        pytest.param(
            clinician(
                PAID + ", skills: {clinical-practice: expert}",
                second=f"{{name: Lea Sand, role: lead-clinician, {PAID}}}",
            ),
            [],
            id="of one of two none are recorded",
        ),
        pytest.param(
            clinician(
                PAID + ", skills: {clinical-practice: expert}",
                second=f"{{name: Lea Sand, role: lead-clinician, {PAID}, skills: {{clinical-practice: expert, scrum: working}}}}",
            ),
            [
                "advice lead-clinician-skills: Sam Okafor, the lead clinician, has no recorded skill in user-centred design or digital perspective"
            ],
            id="neither of two has both",
        ),
    ],
)
def test_lead_clinician_skills(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(clinician("fte: 0.3, funded: yes"), [], id="paid for"),
        pytest.param(
            clinician("fte: 0.3, funded: no"),
            ["error clinical-time: Sam Okafor's time on the team is not paid for: a favour, on top of the day job"],
            id="not paid for",
        ),
        pytest.param(
            clinician("fte: 1.0, funded: false"),
            ["error clinical-time: Sam Okafor's time on the team is not paid for: a favour, on top of the day job"],
            id="not paid for, all week",
        ),
        pytest.param(
            clinician("wte: 0"),
            ["error clinical-time: Sam Okafor has no time for the team: 0 FTE"],
            id="no time at all is said once",
        ),
        pytest.param(
            clinician("fte: 0, funded: true"),
            ["error clinical-time: Sam Okafor has no time for the team: 0 FTE"],
            id="paid for, and no time",
        ),
        pytest.param(
            clinician("fte: 0.3"),
            ["warning clinical-time: nothing says whether Sam Okafor's time on the team is paid for"],
            id="not said",
        ),
        pytest.param(clinician("fte: 1.0"), [], id="not said of somebody who is there all week"),
        pytest.param(
            clinician("fte: 0.3, employment: contractor"),
            [
                "warning external-discipline: Sam Okafor, the only one in clinical work, comes from outside: nobody of the organisation is beside them to learn"
            ],
            id="a contractor is paid",
        ),
        pytest.param(
            clinician("fte: 0.3", second="{name: Lea Sand, role: clinician, fte: 0.2}"),
            ["warning clinical-time: nothing says whether Sam Okafor's and Lea Sand's time on the team is paid for"],
            id="two of whom it is not said are one finding",
        ),
        pytest.param(
            clinician("fte: 0.3, funded: true", second="{name: Lea Sand, role: clinician, fte: 0.2}"),
            ["advice clinical-time: nothing says whether Lea Sand's time on the team is paid for"],
            id="said of one and not of the other",
        ),
        pytest.param(
            clinician("fte: 0.3, until: 2026-11-22"),
            [
                "warning clinical-time: nothing says whether Sam Okafor's time on the team is paid for",
                "warning leaving-soon: Sam Okafor, the only lead clinician, leaves on 22 November 2026, and nobody follows",
            ],
            id="the last day",
        ),
        pytest.param(
            roster(extra="{name: Lea Sand, role: clinician, fte: 0.2, funded: false, until: 2026-11-21}"),
            [],
            id="who has left",
        ),
        pytest.param(
            roster(
                product="{name: Lea Sand, role: product-manager, fte: 0.6, employment: permanent, registration: NMC,"
                " funded: false, skills: {product-management: practitioner}}"
            ),
            ["error clinical-time: Lea Sand's time on the team is not paid for: a favour, on top of the day job"],
            id="a hybrid who leads the product as a favour",
        ),
        pytest.param(
            roster(
                product="{name: Lea Sand, role: product-manager, fte: 0.6, employment: permanent, registration: NMC,"
                " skills: {product-management: practitioner, agile-working: working}}"
            ),
            [],
            id="nothing said of a hybrid: leading is the job",
        ),
        pytest.param(
            roster(extra="{name: Vi Holt, role: operational-lead, fte: 0.2, funded: false}"),
            [],
            id="somebody who is no clinician",
        ),
        pytest.param(
            clinician("clinician: false, fte: 0.3, funded: false"),
            ["error clinical-time: Sam Okafor's time on the team is not paid for: a favour, on top of the day job"],
            id="not paid for in a clinical role, whatever the profession",
        ),
        pytest.param(
            roster(clinical="{name: Sam Okafor, role: lead-clinician}"),
            ["warning clinical-time: nothing says whether Sam Okafor's time on the team is paid for"],
            id="a full week that nobody has said is no reason to believe it",
        ),
        pytest.param(
            clinician("fte: 0.95"),
            ["warning clinical-time: nothing says whether Sam Okafor's time on the team is paid for"],
            id="nearly all week",
        ),
        pytest.param(clinician("fte: 1.1"), [], id="more than all week"),
        pytest.param(
            clinician("fte: 0.3, funded: perhaps"),
            ["error invalid-roster: `funded` is `perhaps`, and must be true or false"],
            id="silent where it can't be read",
        ),
        pytest.param(
            clinician(
                "fte: 0.3", product="{name: Priya Shah, role: product-manager, employment: permanent, funded: true}"
            ),
            ["warning clinical-time: nothing says whether Sam Okafor's time on the team is paid for"],
            id="that somebody else is paid for tells nothing of clinicians",
        ),
        pytest.param(
            clinician(
                "fte: 0.3",
                second="{name: Lea Sand, role: clinician, fte: 0.2}",
                analysis="{name: X0, roles: [clinician, performance-analyst], fte: 0.3}",
            ),
            [
                "warning clinical-time: nothing says whether Sam Okafor's, X0's and Lea Sand's time on the team is paid for"
            ],
            id="three are named",
        ),
        pytest.param(
            roster(extra="{name: Vi Holt, role: operational-lead, fte: 0}"),
            [],
            id="no time of somebody who is no clinician",
        ),
    ],
)
def test_clinical_time(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


def officer(fields: str) -> str:
    return f"{{name: Eve Stone, role: clinical-safety-officer, fte: 0.1{fields}}}"


def provided(fields: str) -> str:
    return OPERATIONS + f"  - {{role: clinical-safety-officer, by: the safety team{fields}}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(tail=OPERATIONS),
            [
                "warning clinical-safety-officer: no clinical safety officer on the team or available to it, and a service that affects care needs one before it goes live"
            ],
            id="nobody in alpha",
        ),
        pytest.param(
            roster(head="approach: build", tail=OPERATIONS),
            [
                "warning clinical-safety-officer: no clinical safety officer on the team or available to it, and a service that affects care needs one before it goes live"
            ],
            id="no phase",
        ),
        pytest.param(
            running("beta", OPERATIONS),
            [
                "error clinical-safety-officer: no clinical safety officer on the team or available to it, and a service in beta that affects care must have one"
            ],
            id="nobody in beta",
        ),
        pytest.param(
            running("live", OPERATIONS),
            [
                "error clinical-safety-officer: no clinical safety officer on the team or available to it, and a service in live that affects care must have one"
            ],
            id="nobody when live",
        ),
        pytest.param(running("live\nclinical: false", OPERATIONS), [], id="a service that does not affect care"),
        pytest.param(
            running(
                "beta", OPERATIONS, clinical=f"{{name: Sam, roles: [lead-clinician, clinical-safety-officer], {PAID}}}"
            ),
            [],
            id="a lead clinician is one as well",
        ),
        pytest.param(
            roster(tail=OPERATIONS, extra=officer("")),
            [
                "warning clinical-safety-officer: Eve Stone is the clinical safety officer and is on no statutory register as far as the roster says"
            ],
            id="on no register",
        ),
        pytest.param(
            running("beta", OPERATIONS, analysis="{name: Ali, roles: [performance-analyst, clinical-safety-officer]}"),
            [
                "error clinical-safety-officer: Ali is the clinical safety officer and is on no statutory register as far as the roster says"
            ],
            id="on no register in beta",
        ),
        pytest.param(roster(tail=OPERATIONS, extra=officer(", registration: GPhC")), [], id="a pharmacist"),
        pytest.param(
            roster(tail=OPERATIONS, extra=officer(", title: Lead Pharmacist")), [], id="a pharmacist by title"
        ),
        pytest.param(roster(tail=OPERATIONS, extra=officer(", clinician: true")), [], id="a clinician by word"),
        pytest.param(
            roster(tail=OPERATIONS, extra=officer(", title: Pharmacist, clinician: false")),
            ["warning clinical-safety-officer: Eve Stone is the clinical safety officer and is not a clinician"],
            id="denied outright",
        ),
        pytest.param(
            running("live", provided("")),
            [
                "advice clinical-safety-officer: nothing says on which statutory register the clinical safety officer (the safety team) is"
            ],
            id="others provide one of unknown register",
        ),
        pytest.param(roster(tail=provided(""), extra=officer(", registration: NMC")), [], id="one of two is known"),
        pytest.param(
            roster(tail=provided(", registration: NMC, from: 2026-11-23")),
            [
                "warning clinical-safety-officer: no clinical safety officer on the team or available to it, and a service that affects care needs one before it goes live"
            ],
            id="provided from tomorrow",
        ),
        pytest.param(
            roster(tail=OPERATIONS + "vacancies:\n  - {role: clinical-safety-officer}\n"),
            ["warning clinical-safety-officer: no clinical safety officer on the team yet: the post is vacant"],
            id="a vacancy answers for nothing",
        ),
        pytest.param(
            roster(tail=OPERATIONS, extra=officer(", registration: NMC, until: 2026-11-21")),
            [
                "warning clinical-safety-officer: no clinical safety officer on the team any more: Eve Stone left on 21 November 2026"
            ],
            id="left yesterday",
        ),
        pytest.param(
            roster(tail=OPERATIONS, extra="{name: Eve Stone, role: clinical-safety-analyst}"),
            [
                "warning clinical-safety-officer: no clinical safety officer on the team or available to it, and a service that affects care needs one before it goes live"
            ],
            id="an analyst is no officer",
        ),
        pytest.param(
            roster(tail=OPERATIONS, extra=officer(", staff_group: Wizards")),
            [
                "error invalid-roster: `Wizards` is not a staff group that mvdt knows",
                "warning clinical-safety-officer: Eve Stone is the clinical safety officer and is on no statutory register as far as the roster says",
            ],
            id="of a staff group that there is not",
        ),
        pytest.param(
            roster(tail=OPERATIONS, extra="Eve Stone"),
            ["error invalid-roster: a member is a group of fields, and here stands `Eve Stone`"],
            id="silent where an entry can't be read",
        ),
        pytest.param(
            roster(tail=OPERATIONS, extra="{name: Eve, title: Business Analyst and Clinical Safety Officer}"),
            ["warning unknown-role: the title `Business Analyst and Clinical Safety Officer` could be several roles"],
            id="a title that names the role beside another is asked about once",
        ),
        pytest.param(
            roster(tail=OPERATIONS, extra=officer(", registration: Guild of Healers")),
            ["error invalid-roster: `Guild of Healers` is not a statutory register of clinicians"],
            id="silent where the register is none",
        ),
        pytest.param(
            roster(tail=provided("") + "  - {role: clinical-safety-officer, by: the region, registration: NMC}\n"),
            [],
            id="the register of one of two whom others provide is known",
        ),
        pytest.param(
            roster(tail=OPERATIONS + "  - {role: clinical-safety-officer}\n"),
            ["advice clinical-safety-officer: nothing says on which statutory register the clinical safety officer is"],
            id="nothing says who provides one, nor of which register",
        ),
        pytest.param(
            roster(
                tail=OPERATIONS,
                extra=officer(""),
                analysis="{name: Ali Demir, roles: [performance-analyst, clinical-safety-officer], registration: GMC}",
            ),
            [],
            id="one of two on the team is known",
        ),
        pytest.param(
            roster(tail=OPERATIONS, extra=officer(", staff_group: '03'")), [], id="a nurse by staff group, by its code"
        ),
        pytest.param(
            roster(tail=OPERATIONS, extra=officer(", staff_group: Administrative and clerical")),
            ["warning clinical-safety-officer: Eve Stone is the clinical safety officer and is not a clinician"],
            id="of a staff group without clinicians",
        ),
        pytest.param(
            roster(tail=OPERATIONS, extra=officer(", staff_group: Healthcare scientists, title: Lead Pharmacist")),
            [],
            id="where the staff group tells nothing the title does",
        ),
        pytest.param(
            roster(tail=OPERATIONS, extra=officer(", staff_group: Healthcare scientists")),
            [
                "warning clinical-safety-officer: Eve Stone is the clinical safety officer and is on no statutory register as far as the roster says"
            ],
            id="of a staff group with clinicians and others",
        ),
    ],
)
def test_clinical_safety_officer(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


OWNER = "{name: Omar Said, role: service-owner, employment: permanent}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            unled(),
            [
                "error missing-role: no product manager on the team, and the role is essential in alpha",
                "warning clinician-by-default: nobody leads the product, so Sam Okafor will end up in charge as lead clinician",
            ],
            id="nobody else",
        ),
        pytest.param(
            roster(product=OWNER),
            [
                "warning missing-role: no product manager on the team, and the role is essential in alpha, though Omar Said leads it as service owner"
            ],
            id="a service owner leads",
        ),
        pytest.param(
            unled(clinical=f"{{name: Sam, title: Consultant Anaesthetist, {PAID}}}"),
            [
                "error missing-role: no product manager on the team, and the role is essential in alpha",
                "warning clinician-by-default: nobody leads the product, so Sam will end up in charge as lead clinician",
            ],
            id="the only clinician is the lead clinician",
        ),
        pytest.param(
            unled(clinical=None),
            [
                "error missing-role: no lead clinician on the team, and the role is essential in alpha",
                "error missing-role: no product manager on the team, and the role is essential in alpha",
            ],
            id="no clinician either",
        ),
        pytest.param(
            unled(tail=SAFETY + "vacancies:\n  - {role: product-manager, from: 2026-12-01}\n"),
            [
                "error missing-role: no product manager on the team yet: the post is vacant, to be filled from 1 December 2026",
                "warning clinician-by-default: nobody leads the product, so Sam Okafor will end up in charge as lead clinician",
            ],
            id="a vacancy leads nothing",
        ),
        pytest.param(
            unled(product="{name: Priya Shah, role: product-manager, from: 2026-11-23}"),
            [
                "error missing-role: no product manager on the team yet: Priya Shah starts on 23 November 2026",
                "warning clinician-by-default: nobody leads the product, so Sam Okafor will end up in charge as lead clinician",
            ],
            id="the product manager starts tomorrow",
        ),
        pytest.param(
            unled(clinical="{name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true, until: 2026-11-21}"),
            [
                "error missing-role: no lead clinician on the team any more: Sam Okafor left on 21 November 2026",
                "error missing-role: no product manager on the team, and the role is essential in alpha",
            ],
            id="the clinician has left",
        ),
        pytest.param(
            unled(product="Priya Shah"),
            ["error invalid-roster: a member is a group of fields, and here stands `Priya Shah`"],
            id="silent where an entry can't be read",
        ),
        pytest.param(
            unled(
                clinical="{name: Sam Okafor, role: clinician, fte: 0.3, funded: true}",
                second="{name: Lea Sand, role: clinician, fte: 0.3, funded: true}",
            ),
            [
                "error missing-role: no product manager on the team, and the role is essential in alpha",
                "warning missing-role: Sam Okafor and Lea Sand are clinicians, and nothing says which of them leads",
                "warning clinician-by-default: nobody leads the product, so one of the clinicians (Sam Okafor and Lea Sand) will end up in charge",
            ],
            id="one of two of whom neither is the lead clinician",
        ),
        pytest.param(
            unled(extra="{name: P7, title: Creative director}"),
            [
                "warning missing-role: no product manager on the team, and the role is essential in alpha - unless P7 (Creative director) does this",
                "warning clinician-by-default: nobody leads the product, so Sam Okafor will end up in charge as lead clinician - unless P7 does",
                "warning unknown-role: the title `Creative director` can't be matched to a role",
            ],
            id="unless the one whom nobody can place",
        ),
        pytest.param(
            unled(
                second="{name: Lea Sand, role: lead-clinician, fte: 0.1, funded: true}",
                third="{name: X0, role: lead-clinician, fte: 0.1, funded: true}",
            ),
            [
                "error missing-role: no product manager on the team, and the role is essential in alpha",
                "warning clinician-by-default: nobody leads the product, so one of the lead clinicians (Sam Okafor, Lea Sand and X0) will end up in charge",
            ],
            id="one of three, who are named",
        ),
    ],
)
def test_clinician_by_default(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


def test_the_clinician_is_in_charge_until_the_product_manager_starts(tmp_path: Path) -> None:
    starter = "{name: Priya Shah, role: product-manager, employment: permanent, from: 2027-04-01}"
    text = unled(product=starter)
    (tmp_path / "team.yaml").write_text(text)
    rules = {
        day: sorted(finding.rule for finding in mvdt.check([tmp_path / "team.yaml"], on=day).findings)
        for day in ("2027-03-31", "2027-04-01")
    }
    assert rules == {"2027-03-31": ["clinician-by-default", "missing-role"], "2027-04-01": []}


def test_led_by_somebody_who_is_not_there_is_said_once(tmp_path: Path) -> None:
    """Somebody is named, so nobody says that the clinician will end up in charge: as the rule's own text has it."""
    rules = [finding.rule for finding in check(tmp_path, led_by("Una Kerr", **NOBODY)).findings]
    assert sorted(rules) == ["missing-role", "unclear-lead"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(roster(tail=OPERATIONS + "  - the safety team\n"), id="the safety officer"),
        pytest.param(unsponsored(tail=SAFETY + "  - the board\n"), id="the sponsor"),
        pytest.param(
            roster(head="phase: alpha\nuses_ai: true", tail=SAFETY + "  - the data team\n"), id="the AI expert"
        ),
        pytest.param(roster(head="phase: alpha\napproach: buy", tail=SAFETY + "  - procurement\n"), id="the buyer"),
        pytest.param(
            roster(tail=SAFETY.splitlines(keepends=True)[0] + SAFETY.splitlines(keepends=True)[1] + "  - the clinic\n"),
            id="operations",
        ),
    ],
)
def test_silent_where_the_available_entry_cannot_be_read_that_may_be_the_one(tmp_path: Path, text: str) -> None:
    assert [finding.rule for finding in check(tmp_path, text).findings] == ["invalid-roster"]


def test_the_hybrid_is_praised(tmp_path: Path) -> None:
    text = roster(
        product="{name: Lea Sand, role: product-manager, fte: 0.8, employment: permanent, registration: NMC,"
        " skills: {product-management: practitioner, agile-working: working}}"
    )
    report = check(tmp_path, text)
    assert said(report) == []
    assert any("Lea Sand" in strength for strength in report.teams[0].strengths)


CHIEF = {"clinical": "{name: Chi Ho, role: chief-clinical-information-officer, fte: 0.3, funded: true}"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(**CHIEF),
            [
                "advice senior-clinicians-only: the clinical side is Chi Ho alone: nobody who does the daily work is on the team"
            ],
            id="a chief officer alone",
        ),
        pytest.param(
            roster(**CHIEF, extra="{title: Chief Nursing Information Officer, fte: 0.2, funded: true}"),
            [
                "advice senior-clinicians-only: the clinical side is Chi Ho and the chief nursing information officer alone: nobody who does the daily work is on the team"
            ],
            id="two chief officers",
        ),
        pytest.param(
            roster(**CHIEF, extra="{name: Nu Tran, role: clinician, fte: 0.2, funded: true}"),
            [],
            id="a clinician beside them",
        ),
        pytest.param(
            roster(**CHIEF, extra="{name: Nu Tran, role: clinician, clinician: false, fte: 0.2, funded: true}"),
            [],
            id="somebody in a clinical role who is no clinician by profession",
        ),
        pytest.param(
            roster(**CHIEF, delivery="{name: Ruth Adeyemi, role: delivery-manager, registration: NMC}"),
            [],
            id="a clinician in another role",
        ),
        pytest.param(
            roster(**CHIEF, extra="{name: Nu Tran, role: clinician, fte: 0.2, funded: true, until: 2026-11-21}"),
            [
                "advice senior-clinicians-only: the clinical side is Chi Ho alone: nobody who does the daily work is on the team"
            ],
            id="the clinician left yesterday",
        ),
        pytest.param(
            roster(**CHIEF, extra="{name: P7, title: Creative director}"),
            ["warning unknown-role: the title `Creative director` can't be matched to a role"],
            id="silent while somebody's role can't be told",
        ),
        pytest.param(
            roster(**CHIEF, extra="Nu Tran"),
            ["error invalid-roster: a member is a group of fields, and here stands `Nu Tran`"],
            id="silent where an entry can't be read",
        ),
    ],
)
def test_senior_clinicians_only(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


OWNERS = {f"o{n}": f"{{name: O{n}, role: service-owner}}" for n in range(2)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(**OWNERS, product="{name: Priya Shah, role: business-analyst, employment: permanent}"),
            "2 people are service owners (O0 and O1), and nothing says which of them decides",
            id="two service owners",
        ),
        pytest.param(
            roster(**OWNERS, second="{name: Ana Paz, role: product-manager}"),
            "2 people are product managers (Priya Shah and Ana Paz), and nothing says which of them decides",
            id="two of both, said of the product managers",
        ),
        pytest.param(
            roster(
                product="{name: Priya Shah, role: product-manager, employment: contractor}",
                second="{name: Ana Paz, role: product-manager, employment: supplier}",
            ),
            "2 people are product managers (Priya Shah and Ana Paz), and nothing says which of them decides",
            id="two from outside",
        ),
        pytest.param(
            roster(second="{name: Ana Paz, role: product-manager, employment: contractor}"),
            None,
            id="a contractor beside one of our own",
        ),
        pytest.param(
            roster(
                product="{name: Priya Shah, title: Junior Product Manager, employment: permanent}",
                second="{name: Ana Paz, title: Junior Product Manager}",
            ),
            "2 people are product managers (Priya Shah and Ana Paz), and nothing says which of them decides",
            id="two who are learning, and nobody to learn from",
        ),
        pytest.param(
            led_by("Una Kerr", extra="Una"), None, id="silent where the lead may be the entry that can't be read"
        ),
        pytest.param(
            led_by("Una Kerr", extra="{name: Una Kerr, role: business-analyst, from: 2026-11-23}"),
            "Una Kerr, who is to lead the product, is not on the team yet",
            id="the lead comes tomorrow",
        ),
        pytest.param(
            led_by("Una Kerr", extra="{name: Una Kerr, role: product-manager, from: 2026-11-23}"),
            "Una Kerr, who is to lead the product, is not on the team yet",
            id="another product manager is there until then",
        ),
        pytest.param(
            led_by("Una Kerr", **(NOBODY | {"product": "{name: Una Kerr, role: product-manager, from: 2026-11-23}"})),
            None,
            id="missing-role speaks of a product manager to come",
        ),
        pytest.param(
            led_by("Una Kerr", **NOBODY, extra="{name: Una Kerr, role: business-analyst, from: 2026-11-23}"),
            "Una Kerr, who is to lead the product, is not on the team yet",
            id="but not of somebody of another trade",
        ),
        pytest.param(
            led_by(
                "Una Kerr",
                **(NOBODY | {"product": "{name: Priya Shah, role: product-manager, from: 2026-11-23}"}),
                extra="{name: Una Kerr, role: business-analyst, from: 2026-11-23}",
            ),
            "Una Kerr, who is to lead the product, is not on the team yet",
            id="nor of another who comes to lead it",
        ),
        pytest.param(
            led_by("product-manager", second="{name: Ana Paz, role: product-manager}"),
            "product-manager, who is to lead the product, is not among the members",
            id="a role that two hold names neither",
        ),
    ],
)
def test_unclear_lead(tmp_path: Path, text: str, expected: str | None) -> None:
    assert of("unclear-lead", check(tmp_path, text)) == ([f"warning unclear-lead: {expected}"] if expected else [])


BAKERY = """\
catalogue: Bakery
phases: [start]
levels: [some, all]
skills:
  baking: {name: Baking}
roles:
  baker: {name: Baker, need: essential, skills: {baking: all}, why: Bakes.}
  chair: {name: Chair, leads_product: true, why: Chairs.}
"""
"""A catalogue whose product leads nobody needs, and which knows no skill of leading."""
BAKERS = "".join(f"  - {{name: {name}, role: baker, employment: permanent}}\n" for name in ("Ann", "Bob", "Eve"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"team: Bread\nsponsor: Guild\nmembers:\n{BAKERS}",
            ["warning unclear-lead: nothing says who leads the product"],
            id="nobody leads, and nobody need",
        ),
        pytest.param(f"team: Bread\nsponsor: Guild\nled_by: Ann\nmembers:\n{BAKERS}", [], id="somebody is named"),
        pytest.param(
            f"team: Bread\nsponsor: Guild\nmembers:\n{BAKERS}".replace("Eve, role: baker", "Eve, role: chair"),
            [],
            id="somebody is there",
        ),
        pytest.param(
            f"team: Bread\nsponsor: Guild\nmembers:\n{BAKERS}  - Una\n",
            ["error invalid-roster: a member is a group of fields, and here stands `Una`"],
            id="silent where an entry can't be read",
        ),
        pytest.param(
            "team: Bread\nsponsor: Guild\nmembers: []\n",
            ["error missing-role: no baker on the team, and the role is essential in start"],
            id="of an empty team that is not the trouble",
        ),
    ],
)
def test_nothing_says_who_leads_where_the_catalogue_needs_no_lead(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    (tmp_path / "team.yaml").write_text(text)
    (tmp_path / "catalogue.yaml").write_text(BAKERY)
    report = mvdt.check([tmp_path / "team.yaml"], catalogue=tmp_path / "catalogue.yaml", on="2026-11-22")
    assert sorted(said(report)) == sorted(expected)


def test_of_a_lead_in_a_role_without_skills_nothing_is_assumed(tmp_path: Path) -> None:
    """Where none are recorded none can lack: a catalogue that gives a leading role no skills accuses nobody."""
    theirs = "roles:\n  chair: {name: Chair, leads_product: true, in_house: true, why: Chairs.}\n"
    text = led_by("Una Kerr", extra="{name: Una Kerr, role: chair}")
    assert said(check_by(tmp_path, theirs, text)) == []


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        pytest.param(
            "clinician-as-product-lead",
            led_by("Sam Okafor", product="{name: P, role: product-manager, fte: 0.4, employment: permanent}"),
            Shown(
                "Sam Okafor",
                "Sam Okafor",
                "give P half of the week or more on this team, so that they can lead as a pair; or record the skill "
                "under `skills` if Sam Okafor has it",
            ),
            id="clinician-as-product-lead: to give the product manager time",
        ),
        pytest.param(
            "clinician-as-product-lead",
            led_by(
                "Sam Okafor",
                product="{name: P, role: product-manager, skills: {product-management: working}, fte: 0.5}",
            ),
            Shown(
                "Sam Okafor",
                "Sam Okafor",
                "pair Sam Okafor with an experienced product manager (P can't be counted as one yet) at half time or "
                "more; or record the skill under `skills` if Sam Okafor has it",
            ),
            id="clinician-as-product-lead: to find another than the beginner",
        ),
        pytest.param(
            "clinician-as-product-lead",
            roster(product="{name: P, role: product-manager, registration: GMC, fte: 0.4}"),
            Shown(
                "P",
                "product-manager",
                "pair P with an experienced product manager at half time or more; or record the skill under `skills` "
                "if P has it",
            ),
            id="clinician-as-product-lead: to find a pair for the product manager",
        ),
        pytest.param(
            "clinician-as-product-lead",
            roster(product="{name: P, roles: [product-manager, business-analyst], registration: GMC, fte: 0.4}"),
            Shown(
                "P",
                "[product-manager, business-analyst]",
                "pair P with an experienced product manager at half time or more; or record the skill under `skills` "
                "if P has it",
            ),
            id="clinician-as-product-lead: the roles",
        ),
        pytest.param(
            "clinician-as-product-lead",
            roster(product="{name: P, title: Product Manager, registration: GMC, fte: 0.4}"),
            Shown(
                "P",
                "Product Manager",
                "pair P with an experienced product manager at half time or more; or record the skill under `skills` "
                "if P has it",
            ),
            id="clinician-as-product-lead: the title",
        ),
        pytest.param(
            "clinician-by-default",
            unled(),
            Shown(
                "Sam Okafor",
                "lead-clinician",
                "find a product manager to work beside Sam Okafor; until then, name in `led_by` who decides",
            ),
            id="clinician-by-default: the only one",
        ),
        pytest.param(
            "clinician-by-default",
            unled(clinical="{name: Sam, title: Consultant Anaesthetist, fte: 0.3, funded: true}"),
            Shown(
                "Sam",
                "Consultant Anaesthetist",
                "find a product manager to work beside Sam; until then, name in `led_by` who decides",
            ),
            id="clinician-by-default: the title",
        ),
        pytest.param(
            "clinician-by-default",
            unled(
                clinical="{name: Sam, roles: [lead-clinician, subject-matter-expert], fte: 0.3, funded: true}",
                second="{name: Lea Sand, role: lead-clinician, fte: 0.3, funded: true}",
            ),
            Shown(
                "lead-clinician",
                "[lead-clinician, subject-matter-expert]",
                "find a product manager to work beside them; until then, name in `led_by` who decides",
            ),
            id="clinician-by-default: the roles of the first of two",
        ),
        pytest.param(
            "lead-without-authority",
            decides("no"),
            Shown(
                "decides",
                "no",
                "agree what the product lead decides alone; if somebody else decides, bring that person onto the team",
            ),
            id="lead-without-authority: what is said of it",
        ),
        pytest.param(
            "lead-without-product-skill",
            roster(product="{name: Priya Shah, role: product-manager, skills: {agile-working: expert}}"),
            Shown(
                "Priya Shah",
                "{agile-working: expert}",
                "record product management if Priya Shah has it, or find somebody to learn it from",
            ),
            id="lead-without-product-skill: the skills that are recorded",
        ),
        pytest.param(
            "lead-without-product-skill",
            led_by("Ruth Adeyemi"),
            Shown("Ruth Adeyemi", "Ruth Adeyemi", "let Priya Shah decide, or record the skill if Ruth Adeyemi has it"),
            id="lead-without-product-skill: to let the product manager decide",
        ),
        pytest.param(
            "lead-without-product-skill",
            led_by("Ruth Adeyemi", **NOBODY),
            Shown(
                "Ruth Adeyemi",
                "Ruth Adeyemi",
                "let a product manager decide, or record the skill if Ruth Adeyemi has it",
            ),
            id="lead-without-product-skill: to find one",
        ),
        pytest.param(
            "no-sponsor",
            unsponsored(),
            Shown("sponsor", "Wards", "name the sponsor in `sponsor`; the office is enough"),
            id="no-sponsor: the team",
        ),
        pytest.param(
            "lead-clinician-skills",
            clinician(
                PAID + ", skills: {clinical-practice: expert}",
                second=f"{{name: Lea Sand, role: lead-clinician, {PAID}, skills: {{clinical safety: expert}}}}",
            ),
            Shown(
                "lead-clinician",
                "{clinical-practice: expert}",
                "let Sam Okafor spend time with the designer and the researcher, and record the skill when it is there",
                ("Lea Sand: {clinical safety: expert}",),
            ),
            id="lead-clinician-skills: the skills of each",
        ),
        pytest.param(
            "clinical-time",
            clinician("fte: 0.3, funded: no"),
            Shown(
                "Sam Okafor",
                "no",
                "agree how much of the week is the team's and who pays for it; or find a clinician whose time is paid",
            ),
            id="clinical-time: what is said of it",
        ),
        pytest.param(
            "clinical-time",
            clinician("wte: 0"),
            Shown(
                "Sam Okafor",
                "0",
                "agree how much of the week is the team's and who pays for it, and write it as `fte`",
            ),
            id="clinical-time: the share",
        ),
        pytest.param(
            "clinical-time",
            clinician("fte: 0.3"),
            Shown(
                "Sam Okafor",
                "{name: Sam Okafor, role: lead-clinician, fte: 0.3}",
                "write `funded: true`, or `funded: false` if it is a favour on top of the day job",
            ),
            id="clinical-time: the one of whom it is not said",
        ),
        pytest.param(
            "clinical-time",
            clinician("fte: 0.3", second="{name: Lea Sand, role: clinician, fte: 0.2}"),
            Shown(
                "funded",
                "{name: Sam Okafor, role: lead-clinician, fte: 0.3}",
                "write `funded: true`, or `funded: false` if it is a favour on top of the day job",
                ("Lea Sand: {name: Lea Sand, role: clinician, fte: 0.2}",),
            ),
            id="clinical-time: each of two",
        ),
        pytest.param(
            "clinical-safety-officer",
            roster(tail=OPERATIONS),
            Shown(
                "clinical-safety-officer",
                "members",
                "find a clinical safety officer, on the team or elsewhere, and list them under `members` or `available`",
            ),
            id="clinical-safety-officer: nobody",
        ),
        pytest.param(
            "clinical-safety-officer",
            roster(tail=OPERATIONS, extra=officer("")),
            Shown(
                "Eve Stone",
                "clinical-safety-officer",
                "let a registered clinician hold the role; if Eve Stone is one, add `registration:` with the "
                "register's name",
            ),
            id="clinical-safety-officer: on no register as far as it is said",
        ),
        pytest.param(
            "clinical-safety-officer",
            roster(tail=OPERATIONS, extra=officer(", clinician: no")),
            Shown("Eve Stone", "no", "let a registered clinician hold the role"),
            id="clinical-safety-officer: said to be no clinician",
        ),
        pytest.param(
            "clinical-safety-officer",
            roster(tail=OPERATIONS, extra="{name: Eve, title: Clinical Safety Officer, fte: 0.1}"),
            Shown(
                "Eve",
                "Clinical Safety Officer",
                "let a registered clinician hold the role; if Eve is one, add `registration:` with the register's name",
            ),
            id="clinical-safety-officer: the title",
        ),
        pytest.param(
            "clinical-safety-officer",
            roster(
                tail=OPERATIONS, analysis="{name: Ali Demir, roles: [performance-analyst, clinical-safety-officer]}"
            ),
            Shown(
                "Ali Demir",
                "[performance-analyst, clinical-safety-officer]",
                "let a registered clinician hold the role; if Ali Demir is one, add `registration:` with the "
                "register's name",
            ),
            id="clinical-safety-officer: the roles",
        ),
        pytest.param(
            "clinical-safety-officer",
            roster(tail=provided("")),
            Shown(
                "clinical-safety-officer",
                "clinical-safety-officer",
                "add `registration:` with the register's name, such as GMC or NMC",
            ),
            id="clinical-safety-officer: from elsewhere, of an unknown register",
        ),
        pytest.param(
            "senior-clinicians-only",
            roster(
                clinical="{name: Chi Ho, roles: [chief-clinical-information-officer, subject-matter-expert], funded: true}",
                extra="{name: Na Na, title: Chief Nursing Information Officer, fte: 0.2, funded: true}",
            ),
            Shown(
                "lead-clinician",
                "[chief-clinical-information-officer, subject-matter-expert]",
                "pay for some of the week of a clinician who will use the service",
                ("Na Na: Chief Nursing Information Officer",),
            ),
            id="senior-clinicians-only: role or title of each",
        ),
        pytest.param(
            "senior-clinicians-only",
            roster(
                clinical="{name: Chi Ho, title: Chief Clinical Information Officer, funded: true}",
                extra="{name: Na Na, role: chief-nursing-information-officer, fte: 0.2, funded: true}",
                analysis="{name: Ed Ray, roles: [chief-nursing-information-officer, performance-analyst], funded: true}",
            ),
            Shown(
                "lead-clinician",
                "Chief Clinical Information Officer",
                "pay for some of the week of a clinician who will use the service",
                (
                    "Ed Ray: [chief-nursing-information-officer, performance-analyst]",
                    "Na Na: chief-nursing-information-officer",
                ),
            ),
            id="senior-clinicians-only: title, roles and role",
        ),
        pytest.param(
            "senior-clinicians-only",
            roster(**CHIEF),
            Shown(
                "Chi Ho",
                "chief-clinical-information-officer",
                "pay for some of the week of a clinician who will use the service",
            ),
            id="senior-clinicians-only: the role",
        ),
        pytest.param(
            "unclear-lead",
            roster(second="{name: Ana Paz, title: Product Owner}", third="{name: Ed Ray, role: product-manager}"),
            Shown(
                "product-manager",
                "product-manager",
                "name in `led_by` who makes the day-to-day decisions about the product",
                ("Ana Paz: Product Owner", "Ed Ray: product-manager"),
            ),
            id="unclear-lead: role or title of each",
        ),
        pytest.param(
            "unclear-lead",
            roster(
                product="{name: Priya Shah, title: Product Manager}",
                second="{name: Ana Paz, roles: [product-manager, business-analyst]}",
            ),
            Shown(
                "product-manager",
                "Product Manager",
                "name in `led_by` who makes the day-to-day decisions about the product",
                ("Ana Paz: [product-manager, business-analyst]",),
            ),
            id="unclear-lead: title and roles",
        ),
        pytest.param(
            "unclear-lead",
            roster(
                product="{name: Priya Shah, roles: [product-manager, business-analyst]}",
                second="{name: Ana Paz, role: product-manager}",
            ),
            Shown(
                "product-manager",
                "[product-manager, business-analyst]",
                "name in `led_by` who makes the day-to-day decisions about the product",
                ("Ana Paz: product-manager",),
            ),
            id="unclear-lead: roles and role",
        ),
        pytest.param(
            "unclear-lead",
            led_by("Una Kerr"),
            Shown(
                "led_by",
                "Una Kerr",
                "name a member of the team in `led_by`, or add the person under `members`",
            ),
            id="unclear-lead: nobody of that name",
        ),
        pytest.param(
            "unclear-lead",
            led_by("Una Kerr", extra="{name: Una Kerr, role: business-analyst, until: 2026-11-21}"),
            Shown("led_by", "Una Kerr", "name in `led_by` who makes the decisions meanwhile"),
            id="unclear-lead: who has left",
        ),
    ],
)
def test_where_a_finding_points_and_what_to_do(tmp_path: Path, rule: str, text: str, expected: Shown) -> None:
    assert shown(rule, check(tmp_path, text)) == [expected]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(
            "title: Clinical Product Manager",
            [
                "advice clinician-as-product-lead: Priya Shah leads the product as Clinical Product Manager, and nothing says whether that is a clinician or somebody with product skill"
            ],
            id="nothing but a title",
        ),
        pytest.param(
            "title: Clinical Product Manager, skills: {product-management: expert, agile: expert}", [], id="and skills"
        ),
        pytest.param("title: Clinical Product Manager, clinician: false", [], id="and that they are no clinician"),
        pytest.param("title: Product Manager, Clinicians' Portal", [], id="another word"),
    ],
)
def test_a_title_that_may_be_a_clinicians(tmp_path: Path, fields: str, expected: list[str]) -> None:
    seat = f"{{name: Priya Shah, role: product-manager, employment: permanent, {fields}}}"
    assert said(check(tmp_path, roster(product=seat))) == expected


def test_of_many_clinicians_only_the_first_are_named(tmp_path: Path) -> None:
    others = {f"x{n}": f"{{name: X{n}, role: clinician, fte: 0.1}}" for n in range(3)}
    (line,) = of("clinical-time", check(tmp_path, clinician("fte: 0.3", **others)))
    assert "Sam Okafor's, X0's and 2 others" in line


def test_why_a_clinical_safety_officer_is_needed(tmp_path: Path) -> None:
    (finding,) = check(tmp_path, roster(tail=OPERATIONS)).findings
    assert finding.why is not None
    assert finding.why.startswith("A registered clinician, trained in clinical risk management")


PAIR = "Priya Shah and Sam Okafor pair product management with clinical leadership, the arrangement that works best"
OWN = "Priya Shah, who leads the product, is the organisation's own: what the team learns stays"
TOGETHER = "digital, clinical and operational people are on the team together"
HYBRID = "Lea Sand leads as a clinical product manager: a clinician who has learnt the trade of leading a product"


def manager(fields: str) -> str:
    return f"{{name: Priya Shah, role: product-manager{fields}}}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(roster(), [PAIR, OWN], id="a pair, and a lead of our own"),
        pytest.param(
            roster(product=manager(", employment: permanent, skills: {product-management: expert, agile: expert}")),
            [PAIR, OWN],
            id="recorded skills make nobody a clinician",
        ),
        pytest.param(
            roster(product=manager(", employment: permanent, skills: {agile: expert}")),
            [OWN],
            id="who holds the role leads by trade, whatever is recorded",
        ),
        pytest.param(roster(product=manager(", fte: 0.5")), [PAIR], id="half of the week makes a pair"),
        pytest.param(roster(product=manager(", fte: 0.4")), [], id="less does not"),
        pytest.param(roster(product=manager(", employment: contractor")), [], id="nor does a contractor"),
        pytest.param(roster(product=manager(", employment: secondment")), [PAIR], id="but somebody on loan does"),
        pytest.param(roster(product=manager(", skills: {product-management: working}")), [], id="a beginner does not"),
        pytest.param(
            roster(
                product="{name: Lea Sand, role: product-manager, registration: NMC, funded: true, skills: {product-management: practitioner}}"
            ),
            [HYBRID],
            id="a clinical product manager is no pair of their own",
        ),
        pytest.param(
            roster(
                product="{name: Lea Sand, roles: [product-manager, lead-clinician], funded: true, employment: permanent}",
                clinical=None,
            ),
            [],
            id="nor is one person in both roles, nor a lead by trade",
        ),
        pytest.param(
            roster(
                product="{name: Lea Sand, roles: [product-manager, lead-clinician], clinician: false, funded: true}",
                clinical=None,
            ),
            [],
            id="nor is one person in both roles who is no clinician",
        ),
        pytest.param(
            roster(product="{name: Lea Sand, role: product-manager, registration: NMC, employment: permanent}"),
            [],
            id="a clinician without the skill is praised for nothing",
        ),
        pytest.param(
            led_by("Ruth Adeyemi", delivery="{name: Ruth Adeyemi, role: delivery-manager, employment: permanent}"),
            [],
            id="a third one decides, who has not learnt it",
        ),
        pytest.param(led_by("Sam Okafor"), [PAIR], id="the clinician of the pair decides"),
        pytest.param(led_by("Priya Shah"), [PAIR, OWN], id="the product manager of the pair decides"),
        pytest.param(
            roster(second="{name: Omar Said, role: product-manager}", product=manager("")),
            [PAIR],
            id="a pair, although nothing says which of two decides",
        ),
        pytest.param(
            roster(product=manager(", employment: fixed-term")), [PAIR], id="only a permanent lead is our own for good"
        ),
        pytest.param(
            roster(extra="{name: Vi Holt, role: operational-lead, fte: 0.2}"),
            [PAIR, OWN, TOGETHER],
            id="three viewpoints",
        ),
        pytest.param(
            roster(
                product="{name: Lea Sand, role: product-manager, registration: NMC, funded: true, employment: permanent, skills: {product-management: practitioner}}",
                second="{name: Priya Shah, role: product-manager}",
                head="phase: alpha\nled_by: Lea Sand",
                extra="{name: Vi Holt, role: operational-lead, fte: 0.2}",
            ),
            [
                HYBRID,
                "Lea Sand, who leads the product, is the organisation's own: what the team learns stays",
                TOGETHER,
            ],
            id="a hybrid of our own among three viewpoints",
        ),
        pytest.param(
            roster(
                clinical="{name: Lea Sand, role: lead-clinician, funded: true, employment: permanent, skills: {product-management: practitioner}}",
                head="phase: alpha\nled_by: Lea Sand",
                extra="{name: Vi Holt, role: operational-lead, fte: 0.2}",
            ),
            [
                HYBRID,
                "Priya Shah and Lea Sand pair product management with clinical leadership, the arrangement that works best",
                "Lea Sand, who leads the product, is the organisation's own: what the team learns stays",
            ],
            id="of four the first three",
        ),
    ],
)
def test_what_a_team_does_well(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert check(tmp_path, text).teams[0].strengths == expected


def test_a_team_that_says_neither_its_name_nor_its_phase(tmp_path: Path) -> None:
    (given,) = check(tmp_path, roster()).teams
    assert (given.team, given.phase, given.phase_given) == ("Wards", "alpha", True)
    (bare,) = check(tmp_path, roster().replace("team: Wards\n", "").replace("phase: alpha\n", "")).teams
    assert (bare.team, bare.phase, bare.phase_given) == ("team", "alpha", False)


def test_a_catalogue_with_one_more_family_knows_its_viewpoint(tmp_path: Path) -> None:
    theirs = "families:\n  patients: {name: Patients, viewpoint: operational, hands_on: true}\n"
    theirs += "roles:\n  patient: {name: Patient, family: patients, why: Uses it.}\n"
    text = roster(
        tail=SAFETY.splitlines(keepends=True)[0] + SAFETY.splitlines(keepends=True)[1],
        extra="{name: Pat Lowe, role: patient}",
    )
    report = check_by(tmp_path, theirs, text)
    assert said(report) == []
    assert TOGETHER in report.teams[0].strengths
