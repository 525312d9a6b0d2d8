"""Job titles: to the right role, or to none; and who is a clinician by title."""

from __future__ import annotations

import pytest

from mvdt.model.catalogue import load
from mvdt.titles import normalise

CATALOGUE = load()


@pytest.mark.parametrize(
    ("title", "role", "how"),
    [
        ("Product Manager", "product-manager", "exact"),
        ("PRODUCT OWNER", "product-manager", "exact"),
        ("Senior Product Manager", "product-manager", "seniority"),
        ("Scrum Master", "delivery-manager", "exact"),
        ("Digital Delivery Manager", "delivery-manager", "phrase"),
        ("Front-end  Developer", "frontend-developer", "exact"),
        ("Developers (Senior)", "developer", "exact"),
        ("User Researcher (Band 7)", "user-researcher", "exact"),
        ("Senior User Researcher - Band 8a", "user-researcher", "seniority"),
        ("Clinical Product Manager", "product-manager", "exact"),
        ("Clinical Safety Officer", "clinical-safety-officer", "exact"),
        ("Consultant Anaesthetist, Product Owner", "product-manager", "phrase"),
        ("Consultant Anaesthetist", "clinician", "profession"),
        ("Consultant Paediatric Surgeon", "clinician", "profession"),
        ("Interim Director of Operations", "operational-lead", "phrase"),
        ("Senior DevOps", "devops-engineer", "seniority"),
        ("Digital Principal Developer", "lead-developer", "phrase"),
        ("Senior Digital Delivery Managers", "delivery-manager", "phrase"),
        ("Developer 2", "developer", "seniority"),
        ("Delivery Mgr (8a)", "delivery-manager", "exact"),
    ],
)
def test_a_title_leads_to_its_role_and_says_how(title: str, role: str, how: str) -> None:
    found = CATALOGUE.titles.resolve(title)
    assert (found.role, found.how) == (role, how)


@pytest.mark.parametrize(
    ("title", "candidates"),
    [
        ("Service Manager", ()),
        ("Analyst", ()),
        ("Head of Digital", ()),
        ("Creative Delivery Manager", ("delivery-manager",)),
        ("PA - Chief Information Officer", ()),
        ("Secretary - Clinical Lead", ()),
        ("Recruiter, Developers", ()),
        ("Product Manager (Assistant)", ()),
        ("Assistant, Product Manager", ()),
        ("Finance Manager - Architect", ()),
        ("Vacant - User Researcher", ()),
        ("Business Analyst (User Researcher)", ("business-analyst", "user-researcher")),
        ("Graduate Programme Manager", ()),
        ("Hospital Architect", ()),
        ("Security Officer", ()),
        ("Developer and Scrum Master", ("developer", "delivery-manager")),
        ("Clinical Coder of Things", ()),
        ("", ()),
        ("-", ()),
        ("名前", ()),
    ],
)
def test_a_title_that_could_mean_several_or_none_stays_open(title: str, candidates: tuple[str, ...]) -> None:
    found = CATALOGUE.titles.resolve(title)
    assert found.role is None
    assert found.candidates == candidates


def test_every_title_of_the_catalogue_leads_to_its_own_role() -> None:
    for key, role in CATALOGUE.roles.items():
        for title in [role.name, *role.titles]:
            assert CATALOGUE.titles.resolve(title.upper()).role == key, title


@pytest.mark.parametrize(
    ("title", "register"),
    [
        ("Consultant Anaesthetist", "GMC"),
        ("Staff Nurse and EPR Lead", "NMC"),
        ("Midwife - Digital Maternity", "NMC"),
        ("Highly Specialist Occupational Therapist", "HCPC"),
        ("Speech and Language Therapist", "HCPC"),
        ("Lead Pharmacist", "GPhC"),
        ("Consultant", None),
        ("Management Consultant", None),
        ("Pharmacist Support Officer", None),
        ("Student Midwife", None),
        ("Trainee Nursing Associate", None),
        ("PA to Consultant Physician", None),
        ("Administrator for the Lead Pharmacist", None),
        ("Clinical Coder", None),
        ("Clinical Systems Trainer", None),
        ("Medical Secretary", None),
        ("Clinical Product Manager", None),
    ],
)
def test_only_a_title_that_a_registered_clinician_holds_makes_one(title: str, register: str | None) -> None:
    assert CATALOGUE.clinician_title(title) == register


def test_normalised_titles_are_alike_in_every_spelling() -> None:
    assert normalise(" Front-End/Developer  (R&D) ") == normalise("front end developer r and d")
