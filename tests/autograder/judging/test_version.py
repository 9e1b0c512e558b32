"""What regrades a course: every file of the deciding folders, and nothing that is only looked at."""

import ast
import shutil
from pathlib import Path

import nbformat
import pytest

import autograder
import enap_lstm
from autograder.judging.version import GENERATED, OF_COURSE, OF_GRADER, course_version, deciding

COURSE, GRADER = Path(enap_lstm.__path__[0]), Path(autograder.__path__[0])
PUBLIC = (COURSE / "__init__.py", GRADER / "__init__.py")  # they import what a notebook uses; nothing judges by it
SOURCE = nbformat.v4.new_notebook()
SHOWN = [
    "enap_lstm/figures/start.py", "enap_lstm/plots/__init__.py", "enap_lstm/widgets/__init__.py", "enap_lstm/check.py",
    "autograder/outgoing/feedback.py", "autograder/outgoing/devolutiva/index.html.j2", "autograder/outgoing/export.py",
    "autograder/commands/status.py", "autograder/course/roster.py", "autograder/__main__.py",
]  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packages")
    for package in (COURSE, GRADER):
        shutil.copytree(package, folder / package.name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def version(copy, source=SOURCE):
    return course_version(source, copy / "enap_lstm", copy / "autograder")


def changes(copy, path):
    """Does a line more in this file make another version? The file is as before afterwards."""
    before, text = version(copy), path.read_bytes()
    path.write_bytes(text + b"\n# another line\n")
    try:
        return version(copy) != before
    finally:
        path.write_bytes(text)


def test_every_file_of_the_deciding_folders_counts(copy):
    places = [copy / "enap_lstm" / name for name in OF_COURSE] + [copy / "autograder" / name for name in OF_GRADER]
    files = {path for place in places for path in [place, *place.rglob("*")] if path.is_file()}
    counted = {path for path in files if path.name not in GENERATED}
    assert len(counted) > 60 and counted == set(deciding(copy / "enap_lstm", copy / "autograder"))
    assert [str(path) for path in sorted(counted) if not changes(copy, path)] == []


def test_a_new_file_counts_and_the_source_too(copy):
    before = version(copy)
    new = copy / "enap_lstm/exercises/another.py"
    new.write_text("X = 1\n", encoding="utf-8")
    assert version(copy) != before
    new.unlink()
    assert version(copy) == before != version(copy, nbformat.v4.new_notebook(metadata={"x": 1}))


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_only_looked_at_regrades_nobody(copy, name):
    assert not changes(copy, copy / name)


def imported(path, packages):
    """The files of ours that a file imports, at its top or inside its functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in packages:
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                file = packages[name.partition(".")[0]].parent.joinpath(*name.split("."))
                files = [each for each in (file.with_suffix(".py"), file / "__init__.py") if each.is_file()]
                yield from (each for each in files if each not in PUBLIC)


def test_all_code_that_judges_lies_in_the_deciding_folders():
    """From the judge and from the other side of the wall, as far as imports lead; the ground and the course's own
    settings (limits are kept in each record) decide nothing."""
    packages = {"autograder": GRADER, "enap_lstm": COURSE}
    found, waiting = set(), [GRADER / "judging/judge.py", GRADER / "running/confined/inside.py", COURSE / "exercise.py"]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += list(imported(path, packages))
    decides = set(deciding(COURSE, GRADER))
    ours = {str(path.relative_to(GRADER.parent)) for path in found - decides if path.name != "__init__.py"}
    assert len(found) > 40
    looked_at = ("enap_lstm/panel/", "enap_lstm/gradcheck/")  # how a verdict looks; what is closed to answers
    assert {path for path in ours if not path.startswith(looked_at)} <= {
        "autograder/ground/errors.py", "autograder/ground/untrusted.py", "enap_lstm/portuguese.py",
    }  # fmt: skip
