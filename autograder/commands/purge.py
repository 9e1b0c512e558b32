"""`purge`: everything of a person leaves the course's folder, and a search of the whole folder says whether it has.

What is shown first is what is removed then. The class list comes last: whatever stops the command, the same command goes on.
"""

from __future__ import annotations

import glob
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import records
from autograder.course.folder import Course
from autograder.course.gradebook import forget, mentions, people
from autograder.course.lock import only_one
from autograder.course.roster import Student, written
from autograder.ground.errors import WrongUse
from autograder.ground.files import write_whole
from autograder.ground.traces import Traces
from autograder.ground.untrusted import for_terminal
from autograder.outgoing.export import made_here

NBGRADER_LOG = ".nbgrader.log"  # of nbgrader's own commands
DRAFTS = ".draft-*"  # what a command that was killed has left half-written
NOTHING = "Não há nada de {student} nesta turma."
NO_LIST = "A lista da turma está vazia: todos seriam de fora dela. Para preenchê-la: python -m autograder roster --from LISTA.csv"
OUTSIDE = "Fora desta pasta (cópias, a troca de arquivos do nbgrader, o Moodle) nada foi procurado."


@dataclass
class Purged:
    """What a purge removes, or has removed; `left`: files that still speak of the person."""

    really: bool
    removed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def in_words(self) -> str:
        """What goes, and on the last line what to do next."""
        if not self.removed:
            return "Não há ninguém de fora da lista. Nada a apagar."
        if not self.really:
            lines = ["Seria apagado:", *self.removed]
            return "\n".join([*lines, "Nada foi mudado. Para apagar, repita o comando com --yes."])
        if self.left:
            lines = ["Apagado. Ainda aparece em:", *(f"  {name}" for name in self.left)]
            return "\n".join([*lines, "Olhe estes arquivos um a um: o que é de outra pessoa não foi mudado."])
        return f"Apagado: {len(self.removed)} itens. Nada mais na pasta da turma traz id, nome ou e-mail.\n{OUTSIDE}"


def strangers(course: Course) -> list[str]:
    """Who has left something in the course and is not on its list."""
    if not course.students:
        raise WrongUse(NO_LIST)
    return sorted(set(_everybody(course)) - set(course.students))


def _everybody(course: Course) -> Iterable[str]:
    for folder in (course.submitted, course.autograded, course.feedback):
        yield from (path.name for path in folder.glob("[!.]*") if path.is_dir() or path.is_symlink())
    for notebook in records.folder(course.root, "").glob("*"):
        yield from (path.stem for path in notebook.glob("[!.]*.json"))
    yield from people(course)


def purge(course: Course, students: list[str], really: bool = False) -> Purged:
    """Remove all that is of these students, or, without `really`, only say what that is.

    Raises WrongUse for a name that is no folder's name (".", "../source"), and for one that the course does not know.
    """
    for student in students:
        if student in ("", ".", "..") or "/" in student or "\0" in student:
            raise WrongUse(NOTHING.format(student=for_terminal(student) or '""'))
    result, known = Purged(really), people(course)
    with only_one(course.root):
        for student in students:
            listed = course.students.get(student, Student(student))
            names = {(listed.first_name, listed.last_name), known.get(student, ("", ""))}
            traces = Traces([student, listed.email, *(" ".join(name).strip() for name in names if all(name))])
            found = _found(course, student, traces)
            if student not in known and student not in course.students and not any(not p.match(DRAFTS) for p in found):
                raise WrongUse(NOTHING.format(student=for_terminal(student)))
            result.removed += [f"  {student}: {what}" for what in [*_lines(course, student, known), *map(str, found)]]
            if really:
                _remove(course, student, traces, found)
                result.left += _left(course, traces)
    return result


def _lines(course: Course, student: str, known: Iterable[str]) -> list[str]:
    said = ["gradebook.db, com as notas e os comentários"] if student in known else []
    return said + (["a linha de alunos.csv"] if student in course.students else [])


def _found(course: Course, student: str, traces: Traces) -> list[Path]:
    """The folders and records of a student, and what else of the grader's own is to be rewritten without a line."""
    own = [folder / student for folder in (course.submitted, course.autograded, course.feedback)]
    own += sorted(records.folder(course.root, "").glob(f"*/{glob.escape(student)}.json"))
    own += sorted(path for path in course.root.rglob(DRAFTS) if path.is_file())
    own += [path for path in _line_by_line(course) if traces.within(path.read_bytes())]
    return [path for path in own if path.exists() or path.is_symlink()]


def _line_by_line(course: Course) -> list[Path]:
    marks = [path for path in sorted(course.root.glob("*.csv")) if path != course.roster and made_here(path)]
    return [*sorted(course.private.glob("*.log")), *course.root.glob(NBGRADER_LOG), *marks]


def _remove(course: Course, student: str, traces: Traces, found: list[Path]) -> None:
    for path in found:
        if path.is_symlink() or path.match(DRAFTS) or path.parent.parent == records.folder(course.root, ""):
            path.unlink(missing_ok=True)
        elif path.is_dir():
            shutil.rmtree(path)
        else:
            write_whole(path, b"".join(line for line in path.read_bytes().splitlines(True) if not traces.within(line)))
    forget(course, student)
    if student in course.students:
        write_whole(course.roster, written(each for id, each in course.students.items() if id != student))
        course.__dict__.pop("students", None)


def _left(course: Course, traces: Traces) -> list[str]:
    """Every file of the course that still holds a trace, in its content or in its name."""
    hits = [path for path in sorted(course.root.rglob("*")) if traces.within(path.name.encode())]
    files = [path for path in sorted(course.root.rglob("*")) if path.is_file() and path != course.gradebook]
    hits += [path for path in files if traces.within(path.read_bytes())]
    left = [str(path.relative_to(course.root)) for path in dict.fromkeys(hits)]
    return left + (["gradebook.db"] if mentions(course, traces.within) else [])
