"""What has to hold for every input: raises where it doesn't."""

from __future__ import annotations

import contextlib
import io
import json
import re
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Any, Final, TypeVar
from unittest import mock
from xml.etree import ElementTree as ET
from zlib import crc32

from seeds import FULL

from mvdt import configuration, engine, output
from mvdt.cli._run import complain_for
from mvdt.model import catalogue_reading
from mvdt.model.bind import Unusable
from mvdt.model.catalogue import Catalogue, load
from mvdt.model.roster import LISTS, bind_roster
from mvdt.model.settings import NONE, Settings
from mvdt.output import Page
from mvdt.output.json import LONGEST_LINE
from mvdt.output.json import load as load_report
from mvdt.readers import Source, read
from mvdt.report import Report
from mvdt.source.document import Document
from mvdt.source.nodes import Mapping, Node
from mvdt.source.nodes import Sequence as List
from mvdt.source.table import Table, Workbook, cell_text
from mvdt.source.table_text import TableText
from mvdt.source.text import Location, Text

DAYS: Final = [date(2026, 11, 22), date.min, date.max, date(2027, 2, 28)]
EXIT_CODES: Final = (0, 1, 2, 3)
SLOWEST: Final = 1.0
"""Seconds of processor time for a check, or for writing a format, of ten thousand bytes. Hundredths are usual."""

Result = TypeVar("Result")

_ACTS: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|##\\w*\\["
)
_COMMAND: Final = re.compile(r"^\s*::\w", re.MULTILINE)
_ANNOTATION: Final = re.compile(r"::(?:error|warning|notice) [^\r\n]*?::[^\r\n]*")
_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
_SIGNED: Final = ("'", '"', "|", ">", "&", "!", "*")
_FOR_PEOPLE: Final = ("text", "concise", "markdown")
_TIMES: Final = 4
_ROSTER: Final = FULL.encode()
_MOST_REMEMBERED: Final = 20_000

_load = configuration.catalogue_in_use
_built_in: Final = load()


def _catalogue_in_use(path: str | None, settings: Settings) -> Catalogue:
    """The built-in catalogue is read once, and not for each input."""
    if path is None and settings is NONE:
        if len(_built_in.titles._seen) > _MOST_REMEMBERED:
            _built_in.titles._seen.clear()
        return _built_in
    return _load(path, settings)


vars(engine)["catalogue_in_use"] = _catalogue_in_use


@cache
def built_in() -> Catalogue:
    """The built-in catalogue."""
    return _built_in


def one_of(data: bytes, number: int) -> int:
    """A number below this one that always is the same for the same input."""
    return crc32(data) % number


# --- a file as it was read --------------------------------------------------------------------------------------------


def document(found: Document) -> None:
    """Every span lies inside its file, and what it is said to hold stands there."""
    string = found.text.string
    _inside(found.tree.start, found.tree.start, string)
    _node(found.tree.root, found, set())
    for fault in found.tree.faults:
        assert fault.message
        assert fault.fix
        _inside(fault.start, fault.end, string)
        location(found.locate((fault.start, fault.end)), found.text)
    for mapping in found.tree.duplicates:
        for key, (start, end) in mapping.duplicates or ():
            assert key in mapping
            _inside(start, end, string)


def _inside(start: int, end: int, string: str) -> None:
    assert 0 <= start <= end <= len(string), (start, end, len(string))


def _node(node: Node, found: Document, seen: set[int]) -> None:
    if not isinstance(node, Mapping | List) or id(node) in seen:
        return
    seen.add(id(node))
    string = found.text.string
    _inside(node.start, node.end if node.end >= 0 else node.start, string)
    if isinstance(node, Mapping):
        quickly = [node.offsets(key) for key in node]
        assert node.keys() == node.spans.keys()
        assert quickly == [*node.spans.values()]
        for key, (key_start, key_end, start, end) in node.spans.items():
            _inside(key_start, key_end, string)
            if not isinstance(found.text, TableText):
                _stands(key, string[key_start:key_end])
            _value(node[key], start, end, found, aliased=key in (node.aliased or ()))
            _node(node[key], found, seen)
    else:
        assert len(node) == len(node.spans)
        for index, (start, end) in enumerate(node.spans):
            _value(node[index], start, end, found, aliased=index in (node.aliased or ()))
            _node(node[index], found, seen)


