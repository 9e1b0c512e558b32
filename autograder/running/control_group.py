"""A bound on the processes of a warm parent and of all that it starts, kept by the kernel in a control group.

The keeper counts and kills; a fork bomb that is faster than its eye meets this bound, whoever runs it. Only where such a
group can be made (root, or a delegated folder); elsewhere the bounds in confine.py are alone.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

MOUNTS = Path("/sys/fs/cgroup")
PREFIX = "enap-"  # of every group of ours
PATIENCE = 20  # times a tenth of a second, until the last process has left a group
OLD = 60.0  # seconds: an empty group that is younger may be waiting for its first process


def bound(pids: Iterable[int], most: int, name: str) -> Path | None:
    """Put these processes, and so all that they start, in a new group of at most `most`; None where there can be none."""
    pids = list(pids)
    for folder in _ours():
        forget_empty(folder)
        group = folder / name
        try:
            group.mkdir()
            (group / "pids.max").write_text(str(most), encoding="ascii")
            for pid in pids:
                (group / "cgroup.procs").write_text(str(pid), encoding="ascii")
        except OSError:
            remove(group)
        else:
            return group
    return None


def forget_empty(folder: Path) -> None:
    """Take away the groups of graders that were killed; one that holds a process stays, the kernel sees to that."""
    for left in folder.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > OLD:
                left.rmdir()


def remove(group: Path | None) -> None:
    """Take a group away when its processes have ended."""
    if group is None or not group.is_dir():
        return
    for _ in range(PATIENCE):
        with contextlib.suppress(OSError):
            group.rmdir()
            return
        time.sleep(0.1)


def _ours() -> Iterator[Path]:
    """The groups that this process is in which may count processes: version 1 has a tree for it, version 2 one for all."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines():
            _, controllers, path = line.split(":", 2)
            if controllers == "pids":
                yield MOUNTS / "pids" / path.lstrip("/")
            elif not controllers:
                yield MOUNTS / path.lstrip("/")
