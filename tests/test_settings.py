"""The settings file: found, read, refused with its place, in force, shown by `mvdt config`, and described by a schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, VIABLE, Run
from jsonschema import Draft202012Validator

from mvdt import rules

Write = Callable[[str, str | bytes], Path]

GAP = VIABLE.replace("user-researcher", "developer")
"""A roster with one error: no user researcher."""

REFUSED = (
    "mvdt: mvdt.yaml: the settings can't be used, so nothing was checked\n"
    "  fix: put right what is shown above; `mvdt schema settings` gives the whole format\n"
)


def said(stderr: str) -> list[str]:
    """Each problem that is printed as `line:column message | fix`, its lines joined."""
    found = []
    for block in stderr.removesuffix(REFUSED).strip().split("\n\n"):
        head, _, *rest = block.splitlines()
        place = head.removeprefix("mvdt.yaml:").partition(": error: invalid-settings")[0]
        body = " ".join(line.partition("|")[2].strip(" ^") for line in rest if "|" in line.split("=")[0])
        body = " ".join(body.partition(rest[0].partition("|")[2].strip())[2].split())
        fix = " ".join(" ".join(rest).partition("= fix: ")[2].split())
        found.append(f"{place} {body} | {fix}")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fail_on: eror", ["1:10 `eror` is not a value of `fail_on` | did you mean `error`? Otherwise choose `error`, `warning` or `advice`"]),
        ("colour: blue", ["1:1 `colour` is not a field of a settings file | delete it, or use one of: catalogue, fail_on, rules, exclude, baseline, exceptions"]),
        ("fail-on: error", ["1:1 `fail-on` is not a field of a settings file | did you mean `fail_on`?"]),
        ("rules: {mising-role: {off: true}}", ["1:9 `mising-role` is not a rule that mvdt knows | did you mean `missing-role`?"]),
        ("rules:\n  team-size: {options: {mots: 3}}", ["2:25 `mots` is not an option of `team-size` | its options are `fewest`, `fewest_in_discovery` and `most`"]),
        ("rules:\n  no-sponsor: {options: {x: 1}}", ["2:26 `x` is not an option of `no-sponsor` | it has no options"]),
        ("rules:\n  team-size: {options: {most: ten}}", ["2:31 `most` is `ten`, and must be a number that is not below 0 | `mvdt explain team-size` shows what is usual"]),
        ("rules:\n  team-size: {options: {most: -1}}", ["2:31 `most` is `-1`, and must be a number that is not below 0 | `mvdt explain team-size` shows what is usual"]),
        ("rules:\n  team-size: {options: {most: .inf}}", ["2:31 `most` is `.inf`, and must be a number that is not below 0 | `mvdt explain team-size` shows what is usual"]),
        ("rules:\n  team-size: {options: {most: 9.5}}", ["2:31 `most` is `9.5`, and must be a whole number | for example `most: 9`"]),
        ("rules:\n  team-size: {options: [9]}", ["2:24 `options` must be a group of fields, and here stands a list | `mvdt explain team-size` shows the options of the rule"]),
        ("rules:\n  team-size: off", ["2:14 what is set of a rule is a group of fields, and here stands `off` | write for example `team-size: {severity: advice}` or `team-size: {off: true}`"]),
        ("rules: [team-size]", ["1:8 `rules` must be a group of fields, and here stands a list | write each rule's name under `rules:`, with its settings below it"]),
        ("rules:\n  team-size: {off: maybe}", ["2:20 `off` is `maybe`, and must be true or false | write it for example `off: true`"]),
        ("rules:\n  team-size: {severity: fatal}", ["2:25 `fatal` is not a value of `severity` | choose `error`, `warning` or `advice`"]),
        ("rules:\n  invalid-file: {off: true}", ["2:23 `invalid-file` can't be switched off or made milder: without it a broken file would pass unseen | leave it out of the settings"]),
        ("rules:\n  invalid-roster: {severity: advice}", ["2:30 `invalid-roster` can't be switched off or made milder: without it a broken file would pass unseen | leave it out of the settings"]),
        ("exceptions: none", ["1:13 `exceptions` must be a list, and here stands a text | begin each entry under `exceptions:` with a dash: `- rule: missing-role`"]),
        ("exceptions:\n  - {rule: missing-role}", ["2:5 `reason` is missing | add `reason:`, for example `reason: Post approved, interviews on 4 December`"]),
        ("exceptions:\n  - {rule: mising-role, reason: x}", ["2:12 `mising-role` is not a rule that mvdt knows | did you mean `missing-role`?"]),
        ("exceptions:\n  - {rule: invalid-file, reason: x}", ["2:12 `invalid-file` admits no exception: what can't be read can't be judged | delete the exception, and mend the file or move it elsewhere"]),
        ("exceptions:\n  - rule: missing-role\n    reason: x\n    until: 31.1.2027", ["4:12 `until` is `31.1.2027`, and must be a date such as 2026-04-01 | write it for example `until: 2027-01-31`"]),
        ("exclude: archive", ["1:10 `exclude` must be a list, and here stands a text | for example `exclude: [archive, drafts/old-*.yaml]`"]),
        ("fail_on: error\nfail_on: warning", ["2:1 `fail_on` stands twice in the same group | keep one of the two"]),
        ("- fail_on: error", ["1:1 a settings file is a group of fields, and here stands a list | write it with `field: value` on lines of their own"]),
        ("warning", ["1:1 a settings file is a group of fields, and here stands `warning` | write it with `field: value` on lines of their own"]),
        ("catalogue: gone.yaml", ["1:12 there is no such file or folder: `gone.yaml` | check the path: it is seen from the settings file"]),
        ("baseline: gone.yaml", ["1:11 there is no such file or folder: `gone.yaml` | write it with `mvdt baseline write`, or check the path: it is seen from the settings file"]),
        ("fail_on: nonsense\ncolour: blue", ["1:10 `nonsense` is not a value of `fail_on` | choose `error`, `warning` or `advice`", "2:1 `colour` is not a field of a settings file | delete it, or use one of: catalogue, fail_on, rules, exclude, baseline, exceptions"]),
    ],
)  # fmt: skip
def test_bad_settings_are_refused_at_their_place(mvdt: Run, write: Write, text: str, expected: list[str]) -> None:
    write("team.yaml", VIABLE)
    write("mvdt.yaml", text + "\n")
    result = mvdt("check", "team.yaml", env={"COLUMNS": "100"})
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.endswith(REFUSED)
    assert said(result.stderr) == expected
    if "gone.yaml" not in text:
        shown = mvdt("config", env={"COLUMNS": "100"})
        assert (shown.returncode, shown.stdout, shown.stderr) == (2, "", result.stderr)


def test_a_bad_setting_is_shown_like_a_bad_roster(mvdt: Run, write: Write) -> None:
    write("mvdt.yaml", "# ours\nfail_on: eror\n")
    assert mvdt("check").stderr == (
        "mvdt.yaml:2:10: error: invalid-settings\n"
        "  |\n"
        "2 | fail_on: eror\n"
        "  |          ^^^^ `eror` is not a value of `fail_on`\n"
        "  = fix: did you mean `error`? Otherwise choose `error`, `warning` or `advice`\n"
        "\n" + REFUSED
    )


@pytest.mark.parametrize("text", ["fail_on: [\n", "a: b: c\n", b"fail_on: \xff\xfe", "\tfail_on: error\n"])
def test_what_is_no_yaml_is_no_settings(mvdt: Run, write: Write, text: str | bytes) -> None:
    write("team.yaml", VIABLE)
    write("mvdt.yaml", text)
    result = mvdt("check", "team.yaml")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.endswith(REFUSED)


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "---\n", "rules:\nexclude:\nexceptions:\n", "rules: {team-size: }"]
)
def test_empty_settings_set_nothing(mvdt: Run, write: Write, text: str) -> None:
    write("team.yaml", GAP)
    without = mvdt("check", "team.yaml")
    write("mvdt.yaml", text)
    again = mvdt("check", "team.yaml")
    assert (again.returncode, again.stdout, again.stderr) == (1, without.stdout, "")
    assert {line.split()[-1] for line in mvdt("config").stdout.splitlines()} == {"default"}


def test_settings_are_found_up_to_the_root_of_the_repository_and_no_further(
    mvdt: Run, write: Write, tmp_path: Path
) -> None:
    write("mvdt.yaml", "fail_on: advice\n")
    write("repository/.git", "gitdir: elsewhere\n")
    write("repository/teams/wards/team.yaml", VIABLE)

    def setting() -> str | None:
        report = mvdt("check", "team.yaml", "--format", "json", cwd=tmp_path / "repository/teams/wards")
        found: str | None = json.loads(report.stdout)["settings"]
        return found

    assert setting() is None
    write("repository/mvdt.yaml", "fail_on: warning\n")
    assert setting() == "../../mvdt.yaml"
    write("repository/teams/mvdt.yaml", "fail_on: warning\n")
    assert setting() == "../mvdt.yaml"
    write("repository/teams/wards/mvdt.yaml", "fail_on: warning\n")
    assert setting() == "mvdt.yaml"


def test_settings_that_are_not_in_force_are_named(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    write("mvdt.yaml", "fail_on: error\n")
    write("wards/mvdt.yaml", "fail_on: warning\n")
    report = json.loads(mvdt("check", "--format", "json").stdout)
    assert (report["settings"], report["left_out"]) == (
        "mvdt.yaml",
        [{"path": "wards/mvdt.yaml", "why": "settings that are not in force for the folder you are in"}],
    )


def test_outside_a_repository_only_the_folder_itself_counts(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("mvdt.yaml", "fail_on: nonsense\n")
    write("teams/team.yaml", VIABLE)
    assert mvdt("check", "team.yaml", cwd=tmp_path / "teams").returncode == 0
    assert mvdt("check", "teams/team.yaml").returncode == 2


def test_a_folder_that_is_gone_has_no_settings(mvdt: Run, write: Write, tmp_path: Path) -> None:
    import os
    import subprocess

    from conftest import COMMAND

    (tmp_path / "gone").mkdir()
    script = f"rmdir ../gone; exec {COMMAND} check"
    done = subprocess.run(
        ["/bin/sh", "-c", script], cwd=tmp_path / "gone", env={"PATH": os.defpath}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode in (2, 3)
    assert "bug" not in done.stderr


def test_paths_in_the_settings_are_seen_from_their_file(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write(".git/HEAD", "")
    write("mvdt.yaml", "catalogue: policy/roles.yaml\nbaseline: policy/known.yaml\nexclude: [teams/archive]\n")
    write("policy/roles.yaml", "catalogue: Ours\nextends: mvdt\n")
    write("teams/team.yaml", GAP)
    write("teams/archive/team.yaml", "team: [")
    folder = tmp_path / "teams"
    write("policy/known.yaml", "baseline: 1\nfindings: []\n")
    assert mvdt("baseline", "write", cwd=folder).stdout == "../policy/known.yaml: 1 finding of 1 team recorded.\n"
    result = mvdt("check", "--format", "json", cwd=folder)
    report = json.loads(result.stdout)
    assert (result.returncode, report["summary"]["baselined"]) == (0, 1)
    assert report["catalogue"] == {"name": "Ours", "path": "../policy/roles.yaml"}
    assert report["left_out"] == [
        {"path": "archive/team.yaml", "why": "excluded by `teams/archive` in ../mvdt.yaml"}
    ]  # fmt: skip
    assert mvdt("roles", "--format", "json", cwd=folder).returncode == 0


def test_roles_and_schema_know_the_catalogue_of_the_settings(mvdt: Run, write: Write) -> None:
    write("mvdt.yaml", "catalogue: own.yaml\n")
    write("own.yaml", "catalogue: Ours\nextends: mvdt\nroles:\n  pilot: {name: Pilot, family: operations}\n")
    assert mvdt("roles", "pilot").stdout.startswith("pilot   Pilot\n")
    assert '"const": "pilot"' in mvdt("schema", "roster").stdout
    write("mvdt.yaml", "catalogue: gone.yaml\n")
    for command in (("roles",), ("schema", "roster"), ("check",)):
        result = mvdt(*command)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr.startswith("mvdt.yaml:1:12: error: invalid-settings\n")


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        ("[]", ["a/old-team.yaml", "a/team.yaml", "b/deep/team.yaml", "b/team.yaml"]),
        ("[a]", ["b/deep/team.yaml", "b/team.yaml"]),
        ("[./a/]", ["b/deep/team.yaml", "b/team.yaml"]),
        ("[a/team.yaml]", ["a/old-team.yaml", "b/deep/team.yaml", "b/team.yaml"]),
        ('["*/old-*.yaml"]', ["a/team.yaml", "b/deep/team.yaml", "b/team.yaml"]),
        ('["b/*"]', ["a/old-team.yaml", "a/team.yaml"]),
        ('["*/deep", "a/old*"]', ["a/team.yaml", "b/team.yaml"]),
        ("[A, te]", ["a/old-team.yaml", "a/team.yaml", "b/deep/team.yaml", "b/team.yaml"]),
    ],
)
def test_files_and_folders_are_excluded_by_pattern(mvdt: Run, write: Write, patterns: str, left: list[str]) -> None:
    for number, name in enumerate(["a/old-team.yaml", "a/team.yaml", "b/deep/team.yaml", "b/team.yaml"]):
        write(name, VIABLE.replace("Outpatient booking", f"Team {number}"))
    write("mvdt.yaml", f"exclude: {patterns}\n")
    report = json.loads(mvdt("check", "--select", "roles", "--format", "json").stdout)
    assert [team["path"] for team in report["teams"]] == left


def test_what_is_excluded_is_not_even_opened_but_named_it_is_checked(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("team.yaml", VIABLE)
    write("archive/broken.yaml", "team: [")
    (tmp_path / "archive" / "link.yaml").symlink_to("nowhere.yaml")
    assert mvdt("check").returncode == 2
    write("mvdt.yaml", "exclude: [archive]\n")
    result = mvdt("check")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith(
        "Left out: archive/broken.yaml (excluded by `archive` in mvdt.yaml),\n"
        "archive/link.yaml (excluded by `archive` in mvdt.yaml).\n"
    )
    assert mvdt("check", "archive/broken.yaml").returncode == 1


def test_a_roster_that_has_the_name_of_the_settings_is_still_a_roster(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    write("other/mvdt.yaml", "team: Wards\nmembers: []\n")
    write("broken/mvdt.yaml", "team: [")
    report = json.loads(mvdt("check", "--format", "json").stdout)
    assert report["unread"] == ["broken/mvdt.yaml"]
    assert [team["path"] for team in report["teams"]] == ["other/mvdt.yaml", "team.yaml"]


def test_the_command_line_goes_before_the_settings(mvdt: Run, write: Write) -> None:
    write("team.yaml", GAP)
    write("mvdt.yaml", "fail_on: warning\ncatalogue: own.yaml\nrules:\n  missing-role: {off: true}\n")
    write("own.yaml", "catalogue: Ours\nextends: mvdt\n")
    write("other.yaml", "catalogue: Other\nextends: mvdt\n")
    write("mine.yaml", "fail_on: advice\n")

    def report(*arguments: str) -> dict[str, object]:
        found: dict[str, object] = json.loads(mvdt("check", "team.yaml", "--format", "json", *arguments).stdout)
        return found

    assert (report()["fail_on"], report()["exit_code"]) == ("warning", 0)
    assert report("--fail-on", "error")["fail_on"] == "error"
    assert report("--catalogue", "other.yaml")["catalogue"] == {"name": "Other", "path": "other.yaml"}
    assert report("--select", "missing-role")["exit_code"] == 1
    assert report("--select", "roles")["exit_code"] == 0
    assert (report("--settings", "mine.yaml")["fail_on"], report("--settings", "mine.yaml")["exit_code"]) == (
        "advice",
        1,
    )


def test_options_change_the_judgement(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    write("mvdt.yaml", "rules:\n  team-size: {options: {most: 7}}\n")
    result = mvdt("check", "team.yaml")
    assert "team.yaml:4:1: warning: team-size\n" in result.stdout
    assert result.stdout.endswith("1 team: 1 amber. 1 warning.\n")
    write("mvdt.yaml", "rules:\n  team-size: {options: {most: 8.0}}\n")
    assert mvdt("check", "team.yaml").stdout.endswith("1 team: 1 green. No findings.\n")


@pytest.mark.parametrize(
    ("severity", "code", "verdict"), [("error", 1, "red"), ("warning", 0, "amber"), ("advice", 0, "green")]
)
def test_a_severity_shows_in_the_verdict_and_the_exit_code(
    mvdt: Run, write: Write, severity: str, code: int, verdict: str
) -> None:
    write("team.yaml", GAP)
    write("mvdt.yaml", f"rules:\n  missing-role: {{severity: {severity}}}\n")
    result = mvdt("check", "team.yaml")
    assert result.returncode == code
    assert result.stdout.endswith(f"1 team: 1 {verdict}. 1 {severity}.\n")
    assert f" {verdict.upper()}\n" in result.stdout


def test_what_is_switched_off_is_named_and_nothing_is_praised(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE.replace("fte: 1.0\n    employment", "fte: 0.3\n    employment"))
    assert "thin-role" in mvdt("check", "team.yaml").stdout
    write("mvdt.yaml", "rules:\n  thin-role: {off: true}\n  no-sponsor: {off: true}\n")
    result = mvdt("check", "team.yaml")
    assert result.stdout.endswith(
        "1 team: 1 green. No findings.\nSwitched off in mvdt.yaml: no-sponsor, thin-role.\n"
    )  # fmt: skip
    assert "Well done" not in result.stdout
    summary = mvdt("check", "team.yaml", "--format", "markdown").stdout
    assert summary.startswith("## \U0001f7e2 Outpatient booking meets the minimum for a viable digital team\n")
    assert "Switched off in `mvdt.yaml`: `no-sponsor`, `thin-role`." in summary
    assert "Well done" not in summary
    report = json.loads(mvdt("check", "team.yaml", "--format", "json").stdout)
    assert (report["switched_off"], report["all_rules"]) == (["no-sponsor", "thin-role"], True)
    assert "thin-role" not in report["rules"]


def test_no_setting_makes_a_broken_roster_green(mvdt: Run, write: Write) -> None:
    write("team.yaml", "team: [")
    off = [rule.name for rule in rules.every() if not rule.always]
    write("mvdt.yaml", "rules:\n" + "".join(f"  {name}: {{off: true}}\n" for name in off))
    assert mvdt("check").returncode == 1
    assert mvdt("check", "--baseline", str(ROOT / "roles.yaml")).returncode == 2


def test_config_prints_every_value_and_who_set_it(mvdt: Run, write: Write) -> None:
    write(
        "mvdt.yaml",
        "catalogue: own.yaml\nfail_on: warning\nexclude: [archive, old]\nrules:\n"
        "  team-size:\n    severity: advice\n    options: {most: 10}\n  no-sponsor: {off: true}\n"
        "exceptions:\n  - {rule: missing-role, about: designer, team: Wards, reason: x}\n",
    )
    data = json.loads(mvdt("config", "--format", "json").stdout)
    values = {one["setting"]: (one["value"], one["from"]) for one in data}
    assert {name: value for name, value in values.items() if value[1] != "default"} == {
        "catalogue": ("own.yaml", "mvdt.yaml:1"),
        "fail_on": ("warning", "mvdt.yaml:2"),
        "exclude": (["archive", "old"], "mvdt.yaml:3"),
        "rules.team-size.severity": ("advice", "mvdt.yaml:6"),
        "rules.team-size.options.most": (10, "mvdt.yaml:7"),
        "rules.no-sponsor.off": (True, "mvdt.yaml:8"),
        "exceptions.1": ("missing-role about designer in Wards", "mvdt.yaml:10"),
    }
    assert values["baseline"] == ("none", "default")
    assert {f"rules.{rule.name}.severity" for rule in rules.every()} <= values.keys()
    assert isinstance(values["rules.team-size.options.most"][0], int)
    lines = mvdt("config").stdout.splitlines()
    assert len(lines) == len(data)
    assert lines[0].split() == ["catalogue", "own.yaml", "mvdt.yaml:1"]
    assert "rules.team-size.options.most 10 mvdt.yaml:7" in [" ".join(line.split()) for line in lines]
    gone = mvdt("config", "--settings", "gone.yaml")
    assert (gone.returncode, gone.stderr) == (
        2,
        "mvdt: gone.yaml: there is no such file or folder\n  fix: check the path and the folder you are in\n",
    )


def test_the_schema_of_settings_accepts_what_mvdt_accepts(mvdt: Run) -> None:
    schema = json.loads(mvdt("schema", "settings").stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    good = [
        "{}",
        "catalogue: own.yaml\nfail_on: warning\nbaseline: known.yaml\nexclude: [archive]",
        "rules: {team-size: {severity: advice, options: {most: 10}}, no-sponsor: {'off': true}}",
        "exceptions: [{rule: missing-role, about: designer, team: Wards, reason: x, agreed_by: Board, until: '2027-01-31'}]",
    ]
    bad = [
        "[]",
        "colour: blue",
        "fail_on: never",
        "rules: {mising-role: {}}",
        "rules: {team-size: {options: {mots: 1}}}",
        "rules: {team-size: {options: {most: 9.5}}}",
        "rules: {team-size: {options: {most: -1}}}",
        "rules: {team-size: {severity: fatal}}",
        "rules: {team-size: {colour: blue}}",
        "exclude: archive",
        "exceptions: [{rule: missing-role}]",
        "exceptions: [{rule: mising-role, reason: x}]",
    ]
    assert [text for text in good if not validator.is_valid(yaml.safe_load(text))] == []
    assert [text for text in bad if validator.is_valid(yaml.safe_load(text))] == []
