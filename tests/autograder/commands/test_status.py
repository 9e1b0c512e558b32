"""The state of the course, for a person and for a program, and the one thing to do next."""

import json
import shutil

import pytest

from autograder.commands.status import status
from autograder.course import records
from autograder.course.create import update
from autograder.course.folder import Course
from autograder.incoming import submitted
from autograder.incoming.submitted import file_hash
from tests.autograder.conftest import SOURCE, write_sources
from tests.autograder.outgoing.test_export import NB, hand_in, record


def grade(course, student, **more):
    record(course, student, **more)
    old = records.read(course.root, NB, student)
    records.write(course.root, old | {"file_hash": file_hash(submitted.read(course.submission(student, NB)))})


def counts(course):
    line = status(course)[0]
    return line.released, line.submitted, line.graded, line.pending, line.next.split()[3]


def test_each_stage_names_the_next_one(released):
    course = released
    kept = course.root / "kept"
    course.release.rename(kept)
    assert counts(course) == (False, 0, 0, 0, "release")
    kept.rename(course.release)
    assert counts(course) == (True, 0, 0, 0, "collect")
    hand_in(course, "ana", "bia")
    assert counts(course) == (True, 2, 0, 2, "grade")
    grade(course, "ana")
    assert counts(course) == (True, 2, 1, 1, "grade")
    grade(course, "bia")
    assert counts(course) == (True, 2, 2, 0, "export")


@pytest.mark.parametrize("broken", ["{", "{}", "[]", '{"student": "bia"}', ""])
def test_a_submission_that_changed_or_a_broken_record_waits_again(released, broken):
    course = released
    hand_in(course, "ana", "bia")
    grade(course, "ana")
    grade(course, "bia")
    course.submission("ana", NB).write_bytes(b"{ }")
    (records.folder(course.root, NB) / "bia.json").write_text(broken, encoding="utf-8")
    assert counts(course)[2:4] == (0, 2)


def test_an_empty_folder_counts_as_handed_in_and_foreign_folders_do_not(course):
    (course.submitted / "ana" / NB).mkdir(parents=True)
    (course.submitted / "não serve" / NB).mkdir(parents=True)
    assert status(course)[0].submitted == 1


def test_what_a_person_must_look_at_is_listed_one_by_one(released, run):
    hand_in(released, "ana", "zoe")
    grade(released, "ana", status="flagged", reason="o arquivo veio cortado")
    grade(released, "zoe")
    said = run("status", "--course", released.root)[1]
    assert "  ana · 00_start: flagged, o arquivo veio cortado\n" in said
    assert "  zoe · 00_start: flagged, fora da lista\n" in said
    (line,) = json.loads(run("status", "--json", "--course", released.root)[1])
    assert [(each["student"], each["reason"]) for each in line["to_review"]] == [
        ("ana", "o arquivo veio cortado"),
        ("zoe", "fora da lista"),
    ]


@pytest.mark.parametrize(
    "old, new", [("A sigmoide.", "A função."), ("# # 00 · Começo", "# # 00 · Início"), ("resumo()", "resumo()\n")]
)
def test_after_an_update_what_students_have_is_compared_with_the_source(released, tmp_path, run, old, new):
    update(released, write_sources(tmp_path, SOURCE.replace(old, new)))
    changed = new.strip() != old
    assert status(released)[0].current != changed
    last = run("status", "--course", released.root)[1].splitlines()[-1]
    assert ("release" in last) == changed


def test_a_release_that_is_gone_or_broken_is_to_be_made_again(released, run):
    hand_in(released, "ana")
    released.release_of(NB).write_text("{", encoding="utf-8")
    assert "release" in run("status", "--course", released.root)[1].splitlines()[-1]
    shutil.rmtree(released.release)
    assert "release" in run("status", "--course", released.root)[1].splitlines()[-1]


def test_the_command_for_people_and_for_programs(course, run, monkeypatch):
    hand_in(course, "ana")
    monkeypatch.chdir(course.root)
    code, said = run("status")
    assert code == 0 and said.splitlines()[-1] == f"Próximo passo: python -m autograder release {NB}"
    code, said = run("status", "--json", "--course", course.root)
    assert code == 0
    assert json.loads(said) == [
        {"notebook": NB, "released": False, "current": False, "due": None, "expected": 2, "submitted": 1, "graded": 0,
         "pending": 1, "to_review": [], "next": f"python -m autograder release {NB}"}
    ]  # fmt: skip


def test_without_a_class_list_that_comes_first(course, run):
    course.roster.write_text("id,first_name\n", encoding="utf-8")
    assert not Course(course.root).students
    assert "roster --" in run("status", "--course", course.root)[1].splitlines()[-1]
