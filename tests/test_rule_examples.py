"""Each rule's documentation is executed: its bad rosters raise what they say, its good ones nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mvdt
from mvdt import rules

_BLOCK = re.compile(r"```yaml( and)?\n(.*?)```", re.DOTALL)
_EXPECT = re.compile(r"# expect: (.*)")


def _examples(heading: str) -> list[tuple[str, list[str]]]:
    """Each rule's examples under a heading; `and` joins a roster to the one above it."""
    cases: list[tuple[str, list[str]]] = []
    for rule in rules.every():
        section = rule.documentation.partition(f"## {heading}\n")[2].partition("\n## ")[0]
        for joined, block in _BLOCK.findall(section):
            if joined:
                cases[-1][1].append(block)
            else:
                cases.append((rule.name, [block]))
    return cases


def _ids(cases: list[tuple[str, list[str]]]) -> list[str]:
    return [f"{name}-{number}" for number, (name, _) in enumerate(cases)]


BAD = _examples("Bad")
GOOD = _examples("Good")


@pytest.mark.parametrize("name", [rule.name for rule in rules.every()])
def test_every_rule_says_all_that_a_reader_needs(name: str) -> None:
    documentation = rules.get(name).documentation
    headings = re.findall(r"^## (.*)$", documentation, re.MULTILINE)
    assert headings == ["Why it matters", "How to put it right", "Bad", "Good"]
    assert name in [case for case, _ in BAD]
    assert name in [case for case, _ in GOOD]


@pytest.mark.parametrize(("name", "blocks"), BAD, ids=_ids(BAD))
def test_bad_rosters_raise_the_rule_where_they_say(name: str, blocks: list[str], tmp_path: Path) -> None:
    expected = []
    for number, block in enumerate(blocks):
        (tmp_path / f"{number}.yaml").write_text(block)
        for line, text in enumerate(block.splitlines(), 1):
            found = _EXPECT.search(text)
            if found:
                expected += [(f"{number}.yaml", line, rule) for rule in found[1].split(", ")]
    report = mvdt.check([tmp_path], on="2026-11-22")
    raised = [(Path(finding.path).name, finding.location.line, finding.rule) for finding in report.findings]
    # Another rule may speak of the same roster, where the example says so; on its line or elsewhere.
    others = [rule for _, _, rule in expected if rule != name]
    assert sorted(entry for entry in raised if entry[2] == name) == sorted(e for e in expected if e[2] == name)
    assert sorted(rule for _, _, rule in raised if rule != name) == sorted(others)
    assert name in [rule for _, _, rule in expected]


@pytest.mark.parametrize(("name", "blocks"), GOOD, ids=_ids(GOOD))
def test_good_rosters_raise_nothing(name: str, blocks: list[str], tmp_path: Path) -> None:
    for number, block in enumerate(blocks):
        (tmp_path / f"{number}.yaml").write_text(block)
    report = mvdt.check([tmp_path], on="2026-11-22")
    assert [(finding.rule, finding.message) for finding in report.findings] == []
    assert report.exit_code == 0
