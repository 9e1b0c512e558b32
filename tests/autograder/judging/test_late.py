"""A penalty is what nbgrader takes off after the extra time; whatever it depends on may change, and grade sees it."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook

from autograder.course import records
from autograder.course.folder import Course
from autograder.judging.grade import grade
from autograder.outgoing.export import export
from tests.autograder.judging.test_grade import NOTEBOOK, RIGHT, WRONG, hand_in

ZERO = '\nc.LateSubmissionPlugin.penalty_method = "zero"\n'
PER_DAY = """
from nbgrader.plugins import BasePlugin

class PerDay(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return total_seconds_late / 86400

c.AssignLatePenalties.plugin_class = PerDay
"""
DUE = "[due]\n00_start = 2026-09-20T20:00:00-03:00\n"  # 23:00 UTC


@pytest.fixture
def late(released):
    """ana (no extra time) and bia (1.5 days) hand in a day and an hour after the due date; zero for late work."""
    settings(released, ZERO, DUE)
    for student in ("ana", "bia"):
        hand_in(released, student)
        at(released, student, "2026-09-22 00:00:00 UTC")
    return Course(released.root)


def settings(course, config=None, toml=None):
    if config is not None:
        path = course.root / "nbgrader_config.py"
        path.write_text(path.read_text(encoding="utf-8") + config, encoding="utf-8")
    if toml is not None:
        (course.root / "curso.toml").write_text(toml, encoding="utf-8")
    return Course(course.root)


def at(course, student, text):
    course.submission(student, NOTEBOOK).with_name("timestamp.txt").write_text(text, encoding="utf-8")


def rows(course):
    path, _ = export(Course(course.root))
    found = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    return {row["student"]: (row["score"], row["status"], row["reason"]) for row in found}


def regraded(course):
    """How many were judged again, and whose penalty changed."""
    summary = grade(Course(course.root))
    return len(summary.graded), sorted(student for student, _ in summary.penalised)


def test_a_penalty_and_the_extra_time_used_are_said_with_how_much_and_why(late, run):
    code, said = run("grade", "--course", late.root)
    assert code == 0 and "Para uma pessoa olhar: 2." in said
    assert rows(late) == {
        "ana": ("0.0", "flagged", "entregue 1 d 1 h depois do prazo: 10 pontos a menos"),
        "bia": ("10.0", "flagged", "entregue 1 d 1 h depois do prazo, dentro do tempo extra de 1 d 12 h"),
    }
    assert "entregue 1 d 1 h depois do prazo: 10 pontos a menos" in said
    said = run("status", "--course", late.root)[1]
    assert "ana · 00_start: flagged, entregue 1 d 1 h depois do prazo: 10 pontos a menos" in said


def test_the_time_beyond_the_extra_time_is_what_counts(late):
    settings(late, PER_DAY)
    at(late, "bia", "2026-09-23 23:00:00 UTC")
    grade(Course(late.root))
    found = rows(late)
    assert found["ana"][0] == "8.958333" and found["ana"][2].endswith(": 1,04 pontos a menos")
    assert found["bia"] == (
        "8.5", "flagged", "entregue 3 d depois do prazo (mais do que o tempo extra de 1 d 12 h): 1,5 pontos a menos"
    )  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda course: at(course, "ana", "2026-09-14 21:51:00 UTC"),
        lambda course: settings(course, toml=DUE.replace("09-20", "10-20")),
        lambda course: settings(course, toml="[due]\n"),
        lambda course: settings(course, config=ZERO.replace("zero", "none")),
        lambda course: course.roster.write_text("id,extra_time\nana,30h\nbia,1.5\n", encoding="utf-8"),
    ],
    ids=["time corrected", "due date moved", "due date gone", "policy", "extra time given"],
)
def test_what_a_penalty_depended_on_changes_and_grade_sees_it_without_judging_again(late, change, run):
    grade(late)
    assert rows(late)["ana"][0] == "0.0"
    change(late)
    assert regraded(late) == (0, ["ana"])
    assert rows(late)["ana"][0] == "10.0" and "a menos" not in rows(late)["ana"][2]
    assert regraded(late) == (0, [])


def test_before_that_status_and_export_say_that_it_is_out_of_date(late, run):
    grade(late)
    at(late, "ana", "2026-09-14 21:51:00 UTC")
    assert "execute grade" in rows(late)["ana"][2]
    assert "python -m autograder grade" in run("status", "--course", late.root)[1].splitlines()[-1]
    said = run("grade", "--course", late.root)[1]
    assert "Já estavam corrigidas: 2" in said and "Descontos por atraso calculados de novo: 1." in said
    assert "python -m autograder export" in run("status", "--course", late.root)[1].splitlines()[-1]


@pytest.mark.parametrize(
    "text", ["segunda-feira, 14 set. 2026, 21:51", "", "\x00\xff", "9999999999999999 1 1", None, "x" * 9000]
)
def test_a_time_that_cannot_be_read_costs_nobody_a_mark(late, text):
    for student in ("ana", "bia"):
        place = late.submission(student, NOTEBOOK).with_name("timestamp.txt")
        place.unlink() if text is None else place.write_bytes(text.encode("utf-16"))
    summary = grade(late)
    assert summary.failed == [] and len(summary.graded) == 2
    score, status, reason = rows(late)["ana"]
    assert (score, status) == ("10.0", "flagged") and "horário da entrega não é conhecido" in reason


def test_without_a_due_date_a_time_means_nothing_and_nbgraders_own_date_counts_without_a_table(released):
    settings(released, ZERO)
    hand_in(released, "ana")
    at(released, "ana", "segunda-feira")
    grade(released)
    assert rows(released)["ana"] == ("10.0", "graded", "")
    at(released, "ana", "2026-09-22 00:00:00 UTC")
    with Gradebook(released.db_url) as gradebook:
        gradebook.find_assignment(NOTEBOOK).duedate = datetime(2026, 9, 20)
        gradebook.db.commit()
    assert regraded(released) == (0, ["ana"]) and rows(released)["ana"][0] == "0.0"
    with Gradebook(released.db_url) as gradebook:
        gradebook.find_submission(NOTEBOOK, "ana").extension = timedelta(days=3)  # as `nbgrader` grants one
        gradebook.db.commit()
    assert regraded(released) == (0, ["ana"]) and rows(released)["ana"][0] == "10.0"


def test_a_date_of_the_settings_reaches_nbgrader_and_its_own_command_knows_extra_time(late):
    from nbgrader.apps import NbGraderAPI

    from autograder.course.converters import configuration
    from autograder.course.gradebook import given, mirror_due_dates

    mirror_due_dates(late)
    with Gradebook(late.db_url) as gradebook:
        assert gradebook.find_assignment(NOTEBOOK).duedate == datetime(2026, 9, 20, 23)
    api = NbGraderAPI(config=configuration(late.root))
    assert all(api.autograde(NOTEBOOK, student, force=True)["success"] for student in ("ana", "bia"))
    theirs = given(late, NOTEBOOK)
    assert {who: held.penalty for who, held in theirs.items()} == {"ana": 10.0, "bia": 0.0}
    grade(late)
    assert given(late, NOTEBOOK) == theirs


def test_a_plugin_of_the_class_that_fails_is_one_sentence(late, run):
    settings(late, PER_DAY.replace("total_seconds_late / 86400", "1 / 0"))
    at(late, "bia", "2026-09-20 00:00:00 UTC")
    code, said = run("grade", "--course", late.root)
    assert code == 1 and "nbgrader_config.py configura não funciona (ZeroDivisionError" in said


def test_a_manual_mark_outlives_a_newer_file_and_somebody_is_told(released):
    hand_in(released, "ana", WRONG)
    grade(released)
    with Gradebook(released.db_url) as gradebook:  # as the formgrader saves it
        given = gradebook.find_grade("check_sigmoid", NOTEBOOK, NOTEBOOK, "ana")
        given.manual_score, given.needs_manual_grade = 3.5, False
        gradebook.db.commit()
    grade(released, regrade=True)
    assert rows(released)["ana"] == ("3.5", "graded", "")  # the very file that was looked at
    hand_in(released, "ana", RIGHT)
    (told,) = grade(released).told
    assert (told.score, told.status) == (3.5, "flagged") and "entrega anterior" in told.reason
    assert rows(released)["ana"] == ("3.5", "flagged", told.reason)
    with Gradebook(released.db_url) as gradebook:
        given = gradebook.find_grade("check_sigmoid", NOTEBOOK, NOTEBOOK, "ana")
        given.manual_score, given.needs_manual_grade = 9.0, False
        gradebook.db.commit()
    assert rows(released)["ana"] == ("9.0", "graded", "")
    assert records.read(released.root, NOTEBOOK, "ana")["score"] == 10.0
