"""A bad catalogue, from the installed command: told as well as a bad roster, and nothing is checked with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import VIABLE, Result, Run

Write = Callable[[str, str | bytes], Path]

OURS = """\
catalogue: Ours
phases: [discovery, alpha]
levels: [working, expert]
families:
  product: {name: Product}
  design: {name: Design}
skills:
  planning: {name: Planning}
  drawing: {name: Drawing}
roles:
  owner:
    name: Owner
    family: product
    need: essential
    skills: {planning: working}
    titles: [boss]
  helper:
    name: Helper
    family: product
    titles: [aide]
"""
"""A catalogue of one's own without a mistake."""

END = """\
mvdt: ours.yaml: the catalogue can't be used, so nothing was checked
  fix: put right what is shown above; `mvdt schema catalogue` gives the whole format
"""


def refused(result: Result) -> str:
    """All that is said of a catalogue that could not be used."""
    assert "Traceback" not in result.stdout + result.stderr
    assert result.returncode == 2
    assert result.stdout == ""
    return result.stderr


# Each case: what is changed in the catalogue, and what is said of it.

OWN_MISTAKES = [
    pytest.param(
        {
            """\
    family: product
    need: essential
""": "    kind_of: helper\n",
            "    titles: [aide]": "    kind_of: owner\n    titles: [aide]",
        },
        """\
ours.yaml:13:14: error: invalid-catalogue
   |
13 |     kind_of: helper
   |              ^^^^^^ `kind_of` goes round in a circle: owner is a kind of
   |                     helper is a kind of owner
   = fix: take one of these `kind_of` away

""",
        id="a circle of two",
    ),
    pytest.param(
        {"    need: essential": "    kind_of: owner"},
        """\
ours.yaml:14:14: error: invalid-catalogue
   |
14 |     kind_of: owner
   |              ^^^^^ `kind_of` goes round in a circle: owner is a kind of
   |                    owner
   = fix: take one of these `kind_of` away

""",
        id="a role that is a kind of itself",
    ),
    pytest.param(
        {"[aide]": "[aide, Boss]"},
        """\
ours.yaml:20:20: error: invalid-catalogue
   |
20 |     titles: [aide, Boss]
   |                    ^^^^ the title `Boss` belongs to `owner` already, and
   |                         here to `helper`
   = fix: a title must mean one role: keep it in one of the two

""",
        id="a title of two roles",
    ),
    pytest.param(
        {"[aide]": "[owner]"},
        """\
ours.yaml:20:14: error: invalid-catalogue
   |
20 |     titles: [owner]
   |              ^^^^^ the title `owner` belongs to `owner` already, and here
   |                    to `helper`
   = fix: a title must mean one role: keep it in one of the two

""",
        id="a title that is another role's name",
    ),
    pytest.param(
        {"    family: product\n    titles": "    family: prodct\n    titles"},
        """\
ours.yaml:19:13: error: invalid-catalogue
   |
19 |     family: prodct
   |             ^^^^^^ `prodct` is not a family that mvdt knows
   = fix: did you mean `product`? Otherwise choose `product` or `design`

""",
        id="an unknown family",
    ),
    pytest.param(
        {"{planning: working}": "{planing: working}"},
        """\
ours.yaml:15:14: error: invalid-catalogue
   |
15 |     skills: {planing: working}
   |              ^^^^^^^ `planing` is not a skill that mvdt knows
   = fix: did you mean `planning`? Otherwise choose `planning` or `drawing`

""",
        id="an unknown skill",
    ),
    pytest.param(
        {"{planning: working}": "{planning: expret}"},
        """\
ours.yaml:15:24: error: invalid-catalogue
   |
15 |     skills: {planning: expret}
   |                        ^^^^^^ `expret` is not a level that mvdt knows
   = fix: did you mean `expert`? Otherwise choose `working` or `expert`

""",
        id="an unknown level",
    ),
    pytest.param(
        {"need: essential": "need: {alfa: essential}"},
        """\
ours.yaml:14:12: error: invalid-catalogue
   |
14 |     need: {alfa: essential}
   |            ^^^^ `alfa` is not a phase that mvdt knows
   = fix: did you mean `alpha`? Otherwise choose `discovery` or `alpha`

""",
        id="an unknown phase",
    ),
    pytest.param(
        {"need: essential": "need: esential"},
        """\
ours.yaml:14:11: error: invalid-catalogue
   |
14 |     need: esential
   |           ^^^^^^^^ `esential` is not a need that mvdt knows
   = fix: did you mean `essential`? Otherwise choose `essential`, `recommended`
          or `optional`

""",
        id="an unknown need",
    ),
    pytest.param(
        {"need: essential": "need: {alpha: vital}"},
        """\
ours.yaml:14:19: error: invalid-catalogue
   |
14 |     need: {alpha: vital}
   |                   ^^^^^ `vital` is not a need that mvdt knows
   = fix: choose `essential`, `recommended` or `optional`

""",
        id="an unknown need of a phase",
    ),
    pytest.param(
        {"    titles: [aide]": "    kind_of: ownr\n    titles: [aide]"},
        """\
ours.yaml:20:14: error: invalid-catalogue
   |
20 |     kind_of: ownr
   |              ^^^^ `ownr` is not a role that mvdt knows
   = fix: did you mean `owner`? Otherwise choose `owner` or `helper`

""",
        id="an unknown role to be a kind of",
    ),
    pytest.param(
        {"    name: Helper\n": ""},
        """\
ours.yaml:17:3: error: invalid-catalogue
   |
17 |   helper:
   |   ^^^^^^ `name` is missing
   = fix: add `name:`, for example `name: Product manager`

""",
        id="a role without a name",
    ),
    pytest.param(
        {"    need: essential": "    need: essential\n    min_fte: 3"},
        """\
ours.yaml:15:14: error: invalid-catalogue
   |
15 |     min_fte: 3
   |              ^ `min_fte` is `3`, and must be a number from 0 to 1
   = fix: 1.0 is a full week; if this is 3 days of five, write `min_fte: 0.6`

""",
        id="a share of three",
    ),
    pytest.param(
        {"    need: essential": "    needs: essential"},
        """\
ours.yaml:14:5: error: invalid-catalogue
   |
14 |     needs: essential
   |     ^^^^^ `needs` is not a field of a role
   = fix: did you mean `need`?

""",
        id="an unknown field of a role",
    ),
    pytest.param(
        {"levels:": "lvels:"},
        """\
ours.yaml:3:1: error: invalid-catalogue
  |
3 | lvels: [working, expert]
  | ^^^^^ `lvels` is not a field of a catalogue
  = fix: did you mean `levels`?

""",
        id="an unknown field of the catalogue",
    ),
    pytest.param(
        {
            "    family: product\n    need": """\
    family: product
    family: design
    need"""
        },
        """\
ours.yaml:14:5: error: invalid-catalogue
   |
14 |     family: design
   |     ^^^^^^ `family` stands twice in the same group
   = fix: keep one of the two

""",
        id="a field twice",
    ),
    pytest.param(
        {"    family: product\n    need": "\tfamily: product\n    need"},
        r"""ours.yaml:13:1: error: invalid-catalogue
   |
13 | \tfamily: product
   | ^^ this line is indented with a tab, and YAML allows only spaces
   = fix: replace the tab by spaces, in step with the lines around it

""",
        id="a tab",
    ),
    pytest.param(
        {"catalogue: Ours": 'catalogue: "Ours'},
        """\
ours.yaml:1:12: error: invalid-catalogue
  |
1 | catalogue: "Ours
  |            ^ the quotation mark that opens here is never closed
  = fix: close the quotation, or delete the mark

""",
        id="a quotation that is never closed",
    ),
    pytest.param(
        {"need: essential": "need: esential", "[aide]": "[aide, Boss]"},
        """\
ours.yaml:14:11: error: invalid-catalogue
   |
14 |     need: esential
   |           ^^^^^^^^ `esential` is not a need that mvdt knows
   = fix: did you mean `essential`? Otherwise choose `essential`, `recommended`
          or `optional`

ours.yaml:20:20: error: invalid-catalogue
   |
20 |     titles: [aide, Boss]
   |                    ^^^^ the title `Boss` belongs to `owner` already, and
   |                         here to `helper`
   = fix: a title must mean one role: keep it in one of the two

""",
        id="two mistakes",
    ),
    pytest.param(
        {
            "catalogue: Ours\n": r"""catalogue: Ours
"\e[31mx": 1
"""
        },
        r"""ours.yaml:2:1: error: invalid-catalogue
  |
2 | "\e[31mx": 1
  | ^^^^^^^^^ `\x1b[31mx` is not a field of a catalogue
  = fix: delete it, or use one of: catalogue, extends, source, sources, phases,
         levels, mindset, families, skills, staff_groups, registers, roles

""",
        id="a hostile field",
    ),
    pytest.param(
        {"catalogue: Ours\n": ""},
        """\
ours.yaml:1:1: error: invalid-catalogue
  |
1 | phases: [discovery, alpha]
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^ `catalogue` is missing
  = fix: add `catalogue:`, for example `catalogue: Minimum viable digital team`

""",
        id="no name",
    ),
]

