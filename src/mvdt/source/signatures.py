"""What a file is by its bytes, whatever its name says."""

from __future__ import annotations

import re
from typing import Final, Literal

Content = Literal["zip", "office", "encrypted", "web page", "XML", "JSON", "PDF", "picture", "archive"]
"""`office` is the container of Microsoft's programs before 2007; `encrypted` is a workbook behind a password in one."""

_BEGINNINGS: Final[tuple[tuple[bytes, Content], ...]] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)
_OFFICE: Final = b"\xd0\xcf\x11\xe0"
# [MS-OFFCRYPTO] 2.3.4: the stream that an encrypted workbook is in; names there are UTF-16.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MARKED_UP: Final = re.compile(
    rb"\s*(?:(?P<web><(?:!doctype\s+html|html|head|body|table|div|style|meta)\b)|(?P<xml><\?xml\b)|(?P<json>[{\[]\s*[\[{\"\]}]))",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 4096


def content_of(data: bytes) -> Content | None:
    """What these bytes begin like; None for anything else, such as plain text."""
    for beginning, content in _BEGINNINGS:
        if data.startswith(beginning):
            return content
    if data.startswith(_OFFICE):
        return "encrypted" if _ENCRYPTED in data else "office"
    head = data[:_LOOKED_AT]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    found = _MARKED_UP.match(head.removeprefix(b"\xef\xbb\xbf"))
    if found is None:
        return None
    if found["web"] or (found["xml"] and b"<html" in head.lower()):
        return "web page"
    return "XML" if found["xml"] else "JSON"
