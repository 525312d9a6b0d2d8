"""The built-in catalogue: without contradictions, complete, and each entry with its source."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from conftest import ROOT

import mvdt
from mvdt.model import built_in
from mvdt.model.catalogue import load
from mvdt.model.catalogue_reading import BadCatalogue, contradictions, read_catalogue
from mvdt.readers.yaml import read
from mvdt.source.block import read_block

CATALOGUE = load()


def test_nothing_in_it_contradicts_anything_else() -> None:
    path = ROOT / "roles.yaml"
    document = read(str(path), path.read_bytes())
    assert [problem.message for problem in contradictions(CATALOGUE.file, document)] == []


def test_it_says_what_the_file_says() -> None:
    data = yaml.safe_load((ROOT / "roles.yaml").read_text())
    assert list(CATALOGUE.roles) == list(data["roles"])
    for key, role in data["roles"].items():
        assert CATALOGUE.roles[key].titles == role["titles"]
        assert CATALOGUE.roles[key].skills == role.get("skills", {})


def test_the_compiled_one_is_the_same() -> None:
    assert built_in.load() == read_catalogue(built_in.path())


def test_the_yaml_decides_where_the_compiled_one_was_made_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "roles.yaml"
    changed.write_text("catalogue: Another\nroles:\n  baker:\n    name: Baker\n")
    monkeypatch.setattr(built_in, "path", lambda: str(changed))
    assert list(load().roles) == ["baker"]


def test_the_yaml_decides_where_the_compiled_one_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path(built_in.COMPILED).read_bytes()
    broken = tmp_path / "roles.jsonl"
    monkeypatch.setattr(built_in, "COMPILED", str(broken))
    for data in (b"", whole[:-2], whole.replace(b'"need"', b'"knead"'), whole + whole):
        broken.write_bytes(data)
        assert built_in.load() is None
    broken.unlink()
    assert load().file == CATALOGUE.file


def test_it_is_plain_enough_to_be_read_quickly() -> None:
    assert read_block((ROOT / "roles.yaml").read_text()) is not None


def test_every_role_is_explained_and_sourced() -> None:
    for key, role in CATALOGUE.roles.items():
        assert role.family in CATALOGUE.families, key
        assert role.why, key
        assert role.titles, key
        assert role.source in CATALOGUE.file.sources, key
        assert bool(role.need or role.need_if_clinical) == bool(role.need_source), key
        assert role.need_source is None or role.need_source in CATALOGUE.file.sources, key
        assert (role.min_fte is None) == (role.min_fte_source is None), key
        assert role.min_fte_source is None or role.min_fte_source in CATALOGUE.file.sources, key
    for key, pair in CATALOGUE.file.incompatible.items():
        assert pair.why, key
        assert pair.source in CATALOGUE.file.sources, key
    for key, register in CATALOGUE.registers.items():
        assert register.source in CATALOGUE.file.sources, key


def test_what_a_team_needs_by_phase() -> None:
    every = ["product-manager", "delivery-manager", "designer", "user-researcher"]
    needs = {phase: dict(CATALOGUE.needs(phase, clinical=True)) for phase in CATALOGUE.phases}
    for phase, need in needs.items():
        essential = [role for role, level in need.items() if level == "essential"]
        developer = [] if phase == "discovery" else ["lead-developer"]
        officer = ["clinical-safety-officer"] if phase in ("beta", "live") else []
        assert essential == [*every, *developer, "lead-clinician", *officer]
    assert {role: level for role, level in needs["discovery"].items() if level != "essential"} == {
        "lead-developer": "recommended",
        "clinical-safety-officer": "recommended",
    }
    assert {role for role, level in needs["live"].items() if level == "recommended"} == {
        "performance-analyst",
        "web-operations-engineer",
    }
    plain = dict(CATALOGUE.needs("beta", clinical=False))
    assert plain["lead-clinician"] == "optional"
    assert "clinical-safety-officer" not in plain


def test_only_what_the_design_names_may_be_provided_by_others() -> None:
    families = {CATALOGUE.families_of[key] for key, role in CATALOGUE.roles.items() if role.can_be_available}
    assert families <= {"assurance", "architecture", "design"}
    design = [key for key, role in CATALOGUE.roles.items() if role.can_be_available and role.family == "design"]
    assert design == ["accessibility-specialist"]


def test_kinds_fill_their_role() -> None:
    for kind in ("interaction-designer", "service-designer", "content-designer"):
        assert "designer" in CATALOGUE.lineage[kind]
    assert "lead-developer" in CATALOGUE.lineage["technical-architect"]
    assert "web-operations-engineer" in CATALOGUE.lineage["devops-engineer"]


WHOLE = """\
catalogue: Ours
source: {title: Our guide, publisher: Us, year: 2026}
phases: [discovery, alpha, beta, live]
levels: [awareness, working, practitioner, expert]
families:
  product: {name: Product, viewpoint: digital, hands_on: true}
skills:
  product-management: {name: Product management, aliases: [product ownership]}
roles:
  product-manager:
    name: Product manager
    family: product
    need: essential
    skills: {product-management: practitioner}
    titles: [product manager]
    why: Decides what comes next.
    source: Who we need
  designer:
    name: Designer
    need: essential
  interaction-designer:
    name: Interaction designer
    kind_of: designer
registers:
  GMC: {name: General Medical Council, titles: [consultant anaesthetist]}
"""


def test_a_whole_catalogue_of_ones_own_judges_as_the_built_in_one_does(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(WHOLE)
    roster = "team: A\nmembers:\n  - {name: Jo, role: interaction-designer}\n"
    (tmp_path / "none.yaml").write_text(roster)
    (tmp_path / "led.yaml").write_text(
        roster.replace("A\n", "B\n", 1) + "  - {name: X, role: product-manager, title: Consultant Anaesthetist}\n"
    )
    report = mvdt.check([tmp_path / "none.yaml", tmp_path / "led.yaml"], catalogue=tmp_path / "own.yaml")
    lead = [finding for finding in report.findings if finding.topic in ("roles", "leadership")]
    assert [(finding.rule, finding.about, finding.source) for finding in lead if finding.about != "sponsor"] == [
        ("missing-role", "product-manager", 'Our guide, "Who we need"'),
        (
            "clinician-as-product-lead",
            "X",
            'Building and enabling digital teams, "Minimum viable digital team"',
        ),
    ]
    assert report.catalogue == "Ours"


def test_a_need_stated_anew_holds_for_every_service(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "catalogue: Ours\nextends: mvdt\nroles:\n  clinical-safety-officer: {need: essential}\n"
        "  lead-clinician: {need: optional}\n"
    )
    needs = dict(load(str(tmp_path / "own.yaml")).needs("beta", clinical=True))
    assert (needs["clinical-safety-officer"], needs["lead-clinician"]) == ("essential", "optional")


@pytest.mark.parametrize("field", ["phases", "levels"])
def test_a_catalogue_without_phases_or_levels_is_refused(tmp_path: Path, field: str) -> None:
    (tmp_path / "own.yaml").write_text(WHOLE.replace(f"{field}: [", f"{field}: [] # ["))
    with pytest.raises(BadCatalogue) as error:
        load(str(tmp_path / "own.yaml"))
    assert error.value.problems[0].message == f"`{field}` is empty"
