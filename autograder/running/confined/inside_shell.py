"""IPython's shell without a kernel: runs the cells of a submission and keeps what they show, up to a limit.

Outputs are nbformat dicts, only of the kinds that a graded notebook may hold: stream, error, and text/plain or PNG.
"""

from __future__ import annotations

import ast
import base64
import builtins
import fnmatch
import importlib
import io
import re
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

CUT = "\n[saída cortada: passou do limite]\n"
TIMED = re.compile(r"\A\s*%%time[ \t]*$", re.MULTILINE)  # IPython would run what follows as one block
NO_INPUT = "input() não funciona na correção: ninguém responde. Atribua o valor diretamente."


class TimeUp(KeyboardInterrupt):
    """The soft limit of a cell or call; `observe` and IPython let a KeyboardInterrupt stop what runs."""


class Outputs:
    """What one cell has shown, in order; beyond `room` characters nothing is kept but a note."""

    def __init__(self, room: int):
        self.items: list[dict[str, Any]] = []
        self.room, self.was_cut = room, False

    def stream(self, name: str, text: str) -> None:
        """More text on stdout or stderr; it joins the text before it."""
        text = self._fit(text)
        if text and self.items and self.items[-1].get("name") == name:
            self.items[-1]["text"] += text
        elif text:
            self.items.append({"output_type": "stream", "name": name, "text": text})

    def rich(self, kind: str, data: Mapping[str, Any]) -> None:
        """A displayed object: its text and its PNG, nothing else of it."""
        kept = {}
        if isinstance(data.get("text/plain"), str):
            kept["text/plain"] = self._fit(data["text/plain"])
        if image := data.get("image/png"):
            text = base64.b64encode(image).decode("ascii") if isinstance(image, bytes) else str(image)
            if self._fit(text) == text:  # half a picture is none
                kept["image/png"] = text
        if kept:
            self.items.append({"output_type": kind, "data": kept, "metadata": {}})

    def error(self, name: str, value: str, traceback: list[str]) -> None:
        """An exception as IPython words it."""
        lines = [self._fit(str(line)) for line in traceback]
        self.items.append({"output_type": "error", "ename": name, "evalue": value, "traceback": lines})

    def done(self) -> list[dict[str, Any]]:
        """All that was kept."""
        if self.was_cut:
            self.items.append({"output_type": "stream", "name": "stdout", "text": CUT})
        return self.items

    def _fit(self, text: str) -> str:
        self.was_cut = self.was_cut or len(text) > self.room
        kept = text[: max(self.room, 0)]
        self.room -= len(text)
        return kept


class Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of the cells."""

    encoding = "utf-8"

    def __init__(self, shell: Shell, name: str):
        self.shell, self.name = shell, name

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, text: str) -> int:
        """Keep the text with the cell that is running."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.shell.outputs.stream(self.name, text)
        return len(text)


class Hook(DisplayHook):
    """The value of a cell's last line."""

    shell: Any

    def write_output_prompt(self) -> None:
        """A notebook has no Out[1]: of its own."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep it."""
        self.shell.outputs.rich("execute_result", format_dict)

    def finish_displayhook(self) -> None:
        """Write nothing after it."""


class Publisher(DisplayPublisher):
    """What display() shows."""

    shell: Any

    def publish(self, data: Any, *args: Any, **kwargs: Any) -> None:
        """Keep it."""
        self.shell.outputs.rich("display_data", data)

    def clear_output(self, wait: bool = False) -> None:
        """Forget what the cell has shown so far."""
        self.shell.outputs.items.clear()


class Memory(dict[str, Any]):
    """What IPython's magics remember (%cd, %bookmark, %store): a database on disk elsewhere, here nothing that lasts."""

    def keys(self, glob: str = "*") -> Any:
        """The keys that match, as PickleShare gives them."""
        return fnmatch.filter(list(self), glob)


