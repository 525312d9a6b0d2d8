"""Independent cases for the rules on who leads and on the part that clinicians have.

Every finding of a roster is compared, so that a second rule which speaks of the same cause is seen at once.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_rules import SAFETY, check, roster, said

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
