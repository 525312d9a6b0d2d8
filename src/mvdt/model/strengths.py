"""What a team does well, in the words of the guide: a check that only scolds is not read twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from mvdt.model.team import HALF_TIME, Team

_MOST: Final = 3
_VIEWPOINTS: Final = ("digital", "clinical", "operational")


def strengths(team: Team) -> list[str]:
    """At most three sentences, each with its reason."""
    return list(islice(_all(team), _MOST))


def _all(team: Team) -> Iterator[str]:
    lead = team.lead
    if lead is not None and team.clinical_product_manager(lead):
        yield f"{lead.called} leads as a clinical product manager: a clinician who has learnt the trade of leading a product"
    managers = [
        person
        for person in team.holders("product-manager")
        if not person.clinician and not person.external and person.fte >= HALF_TIME and team.experienced(person)
    ]
    clinicians = [person for person in team.holders("lead-clinician") if person not in managers]
    if managers and clinicians and (lead is None or lead in managers or lead in clinicians):
        yield (
            f"{managers[0].called} and {clinicians[0].called} pair product management with clinical leadership, "
            "the arrangement that works best"
        )
    if lead is not None and lead.member.employment == "permanent" and team.leads_by_trade(lead):
        yield f"{lead.called}, who leads the product, is the organisation's own: what the team learns stays"
    families = team.catalogue.families
    seen = {families[name].viewpoint for name in team.family_fte if name in families}
    if seen.issuperset(_VIEWPOINTS):
        yield "digital, clinical and operational people are on the team together"
