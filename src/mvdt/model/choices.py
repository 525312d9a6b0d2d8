"""One of several named values, in JSON Schema: what an editor offers and shows, and what else mvdt lets stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, Literal, NamedTuple

from mvdt.spelling import normalise

# What pydantic takes for a boolean in a text, as people who learnt YAML 1.1 write it.
_BOOLEANS: Final = ("true", "false", "yes", "no", "on", "off", "y", "n", "t", "f")
# What `normalise` makes a space of, and the word that it makes of `&`.
_BETWEEN: Final = r"[\W_]+"
_AROUND: Final = r"[\W_]*"
_AND: Final = "[Aa][Nn][Dd]"
# Of these each has a meaning in the regular expressions of JSON Schema; more must not be escaped there.
_SYNTAX: Final = re.compile(r"[\^$\\.*+?()\[\]{}|/]")

Spelt = Literal["exactly", "in any letter case", "as a title"]
"""How else a value may be spelt: as a title, neither letter case nor spaces nor punctuation matter."""


class Choice(NamedTuple):
    """A value, what it is called, what it means, and further words for it that mvdt understands."""

    value: str
    title: str | None = None
    meaning: str | None = None
    also: tuple[str, ...] = ()


def one_of(choices: Iterable[Choice], spelt: Spelt = "in any letter case") -> dict[str, Any]:
    """A schema of these values.

    An editor offers each with its meaning, in yaml-language-server's reading of `anyOf` and `const`. A last branch lets
    the other spellings stand, and none of them is offered. Where there are no values, nothing fits.
    """
    every = list(choices)
    branches: list[dict[str, Any]] = [
        {"const": choice.value}
        | ({"title": choice.title} if choice.title else {})
        | ({"description": choice.meaning} if choice.meaning else {})
        for choice in every
    ]
    words = [word for choice in every for word in (choice.value, *choice.also)]
    if words and spelt != "exactly":
        branches.append({"type": "string", "pattern": pattern(words, spelt)})
    numbers = [int(word) for word in words if word.isdecimal()]
    if numbers:
        # Without quotation marks a code is a number.
        branches.append({"type": "integer", "minimum": min(numbers), "maximum": max(numbers)})
    return {"anyOf": branches} if branches else {"not": {}}


def several_of(choices: Iterable[Choice], one: dict[str, Any]) -> dict[str, Any]:
    """A schema of a list of values, `one` being the schema of a single one.

    yaml-language-server would offer each value of an `anyOf` in a list a second time, as `- (array item)`. Behind
    `if` it does not find them, so it is given them as snippets, and hovers and marks as ever.
    """
    snippets = [{"label": choice.value, "description": choice.meaning, "body": choice.value} for choice in choices]
    return {"if": one, "else": one, "defaultSnippets": snippets}


def boolean() -> dict[str, Any]:
    """A schema of true or false, in any way that mvdt reads it."""
    # `errorMessage` is yaml-language-server's own: a pattern says nothing to people.
    return {"type": ["boolean", "string"], "pattern": pattern(_BOOLEANS), "errorMessage": "Write true or false."}


def pattern(words: Iterable[str], spelt: Spelt = "in any letter case") -> str:
    """A regular expression, anchored, that matches these words as they may be spelt."""
    if spelt != "as a title":
        return f"^(?:{'|'.join(map(_in_any_case, words))})$"
    forms: dict[str, None] = {}
    for word in words:
        form = _BETWEEN.join(map(_in_any_case, normalise(word).split()))
        forms[form.replace(f"{_BETWEEN}{_AND}{_BETWEEN}", f"(?:{_BETWEEN}{_AND}{_BETWEEN}|{_AROUND}&{_AROUND})")] = None
        if "'" in word:
            forms[_in_any_case(word)] = None
    return f"^{_AROUND}(?:{'|'.join(forms)}){_AROUND}$"


def _in_any_case(word: str) -> str:
    # JSON Schema has no switch for it.
    return "".join(
        f"[{char.upper()}{char.lower()}]"
        if char.upper() != char.lower() and len(char.upper()) == 1
        else _SYNTAX.sub(r"\\\g<0>", char)
        for char in word
    )
