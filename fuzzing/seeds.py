"""Inputs to begin with: the examples, and what the tests of hostile content have found worth keeping."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLES: Final = ROOT / "examples"

FULL: Final = """\
team: Ward tablets
organisation: Example NHS Foundation Trust
phase: beta
approach: mixed
clinical: true
uses_ai: true
led_by: Priya Shah
decides: partly
knowledge_transfer: Pairing
sponsor: Chief Operating Officer
members:
  - name: Priya Shah
    title: Senior Product Manager
    role: product-manager
    fte: 0.8
    employment: contractor
    skills: {product-management: expert, agile-working: working}
    id: priya-s
    from: 2026-04-01
    until: 2027-03-31
    shared: true
  - name: Dr Sam Okafor
    title: Consultant Anaesthetist
    roles: [lead-clinician, clinical-safety-officer]
    wte: 0.2
    registration: GMC
    funded: false
    clinician: yes
    staff_group: Medical and Dental
    organisation: Example Digital Ltd
    note: "Back in May"
  - title: Snr BA (Band 7)
vacancies:
  - {role: user-researcher, title: User Researcher, fte: 1.0, from: 2027-01-11, until: 2028-01-10, note: x}
available:
  - {role: content-designer, by: ICS design team, fte: 0.4, registration: NMC}
exceptions:
  - rule: missing-role
    about: user-researcher
    reason: Post approved
    agreed_by: Digital board
    until: 2027-01-31
"""

SETTINGS: Final = """\
fail_on: warning
exclude: [archive, "*/old-*.yaml"]
rules:
  team-size:
    options: {most: 10}
  single-holder: {severity: advice}
  no-sponsor: {off: true}
exceptions:
  - rule: missing-role
    about: user-researcher
    team: Ward tablets
    reason: Post approved
    agreed_by: Board
    until: 2027-01-31
"""

ANCHORED: Final = """\
--- # remark
team: &name 'It''s a "team"'
sponsor: *name
? members
: - &one {name: Ann, role: developer, skills: {a: b}}
  - *one
  - ! {name: "B\\u00e9a", <<: *one}
  - name: >-
      folded
      text
    note: |
      literal

      text
...
"""


def rosters() -> Iterator[bytes]:
    """Rosters in YAML."""
    yield FULL.encode()
    yield ANCHORED.encode()
    yield b"team: x\nmembers: [{name: A, role: tester}]\n"
    for path in sorted(EXAMPLES.rglob("*.yaml")):
        if path.stat().st_size < 10_000:
            yield path.read_bytes()


def in_json() -> Iterator[bytes]:
    """The same in JSON."""
    for text in (FULL, *(path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.yaml")))):
        yield json.dumps(yaml.load(text, Loader=yaml.CBaseLoader), indent=2).encode()


def in_toml() -> Iterator[bytes]:
    """The same in TOML, as far as it matters."""
    yield (
        b'team = "Ward tablets"\nled_by = \'Ann\' # x\n\n[[members]]\nname = "Ann \\u00e9"\nroles = [\n "developer", # y\n \'tester\']\n'
        b'fte = 0.5\nskills = {user-research = "expert", "a.b" = \'c\'}\nfrom = 2026-04-01\n\n[[members]]\nname = """Bo\nb"""\n'
        b"note = '''x\ny'''\nfunded = true\n[members.skills]\nagile-working = \"working\"\n[[vacancies]]\nrole.x = 1\n"
    )
    yield b"members = [{name = 'A', role = \"tester\"}]\nteam = 'x'\n"
    yield b"[team]\nx.y.z = 1979-05-27 07:32:00Z\n[a.b]\nc = [[1,2],[nan, +inf]]\n"


def tables() -> Iterator[bytes]:
    """Rosters as delimited text."""
    yield (EXAMPLES / "people.csv").read_bytes()
    yield b"Name;Job title;Team;WTE\nPriya Shah;Product Manager;Beds;0,8\nVacant;User Researcher;Beds;1\n"
    yield "\ufeffFirst name\tSurname\tRole\tStart Date\tEnd Date\nAnn\tLee\tDeveloper\t1/4/2026\t31/12/2027\n".encode(
        "utf-16"
    )
    yield b'sep=|\nPosition Title|Number of Posts in FTE|Assignment Category|User research\n"a ""b""\nc"|3.8|Agency|expert\n="007"|1|Bank|x\n'
    yield b"Ward team\nName,Title,Hours,Full-time hours,Status,Skills\nA,PM,30,37.5,Vacant,user research: expert; agile\nTotal,,67\n"
    for path in sorted((ROOT / "tests" / "data").glob("*posts.csv")):
        yield b"".join(path.read_bytes().splitlines(keepends=True)[:30])


def titles() -> Iterator[bytes]:
    """Job titles, one an input."""
    with (ROOT / "tests" / "data" / "titles-sample.csv").open(encoding="utf-8", newline="") as file:
        for row in list(csv.reader(file))[1::4]:
            yield max(row, key=len).encode()


def xlsx(sheets: dict[str, list[list[Any]]]) -> bytes:
    """A workbook with these sheets."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
