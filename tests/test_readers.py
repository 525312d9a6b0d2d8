"""Which files a run takes up, and which reader takes which."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mvdt.readers import SIZE_LIMIT, Source, Unreadable, find, read, read_document, readers
from mvdt.source.document import Document
from mvdt.source.table import Workbook


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found(*paths: str) -> list[str]:
    return [source.path for source in find(paths or ["."]) if not isinstance(source, Unreadable)]


def test_every_reader_is_found_by_its_suffixes() -> None:
    assert {suffix: reader.__name__.rpartition(".")[2] for suffix, reader in readers().items()} == {  # type: ignore[attr-defined]
        ".csv": "csv",
        ".tsv": "csv",
        ".json": "json",
        ".ods": "spreadsheet",
        ".toml": "toml",
        ".xls": "spreadsheet",
        ".xlsb": "spreadsheet",
        ".xlsm": "spreadsheet",
        ".xlsx": "spreadsheet",
        ".yaml": "yaml",
        ".yml": "yaml",
    }


def test_a_folder_gives_json_and_toml_only_where_they_look_like_rosters() -> None:
    for path, text in {
        "package.json": '{"name": "x", "dependencies": {}}',
        "package-lock.json": '{"packages": {}}',
        "tsconfig.json": '{"compilerOptions": {}}',
        "team.json": '\ufeff{"team": "A"}',
        "report.json": '{"schema_version": 1, "teams": [{"team": "A", "members": []}]}',
        "spread.json": '{\n  "members" :\n []}',
        "pyproject.toml": '[project]\nname = "x"\n[tool.uv.workspace]\nmembers = ["a"]\n',
        "Cargo.toml": '[workspace]\nmembers = ["a"]\n',
        "team.toml": '# ours\nteam = "A"\n[[members]]\nname = "x"\n',
        "small.toml": '\ufeffmembers = [{name = "x"}]\n',
        "last.toml": '[[ "members" ]]\nname = "x"\n',
        "people.csv": "name\n",
        "notes.txt": "team: A",
    }.items():
        Path(path).write_text(text, encoding="utf-8")
    assert found() == ["last.toml", "people.csv", "small.toml", "spread.json", "team.json", "team.toml"]
    assert found("package.json", "Cargo.toml") == ["package.json", "Cargo.toml"]


def test_what_excel_and_libreoffice_put_beside_an_open_workbook() -> None:
    for path in ("people.xlsx", "~$people.xlsx", ".~lock.people.xlsx#"):
        Path(path).write_bytes(b"PK")
    assert found() == ["people.xlsx"]


def test_a_file_that_a_folder_gave_is_read_once() -> None:
    Path("team.json").write_text('{"members": []}')
    (source,) = find(["."])
    assert isinstance(source, Source)
    os.remove("team.json")
    document = read(source)
    assert isinstance(document, Document)
    assert document.tree.root == {"members": []}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a file that can't be read")
def test_a_file_of_a_folder_that_can_not_be_read_is_said() -> None:
    Path("team.json").write_text("{}")
    os.chmod("team.json", 0)
    (source,) = find(["."])
    assert isinstance(source, Unreadable)


def test_each_suffix_is_read_by_its_reader_whatever_its_case() -> None:
    Path("PEOPLE.CSV").write_text("name,role\n")
    workbook = read(Source("PEOPLE.CSV", named=True))
    assert isinstance(workbook, Workbook)
    assert [row.cells for table in workbook.tables for row in table.rows] == [["name", "role"]]


def test_a_file_that_grows_while_it_is_read() -> None:
    with open("people.csv", "wb") as file:
        file.truncate(SIZE_LIMIT * 100)
    document = read(Source("people.csv", named=True))
    assert isinstance(document, Document)
    assert document.tree.faults[0].message == "the file is larger than 16 MiB, and no roster is"


def test_a_table_where_a_catalogue_belongs() -> None:
    Path("roles.csv").write_text("name,role\n")
    (fault,) = read_document(Source("roles.csv", named=True)).tree.faults
    assert fault.message == "this is a table, and what belongs here is a YAML file"
    assert fault.fix == "check that this is the file you mean"
