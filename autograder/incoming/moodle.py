"""Whose a file of Moodle's zip is: the number in its path leads to a line of the worksheet, if that is certain.

Ana Souza_48213_assignsubmission_file/x.ipynb    folders, the default (before 4.1 with a last "_")
Ana Souza_48213_assignsubmission_file_x.ipynb    without folders
Participante_48213_assignsubmission_file/…       anonymous
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.course.headings import plain
from autograder.ground.untrusted import for_terminal
from autograder.incoming.people import People
from autograder.incoming.worksheet import Participant

MOODLE = re.compile(r"(.*?)_(\d+)_assignsubmission_[a-z]+(?:_(.*))?", re.DOTALL)  # a name has no "_" there
ANONYMOUS = re.compile(r"(Participante|Participant) ?(\d+)()")
ANONYMOUS_NAMES = {"participante", "participant"}
MOODLE_WITHOUT_ID = re.compile(r".*_assignsubmission_[a-z]+_?.*", re.DOTALL)

NO_WORKSHEET = "vem do Moodle; indique a planilha de notas da tarefa com --worksheet ARQUIVO.csv"
NOT_IN_WORKSHEET = "o participante {number} não está na planilha de notas; ela é desta tarefa?"
NOT_CERTAIN = "a linha {line} da planilha não diz de quem é: {why}"
OTHER_NAME = "esse número é de {name} na linha {line} da planilha; a planilha é desta tarefa?"
GROUP = "parece a entrega de um grupo no Moodle; renomeie o arquivo para ESTUDANTE.ipynb, um para cada membro"
SEVERAL = "pode ser de {ids}; renomeie para começar com o id de uma só pessoa"


class Doubtful(Exception):
    """Nobody certain; `perhaps` are the people of the list, or of the worksheet, who would be left without."""

    def __init__(self, why: str, perhaps: tuple[str, ...] = ()) -> None:
        super().__init__(why)
        self.perhaps = perhaps


@dataclass(frozen=True)
class FromMoodle:
    """The line of the worksheet, and the name that the student gave the file."""

    participant: Participant
    student: str
    name: str


def from_moodle(
    places: Sequence[str], people: People, participants: Mapping[str, Participant] | None
) -> FromMoodle | None:
    """The line of the worksheet that a path leads to; None for a path that is not Moodle's; raises Doubtful.

    places: the folders, and the file's name without its extension.
    """
    shape = next((k for k, part in enumerate(places) if _shape(part)), None)
    if shape is None:
        if any(map(MOODLE_WITHOUT_ID.fullmatch, places)):
            raise Doubtful(GROUP)
        return None
    name, number, rest = _shape(places[shape]) or ("", "", "")
    one = _certain(number, participants)
    student = one.student or ""
    if one.name and plain(name) not in ANONYMOUS_NAMES:
        _same_name(name, one, participants or {})
    meant = {student}.union(*map(people.called, places[:shape]))
    if len(meant) > 1:
        raise Doubtful(SEVERAL.format(ids=", ".join(sorted(meant))), tuple(sorted(meant)))
    return FromMoodle(one, student, places[-1] if shape < len(places) - 1 else rest)


def is_moodles(part: str) -> bool:
    """Whether a folder or file has one of Moodle's names."""
    return bool(_shape(part) or MOODLE_WITHOUT_ID.fullmatch(part))


def _shape(part: str) -> tuple[str, str, str] | None:
    """Name, number and the rest of one part of Moodle's paths."""
    found = MOODLE.fullmatch(part) or ANONYMOUS.fullmatch(part)
    return (found[1], found[2], found[3] or "") if found else None


def _certain(number: str, participants: Mapping[str, Participant] | None) -> Participant:
    if participants is None:
        raise Doubtful(NO_WORKSHEET)
    one = participants.get(number)
    if one is None:
        raise Doubtful(NOT_IN_WORKSHEET.format(number=number))
    if one.student is None:
        raise Doubtful(NOT_CERTAIN.format(line=one.line, why=one.why), (one.name or f"participante {number}",))
    return one


def _same_name(folder: str, one: Participant, participants: Mapping[str, Participant]) -> None:
    """Moodle numbers groups too, and every assignment anew: a folder has to have the name that its line has."""
    if _key(folder) == _key(one.name):
        return
    if one.group:
        raise Doubtful(GROUP, (one.student or one.name,))
    other = next((other for other in participants.values() if _key(other.name) == _key(folder)), None)
    alike = {word for word in plain(folder).split() if len(word) > 1} & set(plain(one.name).split())
    if other or not (alike or _ascii(folder) == _ascii(one.name)):
        raise Doubtful(OTHER_NAME.format(name=for_terminal(one.name, 80), line=one.line), (one.student or one.name,))


def _key(name: str) -> str:
    """Whatever the order of the names, and without the signs that Moodle takes out of folders."""
    return "".join(sorted(plain(name).replace(" ", "")))


def _ascii(name: str) -> str:
    """What is left of a name whose accents a zip program has garbled."""
    return re.sub(r"[^a-z]", "", name.casefold())
