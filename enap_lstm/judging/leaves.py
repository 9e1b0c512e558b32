"""What an answer's outputs are called: the path that a message names, and the leaf that labels and `only` speak of. A leaf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Parts = Sequence[Any]  # names of a tuple's items, each with parts of its own or not; [parts] for a list of any length
Outputs = Sequence[Any]  # "dx", or ("fwd", ("dU", "dW", "db"))


@dataclass(frozen=True)
class Leaf:
    """A place in an answer's tree: `path` as it is told, `name` without the positions in lists, and the names below it.

    >>> layers = Leaf.of(("layers", [("dU", "dW", "db")]))
    >>> layers.item(1).item(2)
    Leaf(path='layers[1].db', name='layers.db', parts=())
    """

    path: str
    name: str
    parts: Parts = ()

    @classmethod
    def of(cls, output: Any) -> Leaf:
        """An output as an exercise names it."""
        name, parts = (output, ()) if isinstance(output, str) else output
        return cls(name, name, parts)

    def item(self, k: int) -> Leaf:
        """The k-th item of a tuple or a list."""
        if isinstance(self.parts, tuple) and k < len(self.parts):
            child = Leaf.of(self.parts[k])
            return Leaf(f"{self.path}.{child.path}", f"{self.name}.{child.name}", child.parts)
        below = self.parts[0] if isinstance(self.parts, list) else ()
        return Leaf(f"{self.path}[{k}]", self.name, below)

    def entry(self, key: Any) -> Leaf:
        """The value of a dict's key."""
        quoted = f'"{key}"' if isinstance(key, str) else repr(key)
        return Leaf(f"{self.path}[{quoted}]", self.name)

    def judged(self, only: Sequence[str] | None) -> bool:
        """Is this place, or one below it, among those that a case asks for?"""
        return only is None or any(
            f"{a}.".startswith(f"{b}.") for o in only for a, b in ((o, self.name), (self.name, o))
        )


def names(outputs: Outputs) -> Iterator[str]:
    """The names of the outputs themselves, without their parts."""
    return (Leaf.of(output).name for output in outputs)