def _value(value: Node, start: int, end: int, found: Document, *, aliased: bool) -> None:
    string = found.text.string
    if end < 0:
        assert isinstance(value, Mapping | List)
        _inside(start, start, string)
    else:
        _inside(start, end, string)
        if isinstance(value, str) and not aliased and not isinstance(found.text, TableText):
            _stands(value, string[start:end])


def _stands(value: str, written: str) -> None:
    """A plain text stands at its span letter by letter; one that is quoted or folded has its words there."""
    if value == "null" and not written:
        # A key of which only the question mark is written.
        return
    if not written.startswith(_SIGNED) and not value.startswith("\0"):
        assert "".join(written.split()) == "".join(value.split()), (value, written)
    elif (
        written[:1] in "'\""
        and written[:3] not in ("'''", '"""')
        and "\\" not in written
        and written[-1:] == written[:1]
    ):
        plain = written[1:-1].replace("''", "'") if written[0] == "'" else written[1:-1]
        assert "".join(plain.split()) == "".join(value.split()), (value, written)


def same(one: Node, two: Node) -> None:
    """Two trees hold the same at the same places."""
    assert type(one) is type(two)
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        assert list(one) == list(two)
        assert (one.start, one.end, one.spans) == (two.start, two.end, two.spans)
        for key in one:
            same(one[key], two[key])
    elif isinstance(one, List) and isinstance(two, List):
        assert (one.start, one.end, one.spans) == (two.start, two.end, two.spans)
        assert len(one) == len(two)
        for mine, theirs in zip(one, two, strict=True):
            same(mine, theirs)
    else:
        assert one == two


def table(found: Table, text: Text | None) -> None:
    """Every cell stands where its row says, as far as the file is text."""
    numbers = [row.number for row in found.rows]
    assert numbers == sorted(set(numbers))
    lines = _LINE_BREAK.split(text.string) if text is not None else []
    for row in found.rows:
        assert any(row.cells)
        if row.places is None:
            continue
        assert len(row.places) == 3 * len(row.cells)
        for column, cell in enumerate(row.cells):
            line, start, end = row.place(column) or (0, 0, 0)
            assert 1 <= line <= len(lines)
            assert 1 <= start <= end <= len(lines[line - 1]) + 1
            written = lines[line - 1][start - 1 : end - 1]
            if '"' not in written:
                assert cell_text(written) == cell, (cell, written)


def nobody_is_lost(found: Document) -> None:
    """Each entry of a roster's lists is taken, or something is said of it."""
    bound = bind_roster(found)
    root = found.tree.root
    if not bound.is_team:
        assert bound.problems or found.tree.faults or bound.duplicates or bound.personal
        return
    assert isinstance(root, Mapping)
    for name in LISTS:
        entries = root.get(name)
        told = [problem.at for problem in bound.problems]
        places = list(bound.places[name])
        assert len(places) == len(getattr(bound.roster, name))
        if entries is not None and not isinstance(entries, List):
            assert (name,) in told
        for index in range(len(entries) if isinstance(entries, List) else 0):
            assert index in places or any(at[:2] == (name, index) for at in told), (name, index)
    for problem in bound.problems:
        span = problem.span or found.span(problem.at)
        _inside(*span, found.text.string)


# --- a report ---------------------------------------------------------------------------------------------------------


def check(name: str, data: bytes, *, on: date | None = None, **options: Any) -> Report:
    """The report on one file of this name that holds these bytes, which keeps all promises."""
    day = on or DAYS[one_of(data, len(DAYS))]
    source = Source(name, named=True, read=lambda: data)
    found = read(source)
    made = _checked(name, data, day, options)
    if one_of(data, _TIMES) == 0:
        assert "".join(output.get("json").render(made, Page())) == "".join(
            output.get("json").render(_checked(name, data, day, options), Page())
        )
    report(made, {name: found.text} if found.text is not None else {})
    formats(made, data)
    return made


