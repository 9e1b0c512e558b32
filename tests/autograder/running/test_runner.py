"""The isolated runner seen by an honest grader: what cells show, what functions answer, what is left behind (nothing)."""

import base64
import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from autograder.running.confined import inside
from autograder.running.confined.allowance import Limits
from autograder.running.confined.wire import Unsupported
from autograder.running.runner import ParentLost, RunnerLost, WarmParent, reencode_png
from autograder.running.warm import Ending
from enap_lstm.judging import answer
from tests.smallest_copy import smallest_copy

LIMITS = Limits(cell=10.0, call=3.0, submission_cpu=30.0, output=200_000)


@pytest.fixture(scope="module")
def parent(tmp_path_factory):
    """A warm parent whose grading copy holds `enap_lstm.judging.answer` alone."""
    copy = smallest_copy(tmp_path_factory.mktemp("copy"))
    with WarmParent("02_input_gate", copy, LIMITS) as parent:
        yield parent


def shown(parent, source):
    """The result of one cell."""
    with parent.run([source]) as runner:
        return runner.results[0]


def test_streams_and_the_last_value_are_kept_in_order(parent):
    result = shown(parent, "import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')\n1 + 1")
    assert [output.get("text") for output in result.outputs[:3]] == ["a\n", "b\n", "c\n"]
    assert result.outputs[3]["output_type"] == "execute_result" and result.outputs[3]["data"] == {"text/plain": "2"}


def test_a_figure_is_kept_as_a_picture_and_as_text(parent):
    result = shown(parent, "import matplotlib.pyplot as plt\n%matplotlib inline\nplt.plot([1, 2])\nplt.show()")
    (output,) = [output for output in result.outputs if output["output_type"] == "display_data"]
    with Image.open(io.BytesIO(base64.b64decode(output["data"]["image/png"]))) as picture:
        assert picture.format == "PNG" and picture.width > 100


def test_html_javascript_and_metadata_are_left_out(parent):
    source = "from IPython.display import *\ndisplay(HTML('<script>1</script>'), metadata={'x': 1})\ndisplay(Javascript('1'))"
    source += "\ndisplay({'text/html': '<b>', 'text/plain': 'alt'}, raw=True)"
    result = shown(parent, source)
    assert [set(output["data"]) for output in result.outputs] == [{"text/plain"}] * 3
    assert all(output["metadata"] == {} for output in result.outputs)
    assert result.outputs[2]["data"]["text/plain"] == "alt"


def test_an_error_is_told_without_terminal_colours(parent):
    result = shown(parent, "print('\\x1b[31mred\\x1b[0m')\n1 / 0")
    assert result.status == "error" and result.error == "ZeroDivisionError: division by zero"
    assert result.outputs[0]["text"] == "red\n"
    assert result.outputs[1]["ename"] == "ZeroDivisionError"
    assert "\x1b" not in repr(result.outputs)


@pytest.mark.parametrize(
    "source, expected",
    [
        ("%time x = 1\nprint('ok')", "ok"),
        ("%%capture out\nprint('no')", ""),
        ("!echo shell", "shell"),
        ("x = !echo captured\nprint(x[0])", "captured"),
        ("import asyncio\nawait asyncio.sleep(0)\nprint('awaited')", "awaited"),
        ("import asyncio\nasync def f(): return 'run'\nprint(asyncio.run(f()))", "run"),
        ("%matplotlib notebook\nprint('any backend')", "any backend"),
        ("%gui qt\nprint('no loop')", "no loop"),
        ("from IPython.display import clear_output\nprint('x')\nclear_output()\nprint('y')", "y"),
        ("for k in range(3):\n    print(k, end='')", "012"),
        ("import threading\nt = threading.Thread(target=print, args=('t',)); t.start(); t.join()", "t"),
    ],
)
def test_what_notebooks_do_works_without_a_kernel(parent, source, expected):
    result = shown(parent, source)
    assert result.status == "ok", result
    text = "".join(output.get("text", "") for output in result.outputs)
    assert text.strip().endswith(expected) and (expected or not text)


def test_input_is_an_error_that_says_why(parent):
    result = shown(parent, "input('nome? ')")
    assert result.status == "error" and "input() não funciona na correção" in result.error


