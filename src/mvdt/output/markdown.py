"""For people on GitHub: a comment on a pull request, or the summary of a job. It leads with the verdict.

Nothing in it acts: text from rosters is escaped for Markdown and HTML, mentions and references get a zero-width space
so that nobody is called and nothing is linked, and values and paths stand in code. It fits GitHub's limits by leaving
out whole parts, the least grave first, and says what it left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mvdt.findings import SEVERITIES
from mvdt.model.words import count, day, listed
from mvdt.output._terminal import clipped, logged, visible
from mvdt.output._wording import (
    LEFT_OUT_SHOWN,
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
from mvdt.report import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from mvdt.output import Page
    from mvdt.report import Report, ReportedFinding, Roster, TeamReport, Trouble
    from mvdt.source.text import Location

# A comment may have 65,536 characters, a job's summary 1 MiB. Bytes are never fewer than characters, and whoever
# posts the comment may add a line of their own.
_LIMIT: Final = 65_000
_RESERVE: Final = 1_000
_PATH: Final = 300
# What is done first is what is read: when room is short, so many fixes of each team stay.
_FIRST: Final = 10

_LIGHTS: Final = {"red": "\U0001f534", "amber": "\U0001f7e0", "green": "\U0001f7e2"}
_KINDS: Final = {"file": "file", "red": "red team", "amber": "amber team", "green": "green team"}
_STATES: Final = {
    "+": "filled",
    "!": "filled, see below",
    "~": "provided",
    "x": "missing",
    "?": "can't be told",
}
_LINE_BREAK: Final = "\\\n"
# Shows nothing, and parts what GitHub would join to a mention, a reference, a link or an emoji.
_GAP: Final = "&#8203;"
_ACTIVE: Final = re.compile(
    r"""
      ^(?P<start>[-+=]|\#(?!\w))                # would begin a list, a heading
    | ^(?P<number>\d+)(?=[.)](?:\s|$))          # would begin a numbered list
    | (?P<markup>[\\*_\[\]~|])
    | (?P<entity>[&<>`])
    | (?P<dollar>\$)                            # would begin a formula
    | (?P<joint>@
        | \#(?=\w)
        | \bgh-(?=\d)
        | \bwww(?=\.)
        | !(?=\d)                                # a merge request of GitLab, a pull request of Azure DevOps
        | \b[0-9a-f]{20}(?=[0-9a-f]{20}\b)       # a commit
        | :(?=//|[\w+-]+:)
      )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "`": "&#96;"}


def render(report: Report, page: Page) -> Generator[str, None, None]:
    """The report as Markdown, for GitHub and whatever else knows tables."""
    yield _Markdown(report, page).whole()


class _Section:
    """What is said of one file, in parts that can be left out, and its line in the table of teams."""

    __slots__ = ("advice", "good", "head", "kind", "row", "todo")

    def __init__(self, kind: str, row: str = "") -> None:
        self.kind = kind
        self.row = row
        self.head = ""
        self.todo: list[str] = []
        self.advice = ""
        self.good = ""

    def parts(self) -> list[str]:
        todo = "\n".join(["#### What to do first\n", *self.todo]) if self.todo else ""
        return [part for part in (self.head, todo, self.advice, self.good) if part]

    def size(self) -> int:
        return sum(_size(part) + 2 for part in self.parts())

    def clear(self) -> None:
        self.head = self.advice = self.good = ""
        self.todo = []


class _Markdown(Wording):
    def __init__(self, report: Report, page: Page) -> None:
        super().__init__(report.role_names)
        self.report = report
        self.encoding = page.encoding
        self.findings: dict[Roster, list[ReportedFinding]] = {}
        for finding in report.active:
            self.findings.setdefault(finding.roster, []).append(finding)
        self.accepted: dict[Roster, list[ReportedFinding]] = {}
        for finding in report.findings:
            if finding.status != "active":
                self.accepted.setdefault(finding.roster, []).append(finding)
        self.show_excepted = page.show_excepted

    def whole(self) -> str:
        report = self.report
        teams = sorted(report.teams, key=lambda team: VERDICTS.index(team.verdict))
        unread: list[Roster] = [(path, None) for path in report.unread]
        rosters = {*unread, *(team.roster for team in teams)}
        others = [
            roster
            for roster in dict.fromkeys([*self.findings, *(self.accepted if self.show_excepted else ())])
            if roster not in rosters
        ]
        sections = [self.file(roster, f"{self.code(roster[0])} could not be read") for roster in unread]
        sections += [self.file(roster, f"Outside the teams: {self.code(roster[0])}") for roster in others]
        sections += [self.team(team) for team in teams]
        opening = [f"## {self.headline()}", *self.opening()]
        closing = list(self.closing())
        with_table = len(report.teams) > 1
        taken = sum(_size(part) + 2 for part in (*opening, *closing)) + _RESERVE
        left_out = _Shortened(sections, _LIMIT - taken, with_table=with_table).words()
        blocks = opening
        if with_table:
            blocks.append(self.overview(sections))
        if left_out:
            blocks.append(
                f"**Shortened to fit on GitHub.** Not shown: {listed(left_out, 'and')}. `mvdt check` shows all."
            )
        for section in sections:
            blocks += section.parts()
        return "\n\n".join([*blocks, *closing]) + "\n"

    def headline(self) -> str:
        """The verdict in plain words."""
        teams = self.report.teams
        if not teams:
            return "No team could be checked" if self.report.unread else "Nothing was checked"
        unread = f"; {count(len(self.report.unread), 'file')} could not be read" if self.report.unread else ""
        if self.report.unchecked:
            unread += f"; {count(len(self.report.unchecked), 'path')} could not be opened"
        if len(teams) == 1:
            return f"{self.light(teams[0].verdict)} {self.verdict(teams[0])}{unread}"
        if not self.report.all_rules:
            return f"{len(teams):,} teams checked by some of the rules{unread}"
        not_red = [team for team in teams if team.verdict != "red"]
        living = sum(self.lives_with_errors(team) for team in not_red)
        good = len(not_red) - living
        if good == len(teams):
            text = f"{'Both' if good == 2 else f'All {good:,}'} teams meet the minimum for a viable digital team"  # noqa: PLR2004
        else:
            text = f"{good:,} of {len(teams):,} teams {'meets' if good == 1 else 'meet'} the minimum for a viable digital team"
        if living:
            text += f"; {living:,} {'lives' if living == 1 else 'live'} with accepted errors"
        return text + unread

    def verdict(self, team: TeamReport) -> str:
        """What the only team is."""
        name = self.visible(team.team)
        findings = self.findings.get(team.roster, [])
        errors = [finding for finding in findings if finding.severity == "error"]
        if not self.report.all_rules:
            return f"{name}, checked by some of the rules"
        if errors and all(finding.topic == "data" for finding in errors):
            return f"The roster of {name} has to be put right before the team can be judged"
        if errors:
            return f"{name} does not yet meet the minimum for a viable digital team"
        if self.lives_with_errors(team):
            others = ", with signs of trouble" if team.verdict == "amber" else " and has no others"
            return f"{name} lives with accepted errors{others}"
        if self.praised(team):
            return f"{name} is a viable digital team"
        trouble = ", with signs of trouble" if team.verdict == "amber" else ""
        return f"{name} meets the minimum for a viable digital team{trouble}"

    def lives_with_errors(self, team: TeamReport) -> bool:
        return any(finding.severity == "error" for finding in self.accepted.get(team.roster, []))

    def opening(self) -> Iterator[str]:
        """What stands below the headline: the numbers, and what could not be done."""
        report = self.report
        summary = tally(report)
        if summary:
            yield summary if report.all_rules else f"{summary} {SOME_RULES}"
        if report.switched_off and report.settings is not None:
            off = ", ".join(self.code(rule) for rule in report.switched_off)
            yield f"Switched off in {self.code(report.settings)}: {off}."
        if report.unchecked:
            items = [self.trouble(trouble) for trouble in report.unchecked[:LEFT_OUT_SHOWN]]
            more = len(report.unchecked) - len(items)
            items += [f"- and {more:,} more"] if more else []
            yield "\n".join(("**Could not be checked:**\n", *items))
        if report.crashes:
            failed = [
                self.code(one.rule) + (f" on {self.code(one.path)}" if one.path else "") for one in report.crashes
            ]
            more = len(failed[LEFT_OUT_SHOWN:])
            rest = f" and {more:,} more" if more else ""
            yield (
                "**A bug in mvdt: these rules failed, the others have reported:** "
                f"{'; '.join(failed[:LEFT_OUT_SHOWN])}{rest}."
            )
        if not (report.teams or report.unread or report.unchecked):
            yield (
                "No roster was found: a roster is a `.yaml` file with `team:` and `members:`, or a spreadsheet with a "
                "column of job titles."
            )

    def trouble(self, trouble: Trouble) -> str:
        place = self.code(trouble.path, trouble.location.line if trouble.location else None)
        return f"- {place}: {self.prose(trouble.message)}{_LINE_BREAK}  **Fix:** {self.prose(trouble.fix)}"

    def closing(self) -> Iterator[str]:
        report = self.report
        if report.teams or report.unread:
            where = self.visible(report.catalogue)
            yield f"Checked as things stand on {day(report.on)}, against the catalogue {where}."
        for table in report.tables[:LEFT_OUT_SHOWN]:
            sheet = f", sheet {self.code(table.sheet)}" if table.sheet else ""
            read = f"Read from {self.code(table.path)}{sheet}: {', '.join(self.columns_read(table))}."
            beside = f" Not read: {', '.join(self.columns_beside(table))}." if table.beside else ""
            yield read + beside + "".join(f" {self.prose(note[:1].upper() + note[1:])}." for note in table.notes)
        if report.left_out:
            shown = [f"{self.code(path)} ({self.prose(why)})" for path, why in report.left_out[:LEFT_OUT_SHOWN]]
            more = len(report.left_out) - len(shown)
            rest = f" and {more:,} more" if more else ""
            yield f"Left out: {', '.join(shown)}{rest}."

    def overview(self, sections: Sequence[_Section]) -> str:
        rows = [section.row for section in sections if section.row]
        lines = ["| Team | Verdict | Errors | Warnings | Missing roles |", "| --- | --- | ---: | ---: | --- |", *rows]
        return "\n".join(lines)

    def file(self, roster: Roster, heading: str) -> _Section:
        """A file of which no team could be read, or one about all of them."""
        section = _Section("file")
        section.head = f"### {heading}"
        self.fill(section, roster)
        return section

    def team(self, team: TeamReport) -> _Section:
        findings = self.findings.get(team.roster, [])
        name = self.visible(team.team)
        light = f"{self.light(team.verdict)} {team.verdict.upper()}"
        accepted = self.accepted.get(team.roster, [])
        essential = {self.visible(role.name) for role in team.roles if role.need == "essential"}
        missing, doubtful = [], False
        table = ["| Role | State | Who |", "| --- | --- | --- |"]
        for role, mark, who in self.entries(team, findings):
            state = _STATES[mark]
            if mark == "x" and role in essential:
                missing.append(role)
                state = f"**{state}**"
            doubtful |= mark == "?" and role in essential
            table.append(f"| {role} | {state} | {who} |")
        row = (
            name,
            light,
            *(_numbers(severity, findings, accepted) for severity in ("error", "warning")),
            ", ".join(missing) or (_STATES["?"] if doubtful else "none"),
        )
        section = _Section(team.verdict, f"| {' | '.join(row)} |")
        facts = f"{self.facts(team)}. Roster: {self.code(team.path)}"
        if accepted:
            facts += f". {lived_with(accepted).capitalize()}"
        section.head = "\n\n".join((f"### {name}: {light}", facts, "\n".join(table)))
        self.fill(section, team.roster)
        good = [f"- {self.prose(strength)}" for strength in team.strengths]
        praise = [self.praise(team)] if self.praised(team) else []
        section.good = "\n\n".join(
            [*praise, *(["\n".join(("#### What this team does well\n", *good))] if good else [])]
        )
        return section

    def fill(self, section: _Section, roster: Roster) -> None:
        """Say what to do, the gravest first, and give below the advice and, where asked for, what is accepted."""
        findings = self.findings.get(roster, [])
        grave = sorted(
            (finding for finding in findings if finding.severity != "advice"),
            key=lambda finding: SEVERITIES.index(finding.severity),
        )
        section.todo = [
            self.item(f"{number}. ", finding, f"**{finding.severity.capitalize()}:** ")
            for number, finding in enumerate(grave, 1)
        ]
        advice = [self.item("- ", finding, "") for finding in findings if finding.severity == "advice"]
        folded = [(count(len(advice), "piece of advice", "pieces of advice"), advice)] if advice else []
        accepted = [
            self.item("- ", finding, f"**{finding.status.capitalize()}:** ")
            for finding in (self.accepted.get(roster, []) if self.show_excepted else [])
        ]
        if accepted:
            folded.append((f"{count(len(accepted), 'finding')} accepted", accepted))
        section.advice = "\n\n".join(
            "\n".join((f"<details>\n<summary>{what}</summary>\n", *items, "\n</details>")) for what, items in folded
        )

    def item(self, bullet: str, finding: ReportedFinding, lead: str) -> str:
        place = finding.location
        seen = [
            f"{self.visible(what)} ({self.place(other, but=place.path)})"
            for what, other in finding.related[:NAMES_SHOWN]
        ]
        more = len(finding.related) - len(seen)
        if more:
            seen.append(f"{more:,} more")
        where = f"{self.code(finding.rule)}, {self.place(place)}"
        reason = f"**Fix:** {self.prose(finding.fix)}"
        if finding.excuse is not None:
            agreed = f", agreed by {self.visible(finding.excuse.agreed_by)}" if finding.excuse.agreed_by else ""
            until = f", until {day(finding.excuse.until)}" if finding.excuse.until else ""
            reason = f"**Reason:** {self.prose(finding.excuse.reason)}{agreed}{until}"
        lines = [
            lead + self.prose(finding.message),
            reason,
            where + (f"; see {listed(seen, 'and')}" if seen else ""),
        ]
        return bullet + (_LINE_BREAK + " " * len(bullet)).join(lines)

    def place(self, place: Location, but: str | None = None) -> str:
        """Where something stands; within the file `but` the line or cell is enough."""
        if place.cell is not None:
            cell = f"cell {place.cell.name}"
            return cell if place.path == but else f"{self.code(place.path)}, {cell}{self.sheet(place.cell.sheet)}"
        return f"line {place.line}" if place.path == but else self.code(place.path, place.line)

    def sheet(self, name: str) -> str:
        return f" of the sheet {self.code(name)}" if name else ""

    def praised(self, team: TeamReport) -> bool:
        return every_rule_ran(self.report) and team.roster not in self.accepted and is_viable(team)

    def light(self, verdict: str) -> str:
        return self.encoded(_LIGHTS[verdict])

    def encoded(self, text: str) -> str:
        """A text as an encoding can write it: what it lacks as an entity, which shows as what it is."""
        return text.encode(self.encoding, "xmlcharrefreplace").decode(self.encoding)

    def visible(self, text: str, most: int = NAME) -> str:
        """A text as it reads, and nothing in it acts."""
        shown = clipped(" ".join(visible(clipped(text, most)).split()), 2 * most)
        return self.encoded(_ACTIVE.sub(_escaped, shown))

    def prose(self, text: str) -> str:
        """A sentence with its values in backquotes as code; where those don't pair, they are text like the rest."""
        shown = clipped(text, SENTENCE)
        parts = shown.split("`")
        if len(parts) % 2 == 0:
            return self.visible(shown, SENTENCE)
        for number, part in enumerate(parts):
            if number % 2:
                parts[number] = self.code(part) if part.strip() else "&#96;&#96;"
            elif part:
                # The blanks beside code would be lost with those within.
                before, after = " " * part[0].isspace(), " " * part[-1].isspace()
                parts[number] = f"{before}{self.visible(part, SENTENCE)}{after}" if part.strip() else " "
        return "".join(parts)

    def code(self, text: str, line: int | None = None) -> str:
        """A path or a value letter by letter, where Markdown does nothing."""
        # Even code is read for commands in a pipeline's log.
        shown = clipped(logged(clipped(text, _PATH)), 2 * _PATH)
        if line is not None:
            shown += f":{line}"
        fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
        padding = " " if shown.startswith(("`", " ")) or shown.endswith(("`", " ")) else ""
        return f"{fence}{padding}{shown}{padding}{fence}"


def _numbers(severity: str, findings: Sequence[ReportedFinding], accepted: Sequence[ReportedFinding]) -> str:
    """How many findings stand, and how many are lived with."""
    standing, others = (sum(finding.severity == severity for finding in found) for found in (findings, accepted))
    return f"{standing:,} ({others:,} accepted)" if others else f"{standing:,}"


def _escaped(found: re.Match[str]) -> str:
    text = found[0]
    match found.lastgroup:
        case "entity":
            return _ENTITIES[text]
        case "dollar":
            return "<span>$</span>"
        case "joint":
            return text + _GAP
        case "number":
            return f"{text}\\"
        case _:
            return f"\\{text}"


def _size(text: str) -> int:
    return len(text.encode())


class _Shortened:
    """Sections made to fit in so many bytes: what is left out goes from the least grave to the gravest, from the end."""

    def __init__(self, sections: Sequence[_Section], room: int, *, with_table: bool) -> None:
        self.sections = sections
        self.room = room
        self.taken = sum(section.size() for section in sections)
        self.details = dict.fromkeys(reversed(_KINDS), 0)
        self.advice = self.fixes = self.unlisted = 0
        if with_table:
            self.taken += self.drop_rows()
        self.drop_details("green")
        self.drop_advice()
        self.drop_later_fixes()
        self.drop_details("amber", "red", "file")

    def from_the_end(self, *kinds: str) -> Iterator[_Section]:
        """The sections of these kinds, kind by kind, for as long as they take too much room."""
        for kind in kinds:
            for section in reversed(self.sections):
                if self.taken <= self.room:
                    return
                if section.kind == kind:
                    yield section

    def drop_details(self, *kinds: str) -> None:
        for section in self.from_the_end(*kinds):
            self.taken -= section.size()
            self.details[section.kind] += 1
            section.clear()

    def drop_advice(self) -> None:
        for section in self.from_the_end("amber", "red"):
            if section.advice:
                self.taken -= _size(section.advice) + 2
                self.advice += 1
                section.advice = ""

    def drop_later_fixes(self) -> None:
        for section in self.from_the_end("amber", "red", "file"):
            self.taken -= sum(_size(item) + 1 for item in section.todo[_FIRST:])
            self.fixes += len(section.todo[_FIRST:])
            del section.todo[_FIRST:]

    def drop_rows(self) -> int:
        """Leave the table at most half of the room where all is too much; how much it takes."""
        rows = sum(_size(section.row) + 1 for section in self.sections)
        most = self.room // 2 if self.taken + rows > self.room else rows
        # The gravest stand first.
        for section in reversed(self.sections):
            if rows <= most:
                break
            if section.row:
                rows -= _size(section.row) + 1
                section.row = ""
                self.unlisted += 1
        return rows

    def words(self) -> list[str]:
        """What was left out."""
        words = [f"the details of {count(number, _KINDS[kind])}" for kind, number in self.details.items() if number]
        words += [f"the advice for {count(self.advice, 'team')}"] if self.advice else []
        words += [count(self.fixes, "later fix", "later fixes")] if self.fixes else []
        words += [f"{count(self.unlisted, 'team')} in the table"] if self.unlisted else []
        return words
