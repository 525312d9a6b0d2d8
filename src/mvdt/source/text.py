"""Bytes to text, and offsets to lines and columns as an editor counts them."""

from __future__ import annotations

import re
from bisect import bisect_right

_LINE_BREAK = re.compile(r"\r\n?|\n")
# The characters that YAML 1.2 (section 5.1) does not allow in a stream.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_SIGNATURES = (
    (b"PK\x03\x04", "a spreadsheet, a Word document or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word document"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed archive"),
)


class NotText(Exception):
    """These bytes are no text. Carries the `offset` (in code points of what was readable) and `text` so far."""

    def __init__(self, message: str, fix: str, text: str = "", offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.text = text
        self.offset = offset


class Text:
    """A decoded text without its byte-order mark, and where its lines begin.

    Offsets count code points from 0; lines and columns count from 1. Only line feeds, carriage returns and
    the pair of both end a line: U+0085 and U+2028 do for YAML 1.1, but not for editors.
    """

    __slots__ = ("_starts", "string")

    def __init__(self, string: str) -> None:
        self.string = string
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The offset of each line's first character."""
        if self._starts is None:
            self._starts = [0, *(m.end() for m in _LINE_BREAK.finditer(self.string))]
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column, both from 1, of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line break."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.string)
        return self.string[start:end].rstrip("\r\n")


def decode(data: bytes) -> Text:
    """Decode UTF-8, or UTF-16 and UTF-32 that begin with a byte-order mark.

    Raises `NotText` with a sentence for people where that can't be done.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise NotText(f"this is {kind}, not a text file", "save the roster as a YAML text file")
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        encoding = "utf-32"
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
    try:
        string = data.decode(encoding)
    except UnicodeDecodeError as error:
        readable = data[: error.start].decode(encoding, "ignore")
        if b"\x00" in data[:1024] and encoding == "utf-8-sig":
            raise NotText("this is not a text file", "save the roster as a YAML text file") from None
        wanted = "UTF-8" if encoding == "utf-8-sig" else encoding.upper()
        raise NotText(
            f"a character here is not {wanted}",
            "save the file again with the encoding UTF-8 (an older Windows encoding is the usual cause)",
            readable,
            len(readable),
        ) from None
    wrong = _NOT_TEXT.search(string)
    if wrong:
        code = ord(wrong[0])
        if code == 0:
            raise NotText("this is not a text file", "save the roster as a YAML text file")
        raise NotText(
            f"the invisible control character U+{code:04X} may not stand in a YAML file",
            "delete the character, or type this line again",
            string,
            wrong.start(),
        )
    return Text(string)
