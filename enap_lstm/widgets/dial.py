"""A figure that follows a number, or several."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets

from enap_lstm import plots
from enap_lstm.widgets import outputs
from enap_lstm.widgets.number import Number


def slider(
    draw: Callable[[float], plots.Picture], label: str, *, low: float, high: float, step: float, start: float
) -> None:
    """Display a slider and, below it, the figure of its value, drawn anew at each change.

    >>> from enap_lstm.figures.forget_gate import fading
    >>> slider(fading, "f", low=0.0, high=1.0, step=0.01, start=0.9)  # doctest: +SKIP

    draw: value -> the figure, whose alt text says what its own value shows; label: the control's name;
    low, high, step, start: the slider's numbers. The same value is drawn once.
    """
    number = Number(label, low=low, high=high, step=step, start=start)
    outputs.show_control(
        number.box, f"Controle: {label}, de {plots.br(low)} a {plots.br(high)}; aqui, {plots.br(start)}."
    )
    figure = outputs.Redrawn(draw, start)
    number.slider.observe(lambda change: figure.at(change["new"]), names="value")


def sliders(
    draw: Callable[..., plots.Picture], controls: Sequence[tuple[str, float, float, float]], step: float
) -> None:
    """Display several sliders, one below the other, and below them the figure of their values.

    >>> from enap_lstm.figures.cell_controls import with_openings
    >>> sliders(with_openings, [(letter, -1.0 if letter == "g" else 0.0, 1.0, 0.5) for letter in "ifgo"], 0.01)  # doctest: +SKIP

    draw: a value for each control -> the figure; controls: name, low, high and start of each. The same values are drawn once.
    """
    numbers = [Number(label, low=low, high=high, step=step, start=start) for label, low, high, start in controls]
    told = "; ".join(f"{label}, de {plots.br(a)} a {plots.br(b)}; aqui, {plots.br(c)}" for label, a, b, c in controls)
    outputs.show_control(ipywidgets.VBox([number.box for number in numbers]), f"Controles: {told}.")
    figure = outputs.Redrawn(lambda values: draw(*values), tuple(start for *_, start in controls))
    for number in numbers:
        number.slider.observe(lambda _: figure.at(tuple(each.slider.value for each in numbers)), names="value")
