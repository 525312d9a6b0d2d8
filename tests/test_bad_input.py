"""Bad input, from the installed command: each is told in plain words, at its place, with the way out."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import COMMAND, TODAY, VIABLE, Result, Run
from told import Said, printed

Write = Callable[[str, str | bytes], Path]

_HEAD = re.compile(r"\n*\S.*:\d+:\d+: (?:error|warning): ")
# What a terminal would act upon: controls other than the line feed, direction marks, separators, zero-width space.
_ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
FTE = "    fte: 1.0\n"
MEMBER = "name: Priya Shah\n    role: product-manager\n    fte: 1.0\n    employment: permanent\n"
MISSPELT = """\
{path}:{line}:5: error: invalid-roster
  |
{line} |     ftee: 1.0
  |     ^^^^ `ftee` is not a field of a member
  = fix: did you mean `fte`?
"""


def told(result: Result) -> str:
    """All that the report says of single lines: every error and warning whole, without the team below it."""
    blocks = [block.strip("\n") for block in result.stdout.split("\n\n")]
    return "\n\n".join(block for block in blocks if _HEAD.match(block)) + "\n"


def ended(result: Result, code: int) -> Result:
    """The same result, once it has ended as it should and without a word of Python's."""
    everything = result.stdout + result.stderr
    assert "Traceback" not in everything
    assert "bug in mvdt" not in everything
    assert result.returncode == code, everything
    return result


def changed(old: str, new: str, roster: str = VIABLE) -> str:
    """A roster with one place changed."""
    assert old in roster
    return roster.replace(old, new, 1)


