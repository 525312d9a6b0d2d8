"""Measure what hostile input costs: processor time and memory of the installed command, at three sizes of each attack.

Time that grows with the input is fine, time that grows with its square is not. Every attack is made up here and written
to `.cache/benchmarks/attacks`.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from typing import Final, NamedTuple

PROJECT: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CACHE: Final = os.path.join(PROJECT, ".cache", "benchmarks", "attacks")
MVDT: Final = os.path.join(sysconfig.get_path("scripts"), "mvdt")

SECONDS: Final = 60
BYTES: Final = 2 * 1024 * 1024 * 1024
SHARES: Final = (0.25, 0.5, 1.0)
SLACK: Final = 3.0
"""How many times as long the double may take, start-up aside: twice is linear, four times is the square."""

MILLION: Final = 1_000_000
HEAD: Final = "team: T\nmembers:\n"
MEMBER: Final = "  - name: Ann Lee\n    role: developer\n"
NOTE: Final = "note: x\n"


class Attack(NamedTuple):
    """A file's suffix, how many of what it is made of, and how it is made of so many."""

    suffix: str
    amount: int
    make: Callable[[int], str | bytes]


def _members(line: str) -> Callable[[int], str]:
    return lambda count: HEAD + "".join(f"  - name: Person {n}\n    {line.format(n)}\n" for n in range(count))


def _archive(count: int) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/_rels/workbook.xml.rels", b" " * count)
    return written.getvalue()


def _parts(count: int) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number in range(count):
            archive.writestr(f"xl/{number}", b"")
    return written.getvalue()


