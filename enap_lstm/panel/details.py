"""What some panels show, as HTML: the student's code, a table, hints. What is too wide scrolls inside itself and takes focus."""

from __future__ import annotations

import html
from collections.abc import Sequence

from enap_lstm.panel.blocks import LINE, PROSE, SMALL
from enap_lstm.panel.inline import CODE, hidden, sentence, tag
from enap_lstm.panel.parts import Source, Table

HINTS = ("uma ideia", "um esquema", "a mesma conta, em outro exemplo")
YELLOW = "rgba(240, 200, 60, 0.17)"
TABLE = (
    "border-collapse: collapse; border: 0; margin: 0; width: auto; table-layout: auto; font-size: 0.93em;"
    " font-variant-numeric: tabular-nums; color: inherit"
)
CAPTION = "caption-side: top; text-align: left; padding: 0 0 0.2em; color: inherit; font-size: 0.93em"
CELL = (
    f"padding: 0.25em 0.7em; border: 0; border-bottom: {LINE}; white-space: nowrap; background: none;"
    " vertical-align: top; color: inherit"
)


def quoted(source: Source) -> str:
    """The student's lines, an arrow and a tint at the one in question; what to see in it below, outside the code."""
    lines = list(source.shown())
    wide = max(len(str(number or "")) for number, _ in lines)
    told = []
    for number, text in lines:
        here = number == source.line
        arrow = tag("span", "→", role="img", aria_label="esta linha:") if here else " "
        tint = f"; background: {YELLOW}; font-weight: 700" if here else ""
        written = f"{arrow} {number or '':>{wide}}  {html.escape(text)}\n"  # the \n: for pages that drop every style
        told.append(tag("span", written, f"display: block; padding: 0 0.7em{tint}"))
    inner = "white-space: pre; font-size: 1em; line-height: inherit; color: inherit; background: none; padding: 0; display: inline-block; min-width: 100%"
    block = (
        f"{CODE}; white-space: pre; overflow-x: auto; line-height: 1.6; margin: 0.8em 0 0; padding: 0.5em 0;"
        f" border: {LINE}; border-radius: 4px; background: rgba(127, 127, 127, 0.08)"
    )
    remark = f"{hidden('↑')} linha {source.line}: {sentence(source.remark)}" if source.line else sentence(source.remark)
    return tag(
        "pre", tag("code", "".join(told), inner), block, tabindex="0", role="group", aria_label="O seu código"
    ) + tag("p", remark, f"margin: 0.35em 0 0; max-width: 52em; overflow-wrap: break-word; {SMALL}")


def table(given: Table) -> str:
    """Numbers to the right, words to the left; the marked row in bold. A page's own style for tables is undone."""
    right = given.numeric()

    def row(values: Sequence[str], scope: str, bold: bool = False) -> str:
        cells = []
        for k, (value, number) in enumerate(zip(values, right, strict=True)):
            named = scope == "col" or k == 0
            weight = 700 if bold or scope == "col" else 400
            style = f"{CELL}; text-align: {'right' if number else 'left'}; font-weight: {weight}"
            cells.append(tag("th", sentence(value), style, scope=scope) if named else tag("td", sentence(value), style))
        return tag("tr", "".join(cells), "background: none")

    caption = tag("caption", sentence(given.caption), CAPTION)
    rows = "".join(row(values, "row", k == given.marked) for k, values in enumerate(given.rows))
    inside = f"{caption}{tag('thead', row(given.head, 'col'))}{tag('tbody', rows)}"
    scroller = {"tabindex": "0", "role": "group", "aria_label": "Tabela"}
    return tag("div", tag("table", inside, TABLE), "overflow-x: auto; margin: 0.9em 0 0", **scroller)


def folded(hints: Sequence[str], opened: int) -> str:
    """Hints, each more concrete than the one before, to be opened one by one."""
    told = []
    for k, hint in enumerate(hints, start=1):
        name = f"{tag('strong', f'Dica {k}')} · {HINTS[min(k, len(HINTS)) - 1]}"
        summary = tag("summary", name, "cursor: pointer; display: list-item; padding: 0.2em 0")
        inside = summary + tag("p", sentence(hint), f"{PROSE}; margin: 0.3em 0 0.3em 1.1em")
        style = f"border-top: {LINE}; padding: 0.25em 0; margin: 0"
        told.append(tag("details", inside, style, **({"open": ""} if k <= opened else {})))
    return tag("div", "".join(told), "margin: 0.9em 0 -0.6em") if told else ""
