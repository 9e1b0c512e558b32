"""A class over all notebooks whose mistakes are known: one mark by three doors, and a report that counts exactly those.

What is planted are the answers of tests/students/wrong, so that no mistake is written in the words of the bank. In the suite
the class is small; ENAP_CLASS=40 makes it a class of forty.
"""

import json
import os
import random
import re
import shutil
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np
import pytest

from autograder.course.converters import configuration, one_engine
from autograder.course.create import create
from autograder.course.folder import Course
from autograder.course.gradebook import marks_in_gradebook
from autograder.judging.grade import grade
from autograder.judging.grader import close_shared
from autograder.outgoing.release import release
from autograder.outgoing.report.gather import gather
from autograder.outgoing.report.groups import named, unnamed
from enap_lstm.exercises import EXERCISES
from tests.autograder.test_nbgrader_plugin import nbgrader
from tests.students.blocks import ROOT, blocks, run

pytestmark = pytest.mark.slow
STUDENTS = [f"s{k:02}" for k in range(int(os.environ.get("ENAP_CLASS", "5")))]
KNOWN_EACH = 3  # known mistakes planted in an exercise
UNNAMED_EACH = 2  # who makes the mistake that no name fits
SEED = 20261126


@dataclass
class Plan:
    """Who hands in which answer; and what of it a report must find."""

    answers: dict = field(default_factory=lambda: defaultdict(dict))  # student → exercise → code, where it is wrong
    named: Counter = field(default_factory=Counter)  # (exercise, mistake) → how many
    unnamed: dict = field(default_factory=dict)  # exercise → who


def of_its_own(block):
    """One that does the same each time, and calls no other answer of its notebook: theirs are not always right here."""
    notebook = EXERCISES[block.exercise].notebook
    others = {e.name for e in EXERCISES.values() if e.notebook == notebook} - {block.exercise}
    return not others & set(re.findall(r"\w+", block.code)) and not re.search("while|rng", block.code)


def judged(block):
    """The id of its mistake, "" if no name fits; None if the answer is not one that returns something."""
    try:
        answer = run(block)[block.exercise]
        report = EXERCISES[block.exercise].judge(answer, np.random.default_rng(1))
    except Exception:  # the cell itself fails: nothing is planted
        return None
    returns = all(case.got is not None for case in report.cases if not case.passed)
    return None if report.passed or not returns else (report.mistakes or [""])[0]


def plan():
    draw, made = random.Random(SEED), Plan()
    of_exercise = defaultdict(list)
    for block in blocks("wrong"):
        if of_its_own(block):
            of_exercise[block.exercise].append(block)
    for exercise in EXERCISES:
        candidates, known, unknown = draw.sample(of_exercise[exercise], len(of_exercise[exercise])), [], []
        while candidates and (len(known) < KNOWN_EACH or not unknown):
            block = candidates.pop()
            mistake = judged(block)
            if mistake and len(known) < KNOWN_EACH:
                known.append((block, mistake))
            elif mistake == "" and not unknown:
                unknown.append(block)
        students = draw.sample(STUDENTS, len(STUDENTS))
        if unknown:
            made.unnamed[exercise] = set(students[:UNNAMED_EACH])
            for student in students[:UNNAMED_EACH]:
                made.answers[student][exercise] = f"# {student}\n{unknown[0].code}"
        for k, student in enumerate(students[UNNAMED_EACH:]):
            if known and (k == 0 or draw.random() < 0.5):
                block, mistake = draw.choice(known)
                made.answers[student][exercise] = block.code
                made.named[exercise, mistake] += 1
    return made


def right_by_themselves():
    """For each exercise whose solution calls the answers above it, a right one that does not: those may be wrong here."""
    return {
        block.exercise: block.code for block in blocks("right") if block.exercise in EXERCISES and of_its_own(block)
    }


def hand_in(course, student, wrong):
    """Every notebook as the student fills it in: right answers that stand alone, but for those that are wrong."""
    alone = right_by_themselves()
    for notebook in course.released:
        solved = json.loads(course.source_of(notebook).read_text(encoding="utf-8"))
        right = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell["source"] for cell in solved["cells"]}
        handed = json.loads(course.release_of(notebook).read_text(encoding="utf-8"))
        for cell in handed["cells"]:
            answer = cell["metadata"].get("nbgrader", {}).get("grade_id")
            if answer in EXERCISES:
                cell["source"] = wrong.get(answer) or alone.get(answer) or right[answer]
        path = course.submission(student, notebook)
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(handed), encoding="utf-8")


@pytest.fixture(scope="module")
def planted():
    return plan()


@pytest.fixture(scope="module")
def handed_in(planted, tmp_path_factory):
    course = create(tmp_path_factory.mktemp("muitas") / "turma", ROOT / "solutions")
    (course.root / "alunos.csv").write_text("id\n" + "\n".join(STUDENTS) + "\n", encoding="utf-8")
    assert not release(course, course.notebooks).refused
    for student in STUDENTS:
        hand_in(course, student, planted.answers[student])
    return course


@pytest.fixture(scope="module")
def by_us(handed_in, tmp_path_factory):
    course = Course(shutil.copytree(handed_in.root, tmp_path_factory.mktemp("nossa") / "turma"))
    assert not grade(course, jobs=2).failed
    return course


def test_the_report_counts_exactly_what_was_planted(by_us, planted):
    found = Counter({(group.exercise, group.id): group.count for group in named(gather(by_us))})
    assert found == planted.named
    assert {exercise for exercise, _ in found} == EXERCISES.keys()


def test_every_mistake_without_a_name_is_in_one_group_of_its_own(by_us, planted):
    gathered = gather(by_us)
    assert Counter((group.exercise, group.count) for group in unnamed(gathered)) == Counter(
        (exercise, len(who)) for exercise, who in planted.unnamed.items()
    )
    for exercise, who in planted.unnamed.items():
        groups = {answer.group for answer in gathered.answers if answer.exercise == exercise and answer.student in who}
        assert len(groups) == 1 and "" not in groups


def test_nbgraders_command_gives_the_same_marks(handed_in, by_us, tmp_path):
    course = Course(shutil.copytree(handed_in.root, tmp_path / "turma"))
    for notebook in course.released:
        done = nbgrader(course, "autograde", notebook)
        assert done.returncode == 0, done.stderr[-2000:]
        assert marks_in_gradebook(course, notebook) == marks_in_gradebook(by_us, notebook)


def test_the_formgraders_button_gives_the_same_marks(handed_in, by_us, tmp_path, monkeypatch):
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    course = Course(shutil.copytree(handed_in.root, tmp_path / "turma"))
    monkeypatch.chdir(course.root)
    config = configuration(course.root)
    try:
        with one_engine():
            api = NbGraderAPI(CourseDirectory(config=config), config=config)
            for notebook in course.released:
                for student in STUDENTS:
                    assert api.autograde(notebook, student)["success"]
    finally:
        close_shared()
    for notebook in course.released:
        marks = marks_in_gradebook(course, notebook)
        assert marks == marks_in_gradebook(by_us, notebook) and None not in marks.values()
        assert len(marks) == len(STUDENTS) * len([e for e in EXERCISES.values() if e.notebook == notebook])
