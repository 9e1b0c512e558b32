"""Notebooks as they really come in, each after a public complaint, with the mark that the student's own check had given.

They are submissions of 02_input_gate (those that begin with C: of 00_start), named by the kind of accident: A a conflict, a
cut or an odd structure, B a line above the answer, C an unusual answer, D other cells of the student's, E slow cells,
F bytes and formats, W a wrong file.
"""

import json
import sys
from pathlib import Path

import pytest

from autograder.course.create import create
from autograder.course.records import Status
from autograder.incoming import submitted
from autograder.judging.grader import Grader
from autograder.running.confined.allowance import Limits

HERE = Path(__file__).parent
GATE, START = "02_input_gate", "00_start"
DAMAGED = "está danificado"
RIGHT = sorted(
    path.stem for path in HERE.glob("*.ipynb") if path.stem[:3] not in ("D31", "D65", "E01", "E03", "F16", "F21", "W01")
)
LOOKED_AT = {"A02": DAMAGED, "A03": DAMAGED, "A07": DAMAGED, "F11": DAMAGED, "F12": DAMAGED}
HURRY = Limits(cell=2.0, submission_cpu=8.0)  # a tenth of what a course allows: the slow cells never end in either

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return create(tmp_path_factory.mktemp("curso") / "turma", HERE.parents[1] / "solutions")


@pytest.fixture(scope="module")
def grader(course):
    with Grader(course) as grader:
        yield grader


def record(grader, path, notebook=None):
    """The record that `grade` would keep of this file, handed in by a student of the list."""
    handed = submitted.read(path)
    notebook = notebook or (START if path.name.startswith("C") else GATE)
    return grader.record(notebook, "ana", handed, grader.grade(notebook, handed))


@pytest.fixture(autouse=True)
def ana_is_on_the_list(monkeypatch):
    monkeypatch.setattr("autograder.course.folder.Course.students", {"ana": None})


@pytest.mark.parametrize("name", RIGHT)
def test_what_was_right_for_the_student_is_right(grader, name):
    """Full marks; `flagged` where a person must look at the file, `graded` otherwise."""
    found = record(grader, HERE / f"{name}.ipynb")
    assert found["score"] == 10.0, (found["notes"], [e["reason"] for e in found["exercises"]])
    why = LOOKED_AT.get(name[:3], "")
    assert (found["status"], bool(found["reason"])) == (Status.FLAGGED if why else Status.GRADED, bool(why)), found
    assert why in found["reason"]


def test_a_python_that_is_newer_than_ours_is_said(grader):
    """Type parameters came with Python 3.12; the notebook does not say its version, its text does."""
    found = record(grader, HERE / "D65_py312_type_params.ipynb")
    if sys.version_info >= (3, 12):
        assert (found["score"], found["status"]) == (10.0, Status.GRADED)
    else:
        assert (found["score"], found["status"]) == (6.0, Status.FLAGGED)
        assert "mais novo" in found["reason"] and "mais novo" in found["exercises"][0]["reason"]


def test_nobody_answers_a_debugger(grader):
    found = record(grader, HERE / "D31_pdb.ipynb")
    assert (found["score"], found["status"]) == (6.0, Status.GRADED)
    assert "ninguém responde" in found["exercises"][0]["reason"]


@pytest.mark.parametrize("name", ["E01_four_slow_experiments_after", "E03_two_slow_experiments_then_helper"])
def test_slow_cells_cost_no_answer(course, name):
    """What meets a limit is `limits`, and left out alone; the helper below it is there."""
    with Grader(course, HURRY) as hasty:
        found = record(hasty, HERE / f"{name}.ipynb")
    assert (found["score"], found["status"]) == (10.0, Status.LIMITS), found["notes"]
    assert "não terminou em" in found["reason"]


@pytest.mark.parametrize("name", ["F16_python_repr", "F21_percent_script"])
def test_what_is_no_notebook_says_so(grader, name):
    found = record(grader, HERE / f"{name}.ipynb")
    assert (found["score"], found["status"]) == (0.0, Status.UNREADABLE)
    assert "não é um caderno do Jupyter" in found["reason"]


def test_the_wrong_notebook_is_for_a_person_to_look_at(grader):
    found = record(grader, HERE / "W01_wrong_notebook.ipynb")
    assert (found["score"], found["status"]) == (0.0, Status.FLAGGED)
    assert "diz ser o caderno" in found["reason"] and "caderno certo" in found["reason"]


@pytest.mark.parametrize("cell", [2, 6], ids=["early", "check"])
def test_a_video_of_21_megabytes_hides_no_answer(grader, tmp_path, cell):
    notebook = json.loads((HERE / "base_ok.ipynb").read_text(encoding="utf-8"))
    video = {"text/html": ['<video src="data:video/mp4;base64,' + "A" * (21 << 20) + '">'], "text/plain": ["<HTML>"]}
    notebook["cells"][cell]["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": video}]
    (tmp_path / "Z01.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    found = record(grader, tmp_path / "Z01.ipynb")
    assert (found["score"], found["status"], found["reason"]) == (10.0, Status.GRADED, "")
