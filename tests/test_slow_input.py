"""Small files that took minutes: each is checked within bounds of processor time and memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from test_bad_input import Write  # noqa: TC002 - it is loaded anyway
from test_resources import HEAD, MEMBER, bounded, pytestmark  # noqa: F401 - these bounds are for the same systems

SLOW: dict[str, tuple[str, Callable[[], str], str]] = {
    "quotes-between-two-old-dates": (
        "team.yaml",
        lambda: "note: from 1990-01-01" + '"' * 200_000 + f"x 1991-01-01\n{HEAD}{MEMBER}",
        "this looks like an old date, perhaps of birth",
    ),
    "every-character-of-private-use": (
        "team.yaml",
        lambda: f"note: 'a\u2028{'a' * 4_000_000}{''.join(map(chr, range(0xE000, 0xF900)))}'\n{HEAD}{MEMBER}",
        "`note` is not a field of a roster",
    ),
}


@pytest.mark.parametrize("case", SLOW)
def test_time_grows_no_faster_than_the_file(write: Write, tmp_path: Path, case: str) -> None:
    name, content, said = SLOW[case]
    write(name, content())
    assert said in bounded("check", name, "--format", "concise", cwd=tmp_path).stdout
