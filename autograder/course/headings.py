"""What the headings of class lists and of Moodle's worksheets mean, in Portuguese and in English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MEANINGS = {
    "id": ("id", "id do estudante", "id do aluno", "id da aluna", "student id", "id estudante"),
    "first_name": ("first name", "firstname", "nome", "primeiro nome", "prenome", "given name"),
    "last_name": ("last name", "lastname", "sobrenome", "ultimo nome", "surname", "family name"),
    "full_name": (
        "nome completo", "full name", "fullname", "name", "aluno", "aluna", "estudante", "nome e sobrenome",
        "nome sobrenome", "sobrenome nome", "nome do aluno", "nome do estudante", "first name last name",
        "first name surname", "last name first name",
    ),
    "email": (
        "email", "e mail", "endereco de email", "endereco de e mail", "email address", "e mail address",
        "correio eletronico", "email institucional", "e mail institucional",
    ),
    "id_number": (
        "id number", "idnumber", "numero de identificacao", "matricula", "numero de matricula", "no de matricula",
        "n de matricula", "registro academico", "siape",
    ),
    "username": ("username", "user name", "usuario", "nome de usuario", "identificacao de usuario", "login"),
    "extra_time": ("extra time", "tempo extra", "tempo adicional", "prazo extra"),
    "participant": ("identifier", "identificador"),
    "status": ("status", "situacao", "estado"),
    "submitted": ("last modified submission", "ultima modificacao envio"),
    "group": ("group", "grupo"),
}  # fmt: skip
BY_HEADING = {heading: meaning for meaning, headings in MEANINGS.items() for heading in headings}


@dataclass(frozen=True)
class Columns:
    """Where each meaning stands; headings without a meaning here; meanings that two headings claim."""

    place: dict[str, int]
    unknown: list[str]
    doubled: list[str]

    def cell(self, cells: Sequence[str], meaning: str) -> str:
        """A row's cell by its meaning, in NFC; empty where there is no such column."""
        at = self.place.get(meaning)
        return unicodedata.normalize("NFC", cells[at]) if at is not None and at < len(cells) else ""


def plain(text: str) -> str:
    """A text without accents, case and signs, for comparing what people write in many ways.

    >>> plain("Última modificação (envio)"), plain(" E-mail ")
    ('ultima modificacao envio', 'e mail')
    """
    letters = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return re.sub(r"[^a-z0-9]+", " ", letters).strip()


def columns(headings: Sequence[str], meanings: Sequence[str]) -> Columns:
    """Find the columns of these meanings by their headings; a column without one of them is never looked at."""
    place: dict[str, int] = {}
    unknown, doubled = [], []
    for at, heading in enumerate(headings):
        meaning = BY_HEADING.get(plain(heading), "")
        if meaning not in meanings:
            unknown.append(heading)
        elif meaning in place:
            doubled.append(heading)
        else:
            place[meaning] = at
    return Columns(place, [heading for heading in unknown if heading], doubled)
