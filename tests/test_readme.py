"""What the README says is true: its commands, its Python, its rosters, and the outputs that it shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from conftest import COMMAND, ROOT, TODAY, Run

from mvdt import output, rules
from mvdt.cli import _plain
from mvdt.model.roster import Available, Member, Roster, RosterException, Vacancy
from mvdt.model.settings_file import SettingsFile

README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
ENVIRONMENT: Final = {
    "MVDT_TODAY": TODAY,
    "PYTHONUTF8": "1",
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}",
}

ELISION: Final = "..."


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def commands() -> list[tuple[str, str]]:
    """Each command of the console blocks, and the output that the README shows for it."""
    found = []
    for block in blocks("console"):
        first, *sessions = re.split(r"^\$ ", block, flags=re.MULTILINE)
        assert not first, "a console block begins with a command"
        for session in sessions:
            command, _, output = session.partition("\n")
            found.append((command, output))
    return found


def like(shown: str) -> re.Pattern[str]:
    """A pattern of the output; a line of three dots stands for any lines."""
    lines = [r"(?:.*\n)*?" if line == ELISION else re.escape(line) + "\n" for line in shown.splitlines()]
    return re.compile("".join(lines))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with nothing but the examples and the README in it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "README.md", tmp_path)
    return tmp_path


def test_there_are_blocks_to_run() -> None:
    assert len(commands()) >= 5
    assert len(blocks("python")) == 1


@pytest.mark.parametrize(("command", "shown"), commands(), ids=[command for command, _ in commands()])
def test_commands(copy: Path, command: str, shown: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=copy, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode in (0, 1), done.stderr
    assert not done.stderr
    if shown:
        assert like(shown).fullmatch(done.stdout), done.stdout


def test_python(copy: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", blocks("python")[0]],
        cwd=copy,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Maternity notes amber\nPatient messages green\nPharmacy stock red\n"


def test_rosters_and_catalogues_are_in_order(mvdt: Run, tmp_path: Path) -> None:
    rosters = 0
    for block in blocks("yaml"):
        if block.startswith("team:"):
            (tmp_path / "team.yaml").write_text(block, encoding="utf-8")
        elif block.startswith("exceptions:"):
            roster = f"team: Ward tablets\nmembers:\n  - {{name: Priya Shah, role: product-manager}}\n{block}"
            (tmp_path / "team.yaml").write_text(roster, encoding="utf-8")
        elif block.startswith("# mvdt.yaml"):
            settings = block
            continue
        else:
            assert block.startswith("catalogue:")
            (tmp_path / "catalogue.yaml").write_text(block, encoding="utf-8")
            done = mvdt("roles", "--catalogue", "catalogue.yaml")
            assert (done.returncode, done.stderr) == (0, "")
            continue
        rosters += 1
        done = mvdt("check", "team.yaml", "--select", "data")
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert rosters == 2
    (tmp_path / "mvdt.yaml").write_text(settings, encoding="utf-8")
    (tmp_path / "roles.yaml").write_text("catalogue: Ours\nextends: mvdt\n", encoding="utf-8")
    assert mvdt("baseline", "write", "team.yaml").returncode == 0
    done = mvdt("check", "team.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("\nSwitched off in mvdt.yaml: no-sponsor.\n")
    lines = {line.split()[0]: line.split()[-1] for line in mvdt("config").stdout.splitlines()}
    assert lines["rules.team-size.options.most"] == "mvdt.yaml:8"
    named = set(re.findall(r"^(\w+):", settings, re.MULTILINE))
    assert named == set(SettingsFile.model_fields)


def test_the_table_of_formats_names_every_format() -> None:
    table = README.split("| format | for |")[1].split("\n\n")[0]
    assert sorted(re.findall(r"`([a-z]+)`(?=[^|]*\|[^|]*\|$)", table, re.MULTILINE)) == output.names()


def test_the_table_of_options_names_every_option() -> None:
    table = README.split("| option | meaning |")[1].split("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines()[2:]]
    assert set(re.findall(r"--[a-z-]+", " ".join(cells))) == {*_plain.OPTIONS, *_plain.FLAGS}


def test_field_tables_name_every_field() -> None:
    # In the order of the README: fields of the team, fields of a member.
    tables = README.split("| field of ")[1:]
    models: tuple[type[Roster | Member], ...] = (Roster, Member)
    for model, table in zip(models, tables, strict=True):
        first_cells = [line.split("|")[1] for line in table.split("\n\n", 1)[0].splitlines()[2:]]
        named = {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)}
        assert named - {"wte"} == {field.alias or name for name, field in model.model_fields.items()}
    for item, name in ((Vacancy, "vacancies"), (Available, "available")):
        line = next(line for line in tables[0].splitlines() if line.startswith(f"| `{name}`"))
        assert set(re.findall(r"`(\w+)`", line)) - {name} == {
            field.alias or key for key, field in item.model_fields.items()
        }
    listed = set(
        re.findall(r"^(?:  - |    )(\w+):", README.split("```yaml\nexceptions:")[1].split("```")[0], re.MULTILINE)
    )
    assert listed == set(RosterException.model_fields)


def test_every_rule_is_named_under_its_topic() -> None:
    text = README.split("What is looked for, by topic:\n")[1].split("\n[docs/rules]")[0]
    topics = dict(re.findall(r"^- \*\*(\w+)\*\*: (.*?)(?=^- |\Z)", text, re.DOTALL | re.MULTILINE))
    assert tuple(topics) == rules.TOPICS
    for topic, said in topics.items():
        named = re.findall(r"`([\w-]+)`", said)
        assert sorted(named) == [rule.name for rule in rules.every() if rule.topic == topic]


BARE: Final = """\
team: Ward tablets
members:
  - {name: Priya Shah, role: product-manager}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: developer}
  - {name: Sam Okafor, role: lead-clinician}
