"""The figures of notebook 05: the memory that no output gate touches, two sentences with one h, and where a slip is felt."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from enap_lstm import plots, reference
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures import output_gate
from enap_lstm.figures.trace import trace


@pytest.mark.parametrize("bias", [-8.0, 1.0, 6.0])
def test_no_bias_of_the_output_gate_moves_the_memory(bias):
    picture = output_gate.kept_and_shown(bias)
    kept, gate, told = ([*row[1:]] for row in picture.numbers.rows)
    assert kept == [plots.br(v, 4) for v in trace().c[:, 0]]
    o = 1 / (1 + np.exp(-bias))
    assert gate == [plots.br(o, 4)] * 5 and told == [plots.br(o * np.tanh(c), 4) for c in trace().c[:, 0]]
    assert plots.br(bias, 1) in picture.caption and picture.caption in picture.alt


def test_under_seal_the_sentences_have_one_state_until_the_next_word_and_two_memories_all_along():
    no, plain = output_gate.under_seal(toy.WORDS), output_gate.under_seal(output_gate.without_no())
    h, c = np.abs(no.h - plain.h).max(axis=1), np.abs(no.c - plain.c).max(axis=1)
    assert h[:4].max() < 0.003 and h[4] > 0.6
    assert c[0] == 0 and c[1:].min() > 0.89
    assert_allclose(
        no.c[:, 0], trace().c[:, 0]
    )  # the unit of the negation reads no state: the seal leaves it as it was


def test_the_second_sentence_differs_in_one_word_and_the_toy_cell_stays_as_it_is():
    before = toy.WORDS.copy()
    assert list(np.flatnonzero((output_gate.without_no() != before).any(axis=1))) == [SENTENCE.index("não")]
    assert (toy.WORDS == before).all()


def test_two_sentences_says_both_differences_and_draws_what_it_says(shown):
    output_gate.two_sentences()
    (picture,) = shown
    assert picture.caption.endswith("é 0,0026 em h e 0,9141 em c. Em “duendes”, a de h é 0,6470.")
    kept, told = picture.draw(True).axes
    no, plain = output_gate.under_seal(toy.WORDS), output_gate.under_seal(output_gate.without_no())
    for ax, letter in ((kept, "c"), (told, "h")):
        for line, each in zip(ax.lines, (no, plain), strict=True):
            assert_allclose(line.get_ydata(), getattr(each, letter)[:, 0])
    assert picture.numbers.rows[-1] == ["duendes", "0,8976", "0,0000", "0,6470", "0,0000"]


def test_a_slip_in_the_gate_is_felt_in_the_memory_one_word_later(shown):
    output_gate.where_it_is_felt()
    changes = {row[0]: [float(v.replace("−", "-").replace(",", ".")) for v in row[1:]] for row in shown[0].numbers.rows}
    assert changes["o da unidade 1"] == [0, -0.731, 0, 0, 0] and not any(changes["c da unidade 1"])
    first = {name: next((t for t, v in enumerate(values) if v), None) for name, values in changes.items()}
    assert first["h da unidade 1"] == 1 and first["i da unidade 2"] == first["c da unidade 2"] == 2


def test_the_students_own_gate_is_drawn(shown):
    def half(x, h_prev, U_o, W_o, b_o):
        return np.full(h_prev.shape, 0.5)

    assert f"aparecem {plots.br(np.tanh(trace().c[-1, 0]) / 2, 4)}" in output_gate.kept_and_shown(0.0, half).caption
    output_gate.two_sentences(half)
    assert "0,0026" not in shown[0].caption
    output_gate.where_it_is_felt(half)
    assert shown[1].numbers.rows[0][2] == "−0,500"


def test_the_toy_cells_own_gate_is_the_one_that_a_trace_without_another_has():
    mine = trace(o_at=lambda _, word, h: reference.output_gate(word, h, toy.U_O, toy.W_O, toy.B_O))
    assert all((getattr(mine, letter) == getattr(trace(), letter)).all() for letter in "ifgoch")
