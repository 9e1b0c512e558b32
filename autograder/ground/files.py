"""Files that are read with care and written whole: a reader sees the old content or the new one, never half of it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

PRIVATE = 0o600
PRIVATE_FOLDER = 0o700


def write_whole(path: Path, content: bytes, mode: int = PRIVATE) -> None:
    """Write a file in one step; when that fails or is interrupted, the old one stays and nothing else does.

    >>> write_whole(Path("notas.csv"), b"student,assignment\\n")
    """
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(draft, mode)
        os.replace(draft, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(draft)
        raise


def decoded(raw: bytes) -> str:
    """Text that a person wrote in an editor or in Excel: UTF-8 with or without BOM, else Windows-1252.

    >>> decoded("João".encode("cp1252")), decoded("João".encode("utf-8-sig"))
    ('João', 'João')
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
