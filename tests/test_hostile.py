"""Hostile text outside of rosters: in catalogues, settings, titles and on the command line. Nothing of it acts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import VIABLE, Run

Write = Callable[[str, str | bytes], Path]

TEXTS = {
    "a workflow command": "::error file=a::boo",
    "a log command": "##[error]boo",
    "a command of Azure": "##vso[task.setvariable variable=x]y",
    "a terminal escape": "\x1b[2J\x9b31m",
    "a turned line": "a\u202eb\u2066c",
    "a line break": "a\u2028b",
    "markup": "[bold red]x[/] [/nope]",
}
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|##\\w*\\[|^\\s*::\\w", re.MULTILINE)


@pytest.mark.parametrize("case", TEXTS)
def test_nothing_in_a_catalogue_or_in_settings_acts_on_a_log(mvdt: Run, write: Write, case: str) -> None:
    text = TEXTS[case]
    role = {"name": f"{text} W", "family": "product", "titles": [f"{text} wizard"], "why": text}
    quoted = json.dumps({"catalogue": text, "extends": "mvdt", "roles": {"wizard": role}}, ensure_ascii=True)
    write("own.yaml", quoted)
    write(
        "mvdt.yaml",
        json.dumps({"exclude": [text], "exceptions": [{"rule": "team-size", "reason": text, "about": text}]}),
    )
    for arguments in (
        ["roles", "--catalogue", "own.yaml"],
        ["roles", "wizard", "--catalogue", "own.yaml"],
        ["schema", "roster", "--catalogue", "own.yaml"],
        ["config"],
        ["config", "--format", "json"],
        ["roles", "--title", text],
        ["roles", "--title", text, "--format", "json"],
    ):
        result = mvdt(*arguments)
        assert (result.returncode, result.stderr) == (0, ""), arguments
        assert ACTS.search(result.stdout) is None, arguments


@pytest.mark.parametrize("case", TEXTS)
@pytest.mark.parametrize(
    "arguments", [["check", "--{}"], ["{}"], ["check", "--fail-on", "{}"], ["schema", "{}"]], ids=" ".join
)
def test_a_wrong_command_line_is_repeated_without_its_effect(mvdt: Run, arguments: list[str], case: str) -> None:
    result = mvdt(*(argument.format(TEXTS[case]) for argument in arguments))
    assert result.returncode == 2
    assert ACTS.search(result.stderr) is None


def test_a_role_name_wider_than_the_page_leaves_room_for_who_has_it(mvdt: Run, write: Write) -> None:
    role = {"name": "\u674e" * 55, "family": "product", "need": "essential"}
    write("own.yaml", json.dumps({"catalogue": "Ours", "extends": "mvdt", "roles": {"wizard": role}}))
    write("team.yaml", VIABLE)
    result = mvdt("check", "team.yaml", "--catalogue", "own.yaml")
    assert (result.returncode, result.stderr) == (1, "")
    assert "x nobody" in result.stdout


@pytest.mark.parametrize("piece", ["1", "registration: ", "home 9 ", "0123456789abcdef", "a.b-", "from 1980-02-29 "])
def test_a_line_without_end_is_searched_in_one_go(mvdt: Run, write: Write, piece: str) -> None:
    write("team.yaml", VIABLE + "knowledge_transfer: x " + piece * (300_000 // len(piece)) + "\n")
    assert mvdt("check", "team.yaml", "--format", "concise").stderr == ""