def shell(line: str, cwd: Path) -> Result:
    """A line of bash in which `mvdt` is the installed command."""
    line = f'set -o pipefail; mvdt() {{ "{COMMAND}" "$@"; }}; {line}'
    env = {"MVDT_TODAY": TODAY, "PATH": os.defpath}
    return subprocess.run(
        ["bash", "-c", line],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


# A file that is no YAML: the place, the likely cause, the way out, and nothing else.

ANY_FIELD = (
    "delete it, or use one of: name, title, role, roles, fte, employment, skills, registration, clinician, "
    "staff_group, funded, from, until, shared, organisation, id, note, wte"
)
A_SHARE = "write the share of a full week as a number: `fte: 1.0` is full time, `fte: 0.6` three days of five"
BEGIN = "begin the file with `team:` and the team's name, then `members:`; `mvdt init` writes an example"
QUOTED = "put the text in quotation marks"
IN_STEP = "begin each entry of a list with `- ` in the same column, and its fields two columns further right"

BROKEN: dict[str, tuple[str, *tuple[Said, ...]]] = {
    "a quotation that is never closed": (
        'team: Ward\nsponsor: "Medical Director\nmembers: []\n',
        Said(
            "2:10", '"', "the quotation mark that opens here is never closed", "close the quotation, or delete the mark"
        ),
    ),
    "a single quotation that is never closed": (
        "team: Ward\nsponsor: 'Medical Director\nmembers: []\n",
        Said(
            "2:10", "'", "the quotation mark that opens here is never closed", "close the quotation, or delete the mark"
        ),
    ),
    "a list without its closing bracket": (
        "team: Ward\nmembers: [{name: Ann, role: developer}\n",
        Said(
            "2:10",
            "[",
            "what `[` opens here is not in order: a comma or the closing `]` is missing",
            "put a comma between the entries, and close with `]`",
        ),
    ),
    "a group without its closing brace": (
        "team: Ward\nmembers:\n  - {name: Ann, role: developer\n  - {name: Bob, role: developer}\n",
        Said(
            "3:5",
            "{",
            "what `{` opens here is not in order: a comma or the closing `}` is missing",
            "put a comma between the entries, and close with `}`",
        ),
    ),
    "a group without a comma": (
        "team: Ward\nmembers:\n  - {role: developer, name: Ann fte: 0.5}\n",
        Said(
            "3:5",
            "{",
            "what `{` opens here is not in order: a comma or the closing `}` is missing",
            "put a comma between the entries, and close with `}`",
        ),
    ),
    "a value that is a closing bracket": (
        "team: Ward\nmembers: ]\n",
        Said(
            "2:10",
            "]",
            "something is missing here: a value, or a closing bracket",
            "fill in the value, or close what is open with `]` or `}`",
        ),
    ),
    "a second colon": (
        "team: Ward: the tablets\nmembers: []\n",
        Said(
            "1:11",
            ":",
            "there is a second colon on this line, so YAML can't tell the field from its text",
            "put the text after the first colon in quotation marks",
        ),
    ),
    "a field under a text": (
        "team: Ward\nled_by: Ann\n  phase: alpha\nmembers: []\n",
        Said(
            "3:8",
            ":",
            "this line is indented further than the lines that it belongs to",
            "line it up with the fields above; a field with a text of its own can't have fields below it",
        ),
    ),
    "a text that begins with @": (
        "team: Ward\nled_by: @ann\nmembers: []\n",
        Said("2:9", "@", "a text can't begin with `@` in YAML", QUOTED),
    ),
    "a text that begins with a percent sign": (
        "team: Ward\nled_by: %ann\nmembers: []\n",
        Said("2:9", "%", "a text can't begin with `%` in YAML", QUOTED),
    ),
    "a text that begins with a star": (
        "team: Ward\nled_by: **Ann**\nmembers: []\n",
        Said("2:9", "*", "a text can't begin with `*` in YAML", QUOTED),
    ),
    "a text that begins with an ampersand": (
        "team: Ward\nled_by: & Ann\nmembers: []\n",
        Said("2:9", "&", "a text can't begin with `&` in YAML", QUOTED),
    ),
    "a line without a colon": (
        "team: Ward\nphase alpha\nmembers: []\n",
        Said(
            "2:1",
            "phase alpha",
            "this line has no colon, so YAML can't tell what field it is",
            "write it as `field: text`, or put a text of several lines in quotation marks",
        ),
    ),
    "a dash too far right": (
        "team: Ward\nmembers:\n  - name: Ann\n    role: developer\n   - name: Bob\n",
        Said("5:4", "-", "this line does not line up with the entries of the list above it", IN_STEP),
    ),
    "a dash too far left": (
        "team: Ward\nmembers:\n  - name: Ann\n    role: developer\n - name: Bob\n",
        Said("5:2", "-", "this line does not line up with the entries of the list above it", IN_STEP),
    ),
    "a field too far left": (
        "team: Ward\nmembers:\n  - name: Ann\n    role: developer\n   fte: 1.0\n",
        Said("5:4", "f", "this line does not line up with the entries of the list above it", IN_STEP),
    ),
    "a field too far right": (
        "team: Ward\nmembers:\n  - name: Ann\n    role: developer\n      fte: 1.0\n",
        Said(
            "5:10",
            ":",
            "this line is indented further than the lines that it belongs to",
            "line it up with the fields above; a field with a text of its own can't have fields below it",
        ),
    ),
    "an apostrophe in single quotation marks": (
        "team: Ward\nsponsor: 'The trust's director'\nmembers: []\n",
        Said(
            "2:21",
            "s",
            "the quotation ends before this, and more text follows",
            "put the whole text in quotation marks, of the other kind (\") if it holds ' itself",
        ),
    ),
    "words after a quotation": (
        'team: Ward\nsponsor: "Medical" director\nmembers: []\n',
        Said(
            "2:20",
            "d",
            "the quotation ends before this, and more text follows",
            "put the whole text in quotation marks, of the other kind (') if it holds \" itself",
        ),
    ),
    "a Windows path in double quotation marks": (
        'team: Ward\nsponsor: "C:\\ward"\nmembers: []\n',
        Said(
            "2:13",
            "\\w",
            "`\\w` means nothing inside double quotation marks",
            "use single quotation marks, or write the backslash twice",
        ),
    ),
    "a Windows path that begins a code": (
        'team: Ward\nsponsor: "C:\\users"\nmembers: []\n',
        Said(
            "2:13",
            "\\u",
            "`\\u` begins the code of a character inside double quotation marks, and no such code follows",
            "use single quotation marks, or write the backslash twice",
        ),
    ),
    "indentation with a tab": (
        "team: Ward\nmembers:\n\t- name: Ann\n",
        Said(
            "3:1",
            "\t",
            "this line is indented with a tab, and YAML allows only spaces",
            "replace the tab by spaces, in step with the lines around it",
        ),
    ),
    "a tab in an entry": (
        "team: Ward\nmembers:\n  - name: Ann\n    role: developer\n\tfte: 1.0\n",
        Said(
            "5:1",
            "\t",
            "this line is indented with a tab, and YAML allows only spaces",
            "replace the tab by spaces, in step with the lines around it",
        ),
    ),
    "a tab after a dash": (
        "team: Ward\nmembers:\n  -\tname: Ann\n",
        Said("3:4", "\t", "after the dash stands a tab, and YAML allows only spaces", "replace the tab by a space"),
    ),
    "no space after the colon": (
        "team: Ward\nphase:alpha\nmembers: []\n",
        Said(
            "2:6",
            ":",
            "there is no space after the colon, so YAML can't tell the field from its text",
            "put a space after the colon",
        ),
    ),
    "no space after the first colon": (
        "team:Ward\nmembers: []\n",
        Said(
            "1:5",
            ":",
            "there is no space after the colon, so YAML can't tell the field from its text",
            "put a space after the colon",
        ),
    ),
    "no-break spaces from a web page": (
        changed(FTE, "\xa0\xa0\xa0 fte: 1.0\n"),
        Said(
            "7:1",
            "\xa0\xa0\xa0",
            "this line is indented with no-break spaces, and YAML allows only plain ones",
            "replace them by plain spaces, in step with the lines around it",
        ),
    ),
    "a conflict that git left": (
        "<<<<<<< HEAD\nteam: Ward\n=======\nteam: Wards\n>>>>>>> main\nmembers: []\n",
        Said(
            "1:1",
            "<<<<<<< HEAD",
            "two versions of this file were merged and the conflict was never settled",
            "keep one of the two versions, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
        ),
    ),
    "an alias of nothing": (
        "team: Ward\nmembers:\n  - *ann\n",
        Said(
            "3:5",
            "*ann",
            "`*ann` refers to `&ann`, which stands nowhere above",
            "write the text out, or put it in quotes if the `*` belongs to it",
        ),
    ),
    "an alias inside itself": (
        "team: Ward\nmembers: &m\n  - *m\n",
        Said("3:5", "*m", "`*m` stands inside the very part that it refers to", "write the part out"),
    ),
    "two documents in one file": (
        "team: Ward\nmembers: []\n---\nteam: Clinic\nmembers: []\n",
        Said(
            "3:1",
            "---",
            "a second document begins here, and a file may hold one only",
            "move what follows `---` to a file of its own",
        ),
    ),
    "a list as the name of a field": (
        "team: Ward\nmembers: []\n? [a, b]\n: c\n",
        Said(
            "3:3",
            "[",
            "a field's name must be plain text, and here stands a list or a group of fields",
            "put the name in quotes, or check the brackets",
        ),
    ),
    "a tag that would run a program": (
        changed("team: Outpatient booking", "team: !!python/object/apply:os.system [echo owned]"),
        Said("1:7", "!", "the tag `!!python/object/apply:os.system` means nothing here", "delete the tag"),
        Said(
            "1:7",
            "!!python/object/apply:os.system [echo owned]",
            "`team` must be a text, and here stands a list",
            "for example `team: Outpatient booking`",
            "invalid-roster",
        ),
    ),
    "a tag of another tool": (
        changed("phase: alpha", "phase: alpha\nled_by: !vault Priya Shah"),
        Said("3:9", "!vault Priya Shah", "the tag `!vault` means nothing here", "delete the tag"),
    ),
    "a YAML version from the future": (
        "%YAML 3.0\n---\nteam: Ward\nmembers: []\n",
        Said(
            "1:1",
            "%YAML 3.0",
            "a line that begins with `%` is an instruction to YAML, and this one is not understood",
            "delete the line",
        ),
    ),
}

VALUES = {
    "a field that nearly is one": (
        FTE,
        "    ftee: 1.0\n",
        Said("7:5", "ftee", "`ftee` is not a field of a member", "did you mean `fte`?"),
    ),
    "a field in capitals": (
        FTE,
        "    FTE: 1.0\n",
        Said("7:5", "FTE", "`FTE` is not a field of a member", "did you mean `fte`?"),
    ),
    "a field that nobody knows": (
        FTE,
        "    xyzzy: 1.0\n",
        Said("7:5", "xyzzy", "`xyzzy` is not a field of a member", ANY_FIELD),
    ),
    "a misspelt field of the roster": (
        "phase: alpha",
        "phse: alpha",
        Said("2:1", "phse", "`phse` is not a field of a roster", "did you mean `phase`?"),
    ),
    "a number as a field": (FTE, "    1: 1.0\n", Said("7:5", "1", "`1` is not a field of a member", ANY_FIELD)),
    "an empty field name": (FTE, "    ~: 1.0\n", Said("7:5", "~", "`~` is not a field of a member", ANY_FIELD)),
    "a field twice": (
        "    role: product-manager\n",
        "    role: product-manager\n    role: developer\n",
        Said(
            "7:5",
            "role",
            "`role` stands twice in the same group; the first, on line 6, is read and this one is not",
            "keep one of the two, with everything that belongs there",
            rule="duplicate-key",
            see="the first role, team.yaml:6:5",
        ),
    ),
    "a field of the roster twice": (
        "phase: alpha\n",
        "phase: alpha\nphase: beta\n",
        Said(
            "3:1",
            "phase",
            "`phase` stands twice in the same group; the first, on line 2, is read and this one is not",
            "keep one of the two, with everything that belongs there",
            rule="duplicate-key",
            see="the first phase, team.yaml:2:1",
        ),
    ),
    "a field twice on one line": (
        "  - name: Ali Demir\n    role: performance-analyst\n    fte: 0.5\n",
        "  - {name: Ali Demir, fte: 0.5, fte: 1.0, role: performance-analyst}\n",
        Said(
            "29:33",
            "fte",
            "`fte` stands twice in the same group; the first, on line 29, is read and this one is not",
            "keep one of the two, with everything that belongs there",
            rule="duplicate-key",
            see="the first fte, team.yaml:29:23",
        ),
    ),
    "two words for the share": (
        FTE,
        "    fte: 1.0\n    wte: 0.5\n",
        Said("8:5", "wte", "`wte` and `fte` mean the same, and both are here", "keep one; mvdt reads `fte`"),
    ),
    "a merge key": (
        "  - name: Priya Shah\n    role: product-manager\n",
        "  - <<: {fte: 1.0}\n    name: Priya Shah\n    role: product-manager\n",
        Said("5:5", "<<", "merge keys (`<<`) are not part of YAML 1.2", "write the fields out"),
    ),
    "a member who is only a name": (
        f"  - {MEMBER}",
        "  - Priya Shah\n",
        Said(
            "5:5",
            "Priya Shah",
            "a member is a group of fields, and here stands `Priya Shah`",
            "write it with `name: ...` and `role: ...` on lines of their own",
        ),
    ),
    "a member who is a list": (
        f"  - {MEMBER}",
        "  - [Priya Shah, product-manager]\n",
        Said(
            "5:5",
            "[Priya Shah, product-manager]",
            "a member is a group of fields, and here stands a list",
            "write it with `name: ...` and `role: ...` on lines of their own",
        ),
    ),
    "a dash with nothing": (
        f"  - {MEMBER}",
        "  -\n",
        Said("5:4", "", "this entry of `members` is empty", "fill it in, or delete the line"),
    ),
    "a name that is a list": (
        "name: Priya Shah",
        "name: [Priya, Shah]",
        Said(
            "5:11", "[Priya, Shah]", "`name` must be a text, and here stands a list", "for example `name: Priya Shah`"
        ),
    ),
    "an empty name": (
        "name: Priya Shah",
        "name: ''",
        Said("5:11", "''", "`name` is empty", "write it out, for example `name: Priya Shah`"),
    ),
    "a truth that is a guess": (
        "phase: alpha\n",
        "phase: alpha\nclinical: maybe\n",
        Said(
            "3:11", "maybe", "`clinical` is `maybe`, and must be true or false", "write it for example `clinical: true`"
        ),
    ),
    "a phase that there is not": (
        "phase: alpha",
        "phase: gamma",
        Said("2:8", "gamma", "`gamma` is not a phase that mvdt knows", "choose `discovery`, `alpha`, `beta` or `live`"),
    ),
    "a misspelt phase": (
        "phase: alpha",
        "phase: aplha",
        Said(
            "2:8",
            "aplha",
            "`aplha` is not a phase that mvdt knows",
            "did you mean `alpha`? Otherwise choose `discovery`, `alpha`, `beta` or `live`",
        ),
    ),
    "an approach that there is not": (
        "phase: alpha\n",
        "phase: alpha\napproach: rent\n",
        Said("3:11", "rent", "`rent` is not a value of `approach`", "choose `build`, `buy` or `mixed`"),
    ),
    "an answer that there is not": (
        "phase: alpha\n",
        "phase: alpha\ndecides: sometimes\n",
        Said("3:10", "sometimes", "`sometimes` is not a value of `decides`", "choose `fully`, `partly` or `no`"),
    ),
    "a misspelt employment": (
        "employment: permanent",
        "employment: contracter",
        Said(
            "8:17",
            "contracter",
            "`contracter` is not a value of `employment`",
            (
                "did you mean `contractor`? Otherwise choose `permanent`, `fixed-term`, `secondment`, "
                "`contractor` or `supplier`"
            ),
        ),
    ),
    "a British date": (
        FTE,
        "    fte: 1.0\n    from: 01/04/2026\n",
        Said(
            "8:11",
            "01/04/2026",
            "`from` is `01/04/2026`, and must be a date such as 2026-04-01",
            "write it for example `from: 2026-04-01`",
        ),
    ),
    "the thirtieth of February": (
        FTE,
        "    fte: 1.0\n    until: 2026-02-30\n",
        Said(
            "8:12",
            "2026-02-30",
            "`until` is `2026-02-30`, and must be a date such as 2026-04-01",
            "write it for example `until: 2027-03-31`",
        ),
    ),
    "skills in a list": (
        FTE,
        "    fte: 1.0\n    skills: [agile-working]\n",
        Said(
            "8:13",
            "[agile-working]",
            "`skills` must be a group of fields, and here stands a list",
            "for example `skills: {product-management: practitioner}`",
        ),
    ),
    "a level that there is not": (
        FTE,
        "    fte: 1.0\n    skills: {agile-working: guru}\n",
        Said(
            "8:29",
            "guru",
            "`guru` is not a level that mvdt knows",
            "choose `awareness`, `working`, `practitioner` or `expert`",
        ),
    ),
    "a misspelt skill": (
        FTE,
        "    fte: 1.0\n    skills: {agile-workng: working}\n",
        Said("8:14", "agile-workng", "`agile-workng` is not a skill that mvdt knows", "did you mean `agile-working`?"),
    ),
    "a share that is a list": (
        "fte: 1.0",
        "fte: [1]",
        Said("7:10", "[1]", "`fte` must be a number from 0 to 1.2, and here stands a list", "for example `fte: 0.6`"),
    ),
    "a vacancy without a role": (
        "available:\n",
        "vacancies:\n  - fte: 1.0\navailable:\n",
        Said("33:5", "fte: 1.0", "`role` is missing", "add `role:`, for example `role: user-researcher`"),
    ),
    "an exception without a reason": (
        "available:\n",
        "exceptions:\n  - rule: missing-role\navailable:\n",
        Said(
            "33:5",
            "rule: missing-role",
            "`reason` is missing",
            "add `reason:`, for example `reason: Post approved, interviews on 4 December`",
        ),
    ),
    "a misspelt role in a list of roles": (
        "role: product-manager",
        "roles: [product-manager, user-reseacher]",
        Said(
            "6:30",
            "user-reseacher",
            "`user-reseacher` is not a role in this catalogue",
            "did you mean `user-researcher`? `mvdt roles` lists all",
            rule="unknown-role",
        ),
    ),
    "two members of one name": (
        "name: Ruth Adeyemi",
        "name: Priya Shah",
        Said(
            "9:11",
            "Priya Shah",
            "Priya Shah stands on this roster twice",
            "one person with two roles is one entry with `roles: [.., ..]`; two people need two labels",
            rule="duplicate-person",
            see="the first Priya Shah, team.yaml:5:11",
        ),
    ),
    "one name in two spellings": (
        "name: Ruth Adeyemi",
        "name: priya  shah",
        Said(
            "9:11",
            "priya  shah",
            "priya shah stands on this roster twice",
            "one person with two roles is one entry with `roles: [.., ..]`; two people need two labels",
            rule="duplicate-person",
            see="the first Priya Shah, team.yaml:5:11",
        ),
    ),
    "no team's name": (
        "team: Outpatient booking\n",
        "",
        Said(
            "1:1",
            "phase: alpha",
            "the roster does not say which team it is of",
            "add a first line `team:` with the team's name",
        ),
    ),
    "a roster that calls its team teem": (
        "team:",
        "teem:",
        Said("1:1", "teem", "`teem` is not a field of a roster", "did you mean `team`?"),
    ),
    "a role that is a list": (
        "role: product-manager",
        "role: [product-manager, service-owner]",
        Said(
            "6:11",
            "[product-manager, service-owner]",
            "`role` takes one role, and here stands a list",
            "write several roles as `roles: [product-manager, service-owner]`",
        ),
    ),
    "roles that are a text": (
        "role: product-manager",
        "roles: product-manager",
        Said(
            "6:12",
            "product-manager",
            "`roles` must be a list, and here stands a text",
            "for example `roles: [interaction-designer, user-researcher]`",
        ),
    ),
    "no-break spaces that end the list": (
        "    fte: 0.5\n",
        "\xa0\xa0\xa0 fte: 0.5\n",
        Said(
            "31:1",
            "\xa0\xa0\xa0 fte",
            "` fte` is not a field of a roster",
            "type the space in front of `fte` again: it is a special one, from a document or a web page",
        ),
    ),
    "a no-break space behind a field": (
        "fte: 1.0",
        "fte\xa0: 1.0",
        Said(
            "7:5",
            "fte\xa0",
            "`fte ` is not a field of a member",
            "type the space behind `fte` again: it is a special one, from a document or a web page",
        ),
    ),
}

SHARES = {
    "three": ("3", "1.0 is a full week; if this is 3 days of five, write `fte: 0.6`"),
    "less than nothing": ("-1", A_SHARE),
    "not a number": (".nan", A_SHARE),
    "the word nan": ("nan", A_SHARE),
    "infinity": (".inf", A_SHARE),
    "more than a float holds": ("1e400", A_SHARE),
    "just above the limit": ("1.3", A_SHARE),
    "hours a week": ("37.5", A_SHARE),
    "words": ("full time", A_SHARE),
    "per cent": ("50%", "write the share as a number, `fte: 0.5`"),
    "a comma": ("0,5", "write a point instead of the comma, `fte: 0.5`"),
    "a fraction": ("1/2", A_SHARE),
    "a truth": ("true", A_SHARE),
}

NO_ROSTERS = {
    "nothing": ("", Said("1:1", "", "the file is empty: it names no team and nobody on it", BEGIN)),
    "blank lines": ("\n\n  \n", Said("1:1", "", "the file is empty: it names no team and nobody on it", BEGIN)),
    "a comment": (
        "# to be written\n",
        Said("1:1", "# to be written", "the file is empty: it names no team and nobody on it", BEGIN),
    ),
    "the word null": ("null\n", Said("1:1", "null", "the file is empty: it names no team and nobody on it", BEGIN)),
    "an empty document": ("---\n", Said("1:1", "---", "the file is empty: it names no team and nobody on it", BEGIN)),
    "a list": (
        "- name: Priya Shah\n  role: product-manager\n",
        Said(
            "1:1",
            "- name: Priya Shah",
            "a roster begins with `team:`, and this file begins with a list",
            "put `team:` and `members:` above the list, and indent it",
        ),
    ),
    "a sentence": (
        "hello there\n",
        Said("1:1", "hello there", "a roster begins with `team:`, and this file holds a text only", BEGIN),
    ),
    "a number": ("42\n", Said("1:1", "42", "a roster begins with `team:`, and this file holds a text only", BEGIN)),
}

# A file that is no roster at all.

NO_TEXT = [
    pytest.param(bytes(range(256)), "this is not a text file", id="bytes of every kind"),
    pytest.param(changed("Priya", "Pri\0ya"), "this is not a text file", id="a zero byte in a name"),
    pytest.param(VIABLE.encode("utf-16-le"), "this is not a text file", id="UTF-16 without its mark"),
    pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "this is a picture, not a text file", id="a screenshot"),
    pytest.param(b"\xff\xd8\xff\xe0\0\0", "this is a picture, not a text file", id="a photograph"),
    pytest.param(
        b"PK\x03\x04\0\0",
        "this is a spreadsheet, a Word document or a zip archive, not a text file",
        id="a spreadsheet",
    ),
    pytest.param(
        b"\xd0\xcf\x11\xe0\0\0", "this is an old Excel or Word document, not a text file", id="an old spreadsheet"
    ),
    pytest.param(b"%PDF-1.7\n", "this is a PDF document, not a text file", id="a PDF"),
    pytest.param(b"\x1f\x8b\0\0", "this is a compressed archive, not a text file", id="an archive"),
]


