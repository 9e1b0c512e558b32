"""A number that is dragged, moved by the arrow keys, or typed with a decimal comma."""

from __future__ import annotations

import ipywidgets

from enap_lstm import plots


class Number:
    """A slider and a field that say the same number.

    >>> number = Number("f", low=0.0, high=1.0, step=0.01, start=0.5)
    >>> number.field.value = "0,97"
    >>> number.slider.value
    0.97

    The slider's own readout would write and read a decimal point ("0,97" gives 0), so the field takes its place. The field
    has a label of its own; a slider's handle has none that a screen reader finds, in 7.7 and in 8.
    """

    def __init__(self, label: str, *, low: float, high: float, step: float, start: float) -> None:
        self.low, self.high = low, high
        self.digits = max(2, len(str(step).partition(".")[2]))
        self.slider = ipywidgets.FloatSlider(
            value=start,
            min=low,
            max=high,
            step=step,
            description=label,
            continuous_update=False,  # on release and at each key: a remote kernel would fall behind the mouse
            readout=False,
            style={"description_width": "initial"},
            layout={"width": "22em", "max_width": "100%"},
        )
        self.field = ipywidgets.Text(
            value=self._written(start),
            description=f"{label} =",
            continuous_update=False,
            style={"description_width": "initial"},
            layout={"width": f"{len(label) * 0.55 + 7:.0f}em", "max_width": "100%"},
        )
        ends = ipywidgets.HTML(value=f"de {self._written(low)} a {self._written(high)}")
        self.box = ipywidgets.HBox([self.slider, self.field, ends], layout={"flex_flow": "row wrap"})
        self.field.observe(lambda change: self._typed(change["new"]), names="value")
        self.slider.observe(lambda change: self._write(change["new"]), names="value")

    def _typed(self, text: str) -> None:
        value = parse(text)
        if value is None:  # not a number: what was there comes back
            self._write(self.slider.value)
        else:
            self.slider.value = min(max(value, self.low), self.high)
            self._write(self.slider.value)

    def _write(self, value: float) -> None:
        self.field.value = self._written(value)

    def _written(self, value: float) -> str:
        return plots.br(value, self.digits)


def parse(text: str) -> float | None:
    """The number in what somebody typed, with a comma or a point, or None.

    >>> parse("0,97"), parse(" −1.5 "), parse("muito")
    (0.97, -1.5, None)
    """
    try:
        value = float(text.strip().replace("−", "-").replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
