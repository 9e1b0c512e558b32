"""Of one person's files the submission: the only one, or the one handed in last; and what becomes of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from autograder.course.folder import Course
from autograder.incoming import place
from autograder.incoming.accounts import Account, Fate
from autograder.incoming.kinds import disguised
from autograder.incoming.members import Incoming, Refused
from autograder.incoming.place import Change, Handed

SAME_CONTENT = "mesmo conteúdo que {name}"
EARLIER = "enviado antes de {name}"
SEVERAL = "há {n} arquivos diferentes de {id}, e nada diz qual é o mais novo; deixe só um"
CASE = 'só difere por maiúsculas de "{other}"; deixe um só nome'
LEFT = "fica a que já foi recolhida; para trocar assim mesmo, apague {path}"
FATE = {Change.NEW: Fate.NEW, Change.CHANGED: Fate.CHANGED, Change.SAME: Fate.SAME, Change.OLDER: Fate.OLDER}


@dataclass(frozen=True)
class Candidate:
    """A file that is somebody's submission, unless the same person has another one; `digest` is its content's."""

    student: str
    file: Incoming
    digest: str
    when: datetime | None


@dataclass(frozen=True)
class Choice:
    """The accounts of one person's files, and whether the one taken has no time of handing in."""

    accounts: list[Account]
    untimed: bool = False


def take_one(
    course: Course, notebook: str, student: str, candidates: Sequence[Candidate], taken: set[str], dry_run: bool
) -> Choice:
    """Take the submission of one person. taken: names of folders that are there, or will be, in `submitted/`."""
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.digest, candidate)
    different = list(first.values())
    times = {digest: _earliest(candidates, digest) for digest in first}
    known = {when for when in times.values() if when}
    if len(different) > 1 and len(known) < len(different):
        words = SEVERAL.format(n=len(different), id=student)
        return Choice([Account(c.file.name, Fate.REFUSED, student, words, (student,)) for c in candidates])
    newest = max(different, key=lambda c: when.timestamp() if (when := times[c.digest]) else 0.0)
    chosen, what = _placed(course, notebook, student, newest, times[newest.digest], taken, dry_run)
    accounts = [chosen]
    for other in candidates:
        if other is newest:
            continue
        if chosen.fate is Fate.REFUSED:
            accounts.append(Account(other.file.name, Fate.REFUSED, student, chosen.words, (student,)))
        elif other.digest == newest.digest:
            words = SAME_CONTENT.format(name=newest.file.name)
            accounts.append(Account(other.file.name, Fate.SAME, student, words))
        else:
            accounts.append(Account(other.file.name, Fate.OLDER, student, EARLIER.format(name=newest.file.name)))
    return Choice(accounts, times[newest.digest] is None and what in (Change.NEW, Change.CHANGED))


def _earliest(candidates: Sequence[Candidate], digest: str) -> datetime | None:
    """The same file twice was handed in the first time."""
    return min((c.when for c in candidates if c.digest == digest and c.when), default=None)


def _placed(
    course: Course,
    notebook: str,
    student: str,
    chosen: Candidate,
    when: datetime | None,
    taken: set[str],
    dry_run: bool,
) -> tuple[Account, Change | None]:
    name, known = chosen.file.name, student in course.students
    try:
        other = next((t for t in taken if t != student and t.casefold() == student.casefold()), None)
        if other and not known:  # on another machine they would be one folder
            raise Refused(CASE.format(other=other))
        handed = Handed(chosen.file.content(), when, chosen.file.modified)
        what = (place.change if dry_run else place.put)(course, notebook, student, handed)
    except Refused as refused:
        return Account(name, Fate.REFUSED, student, str(refused), (student,)), None
    words = LEFT.format(path=course.submission(student, notebook)) if what is Change.OLDER else ""
    words = words or disguised(handed.content)
    if known:
        return Account(name, FATE[what], student, words), what
    return Account(name, Fate.UNKNOWN, student, f"{what.value}{': ' + words if words else ''}"), what
