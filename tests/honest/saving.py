"""Habits of saving: what front ends, a shared drive or Moodle make of a file on its way to the grader."""

from __future__ import annotations

import json
from typing import Any

from tests.honest.draft import Draft, Stage, habit

SAVING = Stage.SAVING
ERROR = {
    "output_type": "error",
    "ename": "NameError",
    "evalue": "name 'h' is not defined",
    "traceback": ["NameError: …"],
}


def _no_ids(draft: Draft, minor: int) -> None:
    draft.file["nbformat_minor"] = minor
    for cell in draft.cells:
        cell.pop("id", None)


def _lists(draft: Draft) -> None:
    for cell in draft.cells:
        cell["source"] = cell["source"].splitlines(keepends=True)


@habit(SAVING)
def jupyterlab(draft: Draft) -> None:
    """JupyterLab keeps everything and adds trust and the times of execution."""
    for cell in draft.cells:
        cell["metadata"] |= {"execution": {"iopub.execute_input": "2026-03-02T21:14:07.512Z"}, "trusted": True}
    _lists(draft)


@habit(SAVING)
def colab(draft: Draft) -> None:
    """Colab: format 4.0, ids of its own in the metadata, nothing of nbgrader's left."""
    _no_ids(draft, 0)
    draft.file["metadata"] = {
        "colab": {"provenance": []},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
    }
    for k, cell in enumerate(draft.cells):
        cell["metadata"] = {"id": f"Xk{k:02d}sV9qLm2", "colab": {"base_uri": "https://localhost:8080/"}}
    _lists(draft)


@habit(SAVING)
def colab_with_forms(draft: Draft) -> None:
    """Colab keeps what it does not know when a file came from disk, and hides the code of cells with a title."""
    _no_ids(draft, 0)
    draft.file["metadata"]["colab"] = {"provenance": [], "toc_visible": True}
    for k, cell in enumerate(draft.cells):
        cell["metadata"] |= {"id": f"q{k:02d}pZ", "cellView": "form"}


@habit(SAVING)
def vscode(draft: Draft) -> None:
    """VS Code names a language for every cell and drops what it does not know of the notebook's metadata."""
    draft.file["metadata"] = {"language_info": {"name": "python", "version": "3.11.4"}, "orig_nbformat": 4}
    for cell in draft.cells:
        cell["metadata"] = {"vscode": {"languageId": "python" if cell["cell_type"] == "code" else "markdown"}}
    _lists(draft)


@habit(SAVING)
def classic(draft: Draft) -> None:
    """The classic Notebook: format 4.4 without ids, collapsed and scrolled outputs."""
    _no_ids(draft, 4)
    for cell in draft.cells:
        cell["metadata"] |= {"collapsed": True, "scrolled": False} if cell["cell_type"] == "code" else {}
    _lists(draft)


@habit(SAVING)
def kaggle(draft: Draft) -> None:
    """Kaggle: its own ids and times, and no cell ids."""
    _no_ids(draft, 4)
    for k, cell in enumerate(draft.cells):
        cell["metadata"] |= {"_uuid": f"{k:032x}", "trusted": True}


@habit(SAVING)
def windows_lines(draft: Draft) -> None:
    """A file that went through Windows: CRLF at the end of every line of every cell."""
    for cell in draft.cells:
        cell["source"] = cell["source"].replace("\n", "\r\n")


@habit(SAVING)
def byte_order_mark(draft: Draft) -> None:
    """A file opened and saved in Windows' Notepad: a mark of the byte order, and CRLF in the JSON."""
    draft.write = lambda file: b"\xef\xbb\xbf" + json.dumps(file, indent=1).encode().replace(b"\n", b"\r\n")


@habit(SAVING)
def minified(draft: Draft) -> None:
    """A tool that saves space: one line of JSON, everything escaped to ASCII."""
    draft.write = lambda file: json.dumps(file, ensure_ascii=True, separators=(",", ":")).encode()


@habit(SAVING)
def sorted_keys(draft: Draft) -> None:
    """Git's friends: keys sorted, outputs and counts stripped."""
    for cell in draft.cells:
        cell |= {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {}
    draft.write = lambda file: json.dumps(file, sort_keys=True, indent=2).encode()


@habit(SAVING)
def new_ids(draft: Draft) -> None:
    """A front end that gives every cell a new id when a file is opened."""
    for k, cell in enumerate(draft.cells):
        cell["id"] = f"nova-{k}"


@habit(SAVING)
def other_kernel(draft: Draft) -> None:
    """Whoever works in an environment of their own: another kernel's name, another Python."""
    version = {"name": "python", "version": "3.13.1"}
    draft.file["metadata"] |= {"kernelspec": {"name": "lstm-env", "display_name": "lstm"}, "language_info": version}


@habit(SAVING)
def metadata_of_extensions(draft: Draft) -> None:
    """Whoever has many extensions: tags, slides, folded headings."""
    added: dict[str, Any] = {"slideshow": {"slide_type": "fragment"}, "jp-MarkdownHeadingCollapsed": True}
    for cell in draft.cells:
        cell["metadata"] = added | {"tags": ["resposta", "hide-input"]} | cell["metadata"]


@habit(SAVING)
def as_a_script_and_back(draft: Draft) -> None:
    """Jupytext: metadata and ids do not survive the way through a script."""
    for k, cell in enumerate(draft.cells):
        cell |= {"metadata": {}, "id": f"{k:08x}"}
        cell["source"] = "\n".join(line.rstrip() for line in cell["source"].strip().split("\n"))


@habit(SAVING)
def old_outputs(draft: Draft) -> None:
    """Whoever clears nothing: errors and results of an earlier run in every cell."""
    for k, cell in enumerate(draft.cells):
        if cell["cell_type"] == "code":
            cell |= {"outputs": [dict(ERROR)], "execution_count": k + 100}
