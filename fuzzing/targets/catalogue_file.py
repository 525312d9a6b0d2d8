"""Catalogues as files: in use, or refused with what is wrong at its place; and a check with one keeps its promises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import promises
from seeds import EXAMPLES

WEIGHT: Final = 10


def check(data: bytes) -> None:
    """Read one, and check a roster with it."""
    promises.catalogue(data)


def seeds() -> Iterable[bytes]:
    """The organisation's own catalogue of the examples, and small ones."""
    return [
        (EXAMPLES / "own-catalogue" / "catalogue.yaml").read_bytes(),
        b"catalogue: x\nextends: mvdt\nroles:\n  service-owner:\n    titles: [service owner, service manager]\n  x: {kind_of: designer}\n",
        b"catalogue: x\nphases: [alpha, live]\nlevels: [low, high]\nfamilies:\n  f: {name: F, viewpoint: digital}\nskills:\n  s: {name: S}\n"
        b"roles:\n  r: {name: R, family: f, need: {alpha: essential}, skills: {s: high}, titles: [boss]}\n  q: {name: Q, kind_of: r}\n",
        b"catalogue: x\nextends: mvdt\ntitles:\n  ignored: {ours: [rubicon]}\n  abbreviations: {dpm: digital product manager}\n"
        b"columns:\n  name: {headings: [wer]}\n  employment: {values: {contractor: [extern]}}\n",
    ]
