"""Settings: in force, or refused with what is wrong at its place; and a check under them keeps its promises."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final
from unittest import mock

import promises
from seeds import FULL, SETTINGS

from mvdt import engine
from mvdt.model import settings_reading
from mvdt.model.bind import Unusable
from mvdt.output import Page, get
from mvdt.readers import Source, Unreadable

WEIGHT: Final = 20
_ROSTER: Final = FULL.encode()


def check(data: bytes) -> None:
    """Read settings, and check a roster under them."""
    source = Source("mvdt.yaml", named=True, read=lambda: data)
    try:
        with mock.patch.object(settings_reading, "Source", lambda path, *, named: source):
            here = settings_reading.load("mvdt.yaml")
        made = engine.check(
            ["-"], on=promises.DAYS[0], settings=here, standard_input=lambda: _ROSTER, standard_input_name="team.yaml"
        )
    except Unusable as error:
        promises.refusal(error)
    except Unreadable:
        pass
    else:
        here.excludes(os.path.join("a", "old-b.yaml"))
        promises.report(made, {})
        promises.written_format("text", "".join(get("text").render(made, Page(show_excepted=True))), made)


def seeds() -> Iterable[bytes]:
    """Settings."""
    return [
        SETTINGS.encode(),
        b"catalogue: roles.yaml\nbaseline: b.yaml\n",
        b"",
        b"rules: {team-size: {options: {most: 10, least: 2}}}\n",
    ]
