"""Write made-up rosters to measure with: the same ones for the same numbers, on every machine.

They are of good teams: from eight members on, no rule finds anything but `team-size` (ten are more than nine) and the
few mistakes that are made on purpose. Else the printing of findings would be what is measured.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
from collections.abc import Iterator
from itertools import count, islice
from random import Random
from typing import Any, Final

import yaml

CATALOGUE: Final = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "roles.yaml")

SPOILT: Final = 0.02
"""The share of rosters with something wrong in them."""

OUTSIDE: Final = 0.4
"""The share of rosters with somebody from outside the organisation: one, beside somebody of the same discipline."""

# What a team has first, with the skills that somebody in it must have at practitioner level or above; the others are
# drawn from the rest of the catalogue.
_CORE: Final[dict[str, tuple[str, ...]]] = {
    "product-manager": ("product-management",),
    "delivery-manager": ("agile-working", "commercial-management"),
    "interaction-designer": ("interaction-design", "content-design", "service-design"),
    "user-researcher": (),
    "lead-developer": ("programming", "service-support"),
    "lead-clinician": ("clinical-practice", "user-centred-design", "digital-perspective"),
    "performance-analyst": (),
    "web-operations-engineer": ("programming", "service-support"),
}
_FIRST: Final = """
    Abena Adaeze Aidan Aisha Alan Alice Amir Amrit Ana Andrew Angela Anita Anna Arjun Asha Ben Bethan Bilal Blessing
    Bronwen Callum Carmen Catherine Charlotte Chidi Chloe Claire Craig Daniel David Deepa Dev Diane Dylan Eilidh Elena
    Eleri Emeka Emily Emma Esther Euan Farah Fatima Femi Fiona Folake Gareth Gemma George Grace Graham Gwen Hamza Hannah
    Harpreet Harry Hassan Heather Helen Hugh Ian Ibrahim Imani Iona Isaac Isla Jack James Jasmine Javed Jennifer Joanna
    John Joshua Julia Kamal Karen Kate Kavita Kemi Kieran Kirsty Kofi Kwame Laura Leah Leila Liam Linda Lucy Mahmoud
    Malik Margaret Maria Mark Martin Mary Matthew Meera Megan Mei Michael Mohammed Nadia Naomi Neil Ngozi Niamh Nikhil
""".split()  # noqa: SIM905 - a list of a hundred names would fill a hundred lines
_SECOND: Final = """
    Ann Beth Brian Cara Charles Clement Colin Dawn Dean Dora Edith Edward Elsie Eric Esme Eve Faith Fay Felix Flora Francis
    Frank Fred Gail Gerald Gina Glen Hazel Henry Holly Hope Hugo Ida Ines Irene Ivan Ivy Jade Jane Jean Joan Joel Joy Jude
    June Kay Keith Kit Lee Leo Lewis Lily Lola Louis Luke Lynn Mabel Marcus Max May Miles Mina Molly Myra Nell Nina Noah
    Nora Olive Oscar Owen Paul Pearl Peter Philip Rae Ralph Reuben Rex Rita Robin Rose Roy Ruby Ruth Sally Sam Sara Sean
    Sidney Simon Skye Stella Theo Toby Una Vera Vince Violet Wesley Zara
""".split()  # noqa: SIM905 - a list of a hundred names would fill a hundred lines
_LAST: Final = """
    Abbott Achebe Adams Adeyemi Ahmed Akhtar Ali Allen Anderson Andrews Appiah Armstrong Asante Bailey Baker Banerjee Barnes
    Begum Bell Bennett Bhatt Boateng Bose Brennan Brown Burns Butler Campbell Carter Chan Chaudhry Chen Clark Collins Cook
    Cooper Cox Davies Dixon Dogan Doyle Edwards Ellis Evans Fernandes Fisher Foster Fraser Gallagher Garcia Gibson Gill
    Gordon Graham Grant Green Griffiths Gupta Hall Hamilton Harris Hassan Hughes Hunt Hussain Iqbal Islam Jackson James
    Jenkins Johnson Jones Joshi Kamara Kapoor Kaur Kelly Kennedy Khan King Knight Kowalski Kumar Lawson Lewis Lin Lloyd
    Mackenzie Malik Marshall Martin Mason Matthews McDonald Mehta Mensah Miah Mills Mitchell Moore Morgan Morris Murphy
    Murray Nair Nguyen Nowak Okafor Okoye Osei Owusu Palmer Parker Patel Pearson Phillips Popescu Powell Price Quinn Rahman
    Rao Reid Reynolds Richards Roberts Robinson Rogers Ross Russell Ryan Sandhu Scott Shah Sharma Silva Singh Smith
