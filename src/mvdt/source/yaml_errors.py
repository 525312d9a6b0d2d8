"""libyaml's complaints in plain words, with the likely cause and a place worth looking at."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from yaml import MarkedYAMLError, YAMLError

from mvdt.source.nodes import Fault

_LINE_BREAK = re.compile(r"[\r\n]")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
# A space that looks like one and is none to YAML, as web pages and documents have it, where a line begins.
_SPECIAL_SPACES = re.compile(r" *([\xa0\u2000-\u200a\u202f\u3000]+)")
# What word processors put in front of the entries of a list, and a hyphen without its space.
_BULLET = re.compile(
    "[ \t]*([*\u00b7\u2010-\u2015\u2022\u2023\u2043\u2212\u25aa\u25cf\u25e6\uf0b7]|\\d{1,2}[.)])[ \t\xa0]+\\S"
)
_NO_SPACE_AFTER_DASH = re.compile(r"[ \t]*(-)[A-Za-z_\"']")
_NO_SPACE = re.compile(r"^\s*(?:- +)?[A-Za-z_][\w-]*(:)[^\s/]")
# The code of a character, and behind it that of the second half of one.
_CODE = re.compile(r"(\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})))(?:\\u([Dd][C-Fc-f][0-9A-Fa-f]{2}))?")
_SECOND_COLON = re.compile(r"^\s*(?:- +)?[^\s#:][^:#]*: +[^\s'\"{\[|>&*#][^#]*?:(?: |$)")


class _Complaint(NamedTuple):
    """What libyaml says: what it met (`problem`) while reading what (`context`), and where both are."""

    problem: str
    context: str
    at: int
    began: int
    string: str

    @property
    def line_start(self) -> int:
        return max(self.string.rfind("\n", 0, self.at), self.string.rfind("\r", 0, self.at)) + 1

    @property
    def line(self) -> str:
        return self.string[self.line_start : self.line_end(self.at)]

    def line_end(self, offset: int) -> int:
        found = _LINE_BREAK.search(self.string, offset)
        return found.start() if found else len(self.string)


def explain(error: YAMLError, string: str) -> Fault:
    """What libyaml could not read in a text, as a sentence with a way out and a place."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Fault("this is not readable as YAML", "look for characters that do not belong in a text file", 0, 1)
    at = min(error.problem_mark.index, len(string))
    began = error.context_mark.index if error.context_mark is not None else at
    complaint = _Complaint(error.problem or "", error.context or "", at, began, string)
    for cause in _CAUSES:
        fault = cause(complaint)
        if fault is not None:
            return fault
    return Fault(
        f"this is not readable as YAML ({complaint.problem})",
        "compare the line with those around it: indentation, colons, quotation marks",
        at,
        at + 1,
    )


def _conflict(said: _Complaint) -> Fault | None:
    found = _CONFLICT.search(said.string)
    if found is None:
        return None
    return Fault(
        "two versions of this file were merged and the conflict was never settled",
        "keep one of the two versions, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
        *found.span(),
    )


def _directive(said: _Complaint) -> Fault | None:
    if "incompatible YAML" not in said.problem and "directive" not in said.context:
        return None
    return Fault(
        "a line that begins with `%` is an instruction to YAML, and this one is not understood",
        "delete the line",
        said.line_start,
        said.line_end(said.at),
    )


def _tab(said: _Complaint) -> Fault | None:
    before = said.string[said.line_start : said.at + 1]
    if "\t" not in before or before.strip(" \t-"):
        return None
    tab = said.line_start + before.index("\t")
    if "-" in said.string[said.line_start : tab]:
        return Fault(
            "after the dash stands a tab, and YAML allows only spaces", "replace the tab by a space", tab, tab + 1
        )
    return Fault(
        "this line is indented with a tab, and YAML allows only spaces",
        "replace the tab by spaces, in step with the lines around it",
        tab,
        tab + 1,
    )


