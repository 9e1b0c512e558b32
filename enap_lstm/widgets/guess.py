"""Predict, then see: a question answered before the figure that answers it. Nothing of it is graded."""

from __future__ import annotations

import html
from collections.abc import Sequence
from string import ascii_lowercase

import ipywidgets

from enap_lstm.portuguese import series
from enap_lstm.widgets import outputs

FOLDED = "A resposta, depois do seu palpite"
FRAME = "border-left: 5px solid rgb(47, 140, 208); padding: 0.2em 0 0.2em 0.8em; max-width: 46em"


def palpite(pergunta: str, opcoes: Sequence[str], *, certa: str, porque: str) -> None:
    """Display a question with its options and a button for each: first the choice, then whether it is right, and why.

    >>> palpite(
    ...     "Com f = 0,5, quanto da memória resta depois de 2 palavras?",
    ...     ["metade", "um quarto", "nada"],
    ...     certa="um quarto",
    ...     porque="Cada palavra multiplica por 0,5, e 0,5 × 0,5 = 0,25.",
    ... )  # doctest: +SKIP

    pergunta: the question; opcoes (ASCII, so that no keyboard is in its way): the options, in the order shown; certa: the
    right one of them, word by word; porque: why, in a sentence or two. Where nothing runs (a page, a notebook reopened),
    question and options are there and the answer stands folded below them.
    Raises ValueError if `certa` is not one of the options.
    """
    if certa not in opcoes:
        raise ValueError(f"certa={certa!r} não está entre as opções: {series([repr(one) for one in opcoes])}.")
    lettered = dict(zip(ascii_lowercase, opcoes, strict=False))
    right = next(letter for letter, one in lettered.items() if one == certa)
    outputs.show_html(*_question(pergunta, lettered))
    # Buttons, not radio buttons: JupyterLab takes the arrow keys of these for a step to the next cell.
    buttons = [ipywidgets.Button(description=f"{letter})", layout={"width": "4em"}) for letter in lettered]
    outputs.show_control(ipywidgets.HBox(buttons), "")
    answer = outputs.show_html(*_folded(f"{right}) {certa}", porque))

    def reveal(button: ipywidgets.Button) -> None:
        chosen = button.description[0]
        outputs.replace_html(answer, *_verdict(chosen, right, lettered, porque))

    for button in buttons:
        button.on_click(reveal)


def _question(pergunta: str, lettered: dict[str, str]) -> tuple[str, str]:
    listed = "".join(f"<br>{letter}) {html.escape(one)}" for letter, one in lettered.items())
    page = f'<p style="{FRAME}"><strong>Seu palpite:</strong> {html.escape(pergunta)}{listed}</p>'
    return page, "\n".join([f"Seu palpite: {pergunta}", *(f"{letter}) {one}" for letter, one in lettered.items())])


def _folded(answer: str, porque: str) -> tuple[str, str]:
    said = f"<strong>{html.escape(answer)}</strong> · {html.escape(porque)}"
    page = f'<details><summary>{FOLDED}</summary><p style="max-width: 46em">{said}</p></details>'
    return page, f"Resposta: {answer} · {porque}"


def _verdict(chosen: str, right: str, lettered: dict[str, str], porque: str) -> tuple[str, str]:
    """Right or not, in words and by a sign before any colour."""
    answer = f"{right}) {lettered[right]}"
    said = f"✓ Certo. {answer}" if chosen == right else f"· Você escolheu {chosen}). A resposta é {answer}"
    page = f'<p role="status" style="{FRAME}"><strong>{html.escape(said)}</strong><br>{html.escape(porque)}</p>'
    return page, f"{said} · {porque}"