""".split()  # noqa: SIM905 - a list of a hundred names would fill a hundred lines
_SERVICES: Final = (
    "Outpatient booking",
    "Discharge planning",
    "Electronic prescribing",
    "Maternity records",
    "Pathology results",
    "Referral triage",
    "Theatre scheduling",
    "Virtual ward",
    "Patient portal",
    "Bed management",
    "Community nursing",
    "Waiting list review",
)
_PLACES: Final = ("Ashford", "Brinscombe", "Calder", "Dunmere", "Elmstead", "Farrow", "Glenside", "Harbourside")
_APPROACHES: Final = ("build", "build", "buy", "mixed")
_EMPLOYMENT: Final = ("permanent", "fixed-term", "secondment")
_EMPLOYMENT_WEIGHTS: Final = (84, 10, 6)
_FROM_OUTSIDE: Final = ("contractor", "supplier")
# No role takes more than three days a week.
_SHARES: Final = ("1.0", "0.8", "0.6")
_SHARE_WEIGHTS: Final = (74, 14, 12)
# A step by which every name comes once before the first comes again: a prime that no list is a multiple of.
_STEP: Final = 1_000_003

_TO_A_TEAM: Final = 10

Member = dict[str, Any]


class Catalogue:
    """What rosters are made of: roles with their titles and skills, and the levels of a skill."""

    def __init__(self, path: str = CATALOGUE) -> None:
        with open(path, "rb") as file:
            data = yaml.load(file, Loader=yaml.CSafeLoader)
        self.roles: dict[str, Any] = data["roles"]
        self.skills: list[str] = list(data["skills"])
        self.levels: list[str] = list(data["levels"])
        self.phases: list[str] = list(data["phases"])


def write_folder(folder: str, *, files: int, members: int | None, seed: int, shared: str | None = None) -> None:
    """Write a number of rosters into a folder, with this many members each, or 8 to 12.

    `shared` is `pairs`, where everybody is on two teams (the last half of each roster is the first half of the next, and
    that of the last roster the first half of the first), or `everywhere`, where one person is on all teams.
    """
    catalogue = Catalogue()
    random = Random(seed)
    names = _names(random)
    first: list[str] = []
    before: list[str] = []
    for number in range(1, files + 1):
        size = members or random.randint(8, 12)
        people = list(islice(names, size))
        if shared == "everywhere":
            people[-1:] = first = first or people[-1:]
        elif shared == "pairs" and files > 1:
            people[: len(before)] = before
            first = first or people[: size // 2]
            before = people[size // 2 :]
            if number == files:
                people[-len(first) :] = first
        lines = _roster(random, catalogue, number, people, spoilt=random.random() < SPOILT)
        _write(os.path.join(folder, f"team-{number:05}.yaml"), lines)


def write_one(folder: str, *, members: int, seed: int) -> None:
    """Write one roster with very many members."""
    random = Random(seed)
    lines = _roster(random, Catalogue(), 1, list(islice(_names(random), members)), spoilt=False)
    _write(os.path.join(folder, "team.yaml"), lines)


def write_json(folder: str, *, members: int, seed: int) -> None:
    """Write one roster with very many members as JSON on one line, as a program gives it."""
    random = Random(seed)
    people = _people(random, Catalogue(), list(islice(_names(random), members)))
    team = {"team": random.choice(_SERVICES), "members": [person | {"fte": float(person["fte"])} for person in people]}
    with open(os.path.join(folder, "team.json"), "w", encoding="utf-8", newline="\n") as file:
        json.dump(team, file)


def write_table(folder: str, *, rows: int, seed: int) -> None:
    """Write one CSV with a row for each person, ten of them to a team, as a staff record system gives it."""
    catalogue = Catalogue()
    random = Random(seed)
    names = _names(random)
    fields = ("name", "role", "title", "fte", "employment")
    with open(os.path.join(folder, "people.csv"), "w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, lineterminator="\n")
        written.writerow(("team", *fields))
        for number in range(0, rows, _TO_A_TEAM):
            team = f"{random.choice(_SERVICES)} {random.choice(_PLACES)} {number // _TO_A_TEAM + 1}"
            for person in _people(random, catalogue, list(islice(names, min(_TO_A_TEAM, rows - number)))):
                written.writerow((team, *(person[field] for field in fields)))


def _write(path: str, lines: list[str]) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


def _roster(random: Random, catalogue: Catalogue, number: int, names: list[str], *, spoilt: bool) -> list[str]:
    people = _people(random, catalogue, names)
    leader = people[0]["name"]
    if spoilt:
        _spoil(random, people)
    place = random.choice(_PLACES)
    service = random.choice(_SERVICES)
    lines = [
        f"team: {service} {place} {number}",
        f"organisation: {place} NHS Foundation Trust",
        f"phase: {random.choice(catalogue.phases)}",
        f"approach: {random.choice(_APPROACHES)}",
        "clinical: true",
        f"led_by: {leader}",
        "decides: fully",
        "sponsor: Chief Operating Officer",
        "members:",
    ]
    for person in people:
        opening = "  - "
        for field, value in person.items():
            if isinstance(value, dict):
                lines.append(f"{opening}{field}:")
                lines += [f"      {skill}: {level}" for skill, level in value.items()]
            else:
                lines.append(f"{opening}{field}: {value}")
            opening = "    "
    return [
        *lines,
        "available:",
        "  - role: clinical-safety-officer",
        f"    by: {place} digital services",
        "    fte: 0.1",
        "    registration: NMC",
        "  - role: operational-lead",
        f"    by: {service} at {place}",
    ]


def _people(random: Random, catalogue: Catalogue, names: list[str]) -> list[Member]:
    others = [role for role in catalogue.roles if role not in _CORE]
    roles = [*_CORE, *random.choices(others, k=max(len(names) - len(_CORE), 0))]
    return [_member(random, catalogue, role, name) for role, name in zip(roles, names, strict=False)]


def _names(random: Random) -> Iterator[str]:
    """Names without end that differ, within a roster and between rosters, until all are used up."""
    every = len(_FIRST) * len(_SECOND) * len(_LAST)
    for place in count(random.randrange(every) * _STEP, _STEP):
        rest, last = divmod(place % every, len(_LAST))
        first, second = divmod(rest, len(_SECOND))
        yield f"{_FIRST[first]} {_SECOND[second]} {_LAST[last]}"


def _member(random: Random, catalogue: Catalogue, role: str, name: str) -> Member:
    entry = catalogue.roles[role]
    title = random.choice(entry.get("titles") or [entry["name"]])
    member: Member = {
        "name": name,
        "role": role,
        "title": title[0].upper() + title[1:],
        "fte": random.choices(_SHARES, _SHARE_WEIGHTS)[0],
        "employment": random.choices(_EMPLOYMENT, _EMPLOYMENT_WEIGHTS)[0],
    }
    if entry["family"] == "clinical" or role == "clinical-safety-officer":
        member |= {"registration": "GMC", "funded": "true"}
    if role == "lead-clinician":
        member["fte"] = "0.2"
    if role == "web-operations-engineer" and random.random() < OUTSIDE:
        # Never more of the week than the organisation's own lead developer has, so that half of the discipline stays.
        member |= {"fte": "0.6", "employment": random.choice(_FROM_OUTSIDE)}
    needed = _CORE.get(role, ())
    known = [*needed, *entry.get("skills", ()), *random.sample(catalogue.skills, 6)]
    skills = list(dict.fromkeys(known))[: random.randint(3, 6)]
    able = catalogue.levels[catalogue.levels.index("practitioner") :]
    member["skills"] = {skill: random.choice(able if skill in needed else catalogue.levels) for skill in skills}
    return member


def _spoil(random: Random, people: list[Member]) -> None:
    """Put one mistake into a roster, of the kinds that a schema can find as well."""
    person = random.choice(people)
    mistake = random.randrange(5)
    if mistake == 0:
        person["role"] = person["role"][:-1]
    elif mistake == 1:
        person["fte"] = "3"
    elif mistake == 2:
        person["fte"] = "full time"
    elif mistake == 3:
        person["employment"] = "freelance"
    else:
        person["favourite"] = "tea"


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="FOLDER", help="where to write; made if it is not there")
    parser.add_argument("--files", type=int, default=1000, help="how many rosters (1000)")
    parser.add_argument("--members", type=int, help="members of each (8 to 12, at random)")
    parser.add_argument("--one-file", type=int, metavar="N", help="write one roster with this many members instead")
    parser.add_argument("--json", type=int, metavar="N", help="write the same as JSON on one line instead")
    parser.add_argument("--table", type=int, metavar="N", help="write one CSV with this many people instead")
    parser.add_argument(
        "--shared", choices=("pairs", "everywhere"), help="everybody on two teams (pairs), or one person on all of them"
    )
    parser.add_argument("--seed", type=int, default=1, help="another number makes other rosters (1)")
    given = parser.parse_args()
    os.makedirs(given.folder, exist_ok=True)
    if given.one_file:
        write_one(given.folder, members=given.one_file, seed=given.seed)
    elif given.json:
        write_json(given.folder, members=given.json, seed=given.seed)
    elif given.table:
        write_table(given.folder, rows=given.table, seed=given.seed)
    else:
        write_folder(given.folder, files=given.files, members=given.members, seed=given.seed, shared=given.shared)


if __name__ == "__main__":
    main()
