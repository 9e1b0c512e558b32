"""From a source in order to a notebook: badge, install cell, roles, nbgrader's metadata, ids, figures."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from autograder.building.cell_ids import graded_id
from autograder.building.figures import run_figures
from autograder.building.regions import without_solutions
from autograder.building.sources import Source, SourceCell
from autograder.ground.errors import Stop

COLAB_BADGE = "https://colab.research.google.com/assets/colab-badge.svg"
LOCKED = ("install", "setup", "check", "summary")
MAY_FAIL, GOES_ON = (
    ("check", "demo", "figure", "training"),
    "raises-exception",
)  # the tag that Jupyter and nbclient know
FOLDED = {"cellView": "form", "jupyter": {"source_hidden": True}}  # Colab shows the title alone, JupyterLab a bar
GUESS = "# @title Seu palpite\n"
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}


def assemble(source: Source, exercises: Mapping[str, Any], for_students: bool) -> NotebookNode:
    """Make the student's or the instructor's notebook: the same cells, in the same order, with the same ids.

    >>> source = read_source(Path("solutions/02_input_gate.py"), EXERCISES)
    >>> assemble(source, EXERCISES, for_students=False).cells[1].metadata.enap_lstm.role
    'install'

    The student's has no solutions, shows our own figures and lacks the notes for whoever teaches. A code cell's role stands in `metadata.enap_lstm.role`:
    install, setup, answer, check, figure, training, demo or summary; a note's is teacher.
    """
    cells = _with_badge_and_install(source)
    outputs = _outputs(source, cells) if for_students else {}
    seen: dict[str, int] = {}
    nodes = []
    for number, cell in enumerate(cells):
        if cell.role == "teacher" and for_students:
            continue
        occurrence = seen[cell.source] = seen.get(cell.source, 0) + 1
        identity = json.dumps([source.notebook, cell.source, occurrence], ensure_ascii=False)
        node = _node(cell, exercises, for_students)
        node.id = hashlib.sha256(identity.encode()).hexdigest()[:16]
        if number in outputs:
            node.outputs = outputs[number]
        nodes.append(node)
    metadata = KERNEL | {"enap_lstm": {"notebook": source.notebook}}
    notebook = nbformat.from_dict(new_notebook(cells=nodes, metadata=metadata) | {"nbformat_minor": 5})
    nbformat.validate(notebook)
    return notebook


def _node(cell: SourceCell, exercises: Mapping[str, Any], for_students: bool) -> NotebookNode:
    metadata: dict[str, Any] = {**cell.metadata, **_behaviour(cell)}
    text = GUESS + cell.source if _is_guess(cell) else cell.source
    if cell.role:
        metadata["enap_lstm"] = {"role": cell.role}
    if cell.role == "answer":
        metadata["nbgrader"] = _nbgrader(cell.exercise, solution=True)
        text = without_solutions(text) if for_students else text
    if cell.role == "check":
        metadata["nbgrader"] = _nbgrader(graded_id(cell.exercise or ""), points=exercises[cell.exercise or ""].points)
    make = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}[cell.kind]
    return make(text, metadata=metadata)


def _behaviour(cell: SourceCell) -> dict[str, Any]:
    """What an editor lets be done with a cell, and whether "Run All" goes on below it when it fails.

    Where an answer is missing, its check and whatever shows its results fail: the summary must be reached all the same.
    """
    locked = {"deletable": False, "editable": False} if cell.role in LOCKED else {}
    goes_on = {"tags": [*cell.metadata.get("tags", []), GOES_ON]} if cell.role in MAY_FAIL else {}
    return locked | goes_on | (FOLDED if cell.role == "install" or _is_guess(cell) else {})


def _is_guess(cell: SourceCell) -> bool:
    """A question whose code holds its answer."""
    return cell.role == "figure" and re.search(r"^palpite\(", cell.source, re.MULTILINE) is not None


def _nbgrader(grade_id: str | None, solution: bool = False, points: float | None = None) -> dict[str, Any]:
    graded = {} if points is None else {"points": points}
    return graded | {
        "grade": points is not None,
        "grade_id": grade_id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }


def _with_badge_and_install(source: Source) -> list[SourceCell]:
    address = _address(source.path)
    title, _, rest = source.cells[0].source.partition("\n")
    notebook = f"https://colab.research.google.com/github/{address['repository']}/blob/{address['branch']}"
    badge = f"[![Abrir no Colab]({COLAB_BADGE})]({notebook}/notebooks/{source.notebook}.ipynb)"
    top = SourceCell("markdown", f"{title}\n\n{badge}\n\n{rest.strip()}".strip(), 1, source.cells[0].metadata)
    filled = {
        "{address}": f"https://raw.githubusercontent.com/{address['repository']}/{address['branch']}/notebooks/",
        "{wheel}": f"enap_lstm-{address['version']}-py3-none-any.whl",  # `make publish` puts it beside the notebooks
        "{notebook}": source.notebook,
    }
    code = (
        resources.files("autograder.building")
        .joinpath("templates", "install_cell.py")
        .read_text(encoding="utf-8")
        .strip()
    )
    for blank, value in filled.items():
        code = code.replace(blank, value)
    install = SourceCell("code", code, 1, {}, role="install")
    return [top, install, *source.cells[1:]]


def _address(source: Path) -> dict[str, str]:
    """Where students find the course: written in pyproject.toml and nowhere else."""
    pyproject = source.resolve().parent.parent / "pyproject.toml"
    try:
        settings = tomllib.loads(pyproject.read_text(encoding="utf-8"))
        return settings["tool"]["enap-lstm"] | {"version": settings["project"]["version"]}
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        raise Stop(f"{pyproject}: falta o endereço do curso, [tool.enap-lstm] com repository e branch.") from None


def _outputs(source: Source, cells: list[SourceCell]) -> dict[int, list[dict[str, Any]]]:
    if not any(cell.role == "figure" for cell in cells):
        return {}
    run = [number for number, cell in enumerate(cells) if cell.role in ("setup", "figure")]
    shown = run_figures([(cells[k].source, cells[k].role == "figure") for k in run], str(source.path))
    return dict(zip(run, shown, strict=True))
