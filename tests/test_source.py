"""Text, tree and places: the quick reader and libyaml agree, and every value stands where the tree says."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mvdt.readers.yaml import read
from mvdt.source.block import read_block
from mvdt.source.document import Document
from mvdt.source.events import read_events
from mvdt.source.nodes import Mapping, Node, Sequence
from mvdt.source.text import Text
from mvdt.source.tree import parse

_KEYS = st.sampled_from(["team", "members", "name", "role", "fte", "skills", "note", "user research", "a", "x-y"])
_TEXTS = st.sampled_from(
    ["Priya Shah", "0.5", "No", "null", "~", "1e3", "Dr. O'Neil", "a:b", "a#b", "a #b", "a: b", "- x", "'quoted'",
     '"quoted"', "''", "'it''s'", '"\\t"', "Zoë", "名前", "x  y", "@home", "*a", "&a b", "!t x", "[a, b]", "[]", "{}",
     "'[a'", "# [a", "a [b", "x # {a", '"a {"', "{a: b}", "{a: b, c: d}", "{a: b, a: c}", "{a: [b]}", "[a, b", "| ", "# c", "x # c", "x\t", "\u2028", "a\u0085b", "",
     "? x", "%x", "2026-11-22", "-1", ".5", "[a,\n      b]", "[a,\n b\n ]", "[a,\nb]", "{a: b,\n      c: 'd'}", "['x y', z]", "[a, 'b]", "[it's]", "[a,b]", "[ a,  b ]", "{ a: b }", "a,b", "a}", "http://x.y/z", "x:", "-", "--- a", "..."]
)  # fmt: skip


@st.composite
def _lines(draw: st.DrawFn) -> str:
    """Text that is nearly a roster: block style with everything that can go wrong on a line."""
    lines = draw(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["", "- ", "-   "]), _KEYS, _TEXTS), max_size=8))
    text = []
    for indent, dash, key, value in lines:
        shape = draw(st.integers(0, 5))
        content = f"{key}: {value}" if shape < 4 else value if shape == 4 else f"{key}:"
        text.append(" " * (indent * 2) + dash + content + draw(st.sampled_from(["", "", "", " # remark", "  "])))
    return draw(st.sampled_from(["", "", "---\n", "# remark\n"])) + "\n".join(text) + draw(st.sampled_from(["\n", ""]))


def _shape(node: Node) -> object:
    """A tree as plain values with all of its spans."""
    if isinstance(node, Mapping):
        return ("map", node.start, node.end, [(key, node.spans[key], _shape(value)) for key, value in node.items()])
    if isinstance(node, Sequence):
        return ("list", node.start, node.end, list(zip(node.spans, map(_shape, node), strict=True)))
    return node


@settings(max_examples=3000, deadline=None)
@given(_lines())
@example("team: x\nmembers:\n- name: a\n  role: b\n- name: c\n")
@example("a:\n  - b\n c: d")
@example("a: b\n  - c\n")
@example("a:\n-   b: c\n    d: e\n")
@example("a:\n  b:\nc: d")
@example("team: 'x' # y\n")
@example("a: b\n# [\nc: d")
@example("a: '['\nc: d\n")
@example("a:\n  # {b\n  - c: d}\n  - e: f\n")
@example("a: b # see [1\n  - c: d]\ne: f\n")
def test_the_quick_reader_reads_like_libyaml_or_not_at_all(string: str) -> None:
    quick = read_block(string)
    if quick is None:
        return
    whole = read_events(string)
    assert whole.faults == []
    assert whole.duplicates == []
    assert _shape(quick.root) == _shape(whole.root)
    assert quick.start == whole.start


@pytest.mark.parametrize("remark", ["# see [1", "# {", "  # - [ ]x ["])
def test_a_bracket_in_a_remark_or_in_quotes_hides_nobody(remark: str) -> None:
    text = f"members:\n  - name: 'Ann [Lee'\n{remark}\n  - name: Bob\n  - name: Cy {remark}\n  - name: Di\n"
    for _ in ("read", "remembered"):
        tree = parse(text)
        assert tree.root == {"members": [{"name": name} for name in ("Ann [Lee", "Bob", "Cy", "Di")]}


@settings(max_examples=2000, deadline=None)
@given(st.one_of(_lines(), st.text(max_size=80), st.text(alphabet="ab:-#'\"[]{}&*!|>%@,? \n\t", max_size=40)))
def test_every_span_holds_its_value_and_nothing_is_raised(string: str) -> None:
    document = read("x.yaml", string.encode("utf-8", "surrogatepass"))
    text = document.text.string

    def visit(node: Node) -> None:
        if isinstance(node, Mapping):
            for key, (key_start, key_end, start, end) in node.spans.items():
                assert 0 <= key_start <= key_end <= len(text)
                assert 0 <= start <= len(text)
                _holds(text, node[key], start, end)
                if not (node.aliased and key in node.aliased):
                    visit(node[key])
        elif isinstance(node, Sequence):
            for index, (start, end) in enumerate(node.spans):
                _holds(text, node[index], start, end)
                if not (node.aliased and index in node.aliased):
                    visit(node[index])

    visit(document.tree.root)
    for fault in document.tree.faults:
        assert 0 <= fault.start <= len(text)
        location = document.locate((fault.start, min(fault.end, len(text))))
        assert location.line >= 1
        assert location.column >= 1
        assert location.column - 1 <= len(location.snippet) + 1


def _holds(text: str, value: Node, start: int, end: int) -> None:
    """A plain text stands at its span, letter by letter; other forms begin with their own mark."""
    if not isinstance(value, str) or end < 0:
        return
    written = text[start:end]
    if written[:1] not in ("'", '"', "|", ">", "&", "!", "*") and not any(c in written for c in "\n\r\x85\u2028\u2029"):
        assert written == value


@pytest.mark.parametrize("text", ["a: b\n", "a: {b: c}\nd: [e, f]\n", "team: x\nmembers:\n  - name: y\n    fte: 0.5\n"])
def test_values_are_those_that_pyyaml_reads(text: str) -> None:
    assert parse(text).root == yaml.load(text, Loader=yaml.CBaseLoader)


def _document(string: str) -> Document:
    return Document("x.yaml", Text(string), parse(string))


def _marked(document: Document, *path: str | int) -> str:
    start, end = document.span(path)
    return document.text.string[start:end]


ROSTER = "team: Wards\nmembers:\n  - name: Jo Lin  # lead\n    role: developer\n  - {name: Kit, role: tester}\n"


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        (("team",), "Wards"),
        (("members",), "members"),
        (("members", 0), "name: Jo Lin"),
        (("members", 0, "role"), "developer"),
        (("members", 0, "fte"), "name: Jo Lin"),
        (("members", 1), "{name: Kit, role: tester}"),
        (("members", 1, "role"), "tester"),
        (("members", 7), "members"),
        (("vacancies", 0, "role"), "team: Wards"),
        ((), "team: Wards"),
    ],
)
def test_a_place_that_does_not_exist_falls_back_to_its_nearest_ancestor(
    path: tuple[str | int, ...], marked: str
) -> None:
    assert _marked(_document(ROSTER), *path) == marked


def test_an_alias_is_placed_where_it_is_used() -> None:
    document = _document("members:\n  - &jo {name: Jo}\n  - *jo\n")
    assert _marked(document, "members", 1, "name") == "*jo"
    assert document.value(("members", 1, "name")) == "Jo"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(newline: str) -> None:
    document = read(
        "x.yaml", newline.join(["team: a\u2028b\u0085c", "members:", "  - name: Zoë", "    fte: x", ""]).encode()
    )
    location = document.locate(document.span(("members", 0, "fte")))
    assert (location.line, location.column, location.snippet) == (4, 10, "    fte: x")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_shifts_nothing(encoding: str) -> None:
    document = read("x.yaml", "team: 😀 Zoë\n".encode(encoding))
    location = document.locate(document.span(("team",)))
    assert (location.line, location.column, location.end_column) == (1, 7, 12)
    assert document.value(("team",)) == "😀 Zoë"


def test_scalars_stay_text_for_the_field_to_read() -> None:
    root = parse("- No\n- Null\n- 1e3\n- 012\n- 2026-11-22\n- on\n- '~'\n- ~\n- null\n-\n").root
    assert root == ["No", "Null", "1e3", "012", "2026-11-22", "on", "~", None, None, None]


def test_both_of_two_equal_keys_are_known_and_the_first_is_read() -> None:
    tree = parse("a: 1\nb: 2\na: 3\n")
    assert tree.root == {"a": "1", "b": "2"}
    assert [mapping.duplicates for mapping in tree.duplicates] == [[("a", (10, 11))]]


@pytest.mark.parametrize("count", [31, 33, 200, 20_000, 100_000])
def test_depth_is_refused_before_it_costs_anything(count: int) -> None:
    tree = parse("[" * count)
    assert [fault.message for fault in tree.faults] == [
        "the file is nested more than 32 levels deep"
        if count > 32
        else "something is missing here: a value, or a closing bracket"
    ]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "])
@pytest.mark.parametrize("count", [200, 20_000])
def test_what_is_too_deep_is_told_where_it_gets_so(opening: str, count: int) -> None:
    # Versions of libyaml that have a limit of their own look ahead and pass it before we do.
    for before in ("", "\ufefft\xe9am: \u2028\nmembers: " if opening != "- " else "members:\n"):
        faults = parse(before + opening * count).faults
        assert [(fault.message, fault.end - fault.start) for fault in faults] == [
            ("the file is nested more than 32 levels deep", 1)
        ]
        levels = opening.count("[") + opening.count("{") or 1
        level = 32 - bool(before)
        assert faults[0].start == len(before.lstrip("\ufeff")) + level // levels * len(opening) + level % levels


def test_a_billion_laughs_are_refused_where_they_pass_the_limit() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    tree = parse("\n".join(lines))
    assert [fault.message for fault in tree.faults] == ["the aliases of this file stand for more than 100,000 entries"]
