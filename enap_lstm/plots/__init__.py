"""Figures of the course: one palette, one style, and one frame that a page, a PDF and a screen reader understand.

A figure is a `Picture`: what draws it in either of two layouts, what it says in words, and its numbers. `show` displays it.
pyplot is never imported: nothing here depends on a global state or on a window.
"""

from enap_lstm.plots.charts import bars, curves, grid, spread
from enap_lstm.plots.frame import Picture, Table, bundle, figure_html, png, show
from enap_lstm.plots.style import DPI, GATE, INK, LINES, MEMORY, NEW, SAID, SOFT, br, decimal_comma, panels

__all__ = [
    "DPI",
    "GATE",
    "INK",
    "LINES",
    "MEMORY",
    "NEW",
    "SAID",
    "SOFT",
    "Picture",
    "Table",
    "bars",
    "br",
    "bundle",
    "curves",
    "decimal_comma",
    "figure_html",
    "grid",
    "panels",
    "png",
    "show",
    "spread",
]
