"""The command a sentence ends with can be pasted as it stands: quoted, and with `--course` where it is needed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection
from pathlib import Path

PROGRAM = "python -m autograder"
NAMED = re.compile(rf"{re.escape(PROGRAM)} (?P<name>[a-z]+)(?P<rest>[^\n]*)")


def next_step(*words: object, course: Path | None = None) -> str:
    """A command as typed, quoted for the shell; `--course` is added where the person does not stand in that folder.

    >>> next_step("init", "--update", Path("minha turma"))
    "python -m autograder init --update 'minha turma'"
    """
    there = [] if course is None or course.resolve() == Path.cwd() else ["--course", course]
    return " ".join([PROGRAM, *(shlex.quote(str(word)) for word in [*words, *there])])


def with_course(text: str, course: str, takes_course: Collection[str]) -> str:
    """The same sentences, each command that works on a course with the course that is meant.

    >>> with_course("Para corrigir: python -m autograder grade 02", "minha turma", {"grade"})
    "Para corrigir: python -m autograder grade --course 'minha turma' 02"
    """

    def named(found: re.Match[str]) -> str:
        if found["name"] not in takes_course or "--course" in found["rest"]:
            return found[0]
        return f"{PROGRAM} {found['name']} --course {shlex.quote(course)}{found['rest']}"

    return NAMED.sub(named, text)
