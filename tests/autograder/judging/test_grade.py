"""`grade` does what is needed and no more, and may be stopped at any moment."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.course import records
from autograder.course.folder import Course
from autograder.ground.errors import CommandFailed, WrongUse
from autograder.judging import grade as grading
from autograder.judging.grade import Summary, grade, marks_in_gradebook

pytestmark = pytest.mark.slow
NOTEBOOK = "00_start"
SIGMOID = "def sigmoid(z):\n    "
RIGHT = SIGMOID + "return 0.5 * (1 + np.tanh(np.asarray(z) / 2))"
PARTIAL = SIGMOID + "return np.exp(z) / (1 + np.exp(z))"
WRONG = SIGMOID + "return np.tanh(z)"


def hand_in(course, student, answer=RIGHT, added=None):
    notebook = json.loads(course.release_of(NOTEBOOK).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "sigmoid":
            cell["source"] = answer
    if added:
        cell = {
            "cell_type": "code",
            "id": "nova",
            "metadata": {},
            "source": added,
            "outputs": [],
            "execution_count": None,
        }
        notebook["cells"].insert(3, cell)
    path = course.submission(student, NOTEBOOK)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def graded_by(summary):
    return sorted(record["student"] for record in summary.graded)


def marks(course):
    return {student: score for (student, _), score in marks_in_gradebook(course, NOTEBOOK).items()}


def set_mark(course, student, score):
    """What an interruption, or somebody's hand, may leave in the gradebook."""
    with Gradebook(course.db_url) as gradebook:
        gradebook.find_grade("check_sigmoid", NOTEBOOK, NOTEBOOK, student).auto_score = score
        gradebook.db.commit()


def test_only_what_is_new_or_changed_is_graded(released):
    for student, answer in (("ana", RIGHT), ("bia", WRONG)):
        hand_in(released, student, answer)
    assert graded_by(grade(released, [NOTEBOOK])) == ["ana", "bia"]
    again = grade(released)
    assert (again.graded, again.skipped) == ([], 2)
    hand_in(released, "bia", PARTIAL)
    assert graded_by(grade(released)) == ["bia"]
    assert 0 < marks(released)["bia"] < marks(released)["ana"]
    assert graded_by(grade(released, regrade=True, student="ana")) == ["ana"]


def test_what_has_lost_its_mark_file_limits_or_place_on_the_list_is_graded_again(released):
    for student in ("ana", "bia"):
        hand_in(released, student)
    grade(released)
    full = marks(released)["ana"]
    for lost in (None, full - 1):
        set_mark(released, "ana", lost)
        assert graded_by(grade(released)) == ["ana"] and marks(released)["ana"] == full
    (released.autograded / "bia" / NOTEBOOK / f"{NOTEBOOK}.ipynb").unlink()
    assert graded_by(grade(released)) == ["bia"]
    (released.root / "curso.toml").write_text("[limits]\ncall = 4\n", encoding="utf-8")
    assert graded_by(grade(Course(released.root))) == ["ana", "bia"]
    released.roster.write_text("id\nana\n", encoding="utf-8")
    summary = grade(Course(released.root))
    assert [(r["student"], r["status"], r["reason"]) for r in summary.graded] == [("bia", "flagged", "fora da lista")]


def test_every_folder_gets_a_row_and_the_command_says_what_could_not_be_read(released, run):
    hand_in(released, "ana")
    hand_in(released, "bia").write_bytes(b"{")
    released.submission("caio", NOTEBOOK).parent.mkdir(parents=True)
    code, said = run("grade", NOTEBOOK, "--course", released.root)
    assert code == 1
    status = {r["student"]: (r["status"], r["score"]) for r in records.all_of(released.root, NOTEBOOK)}
    assert status == {"ana": ("graded", 10.0), "bia": ("unreadable", 0.0), "caio": ("unreadable", 0.0)}
    assert marks(released) == {"ana": 10.0, "bia": 0.0, "caio": 0.0}
    assert "Corrigidas: 3" in said and "bia" in said and "caio" in said
    assert "python -m autograder feedback" in said.splitlines()[-1]
    code, said = run("grade", "--course", released.root)
    assert (code, "Já estavam corrigidas: 3" in said) == (0, True)


def test_a_limit_is_a_status_with_its_reason(released):
    (released.root / "curso.toml").write_text("[limits]\ncall = 1\n", encoding="utf-8")
    hand_in(released, "ana", SIGMOID + "while True: pass")
    (record,) = grade(Course(released.root)).graded
    assert (record["status"], record["score"]) == ("limits", 0.0)
    assert "1 s" in record["reason"] and "1 s" in record["exercises"][0]["reason"]


