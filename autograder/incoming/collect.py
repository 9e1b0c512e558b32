"""Collect: which incoming file is whose, and each put where nbgrader looks for it, whole or not at all.

ana.ipynb · ana_02_input_gate….ipynb           flat: the name says who
ana/02_input_gate….ipynb · ana/…/x.ipynb       a folder for each student
Ana Souza_48213_assignsubmission_file/x.ipynb  Moodle's zip: the number leads to a line of the worksheet
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from autograder.course.folder import NOTEBOOK, Course
from autograder.course.roster import ID_IN_WORDS, is_id
from autograder.ground.errors import BadFile
from autograder.ground.files import PRIVATE_FOLDER, write_whole
from autograder.ground.untrusted import for_terminal
from autograder.incoming.archive import Incoming, Refused, incoming

OTHER_NOTEBOOK = re.compile(r"(?:^|_)(\d\d_[a-z]{4}\w*)")
MOODLE = re.compile(r".*_(\d+)_assignsubmission_file_?(.*)", re.DOTALL)
MOODLE_WITHOUT_ID = re.compile(r".*_assignsubmission_[a-z]+_?.*", re.DOTALL)

NO_ID = "o nome não diz quem entregou"
BAD_ID = 'o id "{id}" não serve; use ' + ID_IN_WORDS
NO_WORKSHEET = "vem do Moodle; indique a planilha de notas da tarefa com --worksheet ARQUIVO.csv"
NOT_IN_WORKSHEET = "o participante {id} não está na planilha de notas, ou a pessoa não está em alunos.csv"
GROUP = "parece a entrega de um grupo no Moodle; renomeie o arquivo para ESTUDANTE.ipynb"
TWO_SOURCES = "há {n} arquivos para {id}; deixe só um"
OCCUPIED = "no lugar da entrega de {id} há um link ou outra coisa que não é uma pasta"


@dataclass
class Collected:
    """What became of each file: ids that are new, changed or as before; files refused, with the reason."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    others: int = 0
    strangers: list[str] = field(default_factory=list)

    def in_words(self, notebook: str) -> str:
        """The result, and on the last line what to do next."""
        lines = [
            f"Entregas de {notebook}: {len(self.new)} novas, {len(self.changed)} trocadas, {len(self.same)} iguais."
        ]
        if self.others:
            lines.append(f"Arquivos de outros cadernos, não recolhidos: {self.others}.")
        if self.strangers:
            lines.append(f"Fora da lista da turma: {', '.join(self.strangers)}.")
        if self.refused:
            lines.append(f"Recusados: {len(self.refused)}.")
            lines += [f"  {for_terminal(name, 120)}: {reason}." for name, reason in self.refused]
            return "\n".join(
                [*lines, "Depois de resolver os recusados, repita o comando; o que já foi recolhido fica como está."]
            )
        return "\n".join([*lines, f"Para corrigir: python -m autograder grade {notebook}"])


def collect(course: Course, notebook: str, origin: Path, participants: Mapping[str, str] | None = None) -> Collected:
    """Take the submissions of one notebook from a folder or a zip into `submitted/`.

    participants: number in Moodle's zip → student's id; None when there was no worksheet.
    The same content is the same submission: its file and its time stay untouched.
    """
    result = Collected()
    by_student: dict[str, list[Incoming]] = {}
    with incoming(origin) as found:
        files = list(found)
        for file, parts in zip(files, _without_wrapper(files, notebook, course.students), strict=True):
            try:
                student = _student(parts, notebook, course.students, participants)
            except Refused as refused:
                result.refused.append((file.name, str(refused)))
                continue
            if student is None:
                result.others += 1
            else:
                by_student.setdefault(student, []).append(file)
        for student, sources in sorted(by_student.items()):
            try:
                _one_source(student, sources)
                _take(course, notebook, student, sources[0], result)
            except Refused as refused:
                result.refused += [(source.name, str(refused)) for source in sources]
    result.strangers = [id for id in result.new + result.changed if id not in course.students]
    return result


