"""The pages about the rules say what the rules' files say, and a page that does not is found."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from mvdt import rules

EVERY = rules.every()
BY_NAME = [pytest.param(rule, id=rule.name) for rule in EVERY]


def regenerate(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, folder / "docs" / "regenerate.py", *arguments],
        cwd=folder,
        env={"PATH": os.defpath},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which all pages have just been written."""
    folder = tmp_path_factory.mktemp("written")
    (folder / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "regenerate.py", folder / "docs")
    done = regenerate(folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def read(written: Path, name: str) -> str:
    return (written / "docs" / "rules" / f"{name}.md").read_text(encoding="utf-8")


def section(page: str, heading: str) -> str:
    return page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_pages_are_current() -> None:
    done = regenerate(ROOT, "--check")
    assert (done.returncode, done.stderr) == (0, "")


def test_every_rule_has_a_page_and_nothing_else_has(written: Path) -> None:
    names = {path.stem for path in (written / "docs" / "rules").iterdir()}
    assert names == {"README", *rules.names()}


@pytest.mark.parametrize("rule", BY_NAME)
def test_the_index_links_every_rule_under_its_topic(written: Path, rule: rules.Rule) -> None:
    row = f"| [{rule.name}]({rule.name}.md) | {rule.severities} | {rule.summary} | {rule.source or ''} |"
    assert row in section(read(written, "README"), rule.topic).splitlines()
    assert row.count("|") == 5, "a bar would start another cell"


@pytest.mark.parametrize("rule", BY_NAME)
def test_a_page_says_all_that_its_rule_says(written: Path, rule: rules.Rule) -> None:
    page = read(written, rule.name)
    assert page.startswith("<!-- Written by docs/regenerate.py from the rule's own file; edit that. -->\n\n")
    head = page.partition(f"# {rule.name}\n\n")[2].partition("\n\n")[0].splitlines()
    assert f"- topic: [{rule.topic}](README.md#{rule.topic})" in head
    assert f"- severity: {rule.severities}" in head
    assert [line for line in head if line.startswith("- source")] == (
        [f"- source: {rule.source}"] if rule.source else []
    )
    assert f"- can be switched off: {'no' if rule.always else 'yes'}, " in "\n".join(head)
    assert rule.documentation.partition("## Bad")[0] in page
    options = [f"| `{one.name}` | {one.default} | {one.metadata['description']} |" for one in fields(rule.options)]
    table, _, example = section(page, "Options").partition("\n\nSet in `mvdt.yaml`, here to what it is anyway:\n\n")
    assert table.splitlines()[3:] == options
    if options:
        first = fields(rule.options)[0]
        setting = yaml.safe_load(example.strip().removeprefix("```yaml\n").removesuffix("```"))
        assert setting == {"rules": {rule.name: {"options": {first.name: first.default}}}}
    assert all(option.count("|") == 4 for option in options)


@pytest.mark.parametrize("rule", BY_NAME)
def test_the_rosters_of_a_page_are_marked_for_readers(written: Path, rule: rules.Rule) -> None:
    page = read(written, rule.name)
    bad = section(page, "Bad")
    assert re.search(rf"# <- .*\b{rule.name}\b", bad)
    assert "<-" not in section(page, "Good")
    assert "expect:" not in page
    fences = [line for line in page.splitlines() if line.startswith("```")]
    assert fences == ["```yaml", "```"] * (len(fences) // 2)
    assert page.count("\ntogether with\n\n```yaml\n") == rule.documentation.count("```yaml and\n")


def test_what_a_mark_says_is_no_part_of_the_roster(written: Path) -> None:
    """The rosters are the tested ones: only their comments differ."""
    rule = rules.get("missing-role")
    ours, tested = (
        re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) for text in (read(written, rule.name), rule.documentation)
    )
    assert ours != tested
    assert [yaml.safe_load(text) for text in ours] == [yaml.safe_load(text) for text in tested]


def test_stale_missing_and_former_pages_are_named_and_mended(written: Path, tmp_path: Path) -> None:
    shutil.copytree(written / "docs", tmp_path / "docs")
    pages = tmp_path / "docs" / "rules"
    texts = {path: path.read_text(encoding="utf-8") for path in pages.iterdir()}
    assert regenerate(tmp_path, "--check").returncode == 0

    changed, missing, former = pages / "missing-role.md", pages / "unknown-role.md", pages / "former-rule.md"
    changed.write_text(texts[changed].replace("\n## Bad", "\n## Worse"), encoding="utf-8")
    missing.unlink()
    former.write_text("# former-rule\n", encoding="utf-8")
    before = {path: path.read_text(encoding="utf-8") for path in pages.iterdir()}

    done = regenerate(tmp_path, "--check")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"docs/rules/{path.name} does not show what the rules say now: run `make docs`."
        for path in (changed, missing, former)
    ]
    assert {path: path.read_text(encoding="utf-8") for path in pages.iterdir()} == before

    mended = regenerate(tmp_path)
    assert (mended.returncode, mended.stdout.splitlines()) == (
        0,
        [
            "docs/rules/missing-role.md is written.",
            "docs/rules/unknown-role.md is written.",
            "docs/rules/former-rule.md is deleted: no rule has that name.",
        ],
    )
    assert {path: path.read_text(encoding="utf-8") for path in pages.iterdir()} == texts
