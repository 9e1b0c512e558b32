"""What an equation of the cell is to the bank of slips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Elementwise:
    """An equation in which each number goes its own way: the letter of its value, and the right one."""

    k: str
    right: Callable

    def words(self) -> dict[str, str]:
        """
        >>> Elementwise("c", lambda f, c_prev, i, g: f * c_prev + i * g).words()
        {'k': 'c'}
        """
        return {"k": self.k}
