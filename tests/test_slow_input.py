"""Small files that took minutes: each is checked within bounds of processor time and memory."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from test_bad_input import Write  # noqa: TC002 - it is loaded anyway
from test_resources import HEAD, MEMBER, bounded, pytestmark  # noqa: F401 - these bounds are for the same systems


def flat(text: str) -> str:
    """A text of several lines, with and without the bar in front of what is shown of a file, on one."""
    return " ".join(text.replace("|", " ").split())


SLOW: dict[str, tuple[str, Callable[[], str], str]] = {
    "quotes-between-two-old-dates": (
        "team.yaml",
        lambda: "note: from 1990-01-01" + '"' * 200_000 + f"x 1991-01-01\n{HEAD}{MEMBER}",
        "this looks like an old date, perhaps of birth",
    ),
    "every-character-of-private-use": (
        "team.yaml",
        lambda: f"note: 'a\u2028{'a' * 4_000_000}{''.join(map(chr, range(0xE000, 0xF900)))}'\n{HEAD}{MEMBER}",
        "`note` is not a field of a roster",
    ),
}


@pytest.mark.parametrize("case", SLOW)
def test_time_grows_no_faster_than_the_file(write: Write, tmp_path: Path, case: str) -> None:
    name, content, said = SLOW[case]
    write(name, content())
    assert said in bounded("check", name, "--format", "concise", cwd=tmp_path).stdout


def test_patterns_of_files_to_leave_out_are_limited(write: Write, tmp_path: Path) -> None:
    write("mvdt.yaml", "exclude:\n" + "".join(f'  - "*a*b{number}"\n' for number in range(1_001)))
    write("team.yaml", f"{HEAD}{MEMBER}")
    result = bounded("check", "team.yaml", cwd=tmp_path)
    assert result.returncode == 2
    assert "`exclude` has more than 1,000 patterns" in flat(result.stderr)
    assert "fix: name folders instead of files, or keep what is no roster in a folder of its own" in flat(result.stderr)


def test_many_patterns_and_many_files(write: Write, tmp_path: Path) -> None:
    patterns = [f"*a*b*c*d{number}" for number in range(998)]
    write("mvdt.yaml", "exclude:\n" + "".join(f'  - "{pattern}"\n' for pattern in [*patterns, "./left/", "o?t.yaml"]))
    for name in ("left/team.yaml", "out.yaml", *(f"abc{number}.yaml" for number in range(200))):
        write(name, f"team: {name}\nmembers:\n{MEMBER}")
    said = bounded("check", ".", cwd=tmp_path).stdout
    assert "left/team.yaml (excluded by `./left/` in mvdt.yaml)" in flat(said)
    assert "out.yaml (excluded by `o?t.yaml` in mvdt.yaml)" in flat(said)
    assert "200 teams" in said


def a_kind_of_the_next(count: int, last: str) -> str:
    roles = [
        f"  r{number}: {{name: Role {number}, family: product, kind_of: r{number + 1}}}\n" for number in range(count)
    ]
    return "catalogue: Ours\nextends: mvdt\nroles:\n" + "".join(roles) + f"  r{count}: {{{last}}}\n"


def test_roles_are_kinds_of_each_other_only_so_far(write: Write, tmp_path: Path) -> None:
    write("team.yaml", f"{HEAD}{MEMBER}")
    write("roles.yaml", a_kind_of_the_next(10, "name: Last, family: product"))
    assert bounded("check", "team.yaml", "--catalogue", "roles.yaml", cwd=tmp_path).returncode == 1
    write("roles.yaml", a_kind_of_the_next(20_000, "name: Last, family: product"))
    result = bounded("check", "team.yaml", "--catalogue", "roles.yaml", cwd=tmp_path)
    assert result.returncode == 2
    assert "`kind_of` leads from this role on over more than 10 others" in flat(result.stderr)
    assert "fix: make it a kind of one of the last of them" in flat(result.stderr)


def test_a_circle_of_thousands_of_roles(write: Write, tmp_path: Path) -> None:
    write("team.yaml", f"{HEAD}{MEMBER}")
    write("roles.yaml", a_kind_of_the_next(20_000, "name: Last, family: product, kind_of: r0"))
    result = bounded("check", "team.yaml", "--catalogue", "roles.yaml", cwd=tmp_path)
    assert result.returncode == 2
    assert "`kind_of` goes round in a circle: r0 is a kind of r1" in flat(result.stderr)


def test_thousands_of_essential_roles(write: Write, tmp_path: Path) -> None:
    write("team.yaml", f"{HEAD}{MEMBER}")
    roles = "".join(f"  r{n}: {{name: Role {n}, family: product, need: essential}}\n" for n in range(4_000))
    write("roles.yaml", f"catalogue: Ours\nextends: mvdt\nroles:\n{roles}")
    found = bounded("check", "team.yaml", "--catalogue", "roles.yaml", "--format", "concise", cwd=tmp_path).stdout
    assert found.count("no role ") >= 4_000


def test_a_report_whose_fingerprints_were_all_changed(write: Write, tmp_path: Path) -> None:
    write("team.yaml", f"{HEAD}{MEMBER}")
    bounded("check", "team.yaml", "--format", "json=report.json", cwd=tmp_path)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    (first, *_) = [one for one in report["findings"] if one["severity"] == "error"]
    others = [first | {"about": f"x{n}", "subject": f"T/x{n}", "fingerprint": f"{n:032x}"} for n in range(20_000)]
    report["findings"] += others
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    assert bounded("render", "report.json", "--format", "concise", cwd=tmp_path).stdout.count("\n") > 20_000


def test_a_report_of_little_but_brackets(write: Write, tmp_path: Path) -> None:
    write("report.json", f"[{'{},' * 6_000_000}{{}}]")
    result = bounded("render", "report.json", cwd=tmp_path)
    assert result.stderr.startswith("mvdt: report.json: this has more than 10,000,000 values, and no report has\n")


def test_a_table_in_which_each_row_is_a_team(write: Write, tmp_path: Path) -> None:
    write("team.csv", "Name,Role,Team\n" + "".join(f"Ann Lee,developer,Team {n}\n" for n in range(50_000)))
    result = bounded("check", "team.csv", cwd=tmp_path)
    assert result.returncode == 1
    assert "team.csv:10002:1 (A10002): error: invalid-file" in result.stdout
    assert "this table names more than 10,000 teams, so none of them is read" in flat(result.stdout)
    assert "fix: check which column names the team, or split the file" in flat(result.stdout)
    assert flat(result.stdout).endswith("1 file could not be read. 1 error.")


def test_what_stands_in_a_file_too_often_is_counted(write: Write, tmp_path: Path) -> None:
    write("team.yaml", HEAD + "".join(f"  - name: Person x{n}\n    role: developr\n" for n in range(12_500)))
    result = bounded("check", "team.yaml", "--format", "concise", cwd=tmp_path)
    assert result.stdout.count("error: unknown-role") == 10_001
    assert "this file has 2,500 more findings of `unknown-role`, which are not listed" in result.stdout
