"""TOML: the same tree as YAML's, with the places that its headers and lines give."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from datetime import time as clock
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mvdt.readers import toml as reader
from mvdt.source.document import Document
from mvdt.source.toml_tree import parse

ROSTER = '''# our team
team = "Ward tablets"
clinical = true   # it is

available = [{role = "tester", fte = 0.4}]

[[members]]
name = "Ann \\"Lee\\" \\u00e9"
fte = 0.60
skills.testing = "working"
until = 2026-04-01

[[members]]
"name" = 'C:\\Bob'
roles = [
  "tester",  # first
  "developer",
]
note = """
two
lines"""

[members.skills]
design = "expert"
'''


def document(text: str) -> Document:
    return reader.read("team.toml", text.encode())


def written(found: Document, *path: str | int) -> str:
    start, end = found.span(path)
    return found.text.string[start:end]


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_the_tree_and_its_places(line_break: str) -> None:
    found = document("\ufeff" + ROSTER.replace("\n", line_break))
    assert found.tree.complete
    assert found.tree.root == {
        "team": "Ward tablets",
        "clinical": "true",
        "available": [{"role": "tester", "fte": "0.4"}],
        "members": [
            {"name": 'Ann "Lee" \u00e9', "fte": "0.60", "skills": {"testing": "working"}, "until": "2026-04-01"},
            {
                "name": "C:\\Bob",
                "roles": ["tester", "developer"],
                "note": "two\nlines",
                "skills": {"design": "expert"},
            },
        ],
    }
    assert written(found, "team") == '"Ward tablets"'
    assert written(found, "clinical") == "true"
    assert written(found, "available", 0) == '{role = "tester", fte = 0.4}'
    assert written(found, "available", 0, "fte") == "0.4"
    assert written(found, "members") == "members"
    assert written(found, "members", 0) == "[[members]]"
    assert written(found, "members", 0, "fte") == "0.60"
    assert written(found, "members", 0, "skills", "testing") == '"working"'
    assert written(found, "members", 1, "name") == "'C:\\Bob'"
    assert written(found, "members", 1, "roles", 1) == '"developer"'
    assert written(found, "members", 1, "skills", "design") == '"expert"'
    assert found.locate(found.span(("members", 1)))[:4] == ("team.toml", 13, 1, 12)
    assert found.locate(found.span(("members", 1, "skills")))[:4] == ("team.toml", 23, 10, 16)
    assert found.locate(found.span(("members", 1, "note")))[:4] == ("team.toml", 19, 8, 11)


def test_nothing() -> None:
    found = document("# only a remark\n")
    assert (found.tree.root, found.tree.complete) == ({}, True)


TWICE = "this part stands here for the second time"
BOTH = "put the fields of both together; a list of tables has two brackets, [[members]]"
NO_VALUE = ("this value is no text, number or day as TOML writes them", "put a text in double quotation marks")
NOT_CLOSED = ("a quotation is not closed", "close it; a text of several lines needs three quotation marks on each side")


@pytest.mark.parametrize(
    ("text", "message", "fix", "line"),
    [
        ("a = 1\nteam: 'x'\n", "there is no `=` between the field and its value", 'write it as field = "text"', 2),
        ("a = 1\nb =\n", *NO_VALUE, 2),
        ("a = tester\n", *NO_VALUE, 1),
        ("a = 1\na = 2\n", "this field stands here for the second time", "delete one of the two", 2),
        ("a = {b = 1, b = 2}\n", "this field stands here for the second time", "delete one of the two", 1),
        ("[members]\na = 1\n[members]\na = 2\n", TWICE, BOTH, 3),
        ("[members]\na = 1\n[[members]]\na = 2\n", "this field stands here for the second time", "delete one of the two", 3),
        ("a = []\n[[a]]\n", "this field can't be added to, for it was written whole above", "write it in one place", 2),
        (
            "a = 1 2\n", "something follows the value on this line",
            "begin a new line, or put a text that has spaces in double quotation marks", 1,
        ),
        (
            'a = [1\nb = "x"\n', "a list is not closed before here, or a comma is missing in it",
            "put a comma between the entries, and close the list with `]`", 2,
        ),
        (
            "a = {b = 1\nc = 2}\n", "a group in braces is not closed on its line, or a comma is missing in it",
            "put a comma between the entries, and close with `}` on the same line", 1,
        ),
        (
            'a = "x\nb = 1\n', "a line break or an invisible character stands in this text",
            "close the quotation on its line, or delete the character", 1,
        ),
        ('a = "x', *NOT_CLOSED, 1),
        ("a = 'x", *NOT_CLOSED, 1),
        ("a = '''x\ny\n", *NOT_CLOSED, 2),
        (
            'a = "C:\\Bob"\n', "a backslash means something of its own here",
            "put the text in single quotation marks, or write the backslash twice", 1,
        ),
        ("a = 2026-02-30\n", "there is no such day", "write a day as 2027-03-31", 1),
        ("a = 1\n[members\n", "the header is not closed", "close it with as many brackets as it opens with", 2),
        ("a = 1\n[[members]\n", "the header is not closed", "close it with as many brackets as it opens with", 2),
        (
            "a = 1\n- name\n\u00e9 = 1\n", "there is no `=` between the field and its value",
            'write it as field = "text"', 2,
        ),
        ("a = 1\n\u00e9 = 1\n", "this line is no field, header or remark", 'write it as field = "text"', 2),
        (
            "a = 1\nb. = 1\n", "no field can begin like this",
            "put the field's name in double quotation marks, or check the line above", 2,
        ),
        (
            "a = " + "[" * 40 + "]" * 40, "the file is nested more than 32 levels deep",
            "a roster needs four levels: check for runaway brackets or indentation", 1,
        ),
        (
            "a = " + "[" * 100_000, "the file is nested more than 32 levels deep",
            "a roster needs four levels: check for runaway brackets or indentation", 1,
        ),
        (
            "a" + ".a" * 100_000 + " = 1", "the file is nested more than 32 levels deep",
            "a roster needs four levels: check for runaway brackets or indentation", 1,
        ),
        (
            "a = 1\n" * 200_000, "the file has more than 1,048,576 characters, too many for TOML",
            "check that this is the file you mean; large rosters are read faster as YAML or CSV", 1,
        ),
    ],
)  # fmt: skip
def test_what_is_wrong(text: str, message: str, fix: str, line: int) -> None:
    found = document(text)
    assert not found.tree.complete
    (fault,) = found.tree.faults
    assert (fault.message, fault.fix) == (message, fix)
    assert found.locate((fault.start, fault.end)).line == line
    assert fault.start < fault.end


def test_what_is_no_text() -> None:
    (fault,) = reader.read("team.toml", b"\xff\xfea").tree.faults
    assert fault.message == "a character here is not UTF-16"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        '"' * 1_000_000,
        "a=1\n" * 10,
        "'a" * 500_000,
        "[a]\n" * 1000,
        "[[a]]\n" * 150_000,
        "#" * 1_000_000,
        "a=" + "[[]," * 20 + " " * 1_000_000,
    ],
)
def test_what_is_large_is_read_or_said_to_be_wrong(text: str) -> None:
    tree = document(text).tree
    assert tree.complete is not bool(tree.faults)


def as_tree(value: Any) -> Any:
    match value:
        case dict():
            return {key: as_tree(one) for key, one in value.items()}
        case list():
            return [as_tree(one) for one in value]
        case bool():
            return str(value).lower()
        case date() | datetime() | clock():
            return value.isoformat()
    return str(value)


KEYS = st.sampled_from(["a", "b", "team", '"x y"', "'z'", "a.b", "b . a", '"\\u00e9"'])
SCALARS = st.sampled_from(
    [
        "1",
        "-0.5",
        "true",
        '"x"',
        "'y # no'",
        '"""\nm\n\\"""n"""',
        "'''a''b'''",
        "2026-04-01",
        '"a\\tb"',
        '""',
        '""""q"""""',
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[ " + ",\n # r\n ".join(items) + " ]")
        | st.dictionaries(KEYS, inner, max_size=2).map(
            lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs.items()) + "}"
        )
    ),
    max_leaves=5,
)
LINES = st.one_of(
    st.tuples(KEYS, VALUES).map(" = ".join),
    KEYS.map(lambda key: f"[{key}]"),
    KEYS.map(lambda key: f"[[ {key} ]] # here"),
    st.just("# remark"),
)


