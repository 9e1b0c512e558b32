"""Predict, then see: a question answered before the figure that answers it. Nothing of it is graded."""

from __future__ import annotations

import html
from collections.abc import Sequence

import ipywidgets

from enap_lstm.portuguese import series
from enap_lstm.widgets import outputs

BUTTON = "Ver a resposta"
CHOOSE = "Escolha uma opção e aperte o botão."
FRAME = "border-left: 5px solid rgb(47, 140, 208); padding: 0.2em 0 0.2em 0.8em; max-width: 46em"


def palpite(pergunta: str, opcoes: Sequence[str], *, certa: str, porque: str) -> None:
    """Display a question with its options: first the choice, then whether it is right, and why.

    >>> palpite(
    ...     "Com f = 0,5, quanto da memória resta depois de 2 palavras?",
    ...     ["metade", "um quarto", "nada"],
    ...     certa="um quarto",
    ...     porque="Cada palavra multiplica por 0,5, e 0,5 × 0,5 = 0,25.",
    ... )  # doctest: +SKIP

    pergunta: the question; opcoes (ASCII, so that no keyboard is in its way): the options, in the order shown; certa: the
    right one of them, word by word; porque: why, in a sentence or two. Where nothing runs (a page, a notebook reopened),
    the question is there and the answer stands folded below it.
    Raises ValueError if `certa` is not one of the options.
    """
    if certa not in opcoes:
        raise ValueError(f"certa={certa!r} não está entre as opções: {series([repr(one) for one in opcoes])}.")
    outputs.show_html(f'<p style="{FRAME}"><strong>Seu palpite:</strong> {html.escape(pergunta)}</p>', pergunta)
    choice = ipywidgets.RadioButtons(
        options=list(opcoes), index=None, layout={"width": "auto", "max_width": "46em"}, description=""
    )
    button = ipywidgets.Button(description=BUTTON, layout={"width": "auto"})
    listed = "".join(f"<li>{html.escape(one)}</li>" for one in opcoes)
    outputs.show_control(ipywidgets.VBox([choice, button]), " · ".join(opcoes), f"<ul>{listed}</ul>")
    answer = outputs.show_html(*_folded(opcoes, certa, porque))

    def reveal(_: ipywidgets.Button) -> None:
        outputs.replace_html(answer, *(_verdict(choice.value, certa, porque) if choice.value else _please()))

    button.on_click(reveal)


def _folded(opcoes: Sequence[str], certa: str, porque: str) -> tuple[str, str]:
    among = f"Entre {series([f'“{one}”' for one in opcoes])}: "
    page = (
        "<details><summary>A resposta, depois do seu palpite</summary>"
        f'<p style="max-width: 46em">{html.escape(among)}<strong>{html.escape(certa)}</strong>. {html.escape(porque)}</p></details>'
    )
    return page, f"{among}{certa}. {porque}"


def _please() -> tuple[str, str]:
    return f'<p role="status">{CHOOSE}</p>', CHOOSE


def _verdict(chosen: str, certa: str, porque: str) -> tuple[str, str]:
    """Right or not, in words and by a sign before any colour."""
    said = f"✓ Certo: {certa}." if chosen == certa else f"· Você escolheu “{chosen}”; a resposta é “{certa}”."
    page = f'<p role="status" style="{FRAME}"><strong>{html.escape(said)}</strong> {html.escape(porque)}</p>'
    return page, f"{said} {porque}"
