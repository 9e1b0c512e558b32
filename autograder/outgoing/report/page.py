"""The page: what was counted, put into page.html.j2. Every value that is shown passes `for_html`, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from autograder.ground.untrusted import for_html
from autograder.outgoing.report import charts, people
from autograder.outgoing.report.gather import Gathered, TidyRow
from autograder.outgoing.report.groups import named, unlike, unnamed
from enap_lstm.panel.parts import read_signs

SHOWN = 10  # groups told in full; the rest stands in a table
BARS = 12  # parts in the chart of the hardest


def page(gathered: Gathered, rows: list[TidyRow], mark: str, csv_name: str) -> str:
    """The whole page. mark: the comment by which the file is known as ours. csv_name: where the same rows are."""
    notebooks = [people.of_notebook(gathered, name) for name in gathered.notebooks]
    parts = people.parts(gathered)
    return _template(gathered).render(
        mark=mark,
        opening=_opening(gathered, notebooks),
        shown=SHOWN,
        named=named(gathered),
        unnamed=unnamed(gathered),
        unlike=unlike(gathered),
        exercises=people.whole_exercises(gathered),
        parts=parts,
        hardest_chart=charts.hardest(parts[:BARS]),
        notebooks=notebooks,
        handed_in_chart=charts.handed_in(notebooks),
        mark_charts=[(n.notebook, charts.marks(n)) for n in notebooks if n.graded],
        bins=people.BINS,
        to_look_at=people.to_look_at(gathered),
        status=people.STATUS,
        damaged=gathered.damaged,
        help=people.need_help(gathered),
        low=people.LOW,
        several=people.SEVERAL,
        tidy=[(name, list(own)) for name, own in groupby(rows, key=lambda row: row.notebook)],
        csv_name=csv_name,
    )


def _opening(gathered: Gathered, notebooks: list[people.OfNotebook]) -> str:
    graded, flagged = sum(n.graded for n in notebooks), sum(n.flagged for n in notebooks)
    people_, books = len(gathered.course.students), len(notebooks)
    return (
        f"{people_} {'pessoa' if people_ == 1 else 'pessoas'} na lista, {books} {'caderno' if books == 1 else 'cadernos'},"
        f" {graded} {'entrega corrigida' if graded == 1 else 'entregas corrigidas'}"
        f"{f', {flagged} para uma pessoa olhar' if flagged else ''}."
    )


def _template(gathered: Gathered):  # type: ignore[no-untyped-def]
    """The template; what an expression gives becomes Markup here and nowhere else."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) else Markup(for_html(value)),
    )
    environment.filters |= {
        "decimal": decimal,
        "percent": percent,
        "name": gathered.name_of,
        "lines": _lines,
        "told": told,
    }
    return environment.get_template("page.html.j2")


def told(sentence: str) -> Markup:
    """A sentence with its `code` and *words*, as a check's panel reads them.

    >>> print(told("Some `b` < 1."))
    Some <code>b</code> &lt; 1.
    """
    signs = {"code": "<code>{}</code>".format, "words": "<em>{}</em>".format}
    return Markup(read_signs(for_html(sentence), **signs, equals="\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}"))


def decimal(number: float | None) -> str:
    """A number as prose writes it; a dash where there is none.

    >>> decimal(7.25), decimal(8.0), decimal(None)
    ('7,2', '8', '–')
    """
    return "–" if number is None else f"{number:.1f}".removesuffix(".0").replace(".", ",")


def percent(share: float) -> str:
    """A share of 1 in percent, with a blank before the sign at which no line ends.

    >>> percent(0.6).split()
    ['60', '%']
    """
    return f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}%")


def _lines(rows: Iterable[TidyRow]) -> Markup:
    """Table rows, made here: a template would take seconds for the tens of thousands of a large class."""
    made = {"": ""}  # the same few texts come back in every row

    def cell(text: str) -> str:
        if text not in made:
            made[text] = for_html(text)
        return made[text]

    return Markup("").join(
        Markup(
            f"<tr><td>{cell(row.student)}<td>{cell(row.exercise)}<td>{cell(row.property)}<td>{'sim' if row.earned else 'não'}"
            f"<td>{cell(row.mistake)}<td>{cell(row.group[:6])}\n"
        )
        for row in rows
    )
