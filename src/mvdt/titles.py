"""From a job title to a role, or to nothing: a wrong role is worse than none.

Deterministic and explainable. A title is compared whole first, then without what says nothing about the work
(brackets, pay bands, seniority, words such as `digital` or `EPR` in front). Where two roles fit, none is taken
and both are named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Final, Literal

How = Literal["exact", "seniority", "phrase"]

_SENIORITY: Final = frozenset(
    [
        "apprentice",
        "trainee",
        "graduate",
        "associate",
        "junior",
        "mid",
        "midweight",
        "middleweight",
        "senior",
        "snr",
        "sr",
        "principal",
    ]
)
# Words in front of a title that name the place or the system, not the work.
_SETTING: Final = frozenset(
    [
        "digital",
        "epr",
        "ehr",
        "epma",
        "pas",
        "nhs",
        "trust",
        "group",
        "ics",
        "icb",
        "interim",
        "acting",
        "temporary",
        "permanent",
        "substantive",
        "online",
        "web",
        "technology",
        "health",
        "healthcare",
        "hospital",
        "community",
        "corporate",
        "national",
        "regional",
        "gov",
        "uk",
    ]
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PAY = re.compile(r"\b(?:afc\s+)?band\s*\d\s*[a-d]?\b|\bgrade\s*\d\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[-\u2013\u2014|:]\s+|\s*[,;|]\s*|\s+[-\u2013\u2014]|[-\u2013\u2014]\s+")
_JOINED = re.compile(r"\s*(?:/|\+|&|\band\b)\s*", re.IGNORECASE)
_BELONGING = re.compile(r"\b(?:in|of|for|to|with)\b", re.IGNORECASE)
# Who is called so in front of a profession is not in it, or not yet.
_NOT_THERE: Final = frozenset(["student", "cadet", "trainee", "assistant", "support", "former", "ex"])
_NOT_WORD = re.compile(r"[^\w]+|_")


def normalise(title: str) -> str:
    """Lower case, single spaces, no punctuation: `Front-end  Developer` and `front end developer` are one."""
    folded = (
        unicodedata.normalize("NFKC", title).casefold().replace("&", " and ").replace("'", "").replace("\u2019", "")
    )
    return " ".join(_NOT_WORD.sub(" ", folded).split())


class Resolution:
    """What a title came to: a role id and how it was found, or None and the roles that it could be."""

    __slots__ = ("candidates", "how", "role", "seniority")

    def __init__(
        self, role: str | None, how: How | None = None, candidates: tuple[str, ...] = (), seniority: str | None = None
    ) -> None:
        self.role = role
        self.how = how
        self.candidates = candidates
        self.seniority = seniority


class Titles:
    """The titles of a catalogue: normalised title to role id."""

    __slots__ = ("_known", "_seen")

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._seen: dict[str, Resolution] = {}

    def resolve(self, title: str) -> Resolution:
        """The role that a job title means."""
        found = self._seen.get(title)
        if found is None:
            found = self._seen[title] = self._resolve(title)
        return found

    def _resolve(self, title: str) -> Resolution:
        whole = self._known.get(normalise(title))
        if whole is not None:
            return Resolution(whole, "exact")
        plain = _PAY.sub(" ", _BRACKETS.sub(" ", title))
        found = self._one(plain)
        if found.role is not None:
            return found
        parts = [part for part in _SEPARATOR.split(plain) if normalise(part)]
        if len(parts) > 1:
            return _agree([self._one(part) for part in parts], every=False)
        halves = [half for half in _JOINED.split(plain) if normalise(half)]
        if len(halves) > 1:
            return _agree([self._one(half) for half in halves], every=True)
        return found

    def _one(self, title: str) -> Resolution:
        words = normalise(title).split()
        if " ".join(words) not in self._known and words and words[-1].endswith("s"):
            words[-1] = words[-1][:-1]
        role = self._known.get(" ".join(words))
        if role is not None:
            return Resolution(role, "exact")
        levels = [word for word in words if word in _SENIORITY]
        bare = [word for word in words if word not in _SENIORITY]
        seniority = levels[0] if levels else None
        how: How = "seniority"
        while bare:
            role = self._known.get(" ".join(bare))
            if role is not None:
                return Resolution(role, how, seniority=seniority)
            if bare[0] not in _SETTING:
                break
            bare = bare[1:]
            how = "phrase"
        return Resolution(None, candidates=self._ends(bare), seniority=seniority)

    def _ends(self, words: list[str]) -> tuple[str, ...]:
        """The role whose title the words end in: worth naming, not worth believing."""
        for start in range(1, len(words) - 1):
            role = self._known.get(" ".join(words[start:]))
            if role is not None:
                return (role,)
        return ()


def _agree(found: list[Resolution], *, every: bool) -> Resolution:
    roles = list(dict.fromkeys(one.role for one in found if one.role is not None))
    seniority = next((one.seniority for one in found if one.seniority), None)
    if len(roles) == 1 and (not every or all(one.role for one in found)):
        return Resolution(roles[0], "phrase", seniority=seniority)
    candidates = roles or list(dict.fromkeys(c for one in found for c in one.candidates))
    return Resolution(None, candidates=tuple(candidates), seniority=seniority)


def ends_with(title: str, phrases: Collection[str]) -> str | None:
    """The phrase, of normalised ones, in which the title or one of its parts ends; the longest where several do.

    `Consultant Anaesthetist` ends with `anaesthetist`, `Staff Nurse and EPR Lead` has a part that ends with `staff
    nurse`; `Pharmacist Support Officer`, `Student Midwife` and `PA to Consultant Physician` end with no profession.
    """
    best: str | None = None
    for part in _SEPARATOR.split(_PAY.sub(" ", _BRACKETS.sub(" ", title))):
        # What follows `for`, `to` and the like is where or for whom somebody works, not what they are.
        work = _BELONGING.split(part, maxsplit=1)[0]
        for piece in (work, *_JOINED.split(work)):
            words = normalise(piece).split()
            for start in range(len(words)):
                phrase = " ".join(words[start:])
                if phrase in phrases:
                    if _NOT_THERE.isdisjoint(words[:start]) and (best is None or len(phrase) > len(best)):
                        best = phrase
                    break
    return best
