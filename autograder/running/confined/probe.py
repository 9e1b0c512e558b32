"""Does each wall hold here? Tried once in every warm parent, in a fork, before the first submission.

A layer is present only if what it must prevent was possible before it and impossible after it.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import socket
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.running.confined import confine
from autograder.running.confined.allowance import Limits

NAMESPACES = ("user", "pid", "net", "ipc", "uts", "mnt")


def self_test(wall: confine.Wall, limits: Limits, settings: dict[str, Any]) -> dict[str, bool]:
    """Layer -> does it hold? `settings`: `outside`, a file only bubblewrap hides; `forbidden`, a file beside `work`."""
    layers = dict.fromkeys(confine.LAYERS, False)
    layers["bubblewrap"] = not os.path.exists(settings["outside"])
    layers |= in_fork(lambda: _try_namespaces(wall, settings["work"], limits))
    for name, attempt in (
        ("landlock", lambda: _try_landlock(wall, settings["work"], settings["forbidden"])),
        ("seccomp", lambda: _try_seccomp(wall)),
        ("limits", lambda: _try_limits(limits, settings["work"])),
    ):
        layers |= {name: in_fork(attempt).get(name, False)}
    return layers


def in_fork(attempt: Callable[[], dict[str, bool]]) -> dict[str, bool]:
    """What `attempt` says in a process that may ruin itself; nothing if it fails."""
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.close(read)
            os.write(write, json.dumps(attempt()).encode())
        except Exception:
            traceback.print_exc()  # to the warm parent's log
        finally:
            os._exit(0)
    os.close(write)
    with open(read, "rb") as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    return json.loads(said) if said else {}


def _try_namespaces(wall: confine.Wall, work: str, limits: Limits) -> dict[str, bool]:
    before = _namespaces()
    wall.outer_namespaces()
    return in_fork(lambda: _inside(wall, work, limits, before))


def _inside(wall: confine.Wall, work: str, limits: Limits, before: list[str]) -> dict[str, bool]:
    confine.syscall_result(confine.LIBC.unshare(confine.NEW_MOUNT), "unshare")
    all_new = not set(before) & set(_namespaces())
    wall.mounts(work, limits)
    covered = not os.path.exists("/proc/self") and not any(os.path.isdir(p) and os.listdir(p) for p in wall.hidden)
    try:
        confine._tmpfs(work, "size=4k")  # no capability may be left
        powerless = False
    except PermissionError:
        powerless = True
    return {"namespaces": os.getpid() == 1 and all_new and covered and powerless}


def _namespaces() -> list[str]:
    return [os.readlink(f"/proc/self/ns/{name}") for name in NAMESPACES]


def _try_landlock(wall: confine.Wall, work: str, forbidden: str) -> dict[str, bool]:
    readable_before = bool(Path(forbidden).read_bytes())
    wall.landlock(work)
    mine = Path(work, "probe")
    mine.write_bytes(b"x")
    mine.unlink()
    return {"landlock": readable_before and _refused(lambda: Path(forbidden).read_bytes(), errno.EACCES)}


def _try_seccomp(wall: confine.Wall) -> dict[str, bool]:
    socket.socket().close()
    wall.seccomp()
    attempts = (socket.socket, lambda: _check(confine.LIBC.ptrace(0, 0, 0, 0)), lambda: _check(confine.LIBC.unshare(0)))
    socket.socketpair()[0].close()
    return {"seccomp": all(_refused(attempt, errno.EPERM) for attempt in attempts)}


def _try_limits(limits: Limits, work: str) -> dict[str, bool]:
    too_large = Path(work, "probe")
    with open(too_large, "wb") as file:
        confine.limit_resources(limits, cpu=1)
        held = resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
        bites = _refused(lambda: os.truncate(file.fileno(), limits.files + 1), errno.EFBIG)
    too_large.unlink()
    return {"limits": held and bites}


def _refused(attempt: Callable[[], object], number: int) -> bool:
    try:
        attempt()
    except OSError as error:
        return error.errno == number
    return False


def _check(result: int) -> None:
    confine.syscall_result(result, "probe")
