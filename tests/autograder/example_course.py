"""A small instructor's notebook in the shape that build writes, and what a student makes of it."""

import copy
import json

from nbformat import NotebookNode, from_dict

from autograder.building.regions import without_solutions

ANSWERS = {
    "input_gate": "def input_gate(x):\n    ### BEGIN SOLUTION\n    return sigmoid(x)\n    ### END SOLUTION",
    "input_gate_backward": "def input_gate_backward(d, i):\n    ### BEGIN SOLUTION\n    return d * i * (1 - i)\n    ### END SOLUTION",
}


def _cell(id, source, kind="code", **metadata):
    cell = {"cell_type": kind, "id": id, "metadata": metadata, "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _ours(id, role, source):
    return _cell(id, source, enap_lstm={"role": role})


def _nbgrader(id, name, source, **kind):
    base = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3, "cell_type": "code"}
    return _cell(id, source, nbgrader=base | {"grade_id": name} | kind)


def instructor_notebook() -> NotebookNode:
    answer, backward = ANSWERS.items()
    return from_dict({
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"enap_lstm": {"notebook": "02_input_gate"}, "language_info": {"name": "python"}},
        "cells": [
            _cell("c-title", "# 02 · Porta de entrada", "markdown"),
            _ours("c-install", "install", "try:\n    import enap_lstm\nexcept ImportError:\n    %pip install enap-lstm"),
            _ours("c-setup", "setup", "import numpy as np\nfrom enap_lstm import check, resumo\nfrom enap_lstm.reference import sigmoid"),
            _ours("c-figure", "figure", "from enap_lstm import plots\nz = np.linspace(-6, 6)\nplots.saturation(z)"),
            _cell("c-text", "A equação (1).", "markdown"),
            _nbgrader("c-a1", answer[0], answer[1], solution=True),
            _nbgrader("c-k1", "check_input_gate", "check(input_gate)", grade=True, locked=True, points=4),
            _ours("c-demo", "demo", "frase = input_gate(np.ones(2))\nprint(frase)"),
            _nbgrader("c-a2", backward[0], backward[1], solution=True),
            _nbgrader("c-k2", "check_input_gate_backward", "check(input_gate_backward)", grade=True, locked=True, points=6),
            _ours("c-train", "training", "for step in range(1000):\n    train(step)\nprint(loss)"),
            _cell("c-end", "Para pensar.", "markdown"),
            _ours("c-sum", "summary", "resumo()"),
        ],
    })  # fmt: skip


def released() -> dict:
    """The student's notebook, as JSON."""
    notebook = json.loads(json.dumps(instructor_notebook()))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = without_solutions(cell["source"])
    return notebook


def solved() -> dict:
    """The student's notebook with both answers right."""
    notebook = released()
    cell(notebook, "c-a1")["source"] = "def input_gate(x):\n    return sigmoid(x)"
    cell(notebook, "c-a2")["source"] = "def input_gate_backward(d, i):\n    return d * i * (1 - i)"
    return notebook


def cell(notebook: dict, id: str) -> dict:
    return next(cell for cell in notebook["cells"] if cell["id"] == id)


def code(source: str, **more) -> dict:
    return {
        "cell_type": "code",
        "id": "aluna",
        "metadata": {},
        "execution_count": 1,
        "outputs": [],
        "source": source,
    } | more


def insert(notebook: dict, after: str, *cells: dict) -> dict:
    at = [cell["id"] for cell in notebook["cells"]].index(after) + 1
    notebook["cells"][at:at] = cells
    return notebook


def without_metadata(notebook: dict) -> dict:
    """As after a conversion in some other tool: no ids, no metadata."""
    notebook = copy.deepcopy(notebook)
    for item in notebook["cells"]:
        item["metadata"] = {}
        del item["id"]
    return notebook | {"metadata": {}, "nbformat_minor": 0}


def as_bytes(notebook: object) -> bytes:
    return json.dumps(notebook, ensure_ascii=False).encode()
