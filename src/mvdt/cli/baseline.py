"""`mvdt baseline`: record today's findings, so that only new ones fail."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mvdt.cli._run import complain, complain_of, day, fail, fail_for, in_force, known_before, say
from mvdt.cli._written import write_file
from mvdt.exit_codes import CLEAN, FOUND, NOTHING_TO_CHECK
from mvdt.processes import available

if TYPE_CHECKING:
    from mvdt.model.settings import Settings


def command(  # noqa: PLR0917 - Typer makes options of them
    action: Annotated[
        Literal["write", "prune"],
        typer.Argument(
            metavar="write|prune",
            help="write records today's findings anew; prune takes out those that are mended.",
            show_default=False,
        ),
    ],
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Rosters, or folders of rosters. The current folder if left out.",
            show_default=False,
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="The baseline; that of the settings, or mvdt-baseline.yaml, if not given."),
    ] = None,
    catalogue: Annotated[
        str | None, typer.Option(metavar="FILE", help="A catalogue to use instead of the built-in one.")
    ] = None,
    settings: Annotated[
        str | None, typer.Option(metavar="FILE", help="Settings to use instead of the mvdt.yaml here or above.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Look at the teams as they stand on this day.")] = None,
) -> None:
    """Record today's findings, so that only new ones fail.

    write records the findings of the teams that it checks in a file, which `mvdt check` then lets pass; prune takes those
    that are mended out of it. What can't be read is never recorded: a broken roster fails every check.
    """
    from mvdt import engine
    from mvdt.configuration import choose
    from mvdt.model.baseline import NAME, NEVER, Known
    from mvdt.model.baseline_file import is_meant, written
    from mvdt.model.bind import Unusable
    from mvdt.model.words import count
    from mvdt.output._terminal import logged
    from mvdt.readers import Unreadable

    try:
        here = in_force(settings)
        file = _file(here, baseline)
        where = paths or ["."]
        anew = action == "write" and (here.covered_by(where) or not os.path.exists(file))
        if anew and os.path.exists(file) and os.path.basename(file) != NAME and not is_meant(file):
            fail(f"{file} is there already and is no baseline; nothing was written", "choose another name")
        before = [] if anew else list(known_before(here, file))
        report = engine.check(
            where,
            catalogue=catalogue,
            on=day(on),
            settings=here,
            baseline=before if action == "prune" else (),
            processes=available(),
        )
    except Unusable as error:
        fail_for(error)
    except Unreadable as error:
        fail(f"{error.path}: {error.message}", error.fix)
    if report.exit_code not in (CLEAN, FOUND):
        # A baseline of what was not seen would hide it, or forget what is there.
        complain_of(report)
        if report.exit_code == NOTHING_TO_CHECK:
            complain(f"no roster in {', '.join(paths or ['this folder'])}", "give the folder that holds the rosters")
        fail(f"{file} is not written, because not everything could be checked", "see above", report.exit_code)
    if action == "prune":
        mended = {one.fingerprint for one in report.fixed}
        kept = [one for one in before if one.fingerprint not in mended]
        write_file(file, [written(kept)])
        say(f"{logged(file)}: {count(len(mended), 'finding')} taken out, {count(len(kept), 'finding')} left.\n")
        return
    always = {rule.name for rule in choose() if rule.always}
    recorded = [
        Known(rule=finding.rule, subject=finding.subject, fingerprint=finding.fingerprint)
        for finding in report.active
        if finding.rule not in always | NEVER
    ]
    # What was not checked is neither there nor gone.
    checked = {team.team for team in report.teams}
    anew_there = {one.fingerprint for one in recorded}
    kept = [one for one in before if one.team not in checked and one.fingerprint not in anew_there]
    write_file(file, [written([*recorded, *kept])])
    teams = count(len(report.teams), "team")
    others = f", {len(kept):,} of other teams kept" if kept else ""
    say(f"{logged(file)}: {count(len(recorded), 'finding')} of {teams} recorded{others}.\n")
    left = len(report.active) - len(recorded)
    if left:
        which = "is never recorded: it has" if left == 1 else "are never recorded: they have"
        say(f"{count(left, 'finding')} of broken files or personal data {which} to be mended.\n")
    if baseline is None and here.baseline is None:
        say(f"To use it, write `baseline: {NAME}` in mvdt.yaml, or give --baseline {NAME} to `mvdt check`.\n")


def _file(here: Settings, wanted: str | None) -> str:
    """The baseline's path: the wanted one, else that of the settings, else the usual one. Exits where it is empty."""
    from mvdt.model.baseline import NAME

    if wanted is None:
        return here.seen_from(here.baseline) if here.baseline else NAME
    if not wanted:
        fail("--baseline names no file", f"write `--baseline FILE`, such as `--baseline {NAME}`")
    return wanted
