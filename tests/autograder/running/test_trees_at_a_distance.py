"""The same answers as in tests/judging/test_trees.py, in a confined process: judged alike, told alike."""

import numpy as np
import pytest

from autograder.running.runner import WarmParent
from tests.small_exercises import ANSWERS, EVERY, here
from tests.smallest_copy import smallest_copy

TOP = "from enap_lstm.judging.answer import TrainedModel\n"


@pytest.fixture(scope="module")
def parent(tmp_path_factory):
    with WarmParent("x", smallest_copy(tmp_path_factory.mktemp("copy"), TOP)) as parent:
        yield parent


@pytest.mark.parametrize(("name", "k"), EVERY)
def test_a_tree_travels(parent, name, k):
    exercise, answers = ANSWERS[name]
    text, _, _ = answers[k]
    with parent.run(["import numpy as np", text]) as runner:
        far = exercise.judge(runner.answer(name), np.random.default_rng(0))
    near = exercise.judge(here(name, text), np.random.default_rng(0))
    assert (far.score, far.mistakes, far.earned) == (near.score, near.mistakes, near.earned)
    assert far.panel.happened == near.panel.happened and far.panel.step == near.panel.step


@pytest.mark.parametrize("text", [
    "from functools import partial\ngate = partial(lambda k, x: k * x, 2.0)",
    "class Double:\n    def __call__(self, x):\n        return 2 * x\ngate = Double()",
    "gate = lambda x: x + x",
    "def loud(f):\n    def inner(*a):\n        return f(*a)\n    return inner\n@loud\ndef gate(x):\n    return 2 * x",
    "import numpy as np\ndef gate(x):\n    return np.longdouble(2) * x",
])  # fmt: skip
def test_what_can_be_called_by_its_name_is_an_answer(parent, text):
    with parent.run([text]) as runner:
        seen = runner.answer("gate").observe((np.array([1.0, -2.0]),))
    assert seen.error is None
    np.testing.assert_array_equal(seen.value, [2.0, -4.0])


def test_the_line_of_a_remote_error_is_quoted(parent):
    exercise, _ = ANSWERS["both_ways"]
    text = "def ajuda(z):\n    return z\n\ndef both_ways(x, a, b):\n    y = ajuda(x)\n    return y @ b @ a @ a, 1, 2\n"
    with parent.run(["import numpy as np", text]) as runner:
        panel = exercise.judge(runner.answer("both_ways"), np.random.default_rng(0)).panel
    assert panel.source.line == 3 and panel.source.text.splitlines()[2] == "    return y @ b @ a @ a, 1, 2"
    assert panel.happened.startswith("Na linha 3 da sua função, no produto @")
