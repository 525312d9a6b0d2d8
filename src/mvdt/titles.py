"""From a job title to a role, or to nothing: a wrong role is worse than none.

Deterministic and explainable. A title is compared whole first, then without what says nothing about the work
(brackets, pay bands, numbers, seniority, words such as `digital` or `EPR` in front). Of a title in several parts the
first names the job. Where two roles fit, none is taken and both are named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

How = Literal["exact", "seniority", "phrase", "profession"]

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
_BEGINNERS: Final = frozenset(("apprentice", "trainee", "graduate", "associate", "junior"))
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
        "national",
        "regional",
        "gov",
        "uk",
    ]
)
# Who stands beside one of these does something else: a medical director's PA, a recruiter of developers.
_OTHER_WORK: Final = frozenset(
    [
        "pa",
        "assistant",
        "secretary",
        "administrator",
        "recruiter",
        "recruitment",
        "vacant",
        "vacancy",
        "former",
        "ex",
        "student",
        "cadet",
        "intern",
        "finance",
    ]
)
# What a graduate, an apprentice or a trainee can be in front of without being one: those who run the scheme.
_SCHEMES: Final = frozenset(["programme", "program", "portfolio", "scheme"])
_SHORT: Final = {"mgr": "manager", "eng": "engineer", "dev": "developer"}
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PAY = re.compile(r"\b(?:afc\s+)?(?:band|grade)\s*\d\s*[a-d]?\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[-\u2013\u2014|:]\s+|\s*[,;|]\s*|\s+[-\u2013\u2014]|[-\u2013\u2014]\s+")
_JOINED = re.compile(r"\s*(?:/|\+|&|\band\b|\bor\b)\s*", re.IGNORECASE)
_BELONGING = re.compile(r"\b(?:in|of|for|to|with)\b", re.IGNORECASE)
# Who is called so in front of a profession is not in it, or not yet.
_NOT_THERE: Final = frozenset(["student", "cadet", "trainee", "assistant", "support", "former", "ex"])
_NUMBER = re.compile(r"\d+[a-d]?|b\d[a-d]?|x\d*|\d+x")
# What a catalogue is full of; a thousand of them are read at every start.
_NORMAL = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_NOT_WORD = re.compile(r"[^\w]+|_")


def normalise(title: str) -> str:
    """Lower case, single spaces, no punctuation: `Front-end  Developer` and `front end developer` are one."""
    folded = (
        unicodedata.normalize("NFKC", title).casefold().replace("&", " and ").replace("'", "").replace("\u2019", "")
    )
    return " ".join(_NOT_WORD.sub(" ", folded).split())


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a title came to: a role id and how it was found, or None and the roles that it could be.

    `named` are the candidates that a whole part of the title names. `unread` is whether a part says nothing that
    could be understood: then the person may be in any role. `seniority` is the word that the title has for it.
    """

    role: str | None
    how: How | None = None
    candidates: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    unread: bool = False
    seniority: str | None = None

    @property
    def beginner(self) -> bool:
        """Whether the title is that of somebody who is learning the trade."""
        return self.seniority in _BEGINNERS


