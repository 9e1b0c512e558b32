"""nbgrader's own command, unmodified, gives our marks, whatever lies in the students' folders."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.course import records
from autograder.course.folder import Course
from autograder.judging.grade import grade, marks_in_gradebook

pytestmark = pytest.mark.slow
NOTEBOOK = "00_start"
SIGMOID = "def sigmoid(z):\n    "
CLASS = {
    "certa": SIGMOID + "return 0.5 * (1 + np.tanh(np.asarray(z) / 2))",
    "parcial": SIGMOID + "return np.exp(z) / (1 + np.exp(z))",  # nan where exp overflows
    "errada": SIGMOID + "return np.tanh(z)",
    "vazia": None,
    "sai": SIGMOID + "import os\n    os._exit(0)",
}


def nbgrader(course, *words):
    """The real command, in the course's folder, as an instructor types it."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    command = [sys.executable, "-m", "nbgrader", *words]
    return subprocess.run(command, cwd=course.root, env=environment, capture_output=True, text=True, timeout=300)


def hand_in(course, student, answer=None, edit=lambda notebook: None):
    notebook = json.loads(course.release_of(NOTEBOOK).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if answer and cell["metadata"].get("nbgrader", {}).get("grade_id") == "sigmoid":
            cell["source"] = answer
    edit(notebook)
    path = course.submission(student, NOTEBOOK)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def copied_graded_cell(notebook):
    """What stops a whole batch of plain nbgrader: two cells with one grade_id."""
    at, cell = next((k, c) for k, c in enumerate(notebook["cells"]) if c["metadata"].get("nbgrader", {}).get("grade"))
    notebook["cells"].insert(at, {**cell, "id": "copia"})


def other_schema(notebook):
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = 99


@pytest.fixture(scope="module")
def handed_in(made_release, tmp_path_factory):
    """A class as it hands in: answers, accidents and traps."""
    root = tmp_path_factory.mktemp("turma") / "turma"
    shutil.copytree(made_release, root)
    course = Course(root)
    for student, answer in CLASS.items():
        hand_in(course, student, answer)
    hand_in(course, "copiou", CLASS["certa"], copied_graded_cell)
    hand_in(course, "formato", CLASS["certa"], other_schema)
    hand_in(course, "corrompida").write_bytes(b'{"cells": [{"cell_type": "code", "sour')
    with open(hand_in(course, "enorme"), "ab") as file:
        file.truncate(50 << 20)
    link = hand_in(course, "link")
    link.unlink()
    link.symlink_to(course.submission("certa", NOTEBOOK))
    course.submission("certa", NOTEBOOK).with_name("timestamp.txt").write_text("segunda-feira, 14 set. 2026, 21:51")
    course.submission("errada", NOTEBOOK).with_name("timestamp.txt").write_text("2026-09-14 21:51", encoding="utf-16")
    hand_in(course, "ana", CLASS["certa"])  # the one of them who is on the list
    extras = hand_in(course, "extras", CLASS["certa"]).parent
    (extras / "segredo.txt").symlink_to(course.private / "secret")
    (extras / "pagina.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    os.mkfifo(extras / "cano")
    return root


def copy_of(root, folder):
    """The class once more, traps and all; a pipe cannot be copied, it is made anew."""
    without_pipes = shutil.ignore_patterns("cano")
    course = Course(shutil.copytree(root, folder / "turma", symlinks=True, ignore=without_pipes))
    os.mkfifo(course.submission("extras", NOTEBOOK).with_name("cano"))
    return course


@pytest.fixture(scope="module")
def by_nbgrader(handed_in, tmp_path_factory):
    course = copy_of(handed_in, tmp_path_factory.mktemp("nbgrader"))
    return course, nbgrader(course, "autograde", NOTEBOOK)


@pytest.fixture(scope="module")
def by_us(handed_in, tmp_path_factory):
    course = copy_of(handed_in, tmp_path_factory.mktemp("nossa"))
    return course, grade(course, jobs=2)


def test_nbgrader_autograde_and_grade_give_identical_marks(by_nbgrader, by_us):
    (theirs, done), (ours, summary) = by_nbgrader, by_us
    assert done.returncode == 0, done.stderr[-3000:]
    assert not summary.failed
    marks = marks_in_gradebook(ours, NOTEBOOK)
    assert marks == marks_in_gradebook(theirs, NOTEBOOK)
    everyone = {"ana"} | set(CLASS) | {"copiou", "formato", "corrompida", "enorme", "link", "extras"}
    assert {student for student, _ in marks} >= everyone and None not in marks.values()
    scores = {student: score for (student, _), score in marks.items()}
    full = scores["certa"]
    assert full == ours.points(NOTEBOOK)
    assert {scores[name] for name in ("copiou", "formato", "extras", "ana")} == {full}
    assert {scores[name] for name in ("errada", "vazia", "sai", "corrompida", "link")} == {0.0}
    assert 0 < scores["parcial"] < full


def test_both_write_the_same_records_and_the_same_recorded_notebooks(by_nbgrader, by_us):
    theirs, ours = by_nbgrader[0], by_us[0]
    assert records.all_of(ours.root, NOTEBOOK) == records.all_of(theirs.root, NOTEBOOK) != []
    for record in records.all_of(ours.root, NOTEBOOK):
        where = Path("autograded", record["student"], NOTEBOOK, f"{NOTEBOOK}.ipynb")
        assert (ours.root / where).read_bytes() == (theirs.root / where).read_bytes()


@pytest.mark.parametrize("who", ["by_nbgrader", "by_us"])
def test_links_and_other_files_of_a_student_go_nowhere(who, request):
    course = request.getfixturevalue(who)[0]
    copied = sorted(path.name for path in (course.autograded / "extras").rglob("*") if path.is_file())
    assert copied == [f"{NOTEBOOK}.ipynb"]
    assert records.read(course.root, NOTEBOOK, "link")["status"] == "unreadable"
    secret = course.secret.hex()
    assert not any(secret in path.read_bytes().hex() for path in course.autograded.rglob("*") if path.is_file())


def test_the_formgraders_button_gives_the_same_mark(handed_in, tmp_path, monkeypatch):
    """NbGraderAPI.autograde is what the button calls, inside the server, in the course's folder."""
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    from autograder.course.converters import configuration, one_engine
    from autograder.judging.grader import close_shared

    course = copy_of(handed_in, tmp_path)
    monkeypatch.chdir(course.root)
    config = configuration(course.root)
    with one_engine():
        api = NbGraderAPI(CourseDirectory(config=config), config=config)
        result = api.autograde(NOTEBOOK, "parcial")
    assert result["success"], result
    limits = records.read(course.root, NOTEBOOK, "parcial")["limits"]
    assert limits["submission_cpu"] * 3 <= 60
    close_shared()
    with Gradebook(course.db_url) as gradebook:
        score = gradebook.find_submission(NOTEBOOK, "parcial").score
    assert 0 < score < course.points(NOTEBOOK)


@pytest.mark.parametrize("who", ["by_nbgrader", "by_us"])
def test_the_formgrader_is_told_what_a_person_must_look_at_and_why(who, request):
    course = request.getfixturevalue(who)[0]
    with Gradebook(course.db_url) as gradebook:
        waiting = {
            part.student.id for part in gradebook.notebook_submissions(NOTEBOOK, NOTEBOOK) if part.needs_manual_grade
        }
    assert waiting == {path.parent.name for path in course.autograded.glob("*/*")} - {"ana"}
    first = nbformat.read(course.autograded / "link" / NOTEBOOK / f"{NOTEBOOK}.ipynb", as_version=4).cells[0]
    assert (
        first.outputs[0].text.startswith("· O arquivo não pôde ser lido: ") and "fora da lista" in first.outputs[0].text
    )


def test_every_door_gives_the_same_page(by_us, tmp_path, monkeypatch):
    """`feedback`, nbgrader's command, and NbGraderAPI.generate_feedback, which is what the formgrader's button calls."""
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    from autograder.course.converters import configuration, one_engine
    from autograder.outgoing.feedback import feedback

    course = copy_of(by_us[0].root, tmp_path)
    assert not feedback(course.root, [NOTEBOOK]).failed
    ours = pages_of(course)
    assert len(ours) == len(list(course.autograded.glob("*/*"))) and all(
        b"Devolutiva" in page for page in ours.values()
    )

    shutil.rmtree(course.feedback)
    done = nbgrader(course, "generate_feedback", NOTEBOOK)
    assert done.returncode == 0, done.stderr[-3000:]
    assert pages_of(course) == ours

    shutil.rmtree(course.feedback / "parcial")
    monkeypatch.chdir(course.root)
    config = configuration(course.root)
    with one_engine():
        result = NbGraderAPI(CourseDirectory(config=config), config=config).generate_feedback(NOTEBOOK, "parcial")
    assert result["success"], result
    assert pages_of(course) == ours


def pages_of(course):
    return {path.relative_to(course.feedback): path.read_bytes() for path in course.feedback.rglob("*.html")}


def test_a_course_that_requires_isolation_is_refused_without_it(released):
    """Better no mark than one given outside the walls; nbgrader says which student has none."""
    settings = '[isolation]\nrequire = ["uma muralha"]\n'
    (released.root / "curso.toml").write_text(settings, encoding="utf-8")
    hand_in(released, "ana", CLASS["certa"])
    done = nbgrader(released, "autograde", NOTEBOOK)
    assert done.returncode == 1 and "uma muralha" in done.stderr
    assert marks_in_gradebook(released, NOTEBOOK).get(("ana", "check_sigmoid")) is None


def test_a_server_that_lives_long_sees_a_changed_class_list(released):
    from autograder.judging.grader import close_shared, shared

    first = shared(released.root)
    assert shared(released.root) is first and "carla" not in first.course.students
    released.roster.write_text("id\ncarla\n", encoding="utf-8")
    os.utime(released.roster, ns=(1, 1))
    second = shared(released.root)
    assert second is not first and "carla" in second.course.students
    close_shared()
