"""The action and the snippets of docs/pipelines.md: valid, safe, and run as the pipelines run them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import tree_sitter_groovy
import yaml
from conftest import COMMAND, ROOT, TODAY, VIABLE, Result, lacking
from copied import copy_project, is_out_of_reach
from test_github import told
from tree_sitter import Language, Parser

PAGE: Final = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
ACTION: Final = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
SHA: Final = "0123456789abcdef0123456789abcdef01234567"

WORKFLOW: Final = ".github/workflows/rosters.yml"
GITLAB: Final = ".gitlab-ci.yml"
AZURE: Final = "azure-pipelines.yml"
JENKINS: Final = "Jenkinsfile"
PRE_COMMIT: Final = ".pre-commit-config.yaml"

SCHEMAS: Final = {
    "action.yml": ["vendor.github-actions"],
    WORKFLOW: ["vendor.github-workflows"],
    GITLAB: ["vendor.gitlab-ci", "--data-transform", "gitlab-ci", "--regex-variant", "nonunicode"],
    AZURE: ["vendor.azure-pipelines", "--data-transform", "azure-pipelines", "--regex-variant", "nonunicode"],
}

FAILING: Final = VIABLE.replace("role: user-researcher", "role: developer")
UNREADABLE: Final = "team: [Ward tablets\nmembers:\n"
ROSTERS: Final[dict[str, tuple[dict[str, str], int]]] = {
    "good": ({"team.yaml": VIABLE}, 0),
    "failing": ({"team.yaml": FAILING}, 1),
    "unreadable": ({"team.yaml": UNREADABLE}, 1),
    "one of two unreadable": ({"a.yaml": VIABLE, "b.yaml": UNREADABLE}, 1),
    "settings that can't be used": ({"team.yaml": VIABLE, "mvdt.yaml": "fail_on: nothing\n"}, 2),
    "no roster": ({"notes.yaml": "a: 1\n"}, 3),
}
"""What lies in the folder, and the exit code that any pipeline has to end with."""

posix_only = pytest.mark.skipif(os.name != "posix", reason="the scripts are run with the shells of Linux and macOS")


def snippet(name: str) -> str:
    """The snippet that the page has for a file, with its placeholders filled."""
    found = re.findall(rf"^`{re.escape(name)}`:\n\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(found) == 1, f"{name}: {len(found)} snippets"
    return re.sub(r"\bHOST\b", "git.example.org", found[0]).replace("OWNER", "example").replace("COMMIT", SHA)


def tool(name: str) -> str:
    """A program of the development extra."""
    path = Path(sys.executable).with_name(name)
    if not path.exists():
        lacking(f"{name} is not installed")
    return str(path)


def ran(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> Result:
    return subprocess.run(
        arguments, cwd=cwd, env=env, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=300,
        check=False,
    )  # fmt: skip


def lay(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


# The page


def test_each_snippet_names_its_file_and_is_looked_at() -> None:
    fences = re.findall(r"^(.*)\n\n```(yaml|groovy)$", PAGE, re.MULTILINE)
    assert [line for line, _ in fences] == [f"`{name}`:" for name in (WORKFLOW, GITLAB, AZURE, JENKINS, PRE_COMMIT)]


def test_no_snippet_installs_a_name_that_is_not_ours() -> None:
    for name in (GITLAB, AZURE, JENKINS):
        installs = [line for line in snippet(name).splitlines() if "pip install" in line]
        assert installs
        assert all(f'"mvdt @ git+https://git.example.org/example/mvdt@{SHA}"' in line for line in installs)


def test_the_page_and_the_workflow_name_the_inputs_that_the_action_has() -> None:
    rows = re.findall(
        r"^\| (`[^|]*`) \|", PAGE[PAGE.index("| input |") : PAGE.index("The output `exit-code`")], re.MULTILINE
    )
    assert [name for row in rows for name in re.findall("`([^`]+)`", row)] == list(ACTION["inputs"])
    (step,) = (step for step in _steps(snippet(WORKFLOW)) if step["uses"].startswith("example/mvdt@"))
    assert set(step["with"]) <= set(ACTION["inputs"])


def test_the_readme_leads_to_the_page() -> None:
    assert "(docs/pipelines.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


# Schemas and zizmor


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_file_is_valid_by_its_published_schema(name: str, tmp_path: Path) -> None:
    checker = [tool("check-jsonschema"), "--builtin-schema", *SCHEMAS[name]]
    text = (ROOT / name).read_text(encoding="utf-8") if name == "action.yml" else snippet(name)
    lay(tmp_path, {"file.yaml": text, "nonsense.yaml": "steps: 5\njobs: 5\nruns: 5\nstages: 5\n"})
    valid = ran(*checker, "file.yaml", cwd=tmp_path)
    assert valid.returncode == 0, valid.stdout + valid.stderr
    assert ran(*checker, "nonsense.yaml", cwd=tmp_path).returncode == 1


def test_the_jenkinsfile_is_groovy() -> None:
    """Whether Jenkins knows each step only a Jenkins can tell."""
    parser = Parser(Language(tree_sitter_groovy.language()))
    text = snippet(JENKINS)
    assert not parser.parse(text.encode()).root_node.has_error
    for bracket in "{}()'":
        assert parser.parse(text.replace(bracket, "", 1).encode()).root_node.has_error, bracket


@pytest.mark.parametrize("what", ["validate-manifest", "validate-config"])
def test_pre_commit_takes_the_hook_and_the_snippet(what: str, tmp_path: Path) -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    lay(tmp_path, {"file.yaml": hooks if what == "validate-manifest" else snippet(PRE_COMMIT)})
    done = ran(tool("pre-commit"), what, "file.yaml", cwd=tmp_path, env={"HOME": str(tmp_path), "PATH": os.defpath})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr


def audited(folder: Path, action: str, workflow: str) -> list[dict[str, Any]]:
    lay(folder / ".github" / "workflows", {"rosters.yml": workflow})
    lay(folder, {"action.yml": action})
    done = ran(
        tool("zizmor"), "--offline", "--persona", "auditor", "--min-severity", "medium", "--format", "json", ".",
        cwd=folder, env={"HOME": str(folder), "PATH": os.defpath},
    )  # fmt: skip
    assert done.stdout, done.stderr
    assert done.stderr.count("completed") == 2, done.stderr
    findings: list[dict[str, Any]] = json.loads(done.stdout)
    return findings


def test_zizmor_finds_nothing_in_the_action_and_the_workflow(tmp_path: Path) -> None:
    action = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert audited(tmp_path / "as it is", action, snippet(WORKFLOW)) == []
    # What it would say if an input were part of the script, and the action not pinned.
    careless = action.replace('"$GITHUB_ACTION_PATH"', '"${{ inputs.paths }}"'), snippet(WORKFLOW).replace(SHA, "v1")
    found = {finding["ident"] for finding in audited(tmp_path / "careless", *careless)}
    assert found >= {"template-injection", "unpinned-uses"}


# The action, as the runner runs it


class Job:
    """A job's folder and files, and the steps of the action that are scripts."""

    def __init__(self, folder: Path, files: dict[str, str], action: Path) -> None:
        self.workspace = lay(folder / "work space", files)
        self.temporary = lay(folder / "runner's temp", {})
        self.summary = folder / "step_summary"
        self.output = folder / "output"
        self.action = action
        self.outputs = {"steps.python.outputs.python-path": sys.executable}

    def run(self, step: str, **inputs: str) -> Result:
        """Run the script of a step, with nothing in the environment but what the runner sets."""
        (found,) = (one for one in ACTION["runs"]["steps"] if one.get("id") == step)
        values = self.outputs | {f"inputs.{name}": about["default"] for name, about in ACTION["inputs"].items()}
        values |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
        self.summary.write_text("")
        self.output.write_text("")
        script = self.temporary / f"{step}.sh"
        script.write_text(found["run"])
        env = {
            **{name: value for name, value in os.environ.items() if name.startswith("PIP_")},
            "PATH": os.defpath,
            "HOME": os.environ.get("HOME", str(self.temporary)),
            "MVDT_TODAY": TODAY,
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_TEMP": str(self.temporary),
            **{name: self.evaluated(value, values) for name, value in found["env"].items()},
        }
        assert found["shell"] == "bash"
        done = ran("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script), cwd=self.workspace, env=env)
        for line in self.output.read_text().splitlines():
            name, _, value = line.partition("=")
            self.outputs[f"steps.{step}.outputs.{name}"] = value
        return done

    @staticmethod
    def evaluated(value: str, values: dict[str, str]) -> str:
        expression = re.fullmatch(r"\$\{\{ (.+) \}\}", value)
        return values[expression[1]] if expression else value

    def check(self, **inputs: str) -> Result:
        return self.run("check", **inputs)

    @property
    def exit_code(self) -> str:
        expression = ACTION["outputs"]["exit-code"]["value"]
        return self.evaluated(expression, self.outputs)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Path]:
    """What the action's own script has installed, and from where; in folders with blanks in their names."""
    if shutil.which("bash") is None:
        lacking("bash is not installed")
    folder = tmp_path_factory.mktemp("the action")
    # Neither may be taken for a module of pip's or Python's: the workspace is not to be trusted.
    trap = "raise SystemExit('a file of the workspace was run')\n"
    job = Job(folder, {"pip.py": trap, "venv.py": trap}, copy_project(folder / "action path"))
    done = job.run("install")
    if done.returncode != 0 and is_out_of_reach(done.stderr):
        lacking("the registry of Python packages is out of reach")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("mvdt ")
    return job.outputs, job.action


