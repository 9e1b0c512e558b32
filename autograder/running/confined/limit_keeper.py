"""The keeper: one per submission, between the warm parent and the process that runs the student's code.

It holds no student data. It enters the namespaces, forks the confined process, counts what that one and its descendants
use, and has one way out: kill the whole tree, reap it, report why and how much CPU it took over the leash, end. The
grader ends a run by closing its side of the leash; so does its death. The report is {"reason": …, "cpu": seconds,
"waited": seconds}; the reasons are closed, exit, late, processes, memory, cpu, wall, files. `waited` is how long the
processes were ready and the machine did not run them: what a busy machine has cost them, which no student can forge.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, NoReturn

from autograder.running.confined import calls, confine
from autograder.running.confined.allowance import Limits
from autograder.running.confined.usage import cpu_seconds, descendants, folder_size, holds_more, waited_seconds

TICK = 0.02  # seconds between two looks: a memory bomb gains some tens of MB between them


def keep(
    job: dict[str, Any], wall: confine.Wall, limits: Limits, leash: socket.socket, run: Callable[[], object]
) -> NoReturn:
    """Run `run` confined in a child and watch it until it ends, breaks a limit or is called off; the caller exits."""
    os.setsid()
    confine.die_with_parent(job["parent"])
    confine.LIBC.prctl(calls.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # without a pid namespace orphans come to us
    if wall.layers["namespaces"]:
        wall.outer_namespaces()
    keeper = os.getpid()
    child = os.fork()
    if not child:
        leash.close()
        confine.die_with_parent(0 if wall.layers["namespaces"] else keeper)
        run()
        os._exit(0)
    os.closerange(3, leash.fileno())
    os.closerange(leash.fileno() + 1, 1 << 16)  # the grader must see the confined process's end of the channel close
    reason, cpu, waited = watch(child, job, wall, limits, leash)
    cpu = max(cpu, kill_tree(child))
    with contextlib.suppress(OSError):
        leash.sendall(json.dumps({"reason": reason, "cpu": cpu, "waited": waited}).encode())
    os._exit(0)


def watch(
    child: int, job: dict[str, Any], wall: confine.Wall, limits: Limits, leash: socket.socket
) -> tuple[str, float, float]:
    """Why the run is over, and the seconds seen so far: of CPU, and of waiting for it."""
    deadline, cpu, waited, look = time.monotonic() + job["wall"], 0.0, 0.0, 0
    poll = select.poll()
    poll.register(leash, select.POLLIN | select.POLLHUP)
    while True:
        called_off = poll.poll(1000 * TICK)
        pids = list(islice(descendants(os.getpid()), limits.processes + 1))  # a fork bomb outruns whoever counts it all
        cpu, waited, look = max(cpu, cpu_seconds(pids)), max(waited, waited_seconds(pids)), look + 1
        if ended := os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return "late" if ended.si_status == signal.SIGXCPU else "exit", cpu, waited
        if called_off:
            return "closed", cpu, waited
        if len(pids) > limits.processes:
            return "processes", cpu, waited
        if holds_more(pids, limits.memory):
            return "memory", cpu, waited
        if cpu > job["cpu"]:
            return "cpu", cpu, waited
        if time.monotonic() > deadline:
            return "wall", cpu, waited
        if not wall.layers["namespaces"] and look % 10 == 0 and folder_size(job["work"]) > limits.files:
            return "files", cpu, waited  # with namespaces the work folder is a file system of its own, with that size


def kill_tree(child: int) -> float:
    """Kill and reap every descendant; the CPU seconds of those that were waited for.

    The kernel kills a pid namespace with its first process. Without one, all are stopped before any is killed: a
    process that is stopped starts no other.
    """
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    stopped: set[int] = set()
    while fresh := signal_all(descendants(os.getpid()), signal.SIGSTOP) - stopped:
        stopped |= fresh
    cpu = 0.0
    while True:
        signal_all(descendants(os.getpid()), signal.SIGKILL)
        try:
            pid, _, used = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return cpu
        cpu += used.ru_utime + used.ru_stime
        if not pid:
            time.sleep(0.001)


def signal_all(pids: Iterable[int], number: signal.Signals) -> set[int]:
    """Send a signal to each process as it is found; who they were."""
    reached = set()
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)
            reached.add(pid)
    return reached
