"""Only a notebook whose solutions earn full marks is released, and it is the one that build writes for students."""

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.building.build import student_notebook
from autograder.course.folder import Course
from autograder.incoming.normalise import normalise
from autograder.outgoing import release as releasing
from autograder.outgoing.release import release
from tests.autograder.conftest import SOURCE, write_sources

NB = "00_start"


def rewrite_solution(course, old, new):
    source = nbformat.read(course.source_of(NB), as_version=4)
    for cell in source.cells:
        cell.source = cell.source.replace(old, new)
    nbformat.write(source, course.source_of(NB))


def test_a_right_solution_is_released_registered_and_equal_to_the_students_notebook(course, tmp_path, run):
    code, said = run("release", "--course", course.root)
    assert code == 0, said
    made = nbformat.read(course.release_of(NB), as_version=4)
    expected = student_notebook(write_sources(tmp_path / "fontes", SOURCE) / f"{NB}.py")
    assert [(c.cell_type, c.id, c.source) for c in made.cells] == [
        (c.cell_type, c.id, c.source) for c in expected.cells
    ]
    assert [c.get("outputs") for c in made.cells] == [c.get("outputs") for c in expected.cells]
    nbformat.validate(made)
    with Gradebook(course.db_url) as gradebook:
        assert [(c.name, c.max_score) for c in gradebook.find_notebook(NB, NB).grade_cells] == [("check_sigmoid", 10.0)]
    assert Course(course.root).released == [NB] and not (course.private / "draft").exists()
    unchanged = normalise(course.release_of(NB).read_bytes(), nbformat.read(course.source_of(NB), as_version=4))
    assert not any(cell.changed for cell in unchanged.cells) and unchanged.notes == ()


@pytest.mark.parametrize("wrong", ["0.4 * (1", "1 / 0 * (1"])
def test_a_wrong_solution_is_refused_with_its_reason(course, run, wrong):
    rewrite_solution(course, "0.5 * (1", wrong)
    code, said = run("release", NB, "--course", course.root)
    assert code == 1 and f"Não distribuído: {NB}" in said and "sigmoid" in said
    assert not course.release_of(NB).exists()


def test_nbgrader_does_not_exchange_graded_cells_below_submissions_and_the_old_release_stays(course, monkeypatch):
    monkeypatch.setattr(releasing, "verify", lambda *_: None)
    assert release(course, [NB]).done == [NB]
    before = course.release_of(NB).read_bytes()
    with Gradebook(course.db_url) as gradebook:
        gradebook.update_or_create_submission(NB, "ana")
    source = nbformat.read(course.source_of(NB), as_version=4)
    graded = next(cell for cell in source.cells if cell.metadata.get("nbgrader", {}).get("grade"))
    graded.metadata.nbgrader.grade_id = "check_outra"
    nbformat.write(source, course.source_of(NB))
    assert "nbgrader recusou" in (why := release(course, [NB]).refused[NB]) and "Já há entregas" in why
    assert course.release_of(NB).read_bytes() == before and not (course.private / "draft").exists()


def test_an_interruption_leaves_the_old_release(course, monkeypatch):
    monkeypatch.setattr(releasing, "verify", lambda *_: None)
    assert release(course, [NB]).done == [NB]
    before = course.release_of(NB).read_bytes()
    rewrite_solution(course, "A sigmoide.", "A sigmoide, outra vez.")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(releasing, "_compare", interrupted)
    with pytest.raises(KeyboardInterrupt):
        release(course, [NB])
    assert course.release_of(NB).read_bytes() == before and not (course.private / "draft").exists()


def test_a_notebook_that_nbgrader_changed_is_not_released(course, monkeypatch):
    monkeypatch.setattr(releasing, "verify", lambda *_: None)
    monkeypatch.setattr(releasing, "without_solutions", lambda text: "outra coisa")
    assert "não tem as células" in release(course, [NB]).refused[NB]
    assert not course.release_of(NB).exists()
