"""Every file of a folder or a zip, one by one; nothing is followed, nothing is unpacked by its path, nothing is left out."""

from __future__ import annotations

import io
import os
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path

from autograder.ground.errors import BadFile
from autograder.incoming.members import (
    DAMAGED,
    IGNORED,
    Incoming,
    OpenArchive,
    Refused,
    by_program,
    content_of,
    is_link,
    is_zip,
    parts_of,
    refusing,
    time_of,
)
from autograder.incoming.submitted import read

MAX_MEMBERS = 50_000
MAX_NESTING = 1  # a zip inside the zip, as one student's hand-in
NO_ZIP = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError)

NOT_REGULAR = "é um link, um pipe ou um dispositivo"
BAD_PATH = "tem um caminho que sai da pasta"
NESTED = "é um zip dentro de outro zip que já estava dentro de um zip; descompacte uma vez e recolha a pasta"
EMPTY = "é um zip vazio"
TOO_MANY = f"é um zip com mais de {MAX_MEMBERS} arquivos"
NO_PERMISSION = "não pode ser lido: {error}"


@contextmanager
def incoming(origin: Path) -> Iterator[Iterator[Incoming]]:
    """Every file below a folder or in a zip, zips within them opened once.

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
            raise BadFile(
                f"{origin} não é uma pasta nem um zip que possa ser lido. Se for um .rar ou um .7z, descompacte e"
                " indique a pasta; se for um zip, baixe outra vez."
            ) from None
        with archive:
            if len(archive.infolist()) > MAX_MEMBERS:
                raise BadFile(f"{origin} tem mais de {MAX_MEMBERS} arquivos.")
            yield _of_zip(lambda: nullcontext(archive), (), 0)
    else:
        raise BadFile(f"{origin} não existe, ou não é uma pasta nem um zip.")


def _of_folder(root: Path) -> Iterator[Incoming]:
    unread: list[OSError] = []
    for where, folders, files in os.walk(root, onerror=unread.append):  # it does not enter a link to a folder
        folders.sort()
        links = [name for name in folders if Path(where, name).is_symlink()]
        ignored = [name for name in folders if name in IGNORED and name not in links]
        folders[:] = [name for name in folders if name not in IGNORED]
        for name in sorted(files) + links + ignored:
            path = Path(where, name)
            parts = _parts(path.relative_to(root))
            status = path.lstat()
            if name in ignored:
                yield Incoming((*parts, ""), refusing(NOT_REGULAR), by_program=True)
            elif name in links or not stat.S_ISREG(status.st_mode):
                yield Incoming(parts, refusing(NOT_REGULAR))
            elif is_zip(parts):
                yield from _of_zip(partial(zipfile.ZipFile, path), parts, 1)
            else:
                modified = datetime.fromtimestamp(status.st_mtime, UTC)
                yield Incoming(parts, partial(_regular, path), modified, by_program(parts))
    for error in unread:
        reason = NO_PERMISSION.format(error=error.strerror)
        yield Incoming((*_parts(Path(error.filename).relative_to(root)), ""), refusing(reason))


def _parts(path: Path) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", part) for part in path.parts)


def _regular(path: Path) -> bytes:
    handed = read(path)
    if handed.refused:
        raise Refused(handed.refused[0].lower() + handed.refused[1:].rstrip("."))
    return handed.raw


def _of_zip(open_archive: OpenArchive, above: tuple[str, ...], nesting: int) -> Iterator[Incoming]:
    """The members of a zip, by their names only; `above` is the path of the zip itself."""
    try:
        with open_archive() as archive:
            members = archive.infolist()
    except Refused as refused:
        yield Incoming(above, refusing(str(refused)))
        return
    except NO_ZIP:
        yield Incoming(above, refusing(DAMAGED))
        return
    if above and (not members or len(members) > MAX_MEMBERS):
        yield Incoming(above, refusing(TOO_MANY if members else EMPTY))
        return
    named: set[tuple[str, ...]] = set()
    for member in members:
        parts = parts_of(member)
        inside = above + tuple(part for part in parts if part not in ("", "."))
        if member.is_dir() or parts[-1] == "":
            continue
        at = next((k for k, part in enumerate(inside) if part in IGNORED), None)
        if at is not None:
            folder = (*inside[: at + 1], "")
            if folder not in named:
                yield Incoming(folder, refusing(NOT_REGULAR), by_program=True)
            named.add(folder)
        else:
            yield from _of_member(open_archive, member, parts, inside, nesting)


def _of_member(
    open_archive: OpenArchive, member: zipfile.ZipInfo, parts: tuple[str, ...], inside: tuple[str, ...], nesting: int
) -> Iterator[Incoming]:
    content = partial(content_of, open_archive, member)
    if is_link(member):
        yield Incoming(inside, refusing(NOT_REGULAR))
    elif parts[0] == "" or ".." in parts or parts[0].endswith(":"):
        yield Incoming(inside, refusing(BAD_PATH))
    elif is_zip(inside) and nesting >= MAX_NESTING:
        yield Incoming(inside, refusing(NESTED))
    elif is_zip(inside):
        yield from _of_zip(lambda: zipfile.ZipFile(io.BytesIO(_last(content))), inside, nesting + 1)
    else:
        yield Incoming(inside, content, time_of(member), by_program(inside))


@lru_cache(maxsize=1)
def _last(content: Callable[[], bytes]) -> bytes:
    """The content of the inner zip that was read last: its members are asked for one after the other."""
    return content()
