"""`make demo`: the whole loop as an instructor turns it, on a class of real notebooks, with the instructor's own commands.

The course stays in the folder that the last lines name.
"""

from __future__ import annotations

import json
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from autograder.commands.demo_class import CLASS, NOTEBOOK, hand_in
from autograder.course import records
from autograder.course.folder import Course
from autograder.ground.errors import CommandFailed
from autograder.ground.untrusted import for_terminal
from enap_lstm.exercises import EXERCISES
from enap_lstm.portuguese import pt

DILIGENT = "ana.alves"  # hands in every notebook


def demo(main: click.Command, folder: Path | None = None, jobs: int = 2) -> Course:
    """Make a course, release it, have a class hand in, grade, write feedback and marks; ends with a table and the paths.

    main: the command `python -m autograder`, which has this one among its own.
    """
    start = time.perf_counter()
    base = folder or Path(tempfile.mkdtemp(prefix="enap-demo-"))
    root, handed_in = base / "turma", base / "entregas"
    command(main, "init", str(root))
    course = Course(root)
    command(main, "roster", "--from", str(write_class_list(base)), "--course", str(root))
    command(main, "release", "--course", str(root))
    for notebook in course.released:
        command(
            main,
            "collect",
            notebook,
            "--from",
            str(write_submissions(course, notebook, handed_in)),
            "--course",
            str(root),
        )
    command(
        main, "grade", "--jobs", str(jobs), "--course", str(root), may_end_with=1
    )  # one file is corrupt, on purpose
    command(main, "feedback", "--course", str(root))
    command(main, "export", "--course", str(root))
    show(course, time.perf_counter() - start)
    return course


def command(main: click.Command, *words: str, may_end_with: int = 0) -> None:
    """Run one of the instructor's commands, as typed."""
    click.secho(f"\n$ python -m autograder {' '.join(words)}", bold=True)
    try:
        code = main.main(list(words), prog_name="python -m autograder", standalone_mode=False)
    except SystemExit as done:  # a command that ends with a code of its own
        code = done.code
    if code not in (None, 0, may_end_with):
        raise CommandFailed(f"A demonstração parou: o comando acima terminou com o código {code}.")


def write_class_list(base: Path) -> Path:
    path = base / "turma.csv"
    rows = [f"{p.id},{p.first_name},{p.last_name},{p.id}@example.org,0" for p in CLASS if p.in_list]
    path.write_text("\n".join(["id,first_name,last_name,email,extra_time", *rows, ""]), encoding="utf-8")
    return path


def write_submissions(course: Course, notebook: str, handed_in: Path) -> Path:
    """What the class hands in for a notebook: a zip for the notebook of the class, a folder for the others."""
    handed_in.mkdir(exist_ok=True)
    if notebook != NOTEBOOK:
        folder = handed_in / notebook
        folder.mkdir(exist_ok=True)
        (folder / f"{DILIGENT}.ipynb").write_bytes(course.source_of(notebook).read_bytes())
        return folder
    released = json.loads(course.release_of(notebook).read_text(encoding="utf-8"))
    path = handed_in / f"{notebook}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for person in CLASS:
            archive.writestr(f"{person.id}_{notebook}.ipynb", hand_in(released, person))
    return path


def show(course: Course, seconds: float) -> None:
    """The marks, the most common mistakes by name, where everything lies."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 130
    graded = {record["student"]: record for record in records.all_of(course.root, NOTEBOOK)}
    table = Table(title=f"Notas de {NOTEBOOK}", title_justify="left")
    for heading in ("estudante", "como respondeu", "nota", "situação", "erros reconhecidos"):
        table.add_column(heading, justify="right" if heading == "nota" else "left")
    for person in CLASS:
        record = graded[person.id]
        mistakes = [name for exercise in record["exercises"] for name in exercise["mistakes"][:1]]
        mark = f"{pt(record['score'])} de {pt(record['max_score'])}"
        table.add_row(person.id, person.manner, mark, record["status"], ", ".join(mistakes))
    console.print(table)
    console.print(common_mistakes(list(graded.values())))
    page = course.feedback / DILIGENT / NOTEBOOK / f"{NOTEBOOK}.html"
    click.echo(f"\nTudo em {seconds:.0f} s. A turma fica em  {course.root}")
    click.echo(f"  as notas em                {course.root / 'notas.csv'}")
    click.echo(f"  uma devolutiva em          {page}")
    click.echo(f"Para ver no formgrader: cd {course.root} && jupyter lab (menu Nbgrader › Formgrader)")


def common_mistakes(graded: list[records.Record]) -> Table:
    """How many wrote which known mistake, most frequent first, with what they were told."""
    count = Counter((e["name"], e["mistakes"][0]) for record in graded for e in record["exercises"] if e["mistakes"])
    table = Table(title="Erros mais comuns", title_justify="left")
    for heading in ("quantos", "exercício", "erro", "o que a mensagem diz"):
        table.add_column(heading, justify="right" if heading == "quantos" else "left")
    for (exercise, mistake), many in count.most_common(5):
        table.add_row(str(many), exercise, mistake, for_terminal(EXERCISES[exercise].mistakes[mistake].hint))
    return table
