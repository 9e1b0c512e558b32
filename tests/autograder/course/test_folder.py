"""A course is made whole or not at all, keeps others out, and nbgrader's own commands read it."""

import os
import stat

import nbformat
import pytest

from autograder.building.regions import without_solutions
from autograder.course import folder as courses
from autograder.course.create import create, update
from autograder.course.folder import Course
from autograder.ground.errors import BadFile, NoCourse, UnknownNotebook, WrongUse
from autograder.incoming.normalise import normalise
from tests.autograder.conftest import SOURCE, write_sources


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_layout_is_nbgraders_and_private(made_course):
    root = made_course.root
    assert mode(root) == 0o700
    assert {mode(root / name) for name in ("gradebook.db", ".enap/secret", "alunos.csv")} == {0o600}
    assert len(made_course.secret) == 32
    assert made_course.notebooks == ["00_start"] and made_course.released == []
    source = nbformat.read(made_course.source_of("00_start"), as_version=4)
    assert "np.tanh" in next(c.source for c in source.cells if c.metadata.get("nbgrader", {}).get("solution"))
    assert made_course.points("00_start") == 10


@pytest.fixture
def no_gradebook(monkeypatch):
    monkeypatch.setattr(
        "autograder.course.create.mirror", lambda *_: None
    )  # it takes seconds, and is not what is tested


def test_two_courses_draw_differently(made_course, tmp_path, no_gradebook):
    other = create(tmp_path / "outra", write_sources(tmp_path / "fontes"))
    assert other.secret != made_course.secret


def test_nbgrader_itself_reads_the_configuration_from_any_folder(made_course):
    from nbgrader.apps.api import NbGraderAPI
    from traitlets.config import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", path=str(made_course.root)).load_config()
    assert config.CourseDirectory.root == str(made_course.root)
    assert config.Autograde.exporter_class.__name__ == "TolerantExporter"
    api = NbGraderAPI(config=config)
    assert api.get_source_assignments() == {"00_start"}
    with api.gradebook as gradebook:
        students = {student.id: (student.last_name, student.email) for student in gradebook.students}
    assert students == {"ana": ("Souza", "ana@example.org"), "bia": ("Lima", "bia@example.org")}


def test_a_folder_that_is_no_course_is_told_from_one(tmp_path, run):
    with pytest.raises(NoCourse, match="não existe"):
        Course(tmp_path / "nada")
    (tmp_path / "nbgrader_config.py").write_text("", encoding="utf-8")
    with pytest.raises(NoCourse, match="não é uma turma"):
        Course(tmp_path)
    for command in (
        ["status"],
        ["export"],
        ["release"],
        ["roster", "--from", "x"],
        ["collect", "00_start", "--from", "x"],
    ):
        code, said = run(*command, "--course", tmp_path)
        assert code == 2 and "não é uma turma" in said


def test_init_refuses_what_is_there_and_leaves_it_alone(tmp_path, made_course):
    solutions = write_sources(tmp_path / "fontes")
    (tmp_path / "cheia").mkdir()
    (tmp_path / "cheia" / "minha.txt").write_text("x", encoding="utf-8")
    (tmp_path / "arquivo").write_text("x", encoding="utf-8")
    for target, said in (("cheia", "não está vazia"), ("arquivo", "é um arquivo")):
        with pytest.raises(WrongUse, match=said):
            create(tmp_path / target, solutions)
    with pytest.raises(WrongUse, match="já é uma turma"):
        create(made_course.root, solutions)
    with pytest.raises(BadFile, match="Não há fontes"):
        create(tmp_path / "nova", tmp_path / "sem-fontes")
    assert sorted(os.listdir(tmp_path)) == ["arquivo", "cheia", "fontes"]


@pytest.mark.parametrize("exists", [False, True])
def test_an_interrupted_init_leaves_nothing(tmp_path, monkeypatch, exists):
    solutions = write_sources(tmp_path / "fontes")
    if exists:
        (tmp_path / "turma").mkdir()

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.course.create.mirror", interrupted)
    with pytest.raises(KeyboardInterrupt):
        create(tmp_path / "turma", solutions)
    assert sorted(os.listdir(tmp_path)) == ["fontes", *(["turma"] if exists else [])]
    assert not exists or not any((tmp_path / "turma").iterdir())


def test_init_fills_the_empty_folder_where_one_stands(tmp_path, monkeypatch, no_gradebook):
    solutions = write_sources(tmp_path / "fontes")
    (tmp_path / "aqui").mkdir()
    monkeypatch.chdir(tmp_path / "aqui")
    create(courses.Path("."), solutions)
    assert Course(".").notebooks == ["00_start"] and mode(tmp_path / "aqui") == 0o700


def test_a_notebook_that_does_not_exist_is_named_with_those_that_do(course, run, tmp_path):
    with pytest.raises(UnknownNotebook, match="99_nada.*Cadernos: 00_start"):
        course.known("99_nada")
    assert course.known("00_start.ipynb") == "00_start"
    for command in (["release", "99_nada"], ["collect", "99_nada", "--from", tmp_path]):
        code, said = run(*command, "--course", course.root)
        assert code == 2 and "00_start" in said


def test_limits_and_isolation_come_from_the_settings(course):
    assert course.limits == courses.Limits() and course.require == ()
    (course.root / "curso.toml").write_text(
        '[limits]\ncell = 3\nmemory = 1000\n[isolation]\nrequire = ["pid"]\n', encoding="utf-8"
    )
    again = Course(course.root)
    assert (again.limits.cell, again.limits.memory, again.limits.call, again.require) == (3.0, 1000, 5.0, ("pid",))


@pytest.mark.parametrize(
    "text", ["[limits]\ncell = -1", "[limits]\ntempo = 3", "[limits]\ncell = true", "[limits", "limits = 3"]
)
def test_settings_that_cannot_be_are_refused(course, text):
    (course.root / "curso.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match="curso.toml"):
        _ = Course(course.root).limits


def test_new_sources_come_into_a_course_that_exists_and_nothing_else_changes(course, tmp_path, run):
    solutions = write_sources(tmp_path / "fontes", SOURCE.replace("A sigmoide.", "A função logística."))
    before = {path: path.read_bytes() for path in course.root.rglob("*") if path.is_file()}
    code, said = run("init", course.root, "--solutions", solutions, "--update")
    assert code == 0 and "Cadernos atualizados: 00_start." in said
    assert "A função logística." in course.source_of("00_start").read_text(encoding="utf-8")
    changed = {path for path, content in before.items() if path.read_bytes() != content}
    assert changed == {course.source_of("00_start")}
    assert "já estavam em dia" in run("init", course.root, "--solutions", solutions, "--update")[1]
    assert run("init", tmp_path / "nada", "--solutions", solutions, "--update")[0] == 2


def test_who_works_on_an_earlier_release_has_changed_nothing(course, tmp_path):
    old = nbformat.read(course.source_of("00_start"), as_version=4)
    released = nbformat.from_dict(old)
    for cell in released.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = without_solutions(cell.source)
    newer = SOURCE.replace("A sigmoide.", "A função logística.").replace(
        "import numpy as np", "import math\nimport numpy as np"
    )
    for number, source in enumerate((newer, newer.replace("math", "re"))):
        update(course, write_sources(tmp_path / f"fontes{number}", source))
    now = nbformat.read(course.source_of("00_start"), as_version=4)
    result = normalise(nbformat.writes(released).encode(), now)
    assert not any(cell.changed for cell in result.cells) and result.notes == ()
    assert "import re" in next(cell.source for cell in result.cells if cell.role == "setup")
    assert update(course, tmp_path / "fontes1" / "solutions") == []