@pytest.mark.parametrize("case", BROKEN)
def test_broken_yaml_is_told_by_place_and_likely_cause(mvdt: Run, write: Write, case: str) -> None:
    content, expected = BROKEN[case][0], BROKEN[case][1:]
    write("team.yaml", content)
    found = told(ended(mvdt("check", "team.yaml"), 1))
    assert found == "\n".join(printed(said, content, "invalid-file") for said in expected)


@pytest.mark.parametrize("case", [*VALUES, *SHARES])
def test_a_wrong_value_is_the_only_complaint(mvdt: Run, write: Write, case: str) -> None:
    if case in VALUES:
        old, new, said = VALUES[case]
    else:
        value, fix = SHARES[case]
        said = Said("7:10", value, f"`fte` is `{value}`, and must be a number from 0 to 1.2", fix)
        old, new = "fte: 1.0", f"fte: {value}"
    content = changed(old, new)
    write("team.yaml", content)
    result = ended(mvdt("check", "team.yaml"), 1)
    assert told(result) == printed(said, content)
    assert result.stdout.endswith("1 team: 1 red. 1 error.\n")


@pytest.mark.parametrize("case", NO_ROSTERS)
def test_a_file_without_a_team_says_how_a_roster_begins(mvdt: Run, write: Write, case: str) -> None:
    content, said = NO_ROSTERS[case]
    write("team.yaml", content)
    result = ended(mvdt("check", "team.yaml"), 1)
    assert result.stdout == f"{printed(said, content)}\n1 file could not be read. 1 error.\n"


