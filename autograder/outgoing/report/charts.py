"""The page's charts, as SVG that stands in the page: Altair describes them, vl-convert draws them, no script is left.

Each is as wide as a telephone. Colours are those of the light page; the page's style repaints them by value when it is dark.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

from autograder.ground.untrusted import for_html
from autograder.outgoing.report.people import BINS, OfNotebook, Part

INK, BLUE, AMBER, GREY = "#1b1b1b", "#1b62b8", "#a35200", "#6b7280"  # page.html.j2 has their dark partners
WIDTH, LETTER, ROW = 230, 13, 26
NAMES = 175  # for the longest exercise: in labels of two lines vl-convert measures only some
PARTS_READ_ALOUD = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')  # a chart is one image, its numbers stand in a table
FONT = "system-ui, sans-serif"


def handed_in(notebooks: Sequence[OfNotebook]) -> Markup:
    """Graded without a remark, to look at, missing: one bar for each notebook."""
    kinds = ("corrigidas", "para olhar", "sem entrega")
    rows = []
    for n in notebooks:
        counts = (n.graded - n.flagged, n.flagged, len(n.missing))
        rows += [
            {"caderno": n.notebook[:2], "o quê": kind, "n": max(k, 0), "ordem": i}
            for i, (kind, k) in enumerate(zip(kinds, counts, strict=True))
        ]
    chart = (
        alt.Chart(_data(rows), width=WIDTH, height={"step": ROW})
        .mark_bar(stroke="#ffffff", strokeWidth=1)
        .encode(
            y=alt.Y("caderno:N", title="caderno"),
            x=alt.X("n:Q", title="pessoas", axis=alt.Axis(tickMinStep=1, format="d")),
            color=alt.Color("o quê:N", scale=alt.Scale(domain=list(kinds), range=[BLUE, AMBER, GREY]), title=None),
            order="ordem:O",
        )
    )
    told = "; ".join(f"{n.notebook}: {n.graded} com nota, {len(n.missing)} sem entrega" for n in notebooks)
    return svg(chart, f"Barras por caderno. {told}.")


def marks(notebook: OfNotebook) -> Markup:
    """How the marks of a notebook lie, in eleven bars with their numbers."""
    rows = [{"nota": name, "n": n} for name, n in zip(BINS, notebook.bins, strict=True)]
    base = alt.Chart(_data(rows), width=WIDTH + 60, height=110).encode(
        x=alt.X("nota:N", sort=list(BINS), title="nota, sem as casas decimais", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("n:Q", title=None, axis=None),
    )
    numbers = base.mark_text(dy=-7, fontSize=LETTER, color=INK).transform_filter("datum.n > 0").encode(text="n:Q")
    told = ", ".join(f"{n} com {name}" for name, n in zip(BINS, notebook.bins, strict=True) if n)
    return svg(base.mark_bar(color=BLUE) + numbers, f"Notas de {notebook.notebook}: {told or 'nenhuma ainda'}.")


def hardest(parts: Sequence[Part]) -> Markup:
    """The share that earned each part, the smallest first."""
    rows = [
        {"parte": f"{part.exercise}\n{part.name}", "fração": part.share, "n": f"{part.earned}/{part.total}"}
        for part in parts
    ]
    base = alt.Chart(_data(rows), width=WIDTH - 90, height={"step": 2 * ROW - 8}).encode(
        y=alt.Y(
            "parte:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelExpr="split(datum.label, '\\n')", labelLimit=190, minExtent=NAMES),
        ),
        x=alt.X(
            "fração:Q",
            title="acertaram",
            scale=alt.Scale(domain=[0, 1.15]),
            axis=alt.Axis(values=[0, 0.5, 1], format=".0%"),
        ),
    )
    numbers = base.mark_text(align="left", dx=4, fontSize=LETTER, color=INK).encode(text="n:N")
    told = "; ".join(f"{part.exercise}, {part.name}: {part.earned} de {part.total}" for part in parts)
    return svg(base.mark_bar(color=BLUE) + numbers, f"As partes mais difíceis. {told}.")


def _data(rows: list[dict[str, Any]]) -> alt.Data:
    return alt.Data(values=rows)


def svg(chart: alt.Chart | alt.LayerChart, told: str) -> Markup:
    """A chart as an `<svg>` that a screen reader reads as one image with `told` as its text."""
    words = {"labelFontSize": LETTER, "titleFontSize": LETTER, "labelColor": INK, "titleColor": INK}
    axis = {**words, "titleFontWeight": "normal", "domainColor": GREY, "tickColor": GREY, "grid": False}
    legend = {**words, "orient": "bottom", "columns": 2}
    styled = chart.configure(
        background="transparent", font=FONT, axis=axis, legend=legend, aria=False, view={"stroke": None}
    )
    drawn = PARTS_READ_ALOUD.sub("", _drawn(styled.to_json(indent=None)))
    name = for_html(told)
    return Markup(
        drawn.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1).replace(">", f"><title>{name}</title>", 1)
    )


@functools.lru_cache(maxsize=200)
def _drawn(description: str) -> str:
    return vl_convert.vegalite_to_svg(description)
