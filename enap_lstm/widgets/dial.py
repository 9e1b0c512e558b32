"""A figure that follows a number."""

from __future__ import annotations

from collections.abc import Callable

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
