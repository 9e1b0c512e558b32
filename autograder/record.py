"""The recorded notebook: what formgrader and feedback show, and what nbgrader reads the marks from.

nbgrader takes the first error, line on stderr or execute_result of a graded cell for its mark, and gives full marks when it
finds none of them or cannot read the number. So a graded cell begins with the number, and nothing but our message follows.

Both pages show a notebook with the instructor's rights. So Markdown is the source's, a student's code is text, and an output
is text, an error or a PNG that was decoded and encoded again; nothing else of a submission gets in, least of all metadata.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from PIL import Image

from autograder.normalise import Cell
from autograder.untrusted import UNSAFE

LONGEST = 20_000  # characters of one output; more makes a page that nobody reads
LARGEST = 3000  # pixels of one side of a picture
CUT = "\n… (saída cortada)"
NOTES = "# Recados da correção"
OUR_METADATA = ("kernelspec", "language_info")


def mark(score: float, points: float) -> float:
    """What a graded cell earned: score × points, rounded to six places and never outside [0, points].

    >>> mark(1 / 3, 4), mark(1.0, 2 / 3), mark(float("nan"), 4)
    (1.333333, 0.6666666666666666, 0.0)
    """
    earned = float(score) * float(points)
    return max(0.0, min(round(earned, 6), float(points))) + 0.0 if math.isfinite(earned) else 0.0


def recorded(
    source: NotebookNode,
    cells: Sequence[Cell],
    outputs: Mapping[int, Iterable[Mapping[str, Any]]],
    marks: Mapping[str, tuple[float, str]],
    notes: Sequence[str] = (),
) -> NotebookNode:
    """The notebook to record.

    source: the instructor's notebook, for ids and nbgrader's metadata. cells: the normalised submission.
    outputs: what the runner kept, by the cell's place in `cells`. marks: what each graded cell earned and its message, by
    grade_id; a graded cell without an entry earned nothing. notes: what to say before the first cell.
    """
    nodes = [_notes(notes)] if notes else []
    nodes += [_node(source, cell, k, outputs.get(k, ()), marks) for k, cell in enumerate(cells)]
    metadata = {key: source.metadata[key] for key in OUR_METADATA if key in source.metadata}
    return new_notebook(cells=nodes, metadata=metadata)


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
        make = new_markdown_cell if ours.cell_type == "markdown" else new_raw_cell
        return make(ours.source, id=identity)
    metadata: dict[str, Any] = {"enap_lstm": {"role": "added" if cell.changed and cell.role != "answer" else cell.role}}
    if ours is not None and cell.role in ("answer", "check"):
        metadata["nbgrader"] = dict(ours.metadata["nbgrader"])
        metadata["nbgrader"].pop(
            "checksum", None
        )  # of the released text; nbgrader would write "No response." beside it
    if cell.role == "check":
        kept = _graded(*marks.get(cell.grade_id or "", (0.0, "")))
    else:
        kept = [output for raw in outputs for output in _kept(raw)]
    return new_code_cell(_text(cell.source), id=identity, metadata=metadata, outputs=kept)


def _graded(earned: float, message: str) -> list[NotebookNode]:
    number = new_output("execute_result", {"text/plain": repr(float(earned))}, execution_count=None)
    return [number, new_output("stream", name="stdout", text=_text(message).rstrip() + "\n")] if message else [number]


def _notes(notes: Sequence[str]) -> NotebookNode:
    text = "".join(f"· {' '.join(_text(note).split())}\n" for note in notes)
    shown = [new_output("stream", name="stdout", text=text)]
    return new_code_cell(NOTES, id="recados", metadata={"enap_lstm": {"role": "notes"}}, outputs=shown)


def _kept(raw: Mapping[str, Any]) -> list[NotebookNode]:
    """An output of the runner as far as it may be shown: text, an error, a picture; [] for anything else."""
    kind, data = raw.get("output_type"), raw.get("data")
    if kind == "stream":
        name = "stderr" if raw.get("name") == "stderr" else "stdout"
        return [new_output("stream", name=name, text=_text(raw.get("text"), LONGEST))]
    if kind == "error":
        ename, evalue = _text(raw.get("ename"), 200), _text(raw.get("evalue"), 2000)
        lines = raw.get("traceback")
        traceback = [_text(line, LONGEST) for line in (lines if isinstance(lines, list) else [])[:100]]
        return [new_output("error", ename=ename, evalue=evalue, traceback=traceback)]
    if kind not in ("display_data", "execute_result") or not isinstance(data, Mapping):
        return []
    bundle = {"text/plain": _text(data["text/plain"], LONGEST)} if "text/plain" in data else {}
    picture = _picture(data.get("image/png"))
    if picture:
        bundle["image/png"] = picture
    return [new_output("display_data", bundle)] if bundle else []


def _picture(encoded: Any) -> str | None:
    """A PNG's pixels, encoded by us: whatever else its bytes held is gone."""
    try:
        with Image.open(io.BytesIO(base64.b64decode(encoded, validate=False)), formats=["PNG"]) as image:
            if max(image.size) > LARGEST:
                return None
            pixels = image.convert("RGBA")
    except (TypeError, ValueError, OSError, SyntaxError, binascii.Error, Image.DecompressionBombError, MemoryError):
        return None
    pixels.info.clear()
    file = io.BytesIO()
    pixels.save(file, format="PNG")
    return base64.b64encode(file.getvalue()).decode("ascii")


def _text(value: Any, longest: int | None = None) -> str:
    """A string that can be written as UTF-8 and shown; ANSI colours stay, they are escaped where they are shown."""
    text = "".join(part for part in value if isinstance(part, str)) if isinstance(value, list) else value
    text = text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else ""
    if longest is not None and len(text) > longest:
        text = text[:longest] + CUT
    return UNSAFE.sub(lambda found: found[0] if found[0] == "\x1b" else "\ufffd", text)


def _identity(place: int, source: str) -> str:
    return hashlib.sha256(f"{place}\0{source}".encode("utf-8", "replace")).hexdigest()[:16]
