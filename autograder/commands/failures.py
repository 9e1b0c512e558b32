"""What the machine refuses, in one Portuguese sentence each: a disk, a right, a gradebook in use."""

from __future__ import annotations

import errno
import sqlite3

DISK = {
    errno.ENOSPC: "não há mais espaço em disco",
    errno.EDQUOT: "a cota de disco acabou",
    errno.EFBIG: "o arquivo passou do tamanho que esta conta pode gravar",
    errno.EACCES: "falta permissão",
    errno.EPERM: "falta permissão",
    errno.EROFS: "o disco não aceita gravação",
    errno.ENOENT: "não existe um arquivo ou uma pasta",
    errno.ENOTDIR: "o que deveria ser uma pasta não é",
    errno.EISDIR: "no lugar de um arquivo há uma pasta",
    errno.EEXIST: "já existe outra coisa no lugar",
    errno.ENOTEMPTY: "a pasta não está vazia",
    errno.ENAMETOOLONG: "o nome é comprido demais",
    errno.ELOOP: "os links andam em círculo",
    errno.EIO: "o disco não pôde ser lido ou gravado",
    errno.EBUSY: "está em uso",
    errno.EMFILE: "há arquivos abertos demais",
    errno.ENOMEM: "não há memória",
}
GRADEBOOK = {  # SQLite's words, which SQLAlchemy and nbgrader pass on in exceptions of several kinds
    "database or disk is full": "não há mais espaço em disco",
    "database is locked": "outro programa está usando o gradebook.db",
    "attempt to write a readonly database": "falta permissão para gravar no gradebook.db",
    "unable to open database file": "o gradebook.db não pode ser aberto; confira as permissões dele e da pasta",
    "disk I/O error": "o disco do gradebook.db não pôde ser lido ou gravado",
    "database disk image is malformed": "o gradebook.db está danificado; ponha de volta uma cópia",
    "file is not a database": "o gradebook.db não é um banco de dados; ponha de volta uma cópia",
    "no such table": "o gradebook.db não tem as tabelas do nbgrader; ponha de volta uma cópia",
    "no such column": "o gradebook.db é de outra versão do nbgrader; guarde uma cópia e execute: nbgrader db upgrade",
}
UNFINISHED = "Não deu para terminar: {reason}. Depois de resolver, repita o comando."


def in_words(error: Exception) -> str | None:
    """The sentence for a failure that is not of our making; None for what nobody foresaw, which stays as it is.

    >>> in_words(OSError(errno.ENOSPC, "No space left on device", "notas.csv"))
    'Não deu para terminar: não há mais espaço em disco (notas.csv). Depois de resolver, repita o comando.'
    """
    reason = None
    if isinstance(error, OSError):
        reason = DISK.get(error.errno or 0)
        where = error.filename2 or error.filename
        reason = f"{reason} ({where})" if reason and where else reason
    elif isinstance(error, sqlite3.Error) or type(error).__module__.startswith(("sqlalchemy", "nbgrader")):
        reason = next((said for words, said in GRADEBOOK.items() if words in str(error)), None)
    elif isinstance(error, MemoryError):
        reason = DISK[errno.ENOMEM]
    return UNFINISHED.format(reason=reason) if reason else None
