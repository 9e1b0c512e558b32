"""What every panel shows, as HTML: verdict, points, sentences, and the frame round them."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from enap_lstm.panel.inline import CODE, COLOURS, badge, hidden, sentence, tag
from enap_lstm.panel.parts import Mark, Output, State

CHIPS = {
    Mark.RIGHT: f"1px solid {COLOURS[State.RIGHT][1]}",
    Mark.MISSING: "1px dashed rgb(132, 132, 132)",
    Mark.WRONG: f"2px solid {COLOURS[State.NOT_YET][1]}",
}
LINE = "1px solid rgba(127, 127, 127, 0.55)"
PROSE = "margin: 0.7em 0 0; line-height: 1.55; max-width: 46em; overflow-wrap: break-word"
LAST_RESORT = "overflow-wrap: anywhere"  # a word is cut only where it alone is wider than the panel
SMALL = "font-size: 0.86em; line-height: 1.5"


def head(state: State, name: str, kind: str, score: str) -> str:
    """One line that may wrap: verdict, name, kind, and the points at its end."""
    line = "display: flex; flex-wrap: wrap; gap: 0.4em 0.8em; align-items: center; line-height: 1.5"
    told = badge(state) + name + (tag("span", sentence(kind), LAST_RESORT) if kind else "")
    return tag("div", told + tag("strong", score, "margin-left: auto; white-space: nowrap"), line)


def prose(inside: str) -> str:
    return tag("p", inside, PROSE)


def paragraph(text: str, lead: str = "") -> str:
    """A paragraph, its first words in bold."""
    return prose((tag("strong", lead) + " " if lead else "") + sentence(text))


def bar(shares: Iterable[tuple[float, bool]], state: State) -> str:
    """What is earned, filled, and what is missing, dashed, each as wide as it is worth."""
    accent = COLOURS[state][1]
    looks = {True: f"background: {accent}; border: 1px solid {accent}", False: f"border: {CHIPS[Mark.MISSING]}"}
    pieces = [
        tag(
            "span", "", f"flex: {worth:g} 1 0; height: 8px; border-radius: 3px; box-sizing: border-box; {looks[earned]}"
        )
        for worth, earned in shares
        if worth
    ]
    return tag("div", "".join(pieces), "display: flex; gap: 3px; margin: 0.7em 0 0.35em", aria_hidden="true")


def small(text: str) -> str:
    return tag("p", sentence(text), f"margin: 0; max-width: 52em; {SMALL}") if text else ""


def chips(outputs: Sequence[Output]) -> str:
    """One for each output: its name, a sign and a word."""
    shape = "border-radius: 4px; padding: 0.15em 0.55em; margin: 0; max-width: 100%"
    items = [
        tag(
            "li",
            f"{tag('code', html.escape(o.name), f'{CODE}; background: none; padding: 0')}"
            f" {hidden(o.mark.value[0])} {sentence(o.words)}",
            f"border: {CHIPS[o.mark]}; {shape}; box-sizing: border-box; {LAST_RESORT}",
        )
        for o in outputs
    ]
    row = "list-style: none; display: flex; flex-wrap: wrap; gap: 0.45em; margin: 0.8em 0 0; padding: 0"
    return tag("ul", "".join(items), row, role="list", aria_label="Cada saída") if items else ""


def frame(state: State, label: str, spoken: str, read: str) -> str:
    """The whole panel. Only `spoken` is said unasked: an alert is spoken even when it enters the page with its text in
    it, a status only where it stood before; so whatever asks for an action is an alert."""
    accent = COLOURS[state][1]
    box = (
        f"border: {LINE}; border-left: 5px solid {accent}; border-radius: 6px;"
        f" background: {accent.replace('rgb(', 'rgba(').replace(')', ', 0.07)')};"
        " padding: 0.9em 1.1em 1em; margin: 0.4em 0; max-width: 58em; box-sizing: border-box; white-space: normal;"
        " text-align: left; font-family: var(--jp-content-font-family, system-ui, sans-serif)"
    )
    live = tag("div", spoken, role="status" if state is State.RIGHT else "alert")
    return tag("div", live + read, box, role="group", lang="pt-BR", aria_label=label)
