"""A warm parent with small limits, with and without bubblewrap around it, and an honest submission as witness."""

import contextlib
import os
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

import autograder
from autograder.running import parent as parents
from autograder.running import warm
from autograder.running.confined import confine
from autograder.running.confined.allowance import Limits
from autograder.running.runner import WarmParent
from enap_lstm.judging import answer
from tests.smallest_copy import smallest_copy

SMALL = Limits(cell=8.0, call=2.0, submission_cpu=8.0, memory=256 << 20, processes=16, files=4 << 20, output=20_000)
HONEST = ("import numpy as np\nprint('oi')", "def gate(x):\n    return np.tanh(x)")


@pytest.fixture(
    scope="session", params=[pytest.param("bubblewrap", marks=pytest.mark.needs("bwrap", "bubblewrap")), "namespaces"]
)
def parent(request, tmp_path_factory):
    """The warm parent; the second time bubblewrap is not used, so that the inner walls must hold alone."""
    parent = WarmParent("02_input_gate", smallest_copy(tmp_path_factory.mktemp("copy")), SMALL)
    with pytest.MonkeyPatch.context() as patch:  # only while it starts: other tests look for programs too
        if request.param == "namespaces":
            patch.setattr(parents.shutil, "which", lambda name: None)
        parent.__enter__()
    with contextlib.closing(parent._process):
        yield parent


@pytest.fixture
def bounded(parent):
    """No bomb goes off where only the keeper's eye would stop it: the kernel must keep a bound of its own."""
    own_pids = confine.kernel() >= confine.OWN_PID_MAX and os.access("/proc/sys/kernel/pid_max", os.W_OK)
    inside_bubblewrap = "bwrap" in parent._process.popen.args[0]  # there /proc/sys is read-only
    if parent._process.group is None and not (own_pids and not inside_bubblewrap and parent.layers["namespaces"]):
        pytest.skip("needs a kernel's bound on processes (a control group, or Linux 6.14)")


@pytest.fixture
def attack(parent):
    """Run hostile cells; afterwards nothing is left of them, and the next submission's results are unchanged."""
    opened = []

    def run(*cells):
        opened.append(parent.run(["import numpy as np", *cells, "def honest(x):\n    return x + 1"]))
        return opened[-1]

    before = witness(parent)
    process = parent._process
    idle = children(process)
    yield run
    for submission in opened:
        submission.close()
    assert witness(parent) == before
    assert parent._process is process and process.popen.poll() is None, "the warm parent was hurt"
    deadline = time.monotonic() + 5
    while not children(process) <= idle and time.monotonic() < deadline:
        time.sleep(0.01)
    assert children(process) <= idle, "a process, or the corpse of one, survived its submission"
    assert [path.name for path in process.scratch.glob("run-*")] == []


def children(process) -> set[int]:
    """The pids below the warm parent, and those between it and us."""
    return {p.pid for p in psutil.Process(process.popen.pid).children(recursive=True)}


def witness(parent: WarmParent) -> str:
    """All that an honest submission gets, as text."""
    with parent.run(HONEST) as honest:
        seen = honest.answer("gate").observe((np.linspace(-1, 1, 5),))
        return repr((honest.results, seen))


@pytest.fixture
def secrets(tmp_path_factory):
    """Files that no submission may read: a gradebook, the grader's own code, the machine's users, the grader's memory."""
    folder = tmp_path_factory.mktemp("course")
    gradebook = folder / "gradebook.db"
    gradebook.write_text("marks", encoding="utf-8")
    gradebook.chmod(0o666)
    folder.chmod(0o777)
    me = psutil.Process().pid
    rooms = Path(autograder.__path__[0]).glob("**/__init__.py")  # a file of every folder of the grader
    ours = [gradebook, *rooms, warm.__file__, answer.__file__, "/etc/passwd", f"/proc/{me}/environ", f"/proc/{me}/mem"]
    return [str(path) for path in ours]
