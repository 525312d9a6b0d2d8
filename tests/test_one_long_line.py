"""A file may be one long line, as programs write JSON: it costs what the same costs on many lines, and says the same."""

from __future__ import annotations

import json
import tracemalloc
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

import mvdt
from mvdt.model.personal_values import search

ON: Final = date(2026, 11, 22)
PERSON: Final = '{"name": "Ann Other", "role": "user-researcher", "fte": 0.8}, '
# Each with whatever of it is a value.
PRIVATE: Final = [
    ("NHS 943 476 5919", "943 476 5919"),
    ("AB 12 34 56 C", "AB 12 34 56 C"),
    ("born 7 May", "7 May"),
    ("born in the year 85", "85"),
    ("d.o.b. 7 Nov '85", "7 Nov '85"),
    ("y.o.b. 85", "85"),
    ("4.7.83", "4.7.83"),
    ("12 September 1985", "12 September 1985"),
    ("GMC no. 7012345", "7012345"),
    ("registration number 7012345", "7012345"),
    ("lives at 4 High Street, Leeds LS1 4AP", "LS1 4AP"),
    ("ann@gmail.com", "ann@gmail.com"),
]


@pytest.mark.parametrize(("text", "value"), PRIVATE)
@pytest.mark.parametrize("before", [0, 1, 40, 200])
@pytest.mark.parametrize("after", [0, 40, 200])
def test_personal_data_is_found_wherever_it_stands_on_a_line(text: str, value: str, before: int, after: int) -> None:
    line = f"{PERSON * before}{text}, {PERSON * after}"
    start = line.index(value, line.index(text))
    assert [found[2:4] for found in search(line)] == [(start, start + len(value))]


def test_many_values_on_one_line_are_found_where_each_stands() -> None:
    random = Random(1)  # noqa: S311 - the same on every run
    line, expected = "", []
    for _ in range(500):
        text, value = random.choice(PRIVATE)
        line += PERSON * random.randint(0, 12)
        start = len(line) + text.index(value)
        line += f"{text}, {PERSON}"
        expected.append((start, start + len(value)))
    assert [found[2:4] for found in search(line)] == expected


def people(count: int) -> dict[str, Any]:
    roles = ["product-manager", "delivery-manager", "user-researcher", "developer", "lead-clinician"]
    members = [
        {"name": f"Ann {chr(97 + number % 26)}{chr(97 + number // 26 % 26)}{chr(97 + number // 676)}er"}
        | {"role": roles[number % len(roles)], "fte": 0.2, "employment": "permanent", "note": "nothing to be said " * 3}
        for number in range(count)
    ]
    return {"team": "Ward tablets", "phase": "alpha", "members": members}


def test_one_line_says_what_many_lines_say(tmp_path: Path) -> None:
    data = people(200)
    (tmp_path / "one.json").write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "many.json").write_text(json.dumps(data, indent=1), encoding="utf-8")
    one, many = (mvdt.check([tmp_path / name], on=ON).findings for name in ("one.json", "many.json"))
    assert len(one) > 5
    assert [(finding.rule, finding.about, finding.message) for finding in one] == [
        (finding.rule, finding.about, finding.message) for finding in many
    ]


@pytest.mark.parametrize("name", ["one.json", "one.yaml", "many.json"])
def test_the_memory_grows_with_the_file_and_not_with_its_square(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    text = json.dumps(people(6_000), indent=1 if "many" in name else None)
    path.write_text(text, encoding="utf-8")
    tracemalloc.start()
    mvdt.check([path], on=ON)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # Twice as much before places were kept as numbers and the line once for all who stand on it.
    assert most < 20 * len(text)
