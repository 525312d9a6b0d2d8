"""What people type into the cells of a table, as a roster has it: shares, dates, kinds of employment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

_NUMBER = re.compile(r"'?\s*([+-]?\d{0,9})(?:[.,](\d{0,12}))?\s*(%|wte|fte)?", re.IGNORECASE)
# What a spreadsheet program makes of a share such as 1.1 or 1/2 where it takes it for a day and a month.
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}"
_DAY_AND_MONTH = re.compile(
    rf"\d{{1,2}}[-/ .]{_MONTH}(?:[-/ .]\d{{2,4}})?|{_MONTH}[-/ .]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}", re.IGNORECASE
)
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2}|[A-Za-z]{3,9})\s*[-/. ,]\s*(\d{4}|\d{2})(?:\s.*)?")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:[T ].*)?")
_MOST_MONTHS: Final = 12
# Days since the last one of 1899, as spreadsheet programs store dates: 1954 to 2119.
_SERIAL: Final = range(20_000, 80_001)
_EPOCH: Final = date(1899, 12, 30)
# Years from which an end date means that there is none: Oracle's last day, in the staff record's exports, is in 4712.
NO_END: Final = 2900
_CENTURY: Final = 100
# Characters; what is longer is no date, and looking for one in it takes long.
_LONGEST_DATE: Final = 60
_RECENT: Final = 70
_NOTHING: Final = frozenset(("-", "--", "\u2013", "\u2014", ".", "?", "n/a", "na", "nil", "null", "(blank)", "blank"))


class Share(NamedTuple):
    """A number that a cell holds; None where it holds none, and `is_date` if it holds a date instead."""

    number: float | None
    is_date: bool = False


def something(text: str) -> str:
    """The text, or nothing where it only says that there is nothing."""
    return "" if text.casefold() in _NOTHING else text


def share(text: str, kind: str | None) -> Share:
    """The number in a cell for a share of a week or for hours: `0.6`, `0,6`, `60%`, `'0.6`."""
    if kind == "date" or (kind is None and _DAY_AND_MONTH.fullmatch(text)):
        return Share(None, is_date=True)
    match = _NUMBER.fullmatch(text)
    if match is None or not (match[1].strip("+-") or match[2]):
        return Share(None)
    number = float(f"{match[1] or '0'}.{match[2] or '0'}" if match[1] not in ("+", "-") else f"{match[1]}0.{match[2]}")
    return Share(number / 100 if match[3] == "%" else number)


def written(number: float) -> str:
    """A number as a roster has it, without the rounding errors of a division."""
    return f"{round(number, 4):g}"


def month_first(texts: Iterable[str]) -> bool:
    """Whether a column of dates puts the month first, as American exports do: no date of it can be read otherwise."""
    found = [_DAY_FIRST.fullmatch(text) for text in texts if len(text) <= _LONGEST_DATE]
    parts = [match.groups() for match in found if match and match[2].isdigit()]
    return any(int(second) > _MOST_MONTHS for _, second, _ in parts) and all(
        int(first) <= _MOST_MONTHS for first, _, _ in parts
    )


def day(text: str, *, american: bool) -> date | None:
    """The date that a cell holds in any usual way of writing it, the day first unless `american`; None if it is none."""
    text = text if len(text) <= _LONGEST_DATE else ""
    if text.isdecimal() and int(text[:6]) in _SERIAL and len(text) == len("45000"):
        return _EPOCH + timedelta(days=int(text))
    with suppress(ValueError):
        if match := _YEAR_FIRST.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(text):
            first, second, year = match.groups()
            if not second.isdigit():
                if second[:3].casefold() not in _MONTHS:
                    return None
                number, month = int(first), _MONTHS.index(second[:3].casefold()) + 1
            else:
                number, month = (int(second), int(first)) if american else (int(first), int(second))
            return date(_full_year(int(year)), month, number)
        return datetime.fromisoformat(text).date()
    return None


def _full_year(year: int) -> int:
    if year >= _CENTURY:
        return year
    return year + (1900 if year >= _RECENT else 2000)
