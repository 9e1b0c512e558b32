"""A control and what it changes, as two outputs.

JupyterLab takes the widget of a mixed bundle and does not fall back: reopened, a figure inside it would be lost. So the
figure is an output with a `display_id`, redrawn in its place; the control stands in another one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets
from IPython.display import DisplayHandle, display

from enap_lstm import plots

VIEW = "application/vnd.jupyter.widget-view+json"
DEAD = "Se o controle não aparecer ou não responder, execute esta célula de novo (Shift+Enter)."
Draw = Callable[[Any], plots.Picture]


def show_control(control: ipywidgets.Widget, words: str, html: str = "") -> None:
    """Display a control; `words` and `html` are what a page without widgets has in its place.

    By hand, because 7.7 and 8 display a widget in different ways.
    """
    view = {VIEW: {"version_major": 2, "version_minor": 0, "model_id": control.model_id}, "text/plain": words}
    display(view | ({"text/html": html} if html else {}), raw=True)


def show_html(page: str, words: str) -> DisplayHandle:
    """Display markup of ours; its handle replaces it by `replace_html`."""
    return display({"text/html": page, "text/plain": words}, raw=True, display_id=True)


def replace_html(handle: DisplayHandle, page: str, words: str) -> None:
    handle.update({"text/html": page, "text/plain": words}, raw=True)


class Redrawn:
    """A figure that follows a value; each value is drawn once.

    >>> figure = Redrawn(lambda f: plots.Picture(draw, plots.br(f)), 0.5)  # doctest: +SKIP
    >>> figure.at(0.9)  # doctest: +SKIP
    """

    def __init__(self, draw: Draw, start: Any) -> None:
        self._draw = draw
        self._frames: dict[Any, tuple[dict, dict]] = {}
        data, metadata = self._frame(start)
        self._handle = display(data, metadata=metadata, raw=True, display_id=True)

    def at(self, value: Any) -> None:
        """Show the figure of this value in the place of the one before."""
        data, metadata = self._frame(value)
        self._handle.update(data, metadata=metadata, raw=True)

    def _frame(self, value: Any) -> tuple[dict, dict]:
        if value not in self._frames:
            self._frames[value] = plots.bundle(self._draw(value), DEAD)
        return self._frames[value]
