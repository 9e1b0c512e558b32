"""What a tree of processes uses, from the kernel's own account of it in /proc: CPU, waiting, memory, files.

A process may vanish, or start another, while it is looked at: whoever is gone holds nothing.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

TICKS_PER_SECOND, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")


def descendants(pid: int) -> Iterator[int]:
    """The processes below `pid`, as this process's /proc numbers them, each before its own children are looked for."""
    above = [pid]
    while above:
        children = children_of(above.pop())
        above += children
        yield from children


def children_of(pid: int) -> list[int]:
    """The children of a process; those of one that is gone, or of a thread that is, are nobody's."""
    found: list[int] = []
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return found
    for thread in threads:
        with contextlib.suppress(OSError):
            found += map(int, Path(f"/proc/{pid}/task/{thread}/children").read_text(encoding="ascii").split())
    return found


def cpu_seconds(pids: list[int]) -> float:
    """User and system time of the processes and of their children that were waited for."""
    ticks = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
            ticks += sum(map(int, stat.rpartition(")")[2].split()[11:15]))
    return ticks / TICKS_PER_SECOND


def waited_seconds(pids: list[int]) -> float:
    """How long the processes were ready to run and did not; 0 where the kernel does not say."""
    nanoseconds = 0
    for pid in pids:
        with contextlib.suppress(OSError, IndexError):
            nanoseconds += int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[1])
    return nanoseconds / 1e9


def holds_more(pids: list[int], limit: int) -> bool:
    """Do the processes hold more than `limit` bytes in proportion (PSS)? RSS, which is never less, is asked first."""
    return sum(map(rss, pids)) > limit and sum(map(pss, pids)) > limit


def rss(pid: int) -> int:
    """Bytes of memory in which the process has pages, shared ones counted in full."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE
    except OSError:
        return 0


def pss(pid: int) -> int:
    """Bytes of memory, a page that n processes share counted as 1/n; where that is hidden from us, RSS."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return rss(pid)
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))


def folder_size(folder: str) -> int:
    """Bytes of the files below a folder that somebody may be changing."""
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(where, name)).st_blocks * 512
    return total