def _special_spaces(said: _Complaint) -> Fault | None:
    above = said.string.rfind("\n", 0, max(said.line_start - 1, 0)) + 1
    for start in (said.line_start, above):
        found = _SPECIAL_SPACES.match(said.string, start)
        if found is not None:
            return Fault(
                "this line is indented with no-break spaces, and YAML allows only plain ones",
                "replace them by plain spaces, in step with the lines around it",
                *found.span(1),
            )
    return None


def _bullet(said: _Complaint) -> Fault | None:
    above = said.string.rfind("\n", 0, max(said.line_start - 1, 0)) + 1
    for start in sorted({said.string.rfind("\n", 0, said.began) + 1, above, said.line_start}):
        found = _BULLET.match(said.string, start)
        if found is not None:
            return Fault(
                f"an entry of a list begins with a hyphen and a space, and this one begins with `{found[1]}`",
                "write `- ` in its place",
                *found.span(1),
            )
        found = _NO_SPACE_AFTER_DASH.match(said.string, start)
        if found is not None:
            return Fault("there is no space after the hyphen", "put a space after the hyphen", *found.span(1))
    return None


def _open_quotation(said: _Complaint) -> Fault | None:
    if "quoted scalar" not in said.context or "unexpected end" not in said.problem:
        return None
    return Fault(
        "the quotation mark that opens here is never closed",
        "close the quotation, or delete the mark",
        said.began,
        said.began + 1,
    )


def _brackets(said: _Complaint) -> Fault | None:
    if "flow mapping" not in said.context and "flow sequence" not in said.context:
        return None
    bracket = said.string[said.began : said.began + 1]
    close = {"{": "}", "[": "]"}.get(bracket, "bracket")
    return Fault(
        f"what `{bracket}` opens here is not in order: a comma or the closing `{close}` is missing",
        f"put a comma between the entries, and close with `{close}`",
        said.began,
        said.began + 1,
    )


def _nothing_there(said: _Complaint) -> Fault | None:
    if "expected node content" not in said.problem:
        return None
    return Fault(
        "something is missing here: a value, or a closing bracket",
        "fill in the value, or close what is open with `]` or `}`",
        said.at,
        said.at + 1,
    )


def _no_space(said: _Complaint) -> Fault | None:
    if "mapping values are not allowed" not in said.problem and "could not find expected ':'" not in said.problem:
        return None
    above = said.string.rfind("\n", 0, max(said.line_start - 1, 0)) + 1
    for start in (said.began, said.line_start, above):
        line_start = said.string.rfind("\n", 0, start) + 1
        found = None
        # Of several such lines YAML complains of the last.
        while here := _NO_SPACE.match(said.string[line_start : said.line_end(line_start)]):
            found, first = here, line_start
            if not line_start:
                break
            line_start = said.string.rfind("\n", 0, line_start - 1) + 1
        if found is not None:
            line_start = first
            colon = line_start + found.start(1)
            return Fault(
                "there is no space after the colon, so YAML can't tell the field from its text",
                "put a space after the colon",
                colon,
                colon + 1,
            )
    return None


def _colon(said: _Complaint) -> Fault | None:
    if "mapping values are not allowed" not in said.problem:
        return None
    if _SECOND_COLON.match(said.line):
        return Fault(
            "there is a second colon on this line, so YAML can't tell the field from its text",
            "put the text after the first colon in quotation marks",
            said.at,
            said.at + 1,
        )
    return Fault(
        "this line is indented further than the lines that it belongs to",
        "line it up with the fields above; a field with a text of its own can't have fields below it",
        said.at,
        said.at + 1,
    )


def _reserved(said: _Complaint) -> Fault | None:
    if "cannot start any token" in said.problem:
        at = said.at
    elif "alphabetic or numeric character" in said.problem:
        at = said.began
    else:
        return None
    character = said.string[at : at + 1]
    return Fault(f"a text can't begin with `{character}` in YAML", "put the text in quotation marks", at, at + 1)


