"""Every command on every damaged course: one true sentence, no traceback, nothing changed that is not the command's own."""

import json
import os
import shutil
import sqlite3
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, event

from autograder.course.folder import Course
from autograder.judging.grade import grade
from autograder.outgoing.export import export
from autograder.outgoing.feedback import feedback
from tests.autograder.conftest import write_sources
from tests.autograder.judging.test_grade import hand_in

NB = "00_start"
NOBODY = 65534
OWNS = {  # what each command may change, by the beginning of the path; .enap/lock is everybody's
    "roster": ("alunos.csv", "gradebook.db"),
    "release": ("release/", "gradebook.db"),
    "collect": ("submitted/", ".enap/collected/", ".enap/collect.lock"),
    "grade": ("autograded/", "gradebook.db", ".enap/records", ".enap/grade.log"),
    "feedback": ("feedback/", ".enap/feedback.log"),
    "export": ("notas.csv",),
    "status": (),
    "doctor": (),
    "purge": (),
    "init": ("source/", "gradebook.db", ".enap/secret", "nbgrader_config.py", "curso.toml"),
}


@pytest.fixture(scope="module")
def made(made_release, tmp_path_factory):
    """A course with a mark, a page and notas.csv."""
    folder = tmp_path_factory.mktemp("inteira") / "turma"
    shutil.copytree(made_release, folder)
    course = Course(folder)
    hand_in(course, "ana")
    grade(course)
    feedback(course.root, [NB])
    export(course)
    return folder


@pytest.fixture
def whole(made, tmp_path, monkeypatch):
    shutil.copytree(made, tmp_path / "turma")
    write_sources(tmp_path / "curso")
    (tmp_path / "lista.csv").write_text("id\nnovo\n", encoding="utf-8")
    (tmp_path / "entregas").mkdir()
    shutil.copy(made / "submitted" / "ana" / NB / f"{NB}.ipynb", tmp_path / "entregas" / "bia.ipynb")
    monkeypatch.setattr("autograder.outgoing.release.verify", lambda *_: None)  # judging is not what is tried here
    monkeypatch.setattr("autograder.commands.doctor._versions", lambda: ())
    monkeypatch.setattr("autograder.commands.doctor._isolation", lambda: ())
    monkeypatch.setattr("autograder.course.gradebook.PATIENCE", 0.1)
    return Course(tmp_path / "turma")


def words(command, course):
    beside = course.root.parent
    more = {
        "roster": ["--from", beside / "lista.csv"],
        "collect": [NB, "--from", beside / "entregas"],
        "purge": ["--student", "ana"],
    }
    if command == "init":
        return ["init", course.root, "--update", "--solutions", beside / "curso" / "solutions"]
    return [command, *more.get(command, []), "--course", course.root]


def files(course):
    return {str(p.relative_to(course.root)): p.read_bytes() for p in course.root.rglob("*") if p.is_file()}


def changed(before, after):
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} - {".enap/lock"}


def rewrite(name, content):
    return lambda course: (course.root / name).write_bytes(content)


def gone(name):
    def damage(course):
        path = course.root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return damage