WHOLE_MISTAKES = [
    pytest.param(
        "",
        """\
ours.yaml:1:1: error: invalid-catalogue
  |
1 |
  | ^ a catalogue begins with `catalogue:` and its name
  = fix: see `mvdt schema catalogue`

""",
        id="empty",
    ),
    pytest.param(
        "- owner\n",
        """\
ours.yaml:1:1: error: invalid-catalogue
  |
1 | - owner
  | ^^^^^^^ a catalogue begins with `catalogue:` and its name
  = fix: see `mvdt schema catalogue`

""",
        id="a list",
    ),
    pytest.param(
        "catalogue: Ours\n",
        """\
ours.yaml:1:1: error: invalid-catalogue
  |
1 | catalogue: Ours
  | ^^^^^^^^^^^^^^^ the catalogue has no roles
  = fix: list them under `roles:`

""",
        id="no roles",
    ),
    pytest.param(
        """\
catalogue: Ours
roles:
  - name: Owner
""",
        """\
ours.yaml:2:1: error: invalid-catalogue
  |
2 | roles:
  | ^^^^^ `roles` must be a group of fields, and here stands a list
  = fix: write each entry under `roles:` as `its-name:` with its fields below

""",
        id="roles in a list",
    ),
]

EXTENDED_MISTAKES = [
    pytest.param(
        """\
roles:
  user-reseacher: {need: optional}
""",
        """\
ours.yaml:4:3: error: invalid-catalogue
  |
4 |   user-reseacher: {need: optional}
  |   ^^^^^^^^^^^^^^ the built-in catalogue has no role `user-reseacher` to
  |                  change
  = fix: did you mean `user-researcher`? A role of your own needs a `name` and a
         `family`

""",
        id="a need for an unknown role",
    ),
    pytest.param(
        """\
roles:
  baker:
    need: essential
""",
        """\
ours.yaml:4:3: error: invalid-catalogue
  |
4 |   baker:
  |   ^^^^^ the built-in catalogue has no role `baker` to change
  = fix: a role of your own needs a `name` and a `family`

""",
        id="a need for a role unlike any",
    ),
    pytest.param(
        """\
roles:
  designer:
    kind_of: interaction-designer
""",
        """\
ours.yaml:5:14: error: invalid-catalogue
  |
5 |     kind_of: interaction-designer
  |              ^^^^^^^^^^^^^^^^^^^^ `kind_of` goes round in a circle:
  |                                   designer is a kind of
  |                                   interaction-designer is a kind of
  |                                   designer
  = fix: take one of these `kind_of` away

""",
        id="a circle through a built-in role",
    ),
    pytest.param(
        """\
roles:
  baker:
    name: Baker
    family: product
    titles: [product owner]
""",
        """\
ours.yaml:7:14: error: invalid-catalogue
  |
7 |     titles: [product owner]
  |              ^^^^^^^^^^^^^ the title `product owner` belongs to
  |                            `product-manager` already, and here to `baker`
  = fix: a title must mean one role: keep it in one of the two

""",
        id="a title of a built-in role",
    ),
    pytest.param(
        """\
roles:
  designer:
    skills: {user-reserch: working}
""",
        """\
ours.yaml:5:14: error: invalid-catalogue
  |
5 |     skills: {user-reserch: working}
  |              ^^^^^^^^^^^^ `user-reserch` is not a skill that mvdt knows
  = fix: did you mean `user-research`?

""",
        id="an unknown skill for a built-in role",
    ),
    pytest.param(
        """\
roles:
  designer:
    family: desgin
""",
        """\
ours.yaml:5:13: error: invalid-catalogue
  |
5 |     family: desgin
  |             ^^^^^^ `desgin` is not a family that mvdt knows
  = fix: did you mean `design`?

""",
        id="an unknown family for a built-in role",
    ),
]


