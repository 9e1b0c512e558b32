"""A purge shows first, then leaves nothing: the whole folder is searched, byte by byte, for id, name and e-mail."""

import json
import shutil

import pytest

from autograder.commands import purge as purging
from autograder.course import enrol
from autograder.course.folder import Course
from autograder.ground.traces import Traces
from autograder.judging.grade import grade
from autograder.outgoing.export import export
from autograder.outgoing.feedback import feedback
from tests.autograder.commands.test_damaged import files
from tests.autograder.judging.test_grade import hand_in

NB, WHO = "00_start", "xq7.vargas"
NAMES = (WHO, "Xênia Vargas", "xq7@example.org", "Xênia", "Vargas")


@pytest.fixture(scope="module")
def made(made_release, tmp_path_factory):
    folder = tmp_path_factory.mktemp("purga")
    shutil.copytree(made_release, folder / "turma")
    (folder / "lista.csv").write_text(
        f"id,first_name,last_name,email\n{WHO},Xênia,Vargas,xq7@example.org\n", encoding="utf-8"
    )
    course = Course(folder / "turma")
    enrol.merge(course, folder / "lista.csv")
    for student in (WHO, "ana", "zoe.fora"):
        hand_in(course, student)
    grade(course)
    feedback(course.root, [NB])
    export(course)
    for log in (course.private / "grade.log", course.root / ".nbgrader.log"):
        log.write_text(f"erro de {WHO}\nerro de ana\n", encoding="utf-8")
    return folder / "turma"


@pytest.fixture
def course(made, tmp_path):
    shutil.copytree(made, tmp_path / "turma")
    return Course(tmp_path / "turma")


def holds(course, word):
    """In any file, as bytes, also in what SQLite has freed."""
    return [name for name, content in files(course).items() if word.encode() in content or word in name]


def test_first_it_only_shows(course, run):
    before = files(course)
    code, said = run("purge", "--student", WHO, "--course", course.root)
    after = files(course)
    assert code == 0 and before == {name: after[name] for name in before} and "--yes" in said
    for part in (
        "gradebook.db",
        "submitted",
        "autograded",
        "feedback",
        "records",
        "alunos.csv",
        "notas.csv",
        "grade.log",
    ):
        assert part in said


def test_then_nothing_of_the_person_is_left_and_everything_of_the_others_is(course, run):
    assert all(holds(course, name) for name in NAMES if " " not in name)
    others = {name: content for name, content in files(course).items() if "/ana" in name}
    assert len(others) >= 4
    code, said = run("purge", "--student", WHO, "--yes", "--course", course.root)
    assert code == 0 and "Nada mais" in said and "Vargas" not in said
    assert [holds(course, name) for name in NAMES] == [[]] * len(NAMES)
    assert others.items() <= files(course).items()
    assert (course.private / "grade.log").read_text(encoding="utf-8") == "erro de ana\n"
    assert (course.root / "notas.csv").read_text(encoding="utf-8").count("ana,Ana,Souza") == 1
    assert grade(Course(course.root)).skipped == 2
    assert run("purge", "--student", WHO, "--yes", "--course", course.root)[0] == 2


def test_what_another_persons_file_says_is_not_changed_but_named(course, run):
    path = course.submission("ana", NB)
    path.write_bytes(path.read_bytes() + json.dumps("com Xênia Vargas").encode())
    before = path.read_bytes()
    code, said = run("purge", "--student", WHO, "--yes", "--course", course.root)
    assert code == 1 and f"submitted/ana/{NB}/{NB}.ipynb" in said and path.read_bytes() == before


def test_strangers_go_together_and_the_list_stays(course, run):
    assert purging.strangers(course) == ["zoe.fora"]
    assert run("purge", "--strangers", "--yes", "--course", course.root)[0] == 0
    assert holds(course, "zoe.fora") == [] and holds(course, WHO) and purging.strangers(Course(course.root)) == []
    code, said = run("purge", "--strangers", "--course", course.root)
    assert code == 0 and "Nada a apagar" in said


def test_what_a_killed_command_left_half_written_goes_too_but_is_nobodys_trace(course, run):
    draft = course.roster.with_name(".draft-abc")
    draft.write_text(f"id\n{WHO}\n", encoding="utf-8")
    (course.root / ".draft-pasta").mkdir()
    assert run("purge", "--student", "ninguem", "--yes", "--course", course.root)[0] == 2 and draft.exists()
    assert run("purge", "--student", WHO, "--yes", "--course", course.root)[0] == 0
    assert not draft.exists() and (course.root / ".draft-pasta").is_dir()


def test_an_empty_list_makes_nobody_a_stranger(course, run):
    course.roster.write_text("id\n", encoding="utf-8")
    code, said = run("purge", "--strangers", "--yes", "--course", course.root)
    assert code == 2 and "lista" in said and holds(course, "zoe.fora")


@pytest.mark.parametrize(
    "options",
    [
        [], ["--student", "ana", "--strangers"], ["--student", "ninguem"], ["--student", ""],
        *(["--student", name] for name in (".", "..", "../source", "ana/00_start", "*", "[a]na", "an?", "x\0")),
    ],
)  # fmt: skip
def test_wrong_use_removes_nothing(course, run, options):
    before = files(course)
    assert run("purge", *options, "--yes", "--course", course.root)[0] == 2
    after = files(course)
    assert before == {name: after[name] for name in before}


def test_what_an_interruption_leaves_the_same_command_removes(course, run, monkeypatch):
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):

        def interrupted(*_):
            raise KeyboardInterrupt

        patched.setattr("autograder.commands.purge.forget", interrupted)
        purging.purge(course, [WHO], really=True)
    assert holds(course, WHO)
    assert run("purge", "--student", WHO, "--yes", "--course", course.root)[0] == 0
    assert [holds(course, name) for name in NAMES] == [[]] * len(NAMES)


@pytest.mark.parametrize(
    "text, there",
    [
        (b'"student": "ana",', True), (b"submitted/ana/02", True), (b"a ana.", True), (b"ANA", True), (b"ana,Ana,Souza", True),
        (b"semana", False), (b"ana.souza", False), (b"mariana", False), (b"ana@example.org", False), (b"ana_2", False),
    ],
)  # fmt: skip
def test_an_id_is_a_whole_word(text, there):
    assert Traces(["ana"]).within(text) == there


def test_a_name_is_found_however_it_is_written_and_no_word_is_found_in_nothing():
    for form in ("José Á".encode(), "Jose\u0301 A\u0301".encode(), json.dumps("José Á").encode()):
        assert Traces(["José Á"]).within(b"x " + form + b" y")
    assert not Traces([""]).within(b"anything")
