"""Write a page about each rule, from the rule's own file, to `rules/`, and an index of them.

`make docs` runs this. With `--check` nothing is written: each page that no longer tells the truth is named, and
the exit code is 1.
"""
# ruff: noqa: INP001 - a script beside the pages, not a package

from __future__ import annotations

import argparse
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mvdt import rules

if TYPE_CHECKING:
    from mvdt.rules import Rule

ROOT: Final = Path(__file__).resolve().parent.parent
PAGES: Final = ROOT / "docs" / "rules"


def page(rule: Rule) -> str:
    """All that there is to say about a rule."""
    switch = "no, it is always on" if rule.always else f"yes, with `mvdt check --ignore {rule.name}` or in `mvdt.yaml`"
    lines = [
        "<!-- Written by docs/regenerate.py from the rule's own file; edit that. -->",
        "",
        f"# {rule.name}",
        "",
        f"- topic: [{rule.topic}](README.md#{rule.topic})",
        f"- severity: {rule.severities}",
        *([f"- source: {rule.source}"] if rule.source else []),
        f"- can be switched off: {switch}",
        "",
        rule.guidance,
    ]
    options = fields(rule.options)
    if options:
        lines += ["", "## Options", "", "| name | default | meaning |", "| --- | --- | --- |"]
        lines += [f"| `{one.name}` | {one.default} | {one.metadata['description']} |" for one in options]
        first = options[0]
        lines += ["", "Set in `mvdt.yaml`, here to what it is anyway:", "", "```yaml", "rules:", f"  {rule.name}:"]
        lines += ["    options:", f"      {first.name}: {first.default}", "```"]
    return "\n".join(lines) + "\n"


def index(every: list[Rule]) -> str:
    """All rules by topic, each with a link to its page."""
    lines = ["<!-- Written by docs/regenerate.py from the rules' own files; edit those. -->", "", "# Rules"]
    for topic in rules.TOPICS:
        rows = [
            f"| [{rule.name}]({rule.name}.md) | {rule.severities} | {rule.summary} | {rule.source or ''} |"
            for rule in every
            if rule.topic == topic
        ]
        if rows:
            lines += ["", f"## {topic}", "", "| rule | severity | looks for | source |", "| --- | --- | --- | --- |"]
            lines += rows
    return "\n".join(lines) + "\n"


def wanted() -> dict[Path, str]:
    """Each page and the text that it must have."""
    every = rules.every()
    return {PAGES / "README.md": index(every)} | {PAGES / f"{rule.name}.md": page(rule) for rule in every}


def stale(pages: dict[Path, str]) -> list[Path]:
    """The pages that are missing, differ, or belong to no rule."""
    differing = [path for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    return differing + sorted(path for path in PAGES.glob("*") if path not in pages)


def main() -> int:
    """Write the pages, or with `--check` say which are stale."""
    parser = argparse.ArgumentParser(description="Write a page about each rule to rules/, and an index of them.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name each page that is stale")
    check: bool = parser.parse_args().check
    pages = wanted()
    out_of_date = stale(pages)
    for path in out_of_date:
        name = path.relative_to(ROOT).as_posix()
        if check:
            sys.stderr.write(f"{name} does not show what the rules say now: run `make docs`.\n")
        elif path in pages:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[path], encoding="utf-8", newline="\n")
            sys.stdout.write(f"{name} is written.\n")
        else:
            path.unlink()
            sys.stdout.write(f"{name} is deleted: no rule has that name.\n")
    return 1 if check and out_of_date else 0


if __name__ == "__main__":
    sys.exit(main())
