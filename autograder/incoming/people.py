"""Who on the class list a text means: exactly one person, nobody, or people it might be, which is never acted on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from autograder.course.folder import NOTEBOOK
from autograder.course.headings import plain
from autograder.course.roster import Student

SEPARATORS = " \t_-–—.,;:+()[]"
NOBODYS = re.compile(
    r"(colab )?(notebooks?|cadernos?|entregas?|respostas?|atividades?|tarefas?|exercicios?|downloads?|documentos?|desktop"
    r"|meu drive|my drive|src|content|submitted|inbound|turma|final|sem titulo|untitled ?(folder)?|nova pasta|new folder) ?\d*"
)  # names of files and folders that name nobody
SHORTEST = 3  # letters of a word that may point at somebody


class People:
    """The class list, asked by id or e-mail without regard to case."""

    def __init__(self, students: Mapping[str, Student]) -> None:
        self.students = students
        self._exact: dict[str, set[str]] = defaultdict(set)
        for id, student in students.items():
            self._exact[id.casefold()].add(id)
            if student.email:
                self._exact[student.email.casefold()].add(id)
        self._words = {id: (_words(id), _words(f"{s.first_name} {s.last_name}")) for id, s in students.items()}

    def called(self, text: str) -> set[str]:
        """The ids that a text is, or is the e-mail of: as it stands, or without separators around it."""
        for form in (text, text.strip(SEPARATORS)):
            if form and self._exact.get(form.casefold()):
                return self._exact[form.casefold()]
        return set()

    def like(self, text: str) -> list[str]:
        """The ids of people whose id or name looks like the text: for a question, never for an answer."""
        words = _words(text)
        joined = "".join(sorted(plain(text).replace(" ", "")))
        if not any(len(word) >= SHORTEST for word in words):
            return []
        return [
            id
            for id, (of_id, of_name) in self._words.items()
            if words <= (of_id | of_name)
            or (of_id and of_id <= words)
            or (len(of_name) > 1 and of_name <= words)
            or joined in {"".join(sorted("".join(of_id))), "".join(sorted("".join(of_name)))}
        ]


def _words(text: str) -> frozenset[str]:
    return frozenset(plain(text).split())


def is_nobodys(text: str) -> bool:
    """Whether a file or folder has a name that names nobody.

    >>> is_nobodys("Cadernos"), is_nobodys("02_input_gate"), is_nobodys("ana")
    (True, True, False)
    """
    return bool(NOTEBOOK.fullmatch(text) or NOBODYS.fullmatch(plain(text)))
