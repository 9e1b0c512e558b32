"""What is known of an answer's text: the function as it was written, the cell around it, the names that its notebook has.

At a distance the grader knows the cells and not the function; here it is the other way round.
"""

from __future__ import annotations

import ast
import inspect
import linecache
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from enap_lstm.judging.answer import function_of


@dataclass(frozen=True)
class Written:
    """The text of an answer; every part may be empty."""

    source: str = ""  # the function alone, from its first line on, dedented
    cell: str = ""
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, answer: Any) -> Written:
        """What can be found out about an answer: by asking one at a distance, by looking at one that is here."""
        told = getattr(answer, "written", None)
        if isinstance(told, Written):
            return told
        function = function_of(answer)
        if function is None or (function.__module__ or "").startswith("enap_lstm."):  # the reference under another name
            return cls()
        names = frozenset(name for name in function.__globals__ if not name.startswith("_"))
        try:
            source = textwrap.dedent(inspect.getsource(function.__code__))
        except (OSError, TypeError, SyntaxError, IndexError):  # typed into a plain interpreter, say
            return cls(names=names)
        cell = "".join(linecache.getlines(function.__code__.co_filename))
        return cls(source, cell if len(cell) < 50_000 else source, names)

    @classmethod
    def in_cells(cls, name: str, cells: list[str]) -> Written:
        """The last definition of `name` in a notebook's cells."""
        names = frozenset(
            found
            for cell in cells
            for found in re.findall(r"^(?:def|class) +(\w+)|^(\w+) *=", cell, re.M)
            for found in found
            if found
        )
        for cell in reversed(cells):
            tree = _parsed(cell)
            for node in reversed(tree.body if tree else []):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name:
                    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                    lines = cell.splitlines()[first - 1 : node.end_lineno]
                    return cls("\n".join(lines) + "\n", cell, names)
        return cls(names=names)

    def line(self, number: int | None) -> str:
        """One line of the function, without its indentation; empty when it is not known."""
        lines = self.source.splitlines()
        return lines[number - 1].strip() if number and 0 < number <= len(lines) else ""

    @cached_property
    def tree(self) -> ast.AST | None:
        """The function's syntax tree."""
        return _parsed(self.source)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the function's positional arguments, as its def has them."""
        first = self.tree.body[0] if isinstance(self.tree, ast.Module) and self.tree.body else None
        if not isinstance(first, ast.FunctionDef):
            return ()
        return tuple(argument.arg for argument in [*first.args.posonlyargs, *first.args.args])

    def returns(self) -> Iterator[ast.Return]:
        """The function's own `return` with a value, in order; not those of functions inside it."""
        return (node for node in _own(self.tree) if isinstance(node, ast.Return) and node.value is not None)

    def first_line(self, pattern: str) -> int | None:
        """The first line that holds a pattern, code alone."""
        lines = (line.partition("#")[0] for line in self.source.splitlines())
        return next((number for number, line in enumerate(lines, start=1) if re.search(pattern, line)), None)

    @property
    def locals(self) -> frozenset[str]:
        """Names that the function gives a value to."""
        tree = self.tree
        nodes = ast.walk(tree) if tree else ()
        return frozenset(n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))

    def silent_helper(self, number: int | None) -> str:
        """A function of the same cell that a line calls and that returns nothing."""
        called = set(re.findall(r"(\w+)\(", self.line(number)))
        tree = _parsed(self.cell)
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.FunctionDef) and node.name in called:
                if not any(isinstance(one, ast.Return) and one.value is not None for one in _own(node)):
                    return node.name
        return ""


def _own(tree: ast.AST | None) -> Iterator[ast.AST]:
    """The nodes of a function, without the functions that it defines inside."""
    waiting: list[ast.AST] = list(ast.iter_child_nodes(tree)) if tree else []
    if isinstance(tree, ast.Module):
        waiting = [child for statement in tree.body for child in ast.iter_child_nodes(statement)]
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            waiting = [*ast.iter_child_nodes(node), *waiting]


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(re.sub(r"^([ \t]*)[%!?].*$", r"\1pass", source, flags=re.M))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
