"""Hostile code that reaches for what is not its own: files, sockets, other processes, the grader's values."""

import os

import numpy as np
import pytest

TRY = """
achieved = []
def attempt(name, function):
    try:
        function()
    except BaseException as error:
        return error
    achieved.append(name)
def gate(x):
    return achieved
"""


def test_secrets_exist(secrets):
    """The attack below has something to find: the grader itself can read every one of the files."""
    assert all(os.path.exists(path) for path in secrets)


def test_no_file_of_the_grader_can_be_read_or_written(attack, secrets):
    submission = attack(
        TRY,
        f"secrets = {secrets!r}",
        "for path in secrets:\n"
        "    attempt('read ' + path, lambda: open(path, 'rb').read(1))\n"
        "    attempt('write ' + path, lambda: open(path, 'r+b').write(b'10'))\n"
        "    attempt('remove ' + path, lambda: __import__('os').unlink(path))\n"
        "    attempt('cat ' + path, lambda: __import__('subprocess').run(['cat', path], check=True))",
    )
    assert [result.status for result in submission.results] == ["ok"] * 5
    assert submission.answer("gate").observe((1.0,)).value == []


def test_nothing_of_proc_or_of_other_submissions_can_be_read(attack, parent):
    submission = attack(
        TRY,
        "import os, glob\n"
        "for path in ('/proc/self/environ', '/proc/1/environ', '/proc/self/maps', '/proc/self/fd/0'):\n"
        "    attempt(path, lambda: open(path, 'rb').read(1))\n"
        "attempt('listing', lambda: os.listdir('/proc/1'))\n"
        f"attempt('beside', lambda: os.listdir({str(parent._process.scratch)!r}))\n"
        "attempt('home', lambda: os.listdir('/root') or 1 / 0)",
    )
    assert submission.answer("gate").observe((1.0,)).value == []


def test_the_environment_and_descriptors_hold_nothing_of_the_grader(attack, monkeypatch):
    submission = attack(
        "import os\n"
        "def environment(x):\n"
        "    return sorted(k for k in os.environ if 'SECRET' in k or 'VIRTUAL' in k or 'PYTEST' in k)\n"
        "def descriptors(x):\n"
        "    found = []\n"
        "    for fd in range(200):\n"
        "        try:\n"
        "            os.fstat(fd); found.append(fd)\n"
        "        except OSError:\n"
        "            pass\n"
        "    return len(found)"
    )
    assert submission.answer("environment").observe((1.0,)).value == []
    assert submission.answer("descriptors").observe((1.0,)).value == 4, (
        "0, 1, 2 are /dev/null; the fourth is its socket"
    )


def test_only_the_grading_copy_is_importable(attack):
    """The rest of `autograder`, the oracles and the exercises are neither in memory nor on the disk."""
    submission = attack(
        TRY,
        "import importlib\n"
        "for name in ('autograder.running.runner', 'autograder.running.warm', 'autograder.judging.judge', 'enap_lstm.exercises', "
        "'enap_lstm.exercise', 'enap_lstm.reference'):\n"
        "    attempt(name, lambda: importlib.import_module(name))",
        "import sys\ndef loaded(x):\n    return sorted(name for name in sys.modules if name.startswith('enap_lstm'))",
    )
    assert submission.answer("gate").observe((1.0,)).value == []
    assert submission.answer("loaded").observe((1.0,)).value == [
        "enap_lstm",
        "enap_lstm.judging",
        "enap_lstm.judging.answer",
    ]


