"""The command line: its plain form and Typer's agree, and nothing is loaded that is not needed."""

from __future__ import annotations

import inspect
import json
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from conftest import ROOT, TODAY, VIABLE, Run
from hypothesis import given, settings
from hypothesis import strategies as st

from mvdt import __version__, rules
from mvdt.cli import _check, _plain
from mvdt.cli._application import application
from mvdt.cli.check import command

_ARGUMENT = st.sampled_from(
    ["a.yaml", "teams/", "-", "x y", "--on", "2027-04-01", "--fail-on", "warning", "error", "--fail-on=advice", "--select",
     "roles", "--select=data", "--ignore", "leadership", "--format", "json", "--format=text", "--color", "never",
     "--color=blue", "--catalogue", "own.yaml", "--stdin-name", "n", "--", "-h", "--nonsense", "--on=", "-x", ""]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(_ARGUMENT, max_size=8))
def test_the_plain_form_means_what_typer_says_it_means(arguments: list[str]) -> None:
    plain = _plain.check_options(["check", *arguments])
    if plain is None:
        return
    called: list[dict[str, Any]] = []

    def run(paths: Any = (), **options: Any) -> int:
        called.append({"paths": list(paths), **options})
        return 0

    with mock.patch("mvdt.cli.check.run", run):
        application("check")(["check", *arguments], standalone_mode=False)
    defaults = {
        name: parameter.default
        for name, parameter in inspect.signature(_check.run).parameters.items()
        if name != "paths"
    }
    expected = {**defaults, **plain}
    (typer_says,) = called
    assert {name: value or None for name, value in typer_says.items()} == {
        name: value or None for name, value in expected.items()
    }


def test_the_plain_form_knows_every_option() -> None:
    options = {name for name in inspect.signature(command).parameters if name != "paths"}
    assert {parameter for parameter, _ in _plain.OPTIONS.values()} | set(_plain.FLAGS.values()) == options


def _loaded(script: str, *arguments: str, cwd: Path) -> set[str]:
    """The modules that are loaded when a command line ends."""
    code = (
        f"import os, sys; sys.argv = ['mvdt', *{list(arguments)!r}]\n"
        "def show(code):\n    print('loaded:', *sys.modules); sys.stdout.flush(); leave(code)\n"
        "leave, os._exit = os._exit, show\n"
        f"{script}"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, env={"MVDT_TODAY": TODAY}, capture_output=True, text=True, check=False
    )
    return set(done.stdout.rpartition("loaded:")[2].split())


MAIN = "from mvdt.cli import main; main()"


def test_check_loads_only_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text(VIABLE)
    loaded = _loaded(MAIN, "check", "team.yaml", cwd=tmp_path)
    assert "mvdt.engine" in loaded
    assert "mvdt.output.text" in loaded
    assert loaded.isdisjoint({"typer", "rich", "rich.console", "jinja2", "difflib", "mvdt.output.json"})
    # What reads other files than this one.
    assert loaded.isdisjoint({"python_calamine", "pyexpat", "tomllib"})
    others = ("workbook", "archive", "sheets", "delimited", "json_tree", "toml_tree")
    assert loaded.isdisjoint({f"mvdt.source.{module}" for module in others})
    assert loaded.isdisjoint({"mvdt.model.settings_reading", "mvdt.model.settings_file", "mvdt.model.baseline_file"})
    (tmp_path / "mvdt.yaml").write_text("baseline: mvdt-baseline.yaml\n")
    (tmp_path / "mvdt-baseline.yaml").write_text("baseline: 1\n")
    loaded = _loaded(MAIN, "check", "team.yaml", cwd=tmp_path)
    assert loaded >= {"mvdt.model.settings_reading", "mvdt.model.settings_file", "mvdt.model.baseline_file"}


