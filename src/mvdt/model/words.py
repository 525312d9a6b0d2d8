"""How values, names, numbers and days stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

_VALUE_LIMIT: Final = 60
_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def quote(value: object) -> str:
    """A value from a file: short, and in backquotes."""
    text = str(value)
    if len(text) > _VALUE_LIMIT:
        text = text[: _VALUE_LIMIT - 1] + "\u2026"
    return f"`{text}`"


def listed(names: Iterable[str], last: str = "or") -> str:
    """Names as people list them: `a, b or c`."""
    every = list(names)
    return f"{', '.join(every[:-1])} {last} {every[-1]}" if len(every) > 1 else "".join(every)


def day(value: date) -> str:
    """A date in words, whatever the locale: `11 January 2027`."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """A date for a table: `11 Jan 2027`."""
    return f"{value.day} {_MONTHS[value.month - 1][:3]} {value.year}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 team`, `3 people`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def share(fte: float) -> str:
    """An FTE without superfluous noughts, to two places: `0.4`, `6.25`, `1.0`."""
    rounded = round(fte, 2)
    return f"{rounded:.1f}" if rounded == round(rounded, 1) else f"{rounded:.2f}"


def a(noun: str) -> str:
    """A noun with its indefinite article."""
    return f"an {noun}" if noun[:1].lower() in "aeio" or noun[:3].lower() == "unp" else f"a {noun}"


def within_a_sentence(name: str) -> str:
    """A name with a small first letter, unless its first word is an acronym or the like."""
    first = name.split(maxsplit=1)[0][1:]
    return name if first != first.lower() else name[0].lower() + name[1:]


def days_a_week(fte: float) -> str:
    """A share of a full-time week of five days in days: `3 days a week`."""
    days = round(fte * 5, 1)
    return f"{days:g} {'day' if days == 1 else 'days'} a week"
