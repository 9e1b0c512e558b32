"""What a student's cell binds and reads, statement by statement; found in its syntax tree, never by running it."""

from __future__ import annotations

import ast
import functools
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MAX_PARSED = 50_000  # characters of a cell; beyond that it is not looked into
TIMED = re.compile(r"^([ \t]*)%(?:time|timeit|prun)[ \t]+(?=\S)", re.MULTILINE)  # what follows is Python
MAGIC = re.compile(r"^([ \t]*)(?:[%!?][^\n]*|[^\n]*\?[ \t]*)$", re.MULTILINE)
ASSIGNED = re.compile(r"^([ \t]*[\w, \t]+=)[ \t]*[%!][^\n]*$", re.MULTILINE)  # files = !ls
OTHER_LANGUAGE = re.compile(r"\A\s*%%(?!time\b|timeit\b|capture\b|prun\b)\w")
WORD = re.compile(r"[^\W\d]\w*")
DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True)
class Statement:
    """One statement at a cell's top level: its first line, the names it binds there, those it looks up outside itself.

    `defines`: it is a def, a class or an import, and takes no time. `says`: what it is known again by, its text.
    """

    line: int
    binds: frozenset[str]
    reads: frozenset[str]
    defines: bool = False
    says: str = ""

    def gives(self, name: str) -> str:
        """What a name is bound to, as far as text tells: two imports of one thing are the same, however they are written."""
        origins = dict(
            pair.split("=", 1) for pair in self.says.split() if self.says.startswith("import ") and "=" in pair
        )
        return origins.get(name, self.says)


def parsed(source: str) -> ast.Module | None:
    """The syntax tree of a cell, its magics passed over; None where there is none."""
    if len(source) > MAX_PARSED:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a student's "\d" is not our warning
        for text in (source, MAGIC.sub(r"\1pass", ASSIGNED.sub(r"\1 None", TIMED.sub(r"\1", source)))):
            try:
                return ast.parse(text)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
    return None


@functools.lru_cache(maxsize=4096)
def statements(source: str) -> tuple[Statement, ...]:
    """The statements of a cell; of one that is no Python a single one that reads every word in it and binds none.

    >>> [(sorted(s.binds), sorted(s.reads)) for s in statements("import numpy as np\\ndef f(x):\\n    return np.exp(x) + b")]
    [(['np'], []), (['f'], ['b', 'np'])]
    """
    if OTHER_LANGUAGE.match(source):
        return ()
    tree = parsed(source)
    try:
        if tree is not None:
            return tuple(
                Statement(
                    node.lineno, frozenset(bound([node])), frozenset(free(node)), isinstance(node, DEFINES), _says(node)
                )
                for node in tree.body
            )
    except RecursionError:  # a chain of thousands of elif
        pass
    return (Statement(1, frozenset(), frozenset(WORD.findall(source[:MAX_PARSED]))),)


def _says(node: ast.stmt) -> str:
    if isinstance(node, ast.Import | ast.ImportFrom):
        where = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
        whole = "" if where else "*"  # import a.b gives a, as import a does
        return "import " + " ".join(
            f"{alias.asname or alias.name.partition('.')[0]}={where}{alias.name if alias.asname or where else whole}"
            for alias in node.names
        )
    return ast.dump(node) if isinstance(node, DEFINES) else ""


def binds(source: str) -> frozenset[str]:
    """All names that a cell binds at its top level."""
    return frozenset().union(*(statement.binds for statement in statements(source)))


def reads(source: str) -> frozenset[str]:
    """All names that a cell looks up outside its functions' own variables, also in its magics."""
    in_magics = {word for line in MAGIC.finditer(source[:MAX_PARSED]) for word in WORD.findall(line[0])}
    return frozenset(in_magics).union(*(statement.reads for statement in statements(source)))


def slow_lines(source: str) -> frozenset[int]:
    """The lines on which a statement begins that is no definition: what may take time."""
    return frozenset(statement.line for statement in statements(source) if not statement.defines)


def bound(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Names that statements bind where they stand: not inside the functions and classes they define."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
                waiting += node.decorator_list
                continue
            case ast.Lambda():
                continue
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.alias(name=name, asname=other):
                yield other or name.partition(".")[0]
            case ast.ExceptHandler(name=str() as name) | ast.MatchAs(name=str() as name):
                yield name
            case ast.MatchStar(name=str() as name) | ast.MatchMapping(rest=str() as name):
                yield name
        if isinstance(node, COMPREHENSIONS):  # its own variables are its own; a := inside it is not
            waiting += [inner for inner in ast.walk(node) if isinstance(inner, ast.NamedExpr)]
        else:
            waiting += ast.iter_child_nodes(node)


def free(node: ast.AST) -> set[str]:
    """Names that a statement or expression looks up outside its own functions and comprehensions."""
    if isinstance(node, ast.Name):
        return set() if isinstance(node.ctx, ast.Store) else {node.id}
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        return {node.target.id} | free(node.value)
    children = list(ast.iter_child_nodes(node))
    if isinstance(node, FUNCTIONS):
        body = node.body if isinstance(node.body, list) else [node.body]
        elsewhere = {name for inner in ast.walk(node) if isinstance(inner, ast.Global) for name in inner.names}
        own = {inner.arg for inner in ast.walk(node.args) if isinstance(inner, ast.arg)} | set(bound(body))
        outside = [child for child in children if child not in body]
        return _all(body) - (own - elsewhere) | _all(outside)
    if isinstance(node, COMPREHENSIONS):
        return _all(children) - {name for g in node.generators for name in bound([g.target])}
    if isinstance(node, ast.ClassDef):
        outside = [child for child in children if child not in node.body]
        return _all(node.body) - set(bound(node.body)) | _all(outside)
    return _all(children)


def _all(nodes: Iterable[ast.AST]) -> set[str]:
    return set().union(*map(free, nodes))
