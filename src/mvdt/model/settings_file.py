"""The settings file, `mvdt.yaml`: what can be set."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from mvdt.findings import Severity
from mvdt.model.bind import Item
from mvdt.model.roster import Label, RosterException


class RuleSettings(Item):
    """How one rule is to be applied."""

    severity: Severity | None = Field(
        None, description="The severity of all findings of the rule, instead of its own.", examples=["error"]
    )
    off: bool = Field(False, description="Whether the rule is left out.", examples=[True])
    options: dict[Label, Annotated[float, Field(ge=0, allow_inf_nan=False)]] = Field(
        default_factory=dict,
        description="The rule's options, as `mvdt explain RULE` names them.",
        examples=[{"most": 10}],
    )


class SettingsException(RosterException):
    """A recorded, reasoned, dated decision to live with a finding, for rosters that can't carry it."""

    team: Label | None = Field(
        None, description="The team that it is for; left out, every team.", examples=["Outpatient booking"]
    )


class SettingsFile(Item):
    """What can be set."""

    catalogue: Label | None = Field(
        None,
        description="A catalogue to use instead of the built-in one, seen from this file.",
        examples=["roles.yaml"],
    )
    fail_on: Severity | None = Field(
        None, description="The lowest severity that makes the command fail.", examples=["warning"]
    )
    rules: dict[str, RuleSettings] = Field(default_factory=dict, description="How single rules are to be applied.")
    exclude: list[Label] = Field(
        default_factory=list,
        description="Files and folders that are left out when a folder is checked, seen from this file.",
        examples=[["archive", "drafts/old-*.yaml"]],
    )
    baseline: Label | None = Field(
        None,
        description="A file of findings that were there when it was written, seen from this file.",
        examples=["mvdt-baseline.yaml"],
    )
    exceptions: list[SettingsException] = Field(
        default_factory=list, description="Findings that the organisation has decided to live with."
    )
