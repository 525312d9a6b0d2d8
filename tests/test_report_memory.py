"""Reports are written team by team: the same document as in one go, in a fraction of the memory."""

from __future__ import annotations

import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

from mvdt import engine
from mvdt.output import Page, get
from mvdt.output._json import dumped
from mvdt.output.json import as_data

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("paths", [[], ["examples"], ["examples/viable-team.yaml"], ["pyproject.toml"]])
def test_the_document_is_that_of_the_plain_values(paths: list[str]) -> None:
    report = engine.check([str(ROOT / path) for path in paths], on=TODAY)
    assert "".join(get("json").render(report, Page())) == dumped(as_data(report))


def test_a_name_that_looks_like_an_empty_list_stays_a_name(tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text('team: "\\n  \\"teams\\": []## "\nmembers: []\n')
    report = engine.check([str(tmp_path)], on=TODAY)
    assert "".join(get("json").render(report, Page())) == dumped(as_data(report))


# JUnit begins with its totals, so its text is kept, but not the tree of which it is made.
@pytest.mark.parametrize(
    ("name", "share"),
    [("json", 0.7), ("jsonl", 0.3), ("sarif", 0.7), ("gitlab", 0.4), ("concise", 0.3), ("text", 0.4), ("junit", 2.5)],
)
def test_the_memory_is_a_share_of_the_text(tmp_path: Path, name: str, share: float) -> None:
    text = (ROOT / "examples" / "classic-failing-team.yaml").read_text(encoding="utf-8")
    for number in range(160):
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    report = engine.check([str(tmp_path)], on=TODAY)
    size = sum(map(len, get(name).render(report, Page())))
    tracemalloc.start()
    for _ in get(name).render(report, Page()):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < share * size