class Titles:
    """The titles of a catalogue: normalised title to role id, and the professions that make a clinician.

    `clinician` is the role of somebody of whom nothing but the profession is known.
    """

    __slots__ = ("_clinician", "_known", "_professions", "_seen")

    def __init__(
        self, known: Mapping[str, str], professions: Collection[str] = (), clinician: str | None = None
    ) -> None:
        self._known = known
        self._professions = professions
        self._clinician = clinician
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
        remarks = [normalise(remark) for remark in _BRACKETS.findall(title)]
        plain = _PAY.sub(" ", _BRACKETS.sub(" ", title))
        parts = [part for part in _SEPARATOR.split(plain) if self._says_something(part)]
        # A profession in front says who the person is, not what they do here.
        jobs = [part for part in parts if not self._is_profession(part)]
        if not jobs:
            return self._profession(title)
        first, others = self._part(jobs[0]), [*jobs[1:], *remarks]
        if any(not _OTHER_WORK.isdisjoint(normalise(other).split()) for other in others):
            return Resolution(None, unread=True, seniority=first.seniority)
        roles = [role for role in (self._one(other).role for other in others) if role is not None]
        if first.role is not None and roles and set(roles) != {first.role}:
            candidates = tuple(dict.fromkeys([first.role, *roles]))
            return Resolution(None, candidates=candidates, named=candidates, seniority=first.seniority)
        if first.role is not None and (len(jobs) > 1 or len(parts) > len(jobs)):
            return Resolution(first.role, "phrase", seniority=first.seniority)
        return first

    def _says_something(self, part: str) -> bool:
        words = normalise(part).split()
        return any(word not in _SETTING and not _NUMBER.fullmatch(word) for word in words)

    def _is_profession(self, part: str) -> bool:
        """Whether a part names a profession and no role beside it."""
        if not ends_with(part, self._professions):
            return False
        return not any(self._one(half).role for half in _JOINED.split(part))

    def _profession(self, title: str) -> Resolution:
        if self._clinician is not None and ends_with(title, self._professions):
            return Resolution(self._clinician, "profession")
        return Resolution(None, unread=True)

    def _part(self, part: str) -> Resolution:
        """What one part of a title comes to, which may join several roles by `and`, `or` or a slash."""
        found = self._one(part)
        halves = [half for half in _JOINED.split(part) if normalise(half)]
        if found.role is not None or len(halves) < 2:  # noqa: PLR2004
            return found
        jobs = [self._one(half) for half in halves if not ends_with(half, self._professions)]
        return _agree(jobs) if jobs else self._profession(part)

    def _one(self, title: str) -> Resolution:
        words = [_SHORT.get(word, word) for word in normalise(title).split()]
        levels = [word for word in words if word in _SENIORITY]
        seniority = levels[0] if levels else None
        if seniority in _BEGINNERS and not _SCHEMES.isdisjoint(words):
            return Resolution(None, unread=True)
        how: How = "exact"
        while words:
            role = self._look_up(words)
            if role is not None:
                return Resolution(role, how, seniority=seniority if how != "exact" else None)
            bare = [word for word in words if word not in _SENIORITY and not _NUMBER.fullmatch(word)]
            role = self._look_up(bare)
            if role is not None:
                return Resolution(role, "phrase" if how == "phrase" else "seniority", seniority=seniority)
            if words[0] not in _SETTING and words[0] not in _SENIORITY:
                break
            how = "phrase" if words[0] in _SETTING else how
            words = words[1:]
        return Resolution(None, candidates=self._ends(bare) if words else (), unread=True, seniority=seniority)

    def _look_up(self, words: list[str]) -> str | None:
        """The role of these words, or of the singular of the last."""
        role = self._known.get(" ".join(words))
        if role is None and words and words[-1].endswith("s"):
            role = self._known.get(" ".join(words)[:-1])
        return role

    def _ends(self, words: list[str]) -> tuple[str, ...]:
        """The role whose title the words end in: worth naming, not worth believing."""
        for start in range(1, len(words) - 1):
            role = self._known.get(" ".join(words[start:]))
            if role is not None:
                return (role,)
        return ()


def _agree(found: Iterable[Resolution]) -> Resolution:
    """One role if every half names it; else what the halves name, and whether one of them can't be read."""
    halves = list(found)
    named = tuple(dict.fromkeys(one.role for one in halves if one.role is not None))
    seniority = next((one.seniority for one in halves if one.seniority), None)
    unread = any(one.role is None for one in halves)
    if len(named) == 1 and not unread:
        return Resolution(named[0], "phrase", seniority=seniority)
    candidates = tuple(dict.fromkeys([*named, *(other for one in halves for other in one.candidates)]))
    return Resolution(None, candidates=candidates, named=named, unread=unread, seniority=seniority)


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
