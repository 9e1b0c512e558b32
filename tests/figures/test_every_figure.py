"""What every figure owes: two layouts without a clash, a description, its numbers, and little weight."""

import re

import numpy as np
import pytest

from enap_lstm import plots
from enap_lstm.data import SENTENCE
from enap_lstm.data.toy import WORDS
from enap_lstm.figures import (
    cell_controls,
    cell_update,
    elman_rnn,
    forget_gate,
    gate_table,
    gradient_ways,
    gradients,
    input_gate,
    output_gate,
    start,
    ways_into_c,
    whole_cell,
)
from enap_lstm.figures.cell_state import belt, openings
from enap_lstm.figures.trace import trace
from enap_lstm.plots.style import GATE_COLOURS, GROUND, LINES, SIGNED_COLOURS

OPINION = (
    "Não procede segundo o parecer da área técnica encaminhado em março à ouvidoria do município"
    " o pedido de revisão do valor da taxa que a associação de moradores apresentou ontem"
).split()
BACK = np.arange(30)[::-1]
SIZES = {"W sorteada": 0.44**BACK, "W que só gira": 0.72**BACK, "W que gira e triplica": 1.15**BACK}
MATRICES = np.array([[1.0, -0.5], [2.0, 1.0]]), np.array([[1.0, 3.0], [2.0, -1.0]])
SHOWN = {
    "scores_and_shares": lambda: start.scores_and_shares(SENTENCE, np.array([-1.0, 4.0, 1.0, -3.0, 2.0])),
    "chain": lambda: start.chain(x=2.0, w=0.5),
    "row_meets_column": lambda: start.row_meets_column(*MATRICES),
    "unrolled": elman_rnn.unrolled,
    "belt": lambda: belt(2, **{k: getattr(trace(), k) for k in "figc"}),
    "states": lambda: elman_rnn.states(np.linspace(-1, 1, 10).reshape(5, 2), SENTENCE),
    "shrinking": lambda: gradients.shrinking(SIZES, OPINION),
    "shrinking, both ways": lambda: gradients.shrinking(
        {f"b_f = {b}, {ways}": 0.9**BACK for b in (0, 3) for ways in ("só por c", "todos os caminhos")}, OPINION
    ),
    "shrinking, two networks": lambda: gradients.shrinking({"Elman": 0.44**BACK, "LSTM": 0.9**BACK}, OPINION),
    "what_gets_in": input_gate.what_gets_in,
    "news": lambda: input_gate.news(trace().i * (1 - trace().i)),
    "gate_table": lambda: gate_table.gate_table("i", trace().i),
    "letters_table": lambda: gate_table.letters_table(**{k: getattr(trace(), k) for k in "ifgoch"}),
    "price_of_keeping": forget_gate.price_of_keeping,
    "without_input_gate": cell_update.without_input_gate,
    "two_slopes": cell_update.two_slopes,
    "two_sentences": output_gate.two_sentences,
    "where_it_is_felt": output_gate.where_it_is_felt,
    "whole_cell": lambda: whole_cell.whole_cell(trace()),
    "beside_torch": lambda: whole_cell.beside_torch(trace().h, trace().h),
    **{f"way_back, t = {t}": lambda t=t: elman_rnn.way_back(t) for t in range(5)},
}
DRAWN = {
    **{f"sigmoid_at({z})": lambda z=z: start.sigmoid_at(z) for z in (-8.0, 2.0, 8.0)},
    **{f"openings({g})": lambda g=g: openings(g) for g in (-1.0, -0.5, 1.0)},
    **{f"remembering({w})": lambda w=w: elman_rnn.remembering(w) for w in (0.0, 1.5)},
    **{f"saturation({b})": lambda b=b: input_gate.saturation(b) for b in (-8.0, -1.5, 0.0, 4.0, 8.0)},
    **{f"fading({f})": lambda f=f: forget_gate.fading(f) for f in (0.0, 0.9, 1.0)},
    **{f"memory_of_no({b})": lambda b=b: forget_gate.memory_of_no(b) for b in (-4.0, 6.0)},
    **{f"kept_and_written({w})": lambda w=w: cell_update.kept_and_written(w) for w in (-4.0, -0.5, 4.0)},
    **{f"kept_and_shown({b})": lambda b=b: output_gate.kept_and_shown(b) for b in (-8.0, 1.0, 6.0)},
    **{f"gradient_along_c({f})": lambda f=f: gradients.gradient_along_c(f) for f in (0.0, 0.9, 1.0)},
    **{f"both_ways({f})": lambda f=f: gradient_ways.both_ways(f) for f in (0.0, 0.01, 0.9, 1.0)},
    **{f"ways_into_c({t})": lambda t=t: ways_into_c.ways_into_c(t) for t in range(5)},
    **{
        f"with_openings{z}": lambda z=z: cell_controls.with_openings(*z)
        for z in ((0, 0, -1, 0), (1, 1, -1, 1), (1, 1, 1, 1))
    },
}


