"""What a third fuzzer has found, which writes whole files from the schemas, each as small as it gets."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import VIABLE, Run

Write = Callable[[str, "str | bytes"], Path]

_OURS = "catalogue: Ours\nextends: mvdt\n"


def _told(mvdt: Run, write: Write, catalogue: str) -> list[str]:
    """What is told of a catalogue, one `line: message; fix` each."""
    write("team.yaml", VIABLE)
    write("ours.yaml", catalogue)
    report = json.loads(mvdt("check", "team.yaml", "--catalogue", "ours.yaml", "--format", "json").stdout)
    return [f"{one['span']['line']}: {one['message']}; {one['fix']}" for one in report["unchecked"]]


@pytest.mark.parametrize(
    ("field", "kept", "missing", "every"),
    [
        ("phases", "[discovery, beta, retired]", "`alpha` and `live`", "`discovery`, `alpha`, `beta` and `live`"),
        (
            "levels",
            "[awareness, working, practitioner]",
            "`expert`",
            "`awareness`, `working`, `practitioner` and `expert`",
        ),
    ],
)
def test_what_the_built_in_roles_need_and_a_catalogue_leaves_out_is_told_once_where_it_is_left_out(
    mvdt: Run, write: Write, field: str, kept: str, missing: str, every: str
) -> None:
    assert _told(
        mvdt,
        write,
        f"{_OURS}{field}: {kept}\nroles: {{patient-partner: {{name: Patient partner, family: operations}}}}\n",
    ) == [
        f"3: `{field}` leaves out {missing}, which roles of the built-in catalogue name; "
        f"keep {every} in the list; or leave out `extends` and write all roles yourself"
    ]


def test_a_skill_that_could_not_be_read_is_told_once_and_not_at_each_role_that_has_it(mvdt: Run, write: Write) -> None:
    assert _told(mvdt, write, f"{_OURS}skills:\n  user-research: {{aliases: research}}\n") == [
        "4: `aliases` must be a list, and here stands a text; for example `aliases: [product ownership]`"
    ]


def test_a_title_that_a_built_in_role_has_is_told_where_the_catalogue_gives_it_to_another(
    mvdt: Run, write: Write
) -> None:
    assert _told(mvdt, write, f"{_OURS}roles:\n  developer:\n    titles: [CCIO]\n") == [
        "5: the title `CCIO` belongs to `chief-clinical-information-officer` already, and here to `developer`; "
        "a title must mean one role: keep it in one of the two"
    ]


@pytest.mark.parametrize(
    ("share", "fix"),
    [
        ("3", "write the share of the team as a number above 0, `max_share: 0.5` being half"),
        ("110%", "write the share of the team as a number above 0, `max_share: 0.5` being half"),
        ("60%", "write the share as a number, `max_share: 0.6`"),
    ],
)
def test_the_way_out_for_a_share_of_the_team_speaks_of_no_week(mvdt: Run, write: Write, share: str, fix: str) -> None:
    assert _told(mvdt, write, f"{_OURS}families:\n  design: {{max_share: {share}}}\n") == [
        f"4: `max_share` is `{share}`, and must be a number above 0 and up to 1; {fix}"
    ]


def test_gitlab_keeps_each_of_several_like_reasons_why_nothing_was_checked(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    write("ours.yaml", f"{_OURS}families:\n  design: {{max_share: 3}}\n  product: {{max_share: 3}}\n")
    entries = json.loads(mvdt("check", "team.yaml", "--catalogue", "ours.yaml", "--format", "gitlab").stdout)
    assert [entry["location"]["lines"]["begin"] for entry in entries] == [4, 5]
    assert len({entry["fingerprint"] for entry in entries}) == 2


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (["check", "team.yaml", "--format", "json=team.yaml"], "team.yaml"),
        (["check", "team.yaml", "--format", "json=./link.yaml"], "team.yaml"),
        (["check", ".", "--format", "text=report.txt", "--format", "sarif=team.yaml"], "team.yaml"),
        (["check", ".", "--format", "junit=broken.yaml"], "broken.yaml"),
        (["check", ".", "--format", "junit=people.csv"], "people.csv"),
        (["check", ".", "--format", "json=left-out.yaml"], "left-out.yaml"),
        (["check", "team.yaml", "--format", "json=mvdt.yaml"], "mvdt.yaml"),
        (["check", "team.yaml", "--format", "json=mvdt-baseline.yaml"], "mvdt-baseline.yaml"),
        (["check", "team.yaml", "--catalogue", "ours.yaml", "--format", "json=ours.yaml"], "ours.yaml"),
        (["check", "team.yaml", "--catalogue", "team.yaml", "--format", "json=team.yaml"], "team.yaml"),
        (["render", "saved.json", "--format", "text=saved.json"], "saved.json"),
        (["render", "saved.json", "--format", "text=team.yaml"], "team.yaml"),
    ],
)
def test_no_report_takes_the_place_of_a_file_that_was_read(
    mvdt: Run, write: Write, tmp_path: Path, command: list[str], file: str
) -> None:
    write("team.yaml", VIABLE)
    (tmp_path / "link.yaml").symlink_to("team.yaml")
    write("broken.yaml", "team: [\n")
    write("people.csv", "Name,Job title\nAnn Bell,Developer\n")
    write("left-out.yaml", _OURS)
    write("ours.yaml", _OURS)
    write("mvdt-baseline.yaml", "baseline: 1\nfindings: []\n")
    write("mvdt.yaml", "baseline: mvdt-baseline.yaml\n")
    mvdt("check", "team.yaml", "--format", "json=saved.json")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    result = mvdt(*command)
    assert result.returncode == 2
    where, format_ = command[-1].split("=")[::-1]
    assert result.stderr.endswith(
        f"mvdt: --format: the report would take the place of {where}, which was read, so nothing was written\n"
        f"  fix: give it a name of its own: `--format {format_}=FILE`\n"
    )
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert (tmp_path / file).exists()


@pytest.mark.parametrize("name", ["other.yaml", "other.YML", "other.csv", "other.xlsx", "other.toml"])
def test_no_report_takes_the_place_of_another_roster(mvdt: Run, write: Write, tmp_path: Path, name: str) -> None:
    write("team.yaml", VIABLE)
    write(name, VIABLE)
    result = mvdt("check", "team.yaml", "--format", f"json={name}")
    assert result.returncode == 2
    assert result.stderr.endswith(
        f"mvdt: --format: {name} is there already and may be a roster, so nothing was written\n"
        "  fix: give the report a name of its own: `--format json=FILE`\n"
    )
    assert (tmp_path / name).read_text() == VIABLE


def test_a_report_of_an_earlier_run_is_written_anew(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("team.yaml", VIABLE)
    report = tmp_path / "report.json"
    for _ in range(2):
        report.write_bytes(b"{}")
        assert mvdt("check", ".", "--format", "json=report.json").returncode == 0
        assert json.loads(report.read_bytes())["summary"]["teams"] == 1


def test_a_baseline_with_a_misspelt_field_is_refused_and_stays_as_it_is(
    mvdt: Run, write: Write, tmp_path: Path
) -> None:
    write("team.yaml", VIABLE)
    finding = "{rule: no-sponsor, subject: a/sponsor, fingerprint: 0123456789abcdef0123456789abcdef}"
    written = f"baseline: 1\nfindngs:\n  - {finding}\n"
    write("mvdt-baseline.yaml", written)
    for command in (
        ["check", "--baseline", "mvdt-baseline.yaml"],
        ["baseline", "write", "team.yaml"],
        ["baseline", "prune"],
    ):
        result = mvdt(*command)
        assert result.returncode == 2
        assert "mvdt-baseline.yaml:2:1: error: invalid-baseline" in result.stderr
        assert "`findngs` is not a field of a baseline\n  = fix: did you mean `findings`?" in result.stderr
    assert (tmp_path / "mvdt-baseline.yaml").read_text() == written


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("team.yaml", VIABLE),
        ("people.csv", "Name,Job title\nAnn Bell,Developer\n"),
        ("mvdt.yaml", "fail_on: advice\n"),
        ("notes.txt", "what the baseline is for\n"),
    ],
)
def test_a_baseline_is_written_over_no_file_that_is_none(
    mvdt: Run, write: Write, tmp_path: Path, name: str, text: str
) -> None:
    write("team.yaml", VIABLE)
    write(name, text)
    result = mvdt("baseline", "write", "--baseline", name)
    assert (result.returncode, result.stderr) == (
        2,
        f"mvdt: {name} is there already and is no baseline; nothing was written\n  fix: choose another name\n",
    )
    assert (tmp_path / name).read_text() == text


@pytest.mark.parametrize("text", ["", "<<<<<<< ours\nbaseline: 1\n=======\n", '{"baseline": 1}', "baseline: 7\n"])
def test_a_broken_baseline_is_written_anew(mvdt: Run, write: Write, tmp_path: Path, text: str) -> None:
    write("team.yaml", VIABLE)
    write("mvdt-baseline.yaml", text)
    assert mvdt("baseline", "write").returncode == 0
    assert "\nbaseline: 1\nfindings: []\n" in (tmp_path / "mvdt-baseline.yaml").read_text()


def test_a_saved_report_is_not_taken_for_a_catalogue(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    mvdt("check", "team.yaml", "--format", "json=report.json")
    assert mvdt("check", "report.json", "--format", "concise").stdout.startswith(
        "report.json:1:1: error: invalid-roster: this is a saved report, not a roster\n"
    )
