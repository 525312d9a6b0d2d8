"""JSON: the same tree as YAML's, and plain words with a place for what is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mvdt.readers import json as reader
from mvdt.source.document import Document
from mvdt.source.json_tree import parse
from mvdt.source.nodes import Mapping, Node, Sequence
from mvdt.source.tree import parse as parse_yaml


def document(text: str) -> Document:
    return reader.read("team.json", text.encode())


def written(found: Document, *path: str | int) -> str:
    start, end = found.span(path)
    return found.text.string[start:end]


ROSTER = """{
  "team": "Ward tablets",
  "clinical": true, "phase": null,
\t"members": [
    {"name": "Ann \\"Lee\\" \\ud83d\\ude00", "fte": 0.60, "skills": {"testing": "working"}},
    {"name": "null", "roles": ["tester", "developer"], "until": "2026-04-01"}
  ]
}
"""


def test_the_tree_and_its_places() -> None:
    found = document("\ufeff" + ROSTER)
    assert found.tree.complete
    assert found.tree.faults == []
    assert found.tree.root == {
        "team": "Ward tablets",
        "clinical": "true",
        "phase": None,
        "members": [
            {"name": 'Ann "Lee" \U0001f600', "fte": "0.60", "skills": {"testing": "working"}},
            {"name": "null", "roles": ["tester", "developer"], "until": "2026-04-01"},
        ],
    }
    assert written(found, "team") == '"Ward tablets"'
    assert written(found, "clinical") == "true"
    assert written(found, "phase") == "null"
    assert written(found, "members") == '"members"'
    assert written(found, "members", 0, "fte") == "0.60"
    assert written(found, "members", 0, "skills") == '{"testing": "working"}'
    assert written(found, "members", 1, "roles", 1) == '"developer"'
    assert found.locate(found.span(("members", 1, "name")))[:4] == ("team.json", 6, 14, 20)
    key = found.key_span(("members", 0, "skills", "testing"))
    assert key is not None
    assert found.text.string[slice(*key)] == '"testing"'


def test_a_field_twice() -> None:
    found = document('{"team": "A", "members": [{"name": "x", "name": "y"}]}')
    assert found.tree.complete
    assert found.value(("members", 0, "name")) == "x"
    (node,) = found.tree.duplicates
    assert node.duplicates == [("name", (40, 46))]


def test_nothing_and_a_text_alone() -> None:
    assert (document("").tree.root, document(" \n").tree.root, document('"a"').tree.root) == (None, None, "a")
    assert document("").tree.complete


BRACE = ("the bracket `{` that opens here is never closed", "close it with `}`")
NO_REMARK = ("a remark stands here, and JSON has none", "delete the remark")
MARKS = ("JSON knows only the straight double quotation mark", 'put the text in double quotation marks: "')
NO_COMMA = ("a comma is missing after this entry", "put a comma between the entries")
UNKNOWN = "this is no text, no number and no other value that JSON knows"
NAME = ("a field's name must stand in double quotation marks", 'write it as "name":')


@pytest.mark.parametrize(
    ("text", "message", "fix", "shown", "line"),
    [
        ('{\n "a": 1,\n}', "there is a comma behind the last entry, and JSON allows none there", "delete the comma", ",", 2),
        ('["a",\n]', "there is a comma behind the last entry, and JSON allows none there", "delete the comma", ",", 1),
        ('{\n "a": 1', *BRACE, "{", 1),
        ('{\n "a": {"b": 1,', *BRACE, "{", 2),
        ('{\n "a": {"b"', *BRACE, "{", 2),
        ('{\n "a":', *BRACE, "{", 1),
        ("{", *BRACE, "{", 1),
        ("[\n1", "the bracket `[` that opens here is never closed", "close it with `]`", "[", 1),
        (
            '{"a": [1}',
            "`}` can't close what `[` opened",
            "close it with `]`, and check the brackets above",
            "}", 1,
        ),
        ('{"a": 1\n "b": 2}', *NO_COMMA, "1", 1),
        ('{"a": "x"\n "b": 2}', *NO_COMMA, '"', 1),
        ("{'a': 1}", *MARKS, "'", 1),
        ('{"a": \'x\'}', *MARKS, "'", 1),
        ('{"a": \u201cx\u201d}', *MARKS, "\u201c", 1),
        ("{a: 1}", *NAME, "a", 1),
        ("{1: 1}", *NAME, "1", 1),
        ('{"a" 1}', "there is no colon between the field and its value", "put a colon after the name", '"a"', 1),
        ('{"a": }', "this field has no value", "fill in the value, or write null", '"a"', 1),
        ('{"a": 1, // note\n"b": 2}', *NO_REMARK, "/", 1),
        ('{"a": 1 # note\n}', *NO_REMARK, "#", 1),
        ("/* note */ {}", *NO_REMARK, "/", 1),
        (
            '{"a": True}', UNKNOWN,
            "write true, or put it in double quotation marks if it is a text", "True", 1,
        ),
        ('{"a": NaN}', UNKNOWN, "put the text in double quotation marks", "NaN", 1),
        ('{"a": tester}', UNKNOWN, "put the text in double quotation marks", "tester", 1),
        *(
            (f'{{"a": {number}}}', UNKNOWN, "write numbers as 0.5 or 12, and anything else in double quotation marks", number, 1)
            for number in ("01", ".5", "+1", "1.", "1e", "2026-04-01", "1.2.3")
        ),
        ('{"a": 0,5}', *NAME, "5", 1),
        ('{"a": "x\n"}', "the quotation mark that opens here is not closed on its line", "close the quotation", '"', 1),
        ('{"a": "x', "the quotation mark that opens here is not closed on its line", "close the quotation", '"', 1),
        ('{"a": "x\ty"}', "a tab stands in this text, and JSON allows none there", "replace the tab by a space", "\t", 1),
        ('{"a": "C:\\new\\team"}'.replace("\\n", "\\m"), "`\\m` means nothing in a JSON text", "write the backslash twice", "\\m", 1),
        ('{"a": "\\u12"}', "`\\u` means nothing in a JSON text", "write the backslash twice", "\\u", 1),
        (
            '{"a": "x\\uD83Dy"}', "this code is one half of a character, and the other half is missing",
            "write the character itself", "\\uD83D", 1,
        ),
        (
            "{}\n{}", "the file goes on after its end, or a bracket closes too early",
            "check the brackets, and move what does not belong to the roster to a file of its own", "{", 2,
        ),
        ("[1, , 2]", "something is missing here: a value, or a closing bracket", "fill in the value", ",", 1),
        (
            "[" * 40, "the file is nested more than 32 levels deep",
            "a roster needs four levels: check for runaway brackets or indentation", "[", 1,
        ),
    ],
)  # fmt: skip
def test_what_is_wrong(text: str, message: str, fix: str, shown: str, line: int) -> None:
    found = document(text)
    assert not found.tree.complete
    (fault,) = found.tree.faults
    assert (fault.message, fault.fix) == (message, fix)
    assert found.text.string[fault.start : fault.end] == shown
    assert found.locate((fault.start, fault.end)).line == line


def test_what_stands_before_a_fault_is_read() -> None:
    found = document('{"team": "A", "members": [{"name": "x"}, {"name": "y", "fte": 01}]}')
    assert found.tree.root == {"team": "A", "members": [{"name": "x"}, {"name": "y"}]}


def test_what_is_no_text() -> None:
    (fault,) = reader.read("team.json", b"PK\x03\x04").tree.faults
    assert fault.message == "this is a spreadsheet, a Word document or a zip archive, not a text file"
    assert fault.fix == "save it as a JSON text file"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000_000,
        '"' + "a" * 10_000_000,
        "1" * 10_000_000,
        "[" + "[]," * 3_000_000,
        " " * 10_000_000,
        '{"a":' * 2_000_000,
        '"' + "\\" * 9_999_999,
    ],
)
def test_what_is_far_too_large(text: str) -> None:
    found = document(text)
    assert len(found.tree.faults) <= 1


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


def as_tree(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_tree(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_tree(one) for one in value]
    return value if value is None or isinstance(value, str) else json.dumps(value)


def check_spans(string: str, node: Node) -> None:
    """Every span holds what it should, as the standard library reads it."""
    if isinstance(node, Mapping):
        for key, (start, end, value_start, value_end) in node.spans.items():
            assert json.loads(string[start:end]) == key
            check_span(string, node[key], value_start, value_end)
    elif isinstance(node, Sequence):
        for (start, end), value in zip(node.spans, node, strict=True):
            check_span(string, value, start, end)


def check_span(string: str, value: Node, start: int, end: int) -> None:
    if isinstance(value, Mapping | Sequence):
        assert (value.start, end) == (start, -1)
        assert as_tree(json.loads(string[start : value.end])) == value
        check_spans(string, value)
    else:
        assert as_tree(json.loads(string[start:end])) == value


@settings(deadline=None, max_examples=200)
@given(VALUES, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_the_values_are_those_of_the_standard_library(value: Any, ascii_only: bool, indent: int | str | None) -> None:
    string = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    found = parse(string)
    assert found.faults == []
    assert found.root == as_tree(value)
    check_spans(string, found.root)


@settings(deadline=None, max_examples=500)
@given(
    st.lists(st.sampled_from([*"{}[],:\"\\ \n\t-.01eE+/#'", "true", "nul", "\\u00", '"a"', "é"]), max_size=20).map(
        "".join
    )
)
def test_what_the_standard_library_refuses_is_a_fault(string: str) -> None:
    try:
        json.loads(string, object_pairs_hook=list)
    except ValueError:
        expected = not string.strip(" \t\r\n")
    else:
        expected = True
    found = parse(string)
    assert found.complete == expected
    for fault in found.faults:
        assert 0 <= fault.start < fault.end <= len(string)


def test_a_roster_reads_as_it_does_in_yaml() -> None:
    plain = '{"team": "A", "members": [{"name": "x", "fte": 0.5, "until": null}, {"roles": ["a", "b"]}]}'
    ours, theirs = parse(plain), parse_yaml(plain)
    assert ours.root == theirs.root
    for path in [("team",), ("members", 0, "fte"), ("members", 1, "roles", 1), ("members", 0, "until")]:
        assert document(plain).span(path) == Document("", document(plain).text, theirs).span(path)
