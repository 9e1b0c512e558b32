"""Is the function that the notebook holds the one on the screen?

After a cell fails (an error of syntax, or an exception above the def) the name still holds the function of before, and a
check would speak of code that is no longer there.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from dataclasses import dataclass
from typing import Any

from enap_lstm.checking.session import shell
from enap_lstm.judging.answer import function_of


@dataclass(frozen=True)
class Failed:
    """The last cell that was to define a name and did not: its text, and the error of its syntax if that was it."""

    cell: str
    error: SyntaxError | None = None


def failed_cell(name: str, answer: Any) -> Failed | None:
    """The last run cell that defines `name`, if `answer` does not come from it.

    Found in IPython's own history of inputs; None where there is none, or where nothing can be told.
    """
    running = shell()
    history = getattr(getattr(running, "history_manager", None), "input_hist_raw", None)
    name_ = re.escape(name)
    defines = re.compile(rf"^(?:(?:async[ \t]+)?def[ \t]+{name_}[ \t]*\(|{name_}[ \t]*=)", re.MULTILINE)
    indented = re.compile(rf"^[ \t]+(?:async[ \t]+)?def[ \t]+{name_}[ \t]*\(", re.MULTILINE)
    for cell in reversed(history or []):
        found = defines.findall(cell)
        if not found and indented.search(cell) and _comes_from(cell, name, answer):
            return None  # under an `if`, say; elsewhere an indented def is another's
        if not found:
            continue
        if found[-1].endswith("="):
            return None
        try:
            compile(running.transform_cell(cell), "cell", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except SyntaxError as error:
            return Failed(cell, error)
        except (ValueError, OverflowError):
            return None
        return None if _comes_from(cell, name, answer) else Failed(cell)
    return None


def _comes_from(cell: str, name: str, answer: Any) -> bool:
    """Does the cell hold the text of this function? A function of another name or without a text is not doubted."""
    function = function_of(answer)
    if function is None or function.__name__ != name or function.__module__ != "__main__":
        return True
    try:
        source = textwrap.dedent(inspect.getsource(function.__code__))
    except (OSError, TypeError, SyntaxError, IndexError):
        return True
    return _bare(source) in _bare(cell)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
