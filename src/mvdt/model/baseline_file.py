"""The baseline's file, `mvdt-baseline.yaml`: what stands in it, its reading and its writing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Annotated, ClassVar, Final

from pydantic import Field, StringConstraints

from mvdt.model.baseline import Known
from mvdt.model.bind import Item, Problem, Unusable, bind, file_problems, kind_of, private_problems
from mvdt.readers import SIZE_LIMIT, Source, content, read_document
from mvdt.source.document import Document
from mvdt.source.yaml_text import scalar

_VERSION: Final = "1"
_BEGINS: Final = re.compile(rb"^\W*baseline\W+\d", re.MULTILINE)
_HEAD: Final = """\
# Findings that were there when mvdt began to check these teams; only new ones fail.
# Written by `mvdt baseline write`. What is mended since then, `mvdt baseline prune` takes out.
"""


class Entry(Item):
    """A finding as it stands in the file."""

    rule: str = Field(description="The rule.", examples=["missing-role"])
    subject: str = Field(
        description="What it is about: the team, and the role, person or field.",
        examples=["Outpatient booking/user-researcher"],
    )
    fingerprint: Annotated[str, StringConstraints(pattern="^[0-9a-f]{32}$")] = Field(
        description="What tells it from others.", examples=["0123456789abcdef0123456789abcdef"]
    )


class BaselineFile(Item):
    """What stands in the file."""

    baseline: str = Field(_VERSION, description="The version of the format.", examples=["1"])
    findings: list[Entry] = Field(default_factory=list, description="The findings.")


class BadBaseline(Unusable):
    """A baseline that can't be used."""

    what: ClassVar[str] = "baseline"


def load(path: str) -> list[Known]:
    """The findings in a baseline file.

    Raises `BadBaseline` for what is wrong in the file, `readers.Unreadable` if it can't be opened.
    """
    document = read_document(Source(path, named=True))
    problems = file_problems(document) + private_problems(document)
    found: list[Known] = []
    if not problems:
        found = _entries(document, problems)
    if problems:
        raise BadBaseline(document, problems)
    return found


def is_meant(path: str) -> bool:
    """Whether what stands in a file is meant as a baseline, if a broken one, or is nothing at all."""
    data = content(path, SIZE_LIMIT)
    return not data.strip() or _BEGINS.search(data) is not None


def _entries(document: Document, problems: list[Problem]) -> list[Known]:
    root = document.tree.root
    if not isinstance(root, dict) or str(root.get("baseline")) != _VERSION:
        fix = "write it anew with `mvdt baseline write`"
        problems.append(Problem("this is no baseline that this version of mvdt can read", fix, (), "file"))
        return []
    # A field of another name would be lost when the file is written anew.
    apart = BaselineFile.model_fields
    bind(BaselineFile, root, at=(), what="a baseline", document=document, problems=problems, apart=apart)
    entries: object = root.get("findings") or []
    if not isinstance(entries, list):
        message = f"`findings` must be a list, and here stands {kind_of(entries)}"
        problems.append(Problem(message, "write it anew with `mvdt baseline write`", ("findings",), "findings"))
        return []
    found = []
    for index, entry in enumerate(entries):
        at = ("findings", index)
        known = bind(Entry, entry, at=at, what="a finding", document=document, problems=problems)
        if known is not None:
            found.append(Known(known.rule, known.subject, known.fingerprint))
    return found


def written(findings: Iterable[Known]) -> str:
    """A baseline file with these findings, sorted, one a line."""
    every = sorted(findings, key=lambda one: (one.subject, one.rule, one.fingerprint))
    lines = [_entry(one) for one in every]
    return f"{_HEAD}baseline: {_VERSION}\n" + ("findings:\n" + "".join(lines) if lines else "findings: []\n")


def _entry(one: Known) -> str:
    # What can be seen is the same text in JSON's quotes and in YAML's. The rest is not: of an emoji JSON makes two halves,
    # which YAML refuses.
    seen = one.subject.isprintable()
    subject = json.dumps(one.subject, ensure_ascii=False) if seen else scalar(one.subject, in_brackets=True)
    return f"  - {{rule: {one.rule}, subject: {subject}, fingerprint: {json.dumps(one.fingerprint)}}}\n"
