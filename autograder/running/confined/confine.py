"""The walls around one submission, each of which a self-test must have seen biting before it is called present.

Theory of operation. The warm parent forks a keeper (limit_keeper.py); the keeper enters new user, pid, network, ipc and uts
namespaces and forks the process that runs the student's code; that one takes a mount namespace, covers what it must not
see, gives up its capabilities, and closes behind itself Landlock (files), resource limits and seccomp (system calls).
Packages do what they can (`landlock`, `pyseccomp`); the namespaces of each fork are ours.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import resource
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.running.confined.allowance import Limits
from autograder.running.confined.calls import (
    NEW_IPC,
    NEW_MOUNT,
    NEW_NET,
    NEW_PID,
    NEW_USER,
    NEW_UTS,
    PR_CAPBSET_DROP,
    PR_SET_PDEATHSIG,
    call_filter,
)

with contextlib.suppress(ImportError):
    import landlock

LIBC = ctypes.CDLL(None, use_errno=True)
MS_NOSUID, MS_NODEV, MS_REC, MS_PRIVATE = 2, 4, 0x4000, 1 << 18
NOBODY = 65534
OPEN_FILES = 128
RESERVED_PIDS = 300  # which the kernel gives only once to each namespace
OWN_PID_MAX = (6, 14)  # the first Linux in which each pid namespace has a pid_max of its own
LAYERS = ("bubblewrap", "namespaces", "landlock", "seccomp", "limits")

SYSTEM = (
    "/usr",
    "/bin",
    "/lib",
    "/lib64",
    "/sbin",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/alternatives",
    "/etc/fonts",
)
SEMAPHORES = "/dev/shm"  # multiprocessing's lie here
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


def syscall_result(result: int, what: str) -> None:
    """Raise OSError when a call through LIBC has failed."""
    if result:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


@dataclass
class Wall:
    """How submissions of one warm parent are confined.

    `readable`: what Python needs, read only; `hidden`: what must not be seen although it lies inside; `layers`: what the
    self-test has seen biting. `work` is the one folder where a submission may write.
    """

    readable: Sequence[str]
    hidden: Sequence[str]
    layers: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.hidden = [os.path.realpath(path) for path in self.hidden if os.path.exists(path)]
        self.readable = [os.path.realpath(path) for path in self.readable if os.path.exists(path)]
        self.calls = call_filter()
        self.rules = list(_file_rules(self.readable, self.hidden)) if "landlock" in globals() else []

    def outer_namespaces(self) -> None:
        """Everything but mounts, for the caller's next child; the keeper still needs to see the processes in /proc."""
        uid, gid = os.getuid(), os.getgid()
        syscall_result(LIBC.unshare(NEW_USER | NEW_PID | NEW_NET | NEW_IPC | NEW_UTS), "unshare")
        for name, text in (("setgroups", "deny"), ("uid_map", f"{NOBODY} {uid} 1"), ("gid_map", f"{NOBODY} {gid} 1")):
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                file.write(text)

    def mounts(self, work: str, limits: Limits) -> None:
        """A work folder that the kernel itself keeps small; /proc and what is hidden covered by empty folders."""
        syscall_result(LIBC.unshare(NEW_MOUNT), "unshare")
        _mount(None, b"/", None, MS_REC | MS_PRIVATE, None)
        _few_pids(RESERVED_PIDS + most_processes(limits))
        _tmpfs(work, f"size={limits.files},nr_inodes=20000,mode=0700")
        for path in ["/proc", "/sys", *self.hidden]:
            if os.path.isdir(path):
                _tmpfs(path, "size=4k,nr_inodes=1,mode=0555")
            elif os.path.isfile(path):
                _mount(b"/dev/null", path.encode(), None, 0x1000, None)  # MS_BIND
        if os.path.isdir(SEMAPHORES):
            _tmpfs(SEMAPHORES, "size=1m,nr_inodes=1000,mode=0700")
        drop_capabilities()

    def landlock(self, work: str) -> None:
        """Files: reading and running what Python needs, everything inside the work folder, nothing else."""
        ctypes.set_errno(0)  # the package takes any earlier call's errno for its own failure
        ruleset = landlock.Ruleset()
        for rule in self.rules:
            if landlock.plumbing.get_add_rule()(ruleset._fd, 1, ctypes.byref(rule), 0):
                raise OSError("landlock: a rule was refused")
        ruleset.allow(work)
        if self.layers.get("namespaces") and os.path.isdir(SEMAPHORES):  # without them it is everybody's
            ruleset.allow(SEMAPHORES)
        ruleset.apply()
        os.close(ruleset._fd)

    def seccomp(self) -> None:
        """System calls: see calls.py; what is refused fails with EPERM, as if it were not allowed to this user."""
        if self.calls is None:
            raise OSError("libseccomp is missing")
        self.calls.load()