@pytest.mark.parametrize("arguments", [("--version",), ("explain", "missing-role"), ("--help",)])
def test_small_commands_load_no_models_and_no_rules_that_they_do_not_show(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    loaded = _loaded(MAIN, *arguments, cwd=tmp_path)
    assert "mvdt.cli" in loaded
    assert loaded.isdisjoint({"pydantic", "yaml", "mvdt.model.roster", "mvdt.model.catalogue", "mvdt.engine"})
    shown = {f"mvdt.rules.{name.replace('-', '_')}" for name in arguments[1:]}
    assert {name for name in loaded if name.startswith("mvdt.rules.")} == shown


def test_the_version(mvdt: Run) -> None:
    assert mvdt("--version").stdout == f"mvdt {__version__}\n"


def test_help_says_every_command_and_exit_code(mvdt: Run) -> None:
    text = mvdt("--help").stdout
    assert [line.split()[0] for line in text.partition("Commands:\n")[2].splitlines() if line[2] != " "] == [
        "baseline", "check", "config", "convert", "explain", "init", "render", "roles", "rules", "schema",
    ]  # fmt: skip
    assert "..." not in text.partition("Commands:\n")[2]
    assert "0 nothing at or above --fail-on; 1 findings; 2 could not check" in mvdt("check", "--help").stdout


def test_explain_shows_each_rule_as_documented(mvdt: Run) -> None:
    for name in rules.names():
        text = mvdt("explain", name).stdout
        rule = rules.get(name)
        assert text.startswith(f"{name}   {rule.topic}, ")
        assert rule.documentation.partition("\n")[0] in " ".join(text.split())
        assert "Why it matters\n" in text
        assert re.search(rf"# <- .*\b{name}\b", text)
        assert "expect:" not in text
        assert "```" not in text


def test_explain_guesses_a_misspelt_rule(mvdt: Run) -> None:
    result = mvdt("explain", "mising-role")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "mvdt: there is no rule `mising-role`\n  fix: did you mean `missing-role`?\n"


def test_rules_lists_every_rule_under_its_topic(mvdt: Run) -> None:
    text = "\n" + mvdt("rules").stdout
    for rule in rules.every():
        section = text.partition(f"\n{rule.topic}\n")[2].partition("\n\n")[0]
        assert f"  {rule.name} " in section


def _all_about(rule: rules.Rule) -> str:
    text = f"{rule.name} {rule.severity} {rule.summary}"
    if rule.severities != rule.severity:
        text += f" severity: {rule.severities}"
    options = [f"{option.name} = {option.default}" for option in fields(rule.options)]
    if options:
        text += f" options: {', '.join(options)}"
    return f"{text} source: {rule.source}" if rule.source else text


@pytest.mark.parametrize("columns", range(40, 121, 8))
def test_rules_shows_severity_options_and_source_on_any_page(mvdt: Run, columns: int) -> None:
    text = mvdt("rules", env={"COLUMNS": str(columns)}).stdout
    assert [line for line in text.splitlines() if len(line) > min(columns, 100)] == []
    shown = re.findall(r"^  \S.*\n(?: {4}.*\n)+", text, re.MULTILINE)
    every = rules.every()
    assert sorted(" ".join(entry.split()) for entry in shown) == sorted(_all_about(rule) for rule in every)
    # What the catalogue of rules must have for the above to mean anything.
    assert any(fields(rule.options) for rule in every)
    assert {bool(rule.source) for rule in every} == {True, False}
    assert {rule.severities == rule.severity for rule in every} == {True, False}


def test_rules_as_json_says_the_same_of_every_rule(mvdt: Run) -> None:
    assert json.loads(mvdt("rules", "--format", "json").stdout) == [
        {
            "name": rule.name,
            "topic": rule.topic,
            "severity": rule.severity,
            "severities": rule.severities,
            "always": rule.always,
            "options": [
                {"name": option.name, "default": option.default, "description": option.metadata["description"]}
                for option in fields(rule.options)
            ],
            "source": rule.source,
            "summary": rule.summary,
        }
        for rule in rules.every()
    ]


def test_roles_shows_all_or_one(mvdt: Run) -> None:
    assert "  product-manager " in mvdt("roles").stdout
    one = mvdt("roles", "Lead developer").stdout
    assert one.startswith("lead-developer   Lead developer\n")
    assert "or         the only developer on the team, who fills it too\n" in one
    assert "need       recommended in discovery, essential from alpha\n" in one
    wrong = mvdt("roles", "devloper")
    assert (wrong.returncode, wrong.stderr) == (
        2,
        "mvdt: there is no role `devloper` in this catalogue\n  fix: did you mean `developer` or `lead-developer`?\n",
    )


def test_roles_says_what_a_title_means_and_why(mvdt: Run) -> None:
    result = mvdt("roles", "--title", "Scrum master", "--title", "Developer and Tester", "--title", "Wizard")
    assert result.stdout.splitlines() == [
        "Scrum master: delivery-manager (exact: a title of this role)",
        "Developer and Tester: left open; it could be developer or",
        "    quality-assurance-analyst",
        "Wizard: left open; no role of this catalogue has such a title",
    ]
    data = json.loads(mvdt("roles", "--title", "Senior Product Manager", "--format", "json").stdout)
    assert data == [
        {
            "title": "Senior Product Manager",
            "role": "product-manager",
            "how": "seniority",
            "candidates": [],
            "seniority": "senior",
            "ignored": [],
        }
    ]


def test_roles_says_what_it_left_aside_in_a_title_and_what_could_be_meant(mvdt: Run) -> None:
    titles = ("--title", "Snr BA, Band 8a (Maternity cover) - Ref: 990-15788", "--title", "PM")
    assert mvdt("roles", *titles).stdout.splitlines() == [
        "Snr BA, Band 8a (Maternity cover) - Ref: 990-15788: business-analyst",
        "    (abbreviation: a title of this role, once it is written out); ignored: `Band",
        "    8a`, `(Maternity cover)`, `Ref: 990-15788`; seniority: senior",
        "PM: left open; it could be product-manager, project-manager or programme-manager",
    ]
    assert json.loads(mvdt("roles", *titles, "--format", "json").stdout) == [
        {
            "title": "Snr BA, Band 8a (Maternity cover) - Ref: 990-15788",
            "role": "business-analyst",
            "how": "abbreviation",
            "candidates": [],
            "seniority": "senior",
            "ignored": ["Band 8a", "(Maternity cover)", "Ref: 990-15788"],
        },
        {
            "title": "PM",
            "role": None,
            "how": None,
            "candidates": ["product-manager", "project-manager", "programme-manager"],
            "seniority": None,
            "ignored": [],
        },
    ]


def test_the_json_report_says_how_each_title_was_read(mvdt: Run, tmp_path: Path) -> None:
    members = (
        "  - {name: Priya Shah, title: Senior Product Manager (Band 8a)}\n"
        "  - {name: P7, title: Service Manager}\n"
        "  - {name: Kit Brown, title: Chief Wizard, role: developer}\n"
    )
    (tmp_path / "team.yaml").write_text(f"team: A\nmembers:\n{members}")
    report = json.loads(mvdt("check", "--format", "json").stdout)
    assert {member["name"]: member["by_title"] for member in report["teams"][0]["members"]} == {
        "Priya Shah": {"how": "seniority", "candidates": [], "seniority": "senior", "ignored": ["(Band 8a)"]},
        "P7": {
            "how": None,
            "candidates": ["service-owner", "operational-lead", "it-service-manager"],
            "seniority": None,
            "ignored": [],
        },
        "Kit Brown": None,
    }


def test_init_writes_a_roster_that_shows_only_its_own_gaps(mvdt: Run, tmp_path: Path) -> None:
    assert mvdt("init").stdout == (
        "team.yaml is written, and roster.schema.json, by which an editor completes and checks it.\n"
        "Put your team in, then: mvdt check team.yaml\n"
    )
    result = mvdt("check")
    assert result.returncode == 1
    assert [line for line in result.stdout.splitlines() if ".yaml:" in line] == [
        "team.yaml:50:11: error: missing-role",
        "team.yaml:17:1: warning: missing-role",
    ]
    before = (tmp_path / "team.yaml").read_text()
    again = mvdt("init")
    assert (again.returncode, again.stderr) == (
        2,
        "mvdt: team.yaml is there already, and stays as it is\n  fix: give another name: mvdt init my-team.yaml\n",
    )
    assert (tmp_path / "team.yaml").read_text() == before


def test_fail_on_moves_the_threshold_and_nothing_else(mvdt: Run, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text(VIABLE.replace("performance-analyst", "developer"))
    default = mvdt("check", "team.yaml")
    strict = mvdt("check", "team.yaml", "--fail-on", "warning")
    assert (default.returncode, strict.returncode) == (0, 1)
    assert default.stdout == strict.stdout


def test_select_and_ignore_by_rule_and_topic(mvdt: Run, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text(VIABLE.replace("user-researcher", "wizard") + "colour: blue\n")

    def found(*arguments: str) -> list[str]:
        lines = mvdt("check", "team.yaml", *arguments).stdout.splitlines()
        return sorted(line.rpartition(" ")[2] for line in lines if line.startswith("team.yaml:"))

    assert found() == ["invalid-roster", "missing-role", "unknown-role"]
    assert found("--select", "leadership") == ["invalid-roster"]
    assert found("--select", "missing-role") == ["invalid-roster", "missing-role"]
    assert found("--ignore", "roles", "--ignore", "data") == ["invalid-roster"]
    assert found("--ignore", "missing-role,data") == ["invalid-roster", "unknown-role"]


def test_completion_is_there_for_the_shell(mvdt: Run) -> None:
    result = mvdt(env={"_MVDT_COMPLETE": "complete_bash", "COMP_WORDS": "mvdt ch", "COMP_CWORD": "1"})
    assert result.stdout.split() == ["check"]


def test_the_python_interface(monkeypatch: pytest.MonkeyPatch) -> None:
    import mvdt

    monkeypatch.chdir(ROOT)
    report = mvdt.check(["examples/viable-team.yaml"], on="2026-11-22")
    assert [(team.team, team.verdict) for team in report.teams] == [("Outpatient booking", "green")]
    assert report.exit_code == 0
    with pytest.raises(ValueError, match="Invalid isoformat"):
        mvdt.check(["examples"], on="tomorrow")


def test_a_folder_holds_more_than_rosters(mvdt: Run, tmp_path: Path) -> None:
    files = {
        "a/team.yaml": VIABLE,
        "a/chart.yaml": "replicas: [\n",
        "a/services.yml": "services: {web: {}}\n",
        "a/words.yaml": "- one\n- two\n",
        "a/roles.yaml": "catalogue: Ours\nextends: mvdt\n",
        "a/.hidden/team.yaml": "team: [",
        "a/readme.md": "team: [",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    result = mvdt("check", "a", env={"COLUMNS": "100"})
    assert result.returncode == 0
    assert result.stdout.partition("No findings.\n")[2] == (
        "Left out: a/chart.yaml (it can't be read, and no line of it begins like a roster), a/roles.yaml (a\n"
        "catalogue), a/services.yml (neither `team` nor `members` in it), a/words.yaml (a list of something\n"
        "else).\n"
    )


@pytest.mark.parametrize("text", ["a: [\nteam: Wards\n", "team: [", "", "tem: Wards\nmembers: []\n", "\x00\x01"])
def test_no_broken_roster_in_a_folder_passes_unseen(mvdt: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "good.yaml").write_text(VIABLE)
    (tmp_path / "bad.yaml").write_text(text)
    assert mvdt("check").returncode == 1


ROLLING = """\
team: Wards
members:
  - {name: Priya Shah, role: product-manager}
vacancies:
  - {role: designer}
  - {role: user-researcher}
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package that a test may add rules to."""
    shutil.copytree(ROOT / "src" / "mvdt", tmp_path / "mvdt", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "roles.yaml", tmp_path / "mvdt")
    (tmp_path / "team.yaml").write_text(ROLLING)
    return tmp_path


def _run_copy(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {"PYTHONPATH": str(copy), "MVDT_TODAY": TODAY}
    command = [sys.executable, "-m", "mvdt", *arguments]
    return subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, check=False)


def test_a_rule_is_added_by_adding_its_file(copy: Path) -> None:
    rule = (ROOT / "README.md").read_text().partition("```py\n")[2].partition("```")[0]
    (copy / "mvdt" / "rules" / "mostly_vacant.py").write_text(rule)
    result = _run_copy(copy, "check", "team.yaml", "--select", "mostly-vacant")
    assert result.stdout.startswith(
        "team.yaml:4:1: warning: mostly-vacant\n"
        "  |\n"
        "4 | vacancies:\n"
        "  | ^^^^^^^^^ 2 posts are vacant and 1 filled\n"
        "  = fix: fill the posts first that the others wait for\n"
    )
    assert result.returncode == 0
    assert "  mostly-vacant " in _run_copy(copy, "rules").stdout
    assert _run_copy(copy, "explain", "mostly-vacant").stdout.startswith("mostly-vacant   capacity, warning\n")


def test_a_rule_that_crashes_is_named_the_others_report_and_the_exit_code_is_4(copy: Path) -> None:
    rule = (copy / "mvdt" / "rules" / "unclear_lead.py").read_text()
    broken = rule.replace("    named = team.roster.led_by\n", "    named = {}[team.name]\n", 1)
    assert broken != rule
    (copy / "mvdt" / "rules" / "unclear_lead.py").write_text(broken)
    result = _run_copy(copy, "check", "team.yaml")
    assert result.returncode == 4
    assert "missing-role" in result.stdout
    assert re.fullmatch(
        r"mvdt: this is a bug in mvdt: the rule unclear-lead failed on team\.yaml "
        r"\(KeyError in unclear_lead, line \d+\); the other rules have reported\n"
        r"  fix: please report it with this line and, if you may share it, the roster\n",
        result.stderr,
    )
