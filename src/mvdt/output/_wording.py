"""How every format for people words a team and a report: who fills a role, what was found, when a team is praised."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from mvdt.findings import SEVERITIES
from mvdt.model.words import count, listed, share, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mvdt.report import (
        MemberReport,
        PostReport,
        Report,
        ReportedFinding,
        RoleReport,
        TableReport,
        TeamReport,
    )

# Characters after which a text from a file is cut: names, whole sentences, paths and lines of the file.
NAME: Final = 60
SENTENCE: Final = 600
LONGEST: Final = 4_000
# How many of the same kind are named before the rest is counted.
NAMES_SHOWN: Final = 3
LEFT_OUT_SHOWN: Final = 5
SOME_RULES: Final = "Only some rules ran, and the verdicts rest on those."
_HELD: Final = ("filled", "available")


def tally(report: Report) -> str:
    """How many teams have which verdict and what was found; nothing where there was nothing to check."""
    verdicts = ", ".join(f"{number:,} {name}" for name, number in report.verdicts().items() if number)
    parts = []
    if report.teams:
        parts.append(f"{count(len(report.teams), 'team')}: {verdicts}.")
    if report.unread:
        parts.append(f"{count(len(report.unread), 'file')} could not be read.")
    if report.rosters_elsewhere and not parts:
        parts.append("No roster is in focus.")
    if parts:
        counts = report.counted()
        found = [count(number, name, name if name == "advice" else None) for name, number in counts.items() if number]
        for status in ("excepted", "baselined"):
            number = sum(finding.status == status for finding in report.findings)
            if number:
                found.append(f"{number:,} {status}")
        if report.elsewhere:
            found.append(f"{report.elsewhere:,} in files out of focus")
        parts.append((", ".join(found) or "no findings").capitalize() + ".")
    if report.fixed:
        them = "it" if len(report.fixed) == 1 else "them"
        parts.append(f"{len(report.fixed):,} of the baseline mended: `mvdt baseline prune` takes {them} out.")
    return " ".join(parts)


def lived_with(findings: Sequence[ReportedFinding]) -> str:
    """How many of these findings do not stand, by kind: `excepted: 1 error; baselined: 4 errors and 2 warnings`."""
    parts = []
    for status in ("excepted", "baselined"):
        numbers = Counter(finding.severity for finding in findings if finding.status == status)
        counts = [
            count(numbers[name], name, name if name == "advice" else None) for name in SEVERITIES if numbers[name]
        ]
        if counts:
            parts.append(f"{status}: {listed(counts, 'and')}")
    return "; ".join(parts)


def in_a_line(report: Report) -> str:
    """The tally and what it rests on, without a word from any file."""
    sentences = [tally(report)]
    if sentences[0]:
        sentences += [] if report.all_rules else [SOME_RULES]
        if report.switched_off:
            sentences.append(f"{count(len(report.switched_off), 'rule')} switched off in the settings.")
    if report.left_out:
        sentences.append(f"{count(len(report.left_out), 'file')} left out.")
    return " ".join(sentences).strip()


def every_rule_ran(report: Report) -> bool:
    """Whether teams may be praised: none of the rules was left out, switched off or failed."""
    return report.all_rules and not report.switched_off and not report.crashes


def is_viable(team: TeamReport) -> bool:
    """Whether a team may be called viable, where every rule ran and nothing was excepted."""
    return team.verdict == "green" and all(role.state in _HELD for role in team.roles if role.need == "essential")


class Wording:
    """Sentences about teams. `visible` makes what comes from a file safe, and is each format's own."""

    def __init__(self, role_names: dict[str, str]) -> None:
        self.role_names = role_names
        self._seen: dict[str, str] = {}

    def visible(self, text: str, most: int = NAME) -> str:
        """A name or a sentence as this format shows it, cut after so many characters."""
        raise NotImplementedError

    def columns_read(self, table: TableReport) -> list[str]:
        """What each column of a spreadsheet was read as."""
        return [f"{self.visible(heading)} as {self.visible(meaning)}" for heading, meaning in table.columns]

    def columns_beside(self, table: TableReport) -> list[str]:
        """The columns of a spreadsheet that were not read."""
        return [self.visible(heading) for heading in table.beside]

    def facts(self, team: TeamReport) -> str:
        """The size and phase of a team."""
        people = count(team.people, "person", "people")
        phase = (
            self.visible(team.phase) if team.phase_given else f"no phase known, judged as {self.visible(team.phase)}"
        )
        return f"{people}, {share(team.fte)} FTE, {phase}"

    def entries(self, team: TeamReport, findings: Sequence[ReportedFinding]) -> list[tuple[str, str, str]]:
        """The roles worth a line: what each is called, its mark, and who fills it."""
        members = {member[0]: member for member in team.members}
        grave = [finding for finding in findings if finding.severity != "advice" and finding.topic != "data"]
        doubted = {finding.about for finding in grave}
        shown = [role for role in team.roles if role.need != "optional" or role.holders]
        return [self.entry(role, members, doubted, unreadable=team.unreadable) for role in shown]

    def entry(
        self, role: RoleReport, members: dict[str, MemberReport], doubted: set[str], *, unreadable: bool
    ) -> tuple[str, str, str]:
        """What the role is called, its mark, and who fills it; `doubted` are those whom a finding is about."""
        name = self._seen.get(role.name) or self._seen.setdefault(role.name, self.visible(role.name))
        holders = role.holders
        if role.state == "filled":
            mark = "!" if doubted and (role.role in doubted or not doubted.isdisjoint(holders)) else "+"
            if len(holders) == 1:
                return name, mark, self.holder(role, members[holders[0]])
            names = [self.holder(role, members[holder]) for holder in holders[:NAMES_SHOWN]]
            if len(holders) > NAMES_SHOWN:
                names[-1] = f"{len(holders) - NAMES_SHOWN + 1} others"
            return name, mark, listed(names, "and")
        if role.state == "available":
            return name, "~", f"available{self.by(role.available[0])}"
        if role.possible:
            people = listed([self.visible(person) for person in role.possible[:NAMES_SHOWN]])
            return name, "?", f"perhaps {people}"
        if unreadable:
            return name, "?", "can't be told: part of the roster can't be read"
        return name, "x", self.unfilled(role)

    def holder(self, role: RoleReport, member: MemberReport) -> str:
        if member.fte >= 1 and role.role in member.roles:
            return self.visible(member.name)
        notes = []
        if role.role not in member.roles:
            names = [self.role_names[held] for held in member.roles]
            # A post without a name is called by its role already.
            notes += [
                self.visible(name.lower().removesuffix(f" {role.name}"))
                for name in names
                if name.lower().endswith(f" {role.name}") and not member.name.lower().startswith(name.lower())
            ]
        if member.fte < 1:
            notes.append(share(member.fte))
        return self.visible(member.name) + (f" ({', '.join(notes)})" if notes else "")

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
        return "nobody" if role.need == "essential" else f"nobody ({self.visible(role.need)})"

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
