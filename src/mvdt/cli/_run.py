"""What every command shares: printing safely, failing in a sentence, colours, dates."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Literal, NoReturn, TextIO

from mvdt.exit_codes import BUG, COULD_NOT_CHECK, INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mvdt.model.baseline import Known
    from mvdt.model.bind import Unusable
    from mvdt.model.catalogue import Catalogue
    from mvdt.model.settings import Settings
    from mvdt.output import Page
    from mvdt.report import Report, Trouble

_WAY_OUT: Final = {"baseline": "put right what is shown above, or write it anew with `mvdt baseline write`"}

_NO_MEMORY: Final = (
    b"mvdt: there is not enough memory for this\n  fix: check fewer files at a time, or close other programs\n"
)

Colour = Literal["auto", "always", "never"]


def say(text: str, stream: TextIO | None = None) -> bool:
    """Print a text that is safe already, to standard output; whether somebody may be reading.

    A closed stream or a reader who has gone away is no reason to fail; a full disk is, and exits.
    """
    stream = stream or sys.stdout
    if stream is None:
        return False
    from mvdt.output._terminal import encodable

    try:
        stream.write(encodable(text, getattr(stream, "encoding", None) or "ascii"))
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
        return False
    except OSError as error:
        _silence(stream)
        fail(f"the output can't be written ({error.strerror})", "make room on the disk, or send the output elsewhere")
    return True


def _silence(stream: TextIO) -> None:
    # Python would complain once more when it closes the stream at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def complain(message: str, fix: str) -> None:
    """Print to standard error what could not be done, and the way out."""
    from mvdt.model.personal_values import veiled
    from mvdt.output._terminal import logged

    if sys.stderr is not None:
        say(f"mvdt: {logged(veiled(message))}\n  fix: {logged(veiled(fix))}\n", sys.stderr)


def fail(message: str, fix: str, code: int = COULD_NOT_CHECK) -> NoReturn:
    """Complain and exit."""
    complain(message, fix)
    raise SystemExit(code)


def bug(error: Exception) -> int:
    """Say that mvdt itself failed, without what it was reading; the exit code."""
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}, line {frame.lineno}"
    complain(
        f"this is a bug in mvdt: {type(error).__name__} in {place}",
        "please report it with this line and the command that you gave",
    )
    return BUG


def out_of_memory() -> int:
    """Say that there is no more memory, without taking any; the exit code."""
    with suppress(OSError):
        os.write(2, _NO_MEMORY)
    return COULD_NOT_CHECK


def refused(error: OSError) -> int:
    """Say that the system did not give what mvdt needs; the exit code."""
    try:
        os.getcwd()
    except OSError:
        complain("the folder that you are in is not there any more", "go to another folder, and try again there")
        return COULD_NOT_CHECK
    what = f": {error.filename}" if error.filename else ""
    complain(
        f"the system refuses something that mvdt needs ({error.strerror or type(error).__name__}{what})",
        "check the room on the disk and what you are allowed to do there, and close other programs",
    )
    return COULD_NOT_CHECK


def standard_input(limit: int, what: str) -> bytes:
    """What stands in standard input, or one byte more than `limit` of it; exits where it is closed. `what` it should be."""
    if sys.stdin is None or sys.stdin.closed:
        fail("standard input is closed", f"give a file, or pipe {what} into the command")
    return sys.stdin.buffer.read(limit + 1)


def interrupted(code: int = INTERRUPTED) -> int:
    """Say that the user, or another program, stopped the run; the exit code."""
    if sys.stderr is not None:
        say("mvdt: interrupted\n", sys.stderr)
    return code


def page(colour: Colour, stream: TextIO | None = None, *, show_excepted: bool = False) -> Page:
    """How wide the stream is and whether it shows colours."""
    import shutil

    from mvdt.output import Page
    from mvdt.processes import available

    stream = stream or sys.stdout
    terminal = stream is not None and stream.isatty()
    # Outside a terminal the width must not depend on where the command happens to run.
    width = shutil.get_terminal_size().columns if terminal or os.environ.get("COLUMNS") else 80
    encoding = getattr(stream, "encoding", None) or "utf-8"
    coloured = _coloured(colour, terminal=terminal)
    return Page(width or 80, colour=coloured, encoding=encoding, processes=available(), show_excepted=show_excepted)


def _coloured(colour: Colour, *, terminal: bool) -> bool:
    if colour != "auto":
        return colour == "always"
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR")
    if forced:
        return forced not in ("0", "false")
    return terminal and os.environ.get("TERM") != "dumb"


def day(text: str | None) -> date:
    """The date that `--on` or `MVDT_TODAY` gives, or today's."""
    from datetime import date

    name = "--on"
    if text is None:
        name, text = "MVDT_TODAY", os.environ.get("MVDT_TODAY")
        if not text:
            return date.today()  # noqa: DTZ011 - the user's own day
    try:
        if len(text) == len("2027-04-01"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    fail(f"{name}: `{text}` is not a date", "write year, month and day, for example 2027-04-01")


def in_force(path: str | None) -> Settings:
    """The settings in a file; where none is named, of the `mvdt.yaml` that holds for the working folder, if any."""
    from mvdt.model import settings

    found = path if path is not None else settings.find()
    if found is None:
        return settings.NONE
    from mvdt.model import settings_reading

    return settings_reading.load(found)


def known_before(settings: Settings, path: str | None) -> Sequence[Known]:
    """The findings in a baseline file; where none is named, in the one of the settings, if any."""
    named = path is not None
    if path is None and settings.baseline is not None:
        path = settings.seen_from(settings.baseline)
    if path is None:
        return ()
    from mvdt.model import baseline_file
    from mvdt.readers import Unreadable

    try:
        return baseline_file.load(path)
    except Unreadable as error:
        if named:
            raise
        fix = "write it with `mvdt baseline write`, or check the path: it is seen from the settings file"
        raise settings.lacks("baseline", error, fix) from None


def complain_of(report: Report) -> None:
    """Say what a check could not open, and which rules failed."""
    for trouble in report.unchecked:
        complain(f"{trouble.place}: {trouble.message}", trouble.fix)
    for crash in report.crashes:
        complain(
            f"this is a bug in mvdt: the rule {crash.rule} failed on {crash.path or 'the teams together'} "
            f"({crash.error}); the other rules have reported",
            "please report it with this line and, if you may share it, the roster",
        )


def catalogue(path: str | None) -> Catalogue:
    """The catalogue at a path, else that of the settings or the built-in one; exits where it can't be used, and says why."""
    from mvdt.configuration import catalogue_in_use
    from mvdt.model.bind import Unusable
    from mvdt.model.settings import NONE
    from mvdt.readers import Unreadable

    try:
        return catalogue_in_use(path, in_force(None) if path is None else NONE)
    except Unusable as error:
        fail_for(error)
    except Unreadable as error:
        fail(f"{error.path}: {error.message}", error.fix)


def fail_for(error: Unusable) -> NoReturn:
    """Show what is wrong with a catalogue, with settings or a baseline, each thing at its place, and exit."""
    complain_for(error)
    raise SystemExit(COULD_NOT_CHECK)


def complain_for(error: Unusable) -> list[Trouble]:
    """Show what is wrong with such a file, and give it back as a report has it."""
    from mvdt.describe import redacted, values_of
    from mvdt.model.personal import covered, masked, personal_data
    from mvdt.output.text import diagnostic
    from mvdt.report import ReportedFinding, Trouble

    document = error.document
    personal = personal_data(document)
    secrets = values_of(document, personal)
    taken = covered(personal)
    found = [
        ReportedFinding(
            rule=f"invalid-{error.what}",
            topic="data",
            severity="error",
            message=redacted(problem.message, secrets),
            fix=redacted(problem.fix, secrets),
            why=None,
            source=None,
            team=None,
            about=problem.about,
            path=document.path,
            location=masked(document.locate(problem.span or document.span(problem.at)), taken),
            related=[],
        )
        for problem in error.problems
    ]
    found.sort(key=lambda finding: (finding.location.line, finding.location.column))
    here = page("auto", sys.stderr)
    say("".join(f"{diagnostic(finding, here)}\n" for finding in found), sys.stderr)
    complain(
        f"{document.path}: the {error.what} can't be used, so nothing was checked",
        _WAY_OUT.get(error.what, f"put right what is shown above; `mvdt schema {error.what}` gives the whole format"),
    )
    return [Trouble(finding.path, finding.message, finding.fix, finding.location) for finding in found]
