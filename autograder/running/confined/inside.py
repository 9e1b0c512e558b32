"""The warm parent's own process and, in each of its forks, the process that runs one submission.

It is started with a clean environment from a folder that holds copies of this file and of its few siblings, so that the
rest of `autograder` is neither imported nor visible; `enap_lstm` is the notebook's grading copy. The warm parent never
runs student code: it imports, tests the walls, then forks a keeper for each job that arrives over its control socket.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import math
import os
import pkgutil
import resource
import select
import signal
import socket
import sys
import time
import traceback
from typing import Any, NoReturn

import matplotlib
import numpy as np

import enap_lstm.judging.answer
from autograder.running.confined import confine, limit_keeper, probe
from autograder.running.confined.allowance import CLOCK, Limits
from autograder.running.confined.frames import Closed, receive, send
from autograder.running.confined.inside_shell import Outputs, Shell, TimeUp
from autograder.running.confined.wire import Bounds, Seed, WireError, decode, encode

CLOCKS = (signal.SIGPROF, signal.SIGALRM)
WARM_UP = """
import numpy as np, matplotlib.pyplot as plt
%matplotlib inline
fig, ax = plt.subplots(); ax.plot([1, 2]); plt.show()
1 / 0
"""


FORK_SECONDS = 10.0  # how long the warm parent waits for a machine that has no process to spare
MOST_FAILURES = 50  # of one cell, told to the grader


def main(control: socket.socket) -> None:
    """The warm parent: get ready, say which walls hold, then fork one keeper for each job until the grader goes."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # ignored, it would break waitpid in the forks
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    settings = json.loads(control.recv(1 << 20))
    limits = Limits(**settings["limits"])
    wall = confine.Wall(settings["readable"], settings["hidden"])
    wall.layers = probe.self_test(wall, limits, settings)
    shell = warm_up(settings["home"])
    control.sendall(json.dumps({"layers": wall.layers}).encode())
    keepers: set[int] = set()
    while True:
        ready = select.select([control], [], [], 0.1 if keepers else None)[0]
        keepers -= {pid for pid in keepers if os.waitpid(pid, os.WNOHANG)[0]}
        if not ready:
            continue
        data, fds, _, _ = socket.recv_fds(control, 1 << 16, 2)
        if not data:
            return
        job = json.loads(data) | {"parent": os.getpid()}
        pid = fork()
        if not pid:
            control.close()
            start(job, wall, limits, shell, *fds)
        keepers.add(pid)
        for fd in fds:
            os.close(fd)
        control.sendall(json.dumps({"keeper": pid}).encode())


def fork() -> int:
    """os.fork, patiently: a machine that others have filled with processes must not cost a submission its run."""
    deadline = time.monotonic() + FORK_SECONDS
    while True:
        try:
            return os.fork()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def warm_up(home: str) -> Shell:
    """Import what every submission imports and go once through the paths that are slow the first time."""
    matplotlib.use("module://matplotlib_inline.backend_inline")
    public = dict(vars(enap_lstm))
    for module in pkgutil.iter_modules(enap_lstm.__path__, "enap_lstm."):
        with contextlib.suppress(Exception):  # a module of the course that fails here fails again, visibly, in its cell
            importlib.import_module(module.name)
    vars(enap_lstm).update(public)  # importing the module enap_lstm.check must not replace the function of that name
    shell = Shell.make(home)
    shell.run(WARM_UP, room=1 << 20)
    shell.run("%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.close('all')", room=0)
    shell.reset(new_session=True)
    gc.collect()
    gc.freeze()  # a collection in a fork would touch, and so copy, every page
    return shell


def start(job: dict[str, Any], wall: confine.Wall, limits: Limits, shell: Shell, channel: int, leash: int) -> NoReturn:
    """The life of one fork: keeper, and below it the confined process."""
    try:
        limit_keeper.keep(
            job, wall, limits, socket.socket(fileno=leash), lambda: submission(job, wall, limits, shell, channel)
        )
    except BaseException:
        traceback.print_exc(
            file=sys.__stderr__
        )  # to the warm parent's log; the grader sees a lost runner, never an unconfined one
    finally:
        os._exit(1)


