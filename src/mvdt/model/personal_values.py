"""Personal data in a line or a cell: which values are known for it, and where each begins and ends.

The number formats are those that the registers and the NHS publish.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from heapq import merge
from typing import Final

from mvdt.model.personal_fields import NUMBER, PRIVATE, refused
from mvdt.source.nodes import Span

_OLD: Final = "an old date, perhaps of birth"
_KEY = re.compile(r"""(?:^[ \t]*(?:-[ \t]+)*|[{,][ \t]*)(["']?)([A-Za-z](?:[\w .-]*[\w.-])?)\1[ \t]*+:(?=[ \t]|$)""")
_NOT_SPACE = re.compile(r"\S")
_STOP = re.compile(r"[,}]")
_CLOSED_WITHIN: Final = 1_000
_DIGIT = re.compile(r"[\d@]")
# What a number or a date that is parted by slashes has, and hardly any path.
_SLASHED = re.compile(r"\d[\W_]{0,5}/[\W_]{0,5}(?:\d|[A-Za-z]{3,9}/\d)")
_TEN_DIGITS = re.compile(r"\d{10}")
_FIGURE = re.compile(r"\d")
_BODIES = (
    r"(?<![A-Za-z\d])(?:G\.?M\.?C|N\.?M\.?C|HCPC|GPhC|GDC|GOC|GOsC|GCC|PSNI|SWE|Social Work England|Nursing and Midwifery Council"
    r"|Health and Care Professions Council|General (?:Medical|Dental|Pharmaceutical|Optical) Council)(?![A-Za-z])"
)
# What every value below has: six digits close together, an old year, two letters and five digits, or a day, a month and two
# figures of a year. As all begin with a digit, a text without any is passed over fast.
_TELLING_FIGURES = re.compile(
    r"\d(?:(?:\D{0,5}?\d){5}|(?<!\d[\s\S])(?:(?<=1)9\d|(?<=2)00)\d(?!\d)|(?<=[A-Z]{2}\d)\d{4}"
    r"|[./-]\d{1,2}[./-][4-9]\d(?!\d)|(?:st|nd|rd|th)?[ ./,-]{0,2}(?:[a-z]{3,9})[ ./,-]{0,3}['\u2019]?[4-9]\d(?!\d)"
    r"|(?:st|nd|rd|th)?[ .,-]{0,3}['\u2019 -][4-9]\d(?!\d))",
    re.IGNORECASE,
)
# Or an @, or a word that makes less than that private.
_TELLING_WORDS = re.compile(
    r"@|\b(?:home|lives|living|resides|residing|address|registration|born|birth|birthday|[dy]\.?o\.?b)\b"
    rf"|{_BODIES}",
    re.IGNORECASE,
)

# Ten digits in one behind a word and a hyphen are the number of a post or a ticket, unless the word is NHS. As a program
# for tables may show one, it has a comma for each thousand, or a power of ten.
_NHS_NUMBER = (
    r"(?<![\d+])(?<!\d[.,-])(?:\d{3}[\W_]{1,6}\d{3}[\W_]{1,6}\d{4}|\d{3}[ ,-]\d{7}|(?<!\d )(?<!\) )\d{6} \d{4}"
    # Other groups than people learn; what begins with a nought is a telephone.
    r"|(?<!\d )(?<!\) )(?!0)(?:\d{4}[ -]\d{3}[ -]\d{3}|\d\d(?:[ -]\d\d){4}|\d{5}[ -]\d{5})"
    r"|\d(?:[ ._-]\d){9}|(?<![$\u00a3\u20ac])\d(?:[,'_]\d{3}){3}|\d\.\d{9}(?=e\+?0?9(?!\d))"
    r"|(?:(?<!\w-)|(?<=nhs-)|(?<=patient-))\d{10})(?!\d)"
)
_ISBN = r"\bISBN(?:-10)?[ \t:]*$"
_DIGEST = r"[0-9a-f]{16,}"
# What is called an NHS number is one, though a digit may be mistyped.
_NHS_LABELLED = r"\bNHS[ _-]?(?:number|num|no|nr|id)\b[^\w\n]{0,3}(\d{3}[ .-]?\d{3}[ .-]?\d{4})(?!\d)"
# Any two letters: what is made up or for administration only looks no different to those who read it.
# In capital letters also where small ones are joined to it.
_NATIONAL_INSURANCE = (
    r"(?-i:(?<![A-Z0-9])[A-Z]{2}\d{6}[A-D](?![A-Z0-9]))|"
    r"(?:(?<![A-Z0-9])|(?<=\bNI)|(?<=\bNINO)|(?<=\bID))"
    r"(?:[A-Z]{2}\d{6}[A-D]|(?-i:[A-Z]{2}(?:[ -]{0,2}\d){6}[ -]{0,2}[A-D]|[A-Z](?: [A-Z0-9]){7} [A-D])"
    + "".join(rf"|[A-Z]{{2}}(?:{sign}\d{{2}}){{3}}{sign}[A-D]" for sign in ("-", r"\.", "/", "_", ",", ":"))
    + r"|TN ?\d{2} ?\d{2} ?\d{2} ?[MF]"
    r"|(?:QQ|(?!BG|GB|NK|KN|TN|NT|ZZ|(?:AM|AS|AT|BY|HE|ME|MY|ON|WE) )[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]) ?\d{2} ?\d{2} ?\d{2} ?[A-D])(?![A-Z0-9])"
)
# Without its last letter, which some forms leave out.
_INSURANCE_LABELLED = (
    r"\b(?:NI|NINO|national insurance)\b[^\w\n]{0,3}(?:(?:number|num|no)\b[^\w\n]{0,3})?"
    r"([A-Z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2})(?!\d)"
)
_NMC_PIN = (
    r"(?-i:(?<![A-Z0-9-])\d{2}[A-Z]\d{4}[A-Z](?![A-Z0-9-]))|"
    r"(?:(?<![A-Z0-9-])|(?<=\bID)|(?<=\bID-)|(?<=\bPIN)|(?<=\bPIN-))"
    r"(?:\d{2}[A-Z]\d{4}[A-Z]|(?-i:\d{2}[ _-]?[A-Z][ _-]?\d{4}[ _-]?[A-Z]))(?![A-Z0-9-])"
)
# The HCPC's codes of professions, hcpc-uk.org, "How to check the Register"; PO would be any purchase order.
_HCPC = r"(?<![\w-])(?-i:(?:AS|BS|CH|CS|DT|HAD|ODP|OR|OT|PA|PH|PYL|RA|SL)\d{5,6})(?![\w-])"
# Behind these the same letters and digits number a thing.
_TICKET = (
    r"\b(?:ticket|change|order|contract|drawing|asset|device|laptop)"
    r"[ \t](?:(?:code|number|no|tag)\.?[ \t:]+)?$"
)
_BESIDE = r"registration|registered|register|reg|number|no|num|pin|ref|reference|id|is|under|as|on|with"
_REGISTERED = (
    rf"{_BODIES}(?:(?:[^\w\n]|_){{0,3}}(?:{_BESIDE})(?![A-Z0-9])\.?){{0,4}}(?:[^\w\n]|_){{0,4}}"
    r"((?![A-Z]{2,3} (?:19|20)\d\d(?!\d))[A-Z]{1,3}[ -]?\d{4,7}[A-Z]?|\d{2}[A-Z]\d{4}[A-Z]|\d{2}-\d{4,6}|\d{3}-\d{4}|\d(?: ?\d){4,7})(?! ?\d|[A-Z])"
)
# Seven digits are told apart from a year, a room and a telephone, so more words may stand between.
_LICENSED = rf"{_BODIES}[^\d\n]{{0,40}}?(?<![\d.-])(\d{{7}})(?![\d-])"
_SOCIAL_WORK = r"\bsocial work\w*\b[^\d\n]{0,40}?\b(SW ?\d{4,6})(?!\w)"
_BEFORE_BODY = rf"(?<![\w.+-])([A-Z]{{1,3}}\d{{4,6}}|\d{{7,8}})[^\w\n]{{1,3}}{_BODIES}"
_REGISTRATION = r"""\bregistration["']?[ \t]*[:=][ \t]*["']?([^,}\n"'#]{0,200}?\d(?:[ -]?\d){3}[^,}\n"'#]*)"""
# The number of a company, a charity or a car is no secret.
_CALLED_REGISTRATION = (
    r"(?<!company )(?<!charity )(?<!vehicle )(?<!car )(?<!vat )(?<!ico )"
    r"\b(?:registration|reg\.?)[ _-](?:number|num|no|pin|id)\b[^\w\n]{0,3}(?:is\b[^\w\n]{0,3})?"
    r"([A-Z]{0,3}\d{5,8}[A-Z]?)(?!\w)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![A-Za-z])\.?"
)
_DAY_IN_WORDS = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ /.,-]{{0,2}}(?:of )?{_MONTH}|{_MONTH}[ -]?\d{{1,2}}(?:st|nd|rd|th)?\b)"
_DATE = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/. -]\d{1,2}[/. -](?:19|20)?\d{2}"
    rf"|{_DAY_IN_WORDS}(?:,?[ -]?['\u2019]?(?:19|20)?\d{{2}})?|\b(?:19|20)\d{{2}}"
)
_BORN = rf"\b(?:born|birth|birthday|d\.?o\.?b)\b[^\d\n]{{0,25}}?({_DATE})"
# Shorter ways to write a day, a month or a year, right behind what says what they are.
_BORN_SHORT = (
    r"\b(?:born|birthday|y\.?o\.?b\.?|d\.?o\.?b\.?|(?:date|month|year) of birth|birth[ _-]?(?:date|day|year))(?![A-Za-z])[^\w\n]{0,4}"
    r"(?:(?:on|in|is|was)\b[^\w\n]{0,3}(?:the year )?)?"
    rf"(\d{{1,2}}[ -]?{_MONTH}[ ,-]{{0,2}}['\u2019]?\d{{2,4}}|\d{{1,2}}[/.-]\d{{2,4}}|\d{{8}}|\d{{6}}|\d{{4}}|\d{{2}})(?![\w/-])"
)
_OLD_YEAR = r"(?:19\d{2}|200\d)"
_MONTH_IN_FIGURES = r"(?:0[1-9]|1[0-2])"
_DAY_IN_FIGURES = r"(?:0[1-9]|[12]\d|3[01])"
_SIGN = r"(?: ?[-/._~|:] ?)"
# Whoever works today was hardly born after 2009. Two figures of a year are an old one from 40 on.
_OLD_DATE = (
    rf"(?<!\d)(?<!\d[-/.])(?<!\bv)(?:{_OLD_YEAR}{_SIGN}\d{{1,2}}{_SIGN}\d{{1,2}}"
    rf"|{_OLD_YEAR} {_MONTH_IN_FIGURES} {_DAY_IN_FIGURES}|\d{{1,2}}(?:{_SIGN}| )\d{{1,2}}(?:{_SIGN}| ){_OLD_YEAR}"
    rf"|(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/[4-9]\d|[4-9]\d-{_MONTH_IN_FIGURES}-{_DAY_IN_FIGURES}"
    r"|(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.[4-9]\d"
    r"|(?<!\w-)(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])-[4-9]\d"
    rf"|{_DAY_IN_WORDS}[ /,-]{{0,2}}{_OLD_YEAR}|{_DAY_IN_WORDS}(?:,? ?['\u2019]|[/-])[4-9]\d|\d{{1,2}}{_MONTH}[4-9]\d"
    rf"|{_DAY_IN_WORDS} [4-9]\d(?=[ \t]*(?:[;|)\]}}\"']|\.?$))|{_OLD_YEAR}[ -]{_MONTH}[ -]?\d{{1,2}}"
    rf"|19\d{{2}}{_MONTH_IN_FIGURES}{_DAY_IN_FIGURES}|{_DAY_IN_FIGURES}{_MONTH_IN_FIGURES}19[3-9]\d)"
    r"(?!(?!T\d)(?:[^\W_]|[/-])|\.\d)"
)
# In front of three figures with dots or hyphens that are those of a program, a text or a place.
_NUMBERED = (
    r"\b(?:version|release|build|patch|upgraded?|updated?|firmware|software|client|server|library|module|package|platform|system"
    r"|app|api|sdk|fhir|hl7|os|ios|android|windows|linux|ubuntu|kernel|python|java|node|postgres|\.net|epr|pas|e-rs|nhs login"
    r"|systmone|emis|emis web|rio|lorenzo|medway|cerner|epic|meditech|sunrise|silverlink"
    r"|section|clause|policy|paragraph|phase|appendix|annex|chapter|item|figure|table|risk|hazard|hazard log|objective|requirement"
    r"|standard|kloe|sfi|sprint|room|floor|desk|level|v\.)[ \t:]*(?:(?:to|no|number|version)[ \t.:]+)?$"
)
_DOTTED = r"\d{1,2}([.-])\d{1,2}\1\d\d"
# In front of a date of somebody's service, which may well be old.
_SERVICE = (
    r"(?<![a-z])(?:from|until|till|since|start\w*|join\w*|end|ends|ended|leav\w+|left|expir\w+|review\w*|appoint\w+"
    r"|employ(?:ed|ment(?![\"']?:)|ing)|qualif\w+|served|contract|agreement|licen[cs]e|lease|signed|awarded|renewed|launched|installed|opened|founded|established|merged|updated|agreed|approved|published|issued)"
    r"(?:[ _-](?:on|in|at|the|date|dated|day|was|is|team|trust|nhs)){0,3}\W{0,4}$"
)
_NEAR: Final = 60
# Where a number goes on in the next line of a text.
_BROKEN = r"(?<=\d)[\n\r\v\f\x1c-\x1e\x85\u2028\u2029](?=\d)"
LONG: Final = 1_000
# Three digits with no more between any two than a month in words, as the shortest dates have them; but no room number,
# which has three side by side and none near them.
_FEW_FIGURES = re.compile(r"\d(?:\D{1,20}\d\D{0,20}\d|\d\D{1,20}\d|\d\d\d)\d*+")
# What makes fewer private: a day of birth, or the postcode of a home.
_TELLING: Final = (
    "home",
    "lives",
    "living",
    "resid",
    "address",
    "born",
    "birth",
    "dob",
    "d.o",
    "do.b",
    "yob",
    "y.o",
    "yo.b",
)
# Characters of a line of which all is looked into, and of what is looked into around a spot of a longer one.
_WHOLE: Final = 4_000
_AROUND: Final = 300
# The middle of so many digits that they are no number of anybody: each pattern would look at each of them.
_ENDLESS = r"(?<=\d{20})\d{100,}(?=\d{20})"
# The fingerprint of a finding, or of anything else: one in some hundred thousand has what looks like a date.
_FINGERPRINT = r"(?<![0-9a-z])(?=\d*+[a-f])[0-9a-f]{32,}+(?![0-9a-z])"
_TO = r"[ \"'`()]*+(?:-|to|until|and|,)?[ \"'`()]*+"
_DATED = r"date|start|since|join|from|until|end|leav|expir|review"
_BIRTH = r"birth|born|d\.?o\.?b"
_EMAIL = (
    r"(?<![\w.+-])[\w.+-]++ ?@ ?(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|gmx|mail|fastmail"
    r"|btinternet|proton|protonmail|pm|tutanota|hey|sky|virginmedia|talktalk|talk21|ntlworld|blueyonder|tiscali)"
    r"\.(?:com|net|org|me|ch|co\.uk|uk|ie|de|fr|es|it|eu)\b"
)
# The code of a character, as in `Zo\u00eb`, is none.
_POSTCODE = r"\b(?!(?<=\\)u[\dA-F]{4})[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
# Nobody lives in an office, and what is called a home may be a service.
_AT_HOME = (
    r"(?<!hospital at )(?<!care )(?<!nursing )(?<!registered )(?<!site )(?<!office )(?<!business )"
    r"\b(?:home|lives|living|resides|residing|address)\b"
)

