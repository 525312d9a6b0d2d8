"""For people at a terminal: each finding with its line, then each team with its roles and the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mvdt.findings import SEVERITIES
from mvdt.model.words import count, listed, share, short_day
from mvdt.output._terminal import Paint, clipped, encodable, readable, visible, width, wrapped
from mvdt.processes import share_out, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mvdt.output import Page
    from mvdt.report import MemberReport, PostReport, Report, ReportedFinding, RoleReport, TeamReport

_MARK_STYLES: Final = {"+": "green", "~": "green", "!": "amber", "?": "amber", "x": "red"}
# Characters after which a text from a file is cut: names, whole sentences, paths and lines of the file.
_NAME: Final = 60
_SENTENCE: Final = 600
_LONGEST: Final = 4_000
_HELD: Final = ("filled", "available")
_NARROWEST: Final = 24
# Below it, a second process costs more than it saves.
_TEAMS_WORTH_A_PROCESS: Final = 300
_SLIMMEST: Final = 60
_WIDEST: Final = 100
_NAMES_SHOWN: Final = 3
_LINES_BESIDE: Final = 3
_LEFT_OUT_SHOWN: Final = 5


def render(report: Report, page: Page) -> str:
    """The report for people; without colour and wider than no terminal where the page says so."""
    return _Text(page, report.role_names).whole(report)


def diagnostic(finding: ReportedFinding, page: Page) -> str:
    """One finding with its line, as in the report."""
    return "\n".join(_Text(page, {}).finding(finding)) + "\n"


class _Text:
    def __init__(self, page: Page, role_names: dict[str, str]) -> None:
        self.role_names = role_names
        self.width = max(min(page.width, _WIDEST), _SLIMMEST)
        self.paint = Paint(on=page.colour)
        self.encoding = page.encoding
        self.processes = page.processes

    def whole(self, report: Report) -> str:
        by_path: dict[str, list[ReportedFinding]] = {}
        for finding in report.active:
            by_path.setdefault(finding.path, []).append(finding)
        excepted = {finding.path for finding in report.findings if finding.status == "excepted"}
        teams = {team.path: team for team in report.teams}

        def files(paths: Sequence[str]) -> str:
            lines: list[str] = []
            for path in paths:
                praised = report.all_rules and path not in excepted
                lines += self.file(teams.get(path), by_path.get(path, []), praised=praised)
            return "".join(f"{line}\n" for line in lines)

        paths = [*teams, *report.unread]
        parts = split(paths, max(min(self.processes, len(paths) // _TEAMS_WORTH_A_PROCESS), 1))
        return "".join(share_out(files, parts)) + "".join(f"{line}\n" for line in self.summary(report))

    def file(self, team: TeamReport | None, findings: list[ReportedFinding], *, praised: bool) -> list[str]:
        """What is said of one file: its findings, the gravest first because that is to be mended first, and its team."""
        lines: list[str] = []
        for finding in sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)):
            if finding.severity != "advice":
                lines += [*self.finding(finding), ""]
        if team is not None:
            lines += [*self.team(team, findings, praised=praised), ""]
        for finding in findings:
            if finding.severity == "advice":
                lines[-1:] = [*self.advice(finding), ""]
        return lines

    def visible(self, text: str, most: int = _NAME) -> str:
        """A name or a sentence with names: safe, within bounds, and readable in the reader's encoding."""
        if text.isascii() and len(text) <= most and text.isprintable():
            return text
        return readable(visible(clipped(text, most)), self.encoding)

    def exact(self, text: str) -> str:
        """A path or a piece of a file: safe, within bounds, and letter by letter."""
        if text.isascii() and len(text) <= _LONGEST and text.isprintable():
            return text
        return encodable(visible(clipped(text, _LONGEST)), self.encoding)

    def finding(self, finding: ReportedFinding) -> list[str]:
        place = finding.location
        paint = self.paint
        head = f"{self.exact(place.path)}:{place.line}:{place.column}: "
        lines = [f"{paint(head, 'strong')}{paint(finding.severity, finding.severity)}: {paint(finding.rule, 'strong')}"]
        gutter = len(str(max([place.line, *(other.line for _, other in finding.related if other.path == place.path)])))
        bar = f"{' ' * gutter} |"
        lines += [bar, *self.snippet(finding, gutter)]
        for what, other in finding.related[:_NAMES_SHOWN]:
            lines.append(
                f"{' ' * gutter} = see: {self.visible(what)}, {self.exact(other.path)}:{other.line}:{other.column}"
            )
        more = len(finding.related) - _NAMES_SHOWN
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
        # A long line is cut on the left so that its marked part shows, and on the right at the margin.
        before = place.snippet[max(place.column - 1 - room, 0) : place.column - 1]
        marked = place.snippet[place.column - 1 : place.end_column - 1][:room]
        after = place.snippet[place.column - 1 : place.column - 1 + room]
        left = self.exact(before)
        if place.column - 1 > room or width(left) > room // 2:
            while width(left) > room // 2 - 3:
                before = before[max(len(before) // 8, 1) :]
                left = self.exact(before)
            left = "..." + left
        shown = left + self.exact(after)
        if width(shown) > room or len(place.snippet) > place.column - 1 + room:
            while width(shown) > room - 3:
                shown = shown[: len(shown) - max((width(shown) - room + 3) // 2, 1)]
            shown += "..."
        start = width(left)
        length = max(min(width(self.exact(marked)), room - start), 1)
        carets = paint("^" * length, finding.severity)
        lines = [f"{paint(str(place.line).rjust(gutter), 'quiet')} | {shown}".rstrip()]
        margin = f"{' ' * gutter} | "
        message = self.visible(finding.message, _SENTENCE)
        beside = room - start - length - 1
        if beside >= _NARROWEST and len(wrapped(message, beside)) <= _LINES_BESIDE:
            first, *rest = wrapped(message, beside)
            indent = " " * (start + length + 1)
            return [*lines, f"{margin}{' ' * start}{carets} {first}", *(f"{margin}{indent}{line}" for line in rest)]
        indent = " " * min(start, max(room - 2 * _NARROWEST, 0))
        below = wrapped(message, room - len(indent))
        return [*lines, f"{margin}{' ' * start}{carets}", *(f"{margin}{indent}{line}" for line in below)]

    def note(self, gutter: int, name: str, text: str) -> list[str]:
        lead = f"{' ' * gutter} = {name}: "
        first, *rest = wrapped(self.visible(text, _SENTENCE), self.width - len(lead)) or ("",)
        return [lead + first, *(" " * len(lead) + line for line in rest)]

    def advice(self, finding: ReportedFinding) -> list[str]:
        place = finding.location
        text = f"{self.visible(finding.message, _SENTENCE)} ({self.exact(place.path)}:{place.line}:{place.column})"
        first, *rest = wrapped(f"advice: {finding.rule}: {text}", self.width - 4)
        return [f"  {self.paint('advice', 'advice')}{first.removeprefix('advice')}", *("    " + line for line in rest)]

    def team(self, team: TeamReport, findings: list[ReportedFinding], *, praised: bool) -> list[str]:
        people = count(len(team.members), "person", "people")
        phase = team.phase if team.phase_given else f"no phase given, judged as {team.phase}"
        facts = f"{people}, {share(team.fte)} FTE, {phase}"
        verdict = team.verdict.upper()
        name = self.visible(team.team)
        gap = self.width - width(name) - len(facts) - len(verdict) - 3
        if gap > 0:
            head = [f"{self.paint(name, 'strong')}   {facts}{' ' * gap}{self.paint(verdict, team.verdict)}"]
        else:
            head = [f"{self.paint(name, 'strong')}  {self.paint(verdict, team.verdict)}", f"  {facts}"]
        members = {member.name: member for member in team.members}
        grave = [finding for finding in findings if finding.severity != "advice" and finding.topic != "data"]
        doubted = {finding.about for finding in grave}
        shown = [role for role in team.roles if role.need != "optional" or role.holders]
        entries = [self.entry(role, members, doubted, unreadable=team.unreadable) for role in shown]
        lines = [*head, *self.table(entries)]
        if (
            praised
            and team.verdict == "green"
            and all(role.state in _HELD for role in team.roles if role.need == "essential")
        ):
            lines += ["  " + line for line in wrapped(self.praise(team), self.width - 2)]
        for strength in team.strengths:
            lead = "  good: "
            first, *rest = wrapped(self.visible(strength, _SENTENCE), self.width - len(lead))
            lines += [f"  {self.paint('good', 'green')}: {first}", *(" " * len(lead) + line for line in rest)]
        return lines

    def entry(
        self, role: RoleReport, members: dict[str, MemberReport], doubted: set[str], *, unreadable: bool
    ) -> tuple[str, str, str]:
        """What the role is called, its mark, and who fills it; `doubted` are those whom a finding is about."""
        name = self.visible(role.name)
        if role.state == "filled":
            names = [self.holder(role, members[holder]) for holder in role.holders[:_NAMES_SHOWN]]
            if len(role.holders) > _NAMES_SHOWN:
                names[-1] = f"{len(role.holders) - _NAMES_SHOWN + 1} others"
            mark = "!" if role.role in doubted or not doubted.isdisjoint(role.holders) else "+"
            return name, mark, listed(names, "and")
        if role.state == "available":
            return name, "~", f"available{self.by(role.available[0])}"
        if role.possible:
            people = listed([self.visible(person) for person in role.possible[:_NAMES_SHOWN]])
            return name, "?", f"perhaps {people}"
        if unreadable:
            return name, "?", "can't be told: part of the roster can't be read"
        return name, "x", self.unfilled(role)

    def holder(self, role: RoleReport, member: MemberReport) -> str:
        notes = []
        if role.role not in member.roles:
            names = [self.role_names[held] for held in member.roles]
            # A post without a name is called by its role already.
            notes += [
                name.lower().removesuffix(f" {role.name}")
                for name in names
                if name.lower().endswith(f" {role.name}") and not member.name.lower().startswith(name.lower())
            ]
        if member.fte < 1:
            notes.append(share(member.fte))
        return self.visible(member.name) + (f" ({', '.join(notes)})" if notes else "")

    def table(self, entries: list[tuple[str, str, str]]) -> list[str]:
        """Two columns where they fit, else one."""
        names = [width(name) for name, _, _ in entries]
        values = [width(value) for _, _, value in entries]
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
        room = self.width - widest - 6
        lines = []
        for (name, mark, value), size, length in zip(entries, names, values, strict=True):
            first, *rest = wrapped(value, room) if length > room else (value,)
            lines.append(f"  {self.cell((name, mark, first), widest - size)}")
            lines += [" " * (widest + 6) + line for line in rest]
        return lines

    def cell(self, entry: tuple[str, str, str], padding: int) -> str:
        name, mark, value = entry
        return f"{name}{' ' * padding}  {self.paint(mark, _MARK_STYLES[mark])} {value}"

    def summary(self, report: Report) -> list[str]:
        verdicts = ", ".join(f"{number:,} {name}" for name, number in report.verdicts().items() if number)
        parts = []
        if report.teams:
            parts.append(f"{count(len(report.teams), 'team')}: {verdicts}.")
        if report.unread:
            parts.append(f"{count(len(report.unread), 'file')} could not be read.")
        counts = report.counted()
        found = [count(number, name, name if name == "advice" else None) for name, number in counts.items() if number]
        excepted = sum(finding.status == "excepted" for finding in report.findings)
        if excepted:
            found.append(f"{excepted:,} excepted")
        if report.teams or report.unread:
            parts.append((", ".join(found) or "no findings").capitalize() + ".")
        lines = list(wrapped(" ".join(parts), self.width))
        if parts and not report.all_rules:
            lines.append("Only some rules ran, and the verdicts rest on those.")
        if report.left_out:
            shown = [f"{self.exact(path)} ({why})" for path, why in report.left_out[:_LEFT_OUT_SHOWN]]
            more = len(report.left_out) - len(shown)
            text = "Left out, being no rosters: " + ", ".join(shown) + (f" and {more:,} more" if more else "") + "."
            lines += wrapped(text, self.width)
        return lines

    def by(self, post: PostReport) -> str:
        who = f" from {self.visible(post.by)}" if post.by else ""
        return who + (f" ({share(post.fte)})" if post.fte is not None else "")

    def unfilled(self, role: RoleReport) -> str:
        """Who will fill a role, would, or stands in for it."""
        if role.coming:
            newcomer, start = role.coming[0]
            return f"nobody yet, {self.visible(newcomer)} from {short_day(start)}"
        if role.vacancies:
            day = role.vacancies[0].from_
            return f"nobody, vacancy from {short_day(day)}" if day else "nobody, vacancy"
        if role.available:
            return self.looks_in(role.available[0])
        return "nobody" if role.need == "essential" else f"nobody ({role.need})"

    def looks_in(self, post: PostReport) -> str:
        part = f" ({share(post.fte)})" if post.fte is not None else ""
        return f"nobody; {self.visible(post.by) if post.by else 'somebody else'} looks in{part}"

    def praise(self, team: TeamReport) -> str:
        essential = [role for role in team.roles if role.need == "essential"]
        roles = (
            f"All {count(len(essential), 'essential role')} are filled"
            if essential
            else "Every role that is asked for is filled"
        )
        lead = f"{self.visible(team.lead)} leads the product, " if team.lead else ""
        roles = roles if not lead else roles[0].lower() + roles[1:]
        return f"Well done: {self.visible(team.team)} is a viable team. {lead}{roles}, and nothing here needs mending."
