"""A line that says how far a long check has come; a short one says nothing."""

from __future__ import annotations

import sys
import time

PATIENCE = 2.0  # seconds before the first word, and then half of it between two


class Progress:
    """Call it often; it speaks seldom. `doing` is what it says.

    >>> progress = Progress()
    >>> progress.doing = "gradiente de W"
    >>> progress()
    >>> progress.clear()
    """

    def __init__(self) -> None:
        self.doing = "a primeira chamada de f"
        self.due = time.monotonic() + PATIENCE
        self.out = sys.stdout  # f's own prints are held back while it is probed, by another stdout
        self.shown = 0

    def __call__(self) -> None:
        now = time.monotonic()
        if now >= self.due:
            self.due = now + PATIENCE / 2
            self._show(f"Conferindo: {self.doing}…")

    def clear(self) -> None:
        if self.shown:
            self._show("")
            self.out.write("\r")
            self.shown = 0

    def _show(self, text: str) -> None:
        self.out.write("\r" + text.ljust(self.shown))
        self.out.flush()
        self.shown = max(self.shown, len(text))
