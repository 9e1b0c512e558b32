"""What a file is that is not called .ipynb, in words, and what a person can do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNPACK = "descompacte e recolha a pasta, ou peça o .ipynb"
ASK = "peça o .ipynb"
BY_EXTENSION = {
    "rar": f"é um arquivo RAR; {UNPACK}", "7z": f"é um arquivo 7-Zip; {UNPACK}", "gz": f"é um arquivo gzip; {UNPACK}",
    "tgz": f"é um arquivo tar.gz; {UNPACK}", "tar": f"é um arquivo tar; {UNPACK}", "xz": f"é um arquivo xz; {UNPACK}",
    "bz2": f"é um arquivo bzip2; {UNPACK}", "pdf": f"é um PDF; {ASK}", "html": f"é uma página HTML; {ASK}",
    "htm": f"é uma página HTML; {ASK}", "py": f"é um script Python; {ASK}", "md": f"é um texto; {ASK}",
    "docx": f"é um documento do Word; {ASK}", "doc": f"é um documento do Word; {ASK}", "odt": f"é um documento; {ASK}",
    "png": f"é uma imagem; {ASK}", "jpg": f"é uma imagem; {ASK}", "jpeg": f"é uma imagem; {ASK}",
    "csv": "é uma tabela", "npz": "são números do NumPy", "npy": "são números do NumPy",
    "gdoc": f"é só um atalho do Google Drive; {ASK}", "url": f"é só um atalho; {ASK}", "lnk": f"é só um atalho; {ASK}",
    "crdownload": f"é um download que não terminou; {ASK}", "part": f"é um download que não terminou; {ASK}",
}  # fmt: skip
ARCHIVES = {"rar", "7z", "gz", "tgz", "tar", "xz", "bz2"}
BY_BEGINNING = {
    b"Rar!": "rar", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gz", b"%PDF": "pdf", b"<!doc": "html", b"<html": "html",
    b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"BZh": "bz2", b"\xfd7zXZ": "xz",
}  # fmt: skip
NOTEBOOK = "é um caderno do Jupyter com outra extensão; renomeie para terminar em .ipynb e recolha de novo"
ZIP = f"é um zip com outra extensão; {UNPACK}"
EMPTY = f"está vazio; {ASK}"
ONLINE_TEXT = f"é um texto escrito no Moodle; {ASK}"
TIMESTAMP = "é o horário de envio, como o nbgrader o guarda"
OTHER = f"não é um caderno; {ASK}"


@dataclass(frozen=True)
class Kind:
    """In words; and whether a person's work may be inside, even where the name does not say whose."""

    words: str
    may_hold_work: bool = False


def known_by_name(name: str) -> Kind | None:
    """What a file is whose extension says it; None where its content has to be looked at."""
    extension = name.lower().rpartition(".")[2]
    if name.rpartition("/")[2] == "timestamp.txt":
        return Kind(TIMESTAMP)
    if "_assignsubmission_onlinetext" in name:
        return Kind(ONLINE_TEXT)
    words = BY_EXTENSION.get(extension)
    return Kind(words, extension in ARCHIVES) if words else None


def kind(raw: bytes) -> Kind:
    """What a file is, by its content.

    >>> kind(b"Rar!").words
    'é um arquivo RAR; descompacte e recolha a pasta, ou peça o .ipynb'
    """
    if not raw:
        return Kind(EMPTY)
    if is_notebook(raw):
        return Kind(NOTEBOOK, may_hold_work=True)
    if raw[:4] == b"PK\x03\x04":
        return Kind(ZIP, may_hold_work=True)
    begins = next((what for bytes_, what in BY_BEGINNING.items() if raw[: len(bytes_)] == bytes_), "")
    return Kind(BY_EXTENSION.get(begins, OTHER), may_hold_work=begins in ARCHIVES)


def is_notebook(raw: bytes) -> bool:
    """Whether a content is a Jupyter notebook, in whatever encoding.

    >>> is_notebook(b'{"cells": [], "metadata": {}, "nbformat": 4}')
    True
    """
    text = raw.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return text[:1] == b"{" and bool(re.search(rb'"nbformat"\s*:', text)) and bool(re.search(rb'"cells"\s*:', text))


def disguised(raw: bytes) -> str:
    """What a file called .ipynb is, where it is plainly something else; else nothing.

    >>> disguised(b"%PDF-1.7")
    'por dentro, é um PDF; peça o .ipynb'
    """
    if raw[:4] == b"PK\x03\x04":
        return f"por dentro, é um zip; {UNPACK}"
    begins = next((what for bytes_, what in BY_BEGINNING.items() if raw[: len(bytes_)] == bytes_), None)
    return f"por dentro, {BY_EXTENSION[begins]}" if begins else ""