@settings(deadline=None, max_examples=500)
@given(st.lists(LINES, max_size=8).map("\n".join))
def test_the_values_are_those_of_the_standard_library(string: str) -> None:
    tree = parse(string)
    try:
        expected = tomllib.loads(string)
    except tomllib.TOMLDecodeError:
        assert len(tree.faults) == 1
        return
    assert tree.faults == []
    assert tree.root == as_tree(expected)
    check_places(string, tree.root)


def check_places(string: str, node: Any) -> None:
    if isinstance(node, dict):
        for key, (start, end, value_start, value_end) in node.spans.items():  # type: ignore[attr-defined]
            assert tomllib.loads(f"{string[start:end]} = 1") == {key: 1}
            check_place(string, node[key], value_start, value_end)
    elif isinstance(node, list):
        for value, (start, end) in zip(node, node.spans, strict=True):  # type: ignore[attr-defined]
            check_place(string, value, start, end)


def check_place(string: str, value: Any, start: int, end: int) -> None:
    if isinstance(value, str):
        assert as_tree(tomllib.loads(f"x = {string[start:end]}")["x"]) == value
    else:
        assert end == -1
        if value.end > 0:
            assert as_tree(tomllib.loads(f"x = {string[start : value.end]}")["x"]) == value
        check_places(string, value)
