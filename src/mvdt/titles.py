"""From a job title to a role, or to nothing: a wrong role is worse than none.

Deterministic and explainable, in this order:

1. The title as it stands, in any spelling.
2. The title without what says nothing about the work: brackets, pay bands, reference numbers, seniority, and the words
   that the catalogue leaves aside (systems, places, contracts).
3. The same with the catalogue's abbreviations written out.
4. The longest title that is known within it, if what stands around it names no other job.

Of a title in several parts the first names the job. Where two roles fit, none is taken and both are named; what the
catalogue calls open (`service manager`) stays open, with the roles that it may be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from mvdt.spelling import normalise

How = Literal["exact", "seniority", "abbreviation", "phrase", "profession"]
"""How a title led to its role: by a known title (or one that follows from it, such as who leads its holders) as it
stands, with the seniority left aside, with abbreviations written out, by a known title within it, or by a profession that
only registered clinicians have."""

LONGEST: Final = 400
"""Characters of the longest title that is read. Real ones have up to 120; what is longer is no job title."""

# Words, likewise: each is tried with those beside it.
_MOST_WORDS: Final = 40

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
        "principal",
        "deputy",
        "specialist",
        "advanced",
        "highly",
    ]
)
# Left aside within a profession: a health protection senior nurse.
_SENIORS: Final = frozenset(("senior", "snr", "sr"))
_BEGINNERS: Final = frozenset(("apprentice", "trainee", "graduate", "associate", "junior"))
# Beside a director these are no beginners: an associate medical director is the next in line.
_DEPUTIES: Final = frozenset(("associate", "assistant", "deputy"))
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
    ]
)
# The words that a title ends in. What stands beside a known title must hold none of them, or it names a job as well.
_JOBS: Final = _OTHER_WORK | frozenset(
    [
        "accountant",
        "adviser",
        "agent",
        "analyst",
        "architect",
        "assessor",
        "auditor",
        "author",
        "buyer",
        "champion",
        "chief",
        "clerk",
        "clinician",
        "coach",
        "consultant",
        "controller",
        "coordinator",
        "designer",
        "developer",
        "director",
        "doctor",
        "ea",
        "economist",
        "editor",
        "engineer",
        "evangelist",
        "executive",
        "expert",
        "facilitator",
        "finance",
        "fellow",
        "governor",
        "head",
        "inspector",
        "investigator",
        "lawyer",
        "lead",
        "lecturer",
        "liaison",
        "librarian",
        "manager",
        "master",
        "matron",
        "midwife",
        "nurse",
        "officer",
        "operator",
        "owner",
        "partner",
        "planner",
        "practitioner",
        "president",
        "producer",
        "professor",
        "programmer",
        "receptionist",
        "relation",
        "representative",
        "researcher",
        "scientist",
        "sme",
        "solicitor",
        "specialist",
        "sponsor",
        "statistician",
        "strategist",
        "superintendent",
        "supervisor",
        "support",
        "teacher",
        "technician",
        "technologist",
        "tester",
        "therapist",
        "trainer",
        "tutor",
        "writer",
    ]
)
# What people of any discipline are called.
_OF_ANY_TRADE: Final = frozenset(("adviser", "consultant", "coordinator", "officer", "practitioner", "specialist"))
# What a graduate, an apprentice or a trainee can be in front of without being one: those who run the scheme.
_SCHEMES: Final = frozenset(["programme", "portfolio", "scheme"])
# Ranks that are no job by themselves: `Director - Informatics`, `User research - lead`.
_RANKS: Final = frozenset(("director", "head", "lead", "manager"))
# What follows one of these is where, for whom or on what somebody works.
_WHERE: Final = frozenset(("for", "in", "at", "to", "with", "within", "across", "on", "supporting", "covering"))
_AND: Final = frozenset(("and", "or"))
# Words that say nothing wherever they stand.
_EMPTY: Final = frozenset(("the", "a", "our", "of", "in", "for", "at", "to", "x"))
_SPELLINGS: Final = {
    "mgr": "manager",
    "eng": "engineer",
    "dev": "developer",
    "snr": "senior",
    "sr": "senior",
    "jr": "junior",
    "jnr": "junior",
    "asst": "assistant",
    "leader": "lead",
    "advisor": "adviser",
    "program": "programme",
    "organization": "organisation",
    "organizational": "organisational",
    "centered": "centred",
    "comm": "communication",
    "cybersecurity": "cyber security",
}
_PAIRS: Final = {
    ("front", "end"): "frontend",
    ("back", "end"): "backend",
    ("full", "stack"): "fullstack",
    ("co", "ordinator"): "coordinator",
    ("dev", "op"): "devop",
    ("dev", "ops"): "devop",
}
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PLURAL = re.compile(r"\((?:s|es)\)", re.IGNORECASE)
_PAY = re.compile(r"\b(?:afc\s+)?(?:band|grade)\s*\d\s*[a-d]?\b(?:\s*/\s*\d?\s*[a-d]\b)?", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:job\s+)?ref(?:erence)?\b\.?\s*(?:no\.?|number)?\s*[:#]?\s*[\w/-]*\d[\w/-]*", re.IGNORECASE
)
_EMPLOYER = re.compile(
    r"(?:[-,|@]|\bat\b)[^-,|@]{0,80}\b(?:NHS\s+(?:Foundation\s+)?Trust|Foundation\s+Trust|Health\s+Board|NHS\s+FT)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s[-\u2013\u2014|:]\s|[,;|]|\s[-\u2013\u2014]|[-\u2013\u2014]\s|:\s")
_JOINED = re.compile(r"[/+&]|\b(?:and|or)\b", re.IGNORECASE)
_BELONGING = re.compile(r"\b(?:in|of|for|to|with)\b", re.IGNORECASE)
_LISTED = re.compile(r"\b(?:head|director)\s+of\b[^-|(/]*,", re.IGNORECASE)
# Who is called so in front of a profession is not in it, or not yet.
_NOT_THERE: Final = frozenset(["student", "cadet", "trainee", "assistant", "support", "former", "ex"])
_NUMBER = re.compile(r"\d+[a-d]?|b\d[a-d]?|x\d*|\d+x|i{1,3}|iv")
_PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|&")
# An ending that is no plural: business, status, analysis.
_SINGULAR_ENDINGS: Final = ("ss", "us", "is")
_SHORTEST_PLURAL: Final = 4


class _Word(NamedTuple):
    """A word of a text in its common spelling and singular, and where it stands there."""

    text: str
    start: int
    end: int


def canonical(title: str) -> str:
    """The words of a title in one spelling and in the singular, so that titles that differ in no more are equal."""
    if _PLAIN.fullmatch(title) is None:
        return " ".join(word.text for word in _words(title))
    # What a catalogue is full of: a thousand of them are read in every run that meets a title.
    words: list[str] = []
    for plain in title.split(" "):
        for word in _spelt(plain).split(" "):
            pair = _PAIRS.get((words[-1], word)) if words else None
            if pair is not None:
                words[-1] = pair
            else:
                words.append(word)
    return " ".join(words)


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    for match in _WORD.finditer(text):
        for plain in normalise(match.group()).split():
            for word in _spelt(plain).split():
                pair = _PAIRS.get((found[-1].text, word)) if found else None
                if pair is not None:
                    found[-1] = _Word(pair, found[-1].start, match.end())
                else:
                    found.append(_Word(word, match.start(), match.end()))
    return found


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    if len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith(_SINGULAR_ENDINGS):
        word = word[:-1]
    return _SPELLINGS.get(word, word)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a title came to: a role id and how it was found, or None and the roles that it could be.

    `candidates` are the roles worth naming where none was taken, the likeliest first. `named` are those among them
    that a whole part of the title names. `unread` is whether a part says nothing that could be understood: then the
    person may be in any role. `seniority` is the word that the title has for it, in lower case and written out.
    `ignored` are the pieces of the title that played no part, as written and in order.
    """

    role: str | None
    how: How | None = None
    candidates: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    unread: bool = False
    seniority: str | None = None
    ignored: tuple[str, ...] = ()

    @property
    def beginner(self) -> bool:
        """Whether the title is that of somebody who is learning the trade."""
        return self.seniority in _BEGINNERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words by which a catalogue reads titles.

    `ignored` say where, for what system or on what contract somebody works. `abbreviations` are written out. `open`
    are titles that could be several roles or only sound like one, with the roles to name. `whole` are titles that
    other words in front turn into another job: a creative delivery manager is no delivery manager.
    """

    ignored: Collection[str] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    open: Mapping[str, Sequence[str]] = field(default_factory=dict)
    whole: Collection[str] = ()


class _Found(NamedTuple):
    """A known title: its role or, where it is open, the roles that it may be."""

    role: str | None
    candidates: tuple[str, ...] = ()


class Titles:
    """The titles of a catalogue, and the professions that make a clinician.

    `known` are titles with their role ids, `leads` the role of who leads the holders of another, by that other one's
    id. `clinician` is the role of somebody of whom nothing but the profession is known.
    """

    __slots__ = (
        "_abbreviations",
        "_clinician",
        "_entries",
        "_ignored",
        "_leads",
        "_most",
        "_professions",
        "_seen",
        "_whole",
    )

    def __init__(
        self,
        known: Mapping[str, str],
        professions: Collection[str] = (),
        clinician: str | None = None,
        *,
        lexicon: Lexicon | None = None,
        leads: Mapping[str, str] | None = None,
    ) -> None:
        words = lexicon or Lexicon()
        # A title that a role claims is not open any more: an organisation decides what its titles mean.
        self._entries = {canonical(title): _Found(None, tuple(roles)) for title, roles in words.open.items()}
        self._entries |= {canonical(title): _Found(role) for title, role in known.items()}
        self._most = max((title.count(" ") + 1 for title in self._entries), default=0) + 2
        self._ignored = frozenset(canonical(word) for word in words.ignored)
        self._abbreviations = {canonical(short): _words(long) for short, long in words.abbreviations.items()}
        self._whole = frozenset(canonical(title) for title in words.whole)
        self._professions = professions
        self._clinician = clinician
        self._leads = leads or {}
        self._seen: dict[str, Resolution] = {}

    def resolve(self, title: str) -> Resolution:
        """The role that a job title means."""
        found = self._seen.get(title)
        if found is None:
            found = self._seen[title] = self._resolve(title)
        return found

    def _resolve(self, title: str) -> Resolution:
        if _is_too_long(title) or (len(title) > _MOST_WORDS * 2 and len(_WORD.findall(title)) > _MOST_WORDS):
            return Resolution(None, unread=True)
        whole = self._entries.get(canonical(title))
        if whole is not None:
            return Resolution(whole.role, "exact" if whole.role else None, candidates=whole.candidates)
        plain = _PLURAL.sub("s", title)
        remarks = [remark for remark in _BRACKETS.findall(plain) if remark.strip()]
        plain, aside = _without_noise(plain)
        if _LISTED.search(plain):
            plain = plain.replace(",", " and ")
        one = self._clean(plain, _words(plain))
        known = one is not None and one.role is not None
        parts = [plain] if known else [part for part in _SEPARATOR.split(plain) if part.strip()]
        found = self._parts(parts, remarks, title)
        level = _level(word for remark in remarks for word in _words(remark))
        if level is not None and found.seniority is None and found.role is not None:
            # `Developer (Senior)`.
            found = replace(found, seniority=level, how="seniority" if found.how == "exact" else found.how)
        # A remark that settles what the title left open was not ignored, nor was one that says the seniority.
        aside = [
            piece
            for piece in aside
            if not (found.role and self._one(piece).role == found.role)
            and not _SENIORITY.issuperset(canonical(piece).split())
        ]
        return replace(found, ignored=_in_order(title, [*aside, *found.ignored]))

    def _parts(self, parts: list[str], remarks: list[str], title: str) -> Resolution:
        """What a title in several parts comes to."""
        aside = [part.strip() for part in parts if not self._says_something(part)]
        level = _level(word for part in aside for word in _words(part))
        speaking = _with_ranks([part for part in parts if self._says_something(part)])
        # A profession in front says who the person is, not what they do here.
        jobs = [part for part in speaking if not self._is_profession(part)]
        aside += [part.strip() for part in speaking if part not in jobs]
        first = self._part(jobs[0]) if jobs else None
        # The name of a department or a programme in front of the job.
        while first is not None and first.role is None and not first.candidates and not _names_a_job(jobs[0]):
            aside.append(jobs[0].strip())
            jobs = jobs[1:]
            first = self._part(jobs[0]) if jobs else None
        if first is None:
            found = self._profession(title)
            ignored = tuple(part for part in aside if not ends_with(part, self._professions))
            return replace(found, ignored=ignored) if found.role else found
        level = first.seniority or level
        others = [*jobs[1:], *remarks]
        if any(not _OTHER_WORK.isdisjoint(canonical(other).split()) for other in others):
            return Resolution(None, unread=True, seniority=level)
        beside = [self._part(other) for other in others]
        found = _weighed(first, beside, discipline=not _names_a_job(jobs[0]))
        if found.role is not None:
            aside += [other.strip() for other in jobs[1:]]
            several = len(speaking) > 1
            how: How | None = "phrase" if several and found.how != "abbreviation" else found.how
            return replace(found, how=how, seniority=level, ignored=(*found.ignored, *aside))
        return replace(found, seniority=level)

    def _is_aside(self, word: str) -> bool:
        """Whether a word says nothing about the work."""
        return word in self._ignored or _NUMBER.fullmatch(word) is not None

    def _says_something(self, part: str) -> bool:
        words = _words(part)
        if len(words) == 1 and words[0].text in self._entries:
            return True
        return any(
            not self._is_aside(word.text) and word.text not in _EMPTY and word.text not in _SENIORITY for word in words
        )

    def _is_profession(self, part: str) -> bool:
        """Whether a part names a profession and no role beside it."""
        if not ends_with(part, self._professions):
            return False
        return not any(
            self._one(half).role or (_names_a_job(half) and not ends_with(half, self._professions))
            for half in _JOINED.split(part)
        )

    def _profession(self, title: str) -> Resolution:
        if self._clinician is not None and ends_with(title, self._professions):
            words = canonical(title).split()
            # Who leads the nurses, midwives or pharmacists in digital matters is who the team means by a lead clinician.
            if "lead" in words and not self._ignored.isdisjoint(words) and self._clinician in self._leads:
                return Resolution(self._leads[self._clinician], "profession")
            return Resolution(self._clinician, "profession")
        return Resolution(None, unread=True)

    def _part(self, part: str) -> Resolution:
        """What one part of a title comes to, which may join several roles by `and`, `or` or a slash."""
        words = _words(part)
        clean = self._clean(part, words)
        if clean is None:
            # `CCIO at Birmingham and Solihull`: what the two places join is no job.
            place = next((place for place, word in enumerate(words) if word.text in _WHERE and place), len(words))
            before = self._before(part, words, place) if place < len(words) else None
            if before is not None and before.role and _JOBS.isdisjoint(word.text for word in words[place:]):
                clean = before
        halves = [half for half in _JOINED.split(part) if self._says_something(half)]
        if clean is not None or len(halves) < 2:  # noqa: PLR2004
            return clean or self._one(halves[0] if halves else part)
        beside = [half for half in halves if not ends_with(half, self._professions)]
        if not beside:
            return self._profession(part)
        jobs = [self._one(half) for half in _completed(beside)]
        if any(one.role is None for one in jobs):
            jobs = [self._one(half) for half in beside]
        last = self._modified(beside)
        if last is not None:
            return last
        if canonical(part).startswith("head of") and jobs[0].role and not any(_names_a_job(one) for one in halves[1:]):
            topics = [one for one in jobs[1:] if one.role or one.candidates]
            if not topics:
                # `Head of cyber security and resilience`: the second is no job by itself.
                return replace(jobs[0], how="phrase", ignored=tuple(half.strip() for half in halves[1:]))
        return _agree(jobs)

    def _modified(self, halves: list[str]) -> Resolution | None:
        """`Engagement and management programme director`: two topics in front of one title; None for anything else."""
        *topics, last = halves
        start = next((match.end() for match in _WORD.finditer(last)), 0)
        found, rest = self._one(last), self._one(last[start:])
        if not topics or any(_names_a_job(topic) for topic in topics) or found.role is None or found.role != rest.role:
            return None
        return replace(found, how="phrase", ignored=(*(topic.strip() for topic in topics), *found.ignored))

    def _one(self, text: str) -> Resolution:
        """What a text comes to that joins nothing."""
        words = _words(text)
        texts = [word.text for word in words]
        if _is_scheme(texts):
            return Resolution(None, unread=True)
        head = next((place for place, word in enumerate(texts) if word in _WHERE and place), len(words))
        spelt = self._spelt_out(words)
        return (
            self._clean(text, words)
            or (self._before(text, words, head) if head < len(words) else None)
            or self._inside(text, words, head, "phrase")
            or (self._inside(text, spelt, len(spelt), "abbreviation") if spelt != words else None)
            or Resolution(None, candidates=self._ends(texts[:head]), unread=True, seniority=_level(words))
        )

    def _before(self, text: str, words: list[_Word], head: int) -> Resolution | None:
        """The title before `for`, `in` and the like; `Lead for user research` turned round."""
        found = self._clean(text, words[:head])
        if found is None and [word.text for word in words[:head]] == ["lead"]:
            return self._clean(text, [*words[head + 1 :], *words[:head]])
        if found is None or found.role is None:
            return found
        return replace(found, how="phrase", ignored=(*found.ignored, *_pieces(text, words[head:])))

    def _clean(self, text: str, words: list[_Word]) -> Resolution | None:
        """The title that these words are once what says nothing is left aside; None if it is not known."""
        if _is_scheme([word.text for word in words]):
            return None
        spelt = self._spelt_out(words)
        for seq in (words, spelt) if spelt != words else (words,):
            for left, how in self._variants(seq):
                found = self._titled([word.text for word in left])
                if found is None:
                    continue
                level = None if " ".join(word.text for word in words) in self._entries else _level(words)
                if found.role is None:
                    return Resolution(None, candidates=found.candidates, seniority=level)
                kept = {word.start for word in left}
                dropped = [word for word in words if word.start not in kept and word.text not in _SENIORITY]
                return Resolution(
                    found.role,
                    how if seq is words else "abbreviation",
                    seniority=level,
                    ignored=_pieces(text, dropped),
                )
        return None

    def _variants(self, words: list[_Word]) -> Iterator[tuple[list[_Word], How]]:
        """The words with ever more left aside: as they are, without seniority, without what the catalogue ignores."""
        yield words, "exact"
        last = len(words) - 1

        def rank(place: int, word: _Word) -> bool:
            if word.text in ("assistant", "executive"):
                return any(one.text == "director" for one in words[place:])
            return word.text in _SENIORITY and (place < last or word.text != "specialist")

        front = next((place for place, word in enumerate(words) if not self._is_aside(word.text)), 0)
        if front:
            yield words[front:], "phrase"
        bare = [word for place, word in enumerate(words) if not rank(place, word) and not _NUMBER.fullmatch(word.text)]
        if len(bare) < len(words):
            yield bare, "seniority"
        start = 0
        while start < len(bare) and (self._is_aside(bare[start].text) or bare[start].text in _EMPTY):
            start += 1
        end = len(bare)
        while end > start and self._is_aside(bare[end - 1].text):
            end -= 1
        if (start, end) != (0, len(bare)):
            # From the longest: `digital service manager` before `service manager`.
            for first in range(1, start + 1):
                yield bare[first:], "phrase"
                yield bare[first:end], "phrase"
            yield bare[:end], "phrase"
        inner = [word for word in bare[start:end] if not self._is_aside(word.text)]
        if len(inner) < end - start and not any(word.text == "of" for word in inner):
            yield inner, "phrase"

    def _titled(self, words: list[str]) -> _Found | None:
        """A known title, or one that follows from it."""
        found = self._entries.get(" ".join(words))
        return found if found is not None or len(words) < 2 else self._derived(words)  # noqa: PLR2004

    def _derived(self, words: list[str]) -> _Found | None:
        """The title of who leads those with a known title, or of somebody in a known discipline."""
        *front, last = words
        if words[0] in ("lead", "principal", "chief"):
            return self._leading(words[1:], kept=words[0] != "lead")
        if words[:2] == ["head", "of"]:
            return self._entries.get(" ".join([*words[2:], "lead"])) or self._leading(words[2:])
        if last in ("lead", "manager"):
            team = front[-1] == "team"
            found = self._entries.get(" ".join([*front[:-1], last])) if team else None
            front = front[:-1] if team else front
            return found or (self._leading(front) if len(front) > 1 or (front[-1:] and front[0] in _JOBS) else None)
        if last in _OF_ANY_TRADE and len(front) > 1 and front[-1] not in _JOBS:
            found = self._entries.get(" ".join(front))
            return found if found is not None and found.role else None
        return None

    def _leading(self, words: list[str], *, kept: bool = False) -> _Found | None:
        """The role of who leads those with this title; without one, the role itself.

        `kept` is whether the title goes by a rank, such as principal, that is no lead in every trade.
        """
        found = self._entries.get(" ".join(words))
        if found is None or found.role is None or (kept and words[-1] not in _JOBS):
            return None
        return _Found(self._leads.get(found.role, found.role))

    def _spelt_out(self, words: list[_Word]) -> list[_Word]:
        """The words with abbreviations written out."""
        if not any(word.text in self._abbreviations for word in words):
            return words
        spelt: list[_Word] = []
        for word in words:
            long = self._abbreviations.get(word.text)
            spelt += [_Word(part.text, word.start, word.end) for part in long] if long else [word]
        return spelt

    def _inside(self, text: str, words: list[_Word], head: int, how: How) -> Resolution | None:
        """The longest known title within the first words, if what stands around it names no other job."""
        texts = [word.text for word in words[:head]]
        for length in range(min(self._most, head), 0, -1):
            for start in range(head - length + 1):
                window = texts[start : start + length]
                if window[0] in _EMPTY or window[0] in _AND:
                    continue
                found = self._titled(window)
                if found is None:
                    continue
                before, after = texts[:start], texts[start + length :]
                alone = not any(self._matters(word) for word in (*before, *after))
                if found.role is None and (length > 1 or alone):
                    return Resolution(None, candidates=found.candidates, seniority=_level(words))
                if found.role is None or not (alone or self._stands_out(window, before, after)):
                    continue
                around = [*words[:start], *words[start + length :]]
                ignored = _pieces(text, [word for word in around if word.text not in _SENIORITY])
                return Resolution(found.role, how, seniority=_level(words), ignored=ignored)
        return None

    def _stands_out(self, window: list[str], before: list[str], after: list[str]) -> bool:
        """Whether a known title means its role whatever the words around it say."""
        if len(window) == 1 or " ".join(window) in self._whole:
            return False
        around = {word for word in (*before, *after) if word not in _SENIORITY}
        if around & _JOBS or around & {"of", *_WHERE, *_AND}:
            return False
        # A discipline such as user research is a title only at the end.
        return window[-1] in _JOBS or not any(self._matters(word) for word in after)

    def _matters(self, word: str) -> bool:
        return not self._is_aside(word) and word not in _SENIORITY and word not in _EMPTY

    def _ends(self, texts: list[str]) -> tuple[str, ...]:
        """The role whose title the words end in: worth naming, not worth believing."""
        for start in range(1, len(texts) - 1):
            found = self._entries.get(" ".join(texts[start:]))
            if found is not None:
                return (found.role,) if found.role is not None else found.candidates
        return ()


def _is_scheme(words: Collection[str]) -> bool:
    """Whether a title is of somebody who runs a scheme for beginners rather than of a beginner."""
    return not _BEGINNERS.isdisjoint(words) and not _SCHEMES.isdisjoint(words)


def _level(words: Iterable[_Word]) -> str | None:
    """The seniority that a title states."""
    texts = [word.text for word in words]
    last = len(texts) - 1
    for place, text in enumerate(texts):
        if text in _SENIORITY and not (place == last and text == "specialist"):
            # An associate director is no beginner.
            return "deputy" if text in _DEPUTIES and "director" in texts else text
    return None


def _pieces(text: str, words: Iterable[_Word]) -> tuple[str, ...]:
    """The words as the text has them, those together that stand side by side."""
    runs: list[tuple[int, int]] = []
    for word in words:
        if runs and (word.start < runs[-1][1] or not _WORD.search(text, runs[-1][1], word.start)):
            runs[-1] = (runs[-1][0], max(word.end, runs[-1][1]))
        else:
            runs.append((word.start, word.end))
    return tuple(text[start:end] for start, end in runs)


def _names_a_job(part: str) -> bool:
    return not _JOBS.isdisjoint(canonical(part).split())


def _without_noise(title: str) -> tuple[str, list[str]]:
    """A title without brackets, pay bands, references and employers, and what was taken out."""
    aside: list[str] = []

    def leave_out(match: re.Match[str]) -> str:
        aside.append(match.group().strip(" -,|@"))
        return " "

    for noise in (_BRACKETS, _REFERENCE, _PAY, _EMPLOYER):
        title = noise.sub(leave_out, title)
    return title, aside


def _with_ranks(parts: list[str]) -> list[str]:
    """The parts with a rank that stands alone joined to its neighbour: `Director - Informatics`, `Research - lead`."""
    joined: list[str] = []
    rank = ""
    for part in parts:
        words = [word for word in canonical(part).split() if word not in _SENIORITY and word not in _DEPUTIES]
        alone = len(words) == 1 and words[0] in _RANKS
        if rank:
            starts_anew = _names_a_job(part)
            joined.append(part if starts_anew else f"{rank.strip()} of {part.strip()}")
            rank = ""
        elif alone and not joined:
            rank = part
        elif alone and words[0] == "lead":
            joined[-1] = f"{joined[-1].strip()} {part.strip()}"
        else:
            joined.append(part)
    return [rank, *joined] if rank else joined


def _completed(halves: list[str]) -> list[str]:
    """Halves of `Head of digital and data`, `Communications and engagement lead`: each with what both share."""
    first, last = halves[0].split(), canonical(halves[-1]).split()
    completed: list[str] = []
    start = (
        " ".join(first[: [word.casefold() for word in first].index("of") + 1])
        if "of" in halves[0].casefold().split()
        else ""
    )
    for half in halves:
        if _names_a_job(half):
            completed.append(half)
        elif start and half is not halves[0]:
            completed.append(f"{start} {half}")
        elif not start and last and last[-1] in _JOBS:
            completed.append(f"{half} {last[-1]}")
        else:
            completed.append(half)
    return completed


def _in_order(title: str, pieces: Iterable[str]) -> tuple[str, ...]:
    """Pieces of a title in the order in which it has them, each once."""
    found = {piece: title.find(piece) for piece in pieces if piece}
    return tuple(sorted((piece for piece, place in found.items() if place >= 0), key=lambda piece: found[piece]))


def _weighed(first: Resolution, beside: Iterable[Resolution], *, discipline: bool) -> Resolution:
    """What the first part of a title comes to in view of the others.

    `discipline` is whether the first is the name of one, such as design, and not of a job.
    """
    others = list(beside)
    roles = tuple(dict.fromkeys(one.role for one in others if one.role is not None))
    if first.role is None:
        if not first.named and len(roles) == 1 and roles[0] in first.candidates:
            # `PM (Product Manager)`.
            return Resolution(roles[0], "phrase", ignored=first.ignored)
        return replace(first, candidates=tuple(dict.fromkeys([*first.candidates, *roles])) if first.candidates else ())
    if roles and set(roles) != {first.role}:
        both = tuple(dict.fromkeys([first.role, *roles]))
        return Resolution(None, candidates=both, named=both)
    doubts = [role for one in others if one.role is None for role in one.candidates]
    if discipline and doubts and first.role not in doubts:
        # `Design | Development`: two disciplines, and one of them could be several roles.
        return Resolution(None, candidates=tuple(dict.fromkeys([first.role, *doubts])))
    return first


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


def _is_too_long(title: str) -> bool:
    # One character may stand for up to eighteen letters, as in Arabic ligatures.
    return len(title) > LONGEST or (not title.isascii() and len(unicodedata.normalize("NFKC", title)) > LONGEST)


def ends_with(title: str, phrases: Collection[str]) -> str | None:
    """The phrase, of normalised ones, in which the title or one of its parts ends; the longest where several do.

    `Consultant Anaesthetist` ends with `anaesthetist`, `Staff Nurse and EPR Lead` has a part that ends with `staff
    nurse`; `Pharmacist Support Officer`, `Student Midwife` and `PA to Consultant Physician` end with no profession.
    """
    best: str | None = None
    if _is_too_long(title):
        return None
    for part in _SEPARATOR.split(_PAY.sub(" ", _BRACKETS.sub(" ", title))):
        # What follows `for`, `to` and the like is where or for whom somebody works, not what they are.
        work = _BELONGING.split(part, maxsplit=1)[0]
        for piece in (work, *_JOINED.split(work)):
            words = [word for word in normalise(piece).split() if word not in _SENIORS]
            for start in range(len(words)):
                phrase = " ".join(words[start:])
                if phrase in phrases:
                    if _NOT_THERE.isdisjoint(words[:start]) and (best is None or len(phrase) > len(best)):
                        best = phrase
                    break
    return best
