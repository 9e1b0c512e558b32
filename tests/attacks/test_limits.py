"""Hostile code that takes too much: time, processor, processes, memory, disk, output; and that will not die."""

import contextlib
import dataclasses
import time

import numpy as np
import psutil
import pytest

from autograder.running.runner import RunnerLost


def lost(submission, name, *args):
    """The reason why a call was lost."""
    with pytest.raises(RunnerLost) as caught:
        submission.answer(name).observe(args)
    return str(caught.value)


def test_an_endless_loop_loses_only_its_own_answer(attack):
    submission = attack("def gate(x):\n    while True: pass")
    assert lost(submission, "gate", 1.0) == "a função não terminou em 2 s"
    assert lost(submission, "gate", 1.0) == "a função não terminou em 2 s"
    assert submission.answer("honest").observe((1.0,)).value == 2.0


@pytest.mark.parametrize(
    "loop",
    [
        "while True:\n        try:\n            while True: pass\n        except BaseException: pass",
        "import signal\n    [signal.signal(k, signal.SIG_IGN) for k in (14, 15, 2, 1)]\n"
        "    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 60))\n    while True: pass",
        "a = np.ones((3000, 3000))\n    for k in range(1000): a @ a",
        "10 ** 10 ** 9",
    ],
    ids=["catches", "blocks", "matmul", "integer"],
)
def test_a_loop_that_cannot_be_interrupted_is_killed(attack, loop):
    """After the kill the next answer gets a process of its own, with the same cells."""
    submission = attack(f"def gate(x):\n    {loop}")
    assert lost(submission, "gate", 1.0) == "a função não terminou em 2 s"
    assert submission.answer("honest").observe((1.0,)).value == 2.0


@pytest.fixture
def patient(attack):
    """The same attack, with time enough for another limit to be met first on a busy machine."""

    def run(*cells):
        submission = attack(*cells)
        submission.limits = dataclasses.replace(submission.limits, call=60.0)
        return submission

    return run


@pytest.mark.parametrize(
    "bomb",
    [
        "while True:\n        try: os.fork()\n        except OSError: pass",
        "for k in range(40): subprocess.Popen(['sleep', '60'])\n    time.sleep(60)",
    ],
    ids=["fork bomb", "sleepers"],
)
def test_too_many_processes_end_the_run(bounded, patient, bomb):
    submission = patient(f"import os, subprocess, time\ndef gate(x):\n    {bomb}")
    assert lost(submission, "gate", 1.0) == "o código passou do limite de 16 processos"
    assert submission.answer("honest").observe((1.0,)).value == 2.0


@pytest.mark.parametrize(
    "bomb",
    [
        "x = [np.ones(1 << 20) for _ in range(1000)]",
        "import os\n    for k in range(8):\n        if not os.fork(): x = np.ones(6 << 20); __import__('time').sleep(60)\n"
        "    __import__('time').sleep(60)",
        "x = bytearray(b'x') * (700 << 20); __import__('time').sleep(60)",
    ],
    ids=["one process", "eight processes", "bytearray"],
)
def test_a_memory_bomb_is_stopped_before_it_hurts(patient, bomb):
    submission = patient(f"def gate(x):\n    {bomb}")
    assert lost(submission, "gate", 1.0) == "o código passou do limite de 256 MB de memória"
    assert submission.answer("honest").observe((1.0,)).value == 2.0


def test_the_disk_fills_up_at_the_limit(attack):
    submission = attack(
        "import os\n"
        "def gate(x):\n"
        "    written = 0\n"
        "    try:\n"
        "        for k in range(100):\n"
        "            with open(f'f{k}', 'wb', buffering=0) as file: written += file.write(bytes(1 << 20))\n"
        "    except OSError as error:\n"
        "        return [written >> 20, type(error).__name__]"
    )
    assert submission.answer("gate").observe((1.0,)).value == [4, "OSError"]


def test_files_do_not_pass_to_the_next_submission(attack, parent):
    attack("open('left', 'w').write('x')\nopen('/tmp/left', 'w').write('x')")
    with parent.run(["import os\nprint(os.listdir('.'))"]) as following:
        assert following.results[0].outputs[0]["text"] == "[]\n"


