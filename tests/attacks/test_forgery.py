"""Hostile code that speaks on the runner's own socket: early, with another nonce, too long, too deep, or not at all."""

import struct

import numpy as np
import pytest

from autograder.running.confined.wire import encode
from autograder.running.runner import RunnerLost

SOCKET = """
import os, socket, stat, struct
def is_socket(fd):
    try:
        return stat.S_ISSOCK(os.fstat(fd).st_mode)
    except OSError:
        return False
fd = next(fd for fd in range(3, 200) if is_socket(fd))
"""
FORGED = encode(("value", np.full(2, 7.0), None, (), ()))
FRAMES = {
    "another nonce": struct.pack("<16sQ", bytes(16), len(FORGED)) + FORGED,
    "huge": struct.pack("<16sQ", bytes(16), 1 << 62),
    "noise": bytes(range(256)) * 10,
    "deep": struct.pack("<16sQ", bytes(16), 5_000_000) + b"l\x01\x00\x00\x00" * 1_000_000,
    "nothing": b"",
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_reply_sent_before_the_question_is_no_reply(attack, name):
    """Sent while a cell runs, or from a call: the answer is lost, its value never counts."""
    frame = FRAMES[name][:3000]
    submission = attack(SOCKET, f"def gate(x):\n    os.write(fd, {frame!r}); os.close(fd)")
    with pytest.raises(RunnerLost):
        submission.answer("gate").observe((np.ones(2),))
    assert submission.answer("honest").observe((1.0,)).value == 2.0


def test_a_forged_reply_in_a_cell_costs_that_cell(attack):
    submission = attack(SOCKET, f"os.write(fd, {FRAMES['another nonce']!r})")
    assert [result.status for result in submission.results] == ["ok", "ok", "lost", "ok"]
    assert submission.answer("honest").observe((1.0,)).value == 2.0


@pytest.mark.parametrize(
    "forged",
    [
        ("value",),
        ("value", 1.0, None, (5,), ()),
        ("value", 1.0, None, ("x",), ()),
        ("value", None, ("E", 3, None), (), ()),
        (np.ones(3), np.ones(3), np.ones(3), np.ones(3), np.ones(3)),
        (np.ones(3),),
        np.ones(3),
        {"value": 1.0},
        ("cell", "ok", "", []),
        None,
    ],
    ids=str,
)
def test_a_reply_with_the_right_nonce_and_another_form_is_lost(attack, forged):
    """The nonce is known to whoever reads the agent's frames; what it can say with it is still only a value."""
    payload = encode(forged)
    submission = attack(
        SOCKET,
        "import sys\n"
        "def gate(x):\n"
        "    frame = sys._getframe()\n"
        "    while 'nonce' not in frame.f_locals: frame = frame.f_back\n"
        f"    os.write(fd, struct.pack('<16sQ', frame.f_locals['nonce'], {len(payload)}) + {payload!r})\n"
        "    os._exit(0)",
    )
    with pytest.raises(RunnerLost):
        submission.answer("gate").observe((np.ones(2),))
    assert submission.answer("honest").observe((1.0,)).value == 2.0


def test_a_forged_value_with_the_right_nonce_is_only_a_value(attack):
    """It replaces what the function returned, by something the student's code has computed as well: no gain."""
    submission = attack(
        SOCKET,
        "import sys\n"
        "def gate(x):\n"
        "    frame = sys._getframe()\n"
        "    while 'nonce' not in frame.f_locals: frame = frame.f_back\n"
        f"    os.write(fd, struct.pack('<16sQ', frame.f_locals['nonce'], {len(FORGED)}) + {FORGED!r})\n"
        "    return x",
    )
    assert submission.answer("gate").observe((np.ones(2),)).value.tolist() == [7.0, 7.0]
    with pytest.raises(RunnerLost):  # the agent's own reply is now one too many
        submission.answer("honest").observe((1.0,))


def test_a_reply_in_drops_meets_the_deadline(attack):
    submission = attack(
        SOCKET, "import time\ndef gate(x):\n    while True:\n        os.write(fd, b'x'); time.sleep(0.1) if x else None"
    )
    with pytest.raises(RunnerLost):
        submission.answer("gate").observe((1.0,))


@pytest.mark.parametrize(
    "value",
    [
        "a = []; a.append(a)",
        "a = np.array([object()])",
        "a = {1: 2}",
        "a = '\\ud800'",
        "a = np.ones(1, 'S3')",
        "a = 10**400",
    ],
)
def test_values_that_cannot_travel_do_not_stop_the_judge(attack, value):
    submission = attack(f"def gate(x):\n    {value}\n    return a")
    seen = submission.answer("gate").observe((1.0,))
    assert not isinstance(seen.value, np.ndarray | float)
    assert submission.answer("honest").observe((1.0,)).value == 2.0


def test_an_object_that_fails_when_looked_at_is_an_error(attack):
    submission = attack(
        "class Evil:\n"
        "    def __getattribute__(self, name): raise SystemExit\n"
        "    def __eq__(self, other): raise KeyboardInterrupt\n"
        "    __hash__ = None\n"
        "class Error(Exception):\n"
        "    def __str__(self): raise MemoryError\n"
        "def gate(x):\n    return Evil()\n"
        "def change(x):\n    x[0] = Evil()\n    return 1.0\n"
        "def fail(x):\n    raise Error\n"
        "def leave(x):\n    raise SystemExit('10/10')"
    )
    for name in ("gate", "change", "fail", "leave"):
        try:
            seen = submission.answer(name).observe(([1.0],))
        except RunnerLost:
            continue
        assert not isinstance(seen.value, float) or seen.changed
    assert submission.answer("honest").observe((1.0,)).value == 2.0
