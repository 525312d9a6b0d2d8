"""Writing a roster in an editor: what `mvdt init` leaves there, driven as editors do through yaml-language-server."""

from __future__ import annotations

import json
import queue
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import yaml
from conftest import ROOT, Run, lacking, run_command
from jsonschema import Draft202012Validator
from test_rule_examples import BAD as RULES_BAD
from test_rule_examples import GOOD as RULES_GOOD

from mvdt.model.catalogue import load

MODELINE: Final = "# yaml-language-server: $schema=./roster.schema.json\n"
EXAMPLES: Final = sorted(
    path for path in (ROOT / "examples").rglob("*.yaml") if path.name != "catalogue.yaml"
)  # fmt: skip
CATALOGUE: Final = """\
catalogue: Ours
phases: [idea, growth]
levels: [some, much]
families:
  flight: {name: Flight}
skills:
  flying: {name: Pilot's art, aliases: [flying/gliding]}
roles:
  pilot: {name: Test pilot (R&D), family: flight, why: Flies it first., need: {growth: essential}}
  mechanic: {name: Mechanic, family: flight}
"""

Write = Callable[[str, str], Path]


class Mark(NamedTuple):
    """Where an editor underlines, counted from 1, the text there, and what it says of it."""

    line: int
    column: int
    text: str
    message: str


