"""Markdown, rendered by a real reader of GitHub's kind and looked at as a page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import hostile
import pytest
from conftest import ROOT, VIABLE, Run
from markdown_it import MarkdownIt
from test_formats import FAILING
from test_github import EXCEPTED, parse

Write = Callable[[str, str | bytes], Path]

GAP = "\u200b"
# What GitHub makes a mention, a reference, a link or an emoji of, in the text of a page.
LIVE = re.compile(r"@\w|[#!]\d|\bgh-\d|://\w|\bwww\.|:[\w+-]+:|\b[0-9a-f]{40}\b", re.IGNORECASE)
ALLOWED = {
    "h2", "h3", "h4", "p", "table", "thead", "tbody", "tr", "th", "td", "ol", "ul", "li", "strong", "code", "br",
    "details", "summary", "span",
}  # fmt: skip


class Page(HTMLParser):
    """The tags, the text within and without code, the tables and the headings of a page."""

    def __init__(self, markdown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.prose = ""
        self.all = ""
        self.tables: list[list[list[str]]] = []
        self.headings: list[str] = []
        self.attributes: set[str] = set()
        self.feed(MarkdownIt("gfm-like").render(markdown))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "br":
            self.all += "\n"
            return
        self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
        elif tag in ("h2", "h3", "h4"):
            self.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag != "br":
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.all += data
        if "code" not in self.open:
            self.prose += data
            # GitHub makes a formula of what stands between two of them, unless they have a tag of their own.
            assert "$" not in data or self.open[-1] == "span"
        if "td" in self.open or "th" in self.open:
            self.tables[-1][-1][-1] += data
        for level in ("h2", "h3", "h4"):
            if level in self.open:
                self.headings[-1] += data


def markdown(mvdt: Run, *arguments: str, **options: Any) -> str:
    """What the command prints; it exits as the text does."""
    result = mvdt("check", *arguments, "--format", "markdown", **options)
    assert (result.returncode, result.stderr) == (
        (text := mvdt("check", *arguments, **options)).returncode,
        text.stderr,
    )
    return result.stdout


def test_a_failing_team_as_a_person_reads_it(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING)
    written = markdown(mvdt, "team.yaml")
    assert written == (ROOT / "tests" / "expected" / "failing.md").read_text()
    page = Page(written)
    assert page.headings == [
        "🔴 Outpatient booking does not yet meet the minimum for a viable digital team",
        "Outpatient booking: 🔴 RED",
        "What to do first",
    ]
    (roles,) = page.tables
    assert roles[0] == ["Role", "State", "Who"]
    assert ["user researcher", "missing", "nobody, vacancy from 11 Jan 2027"] in roles
    assert ["product manager", "filled, see below", "Dr Alex Moore (0.2)"] in roles
    assert {len(row) for row in roles} == {3}


def test_every_finding_is_there_with_place_message_and_fix(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING)
    page = Page(markdown(mvdt, "team.yaml"))
    for finding in json.loads(mvdt("check", "team.yaml", "--format", "json").stdout)["findings"]:
        fix = finding["fix"].replace("`", "")
        assert (
            f"{finding['message'].replace('`', '')}\n\nFix: {fix}\n\n"
            f"{finding['rule']}, {finding['path']}:{finding['span']['line']}" in page.all
        )


def test_a_viable_team_is_praised(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    page = Page(markdown(mvdt, "team.yaml"))
    assert page.headings[:2] == ["🟢 Outpatient booking is a viable digital team", "Outpatient booking: 🟢 GREEN"]
    assert "Well done: Outpatient booking is a viable team." in page.prose
    assert page.headings[2:] == ["What this team does well"]


def test_an_excepted_finding_is_counted_and_keeps_the_verdict_honest(mvdt: Run, write: Write) -> None:
    write("team.yaml", EXCEPTED)
    page = Page(markdown(mvdt, "team.yaml"))
    assert page.headings[0].endswith("lives with accepted errors and has no others")
    assert "1 team: 1 green. 1 excepted." in page.prose
    assert "missing-role" not in page.all
    assert "Well done" not in page.all
    shown = Page(mvdt("check", "team.yaml", "--format", "markdown", "--show-excepted").stdout)
    assert "1 finding accepted" in shown.all
    assert "Reason: Post approved" in shown.all


def test_a_roster_that_cannot_be_judged_is_no_verdict_on_the_team(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE.replace("sponsor:", "sponsr:"))
    page = Page(markdown(mvdt, "team.yaml"))
    assert page.headings[0] == "🔴 The roster of Outpatient booking has to be put right before the team can be judged"


def test_some_of_the_rules_give_no_verdict_in_the_headline(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING)
    page = Page(markdown(mvdt, "team.yaml", "--select", "data"))
    assert page.headings[0] == "🟢 Outpatient booking, checked by some of the rules"
    assert "Only some rules ran" in page.prose


def test_several_teams_lead_with_a_table_the_gravest_first(mvdt: Run) -> None:
    page = Page(markdown(mvdt, "examples/three-teams", cwd=ROOT))
    assert page.headings[0] == "2 of 3 teams meet the minimum for a viable digital team"
    assert page.tables[0] == [
        ["Team", "Verdict", "Errors", "Warnings", "Missing roles"],
        ["Pharmacy stock", "🔴 RED", "2", "1", "user researcher"],
        ["Maternity notes", "🟠 AMBER", "0", "1 (1 accepted)", "none"],
        ["Patient messages", "🟢 GREEN", "0", "0", "none"],
    ]
    assert [heading for heading in page.headings if ":" in heading] == [
        "Pharmacy stock: 🔴 RED",
        "Maternity notes: 🟠 AMBER",
        "Patient messages: 🟢 GREEN",
    ]


@pytest.mark.parametrize(
    "name", [hostile.PATH, "`.yaml", "a```b.yaml", "@you\n# x <b>.yaml", " a.yaml", "::error::.yaml"]
)
def test_nothing_from_a_roster_acts(mvdt: Run, write: Write, name: str) -> None:
    write(name, hostile.ROSTER)
    written = markdown(mvdt, name)
    page = Page(written)
    assert page.tags <= ALLOWED, page.tags - ALLOWED
    assert page.attributes <= {"style"}
    assert page.open == []
    assert LIVE.search(page.prose) is None
    assert all(parse(line) is None for line in written.splitlines())
    assert not any(ord(character) < 32 for character in written.replace("\n", ""))


def test_names_read_as_they_are_written(mvdt: Run, write: Write) -> None:
    write("team.yaml", hostile.ROSTER)
    page = Page(markdown(mvdt, "team.yaml"))
    assert page.headings[1].replace(GAP, "") == f"{hostile.TEAM}: 🔴 RED"
    roles = {row[0]: row[2].replace(GAP, "") for row in page.tables[0]}
    assert roles["product manager"] == f"{hostile.NAMES[0]} (0.5)"
    assert roles["delivery manager"] == f"{hostile.NAMES[1]} (0.5)"
    assert roles["performance analyst"] == f"{hostile.NAMES[6]} (0.5)"
    assert roles["clinical safety officer"] == "available from @octocat | <b>them</b> #9"
    assert {len(row) for row in page.tables[0]} == {3}


@pytest.mark.parametrize("hostile_name", hostile.NAMES)
def test_each_name_stands_in_its_cell(mvdt: Run, write: Write, hostile_name: str) -> None:
    roster = VIABLE.replace("name: Ruth Adeyemi", f"name: {json.dumps(hostile_name)}")
    write("team.yaml", roster)
    page = Page(markdown(mvdt, "team.yaml"))
    (table,) = page.tables
    who = next(row[2] for row in table if row[0] == "delivery manager").replace(GAP, "")
    if hostile_name.isprintable():
        assert who == hostile_name
    else:
        assert who.isprintable()
    assert page.tags <= ALLOWED


@pytest.mark.parametrize(
    "name", ["- Gus", "+ Gus", "* Gus", "1. Gus", "1) Gus", "# Gus", "> Gus", "=== Gus", "| Gus", "~~~ Gus"]
)
def test_a_name_begins_no_list_or_heading(mvdt: Run, write: Write, name: str) -> None:
    write("team.yaml", VIABLE.replace("Priya Shah", json.dumps(name)))
    written = markdown(mvdt, "team.yaml")
    assert f"\n<li>{name.replace('>', '&gt;')} and Dr Sam Okafor pair" in MarkdownIt("gfm-like").render(written)


def test_paths_stand_letter_by_letter(mvdt: Run, write: Write) -> None:
    write("a ``b`` |c|.yaml", VIABLE)
    assert "Roster: a ``b`` |c|.yaml" in Page(markdown(mvdt, "a ``b`` |c|.yaml")).all


def test_what_is_no_team_is_said_too(mvdt: Run, write: Write) -> None:
    write("teams/team.yaml", VIABLE)
    write("teams/broken.yaml", "team: [")
    write("teams/other.yaml", "services: {}")
    page = Page(markdown(mvdt, "teams", "gone.yaml"))
    assert page.headings[:2] == [
        "🟢 Outpatient booking is a viable digital team; 1 file could not be read; 1 path could not be opened",
        "teams/broken.yaml could not be read",
    ]
    assert "Could not be checked:\n\ngone.yaml: there is no such file or folder\n\nFix: check the path" in page.all
    assert "Left out: teams/other.yaml (neither team nor members in it)." in page.all


def test_nothing_to_check_is_said(mvdt: Run, tmp_path: Path) -> None:
    page = Page(markdown(mvdt))
    assert page.headings == ["Nothing was checked"]
    assert "No roster was found" in page.prose


def test_findings_about_the_settings_are_shown(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    write(
        "mvdt.yaml", "rules:\n  no-sponsor: {off: true}\nexceptions:\n  - {rule: missing-role, reason: No longer so}\n"
    )
    page = Page(markdown(mvdt))
    assert "Outside the teams: mvdt.yaml" in page.headings
    assert "stale-exception, mvdt.yaml:4" in page.all
    assert "Switched off in mvdt.yaml: no-sponsor." in page.all
    assert page.headings[0] == "🟢 Outpatient booking meets the minimum for a viable digital team"


def test_letters_that_the_stream_lacks_show_all_the_same(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE.replace("Ruth Adeyemi", "Łucja 李"))
    written = mvdt("check", "team.yaml", "--format", "markdown", env={"PYTHONIOENCODING": "ascii"}).stdout
    assert written.isascii()
    page = Page(written)
    assert page.headings[1] == "Outpatient booking: 🟢 GREEN"
    assert ["delivery manager", "filled", "Łucja 李"] in page.tables[0]


def test_the_output_is_the_same_on_every_run(mvdt: Run, write: Write) -> None:
    for number in range(20):
        write(f"{number}.yaml", FAILING.replace("Outpatient booking", f"Team {number}"))
    assert markdown(mvdt) == markdown(mvdt)


def _many(write: Write, red: int, amber: int, green: int) -> None:
    named = "Outpatient booking"
    worried = VIABLE + "decides: no\n"
    for verdict, roster, number in (("red", FAILING, red), ("amber", worried, amber), ("green", VIABLE, green)):
        for one in range(number):
            # The same people on many teams would be findings of their own.
            text = re.sub("(- name: .*)", rf"\1 {verdict}{one}", roster)
            text = text.replace("led_by: Dr Alex Moore", f"led_by: Dr Alex Moore {verdict}{one}")
            write(f"teams/{verdict}-{one:03}.yaml", text.replace(named, f"{named} {verdict} {one} é"))


def test_what_fits_on_github_is_not_shortened(mvdt: Run, write: Write) -> None:
    _many(write, 5, 5, 5)
    written = markdown(mvdt, "teams")
    assert "Shortened" not in written
    assert len(re.findall("^### ", written, re.MULTILINE)) == 15


@pytest.mark.parametrize(
    ("teams", "kept"), [((10, 10, 120), "the red and amber"), ((30, 30, 30), "the red"), ((60, 40, 100), "some red")]
)
def test_many_teams_fit_on_github_the_gravest_first(
    mvdt: Run, write: Write, teams: tuple[int, int, int], kept: str
) -> None:
    _many(write, *teams)
    written = markdown(mvdt, "teams")
    assert len(written.encode()) <= 65_536
    page = Page(written)
    remark = re.search(r"Shortened to fit on GitHub\. Not shown: (.*)\. mvdt check shows all\.", page.all)
    assert remark is not None
    detailed = {verdict: len(re.findall(f": {verdict}$", "\n".join(page.headings), re.MULTILINE)) for verdict in _WORDS}
    left_out = {
        verdict: int(match[1].replace(",", "")) if (match := re.search(rf"([\d,]+) {word} teams?", remark[1])) else 0
        for verdict, word in _WORDS.items()
    }
    # What is shown and what is said to be left out make up the whole.
    assert {verdict: detailed[verdict] + left_out[verdict] for verdict in _WORDS} == dict(
        zip(_WORDS, teams, strict=True)
    )
    # A graver team goes only when all that are less grave have gone.
    assert not left_out["🟠 AMBER"] or not detailed["🟢 GREEN"]
    assert not left_out["🔴 RED"] or not detailed["🟠 AMBER"]
    assert detailed["🔴 RED"] > 0
    assert kept != "the red and amber" or (left_out["🟠 AMBER"] == left_out["🔴 RED"] == 0)
    # Every team still has its line, and room is used.
    assert len(page.tables[0]) == sum(teams) + 1
    assert len(written.encode()) > 50_000


_WORDS = {"🔴 RED": "red", "🟠 AMBER": "amber", "🟢 GREEN": "green"}


def test_teams_without_number_fit_on_github(mvdt: Run, write: Write) -> None:
    for number in range(900):
        write(f"teams/{number}.yaml", f"team: Service {'é' * 20} {number}\nmembers: []\n")
    written = markdown(mvdt, "teams")
    assert 50_000 < len(written.encode()) <= 65_536
    page = Page(written)
    unlisted = re.search(r"([\d,]+) teams in the table", page.all)
    assert unlisted is not None
    assert len(page.tables[0]) - 1 + int(unlisted[1].replace(",", "")) == 900


@pytest.mark.parametrize("name", ["Jo", "`|<&$@*" * 40])
def test_one_team_without_end_fits_on_github(mvdt: Run, write: Write, name: str) -> None:
    members = "".join(
        f"  - {{name: {json.dumps(f'{name} {n}')}, role: devloper, fte: 7, size: 1}}\n" for n in range(300)
    )
    write("team.yaml", f"team: {json.dumps(name)}\nmembers:\n{members}")
    written = markdown(mvdt, "team.yaml")
    assert len(written.encode()) <= 65_536
    page = Page(written)
    assert page.tags <= ALLOWED
    assert re.search(r"Not shown: .*[\d,]+ later fixes", page.all)
    assert "What to do first" in page.headings
