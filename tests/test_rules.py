"""Each rule's judgement where it is fine: it fires here and must not fire there, and says so in these words.

The documentation of each rule holds the plain cases; test_rule_examples.py runs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import mvdt
from mvdt.findings import Finding
from mvdt.report import Report

TODAY = "2026-11-22"
SAFETY = (
    "available:\n  - {role: clinical-safety-officer, by: the safety team, registration: NMC}\n"
    "  - {role: operational-lead, by: the clinic}\n"
)
TEAM = {
    "product": "{name: Priya Shah, role: product-manager, employment: permanent}",
    "delivery": "{name: Ruth Adeyemi, role: delivery-manager}",
    "design": "{name: Tom Hale, roles: [interaction-designer, service-designer]}",
    "content": "{name: Cara Dunn, role: content-designer}",
    "research": "{name: Mina Roy, role: user-researcher}",
    "development": "{name: Jo Lin, role: lead-developer}",
    "clinical": "{name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}",
    "analysis": "{name: Ali Demir, role: performance-analyst}",
}


def roster(head: str = "phase: alpha", tail: str = SAFETY, **changes: str | None) -> str:
    """A viable team in alpha with some seats changed, added, or (None) empty."""
    seats = {key: seat for key, seat in (TEAM | changes).items() if seat is not None}
    return (
        f"team: Wards\nsponsor: Chief Operating Officer\n{head}\nmembers:\n"
        + "".join(f"  - {seat}\n" for seat in seats.values())
        + tail
    )


def check(tmp_path: Path, text: str, on: str = TODAY) -> Report:
    (tmp_path / "team.yaml").write_text(text)
    return mvdt.check([tmp_path / "team.yaml"], on=on)


def said(report: Report) -> list[str]:
    return [f"{finding.severity} {finding.rule}: {finding.message}" for finding in report.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(roster(), [], id="a viable team"),
        pytest.param(
            roster(research=None),
            ["error missing-role: no user researcher on the team, and the role is essential in alpha"],
            id="nobody",
        ),
        pytest.param(
            roster(head="clinical: true", research=None),
            ["error missing-role: no user researcher on the team, and the role is essential in alpha"],
            id="nobody, and no phase: judged as in alpha",
        ),
        pytest.param(
            roster(research=None, tail=SAFETY + "vacancies:\n  - {role: user-researcher, from: 2026-01-11}\n"),
            [
                "error missing-role: no user researcher on the team yet: the post is vacant, was to be filled from "
                "11 January 2026"
            ],
            id="a vacancy whose day has passed",
        ),
        pytest.param(
            roster(research=None, development="{name: Jo Lin, role: lead-developer, fte: full time}"),
            [
                "error missing-role: no user researcher on the team, and the role is essential in alpha",
                "error invalid-roster: `fte` is `full time`, and must be a number from 0 to 1.2",
            ],
            id="a broken field hides nobody",
        ),
        pytest.param(
            roster(research=None, development="{name: !who Jo Lin, role: lead-developer}"),
            [
                "error missing-role: no user researcher on the team, and the role is essential in alpha",
                "error invalid-file: the tag `!who` means nothing here",
            ],
            id="a strange tag hides nobody",
        ),
        pytest.param(
            roster(research=None, development="{name: Jo Lin, role: [lead-developer]}"),
            ["error invalid-roster: `role` takes one role, and here stands a list"],
            id="silent where a role can't be read",
        ),
        pytest.param(
            roster().replace("members:", "membrs:"),
            ["error invalid-roster: `membrs` is not a field of a roster"],
            id="silent where `members` is misspelt",
        ),
        pytest.param(
            roster(research=None, tail=SAFETY + "vacancies:\n  - {role: user-researcher, from: 2027-01-11}\n"),
            [
                "error missing-role: no user researcher on the team yet: the post is vacant, to be filled from "
                "11 January 2027"
            ],
            id="a vacancy fills nothing",
        ),
        pytest.param(
            roster(research=None, tail=SAFETY + "  - {role: user-researcher, by: ICS design team, fte: 0.4}\n"),
            [
                "warning missing-role: no user researcher on the team: ICS design team looks in (0.4 FTE), which is no "
                "substitute for somebody of the team"
            ],
            id="somebody who looks in",
        ),
        pytest.param(
            roster(research="{name: Mina Roy, role: user-researcher, from: 2027-01-11}"),
            ["error missing-role: no user researcher on the team yet: Mina Roy starts on 11 January 2027"],
            id="not yet started",
        ),
        pytest.param(
            roster(research="{name: Mina Roy, role: user-researcher, until: 2026-11-21}"),
            ["error missing-role: no user researcher on the team any more: Mina Roy left on 21 November 2026"],
            id="already gone",
        ),
        pytest.param(
            roster(
                research="{name: Mina Roy, role: user-researcher, from: 2026-11-22, until: 2026-11-22}",
                next="{name: Finn Roth, role: user-researcher, from: 2026-11-23}",
            ),
            [],
            id="here on the very day",
        ),
        pytest.param(
            roster(research="{name: P7, title: Creative director}"),
            [
                "warning missing-role: no user researcher on the team, and the role is essential in alpha - unless "
                "P7 (Creative director) does this",
                "warning unknown-role: the title `Creative director` can't be matched to a role",
            ],
            id="unless the one whom nobody can place",
        ),
        pytest.param(
            roster(research="{name: P7, title: Creative director}", delivery=None),
            [
                "error missing-role: no delivery manager on the team, and the role is essential in alpha - unless "
                "P7 (Creative director) does this",
                "error missing-role: no user researcher on the team, and the role is essential in alpha - unless "
                "P7 (Creative director) does this",
                "warning unknown-role: the title `Creative director` can't be matched to a role",
            ],
            id="one whom nobody can place can't be two",
        ),
        pytest.param(
            roster(research="{name: Mina Roy, role: user-reseacher}"),
            [
                "warning missing-role: no user researcher on the team, and the role is essential in alpha - unless "
                "Mina Roy (user-reseacher) does this",
                "error unknown-role: `user-reseacher` is not a role in this catalogue",
            ],
            id="unless the one whose role is misspelt",
        ),
        pytest.param(
            roster(research=None, delivery="{name: Ruth Adeyemi, role: delivery-manger}"),
            [
                "warning missing-role: no delivery manager on the team, and the role is essential in alpha - unless "
                "Ruth Adeyemi (delivery-manger) does this",
                "error missing-role: no user researcher on the team, and the role is essential in alpha",
                "error unknown-role: `delivery-manger` is not a role in this catalogue",
            ],
            id="a misspelt role is no excuse for another one",
        ),
        pytest.param(
            roster(design=None),
            [
                "warning design-gap: no interaction designer on the team, only a content designer",
            ],
            id="a content designer is a designer",
        ),
        pytest.param(
            roster(design="{name: Tom Hale, title: Senior Service Designer}", content=None),
            [
                "warning design-gap: no content designer on the team, only a service designer",
                "warning design-gap: no interaction designer on the team, only a service designer",
            ],
            id="the title decides without a role",
        ),
        pytest.param(
            roster(design="{name: Tom Hale, roles: [Interaction Designer, Service Designer]}"),
            [],
            id="a role by its name",
        ),
        pytest.param(
            roster(development="{name: Jo Lin, role: technical-architect}", second="{name: Kit, role: developer}"),
            [],
            id="an architect leads development",
        ),
        pytest.param(
            roster(development=None, tail=SAFETY + "  - {role: technical-architect, by: the architecture team}\n"),
            [
                "warning missing-role: no lead developer on the team: the architecture team looks in, which is no "
                "substitute for somebody of the team"
            ],
            id="an architect who looks in leads nobody",
        ),
        pytest.param(roster(development="{name: Jo Lin, role: developer}"), [], id="a sole developer leads"),
        pytest.param(
            roster(development="{name: Jo Lin, title: Junior Developer}"),
            ["error missing-role: no lead developer on the team, and the role is essential in alpha"],
            id="a sole developer who is learning does not",
        ),
        pytest.param(
            roster(development="{name: Jo Lin, role: developer}", second="{name: Kit, role: frontend-developer}"),
            ["warning no-technical-lead: 2 developers (Jo Lin and Kit) and nobody leads them"],
            id="of two developers one has to be named, and a rule of its own says so",
        ),
        pytest.param(
            roster(clinical="{name: Sam Okafor, title: Consultant Anaesthetist, fte: 0.3, funded: true}"),
            [],
            id="the only clinician, by profession, is the lead",
        ),
        pytest.param(
            roster(research=None, delivery="{name: R, title: Delivery Manager & User Researcher}"),
            ["warning unknown-role: the title `Delivery Manager & User Researcher` could be several roles"],
            id="a title that names the role beside another is asked about once",
        ),
        pytest.param(
            roster(research=None, design="{name: T, title: UX/UI wizard and designer}"),
            [
                "warning missing-role: no user researcher on the team, and the role is essential in alpha - unless "
                "T (UX/UI wizard and designer) does this",
                "warning design-gap: no interaction designer on the team, only a content designer - unless "
                "T (UX/UI wizard and designer) does this",
                "warning unknown-role: the title `UX/UI wizard and designer` could be several roles",
            ],
            id="half of a title that nobody can read may be any role",
        ),
        pytest.param(
            roster(research=None, **{f"x{n}": f"{{name: X{n}, title: Wizard}}" for n in range(4)}, analysis=None),
            [
                "warning missing-role: no user researcher on the team, and the role is essential in alpha - unless "
                "one of 4 people whose role can't be told does this",
                "warning missing-role: no performance analyst on the team, and the role is recommended in alpha - "
                "unless one of 4 people whose role can't be told does this",
                "warning team-size: 10 people on one team, more than the 9 who can work as one",
                *["warning unknown-role: the title `Wizard` can't be matched to a role"] * 4,
            ],
            id="many whom nobody can place are counted",
        ),
        pytest.param(
            roster(head="phase: discovery", development=None, analysis=None),
            ["advice missing-role: no lead developer on the team, and the role is recommended in discovery"],
            id="discovery asks less",
        ),
        pytest.param(
            roster(head="phase: beta"),
            [
                "advice single-holder: only Jo Lin can change, deploy or run the service (judged by roles, for no "
                "skills are recorded)",
                "warning missing-role: no web operations engineer on the team, and the role is recommended in beta",
            ],
            id="beta asks more",
        ),
        pytest.param(
            roster(head="phase: alpha\nclinical: false", clinical=None),
            ["advice missing-role: no lead clinician on the team, which is worth a thought"],
            id="a clinician is a thought where care is not affected",
        ),
        pytest.param(
            roster(tail="available: [{role: operational-lead}]\n"),
            [
                "warning clinical-safety-officer: no clinical safety officer on the team or available to it, and a "
                "service that affects care needs one before it goes live",
            ],
            id="clinical safety where care is affected",
        ),
        pytest.param(
            roster(research=None, clinical=None, extra="Mina Roy"),
            ["error invalid-roster: a member is a group of fields, and here stands `Mina Roy`"],
            id="silent while an entry can't be read",
        ),
    ],
)
def test_missing_role(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(check(tmp_path, text))) == sorted(expected)


def test_the_day_decides_who_is_there(tmp_path: Path) -> None:
    text = roster(research="{name: Mina Roy, role: user-researcher, from: 2027-04-01}")
    assert [finding.rule for finding in check(tmp_path, text).findings] == ["missing-role"]
    assert said(check(tmp_path, text, on="2027-04-01")) == []


IT = ", role: service-desk-analyst, fte: 1.0}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(roster(a="{name: A" + IT, b="{name: B" + IT), [], id="two of nine"),
        pytest.param(
            roster(**{f"x{n}": f"{{name: X{n}{IT}" for n in range(8)}),
            [
                "warning skill-imbalance: IT operations and support holds 8.0 of the team's 15.3 FTE (52%, more than "
                "the 50% that is balanced; a full week assumed for 7 people)"
            ],
            id="eight from IT",
        ),
        pytest.param(
            "team: Wards\nclinical: false\nmembers:\n"
            + "".join(
                f"  - {{name: X{n}, role: {role}, fte: 1.0}}\n" for n, role in enumerate(["user-researcher"] * 3)
            ),
            [],
            id="three people are too few to judge",
        ),
        pytest.param(
            "team: Wards\nclinical: false\nmembers:\n"
            "  - {name: A, role: user-researcher, fte: 1.0}\n  - {name: B, role: user-researcher, fte: 1.0}\n"
            "  - {name: C, role: product-manager, fte: 1.0}\n  - {name: D, role: delivery-manager, fte: 1.0}\n",
            [],
            id="exactly half is balanced",
        ),
        pytest.param(
            "team: Wards\nclinical: false\nmembers:\n"
            "  - {name: A, roles: [user-researcher, product-manager], fte: 1.0}\n"
            "  - {name: B, role: user-researcher, fte: 1.0}\n"
            "  - {name: C, role: product-manager, fte: 1.0}\n  - {name: D, role: user-researcher, fte: 0.6}\n",
            [
                "warning skill-imbalance: User research holds 2.1 of the team's 3.6 FTE (58%, more than the 50% that is balanced)"
            ],
            id="two roles count by halves",
        ),
        pytest.param(
            roster(**{f"x{n}": f"{{name: X{n}{IT[:-1]}, until: 2026-01-31}}" for n in range(9)}),
            [],
            id="those who have left do not count",
        ),
    ],
)
def test_skill_imbalance(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert [line for line in said(check(tmp_path, text)) if "skill-imbalance" in line] == expected


UNSKILLED = "leads the product without recorded product-management or service-design skill at practitioner level"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(product="{name: Alex Moore, role: product-manager, registration: GMC}"),
            [f"Alex Moore (a clinician on the GMC register) {UNSKILLED}"],
            id="registered",
        ),
        pytest.param(
            roster(product="{name: Alex Moore, role: product-manager, clinician: true}"),
            [f"Alex Moore {UNSKILLED}"],
            id="said outright",
        ),
        pytest.param(
            roster(product="{name: Alex Moore, role: product-manager, clinician: false, title: Lead Pharmacist}"),
            [],
            id="denied outright",
        ),
        pytest.param(
            roster(product="{name: Alex Moore, role: product-manager, staff_group: Nursing and midwifery registered}"),
            [f"Alex Moore (a clinician by the staff group Nursing and midwifery registered) {UNSKILLED}"],
            id="staff group",
        ),
        pytest.param(
            roster(product="{name: A, role: product-manager, staff_group: '08', title: Consultant Anaesthetist}"),
            [],
            id="staff group beats title",
        ),
        pytest.param(
            roster(product="{name: Alex Moore, role: product-manager, title: Consultant Anaesthetist}"),
            [f"Alex Moore (a clinician by the job title Consultant Anaesthetist) {UNSKILLED}"],
            id="a title that only a clinician holds",
        ),
        pytest.param(
            roster(product="{name: Alex Moore, title: Consultant Anaesthetist and Product Owner}"),
            [
                "Alex Moore (a clinician by the job title Consultant Anaesthetist and Product Owner) " + UNSKILLED,
            ],
            id="a profession beside a role in one title",
        ),
        pytest.param(
            roster(product="{name: Alex Moore, role: product-manager, title: Management Consultant}"),
            [],
            id="a consultant of another kind",
        ),
        pytest.param(
            roster(product="{name: Dr Alex Moore, title: Clinical Product Manager, clinician: false}"),
            [],
            id="a hybrid's title decides nothing",
        ),
        pytest.param(
            roster(product="{name: Dr Alex Moore, role: product-manager}"), [], id="a doctorate decides nothing"
        ),
        pytest.param(
            roster(
                product="{name: Alex Moore, role: product-manager, registration: NMC, skills: {service-design: expert}}"
            ),
            [],
            id="recorded skill makes the hybrid",
        ),
        pytest.param(
            roster(
                product="{name: Alex Moore, role: product-manager, registration: NMC, skills: {product-management: working}}"
            ),
            [f"Alex Moore (a clinician on the NMC register) {UNSKILLED}"],
            id="working level is not enough",
        ),
        pytest.param(roster(head="phase: alpha\nled_by: Sam Okafor"), [], id="paired with a product manager"),
        pytest.param(
            roster(head="phase: alpha\nled_by: Sam Okafor", product="{name: P, role: product-manager, fte: 0.4}"),
            [f"Sam Okafor (a clinician by the role of lead clinician) {UNSKILLED}"],
            id="less than half a week is no pair",
        ),
        pytest.param(
            roster(
                head="phase: alpha\nled_by: Sam Okafor",
                product="{name: P, role: product-manager, skills: {product-management: working}}",
            ),
            [f"Sam Okafor (a clinician by the role of lead clinician) {UNSKILLED}"],
            id="a beginner is no pair",
        ),
        pytest.param(
            roster(
                head="phase: alpha\nled_by: A",
                product="{name: A, role: product-manager, registration: GMC}",
                second="{name: B, role: product-manager, registration: GMC}",
            ),
            [
                f"A (a clinician on the GMC register) {UNSKILLED}",
                f"B (a clinician on the GMC register) {UNSKILLED}",
            ],
            id="two unskilled clinicians don't vouch for each other",
        ),
        pytest.param(
            roster(owner="{name: Alex Moore, role: service-owner, registration: GMC, fte: 0.4}"),
            [],
            id="a service owner beside a product manager",
        ),
    ],
)
def test_clinician_as_product_lead(tmp_path: Path, text: str, expected: list[str]) -> None:
    found = [finding for finding in check(tmp_path, text).findings if finding.rule == "clinician-as-product-lead"]
    assert [finding.message for finding in found] == expected
    assert all(finding.severity == "error" for finding in found)


def test_a_title_that_clinicians_and_others_hold_is_asked_about(tmp_path: Path) -> None:
    report = check(
        tmp_path, roster(product="{name: Alex Moore, title: Clinical Product Manager, employment: permanent}")
    )
    assert said(report) == [
        "advice clinician-as-product-lead: Alex Moore leads the product as Clinical Product Manager, and nothing says "
        "whether that is a clinician or somebody with product skill"
    ]
    # What can't be told is not praised either.
    assert not any("pair" in strength for strength in report.teams[0].strengths)


def test_a_register_and_a_denial_contradict_each_other(tmp_path: Path) -> None:
    report = check(
        tmp_path, roster(research="{name: Mina Roy, role: user-researcher, clinician: no, registration: NMC}")
    )
    (finding,) = report.findings
    assert (finding.rule, finding.message, finding.fix) == (
        "invalid-roster",
        "`clinician` is false, and `registration` says `NMC`",
        "whoever is on a statutory register is a clinician: leave out the one that is wrong",
    )


def test_the_hybrid_is_praised(tmp_path: Path) -> None:
    text = roster(
        product="{name: Alex Moore, role: product-manager, employment: permanent, registration: GMC, "
        "skills: {product-management: expert}}"
    )
    report = check(tmp_path, text)
    assert report.findings == []
    assert report.teams[0].strengths[0] == (
        "Alex Moore leads as a clinical product manager: a clinician who has learnt the trade of leading a product"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(product=None),
            ["nobody leads the product, so Sam Okafor will end up in charge as lead clinician"],
            id="whoever is there",
        ),
        pytest.param(
            roster(product=None, **{f"x{n}": f"{{name: X{n}, role: lead-clinician}}" for n in range(4)}),
            [
                "nobody leads the product, so one of the lead clinicians (Sam Okafor, X0 and 3 others) will end up in "
                "charge"
            ],
            id="one of many",
        ),
        pytest.param(roster(product="{name: Pat, role: service-owner}"), [], id="a service owner leads"),
        pytest.param(roster(head="phase: alpha\nled_by: Ruth Adeyemi", product=None), [], id="somebody is named"),
        pytest.param(
            roster(head="phase: alpha\nled_by: Sam Okafor", product=None),
            [],
            id="the clinician is named: the graver rule speaks",
        ),
        pytest.param(roster(product=None, clinical=None), [], id="no clinician to end up in charge"),
    ],
)
def test_clinician_by_default(tmp_path: Path, text: str, expected: list[str]) -> None:
    found = [finding.message for finding in check(tmp_path, text).findings if finding.rule == "clinician-by-default"]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            roster(head="phase: alpha\nled_by: Pryia Shah"),
            [
                (
                    "Pryia Shah, who is to lead the product, is not among the members",
                    "did you mean Priya Shah? Otherwise name a member of the team in `led_by`, or add the person under "
                    "`members`",
                )
            ],
            id="misspelt",
        ),
        pytest.param(roster(head="phase: alpha\nled_by: priya  shah"), [], id="case and spaces do not matter"),
        pytest.param(roster(head="phase: alpha\nled_by: product-manager"), [], id="a role that one person holds"),
        pytest.param(
            roster(
                head="phase: alpha\nled_by: Priya Shah",
                product="{name: Priya Shah, role: product-manager, until: 2026-01-01}",
            ),
            [
                (
                    "Priya Shah, who is to lead the product, has left the team",
                    "name in `led_by` who makes the decisions meanwhile",
                )
            ],
            id="the lead has left",
        ),
        pytest.param(
            roster(second="{name: Omar Said, role: product-manager}"),
            [
                (
                    "2 people are product managers (Priya Shah and Omar Said), and nothing says which of them decides",
                    "name in `led_by` who makes the day-to-day decisions about the product",
                )
            ],
            id="two product managers",
        ),
        pytest.param(
            roster(head="phase: alpha\nled_by: Omar Said", second="{name: Omar Said, role: product-manager}"),
            [],
            id="two product managers and one who decides",
        ),
        pytest.param(roster(owner="{name: Omar Said, role: service-owner}"), [], id="one owner beside one manager"),
        pytest.param(
            roster(second="{name: Omar Said, title: Associate Product Manager}"),
            [],
            id="one who is learning beside one",
        ),
        pytest.param(roster(product=None), [], id="missing-role speaks of a missing manager"),
    ],
)
def test_unclear_lead(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    found = [finding for finding in check(tmp_path, text).findings if finding.rule == "unclear-lead"]
    assert [(finding.message, finding.fix) for finding in found] == expected
    assert all(finding.severity == "warning" for finding in found)


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        (
            "{name: K, role: devloper}",
            ("error", "`devloper` is not a role in this catalogue", "did you mean `developer` or `lead-developer`?"),
        ),
        (
            "{name: K, roles: [developer, tester-of-things]}",
            ("error", "`tester-of-things` is not a role in this catalogue", "choose one of the roles that"),
        ),
        (
            "{name: K, title: Developer and Scrum Master}",
            (
                "warning",
                "the title `Developer and Scrum Master` could be several roles",
                "add `role:` with `developer` or",
            ),
        ),
        (
            "{name: K}",
            ("warning", "nothing says what K does: there is neither a role nor a title", "add `role:` with one of"),
        ),
    ],
)
def test_unknown_role(tmp_path: Path, seat: str, expected: tuple[str, str, str]) -> None:
    (finding,) = check(tmp_path, roster(extra=seat)).findings
    severity, message, fix = expected
    assert (finding.severity, finding.message) == (severity, message)
    assert finding.fix.startswith(fix)
    assert finding.about == "K"


def test_a_vacancy_with_an_unknown_role_is_named_too(tmp_path: Path) -> None:
    (finding,) = check(tmp_path, roster(tail=SAFETY + "vacancies:\n  - {role: user-reseacher}\n")).findings
    assert (finding.rule, finding.about, finding.location.line) == ("unknown-role", "user-reseacher", 17)


def test_people_without_names_are_told_apart_by_role_and_ordinal(tmp_path: Path) -> None:
    seats = [seat.replace(seat[1 : seat.index(",") + 2], "") for seat in TEAM.values()]
    text = "team: Wards\nphase: alpha\nmembers:\n" + "".join(f"  - {seat}\n" for seat in seats)
    text += "  - {role: developer}\n  - {role: developer}\n  - {role: dveloper}\n" + SAFETY
    report = check(tmp_path, text)
    assert ("unknown-role", "dveloper") in [(finding.rule, finding.about) for finding in report.findings]
    names = [member.name for member in report.teams[0].members]
    assert names[:2] == ["product manager", "delivery manager"]
    assert names[-3:] == ["developer 1", "developer 2", "dveloper"]


def test_exceptions_are_counted_and_expire(tmp_path: Path) -> None:
    exception = "exceptions:\n  - {rule: missing-role, about: user-researcher, reason: Interviews, until: 2026-12-31}\n"
    text = roster(research=None, tail=SAFETY + exception)
    now = check(tmp_path, text)
    assert [finding.status for finding in now.findings] == ["excepted"]
    assert (now.exit_code, now.teams[0].verdict) == (0, "green")
    later = check(tmp_path, text, on="2027-01-01")
    assert [(finding.rule, finding.status) for finding in later.findings] == [
        ("missing-role", "active"),
        ("expired-exception", "active"),
    ]
    assert (later.exit_code, later.teams[0].verdict) == (1, "red")


def test_an_exception_for_a_rule_that_there_is_not_is_told(tmp_path: Path) -> None:
    exception = "exceptions:\n  - {rule: missng-role, about: User researcher, reason: Interviews}\n"
    (finding,) = check(tmp_path, roster(tail=SAFETY + exception)).findings
    assert (finding.rule, finding.message, finding.fix) == (
        "invalid-roster",
        "`missng-role` is not a rule that mvdt knows",
        "did you mean `missing-role`?",
    )
    by_name = roster(research=None, tail=SAFETY + exception.replace("missng", "missing"))
    assert [finding.status for finding in check(tmp_path, by_name).findings] == ["excepted"]


@pytest.mark.parametrize(
    "line", ["phase: ALPHA", "phase: alpha\napproach: Build\ndecides: Fully", "phase: alpha\nclinical: Yes"]
)
def test_letter_case_makes_no_difference_to_a_value(tmp_path: Path, line: str) -> None:
    seat = "{name: Kit, role: developer, employment: Permanent, skills: {Programming: Expert}}"
    assert said(check(tmp_path, roster(head=line, extra=seat))) == []


def test_days_in_the_wrong_order_are_told(tmp_path: Path) -> None:
    (finding,) = check(
        tmp_path, roster(extra="{name: K, role: developer, from: 2026-05-02, until: 2026-05-01}")
    ).findings
    assert finding.message == "`until` (2026-05-01) is before `from` (2026-05-02)"


def test_a_pair_is_praised_only_where_it_would_be_accepted(tmp_path: Path) -> None:
    pair = "pair product management with clinical leadership"
    full = check(tmp_path, roster()).teams[0].strengths
    part_time = check(tmp_path, roster(product="{name: P, role: product-manager, fte: 0.4}")).teams[0].strengths
    assert any(pair in strength for strength in full)
    assert not any(pair in strength for strength in part_time)


def test_no_exception_makes_a_broken_roster_pass(tmp_path: Path) -> None:
    exception = "exceptions:\n  - {rule: invalid-roster, reason: We like it so}\n"
    report = check(tmp_path, roster(tail=SAFETY + exception + "colour: blue\n"))
    assert [(finding.rule, finding.status) for finding in report.findings] == [("invalid-roster", "active")]
    assert report.exit_code == 1


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("note: NHS number 943 476 5919", "943 476 5919"),
        ("note: NI is AB 12 34 56 C", "AB 12 34 56 C"),
        ("note: pin 12A3456B", "12A3456B"),
        ("registration: GMC 7654321", "7654321"),
        ("note: born 12 March 1985", "12 March 1985"),
        ("note: started life on 1985-03-12", "1985-03-12"),
        ("note: write to priya.shah@gmail.com", "priya.shah@gmail.com"),
        ("note: lives at LS1 4AP", "LS1 4AP"),
        ("dob: 1985-03-12", "1985-03-12"),
        ("employment: a text so long that it is cut 943 476 5919", "943 476"),
        ("Date of birth: 12/03/85", "12/03/85"),
        ("salary: 54321", "54321"),
        ("title: Nurse 943 476\n      5919", "943 476 5919"),
        ("title: Nurse 943 476\n      5919", "943 476"),
        ("note: >\n      NHS 943 476\n      5919", "943 476"),
        ("ethnicity: Welsh Bangladeshi", "Welsh Bangladeshi"),
        ("gmc_number: 7654321", "7654321"),
        ("health:\n      detail: asthmatic", "asthmatic"),
    ],
)
def test_personal_data_is_refused_and_never_shown(tmp_path: Path, line: str, hidden: str) -> None:
    from mvdt.output import Page, get

    text = f"team: Wards\nphase: alpha\nmembers:\n  - name: Priya Shah\n    role: product-manager\n    {line}\n"
    report = check(tmp_path, text)
    assert "personal-data" in [finding.rule for finding in report.findings]
    assert report.exit_code == 1
    for name in ("text", "json"):
        assert hidden not in "".join(get(name).render(report, Page()))


@pytest.mark.parametrize(
    "line",
    [
        "note: Desk phone 020 7946 0018",
        "note: Mobile 07700 900123",
        "note: Post 1234567890",
        "title: Band 8b Clinical Systems Lead (Ref 14878)",
        "id: esr-post-20418834",
        "from: 1998-04-01",
        "note: Contract PRJ-2024-000123 from 2019-01-07 until 2021-03-31",
        "note: priya.shah@nhs.net",
        "organisation: Leeds office, LS1 4AP",
        "note: Age UK project, race to the top, health records",
        "registration: GMC",
    ],
)
def test_ordinary_details_raise_no_false_alarm(tmp_path: Path, line: str) -> None:
    text = f"team: Wards\nphase: alpha\nmembers:\n  - name: Priya Shah\n    role: product-manager\n    {line}\n"
    assert "personal-data" not in [finding.rule for finding in check(tmp_path, text).findings]


def test_an_old_first_day_is_no_birthday_however_the_roster_is_written(tmp_path: Path) -> None:
    # A list within braces sends the file to the slower reader, which looks at values and not at lines.
    seat = "{name: Priya Shah, roles: [product-manager, service-owner], employment: permanent, from: 1998-04-01}"
    assert said(check(tmp_path, roster(product=seat))) == []
    born = seat.replace("from: 1998-04-01", "note: 1998-04-01")
    assert [finding.rule for finding in check(tmp_path, roster(product=born)).findings] == ["personal-data"]


def test_a_rule_that_crashes_is_named_and_the_others_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    from mvdt import rules

    def crash(*_: object) -> Iterator[Finding]:
        raise ValueError("Priya Shah 943 476 5919")

    every: list[rules.Rule] = [
        rule._replace(judge=crash) if rule.name == "unclear-lead" else rule for rule in rules.every()
    ]
    monkeypatch.setattr(rules, "every", lambda: every)
    report = check(tmp_path, roster(research=None))
    assert [finding.rule for finding in report.findings] == ["missing-role"]
    assert [(crash.rule, crash.error.split(",")[0]) for crash in report.crashes] == [
        ("unclear-lead", "ValueError in crash")
    ]
    assert report.exit_code == 4