def test_no_history_and_no_startup_file_of_anybody(parent, monkeypatch, tmp_path):
    """A start-up file in the grader's home must not change anybody's mark."""
    with parent.run(["leftover = 1", "print(get_ipython().history_manager.enabled)"]) as runner:
        assert runner.results[1].outputs[0]["text"] == "False\n"
    assert "NameError" in shown(parent, "leftover").error


def test_a_statement_that_meets_the_limit_is_left_out_and_the_rest_of_its_cell_runs(parent):
    """A new process has run everything before it again, and nothing twice in one."""
    cells = ["n = 1", "n += 1\nfor k in iter(int, 1): pass\nm = n", "print(n, m, 'k' in globals())"]
    with WarmParent("x", parent.grading_copy, Limits(cell=1.0)) as hasty, hasty.run(cells) as runner:
        assert [result.status for result in runner.results] == ["ok", "limit", "ok"]
        (failure,) = runner.results[1].failures
        assert (failure.line, failure.text) == (2, "a célula não terminou em 1 s")
        assert runner.results[2].outputs[0]["text"] == "2 2 False\n" and runner.left_out == set()


def test_an_answer_comes_back_with_what_it_did_to_its_arguments(parent):
    cells = ["def gate(x, h):\n    x += 1\n    return x[0], {'h': [h, 2]}"]
    with parent.run(cells) as runner:
        x = np.ones((2, 3))
        seen = runner.answer("gate").observe((x, np.float32(0.5)))
    assert seen.error is None and seen.aliased == ((0, 0), (1, 1))[:1]
    np.testing.assert_array_equal(seen.changed[0], np.full((2, 3), 2.0))
    np.testing.assert_array_equal(seen.value[0], [2.0, 2.0, 2.0])
    assert seen.value[1] == {"h": [np.float32(0.5), 2]} and type(seen.value) is tuple
    np.testing.assert_array_equal(x, np.ones((2, 3)))


@pytest.mark.parametrize(
    "body, kind, line",
    [
        ("return y", "NameError", 2),
        ("raise SystemExit", "SystemExit", 2),
        ("input()", "RuntimeError", 2),
        ("yield 1", "Lazy", None),
    ],
)
def test_errors_of_an_answer_are_observations(parent, body, kind, line):
    with parent.run([f"def gate(x):\n    {body}"]) as runner:
        error = runner.answer("gate").observe((1.0,)).error
    assert (error.kind, error.line) == (kind, line)


def test_a_missing_name_is_a_name_error(parent):
    with parent.run(["x = 1"]) as runner:
        error = runner.answer("gate").observe((1.0,)).error
    assert (error.kind, error.text) == ("NameError", "name 'gate' is not defined")


def test_a_function_is_asked_as_it_is_defined_at_that_point(parent):
    with parent.run([]) as runner:
        runner.cells = ["def double(x):\n    return 2 * x", "double = None"]
        runner.advance(1)
        assert runner.answer("double").observe((2.0,)).value == 4.0
        runner.advance()
        assert runner.answer("double").observe((2.0,)).error.kind == "NameError"


@pytest.mark.parametrize(
    "definition",
    [
        "f = lambda x: 2 * x",
        "from functools import partial\nf = partial(pow, 2.0)",
        "class Twice:\n    def __call__(self, x): return 2 * x\nf = Twice()",
        "def other(x): return 2 * x\nf = other",
        "def loud(g):\n    def inner(*a): return g(*a)\n    return inner\n@loud\ndef f(x): return 2 * x",
        "import numpy as np\n@np.vectorize\ndef f(x): return 2 * x",
        "(f := lambda x: 2 * x)",
    ],
)
def test_an_answer_is_whatever_can_be_called(parent, definition):
    with parent.run([definition]) as runner:
        assert runner.answer("f").observe((2.0,)).value == 4.0


def test_a_generator_draws_the_same_numbers_there(parent):
    with parent.run(["def draw(rng):\n    return rng.random(3)"]) as runner:
        seen = runner.answer("draw").observe((np.random.default_rng(5),))
    np.testing.assert_array_equal(seen.value, np.random.default_rng(5).random(3))