@pytest.mark.parametrize(("content", "message"), NO_TEXT)
def test_a_file_that_is_no_text_is_called_what_it_is(
    mvdt: Run, write: Write, content: str | bytes, message: str
) -> None:
    write("team.yaml", content)
    result = ended(mvdt("check", "team.yaml"), 1)
    assert result.stdout == (
        "team.yaml:1:1: error: invalid-file\n"
        "  |\n"
        "1 |\n"
        f"  | ^ {message}\n"
        "  = fix: save it as a YAML text file\n"
        "\n"
        "1 file could not be read. 1 error.\n"
    )


# What cannot be known because the file breaks off is not called missing.

BREAKS_OFF = [
    pytest.param('team: "Ward\nmembers: []\n', "team.yaml:1:7: error: invalid-file", id="in the team's name"),
    pytest.param("team: @ward\nmembers: []\n", "team.yaml:1:7: error: invalid-file", id="before the team's name"),
    pytest.param(
        "team: Ward\nmembers:\n  - name: Ann\n    role developer\n",
        "team.yaml:4:5: error: invalid-file",
        id="in a member's role",
    ),
    pytest.param(
        "team: Ward\nmembers:\n  - name: Ann role: developer\n",
        "team.yaml:3:19: error: invalid-file",
        id="in a member's name",
    ),
    pytest.param(
        "team: Ward\nmembers:\n  - {name: Ann role: developer}\n",
        "team.yaml:3:5: error: invalid-file",
        id="in a member on one line",
    ),
    pytest.param("team: {{ team }}\nmembers: []\n", "team.yaml:1:8: error: invalid-file", id="in a template's field"),
]


@pytest.mark.parametrize(("content", "head"), BREAKS_OFF)
def test_what_the_break_hides_is_not_called_missing(mvdt: Run, write: Write, content: str, head: str) -> None:
    write("team.yaml", content)
    found = told(ended(mvdt("check", "team.yaml"), 1))
    assert [line for line in found.splitlines() if _HEAD.match(line)] == [head]
    assert "does not say which team" not in found
    assert "nothing says what" not in found


@pytest.mark.parametrize("team", ["[Ward]", "{name: Ward}", "''"])
def test_a_team_of_the_wrong_type_is_not_a_missing_team(mvdt: Run, write: Write, team: str) -> None:
    write("team.yaml", changed("team: Outpatient booking", f"team: {team}"))
    assert "does not say which team" not in ended(mvdt("check", "team.yaml"), 1).stdout


# Limits.


def test_an_alias_bomb_is_a_finding_in_no_time(mvdt: Run, write: Write) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{step}: &a{step} [{', '.join([f'*a{step - 1}'] * 10)}]" for step in range(1, 10)]
    write("team.yaml", "team: Ward\n" + "\n".join(rows) + "\nmembers: *a9\n")
    result = ended(mvdt("check", "team.yaml", timeout=10), 1)
    assert (
        told(result)
        == """\
team.yaml:6:45: error: invalid-file
  |
6 | ... *a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3]
  |                                   ^^^ the aliases of this file stand for
  |                                       more than 100,000 entries
  = fix: write the parts out instead of referring to them again and again
"""
    )


NESTED = [
    pytest.param("team: Ward\nsponsor: " + "[" * 200 + "]" * 200 + "\n", id="brackets"),
    pytest.param("team: Ward\nsponsor: " + "{a: " * 200 + "}" * 200 + "\n", id="braces"),
    pytest.param("team: Ward\nsponsor: " + "[" * 100_000 + "\n", id="brackets without end"),
    pytest.param("team: Ward\nsponsor:\n" + "".join("  " * (row + 1) + "a:\n" for row in range(200)), id="lines"),
    pytest.param("team: Ward\nsponsor:\n" + "- " * 200 + "\n", id="dashes"),
]


@pytest.mark.parametrize("content", NESTED)
def test_two_hundred_levels_are_a_finding(mvdt: Run, write: Write, content: str) -> None:
    write("team.yaml", content)
    found = told(ended(mvdt("check", "team.yaml", timeout=10), 1))
    last = found[found.rindex("team.yaml:") :]
    assert re.match(r"team\.yaml:\d+:\d+: error: invalid-file$", last, re.MULTILINE)
    words = " ".join(re.sub(r"^.*?[|=] ", "", line).strip(" ^") for line in last.splitlines()[3:])
    assert words == (
        "the file is nested more than 32 levels deep "
        "fix: a roster needs four levels: check for runaway brackets or indentation"
    )


