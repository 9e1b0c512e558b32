"""The state of the course, for a person and for a program, and the one thing to do next."""

import json

import pytest

from autograder.commands.status import status
from autograder.course import records
from autograder.course.folder import Course
from autograder.incoming import submitted
from autograder.incoming.submitted import file_hash
from tests.autograder.outgoing.test_export import NB, hand_in


def grade(course, student):
    mark = {"student": student, "notebook": NB, "status": "graded", "reason": "", "score": 1.0}
    mark["file_hash"] = file_hash(submitted.read(course.submission(student, NB)))
    records.write(course.root, mark)


def as_released(course):
    course.release_of(NB).parent.mkdir(parents=True)
    course.release_of(NB).write_bytes(b"{}")


def counts(course):
    line = status(course)[0]
    return line.released, line.submitted, line.graded, line.pending, line.next.split()[3]


def test_each_stage_names_the_next_one(course):
    assert counts(course) == (False, 0, 0, 0, "release")
    as_released(course)
    assert counts(course) == (True, 0, 0, 0, "collect")
    hand_in(course, "ana", "bia")
    assert counts(course) == (True, 2, 0, 2, "grade")
    grade(course, "ana")
    assert counts(course) == (True, 2, 1, 1, "grade")
    grade(course, "bia")
    assert counts(course) == (True, 2, 2, 0, "export")


def test_a_submission_that_changed_or_a_broken_record_waits_again(course):
    as_released(course)
    hand_in(course, "ana", "bia")
    grade(course, "ana")
    grade(course, "bia")
    course.submission("ana", NB).write_bytes(b"{ }")
    (records.folder(course.root, NB) / "bia.json").write_text("{", encoding="utf-8")
    assert counts(course)[2:4] == (0, 2)


def test_an_empty_folder_counts_as_handed_in_and_foreign_folders_do_not(course):
    (course.submitted / "ana" / NB).mkdir(parents=True)
    (course.submitted / "não serve" / NB).mkdir(parents=True)
    assert status(course)[0].submitted == 1


def test_the_command_for_people_and_for_programs(course, run):
    hand_in(course, "ana")
    code, said = run("status", "--course", course.root)
    assert code == 0 and said.splitlines()[-1] == f"Próximo passo: python -m autograder release {NB}"
    code, said = run("status", "--json", "--course", course.root)
    assert code == 0
    assert json.loads(said) == [
        {"notebook": NB, "released": False, "expected": 2, "submitted": 1, "graded": 0, "pending": 1,
         "next": f"python -m autograder release {NB}"}
    ]  # fmt: skip


@pytest.mark.parametrize("content", ["", "id\n"])
def test_without_a_class_list_that_comes_first(course, run, content):
    course.roster.write_text(content or "id,first_name\n", encoding="utf-8")
    assert not Course(course.root).students
    assert run("status", "--course", course.root)[1].splitlines()[-1].endswith("roster --from LISTA.csv")