def test_an_unsupported_value_arrives_as_such(parent):
    with parent.run(["import numpy as np\ndef gate(x):\n    return np.array([print, None])"]) as runner:
        assert isinstance(runner.answer("gate").observe((1.0,)).value, Unsupported)


LEFT_OUT = [
    ("import pandas as pd\ndef f(x):\n    return x", [1]),
    ("from google.colab import drive\ndrive.mount('/content/drive')\ndef f(x):\n    return x", [1, 2]),
    ("%matplotlib widget\ndef f(x):\n    return x", [1]),
    ("import os\nos.chdir('/content/drive')\ndef f(x):\n    return x", [2]),
    ("n = input('quantas? ')\ndef f(x):\n    return x", [1]),
    ("\n\n1 / 0\ndef f(x):\n    return x", [3]),
    ("%%capture\n1 / 0\ndef f(x):\n    return x", [2]),
    ("%%time\n1 / 0\ndef f(x):\n    return x", [2]),
    ("%nada\n!exit 3\ndef f(x):\n    return x", [1]),
    ("try:\n    import pandas\nexcept ImportError:\n    pandas = None\ndef f(x):\n    return x", []),
    ("%cd -q .\n%pushd .\n%bookmark aqui .\nexit\ndef f(x):\n    return x", []),
    (
        "import os\nos.mkdir('d')\n%cd -q d\nopen('a', 'w').close()\ndef f(x):\n    return x + 0 * len(os.listdir('.'))",
        [],
    ),
]


@pytest.mark.parametrize("cell, lines", LEFT_OUT, ids=[cell.split("\n")[0] or "blank" for cell, _ in LEFT_OUT])
def test_a_statement_that_fails_is_left_out_alone(parent, cell, lines):
    with parent.run([cell]) as runner:
        assert [failure.line for failure in runner.results[0].failures] == lines
        assert runner.answer("f").observe((2.0,)).value == 2.0


@pytest.mark.parametrize("end", ["raise ValueError('aqui')", "import sys; sys.exit()", "raise SystemExit"])
def test_what_is_written_to_end_a_cell_ends_it(parent, end):
    with parent.run([f"a = 1\n{end}\nb = 2", "print(a, 'b' in globals())"]) as runner:
        assert runner.results[1].outputs[0]["text"] == "1 False\n"


def test_a_module_that_the_notebook_writes_can_be_imported_and_written_anew(parent):
    cells = [
        "import porta_que_nao_ha",
        "%%writefile porta.py\ndef f(x):\n    return 2 * x",
        "from porta import f",
        "%%writefile outra.py\nfrom porta import f as g",
        "from outra import *",
    ]
    with parent.run(cells) as runner:
        assert [result.status for result in runner.results] == ["error", "ok", "ok", "ok", "ok"]
        assert runner.answer("g").observe((2.0,)).value == 4.0


def test_forks_and_pools_leave_the_channel_alone(parent):
    """A child that goes on as its parent would ends where it would speak; semaphores of a pool have a place."""
    cells = [
        "import os, multiprocessing\npid = os.fork()",
        "with multiprocessing.Pool(2) as pool:\n    squares = pool.map(abs, [-1, -2])",
        "def f(x):\n    os.fork()\n    return [squares, os.getpid()]",
    ]
    with parent.run(cells) as runner:
        assert [result.status for result in runner.results] == ["ok"] * 3
        assert [runner.answer("f").observe((1.0,)).value for _ in range(3)] == [[[1, 2], 1]] * 3


ENDINGS = [
    "while True: pass",
    "while True:\n    try:\n        while True: pass\n    except: pass",
    "import os; os._exit(3)",
    "import ctypes; ctypes.string_at(0)",
]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_cell_that_hangs_or_dies_costs_its_statements_not_its_definitions(parent, ending):
    with WarmParent("x", parent.grading_copy, Limits(cell=1.0)) as hasty:
        with hasty.run(["a = 1", f"def f(x):\n    return a\n{ending}"]) as runner:
            assert runner.answer("f").observe((0.0,)).value == 1
            assert runner.results[1].status in ("limit", "lost") and runner.left_out == set()