@pytest.fixture
def installed_job(installed: tuple[dict[str, str], Path], tmp_path: Path) -> Any:
    """A job in which the action is installed: `installed_job({"team.yaml": ...})`."""

    def begin(files: dict[str, str]) -> Job:
        outputs, action = installed
        job = Job(tmp_path, files, action)
        folder = lay(tmp_path / "own folder", {})
        job.outputs |= outputs | {"steps.install.outputs.folder": str(folder)}
        return job

    return begin


def test_no_script_of_the_action_has_an_expression_in_it() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert not any("${{" in script or "eval" in script for script in scripts)
    pinned = [step["uses"] for step in ACTION["runs"]["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", uses) for uses in pinned)


@posix_only
@pytest.mark.parametrize("case", ROSTERS)
def test_the_action_ends_with_the_exit_code_of_mvdt_and_says_why(case: str, installed_job: Any) -> None:
    files, code = ROSTERS[case]
    job = installed_job(files)
    done = job.check()
    assert (done.returncode, job.exit_code) == (code, str(code)), done.stdout + done.stderr
    commands, _ = told(done.stdout)
    assert any(command.name == "error" for command in commands) == (code != 0)
    assert job.summary.read_text(encoding="utf-8").strip()
    if code > 1:
        assert commands[-1].data.endswith(f"mvdt ended with exit code {code}. The log of this step says why.")
        assert "mvdt: " in done.stderr