class Editor:
    """yaml-language-server with the schema of one folder, over the protocol that editors speak with it."""

    def __init__(self, script: Path, folder: Path) -> None:
        node = shutil.which("node")
        if node is None:
            lacking("node is not there to run yaml-language-server")
        self.folder = folder
        self._server = subprocess.Popen([node, script, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._received: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._requests = self._files = 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        text_document = {
            "hover": {"contentFormat": ["markdown"]},
            "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
        }
        capabilities = {"workspace": {"configuration": True}, "textDocument": text_document}
        self._request("initialize", processId=None, rootUri=folder.as_uri(), capabilities=capabilities)
        self._send({"method": "initialized", "params": {}})

    def close(self) -> None:
        self._request("shutdown")
        self._send({"method": "exit"})
        try:
            self._server.wait(10)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        for stream in (self._server.stdin, self._server.stdout):
            assert stream is not None
            stream.close()

    def marks(self, text: str) -> list[Mark]:
        """What is underlined in a roster, from the top."""
        uri = self._open(MODELINE + text)
        lines = (MODELINE + text).splitlines()
        found = []
        for diagnostic in self._diagnostics[uri]:
            start, end = diagnostic["range"]["start"], diagnostic["range"]["end"]
            line = lines[start["line"]] if start["line"] < len(lines) else ""
            stop = end["character"] if end["line"] == start["line"] else None
            marked = line[start["character"] : stop]
            found.append(Mark(start["line"], start["character"] + 1, marked, diagnostic["message"]))
        return sorted(found)

    def offers(self, text: str) -> dict[str, str | None]:
        """What is offered at the `|` in a roster: each with its description."""
        items = self._at("completion", text)["items"]
        assert len({item["label"] for item in items}) == len(items)
        return {item["label"]: item.get("documentation") for item in items}

    def inserts(self, text: str, label: str) -> str:
        """What choosing an offer at the `|` types."""
        (item,) = [item for item in self._at("completion", text)["items"] if item["label"] == label]
        typed: str = item["textEdit"]["newText"]
        return typed

    def shows(self, text: str) -> str:
        """What is shown about the word at the `|`, without where it comes from."""
        shown: str = self._at("hover", text)["contents"]["value"]
        return shown.partition("\n\nSource: ")[0]

    def _at(self, what: str, text: str) -> Any:
        before, _, after = (MODELINE + text).partition("|")
        uri = self._open(before + after)
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self._request(f"textDocument/{what}", textDocument={"uri": uri}, position=place)

    def _open(self, text: str) -> str:
        """Show a text to the server as a file of its own, and wait until it has judged it."""
        self._files += 1
        uri = (self.folder / f"{self._files}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while uri not in self._diagnostics:
            self._receive()
        return uri

    def _request(self, method: str, **params: Any) -> Any:
        self._requests += 1
        number = self._requests
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                return message["result"]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._server.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        message = self._received.get(timeout=60)
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            # It would look up schemas for any file name on the network.
            own = {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}
            common = {"validate": True, "hover": True, "completion": True}
            settings = [own | common if item["section"] == "yaml" else {} for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": settings})
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def _listen(self) -> None:
        stream = self._server.stdout
        assert stream is not None
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = stream.readline()
            self._received.put(json.loads(stream.read(length)))


@pytest.fixture(scope="module")
def start(consumers: Path) -> Iterator[Callable[[Path], Editor]]:
    """An editor in a folder."""
    running = []

    def run(folder: Path) -> Editor:
        running.append(Editor(consumers / "yaml-language-server" / "bin" / "yaml-language-server", folder))
        return running[-1]

    yield run
    for editor in running:
        editor.close()


@pytest.fixture(scope="module")
def editor(start: Callable[[Path], Editor], tmp_path_factory: pytest.TempPathFactory) -> Editor:
    """An editor in a folder where `mvdt init` has run."""
    folder = tmp_path_factory.mktemp("rosters")
    assert run_command("init", cwd=folder).returncode == 0
    return start(folder)


@pytest.fixture(scope="module")
def ours(start: Callable[[Path], Editor], tmp_path_factory: pytest.TempPathFactory) -> Editor:
    """The same with a catalogue of one's own, which the settings name."""
    folder = tmp_path_factory.mktemp("ours")
    (folder / "mvdt.yaml").write_text("catalogue: ours.yaml\n")
    (folder / "ours.yaml").write_text(CATALOGUE)
    assert run_command("init", cwd=folder).returncode == 0
    return start(folder)


@pytest.fixture(scope="module")
def validator(tmp_path_factory: pytest.TempPathFactory) -> Draft202012Validator:
    """The schema as `mvdt schema` prints it."""
    schema = json.loads(run_command("schema", "roster", cwd=tmp_path_factory.mktemp("schema")).stdout)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _data(text: str) -> Any:
    """A roster as a validator gets it: JSON has no dates."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def _roster(fields: str, team: str = "") -> str:
    """A roster with these fields of its only member, who is a designer where they name no role."""
    role = "" if "role" in fields.replace("|", "") else "role: designer\n    "
    return f"team: Ward tablets\n{team}members:\n  - name: Priya Shah\n    {role}{fields}\n"


# What an editor offers, shows and underlines


@pytest.mark.parametrize(
    "typed", ["role: |", "role: prod|", "roles: [designer, |]", "roles: [prod|]", "roles:\n      - |"]
)
def test_every_role_is_offered_once_with_what_it_is_for(editor: Editor, typed: str) -> None:
    assert editor.offers(_roster(typed)) == {key: role.why for key, role in load().roles.items()}


@pytest.mark.parametrize(
    "typed", ["role: product-|manager", "ro|le: product-manager", "roles: [designer, product-|manager]"]
)
def test_hovering_over_a_role_shows_its_name_and_what_it_is_for(editor: Editor, typed: str) -> None:
    assert editor.shows(_roster(typed)) == f"#### Product manager\n\n{load().roles['product-manager'].why}"


@pytest.mark.parametrize(
    ("typed", "some"),
    [
        ("skills: {agile-working: |}", {"working": "Does it with some support."}),
        ("skills:\n      |", {"user-centred-design": "User-centred design, also called UCD, human-centred design"}),
        ("employment: |", {"supplier": "Employed by a supplier: an outsider."}),
        ("registration: |", {"GMC": "General Medical Council"}),
        ("staff_group: |", {"Medical and dental": "Staff group 01: registered clinicians."}),
        ("funded: |", {"true": "", "false": ""}),
        ("|", {"led_by": None, "fte": "Share of a full-time week", "funded": "Whether a clinician's time"}),
        ("name: X\nphase: |", {"alpha": "Needed: product manager, delivery manager,"}),
        ("name: X\ndecides: |", {"partly": "Some decisions have to go up the line; a warning."}),
        ("name: X\nexceptions:\n  - rule: |", {"missing-role": "A role that the team needs has nobody in it."}),
        ("name: X\n|", {"sponsor": "Who clears the team's path.", "members": None, "uses_ai": "Whether the service"}),
    ],
)
def test_other_names_are_offered_with_what_they_mean(editor: Editor, typed: str, some: dict[str, str | None]) -> None:
    # The member has a name already, and so has the team.
    text = _roster(typed.replace("name: X", "title: X"))
    offers = editor.offers(text)
    for label, meaning in some.items():
        if meaning is None:
            assert label not in offers
        else:
            assert (offers[label] or "").casefold().startswith(meaning.casefold())


def test_of_two_names_of_a_field_one_is_offered(editor: Editor) -> None:
    assert {"fte", "wte"} & set(editor.offers(_roster("|"))) == {"fte"}


def test_a_member_is_offered_as_a_whole(editor: Editor) -> None:
    text = "team: Ward tablets\nmembers:\n  - |\n"
    assert editor.inserts(text, "member") == "name: $1\n  role: $2\n  fte: ${3:1.0}"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("skills: {agile-working: work|ing}", "#### Agile working\n\nDoes it with some support."),
        ("registration: G|MC", "#### Registration\n\nGeneral Medical Council"),
        ("fu|nded: true", "#### Funded\n\nWhether a clinician's time on the team is paid for."),
        ("until: 2027-03-|31", "#### Until\n\nLast day on the team.\n\nExample:\n\n```yaml\n2027-03-31\n```\n"),
    ],
)
def test_hovering_shows_what_other_fields_and_values_mean(editor: Editor, typed: str, shown: str) -> None:
    assert editor.shows(_roster(typed)).rstrip() == shown.rstrip()


class Wrong(NamedTuple):
    """A roster that is not as it should be: the text underlined, and how what is said of it begins."""

    roster: str
    marked: str
    message: str


WRONG: Final = {
    "a phase": Wrong(_roster("role: designer", "phase: gamma\n"), "gamma", 'Value must be "discovery" | "alpha" | '),
    "a field of the team": Wrong(
        _roster("role: designer", "colour: red\n"), "colour", "Property colour is not allowed."
    ),
    "a field of a member": Wrong(_roster("colour: red"), "colour", "Property colour is not allowed."),
    "a role": Wrong(_roster("role: devloper"), "devloper", 'Value must be "product-manager" | '),
    "a role in a list": Wrong(_roster("roles: [designer, devloper]"), "devloper", 'Value must be "product-manager" | '),
    "a skill": Wrong(_roster("skills: {flying: expert}"), "flying", "Property flying is not allowed."),
    "a level": Wrong(_roster("skills: {agile-working: good}"), "good", 'Value must be "awareness" | "working" | '),
    "a share": Wrong(_roster("fte: 3"), "3", "Value is above the maximum of 1.2."),
    "a share in words": Wrong(_roster("wte: full"), "full", 'Incorrect type. Expected "number".'),
    "a day": Wrong(_roster("until: 31 March"), "31 March", "String is not a RFC3339 date."),
    "a register": Wrong(_roster("registration: BMA"), "BMA", 'Value must be "GMC" | "NMC" | '),
    "a staff group": Wrong(_roster("staff_group: Doctors"), "Doctors", 'Value must be "Medical and dental" | '),
    "employment": Wrong(_roster("employment: zero-hours"), "zero-hours", 'Value must be "permanent" | '),
    "neither true nor false": Wrong(_roster("funded: perhaps"), "perhaps", "Write true or false."),
    "a list for a text": Wrong(_roster("title: [Nurse]"), "[Nurse]", "Incorrect type. Expected one of string, number."),
    "a rule": Wrong(
        _roster("role: designer", "exceptions:\n  - {rule: mising-role, reason: Soon}\n"),
        "mising-role",
        'Value must be "ai-expertise" | ',
    ),
    "a rule in other letters": Wrong(
        _roster("role: designer", "exceptions:\n  - {rule: Missing-role, reason: Soon}\n"),
        "Missing-role",
        'Value must be "ai-expertise" | ',
    ),
    "no reason": Wrong(
        _roster("role: designer", "exceptions:\n  - {rule: missing-role}\n"), "", 'Missing property "reason".'
    ),
    "no role": Wrong(_roster("role: designer", "vacancies:\n  - {title: Designer}\n"), "", 'Missing property "role".'),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_underlined_where_mvdt_marks_it(
    editor: Editor, validator: Draft202012Validator, mvdt: Run, write: Write, wrong: Wrong
) -> None:
    (mark,) = editor.marks(wrong.roster)
    assert mark.message.startswith(wrong.message)
    assert not validator.is_valid(_data(wrong.roster))
    write("team.yaml", wrong.roster)
    report = json.loads(mvdt("check", "--format", "json", "--select", "data,unknown-role").stdout)
    (place,) = {(finding["span"]["line"], finding["span"]["column"]) for finding in report["findings"]}
    if wrong.marked:
        assert (mark.text, mark.line, mark.column) == (wrong.marked, *place)
    else:
        assert mark.line == place[0]


ACCEPTED: Final = {
    "a role's name": _roster("role: Product Manager"),
    "capitals": _roster("role: PRODUCT-MANAGER"),
    "names in a list": _roster("roles: [Service designer, interaction_designer]"),
    "a phase": _roster("role: designer", "phase: Beta\n"),
    "a skill's name and alias": _roster("skills: {User-centred design: Expert, human-centred design: working}"),
    "a register's name": _roster("registration: general medical council"),
    "a register in small letters": _roster("registration: gmc"),
    "a staff group's code": _roster("staff_group: '01'"),
    "a staff group's code, bare": _roster("staff_group: 03"),
    "employment": _roster("employment: Fixed-Term"),
    "yes and no": _roster("clinician: yes\n    funded: No\n    shared: off", "clinical: YES\n"),
    "numbers for names": "team: 2026\nmembers:\n  - {name: 4021, role: designer, id: 17}\n",
    "No for a name": "team: No\nmembers:\n  - {name: On, role: designer}\n",
    "the other name of a share": _roster("wte: 0.6"),
}


@pytest.mark.parametrize("roster", ACCEPTED.values(), ids=ACCEPTED)
def test_what_mvdt_understands_is_not_underlined(editor: Editor, mvdt: Run, write: Write, roster: str) -> None:
    write("team.yaml", roster)
    report = json.loads(mvdt("check", "--format", "json", "--select", "data,unknown-role").stdout)
    assert report["findings"] == []
    assert editor.marks(roster) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.relative_to(ROOT / "examples")))
def test_nothing_is_underlined_in_the_examples(
    editor: Editor, validator: Draft202012Validator, path: Path
) -> None:  # fmt: skip
    text = path.read_text(encoding="utf-8")
    # An organisation's own catalogue has roles of its own; the editor has another test for that.
    own = path.parent.name == "own-catalogue"
    if own:
        schema = json.loads(run_command("schema", "roster", "--catalogue", "catalogue.yaml", cwd=path.parent).stdout)
        validator = Draft202012Validator(schema)
    else:
        assert editor.marks(text) == []
    assert [error.message for error in validator.iter_errors(_data(text))] == []


def test_nothing_is_underlined_in_the_starter(editor: Editor, validator: Draft202012Validator) -> None:
    text = (editor.folder / "team.yaml").read_text(encoding="utf-8")
    assert text.startswith(MODELINE)
    assert editor.marks(text.removeprefix(MODELINE)) == []
    # Nor in the fields that stand behind a `#`.
    whole = re.sub(r"^(\s*)# ( *(?:- )?[a-z_]+:)", r"\1\2", text.removeprefix(MODELINE), flags=re.MULTILINE)
    assert whole.count("#") < text.count("#") - 10
    assert editor.marks(whole) == []
    assert validator.is_valid(_data(whole))


def test_the_rosters_of_all_rules_fit_but_for_rules_about_what_fits(validator: Draft202012Validator) -> None:
    form = {"invalid-file", "invalid-roster", "duplicate-key", "personal-data", "unknown-role"}
    rosters = [(name, block) for name, blocks in RULES_GOOD for block in blocks]
    rosters += [(name, block) for name, blocks in RULES_BAD for block in blocks if name not in form]
    assert len(rosters) > 80
    assert [(name, error.message) for name, block in rosters for error in validator.iter_errors(_data(block))] == []


def test_a_catalogue_without_registers_and_staff_groups_has_a_schema_without_these(mvdt: Run, write: Write) -> None:
    write("ours.yaml", CATALOGUE)
    schema = json.loads(mvdt("schema", "roster", "--catalogue", "ours.yaml").stdout)
    Draft202012Validator.check_schema(schema)
    assert Draft202012Validator(schema).is_valid(_data(_roster("role: pilot")))
    for field in ("registration: GMC", "staff_group: Students"):
        assert not Draft202012Validator(schema).is_valid(_data(_roster(f"role: pilot\n    {field}")))


# The catalogue in use


def test_what_is_offered_is_of_the_catalogue_in_use(ours: Editor) -> None:
    assert ours.offers(_roster("role: |")) == {"pilot": "Flies it first.", "mechanic": "Mechanic"}
    assert ours.offers(_roster("role: pilot", "phase: |\n")) == {"idea": None, "growth": "Needed: test pilot (R&D)."}
    assert ours.offers(_roster("role: pilot\n    skills:\n      |")) == {
        "flying": "Pilot's art, also called flying/gliding."
    }
    assert ours.offers(_roster("role: pilot\n    skills: {flying: |}")) == {"some": None, "much": None}
    fields = ours.offers(_roster("role: pilot\n    |"))
    assert "employment" in fields
    # It knows no registers and no staff groups, so these fields can hold nothing.
    assert not {"registration", "staff_group"} & fields.keys()


@pytest.mark.parametrize(
    "fields",
    [
        "role: Test Pilot (R & D)", "role: test pilot r and d", "roles: [TEST PILOT - R&D]",
        "role: pilot\n    skills: {Flying/Gliding: much}", "role: pilot\n    skills: {pilots art: Some}",
        "role: pilot\n    skills: {Pilot's Art: SOME}",
    ],
)  # fmt: skip
def test_names_may_hold_anything_that_names_hold(ours: Editor, fields: str) -> None:
    done = run_command("check", "-", "--catalogue", "ours.yaml", cwd=ours.folder, stdin=_roster(fields).encode())
    assert "unknown-role" not in done.stdout
    assert "invalid-roster" not in done.stdout
    assert ours.marks(_roster(fields)) == []


def test_what_the_catalogue_in_use_lacks_is_underlined(ours: Editor) -> None:
    text = _roster("role: designer\n    skills: {gliding: some}", "phase: alpha\n")
    assert [mark.text for mark in ours.marks(text)] == ["alpha", "designer", "gliding"]


def test_every_name_of_the_catalogue_is_right_in_any_letter_case(validator: Draft202012Validator) -> None:
    known = load()

    def right(fields: dict[str, Any]) -> bool:
        return bool(validator.is_valid({"team": "Ward tablets", "members": [fields]}))

    for words, field in (
        ([word for key, role in known.roles.items() for word in (key, role.name)], "role"),
        ([word for key, register in known.registers.items() for word in (key, register.name)], "registration"),
        ([word for key, group in known.file.staff_groups.items() for word in (key, group.name)], "staff_group"),
    ):
        for word in words:
            for spelt in (word, word.upper(), word.lower(), f" {word.replace('-', '  ').replace(' ', ' _ ')}."):
                assert right({field: spelt}), spelt
            assert not right({field: f"{word}x"})
            assert not right({field: f"x {word}"})
    for key, skill in known.skills.items():
        for word in (key, skill.name, *skill.aliases):
            for spelt in (word, word.upper(), word.lower()):
                assert known.skill_of(spelt)
                assert right({"skills": {spelt: "Expert"}}), spelt
            assert not right({"skills": {f"{word} x": "expert"}})


# What `mvdt init` writes


def test_init_takes_the_catalogue_that_is_named_else_that_of_the_settings(
    mvdt: Run, write: Write, tmp_path: Path
) -> None:
    def roles() -> list[str]:
        known = json.loads((tmp_path / "roster.schema.json").read_text())["$defs"]["role"]["anyOf"]
        return [role["const"] for role in known if "const" in role]

    write("ours.yaml", CATALOGUE)
    assert mvdt("init", "1.yaml").returncode == 0
    assert roles() == [*load().roles]
    assert mvdt("init", "2.yaml", "--catalogue", "ours.yaml").returncode == 0
    assert roles() == ["pilot", "mechanic"]
    assert mvdt("init", "3.yaml").returncode == 0
    assert roles() == [*load().roles]
    write("mvdt.yaml", "catalogue: ours.yaml\n")
    assert mvdt("init", "4.yaml").returncode == 0
    assert roles() == ["pilot", "mechanic"]
    assert mvdt("schema", "roster").stdout == (tmp_path / "roster.schema.json").read_text()


def test_init_writes_the_schema_beside_the_roster(mvdt: Run, tmp_path: Path) -> None:
    (tmp_path / "teams").mkdir()
    assert mvdt("init", "teams/ward.yaml").stdout == (
        "teams/ward.yaml is written, and teams/roster.schema.json, by which an editor completes and checks it.\n"
        "Put your team in, then: mvdt check teams/ward.yaml\n"
    )
    assert sorted(path.name for path in (tmp_path / "teams").iterdir()) == ["roster.schema.json", "ward.yaml"]
    assert (tmp_path / "teams" / "ward.yaml").read_text().startswith(MODELINE)


@pytest.mark.parametrize("content", ["{}", '{"title": "Ours"}', "[]", "no JSON", "\xff", "[" * 100_000])
def test_init_leaves_a_schema_that_is_not_its_own(mvdt: Run, tmp_path: Path, content: str) -> None:
    schema = tmp_path / "roster.schema.json"
    schema.write_bytes(content.encode("latin-1"))
    done = mvdt("init")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "mvdt: roster.schema.json is there already and is not a schema of mvdt's; nothing was written\n"
        "  fix: move it away, or choose another folder for the roster\n",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["roster.schema.json"]
    assert schema.read_bytes() == content.encode("latin-1")


def test_init_leaves_a_roster_that_is_there_and_the_schema_with_it(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("team.yaml", "team: Ours\n")
    done = mvdt("init")
    assert (done.returncode, done.stdout) == (2, "")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("team.yaml", "team: Ours\n")]
    (tmp_path / "link.yaml").symlink_to("nowhere.yaml")
    assert mvdt("init", "link.yaml").returncode == 2
    assert not (tmp_path / "nowhere.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["roster.schema.json"], "roster.schema.json is the name of the schema for editors"),
        (["no/team.yaml"], "no/roster.schema.json: the schema can't be written (No such file or directory)"),
        (["--catalogue", "none.yaml"], "none.yaml: "),
    ],
)
def test_init_says_why_it_writes_nothing(mvdt: Run, tmp_path: Path, arguments: list[str], message: str) -> None:
    done = mvdt("init", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"mvdt: {message}")
    assert [*tmp_path.iterdir()] == []