def submission(job: dict[str, Any], wall: confine.Wall, limits: Limits, shell: Shell, fd: int) -> None:
    """Close every wall, then serve the grader's requests."""
    os.setsid()
    work = job["work"]
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")  # if the machine runs out of memory, this goes first
    os.nice(10)  # whatever it starts, its keeper is scheduled first
    devnull = os.open("/dev/null", os.O_RDWR)
    os.environ.clear()
    os.environ.update(confine.clean_environment(work))
    confine.close_walls(wall, work, limits, job["cpu"])
    os.chdir(work)
    for standard in (0, 1, 2):
        os.dup2(devnull, standard)
    os.dup2(fd, 3, inheritable=False)
    os.closerange(4, 1 << 16)
    sys.path.insert(0, "")  # as a kernel has it: a module that the notebook writes can be imported
    for number in CLOCKS:
        signal.signal(number, _time_up)
    serve(socket.socket(fileno=3), shell)


def serve(channel: socket.socket, shell: Shell) -> None:
    """Answer requests until the grader closes: ("cell", source, seconds, room, without) or ("call", name, seconds, args).

    A fork of the student's never speaks here: its end of the channel is closed, and whoever comes back from a cell or a
    call as another process than this one ends.
    """
    mine = os.getpid()
    os.register_at_fork(after_in_child=channel.close)
    while True:
        try:
            nonce, data = receive(channel, 1 << 30)
            kind, *rest = decode(data, Bounds(size=1 << 30))
        except Closed:
            return
        reply = run_cell(shell, *rest) if kind == "cell" else call(shell, *rest)
        if os.getpid() != mine:
            os._exit(0)
        send(channel, nonce, reply)


def run_cell(shell: Shell, source: str, seconds: float, room: int, without: list[int]) -> bytes:
    """One cell: ("cell", status, what failed as [line, text] each, outputs)."""
    failed: list[tuple[int, BaseException | None]]
    try:
        start_clocks(seconds)
        failed, outputs = shell.run(source, room, without)
        stop_clocks()
    except BaseException as stray:  # the alarm between two lines of ours, or a shell that the cell has broken
        failed, outputs = [(0, stray)], shell.outputs.done()
    stop_clocks()
    late = any(isinstance(error, TimeUp) for _, error in failed)
    status = "limit" if late else "error" if failed else "ok"
    told = failed[: MOST_FAILURES - 1] + failed[-1:] if len(failed) > MOST_FAILURES else failed
    return encode(("cell", status, [[line, _named(error)] for line, error in told], outputs))


def call(shell: Shell, name: str, seconds: float, args: tuple[Any, ...]) -> bytes:
    """One judged call: ("value", value, error, changed, aliased), or ("late",)."""
    shell.outputs = Outputs(0)  # what it prints belongs to no cell
    function = shell.user_ns.get(name)
    if function is None:
        return encode(("value", None, ("NameError", f"name '{name}' is not defined", None, ""), (), ()))
    try:
        start_clocks(seconds)
        seen = enap_lstm.judging.answer.observe(function, grow(args))
        error = seen.error and (seen.error.kind, seen.error.text, seen.error.line, seen.error.inside)
        reply = encode(("value", seen.value, error, tuple(seen.changed.items()), seen.aliased))
        stop_clocks()
        return reply
    except TimeUp:
        return encode(("late",))
    except WireError:
        return encode(("value", None, ("ValueError", "a resposta é grande demais", None, ""), (), ()))
    except BaseException as stray:  # an argument or a result that breaks whoever looks at it
        return encode(("value", None, (type(stray).__name__, _text(stray), None, ""), (), ()))
    finally:
        stop_clocks()


def start_clocks(seconds: float) -> None:
    """Stop what follows after `seconds` of the processor, or CLOCK times as many of the clock: a busy machine costs nobody.

    Python raises TimeUp; what does not listen is ended by the kernel a second or two later.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    end = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (end if most == resource.RLIM_INFINITY else min(end, most), most))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, CLOCK * seconds)


def stop_clocks() -> None:
    """It has ended, or was stopped."""
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))


def grow(tree: Any) -> Any:
    """Seeds become generators."""
    if isinstance(tree, Seed):
        return np.random.default_rng(tree.value)
    if isinstance(tree, list | tuple):
        return type(tree)(grow(leaf) for leaf in tree)
    return {key: grow(leaf) for key, leaf in tree.items()} if isinstance(tree, dict) else tree


def _named(error: BaseException | None) -> str:
    return f"{type(error).__name__}: {_text(error)}".removesuffix(": ") if error is not None else ""


def _text(error: BaseException) -> str:
    try:
        return str(error)[:500]
    except BaseException:  # a failing __str__ costs the text, never the reply
        return ""


def _time_up(number: int, frame: object) -> None:
    raise TimeUp("tempo esgotado")


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