# Spaces and hyphens that look like any other, or like nothing: a number pasted from a document has them between its groups.
SPACES: Final = (
    dict.fromkeys(
        map(
            ord,
            "\t\u00a0\u00ad\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u2060\u3000\u200c\u200d\ufeff",
        ),
        " ",
    )
    | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"), "-")
    | {
        # Wide letters and signs, of which the digits are known as they are.
        **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},
        0x2044: "/",
        0x00B7: ".",
        0x2215: "/",
    }
)
# What is not seen between the characters of a number, or stands for one of them: marks without a width, digits of other
# scripts, percent signs, entities, what JSON and YAML escape (where the file is broken, nothing else reads that), and a line
# that ends within a number.
_DISGUISE: Final = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u115f\u1160\u180b-\u180e\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u20d0-\u20ff\u3164\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uffa0\U000e0000-\U000e01ef]+"
    "|[\u00b2\u00b3\u00b9\u2070-\u209c\u2460-\u2468\u24ea\uff10-\uff5a\U0001d400-\U0001d7ff]|(?![0-9])\\d"
    r"|(?:%[0-9A-Fa-f]{2})+|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,12});"
    r"|\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[^\d\n])"
    "|(?<=[\\d./-])[\n\r\v\f\x1c-\x1e\x85\u2028\u2029](?=\\d)"
)


