"""The copy of enap_lstm that a graded notebook finds: what is in it works, what is not in it cannot be found."""

import pickle
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal

import enap_lstm
from autograder.running.cut import CannotCut, Package, without_docstrings
from autograder.running.grading_copy import write_grading_copy
from enap_lstm import reference
from enap_lstm.exercises import EXERCISES, NOTEBOOKS
from enap_lstm.exercises.permitted import permitted
from enap_lstm.judging import seal

COURSE = Path(enap_lstm.__file__).parent
WORK = Package(COURSE / "reference", "enap_lstm.reference").exports | set(EXERCISES)


def run(copy: Path, code: str, *files: Path) -> str:
    """What `code` prints in a fresh process that holds the copy in place of the course."""
    program = f"import sys; sys.path.insert(0, {str(copy)!r})\n" + textwrap.dedent(code)
    command = [sys.executable, "-I", "-W", "error", "-c", program, *map(str, files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def not_open(notebook: str) -> set[str]:
    return WORK - permitted(notebook)


@pytest.fixture(scope="module")
def copies(tmp_path_factory) -> dict[str, Path]:
    return {notebook: write_grading_copy(notebook, tmp_path_factory.mktemp(notebook)) for notebook in NOTEBOOKS}


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_no_file_names_what_the_notebook_may_not_call(copies, notebook):
    text = "\n".join(f"{path} {path.read_text(encoding='utf-8')}" for path in copies[notebook].rglob("*.py"))
    assert {name for name in not_open(notebook) if re.search(rf"\b{name}\b", text)} == set()
    assert [path for path in copies[notebook].rglob("*") if path.is_file() and path.suffix not in (".py", ".txt")] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_no_module_in_memory_names_what_the_notebook_may_not_call(copies, notebook, tmp_path):
    """Namespaces, code constants and names of every module of the copy, after importing all of it."""
    names = tmp_path / "names"
    names.write_text("\n".join(not_open(notebook)), encoding="utf-8")
    found = run(
        copies[notebook],
        """
        import gc, importlib, pkgutil, types
        import enap_lstm, torch
        for module in pkgutil.walk_packages(enap_lstm.__path__, "enap_lstm."):
            importlib.import_module(module.name)
        modules = [m for name, m in list(sys.modules.items()) if name.split(".")[0] in ("enap_lstm", "torch")]
        assert all(m.__file__.startswith(sys.path[0]) for m in modules)
        codes = [c for c in gc.get_objects() if isinstance(c, types.FunctionType) and (c.__module__ or "").startswith("enap_lstm")]
        words = {name for m in modules for name in vars(m)} | {
            word for f in codes for word in (f.__name__, f.__doc__, *f.__code__.co_names, *f.__code__.co_consts)
        }
        from pathlib import Path
        later = Path(sys.argv[1]).read_text(encoding="utf-8").split()
        print([name for name in later if any(name == w for w in words)])
        """,
        names,
    )
    assert found.strip() == "[]"


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_what_is_permitted_agrees_with_the_reference(copies, notebook, tmp_path):
    rng = np.random.default_rng(7)
    calls = [(name, case.args) for name in sorted(permitted(notebook)) for case in EXERCISES[name].inputs(rng)]
    sent, got = tmp_path / "calls", tmp_path / "values"
    sent.write_bytes(pickle.dumps(calls))
    run(
        copies[notebook],
        """
        import pickle
        from enap_lstm import reference
        from pathlib import Path
        calls = pickle.loads(Path(sys.argv[1]).read_bytes())
        values = [getattr(reference, name)(*args) for name, args in calls]
        Path(sys.argv[2]).write_bytes(pickle.dumps(values))
        """,
        sent,
        got,
    )
    values = pickle.loads(got.read_bytes())
    assert len(values) == len(calls)
    for (name, args), value in zip(calls, values, strict=True):
        expected = getattr(reference, name)(*args)
        for one, other in zip(*(x if isinstance(x, tuple) else (x,) for x in (expected, value)), strict=True):
            assert_array_equal(one, other)


def test_a_function_brings_what_it_calls_and_no_more(tmp_path):
    """As later notebooks will ask: a sequence, its step and their private helper, without their backwards."""
    copy = write_grading_copy("09_later", tmp_path, permitted=["rnn_step", "rnn_forward"])
    rng = np.random.default_rng(3)
    x, h0, U, W, b = (rng.normal(size=shape) for shape in ((4, 1, 2), (1, 3), (3, 2), (3, 3), (3,)))
    (tmp_path / "args").write_bytes(pickle.dumps((x, h0, U, W, b)))
    said = run(
        copy,
        """
        import pickle
        from pathlib import Path
        from enap_lstm.reference import rnn_forward
        from enap_lstm.reference.rnn import rnn_step
        print(rnn_forward(*pickle.loads(Path(sys.argv[1]).read_bytes())).tobytes().hex())
        """,
        tmp_path / "args",
    )
    assert_array_equal(np.frombuffer(bytes.fromhex(said)).reshape(4, 1, 3), reference.rnn_forward(x, h0, U, W, b))
    text = "\n".join(path.read_text(encoding="utf-8") for path in copy.rglob("*.py"))
    assert not re.search(r"backward|lstm_step|sigmoid", text)


def test_a_later_function_may_be_imported_and_says_one_sentence_when_called(copies):
    sentence = run(
        copies["02_input_gate"],
        """
        from enap_lstm.reference import forget_gate, lstm_step as step
        from enap_lstm.reference.lstm import lstm_forward
        from enap_lstm.gradcheck import numerical_gradient
        from enap_lstm import reference
        for closed in (forget_gate, step, lstm_forward, numerical_gradient, reference.input_gate):
            try:
                closed(1, 2)
            except Exception as error:
                assert type(error).__name__ == "Sealed", error
                print(error)
        """,
    )
    assert sentence.splitlines() == [seal.REFERENCE] * 5


def test_torch_may_be_imported_in_every_way_and_not_used(copies):
    said = run(
        copies["02_input_gate"],
        """
        import torch, torch.nn as nn, torch.nn.functional as F
        from torch import nn as other, tensor
        from torch.utils.data import Dataset
        import numpy, matplotlib.cbook
        assert not isinstance(1, torch.Tensor)
        def subclass():
            class Net(nn.Module): pass
        for use in (lambda: torch.sigmoid(1), lambda: F.relu(0), lambda: tensor([1]), subclass, lambda: Dataset[0],
                    lambda: other.Linear(2, 3), lambda: numpy.asarray(torch.pi), lambda: torch.autograd.grad(1)):
            try:
                use()
            except Exception as error:
                assert type(error).__name__ == "Sealed", repr(error)
                print(error)
        """,
    )
    assert said.splitlines() == [seal.TORCH] * 8


def test_checks_figures_and_sliders_are_silent(copies):
    """The set-up and the student's own cells run as they stand, whatever they call to look at things."""
    said = run(
        copies["02_input_gate"],
        """
        from enap_lstm import CheckFailed, caderno, check, gradient_check, plots, restaurar, resumo, widgets
        from enap_lstm.figures.input_gate import anything
        from enap_lstm.plots import show
        anything(U=2)
        caderno("02_input_gate"); check(print); check(print, dica=2); resumo(); restaurar("x")
        fig, ax = plots.new_figure(width=3)
        ax.plot([1, 2])[0].set_label("a")
        show(fig, "alt", caption="c")
        with widgets.slider("f", 0, 1) as slider:
            slider.value["a"] = 1
        gradient_check(print, (1,), (2,)).message.upper()
        try:
            raise CheckFailed
        except AssertionError:
            pass
        """,
    )
    assert said == ""


def test_answers_are_observed_by_the_same_code(copies):
    ours, theirs = (
        (folder / "judging/answer.py").read_text(encoding="utf-8")
        for folder in (COURSE, copies["00_start"] / "enap_lstm")
    )
    assert theirs.strip() == without_docstrings(ours).strip()


def test_data_is_there_and_the_texts_of_the_cells_are_not(copies):
    data = copies["00_start"] / "enap_lstm" / "data"
    assert not (data / "originals.json").exists()
    assert run(copies["00_start"], "from enap_lstm.data import SENTENCE; print(*SENTENCE)").startswith("Eu não")


def test_an_earlier_copy_is_replaced(tmp_path):
    stale = tmp_path / "enap_lstm" / "reference" / "left_over.py"
    stale.parent.mkdir(parents=True)
    stale.write_text("", encoding="utf-8")
    write_grading_copy("00_start", tmp_path)
    assert not stale.exists()


def package(folder: Path, **modules: str) -> Package:
    for name, source in modules.items():
        (folder / f"{name}.py").write_text(textwrap.dedent(source), encoding="utf-8")
    return Package(folder, "p")


def test_the_cut_follows_helpers_constants_and_reexports(tmp_path):
    cut = package(
        tmp_path,
        __init__="from p.a import first, second\nfrom .b import third",
        a="""
        import math
        import numpy as np
        from p.b import helper
        SCALE = 2
        UNUSED = 3
        def first(x):
            "As second does."
            return helper(np.exp(x)) * SCALE  # not third
        def second(x):
            return math.sin(first(x))
        """,
        b="def helper(x):\n    return _inner(x)\ndef _inner(x):\n    return x\ndef third(x):\n    return helper(x)",
    )
    kept = cut.closure(["first"])
    assert cut.exports == {"first", "second", "third"}
    assert kept == {("a", "first"), ("a", "SCALE"), ("b", "helper"), ("b", "_inner")}
    assert "third" not in cut.cut("b", kept) and "helper" in cut.cut("b", kept)
    assert not re.search("second|math|third", cut.cut("a", kept))


@pytest.mark.parametrize(
    "source",
    ["from p.b import *", "import p.b\ndef f(): return p.b", "from p import b\ndef f(): return b.g()", "print(1)"],
)
def test_what_cannot_be_followed_is_refused(tmp_path, source):
    with pytest.raises(CannotCut):
        package(tmp_path, __init__="from p.a import f", a=source, b="def g(): return 1").closure(["f"])


def test_a_permitted_function_that_needs_a_closed_one_is_refused(tmp_path):
    """Else the copy would hand out what the notebook closes: the exercise must list both as look-alikes."""
    course = tmp_path / "course"
    (course / "reference").mkdir(parents=True)
    package(course / "reference", __init__="from .a import step, sequence", a="def step(): 1\ndef sequence(): step()")
    with pytest.raises(CannotCut, match="step"):
        write_grading_copy("01_x", tmp_path, exercises=["step", "sequence"], permitted=["sequence"], package=course)
