"""`mvdt check` once its command line is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvdt.cli._run import Colour, complain, complain_for, complain_of, day, fail, in_force, known_before, standard_input
from mvdt.exit_codes import NOTHING_TO_CHECK
from mvdt.processes import available

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mvdt.findings import Severity
    from mvdt.report import Report, Trouble


def run(
    paths: Sequence[str] = (),
    *,
    catalogue: str | None = None,
    on: str | None = None,
    fail_on: Severity | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    format_: Sequence[str] = (),
    settings: str | None = None,
    baseline: str | None = None,
    focus: bool = False,
    sheet: str | None = None,
    show_excepted: bool = False,
    color: Colour = "auto",
    stdin_name: str = "<stdin>",
) -> int:
    """Check, print, and say what to exit with. The parameters are the options of `mvdt check`."""
    from mvdt import engine
    from mvdt.cli import _written
    from mvdt.cli._progress import Bar
    from mvdt.configuration import UnknownRule
    from mvdt.model.bind import Unusable
    from mvdt.readers import SIZE_LIMIT, Unreadable
    from mvdt.report import Trouble

    targets = _written.targets(format_)
    read = [*paths, catalogue, settings, baseline]
    if focus:
        _refuse_out_of_sight(paths)
    on_day = day(on)
    try:
        here = in_force(settings)
        if here.baseline is not None:
            read.append(here.seen_from(here.baseline))
        with Bar() as bar:
            report = engine.check(
                ["."] if focus else paths or ["."],
                catalogue=catalogue,
                on=on_day,
                select=select,
                ignore=ignore,
                fail_on=fail_on,
                settings=here,
                baseline=known_before(here, baseline),
                focus=paths if focus else (),
                standard_input=lambda: standard_input(SIZE_LIMIT, "a roster"),
                standard_input_name=stdin_name or "<stdin>",
                processes=available(),
                sheet=sheet,
                progress=bar,
            )
    except Unusable as error:
        # What a pipeline shows says so too, and no report of an earlier run is taken for one of this.
        report = _nothing_checked(on_day, complain_for(error))
        _written.write(report, targets, colour=color, show_excepted=show_excepted, read=read)
        return report.exit_code
    except Unreadable as error:
        report = _nothing_checked(on_day, [Trouble(error.path, error.message, error.fix)])
    except UnknownRule as error:
        fail(error.message, error.fix)
    _written.write(report, targets, colour=color, show_excepted=show_excepted, read=read)
    complain_of(report)
    if sheet is not None and report.teams and not report.tables:
        complain(
            "--sheet has no effect: none of the files is a spreadsheet", "leave --sheet out, or name a spreadsheet"
        )
    if report.exit_code == NOTHING_TO_CHECK:
        complain(
            f"nothing to check: no roster in {', '.join(paths or ['this folder'])}",
            "a roster is a .yaml file with `team:` and `members:`, or a spreadsheet with a column of job titles; "
            "`mvdt init` writes one to begin with",
        )
    return report.exit_code


def _nothing_checked(on: date, unchecked: list[Trouble]) -> Report:
    """The report where a file without which nothing can be checked can't be used."""
    from mvdt.report import Report

    return Report(on=on, catalogue="", catalogue_path=None, role_names={}, unchecked=unchecked)


def _refuse_out_of_sight(paths: Sequence[str]) -> None:
    """Exit where files to focus on can't be among those of the current folder: a slip would pass unseen."""
    import os

    if not paths:
        fail("--focus: no files are named", "write the files that have changed: `mvdt check --focus FILE...`")
    here = os.path.join(os.path.realpath("."), "")
    for path in paths:
        if not os.path.exists(path):
            fail(f"--focus: {path}: there is no such file or folder", "leave out files that were deleted")
        if not os.path.join(os.path.realpath(path), "").startswith(here):
            fail(f"--focus: {path} is not in the current folder", "give the command in a folder that holds it")
