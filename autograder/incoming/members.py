"""One file that came, in a folder or a zip: its path, its bytes within bounds, or why it cannot be read."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime

from autograder.incoming.submitted import MAXIMUM

MAX_RATIO = 100
SMALL = 1 << 20  # bytes; repeated outputs of an honest notebook compress well, and a small one is no bomb
FIRST_ZIP_YEAR = 1980  # what a zip without times says
ENCRYPTED, UTF8 = 0x1, 0x800  # flag bits
AES = 99  # where a zip says how it is compressed: with a password, in WinZip's way
READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
METHODS = {1: "Shrink", 6: "Implode", 9: "Deflate64", 93: "Zstandard", 95: "XZ", 98: "PPMd"}

# Folders that programs make for themselves: named once, not looked into.
IGNORED = {".ipynb_checkpoints", "__MACOSX", "__pycache__", ".git", ".idea", ".vscode", ".venv", "node_modules"}

OpenArchive = Callable[[], AbstractContextManager[zipfile.ZipFile]]

TOO_BIG = f"tem mais de {MAXIMUM >> 20} MB"
BOMB = f"é comprimido mais de {MAX_RATIO} vezes, como uma bomba de zip"
DAMAGED = "está danificado; baixe o arquivo outra vez"
PASSWORD = "tem senha; descompacte com a senha e recolha a pasta"
METHOD = "usa uma compressão que o Python não lê ({name}); descompacte e recolha a pasta"


class Refused(Exception):
    """A file that is not taken; the text says what it is, after its name."""


@dataclass(frozen=True)
class Incoming:
    """One file: its path inside the folder or zip (a zip stands for a folder), and how to get its bytes.

    `content()` raises Refused with the reason. `modified` (UTC) is the file's or the zip's time, if known. `by_program`
    says that a program made it for itself; then `parts` may be a whole folder of such files.
    """

    parts: tuple[str, ...]
    content: Callable[[], bytes]
    modified: datetime | None = None
    by_program: bool = False

    @property
    def name(self) -> str:
        return "/".join(self.parts)


def parts_of(member: zipfile.ZipInfo) -> tuple[str, ...]:
    """A member's path, as its maker meant it: Windows' separators, and names of macOS and Windows that do not say
    how they are encoded."""
    name = member.orig_filename.split("\0")[0]
    if not member.flag_bits & UTF8 and not name.isascii():
        raw = name.encode("cp437")  # what zipfile has read it as
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp850", errors="replace")  # Windows in Portuguese
    return tuple(unicodedata.normalize("NFC", name).replace("\\", "/").split("/"))


def content_of(open_archive: OpenArchive, member: zipfile.ZipInfo) -> bytes:
    """A member's content, measured while it is read: what the zip says of its sizes may be a lie. Raises Refused."""
    if member.file_size > MAXIMUM:
        raise Refused(TOO_BIG)
    if member.file_size > max(SMALL, MAX_RATIO * member.compress_size):
        raise Refused(BOMB)
    if member.flag_bits & ENCRYPTED or member.compress_type == AES:
        raise Refused(PASSWORD)
    if member.compress_type not in READABLE:
        raise Refused(METHOD.format(name=METHODS.get(member.compress_type, f"tipo {member.compress_type}")))
    try:
        with open_archive() as archive, archive.open(member) as file:
            content = file.read(MAXIMUM + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError, zlib.error):
        raise Refused(DAMAGED) from None
    if len(content) > MAXIMUM:
        raise Refused(TOO_BIG)
    if len(content) > max(SMALL, MAX_RATIO * member.compress_size):
        raise Refused(BOMB)
    return content


def is_link(member: zipfile.ZipInfo) -> bool:
    """Whether a member is anything but a file or a folder."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    return kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def time_of(member: zipfile.ZipInfo) -> datetime | None:
    """A zip keeps the local time without saying where; 1980 stands for none. It tells which of two is older, and
    never when a student handed in: Moodle writes the time of the download."""
    try:
        return datetime(*member.date_time).astimezone(UTC) if member.date_time[0] > FIRST_ZIP_YEAR else None
    except (ValueError, OverflowError):
        return None


def by_program(parts: tuple[str, ...]) -> bool:
    """Resource forks of macOS, Office's locks, what Windows and git put beside files."""
    name = parts[-1].lower()
    return name.startswith((".", "~$")) or name in ("thumbs.db", "desktop.ini")


def is_zip(parts: tuple[str, ...]) -> bool:
    """Whether a file says that it is a zip."""
    return parts[-1].lower().endswith(".zip") and not parts[-1].startswith(".")


def refusing(why: str) -> Callable[[], bytes]:
    """A content that is not to be had, for this reason."""

    def refuse() -> bytes:
        raise Refused(why)

    return refuse
