"""What a report says of a team, and what it must not say: the personal data that its roster holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mvdt.model.personal import HIDDEN, masked
from mvdt.model.project import Packed, TeamCard, name_key, plain
from mvdt.model.strengths import strengths
from mvdt.report import Excuse, MemberReport, PostReport, RoleReport, TeamReport, TitleReport
from mvdt.source.text import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mvdt.model.person import Person
    from mvdt.model.personal import Private
    from mvdt.model.roster import Available, BoundRoster, RosterException, Vacancy
    from mvdt.model.team import RoleState, Team
    from mvdt.source.document import Document
    from mvdt.source.nodes import Path
    from mvdt.titles import Resolution

_SHORTEST_SECRET: Final = 4


def secrets_of(bound: BoundRoster) -> list[str]:
    """The personal data of a roster, the longest first, to be kept out of all that is said about it."""
    return values_of(bound.document, bound.personal)


def values_of(document: Document, personal: Sequence[Private]) -> list[str]:
    """The personal data that was found in a file, the longest first."""
    string = document.text.string
    values = {string[slice(*private.span)].strip(" \t\r\n'\"") for private in personal}
    values |= {private.value for private in personal}
    return sorted((value for value in values if len(value) >= _SHORTEST_SECRET), key=lambda value: (-len(value), value))


def redacted(text: str, secrets: list[str]) -> str:
    """A text without any of these values, nor the beginning of one where the text was cut short."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
        for length in range(len(secret) - 1, _SHORTEST_SECRET - 1, -1):
            text = text.replace(f"{secret[:length]}\u2026", HIDDEN)
    return text


def hidden(location: Location, bound: BoundRoster) -> Location:
    """A location whose line shows no personal data."""
    return masked(location, [private.span for private in bound.personal]) if bound.personal else location


def excuse(made: RosterException, path: str, secrets: list[str]) -> Excuse:
    """An exception as the report tells it."""
    agreed_by = redacted(made.agreed_by, secrets) if made.agreed_by is not None else None
    return Excuse(redacted(made.reason, secrets), agreed_by, made.until, path)


def team_card(team: Team, bound: BoundRoster, secrets: list[str]) -> TeamCard:
    """A team as rules that compare teams need it."""
    document = bound.document
    # Few rosters spell it so, and looking for it at each person takes time.
    by_wte = "wte" in document.text.string

    def seats() -> Iterator[Packed]:
        for person in team.people:
            member = person.member
            key = name_key(member.name) if member.name is not None else ""
            undivided = team.undivided(person) if member.shared else None
            if not key and undivided is None and member.id is None:
                continue
            at = person.at("shared") if undivided is not None else person.at("fte", "name", "id")
            place = document.text.place(document.span(spelt(document, at) if by_wte else at))
            label, called = person.label, person.called
            if secrets:
                place = hidden(Location(team.path, *place), bound)[1:]
                label, called = redacted(label, secrets), redacted(called, secrets)
            called = " ".join(called.split())
            shared_as = team.spoken(undivided) if undivided is not None else None
            yield label, called, key, member.id, person.fte, person.fte_given, shared_as, plain(place)

    name = redacted(team.name, secrets)
    said = hidden(document.locate(document.span(("team",))), bound) if bound.roster.team else None
    return TeamCard(name, team.path, location=said, seats=seats())


def spelt(document: Document, place: Path) -> Path:
    """A place by the word that the file has for its field: `wte` means `fte`."""
    if place[-1:] == ("fte",) and document.key_span(place) is None:
        return (*place[:-1], "wte")
    return place


def team_report(team: Team, secrets: list[str]) -> TeamReport:
    """A team as the report has it, the verdict still open."""
    return TeamReport(
        team=redacted(team.name, secrets),
        path=team.path,
        phase=team.phase,
        phase_given=team.phase_given,
        fte=round(team.fte, 2),
        lead=redacted(team.lead.label, secrets) if team.lead else None,
        members=(
            MemberReport(
                redacted(person.label, secrets) if secrets else person.label,
                person.roles,
                person.fte,
                person.fte_given,
                _by_title(person.resolution, secrets) if person.resolution is not None else None,
            )
            for person in team.people
        ),
        roles=(_role_report(team, state, secrets) for state in team.needs),
        strengths=[redacted(strength, secrets) for strength in strengths(team)],
        unreadable=team.unreadable,
    )


def _by_title(read: Resolution, secrets: list[str]) -> TitleReport:
    ignored = [redacted(piece, secrets) for piece in read.ignored]
    return TitleReport(read.how, list(read.candidates), read.seniority, ignored)


def _role_report(team: Team, state: RoleState, secrets: list[str]) -> RoleReport:
    def names(people: list[Person]) -> list[str]:
        return [redacted(person.label, secrets) if secrets else person.label for person in people]

    def post(one: Vacancy | Available, by: str | None) -> PostReport:
        return PostReport(redacted(one.role, secrets), redacted(by, secrets) if by else None, one.fte, one.from_)

    return RoleReport(
        state.role,
        team.spoken(state.role),
        state.need,
        state.state,
        names(state.holders),
        names(state.possible) if state.possible else [],
        [(redacted(one.label, secrets), one.member.from_) for one in state.coming if one.member.from_],
        [post(one, None) for one, _ in state.vacancies],
        [post(one, one.by) for one, _ in state.available],
    )
