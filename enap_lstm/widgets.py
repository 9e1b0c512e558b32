"""Controls that redraw a figure: ipywidgets' core only, valid in 7.7 (Colab) and 8.

A live front end shows the control; everything else (GitHub, a PDF, a page without a kernel) finds the first figure in the
same output. The picture is an HTML widget, not an Output widget: its <img> carries the description, and in Colab an Output
filled from a callback may lose or repeat what it shows.
"""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets
from IPython.display import display
from matplotlib.figure import Figure

from enap_lstm import plots

VIEW = "application/vnd.jupyter.widget-view+json"
Drawing = tuple[Figure, str, str]  # figure, its description, the line below it


def slider(draw: Callable[[float], Drawing], label: str, *, low: float, high: float, step: float, start: float) -> None:
    """Display a slider with the figure of its value below it; the figure is drawn anew at each change.

    >>> def draw(f):
    ...     fig, ax = plots.new_figure()
    ...     plots.lines(ax, range(6), {"memória": [f**t for t in range(6)]})
    ...     return fig, f"A memória depois de 5 passos é {plots.br(f**5)}.", ""
    >>> slider(draw, "f", low=0.0, high=1.0, step=0.05, start=0.5)  # doctest: +SKIP

    draw: value -> (figure, alt, caption), says in words what its own value shows; label: the control's name;
    low, high, step, start: the slider's numbers.
    """
    control = ipywidgets.FloatSlider(
        value=start,
        min=low,
        max=high,
        step=step,
        description=label,
        continuous_update=False,  # on release and at each key: a remote kernel would fall behind the mouse
        readout_format=".2f",
        style={"description_width": "initial"},
        layout={"width": "28em"},
    )
    first = _drawn(draw, start)
    box = with_picture(control, lambda value: _drawn(draw, value)["text/html"], first["text/html"])
    # By hand, because 7.7 and 8 display a widget in different ways and neither adds what a page without a kernel needs.
    display({VIEW: {"version_major": 2, "version_minor": 0, "model_id": box.model_id}, **first}, raw=True)


def with_picture(control: ipywidgets.FloatSlider, html: Callable[[float], str], first: str) -> ipywidgets.VBox:
    """The control above an HTML picture that follows it; `first` is the picture of the value it stands at.

    >>> with_picture(ipywidgets.FloatSlider(), "<b>{}</b>".format, "").children[1].value  # doctest: +SKIP
    ''
    """
    picture = ipywidgets.HTML(value=first)

    def redraw(change: dict) -> None:
        picture.value = html(change["new"])

    control.observe(redraw, names="value")
    return ipywidgets.VBox([control, picture])


def _drawn(draw: Callable[[float], Drawing], value: float) -> dict[str, str]:
    fig, alt, caption = draw(value)
    return plots.bundle(plots.png(fig), alt, caption)
