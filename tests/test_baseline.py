"""The baseline: what it records, that moved lines change nothing, and what of it is mended."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import VIABLE, Run

from mvdt import engine
from mvdt.cli._run import day
from mvdt.model import baseline, settings_reading
from mvdt.output import Page, get

Write = Callable[[str, str | bytes], Path]

GAP = VIABLE.replace("user-researcher", "developer")
FILE = "mvdt-baseline.yaml"
ON = ("--baseline", FILE)


def report(mvdt: Run, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(mvdt("check", *arguments, "--format", "json").stdout)
    return found


def test_a_team_that_is_not_perfect_adopts_mvdt_today(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("team.yaml", GAP)
    assert mvdt("check", "team.yaml").returncode == 1
    assert mvdt("baseline", "write").stdout == (
        "mvdt-baseline.yaml: 1 finding of 1 team recorded.\n"
        "To use it, write `baseline: mvdt-baseline.yaml` in mvdt.yaml, or give --baseline mvdt-baseline.yaml to `mvdt check`.\n"
    )
    assert (tmp_path / FILE).read_text() == (
        "# Findings that were there when mvdt began to check these teams; only new ones fail.\n"
        "# Written by `mvdt baseline write`. What is mended since then, `mvdt baseline prune` takes out.\n"
        "baseline: 1\n"
        "findings:\n"
        '  - {rule: missing-role, subject: "Outpatient booking/user-researcher", '
        'fingerprint: "09eb4e70ddfc01389ceda0eac85ec6c8"}\n'
    )
    result = mvdt("check", *ON)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("1 team: 1 green. 1 baselined.\n")
    write("mvdt.yaml", f"baseline: {FILE}\n")
    assert mvdt("check").stdout == result.stdout
    assert "Left out" not in result.stdout


def test_moved_lines_and_reordered_members_change_nothing(mvdt: Run, write: Write, tmp_path: Path) -> None:
    text = GAP.replace("delivery-manager", "wizard").replace("fte: 0.5", "fte: 0.1")
    write("team.yaml", text)
    mvdt("baseline", "write")
    before = (tmp_path / FILE).read_text()
    assert before.count("  - ") > 2
    head, _, rest = text.partition("members:\n")
    members, _, tail = rest.partition("available:")
    turned = "".join("  - " + one for one in reversed(members.split("  - ")[1:]))
    write("team.yaml", f"# a remark\n\n{head}\nmembers:\n{turned}available:{tail}")
    result = mvdt("check", *ON)
    assert result.returncode == 0
    assert "mended" not in result.stdout
    mvdt("baseline", "write")
    assert (tmp_path / FILE).read_text() == before


def test_a_new_finding_fails_and_a_mended_one_is_reported_and_pruned(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("team.yaml", GAP)
    mvdt("baseline", "write")
    write("team.yaml", GAP.replace("delivery-manager", "developer"))
    result = mvdt("check", *ON)
    assert result.returncode == 1
    assert "no delivery manager" in result.stdout
    assert "no user researcher" not in result.stdout
    assert result.stdout.endswith("1 team: 1 red. 1 error, 1 baselined.\n")
    write("team.yaml", VIABLE)
    result = mvdt("check", *ON)
    assert result.stdout.endswith(
        "1 team: 1 green. No findings. 1 of the baseline mended: `mvdt baseline prune`\ntakes it out.\n"
    )
    (fixed,) = report(mvdt, *ON)["fixed"]
    assert (fixed["rule"], fixed["subject"]) == ("missing-role", "Outpatient booking/user-researcher")
    assert mvdt("baseline", "prune").stdout == "mvdt-baseline.yaml: 1 finding taken out, 0 findings left.\n"
    assert (tmp_path / FILE).read_text().endswith("baseline: 1\nfindings: []\n")
    write("team.yaml", GAP)
    assert mvdt("check", *ON).returncode == 1


def test_pruning_what_is_not_mended_changes_nothing(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("team.yaml", GAP)
    mvdt("baseline", "write")
    before = (tmp_path / FILE).read_text()
    assert mvdt("baseline", "prune").stdout == "mvdt-baseline.yaml: 0 findings taken out, 1 finding left.\n"
    assert (tmp_path / FILE).read_text() == before


def test_the_team_shows_what_it_lives_with(mvdt: Run, write: Write) -> None:
    write("team.yaml", GAP + "exceptions:\n  - {rule: missing-role, reason: x}\n")
    lines = mvdt("check").stdout.splitlines()
    assert lines[-3:] == ["  excepted: 1 error (--show-excepted shows it)", "", "1 team: 1 green. 1 excepted."]
    write("team.yaml", GAP.replace("delivery-manager", "developer"))
    mvdt("baseline", "write")
    lines = mvdt("check", *ON).stdout.splitlines()
    assert lines[-3:] == ["  baselined: 2 errors (--show-excepted shows them)", "", "1 team: 1 green. 2 baselined."]
    shown = mvdt("check", *ON, "--show-excepted").stdout
    assert shown.count("  baselined: error: missing-role: ") == 2
    assert "--show-excepted" not in shown


def test_writing_for_some_teams_keeps_what_is_known_of_the_others(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("mvdt.yaml", f"baseline: {FILE}\n")
    write("a.yaml", GAP)
    write("b.yaml", GAP.replace("Outpatient booking", "Beds").replace("delivery-manager", "developer"))
    assert mvdt("baseline", "write", "a.yaml").stdout == f"{FILE}: 1 finding of 1 team recorded.\n"
    assert (
        mvdt("baseline", "write", "b.yaml").stdout == f"{FILE}: 2 findings of 1 team recorded, 1 of other teams kept.\n"
    )
    kept = (tmp_path / FILE).read_text()
    assert kept.count("  - ") == 3
    write("b.yaml", VIABLE.replace("Outpatient booking", "Beds"))
    assert (
        mvdt("baseline", "write", "b.yaml").stdout == f"{FILE}: 0 findings of 1 team recorded, 1 of other teams kept.\n"
    )
    write(FILE, "<<<<<<< HEAD\n")
    broken = mvdt("baseline", "write", "a.yaml")
    assert (broken.returncode, broken.stdout) == (2, "")
    assert (tmp_path / FILE).read_text() == "<<<<<<< HEAD\n"
    write("b.yaml", "team: Wards\nmembers: []\n")
    assert " of other teams kept" not in mvdt("baseline", "write").stdout
    assert "Outpatient booking" in (tmp_path / FILE).read_text()


def test_only_what_was_looked_at_is_called_mended(mvdt: Run, write: Write) -> None:
    write("a.yaml", GAP)
    write("b.yaml", GAP.replace("Outpatient booking", "Beds"))
    recorded = int(mvdt("baseline", "write").stdout.split()[1])
    known = json.loads(mvdt("check", *ON, "--format", "json").stdout)["summary"]["baselined"]
    assert recorded == known > 2
    assert report(mvdt, "a.yaml", *ON)["fixed"] == []
    write("b.yaml", "team: [")
    assert report(mvdt, *ON)["fixed"] == []
    write("b.yaml", GAP.replace("Outpatient booking", "Beds").replace("role: product-manager", "role: {a: b}"))
    assert [one["subject"] for one in report(mvdt, *ON)["fixed"] if one["subject"].startswith("Beds/")] == []
    write("b.yaml", "team: Other\nmembers:\n  - {name: Kim Gray, role: developer}\n")
    gone = report(mvdt, *ON)["fixed"]
    assert "Beds/user-researcher" in [one["subject"] for one in gone]
    assert report(mvdt, *ON, "--select", "balance")["fixed"] == []


def test_personal_data_and_broken_files_are_never_recorded(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("a.yaml", "team: [")
    write("b.yaml", GAP + "dob: 1980-01-01\ncolour: blue\n# 943 476 5919\n")
    result = mvdt("baseline", "write")
    assert result.returncode == 0
    assert result.stdout.splitlines()[0] == "mvdt-baseline.yaml: 1 finding of 1 team recorded."
    assert "of broken files or personal data are never recorded: they have to be mended.\n" in result.stdout
    text = (tmp_path / FILE).read_text()
    assert text.count("{rule: ") == text.count("{rule: missing-role") == 1
    assert {one["rule"] for one in report(mvdt, *ON)["findings"] if one["status"] == "active"} == {
        "invalid-file", "invalid-roster", "personal-data",
    }  # fmt: skip
    assert mvdt("check", *ON).returncode == 1


def test_a_baseline_that_names_a_broken_file_by_hand_still_fails(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("team.yaml", "team: [")
    (finding,) = report(mvdt, "team.yaml")["findings"]
    write(
        FILE, f"baseline: 1\nfindings:\n  - {{rule: invalid-file, subject: x, fingerprint: {finding['fingerprint']}}}\n"
    )
    assert mvdt("check", *ON).returncode == 1


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("baseline: 1\nfindings: none\n", "2:11", "`findings` must be a list, and here stands a text"),
        ("baseline: 2\nfindings: []\n", "1:1", "this is no baseline that this version of mvdt can read"),
        ("team: Wards\nmembers: []\n", "1:1", "this is no baseline that this version of mvdt can read"),
        ("", "1:1", "this is no baseline that this version of mvdt can read"),
        ("baseline: 1\nfindings:\n  - {rule: x, subject: y}\n", "3:5", "`fingerprint` is missing"),
        ("baseline: 1\nfindings:\n  - {rule: x, subject: y, fingerprint: z}\n", "3:40", "`fingerprint` is `z`"),
        ("baseline: 1\nfindings:\n  - {rule: x\n", "3:5", ""),
        ("baseline: 1\nbaseline: 1\nfindings: []\n", "2:1", "`baseline` stands twice in the same group"),
    ],
)
def test_a_broken_baseline_is_refused_at_its_place(
    mvdt: Run, write: Write, text: str, place: str, message: str
) -> None:
    write("team.yaml", GAP)
    write(FILE, text)
    result = mvdt("check", *ON, env={"COLUMNS": "100"})
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{FILE}:{place.partition(':')[0]}:")
    assert message in result.stderr
    if message:
        assert result.stderr.startswith(f"{FILE}:{place}: error: invalid-baseline\n")
    assert result.stderr.endswith(
        f"mvdt: {FILE}: the baseline can't be used, so nothing was checked\n"
        "  fix: put right what is shown above, or write it anew with `mvdt baseline write`\n"
    )
    assert mvdt("baseline", "prune").returncode == 2
    assert mvdt("baseline", "write").returncode == 0
    assert mvdt("check", *ON).returncode == 0


def test_a_baseline_that_is_not_there(mvdt: Run, write: Write) -> None:
    write("team.yaml", GAP)
    for arguments in (("check", *ON), ("baseline", "prune")):
        result = mvdt(*arguments)
        assert (result.returncode, result.stderr) == (
            2,
            f"mvdt: {FILE}: there is no such file or folder\n  fix: check the path and the folder you are in\n",
        )


def test_nothing_is_recorded_where_not_everything_could_be_checked(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write(FILE, "baseline: 1\nfindings: []\n")
    before = (tmp_path / FILE).read_text()
    result = mvdt("baseline", "write")
    assert (result.returncode, result.stdout) == (3, "")
    write("team.yaml", GAP)
    gone = mvdt("baseline", "write", ".", "gone.yaml")
    assert (gone.returncode, gone.stdout) == (2, "")
    assert gone.stderr.startswith("mvdt: gone.yaml: there is no such file or folder\n")
    assert (tmp_path / FILE).read_text() == before


def test_excepted_findings_are_not_recorded(mvdt: Run, write: Write) -> None:
    write("team.yaml", GAP + "exceptions:\n  - {rule: missing-role, reason: x, until: 2026-12-31}\n")
    assert mvdt("baseline", "write").stdout.startswith("mvdt-baseline.yaml: 0 findings of 1 team recorded.\n")
    assert mvdt("check", *ON, "--on", "2027-01-01").returncode == 1


def test_a_baseline_is_written_for_a_catalogue_of_ones_own(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    need = "{discovery: essential, alpha: essential}"
    write("own.yaml", f"catalogue: Ours\nextends: mvdt\nroles:\n  accessibility-specialist: {{need: {need}}}\n")
    own = ("--catalogue", "own.yaml")
    assert mvdt("check", "team.yaml", *own).returncode == 1
    assert mvdt("baseline", "write", *own).returncode == 0
    assert mvdt("check", "team.yaml", *own, *ON).returncode == 0


def test_many_files_in_several_processes_are_known_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkdir("teams")
    for number in range(210):
        text = (GAP if number % 2 else VIABLE).replace("Outpatient booking", f"Team {number}")
        text += "exceptions:\n  - {rule: missing-role, reason: x, until: 2026-01-01}\n" if number % 5 == 0 else ""
        Path("teams", f"{number:03}.yaml").write_text(text, encoding="utf-8")
    Path("mvdt.yaml").write_text(
        "exceptions:\n  - {rule: missing-role, team: Team 7, reason: x}\n  - {rule: no-sponsor, reason: x}\n",
        encoding="utf-8",
    )
    Path("teams/209.yaml").write_text("team: Team 209\nmembers: {a: b}\n", encoding="utf-8")

    def rendered(processes: int, known: list[baseline.Known]) -> dict[str, Any]:
        found = engine.check(
            ["."],
            on=day("2026-11-22"),
            settings=settings_reading.load("mvdt.yaml"),
            baseline=known,
            processes=processes,
        )
        data: dict[str, Any] = json.loads("".join(get("json").render(found, Page())))
        return data

    first = rendered(1, [])
    known = [
        baseline.Known(rule=one["rule"], subject=one["subject"], fingerprint=one["fingerprint"])
        for one in first["findings"][::2]
    ]
    known.append(baseline.Known(rule="missing-role", subject="Team 209/x", fingerprint="0" * 32))
    known.append(baseline.Known(rule="missing-role", subject="Team 208/x", fingerprint="1" * 32))
    one, two = rendered(1, known), rendered(2, known)
    assert one == two
    assert one["summary"]["baselined"] > 50
    assert one["summary"]["excepted"] == 1
    assert [fixed["subject"] for fixed in one["fixed"]] == ["Team 208/x"]