@lru_cache(maxsize=20_000)
def private_values(text: str, heading: str = "") -> list[tuple[str, str, int, int]]:
    """The personal data in a cell: what each is, why it must not be there, and where in the text it begins and ends."""
    if text.isascii() and not _DIGIT.search(text):
        return []
    is_disguised = _DISGUISE.search(text) is not None
    if not (is_disguised or _is_interesting(f"{heading}: {text}")):
        return []
    # An old date is a first day in a column of dates and a birthday elsewhere.
    dated = _pattern(_DATED).search(heading) is not None and _pattern(_BIRTH).search(heading) is None
    lead = f"{heading}: "
    found = search(lead + text.translate(SPACES), dated=dated)
    if is_disguised:
        found += disguised(lead + text, found, dated=dated)
    if not found:
        # Where in it does not matter: the cell is shown whole or not at all.
        found = [(what, why, len(lead), len(lead) + len(text), False) for what, why in broken(text, dated=dated)]
    return [
        (what, why, max(start - len(lead), 0), end - len(lead))
        for what, why, start, end, is_field in found
        if not is_field and end > len(lead)
    ]


def private_in_name(text: str, *, old_dates: bool = False) -> str | None:
    """What personal data there is in a file's name, an argument or a piece of a report, in words; None where there is none.

    In a folder's name ten digits in one count for the number of a run of some program. A day of long ago counts for a date
    of birth only if so wanted.
    """
    folders, _, name = text.rpartition("/")
    found = _in_part(name, old_dates=old_dates) or _in_folders(folders, old_dates=old_dates)
    if found is None and _SLASHED.search(text) is not None:
        found = _in_part(text, old_dates=old_dates, slashed=True)
    return found


