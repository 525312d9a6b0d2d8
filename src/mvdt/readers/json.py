"""Rosters in JSON: the fields are those of YAML."""

from __future__ import annotations

import re
from typing import Final

from mvdt.source.document import Document, faulty
from mvdt.source.nodes import Fault
from mvdt.source.text import NotText, Text, decode

SUFFIXES: Final = (".json",)
# Most JSON files are other programs' settings and data. Reports of our own have a list of members for each team, too.
MARK: Final = re.compile(
    rb'\A(?:\xef\xbb\xbf)?\s*+\{\s*+(?!"schema_version")(?:"team"\s*+:|.*?"members"\s*+:\s*+\[)', re.DOTALL
)


def read(path: str, data: bytes) -> Document:
    """The document in these bytes; `path` is what to call it."""
    from mvdt.source.json_tree import parse

    try:
        text = decode(data, "JSON")
    except NotText as error:
        fault = Fault(error.message, error.fix, error.offset, min(error.offset + 1, len(error.text)))
        return faulty(path, Text(error.text), fault)
    return Document(path, text, parse(text.string))
