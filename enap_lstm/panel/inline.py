"""Words of a panel as HTML that needs nothing beside it: style inline, no script, no style sheet, no id.

Text never has a colour of its own: it takes the page's, light or dark, and only a badge brings both its colours. A notebook
without trust loses role, aria-*, tabindex and var(): what a piece means stands in its words too, and colours are written out.
Sizes are relative to the page's text.
"""

from __future__ import annotations

import html

from enap_lstm.panel.parts import State, read_signs

# The badge, under white text (6.1 to 1 and more), and the accent: 3 to 1 on white, on #111111 and on #383838.
COLOURS = {
    State.RIGHT: ("#00664B", "rgb(0, 158, 115)"),
    State.PARTLY: ("#005A8F", "rgb(47, 140, 208)"),
    State.NOT_YET: ("#A34700", "rgb(213, 94, 0)"),
    State.STOPPED: ("#7A1C6C", "rgb(190, 100, 165)"),
    State.TIME_LIMIT: ("#7A1C6C", "rgb(190, 100, 165)"),
    State.UNCHECKED: ("#4D4D4D", "rgb(132, 132, 132)"),
    State.TO_DO: ("#4D4D4D", "rgb(132, 132, 132)"),
}
CODE = "font-size: 0.93em; color: inherit"
INLINE_CODE = f"{CODE}; background: rgba(127, 127, 127, 0.16); border-radius: 3px; padding: 0.1em 0.3em"
UNBROKEN = 30  # characters that fit one line of a panel 400 px wide; longer ones may break between words


def tag(name: str, content: str, style: str = "", **attributes: str) -> str:
    """An element; `content` is HTML, attributes are text.

    >>> tag("b", "a &lt; b", aria_label='"b"')
    '<b aria-label="&quot;b&quot;">a &lt; b</b>'
    """
    given = {"style": style, **attributes} if style else attributes
    written = "".join(f' {key.replace("_", "-")}="{html.escape(value)}"' for key, value in given.items())
    return f"<{name}{written}>{content}</{name}>"


def sentence(text: str) -> str:
    """Escaped text with its `code` and its *words*.

    >>> sentence("em *não*, 1 < 2")
    'em <em>não</em>, 1 &lt; 2'
    """
    escaped = html.escape(text, quote=False)
    return read_signs(escaped, code=code, words=lambda words: tag("em", words), equals="&nbsp;=&nbsp;")


def code(escaped: str) -> str:
    return tag("code", escaped, f"{INLINE_CODE}; {unbroken(escaped)}")


def value(text: str) -> str:
    """Expected or got: bold, and beside the word before it."""
    return "&nbsp;" + tag("strong", sentence(text), unbroken(text))


def unbroken(text: str) -> str:
    return f"white-space: {'nowrap' if len(html.unescape(text)) <= UNBROKEN else 'normal'}"


def hidden(sign: str) -> str:
    """A sign beside a word that says the same."""
    return tag("span", sign, aria_hidden="true")


def badge(state: State) -> str:
    style = f"background: {COLOURS[state][0]}; color: #ffffff; border-radius: 4px; padding: 0.2em 0.6em"
    return tag("strong", f"{hidden(state.sign)} {state.words}", f"{style}; white-space: nowrap")
