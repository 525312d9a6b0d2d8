"""The hook for pre-commit, installed and run by pre-commit itself from a copy of this project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pytest
from conftest import ROOT, TODAY, VIABLE, Result, Run, lacking
from copied import copy_project, is_out_of_reach

Write = Callable[[str, str | bytes], Path]


def team(name: str, **members: str) -> str:
    """A roster without a finding, of people that no other team has; members may be replaced by their role."""
    roles = {
        "product-manager": "{name: NAME Ash, role: product-manager, employment: permanent}",
        "delivery-manager": "{name: NAME Beech, role: delivery-manager}",
        "designer": "{name: NAME Cedar, roles: [interaction-designer, service-designer]}",
        "content-designer": "{name: NAME Fir, role: content-designer}",
        "user-researcher": "{name: NAME Hazel, role: user-researcher}",
        "lead-developer": "{name: NAME Larch, role: lead-developer}",
        "lead-clinician": "{name: Dr NAME Maple, role: lead-clinician, fte: 0.2, registration: GMC, funded: true}",
        "performance-analyst": "{name: NAME Oak, role: performance-analyst, fte: 0.5}",
    } | {role.replace("_", "-"): member for role, member in members.items()}
    listed = "".join(f"  - {member}\n" for member in roles.values()).replace("NAME", name)
    return f"team: {name}\nphase: alpha\nsponsor: Chief Operating Officer\nmembers:\n{listed}{AVAILABLE}"


AVAILABLE: Final = VIABLE[VIABLE.index("available:") :]
GOOD: Final = team("Booking")
BAD: Final = team("Letters", user_researcher="{name: Letters Hazel, role: developer}")
SHARED: Final = "{name: Jo Linden, role: lead-developer, fte: FTE}"
# Each is well by itself. Together they promise Jo Linden for 1.2 of a week, which is reported in the second.
FIRST: Final = team("Maternity", lead_developer=SHARED.replace("FTE", "0.6"))
SECOND: Final = team("Pharmacy", lead_developer=SHARED.replace("FTE", "0.6"))


def ran(arguments: Iterable[str], *, cwd: Path, env: dict[str, str]) -> Result:
    return subprocess.run(
        list(arguments), cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip


def commit(folder: Path, files: dict[str, str], env: dict[str, str]) -> Path:
    """A repository with these files committed, of what else is in the folder all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--no-verify", "--message", "All"]):
        identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
        done = ran(["git", *identity, *arguments], cwd=folder, env=env)
        assert done.returncode == 0, done.stdout
    return folder


