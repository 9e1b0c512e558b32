"""Markdown as HTML in which nothing runs and nothing is fetched; formulas become MathML here, so they are read offline.

Whoever renders it, the HTML passes bleach. A formula is put in afterwards, in the place of a mark that no text can hold,
and only if every element and attribute of it is known: what makes them (latex2mathml) lets markup through.
"""

from __future__ import annotations

import functools
import html
import re
from xml.etree import ElementTree

import bleach
from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TAGS = frozenset(
    "a b blockquote br code dd details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img li ol p pre span strong sub"
    " summary sup table tbody td th thead tr ul".split()
)
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
FETCHED = re.compile(r'(<a [^>]*>)?<img [^>]*src="https?:[^>]*>(</a>)?')  # the badge: it would be asked of a server
MARK = re.compile("\ue000(\\d+)\ue001")  # of the private area of Unicode; taken out of the text before
LONG = 40  # characters of TeX beyond which a formula within a line may be wider than a phone
MATHML = frozenset(
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mpadded"
    " mstyle mphantom menclose".split()
)
MATHML_ATTRIBUTES = frozenset(
    "accent accentunder align columnalign columnlines columnspacing depth display displaystyle fence form height largeop"
    " linethickness lspace mathsize mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace"
    " scriptlevel separator stretchy symmetric voffset width".split()
)


def for_source(text: str) -> str:
    """Markdown of our own notebooks; its first level is the page's third.

    >>> for_source("A porta é $i_t$. <script>x</script>")
    '<p>A porta é <math display="inline"><mrow><msub><mi>i</mi><mi>t</mi></msub></mrow></math>. x</p>\\n'
    """
    return _rendered(text, TAGS)


def for_comment(text: str) -> str:
    """What an instructor has written beside an answer: Markdown, or the HTML that some editors make; no headings.

    >>> for_comment("<p>Bom!</p>").strip(), for_comment("Veja **isto**.").strip()
    ('<p>Bom!</p>', '<p>Veja <strong>isto</strong>.</p>')
    """
    return _rendered(text, TAGS - HEADINGS)


def clean(dirty: str, tags: frozenset[str] = TAGS) -> str:
    """HTML without anything that runs or is fetched."""
    return bleach.clean(
        FETCHED.sub("", dirty),
        tags=tags,
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data"},
        strip=True,
    )


def formula(tex: str, display: str = "inline") -> str:
    """TeX as MathML; as the TeX itself, in a code element, where it cannot be said in the MathML that we know.

    >>> formula(r"\\text{<script>x</script>}")
    '<code>\\\\text{&lt;script&gt;x&lt;/script&gt;}</code>'
    """
    return _formula(tex.strip(), display) or f"<code>{html.escape(tex.strip())}</code>"


@functools.lru_cache(maxsize=2000)
def _formula(tex: str, display: str) -> str:
    try:
        written = convert(tex, display=display).replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "", 1)
        elements = list(ElementTree.fromstring(written).iter())
    except Exception:  # latex2mathml's own kinds, and IndexError, TypeError … of TeX that it does not foresee
        return ""
    known = all(element.tag in MATHML and element.attrib.keys() <= MATHML_ATTRIBUTES for element in elements)
    return ElementTree.tostring(elements[0], encoding="unicode") if known else ""


@functools.lru_cache(maxsize=1000)
def _rendered(text: str, tags: frozenset[str]) -> str:
    renderer = _Renderer()
    written = MarkdownWithMath(renderer=renderer).render(re.sub("[\ue000\ue001]", "", text))
    assert isinstance(written, str)
    return MARK.sub(lambda found: renderer.formulas[int(found[1])], clean(written, tags))


class _Renderer(IPythonRenderer):
    """nbconvert's, with a mark in the place of each formula."""

    def __init__(self) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self.formulas: list[str] = []

    def heading(self, text: str, level: int, **attrs: object) -> str:
        return f"<h{min(level + 2, 6)}>{text}</h{min(level + 2, 6)}>\n"

    def block_math(self, body: str) -> str:
        return self._mark(formula(body, "block"), wide=True)

    def inline_math(self, body: str) -> str:
        return self._mark(formula(body), wide=len(body) > LONG)

    def latex_environment(self, name: str, body: str) -> str:
        return self._mark(formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", "block"), wide=True)

    def _mark(self, written: str, wide: bool) -> str:
        around = '<span class="formula" role="group" aria-label="Fórmula" tabindex="0">{}</span>' if wide else "{}"
        self.formulas.append(around.format(written))
        return f"\ue000{len(self.formulas) - 1}\ue001"


def _allowed(tag: str, name: str, value: str) -> bool:
    return name in ("class", "alt", "title", "href") or (name == "src" and value.startswith("data:image/png;"))