def _checked(name: str, data: bytes, on: date, options: dict[str, Any]) -> Report:
    return _quickly(
        lambda: engine.check(["-"], on=on, standard_input=lambda: data, standard_input_name=name, **options)
    )


def _quickly(call: Callable[[], Result]) -> Result:
    """What the call gives, if it takes no more processor time than any small input may."""
    began = time.process_time()
    given = call()
    took = time.process_time() - began
    assert took < SLOWEST, f"{took:.1f} s"
    return given


def report(made: Report, texts: dict[str, Text]) -> None:
    """No rule failed, every place is inside its file and shows its line, and everybody is in the report."""
    assert not made.crashes, made.crashes
    assert made.exit_code in EXIT_CODES
    prints = [finding.fingerprint for finding in made.findings]
    assert len(prints) == len(set(prints))
    for finding in made.findings:
        assert finding.message
        assert finding.fix
        for place in (finding.location, *(place for _, place in finding.related)):
            location(place, texts.get(place.path))
    # What can't be read is never green.
    red = {finding.path for finding in made.findings if finding.severity == "error"}
    assert set(made.unread) <= red
    for team in made.teams:
        assert team.members or not any(role.holders for role in team.roles)


def location(place: Location, text: Text | None) -> None:
    """A place is inside its line, and the line that it shows is the file's."""
    assert place.line >= 1
    assert 1 <= place.column <= place.end_column
    start, end = place.marked
    assert 1 <= start <= end <= len(place.snippet) + 1, place
    if text is None:
        return
    lines = _lines(text.string)
    if place.cell is not None and not isinstance(text, TableText):
        assert place.line <= len(lines)
        assert place.end_column <= len(lines[place.line - 1]) + 1, place
    elif place.cell is None:
        assert place.line <= len(lines)
        line = lines[place.line - 1]
        if not place.snippet and place[1:4] == (1, 1, 1):
            # The whole file is meant, and no line of it.
            return
        assert len(line) == len(place.snippet), (line, place)
        assert line == place.snippet or all(
            shown in (real, "*") for real, shown in zip(line, place.snippet, strict=True)
        ), (line, place)
        assert text.string.startswith(line, place.offset)


@lru_cache(maxsize=4)
def _lines(string: str) -> list[str]:
    return _LINE_BREAK.split(string)


def formats(made: Report, data: bytes) -> None:
    """The report can be written in every format, and what is written can be read and is harmless."""
    names = output.names()
    saved = "".join(output.get("json").render(made, Page()))
    again = load_report(saved.encode("utf-8"))
    resaved = "".join(output.get("json").render(again, Page()))
    assert resaved == saved, differing(saved, resaved)
    # All of them for each input would be slow, and the same inputs come in many variants.
    chosen = {names[(one_of(data, 997) + step) % len(names)] for step in (0, 3)} | {"text"}
    for name in chosen:
        written = _quickly(lambda: "".join(output.get(name).render(made, Page())))  # noqa: B023 - called at once
        written_format(name, written, made)
        rewritten = "".join(output.get(name).render(again, Page()))
        # Of a very long line a saved report has a part only.
        whole = all(len(finding.location.snippet) <= LONGEST_LINE for finding in made.findings)
        assert not whole or rewritten == written, (name, differing(written, rewritten))
    narrow = Page(
        width=1 + one_of(data, 90), encoding=["ascii", "cp1252", "utf-8"][one_of(data, 3)], show_excepted=True
    )
    shown = "".join(output.get("text").render(made, narrow))
    assert not _ACTS.search(shown)
    shown.encode(narrow.encoding)


def differing(one: str, two: str) -> list[tuple[str, str]]:
    """The first lines in which two texts differ."""
    pairs = zip_longest(one.split("\n"), two.split("\n"), fillvalue="")
    return [(mine, other) for mine, other in pairs if mine != other][:3]


