"""Ids for a list that gives none, and names in two parts for one that gives them in one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CPF = re.compile(r"\d{3}\.?\d{3}\.?\d{3}-?\d{2}")  # names of files and folders are no place for one
SOURCES = {  # in this order: what is an id already, then what is none yet
    "id_number": "número de identificação (matrícula)",
    "username": "nome de usuário",
    "email": "começo do e-mail",
}


@dataclass(frozen=True)
class Made:
    """One id for each row, empty where a row gives none; and what they were made from."""

    ids: list[str]
    source: str

    @property
    def in_words(self) -> str:
        """What the ids were made from."""
        return SOURCES[self.source]


def make(rows: Sequence[Mapping[str, str]], known: Mapping[str, str]) -> Made | None:
    """Make an id for each row, or None when the list has no column to make them from; who is known keeps theirs.

    rows: cells by meaning. known: id → e-mail of the people that the course has already.

    >>> make([{"email": "Ana.Souza@example.org"}, {"email": "bia@example.org"}], {"bia01": "bia@example.org"}).ids
    ['ana.souza', 'bia01']
    """
    usable = [source for source in SOURCES if any(row.get(source) for row in rows)]
    if not usable:
        return None
    whole = [source for source in usable if all(row.get(source) for row in rows) and not _cpfs(rows, source)]
    source = next(iter(whole), usable[-1])
    count = Counter(email.casefold() for email in known.values())
    ids = {email.casefold(): id for id, email in known.items() if email and count[email.casefold()] == 1}
    return Made([ids.get(row.get("email", "").casefold()) or _id(row.get(source, ""), source) for row in rows], source)


def split_name(full: str) -> tuple[str, str]:
    """A name in two parts.

    >>> split_name("Ana Maria Souza"), split_name("Souza, Ana Maria")
    (('Ana', 'Maria Souza'), ('Ana Maria', 'Souza'))
    """
    last, comma, first = full.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _, last = full.partition(" ")
    return first, last.strip()


def _cpfs(rows: Sequence[Mapping[str, str]], source: str) -> bool:
    return source != "email" and any(CPF.fullmatch(row[source]) for row in rows)


def _id(cell: str, source: str) -> str:
    if source != "email":
        return cell
    local, at, _ = cell.partition("@")
    return local.casefold() if at else ""
