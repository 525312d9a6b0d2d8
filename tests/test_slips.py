"""What is said of a slip helps: no fix that is as wrong, no remark that the file contradicts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mvdt import engine

if TYPE_CHECKING:
    from conftest import Run

TODAY = date(2026, 11, 22)
FULL_TIME = "write the share of a full week as a number: `fte: 1.0` is full time, `fte: 0.6` three days of five"


@pytest.mark.parametrize(
    ("share", "fix"),
    [
        ("60%", "write the share as a number, `fte: 0.6`"),
        ("120%", "write the share as a number, `fte: 1.2`"),
        ("nan%", FULL_TIME),
        ("inf%", FULL_TIME),
        ("-50%", FULL_TIME),
        ("500%", FULL_TIME),
        ('"0,6"', "write a point instead of the comma, `fte: 0.6`"),
        ('"40,5"', FULL_TIME),
    ],
)
def test_the_fix_of_a_share_is_a_share(tmp_path: Path, share: str, fix: str) -> None:
    path = tmp_path / "team.yaml"
    path.write_text(f"team: X\nmembers:\n  - name: A\n    fte: {share}\n")
    report = engine.check([str(path)], on=TODAY)
    assert [finding.fix for finding in report.findings if "`fte`" in finding.message] == [fix]


def test_a_role_that_is_not_known_is_not_nothing(mvdt: Run, tmp_path: Path) -> None:
    path = tmp_path / "team.json"
    path.write_text('{"team": "Y", "members": [{"name": "A", "roles": ["wizardry"]}, {"name": "B", "role": "druid"}]}')
    mvdt("convert", str(path), "--to", str(tmp_path / "out"))
    written = (tmp_path / "out" / "y.yaml").read_text(encoding="utf-8")
    assert written.count("# role: mvdt has no role of this name; see mvdt roles") == 2
    assert "nothing says what is done here" not in written