def test_a_parent_that_fails_to_start_once_costs_nobody_the_row(released, monkeypatch):
    """In Python 3.11 two threads that parse at a time may meet `AST constructor recursion depth mismatch`."""
    from autograder.judging import grader

    real, failures = grader.write_grading_copy, iter([SystemError("AST constructor recursion depth mismatch")])

    def once(notebook, folder):
        if failure := next(failures, None):
            real(notebook, folder)  # half of the work is done already
            raise failure
        return real(notebook, folder)

    monkeypatch.setattr(grader, "write_grading_copy", once)
    for student in ("ana", "bia"):
        hand_in(released, student)
    summary = grade(released, jobs=2)
    assert not summary.failed and graded_by(summary) == ["ana", "bia"]
    assert set(marks(released).values()) == {10.0}


def test_jobs_and_order_change_nothing(released):
    answers = [
        RIGHT,
        WRONG,
        PARTIAL,
        "",
        RIGHT + "\n",
        SIGMOID + "return 1/(1+np.exp(-z))",
        SIGMOID + "raise SystemExit",
    ]
    for k, answer in enumerate(answers):
        hand_in(released, f"e{k}", answer)
    grade(released, jobs=1)
    alone = records.all_of(released.root, NOTEBOOK)
    grade(released, jobs=4, regrade=True)
    assert records.all_of(released.root, NOTEBOOK) == alone and len(alone) == len(answers)


def test_a_manual_grade_and_a_comment_survive_grading_again(released):
    hand_in(released, "ana", WRONG)
    grade(released)
    with Gradebook(released.db_url) as gradebook:
        gradebook.find_grade("check_sigmoid", NOTEBOOK, NOTEBOOK, "ana").manual_score = 3.5
        gradebook.db.commit()
    grade(released, regrade=True)
    with Gradebook(released.db_url) as gradebook:
        assert gradebook.find_submission(NOTEBOOK, "ana").score == 3.5


@pytest.mark.parametrize("when", ["judging", "recording"])
def test_ctrl_c_leaves_no_half_mark_and_the_same_command_goes_on(released, monkeypatch, when):
    for k in range(4):
        hand_in(released, f"e{k}", PARTIAL)
    calls = []
    inner = grading.JudgedAhead.convert_notebooks if when == "recording" else grading.record

    def interrupted(*args):
        calls.append(args)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return inner(*args)

    target = (grading.JudgedAhead, "convert_notebooks") if when == "recording" else (grading, "record")
    with monkeypatch.context() as patched:
        patched.setattr(*target, interrupted)
        with pytest.raises(KeyboardInterrupt):
            grade(released, jobs=2)
    assert len(records.all_of(released.root, NOTEBOOK)) == 2
    assert (grade(released).skipped, set(marks(released).values())) == (2, {marks(released)["e0"]})


def test_killed_in_the_middle_and_resumed_gives_the_marks_of_one_run(released):
    """SIGKILL, at the moment when a mark is half-way: whatever state is left, the next run repairs it."""
    for k in range(6):
        hand_in(released, f"e{k}", PARTIAL if k % 2 else RIGHT, added="import time; time.sleep(0.3)")
    command = [sys.executable, "-m", "autograder", "grade", "--course", str(released.root)]
    environment = {**os.environ, "PYTHONPATH": str(Path(grading.__file__).parent.parent)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while not records.all_of(released.root, NOTEBOOK) and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.02)
    finally:
        process.kill()
        process.wait()
    before = records.all_of(released.root, NOTEBOOK)
    assert 0 < len(before) < 6
    set_mark(released, before[0]["student"], None)
    summary = grade(released, jobs=2)
    assert summary.skipped == len(before) - 1 and not summary.failed
    resumed = records.all_of(released.root, NOTEBOOK)
    grade(released, regrade=True)
    assert records.all_of(released.root, NOTEBOOK) == resumed and len(resumed) == 6


def test_ctrl_c_on_the_command_ends_soon_with_a_sentence(released):
    for k in range(3):
        hand_in(released, f"e{k}", added="while True: pass")
    command = [sys.executable, "-m", "autograder", "grade", "--course", str(released.root), "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(Path(grading.__file__).parent.parent)}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a test run in the background ignores it
    )  # fmt: skip
    while not (released.private / "grade.log").exists() and process.poll() is None:
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 1 and "Execute o mesmo comando de novo" in said and "Traceback" not in said
    assert records.all_of(released.root, NOTEBOOK) == []


def test_what_goes_wrong_with_one_submission_does_not_stop_the_others(released, monkeypatch, run):
    for student in ("ana", "bia"):
        hand_in(released, student)
    failing_at(monkeypatch, 1, 3)  # ana's turn, and her second one when bia's has ended
    code, said = run("grade", "--course", released.root)
    assert code == 1 and "falha nossa" in said and len(marks(released)) == 1
    code, said = run("grade", "--course", released.root)
    assert code == 0 and len(marks(released)) == 2