def check(mvdt: Run, write: Write, catalogue: str | bytes, *options: str) -> Result:
    """Check a viable team with a catalogue."""
    write("team.yaml", VIABLE)
    write("ours.yaml", catalogue)
    return mvdt("check", "team.yaml", "--catalogue", "ours.yaml", *options)


@pytest.mark.parametrize(("changes", "expected"), OWN_MISTAKES)
def test_a_mistake_in_a_catalogue_is_told_at_its_place(
    mvdt: Run, write: Write, changes: dict[str, str], expected: str
) -> None:
    catalogue = OURS
    for old, new in changes.items():
        assert old in catalogue
        catalogue = catalogue.replace(old, new, 1)
    assert refused(check(mvdt, write, catalogue)) == expected + END


@pytest.mark.parametrize(("catalogue", "expected"), WHOLE_MISTAKES)
def test_a_file_that_is_no_catalogue_says_what_one_is(mvdt: Run, write: Write, catalogue: str, expected: str) -> None:
    assert refused(check(mvdt, write, catalogue)) == expected + END


@pytest.mark.parametrize(("changes", "expected"), EXTENDED_MISTAKES)
def test_a_mistake_in_what_is_added_to_ours_is_told_at_its_place(
    mvdt: Run, write: Write, changes: str, expected: str
) -> None:
    assert refused(check(mvdt, write, f"catalogue: Ours\nextends: mvdt\n{changes}")) == expected + END


