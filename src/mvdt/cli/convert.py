"""`mvdt convert`: from a spreadsheet to rosters that people edit."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from mvdt.cli._run import catalogue as chosen_catalogue
from mvdt.cli._run import complain_of, fail, page, say
from mvdt.cli._written import write_new
from mvdt.exit_codes import CLEAN, COULD_NOT_CHECK, FOUND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mvdt.model.roster import BoundRoster
    from mvdt.model.written_roster import WrittenRoster
    from mvdt.report import Report


def command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Spreadsheets, or rosters in another format than YAML.", show_default=False
        ),
    ],
    to: Annotated[
        str,
        typer.Option(metavar="FOLDER", help="The folder for the rosters; made if there is none.", show_default=False),
    ],
    catalogue: Annotated[
        str | None, typer.Option(metavar="FILE", help="A catalogue to use instead of the built-in one.")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of spreadsheets read this sheet, whatever it looks like.")
    ] = None,
) -> None:
    """Write the teams of a spreadsheet as rosters in YAML.

    A remark stands wherever somebody should decide. A file is named after its team, as bed-management.yaml, and none is
    ever written over. Everybody is taken or nothing
    is written: personal data, and a row that names no team where others do, have to be put right first. A cell that can't
    be read is left out, with a remark at its place.

    Exit codes: 0 all written; 1 all written, but for cells that need mending; 2 nothing written.
    """
    from mvdt import engine
    from mvdt.model.file_names import file_names
    from mvdt.model.written_roster import written_roster
    from mvdt.output._terminal import logged
    from mvdt.output.text import tables_read

    if not to.strip():
        fail("--to names no folder", "write `--to FOLDER`, such as `--to teams`")
    _refuse_what_stays(files)
    known = chosen_catalogue(catalogue)
    report, rosters = engine.read_rosters(files, known, sheet=sheet)
    if report.unchecked:
        complain_of(report)
        raise typer.Exit(COULD_NOT_CHECK)
    _refuse_losses(report, rosters)
    texts = [written_roster(bound, known) for bound in rosters]
    _refuse_personal_data(rosters, texts)
    names = file_names(bound.roster.team or "" for bound in rosters)
    write_new(to, {name: one.text for name, one in zip(names, texts, strict=True)})
    told = [f"{logged(os.path.join(to, name))}: {_counted(one)}\n" for name, one in zip(names, texts, strict=True)]
    unread = _shown(report, {"invalid-file"}, sys.stdout)
    say(
        f"{tables_read(report, page('auto'))}{unread}{''.join(told)}"
        f"Now: mvdt check {logged(shlex.quote(os.path.join(to, '')))}\n"
        "Edit these files from now on. A check that also finds what they were made from reads each team twice.\n"
    )
    if unread:
        say("What stands in the cells above is in no roster: a remark names each at its place.\n")
    raise typer.Exit(FOUND if unread else CLEAN)


def _refuse_what_stays(files: Sequence[str]) -> None:
    """Exit where a file is no use to convert."""
    from mvdt.readers.yaml import SUFFIXES

    for path in files:
        if os.path.isdir(path):
            fail(f"{path} is a folder, and mvdt convert takes files", "name the spreadsheets that are in it")
        if os.path.splitext(path)[1].lower() in SUFFIXES:
            fail(
                f"{path} is YAML already, so there is nothing to convert",
                "leave it out; `mvdt check` reads it as it is",
            )


def _refuse_losses(report: Report, rosters: Sequence[BoundRoster]) -> None:
    """Exit where personal data would be written, or somebody would get lost."""
    if any(
        bound.personal
        or bound.duplicates
        or not bound.is_team
        or any(fault.hides for fault in bound.document.tree.faults)
        for bound in rosters
    ):
        wrong = _shown(report, {"personal-data", "duplicate-key", "invalid-file"}, sys.stderr, without_team=True)
        say(wrong, sys.stderr)
        fail("nothing was written, because not everything can be taken", "put right what is shown above, and try again")
    empty = [bound.document.path for bound in rosters if not (bound.document.tree.left_out or _entries(bound))]
    if empty:
        fail(f"{empty[0]}: nobody is in it, so nothing was written", "check that this is the file you mean")


def _entries(bound: BoundRoster) -> object:
    return bound.document.value(("members",)) or bound.document.value(("vacancies",))


def _refuse_personal_data(rosters: Sequence[BoundRoster], texts: Sequence[WrittenRoster]) -> None:
    """Exit where cells that are harmless alone give something away in one text."""
    from mvdt.model.words import quote

    for bound, text in zip(rosters, texts, strict=True):
        if text.personal:
            fail(
                f"{bound.document.path}: cells of the team {quote(bound.roster.team)} that belong together hold what looks like "
                f"{text.personal[0]}, so nothing was written",
                "delete it; if it is something else, write it in a way that can't be mistaken",
            )


def _shown(report: Report, rules: set[str], stream: TextIO, *, without_team: bool = False) -> str:
    """The findings of these rules as a check shows them, and if so wanted all that belong to no team."""
    from mvdt.output.text import diagnostic

    here = page("auto", stream)
    found = (one for one in report.findings if one.rule in rules or (without_team and one.team is None))
    return "".join(f"{diagnostic(one, here)}\n" for one in found)


def _counted(written: WrittenRoster) -> str:
    from mvdt.model.words import count

    parts = [count(written.people, "person", "people")]
    if written.vacancies:
        parts.append(count(written.vacancies, "vacancy", "vacancies"))
    if written.undecided:
        parts.append(f"{count(written.undecided, 'role')} to decide")
    return ", ".join(parts)
