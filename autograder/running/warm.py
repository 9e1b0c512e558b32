"""Starting the warm parent of a notebook, behind bubblewrap where it is installed, and forking runs from it.

The warm parent's Python sees: its standard library and packages, the grading copy of `enap_lstm`, and copies of the few
modules below. Not on its path, and hidden behind every wall that holds: the installed `enap_lstm` and `autograder`, the
project's folder, and any package for which the grading copy brings a stand-in (torch).
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Collection
from pathlib import Path

import numpy as np

import autograder
import enap_lstm
from autograder.running import control_group
from autograder.running.confined import confine
from autograder.running.confined.allowance import Budget, Limits
from autograder.running.confined.usage import descendants

START = "import sys; sys.path[:0] = {first}; sys.path += {last}; sys.argv = ['']; import socket; " + (
    "from autograder.running.confined.inside import main; main(socket.socket(fileno={fd}))"
)
NO_CACHES = shutil.ignore_patterns("__pycache__")
MOST_AT_A_TIME = 16  # submissions that one warm parent may have running
START_SECONDS, END_SECONDS = 300.0, 120.0  # on a machine so busy that everything takes a hundred times longer


class ParentLost(Exception):
    """The warm parent cannot be started, or died twice in a row."""


@dataclasses.dataclass(frozen=True)
class Ending:
    """Why a run was over and what it took: see limit_keeper. `vanished`: nobody was left to say; the machine's doing, not the student's."""

    reason: str
    cpu: float = 0.0
    waited: float = 0.0
    vanished: bool = False


class Link:
    """One confined run seen from the grader: the channel to the student's process, the leash to its keeper."""

    def __init__(self, work: Path, channel: socket.socket, leash: socket.socket, open_links: set[Link]):
        self.work, self.channel, self.leash, self.open_links = work, channel, leash, open_links
        self.started, self._lock = time.monotonic(), threading.Lock()
        self._ending: Ending | None = None
        open_links.add(self)

    def end(self) -> Ending:
        """Kill the whole tree, remove its folder; how it ended. Whoever asks again, also at the same time, is told the same."""
        with self._lock:
            if self._ending is None:
                self._ending = self._end()
            return self._ending

    def _end(self) -> Ending:
        self.open_links.discard(self)
        with contextlib.suppress(OSError):
            self.channel.shutdown(socket.SHUT_RDWR)  # another thread may be waiting for a reply
        self.channel.close()
        report = b""
        with contextlib.suppress(OSError):
            self.leash.shutdown(socket.SHUT_WR)
            self.leash.settimeout(END_SECONDS)
            while part := self.leash.recv(1 << 12):
                report += part
        self.leash.close()
        remove(self.work)
        try:
            return Ending(**json.loads(report))
        except (ValueError, TypeError):  # the keeper died without a word: what it cannot account for is charged in full
            return Ending("exit", time.monotonic() - self.started, vanished=True)


