"""Text that is safe and even on a terminal, whatever a roster holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

# Controls, and what reorders, joins or hides text: a name must not be able to change how its line is read.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
    # Other scripts need these; beside Latin letters and figures they only hide.
    "|(?<=[0-9A-Za-z\u00c0-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[0-9A-Za-z\u00c0-\u024f])"
)
_UNDECODED = re.compile("[\udc80-\udcff]")
_STYLES: Final = {
    "error": "1;31",
    "warning": "1;33",
    "advice": "1;36",
    "red": "1;31",
    "amber": "1;33",
    "green": "1;32",
    "strong": "1",
    "quiet": "2",
}


# What a pipeline's log takes for a command: `##[...` and `##vso[...` anywhere, `::...` where a line may begin.
_COMMAND: Final = re.compile(r"##(?=\w*\[)|(?<!\S):(?=:\w)")


def harmless(text: str) -> bool:
    """Whether a text can be printed as it is, on any terminal and in any log."""
    return text.isascii() and text.isprintable() and "##" not in text and "::" not in text


def visible(text: str) -> str:
    """A text with everything that acts on a terminal written out: escape becomes a backslash, x1b."""
    if text.isascii() and text.isprintable():
        return text
    if _UNDECODED.search(text):
        # A file name that this locale could not decode: most are UTF-8 all the same.
        text = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _UNSAFE.sub(_written_out, text)


def logged(text: str) -> str:
    """The same with everything written out that a pipeline's log takes for a command."""
    if harmless(text):
        return text
    return _COMMAND.sub(lambda found: f"\\x{ord(found[0][0]):02x}{found[0][1:]}", visible(text))


def encodable(text: str, encoding: str) -> str:
    """A text as an encoding can write it: what it lacks by its number, as in what stands in a file."""
    return text if text.isascii() else text.encode(encoding, "backslashreplace").decode(encoding)


def readable(text: str, encoding: str) -> str:
    """The same for people: without its accent where that does, but for values in backquotes, which stay exact."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        quoted = text.split("`")
        for number, part in enumerate(quoted):
            if number % 2 == 0:
                quoted[number] = "".join(_plainly(character, encoding) for character in part)
        return encodable("`".join(quoted), encoding)
    return text


def _plainly(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        import unicodedata

        return unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode() or character
    return character


def clipped(text: str, most: int) -> str:
    """A text of at most so many characters, an ellipsis in place of what is cut."""
    return text if len(text) <= most else text[: most - 3] + "..."


def _written_out(found: re.Match[str]) -> str:
    character = found[0]
    if character == "\t":
        return "\\t"
    code = ord(character)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004


def width(text: str) -> int:
    """How many columns a text takes, wide and combining characters counted as terminals draw them."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def widths(texts: Sequence[str]) -> list[int]:
    """How many columns each of some texts takes: they are looked at as one first, for most have plain letters only."""
    return [*map(len if "".join(texts).isascii() else width, texts)]


def padded(text: str, columns: int) -> str:
    """A text with spaces up to so many columns."""
    return text + " " * max(columns - width(text), 0)


@lru_cache(maxsize=4096)
def wrapped(text: str, columns: int) -> tuple[str, ...]:
    """A text in lines of at most so many columns, broken at spaces, or within a word that is longer.

    Reasons, remedies and sources recur from team to team, so what was wrapped once is remembered.
    """
    words = text.split()
    lines: list[str] = []
    if text.isascii():
        rest = " ".join(words)
        while len(rest) > columns and (end := rest.rfind(" ", 0, columns + 1)) > 0:
            lines.append(rest[:end])
            rest = rest[end + 1 :]
        if len(rest) <= columns:
            return (*lines, rest) if rest else ()
        # What is left begins with a word without end.
        words = rest.split()
    measure = width
    line, used = "", 0
    for word in words:
        size = measure(word)
        while size > columns:
            # Only a word without end is cut: a name of a thousand letters, a path.
            if line:
                lines.append(line)
            cut = _fitting(word, columns)
            lines.append(word[:cut])
            word, line, used = word[cut:], "", 0  # noqa: PLW2901
            size = measure(word)
        if line and used + 1 + size > columns:
            lines.append(line)
            line, used = word, size
        else:
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    return (*lines, line) if line else (*lines,)


def _fitting(word: str, columns: int) -> int:
    """How many characters of a word take at most so many columns, at least one."""
    room = columns
    for place, character in enumerate(word):
        room -= width(character)
        if room < 0:
            return max(place, 1)
    return len(word)


class Paint:
    """Colours, or none."""

    __slots__ = ("on",)

    def __init__(self, *, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, style: str) -> str:
        """A text in a style; the text must be safe already."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.on and text else text
