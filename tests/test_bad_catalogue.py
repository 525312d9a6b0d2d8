"""A bad catalogue, from the installed command: told as well as a bad roster, and nothing is checked with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import VIABLE, Result, Run
from told import Said, printed

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


CIRCLE = "take one of these `kind_of` away"
ONE_ROLE = "a title must mean one role: keep it in one of the two"

# Each case: what is changed in the catalogue, and what is said of it.

OWN_MISTAKES: dict[str, tuple[dict[str, str], *tuple[Said, ...]]] = {
    "a circle of two": (
        {
            "    family: product\n    need: essential\n": "    kind_of: helper\n",
            "    titles: [aide]": "    kind_of: owner\n    titles: [aide]",
        },
        Said(
            "13:14", "helper", "`kind_of` goes round in a circle: owner is a kind of helper is a kind of owner", CIRCLE
        ),
    ),
    "a role that is a kind of itself": (
        {"    need: essential": "    kind_of: owner"},
        Said("14:14", "owner", "`kind_of` goes round in a circle: owner is a kind of owner", CIRCLE),
    ),
    "a title of two roles": (
        {"[aide]": "[aide, Boss]"},
        Said("20:20", "Boss", "the title `Boss` belongs to `owner` already, and here to `helper`", ONE_ROLE),
    ),
    "an open title with a role that nobody has": (
        {"roles:\n  owner:": "titles:\n  open:\n    pm: [owner, helpr]\nroles:\n  owner:"},
        Said(
            "12:17",
            "helpr",
            "`helpr` is not a role that mvdt knows",
            "did you mean `helper`? Otherwise choose `owner` or `helper`",
        ),
    ),
    "title words of a strange kind": (
        {"roles:\n  owner:": "titles:\n  ignore: [epr]\nroles:\n  owner:"},
        Said(
            "11:3",
            "ignore",
            "`ignore` is not a field of title words",
            "did you mean `ignored`?",
        ),
    ),
    "a title that is another role's name": (
        {"[aide]": "[owner]"},
        Said("20:14", "owner", "the title `owner` belongs to `owner` already, and here to `helper`", ONE_ROLE),
    ),
    "an unknown family": (
        {"    family: product\n    titles": "    family: prodct\n    titles"},
        Said(
            "19:13",
            "prodct",
            "`prodct` is not a family that mvdt knows",
            "did you mean `product`? Otherwise choose `product` or `design`",
        ),
    ),
    "an unknown skill": (
        {"{planning: working}": "{planing: working}"},
        Said(
            "15:14",
            "planing",
            "`planing` is not a skill that mvdt knows",
            "did you mean `planning`? Otherwise choose `planning` or `drawing`",
        ),
    ),
    "an unknown level": (
        {"{planning: working}": "{planning: expret}"},
        Said(
            "15:24",
            "expret",
            "`expret` is not a level that mvdt knows",
            "did you mean `expert`? Otherwise choose `working` or `expert`",
        ),
    ),
    "an unknown phase": (
        {"need: essential": "need: {alfa: essential}"},
        Said("14:12", "alfa", "`alfa` is not a phase that mvdt knows", "choose `discovery` or `alpha`"),
    ),
    "an unknown need": (
        {"need: essential": "need: esential"},
        Said(
            "14:11",
            "esential",
            "`esential` is not a value of `need`",
            "did you mean `essential`? Otherwise choose `essential`, `recommended` or `optional`",
        ),
    ),
    "an unknown need of a phase": (
        {"need: essential": "need: {alpha: vital}"},
        Said("14:19", "vital", "`vital` is not a value of `need`", "choose `essential`, `recommended` or `optional`"),
    ),
    "an unknown role to be a kind of": (
        {"    titles: [aide]": "    kind_of: ownr\n    titles: [aide]"},
        Said(
            "20:14",
            "ownr",
            "`ownr` is not a role that mvdt knows",
            "did you mean `owner`? Otherwise choose `owner` or `helper`",
        ),
    ),
    "a role without a name": (
        {"    name: Helper\n": ""},
        Said("17:3", "helper", "`name` is missing", "add `name:`, for example `name: Product manager`"),
    ),
    "a share of three": (
        {"    need: essential": "    need: essential\n    min_fte: 3"},
        Said(
            "15:14",
            "3",
            "`min_fte` is `3`, and must be a number from 0 to 1",
            "1.0 is a full week; if this is 3 days of five, write `min_fte: 0.6`",
        ),
    ),
    "an unknown field of a role": (
        {"    need: essential": "    needs: essential"},
        Said("14:5", "needs", "`needs` is not a field of a role", "did you mean `need`?"),
    ),
    "an unknown field of the catalogue": (
        {"levels:": "lvels:"},
        Said("3:1", "lvels", "`lvels` is not a field of a catalogue", "did you mean `levels`?"),
    ),
    "a field twice": (
        {"    family: product\n    need": "    family: product\n    family: design\n    need"},
        Said("14:5", "family", "`family` stands twice in the same group", "keep one of the two"),
    ),
    "a tab": (
        {"    family: product\n    need": "\tfamily: product\n    need"},
        Said(
            "13:1",
            "\t",
            "this line is indented with a tab, and YAML allows only spaces",
            "replace the tab by spaces, in step with the lines around it",
        ),
    ),
    "a quotation that is never closed": (
        {"catalogue: Ours": 'catalogue: "Ours'},
        Said(
            "1:12", '"', "the quotation mark that opens here is never closed", "close the quotation, or delete the mark"
        ),
    ),
    "two mistakes": (
        {"need: essential": "need: esential", "[aide]": "[aide, Boss]"},
        Said(
            "14:11",
            "esential",
            "`esential` is not a value of `need`",
            "did you mean `essential`? Otherwise choose `essential`, `recommended` or `optional`",
        ),
        Said("20:20", "Boss", "the title `Boss` belongs to `owner` already, and here to `helper`", ONE_ROLE),
    ),
    "a hostile field": (
        {"catalogue: Ours\n": 'catalogue: Ours\n"\\e[31mx": 1\n'},
        Said(
            "2:1",
            '"\\e[31mx"',
            "`\\x1b[31mx` is not a field of a catalogue",
            (
                "delete it, or use one of: catalogue, extends, source, sources, phases, levels, mindset, "
                "families, skills, staff_groups, registers, titles, roles, full_time_hours, columns, incompatible"
            ),
        ),
    ),
    "no name": (
        {"catalogue: Ours\n": ""},
        Said(
            "1:1",
            "phases: [discovery, alpha]",
            "`catalogue` is missing",
            "add `catalogue:`, for example `catalogue: Minimum viable digital team`",
        ),
    ),
}

WHOLE_MISTAKES = {
    "empty": ("", Said("1:1", "", "a catalogue begins with `catalogue:` and its name", "see `mvdt schema catalogue`")),
    "a list": (
        "- owner\n",
        Said("1:1", "- owner", "a catalogue begins with `catalogue:` and its name", "see `mvdt schema catalogue`"),
    ),
    "no roles": (
        "catalogue: Ours\n",
        Said("1:1", "catalogue: Ours", "the catalogue has no roles", "list them under `roles:`"),
    ),
    "roles in a list": (
        "catalogue: Ours\nroles:\n  - name: Owner\n",
        Said(
            "2:1",
            "roles",
            "`roles` must be a group of fields, and here stands a list",
            "write each entry under `roles:` as `its-name:` with its fields below",
        ),
    ),
    "a roster": (
        VIABLE,
        Said(
            "1:1",
            "team: Outpatient booking",
            "this is a roster, not a catalogue",
            "give a roster to `mvdt check` as it is, and after --catalogue a file of roles",
        ),
    ),
    "an extension of something else": (
        "catalogue: Ours\nextends: ../base.yaml\n",
        Said("2:10", "../base.yaml", "`../base.yaml` is not a value of `extends`", "choose `mvdt`"),
    ),
}

EXTENDED_MISTAKES = {
    "a need for an unknown role": (
        "roles:\n  user-reseacher: {need: optional}\n",
        Said(
            "4:3",
            "user-reseacher",
            "the built-in catalogue has no role `user-reseacher` to change",
            "did you mean `user-researcher`? Otherwise, a role of your own needs a `name` and a `family`",
        ),
    ),
    "a need for a role unlike any": (
        "roles:\n  baker:\n    need: essential\n",
        Said(
            "4:3",
            "baker",
            "the built-in catalogue has no role `baker` to change",
            "a role of your own needs a `name` and a `family`",
        ),
    ),
    "a circle through a built-in role": (
        "roles:\n  designer:\n    kind_of: interaction-designer\n",
        Said(
            "5:14",
            "interaction-designer",
            ("`kind_of` goes round in a circle: designer is a kind of interaction-designer is a kind of designer"),
            CIRCLE,
        ),
    ),
    "a title of a built-in role": (
        "roles:\n  baker:\n    name: Baker\n    family: product\n    titles: [product owner]\n",
        Said(
            "7:14",
            "product owner",
            "the title `product owner` belongs to `product-manager` already, and here to `baker`",
            ONE_ROLE,
        ),
    ),
    "an unknown skill for a built-in role": (
        "roles:\n  designer:\n    skills: {user-reserch: working}\n",
        Said("5:14", "user-reserch", "`user-reserch` is not a skill that mvdt knows", "did you mean `user-research`?"),
    ),
    "an unknown family for a built-in role": (
        "roles:\n  designer:\n    family: desgin\n",
        Said("5:13", "desgin", "`desgin` is not a family that mvdt knows", "did you mean `design`?"),
    ),
}


def check(mvdt: Run, write: Write, catalogue: str | bytes, *options: str) -> Result:
    """Check a viable team with a catalogue."""
    write("team.yaml", VIABLE)
    write("ours.yaml", catalogue)
    return mvdt("check", "team.yaml", "--catalogue", "ours.yaml", *options)


def all_said(content: str, *expected: Said) -> str:
    """What is said of a catalogue with these mistakes."""
    return "".join(f"{printed(said, content, 'invalid-catalogue', 'ours.yaml')}\n" for said in expected) + END


@pytest.mark.parametrize("case", OWN_MISTAKES)
def test_a_mistake_in_a_catalogue_is_told_at_its_place(mvdt: Run, write: Write, case: str) -> None:
    changes, expected = OWN_MISTAKES[case][0], OWN_MISTAKES[case][1:]
    catalogue = OURS
    for old, new in changes.items():
        assert old in catalogue
        catalogue = catalogue.replace(old, new, 1)
    assert refused(check(mvdt, write, catalogue)) == all_said(catalogue, *expected)


@pytest.mark.parametrize("case", WHOLE_MISTAKES)
def test_a_file_that_is_no_catalogue_says_what_one_is(mvdt: Run, write: Write, case: str) -> None:
    catalogue, said = WHOLE_MISTAKES[case]
    assert refused(check(mvdt, write, catalogue)) == all_said(catalogue, said)


@pytest.mark.parametrize("case", EXTENDED_MISTAKES)
def test_a_mistake_in_what_is_added_to_ours_is_told_at_its_place(mvdt: Run, write: Write, case: str) -> None:
    added, said = EXTENDED_MISTAKES[case]
    catalogue = f"catalogue: Ours\nextends: mvdt\n{added}"
    assert refused(check(mvdt, write, catalogue)) == all_said(catalogue, said)


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
  = fix: save it as a YAML text file

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
        "mvdt: ours: this is a folder, not a file\n  fix: give the path of the file\n"
    )


@pytest.mark.parametrize(
    "command",
    [["roles"], ["schema", "roster"], ["check", "--format", "concise"], ["convert", "people.csv", "--to", "x"]],
    ids=" ".join,
)
def test_every_command_that_takes_a_catalogue_refuses_a_bad_one(mvdt: Run, write: Write, command: list[str]) -> None:
    write("team.yaml", VIABLE)
    write("ours.yaml", "catalogue: Ours\n")
    assert refused(mvdt(*command, "--catalogue", "ours.yaml")).endswith(
        "ours.yaml: the catalogue can't be used, so nothing was checked\n"
        "  fix: put right what is shown above; `mvdt schema catalogue` gives the whole format\n"
    )


def test_a_catalogue_without_registers_names_none(mvdt: Run, write: Write) -> None:
    result = check(mvdt, write, OURS)
    assert result.returncode == 1
    assert "one of ;" not in " ".join(result.stdout.split())


def test_a_catalogue_of_ones_own_without_a_mistake_is_used(mvdt: Run, write: Write) -> None:
    write("ours.yaml", OURS)
    write("team.yaml", "team: Ward\nled_by: Ann\nmembers:\n  - {name: Ann, role: owner}\n")
    # A team of one lacks much; whether its role is known and fills what is needed is a matter of these topics.
    result = mvdt("check", "team.yaml", "--catalogue", "ours.yaml", "--select", "roles,data")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith(
        "\n1 team: 1 green. No findings.\nOnly some rules ran, and the verdicts rest on those.\n"
    )
