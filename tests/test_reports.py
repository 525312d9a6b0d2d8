"""Where reports go: several formats at once, files whole or not at all, saved reports, and a focus on some files."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import VIABLE, Run

from mvdt import output
from mvdt.output.json import load
from mvdt.report import ReportedFinding

Write = Callable[[str, str | bytes], Path]

GAP = VIABLE.replace("user-researcher", "developer")
FORMATS = output.names()


TEAMS = {
    "teams/gap.yaml": GAP.replace("Outpatient booking", "Beds"),
    "teams/viable.yaml": VIABLE + "exceptions:\n  - {rule: over-allocated, about: Jo Lin, reason: Till May}\n",
    "teams/wizard.yaml": "team: Wards\nmembers:\n  - {name: Kim Gray, role: wizard}\n",
    "teams/broken.yaml": "team: [",
    "teams/other.yaml": "services: {}",
    "mvdt.yaml": "rules:\n  no-sponsor: {off: true}\n",
}
"""A folder with a finding of every standing, and files that can't be read or are no rosters."""


def teams(write: Write) -> None:
    for name, content in TEAMS.items():
        write(name, content)


def test_several_formats_at_once_are_what_each_is_alone(mvdt: Run, write: Write, tmp_path: Path) -> None:
    teams(write)
    wanted = [argument for name in FORMATS for argument in ("--format", f"{name}=out.{name}")]
    both = mvdt("check", *wanted)
    text = mvdt("check")
    assert (both.returncode, both.stdout, both.stderr) == (1, text.stdout, "")
    for name in FORMATS:
        assert (tmp_path / f"out.{name}").read_text(encoding="utf-8") == mvdt("check", "--format", name).stdout, name


