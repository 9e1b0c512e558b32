"""A mark is decided here, from fresh inputs, and nothing a student's process says about itself earns a point."""

import copy
import hashlib
import hmac
import json

import nbformat
import numpy as np
import pytest

from autograder.building.build import instructor_notebook
from autograder.judging import judge
from autograder.running.confined.allowance import Limits
from autograder.running.grading_copy import write_grading_copy
from autograder.running.outcome import RunnerLost
from autograder.running.runner import WarmParent
from enap_lstm.exercises import EXERCISES
from enap_lstm.judging.answer import observe

SECRET = b"um segredo"
NOTEBOOK = "02_input_gate"
PYPROJECT = '[project]\nversion = "1.0"\n[tool.enap-lstm]\nrepository = "escola/curso"\nbranch = "main"\n'
SOURCE = """# %% [markdown]
# # 02 · Porta de entrada

# %%
import numpy as np
from enap_lstm import check, resumo
from enap_lstm.reference import sigmoid

# %%
def input_gate(x, h_prev, U_i, W_i, b_i):
    ### BEGIN SOLUTION
    return sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i)
    ### END SOLUTION

# %%
check(input_gate)

# %%
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    ### BEGIN SOLUTION
    dz = di * i * (1 - i)
    dx, dh_prev = dz @ U_i, dz @ W_i
    dz, x, h_prev = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dx, dh_prev, dz.T @ x, dz.T @ h_prev, dz.sum(axis=0)
    ### END SOLUTION

# %%
check(input_gate_backward)

# %% tags=["treino"]
raise SystemExit("nunca na correção")

# %%
resumo()
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonte")
    (folder / "solutions").mkdir()
    (folder / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (folder / "solutions" / f"{NOTEBOOK}.py").write_text(SOURCE, encoding="utf-8")
    return instructor_notebook(folder / "solutions" / f"{NOTEBOOK}.py")


@pytest.fixture(scope="module")
def parent(tmp_path_factory):
    folder = write_grading_copy(NOTEBOOK, tmp_path_factory.mktemp("copia"))
    with WarmParent(NOTEBOOK, folder, limits=Limits(cell=2.0, call=1.0)) as parent:
        yield parent


def handed(source, added=(), **answers):
    """The solutions as a submission, with some answers replaced and some cells added after the set-up."""
    notebook = copy.deepcopy(source)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(name, cell.source)
    setup = next(k for k, cell in enumerate(notebook.cells) if "import numpy" in cell.source)
    notebook.cells[setup + 1 : setup + 1] = [
        nbformat.v4.new_code_cell(text, id=f"a{k}") for k, text in enumerate(added)
    ]
    return json.dumps(notebook).encode()


@pytest.fixture
def graded(source, parent):
    def graded(added=(), **answers):
        return judge.judge_submission(handed(source, added, **answers), source, parent, SECRET)

    return graded


def scores(result):
    return [verdict.score for verdict in result.verdicts]


def test_the_seed_is_the_hmac_of_exercise_and_submission():
    """The oracle is hashlib and hmac, spelled out; every part of the message changes the seed."""
    digest = hmac.new(SECRET, b"sigmoid\0abc", hashlib.sha256).digest()
    expected = sum(byte << 8 * (15 - k) for k, byte in enumerate(digest[:16]))
    assert judge.seed(SECRET, "sigmoid", "abc") == expected
    others = [(b"outro", "sigmoid", "abc"), (SECRET, "sigmoi", "dabc"), (SECRET, "sigmoid", "abd")]
    assert len({expected, *(judge.seed(*other) for other in others)}) == 4


class Local:
    """A runner whose functions are here; `lost` are those that never answer."""

    def __init__(self, functions, lost=()):
        self.functions, self.lost = functions, lost

    def answer(self, name):
        self.name = name
        return self

    def observe(self, args):
        if self.name in self.lost:
            raise RunnerLost("não terminou em 5 s")
        return observe(self.functions[self.name], args)


def test_a_lost_runner_costs_that_exercise_and_says_why():
    exercises = [EXERCISES["input_gate"], EXERCISES["sigmoid"]]
    runner = Local({"sigmoid": EXERCISES["sigmoid"].oracle}, lost=["input_gate"])
    lost, right = (judge.verdict(runner, exercise, lambda name: 7) for exercise in exercises)
    assert (lost.score, lost.lost) == (0.0, "não terminou em 5 s") and "não terminou em 5 s" in lost.message
    assert set(lost.properties.values()) == {False}
    assert (right.score, right.lost, set(right.properties.values())) == (1.0, "", {True})


def test_each_exercise_is_drawn_from_its_own_seed(monkeypatch):
    drawn = []

    def inputs(rng):
        drawn.append(rng.bit_generator.state["state"]["state"])
        return original(rng)

    original = EXERCISES["sigmoid"].inputs
    monkeypatch.setattr(EXERCISES["sigmoid"], "inputs", inputs)
    for seed in (1, 2, 1):
        judge.verdict(Local({"sigmoid": np.tanh}), EXERCISES["sigmoid"], {"sigmoid": seed}.get)
    assert drawn[0] == drawn[2] != drawn[1]


def test_solutions_earn_full_marks_and_the_training_cell_does_not_run(graded):
    result = graded()
    assert scores(result) == [1.0, 1.0] and result.limits == ()
    assert result.marks == {f"check_{v.name}": (v.points, v.message) for v in result.verdicts}
    assert sum(points for points, _ in result.marks.values()) == 10


def test_judge_notebook_is_the_same_way_for_release(source):
    assert scores(judge.judge_notebook(source, NOTEBOOK)) == [1.0, 1.0]
    broken = copy.deepcopy(source)
    answer = next(c for c in broken.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "input_gate")
    answer.source = answer.source.replace("sigmoid(", "np.tanh(")
    assert scores(judge.judge_notebook(broken, NOTEBOOK)) == [0.0, 1.0]


GATE = "def input_gate(x, h_prev, U_i, W_i, b_i):\n    "


def test_what_surrounds_the_code_changes_neither_hash_nor_marks(source, parent, graded):
    notebook = json.loads(handed(source, input_gate=GATE + "return np.tanh(x @ U_i.T)"))
    plain = judge.judge_submission(json.dumps(notebook).encode(), source, parent, SECRET)
    for cell in notebook["cells"]:
        cell["metadata"] = cell["metadata"] | {"x": "y", "tags": ["skip-execution"]}
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "10 de 10"}]
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": "obrigada"})
    again = judge.judge_submission(json.dumps(notebook, indent=2).encode(), source, parent, SECRET)
    assert again.submission_hash == plain.submission_hash and again.verdicts == plain.verdicts
    assert graded(input_gate=GATE + "return np.tanh(x @ U_i.T) ").submission_hash != plain.submission_hash


WRONG = {
    "nothing": "",
    "stub": GATE + "raise NotImplementedError()",
    "syntax": GATE + "return (",
    "output": GATE + "print(4.0)",
    "exit": GATE + "import os; os._exit(0)",
    "sysexit": GATE + "raise SystemExit(0)",
    "input": GATE + "return input()",
    "equal": "class Igual(np.ndarray):\n    def __eq__(self, other): return np.ones(3, bool)\n"
    "    def __array_function__(self, *a): return True\n" + GATE + "return np.zeros(b_i.shape).view(Igual)",
    "peek": GATE + "import sys\n    return sys._getframe(1).f_locals.get('expected', b_i)",
    "patched": "np.isclose = np.allclose = lambda *a, **k: True\n" + GATE + "return b_i",
    "reference": GATE + "from enap_lstm.reference import input_gate as ours\n    return ours(x, h_prev, U_i, W_i, b_i)",
    "oracle": GATE + "from enap_lstm.exercises import EXERCISES\n"
    "    return EXERCISES['input_gate'].oracle(x, h_prev, U_i, W_i, b_i)",
    "endless": GATE + "while True: pass",
    "deleted": GATE + "return b_i\ndel input_gate",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_or_hostile_answer_earns_nothing_and_costs_only_itself(graded, wrong):
    result = graded(input_gate=WRONG[wrong])
    first, second = result.verdicts
    assert (first.score, second.score) == (0.0, 1.0)
    assert len(first.message) > 20
    assert bool(result.limits) == (wrong in ("exit", "endless"))


def test_a_statement_that_fails_is_left_out_with_its_place_and_the_names_of_others_stay(graded):
    result = graded(
        added=["ajuda = 2", "1 / 0", "while True: pass"],
        input_gate=GATE + "return sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i) * ajuda / 2",
    )
    assert scores(result) == [1.0, 1.0]
    dropped = [note for note in result.notes if "fora da correção" in note]
    assert len(dropped) == 2 and "célula 5, a linha 1 " in dropped[0] and "ZeroDivisionError" in dropped[0]
    assert "célula 6 " in dropped[1] and "2 s" in dropped[1]
    shown = [output for outputs in result.outputs.values() for output in outputs]
    assert [output.get("ename") for output in shown] == ["ZeroDivisionError"]


@pytest.mark.parametrize("raw", [b"", b"{", b"\x00\xff" * 99, b"[]", b'{"cells": 3}', b"x" * 10**6])
def test_what_cannot_be_read_is_zero_with_the_reason(raw, source, parent):
    result = judge.judge_submission(raw, source, parent, SECRET)
    assert scores(result) == [0.0, 0.0]
    assert result.submission.unreadable
    assert {verdict.message for verdict in result.verdicts} == {result.submission.unreadable}