def written_format(name: str, written: str, made: Report) -> None:
    """What a format wrote can be read by its readers, has every finding, and acts on none of them."""
    assert not written or written.endswith("\n")
    if name in _FOR_PEOPLE:
        acting = _ACTS.search(written) or _COMMAND.search(written)
        assert not acting, (name, acting)
        if name == "concise":
            assert written.count("\n") in (len(made.active), len(made.active) + 1)
    elif name == "github":
        # The runner looks for its old commands only in lines that are none of the new ones.
        assert not _ACTS.search(written.replace("##", ""))
        commands = [line for line in written.split("\n") if line.startswith("::")]
        assert len(commands) == len(made.active) + len(made.unchecked)
        assert all(_ANNOTATION.fullmatch(line) for line in commands)
    elif name == "junit":
        ET.fromstring(written)  # noqa: S314 - our own
        assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", written)
    else:
        assert written.isascii()
        assert "##" not in written
        lines = written.splitlines() if name == "jsonl" else [written]
        values = [json.loads(line, parse_constant=_no_number) for line in lines]
        _counted(name, values, made)


def _no_number(text: str) -> None:
    raise AssertionError(text)


def _counted(name: str, values: Sequence[Any], made: Report) -> None:
    if name == "jsonl":
        assert [one["type"] for one in values].count("finding") == len(made.findings)
        assert values[-1]["type"] == "summary"
    elif name == "gitlab":
        prints = [one["fingerprint"] for one in values[0]]
        assert len(prints) == len(set(prints)) == len(made.active) + len(made.unchecked)
        assert all(one["location"]["lines"]["begin"] >= 1 for one in values[0])
    elif name == "sarif":
        (run,) = values[0]["runs"]
        known = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
        for result in run["results"]:
            assert result["ruleId"] in known
            for place in result["locations"]:
                region = place["physicalLocation"]["region"]
                assert region["startLine"] >= 1
                assert 1 <= region["startColumn"] <= region["endColumn"]


def bytes_of(name: str, data: bytes) -> Document | Workbook:
    """What a file of this name holds, which keeps the promises of its reader."""
    found = read(Source(name, named=True, read=lambda: data))
    if isinstance(found, Workbook):
        for one in found.tables:
            table(one, found.text)
    else:
        document(found)
    return found


# --- files without which nothing can be checked -----------------------------------------------------------------------


def refusal(error: Unusable) -> None:
    """What is wrong with a catalogue, settings or a baseline is said in sentences at places inside the file."""
    assert error.problems
    found = error.document
    document(found)
    for problem in error.problems:
        assert problem.message
        assert problem.fix
        span = problem.span or found.span(problem.at)
        _inside(*span, found.text.string)
        location(found.locate(span), found.text)
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors):
        complain_for(error)
    harmless("text", errors.getvalue())


def catalogue(data: bytes) -> None:
    """A catalogue is used for a check that keeps its promises, or refused."""
    source = Source("roles.yaml", named=True, read=lambda: data)

    def from_here(path: str, *, named: bool) -> Source:
        return source if path == "roles.yaml" else Source(path, named=named)

    try:
        with mock.patch.object(catalogue_reading, "Source", from_here):
            made = _checked("team.yaml", _ROSTER, DAYS[0], {"catalogue": "roles.yaml"})
    except Unusable as error:
        refusal(error)
        return
    report(made, {})
    saved = "".join(output.get("json").render(made, Page()))
    assert "".join(output.get("json").render(load_report(saved.encode()), Page())) == saved
    for name in ("text", "markdown"):
        harmless(name, "".join(output.get(name).render(made, Page())))


def harmless(name: str, written: str) -> None:
    """What is printed acts neither on a terminal nor on a log."""
    acting = _ACTS.search(written.replace("##", "") if name == "github" else written)
    assert not acting, (name, acting)
    if name in _FOR_PEOPLE:
        assert not _COMMAND.search(written), name
