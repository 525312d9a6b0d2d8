"""One spelling of what people write in many."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w]+|_")


def normalise(title: str) -> str:
    """Lower case, single spaces, no punctuation: `Front-end  Developer` and `front end developer` are one."""
    folded = (
        unicodedata.normalize("NFKC", title).casefold().replace("&", " and ").replace("'", "").replace("\u2019", "")
    )
    return " ".join(_NOT_WORD.sub(" ", folded).split())
