"""The built-in catalogue: without contradictions, complete, and each entry with its source."""

from __future__ import annotations

import yaml
from conftest import ROOT

from mvdt.model.catalogue import contradictions, load
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
    for key, register in CATALOGUE.registers.items():
        assert register.source in CATALOGUE.file.sources, key


def test_what_a_team_needs_by_phase() -> None:
    every = ["product-manager", "delivery-manager", "designer", "user-researcher"]
    needs = {phase: dict(CATALOGUE.needs(phase, clinical=True)) for phase in CATALOGUE.phases}
    for phase, need in needs.items():
        essential = [role for role, level in need.items() if level == "essential"]
        developer = [] if phase == "discovery" else ["lead-developer"]
        assert essential == [*every, *developer, "lead-clinician"]
    assert {role: level for role, level in needs["discovery"].items() if level != "essential"} == {
        "lead-developer": "recommended",
        "clinical-safety-officer": "recommended",
    }
    assert {role for role, level in needs["live"].items() if level == "recommended"} == {
        "clinical-safety-officer",
        "performance-analyst",
        "web-operations-engineer",
    }
    plain = dict(CATALOGUE.needs("beta", clinical=False))
    assert plain["lead-clinician"] == "optional"
    assert "clinical-safety-officer" not in plain


def test_only_what_the_design_names_may_be_provided_by_others() -> None:
    families = {CATALOGUE.family_of(key) for key, role in CATALOGUE.roles.items() if role.can_be_available}
    assert families <= {"assurance", "architecture", "design"}
    design = [key for key, role in CATALOGUE.roles.items() if role.can_be_available and role.family == "design"]
    assert design == ["accessibility-specialist"]


def test_kinds_fill_their_role() -> None:
    for kind in ("interaction-designer", "service-designer", "content-designer"):
        assert "designer" in CATALOGUE.lineage[kind]
    assert "lead-developer" in CATALOGUE.lineage["technical-architect"]
    assert "web-operations-engineer" in CATALOGUE.lineage["devops-engineer"]