class Process:
    """A warm parent that runs: its control socket, its scratch folder, what it said of its walls."""

    def __init__(self, grading_copy: Path, limits: Limits, bubblewrap: bool):
        self.scratch = Path(tempfile.mkdtemp(prefix=control_group.PREFIX))
        self.lock, self.runs, self.links = threading.Lock(), 0, set[Link]()
        self.group: Path | None = None
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, open(self.scratch / "log", "wb") as log:
            settings, command = self._prepare(grading_copy, limits, theirs.fileno(), bubblewrap)
            self.popen = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], env=settings.pop("environment"), stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, cwd="/", start_new_session=True,
            )  # fmt: skip
        try:
            self.control.settimeout(START_SECONDS)
            self.control.sendall(json.dumps(settings).encode())
            self.layers: dict[str, bool] = json.loads(self.control.recv(1 << 16))["layers"]
        except (OSError, ValueError):
            said = (self.scratch / "log").read_text(encoding="utf-8", errors="replace")[-2000:]
            self.close()
            raise ParentLost(f"o processo de correção não iniciou: {said}") from None
        pids = [self.popen.pid, *descendants(self.popen.pid)]
        self.group = control_group.bound(pids, MOST_AT_A_TIME * confine.most_processes(limits), self.scratch.name)

    def _prepare(self, grading_copy: Path, limits: Limits, fd: int, bubblewrap: bool) -> tuple[dict, list[str]]:
        """Lay out the scratch folder; the settings the parent reads first, and the command that starts it."""
        agent, home, work = (self.scratch / name for name in ("agent", "home", "work"))
        for folder in (agent / "autograder", home, work):
            folder.mkdir(parents=True)
        shutil.copytree(Path(confine.__file__).parent, agent / "autograder/running/confined", ignore=NO_CACHES)
        for package in ("autograder", "autograder/running"):
            init = agent / package / "__init__.py"
            init.write_text('"""The part of the grader that is confined."""\n', encoding="utf-8")
        for cache in Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"), "matplotlib").glob(
            "fontlist-*.json"
        ):
            shutil.copy(cache, home)  # finding the machine's fonts anew takes a second
        forbidden = self.scratch / "forbidden"
        forbidden.write_text("not for a submission", encoding="utf-8")
        numpy = str(Path(np.__file__).parents[1])  # wherever this grader's own packages are
        packages = list(dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), numpy]))
        python = os.path.realpath(sys.executable)
        readable = [
            *confine.SYSTEM,
            sys.base_prefix,
            sys.prefix,
            os.path.dirname(python),
            *packages,
            str(grading_copy),
            str(agent),
        ]
        hidden = hidden_paths(grading_copy, packages)
        settings = {
            "limits": dataclasses.asdict(limits), "readable": readable, "hidden": hidden, "home": str(home),
            "work": str(work), "forbidden": str(forbidden), "outside": __file__,
            "environment": {**confine.clean_environment(str(home)), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"},
        }  # fmt: skip
        start = START.format(first=[str(grading_copy), str(agent)], last=packages, fd=fd)
        command = [python, "-s", "-S", "-P", "-X", "utf8", "-c", start]
        return settings, [*wall_command(readable, hidden, self.scratch), *command] if bubblewrap else command

    def fork(self, budget: Budget) -> Link:
        """A new confined run within what is left of the budget. OSError: the parent has died."""
        with self.lock:
            self.runs += 1
            work = self.scratch / f"run-{self.runs}"
            work.mkdir(mode=0o700)
            channel, theirs = socket.socketpair()
            leash, keepers = socket.socketpair()
            left = {"work": str(work), "cpu": budget.cpu, "wall": budget.deadline - time.monotonic()}
            try:
                with theirs, keepers:
                    socket.send_fds(self.control, [json.dumps(left).encode()], [theirs.fileno(), keepers.fileno()])
                if not self.control.recv(1 << 12):
                    raise ConnectionResetError("the warm parent has gone")
            except OSError:
                channel.close()
                leash.close()
                raise
        return Link(work, channel, leash, self.links)

    def close(self) -> None:
        """End the parent, and with it all that it started."""
        for link in list(self.links):
            link.end()
        self.control.close()
        try:
            self.popen.wait(timeout=5.0)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()
        remove(self.scratch)
        control_group.remove(self.group)


def hidden_paths(grading_copy: Path, packages: Collection[str]) -> list[str]:
    """What a submission must not see although it may lie among Python's packages."""
    names = {path.stem for path in grading_copy.iterdir()} | {"enap_lstm", "autograder"}
    among = [path for folder in packages for path in Path(folder).glob("*") if path.name.split(".")[0] in names]
    traces = [path for folder in packages for path in Path(folder).glob("*enap_lstm*")]
    ours = [*map(Path, autograder.__path__), *map(Path, enap_lstm.__path__)]
    return sorted({str(path.resolve()) for path in [*among, *traces, *ours] if grading_copy not in path.parents})


def wall_command(readable: Collection[str], hidden: Collection[str], scratch: Path) -> list[str]:
    """bubblewrap around the warm parent: an empty machine with Python in it, and the scratch folder to write to."""
    # as user 1000: whoever is root in there may not map itself into the namespaces of a fork
    command = ["bwrap", "--unshare-all", "--unshare-user", "--uid", "1000", "--gid", "1000", "--cap-drop", "ALL"]
    command += ["--proc", "/proc", "--dev", "/dev"]
    for path in sorted(dict.fromkeys(readable), key=len):  # a folder before what lies in it
        if os.path.islink(path) and path.count("/") == 1:
            command += ["--symlink", os.readlink(path), path]
        elif os.path.exists(path):
            command += ["--ro-bind", path, path]
    for path in hidden:
        if any(path.startswith(folder.rstrip("/") + "/") for folder in map(os.path.realpath, readable)):
            command += ["--tmpfs", path] if os.path.isdir(path) else ["--ro-bind", "/dev/null", path]
    return [*command, "--bind", str(scratch), str(scratch), "--chdir", "/", "--"]


def remove(folder: Path) -> None:
    """Remove a folder of ours in which somebody may have taken permissions away; nothing outside it is touched."""
    for where, folders, _ in os.walk(folder):  # its processes are dead: what is no link now will be none later
        for path in (Path(where, name) for name in folders):
            with contextlib.suppress(OSError):  # somebody else removes it too: it goes either way
                if not path.is_symlink():
                    path.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)
