"""A figure that walks through the words of a sentence, by a slider or by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets

from enap_lstm import plots
from enap_lstm.widgets import outputs

PAUSE = 2000  # ms at each word: time to read it, and for a slow hub to draw it the first time


def over_words(draw: Callable[[int], plots.Picture], words: Sequence[str], *, start: int = 0) -> None:
    """Display a slider over the words with a button that plays them, and below it the figure of the word.

    >>> from enap_lstm.figures.cell_map import cell_map
    >>> over_words(lambda t: cell_map(3, t), ["Eu", "não", "acredito", "em", "duendes"])  # doctest: +SKIP

    draw: t -> the figure; words: one name per t; start: the t shown first. Each t is drawn once.
    """
    at = ipywidgets.SelectionSlider(
        options=[(f"t = {t} · {word}", t) for t, word in enumerate(words)],
        index=start,
        description="palavra",
        continuous_update=False,
        style={"description_width": "initial"},
        layout={"width": "26em", "max_width": "100%"},
    )
    play = ipywidgets.Play(value=start, min=0, max=len(words) - 1, step=1, interval=PAUSE)
    outputs.show_control(
        ipywidgets.HBox([play, at], layout={"flex_flow": "row wrap"}),
        f"Controle: a palavra, de {words[0]} (t = 0) a {words[-1]} (t = {len(words) - 1}); aqui, {words[start]}.",
    )
    figure = outputs.Redrawn(draw, start)

    def walked(change: dict) -> None:
        play.value = change["new"]
        figure.at(change["new"])

    play.observe(lambda change: setattr(at, "index", change["new"]), names="value")
    at.observe(walked, names="value")
