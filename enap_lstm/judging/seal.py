"""Close functions while an answer is judged: an answer is the student's own NumPy, not a call of the reference.

A sealed function is closed however it was imported, because what is exchanged is its code, not its name.
"""

from __future__ import annotations

import contextlib
import sys
import types
from collections.abc import Iterable, Iterator
from typing import Any

REFERENCE = (
    "Aqui a resposta precisa ser sua: durante a verificação, esta função da referência (ou uma igual a ela) fica fechada."
    " Escreva a conta com NumPy."
)
TORCH = "Aqui a resposta se escreve com NumPy: durante a verificação, o torch fica fechado."


class Sealed(RuntimeError):
    """An answer called something that would have written the answer for it."""


def _closed(*args: Any, **kwargs: Any) -> Any:
    # Everything by import: this code runs with the globals of whichever function it was given to.
    from enap_lstm.judging.seal import REFERENCE, Sealed

    raise Sealed(REFERENCE)


@contextlib.contextmanager
def sealed(functions: Iterable[types.FunctionType]) -> Iterator[None]:
    """While the block runs, calling any of `functions`, or torch, raises `Sealed`.

    >>> def double(x):
    ...     return 2 * x
    >>> with sealed([double]):
    ...     double(1)
    Traceback (most recent call last):
    enap_lstm.judging.seal.Sealed: Aqui a resposta precisa ser sua: ...
    >>> double(1)
    2

    Functions must be plain: `def` with no closure (their code could not be exchanged otherwise: ValueError).
    """
    open_code = {function: function.__code__ for function in functions}
    try:
        for function in open_code:
            function.__code__ = _closed.__code__
        with _without_torch():
            yield
    finally:
        for function, code in open_code.items():
            function.__code__ = code


@contextlib.contextmanager
def _without_torch() -> Iterator[None]:
    """`import torch` stays harmless; using it raises. A torch imported before is stopped by torch's own hook."""
    loaded = {name: module for name, module in sys.modules.items() if name == "torch" or name.startswith("torch.")}
    with contextlib.ExitStack() as stack:
        if "torch" in loaded:
            stack.enter_context(_torch_mode(loaded["torch"]))
        for name in loaded:
            del sys.modules[name]
        sys.modules["torch"] = _ClosedModule("torch")
        try:
            yield
        finally:
            for name in [name for name in sys.modules if name == "torch" or name.startswith("torch.")]:
                del sys.modules[name]
            sys.modules.update(loaded)


class _ClosedModule(types.ModuleType):
    """A module whose every attribute is a refusal."""

    __path__: list[str] = []  # `import torch.nn` asks for it; there is nothing inside

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system and inspect ask for these; they compute nothing
            raise AttributeError(name)
        raise Sealed(TORCH)


def _torch_mode(torch: Any) -> Any:
    """torch's own way to see every call of its functions; a hook, so it also sees names imported earlier."""
    from torch.overrides import TorchFunctionMode

    class Refuse(TorchFunctionMode):
        def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            raise Sealed(TORCH)

    return Refuse()