def cut(name):
    return lambda course: os.truncate(course.root / name, (course.root / name).stat().st_size // 2 // 4096 * 4096 + 100)


def folder_instead(name):
    def damage(course):
        gone(name)(course)
        (course.root / name).mkdir()

    return damage


def without_tables(course):
    gone("gradebook.db")(course)
    with closing(sqlite3.connect(course.gradebook)) as database:
        database.execute("CREATE TABLE recados (texto TEXT)")


@contextmanager
def locked(course):
    with closing(sqlite3.connect(course.gradebook, isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def full_disk(course):
    """No file can be finished, and SQLite finds no page more."""

    def full(*_):
        raise OSError(28, "No space left on device")

    def no_room(connection, record):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("autograder.ground.files.os.fsync", full)
        event.listen(Engine, "connect", no_room)
        try:
            yield
        finally:
            event.remove(Engine, "connect", no_room)


@contextmanager
def as_nobody(course):
    """As another user of the machine: everything of the course is closed to it."""
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        os.chmod(course.root, 0)
        try:
            yield
        finally:
            os.chmod(course.root, 0o700)


def nothing(course):
    pass


@dataclass
class State:
    """How it is damaged, what the sentence says, and which commands do all of their work all the same."""

    damage: object
    said: str
    work: tuple = ()
    during: object = nullcontext
    mended: bool = False  # by init --update


BY_ALL = tuple(OWNS)
STATES = {
    "gradebook gone": State(gone("gradebook.db"), "gradebook.db não está lá", mended=True),
    "gradebook empty": State(rewrite("gradebook.db", b""), "gradebook.db está vazio"),
    "gradebook is text": State(rewrite("gradebook.db", b"notas\n" * 999), "gradebook.db está danificado"),
    "gradebook cut": State(cut("gradebook.db"), "gradebook.db"),
    "gradebook is a folder": State(folder_instead("gradebook.db"), "gradebook.db não é um arquivo"),
    "gradebook of something else": State(without_tables, "faltam tabelas"),
    "gradebook locked": State(nothing, "outro programa está usando o gradebook.db", during=locked),
    "sources gone": State(gone("source"), "source", mended=True),
    "a source gone": State(gone(f"source/{NB}"), f"{NB}.ipynb não está lá", mended=True),
    "a source broken": State(rewrite(f"source/{NB}/{NB}.ipynb", b"{"), "não é um caderno", mended=True),
    "a source without cells": State(rewrite(f"source/{NB}/{NB}.ipynb", b'{"nbformat": 4}'), "não é um caderno", mended=True),
    "release gone": State(gone("release"), "", work=BY_ALL),
    "a release broken": State(rewrite(f"release/{NB}/{NB}.ipynb", b"{"), "", work=BY_ALL),
    "records gone": State(gone(".enap/records"), "", work=BY_ALL),
    "a record of nothing": State(rewrite(f".enap/records/{NB}/ana.json", b"{}"), "", work=BY_ALL),
    "a record cut": State(rewrite(f".enap/records/{NB}/ana.json", b'{"student": "an'), "", work=BY_ALL),
    "secret gone": State(gone(".enap/secret"), "secret não está lá", mended=True),
    "secret empty": State(rewrite(".enap/secret", b""), "secret não tem 32 bytes"),
    ".enap gone": State(gone(".enap"), ".enap", mended=True),
    "configuration gone": State(gone("nbgrader_config.py"), "nbgrader_config.py não está lá", mended=True),
    "configuration no Python": State(rewrite("nbgrader_config.py", b"c = = 1\n"), "não é Python válido na linha 1"),
    "configuration empty": State(rewrite("nbgrader_config.py", b""), "não liga mais o corretor"),
    "settings gone": State(gone("curso.toml"), "curso.toml não está lá", mended=True),
    "settings broken": State(rewrite("curso.toml", b"[limits\n"), "curso.toml não pode ser lido"),
    "settings in another encoding": State(rewrite("curso.toml", b"# pre\xe7o\n"), "curso.toml não pode ser lido"),
    "list gone": State(gone("alunos.csv"), "alunos.csv, não está lá", work=("roster",)),
    "list empty": State(rewrite("alunos.csv", b""), "alunos.csv"),
    "list broken": State(rewrite("alunos.csv", b"id\n?\n"), "linha 2"),
    "times broken": State(rewrite(f"submitted/ana/{NB}/timestamp.txt", b"\xff\xfe?"), "", work=BY_ALL),
    "submissions gone": State(gone("submitted"), "submitted", mended=True),
    "recorded notebooks gone": State(gone("autograded"), "", work=tuple(c for c in OWNS if c != "feedback")),
    "no permission": State(nothing, "falta permissão", during=as_nobody),
}  # fmt: skip


@pytest.mark.parametrize("command", OWNS)
@pytest.mark.parametrize("name", STATES)
def test_one_true_sentence_and_nothing_else_changed(whole, run, name, command):
    state = STATES[name]
    state.damage(whole)
    before = files(whole)
    with state.during(whole):
        code, said = run(*words(command, whole))
    touched = changed(before, files(whole))
    assert all(path.startswith(OWNS[command]) for path in touched), touched
    if command in state.work or (command == "init" and state.mended):
        assert code == 0, said
    elif (name, command) == ("recorded notebooks gone", "feedback"):
        assert code == 1 and "Sem devolutiva nova: ana" in said
    else:
        assert code in (1, 2) and state.said in said, said
        assert command == "init" or not touched
    assert "Traceback" not in said and said.strip()


@pytest.mark.parametrize("name", [name for name, state in STATES.items() if state.mended])
def test_what_init_can_mend_works_again(whole, run, name):
    STATES[name].damage(whole)
    assert run(*words("init", whole))[0] == 0
    for command in ("release", "grade", "export", "status"):
        assert run(*words(command, whole))[0] == 0


@pytest.mark.parametrize("command", ["roster", "collect", "export", "grade"])
def test_a_full_disk_is_said_and_what_was_there_stays(whole, run, command):
    if command == "grade":
        hand_in(whole, "bia")
    before = files(whole)
    with full_disk(whole):
        code, said = run(*words(command, whole))
    assert code == 1 and "não há mais espaço em disco" in said
    after = files(whole)
    assert not [name for name in after if "draft" in name]
    assert all(name in after for name in before) and before["notas.csv"] == after["notas.csv"]
    assert run(*words(command, whole))[0] == 0


def test_what_the_configuration_does_when_it_runs_is_told_with_its_line(whole, run):
    with open(whole.root / "nbgrader_config.py", "a", encoding="utf-8") as file:
        file.write("c.Nada = nada\n")
    hand_in(whole, "bia")
    for command in ("release", "grade"):
        code, said = run(*words(command, whole))
        assert code == 1 and "NameError" in said and "linha" in said and "nbgrader_config.py" in said


def test_a_configuration_that_no_longer_calls_ours_never_runs_a_students_notebook(whole, run):
    (whole.root / "nbgrader_config.py").write_text("# autograder\nc = get_config()\n", encoding="utf-8")
    hand_in(whole, "bia", added="open('/tmp/nunca', 'w')")
    code, said = run(*words("grade", whole))
    assert code == 1 and "configure(c)" in said and not os.path.exists("/tmp/nunca")


def test_release_says_the_gradebooks_trouble_as_such_not_as_the_notebooks(course, run, monkeypatch):
    """It can be read, but another program is writing in it: only nbgrader itself finds out."""

    def impatient(connection, record):
        connection.execute("PRAGMA busy_timeout = 50")

    monkeypatch.setattr("autograder.outgoing.release.verify", lambda *_: None)
    event.listen(Engine, "connect", impatient)
    try:
        with closing(sqlite3.connect(course.gradebook, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            code, said = run("release", "--course", course.root)
    finally:
        event.remove(Engine, "connect", impatient)
    assert code == 1 and "outro programa está usando o gradebook.db" in said and "recusou" not in said
    assert course.released == [] and run("release", "--course", course.root)[0] == 0


def test_a_source_of_another_encoding_is_named_with_its_line(tmp_path, run):
    solutions = write_sources(tmp_path)
    source = solutions / f"{NB}.py"
    source.write_bytes(source.read_text(encoding="utf-8").encode("cp1252"))
    code, said = run("init", tmp_path / "turma", "--solutions", solutions)
    assert code == 1 and "00_start.py" in said and "UTF-8" in said and "linha 2" in said
    assert not (tmp_path / "turma").exists()


def test_a_file_is_no_place_for_a_course(tmp_path, run):
    solutions = write_sources(tmp_path)
    (tmp_path / "lista.csv").write_text("id\n", encoding="utf-8")
    for place in ("lista.csv", "lista.csv/x", "lista.csv/x/y"):
        code, said = run("init", tmp_path / place, "--solutions", solutions)
        assert code == 2 and "lista.csv é um arquivo" in said
    assert run("init", "/proc/x", "--solutions", solutions)[0] == 1
    assert json.dumps(sorted(os.listdir(tmp_path))) == '["lista.csv", "pyproject.toml", "solutions"]'