@pytest.fixture(params=[*SHOWN, *DRAWN])
def picture(request, shown):
    if request.param in DRAWN:
        return DRAWN[request.param]()
    SHOWN[request.param]()
    return shown.pop()


@pytest.mark.parametrize("narrow", [False, True])
def test_no_label_touches_another_or_the_border_and_none_is_small(picture, narrow, drawn, clashes):
    fig = drawn(picture, narrow)
    assert clashes(fig) == []
    width = fig.get_size_inches()[0] * plots.DPI
    assert width == pytest.approx(400) if narrow else 700 <= width <= 1100
    written = [text for ax in fig.axes for text in ax.texts] + [
        label for ax in fig.axes for label in ax.get_xticklabels()
    ]
    assert min(text.get_fontsize() for text in written) >= 9


def test_it_says_in_words_what_it_shows_with_a_decimal_comma(picture):
    assert len(picture.alt) > 80
    assert not re.search(r"\d\.\d|nan|inf", picture.alt + picture.caption)
    if picture.numbers:
        assert {len(row) for row in picture.numbers.rows} == {len(picture.numbers.head)}


def test_an_axis_has_a_name(picture, drawn):
    for ax in drawn(picture).axes:
        if ax.axison and ax.get_yscale() == "log":
            assert ax.get_xlabel() and ax.get_ylabel()


def test_pictures_are_light(picture):
    data, _ = plots.bundle(picture)
    assert len(data["image/png"]) * 3 / 4 < 95_000


def luminance(colour):
    c = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", LINES)
def test_letters_in_any_hue_are_read_on_white_and_on_the_ground(colour):
    assert contrast(colour, "#FFFFFF") > 5 and contrast(colour, GROUND) > 4.5


@pytest.mark.parametrize("scale", [GATE_COLOURS, SIGNED_COLOURS])
def test_black_numbers_are_read_on_every_cell_of_a_table(scale):
    from matplotlib.colors import to_hex

    assert min(contrast(to_hex(scale(x)), plots.INK) for x in np.linspace(0, 1, 21)) > 7


# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
BLIND = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def lab(colour, matrix):
    c = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    linear = np.clip(np.array(matrix) @ np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4), 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    x, y, z = np.cbrt(np.array(to_xyz) @ linear / [0.9505, 1.0, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("kind", BLIND)
def test_no_two_hues_are_taken_for_one_another(kind):
    seen = [lab(colour, BLIND[kind]) for colour in LINES[:4]]
    assert min(np.linalg.norm(a - b) for k, a in enumerate(seen) for b in seen[:k]) > 20


def test_students_own_outputs_are_drawn(shown):
    input_gate.what_gets_in(np.full((5, 3), 0.5))
    assert "porta 0,50" in shown[-1].alt and "porta 0,93" not in shown[-1].alt
    assert "porta 0,2500" in input_gate.saturation(0.0, gate=lambda x, h, U, W, b: np.full((5, 3), 0.25)).alt
    assert "f = 0,1250" in forget_gate.memory_of_no(0.0, gate=lambda x, h, U, W, b: np.full((5, 3), 0.125)).caption
    assert (
        "vale 0,25 com" in elman_rnn.remembering(1.0, forward=lambda x, h0, U, W, b: np.full((len(x), 1, 2), 0.25)).alt
    )
    elman_rnn.way_back(backward=lambda dh, x, h_prev, h, U, W: (x, h_prev, 0 * U, 0 * W, 0 * h + 0.75))
    assert "db = (0,75; 0,75)" in shown[-1].alt
    assert gradients.gradient_along_c(0.5, backward=lambda dc, f, *_: (dc, dc, dc, dc)).caption.count("chega 1 ") == 1


@pytest.mark.parametrize("draw", [lambda: gate_table.gate_table("i", np.zeros((3, 5))), lambda: input_gate.news(WORDS)])
def test_an_array_of_another_shape_is_named_in_portuguese(draw):
    with pytest.raises(ValueError, match="palavras × 3 unidades; o que veio tem forma"):
        draw()