def _without_wrapper(files: list[Incoming], notebook: str, students: Iterable[str]) -> list[tuple[str, ...]]:
    """Paths without the folders that all share, which say nothing: a zip is often made of one folder."""
    paths = [file.parts for file in files]
    while paths and all(len(path) > 1 and path[0] == paths[0][0] for path in paths):
        wrapper = paths[0][0]
        needed = any(len(path) == 2 and path[1].startswith(notebook) for path in paths)
        if wrapper in students or needed or MOODLE_WITHOUT_ID.fullmatch(wrapper):
            break
        paths = [path[1:] for path in paths]
    return paths


def _student(
    parts: tuple[str, ...], notebook: str, students: Mapping[str, object], participants: Mapping[str, str] | None
) -> str | None:
    """Whose file it is; None for a file of another notebook; raises Refused when nobody can be named."""
    folders, stem = parts[:-1], re.sub(r"(?i)\.ipynb$", "", parts[-1])
    moodle = next(filter(None, map(MOODLE.fullmatch, parts)), None)
    other = OTHER_NOTEBOOK.search(moodle[2] if moodle and not folders else stem)
    if moodle:
        if other and not other[1].startswith(notebook):
            return None
        return _participant(moodle[1], participants)
    if any(map(MOODLE_WITHOUT_ID.fullmatch, parts)):
        raise Refused(GROUP)
    if any(NOTEBOOK.fullmatch(folder) and folder != notebook for folder in folders):
        return None  # nbgrader's own layout: STUDENT/NOTEBOOK/NOTEBOOK.ipynb
    folders = tuple(folder for folder in folders if folder not in (notebook, "submitted"))
    named = re.fullmatch(rf"(?:(.*)_)?{re.escape(notebook)}(?![a-z0-9]).*", stem, re.DOTALL)
    if named:
        id = named[1] or (folders[0] if folders else "")
    elif other and stem not in students:
        return None
    elif folders and stem not in students:
        id = folders[0]
    else:
        id = stem
    return _checked(id)


def _checked(id: str) -> str:
    if not id:
        raise Refused(NO_ID)
    if not is_id(id):
        raise Refused(BAD_ID.format(id=for_terminal(id, 80)))
    return id


def _participant(number: str, participants: Mapping[str, str] | None) -> str:
    if participants is None:
        raise Refused(NO_WORKSHEET)
    if number not in participants:
        raise Refused(NOT_IN_WORKSHEET.format(id=number))
    return participants[number]


def _one_source(student: str, sources: list[Incoming]) -> None:
    if len(sources) > 1:
        raise Refused(TWO_SOURCES.format(n=len(sources), id=student))


def _take(course: Course, notebook: str, student: str, source: Incoming, result: Collected) -> None:
    """Put one submission in its place; its time first, so that an interruption is mended by the next collect."""
    content = source.content()
    path = course.submission(student, notebook)
    for folder in (path.parent.parent, path.parent):
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise Refused(OCCUPIED.format(id=student))
    regular = path.is_file() and not path.is_symlink()
    if path.is_dir() and not path.is_symlink():
        raise Refused(OCCUPIED.format(id=student))
    if regular and path.read_bytes() == content:
        result.same.append(student)
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    _write_time(path.parent / "timestamp.txt", source.modified)
    write_whole(path, content)
    (result.changed if regular else result.new).append(student)


def _write_time(path: Path, modified: datetime | None) -> None:
    if modified is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, f"{modified:%Y-%m-%d %H:%M:%S} UTC\n".encode())


def read_participants(worksheet: Path, course: Course) -> dict[str, str]:
    """Moodle's participant numbers → our ids, by a line of the grading worksheet and alunos.csv.

    A line is joined by an e-mail address, or by a cell that is exactly an id; never by the name, which two may share.
    """
    from autograder.course.roster import read_rows

    rows = read_rows(worksheet)
    by_email = {student.email.casefold(): id for id, student in course.students.items() if student.email}
    participants: dict[str, str] = {}
    for row in rows[1:]:
        number = re.fullmatch(r"\D*(\d+)", row[0].strip()) if row else None
        cells = [cell.strip() for cell in row[1:]]
        found = {by_email[cell.casefold()] for cell in cells if cell.casefold() in by_email}
        found = found or {cell for cell in cells if cell in course.students}
        if number and len(found) == 1:
            participants[number[1]] = found.pop()
    if not participants:
        raise BadFile(f"Nenhuma linha de {worksheet} corresponde a alguém de alunos.csv (por e-mail ou id).")
    return participants
