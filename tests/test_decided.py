"""What is made of values that were decided before is what pydantic makes of them, and nothing else is made at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mvdt.model.decided import Decided, Unsure
from mvdt.model.roster import Label, Member
from mvdt.source.nodes import Mapping, Node, Sequence

DECIDED = Decided(Member, Label)
TEXTS = st.sampled_from(
    ["Priya Shah", "0.6", "1", "1.5", "-0.1", "nan", "1e-1", "0_1", "permanent", "Permanent", "agency", "true", "no", "",
     " ", "null", "2026-04-01", "2026-4-1", "2026-02-30", "1775001600", f"0.{0:0200}1", "x" * 200]
)  # fmt: skip


def groups(values: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def group(pairs: dict[str, Node]) -> Mapping:
        mapping = Mapping(0)
        for number, (key, value) in enumerate(pairs.items()):
            mapping.put(key, value, (number, number, number, number))
        return mapping

    fields = [field.alias or name for name, field in Member.model_fields.items()]
    keys = st.sampled_from([*fields, "wte", "from_", "rolle", "user-research", "", "\0[a]"])
    return st.dictionaries(keys, values, max_size=8).map(group)


def lists(values: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def sequence(items: list[Node]) -> Sequence:
        found = Sequence(0)
        found.extend(items)
        return found

    return st.lists(values, max_size=3).map(sequence)


VALUES = TEXTS | st.none() | lists(TEXTS | st.none() | lists(TEXTS)) | groups(TEXTS | st.none() | groups(TEXTS))


@given(groups(VALUES) | VALUES)
def test_pydantic_makes_the_same(entry: Node) -> None:
    try:
        expected = Member.model_validate(entry)
    except ValidationError:
        with pytest.raises(Unsure):
            DECIDED.item(entry)
        return
    try:
        item = DECIDED.item(entry)
    except Unsure:
        # A field that is there and says nothing is left to pydantic.
        assert not isinstance(entry, Mapping) or None in entry.values()
        return
    assert item == expected
    assert item.model_fields_set == expected.model_fields_set
    assert {name: type(value) for name, value in item if name not in ("roles", "skills")} == {
        name: type(value) for name, value in expected if name not in ("roles", "skills")
    }
    assert item.model_dump() == expected.model_dump()


def test_what_most_members_have_needs_no_asking() -> None:
    entry = Mapping(0)
    skills = Mapping(0)
    skills.put("user-research", "expert", (0, 0, 0, 0))
    for key, value in {"name": "Priya Shah", "role": "user-researcher", "wte": "0.6", "from": "2026-04-01"}.items():
        entry.put(key, value, (0, 0, 0, 0))
    entry.put("skills", skills, (0, 0, 0, 0))
    assert DECIDED.item(entry) == Member.model_validate(entry)


def test_what_is_remembered_stays_small() -> None:
    for number in range(3_000):
        entry = Mapping(0)
        entry.put("fte", f"0.{number:04}1", (0, 0, 0, 0))
        assert DECIDED.item(entry).fte == pytest.approx(float(f"0.{number:04}1"))
    values = DECIDED._others["fte"]
    assert isinstance(values, dict)
    assert len(values) <= 1_000