@lru_cache(maxsize=1_000)
def _in_folders(folders: str, *, old_dates: bool) -> str | None:
    """The same of the folders in front of a name, which thousands of files share."""
    found = (_in_part(folder, old_dates=old_dates, folder=True) for folder in folders.split("/"))
    return next(filter(None, found), None)


def _in_part(part: str, *, old_dates: bool, folder: bool = False, slashed: bool = False) -> str | None:
    """The same of a text that is no path; what is `slashed` counts with a slash in it only: the rest is in its parts."""
    for what, _, start, end in private_values(part) if _is_interesting(part) else ():
        if slashed and "/" not in part[start:end]:
            continue
        if (old_dates or what != _OLD) and not (folder and _TEN_DIGITS.fullmatch(part, start, end)):
            return what
    return None


def veiled(text: str) -> str:
    """A text with asterisks for the personal data in it."""
    for _, _, start, end in reversed(private_values(text)):
        text = text[:start] + "*" * (end - start) + text[end:]
    return text


def search(line: str, *, dated: bool = False) -> list[tuple[str, str, int, int, bool]]:
    """What a line holds: what it is, why it must not be there, start and end of the value, and if a field says so.

    In what is `dated` old dates are those of somebody's service.
    """
    found = _fields_in(line)
    values = _values_in(line, dated=dated)
    return _apart(line, found, values) if values else found


