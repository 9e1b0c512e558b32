"""A reader of JSON for one purpose: the cells of a notebook, out of bytes in any state of repair.

Only what is asked for becomes an object; the rest, outputs above all, is passed over where it stands, so that 100 MB of
pictures cost no memory. What is broken costs itself: a comma too many, a bracket too few, a string without an end, a byte
that is no UTF-8. `broken` says that something was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.incoming import encoding

IN_STRING = rb'(?:[^"\\\n]++|\\.|\n(?!\s*+["\]}]))*+'  # a line that goes on with JSON was not meant to be in the string
STRING = re.compile(rb'"' + IN_STRING + rb'"', re.DOTALL)
UNENDED = re.compile(rb'"(?:[^"\\\n]++|\\.)*+', re.DOTALL)
TO_BRACKET = re.compile(rb'(?:[^"{}\[\]]++|"' + IN_STRING + rb'")*+', re.DOTALL)
BETWEEN = re.compile(rb"[\s,]*+")
COLON = re.compile(rb"\s*+:\s*+")
WORD = re.compile(rb'[^"{}\[\],\s][^"{}\[\],]*+')
BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
CLOSES = {b"{": b"}", b"[": b"]"}
TEXT = object()  # in a wish: a string or a number, or a list of strings that are one text
Wish = Mapping[str, Any]


@dataclass
class Found:
    """What a wish found in one object: its values by key, where the object stands, and whether it is whole."""

    values: dict[str, Any] = field(default_factory=dict)
    start: int = 0
    end: int = 0
    whole: bool = True

    def get(self, *keys: str) -> Any:
        """The value at the end of a path of keys; None where there is none."""
        value: Any = self
        for key in keys:
            value = value.values.get(key) if isinstance(value, Found) else None
        return value


class Scanner:
    """Reads objects from `data`; `at` is where it stands, `left` how many bytes it may still look at, so that it ends."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0
        self.left = self.patience()
        self.broken = self.foreign = False  # foreign: a text had bytes that are no UTF-8

    def patience(self) -> int:
        """How much may be looked at in all, bytes and their price."""
        return 8 * len(self.data) + 1_000_000

    def object(self, wish: Wish) -> Found:
        """The object that begins here, as far as it goes: to its end, to what cannot belong to it, or to the data's end."""
        found, broken, self.broken = Found(start=self.at), self.broken, False
        self.at += 1
        while (what := self._next(b"}")) != b"}":
            if what == b'"':
                key = self.text()
                if not self._pass(COLON):
                    self.broken = True
                elif key in wish:
                    found.values[key] = self.value(wish[key])
                else:
                    self.skip()
            elif what in (b"", b"{", b"[", b"]"):
                self.broken = True
                self.at -= 1
                break
            else:
                self.broken = True
                self._pass(WORD)
        self.at = min(self.at + 1, len(self.data))
        found.end, found.whole = self.at, not self.broken
        self.broken = self.broken or broken
        return found

    def value(self, wish: Any) -> Any:
        """The value that begins here: text where text is wished for, Found for an object, a list for a list."""
        what = self.data[self.at : self.at + 1]
        if what == b"{" and wish is not TEXT:
            return self.object(wish)
        if what == b"[":
            return self._list(wish)
        if what == b'"' and wish is TEXT:
            return self.text()
        start = self.at
        self.skip()
        literal = self.data[start : self.at].strip()[:20].decode("ascii", "replace")
        return literal if wish is TEXT and what != b"{" and literal != "null" else None

    def _list(self, wish: Any) -> Any:
        values: list[Any] = []
        self.at += 1
        while (what := self._next(b"]")) != b"]":
            if what in (b"", b"}") or len(values) > 100_000:
                self.broken = True
                self.at -= 1
                break
            if what == b"[":  # nothing that is wished for lies in a list in a list
                self.skip()
            elif what == b"{" and wish is TEXT:
                self.skip()
            else:
                values.append(self.value(wish))
        self.at = min(self.at + 1, len(self.data))
        return "".join(value for value in values if value) if wish is TEXT else values

    def text(self) -> str:
        """The string that begins here; one without an end goes to the end of its line."""
        match = STRING.match(self.data, self.at)
        if match is None:
            self.broken = True
            match = UNENDED.match(self.data, self.at)
            assert match is not None
        self.at = match.end()
        raw = match[0].removeprefix(b'"').removesuffix(b'"')
        text, foreign = encoding.text(raw)
        self.foreign = self.foreign or foreign
        try:
            return str(json.loads(f'"{text}"', strict=False))
        except ValueError:
            self.broken = True
            return str(json.loads('"' + BAD_ESCAPE.sub(r"\\\\", text.removesuffix("\\")) + '"', strict=False))

    def skip(self) -> None:
        """Pass over the value that begins here."""
        start, waiting = self.at, list[bytes]()
        while self.left > 0:
            what = self.data[self.at : self.at + 1]
            if what in CLOSES:
                waiting.append(CLOSES[what])
                self.at += 1
            elif what in (b"]", b"}"):
                if not waiting or waiting.pop() != what:
                    self.broken = True
                    break
                self.at += 1
            elif what == b'"':
                match = STRING.match(self.data, self.at) or UNENDED.match(self.data, self.at)
                assert match is not None
                self.broken = self.broken or not match[0].endswith(b'"')
                self.at = match.end()
            elif not what:
                self.broken = True
                break
            elif not waiting and not self._pass(WORD):
                break
            if not waiting:
                break
            self._pass(TO_BRACKET)
            self.left -= 200  # a bracket at a time is slow
        self.left -= self.at - start

    def _next(self, end: bytes) -> bytes:
        """The first byte of what comes next; commas lie between, and one before the end is too many."""
        between = BETWEEN.match(self.data, self.at)
        assert between is not None
        self.at = between.end()
        self.left -= 100 + len(between[0])
        what = self.data[self.at : self.at + 1] if self.left > 0 else b""
        self.broken = self.broken or (what == end and b"," in between[0])
        return what

    def _pass(self, pattern: re.Pattern[bytes]) -> bool:
        match = pattern.match(self.data, self.at)
        if match is None or match.end() == self.at:
            return False
        self.at = match.end()
        return True


def objects(scanner: Scanner, wish: Wish, most: int) -> Iterator[Found]:
    """Every object that does not lie in another, one after the other."""
    for _ in range(most):
        scanner.at = scanner.data.find(b"{", scanner.at)
        if scanner.at < 0 or scanner.left <= 0:
            scanner.at = len(scanner.data)
            return
        yield scanner.object(wish)
