"""Showing a panel: one bundle of its two readings where IPython can draw, its text elsewhere."""

from __future__ import annotations

import sys
from typing import Protocol


class Readable(Protocol):
    """What can be shown: a panel, a summary."""

    def as_text(self) -> str: ...

    def as_html(self) -> str: ...


def show(panel: Readable) -> None:
    """Display a panel in a notebook, print it elsewhere.

    >>> from enap_lstm.panel import Panel, State
    >>> show(Panel("sigmoid", State.TO_DO))
    ○ Por fazer · sigmoid
    """
    if "IPython" in sys.modules:  # imported by whoever runs the notebook, never by us
        from IPython.core.getipython import get_ipython
        from IPython.display import display

        if get_ipython() is not None:
            display({"text/plain": panel.as_text(), "text/html": panel.as_html()}, raw=True)
            return
    print(panel.as_text())