def _fields_in(line: str) -> list[tuple[str, str, int, int, bool]]:
    """The fields on a line that must not be there."""
    name = line.partition(":")[0]
    if len(name) == len(line) or not ("{" in line or refused(name) is not None):
        return []
    found = []
    braces = counted = 0
    for key in _KEY.finditer(line):
        why = refused(key[2])
        if why is not None:
            braces += line.count("{", counted, key.end()) - line.count("}", counted, key.end())
            counted = key.end()
            start, end = _value(line, key.end(), in_braces=braces > 0)
            found.append((key[2], why, start, end, True))
    return found


def _values_in(line: str, *, dated: bool) -> list[tuple[str, str, int, int]]:
    """The values on a line that must not be there; of a long line only what is near a spot is looked into."""
    emails = _matches("a private e-mail address", PRIVATE, _EMAIL, line) if "@" in line else []
    if not _FIGURE.search(line):
        # Nothing else does without one.
        return emails
    if len(line) <= _WHOLE:
        return _looked_into(line, dated=dated) if emails or next(_spots(line), None) is not None else []
    pieces: list[list[int]] = []
    for start, end in _spots(line):
        if pieces and start - _AROUND <= pieces[-1][1]:
            pieces[-1][1] = end + _AROUND
        else:
            pieces.append([max(start - _AROUND, 0), end + _AROUND])
    found = [
        (what, why, start + first, start + last)
        for start, end in pieces
        for what, why, first, last in _looked_into(line[start:end], dated=dated)
    ]
    return found + emails


