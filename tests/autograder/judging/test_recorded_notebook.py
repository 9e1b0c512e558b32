"""The recorded notebook says to nbgrader exactly the mark, and carries nothing of a student's but text and pixels."""

import base64
import io
import json
import math
import zlib

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import determine_grade
from PIL import Image, PngImagePlugin

from autograder.incoming.normalise import Cell
from autograder.judging.judge import mark
from autograder.judging.recorded_notebook import LONGEST, recorded
from autograder.running.shown import outputs as shown

PAYLOAD = '<script>alert("x")</script><img src=x onerror=alert(1)>'


def metadata(grade_id, points=None):
    graded = {} if points is None else {"points": points}
    shared = {"grade": points is not None, "solution": points is None, "locked": points is not None, "task": False}
    return {"nbgrader": graded | shared | {"grade_id": grade_id, "schema_version": 3}}


def source(points=4.0):
    cells = [
        new_markdown_cell("# 02 · Porta", id="title"),
        new_code_cell("### BEGIN SOLUTION\nsegredo\n### END SOLUTION", id="answer", metadata=metadata("input_gate")),
        new_code_cell("check(input_gate)", id="check", metadata=metadata("check_input_gate", points)),
    ]
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


CELLS = (
    Cell("text", "o texto da aluna", origin=0),
    Cell("student", "print(1)", changed=True, run=True, number=2),
    Cell("answer", "def input_gate(): pass", "input_gate", changed=True, run=True, number=3, origin=1),
    Cell("check", "check(input_gate)", "check_input_gate", origin=2),
)


def graded_cell(marks, points=4.0):
    notebook = recorded(source(points), CELLS, {}, marks)
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade"))


AWKWARD = [0.0, -0.0, 1.0, 1 / 3, 2 / 3, 0.1 + 0.2, 1e-7, 1e-5, 1 - 1e-12, 1 + 1e-12, 2.0, -1.0, 5e-324, 1e308]
AWKWARD += [math.nan, math.inf, -math.inf, np.float64(0.5), np.float32(1 / 3), np.bool_(True), True, 0, 1]


@pytest.mark.parametrize("points", [4, 1, 2.5, 10 / 3, 2 / 3, 1e-7, 0, np.float64(3)])
@pytest.mark.parametrize("score", AWKWARD)
def test_nbgrader_reads_the_mark_that_was_decided(score, points):
    """Whatever a score looks like, nbgrader's own reading is the mark: never full marks by misunderstanding."""
    earned = mark(score, points)
    assert 0 <= earned <= points
    if math.isfinite(score) and 0 <= score <= 1:
        assert earned == pytest.approx(score * points, abs=5.1e-7)
    read, maximum = determine_grade(graded_cell({"check_input_gate": (earned, "mensagem")}, float(points)))
    assert (read, maximum) == (earned, float(points))
    assert math.copysign(1, read) == 1


@pytest.mark.parametrize(
    "message", ["", "Tudo certo", "0.5", "Traceback (most recent call last)", "a\nb\n\n", "\x1b[31m4.0"]
)
def test_the_number_comes_first_and_the_message_after_it(message):
    cell = graded_cell({"check_input_gate": (1.5, message)})
    assert determine_grade(cell) == (1.5, 4.0)
    assert [o.output_type for o in cell.outputs] == ["execute_result", "stream"][: 1 + bool(message)]
    assert all(o.get("name", "stdout") == "stdout" for o in cell.outputs)
    assert message.strip() in "".join(o.get("text", "") for o in cell.outputs)


def test_a_graded_cell_without_a_verdict_earns_nothing():
    assert determine_grade(graded_cell({})) == (0.0, 4.0)


def test_outputs_aimed_at_a_graded_cell_do_not_reach_it():
    forged = [{"output_type": "execute_result", "data": {"text/plain": "4.0"}}]
    notebook = recorded(source(), CELLS, {3: forged}, {"check_input_gate": (0.0, "não")})
    assert determine_grade(notebook.cells[3]) == (0.0, 4.0)


def test_the_recorded_notebook_is_valid_for_nbformat_and_nbgrader():
    notebook = recorded(
        source(), CELLS, {1: shown(EVERYTHING, 10**6)}, {"check_input_gate": (0.5, "quase")}, ["uma nota"]
    )
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    assert nbformat.reads(nbformat.writes(notebook), 4) == notebook


def png(size=(3, 2), text=None):
    information = PngImagePlugin.PngInfo()
    if text:
        information.add_text("Comment", text)
    file = io.BytesIO()
    Image.new("RGB", size, "red").save(file, format="PNG", pnginfo=information)
    return base64.b64encode(file.getvalue() + (text or "").encode()).decode()


