"""`make bench`: the same submissions graded by `nbgrader autograde` unmodified and by ours, in one run, on one core.

Speed is printed as a ratio against that named rival; memory is what a submission in flight adds, in proportion (PSS).
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click
import numpy as np
import psutil

from autograder.commands.bench_students import bench_students
from autograder.commands.demo_class import NOTEBOOK, PLAIN, PLAIN_BACK, Person, hand_in
from autograder.running.grading_copy import write_grading_copy
from autograder.running.runner import WarmParent

PLAIN_CONFIG = "c = get_config()\nc.CourseDirectory.root = {root!r}\n"


def bench(students: int) -> None:
    """Print both times and their ratio, both peaks of memory, then the memory of one submission in flight."""
    one_core()
    bench_students()
    with tempfile.TemporaryDirectory(prefix="enap-bench-") as folder:
        ours, rival = Path(folder) / "ours", Path(folder) / "nbgrader"
        make_course(ours, students)
        shutil.copytree(ours, rival)
        (rival / "nbgrader_config.py").write_text(PLAIN_CONFIG.format(root=str(rival)), encoding="utf-8")
        theirs_s, theirs_mb = timed(rival, "nbgrader", "autograde", NOTEBOOK)
        ours_s, ours_mb = timed(ours, "autograder", "grade", NOTEBOOK)
        same = marks(ours) == marks(rival) and len(marks(ours)) == students
    click.echo(f"{students} right submissions of {NOTEBOOK}, one core, start and imports included")
    click.echo(
        f"  nbgrader autograde, unmodified  {theirs_s:7.2f} s  {theirs_s / students:6.3f} s each  {theirs_mb:5.0f} MB"
    )
    click.echo(f"  autograder grade                {ours_s:7.2f} s  {ours_s / students:6.3f} s each  {ours_mb:5.0f} MB")
    click.echo(f"  ratio                           {theirs_s / ours_s:7.1f} x  marks {'agree' if same else 'DIFFER'}")
    click.echo(f"  one submission in flight adds   {in_flight():7.0f} MB (PSS, its whole process tree)")


def one_core() -> None:
    """Keep this process and its children on one core: a ratio of work, not of parallel machines."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


def make_course(root: Path, students: int) -> None:
    """A released course and `students` right submissions, through the project's own commands."""
    people = [Person(f"aluno{k:03d}", "Aluno", str(k), "certa") for k in range(students)]
    run("init", str(root))
    rows = [f"{p.id},{p.first_name},{p.last_name},{p.id}@example.org,0" for p in people]
    roster = root.parent / "turma.csv"
    roster.write_text("\n".join(["id,first_name,last_name,email,extra_time", *rows, ""]), encoding="utf-8")
    run("roster", "--from", str(roster), "--course", str(root))
    run("release", NOTEBOOK, "--course", str(root))
    released = json.loads((root / "release" / NOTEBOOK / f"{NOTEBOOK}.ipynb").read_text(encoding="utf-8"))
    handed_in = root.parent / "entregas"
    handed_in.mkdir()
    for person in people:
        (handed_in / f"{person.id}.ipynb").write_bytes(hand_in(released, person))
    run("collect", NOTEBOOK, "--from", str(handed_in), "--course", str(root))


def run(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "autograder", *words], check=True, stdout=subprocess.DEVNULL)


def timed(course: Path, module: str, *words: str) -> tuple[float, float]:
    """Seconds of the clock, and the largest memory (PSS, MB) of all its processes, seen twice a second."""
    click.echo(f"… python -m {module} {' '.join(words)}")
    command = [sys.executable, "-m", module, *words]
    start, peak = time.perf_counter(), 0.0
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=course, stdout=said, stderr=said)
        while process.poll() is None:
            peak = max(peak, memory(psutil.Process(process.pid)))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.5)
        seconds = time.perf_counter() - start
        if process.returncode:
            said.seek(0)
            raise SystemExit(
                f"{module} ended with {process.returncode}:\n{said.read()[-2000:].decode(errors='replace')}"
            )
    return seconds, peak


def memory(process: psutil.Process) -> float:
    """MB that a process and all below it hold, shared pages in proportion."""
    total = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        for one in [process, *process.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                total += one.memory_full_info().pss
    return total / (1 << 20)


def marks(course: Path) -> list[tuple[str, float]]:
    """Everybody's marks, as the gradebook has them."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as gradebook:
        rows = gradebook.execute(
            "select submitted_assignment.student_id, sum(grade.auto_score) from grade"
            " join submitted_notebook on grade.notebook_id = submitted_notebook.id"
            " join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id"
            " group by submitted_assignment.student_id order by 1"
        )
        return [(student, float(score)) for student, score in rows]


def in_flight() -> float:
    """MB that the processes of this machine hold more while a right submission waits to be judged."""
    here = psutil.Process()
    with (
        tempfile.TemporaryDirectory() as folder,
        WarmParent(NOTEBOOK, write_grading_copy(NOTEBOOK, Path(folder))) as parent,
    ):
        before = memory(here)
        setup = "import numpy as np\nfrom enap_lstm.reference import sigmoid"
        with parent.run([setup, PLAIN, PLAIN_BACK]) as runner:
            runner.answer("input_gate").observe(
                tuple(np.ones(shape) for shape in ((5, 2), (5, 3), (3, 2), (3, 3), (3,)))
            )
            return memory(here) - before
