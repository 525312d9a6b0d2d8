"""For people at a terminal: each finding with its line, then each team with its roles and the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mvdt.findings import SEVERITIES
from mvdt.model.words import day
from mvdt.output._terminal import Paint, clipped, encodable, harmless, logged, readable, width, widths, wrapped
from mvdt.output._wording import (
    LEFT_OUT_SHOWN,
    LONGEST,
    NAME,
    NAMES_SHOWN,
    SENTENCE,
    SOME_RULES,
    Wording,
    every_rule_ran,
    is_viable,
    lived_with,
    tally,
)
from mvdt.processes import share_out, split

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from mvdt.output import Page
    from mvdt.report import Report, ReportedFinding, Roster, TableReport, TeamReport
    from mvdt.source.text import Location

_MARK_STYLES: Final = {"+": "green", "~": "green", "!": "amber", "?": "amber", "x": "red"}
_NARROWEST: Final = 24
# Below it, a second process costs more than it saves.
_TEAMS_WORTH_A_PROCESS: Final = 300
_TEAMS_AT_A_TIME: Final = 10
_SLIMMEST: Final = 60
_WIDEST: Final = 100
_LINES_BESIDE: Final = 3


def render(report: Report, page: Page) -> Generator[str, None, None]:
    """The report for people; without colour and wider than no terminal where the page says so."""
    yield from _Text(page, report.role_names).whole(report)


def diagnostic(finding: ReportedFinding, page: Page) -> str:
    """One finding with its line, as in the report."""
    return "\n".join(_Text(page, {}).finding(finding)) + "\n"


def tables_read(report: Report, page: Page) -> str:
    """How each spreadsheet was read, as above a report."""
    text = _Text(page, {})
    return "".join(f"{line}\n" for table in report.tables for line in text.table_read(table))


class _Text(Wording):
    def __init__(self, page: Page, role_names: dict[str, str]) -> None:
        super().__init__(role_names)
        self.width = max(min(page.width, _WIDEST), _SLIMMEST)
        self.paint = Paint(on=page.colour)
        self.marks = {mark: self.paint(mark, style) for mark, style in _MARK_STYLES.items()}
        self.encoding = page.encoding
        self.processes = page.processes
        self.show_excepted = page.show_excepted

    def whole(self, report: Report) -> Iterator[str]:
        found: dict[Roster, list[ReportedFinding]] = {}
        for finding in report.findings:
            found.setdefault(finding.roster, []).append(finding)
        excepted = {finding.roster for finding in report.findings if finding.status != "active"}
        teams = {team.roster: team for team in report.teams}
        whole = every_rule_ran(report)

        def said_of(roster: Roster) -> str:
            praised = whole and roster not in excepted
            return "\n".join([*self.roster(teams.get(roster), found.get(roster, []), praised=praised), ""])

        def part(rosters: Sequence[Roster]) -> Iterator[str]:
            # A few at a time: the lines of ten thousand rosters take more room than all that is known of them.
            for start in range(0, len(rosters), _TEAMS_AT_A_TIME):
                yield "".join(map(said_of, rosters[start : start + _TEAMS_AT_A_TIME]))

        # What is wrong with a spreadsheet as a whole goes before its teams; findings about the settings stand in no roster.
        above: list[Roster] = [(path, None) for path in dict.fromkeys(table.path for table in report.tables)]
        unread: list[Roster] = [(path, None) for path in report.unread]
        rosters = list(dict.fromkeys([*above, *teams, *unread, *found]))
        parts = split(rosters, max(min(self.processes, len(rosters) // _TEAMS_WORTH_A_PROCESS), 1))
        yield from (f"{line}\n" for table in report.tables for line in self.table_read(table))
        yield from share_out(part, parts)
        yield from (f"{line}\n" for line in self.summary(report))

    def table_read(self, table: TableReport) -> list[str]:
        """How a spreadsheet was read: which column as what."""
        sheet = f" [{self.exact(table.sheet)}]" if table.sheet else ""
        lines = list(wrapped(f"{self.exact(table.path)}{sheet}: headings in row {table.headings}", self.width))
        for name, texts in (
            ("read", self.columns_read(table)),
            ("not read", self.columns_beside(table)),
            *(("note", [note]) for note in table.notes),
        ):
            if texts:
                lead = f"  {name}: "
                first, *rest = wrapped(self.visible(", ".join(texts), SENTENCE), self.width - len(lead)) or ("",)
                lines += [lead + first, *(" " * len(lead) + line for line in rest)]
        return [*lines, ""]

    def roster(self, team: TeamReport | None, findings: list[ReportedFinding], *, praised: bool) -> list[str]:
        """What is said of one roster: its findings, the gravest first because that is to be mended first, and its team."""
        lines: list[str] = []
        accepted = [finding for finding in findings if finding.status != "active"]
        findings = [finding for finding in findings if finding.status == "active"]
        for finding in sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)):
            if finding.severity != "advice":
                lines += [*self.finding(finding), ""]
        if team is not None:
            lines += [*self.team(team, findings, praised=praised), ""]
        for finding in findings:
            if finding.severity == "advice":
                lines[-1:] = [*self.advice(finding), ""]
        if self.show_excepted:
            for finding in accepted:
                lines[-1:] = [*self.accepted(finding), ""]
        elif accepted and team is not None:
            text = f"{lived_with(accepted)} (--show-excepted shows {'it' if len(accepted) == 1 else 'them'})"
            lines[-1:] = [*("  " + line for line in wrapped(text, self.width - 2)), ""]
        return lines

    def visible(self, text: str, most: int = NAME) -> str:
        """A name or a sentence with names: safe, within bounds, and readable in the reader's encoding."""
        if len(text) <= most and harmless(text):
            return text
        return readable(logged(clipped(text, most)), self.encoding)

    def exact(self, text: str) -> str:
        """A path or a piece of a file: safe, within bounds, and letter by letter."""
        if len(text) <= LONGEST and harmless(text):
            return text
        return encodable(logged(clipped(text, LONGEST)), self.encoding)

    def place(self, place: Location) -> str:
        """Where something stands, as a terminal or a spreadsheet program finds it."""
        cell = place.cell
        if cell is not None and cell.sheet:
            return f"{self.exact(place.path)} [{self.exact(cell.sheet)}]!{cell.name}"
        line = f"{self.exact(place.path)}:{place.line}:{place.column}"
        return f"{line} ({cell.name})" if cell is not None else line

    def finding(self, finding: ReportedFinding) -> list[str]:
        place = finding.location
        paint = self.paint
        head = f"{self.place(place)}: "
        lines = [f"{paint(head, 'strong')}{paint(finding.severity, finding.severity)}: {paint(finding.rule, 'strong')}"]
        gutter = len(str(max([place.line, *(other.line for _, other in finding.related if other.path == place.path)])))
        bar = f"{' ' * gutter} |"
        lines += [bar, *self.snippet(finding, gutter)]
        for what, other in finding.related[:NAMES_SHOWN]:
            lines.append(f"{' ' * gutter} = see: {self.visible(what)}, {self.place(other)}")
        more = len(finding.related) - NAMES_SHOWN
        if more > 0:
            lines[-1] += f" and {more} more"
        notes = [("why", finding.why), ("fix", finding.fix), ("source", finding.source)]
        for name, text in notes:
            if text:
                lines += self.note(gutter, name, text)
        return lines

    def snippet(self, finding: ReportedFinding, gutter: int) -> list[str]:
        place, paint = finding.location, self.paint
        room = self.width - gutter - 4
        first, last = (column - 1 for column in place.marked)
        # A long line is cut on the left so that its marked part shows, and on the right at the margin.
        before = place.snippet[max(first - room, 0) : first]
        marked = place.snippet[first:last][:room]
        after = place.snippet[first : first + room]
        left = self.exact(before)
        if first > room or width(left) > room // 2:
            while width(left) > room // 2 - 3:
                before = before[max(len(before) // 8, 1) :]
                left = self.exact(before)
            left = "..." + left
        shown = left + self.exact(after)
        if width(shown) > room or len(place.snippet) > first + room:
            while width(shown) > room - 3:
                shown = shown[: len(shown) - max((width(shown) - room + 3) // 2, 1)]
            shown += "..."
        start = width(left)
        length = max(min(width(self.exact(marked)), room - start), 1)
        carets = paint("^" * length, finding.severity)
        lines = [f"{paint(str(place.line).rjust(gutter), 'quiet')} | {shown}".rstrip()]
        if place.cell is not None and place.cell.heading_line != place.line:
            heading = ("..." if left.startswith("...") else "") + self.exact(place.cell.heading[first - len(before) :])
            number = str(place.cell.heading_line).rjust(gutter)
            lines.insert(0, f"{paint(number, 'quiet')} | {clipped(heading, room)}".rstrip())
        margin = f"{' ' * gutter} | "
        message = self.visible(finding.message, SENTENCE)
        beside = room - start - length - 1
        if beside >= _NARROWEST and len(wrapped(message, beside)) <= _LINES_BESIDE:
            beginning, *rest = wrapped(message, beside) or ("",)
            indent = " " * (start + length + 1)
            return [*lines, f"{margin}{' ' * start}{carets} {beginning}", *(f"{margin}{indent}{line}" for line in rest)]
        indent = " " * min(start, max(room - 2 * _NARROWEST, 0))
        below = wrapped(message, room - len(indent))
        return [*lines, f"{margin}{' ' * start}{carets}", *(f"{margin}{indent}{line}" for line in below)]

    def note(self, gutter: int, name: str, text: str) -> list[str]:
        lead = f"{' ' * gutter} = {name}: "
        first, *rest = wrapped(self.visible(text, SENTENCE), self.width - len(lead)) or ("",)
        return [lead + first, *(" " * len(lead) + line for line in rest)]

    def advice(self, finding: ReportedFinding) -> list[str]:
        text = f"{self.visible(finding.message, SENTENCE)} ({self.place(finding.location)})"
        first, *rest = wrapped(f"advice: {finding.rule}: {text}", self.width - 4)
        return [f"  {self.paint('advice', 'advice')}{first.removeprefix('advice')}", *("    " + line for line in rest)]

    def accepted(self, finding: ReportedFinding) -> list[str]:
        excuse = finding.excuse
        text = f"{finding.status}: {finding.severity}: {finding.rule}: {self.visible(finding.message, SENTENCE)}"
        if excuse is not None:
            until = f", until {day(excuse.until)}" if excuse.until else ""
            agreed = f", agreed by {self.visible(excuse.agreed_by)}" if excuse.agreed_by else ""
            text += f"; {self.visible(excuse.reason, SENTENCE)}{agreed}{until}"
        text += f" ({self.place(finding.location)})"
        first, *rest = wrapped(text, self.width - 4)
        return [f"  {first}", *("    " + line for line in rest)]

    def team(self, team: TeamReport, findings: list[ReportedFinding], *, praised: bool) -> list[str]:
        facts = self.facts(team)
        verdict = team.verdict.upper()
        name = self.visible(team.team)
        gap = self.width - width(name) - len(facts) - len(verdict) - 3
        if gap > 0:
            head = [f"{self.paint(name, 'strong')}   {facts}{' ' * gap}{self.paint(verdict, team.verdict)}"]
        else:
            head = [f"{self.paint(name, 'strong')}  {self.paint(verdict, team.verdict)}", f"  {facts}"]
        entries = self.entries(team, findings)
        lines = [*head, *self.table(entries)]
        if praised and is_viable(team):
            lines += ["  " + line for line in wrapped(self.praise(team), self.width - 2)]
        for strength in team.strengths:
            lead = "  good: "
            first, *rest = wrapped(self.visible(strength, SENTENCE), self.width - len(lead)) or ("",)
            lines += [f"  {self.paint('good', 'green')}: {first}", *(" " * len(lead) + line for line in rest)]
        return lines

    def table(self, entries: list[tuple[str, str, str]]) -> list[str]:
        """Two columns where they fit, else one."""
        names = widths([entry[0] for entry in entries])
        values = widths([entry[2] for entry in entries])
        half = (len(entries) + 1) // 2
        left, right = max(names[:half], default=0), max(names[half:], default=0)
        filled = max(values[:half], default=0)
        if half < len(entries) and left + filled + right + max(values[half:]) + 13 <= self.width:
            lines = []
            for number in range(half):
                text = self.cell(entries[number], left - names[number])
                if number + half < len(entries):
                    gap = " " * (filled - values[number] + 3)
                    text += gap + self.cell(entries[number + half], right - names[number + half])
                lines.append(f"  {text}")
            return lines
        widest = max(names, default=0)
        room = max(self.width - widest - 6, _NARROWEST)
        lines = []
        for (name, mark, value), size, length in zip(entries, names, values, strict=True):
            first, *rest = (wrapped(value, room) or ("",)) if length > room else (value,)
            lines.append(f"  {self.cell((name, mark, first), widest - size)}")
            lines += [" " * (widest + 6) + line for line in rest]
        return lines

    def cell(self, entry: tuple[str, str, str], padding: int) -> str:
        name, mark, value = entry
        return f"{name}{' ' * padding}  {self.marks[mark]} {value}"

    def summary(self, report: Report) -> list[str]:
        sentence = tally(report)
        lines = list(wrapped(sentence, self.width))
        if sentence and not report.all_rules:
            lines.append(SOME_RULES)
        if report.switched_off and report.settings is not None:
            off = f"Switched off in {self.exact(report.settings)}: {', '.join(report.switched_off)}."
            lines += wrapped(off, self.width)
        if report.left_out:
            shown = [f"{self.exact(path)} ({self.exact(why)})" for path, why in report.left_out[:LEFT_OUT_SHOWN]]
            more = len(report.left_out) - len(shown)
            text = "Left out: " + ", ".join(shown) + (f" and {more:,} more" if more else "") + "."
            lines += wrapped(text, self.width)
        return lines
