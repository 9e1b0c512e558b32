"""Ctrl-C and SIGKILL at ten moments each: what was there stays or is replaced whole, and the same command then finishes."""

import json
import os
import random
import shutil
import signal
import time

import pytest
from nbgrader.api import Gradebook

from autograder.__main__ import main
from autograder.course.create import update
from autograder.course.folder import Course
from autograder.outgoing.export import export, rows, written
from autograder.outgoing.release import is_current
from tests.autograder.commands.test_damaged import (
    files,
    made,  # noqa: F401  (a fixture)
)
from tests.autograder.conftest import SOURCE, write_sources

NB, MOMENTS = "00_start", 10
LONGEST = 60  # seconds: no child outlives its test


@pytest.fixture
def course(made, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(
        "autograder.outgoing.release.verify", lambda *_: None
    )  # it writes nothing; all moments to what does
    shutil.copytree(made, tmp_path / "turma")
    return Course(tmp_path / "turma")


def child(*words):
    """A process that runs the command, everything imported already; its id."""
    pid = os.fork()
    if pid:
        return pid
    code = 99
    try:
        signal.alarm(LONGEST)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # it may have been inherited as ignored
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        main.main([str(word) for word in words], standalone_mode=True)
    except SystemExit as end:
        code = end.code or 0
    finally:
        os._exit(code)


def seconds_of(*words):
    start = time.monotonic()
    assert os.waitstatus_to_exitcode(os.waitpid(child(*words), 0)[1]) == 0
    return time.monotonic() - start


def interrupted(sign, *words):
    """Run a command ten times, each stopped at another moment; yields after each."""
    whole, rng = seconds_of(*words), random.Random(2026)
    yield
    for k in range(MOMENTS):
        pid = child(*words)
        time.sleep(whole * (k + rng.random()) / MOMENTS)
        os.kill(pid, sign)
        os.waitpid(pid, 0)
        yield


def marks(course):
    with Gradebook(course.db_url) as gradebook:
        return [(s.student_id, s.score) for s in gradebook.assignment_submissions(NB)]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_export_leaves_the_old_marks_or_the_new_ones(course, sign):
    old, kept = (course.root / "notas.csv").read_bytes(), marks(course)
    course.roster.write_text("id\nana\nbia\nnova\n", encoding="utf-8")
    new = written(list(rows(Course(course.root))))
    for _ in interrupted(sign, "export", "--course", course.root):
        assert (course.root / "notas.csv").read_bytes() in (old, new)
        (course.root / "notas.csv").write_bytes(old)
        assert marks(course) == kept
    assert export(Course(course.root))[0].read_bytes() == new != old


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_release_leaves_the_old_notebook_or_the_new_one(course, sign, tmp_path, run):
    before, kept = files(course), marks(course)
    update(course, write_sources(tmp_path, SOURCE.replace("A sigmoide.", "A função.")))
    name = f"release/{NB}/{NB}.ipynb"
    seen = set()
    for _ in interrupted(sign, "release", NB, "--course", course.root):
        seen.add(is_current(course, NB))
        assert json.loads(course.release_of(NB).read_bytes())["cells"] and marks(course) == kept
        course.release_of(NB).write_bytes(before[name])
    assert True in seen
    assert run("release", NB, "--course", course.root)[0] == 0 and is_current(course, NB)
    after = files(course)
    assert {n for n in before if before[n] != after.get(n)} <= {
        name,
        f"source/{NB}/{NB}.ipynb",
        "gradebook.db",
        ".enap/lock",
    }
    assert not (course.private / "draft").exists()