def _spots(line: str) -> Iterator[Span]:
    """Where three digits are near each other, or a word makes fewer of them private: whatever is looked for has one in it.

    Few lines have any, and that is soon seen: the patterns themselves take ten times as long to find nothing.
    """
    small = line.lower()
    if len(small) != len(line):
        # Some letters are two when they are small.
        small = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in line)
    words = [_all_of(word, small) for word in _TELLING if word in small]
    figures = (found.span() for found in _FEW_FIGURES.finditer(line))
    return merge(figures, *words) if words else figures


def _all_of(word: str, text: str) -> Iterator[Span]:
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + len(word))


def _is_interesting(text: str) -> bool:
    """Whether a text may hold any of the values that are looked for: that is told several times as fast as which."""
    return _TELLING_FIGURES.search(text) is not None or _TELLING_WORDS.search(text) is not None


def _looked_into(line: str, *, dated: bool) -> list[tuple[str, str, int, int]]:
    """The same with each pattern."""
    if len(line) > LONG and (cuts := [*_pattern(_ENDLESS).finditer(line)]):
        return _without(line, cuts, dated=dated)
    if not _is_interesting(line):
        return []
    if cuts := [*_pattern(_FINGERPRINT).finditer(line)]:
        return _without(line, cuts, dated=dated)
    values = [
        *_matches("an NHS number", PRIVATE, _NHS_NUMBER, line, only=_checks),
        *_matches("an NHS number", PRIVATE, _NHS_LABELLED, line),
        *_matches("a National Insurance number", PRIVATE, _NATIONAL_INSURANCE, line),
        *_matches("a National Insurance number", PRIVATE, _INSURANCE_LABELLED, line),
        *_matches("a date of birth", PRIVATE, _BORN, line),
        *_matches("a date of birth", PRIVATE, _BORN_SHORT, line),
        *_matches("a register number", NUMBER, _REGISTERED, line),
        *_matches("a register number", NUMBER, _LICENSED, line),
        *_matches("a register number", NUMBER, _REGISTRATION, line),
        *_matches("a register number", NUMBER, _CALLED_REGISTRATION, line),
        *_matches("a register number", NUMBER, _BEFORE_BODY, line),
        *_matches("a register number", NUMBER, _NMC_PIN, line),
        *_matches("a register number", NUMBER, _HCPC, line, only=_is_no_ticket),
        *_matches("a register number", NUMBER, _SOCIAL_WORK, line),
        *_matches("a private e-mail address", PRIVATE, _EMAIL, line),
        *_matches("a home address", PRIVATE, _POSTCODE, line, only=_is_of_a_home),
    ]
    if not dated:
        values += _old_dates(line)
    return values


