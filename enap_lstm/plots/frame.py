"""One picture in all its readings: HTML with two layouts, its description, its numbers as a table; PNG; plain text."""

from __future__ import annotations

import base64
import html
import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from IPython.display import display
from matplotlib.figure import Figure
from PIL import Image  # matplotlib brings it along, to write its own PNGs

from enap_lstm.plots.style import DPI, style

DENSITY = 2  # pixels of the file to a pixel of the page: sharp when enlarged to 200 %
COLOURS = 128  # a drawing has few: with a palette the file weighs a third, and nothing of it is seen
LEAST = 320  # pixels of the page below which a picture scrolls inside its own output instead of shrinking further
NUMBERS = "Os números desta figura"
CELL = "border: 1px solid rgb(132, 132, 132); padding: 0.2em 0.6em"


@dataclass(frozen=True)
class Table:
    """A figure's numbers, as they are written: `head` has a heading per column, each row begins with its name."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Picture:
    """A figure before it is drawn.

    >>> from enap_lstm.plots.style import panels
    >>> def draw(narrow):
    ...     fig, (ax,) = panels(narrow, wide=(700, 300), tall=(400, 300))
    ...     return fig
    >>> picture = Picture(draw, "Um par de eixos vazio.")

    draw: is the layout the narrow one? -> the figure; alt: what a reader who cannot see it must know; caption: a line below
    it; numbers: what it shows, for a table folded below.
    """

    draw: Callable[[bool], Figure]
    alt: str
    caption: str = ""
    numbers: Table | None = None


def show(picture: Picture) -> None:
    """Display a figure: one output holds its readings, and the reader's front end takes the best that it knows.

    >>> show(Picture(lambda narrow: Figure(), "Nada."))  # doctest: +SKIP
    """
    data, metadata = bundle(picture)
    display(data, metadata=metadata, raw=True)


def bundle(picture: Picture, note: str = "") -> tuple[dict[str, str], dict[str, Any]]:
    """The readings of one picture by MIME type, and the width at which the bare PNG (a PDF) is to stand.

    >>> data, metadata = bundle(Picture(lambda narrow: Figure(), "Nada."))
    >>> sorted(data), data["text/plain"], metadata
    (['image/png', 'text/html', 'text/plain'], 'Nada.', {'image/png': {'width': 704}})

    note: a sentence in small print above the picture.
    """
    (wide, width), (narrow, narrow_width) = (_drawn(picture.draw, upright) for upright in (False, True))
    page = figure_html(picture, (wide, width), (narrow, narrow_width), note)
    return (
        {"text/html": page, "image/png": _base64(wide), "text/plain": picture.alt},
        {"image/png": {"width": width}},
    )


def figure_html(picture: Picture, wide: tuple[bytes, int], narrow: tuple[bytes, int], note: str = "") -> str:
    """A `<figure>` that needs no file beside it; the browser takes the narrow layout where the wide one would shrink.

    wide, narrow: PNG and its width in pixels of the page. Text has no colour of its own: it is right in any theme.
    """
    above = f'<p style="margin: 0; font-size: 0.93em">{html.escape(note)}</p>' if note else ""
    below = (
        f'<figcaption style="max-width: 46em">{html.escape(picture.caption)}</figcaption>' if picture.caption else ""
    )
    return (
        f'<figure style="margin: 0">{above}<div style="overflow-x: auto"><picture>'
        f'<source media="(max-width: {wide[1] * 10 // 11}px)" width="{narrow[1]}" srcset="{_address(narrow[0])}">'
        f'<img alt="{html.escape(picture.alt)}" width="{wide[1]}"'
        f' style="min-width: {LEAST}px; max-width: 100%; height: auto; border-radius: 8px" src="{_address(wide[0])}">'
        f"</picture></div>{below}{_folded(picture.numbers)}</figure>"
    )


def png(fig: Figure) -> bytes:
    """The figure as PNG with a palette; the same drawing gives the same bytes.

    >>> png(Figure())[1:4]
    b'PNG'
    """
    full, small = io.BytesIO(), io.BytesIO()
    fig.savefig(full, format="png", dpi=DPI * DENSITY)
    Image.open(full).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(small, "png", optimize=True)
    return small.getvalue()


def _drawn(draw: Callable[[bool], Figure], narrow: bool) -> tuple[bytes, int]:
    with style(narrow):
        fig = draw(narrow)
        image = png(fig)
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(fig)  # or the inline back end would show a figure made by pyplot a second time
    return image, round(fig.get_size_inches()[0] * DPI)


def _folded(numbers: Table | None) -> str:
    """The table below a `<details>`; it scrolls inside itself, so that it never widens the page."""
    if numbers is None:
        return ""
    head = "".join(f'<th scope="col" style="{CELL}">{html.escape(name)}</th>' for name in numbers.head)
    rows = "".join(
        f'<tr><th scope="row" style="{CELL}; text-align: left">{html.escape(name)}</th>'
        + "".join(f'<td style="{CELL}; text-align: right">{html.escape(cell)}</td>' for cell in cells)
        + "</tr>"
        for name, *cells in numbers.rows
    )
    return (
        f'<details style="margin: 0.3em 0"><summary>{NUMBERS}</summary><div style="overflow-x: auto">'
        f'<table style="border-collapse: collapse"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        "</div></details>"
    )


def _address(image: bytes) -> str:
    return f"data:image/png;base64,{_base64(image)}"


def _base64(image: bytes) -> str:
    return base64.b64encode(image).decode("ascii")