def test_many_cells_that_die_cost_none_that_works(parent):
    """There were 20 processes for them once; the half of a time that was then left out with them held a helper."""
    cells = ["import os"] + ["os._exit(1)"] * 25 + ["def f(x):\n    return 2 * x"]
    with parent.run(cells) as runner:
        assert runner.answer("f").observe((2.0,)).value == 4.0
        assert runner.left_out == set(range(1, 26))


def test_cells_that_take_their_time_leave_some_for_the_others(parent):
    """With half of the time gone, what had not been seen to work was once left out together."""
    with WarmParent("x", parent.grading_copy, Limits(cell=2.0, submission_cpu=8.0)) as hasty:
        with hasty.run(["while True: pass"] * 3 + ["def f(x):\n    return 2 * x"]) as runner:
            assert runner.answer("f").observe((2.0,)).value == 4.0


def test_thousands_of_small_cells_come_to_their_end(parent):
    with WarmParent("x", parent.grading_copy, Limits()) as patient:
        with patient.run([f"x{k} = {k}" for k in range(2_500)] + ["def f(x):\n    return x2499"]) as runner:
            assert runner.answer("f").observe((0.0,)).value == 2499


def test_with_nothing_left_it_still_answers(parent):
    with parent.run(["1 / 0", "x +"]) as runner:
        assert [result.failures[0].line for result in runner.results] == [1, 0]
        assert runner.answer("gate").observe((0.0,)).error.kind == "NameError"


def test_time_used_up_is_told_to_every_answer(parent):
    """Forking anew never starts the clock anew."""
    small = Limits(cell=5.0, call=5.0, submission_cpu=1.0)
    with WarmParent("x", parent.grading_copy, small) as hasty:
        with hasty.run(["def gate(x):\n    while True: pass\ndef other(x):\n    return x"]) as runner:
            for name in ("gate", "other"):
                with pytest.raises(RunnerLost, match=r"a entrega passou do limite de (1 s de processamento|3 s)"):
                    runner.answer(name).observe((0.0,))


def test_a_parent_that_dies_is_started_again(parent):
    with WarmParent("x", parent.grading_copy, LIMITS) as mortal:
        with mortal.run(["x = 1"]):
            pass
        for process in [*psutil.Process(mortal._process.popen.pid).children(recursive=True), mortal._process.popen]:
            process.kill()
        with mortal.run(["def gate(x):\n    return x"]) as runner:
            assert runner.answer("gate").observe((1.0,)).value == 1.0


def test_a_run_whose_parent_dies_says_that_it_was_disturbed(parent):
    """Its keeper is gone without a word: that is the machine's doing, and must not cost a mark."""
    with WarmParent("x", parent.grading_copy, LIMITS) as mortal:
        with mortal.run(["def gate(x):\n    return x"]) as runner:
            for process in [*psutil.Process(mortal._process.popen.pid).children(recursive=True), mortal._process.popen]:
                process.kill()
            with pytest.raises(RunnerLost):
                runner.answer("gate").observe((1.0,))
            assert runner.disturbed


def test_a_run_that_waited_for_the_processor_says_that_it_was_disturbed(parent, monkeypatch):
    """The keeper's word decides, from the kernel's account of it: here the account of a busy machine."""
    with parent.run(["x = 1"]) as runner:
        monkeypatch.setattr(runner._link, "end", lambda: Ending("wall", cpu=1.0, waited=1e6))
    assert runner.disturbed


def test_the_warm_parent_waits_for_a_process_to_spare(monkeypatch):
    """A machine that is full for a moment (EAGAIN) once cost whoever was next."""
    left = [BlockingIOError(11, "no process to spare")] * 3
    monkeypatch.setattr(inside.os, "fork", lambda: 7 if not left else (_ for _ in ()).throw(left.pop()))
    assert inside.fork() == 7
    monkeypatch.setattr(inside, "FORK_SECONDS", 0.1)
    left += [BlockingIOError(11, "no process to spare")] * 1000
    with pytest.raises(BlockingIOError):
        inside.fork()


def test_a_parent_that_cannot_start_says_why(tmp_path):
    smallest_copy(tmp_path, "raise ValueError('broken copy')\n")
    with pytest.raises(ParentLost, match="broken copy"), WarmParent("x", tmp_path):
        pass


def test_a_closed_parent_refuses(parent):
    closed = WarmParent("x", parent.grading_copy)
    with pytest.raises(ParentLost):
        closed.run(["x = 1"])