def close_walls(wall: Wall, work: str, limits: Limits, cpu: float) -> None:
    """Confine this process for good, with every layer that holds on this machine; OSError if one now fails."""
    if wall.layers["namespaces"]:
        wall.mounts(work, limits)
        limit_processes(limits)
    if wall.layers["landlock"]:
        wall.landlock(work)
    if wall.layers["limits"]:  # after Landlock: its rules may hold more descriptors than a submission may have
        limit_resources(limits, cpu)
    if wall.layers["seccomp"]:
        wall.seccomp()


def _file_rules(readable: Sequence[str], hidden: Sequence[str]) -> Iterable[landlock.plumbing.PathBeneathAttr]:
    """One rule a path, on a descriptor opened once in the warm parent: opening 300 paths in each fork takes 10 ms."""
    access, rule = landlock.FSAccess, landlock.plumbing.PathBeneathAttr
    rights = [(path, access.READ_FILE | access.EXECUTE) for path in without(readable, hidden)]
    rights += [(path, access.READ_DIR) for path in readable if os.path.isdir(path)]  # import lists a folder first
    rights += [(path, access.READ_FILE | access.WRITE_FILE) for path in DEVICES if os.path.exists(path)]
    for path, allowed in rights:
        yield rule(allowed, os.open(path, os.O_PATH | os.O_CLOEXEC))


def without(paths: Iterable[str], hidden: Sequence[str]) -> Iterable[str]:
    """The paths, those that contain a hidden one replaced by their other children, all the way down.

    Links inside are left out: what they lead to is either allowed under its own name or must not be reached by another.
    """
    for path in dict.fromkeys(paths):
        if path in hidden:
            continue
        if any(secret.startswith(path.rstrip("/") + "/") for secret in hidden):
            children = [entry.path for entry in os.scandir(path) if not entry.is_symlink()]
            yield from without(sorted(path for path in children if not path.endswith(".dist-info")), hidden)
        else:
            yield path


def limit_resources(limits: Limits, cpu: float) -> None:
    """Limits the kernel keeps for each process; memory and the number of processes are the keeper's."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.files, limits.files))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    seconds = int(cpu) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def limit_processes(limits: Limits) -> None:
    """The kernel's own bound, above the keeper's, for a bomb that is faster than the keeper's eye.

    Only inside a user namespace of its own: elsewhere it counts the user's other processes as well.
    """
    most = most_processes(limits)
    resource.setrlimit(resource.RLIMIT_NPROC, (most, most))


def most_processes(limits: Limits) -> int:
    """What the kernel may let a submission have: more than the keeper does, who is to say why it ended."""
    return 2 * limits.processes + 8


def drop_capabilities() -> None:
    """Give up what a new user namespace grants, for good."""
    for capability in range(64):
        if LIBC.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
            break
    header = ctypes.create_string_buffer(struct.pack("<Ii", 0x20080522, 0))
    syscall_result(LIBC.capset(header, ctypes.create_string_buffer(bytes(24))), "capset")


def die_with_parent(parent: int) -> None:
    """No process outlives the one above it, whatever kills that one."""
    LIBC.prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def clean_environment(work: str) -> dict[str, str]:
    """All that a submission finds in os.environ: nothing of the grader's, nothing of the machine's user."""
    inline = "module://matplotlib_inline.backend_inline"
    places = {"HOME": work, "TMPDIR": work, "MPLCONFIGDIR": work, "IPYTHONDIR": str(Path(work, ".ipython"))}
    threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "USER": "aluno", "MPLBACKEND": inline, **places, **threads}


def _mount(source: bytes | None, target: bytes, kind: bytes | None, flags: int, options: bytes | None) -> None:
    syscall_result(LIBC.mount(source, target, kind, ctypes.c_ulong(flags), options), f"mount {target.decode()}")


def _few_pids(most: int) -> None:
    """Bound the numbers of this pid namespace: the one wall inside it against a fork bomb that the kernel keeps for root.

    Only where it is this namespace's own bound: earlier kernels had one for the whole machine. Where /proc/sys may not be
    written, a control group (warm.py) or RLIMIT_NPROC and the keeper are alone.
    """
    if os.getpid() == 1 and kernel() >= OWN_PID_MAX:
        with contextlib.suppress(OSError):
            Path("/proc/sys/kernel/pid_max").write_text(str(most), encoding="ascii")


def kernel() -> tuple[int, ...]:
    """The version of Linux that runs, (0, 0) where it does not say."""
    return tuple(int(n) for n in re.findall(r"\d+", os.uname().release)[:2]) or (0, 0)


def _tmpfs(path: str, options: str) -> None:
    _mount(b"tmpfs", os.fsencode(path), b"tmpfs", MS_NOSUID | MS_NODEV, options.encode())
