"""Rosters in TOML: the fields are those of YAML, and each member is a table `[[members]]`."""

from __future__ import annotations

import re
from typing import Final

from mvdt.source.document import Document, faulty
from mvdt.source.nodes import Fault
from mvdt.source.text import NotText, Text, decode

SUFFIXES: Final = (".toml",)
# Most TOML files are other programs' settings: the sign is a list of members, or a field before the first header.
MARK: Final = re.compile(
    rb"^[ \t]*\[\[[ \t]*[\"']?members\b|\A(?:\xef\xbb\xbf)?(?:(?![ \t]*\[)[^\n]*+\n)*?[ \t]*[\"']?(?:team|members)[\"']?[ \t]*=",
    re.MULTILINE,
)


def read(path: str, data: bytes) -> Document:
    """The document in these bytes; `path` is what to call it."""
    from mvdt.source.toml_tree import parse

    try:
        text = decode(data, "TOML")
    except NotText as error:
        fault = Fault(error.message, error.fix, error.offset, min(error.offset + 1, len(error.text)))
        return faulty(path, Text(error.text), fault)
    return Document(path, text, parse(text.string))
