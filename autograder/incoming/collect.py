"""Collect: every file that came is looked at, the submissions are taken, and each file is accounted for."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from autograder.course.folder import CONFIG, Course
from autograder.ground.errors import WrongUse
from autograder.incoming import place
from autograder.incoming.accounts import Account, Collected, Fate
from autograder.incoming.archive import incoming
from autograder.incoming.choose import Candidate, take_one
from autograder.incoming.kinds import TIMESTAMP, kind, known_by_name
from autograder.incoming.layout import is_notebook_file, times_of, wrapper_of
from autograder.incoming.members import Incoming, Refused
from autograder.incoming.moodle import Doubtful
from autograder.incoming.people import People
from autograder.incoming.which import Notebooks
from autograder.incoming.whose import Owner, whose
from autograder.incoming.worksheet import Participant

BY_PROGRAM = "foi feito por um programa (macOS, Windows, Git, Jupyter), para ele mesmo"
NAMED_OTHERWISE = "tem o nome de {named}, mas é {notebook}"


def collect(
    course: Course,
    notebook: str,
    origin: Path,
    participants: Mapping[str, Participant] | None = None,
    dry_run: bool = False,
) -> Collected:
    """Take the submissions of one notebook from a folder or a zip into `submitted/`.

    participants: Moodle's worksheet, by participant number; None when there was none.
    The same content is the same submission, an older one never replaces a newer one. Raises WrongUse for the course's
    own folder, BadFile for what is neither a folder nor a zip.
    """
    _refuse_the_course_itself(course, origin)
    result = Collected(notebook, dry_run=dry_run)
    people, notebooks = People(course.students), Notebooks(course, notebook)
    by_student: dict[str, list[Candidate]] = defaultdict(list)
    with nullcontext() if dry_run else place.alone(course), incoming(origin) as found:
        files = list(found)
        wrapper, times = wrapper_of(files, notebook, people), times_of(files, notebook)
        for file in files:
            owner = _owner(file, wrapper, people, notebooks, participants)
            if isinstance(owner, Owner):
                timed = replace(owner, when=owner.when or times.get(file.parts[:-1]))
                found_out = _candidate(file, timed, notebook, notebooks)
                if isinstance(found_out, Candidate):
                    by_student[found_out.student].append(found_out)
                else:
                    result.accounts.append(found_out)
            else:
                result.accounts.append(owner)
        taken = {path.name for path in course.submitted.glob("*")} | by_student.keys()
        for student, candidates in sorted(by_student.items()):
            choice = take_one(course, notebook, student, candidates, taken, dry_run)
            result.accounts += choice.accounts
            result.untimed += choice.untimed
    return result


def _refuse_the_course_itself(course: Course, origin: Path) -> None:
    where = origin.resolve()
    ours = [course.source, course.release, course.submitted, course.autograded, course.feedback, course.private]
    if course.root.is_relative_to(where) or any(where.is_relative_to(folder) for folder in ours):
        raise WrongUse(
            f"{origin} faz parte desta turma, ou a contém; os cadernos que estão ali não são entregas."
            " Ponha as entregas em outra pasta."
        )
    if (where / CONFIG).exists() and (where / "source").exists():
        raise WrongUse(f"{origin} é outra turma. Para trazer as entregas dela, indique {origin / 'submitted'}.")


def _owner(
    file: Incoming,
    wrapper: tuple[str, ...],
    people: People,
    notebooks: Notebooks,
    participants: Mapping[str, Participant] | None,
) -> Owner | Account:
    """Whose a file is, if it may be a submission; else what became of it."""
    if file.by_program:
        return Account(file.name, Fate.NOT_A_NOTEBOOK, words=BY_PROGRAM)
    inside = file.parts[len(wrapper) :] if file.parts[: len(wrapper)] == wrapper else file.parts
    try:
        owner = whose(inside or file.parts, people, notebooks, participants)
    except Doubtful as doubtful:
        if is_notebook_file(file):
            return Account(file.name, Fate.REFUSED, words=str(doubtful), missed_by=doubtful.perhaps or ("?",))
        return _no_notebook(file, None, doubtful.perhaps)
    if owner.draft:
        return Account(file.name, Fate.DRAFT, owner.student)
    if is_notebook_file(file):
        return owner
    return _no_notebook(file, owner, (owner.student,) if owner.student in people.students else ())


def _no_notebook(file: Incoming, owner: Owner | None, missed_by: tuple[str, ...]) -> Account:
    student = owner.student if owner and missed_by else ""
    try:
        what = known_by_name(file.name) or kind(file.content())
    except Refused as refused:
        return Account(file.name, Fate.REFUSED, student, str(refused), missed_by or ("?",))
    missed = missed_by or (("?",) if what.may_hold_work else ())
    return Account(file.name, Fate.NOT_A_NOTEBOOK, student, what.words, () if what.words == TIMESTAMP else missed)


def _candidate(file: Incoming, owner: Owner, wanted: str, notebooks: Notebooks) -> Candidate | Account:
    """A file that is the wanted notebook, or does not say what it is; else what became of it."""
    try:
        content = file.content()
    except Refused as refused:
        return Account(file.name, Fate.REFUSED, owner.student, str(refused), (owner.student,))
    notebook = notebooks.of(content, owner.notebook) or wanted
    if notebook != wanted:
        # Whoever named a file after another notebook has not sent this one; in Moodle's zip all was sent as this one.
        misnamed = owner.notebook == wanted
        missed = owner.from_moodle or owner.notebook != notebook
        words = NAMED_OTHERWISE.format(named=wanted, notebook=notebook) if misnamed else f"é {notebook}"
        return Account(file.name, Fate.OTHER_NOTEBOOK, owner.student, words, (owner.student,) if missed else ())
    digest = hashlib.sha256(content).hexdigest()  # the content is read again when it is taken: a class fills a memory
    return Candidate(owner.student, file, digest, owner.when)
