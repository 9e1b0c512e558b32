"""Hostile use of the order in which cells run and answers are judged: none earns a mark, none costs another answer."""

import json
from pathlib import Path

import pytest

from autograder.building.build import instructor_notebook
from autograder.judging.judge import judge_submission
from autograder.running.confined.allowance import Limits
from autograder.running.grading_copy import write_grading_copy
from autograder.running.runner import WarmParent

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
NOTEBOOK = "02_input_gate"
GATE = "def input_gate(x, h_prev, U_i, W_i, b_i):\n    "
WRONG = GATE + "return np.zeros(np.shape(h_prev))"
RIGHT = "sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i)"
# what stands in the answer's cell, and in cells below its check
ATTACKS = {
    "a statement that fails on purpose": (f"1 / 0\n{WRONG}\nraise ValueError('10 de 10')\n{GATE}return {RIGHT}", ()),
    "a failure that takes the check away": (f"{WRONG}\ndel check\ncheck = None\n1 / 0", ()),
    "another definition between two graded cells": (
        WRONG,
        (f"seen = []\n{GATE}seen.append((x, h_prev)); return np.ones(np.shape(h_prev))", "input_gate_backward_too = seen"),
    ),
    "a later cell that looks for the judge": (
        WRONG,
        (
            "import gc, sys\nfound = [o for o in gc.get_objects() if type(o).__name__ in ('Exercise', 'Case', 'Report')]\n"
            "frame, names = sys._getframe(), {}\n"
            "while frame:\n    names.update(frame.f_globals); names.update(frame.f_locals); frame = frame.f_back\n"
            "input_gate = names.get('oracle') or (found[0].oracle if found else None) or input_gate",
        ),
    ),
    "a forked child that answers": (
        f"import os\n{GATE}if os.fork() == 0:\n        return {RIGHT}\n    os.wait()\n    return np.zeros(np.shape(h_prev))",
        (),
    ),
    "a cell that leaves a child behind to answer": (
        WRONG,
        (f"import os\nif os.fork() == 0:\n    {GATE.replace(chr(10), chr(10) + '    ')}return {RIGHT}",),
    ),
    "a written module that shadows numpy": (
        WRONG,
        (
            "%%writefile numpy.py\nallclose = isclose = array_equal = lambda *a, **k: True\n",
            "import sys\nfor name in [n for n in sys.modules if n.split('.')[0] == 'numpy']: del sys.modules[name]\n"
            "import numpy\ndef input_gate(*a):\n    import numpy\n    return numpy.allclose(a)",
        ),
    ),
    "an answer that is another one at its second judging": (
        f"calls = []\n{GATE}calls.append((x, h_prev, U_i, W_i, b_i)); return np.zeros(np.shape(h_prev))",
        (f"first = list(calls)\n{GATE}return first[0][4] if first else b_i",),
    ),
    "an answer that hides until its second judging": (
        WRONG,
        ("class Changes:\n    def __call__(self, *a): raise SystemExit(0)\ninput_gate = Changes()",),
    ),
}  # fmt: skip

COSTS_ITSELF = "a written module that shadows numpy"  # what it took from itself is gone, as in its own kernel


@pytest.fixture(scope="module")
def source():
    return instructor_notebook(ROOT / "solutions" / f"{NOTEBOOK}.py")


@pytest.fixture(scope="module")
def parent(tmp_path_factory):
    copy = write_grading_copy(NOTEBOOK, tmp_path_factory.mktemp("copy"))
    with WarmParent(NOTEBOOK, copy, Limits(cell=5.0, call=5.0, processes=16)) as parent:
        yield parent


def handed(answer, below):
    """Right answers but for this one, and the cells below its check."""
    notebook = json.loads((ROOT / "tests/cases/base_ok.ipynb").read_text(encoding="utf-8"))
    names = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in notebook["cells"]]
    notebook["cells"][names.index("input_gate")]["source"] = answer
    at = names.index("check_input_gate") + 1
    notebook["cells"][at:at] = [
        {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": text} for text in below
    ]
    return json.dumps(notebook).encode()


@pytest.mark.parametrize("name", ATTACKS)
def test_order_earns_nothing(source, parent, name):
    result = judge_submission(handed(*ATTACKS[name]), source, parent, b"secret")
    gate, backward = result.verdicts
    assert (gate.name, gate.score) == ("input_gate", 0.0), gate.message
    assert backward.score == 1.0 or name == COSTS_ITSELF, (backward.message, result.notes)


def test_what_is_right_further_down_counts_and_is_said(source, parent):
    """The witness of the attacks above: an honest second try at the same place earns its marks."""
    result = judge_submission(handed(WRONG, [f"{GATE}return {RIGHT}"]), source, parent, b"secret")
    assert [verdict.score for verdict in result.verdicts] == [1.0, 1.0]
    assert any("abaixo da verificação" in note for note in result.notes)


def test_a_check_that_stands_above_its_answer_is_said(source, parent):
    notebook = json.loads(handed(f"{GATE}return {RIGHT}", []))
    ids = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in notebook["cells"]]
    notebook["cells"].insert(ids.index("input_gate"), notebook["cells"].pop(ids.index("check_input_gate")))
    star = {"cell_type": "code", "metadata": {}, "execution_count": 1, "outputs": [], "source": "from math import *"}
    notebook["cells"].insert(ids.index("input_gate"), star)  # which might have defined it, and did not
    result = judge_submission(json.dumps(notebook).encode(), source, parent, b"secret")
    assert [verdict.score for verdict in result.verdicts] == [1.0, 1.0]
    assert any("A verificação de input_gate está acima da resposta" in note for note in result.notes)


@pytest.mark.parametrize("joined", [False, True], ids=["check in its own cell", "joined with its answer"])
def test_an_answer_that_was_moved_with_its_check_is_judged_where_they_stand_now(source, parent, joined):
    """Not above, where the course has the check, nor at the end, where the first try was kept."""
    notebook = json.loads(handed(f"{GATE}return {RIGHT}", []))
    ids = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in notebook["cells"]]
    check, answer = (notebook["cells"].pop(ids.index(id)) for id in ("check_input_gate", "input_gate"))
    kept = check | {"source": WRONG, "metadata": {}}
    if joined:
        answer["source"] += "\n\ncheck(input_gate)"
    notebook["cells"] += [answer, kept] if joined else [answer, check, kept]
    result = judge_submission(json.dumps(notebook).encode(), source, parent, b"secret")
    assert [verdict.score for verdict in result.verdicts] == [1.0, 1.0], result.notes
    assert not any("acima da resposta" in note or "abaixo da" in note for note in result.notes)


def test_a_helper_that_changes_below_the_check_costs_nothing_and_is_said(source, parent):
    """Both before its check, where the change counts, and after it, where it does not."""
    answer = f"def soma(x, h, U, W, b):\n    return x @ U.T + h @ W.T + b\n{GATE}return sigmoid(soma(x, h_prev, U_i, W_i, b_i))"
    result = judge_submission(handed(answer, ["def soma(a, b):\n    return a + b"]), source, parent, b"secret")
    assert [verdict.score for verdict in result.verdicts] == [1.0, 1.0]
    assert any("muda `soma`" in note and "não mudou a nota" in note for note in result.notes)
