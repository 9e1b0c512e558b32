"""The files of a folder or a zip that may be submissions, one by one; nothing is followed, nothing is unpacked by its path."""

from __future__ import annotations

import io
import os
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from autograder.ground.errors import BadFile
from autograder.incoming.submitted import MAXIMUM, read

MAX_RATIO = 100
SMALL = 1 << 20  # bytes; repeated outputs of an honest notebook compress well, and a small one is no bomb
MAX_MEMBERS = 50_000
MAX_NESTING = 1  # a zip inside the zip, as one student's hand-in
IGNORED = {".ipynb_checkpoints", "__MACOSX", "__pycache__", ".git"}
FIRST_ZIP_YEAR = 1980  # what a zip without times says

NO_ZIP = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError)
OpenArchive = Callable[[], AbstractContextManager[zipfile.ZipFile]]

NOT_REGULAR = "é um link, um pipe ou um dispositivo"
BAD_PATH = "tem um caminho que sai da pasta"
TOO_BIG = f"tem mais de {MAXIMUM >> 20} MB"
BOMB = f"é comprimido mais de {MAX_RATIO} vezes, como uma bomba de zip"
NESTED = "é um zip dentro de outro zip que já estava dentro de um zip"
BROKEN = "está danificado ou tem senha"


class Refused(Exception):
    """A file that is not taken; the text says what it is, after its name."""


@dataclass(frozen=True)
class Incoming:
    """One file: its path inside the folder or zip, when it was last changed (UTC, if known), and how to get its bytes."""

    parts: tuple[str, ...]
    content: Callable[[], bytes]
    modified: datetime | None = None

    @property
    def name(self) -> str:
        return "/".join(self.parts)


@contextmanager
def incoming(origin: Path) -> Iterator[Iterator[Incoming]]:
    """Every .ipynb below a folder or in a zip; `content()` raises Refused for what may not be taken.

    >>> with incoming(Path("entregas.zip")) as files:
    ...     names = [file.name for file in files]

    Raises BadFile when `origin` is neither a folder nor a zip.
    """
    if origin.is_dir():
        yield _of_folder(origin)
    elif origin.is_file():
        try:
            archive = zipfile.ZipFile(origin)
        except NO_ZIP:
            raise BadFile(f"{origin} não é uma pasta nem um zip que possa ser lido.") from None
        with archive:
            if len(archive.infolist()) > MAX_MEMBERS:
                raise BadFile(f"{origin} tem mais de {MAX_MEMBERS} arquivos.")
            yield _of_zip(lambda: nullcontext(archive), (), 0)
    else:
        raise BadFile(f"{origin} não existe, ou não é uma pasta nem um zip.")


def _of_folder(root: Path) -> Iterator[Incoming]:
    for where, folders, files in os.walk(root):  # os.walk does not enter a link to a folder
        folders[:] = sorted(name for name in folders if name not in IGNORED)
        links = [name for name in folders if Path(where, name).is_symlink()]
        for name in sorted(files) + links:
            path = Path(where, name)
            parts = tuple(unicodedata.normalize("NFC", part) for part in path.relative_to(root).parts)
            status = path.lstat()
            if name in links or not stat.S_ISREG(status.st_mode):
                yield Incoming(parts, _refusing(NOT_REGULAR))
            elif _is_zip(parts):
                yield from _of_zip(partial(zipfile.ZipFile, path), (*parts[:-1], path.stem), 1)
            elif _is_notebook(parts):
                yield Incoming(parts, partial(_regular, path), datetime.fromtimestamp(status.st_mtime, UTC))


def _regular(path: Path) -> bytes:
    handed = read(path)
    if handed.refused:
        raise Refused(TOO_BIG if path.lstat().st_size > MAXIMUM else NOT_REGULAR)
    return handed.raw


def _of_zip(open_archive: OpenArchive, above: tuple[str, ...], nesting: int) -> Iterator[Incoming]:
    """The members of a zip, by their names only; `above` are the folders that stand for the zip itself."""
    try:
        with open_archive() as archive:
            members = archive.infolist()
    except Refused as refused:
        yield Incoming(above, _refusing(str(refused)))
        return
    except NO_ZIP:
        yield Incoming(above, _refusing(BROKEN))
        return
    for member in members[:MAX_MEMBERS]:
        parts = tuple(unicodedata.normalize("NFC", member.orig_filename).replace("\\", "/").split("\0")[0].split("/"))
        inside = above + tuple(part for part in parts if part not in ("", "."))
        if member.is_dir() or IGNORED & set(inside) or not inside:
            continue
        content = partial(_content, open_archive, member)
        if _is_link(member):
            yield Incoming(inside, _refusing(NOT_REGULAR))
        elif parts[0] == "" or ".." in parts or parts[0].endswith(":"):
            yield Incoming(inside, _refusing(BAD_PATH))
        elif _is_zip(inside) and nesting >= MAX_NESTING:
            yield Incoming(inside, _refusing(NESTED))
        elif _is_zip(inside):
            yield from _of_zip(partial(_inner, content), (*inside[:-1], inside[-1][: -len(".zip")]), nesting + 1)
        elif _is_notebook(inside):
            yield Incoming(inside, content, _time(member))


def _inner(content: Callable[[], bytes]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content()))


def _content(open_archive: OpenArchive, member: zipfile.ZipInfo) -> bytes:
    with open_archive() as archive:
        return _bytes(archive, member)


def _bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A member's content, measured while it is read: what the zip says of its sizes may be a lie."""
    if member.file_size > MAXIMUM:
        raise Refused(TOO_BIG)
    if member.file_size > max(SMALL, MAX_RATIO * member.compress_size):
        raise Refused(BOMB)
    try:
        with archive.open(member) as file:
            content = file.read(MAXIMUM + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError, zlib.error):
        raise Refused(BROKEN) from None
    if len(content) > MAXIMUM:
        raise Refused(TOO_BIG)
    if len(content) > max(SMALL, MAX_RATIO * member.compress_size):
        raise Refused(BOMB)
    return content


def _is_link(member: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(member.external_attr >> 16)
    return kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def _time(member: zipfile.ZipInfo) -> datetime | None:
    """A zip keeps the local time without saying where; 1980 stands for none."""
    try:
        return datetime(*member.date_time).astimezone(UTC) if member.date_time[0] > FIRST_ZIP_YEAR else None
    except (ValueError, OverflowError):
        return None


def _is_notebook(parts: tuple[str, ...]) -> bool:
    return parts[-1].lower().endswith(".ipynb") and not parts[-1].startswith(".") and not parts[-1].startswith("~")


def _is_zip(parts: tuple[str, ...]) -> bool:
    return parts[-1].lower().endswith(".zip") and not parts[-1].startswith(".")


def _refusing(why: str) -> Callable[[], bytes]:
    def refuse() -> bytes:
        raise Refused(why)

    return refuse
