"""Equal wrong answers counted: those that a mistake of the exercise explains, by name, and those that only look alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.course.folder import Course
from autograder.judging.fingerprint import ABSENT, BLANK
from autograder.outgoing.report.gather import Answer, Gathered
from autograder.outgoing.report.lines import wrong_line
from autograder.outgoing.report.said import Hint, for_class, hint_of
from enap_lstm.exercises import EXERCISES

READ = 6  # submissions that an example is chosen from


@dataclass(frozen=True)
class Group:
    """Answers to one exercise that do the same; `id` is the mistake's, or the fingerprint where no mistake explains them."""

    notebook: str
    exercise: str
    id: str
    count: int
    total: int  # who handed in this exercise
    line: str
    hint: Hint
    say: str


@dataclass(frozen=True)
class Unlike:
    """What belongs to no group in one exercise: wrong in a way of its own, not written yet, no function of that name."""

    notebook: str
    exercise: str
    alone: int
    blank: int
    absent: int


def named(gathered: Gathered) -> list[Group]:
    """The mistakes made, the most common first."""
    return _groups(gathered, lambda answer: answer.mistake, least=1)


def unnamed(gathered: Gathered) -> list[Group]:
    """Wrong answers that no mistake explains and that are the same in two submissions or more, the largest group first."""
    return _groups(gathered, _likeness, least=2)


def unlike(gathered: Gathered) -> list[Unlike]:
    """For each exercise, how many wrong answers are in no group, where there are any."""
    found = []
    for (notebook, exercise), answers in gathered.by_exercise().items():
        sizes = [len(group) for group in _equal(answers, _likeness).values()]
        marks = [answer.group for answer in answers if not answer.right and not answer.mistake]
        each = Unlike(notebook, exercise, sizes.count(1), marks.count(BLANK), marks.count(ABSENT))
        if each.alone or each.blank or each.absent:
            found.append(each)
    return found


def _likeness(answer: Answer) -> str:
    return "" if answer.mistake or answer.group in (BLANK, ABSENT) else answer.group


def _groups(gathered: Gathered, key: Callable[[Answer], str], least: int) -> list[Group]:
    found = []
    for (notebook, exercise), answers in gathered.by_exercise().items():
        right = [_recorded(gathered.course, answer) for answer in answers if answer.right][:READ]
        for id, same in _equal(answers, key).items():
            if len(same) >= least:
                line = _example(gathered.course, same, right)
                hint = hint_of(exercise, id)
                say = for_class(len(same), len(answers), exercise, hint, _next(gathered, notebook))
                found.append(Group(notebook, exercise, id, len(same), len(answers), line, hint, say))
    return sorted(found, key=lambda group: -group.count)


def _equal(answers: Iterable[Answer], key: Callable[[Answer], str]) -> Mapping[str, list[Answer]]:
    groups = defaultdict(list)
    for answer in answers:
        if not answer.right and key(answer):
            groups[key(answer)].append(answer)
    return groups


def _example(course: Course, same: list[Answer], right: list[Path]) -> str:
    first = same[0]
    known = EXERCISES.get(first.exercise)
    parameters = known.signature.parameters if known else ()
    wrong = [(_recorded(course, answer), answer.line) for answer in same[:READ]]
    return wrong_line(wrong, [course.source_of(first.notebook), *right], first.exercise, parameters)


def _recorded(course: Course, answer: Answer) -> Path:
    return course.autograded / answer.student / answer.notebook / f"{answer.notebook}.ipynb"


def _next(gathered: Gathered, notebook: str) -> str:
    """The notebook after this one, "" after the last."""
    later = [name for name in gathered.course.notebooks if name > notebook]
    return later[0] if later else ""
