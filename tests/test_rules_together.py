"""What holds for all rules together, over teams made up at random: the order of people decides nothing, what can only
help makes nothing worse, and a table is judged as the roster that says the same."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
import yaml

import mvdt
from mvdt.findings import SEVERITIES
from mvdt.model.catalogue import load

ON: Final = date(2026, 11, 22)
TEAMS: Final = 300
CATALOGUE: Final = load()
CORE: Final = [
    *("product-manager", "delivery-manager", "interaction-designer", "content-designer", "user-researcher"),
    *("lead-developer", "developer", "lead-clinician", "clinician", "clinical-safety-officer", "performance-analyst"),
    *("web-operations-engineer", "service-owner", "operational-lead", "chief-nursing-information-officer"),
]

HEADINGS: Final = [
    "Name",
    "Role",
    "WTE",
    "Employment",
    "Registration",
    "Clinician",
    "Funded",
    "Shared",
    "Start date",
    "End date",
    "Skills",
    "Team",
    "Phase",
]

Team = dict[str, Any]
# By file, rule and subject: how grave it is.
Judged = dict[tuple[str, str, str], int]


def a_member(random: Random, name: str) -> dict[str, Any]:
    member: dict[str, Any] = {"name": name, "fte": random.choice([1.0] * 6 + [0.8, 0.6, 0.4, 0.2, 0.1, 0])}
    roles = random.sample(CORE if random.random() < 0.8 else [*CATALOGUE.roles], random.choice([1] * 8 + [2, 3]))
    member |= {"role": roles[0]} if len(roles) == 1 else {"roles": roles}
    member["employment"] = random.choice(
        ["permanent", "permanent", "fixed-term", "secondment", "contractor", "supplier"]
    )
    if random.random() < 0.2:
        member["funded"] = random.random() < 0.7
    if random.random() < 0.3:
        member["registration"] = random.choice([*CATALOGUE.registers])
    elif random.random() < 0.1:
        member["clinician"] = random.random() < 0.5
    if random.random() < 0.1:
        member["shared"] = True
    if random.random() < 0.1:
        member["until"] = str(ON + timedelta(days=random.randint(-20, 200)))
    elif random.random() < 0.1:
        member["from"] = str(ON + timedelta(days=random.randint(-200, 100)))
    if random.random() < 0.3:
        skills = random.sample([*CATALOGUE.skills], 3) + random.sample(["product-management", "programming"], 1)
        member["skills"] = {skill: random.choice(CATALOGUE.file.levels) for skill in skills}
    return member


def a_team(random: Random, number: int) -> Team:
    # Nobody is on two teams: what is found of one does not depend on the others.
    names = [f"{first} {chr(97 + number % 26)}{'abcdefghijklmnop'[number // 26]}son" for first in "ABCDEFGHIJKL"]
    names = [f"{name[0]}{'aeiou'[place % 5]}{'lmnr'[place % 4]}{name[1:]}" for place, name in enumerate(names)]
    team: Team = {"team": f"Team {number}", "phase": random.choice(CATALOGUE.phases)}
    choices: dict[str, list[Any]] = {
        "clinical": [False],
        "approach": ["build", "buy", "mixed"],
        "uses_ai": [True],
        "decides": ["fully", "partly", "no"],
        "led_by": [*names[:3], "Nobody of the team"],
    }
    for field, values in choices.items():
        if random.random() < 0.3:
            team[field] = random.choice(values)
    team["members"] = [a_member(random, name) for name in names[: random.randint(1, len(names))]]
    for field in ("available", "vacancies"):
        if random.random() < 0.2:
            team[field] = [{"role": random.choice(CORE)} for _ in range(random.randint(1, 2))]
    return team


@pytest.fixture(scope="module")
def teams() -> list[Team]:
    random = Random(1)  # noqa: S311 - teams, not secrets
    return [a_team(random, number) for number in range(TEAMS)]


@pytest.fixture(scope="module")
def judged(teams: list[Team], tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return judge(teams, tmp_path_factory.mktemp("teams"))


def judge(teams: list[Team], folder: Path) -> Judged:
    for number, team in enumerate(teams):
        (folder / f"{number}.yaml").write_text(yaml.safe_dump(team, sort_keys=False), encoding="utf-8")
    return found_in(folder)


def found_in(folder: Path) -> Judged:
    report = mvdt.check([folder], on=ON)
    assert not report.crashes
    assert len(report.teams) == TEAMS
    assert [finding.message for finding in report.findings if finding.rule == "invalid-roster"] == []
    found: Judged = {}
    for finding in report.findings:
        key = (os.path.splitext(os.path.basename(finding.path))[0], finding.rule, finding.about)
        found[key] = max(-SEVERITIES.index(finding.severity), found.get(key, -len(SEVERITIES)))
    return found


def test_the_order_of_people_decides_nothing(teams: list[Team], judged: Judged, tmp_path: Path) -> None:
    assert len({rule for _, rule, _ in judged}) > 25
    random = Random(2)  # noqa: S311 - teams, not secrets
    for team in (changed := deepcopy(teams)):
        random.shuffle(team["members"])
    assert judge(changed, tmp_path) == judged


def vacancy(random: Random, team: Team) -> None:
    team.setdefault("vacancies", []).append({"role": random.choice(CORE)})


def available(random: Random, team: Team) -> None:
    post = {"role": random.choice(CORE), "by": "another team", "registration": "GMC"}
    team.setdefault("available", []).append(post)


def sponsor(random: Random, team: Team) -> None:
    team["sponsor"] = "Chief Operating Officer"


def handover(random: Random, team: Team) -> None:
    team["knowledge_transfer"] = "Pairing on every story"


def authority(random: Random, team: Team) -> None:
    team["decides"] = "fully"


def paid_time(random: Random, team: Team) -> None:
    for member in team["members"]:
        member["funded"] = True


@pytest.mark.parametrize("change", [vacancy, available, sponsor, handover, authority, paid_time])
def test_what_can_only_help_makes_nothing_worse(
    change: Callable[[Random, Team], None], teams: list[Team], judged: Judged, tmp_path: Path
) -> None:
    random = Random(3)  # noqa: S311 - teams, not secrets
    for team in (changed := deepcopy(teams)):
        change(random, team)
    after = judge(changed, tmp_path)
    assert {key: rank for key, rank in after.items() if rank > judged.get(key, -len(SEVERITIES))} == {}
    # A vacancy fills nothing.
    assert (after == judged) == (change is vacancy)


def test_a_table_is_judged_like_the_roster_that_says_the_same(teams: list[Team], tmp_path: Path) -> None:
    random = Random(4)  # noqa: S311 - teams, not secrets
    (tables := tmp_path / "tables").mkdir()
    (rosters := tmp_path / "rosters").mkdir()
    alike = [{field: team[field] for field in ("team", "phase", "members")} for team in teams]
    for number, team in enumerate(alike):
        with (tables / f"{number}.csv").open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream, delimiter=random.choice(",;\t"))
            writer.writerow(HEADINGS)
            for member in team["members"]:
                said = [
                    {True: "Yes", False: "No"}.get(member.get(name), "") for name in ("clinician", "funded", "shared")
                ]
                days = ["/".join(reversed(member.get(name, "").split("-"))) for name in ("from", "until")]
                skills = "; ".join(f"{skill}: {level}" for skill, level in member.get("skills", {}).items())
                roles = ", ".join(member.get("roles", [member.get("role")]))
                given = [member["name"], roles, member["fte"], member["employment"], member.get("registration", "")]
                writer.writerow([*given, *said, *days, skills, team["team"], team["phase"]])
    assert found_in(tables) == judge(alike, rosters)