ATTACKS: Final[dict[str, Attack]] = {
    "aliases of aliases": Attack(
        ".yaml", 60, lambda n: "a0: &a0 x\n" + "".join(f"a{i}: &a{i} [{f'*a{i - 1},' * 9}]\n" for i in range(1, n))
    ),
    "depth": Attack(".yaml", 8 * MILLION, lambda n: "[" * n),
    "depth, JSON": Attack(".json", 8 * MILLION, lambda n: '{"a":' * (n // 5)),
    "depth, TOML": Attack(".toml", MILLION // 2, lambda n: "a=" + "[" * n),
    "width": Attack(".yaml", 4 * MILLION, lambda n: f"team: T\nnote: [{'a,' * n}]\n"),
    "a huge text": Attack(".yaml", 8 * MILLION, lambda n: f"note: {'a' * n}\n{HEAD}{MEMBER}"),
    "a huge field": Attack(".yaml", 8 * MILLION, lambda n: f"{'a' * n}: x\n{HEAD}{MEMBER}"),
    "a huge role": Attack(".yaml", 8 * MILLION, lambda n: f"{HEAD}  - name: Ann\n    role: {'d' * n}\n"),
    "a huge title": Attack(".yaml", 8 * MILLION, lambda n: f"{HEAD}  - name: Ann\n    title: {'d ' * (n // 2)}\n"),
    "a huge number": Attack(".yaml", 8 * MILLION, lambda n: f"{HEAD}{MEMBER}    fte: {'9' * n}\n"),
    "a huge number, JSON": Attack(
        ".json", 8 * MILLION, lambda n: f'{{"team": "T", "members": [{{"fte": {"9" * n}}}]}}'
    ),
    "a huge indent": Attack(".yaml", 8 * MILLION, lambda n: f"team: T\nmembers:\n{' ' * n}- name: Ann\n"),
    "a huge remark": Attack(".yaml", 8 * MILLION, lambda n: f"# {'a' * n}\n{HEAD}{MEMBER}"),
    "a huge cell": Attack(".csv", 8 * MILLION, lambda n: f'Name,Job title\n"{"a" * n}",Developer\n'),
    "empty lines": Attack(".yaml", 8 * MILLION, lambda n: f"team: T\n{chr(10) * n}members:\n{MEMBER}"),
    "fields of one name": Attack(".yaml", 10_000, lambda n: f"team: T\n{NOTE * n}members:\n{MEMBER}"),
    "unknown fields": Attack(".yaml", 10_000, lambda n: "".join(f"k{i}: x\n" for i in range(n)) + HEAD + MEMBER),
    "people of one name": Attack(".yaml", 20_000, lambda n: HEAD + MEMBER * n),
    "misspelt roles": Attack(".yaml", 5_000, _members("role: devloper{}")),
    "bad skills in a table": Attack(
        ".csv",
        10_000,
        lambda n: (
            "Name,Role,Skills\n"
            + "".join(f"P {i},developer,{'; '.join(f'bad skill {j}: expert' for j in range(20))}\n" for i in range(n))
        ),
    ),
    "titles of commas": Attack(".yaml", 4_000, _members("title: {}" + ",a" * 180)),
    "titles of slashes": Attack(".yaml", 4_000, _members("title: {} " + "/and" * 90)),
    "titles of brackets": Attack(".yaml", 4_000, _members("title: {} " + "(" * 380)),
    "dates of spaces": Attack(
        ".csv", 2_000, lambda n: "Name,Role,Start date\n" + f"Ann,developer,1{' ' * 2_000}x\n" * n
    ),
    "one line": Attack(".yaml", 10_000, lambda n: f"team: T\nmembers: [{'{name: Ann, rol: x}, ' * n}]\n"),
    "one line of JSON": Attack(
        ".json",
        10_000,
        lambda n: json.dumps({"team": "T", "members": [{"name": f"P{i}", "rol": "x"} for i in range(n)]}),
    ),
    "personal data": Attack(".yaml", 10_000, _members("dob: 1980-01-01")),
    "personal data in blocks": Attack(".yaml", 20_000, lambda n: "team: T\n" + "- dob:\n" * n),
    "an e-mail address": Attack(".yaml", 4 * MILLION, lambda n: f"note: {'a' * n}@\n{HEAD}{MEMBER}"),
    "home addresses": Attack(".yaml", MILLION // 8, lambda n: f"note: {'home 1@ ' * n}\n{HEAD}{MEMBER}"),
    "a bomb": Attack(".xlsx", 1000 * MILLION, _archive),
    "100,000 parts": Attack(".xlsx", 100_000, _parts),
}


class Cost(NamedTuple):
    """What one run took, how it ended, and the first line of what it said."""

    seconds: float
    mebibytes: float
    code: int
    said: str


def main() -> int:
    """Print a row for each attack; the exit code is 1 if one takes more than its share with `--check`."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only", help="attacks whose name has this text")
    arguments.add_argument("--check", action="store_true", help="exit 1 if time grows faster than the input")
    wanted = arguments.parse_args()
    print(f"{'attack':24} {'MB':>7} {'exit':>4} {'a quarter':>10} {'half':>7} {'whole':>7}  {'MiB':>5}  what is said")
    bad = False
    for name, attack in ATTACKS.items():
        if wanted.only and wanted.only not in name:
            continue
        size, costs = 0, []
        for share in SHARES:
            size, cost = _measure(attack, share)
            costs.append(cost)
        first, half, whole = costs
        grew = half.seconds > 2 * first.seconds and whole.seconds - half.seconds > SLACK * (
            half.seconds - first.seconds
        )
        bad = bad or grew or whole.code not in {0, 1, 2}
        times = f"{first.seconds:8.2f} s {half.seconds:5.2f} s {whole.seconds:5.2f} s"
        note = "  GROWS" if grew else ""
        print(
            f"{name:24} {size / MILLION:7.2f} {whole.code:4} {times}  {whole.mebibytes:5.0f}  {whole.said}{note}",
            flush=True,
        )
    return int(bad and wanted.check)


def _measure(attack: Attack, share: float) -> tuple[int, Cost]:
    """How large the file is in bytes, and what checking it costs."""
    os.makedirs(CACHE, exist_ok=True)
    path = os.path.join(CACHE, f"attack{attack.suffix}")
    content = attack.make(max(int(attack.amount * share), 1))
    with open(path, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
    with open(os.path.join(CACHE, "output"), "w+b") as output:
        process = subprocess.Popen(
            [MVDT, "check", path, "--format", "concise"],
            stdout=output,
            stderr=output,
            preexec_fn=_limit,  # noqa: PLW1509 - no thread runs here
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.readline().decode("utf-8", "replace").rpartition(os.sep)[2].strip()[:100]
    os.unlink(path)
    # Linux counts kibibytes, macOS bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return len(content), Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / unit, process.returncode, said)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


if __name__ == "__main__":
    sys.exit(main())
