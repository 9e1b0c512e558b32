"""The only way a student's text gets out: to a page, to JSON inside a page, to a CSV, to a terminal.

Each function returns plain text that its destination shows and never obeys.
"""

import html
import json
import math
import re

# Directional formatting may show a text in another order than it is stored. Joiners stay: emoji are made with them.
BIDI_AND_INVISIBLE = "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
UNSAFE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{BIDI_AND_INVISIBLE}]|[\U000e0000-\U000e007f]")
ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)")
RICH_TAG = re.compile(r"(\\*)(\[[a-zA-Z#/@!][^\[]*?\])")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Excel in Portuguese splits at ";" whatever the file says, so a formula may also begin after one.
FORMULA_AFTER_SEPARATOR = re.compile(r"""([;\t][\s"]{0,20})(?=[=+\-@＝＋－＠])""")


def for_html(text: object) -> str:
    """Text for an element's content or a quoted attribute.

    >>> for_html('<img src=x onerror="alert(1)">')
    '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;'
    """
    return html.escape(UNSAFE.sub("\ufffd", str(text).replace("\r\n", "\n")), quote=True)


def for_json_in_html(data: object) -> str:
    """JSON that may stand inside a <script> element: it holds no <, >, & or quote that ends anything.

    >>> for_json_in_html({"aluna": "</script>"})
    '{"aluna": "\\\\u003c/script\\\\u003e"}'
    """
    written = json.dumps(_finite(data), ensure_ascii=True, allow_nan=False)
    return re.sub("[<>&']", lambda found: f"\\u{ord(found[0]):04x}", written)


def for_csv(text: object) -> str:
    """One cell of a CSV: on one line, and never a formula for Excel or LibreOffice.

    >>> for_csv("=HYPERLINK(1)"), for_csv("Ana; =1+1"), for_csv("nota 7")
    ("'=HYPERLINK(1)", "Ana; '=1+1", 'nota 7')
    """
    text = str(text)
    line = UNSAFE.sub("", re.sub(r"[\r\n\v\f\x85\u2028\u2029]+", " ", text))
    begins_formula = text.startswith(FORMULA) or line.strip().startswith(FORMULA)
    return ("'" if begins_formula else "") + FORMULA_AFTER_SEPARATOR.sub(r"\1'", line)


def for_terminal(text: object, width: int = 500) -> str:
    """One line for a terminal: no escape sequence, no control or direction character, no markup of rich.

    >>> print(for_terminal("\\x1b[31mAna\\x1b[0m [bold]"))
    Ana \\[bold]
    """
    line = " ".join(ANSI.sub("", str(text)).split())
    line = UNSAFE.sub("\ufffd", line)
    line = line if len(line) <= width else line[: width - 1] + "…"
    line = RICH_TAG.sub(r"\1\1\\\2", line)
    trailing = len(line) - len(line.rstrip("\\"))
    return line + "\\" * (trailing % 2)  # an odd one would disarm the tag that follows


def _finite(data: object) -> object:
    """The same tree with null for nan and infinity, which JSON does not know, and text for what it does not know."""
    if isinstance(data, dict):
        return {_clean(key): _finite(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_finite(value) for value in data]
    if data is None or isinstance(data, bool | int):
        return data
    if isinstance(data, float):
        return data if math.isfinite(data) else None
    return _clean(data)


def _clean(text: object) -> str:
    return UNSAFE.sub("\ufffd", str(text))
