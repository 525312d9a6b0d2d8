"""Many findings, long texts: what is told stays the same, and takes no time by the square."""

from __future__ import annotations

import difflib
import random
from pathlib import Path
from typing import TYPE_CHECKING, Final

from conftest import VIABLE, Run

from mvdt.model.bind import names_like
from mvdt.model.personal_values import private_values

if TYPE_CHECKING:
    import pytest

NAMES: Final = ["product-manager", "delivery-manager", "Designer", "user-researcher", "lead-developer", "dpo", "qa"]


def test_the_names_that_are_close_are_those_that_difflib_finds() -> None:
    chosen = random.Random(6)  # noqa: S311 - the same words each time
    folded = {name.casefold(): name for name in NAMES}
    for _ in range(2_000):
        word = list(chosen.choice(NAMES))
        for _ in range(chosen.randrange(6)):
            at = chosen.randrange(len(word) + 1)
            word[at : at + chosen.randrange(2)] = chosen.choice(["", "x", "-", " ", "\u00c9", "m", "aa", "_"])
        slip = "".join(word).strip().casefold()
        expected = difflib.get_close_matches(slip.replace(" ", "-").replace("_", "-"), folded, n=2, cutoff=0.72)
        expected = expected or difflib.get_close_matches(slip, folded, n=2, cutoff=0.72)
        assert names_like("".join(word), NAMES) == [folded[name] for name in expected]


def test_close_names_of_a_slip_that_stands_a_thousand_times_are_looked_for_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    real = difflib.get_close_matches

    def close(word: str, names: list[str], n: int, cutoff: float) -> list[str]:
        asked.append(word)
        return real(word, names, n=n, cutoff=cutoff)

    monkeypatch.setattr(difflib, "get_close_matches", close)
    for _ in range(1_000):
        assert names_like("prduct-mangaer", NAMES) == ["product-manager"]
        assert names_like("zzz zzz", NAMES) == []
    assert len(asked) == 1


def test_personal_data_behind_a_number_without_end_is_found_at_its_place() -> None:
    endless = "9" * 5_000
    for line in (f"{endless} 943 476 5919 {endless} AB123456C", f"x {endless}, {endless} 943 476 5919 and AB123456C"):
        found = private_values(line)
        assert [line[start:end] for _, _, start, end in found] == ["943 476 5919", "AB123456C"]
    (one,) = private_values(f"registration: {endless}, x")
    assert one[2:] == (len("registration: "), len("registration: ") + len(endless))


def test_a_slip_is_told_with_its_choices_each_time(mvdt: Run, tmp_path: Path) -> None:
    roster = VIABLE.replace("fte: 1.0\n", "employment: permanet\n")
    (tmp_path / "team.yaml").write_text(roster, encoding="utf-8")
    said = mvdt("check", "team.yaml").stdout
    flat = " ".join(said.split())
    assert flat.count("did you mean `permanent`? Otherwise choose `permanent`, `fixed-term`") == roster.count(
        "permanet"
    )
