"""docs/coverage.md and the rules agree: what it names exists, and every rule that cites the guide stands in its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from conftest import ROOT

from mvdt import rules
from mvdt.model.roster import Available, Member, Roster, RosterException, Vacancy
from mvdt.rules import Rule

PAGE: Final = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
ELSEWHERE: Final = "What the rules take from elsewhere"
NONE: Final = "-"
PUBLICATIONS: Final = ("Building and enabling digital teams", "Digital delivery principles")
FIELDS: Final = frozenset(
    field.alias or name
    for model in (Roster, Member, Vacancy, Available, RosterException)
    for name, field in model.model_fields.items()
)


@dataclass(frozen=True)
class Row:
    """A line of a table: what is asked, by which rules it is checked, and how or why not."""

    part: str
    line: int
    cells: tuple[str, ...]

    @property
    def rules(self) -> list[str]:
        return quoted(self.cells[1])


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def table_rows() -> list[Row]:
    """All rows of all tables, with the second-level heading above them."""
    rows, part, above = [], "", ""
    for number, line in enumerate(PAGE.splitlines(), 1):
        if line.startswith("## "):
            part = line.removeprefix("## ")
        if line.startswith("|") and above.startswith("|") and not re.fullmatch(r"[| :-]+", line):
            rows.append(Row(part, number, tuple(cell.strip() for cell in line.removeprefix("|").split("|"))))
        above = line
    return rows


ROWS: Final = table_rows()
GUIDE_ROWS: Final = [row for row in ROWS if row.part != ELSEWHERE]


def cites_the_guide(rule: Rule) -> bool:
    return any(publication in (rule.source or "") for publication in PUBLICATIONS)


def test_there_is_a_table_for_each_part() -> None:
    parts = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    assert len(parts) == len(set(parts))
    assert set(parts) == {row.part for row in ROWS}
    assert len(GUIDE_ROWS) > 100
    assert len(ROWS) > len(GUIDE_ROWS)


def test_every_row_has_three_filled_cells() -> None:
    for row in ROWS:
        asked, checked, reason, *rest = row.cells
        assert rest == [""], row
        assert asked, row
        assert reason, row
        assert checked == (", ".join(f"`{name}`" for name in row.rules) or NONE), row
        assert len(row.rules) == len(set(row.rules)), row


def test_a_row_without_a_rule_says_why_at_some_length() -> None:
    kinds = re.findall(r"^- \*\*(.+?)\*\*:", PAGE, re.MULTILINE)
    assert len(kinds) == 4
    for row in ROWS:
        if not row.rules:
            assert len(row.cells[2].split()) >= 3, row
        if not row.rules and row in GUIDE_ROWS:
            assert row.cells[2].startswith(tuple(kinds)), row


def test_nothing_is_listed_twice_in_a_part() -> None:
    seen = [(row.part, row.cells[0]) for row in ROWS]
    assert len(seen) == len(set(seen))


def test_the_rules_that_it_names_exist() -> None:
    named = {name for row in ROWS for name in row.rules}
    assert named - set(rules.names()) == set()


def test_whatever_else_is_quoted_is_a_rule_a_field_or_a_command() -> None:
    others = set(quoted(PAGE)) - {name for row in ROWS for name in row.rules}
    commands = {name for name in others if name.startswith("mvdt ")}
    assert others - commands - set(rules.names()) - FIELDS == set()


def test_a_rule_that_cites_the_guide_stands_in_its_tables() -> None:
    cited = {rule.name for rule in rules.every() if cites_the_guide(rule)}
    assert cited
    assert cited - {name for row in GUIDE_ROWS for name in row.rules} == set()


def test_every_rule_about_teams_is_named_somewhere() -> None:
    about_teams = {rule.name for rule in rules.every() if rule.topic != "data"}
    assert about_teams - set(quoted(PAGE)) == set()