def test_a_format_in_a_file_leaves_the_text_on_standard_output(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("team.yaml", GAP)
    text = mvdt("check", "team.yaml").stdout
    assert mvdt("check", "team.yaml", "--format", "json=a.json").stdout == text
    assert mvdt("check", "team.yaml", "--format", "text=a.txt", "--format", "json=-").stdout == (
        (tmp_path / "a.json").read_text()
    )
    assert (tmp_path / "a.txt").read_text() == text
    assert mvdt("check", "team.yaml", "--format", "json=/dev/stdout").stdout.startswith("{\n")


@pytest.mark.parametrize(
    ("arguments", "message", "fix"),
    [
        (["xml"], "--format: there is no format `xml`", f"choose one of: {', '.join(FORMATS)}"),
        (["=a"], "--format: there is no format ``", f"choose one of: {', '.join(FORMATS)}"),
        (["json="], "--format: `json=` names no file", "write `json=FILE`, or `json` for standard output"),
        (["json", "text"], "--format: two formats would go to standard output", "give each a file of its own: `--format FORMAT=FILE`"),
        (["json=-", "json"], "--format: two formats would go to standard output", "give each a file of its own: `--format FORMAT=FILE`"),
        (["json=a", "text=./a"], "--format: two formats would go to a", "give each a file of its own: `--format FORMAT=FILE`"),
        (["json=a", "json=b/../a"], "--format: two formats would go to a", "give each a file of its own: `--format FORMAT=FILE`"),
    ],
)  # fmt: skip
def test_formats_that_cant_be_given(
    mvdt: Run, write: Write, tmp_path: Path, arguments: list[str], message: str, fix: str
) -> None:
    write("team.yaml", GAP)
    write("report.json", "{}")
    given = [word for argument in arguments for word in ("--format", argument)]
    for command in (("check", "team.yaml"), ("render", "report.json")):
        result = mvdt(*command, *given)
        assert (result.returncode, result.stdout, result.stderr) == (2, "", f"mvdt: {message}\n  fix: {fix}\n")
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("missing/a.json", "No such file or directory"),
        ("team.yaml/a.json", "Not a directory"),
        ("folder", "Is a directory"),
        ("/dev/full", "No space left on device"),
    ],
)
def test_a_report_that_cant_be_written_is_said(
    mvdt: Run, write: Write, tmp_path: Path, target: str, reason: str
) -> None:
    write("team.yaml", GAP)
    (tmp_path / "folder").mkdir()
    result = mvdt("check", "team.yaml", "--format", f"json={target}")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"mvdt: {target}: the report can't be written ({reason})\n"
        "  fix: check that the folder is there, who may write to it, and the room on the disk\n"
    )
    assert sorted(os.listdir(tmp_path)) == ["folder", "team.yaml"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_device_is_written_to_and_never_replaced(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    for device in ("/dev/full", "/dev/null"):
        mvdt("check", "team.yaml", "--format", f"json={device}")
        assert Path(device).is_char_device()
    assert mvdt("check", "team.yaml", "--format", "json=/dev/null").returncode == 0


def test_the_old_file_is_there_until_the_new_one_is_complete(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mvdt.cli import _written

    path = write("a.json", "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SystemExit) as end:
        _written.write_file(str(path), "new")
    assert end.value.code == 2
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.json"]


def test_permissions_are_kept_and_links_stay_links(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("team.yaml", GAP)
    path = write("shared/a.json", "old")
    path.chmod(0o640)
    (tmp_path / "link.json").symlink_to("shared/a.json")
    mvdt("check", "team.yaml", "--format", "json=link.json", "--format", "jsonl=new.jsonl")
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads(path.read_text())["schema_version"] == 1
    assert path.stat().st_mode & 0o777 == 0o640
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "new.jsonl").stat().st_mode & 0o777 == 0o666 & ~mask
    assert os.listdir(tmp_path / "shared") == ["a.json"]


@pytest.mark.parametrize("extra", [(), ("--show-excepted",)])
def test_a_saved_report_becomes_every_format_byte_by_byte(
    mvdt: Run, write: Write, tmp_path: Path, extra: tuple[str, ...]
) -> None:
    teams(write)
    direct, again = (
        [word for name in FORMATS for word in ("--format", f"{name}={what}.{name}")] for what in ("direct", "again")
    )
    mvdt("baseline", "write", "--baseline", "known.yaml")
    write("teams/gap.yaml", GAP.replace("Outpatient booking", "Beds").replace("delivery-manager", "developer"))
    for options in ((), ("--baseline", "known.yaml"), ("--fail-on", "advice", "--select", "roles,capacity")):
        checked = mvdt("check", *direct, *options, *extra)
        rendered = mvdt("render", "direct.json", *again, *extra)
        assert (rendered.stdout, rendered.returncode, rendered.stderr) == (
            checked.stdout,
            checked.returncode,
            checked.stderr,
        )
        for name in FORMATS:
            assert (tmp_path / f"again.{name}").read_bytes() == (tmp_path / f"direct.{name}").read_bytes(), name


def test_a_saved_report_says_what_could_not_be_checked_too(mvdt: Run, write: Write) -> None:
    write("team.yaml", GAP)
    direct = mvdt("check", "team.yaml", "gone.yaml", "--format", "json=report.json")
    again = mvdt("render", "report.json")
    assert (again.returncode, again.stdout, again.stderr) == (2, direct.stdout, direct.stderr)


def test_a_report_is_rendered_from_standard_input(mvdt: Run, write: Write) -> None:
    write("team.yaml", GAP)
    saved = mvdt("check", "team.yaml", "--format", "json")
    again = mvdt("render", "-", stdin=saved.stdout.encode())
    assert (again.returncode, again.stdout) == (1, mvdt("check", "team.yaml").stdout)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "this is not a report of mvdt"),
        ("{", "this is not a report of mvdt"),
        ("[]", "this is not a report of mvdt"),
        ("{}", "this is not a report of mvdt"),
        (VIABLE, "this is not a report of mvdt"),
        (b"\xff\xfe\x00", "this is not a report of mvdt"),
        ("[" * 100_000, "this is not a report of mvdt"),
        ('{"schema_version": 2}', "this report is of version 2, and this mvdt reads version 1"),
        ('{"schema_version": 1}', "this report is not complete"),
    ],
)
def test_what_is_no_report_is_refused_in_a_sentence(mvdt: Run, write: Write, text: str | bytes, message: str) -> None:
    write("report.json", text)
    result = mvdt("render", "report.json")
    assert (result.returncode, result.stdout, result.stderr) == (
        2,
        "",
        f"mvdt: report.json: {message}\n  fix: give a file that `mvdt check --format json=FILE` wrote\n",
    )


def test_a_report_that_is_not_there(mvdt: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path, reason, fix in (
        ("gone.json", "there is no such file or folder", "check the path and the folder you are in"),
        ("folder", "this is a folder, not a file", "give the path of the file"),
    ):
        result = mvdt("render", path)
        assert (result.returncode, result.stderr) == (
            2,
            f"mvdt: {path}: {reason}\n  fix: {fix}\n",
        )


def test_a_report_that_somebody_has_changed_is_no_bug(write: Write) -> None:
    """Whatever is put in place of a value, the report is refused or can be rendered in every format."""
    from mvdt.output import Page, get
    from mvdt.output.json import NotAReport, load

    chosen = random.Random(1)  # noqa: S311 - the same on every run
    teams_at = write("x", "").parent
    teams(write)
    import subprocess

    from conftest import COMMAND, TODAY

    done = subprocess.run(
        [COMMAND, "check", "--format", "json"],
        cwd=teams_at,
        env={"MVDT_TODAY": TODAY},
        capture_output=True,
        check=False,
    )
    places: list[tuple[Any, Any]] = []

    def walk(value: Any) -> None:
        for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
            places.append((value, key))
            walk(value[key])

    report = json.loads(done.stdout)
    walk(report)
    refused = 0
    for container, key in chosen.sample(places, 250):
        others: list[Any] = [None, [], {}, "x", -1, 3.5, True]
        for other in others:
            kept, container[key] = container[key], other
            try:
                found = load(json.dumps(report).encode())
                for name in chosen.sample(FORMATS, 3):
                    "".join(get(name).render(found, Page()))
            except NotAReport:
                refused += 1
            container[key] = kept
    assert refused > 1000


CASES = {
    0: ("viable.yaml", VIABLE),
    1: ("gap.yaml", GAP),
    2: ("gap.yaml", GAP),
    3: ("other.yaml", "services: {}"),
}


@pytest.mark.parametrize("code", CASES)
def test_the_exit_code_is_the_same_for_every_format(mvdt: Run, write: Write, code: int) -> None:
    name, text = CASES[code]
    write(f"teams/{name}", text)
    paths = ["teams", "gone.yaml"] if code == 2 else ["teams"]
    assert {one: mvdt("check", *paths, "--format", one).returncode for one in FORMATS} == dict.fromkeys(FORMATS, code)
    mvdt("check", *paths, "--format", "json=report.json")
    assert {one: mvdt("render", "report.json", "--format", one).returncode for one in FORMATS} == dict.fromkeys(
        FORMATS, code
    )


def test_focus_shows_what_touches_the_files_and_counts_the_rest(mvdt: Run, write: Write) -> None:
    write("a.yaml", VIABLE)
    write("b.yaml", GAP.replace("Outpatient booking", "Beds"))
    write("c.yaml", "team: Wards\nsponsor: Chair\nmembers:\n  - {name: Kim Gray, role: developer}\n")
    whole = json.loads(mvdt("check", "--format", "json").stdout)
    result = mvdt("check", "--focus", "a.yaml", "--format", "json")
    found = json.loads(result.stdout)
    assert [team["team"] for team in found["teams"]] == ["Outpatient booking"]
    across = [one for one in found["findings"] if one["path"] == "b.yaml"]
    assert {one["rule"] for one in across} >= {"over-allocated"}
    assert all("a.yaml" in [place["path"] for place in one["related"]] for one in across)
    assert found["elsewhere"] == len(whole["findings"]) - len(found["findings"]) > 3
    assert found["rosters_elsewhere"] == 2
    assert result.returncode == found["exit_code"] == 1
    text = mvdt("check", "--focus", "./a.yaml").stdout
    assert f"{found['elsewhere']:,} in files out of focus." in " ".join(text.split())
    fingerprints = {one["fingerprint"] for one in whole["findings"]}
    assert {one["fingerprint"] for one in found["findings"]} <= fingerprints
    mvdt("check", "--focus", "a.yaml", "--format", "json=report.json")
    assert mvdt("render", "report.json", "--format", "json").stdout == result.stdout


def test_a_saved_report_in_focus_keeps_its_fingerprints(mvdt: Run, write: Write) -> None:
    write("a.yaml", GAP)
    write("b.yaml", GAP)
    direct = mvdt("check", "--focus", "b.yaml", "--format", "json")
    write("report.json", direct.stdout)
    assert mvdt("render", "report.json", "--format", "json").stdout == direct.stdout


def test_fingerprints_that_nothing_gives_cost_no_more_than_a_few_guesses(
    mvdt: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.yaml", GAP)
    changed = json.loads(mvdt("check", "--format", "json").stdout) | {"elsewhere": 10**18}
    changed["findings"][0]["fingerprint"] = "0" * 32
    write("report.json", json.dumps(changed))
    # Looking for it among so many would end in the system's limit of memory or never.
    result = mvdt("render", "report.json", "--format", "concise")
    assert (result.returncode, result.stderr) == (1, "")

    asked = 0

    def never(_: ReportedFinding) -> str:
        nonlocal asked
        asked += 1
        return "f" * 32

    monkeypatch.setattr(ReportedFinding, "fingerprint", property(never))
    load(json.dumps(changed | {"findings": changed["findings"] * 3}).encode())
    assert 100_000 <= asked < 110_000


def test_what_is_out_of_focus_fails_nothing_and_what_is_in_focus_does(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("good.yaml", VIABLE)
    write("gap.yaml", "team: Wards\nmembers:\n  - {name: Kim Gray, role: wizard}\n")
    write("broken.yaml", "team: [")
    write("services.yaml", "services: {}")
    (tmp_path / "link.yaml").symlink_to("nowhere")
    assert mvdt("check").returncode == 2
    result = mvdt("check", "--focus", "good.yaml")
    assert (result.returncode, result.stderr) == (0, "")
    assert mvdt("check", "--focus", "gap.yaml").returncode == 1
    assert mvdt("check", "--focus", "broken.yaml").returncode == 1
    assert mvdt("check", "--focus", "good.yaml", "broken.yaml").returncode == 1
    other = mvdt("check", "--focus", "services.yaml")
    assert (other.returncode, other.stderr) == (0, "")
    assert other.stdout.startswith("No roster is in focus. ")
    write("notes.md", "team: [\n")
    assert mvdt("check", "--focus", "notes.md", "good.yaml").returncode == 0


def test_a_folder_can_be_in_focus(mvdt: Run, write: Write) -> None:
    write("a/team.yaml", VIABLE)
    write("b/team.yaml", "team: [")
    assert mvdt("check", "--focus", "a").returncode == 0
    assert mvdt("check", "--focus", "a", "b/").returncode == 1


def test_settings_in_focus_touch_every_team(mvdt: Run, write: Write) -> None:
    write("team.yaml", GAP)
    write("mvdt.yaml", "catalogue: own.yaml\n")
    write("own.yaml", "catalogue: Ours\nextends: mvdt\n")
    for path in ("mvdt.yaml", "own.yaml"):
        assert mvdt("check", "--focus", path).stdout == mvdt("check").stdout


def test_files_that_cant_be_in_focus_are_refused(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("here/team.yaml", VIABLE)
    write("team.yaml", VIABLE)
    for arguments, message in (
        ((), "--focus: no files are named"),
        (("gone.yaml",), "--focus: gone.yaml: there is no such file or folder"),
        (("../team.yaml",), "--focus: ../team.yaml is not in the current folder"),
    ):
        result = mvdt("check", "--focus", *arguments, cwd=tmp_path / "here")
        assert (result.returncode, result.stdout, result.stderr.splitlines()[0]) == (2, "", f"mvdt: {message}")
