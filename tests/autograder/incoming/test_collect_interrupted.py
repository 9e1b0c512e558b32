"""Ctrl-C and kill -9 at ten moments in `collect` and in `roster`: nothing is lost, and the same command mends the rest.

A moment is one of Python's own audit events (a file opened, made, renamed, removed) or a call of SQLite's: the child stops
itself there, so that no clock decides what is tested.
"""

import csv
import json
import random
import shutil
import signal
import subprocess
import sys
import zipfile

import pytest
from nbgrader.api import Gradebook

from autograder.course import enrol
from autograder.course.folder import Course

NB = "00_start"
OLD, NEW = "1", "2"
HAD, COME = ["ana", "bia"], ["ana", "bia", "caio", "dora"]
PROGRAM = """
import os, signal, sys
what, moment, seen = int(sys.argv[1]), int(sys.argv[2]), 0
EVENTS = ("open", "os.", "sqlite3.", "shutil.", "tempfile.", "fcntl.")

def is_of_sqlite(called):
    return type(getattr(called, "__self__", None)).__module__ == "sqlite3"

def at(event, arguments):
    global seen
    if event.startswith(EVENTS) and "turma" in repr(arguments):
        seen += 1
        if seen == moment:
            os.kill(os.getpid(), what)

from autograder.__main__ import main
sys.addaudithook(at)
sys.setprofile(lambda frame, kind, called: at("sqlite3.", "turma") if kind == "c_call" and is_of_sqlite(called) else None)
try:
    main(sys.argv[3:])
finally:
    print("events", seen, file=sys.stderr)
"""
SIGNALS = [signal.SIGKILL, signal.SIGINT]


def interrupted(words, what, moment):
    words = [sys.executable, "-c", PROGRAM, int(what), moment, *words]
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=120, check=False)


def moments(words, seed):
    """Ten moments of a command that is left to end, drawn from all it has."""
    whole = interrupted(words, signal.SIGINT, 0)
    assert whole.returncode == 0, whole.stderr
    events = int(whole.stderr.split("events")[-1])
    assert events > 10
    return random.Random(seed).sample(range(1, events + 1), 10)


def ended(done, what):
    """Did it end as if nothing had happened? So it may when Python was cleaning up: nobody is told of a Ctrl-C there."""
    assert "Traceback" not in done.stderr or "Exception ignored" in done.stderr, done.stderr
    whole = what is signal.SIGINT and done.returncode == 0
    assert whole or done.returncode == (-what if what is signal.SIGKILL else 1), done.stderr
    return whole


def content(mark):
    return json.dumps({"cells": [], "metadata": {"mark": mark}, "nbformat": 4, "nbformat_minor": 5})


def moodle(folder, mark, students):
    """Moodle's zip and worksheet, in which these students have handed in this version."""
    with zipfile.ZipFile(folder / f"{mark}.zip", "w") as archive:
        for number, student in enumerate(students):
            archive.writestr(f"{student}_{number}_assignsubmission_file/{NB}.ipynb", content(mark))
    lines = [f"Participante{n},{s},Enviado,2026-10-0{mark} 10:00" for n, s in enumerate(students)]
    sheet = "\n".join(["Identificador,id,Status,Última modificação (envio)", *lines])
    (folder / f"{mark}.csv").write_text(sheet, encoding="utf-8")
    return folder / f"{mark}.zip", "--worksheet", folder / f"{mark}.csv"


def marks(course):
    """Student → the version that lies there and the day of its time; what cannot be read fails here."""
    return {
        path.parent.parent.name: (
            json.loads(path.read_bytes())["metadata"]["mark"],
            (path.parent / "timestamp.txt").read_text(encoding="utf-8")[9:10],
        )
        for path in course.submitted.glob(f"*/{NB}/{NB}.ipynb")
    }


def ids(course):
    with open(course.roster, encoding="utf-8", newline="") as file:
        return [row["id"] for row in csv.DictReader(file)]


@pytest.fixture
def copied(tmp_path):
    def copied(course, name):
        return Course(shutil.copytree(course.root, tmp_path / "copias" / name / "turma"))

    return copied


@pytest.mark.slow
@pytest.mark.parametrize("what", SIGNALS, ids=lambda what: what.name)
def test_collect(course, tmp_path, copied, run, what):
    (tmp_path / "lista.csv").write_text("id\ncaio\ndora\n", encoding="utf-8")
    enrol.merge(course, tmp_path / "lista.csv")
    where = ("--course", course.root)
    assert run("collect", NB, "--from", *moodle(tmp_path, OLD, HAD), *where)[0] == 0
    command = ("collect", NB, "--from", *moodle(tmp_path, NEW, COME), "--course")
    for k, moment in enumerate(moments((*command, copied(course, "inteira").root), seed=int(what))):
        one = copied(course, f"turma {k}")
        done = interrupted((*command, one.root), what, moment)
        whole = ended(done, what)
        there = marks(one)
        assert not whole or there == dict.fromkeys(COME, (NEW, NEW))
        assert set(HAD) <= set(there) <= set(COME)
        # the time goes first: the old file may stand beside the new time for a moment, never the other way round
        assert set(there.values()) <= {(OLD, OLD), (OLD, NEW), (NEW, NEW)}
        code, said = run(*command, one.root)
        assert code == 0 and f"{len(COME)} arquivos ao todo" in said
        assert marks(one) == dict.fromkeys(COME, (NEW, NEW)) and not list(one.root.rglob(".draft-*"))


@pytest.mark.slow
@pytest.mark.parametrize("what", SIGNALS, ids=lambda what: what.name)
def test_roster(course, tmp_path, copied, run, what):
    (tmp_path / "lista.csv").write_text("id,nome\nana,Ana Nova\nzoe,Zoé\n", encoding="utf-8")
    command = ("roster", "--from", tmp_path / "lista.csv", "--course")
    for k, moment in enumerate(moments((*command, copied(course, "inteira").root), seed=int(what))):
        one = copied(course, f"turma {k}")
        done = interrupted((*command, one.root), what, moment)
        whole = ended(done, what)
        assert ids(one) in (["ana", "bia", "zoe"], *([] if whole else [["ana", "bia"]]))
        assert run(*command, one.root)[0] == 0 and ids(one) == ["ana", "bia", "zoe"]
        with Gradebook(one.db_url) as gradebook:
            assert sorted(student.id for student in gradebook.students) == ["ana", "bia", "zoe"]
            assert gradebook.find_student("ana").last_name == "Nova"