class Shell(InteractiveShell):
    """Runs cells as a notebook would: magics, await, figures; no history, no start-up files, no terminal, no keyboard.

    A cell runs statement by statement: one that fails is left out and the rest runs, since what it asks for may exist
    where the student works (a package, a drive, somebody who answers). `raise` and exit() end a cell, as they are meant to.
    """

    displayhook_class = Type(Hook)
    display_pub_class = Type(Publisher)
    display_formatter: Any
    outputs = Outputs(0)
    _failed: list[tuple[int, BaseException | None]] = []
    _without: Collection[int] = ()
    _first_line, _depth = 1, 0

    @classmethod
    def make(cls, folder: str) -> Shell:
        """The one shell of this process; IPython's own files go to `folder`."""
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "nocolor"
        shell = cls.instance(config=config, ipython_dir=folder)
        shell.db = Memory()
        shell.display_formatter.active_types = ["text/plain", "image/png"]
        builtins.input = no_input
        return shell

    def run(
        self, source: str, room: int, without: Collection[int] = ()
    ) -> tuple[list[tuple[int, BaseException | None]], list[dict[str, Any]]]:
        """Run one cell but for the statements that begin on a line of `without`; `room` is for its outputs, in characters.

        Returns what failed, by line (0: the cell as a whole, which is no Python), and the outputs.
        """
        self.outputs = Outputs(room)
        self._failed, self._without, self._depth = [], without, 0
        source = TIMED.sub("", source, count=1)
        blank = len(source) - len(source.lstrip())  # IPython takes blank lines above a cell away
        self._first_line = source.count("\n", 0, blank)
        sys.stdout, sys.stderr = Stream(self, "stdout"), Stream(self, "stderr")
        importlib.invalidate_caches()  # a module that the notebook has just written
        result = self.run_cell(source, store_history=True)
        if result.error_before_exec is not None and not self._failed:
            self._failed.append((0, result.error_before_exec))
        return self._failed, self.outputs.done()

    async def run_ast_nodes(
        self, nodelist: Sequence[ast.stmt], cell_name: str, interactivity: str = "last_expr", compiler: Any = compile,
        result: Any = None,
    ) -> bool:  # fmt: skip
        """IPython's own, one statement at a time; a cell inside a cell (%%capture) begins a line further down."""
        failed, offset = False, self._first_line + self._depth
        self._depth += 1
        try:
            for k, node in enumerate(nodelist):
                if node.lineno + offset in self._without:
                    continue
                how = interactivity if k == len(nodelist) - 1 else "none"
                if not await super().run_ast_nodes([node], cell_name, how, compiler, result):
                    continue
                failed, error = True, result and (result.error_in_exec or result.error_before_exec)
                self._failed.append((node.lineno + offset, error))
                if isinstance(node, ast.Raise) or isinstance(error, SystemExit | TimeUp):
                    break
        finally:
            self._depth -= 1
        return failed

    def ask_exit(self) -> None:
        """`exit`: a kernel would end after this cell; the rest of the notebook is graded all the same."""

    def enable_gui(self, gui: Any = None) -> None:
        """There is no event loop to join."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        self.outputs.error(etype.__name__, str(evalue)[:2000], stb)

    def system(self, command: str) -> None:
        """`!command`, without the terminal that IPython would open for it."""
        done = self._shell_command(command)
        print(done.stdout, end="")
        self.user_ns["_exit_code"] = done.returncode

    def getoutput(self, command: str, split: bool = True, depth: int = 0) -> Any:
        """`x = !command`."""
        text = self._shell_command(command).stdout
        return text.splitlines() if split else text

    def _shell_command(self, command: str) -> subprocess.CompletedProcess[str]:
        expanded = self.var_expand(command, depth=2)
        return subprocess.run(
            expanded, shell=True, text=True, errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip


def no_input(prompt: object = "") -> str:
    """Stands for the builtin: nobody answers while grading."""
    raise RuntimeError(NO_INPUT)
