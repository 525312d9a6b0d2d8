"""libyaml's complaints in plain words, with the likely cause and a place worth looking at."""

from __future__ import annotations

import re

from yaml import MarkedYAMLError, YAMLError

_COLON_IN_TEXT = re.compile(r"^\s*(?:- +)?[^\s#:][^:#]*: +[^\s'\"{\[|>&*#][^#]*?:(?: |$)")


def explain(error: YAMLError, string: str) -> tuple[str, str, int, int]:
    """The message, the fix, and the start and end offset (in code points) of what libyaml could not read."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return "this is not readable as YAML", "check the file for characters that do not belong there", 0, 1
    at = min(error.problem_mark.index, len(string))
    began = error.context_mark.index if error.context_mark is not None else at
    problem = error.problem or ""
    context = error.context or ""
    character = string[at : at + 1]
    line_start = max(string.rfind("\n", 0, at), string.rfind("\r", 0, at)) + 1
    line = re.split(r"[\r\n]", string[line_start:], maxsplit=1)[0]
    indentation = line[: len(line) - len(line.lstrip())]

    if "\t" in indentation:
        tab = line_start + indentation.index("\t")
        return (
            "this line is indented with a tab, and YAML allows only spaces",
            "replace the tab by spaces, in step with the lines around it",
            tab,
            tab + 1,
        )
    if "quoted scalar" in context and "unexpected end" in problem:
        return (
            "the quotation mark that opens here is never closed",
            "close the quotation, or delete the mark",
            began,
            began + 1,
        )
    if "flow mapping" in context or "flow sequence" in context:
        bracket = string[began : began + 1]
        close = {"{": "}", "[": "]"}.get(bracket, "bracket")
        return (
            f"the list or group that `{bracket}` opens here is not in order: a comma or the closing `{close}` is missing",
            f"put a comma between the entries, and close with `{close}`",
            began,
            began + 1,
        )
    if "mapping values are not allowed" in problem:
        if _COLON_IN_TEXT.match(line):
            return (
                "there is a second colon on this line, so YAML can't tell the field from its text",
                "put the text after the first colon in quotation marks",
                at,
                at + 1,
            )
        return (
            "this line is indented further than the lines that it belongs to",
            "line it up with the fields above; a field with a text of its own can't have fields below it",
            at,
            at + 1,
        )
    if "cannot start any token" in problem:
        return (
            f"a text can't begin with `{character}` in YAML",
            "put the text in quotation marks",
            at,
            at + 1,
        )
    if "could not find expected ':'" in problem:
        lost = began if context else at
        return (
            "this line has no colon, so YAML can't tell what field it is",
            "write it as `field: text`, or put a text of several lines in quotation marks",
            lost,
            _line_end(string, lost),
        )
    if "block collection" in context or "block sequence entries are not allowed" in problem:
        return (
            "this line does not line up with the entries of the list above it",
            "begin each entry of a list with `- ` in the same column, and its fields two columns further right",
            at,
            at + 1,
        )
    if "block mapping" in context:
        return (
            "this line does not line up with the fields above it, or a quotation mark before it is out of place",
            "indent fields that belong together alike, and check the quotation marks of the line before",
            at,
            at + 1,
        )
    if "unknown escape character" in problem:
        return (
            f"`\\{character}` means nothing inside double quotation marks",
            "use single quotation marks, or write the backslash twice",
            max(at - 1, 0),
            at + 1,
        )
    return (
        f"this is not readable as YAML ({problem})",
        "compare the line with those around it: indentation, colons, quotation marks",
        at,
        at + 1,
    )


def _line_end(string: str, offset: int) -> int:
    found = re.compile(r"[\r\n]").search(string, offset)
    return found.start() if found else len(string)