def test_only_the_built_in_catalogue_can_be_extended(mvdt: Run, write: Write) -> None:
    assert (
        refused(check(mvdt, write, "catalogue: Ours\nextends: ../base.yaml\n"))
        == f"""\
ours.yaml:2:10: error: invalid-catalogue
  |
2 | extends: ../base.yaml
  |          ^^^^^^^^^^^^ `../base.yaml` is not a catalogue that can be extended
  = fix: choose `mvdt`

{END}"""
    )


def test_a_suggestion_is_not_made_twice_where_there_is_one_choice(mvdt: Run, write: Write) -> None:
    catalogue = OURS.replace("  drawing: {name: Drawing}\n", "").replace("{planning:", "{planing:")
    assert "   = fix: did you mean `planning`?\n" in refused(check(mvdt, write, catalogue))


def test_a_binary_file_is_no_catalogue(mvdt: Run, write: Write) -> None:
    assert (
        refused(check(mvdt, write, bytes(range(256))))
        == f"""\
ours.yaml:1:1: error: invalid-catalogue
  |
1 |
  | ^ this is not a text file
  = fix: save the catalogue as a YAML text file

{END}"""
    )


def test_a_roster_is_no_catalogue(mvdt: Run, write: Write) -> None:
    assert (
        refused(check(mvdt, write, VIABLE))
        == f"""\
ours.yaml:1:1: error: invalid-catalogue
  |
1 | team: Outpatient booking
  | ^^^^^^^^^^^^^^^^^^^^^^^^ this is a roster, not a catalogue
  = fix: give the catalogue with --catalogue, and the rosters without an option

{END}"""
    )


def test_a_missing_catalogue_could_not_be_read(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    assert refused(mvdt("check", "team.yaml", "--catalogue", "ours.yaml")) == (
        "mvdt: ours.yaml: there is no such file or folder\n  fix: check the path and the folder you are in\n"
    )


def test_a_folder_is_no_catalogue(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("team.yaml", VIABLE)
    (tmp_path / "ours").mkdir()
    assert refused(mvdt("check", "team.yaml", "--catalogue", "ours")) == (
        "mvdt: ours: this is a folder, and a catalogue is a file\n  fix: give the path of the catalogue's file\n"
    )


@pytest.mark.parametrize("command", [["roles"], ["schema", "roster"]])
def test_every_command_that_takes_a_catalogue_refuses_a_bad_one(mvdt: Run, write: Write, command: list[str]) -> None:
    write("ours.yaml", "catalogue: Ours\n")
    assert refused(mvdt(*command, "--catalogue", "ours.yaml")).endswith(
        "ours.yaml: the catalogue can't be used, so nothing was checked\n"
        "  fix: put right what is shown above; `mvdt schema catalogue` gives the whole format\n"
    )


def test_a_refused_catalogue_leaves_standard_output_to_the_report(mvdt: Run, write: Write) -> None:
    refused(check(mvdt, write, "catalogue: Ours\n", "--format", "json"))


def test_a_catalogue_without_registers_names_none(mvdt: Run, write: Write) -> None:
    result = check(mvdt, write, OURS)
    assert result.returncode == 1
    assert "one of ;" not in " ".join(result.stdout.split())


def test_a_catalogue_of_ones_own_without_a_mistake_is_used(mvdt: Run, write: Write) -> None:
    write("ours.yaml", OURS)
    write("team.yaml", "team: Ward\nled_by: Ann\nmembers:\n  - {name: Ann, role: owner}\n")
    result = mvdt("check", "team.yaml", "--catalogue", "ours.yaml", "--select", "roles")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("1 team: 1 green. No findings.\n")
