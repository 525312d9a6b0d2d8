"""Write made-up rosters to measure with: the same ones for the same numbers, on every machine."""

from __future__ import annotations

import argparse
import os
from random import Random
from typing import Any, Final

import yaml

CATALOGUE: Final = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "roles.yaml")

SPOILT: Final = 0.02
"""The share of rosters with something wrong in them."""

# What a team has first; the others come from the whole catalogue.
_CORE: Final = (
    "product-manager",
    "delivery-manager",
    "interaction-designer",
    "user-researcher",
    "lead-developer",
    "lead-clinician",
    "content-designer",
    "developer",
)
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
_EMPLOYMENT: Final = ("permanent", "fixed-term", "secondment", "contractor", "supplier")
_EMPLOYMENT_WEIGHTS: Final = (76, 8, 5, 7, 4)
_SHARES: Final = ("1.0", "0.8", "0.6", "0.5", "0.4")
_SHARE_WEIGHTS: Final = (70, 12, 10, 4, 4)

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


def write_folder(folder: str, *, files: int, members: int | None, seed: int) -> None:
    """Write a number of rosters into a folder, with this many members each, or 8 to 12."""
    catalogue = Catalogue()
    random = Random(seed)
    for number in range(1, files + 1):
        size = members or random.randint(8, 12)
        lines = _roster(random, catalogue, number, size, spoilt=random.random() < SPOILT)
        _write(os.path.join(folder, f"team-{number:05}.yaml"), lines)


def write_one(folder: str, *, members: int, seed: int) -> None:
    """Write one roster with very many members."""
    lines = _roster(Random(seed), Catalogue(), 1, members, spoilt=False)
    _write(os.path.join(folder, "team.yaml"), lines)


def _write(path: str, lines: list[str]) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


def _roster(random: Random, catalogue: Catalogue, number: int, size: int, *, spoilt: bool) -> list[str]:
    people = _people(random, catalogue, size)
    leader = people[0]["name"]
    if spoilt:
        _spoil(random, people)
    place = random.choice(_PLACES)
    lines = [
        f"team: {random.choice(_SERVICES)} {place} {number}",
        f"organisation: {place} NHS Foundation Trust",
        f"phase: {random.choice(catalogue.phases)}",
        f"approach: {random.choice(('build', 'build', 'buy', 'mixed'))}",
        "clinical: true",
        f"led_by: {leader}",
        f"decides: {random.choice(('fully', 'fully', 'fully', 'partly'))}",
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
    # Most teams borrow their clinical safety officer; the others have a finding, as in life.
    if random.random() < 0.6:
        lines += [
            "available:",
            "  - role: clinical-safety-officer",
            f"    by: {place} digital services",
            "    fte: 0.1",
        ]
    return lines


def _people(random: Random, catalogue: Catalogue, size: int) -> list[Member]:
    every = list(catalogue.roles)
    roles = [*_CORE[:size], *random.choices(every, k=max(size - len(_CORE), 0))]
    return [_member(random, catalogue, role, name) for role, name in zip(roles, _names(random, size), strict=True)]


def _names(random: Random, size: int) -> list[str]:
    """Names that differ within a roster, and nearly always between rosters."""
    names = []
    for place in random.sample(range(len(_FIRST) * len(_SECOND) * len(_LAST)), size):
        rest, last = divmod(place, len(_LAST))
        first, second = divmod(rest, len(_SECOND))
        names.append(f"{_FIRST[first]} {_SECOND[second]} {_LAST[last]}")
    return names


def _member(random: Random, catalogue: Catalogue, role: str, name: str) -> Member:
    entry = catalogue.roles[role]
    known = [*entry.get("skills", ()), *random.sample(catalogue.skills, 6)]
    title = random.choice(entry.get("titles") or [entry["name"]])
    member: Member = {
        "name": name,
        "role": role,
        "title": title[0].upper() + title[1:],
        "fte": random.choices(_SHARES, _SHARE_WEIGHTS)[0],
        "employment": random.choices(_EMPLOYMENT, _EMPLOYMENT_WEIGHTS)[0],
    }
    if role == "lead-clinician":
        member |= {"fte": "0.2", "employment": "permanent", "registration": "GMC", "funded": "true"}
    skills = list(dict.fromkeys(known))[: random.randint(3, 6)]
    member["skills"] = {skill: random.choice(catalogue.levels) for skill in skills}
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
    parser.add_argument("--seed", type=int, default=1, help="another number makes other rosters (1)")
    given = parser.parse_args()
    os.makedirs(given.folder, exist_ok=True)
    if given.one_file:
        write_one(given.folder, members=given.one_file, seed=given.seed)
    else:
        write_folder(given.folder, files=given.files, members=given.members, seed=given.seed)


if __name__ == "__main__":
    main()
