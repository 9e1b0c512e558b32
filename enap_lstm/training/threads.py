"""One thread for the products of matrices this small: several that wait for one another cost a shared machine tenfold."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator

import numpy as np

OPENBLAS = "scipy_openblas_{}_num_threads64_", "openblas_{}_num_threads64_", "openblas_{}_num_threads"  # wheel, others


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """While it lasts NumPy's OpenBLAS uses one thread; where another library is behind NumPy, nothing happens.

    >>> with one_thread():
    ...     np.ones((2, 2)) @ np.ones((2, 2))
    array([[2., 2.],
           [2., 2.]])
    """
    read, write = next(filter(None, map(_functions, OPENBLAS)), (lambda: 1, lambda number: None))
    before = read()
    write(1)
    try:
        yield
    finally:
        write(before)


def _functions(name: str) -> tuple | None:
    """Those that tell and set the number of threads, looked up in NumPy's own module and what it was linked with."""
    try:
        library = ctypes.CDLL(np._core._multiarray_umath.__file__)  # type: ignore[attr-defined]
        return library[name.format("get")], library[name.format("set")]
    except (AttributeError, OSError):
        return None