class Hook:
    """pre-commit with nothing of the machine's: its own folders for what it installs, and no settings of git's."""

    def __init__(self, folder: Path) -> None:
        temporary = folder / "temporary"
        temporary.mkdir()
        kept = ("HOME", "PATH", "CI", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "SYSTEMROOT")
        self.env = {name: os.environ[name] for name in kept if name in os.environ}
        self.env |= {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        self.env |= {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "MVDT_TODAY": TODAY,
            "PRE_COMMIT_HOME": str(folder / "home"),
            "TMPDIR": str(temporary),
            "VIRTUALENV_OVERRIDE_APP_DATA": str(folder / "virtualenv"),
        }
        self.program = str(Path(sys.executable).with_name("pre-commit"))
        # Everything in it is committed, as if it had been cloned just after the work that is now under way.
        self.repository = commit(copy_project(folder / "mvdt"), {}, self.env)

    def try_repo(self, rosters: Path, *files: str) -> Result:
        """As `pre-commit try-repo` does it, which installs the hook anew each time."""
        done = ran(
            [self.program, "try-repo", str(self.repository), "mvdt", "--color=never", "--files", *files],
            cwd=rosters, env=self.env,
        )  # fmt: skip
        return self.able(done)

    def run(self, folder: Path, rosters: dict[str, str], *files: str, options: str = "") -> Result:
        """As a commit that changes these files, or all, does it, with the hook in the repository's own configuration."""
        revision = ran(["git", "rev-parse", "HEAD"], cwd=self.repository, env=self.env).stdout.strip()
        config = f"repos:\n  - repo: {self.repository}\n    rev: {revision}\n    hooks:\n      - id: mvdt\n{options}"
        commit(folder, rosters | {".pre-commit-config.yaml": config}, self.env)
        which = ["--files", *files] if files else ["--all-files"]
        done = ran([self.program, "run", "--color=never", *which], cwd=folder, env=self.env)
        return self.able(done)

    @staticmethod
    def able(done: Result) -> Result:
        if is_out_of_reach(done.stdout):
            lacking("the registry of Python packages is out of reach")
        return done


@pytest.fixture(scope="module")
def hook(tmp_path_factory: pytest.TempPathFactory) -> Hook:
    if not Path(sys.executable).with_name("pre-commit").exists():
        lacking("pre-commit is not installed")
    if shutil.which("git") is None:
        lacking("git is not installed")
    return Hook(tmp_path_factory.mktemp("pre-commit"))


def test_try_repo_finds_what_two_rosters_have_between_them_though_one_changed(hook: Hook, tmp_path: Path) -> None:
    rosters = {"teams/first.yaml": FIRST, "teams/second.yaml": SECOND, "teams/third.yaml": BAD}
    done = hook.try_repo(commit(tmp_path / "rosters", rosters, hook.env), "teams/first.yaml")
    assert done.returncode == 1, done.stdout
    assert "check digital-team rosters" in done.stdout
    assert "- exit code: 1" in done.stdout
    assert "error: over-allocated" in done.stdout
    assert "Jo Linden is promised for 1.2 of a full week" in " ".join(done.stdout.replace("|", " ").split())
    # What is wrong in a file that did not change, and touches none that did, is only counted.
    assert "third.yaml" not in done.stdout
    assert "missing-role" not in done.stdout
    # The page shows this run.
    page = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
    shown = page[page.index("$ git commit") :].partition("```")[0].splitlines()[1:]
    assert [line for line in shown if line not in done.stdout.splitlines()] == ["..."]


def test_a_good_roster_passes(hook: Hook, tmp_path: Path) -> None:
    done = hook.run(tmp_path / "rosters", {"good.yaml": GOOD, "bad.yaml": BAD}, "good.yaml")
    assert done.returncode == 0, done.stdout
    assert done.stdout.rstrip().endswith("Passed")


def test_a_bad_roster_fails_with_its_finding(hook: Hook, tmp_path: Path) -> None:
    done = hook.run(tmp_path / "rosters", {"good.yaml": GOOD, "bad.yaml": BAD}, "good.yaml", "bad.yaml")
    assert done.returncode == 1, done.stdout
    assert "bad.yaml:4:1: error: missing-role" in done.stdout
    assert "no user researcher on the team" in done.stdout
    assert "good.yaml" not in done.stdout


def test_a_roster_that_cannot_be_read_fails(hook: Hook, tmp_path: Path) -> None:
    done = hook.run(tmp_path / "rosters", {"good.yaml": GOOD, "bad.yaml": "team: [Letters\n"}, "bad.yaml")
    assert done.returncode == 1, done.stdout
    assert "error: invalid-file" in done.stdout


def test_a_spreadsheet_of_people_fails_with_its_finding(hook: Hook, tmp_path: Path) -> None:
    people = "Name,Job title\nPriya Shah,Product Manager\n"
    done = hook.run(tmp_path / "rosters", {"good.yaml": GOOD, "people.csv": people}, "people.csv")
    assert done.returncode == 1, done.stdout
    assert "people.csv:1:1 (A1): error: missing-role" in done.stdout


def test_files_that_hold_no_rosters_do_not_call_the_hook(hook: Hook, tmp_path: Path) -> None:
    done = hook.run(tmp_path / "rosters", {"bad.yaml": BAD, "notes.txt": "members: none\n"}, "notes.txt")
    assert done.returncode == 0, done.stdout
    assert "Skipped" in done.stdout


def test_options_of_the_command_are_given_as_arguments(hook: Hook, tmp_path: Path) -> None:
    warned = GOOD + "decides: partly\n"
    done = hook.run(tmp_path / "lenient", {"team.yaml": warned}, "team.yaml")
    assert done.returncode == 0, done.stdout
    options = "        args: [--fail-on=warning, --]\n"
    done = hook.run(tmp_path / "strict", {"team.yaml": warned}, "team.yaml", options=options)
    assert done.returncode == 1, done.stdout
    assert "lead-without-authority" in done.stdout


def test_a_name_that_begins_with_a_dash_is_a_file(hook: Hook, tmp_path: Path) -> None:
    done = hook.run(tmp_path / "rosters", {"--ignore=missing-role.yaml": BAD})
    assert done.returncode == 1, done.stdout
    assert "error: missing-role" in done.stdout


# What the hook relies on in the command


def test_a_change_to_other_yaml_alone_is_no_reason_to_refuse_a_commit(mvdt: Run, write: Write) -> None:
    write("team.yaml", GOOD)
    write("compose.yaml", "services: {}\n")
    assert mvdt("check", "--focus", "--", "compose.yaml").returncode == 0


@pytest.mark.parametrize("changed", ["mvdt.yaml", "catalogue.yaml", "baseline.yaml"])
def test_a_change_to_what_rosters_are_judged_by_concerns_all_of_them(changed: str, mvdt: Run, write: Write) -> None:
    write("mvdt.yaml", "catalogue: catalogue.yaml\nbaseline: baseline.yaml\n")
    write("catalogue.yaml", "catalogue: Ours\nextends: mvdt\n")
    write("team.yaml", GOOD)
    assert mvdt("baseline", "write").returncode == 0
    write("team.yaml", BAD)
    result = mvdt("check", "--focus", "--", changed)
    assert result.returncode == 1, result.stderr
    assert "team.yaml:4:1: error: missing-role" in result.stdout


@pytest.mark.parametrize("folder", [".teams", "node_modules"])
def test_a_changed_roster_is_checked_wherever_it_lies(folder: str, mvdt: Run, write: Write) -> None:
    write("good.yaml", GOOD)
    write(f"{folder}/bad.yaml", BAD)
    result = mvdt("check", "--focus", "--", "good.yaml", f"{folder}/bad.yaml")
    assert result.returncode == 1
    assert "error: missing-role" in result.stdout