def failing_at(monkeypatch, *turns):
    """The judgements, counted from 1, that fail for a reason of ours."""
    inner, calls = grading.Grader.attempt, []

    def attempt(self, notebook, handed):
        calls.append(1)
        if len(calls) in turns:
            raise RuntimeError("falha nossa")
        return inner(self, notebook, handed)

    monkeypatch.setattr(grading.Grader, "attempt", attempt)


def test_what_a_busy_machine_stops_is_judged_again_alone(released, monkeypatch, run):
    """One of 529 was once left without a row, and a second run graded it: no process could be started, once."""
    for student in ("ana", "bia"):
        hand_in(released, student)
    failing_at(monkeypatch, 1)
    code, said = run("grade", "--jobs", "2", "--course", released.root)
    assert code == 0 and len(marks(released)) == 2, said


def test_a_gradebook_that_somebody_locks_costs_nobody_the_row(released, monkeypatch, run):
    """Another connection writes for longer than SQLite waits; it ends while `grade` pauses."""
    hand_in(released, "ana")
    inner, locks, pauses = grading.record, [], []

    def locked(*args):
        if not locks:
            locks.append(sqlite3.connect(released.root / "gradebook.db", isolation_level=None))
            locks[0].execute("BEGIN EXCLUSIVE")
        return inner(*args)

    def pause(seconds):
        pauses.append(seconds)
        locks[0].close()

    monkeypatch.setattr(grading, "record", locked)
    monkeypatch.setattr(grading, "sleep", pause)
    code, said = run("grade", "--course", released.root)
    assert (code, len(pauses), len(marks(released))) == (0, 1, 1), said


def test_two_gradings_of_one_course_do_not_mix(released):
    with grading.only_one(released.root), pytest.raises(CommandFailed, match="em andamento"):
        grade(released)


@pytest.mark.parametrize(
    "words, said", [(["99_x"], "99_x"), (["--student", "ninguem"], "ninguem"), (["--jobs", "0"], "--jobs")]
)
def test_wrong_use_ends_with_2_and_a_sentence(released, run, words, said):
    hand_in(released, "ana")
    code, output = run("grade", *words, "--course", released.root)
    assert code == 2 and said in output


def test_a_notebook_that_was_not_released_is_wrong_use(course):
    with pytest.raises(WrongUse, match="release 00_start"):
        grade(course, [NOTEBOOK])


def test_a_folder_whose_name_is_no_id_is_listed(released):
    hand_in(released, "ana")
    hand_in(released, "josé silva")
    summary = grade(released)
    assert graded_by(summary) == ["ana"] and "josé silva" in summary.failed[0] and summary.exit_code == 1


def test_who_watches_is_told_what_runs_and_what_is_done(released):
    for student in ("ana", "bia"):
        hand_in(released, student)
    told = []

    @contextmanager
    def watch(todo):
        told.append(len(todo))
        yield lambda work, state: told.append((work.student, state))

    grade(released, watch=watch)
    assert told[0] == 2 and set(told[1:]) == {(s, state) for s in ("ana", "bia") for state in ("runs", "done")}


def test_a_missing_layer_of_isolation_is_said_loudly():
    said = Summary(skipped=1, layers={"landlock": True, "seccomp": False}).in_words()
    assert "ATENÇÃO" in said and "seccomp" in said and "landlock" not in said


def test_without_submissions_the_next_step_is_to_collect_them(released, run):
    code, said = run("grade", "--course", released.root)
    assert code == 0 and "collect" in said.splitlines()[-1]


def wrong_notebook(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"]["enap_lstm"]["notebook"] = "01_elman_rnn"
    path.write_text(json.dumps(notebook), encoding="utf-8")


def without_answers(path):
    path.write_text(
        json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1"}], "metadata": {}}),
        encoding="utf-8",
    )


def cut(path):
    path.write_bytes(path.read_bytes()[:-40])


LOOKS = {
    wrong_notebook: "diz ser o caderno 01_elman_rnn",
    without_answers: "Nenhuma das funções",
    cut: "está danificado",
}


@pytest.mark.parametrize("accident", LOOKS, ids=lambda accident: accident.__name__)
def test_what_a_person_must_look_at_is_flagged_wherever_marks_are_read(released, run, accident):
    hand_in(released, "ana")
    accident(released.submission("ana", NOTEBOOK))
    code, said = run("grade", "--course", released.root)
    assert code == 0 and "flagged" in said and LOOKS[accident] in said
    run("export", "--course", released.root)
    (row,) = [line for line in (released.root / "notas.csv").read_text("utf-8").splitlines() if line.startswith("ana")]
    assert "flagged" in row and LOOKS[accident] in row