def search_text(text: str) -> list[tuple[str, str, int, int, bool]]:
    """The same of a text that may have several lines and be spelt otherwise than it means."""
    found = search(_pattern(_BROKEN).sub(" ", text.translate(SPACES)))
    return found + disguised(text, found)


def disguised(
    line: str, known: Iterable[tuple[str, str, int, int, bool]], *, dated: bool = False
) -> list[tuple[str, str, int, int, bool]]:
    """What a line holds once nothing in it is hidden or spelt otherwise, but for what is known of it."""
    if line.isascii() and line.isprintable() and not ("%" in line or "&" in line or "\\" in line):
        return []
    parts: list[str] = []
    # Of each piece that means something else: where that begins and ends, and where the piece itself ends in the line.
    pieces_: list[tuple[int, int, int, int]] = []
    shown = length = 0
    for piece in _DISGUISE.finditer(line):
        meant = _meant(piece[0])
        parts += [line[shown : piece.start()], meant]
        length += piece.start() - shown
        pieces_.append((length, length + len(meant), piece.start(), piece.end()))
        length += len(meant)
        shown = piece.end()
    if not pieces_:
        return []
    starts = [piece[0] for piece in pieces_]

    def place(index: int, *, behind: bool) -> int:
        number = bisect_right(starts, index) - 1
        if number < 0:
            return index + behind
        _, last, start, end = pieces_[number]
        return end + index - last + behind if index >= last else end if behind else start

    plain = "".join([*parts, line[shown:]]).translate(SPACES)
    taken = sorted((start, end) for _, _, start, end, _ in known)
    found = []
    for what, why, first, last, is_field in search(plain, dated=dated):
        span = place(first, behind=False), place(last - 1, behind=True)
        if not is_field and not within(taken, span):
            found.append((what, why, *span, False))
    return found


def broken(text: str, *, dated: bool = False) -> list[tuple[str, str]]:
    """What a text holds once no line ends within a number, and why it must not be there; at most one."""
    if _pattern(_BROKEN).search(text) is None:
        return []
    found = search(_pattern(_BROKEN).sub("", text.translate(SPACES)), dated=dated)
    return [(what, why) for what, why, _, _, is_field in found if not is_field][:1]


def _meant(piece: str) -> str:
    """What a piece of a text stands for that is no plain character."""
    if piece[0] == "%":
        return bytes.fromhex(piece.replace("%", "")).decode("utf-8", "replace")
    if piece[0] == "&":
        from html import unescape

        return unescape(piece)
    if piece[0] == "\\":
        code = piece[2:]
        if code:
            return chr(int(code, 16))
        return " " if piece[1].isalnum() else piece[1]
    import unicodedata

    digit = unicodedata.digit(piece, None) if len(piece) == 1 else None
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", piece)
    return plain if plain.isascii() else ""


def _apart(
    line: str, fields: list[tuple[str, str, int, int, bool]], values: list[tuple[str, str, int, int]]
) -> list[tuple[str, str, int, int, bool]]:
    """What was found on a line, in its order; of values that overlap the first kind alone."""
    found = [*fields]
    taken = bytearray(len(line))
    for _, _, start, end, _ in found:
        taken[start:end] = b"\1" * (end - start)
    for what, why, start, end in values:
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            found.append((what, why, start, end, False))
    return sorted(found, key=lambda hit: hit[2])


