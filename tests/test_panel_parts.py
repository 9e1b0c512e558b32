"""What a panel is made of: signs in a sentence, quoted lines, tables, chips."""

import pytest

from enap_lstm.panel import Mark, Output, Panel, Source, State, Table
from enap_lstm.panel.inline import sentence
from enap_lstm.panel.text import plain


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("em *não*", "em “não”"),
        ("`a *b* c`", "a *b* c"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a**b e c*d", "a**b e c*d"),
        ("um ` só", "um ` só"),
        ("*não acredito em duendes*", "“não acredito em duendes”"),
    ],
)
def test_only_the_two_signs_are_read(written, told):
    assert plain(written) == told
    assert ("<em>" in sentence(written)) is ("“" in told)


def test_short_code_never_breaks_and_long_code_between_words():
    assert "nowrap" in sentence("`h_prev @ W_f.T`")
    assert "nowrap" not in sentence("`x @ U_f.T + h_prev @ W_f.T + b_f`")


def test_of_a_long_function_the_def_and_the_lines_round_the_arrow_are_shown():
    long = Source("\n".join(["def f(x):", *(f"    x{k} = {k}" for k in range(2, 31))]), 20, "")
    assert [number for number, _ in long.shown()] == [1, None, *range(17, 24), None]
    assert [n for n, _ in Source(long.text, 3, "").shown()] == [*range(1, 7), None]
    assert [n for n, _ in Source(long.text, 30, "").shown()] == [1, None, *range(27, 31)]


def test_a_remark_without_a_line_has_no_arrow():
    panel = Panel("f", State.STOPPED, source=Source("def f(x):\n    return y", 0, "Falta `y`."))
    assert panel.as_text().split("\n")[1:] == ["  1  def f(x):", "  2      return y", "Falta y."]
    assert "→" not in panel.as_html() and "linha 0" not in panel.as_html()


def test_many_outputs_go_on_in_another_line_whole():
    chips = [Output(f"fwd.dU{k}", Mark.WRONG, "a forma") for k in range(8)]
    _, *lines = Panel("f", State.PARTLY, outputs=chips).as_text().split("\n")
    assert len(lines) == 2 and all(line.endswith("≠ a forma") for line in lines)


def test_numbers_stand_to_the_right():
    assert Table("", "abcd", [("0 · Eu", "0,5", "−1,2e−16", "nan"), ("1 · não", "3", "1000", "1,5 de 5")]).numeric() == [
        False, True, True, True,
    ]  # fmt: skip


def test_a_wrong_output_says_what_is_the_matter():
    assert [Output("dU", mark).words for mark in Mark] == ["certo", "falta", "difere"]