@posix_only
def test_the_action_writes_annotations_and_the_summary(installed_job: Any) -> None:
    job = installed_job({"team.yaml": FAILING})
    done = job.check()
    commands, lines = told(done.stdout)
    assert [(one.name, one.properties["file"], one.properties["title"]) for one in commands][:1] == [
        ("error", "team.yaml", "missing-role (mvdt)")
    ]
    assert lines[-1].startswith("1 team: 1 red. 1 error")
    summary = job.summary.read_text(encoding="utf-8")
    assert summary.startswith("## \U0001f534 Outpatient booking does not yet meet the minimum")
    assert "no user researcher on the team" in summary


@posix_only
def test_the_action_adds_to_the_summary_and_leaves_the_runner_its_file(installed_job: Any) -> None:
    job = installed_job({"team.yaml": VIABLE})
    script = next(step["run"] for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    assert not re.search(r'(?<!>)> *"\$GITHUB_', script)
    job.check()
    node = job.summary.stat().st_ino
    assert job.check().returncode == 0
    assert job.summary.stat().st_ino == node
    assert list(job.summary.parent.glob(".mvdt-*")) == []


HOSTILE_NAMES: Final = (
    "ward tablets.yaml",
    "$(touch stolen).yaml",
    "`touch stolen`.yaml",
    'it\'s "quoted".yaml',
    "a; touch stolen #.yaml",
    "--ignore=missing-role.yaml",
    "*.yaml",
    "~.yaml",
    "back\\slash.yaml",
    "100%.yaml",
    "Jäger\u2028.yaml",
    " leading and trailing.yaml ",
)


@posix_only
def test_the_action_takes_each_line_as_a_path_whatever_stands_in_it(installed_job: Any) -> None:
    # `other.yaml` would be checked as well if `*.yaml` were a pattern.
    teams = {name: FAILING.replace("Outpatient booking", f"Team {n}") for n, name in enumerate(HOSTILE_NAMES)}
    job = installed_job({**teams, "other.yaml": UNREADABLE})
    done = job.check(paths="\n".join(HOSTILE_NAMES) + "\n")
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stderr == ""
    commands, _ = told(done.stdout)
    missing = [one.properties["file"] for one in commands if one.properties["title"] == "missing-role (mvdt)"]
    assert len(missing) == len(HOSTILE_NAMES)
    assert not (job.workspace / "stolen").exists()


@posix_only
@pytest.mark.parametrize("name", ["fail_on", "settings", "baseline", "sarif_file"])
def test_no_other_input_of_the_action_is_run(name: str, installed_job: Any) -> None:
    job = installed_job({"team.yaml": FAILING})
    done = job.check(**{name: 'x"; touch stolen; $(touch stolen) `touch stolen` --on=2020-01-01'})
    # A name for the report is as good as another; the rest are refused.
    assert done.returncode == (1 if name == "sarif_file" else 2), done.stdout + done.stderr
    assert not (job.workspace / "stolen").exists()


@posix_only
def test_the_inputs_of_the_action_reach_the_command(installed_job: Any) -> None:
    warned = VIABLE + "decides: partly\n"
    job = installed_job({"team.yaml": warned, "broken.yaml": UNREADABLE, "lenient.yaml": "rules: {}\n"})
    assert job.check().returncode == 1
    assert job.check(paths="team.yaml").returncode == 0
    assert job.check(paths="team.yaml", settings="lenient.yaml").returncode == 0
    assert job.check(paths="team.yaml", fail_on="warning", sarif_file="mvdt.sarif").returncode == 1
    sarif = json.loads((job.workspace / "mvdt.sarif").read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["lead-without-authority"]
    assert job.check(paths="no such folder").returncode == 2


def test_the_workflow_uploads_only_a_complete_report() -> None:
    steps = _steps(snippet(WORKFLOW))
    assert [step["uses"].partition("@")[0] for step in steps] == [
        "actions/checkout", "example/mvdt", "github/codeql-action/upload-sarif",
    ]  # fmt: skip
    check, upload = steps[1:]
    assert check["with"]["sarif-file"] == upload["with"]["sarif_file"]
    assert f"""contains(fromJSON('["0", "1"]'), steps.{check["id"]}.outputs.exit-code)""" in upload["if"]
    assert not any("continue-on-error" in step for step in steps)


def _steps(workflow: str) -> list[dict[str, Any]]:
    (job,) = yaml.safe_load(workflow)["jobs"].values()
    steps: list[dict[str, Any]] = job["steps"]
    return steps


# The scripts of the other pipelines, as each of them runs scripts


class Pipeline(NamedTuple):
    """What a pipeline runs, how, and the reports that it then looks for."""

    scripts: list[str]
    shell: list[str]
    reports: list[str]


def pipeline(name: str) -> Pipeline:
    text = snippet(name)
    if name == GITLAB:
        job = yaml.safe_load(text)["rosters"]
        shell = ["bash", "-e", "-o", "pipefail", "-c"]
        return Pipeline(["\n".join(job["script"])], shell, sorted(job["artifacts"]["reports"].values()))
    if name == AZURE:
        steps = yaml.safe_load(text)["steps"]
        (tests,) = (step["inputs"] for step in steps if step.get("task") == "PublishTestResults@2")
        assert tests["searchFolder"] == "$(Agent.TempDirectory)"
        (summary,) = (step["bash"] for step in steps if "uploadsummary" in step.get("bash", ""))
        found = re.fullmatch(r'echo "##vso\[task\.uploadsummary\]\$AGENT_TEMPDIRECTORY/([\w.]+)"', summary)
        assert found
        # Azure's shell goes on after a command that fails; a script of several would end with the code of its last.
        scripts = [step["bash"] for step in steps if "bash" in step and step["bash"] != summary]
        assert not any("\n" in script.strip() for script in scripts)
        after = [step for step in steps if step.get("task") == "PublishTestResults@2" or step.get("bash") == summary]
        assert [step["condition"] for step in after] == ["succeededOrFailed()"] * 2
        return Pipeline(scripts, ["bash", "--noprofile", "--norc", "-c"], [tests["testResultsFiles"], found[1]])
    script = re.findall(r"sh '''\n(.*?)'''", text, re.DOTALL)
    reports = re.findall(r"(?:testResults|pattern): '([^']+)'", text)
    assert len(reports) == 2
    return Pipeline(script, ["sh", "-xe", "-c"], reports)


@posix_only
@pytest.mark.parametrize("case", ROSTERS)
@pytest.mark.parametrize("name", [GITLAB, AZURE, JENKINS])
def test_the_scripts_of_a_pipeline_end_as_mvdt_does_and_write_its_reports(name: str, case: str, tmp_path: Path) -> None:
    """Run with mvdt as it is here in place of what would be installed."""
    files, code = ROSTERS[case]
    scripts, shell, reports = pipeline(name)
    workspace = lay(tmp_path / "work space", files)
    programs = lay(
        tmp_path / "programs",
        {
            "pip": "#!/bin/sh\n",
            "python": '#!/bin/sh\nif [ "$2" = venv ]; then mkdir -p "$3/bin"; : > "$3/bin/activate"; fi\n',
            "mvdt": f'#!/bin/sh\nexec {shlex.quote(COMMAND)} "$@"\n',
        },
    )
    for program in programs.iterdir():
        program.chmod(0o755)
    env = {
        "PATH": f"{programs}{os.pathsep}{os.defpath}",
        "MVDT_TODAY": TODAY,
        "AGENT_TEMPDIRECTORY": str(workspace),
        "WORKSPACE_TMP": str(lay(tmp_path / "work space@tmp", {})),
    }
    codes = [ran(*shell, script, cwd=workspace, env=env).returncode for script in scripts]
    assert codes == [*[0] * (len(scripts) - 1), code]
    written = {path.name for path in workspace.iterdir()} - files.keys()
    assert written == set(reports)