def test_a_file_of_fifty_megabytes_is_not_read(mvdt: Run, write: Write) -> None:
    line = b"  - {name: Ann, role: developer}\n"
    huge = b"team: Ward\nmembers:\n" + line * (50 * 1024 * 1024 // len(line))
    write("team.yaml", huge)
    expected = """\
{}:1:1: error: invalid-file
  |
1 |
  | ^ the file is larger than 16 MiB, and no roster is
  = fix: check that this is the file you mean; a roster holds one team

1 file could not be read. 1 error.
"""
    assert ended(mvdt("check", "team.yaml", timeout=10), 1).stdout == expected.format("team.yaml")
    assert ended(mvdt("check", "-", stdin=huge, timeout=10), 1).stdout == expected.format("<stdin>")


# Names that look like something else, and names of all people.

NAMES = [
    "No", "Null", "1e3", "On", "2026-11-22", "yes", "true", "0x10", "12:30", "007", "1.0", "'null'", "NULL", "Nan",
    "\u0641\u0627\u0637\u0645\u0629 \u0627\u0644\u0632\u0647\u0631\u0627\u0621",
    "\u05e9\u05e8\u05d4 \u05db\u05d4\u05df",
    "Zoe\u0301 Nguye\u0302\u0303n",
    "\u5c71\u7530\u592a\u90ce",
    "Priya \U0001f469\U0001f3fd",
    "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
    "[bold red]Priya[/bold red]",
    ":smile: {curly} <b>Ann</b> %s",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_person_keeps_her_name(mvdt: Run, write: Write, name: str) -> None:
    # Square brackets, colons and the like need quotation marks in YAML, and nothing else.
    written = f"'{name}'" if name[0] in "[:" else name
    shown = name.strip("'")
    write("team.yaml", changed("name: Priya Shah", f"name: {written}"))
    result = ended(mvdt("check", "team.yaml"), 0)
    assert re.search(rf"^  product manager +\+ {re.escape(shown)}( |$)", result.stdout, re.MULTILINE)
    report = json.loads(ended(mvdt("check", "team.yaml", "--format", "json"), 0).stdout)
    assert report["teams"][0]["members"][0]["name"] == shown


@pytest.mark.parametrize("name", ["No", "Null", "1e3", "On", "2026-11-22"])
def test_a_team_keeps_its_name(mvdt: Run, write: Write, name: str) -> None:
    write("team.yaml", changed("team: Outpatient booking", f"team: {name}"))
    result = ended(mvdt("check", "team.yaml"), 0)
    assert result.stdout.startswith(f"{name}   8 people, 6.7 FTE, alpha")


def test_a_team_named_in_a_block_of_text_has_no_line_break_in_its_name(mvdt: Run, write: Write) -> None:
    write("team.yaml", changed("team: Outpatient booking", "team: >\n  Outpatient\n  booking"))
    assert ended(mvdt("check", "team.yaml"), 0).stdout.startswith("Outpatient booking   8 people, 6.7 FTE, alpha")


def test_a_very_long_name_does_not_flood_the_page(mvdt: Run, write: Write) -> None:
    write("team.yaml", changed("name: Priya Shah\n    role: product-manager", f"name: {'P' * 5000}\n    role: chief"))
    result = ended(mvdt("check", "team.yaml"), 1)
    assert max(map(len, result.stdout.splitlines())) <= 80


# Nothing in a roster acts on a terminal.

HOSTILE = [
    pytest.param('"Priya \\e[31mShah"', r"Priya \x1b[31mShah", id="a colour"),
    pytest.param('"Priya \\e]0;owned\\aShah"', r"Priya \x1b]0;owned\x07Shah", id="a window title"),
    pytest.param('"Priya\\b\\b\\x9b2JShah"', r"Priya\x08\x08\x9b2JShah", id="a single control byte"),
    pytest.param('"Priya\\nShah\\rX\\tY"', r"Priya\x0aShah\x0dX\tY", id="line breaks and a tab"),
    pytest.param('"Priya\\0Shah"', r"Priya\x00Shah", id="a zero byte"),
    pytest.param("Priya \u202eShah\u202c", r"Priya \u202eShah\u202c", id="text turned around"),
    pytest.param("Priya \u2066Shah\u2069", r"Priya \u2066Shah\u2069", id="isolated text"),
    pytest.param("Pri\u200bya Shah", r"Pri\u200bya Shah", id="a space of no width"),
    pytest.param("Priya\u2028Shah", r"Priya\u2028Shah", id="a line separator"),
    pytest.param('"Priya\\x85Shah"', r"Priya\x85Shah", id="a next line"),
]


@pytest.mark.parametrize(("name", "shown"), HOSTILE)
def test_a_hostile_name_is_written_out(mvdt: Run, write: Write, name: str, shown: str) -> None:
    write(
        "team.yaml", changed("name: Priya Shah\n    role: product-manager", f"name: {name}\n    role: product-manger")
    )
    text = ended(mvdt("check", "team.yaml", "--color", "never"), 1)
    written = " ".join(re.sub(r"(?m)^ *\d* \| +", "", text.stdout).split())
    assert f"- unless {shown} (product-manger) does this" in written
    assert f"- unless {shown} does" in written
    document = ended(mvdt("check", "team.yaml", "--format", "json"), 1)
    for result in (text, document):
        assert not _ACTS.search(result.stdout)
        assert not _ACTS.search(result.stderr)
    assert document.stdout.isascii()
    json.loads(document.stdout)


def test_a_hostile_role_and_field_are_written_out(mvdt: Run, write: Write) -> None:
    roster = changed("role: product-manager", r'role: "\e[2Jboss"')
    write("team.yaml", changed(FTE, '    "\\e[31mfte": 1.0\n', roster))
    result = ended(mvdt("check", "team.yaml"), 1)
    assert (
        r"""
6 |     role: "\e[2Jboss"
  |           ^^^^^^^^^^^ `\x1b[2Jboss` is not a role in this catalogue
"""
        in result.stdout
    )
    assert (
        r"""
7 |     "\e[31mfte": 1.0
  |     ^^^^^^^^^^^ `\x1b[31mfte` is not a field of a member
"""
        in result.stdout
    )
    assert not _ACTS.search(result.stdout)


RAW = [
    pytest.param("\x1b", r"\x1b", "U+001B", id="escape"),
    pytest.param("\x07", r"\x07", "U+0007", id="bell"),
    pytest.param("\x7f", r"\x7f", "U+007F", id="delete"),
    pytest.param("\x9b", r"\x9b", "U+009B", id="control sequence introducer"),
]


@pytest.mark.parametrize(("character", "shown", "code"), RAW)
def test_a_raw_control_character_is_refused_and_written_out(
    mvdt: Run, write: Write, character: str, shown: str, code: str
) -> None:
    write("team.yaml", changed("Priya Shah", f"Priya {character}[31mShah"))
    expected = (
        "team.yaml:5:17: error: invalid-file\n"
        "  |\n"
        f"5 |   - name: Priya {shown}[31mShah\n"
        f"  |                 ^^^^ the invisible control character {code} may not stand\n"
        "  |                      in a YAML file\n"
        "  = fix: delete the character, or type this line again\n"
    )
    text = ended(mvdt("check", "team.yaml"), 1)
    assert told(text) == expected
    for result in (text, ended(mvdt("check", "team.yaml", "--format", "json"), 1)):
        assert not _ACTS.search(result.stdout + result.stderr)


def test_markup_in_a_name_stays_text_even_in_colour(mvdt: Run, write: Write) -> None:
    write("team.yaml", changed("name: Priya Shah", "name: '[bold red]Priya[/] [link=http://x.example]Shah[/link]'"))
    result = ended(mvdt("check", "team.yaml", "--color", "always"), 0)
    assert "[bold red]Priya[/] [link=http://x.example]Shah[/link]" in result.stdout
    assert set(re.findall(r"\x1b\[[\d;]*(.)", result.stdout)) == {"m"}
    assert "\x1b]" not in result.stdout


@pytest.mark.parametrize("name", ["te\x1b[31mam.yaml", "te\nam.yaml", "te\u202eam.yaml"])
def test_a_hostile_file_name_is_written_out(mvdt: Run, write: Write, name: str) -> None:
    write(name, changed("fte: 1.0", "ftee: 1.0"))
    shown = name.replace("\x1b", r"\x1b").replace("\n", r"\x0a").replace("\u202e", r"\u202e")
    for arguments in (["check"], ["check", name], ["check", "-", "--stdin-name", name]):
        result = ended(mvdt(*arguments, stdin=changed("fte: 1.0", "ftee: 1.0").encode()), 1)
        assert told(result) == MISSPELT.format(path=shown, line=7)
    missing = ended(mvdt("check", f"no-{name}"), 2)
    assert missing.stderr == (
        f"mvdt: no-{shown}: there is no such file or folder\n  fix: check the path and the folder you are in\n"
    )


def test_a_file_name_that_is_no_utf8_can_be_checked(mvdt: Run, tmp_path: Path) -> None:
    name = os.fsdecode(b"te\xffam.yaml")
    (tmp_path / name).write_text(changed("fte: 1.0", "ftee: 1.0"))
    assert told(ended(mvdt("check", "."), 1)) == MISSPELT.format(path=r"te\xffam.yaml", line=7)
    json.loads(ended(mvdt("check", ".", "--format", "json"), 1).stdout)


# Encodings and line ends: lines count as in an editor.

BAD = changed("fte: 1.0", "ftee: 1.0")
TEXTS = [
    pytest.param(BAD.replace("\n", "\r\n").encode(), 7, id="CRLF"),
    pytest.param(BAD.replace("\n", "\r").encode(), 7, id="CR"),
    pytest.param(b"\xef\xbb\xbf" + BAD.encode(), 7, id="UTF-8 with its mark"),
    pytest.param(b"\xff\xfe" + BAD.encode("utf-16-le"), 7, id="UTF-16, little end first"),
    pytest.param(b"\xfe\xff" + BAD.encode("utf-16-be"), 7, id="UTF-16, big end first"),
    pytest.param(b"\xff\xfe" + BAD.replace("\n", "\r\n").encode("utf-16-le"), 7, id="UTF-16 and CRLF"),
    pytest.param(b"\xff\xfe\0\0" + BAD.encode("utf-32-le"), 7, id="UTF-32"),
    pytest.param(BAD.replace("Outpatient ", "Outpatient\u2028").encode(), 7, id="U+2028 in a name"),
    pytest.param(BAD.replace("Outpatient ", "Outpatient\u0085").encode(), 7, id="U+0085 in a name"),
    pytest.param(("# a\u2028b\u0085c\u2029d\n" + BAD).encode(), 8, id="separators in a comment"),
    pytest.param(BAD.replace("Priya", "\U0001f469\U0001f3fd").encode(), 7, id="beyond the basic plane"),
]


@pytest.mark.parametrize(("content", "line"), TEXTS)
def test_lines_count_as_in_an_editor(mvdt: Run, write: Write, content: bytes, line: int) -> None:
    write("team.yaml", content)
    assert told(ended(mvdt("check", "team.yaml"), 1)) == MISSPELT.format(path="team.yaml", line=line)


def test_a_mark_before_the_first_line_shifts_no_column(mvdt: Run, write: Write) -> None:
    write("team.yaml", b"\xef\xbb\xbf" + changed("phase: alpha", "phase: gamma").encode())
    assert told(ended(mvdt("check", "team.yaml"), 1)).startswith("team.yaml:2:8: error: invalid-roster\n")
    write("team.yaml", b"\xef\xbb\xbfphase: gamma\n" + changed("phase: alpha\n", "").encode())
    assert told(ended(mvdt("check", "team.yaml"), 1)).startswith("team.yaml:1:8: error: invalid-roster\n")


def test_columns_count_characters_and_carets_stand_below_them(mvdt: Run, write: Write) -> None:
    wide = "  - {name: \u5c71\u7530 Zoe\u0301, ftee: 1.0, role: product-manager}\n"
    write("team.yaml", changed(f"  - {MEMBER}", wide))
    found = told(ended(mvdt("check", "team.yaml"), 1)).splitlines()
    assert found[0] == "team.yaml:5:21: error: invalid-roster"
    # The two ideographs are two columns wide each, and the accent none.
    assert found[3].index("^") == found[2].index("ftee") + 1


OLD_WINDOWS = [
    pytest.param(changed("Priya Shah", "Zo\u00eb Shah"), (5, 13), "  - name: Zo", id="in a name"),
    pytest.param(changed("Outpatient", "Ward \u2013 outpatient"), (1, 12), "team: Ward", id="a dash from Word"),
    pytest.param("# caf\u00e9\n" + VIABLE, (1, 6), "# caf", id="in a comment"),
]


@pytest.mark.parametrize(("content", "place", "shown"), OLD_WINDOWS)
def test_an_old_windows_encoding_is_named_as_the_cause(
    mvdt: Run, write: Write, content: str, place: tuple[int, int], shown: str
) -> None:
    line, column = place
    write("team.yaml", content.encode("windows-1252"))
    assert told(ended(mvdt("check", "team.yaml"), 1)) == (
        f"team.yaml:{line}:{column}: error: invalid-file\n"
        "  |\n"
        f"{line} | {shown}\n"
        f"  | {' ' * (column - 1)}^ a character here is not UTF-8\n"
        "  = fix: save the file again with the encoding UTF-8 (an older Windows encoding\n"
        "         is the usual cause)\n"
    )


# Several files, folders, and what is neither.


def test_two_files_of_one_team_are_told_at_the_second(mvdt: Run, write: Write) -> None:
    write("a.yaml", VIABLE)
    # Other people, who are on no other team: a name with a digit is a label.
    write("b.yaml", re.sub(r"(name: .+)", r"\1 2", VIABLE))
    result = ended(mvdt("check", "."), 1)
    assert (
        told(result)
        == """\
b.yaml:1:7: error: duplicate-team
  |
1 | team: Outpatient booking
  |       ^^^^^^^^^^^^^^^^^^ Outpatient booking is the name of another team
  |                          already, in a.yaml
  = see: the first Outpatient booking, a.yaml:1:7
  = fix: delete the roster that is a copy, or give the two teams names that
         differ
"""
    )
    assert result.stdout.endswith("2 teams: 1 red, 1 green. 1 error.\n")


def test_a_broken_file_does_not_hide_the_others(mvdt: Run, write: Write) -> None:
    write("a.yaml", b"\x89PNG")
    write("b.yaml", VIABLE)
    result = ended(mvdt("check", "a.yaml", "b.yaml", "c.yaml"), 2)
    assert told(result).startswith("a.yaml:1:1: error: invalid-file\n")
    assert "\nOutpatient booking   8 people, 6.7 FTE, alpha" in "\n" + result.stdout
    assert result.stdout.endswith("1 team: 1 green. 1 file could not be read. 1 error.\n")
    assert result.stderr == (
        "mvdt: c.yaml: there is no such file or folder\n  fix: check the path and the folder you are in\n"
    )


def test_one_file_named_twice_is_checked_once(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    assert ended(mvdt("check", "team.yaml", "./team.yaml", "."), 0).stdout.endswith("1 team: 1 green. No findings.\n")


def test_a_missing_file_could_not_be_checked(mvdt: Run) -> None:
    result = ended(mvdt("check", "team.yaml"), 2)
    assert result.stdout == ""
    assert result.stderr == (
        "mvdt: team.yaml: there is no such file or folder\n  fix: check the path and the folder you are in\n"
    )
    report = json.loads(ended(mvdt("check", "team.yaml", "--format", "json"), 2).stdout)
    assert report["exit_code"] == 2
    assert report["unchecked"] == [
        {
            "path": "team.yaml",
            "message": "there is no such file or folder",
            "fix": "check the path and the folder you are in",
            "span": None,
        }
    ]


@pytest.mark.parametrize(("arguments", "where"), [([], "this folder"), (["."], "."), (["empty"], "empty")])
def test_a_folder_without_rosters_is_nothing_to_check(
    mvdt: Run, tmp_path: Path, arguments: list[str], where: str
) -> None:
    (tmp_path / "empty").mkdir()
    result = ended(mvdt("check", *arguments), 3)
    assert result.stdout == ""
    assert result.stderr == (
        f"mvdt: nothing to check: no roster in {where}\n"
        "  fix: a roster is a .yaml file with `team:` and `members:`, or a spreadsheet with a column of job titles; "
        "`mvdt init` writes one to begin with\n"
    )


def test_other_files_of_a_folder_are_left_out_and_named(mvdt: Run, write: Write) -> None:
    write("docker.yaml", "services: {web: {image: web}}\n")
    write("ours.yaml", "catalogue: Ours\nextends: mvdt\n")
    result = ended(mvdt("check"), 3)
    assert result.stdout == ("Left out: docker.yaml (neither `team` nor `members` in it), ours.yaml (a\ncatalogue).\n")


def test_a_path_below_a_file_is_no_folder(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    result = ended(mvdt("check", "team.yaml/other.yaml"), 2)
    assert result.stderr == (
        "mvdt: team.yaml/other.yaml: this can't be read (Not a directory)\n  fix: check the path and the disk\n"
    )


def without_root_powers(*arguments: str, cwd: Path) -> Result:
    """The command, without root's power to read what nobody may read."""
    drop = (
        "import ctypes, os, sys; prctl = ctypes.CDLL(None).prctl; "
        "[prctl(24, power, 0, 0, 0) for power in (1, 2)]; os.execv(sys.argv[1], sys.argv[1:])"
    )
    env = {"MVDT_TODAY": TODAY, "PATH": os.defpath}
    command = [sys.executable, "-c", drop, COMMAND, *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=60, check=False)


def test_an_unreadable_file_and_folder_could_not_be_checked(write: Write, tmp_path: Path) -> None:
    write("good.yaml", VIABLE)
    write("locked.yaml", VIABLE).chmod(0)
    (tmp_path / "locked").mkdir(mode=0)
    try:
        result = ended(without_root_powers("check", ".", cwd=tmp_path), 2)
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert result.stdout.endswith("1 team: 1 green. No findings.\n")
    assert sorted(result.stderr.splitlines(keepends=True)) == sorted(
        [
            "mvdt: locked: you are not allowed to read this\n",
            "  fix: ask its owner for read permission\n",
            "mvdt: locked.yaml: you are not allowed to read this\n",
            "  fix: ask its owner for read permission\n",
        ]
    )


def test_a_pipe_in_place_of_a_file_is_not_waited_for(mvdt: Run, write: Write, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    result = ended(mvdt("check", "pipe.yaml", timeout=10), 2)
    assert result.stderr == (
        "mvdt: pipe.yaml: this is neither a file nor a folder\n"
        "  fix: give the path of a roster or of a folder of rosters\n"
    )
    write("team.yaml", VIABLE)
    assert ended(mvdt("check", timeout=10), 0).stdout.endswith("1 team: 1 green. No findings.\n")


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_a_device_is_no_roster(mvdt: Run, device: str) -> None:
    assert ended(mvdt("check", device, timeout=10), 2).stderr == (
        f"mvdt: {device}: this is neither a file nor a folder\n"
        "  fix: give the path of a roster or of a folder of rosters\n"
    )


def test_a_folder_that_leads_back_to_itself_ends(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("teams/team.yaml", VIABLE)
    (tmp_path / "teams" / "back").symlink_to(tmp_path / "teams")
    assert ended(mvdt("check", "teams", timeout=10), 0).stdout.endswith("1 team: 1 green. No findings.\n")


def test_links_that_lead_nowhere_could_not_be_checked(mvdt: Run, tmp_path: Path) -> None:
    (tmp_path / "circle.yaml").symlink_to(tmp_path / "circle.yaml")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    assert ended(mvdt("check"), 2).stderr == (
        "mvdt: circle.yaml: this can't be read (Too many levels of symbolic links)\n"
        "  fix: check the path and the disk\n"
        "mvdt: gone.yaml: there is no such file or folder\n"
        "  fix: check the path and the folder you are in\n"
    )


# Standard input, closed streams, pipes, locales, interruption.


def test_standard_input_goes_by_the_name_that_it_is_given(mvdt: Run) -> None:
    named = mvdt("check", "-", "--stdin-name", "ward/team.yaml", stdin=BAD.encode())
    assert told(ended(named, 1)) == MISSPELT.format(path="ward/team.yaml", line=7)
    assert told(ended(mvdt("check", "-", stdin=BAD.encode()), 1)) == MISSPELT.format(path="<stdin>", line=7)


def test_standard_input_named_twice_is_read_once(mvdt: Run) -> None:
    assert ended(mvdt("check", "-", "-", stdin=VIABLE.encode()), 0).stdout.endswith("1 team: 1 green. No findings.\n")


def test_a_closed_standard_input_could_not_be_checked(write: Write, tmp_path: Path) -> None:
    write("team.yaml", VIABLE)
    result = ended(shell("mvdt check - <&-", tmp_path), 2)
    assert result.stdout == ""
    assert result.stderr == "mvdt: standard input is closed\n  fix: give a file, or pipe a roster into the command\n"
    ended(shell("mvdt check team.yaml <&-", tmp_path), 0)


def test_a_closed_standard_output_is_no_bug(write: Write, tmp_path: Path) -> None:
    write("team.yaml", BAD)
    ended(shell("mvdt check team.yaml >&-", tmp_path), 1)


def test_a_closed_standard_error_does_not_spill_into_the_report(tmp_path: Path) -> None:
    result = ended(shell("mvdt check missing.yaml --format json 2>&-", tmp_path), 2)
    assert json.loads(result.stdout)["exit_code"] == 2


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no full disk to write to")
def test_a_full_disk_is_no_bug(write: Write, tmp_path: Path) -> None:
    write("team.yaml", BAD)
    result = ended(shell("mvdt check team.yaml >/dev/full", tmp_path), 2)
    assert result.stderr == (
        "mvdt: the output can't be written (No space left on device)\n"
        "  fix: make room on the disk, or send the output elsewhere\n"
    )


@pytest.mark.parametrize("options", ["", " --format json"])
def test_a_reader_who_leaves_early_changes_nothing(write: Write, tmp_path: Path, options: str) -> None:
    write("team.yaml", changed("fte: 1.0", "ftee: 1.0\n    note: " + "x" * 200_000))
    result = ended(shell(f"mvdt check team.yaml{options} | head -1", tmp_path), 1)
    assert result.stdout == ("{\n" if options else "team.yaml:7:5: error: invalid-roster\n")
    assert result.stderr == ""
    assert ended(shell("mvdt roles | head -1", tmp_path), 0).stderr == ""


ASCII = [
    pytest.param({"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}, id="told to"),
    pytest.param({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, id="by the locale"),
]


@pytest.mark.parametrize("env", ASCII)
def test_a_stream_that_knows_only_ascii_gets_ascii(mvdt: Run, write: Write, env: dict[str, str]) -> None:
    write("team.yaml", changed("Priya Shah", "Zo\u00eb \u0160ah \U0001f469").replace("Tom Hale", "\u00c5sa"))
    result = ended(mvdt("check", "team.yaml", env=env), 0)
    assert result.stdout.isascii()
    assert re.search(r"\+ Zoe Sah \\U0001f469$", result.stdout, re.MULTILINE)
    assert "+ Asa (interaction, service)" in result.stdout


@pytest.mark.parametrize("env", ASCII)
def test_what_is_wrong_can_be_seen_in_ascii(mvdt: Run, write: Write, env: dict[str, str]) -> None:
    # Without the accent, what is written would look like what is wanted.
    write("team.yaml", changed("phase: alpha", "phase: b\u00eata"))
    assert (
        told(ended(mvdt("check", "team.yaml", env=env), 1))
        == r"""team.yaml:2:8: error: invalid-roster
  |
2 | phase: b\xeata
  |        ^^^^^^^ `b\xeata` is not a phase that mvdt knows
  = fix: did you mean `beta`? Otherwise choose `discovery`, `alpha`, `beta` or
         `live`
"""
    )
    missing = ended(mvdt("check", "no-\u00eb.yaml", env=env), 2)
    assert missing.stderr.startswith("mvdt: no-\\xeb.yaml: there is no such file or folder\n")


def _interrupted(folder: Path, after: float) -> tuple[int, bytes, bytes]:
    """How a check ends that waits for its input and is interrupted after so many seconds."""
    env = {"MVDT_TODAY": TODAY, "PATH": os.defpath}
    with subprocess.Popen(
        [COMMAND, "check", "-"],
        cwd=folder,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        time.sleep(after)
        run.send_signal(signal.SIGINT)
        stdout, stderr = run.communicate(timeout=30)
    return run.returncode, stdout, stderr


def test_a_run_that_is_interrupted_says_so(tmp_path: Path) -> None:
    # On a busy machine Python may not have begun to listen for the signal yet: then it is given longer.
    ends = (_interrupted(tmp_path, after) for after in (1.5, 6.0, 20.0))
    assert (130, b"", b"mvdt: interrupted\n") in ends


# What the command is asked for.

USAGE = [
    pytest.param(
        ["--on", "yesterday"],
        "--on: `yesterday` is not a date",
        "write year, month and day, for example 2027-04-01",
        id="a day in words",
    ),
    pytest.param(
        ["--on", "2026-02-30"],
        "--on: `2026-02-30` is not a date",
        "write year, month and day, for example 2027-04-01",
        id="the thirtieth of February",
    ),
    pytest.param(
        ["--on", "01/04/2027"],
        "--on: `01/04/2027` is not a date",
        "write year, month and day, for example 2027-04-01",
        id="a British date",
    ),
    pytest.param(
        ["--on", ""],
        "--on: `` is not a date",
        "write year, month and day, for example 2027-04-01",
        id="a variable that is empty",
    ),
    pytest.param(
        ["--select", "missing-rol"],
        "`missing-rol` is neither a rule nor a topic",
        "did you mean `missing-role`?",
        id="a misspelt rule to select",
    ),
    pytest.param(
        ["--ignore", "role"],
        "`role` is neither a rule nor a topic",
        "did you mean `roles`?",
        id="a misspelt topic to ignore",
    ),
    pytest.param(
        ["--select", "\x1b[31mxyzzy"],
        r"`\x1b[31mxyzzy` is neither a rule nor a topic",
        "`mvdt rules` lists the rules and their topics",
        id="a hostile rule",
    ),
    pytest.param(
        ["--ignore", "invalid-file"],
        "`invalid-file` can't be switched off: without it a broken file would pass unseen",
        "leave it out of --ignore, and mend the file or move it elsewhere",
        id="a rule that is always on",
    ),
    pytest.param(
        ["--format", "yaml"],
        "--format: there is no format `yaml`",
        "choose one of: concise, github, gitlab, json, jsonl, junit, markdown, sarif, text",
        id="an unknown format",
    ),
]


@pytest.mark.parametrize(("options", "message", "fix"), USAGE)
def test_a_wish_that_cannot_be_met_is_explained(
    mvdt: Run, write: Write, options: list[str], message: str, fix: str
) -> None:
    write("team.yaml", VIABLE)
    result = ended(mvdt("check", "team.yaml", *options), 2)
    assert result.stdout == ""
    assert result.stderr == f"mvdt: {message}\n  fix: {fix}\n"


def test_a_bad_day_in_the_environment_is_named_there(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    assert ended(mvdt("check", "team.yaml", env={"MVDT_TODAY": "soon"}), 2).stderr == (
        "mvdt: MVDT_TODAY: `soon` is not a date\n  fix: write year, month and day, for example 2027-04-01\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--fail-on", "fatal"], "Invalid value for '--fail-on': 'fatal' is not one of 'error', 'warning', 'advice'."),
        (["check", "--color", "red"], "Invalid value for '--color': 'red' is not one of 'auto', 'always', 'never'."),
        (["check", "--formt", "json"], "No such option: --formt (Possible options: --format)"),
        (["chek"], "No such command 'chek'. Did you mean 'check', 'schema'?"),
    ],
)  # fmt: skip
def test_a_misspelt_command_or_option_is_corrected(mvdt: Run, arguments: list[str], message: str) -> None:
    assert ended(mvdt(*arguments), 2).stderr.splitlines()[-1] == f"Error: {message}"


# Personal data: refused, and its value is never printed.

NHS = "943 476 5919"
PRIVATE = {
    "a field": (FTE + "    date_of_birth: 1980-02-29\n", ["1980", "02-29"]),
    "a field in quotation marks": (FTE + '    "Home Address": 12 Elm Grove\n', ["Elm", "Grove"]),
    "a block of text": (FTE + "    home_address: |\n      12 Elm Grove\n      Leeds\n", ["Elm", "Leeds"]),
    "a text on two lines": (FTE + "    home_address: 12 Elm\n      Grove Leeds\n", ["Elm", "Leeds"]),
    "a quotation on two lines": (FTE + '    health: "asthma\n      and diabetes"\n', ["asthma", "diabetes"]),
    "fields in a field": (FTE + "    health:\n      condition: asthma\n      since: May\n", ["asthma", "May"]),
    "a list in a field": (FTE + "    disability:\n    - deafness\n", ["deafness"]),
    "a group on two lines": (FTE + "    health: {a: asthma,\n      b: diabetes}\n", ["asthma", "diabetes"]),
    "a list on one line": (FTE + "    health: [asthma, diabetes]\n", ["asthma", "diabetes"]),
    "a field twice": (FTE + "    salary: 45678\n    salary: 56789\n", ["45678", "56789"]),
    "a field with its value below": (FTE + "    ? salary\n    : 45678\n", ["45678"]),
    "a field that is written in escapes": (FTE + '    "sal\\x61ry": 45678\n', ["45678"]),
    "a note": (FTE + f"    note: patient {NHS}\n", ["943", "5919"]),
    "a share": ("    fte: 9434765919\n", ["9434765919"]),
    "a field's name": (FTE + f"    {NHS}: x\n", ["943", "5919"]),
    "a skill": (FTE + f"    skills: {{{NHS}: working}}\n", ["943", "5919"]),
    "a date": (FTE + f"    until: {NHS}\n", ["943", "5919"]),
    "a comment": (FTE + f"# ask {NHS}\n", ["943", "5919"]),
    "a comment beside a mistake": (f"    fte: 1.5  # {NHS}\n", ["943", "5919"]),
    "a number with no-break spaces": (FTE + "    note: 943\u00a0476\u00a05919\n", ["5919"]),
    "no-break spaces beside a mistake": ("    fte: 1.5  # 943\u00a0476\u00a05919\n", ["5919"]),
    "a National Insurance number": (FTE + "    note: AB123456C\n", ["AB123456C", "123456"]),
    "a date of birth in words": (FTE + "    note: born 29 February 1980\n", ["February", "1980"]),
    "a register number": (FTE + "    registration: GMC 7654321\n", ["7654321"]),
    "a private e-mail address": (FTE + "    note: priya.s@gmail.com\n", ["priya.s", "gmail"]),
    "a postcode of a home": (FTE + "    note: lives at LS1 4AP\n", ["LS1", "4AP"]),
    "a file that breaks off there": (FTE + f"    note: '{NHS}\n", ["943", "5919"]),
    "a broken line": (FTE + f"    fte: *9434765919  # {NHS}\n", ["943", "5919"]),
    "a tag": (FTE + f"    note: !9434765919 {NHS}\n", ["943", "5919"]),
    "a line with a control character": (FTE + f"    note: {NHS} \x1b\n", ["943", "5919"]),
}
PRIVATE_ELSEWHERE: dict[str, str | bytes] = {
    "a name": changed("name: Priya Shah", f"name: Priya {NHS}"),
    "a name without a role": changed(MEMBER, f"name: Priya {NHS}\n"),
    "a role": changed("role: product-manager", f"role: {NHS}"),
    "a title": changed("role: product-manager", f"title: Nurse {NHS}"),
    "a member": changed(MEMBER, f"{NHS}\n"),
    "the team's name": changed("Outpatient booking", f"Ward {NHS}"),
    "the phase": changed("phase: alpha\n", f"phase: {NHS}\n"),
    "who leads": changed("phase: alpha\n", f"phase: alpha\nled_by: {NHS}\n"),
    "who provides a role": changed("by: the trust's clinical safety team", f"by: {NHS}"),
    "a name that stands twice": changed("Ruth Adeyemi", NHS).replace("Tom Hale", NHS),
    "a list": f"- {NHS}\n",
    "a text": f"{NHS}\n",
    "a quotation that is never closed": f'team: "Ward {NHS}\nmembers: []\n',
    "what comes after a break": f"team: @x\nnote: {NHS}\n",
    "lines that end in CR": VIABLE.replace("fte: 1.0", f"fte: 1.5  # {NHS}", 1).replace("\n", "\r"),
    "an old Windows file": changed(FTE, f"    note: {NHS} Zo\u00eb\n").encode("windows-1252"),
    "UTF-16": b"\xff\xfe" + changed(FTE, f"    note: {NHS}\n").encode("utf-16-le"),
    "a name that is written in escapes": changed("name: Priya Shah", 'name: "\\x39434765919"'),
    "a quotation with a comma": VIABLE + 'vacancies:\n  - {role: user-researcher, home_address: "943, 5919"}\n',
    "a list in braces": VIABLE + "vacancies:\n  - {role: user-researcher, health: [943, 5919]}\n",
}


@pytest.mark.parametrize(
    "options", [[], ["--format", "json"], ["--color", "always"], ["--ignore", "personal-data"]], ids=" ".join
)
def test_personal_data_is_refused_and_never_printed(mvdt: Run, write: Write, options: list[str]) -> None:
    files: dict[str, str | bytes] = {f"{case}.yaml": changed(FTE, field) for case, (field, _) in PRIVATE.items()}
    files |= {f"{case}.yaml": content for case, content in PRIVATE_ELSEWHERE.items()}
    assert len(files) == len(PRIVATE) + len(PRIVATE_ELSEWHERE)
    for path, content in files.items():
        write(path, content)
    result = ended(mvdt("check", *files, *options), 1)
    if not options:
        refused = set(re.findall(r"^(.+):\d+:\d+: error: personal-data$", result.stdout, re.MULTILINE))
        assert refused == files.keys()
    # A fingerprint can hold any digits.
    everything = re.sub(r'"fingerprint": "\w+"', "", result.stdout + result.stderr)
    secrets = {"943", "5919"}.union(*(values for _, values in PRIVATE.values()))
    assert {secret for secret in secrets if secret in everything} == set()


PRIVATE_MESSAGES = [
    pytest.param(
        FTE + "    date_of_birth: 1980-02-29\n",
        """\
team.yaml:8:20: error: personal-data
  |
8 |     date_of_birth: **********
  |                    ^^^^^^^^^^ the field `date_of_birth` does not belong in
  |                               a roster: it says nothing about who is on the
  |                               team and is nobody else's business
  = fix: delete the field with its value
  = source: UK GDPR, article 5(1)(c)
""",
        id="a field",
    ),
    pytest.param(
        FTE + f"    note: patient {NHS}\n",
        """\
team.yaml:8:19: error: personal-data
  |
8 |     note: patient ************
  |                   ^^^^^^^^^^^^ this looks like an NHS number, which says
  |                                nothing about who is on the team and is
  |                                nobody else's business
  = fix: delete it; if it is something else, write it in a way that can't be
         mistaken
  = source: UK GDPR, article 5(1)(c)
""",
        id="an NHS number",
    ),
    pytest.param(
        FTE + "    pin: 12A3456B\n",
        """\
team.yaml:8:10: error: personal-data
  |
8 |     pin: ********
  |          ^^^^^^^^ the field `pin` does not belong in a roster: it
  |                   identifies a person; the name of the register is enough
  = fix: delete the field with its value
  = source: UK GDPR, article 5(1)(c)
""",
        id="a register number",
    ),
    pytest.param(
        FTE + "    religion: none\n",
        """\
team.yaml:8:15: error: personal-data
  |
8 |     religion: ****
  |               ^^^^ the field `religion` does not belong in a roster: it
  |                    says something about health, belief, origin or private
  |                    life that the law protects most
  = fix: delete the field with its value
  = source: UK GDPR, article 5(1)(c)
""",
        id="a belief",
    ),
]


@pytest.mark.parametrize(("field", "expected"), PRIVATE_MESSAGES)
def test_personal_data_is_told_by_what_it_is(mvdt: Run, write: Write, field: str, expected: str) -> None:
    write("team.yaml", changed(FTE, field))
    assert told(ended(mvdt("check", "team.yaml"), 1)) == expected
