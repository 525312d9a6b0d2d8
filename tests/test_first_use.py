"""What people write who have never seen a roster, and what they are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mvdt import engine
from mvdt.report import Report

TODAY = date(2026, 11, 22)


def checked(folder: Path, text: str, name: str = "team.yaml", select: tuple[str, ...] = ("data",)) -> Report:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return engine.check([str(path)], on=TODAY, select=select)


def told(report: Report) -> list[str]:
    """Each finding with its line and column, as far as people read it first."""
    return [f"{one.location.line}:{one.location.column}: {one.message}; {one.fix}" for one in report.findings]


VACANT = """\
team: Ward app
phase: alpha
members:
  - name: {}
    role: product-manager
  - name: Tom Hale
    role: delivery-manager
"""


@pytest.mark.parametrize("name", ["TBC", "tbc 2", "Vacant (advertised)", "VACANCY", "To be confirmed", "new post 3"])
def test_whoever_is_called_vacant_fills_no_role(tmp_path: Path, name: str) -> None:
    report = checked(tmp_path, VACANT.format(name), select=("data", "missing-role"))
    assert (
        f"4:11: `{name}` is nobody's name, so this post counts as vacant; "
        "move it to `vacancies`, without the name, or write who it is"
    ) in told(report)
    assert (
        "5:11: no product manager on the team yet: the post is vacant; "
        "fill the post; until then, agree who does the work of a product manager"
    ) in told(report)
    [team] = report.teams
    assert team.people == 1


@pytest.mark.parametrize("name", ["Tabitha Bach", "TB", "Newell Post", "Post 40", "Van Cant", "Vacanti, Opal"])
def test_a_name_or_label_is_somebody(tmp_path: Path, name: str) -> None:
    assert told(checked(tmp_path, VACANT.format(name))) == []


def test_a_row_of_nobody_is_a_vacancy_however_it_is_numbered(tmp_path: Path) -> None:
    report = checked(
        tmp_path, "Name,Job title\nTBC 1,User researcher\nTBC 2,Content designer\nAmy Poe,Developer\n", "x.csv"
    )
    assert told(report) == []
    [team] = report.teams
    assert team.people == 1
