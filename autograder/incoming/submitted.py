"""What lies in `submitted/STUDENT/NOTEBOOK/`, read without following anything and without waiting for anything.

A link in a student's folder can point to another student's file or to the gradebook, a pipe never ends, a device has no
size. nbgrader follows, waits and copies; so `tidy` runs before it, and `read` is the only way the grader opens a submission.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

MAXIMUM = 100 << 20  # bytes; GRADING section 3: at most 100 MB a student
NO_FILE = "A pasta de entrega não tem o caderno {name}."
NOT_A_FILE = "O que foi entregue no lugar do caderno não é um arquivo comum (um link, uma pasta ou um dispositivo)."
TOO_BIG = f"O arquivo tem mais de {MAXIMUM >> 20} MB."
UNREADABLE = "O arquivo não pôde ser aberto ({error})."


@dataclass(frozen=True)
class Handed:
    """What a student handed in: its bytes, or why it was refused (then `raw` is empty)."""

    raw: bytes = b""
    refused: str | None = None


def read(path: Path) -> Handed:
    """Read a submitted notebook: a regular file of at most 100 MB, reached without passing a link in the student's folders.

    >>> read(Path("/dev/zero")).refused == NOT_A_FILE
    True
    """
    if any(parent.is_symlink() for parent in (path.parent, path.parent.parent)):
        return Handed(refused=NOT_A_FILE)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return Handed(refused=NO_FILE.format(name=path.name))
    except OSError as error:
        links = path.is_symlink() or not path.is_file()
        return Handed(refused=NOT_A_FILE if links else UNREADABLE.format(error=error.strerror))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return Handed(refused=NOT_A_FILE)
    with open(descriptor, "rb") as file:
        raw = file.read(MAXIMUM + 1)
    if raw == _marker():
        return Handed(refused=NOT_A_FILE)
    return Handed(refused=TOO_BIG) if len(raw) > MAXIMUM else Handed(raw)


def tidy(folder: Path) -> list[str]:
    """Take links, pipes, sockets and devices out of a submission's folder; say which ones.

    Where the notebook itself was one, a small file takes its place, so that whoever grades next gives the same reason.
    nbgrader forgets an exception of its pre-convert hook: what is dangerous has to be gone, complaining is not enough.
    """
    taken = [str(place) for place in (folder.parent, folder) if _replace_link_by_folder(place)]
    for place in (folder.parent, folder):
        _open_up(place)
    for where, folders, files in os.walk(folder):  # os.walk does not enter a link to a folder
        for name in folders + files:
            path = Path(where, name)
            is_notebook = path == folder / f"{folder.name}.ipynb"
            if not _dangerous(path, is_notebook):
                _open_up(path)
                continue
            if path.is_dir() and not path.is_symlink():
                path.rename(path.with_name(f"{name}.pasta"))
            else:
                path.unlink()
            if is_notebook:
                path.write_bytes(_marker())
            taken.append(str(path))
    return taken


def _open_up(path: Path) -> None:
    """A folder keeps the mode that it was handed in with; in one that is read only, nothing can be taken away."""
    if path.is_dir() and not path.is_symlink():
        with contextlib.suppress(PermissionError):  # somebody else's: then it was not handed in
            path.chmod(path.stat().st_mode | stat.S_IRWXU)


def _dangerous(path: Path, is_notebook: bool) -> bool:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or (stat.S_ISDIR(mode) and not is_notebook))


def _replace_link_by_folder(place: Path) -> bool:
    if not place.is_symlink():
        return False
    place.unlink()
    with contextlib.suppress(FileExistsError):
        place.mkdir(mode=0o700)
    return True


def _marker() -> bytes:
    return f"Recusado. {NOT_A_FILE}\n".encode()


def file_hash(handed: Handed) -> str:
    """Tells whether a submission is still the file that was graded."""
    return hashlib.sha256(handed.raw + (handed.refused or "").encode()).hexdigest()