def test_no_socket_ptrace_mount_or_namespace(attack):
    submission = attack(
        TRY,
        "import ctypes, os, socket, signal\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "def call(name, *args):\n"
        "    ctypes.set_errno(0)\n"
        "    if getattr(libc, name)(*args) == -1: raise OSError(ctypes.get_errno(), name)\n"
        "attempt('inet', lambda: socket.socket())\n"
        "attempt('unix', lambda: socket.socket(socket.AF_UNIX))\n"
        "attempt('datagram pair', lambda: socket.socketpair(type=socket.SOCK_DGRAM))\n"
        "attempt('connect', lambda: socket.socketpair()[0].connect('/run/x'))\n"
        "for n in range(300): attempt(f'ptrace {n}', lambda: call('ptrace', 16, n, 0, 0))\n"
        "attempt('mount', lambda: call('mount', b'tmpfs', b'.', b'tmpfs', 0, None))\n"
        "attempt('umount', lambda: call('umount2', b'/proc', 2))\n"
        "attempt('unshare', lambda: call('unshare', 0x10000000))\n"
        "attempt('clone', lambda: call('syscall', 56, 0x10000000 | 17, 0, 0, 0, 0))\n"
        "attempt('keyring', lambda: call('syscall', 250, 0, -3, 1))\n"
        "attempt('bpf', lambda: call('syscall', 321, 0, 0, 0))\n"
        "attempt('io_uring', lambda: call('syscall', 425, 1, 0))\n"
        "attempt('memfd', lambda: os.memfd_create('x'))\n"
        "attempt('outlive', lambda: call('prctl', 1, 0, 0, 0, 0))\n"
        "attempt('setuid', lambda: os.setuid(0))",
    )
    assert submission.results[2].status == "ok"
    assert submission.answer("gate").observe((1.0,)).value == []


def test_no_process_but_its_own_can_be_signalled(attack):
    """Its pids begin at 1: the keeper, the warm parent and the grader have no number here."""
    submission = attack(
        TRY,
        "import os, signal\n"
        f"for pid in [*range(2, 3000), {os.getpid()}, {os.getppid()}]:\n"
        "    attempt(pid, lambda: os.kill(pid, signal.SIGKILL))\n"
        "pids = [os.getpid(), os.getppid()]\n"
        "def whoami(x):\n    return pids",
    )
    assert submission.answer("gate").observe((1.0,)).value == []
    assert submission.answer("whoami").observe((1.0,)).value == [1, 0]


def test_walking_the_frames_finds_no_expected_value(attack):
    """All that lies in the frames above an answer is its own arguments: the grader computes elsewhere."""
    submission = attack(
        "import sys, gc\n"
        "def gate(x):\n"
        "    frame, names = sys._getframe(), []\n"
        "    while frame:\n"
        "        names += [name for name in frame.f_locals if name in ('expected', 'oracle', 'exercise', 'seed')]\n"
        "        names += [name for name in frame.f_globals if name in ('EXERCISES', 'judge', 'verdicts')]\n"
        "        frame = frame.f_back\n"
        "    return names\n"
        "def memory(x):\n"
        "    return [str(type(o)) for o in gc.get_objects() if type(o).__name__ in ('Exercise', 'Case', 'Report')]"
    )
    assert submission.answer("gate").observe((np.ones(3),)).value == []
    assert submission.answer("memory").observe((np.ones(3),)).value == []


@pytest.mark.parametrize(
    "sabotage",
    [
        "get_ipython().run_cell = lambda *a, **k: None",
        "import sys; sys.displayhook = lambda value: None",
        "get_ipython().input_transformers_cleanup.append(lambda lines: ['x = 1\\n'])",
        "np.testing.assert_allclose = np.allclose = np.isclose = lambda *a, **k: True",
        "import enap_lstm.judging.answer; enap_lstm.judging.answer.observe = lambda f, args: enap_lstm.judging.answer.Observation(value='full')",
        "import builtins; builtins.isinstance = lambda *a: True",
        "import sys; sys.modules['numpy'] = None",
    ],
    ids=["run_cell", "displayhook", "transformer", "numpy", "observe", "isinstance", "modules"],
)
def test_replacing_the_machinery_earns_nothing(attack, sabotage):
    """Whatever it replaces lives in its own process: a value comes back, and the grader judges that value."""
    submission = attack("def gate(x):\n    return -x", sabotage)
    try:
        seen = submission.answer("gate").observe((np.ones(2),))
    except Exception as lost:
        assert type(lost).__name__ == "RunnerLost"
    else:
        assert seen.error is not None or np.array_equal(seen.value, -np.ones(2)) or seen.value == "full"
