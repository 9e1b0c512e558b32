"""The bytes of a file as UTF-8, whatever they were written in, and without what git has left in them."""

from __future__ import annotations

import codecs
import re

CONFLICT = re.compile(
    rb"^<<<<<<<[^\n]*\n(.*?)(?:^\|{7}[^\n]*\n.*?)?^=======[^\n]*\n.*?^>>>>>>>[^\n]*\n?", re.DOTALL | re.MULTILINE
)

ONE_BYTE = "one byte of Windows-1252"  # how Python handles what is no UTF-8, by this name


def utf8(raw: bytes) -> tuple[bytes, str]:
    """The same text as UTF-8, or nearly, without a byte order mark; and what it was written in, where that is certain.

    >>> utf8("{}".encode("utf-16"))
    (b'{}', 'UTF-16')
    """
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            text = raw.decode(encoding, errors="replace").removeprefix("\ufeff")
            return text.encode("utf-8", errors="replace"), encoding[:6].upper()
    return raw.removeprefix(codecs.BOM_UTF8).replace(b"\0", b""), ""


MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (b"{\0\0\0", "utf-32-le"), (b"\0\0\0{", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"{\0", "utf-16-le"), (b"\0{", "utf-16-be"),
]  # fmt: skip


def without_conflicts(data: bytes) -> bytes:
    """The text as its own side had it, where git has left the marks of a merge."""
    return CONFLICT.sub(rb"\1", data) if b"\n<<<<<<<" in data else data


def text(raw: bytes) -> tuple[str, bool]:
    """UTF-8 as text, and whether some of its bytes were none: these are read as Windows-1252.

    >>> text(b"sa\xedda")
    ('saída', True)
    """
    try:
        return raw.decode("utf-8"), False
    except UnicodeDecodeError:
        return raw.decode("utf-8", errors=ONE_BYTE), True


def _windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(ONE_BYTE, _windows)
