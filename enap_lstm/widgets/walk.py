"""A figure that walks through the words of a sentence: by a slider, by buttons, or by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets

from enap_lstm import plots
from enap_lstm.widgets import outputs

PAUSE = 2000  # ms at each word: time to read it, and for a slow hub to draw it the first time
BACK, NEXT, WALK, STOP = "◀ anterior", "próxima ▶", "percorrer", "parar"


class Walk:
    """A place t among the words, and all that moves it.

    Buttons with words do what the slider does: its handle, and the signs on Play's own buttons, have no name that a screen
    reader finds. So Play stays out of sight and keeps the time, in the front end.
    """

    def __init__(self, words: Sequence[str], start: int) -> None:
        self.last = len(words) - 1
        self.at = ipywidgets.SelectionSlider(
            options=[(f"{t} · {word}", t) for t, word in enumerate(words)],
            index=start,
            description="palavra",
            continuous_update=False,
            style={"description_width": "initial"},
            layout={"width": "24em", "max_width": "100%"},
        )
        self.play = ipywidgets.Play(
            value=start, min=0, max=self.last, step=1, interval=PAUSE, layout={"display": "none"}
        )
        self.playing = "playing" if self.play.has_trait("playing") else "_playing"  # 8, and 7.7
        self.back, self.next, self.walk = (
            ipywidgets.Button(description=words, layout={"width": "auto"}) for words in (BACK, NEXT, WALK)
        )
        self.box = ipywidgets.HBox(
            [self.back, self.next, self.walk, self.at, self.play], layout={"flex_flow": "row wrap"}
        )
        self.back.on_click(lambda _: self._go(self.at.index - 1))
        self.next.on_click(lambda _: self._go(self.at.index + 1))
        self.walk.on_click(lambda _: self._walk())
        self.play.observe(lambda change: self._go(change["new"]), names="value")
        self.play.observe(lambda change: self._say(change["new"]), names=self.playing)
        self.at.observe(lambda change: setattr(self.play, "value", change["new"]), names="value")

    def _go(self, t: int) -> None:
        self.at.index = min(max(t, 0), self.last)

    def _walk(self) -> None:
        walking = getattr(self.play, self.playing)
        if not walking and self.at.index == self.last:
            self._go(0)
        setattr(self.play, self.playing, not walking)

    def _say(self, walking: bool) -> None:
        self.walk.description = STOP if walking else WALK


def over_words(draw: Callable[[int], plots.Picture], words: Sequence[str], *, start: int = 0) -> None:
    """Display a slider over the words, with buttons that step and one that walks, and below it the figure of the word.

    >>> from enap_lstm.figures.cell_map import cell_map
    >>> over_words(lambda t: cell_map(3, t), ["Eu", "não", "acredito", "em", "duendes"])  # doctest: +SKIP

    draw: t -> the figure; words: one name per t; start: the t shown first. Each t is drawn once.
    """
    walk = Walk(words, start)
    first, last = (f"{words[t]} (t = {t})" for t in (0, walk.last))
    outputs.show_control(walk.box, f"Controle: a palavra, de {first} a {last}; aqui, {words[start]}.")
    figure = outputs.Redrawn(draw, start)
    walk.at.observe(lambda change: figure.at(change["new"]), names="value")