def test_a_module_does_not_replace_the_function_of_its_name(tmp_path):
    """The warm parent imports the grading copy's modules; `from enap_lstm import check` still gives the function."""
    smallest_copy(tmp_path, "def check(f): return 'checked'\n")
    (tmp_path / "enap_lstm/check.py").write_text("LOADED = True\n", encoding="utf-8")
    with WarmParent("x", tmp_path, LIMITS) as parent:
        result = shown(
            parent, "import sys\nfrom enap_lstm import check\nprint(check(1), 'enap_lstm.check' in sys.modules)"
        )
    assert result.outputs[0]["text"] == "checked True\n"


def test_nothing_is_left_behind(parent, monkeypatch, tmp_path):
    """No process, no zombie, no descriptor, no folder; not even where the grader ignores its children's ends."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        descriptors = set(os.listdir("/proc/self/fd"))
        processes = {p.pid for p in psutil.Process().children(recursive=True)}
        with WarmParent("x", parent.grading_copy, LIMITS) as brief:
            runner = brief.run(["import os\nos.mkdir('d')\nos.chmod('d', 0)", "def gate(x):\n    return x"])
            runner.answer("gate").observe((1.0,))
            brief.run(["x = 1"])  # never closed: the parent's end is its end
            del runner
    finally:
        signal.signal(signal.SIGCHLD, before)
    assert {p.pid for p in psutil.Process().children(recursive=True)} <= processes
    assert list(tmp_path.iterdir()) == []
    assert set(os.listdir("/proc/self/fd")) <= descriptors


GRADER = """
import sys
from pathlib import Path
from autograder.running.runner import WarmParent
with WarmParent("x", Path({copy!r})) as parent:
    with parent.run(["import os, time\\nif os.fork() == 0: os.setsid(); time.sleep(100)", "def gate(x):\\n    while True: pass"]) as runner:
        print("ready", flush=True)
        runner.answer("gate").observe((1.0,))
"""


def test_a_killed_grader_leaves_no_process(parent, tmp_path):
    """kill -9 gives nobody a chance to clean up: the leash and the control socket end with the grader."""
    root = str(Path(answer.__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", GRADER.format(copy=str(parent.grading_copy))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, env=environment) as grader:
        assert grader.stdout.readline() == b"ready\n"
        below = psutil.Process(grader.pid).children(recursive=True)
        grader.kill()
    _, alive = psutil.wait_procs(below, timeout=10)
    assert len(below) >= 4 and alive == []


def test_threads_share_one_parent(parent):
    """Each gets its own process and its own result."""
    found = {}

    def grade(k):
        with parent.run([f"k = {k}", "def gate(x):\n    return x * k"]) as runner:
            found[k] = runner.answer("gate").observe((2.0,)).value

    threads = [threading.Thread(target=grade, args=(k,)) for k in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert found == {k: 2.0 * k for k in range(6)}


def test_two_runs_of_a_submission_are_the_same(parent):
    """Even where it depends on the order of a set."""
    cells = ["print(list({'a', 'b', 'c', 'd', 'e'}), hash('x'))"]
    assert repr(shown(parent, cells[0])) == repr(shown(parent, cells[0]))


def test_a_picture_is_encoded_anew_without_its_metadata():
    from PIL.PngImagePlugin import PngInfo

    comment = PngInfo()
    comment.add_text("note", "<script>")
    data = io.BytesIO()
    Image.new("RGBA", (3, 2), (1, 2, 3, 255)).save(data, "PNG", pnginfo=comment)
    again = reencode_png(data.getvalue() + b"<script>")
    assert again is not None and b"script" not in again
    with Image.open(io.BytesIO(again)) as picture:
        assert picture.size == (3, 2) and picture.getpixel((0, 0)) == (1, 2, 3, 255)


def test_what_is_no_picture_or_too_large_is_none():
    huge = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(huge, "PNG")
    gif = io.BytesIO()
    Image.new("RGB", (2, 2)).save(gif, "GIF")
    for data in (huge.getvalue(), gif.getvalue(), b"", b"<svg onload=1>", b"\x89PNG\r\n\x1a\n" + bytes(100)):
        assert reencode_png(data) is None