"""


def test_what_a_roster_does_not_say_is_assumed_as_the_readme_has_it(mvdt: Run, tmp_path: Path) -> None:
    table = README.split("### What a roster does not say")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [
        "phase", "fte", "skills", "employment", "decides", "funded",
    ]  # fmt: skip
    (tmp_path / "team.yaml").write_text(BARE, encoding="utf-8")
    shown = mvdt("check", "team.yaml", env={"COLUMNS": "100"}).stdout
    assert "7 people, 7.0 FTE, no phase known, judged as alpha" in shown
    assert "lead developer           + Jo Lin\n" in shown
    assert "error: " not in shown
    assert shown.count("nobody's `employment` is said") == 1
    assert "warning: clinical-time" in shown
    assert not re.search("lead-without-authority|missing-mindset|thin-role|uninformed-customer", shown)
    (tmp_path / "team.yaml").write_text(BARE + "  - {name: Kit Gray, role: developer}\n" * 9, encoding="utf-8")
    assert "a full week assumed for 16 people" in " ".join(mvdt("check", "team.yaml").stdout.split()).replace("| ", "")


@pytest.mark.parametrize(("name", "found"), [("Priya Shah", 1), ("Post 40", 0), ("PS", 0)])
def test_people_are_matched_by_name_and_labels_are_not(mvdt: Run, tmp_path: Path, name: str, found: int) -> None:
    for team in ("Ward tablets", "Bed board"):
        roster = BARE.replace("Priya Shah,", f"{name}, fte: 0.6,").replace("Ward tablets", team)
        (tmp_path / f"{team}.yaml").write_text(roster, encoding="utf-8")
    shown = mvdt("check", ".", "--select", "capacity").stdout
    assert shown.count("error: over-allocated") == found
    assert shown.count(f"see: {name} on Bed board, Bed board.yaml:3:") == found


def test_the_day_looked_at_is_looked_ahead_from(mvdt: Run, tmp_path: Path) -> None:
    leaving = BARE.replace("user-researcher", "user-researcher, until: 2027-06-30")
    (tmp_path / "team.yaml").write_text(leaving, encoding="utf-8")
    for on, found in (("2027-03-31", False), ("2027-04-01", True), ("2027-07-01", False)):
        assert ("warning: leaving-soon" in mvdt("check", "team.yaml", "--on", on).stdout) is found, on


def test_linked_files_exist() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if not link.startswith("https://")]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def regenerate(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, folder / "examples" / "regenerate.py", *arguments],
        cwd=folder,
        env={"PATH": os.defpath},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_outputs_are_current() -> None:
    done = regenerate(ROOT, "--check")
    assert (done.returncode, done.stderr) == (0, "")


def test_stale_outputs_are_named_and_mended(copy: Path) -> None:
    output = copy / "examples" / "output"
    texts = {path: path.read_text(encoding="utf-8") for path in (copy / "README.md", *output.iterdir())}
    for changed in (output / "viable-team.txt", copy / "README.md"):
        changed.write_text(texts[changed].replace("\nexit code", "\nleft with"), encoding="utf-8")
    (output / "rules.txt").unlink()
    (output / "former-team.txt").write_text("$ mvdt check examples/former-team.yaml\n", encoding="utf-8")

    done = regenerate(copy, "--check")
    assert done.returncode == 1
    names = ["examples/output/rules.txt", "examples/output/viable-team.txt", "README.md"]
    assert done.stderr.splitlines() == [
        f"{name} does not show what mvdt prints now: run `make examples`."
        for name in [*names, "examples/output/former-team.txt"]
    ]
    assert not (output / "rules.txt").exists()

    assert regenerate(copy).returncode == 0
    assert {path: path.read_text(encoding="utf-8") for path in (copy / "README.md", *output.iterdir())} == texts


def test_the_examples_show_every_field() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "examples").rglob("*.yaml"))
    viable = (ROOT / "examples" / "viable-team.yaml").read_text(encoding="utf-8")
    for model in (Roster, Member, Vacancy, Available, RosterException):
        for name, field in model.model_fields.items():
            where = text if model is RosterException or name == "exceptions" else viable
            assert re.search(rf"^[ -]*{field.alias or name}:", where, re.MULTILINE), name


def test_each_example_has_an_output() -> None:
    outputs = {path.stem for path in (ROOT / "examples" / "output").iterdir()}
    examples = {path.stem for path in (ROOT / "examples").iterdir()} - {"output", "regenerate", "__pycache__"}
    assert examples == outputs - {"rules"}
    assert Path(COMMAND).exists()