def test_a_daemon_dies_with_its_submission(attack):
    """Detached twice, in a session of its own, deaf to signals: it still ends when the runner is closed."""
    mark = "31415.926"
    submission = attack(
        "import os, signal, sys, time\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0:\n"
        "        [signal.signal(k, signal.SIG_IGN) for k in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)]\n"
        f"        os.execv('/usr/bin/sleep', ['sleep', '{mark}'])\n"
        "    os._exit(0)\n"
        "time.sleep(0.2)"
    )

    def daemons():
        return [p for p in psutil.process_iter(["cmdline"]) if p.info["cmdline"] == ["sleep", mark]]

    assert len(daemons()) == 1
    submission.close()
    assert daemons() == []


def test_processor_time_of_all_calls_together_is_limited(attack):
    """A budget once spent is spent: neither a new process nor children that burn it start the clock anew."""
    names = [f"burn_{k}" for k in range(40)]
    burn = "    if not os.fork():\n        while True: pass\n    os.wait()\n"
    submission = attack("import os\n" + "".join(f"def {name}(x):\n{burn}" for name in names))
    reasons = []
    for name in names:  # the kernel may end the child first, by the seconds that a call has: then the call returns
        with contextlib.suppress(RunnerLost):
            submission.answer(name).observe((1.0,))
            continue
        reasons.append(lost(submission, name, 1.0))
        if "não terminou" not in reasons[-1]:
            break
    spent = reasons[-1]
    limits = (
        "a entrega passou do limite de 8 s de processamento",
        "a entrega passou do limite de 24 s",
    )  # a busy machine
    assert spent in limits
    assert lost(submission, "honest", 1.0) in limits


def test_output_is_cut_with_a_note(attack):
    submission = attack("for k in range(3_000): print('x' * 100)", "print('still here')")
    shown = [output["text"] for result in submission.results for output in result.outputs]
    assert sum(map(len, shown)) < 21_000
    assert any("saída cortada" in text for text in shown)


def test_nothing_is_written_to_the_terminal_of_the_grader(attack, capfd):
    submission = attack(
        "import os, subprocess, sys\nos.write(1, b'LEAK'); os.write(2, b'LEAK')\n"
        "subprocess.run(['echo', 'LEAK']); os.system('echo LEAK')\nsys.__stdout__.write('LEAK'); sys.__stdout__.flush()",
        "def gate(x):\n    os.write(1, b'LEAK'); print('LEAK'); print('LEAK', file=sys.stderr)\n    return x",
    )
    assert submission.answer("gate").observe((1.0,)).value == 1.0
    assert "LEAK" not in "".join(capfd.readouterr())
    assert "LEAK" not in (submission.parent._process.scratch / "log").read_text(encoding="utf-8")


def test_a_process_that_dies_is_lost_not_waited_for(attack):
    submission = attack(
        "import os\ndef gate(x):\n    os._exit(0)\ndef crash(x):\n    import ctypes; ctypes.string_at(0)"
    )
    start = time.monotonic()
    assert lost(submission, "gate", 1.0) == "o processo que executa a entrega terminou antes de responder"
    assert lost(submission, "crash", 1.0) == "o processo que executa a entrega terminou antes de responder"
    assert time.monotonic() - start < 60, "nobody waited for a deadline of minutes"
    assert submission.answer("honest").observe((np.float64(1.0),)).value == 2.0


def test_the_kernel_bounds_the_processes_of_a_warm_parent(parent):
    """Its group holds the parent itself, and so all that it will ever start; it goes with the parent."""
    process = parent._process
    if process.group is None:
        pytest.skip("needs a control group that may be made here")
    held = set(map(int, (process.group / "cgroup.procs").read_text(encoding="ascii").split()))
    assert process.popen.pid in held and {p.pid for p in psutil.Process(process.popen.pid).children(True)} <= held
    assert int((process.group / "pids.max").read_text(encoding="ascii")) == 16 * (2 * parent.limits.processes + 8)
