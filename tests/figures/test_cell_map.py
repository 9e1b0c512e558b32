"""The map of the cell: no clash anywhere, states from the number alone, numbers from given arrays or the toy cell."""

import numpy as np
import pytest

from enap_lstm.data import SENTENCE
from enap_lstm.figures import cell_map as package
from enap_lstm.figures.cell_map import Flow, cell_map
from enap_lstm.figures.cell_map.flow import trace
from enap_lstm.figures.parts import PARTS, state
from enap_lstm.plots import br

WORST = {letter: np.full((5, 3), -0.06) for letter in "goch"}  # "−0,06" is wider than any number of the toy cell


@pytest.mark.slow
@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("notebook", range(1, 9))
def test_nothing_touches_at_any_word_of_any_unit(notebook, narrow, drawn, clashes):
    for t in range(5):
        for unit in range(3):
            assert clashes(drawn(cell_map(notebook, t, unit), narrow)) == [], (t, unit)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("notebook", [4, 6, 7, 8])
def test_nothing_touches_where_every_number_is_negative(notebook, narrow, drawn, clashes):
    assert clashes(drawn(cell_map(notebook, 4, flow=Flow.of(**WORST)), narrow)) == []


@pytest.mark.parametrize("narrow", [False, True])
def test_the_test_of_clashes_sees_each_kind(narrow, drawn, clashes):
    fig = drawn(cell_map(3, 2), narrow)
    ax = fig.axes[0]
    a_word = next(text for text in ax.texts if text.get_text() == "em")
    seeds = [
        ax.text(*a_word.get_position(), "por cima", fontsize=10),  # on a word
        ax.text(1, 300, "na borda", fontsize=10, ha="center"),
        ax.text(
            ax.patches[-1].get_path().vertices[0][0],
            ax.patches[-1].get_path().vertices[0][1],
            "numa linha",
            fontsize=10,
        ),
    ]
    found = clashes(fig)
    for seed in seeds:
        assert any(seed.get_text() in clash for clash in found)


def test_states_follow_from_the_number_alone():
    told = {n: [state(part, n) for part in PARTS] for n in range(1, 13)}
    assert set(told[1]) == {"future"}
    assert told[5] == ["past"] * 3 + ["today"] + ["future"] * 2
    assert all(set(told[n]) == {"past"} for n in range(8, 13))
    assert all(state("input", n) == "past" for n in told)


def test_a_number_appears_once_the_part_that_makes_it_is_built(drawn):
    n = Flow.of().at(4, 1)
    for notebook, seen, unseen in ((3, ["f", "i"], ["o", "c"]), (6, ["fc", "ig", "c", "c_prev"], ["h", "tanh"])):
        written = " ".join(text.get_text() for text in drawn(cell_map(notebook, 4)).axes[0].texts)
        assert all(f"= {br(n[key])}" in written for key in seen)
        assert not any(f"= {br(n[key])}" in written for key in unseen)


def test_the_first_map_has_no_bars_and_the_strip_is_the_notebooks_own(drawn):
    assert "Barras" not in cell_map(1, 0).alt
    assert "Barras, g por palavra" in cell_map(4, 0).alt
    assert "Barras, c por palavra" in cell_map(8, 0, bars="c").alt


def test_the_numbers_are_those_of_the_cell_and_the_students_take_their_place():
    c = trace().c
    assert f"c = {br(c[4, 1])}" not in cell_map(3, 4).alt
    assert f"= {br(c[4, 1])}, com c anterior {br(c[3, 1])}" in cell_map(6, 4).alt
    mine = np.linspace(0.1, 0.5, 15).reshape(5, 3)
    own = cell_map(3, 4, 1, flow=Flow.of(f=mine))
    assert f"f = {br(mine[4, 1])}" in own.alt and f"Eu {br(mine[0, 1])}" in own.alt
    n = Flow.of(c=mine, h=-mine, f=mine).at(4, 1)
    assert (n["c_prev"], n["fc"]) == (mine[3, 1], mine[4, 1] * mine[3, 1])
    assert n["tanh"] == pytest.approx(np.tanh(mine[4, 1]))
    assert list(Flow.of(h=mine).h_prev(3)) == list(mine[2]) and not Flow.of(h=mine).h_prev(0).any()


def test_the_table_holds_what_is_built_over_all_words():
    numbers = cell_map(3, 2).numbers
    assert [row[0] for row in numbers.rows] == ["i", "f"]
    assert [row[0] for row in cell_map(8, 2).numbers.rows][-1] == "h"
    assert numbers.head[3] == "acredito, t = 2 (no mapa)"
    assert cell_map(1, 2).numbers.rows == []


def test_a_gate_that_left_its_range_stays_in_its_gauge(drawn):
    fig = drawn(cell_map(3, 2, flow=Flow.of(f=np.full((5, 3), 7.0))))
    assert max(patch.get_extents().x1 for patch in fig.axes[0].patches) <= fig.bbox.x1


@pytest.mark.parametrize(
    "call",
    [
        lambda: cell_map(13, 0),
        lambda: cell_map(3, 5),
        lambda: package.mapa_da_celula(3, unidade=4),
        lambda: package.mapa_da_celula(3, f=np.ones((3, 5))),
        lambda: package.mapa_da_celula(3, z=np.ones((5, 3))),
        lambda: package.mapa_da_celula(3, barras="x"),
    ],
)
def test_what_is_not_there_is_refused_in_portuguese(call):
    with pytest.raises(ValueError, match="O mapa"):
        call()


def test_one_call_shows_the_map_over_the_words(monkeypatch):
    calls = []
    monkeypatch.setattr(package, "over_words", lambda draw, words, start: calls.append((draw(start), words, start)))
    package.mapa_da_celula(4)
    ((picture, words, start),) = calls
    assert words == SENTENCE and start == 2
    assert "unidade 3, resto" in picture.alt and "g = (−0,46)" in picture.alt  # the candidate may be negative


def test_the_map_at_the_end_of_a_notebook_has_no_control(shown):
    package.o_que_foi_construido(7, t=4)
    assert "Hoje: estado interno" in shown[0].alt