def _without(line: str, cuts: list[re.Match[str]], *, dated: bool) -> list[tuple[str, str, int, int]]:
    """What a line holds beside these pieces of it."""
    parts, places, shifts = [], [], []
    start = kept = 0
    for cut in cuts:
        parts.append(line[start : cut.start()])
        kept += cut.start() - start
        start = cut.end()
        places.append(kept)
        shifts.append(start - kept)
    found = _looked_into("".join([*parts, line[start:]]), dated=dated)

    def moved(place: int) -> int:
        before = bisect_left(places, place)
        return place + (shifts[before - 1] if before else 0)

    return [(what, why, moved(first), moved(last)) for what, why, first, last in found]


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """A pattern that most rosters never need."""
    return re.compile(text, re.IGNORECASE)


def _matches(
    what: str, why: str, pattern: str, line: str, only: Callable[[re.Match[str]], bool] | None = None
) -> list[tuple[str, str, int, int]]:
    """Where a kind of personal data stands on a line: the pattern's group, or all that it matches."""
    if only is None:
        return [
            (what, why, *(match.span(1) if match.re.groups else match.span()))
            for match in _pattern(pattern).finditer(line)
        ]
    found = []
    match = _pattern(pattern).search(line)
    while match is not None:
        # What is none may have the beginning of one.
        fits = only(match)
        if fits:
            found.append((what, why, *match.span()))
        match = match.re.search(line, match.end() if fits else match.start() + 1)
    return found


def _old_dates(line: str) -> list[tuple[str, str, int, int]]:
    """Dates by which somebody may have been born, without those that say when somebody came or went."""
    found = []
    served = -1
    for what, why, start, end in _matches(_OLD, PRIVATE, _OLD_DATE, line):
        if _pattern(_DOTTED).fullmatch(line, start, end) and _pattern(_NUMBERED).search(
            line, max(start - _NEAR, 0), start
        ):
            continue
        if _pattern(_SERVICE).search(line, max(start - _NEAR, 0), start) or (
            served >= 0 and _pattern(_TO).fullmatch(line, served, start)
        ):
            served = end
        else:
            found.append((what, why, start, end))
    return found


def _value(line: str, after: int, *, in_braces: bool) -> tuple[int, int]:
    """Where the value of a field begins and ends on its line; both the line's end where it stands below."""
    found = _NOT_SPACE.search(line, after)
    start = found.start() if found else len(line)
    rest = max(len(line.rstrip()), start)
    if not in_braces:
        return start, rest
    opening = line[start : start + 1]
    closing = {"'": "'", '"': '"', "[": "]", "{": "}"}.get(opening)
    if closing is not None:
        # What is not closed soon counts to the line's end.
        soon = start + _CLOSED_WITHIN
        end = line.rfind(closing, start + 1) if closing == "}" else line.find(closing, start + 1, soon)
        return start, end + 1 if end >= 0 else rest
    stop = _STOP.search(line, start)
    return start, stop.start() if stop else rest


def _is_of_a_home(match: re.Match[str]) -> bool:
    """Whether words in front of a postcode say that somebody lives there; an organisation's own is no secret."""
    return _pattern(_AT_HOME).search(match.string, max(match.start() - _AROUND, 0), match.start()) is not None


def _checks(match: re.Match[str]) -> bool:
    """The check digit of an NHS number: modulus 11 over the first nine digits. A piece of a digest is none."""
    digits = [int(character) for character in match[0] if character.isdigit()]
    if not checks_out(digits):
        return False
    around = max(match.start() - _NEAR, 0)
    # The check digit of an older ISBN is the same.
    if _pattern(_ISBN).search(match.string, around, match.start()):
        return False
    return not any(
        digest.start() <= match.start() and match.end() <= digest.end()
        for digest in _pattern(_DIGEST).finditer(match.string, around, match.end() + _NEAR)
    )


def _is_no_ticket(match: re.Match[str]) -> bool:
    return _pattern(_TICKET).search(match.string, max(match.start() - _NEAR, 0), match.start()) is None


def checks_out(digits: list[int]) -> bool:
    """Whether the last of ten digits is the check digit of the others."""
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[9] == (0 if check == 11 else check)  # noqa: PLR2004


def within(taken: list[Span], span: Span) -> bool:
    """Whether a span has anything in common with one of these, as `covered` gives them."""
    place = bisect_left(taken, (span[1], 0))
    return place > 0 and taken[place - 1][1] > span[0]
