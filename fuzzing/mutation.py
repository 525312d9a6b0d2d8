"""Inputs from inputs, as people, programs and enemies change files: by lines, values, encodings and odd characters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

ODD: Final = [
    "", "0", "-0", "1e999", "-1e999", ".inf", "-.inf", ".nan", "NaN", "0x10", "0o7", "1_000", "0.5", "0,5", "50%", "1.2", "1.3", "9" * 400,
    "0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "2026-11-22", "20261122", "2026-W01-1", "2026-11-22T00:00:00Z", "12:30:45",
    "null", "~", "Null", "NULL", "true", "yes", "NO", "On", "y", "n",
    "*a", "&a x", "&a", "!t x", "!!int 3", "!!binary aGk=", "!<x> y", "<<: *a", "? a", "? [a, b]\n: c", "- ", "- - - x", "[", "]", "{", "}", "[]", "{}",
    "[[[[[[[[", "{a: {b: {c: ", "[a, b", "{a: b, a: c}", "{[a]: b}", "'", '"', "'it''s'", '"\\x00"', '"\\ud800"', '"\\u202e"', '"\\L\\P\\N\\_"', '"a\\\n  b"',
    "|", "|+", "|-2", ">-\n  a\n\n  b", "|\n   a\n  b", "# x", " # x", "#", "a: b: c", "a #b", "---", "--- x", "...", "%YAML 1.2\n---", "%TAG ! x", "%",
    "\t", "\tx", " \t", "\r", "\r\n", "\n\n", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\u200b", "\u202e", "\u2066", "\u061c",
    "\u00a0", "\u00ad", "\ud800", "\udc80", "\ufffe", "\U000e0041", "\U0001f600", "e\u0301", "ﬀ", "İ", "ß", "名前", "Łucja", "\u3000", "½", "٣", "²",
    "##[error]x", "##vso[task.complete]x", "::error::x", "::stop-commands::x", "%0A%25", "<script>", "]]>", "&amp;", "`x`", "|x|", "@x", "=1+1", '="007"',
    "https://evil.example", "[x](javascript:y)", "$(x)", "../../x", "/", "a/b", "con", ".", "..", "x" * 300, "x" * 3000, " " * 2000, "- " * 500, "'" * 999, ", " * 500,
    "943 476 5919", "QQ123456C", "AB 12 34 56 C", "GMC 7654321", "born 1.2.1980", "zz9@gmail.com", "1980-02-01", "12 High Street, Leeds LS1 4AP",
    "Vacant", "TBC", "Total", "#REF!", "N/A", "1-Jan", "31/12/4712", "44927", "37.5", "3.8", "Post 40", "sep=;", "\ufeffsep=|",
    "team: x", "members:", "  - name: Ann", "    role: developer", "roles: [developer, tester]", "fte: 0.5", "skills: {user-research: expert}", "exceptions:",
    "led_by: Ann", "extends: mvdt", "kind_of: designer", "baseline: 1", "nhs_number: 1", "phase: live", "until: 2026-01-01", "titles:", "options: {most: 1}",
]  # fmt: skip
"""What to put into a file, or in the place of what stands in it."""

_ENCODINGS: Final = ["utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1", "cp1252", "utf-7", "cp037"]
_WORK: Final = [1, 1, 1, 1, 2, 2, 3, 5, 9]
_MOST_LINES: Final = 40


class Mutation:
    """Changes of an input; what they splice in comes from the seeds."""

    def __init__(self, seeds: Sequence[bytes]) -> None:
        self.seeds = [seed for seed in seeds if seed] or [b"x"]
        self.changes: list[Callable[[bytes, Random], bytes]] = [
            _delete, _repeat, _move, _indent, _indent, _value, _value, _value, _insert, _insert, self._splice, self._exchange,
            _line_ends, _encoding, _wrap, _stretch, _cut, _byte, _swap,
        ]  # fmt: skip

    def of(self, data: bytes, most: int, seed: int) -> bytes:
        """Another input, of at most so many bytes; the same for the same seed."""
        # Whoever only wants the odd values, or to give an input once more, can do without it.
        import atheris

        random = Random(seed)
        if random.random() < 0.3:
            return bytes(atheris.Mutate(data, most))
        for _ in range(random.choice(_WORK)):
            data = random.choice(self.changes)(data, random)[:most]
        return data

    def _splice(self, data: bytes, random: Random) -> bytes:
        mine, other = _lines(data), _lines(random.choice(self.seeds))
        return b"".join(mine[: random.randint(0, len(mine))] + other[random.randint(0, len(other)) :])

    def _exchange(self, data: bytes, random: Random) -> bytes:
        mine, other = _lines(data), _lines(random.choice(self.seeds))
        begin = random.randint(0, len(other))
        at = random.randint(0, len(mine))
        return b"".join(mine[:at] + other[begin : begin + random.randint(1, 6)] + mine[at + random.randint(0, 3) :])


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def _odd(random: Random) -> bytes:
    return random.choice(ODD).encode("utf-8", "surrogatepass")


def _block(lines: list[bytes], random: Random) -> tuple[int, int]:
    begin = random.randint(0, max(len(lines) - 1, 0))
    return begin, min(begin + random.choice([1, 1, 1, 2, 3, 8]), len(lines))


def _delete(data: bytes, random: Random) -> bytes:
    lines = _lines(data)
    begin, end = _block(lines, random)
    return b"".join(lines[:begin] + lines[end:])


def _repeat(data: bytes, random: Random) -> bytes:
    lines = _lines(data)
    begin, end = _block(lines, random)
    return b"".join(lines[:end] + lines[begin:end] * random.choice([1, 1, 2, _MOST_LINES]) + lines[end:])


def _move(data: bytes, random: Random) -> bytes:
    lines = _lines(data)
    begin, end = _block(lines, random)
    block, rest = lines[begin:end], lines[:begin] + lines[end:]
    at = random.randint(0, len(rest))
    return b"".join(rest[:at] + block + rest[at:])


def _indent(data: bytes, random: Random) -> bytes:
    lines = _lines(data)
    begin, end = _block(lines, random)
    by = random.choice([-4, -2, -1, 1, 2, 3, 4, 0])
    for number in range(begin, end):
        line = lines[number]
        bare = line.lstrip(b" ")
        space = b"\t" if by == 0 else b" " * max(len(line) - len(bare) + by, 0)
        lines[number] = space + bare
    return b"".join(lines)


def _value(data: bytes, random: Random) -> bytes:
    """Another value behind a colon, a comma or an equals sign, or in the whole of a line."""
    lines = _lines(data)
    if not lines:
        return _odd(random)
    number = random.randrange(len(lines))
    line = lines[number].rstrip(b"\r\n")
    ended = lines[number][len(line) :]
    parting = random.choice([b": ", b",", b"=", b";", b"\t", b'"'])
    parts = line.split(parting)
    parts[random.randrange(len(parts))] = _odd(random)
    lines[number] = parting.join(parts) + ended
    return b"".join(lines)


def _insert(data: bytes, random: Random) -> bytes:
    at = random.randint(0, len(data))
    if random.random() < 0.3:
        at = data.rfind(b"\n", 0, at) + 1
    return data[:at] + _odd(random) + random.choice([b"", b"", b"\n"]) + data[at:]


def _line_ends(data: bytes, random: Random) -> bytes:
    ends = [b"\n", b"\r\n", b"\r", b"\n\r", b"\x0b", b"\x0c", "\x85".encode(), "\u2028".encode(), "\u2029".encode()]
    new = random.choice(ends)
    if random.random() < 0.5:
        return data.replace(b"\n", new)
    return b"".join(part + random.choice([b"\n", b"\n", new]) for part in data.split(b"\n"))


def _encoding(data: bytes, random: Random) -> bytes:
    return data.decode("utf-8", "replace").encode(random.choice(_ENCODINGS), "replace")


def _wrap(data: bytes, random: Random) -> bytes:
    lines = _lines(data)
    if not lines:
        return data
    number = random.randrange(len(lines))
    before, colon, value = lines[number].rpartition(b": ")
    left, right = random.choice(
        [(b"'", b"'"), (b'"', b'"'), (b"[", b"]"), (b"{", b"}"), (b"{a: ", b"}"), (b"&a ", b""), (b"!x ", b""), (b"*", b""),
         (b"|\n      ", b""), (b"? ", b""), (b"- ", b""), (b"# ", b""), (b"!!str ", b""), (b'"""', b'"""')]
    )  # fmt: skip
    lines[number] = before + colon + left + value.rstrip(b"\n") + right + b"\n"
    return b"".join(lines)


def _stretch(data: bytes, random: Random) -> bytes:
    begin = random.randint(0, len(data))
    part = data[begin : begin + random.choice([1, 1, 2, 3, 8, 30])]
    return data[:begin] + part * random.choice([2, 10, 100, 1000]) + data[begin:]


def _cut(data: bytes, random: Random) -> bytes:
    begin, end = sorted((random.randint(0, len(data)), random.randint(0, len(data))))
    return data[:begin] + data[end:] if random.random() < 0.5 else data[:end]


def _byte(data: bytes, random: Random) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _swap(data: bytes, random: Random) -> bytes:
    lines = _lines(data)
    if lines:
        one, two = random.randrange(len(lines)), random.randrange(len(lines))
        lines[one], lines[two] = lines[two], lines[one]
    return b"".join(lines)
