"""The demonstration's class, graded for real: what each person earned, by our command and by nbgrader's own."""

import csv
import re
import shutil
import subprocess
import sys

import numpy as np
import pytest

from autograder.__main__ import main
from autograder.commands.bench import marks
from autograder.commands.demo import demo
from autograder.commands.demo_class import CLASS, HELPER, NOTEBOOK, PLAIN, PLAIN_BACK
from autograder.course import records
from enap_lstm.exercises import of_notebook
from enap_lstm.reference import sigmoid

ENDS_BADLY = {"hostil", "xavier.xisto", "yara.yoshida", "alex.arruda", "wanda.weber"}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return demo(main, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def graded(course):
    return {record["student"]: record for record in records.all_of(course.root, NOTEBOOK)}


def worth(person):
    """What a person's functions earn when they are simply called here, on other draws."""
    namespace = {"np": np, "sigmoid": sigmoid}
    for source in (HELPER, person.gate, person.backward):
        exec(source or "", namespace)
    answers = [(exercise, namespace.get(exercise.name)) for exercise in of_notebook(NOTEBOOK)]
    rng = np.random.default_rng(77)
    return sum(exercise.judge(f, rng).score * exercise.points for exercise, f in answers if f)


def test_everybody_who_handed_in_has_a_record(graded):
    assert graded.keys() == {person.id for person in CLASS}
    assert len(CLASS) >= 24


@pytest.mark.parametrize("person", [p for p in CLASS if p.id not in ENDS_BADLY], ids=lambda p: p.id)
def test_a_mark_is_what_the_functions_earn_when_simply_called(person, graded, capsys):
    assert graded[person.id]["score"] == pytest.approx(worth(person), abs=1e-6)


def test_right_answers_in_every_style_earn_full_marks(graded):
    right = [person.id for person in CLASS if person.manner.startswith("certa")]
    assert len(right) >= 8 and {graded[id]["score"] for id in right} == {10.0}


def test_the_hostile_the_blank_and_the_corrupt_get_nothing(graded):
    assert {graded[id]["score"] for id in ("hostil", "ursula.uchoa", "alex.arruda")} == {0.0}


def test_the_corrupt_file_is_said_to_be_unreadable(graded):
    assert graded["alex.arruda"]["status"] == "unreadable" and "danificado" in graded["alex.arruda"]["reason"]


def test_an_endless_loop_a_crash_and_a_syntax_error_cost_only_their_own_function(graded):
    backward = next(e.points for e in of_notebook(NOTEBOOK) if e.name == "input_gate_backward")
    for id in ("yara.yoshida", "xavier.xisto", "wanda.weber"):
        assert graded[id]["score"] == backward, graded[id]
    assert graded["yara.yoshida"]["status"] == graded["xavier.xisto"]["status"] == "limits"
    assert "5 s" in graded["yara.yoshida"]["reason"]


def test_edited_graded_cells_neither_earn_nor_cost(graded):
    zeca = graded["zeca.zanetti"]
    assert zeca["score"] == 10 and zeca["max_score"] == 10 and zeca["notes"]


def test_who_is_not_in_the_list_is_graded_and_flagged(graded):
    assert (graded["bia.barros"]["score"], graded["bia.barros"]["status"]) == (10.0, "flagged")


def test_export_has_a_row_for_everybody_and_every_notebook(course):
    with (course.root / "notas.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(CLASS) * len(course.released)
    ana = [row for row in rows if row["student"] == "ana.alves"]
    assert [row["score"] for row in ana] == ["10.0"] * len(course.released)


def test_every_submission_has_a_feedback_page_with_its_mark(course, graded):
    for id, record in graded.items():
        page = (course.feedback / id / NOTEBOOK / f"{NOTEBOOK}.html").read_text(encoding="utf-8")
        mark = re.search(r"Nota: ([\d,]+) de", page)
        assert mark and float(mark[1].replace(",", ".")) == pytest.approx(record["score"], abs=0.05), id


def test_nbgraders_own_command_gives_identical_marks(course, tmp_path):
    copy = tmp_path / "turma"
    shutil.copytree(course.root, copy)
    before = marks(copy)
    command = [sys.executable, "-m", "nbgrader", "autograde", NOTEBOOK, "--force", "--create"]
    subprocess.run(command, cwd=copy, capture_output=True, check=True)
    assert marks(copy) == before and len(before) == len(CLASS)


def test_the_class_fills_in_the_functions_of_the_notebook():
    assert [name in PLAIN + PLAIN_BACK for name in ("def input_gate(", "def input_gate_backward(")] == [True, True]
