"""Which names a cell of a student's code defines, and whether it only asks for a check; found in the text, never by running it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from autograder.running.statements import parsed

MAX_ASKING = 1_000  # characters; asking is short
DEF_LINE = re.compile(r"^(?:async[ \t]+)?def[ \t]+([^\W\d]\w*)[ \t]*\(", re.MULTILINE)
FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*$", re.MULTILINE)
ASKING = ("check", "resumo", "restaurar", "caderno")


def defined_names(source: str, parse: bool = True) -> frozenset[str]:
    """The functions that a cell would define at its top level, even when it has an error in it.

    parse: without it only the beginnings of lines are looked at, which is quick whatever stands there.

    >>> sorted(defined_names("%time\\nif True:\\n    def f(x):\\n        return x\\ng = lambda x: x"))
    ['f', 'g']
    """
    tree = parsed(source) if parse else None
    try:
        return frozenset(DEF_LINE.findall(source) if tree is None else _top_level(tree.body))
    except RecursionError:  # a chain of thousands of elif
        return frozenset(DEF_LINE.findall(source))


def defined_in_text(source: str) -> frozenset[str]:
    """The functions that a text cell would define if it were code; none where it is not Python as a whole.

    >>> defined_in_text("```python\\ndef f(x):\\n    return x\\n```")
    frozenset({'f'})
    """
    tree = parsed(without_fences(source)) if DEF_LINE.search(source) else None
    return frozenset() if tree is None else frozenset(_top_level(tree.body))


def without_fences(source: str) -> str:
    """A text cell's code, without the lines that mark it as code in Markdown."""
    return FENCE.sub("", source)


def asks_only(source: str) -> bool:
    """Whether a cell does nothing but ask for a check, the summary or an original: these have no part in grading.

    >>> asks_only("check(sigmoid, dica=2)"), asks_only("check(sigmoid); x = 1"), asks_only("")
    (True, False, True)
    """
    tree = parsed(source) if len(source) <= MAX_ASKING else None
    return tree is not None and all(_is_asking(statement) for statement in tree.body)


def asks_for(source: str, name: str) -> bool:
    """Whether there is a check of this exercise in a cell, whatever else is.

    >>> asks_for("x = 1\\nel.check(sigmoid, dica=1)", "sigmoid"), asks_for("check(sigmoide)", "sigmoid")
    (True, False)
    """
    return re.search(rf"\bcheck\s*\(\s*{re.escape(name)}\b", source) is not None


def _top_level(statements: list[ast.stmt]) -> Iterator[str]:
    """Names bound to functions by statements that run when the cell runs, also inside `if`, `try`, `with` and loops."""
    for statement in statements:
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.Assign(targets=targets, value=ast.Lambda()):
                yield from (target.id for target in targets if isinstance(target, ast.Name))
            case ast.ClassDef():
                pass
            case _:
                for block in ("body", "orelse", "finalbody"):
                    yield from _top_level(getattr(statement, block, []))
                for handler in getattr(statement, "handlers", []) + getattr(statement, "cases", []):
                    yield from _top_level(handler.body)


def _is_asking(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(ast.Call(ast.Name(called), args, keywords)) if called in ASKING:
            values = args + [keyword.value for keyword in keywords]
            return all(isinstance(value, ast.Name | ast.Constant) for value in values)
    return False