def _no_colon(said: _Complaint) -> Fault | None:
    if "could not find expected ':'" not in said.problem:
        return None
    lost = said.began if said.context else said.at
    return Fault(
        "this line has no colon, so YAML can't tell what field it is",
        "write it as `field: text`, or put a text of several lines in quotation marks",
        lost,
        said.line_end(lost),
    )


def _list_out_of_step(said: _Complaint) -> Fault | None:
    dash = "block mapping" in said.context and said.string[said.at : said.at + 2] in ("- ", "-\n")
    if (
        not dash
        and "block collection" not in said.context
        and "block sequence entries are not allowed" not in said.problem
    ):
        return None
    return Fault(
        "this line does not line up with the entries of the list above it",
        "begin each entry of a list with `- ` in the same column, and its fields two columns further right",
        said.at,
        said.at + 1,
    )


def _after_quotation(said: _Complaint) -> Fault | None:
    before = said.line[: said.at - said.line_start].rstrip()
    if "block mapping" not in said.context or before[-1:] not in ("'", '"'):
        return None
    mark = before[-1]
    other = '"' if mark == "'" else "'"
    return Fault(
        "the quotation ends before this, and more text follows",
        f"put the whole text in quotation marks, of the other kind ({other}) if it holds {mark} itself",
        said.at,
        said.at + 1,
    )


def _fields_out_of_step(said: _Complaint) -> Fault | None:
    if "block mapping" not in said.context:
        return None
    return Fault(
        "this line does not line up with the fields above it, or a quotation mark before it is out of place",
        "indent fields that belong together alike, and check the quotation marks of the line before",
        said.at,
        said.at + 1,
    )


def _escape(said: _Complaint) -> Fault | None:
    unknown = "unknown escape character" in said.problem
    # libyaml spells it so.
    if not unknown and "Unicode character escape" not in said.problem and "hexdecimal" not in said.problem:
        return None
    at = said.string.rfind("\\", 0, said.at + 1)
    code = None if unknown else _CODE.match(said.string, at)
    if code is not None:
        return _no_character(code)
    what = f"`\\{said.string[at + 1 : at + 2]}`"
    return Fault(
        f"{what} means nothing inside double quotation marks"
        if unknown
        else f"{what} begins the code of a character inside double quotation marks, and no such code follows",
        "use single quotation marks, or write the backslash twice",
        at,
        at + 2,
    )


def _no_character(code: re.Match[str]) -> Fault:
    """A code that is whole, and yet no character's: JSON writes an emoji as two of them."""
    first, second = (int(digits, 16) if digits else 0 for digits in (code[2] or code[3], code[4]))
    written, fix = code[1], "delete it, or write the character itself"
    if not 0xD800 <= first < 0xE000:  # noqa: PLR2004 - halves of characters, the Unicode Standard, section 3.8
        message = f"`{written}` is the code of no character"
    elif second and first < 0xDC00:  # noqa: PLR2004
        message = f"`{written}` is half of a character, as JSON writes it, and YAML takes no halves"
        character = 0x10000 + ((first - 0xD800) << 10) + second - 0xDC00
        fix = (
            f"write `\\U{character:08X}`, or the character itself; or end the file's name in .json if all of it is JSON"
        )
    else:
        message = f"`{written}` is half of a character, and the other half is missing"
    return Fault(message, fix, *code.span(1))


# The first that knows the complaint speaks: the more certain causes come first.
_CAUSES: Final = (
    _conflict,
    _directive,
    _tab,
    _special_spaces,
    _open_quotation,
    _brackets,
    _bullet,
    _nothing_there,
    _no_space,
    _colon,
    _reserved,
    _no_colon,
    _list_out_of_step,
    _after_quotation,
    _fields_out_of_step,
    _escape,
)