EVERYTHING = [
    {"output_type": "stream", "name": "stdout", "text": PAYLOAD},
    {"output_type": "stream", "name": "stdout", "text": ["a", PAYLOAD, 3]},
    {"output_type": "stream", "name": PAYLOAD, "text": "x"},
    {"output_type": "error", "ename": PAYLOAD, "evalue": PAYLOAD, "traceback": [PAYLOAD, 3, None], "extra": PAYLOAD},
    {"output_type": "error", "ename": 3, "evalue": None, "traceback": "texto"},
    {
        "output_type": "display_data",
        "metadata": {"image/png": {"alt": f'"{PAYLOAD}', "width": f'"{PAYLOAD}'}, "x": PAYLOAD},
        "data": {
            "text/html": PAYLOAD, "image/svg+xml": f"<svg>{PAYLOAD}</svg>", "application/javascript": "alert(1)",
            "text/markdown": PAYLOAD, "text/latex": r"$\href{javascript:alert(1)}{x}$", "image/jpeg": "AAAA",
            "application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/plain": "<Figure>",
            "image/png": png(text=PAYLOAD), PAYLOAD: PAYLOAD,
        },
    },
    {"output_type": "update_display_data", "data": {"text/html": PAYLOAD}},
    {"output_type": PAYLOAD}, {}, {"output_type": "display_data", "data": PAYLOAD}, {"output_type": "execute_result"},
]  # fmt: skip


def test_only_text_errors_and_pixels_are_kept():
    cell = recorded(source(), CELLS, {1: shown(EVERYTHING, 10**6)}, {}).cells[1]
    assert [o.output_type for o in cell.outputs] == ["stream", "stream", "error", "display_data"]
    assert {key for o in cell.outputs for key in o.get("data", {})} == {"text/plain", "image/png"}
    assert all(o.get("metadata", {}) == {} for o in cell.outputs)
    assert {o.name for o in cell.outputs if o.output_type == "stream"} == {"stdout"}


def test_a_picture_keeps_its_pixels_and_loses_everything_else():
    cell = recorded(source(), CELLS, {1: shown(EVERYTHING, 10**6)}, {}).cells[1]
    raw = base64.b64decode(cell.outputs[-1].data["image/png"])
    image = Image.open(io.BytesIO(raw))
    assert image.size == (3, 2) and image.getpixel((2, 1)) == (255, 0, 0)
    assert image.info == {} and b"script" not in raw


def bomb():
    header = (50_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"

    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    raw = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(9999))) + chunk(b"IEND", b"")
    )
    return base64.b64encode(raw).decode()


@pytest.mark.parametrize("data", [PAYLOAD, "", None, 7, ["a"], "AAAA", png((4_000_001, 1)), bomb(), png()[:60]])
def test_what_is_not_a_picture_of_reasonable_size_is_left_out(data):
    sent = shown([{"output_type": "display_data", "data": {"image/png": data}}], 10**6)
    outputs = recorded(source(), CELLS, {1: sent}, {}).cells[1].outputs
    assert not any("image/png" in output.data for output in outputs)


def test_structure_markdown_and_metadata_are_the_sources_and_solutions_stay_out():
    notebook = recorded(source(), CELLS, {}, {})
    assert [cell.source for cell in notebook.cells] == [
        "# 02 · Porta", "print(1)", "def input_gate(): pass", "check(input_gate)"
    ]  # fmt: skip
    assert "segredo" not in json.dumps(notebook)
    assert notebook.cells[2].metadata.nbgrader.grade_id == "input_gate"
    assert notebook.cells[1].metadata == {"enap_lstm": {"role": "added", "number": 2}}
    assert [cell.id for cell in notebook.cells[2:]] == ["answer", "check"]


def test_half_a_character_a_long_output_and_control_characters_can_be_written(tmp_path):
    outputs = {
        1: [{"output_type": "stream", "name": "stdout", "text": "\ud800\x00\u202e10%\r20%\r\nfim" + "x" * 10**6}]
    }
    cells = (*CELLS[:1], Cell("student", "s = '\ud800'", changed=True, run=True), *CELLS[2:])
    notebook = recorded(source(), cells, outputs, {"check_input_gate": (1.0, "\udfff")}, ["\ud800 nota"])
    nbformat.write(notebook, tmp_path / "a.ipynb")
    text = notebook.cells[2].outputs[0].text
    assert text.startswith("\ufffd\ufffd\ufffd10%\n20%\nfimxxx") and len(text) < LONGEST + 100


def test_notes_come_first_as_plain_output():
    notebook = recorded(source(), CELLS, {}, {}, [f"Célula 3\nignorada: {PAYLOAD}"])
    first = notebook.cells[0]
    assert first.cell_type == "code" and PAYLOAD not in first.source
    assert first.outputs[0].output_type == "stream" and "Célula 3 ignorada" in first.outputs[0].text
