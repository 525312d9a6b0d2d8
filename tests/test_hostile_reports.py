"""A saved report that somebody has changed, field by field: no text of it acts, in no format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from mvdt import output
from mvdt.output import Page
from mvdt.output.json import NotAReport, load

if TYPE_CHECKING:
    from conftest import Run

Write = Callable[[str, str | bytes], Path]

ATTACKS = [
    "\x1b]8;;https://evil.example\x1b\\x\x1b]8;;\x1b\\",
    "\n::error::x\r",
    "##vso[task.complete result=Failed;]",
    "<img src=x onerror=alert(1)> ![x](https://evil.example/x.png) @octocat https://evil.example",
    "a\u202eb\u2028c\x00d",
]
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|##\\w*\\[|^\\s*::\\w", re.MULTILINE)


@pytest.fixture
def saved(mvdt: Run, write: Write) -> dict[str, Any]:
    """A report of a roster, a table and a broken file, with something of each kind in it."""
    write(
        "a.yaml", "team: A\nphase: beta\nmembers:\n  - {name: Amy, title: wizard}\n  - {name: Amy, role: developer}\n"
    )
    write("b.csv", "Name,Job title,WTE,Grade\nBo,Developer,37.5,7\nBo,Head of Digital,1,6\n")
    write("c.yaml", 'team: "C\nmembers:\n')
    write("roles.yaml", "catalogue: Own\nextends: mvdt\n")
    report: dict[str, Any] = json.loads(mvdt("check", "--format", "json").stdout)
    report["left_out"].append({"path": "d.yaml", "why": "no roster"})
    return report


def texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a report has a text."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(item, (*path, key))


def changed(report: dict[str, Any], path: tuple[Any, ...], text: str) -> bytes:
    """The report with another text at a place; another rule counts as one that ran."""
    copy: Any = json.loads(json.dumps(report))
    group = copy
    for step in path[:-1]:
        group = group[step]
    group[path[-1]] = text
    if path[-1] == "rule":
        copy["rules"].append(text)
    return json.dumps(copy).encode()


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_of_a_saved_report_acts(saved: dict[str, Any], attack: str) -> None:
    kinds: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for path in texts(saved):
        kinds.setdefault(tuple("*" if isinstance(step, int) else step for step in path), path)
    assert {("tables", "*", "columns", "*", "as"), ("left_out", "*", "why"), ("findings", "*", "cell", "name")} <= {
        *kinds
    }
    read = 0
    for path in kinds.values():
        try:
            report = load(changed(saved, path, attack))
        except NotAReport:
            continue
        read += 1
        pages = {name: "".join(output.get(name).render(report, Page())) for name in output.names()}
        for name in ("text", "concise", "markdown", "junit", "json", "jsonl", "gitlab", "sarif"):
            assert UNSAFE.search(pages[name]) is None, (name, path)
        ET.fromstring(pages["junit"])  # noqa: S314 - our own output
        html = MarkdownIt("gfm-like").render(pages["markdown"])
        assert not re.search(r"<(?:a|img|script)\b", html), path
    assert read > 20


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (("cell", "name"), "A1] ##[group]x"),
        (("cell", "name"), "<img>"),
        (("rule",), "\x1b[2J"),
        (("rule",), "a\n::error::b"),
    ],
)
def test_what_no_check_writes_is_no_report(
    mvdt: Run, write: Write, saved: dict[str, Any], field: Any, text: str
) -> None:
    number = next(number for number, one in enumerate(saved["findings"]) if one["cell"])
    write("report.json", changed(saved, ("findings", number, *field), text))
    result = mvdt("render", "report.json")
    assert (result.returncode, result.stdout) == (2, "")
    assert (
        result.stderr
        == "mvdt: report.json: this report is not complete\n  fix: give a file that `mvdt check --format json=FILE` wrote\n"
    )
