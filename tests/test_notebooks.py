"""The notebooks of the course: run as a student runs them, in a real Jupyter kernel, and judged as they are handed in."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.building.build import instructor_notebook
from autograder.judging.judge import judge_notebook
from enap_lstm.exercises import NOTEBOOKS, of_notebook

ROOT = Path(__file__).parents[1]


def source(name):
    return instructor_notebook(ROOT / "solutions" / f"{name}.py")


def released(name):
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)


def said(cell):
    """All that a cell's outputs say as text."""
    streams = [output.text for output in cell.outputs if output.output_type == "stream"]
    shown = [output.data.get("text/plain", "") for output in cell.outputs if "data" in output]
    return "\n".join([*streams, *shown])


@pytest.fixture(scope="module", params=NOTEBOOKS)
def solved(request, tmp_path_factory):
    """The instructor's notebook after every cell has run in a kernel of its own, in an empty folder, as in Colab."""
    notebook = source(request.param)
    folder = tmp_path_factory.mktemp("alone")
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return request.param, notebook


def test_with_solutions_every_cell_runs_and_nothing_is_said_on_stderr(solved):
    _, notebook = solved
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert outputs and not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]


def test_with_solutions_every_check_is_right_and_the_summary_says_ten(solved):
    name, notebook = solved
    checks = [cell for cell in notebook.cells if cell.metadata.get("enap_lstm", {}).get("role") == "check"]
    assert len(checks) == len(of_notebook(name))
    assert all(said(cell).startswith("✓ Certo") for cell in checks)
    assert "10 de 10 pontos" in said(notebook.cells[-1]) and "Tudo pronto para entregar." in said(notebook.cells[-1])


def test_every_picture_has_a_description_that_reaches_the_page(solved):
    _, notebook = solved
    pictures = [o.data for cell in notebook.cells for o in cell.get("outputs", []) if "image/png" in o.get("data", {})]
    assert pictures
    for data in pictures:
        alt = re.search(r'<img [^>]*alt="([^"]{40,})"', data["text/html"])
        assert alt and len(data["text/plain"]) >= 40


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_solutions_earn_everything_and_the_released_notebook_nothing(name):
    full = judge_notebook(source(name), name).verdicts
    blank = judge_notebook(released(name), name).verdicts
    assert [verdict.score for verdict in full] == [1.0] * len(of_notebook(name))
    assert [verdict.score for verdict in blank] == [0.0] * len(of_notebook(name))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_released_notebook_is_valid_and_shows_no_solution(name):
    notebook = released(name)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    text = "\n".join(cell.source for cell in notebook.cells)
    assert "BEGIN SOLUTION" not in text and "colab.research.google.com" in text
    answers = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    assert len(answers) == len(of_notebook(name)) and all("NotImplementedError" in cell.source for cell in answers)
