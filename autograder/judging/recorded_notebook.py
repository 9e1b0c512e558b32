"""The recorded notebook: what formgrader and feedback show, and what nbgrader reads the marks from.

nbgrader takes the first error, line on stderr or execute_result of a graded cell for its mark, and gives full marks when it
finds none of them or cannot read the number. So a graded cell begins with the number, and nothing but our message follows.

Both pages show a notebook with the instructor's rights. So Markdown is the source's, a student's code is text, and an output
is what `shown` let through: text, an error, a PNG encoded anew. Nothing else of a submission gets in, least of all metadata.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.ground.untrusted import UNSAFE
from autograder.incoming.normalise import Cell

LONGEST = 20_000  # characters of one output; more makes a page that nobody reads
CUT = "\n… (saída cortada)"
NOTES = "# Recados da correção"
WRITTEN = "# Texto escrito na célula {number}"
OUR_METADATA = ("kernelspec", "language_info")


def recorded(
    source: NotebookNode,
    cells: Sequence[Cell],
    outputs: Mapping[int, Iterable[Mapping[str, Any]]],
    marks: Mapping[str, tuple[float, str]],
    notes: Sequence[str] = (),
) -> NotebookNode:
    """The notebook to record.

    source: the instructor's notebook, for ids and nbgrader's metadata. cells: the normalised submission.
    outputs: what the runner kept (`shown.outputs`), by the cell's place in `cells`. marks: what each graded cell earned and its message, by
    grade_id; a graded cell without an entry earned nothing. notes: what to say before the first cell.
    """
    nodes = [_notes(notes)] if notes else []
    nodes += [_node(source, cell, k, outputs.get(k, ()), marks) for k, cell in enumerate(cells)]
    seen: set[str] = set()
    for k, node in enumerate(nodes):  # one of our cells, changed and moved, may stand twice
        node.id = node.id if node.id not in seen else _identity(k, node.source)
        seen.add(node.id)
    metadata = {key: source.metadata[key] for key in OUR_METADATA if key in source.metadata}
    return nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": nodes})


def _node(
    source: NotebookNode,
    cell: Cell,
    place: int,
    outputs: Iterable[Mapping[str, Any]],
    marks: Mapping[str, tuple[float, str]],
) -> NotebookNode:
    ours = None if cell.origin is None else source.cells[cell.origin]
    identity = (ours and ours.get("id")) or _identity(place, cell.source)
    if ours is not None and ours.cell_type != "code":
        return _cell(ours.cell_type, ours.source, identity)
    role = "added" if cell.changed and cell.role != "answer" else cell.role
    metadata: dict[str, Any] = {"enap_lstm": {"role": role} | ({"number": cell.number} if cell.number else {})}
    if role == "written":  # formgrader and feedback would render Markdown; an output they show as it is
        text = _stdout(_text(cell.source, LONGEST) + "\n")
        return _cell("code", WRITTEN.format(number=cell.number), identity, metadata, [text])
    if ours is not None and cell.role in ("answer", "check"):
        metadata["nbgrader"] = dict(ours.metadata["nbgrader"])
        metadata["nbgrader"].pop(
            "checksum", None
        )  # of the released text; nbgrader would write "No response." beside it
    if cell.role == "check":
        kept = _graded(*marks.get(cell.grade_id or "", (0.0, "")))
    else:
        kept = [_kept(output) for output in outputs]
    return _cell("code", _text(cell.source), identity, metadata, kept)


def _graded(earned: float, message: str) -> list[NotebookNode]:
    number = {"data": {"text/plain": repr(float(earned))}, "execution_count": None, "metadata": {}}
    return [
        nbformat.from_dict({"output_type": "execute_result"} | number),
        *([_stdout(_text(message).rstrip() + "\n")] if message else []),
    ]


def _notes(notes: Sequence[str]) -> NotebookNode:
    text = "".join(f"· {' '.join(_text(note).split())}\n" for note in notes)
    return _cell("code", NOTES, "recados", {"enap_lstm": {"role": "notes"}}, [_stdout(text)])


def _stdout(text: str) -> NotebookNode:
    return nbformat.from_dict({"output_type": "stream", "name": "stdout", "text": text})


def _cell(kind: str, source: str, identity: str, metadata: Any = None, outputs: Any = ()) -> NotebookNode:
    """nbformat's own makers validate each cell against all of its schema; whoever writes the notebook validates it once."""
    code = {"execution_count": None, "outputs": list(outputs)} if kind == "code" else {}
    return nbformat.from_dict({"cell_type": kind, "id": identity, "metadata": metadata or {}, "source": source} | code)


def _kept(output: Mapping[str, Any]) -> NotebookNode:
    """An output as `shown` has let it through, cut where nobody reads on."""
    node = nbformat.from_dict(dict(output))
    if node.output_type == "stream":
        node.text = _text(node.text, LONGEST)
    elif node.output_type == "error":
        node.traceback = [_text(line, LONGEST) for line in node.traceback[:100]]
    elif "text/plain" in node.data:
        node.data["text/plain"] = _text(node.data["text/plain"], LONGEST)
    return node


def _text(text: str, longest: int | None = None) -> str:
    """A string that can be written as UTF-8 and shown; ANSI colours stay, they are escaped where they are shown."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if longest is not None and len(text) > longest:
        text = text[:longest] + CUT
    return UNSAFE.sub(lambda found: found[0] if found[0] == "\x1b" else "\ufffd", text)


def _identity(place: int, source: str) -> str:
    return hashlib.sha256(f"{place}\0{source}".encode("utf-8", "replace")).hexdigest()[:16]
