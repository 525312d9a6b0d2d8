"""Texts as YAML has them: values that read back letter by letter whatever is in them, and remarks that stay remarks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import yaml

# Numbers to YAML 1.2 (core schema, section 10.3.2) that PyYAML, which knows YAML 1.1, would write as a plain text.
_NUMBER: Final = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+")
# Behind a longer key a colon may stand too far away to be found, so such a key gets a question mark in front.
_LONGEST_KEY: Final = 100


@lru_cache(maxsize=20_000)
def scalar(text: str, *, in_brackets: bool = False) -> str:
    """A text as a value on one line, in quotes where it would be read as something else; `in_brackets` of any kind."""
    shown = text.isprintable()
    written: str = yaml.safe_dump(
        [text],
        default_style=None if shown and not _NUMBER.fullmatch(text) else '"',
        default_flow_style=in_brackets,
        # What nobody sees, or what turns a line round, is written by its number.
        allow_unicode=shown,
        width=float("inf"),
    )
    return written[1:-2] if in_brackets else written[2:-1]


def key(text: str, *, in_brackets: bool = False) -> str:
    """A text as a key with its colon."""
    written = scalar(text, in_brackets=in_brackets)
    if len(written) <= _LONGEST_KEY:
        return f"{written}:"
    return f"? {written} :" if in_brackets else f"? {written}\n:"


def remark(text: str) -> str:
    """A text as a remark: on one line, and without what can't be seen."""
    return "# " + "".join(character if character.isprintable() else " " for character in text)
