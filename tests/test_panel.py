"""The panel as text, line by line; what is derived from its parts; and how it is shown."""

import pytest
from IPython.core.getipython import get_ipython
from IPython.testing.globalipapp import start_ipython

from enap_lstm.panel import Panel, Part, Standing, State, Summary, show
from enap_lstm.panel.inline import sentence
from enap_lstm.panel.text import WIDTH
from tests.panel_states import HOSTILE, NAME, OLD, PARTLY, RECOGNISED, RIGHT, SHAPES, SLOW, STATES, UNKNOWN

TEXTS = [
    (RIGHT, """
✓ Certo · forget_gate · 4 de 4 pontos
Na unidade 2, sua porta guarda quase tudo em “não” (0,818) e pouco em “acredito”
(0,182).
Para pensar: quantas palavras dura uma memória que perde 18 % a cada passo?
"""),
    (PARTLY, """
◐ Em parte · forget_gate_backward · 1,5 de 6 pontos
Certo: a entrada e o estado (1,5). Falta: o passo da σ (1,2); os parâmetros (1,5); um
lote (1,2); portas em 0 e em 1 (0,6).
dx ✓ certo   dh_prev ✓ certo   dU ≠ a forma   dW — falta   db — falta
dx e dh_prev estão certos, com um exemplo e com a frase inteira. Em dU, linhas e colunas
estão trocadas. Com a frase inteira, a forma de dU: esperado (3, 2), obtido (2, 3).
Em dW e db a função devolveu None.
Próximo passo. Escreva ao lado de cada gradiente a forma daquilo a que ele se refere.
Qual dos dois fatores de dU se transpõe?
Dica 1: Cada gradiente tem a forma do seu parâmetro: dU a de U_f, dW a de W_f, db a de
b_f.
Outra dica: check(forget_gate_backward, dica=2)
"""),
    (RECOGNISED, """
≠ Ainda não · forget_gate · engano reconhecido · vale 4 pontos
Os valores diferem em f. Na unidade 2, em “acredito” (t = 2): esperado 0,182,
obtido −0,905.
É exatamente o que se obtém com tanh no lugar de σ.
  1  def forget_gate(x, h_prev, U_f, W_f, b_f):
  2      z = x @ U_f.T + h_prev @ W_f.T + b_f
→ 3      return np.tanh(z)
linha 3: a tanh vai de −1 a 1; em “acredito”, a porta ficou em −0,905.
f na unidade 2, palavra por palavra
t · palavra   esperado  obtido  igual?
0 · Eu           0,500   0,000  não
1 · não          0,818   0,905  não
2 · acredito     0,182  −0,905  não
3 · em           0,818   0,905  não
4 · duendes      0,182  −0,905  não
Próximo passo. Uma porta fica entre 0, fechada, e 1, aberta. Qual das duas, σ ou tanh,
garante isso?
"""),
    (UNKNOWN, """
≠ Ainda não · input_gate · vale 4 pontos
Até “não”, tudo confere; depois, os valores de i diferem. Na unidade 2, em “acredito”
(t = 2): esperado 0,930, obtido 0,885.
As unidades 1 e 3 conferem na frase inteira.
i na unidade 2, palavra por palavra
t · palavra   esperado  obtido  igual?
0 · Eu           0,622   0,622  sim
1 · não          0,182   0,182  sim
2 · acredito     0,930   0,885  não
3 · em           0,394   0,276  não
4 · duendes      0,972   0,954  não
Atenção. A função usa pandas, que não existe na correção: lá há o NumPy, o SciPy e a
biblioteca padrão do Python.
Próximo passo. Refaça à mão a soma z da unidade 2 em “acredito”. Em check.caso estão os
argumentos, o esperado e o obtido.
Outra dica: check(input_gate, dica=1)
"""),
    (NAME, """
! A conta parou · input_gate · falta um nome · vale 4 pontos
O nome sigmoide não existe neste caderno.
  1  def input_gate(x, h_prev, U_i, W_i, b_i):
  2      z = x @ U_i.T + h_prev @ W_i.T + b_i
→ 3      return sigmoide(z)
linha 3: aqui se chama sigmoide.
Próximo passo. A função do caderno 00 se chama sigmoid e já foi importada. Troque o nome
e rode as duas células.
"""),
    (SHAPES, """
! A conta parou · input_gate · as formas não se combinam · vale 4 pontos
Com um exemplo em que D = 2 e H = 3, a conta parou num produto @.
  1  def input_gate(x, h_prev, U_i, W_i, b_i):
→ 2      z = x @ U_i + h_prev @ W_i + b_i
  3      return sigmoid(z)
linha 2: em x @ U_i se encontram dois eixos: o de x tem tamanho 2, o primeiro de U_i tem
3.
O que chegou à função
argumento  forma   quer dizer
x          (2,)    D
h_prev     (3,)    H
U_i        (3, 2)  H, D
W_i        (3, 3)  H, H
b_i        (3,)    H
Próximo passo. Num produto, os eixos que se encontram precisam ser iguais. O que põe o D
de U_i junto do D de x?
"""),
    (OLD, """
↺ Não verificada · input_gate · a célula não chegou a rodar · vale 4 pontos
A célula de input_gate parou num erro de sintaxe. O Python guardou a função de antes,
que não é mais a que está na tela.
  1  def input_gate(x, h_prev, U_i, W_i, b_i):
  2      z = x @ U_i.T + h_prev @ W_i.T + b_i
→ 3      return sigmoid(z
linha 3: o parêntese aberto em sigmoid( não foi fechado.
Próximo passo. Feche o parêntese, rode a célula da resposta e depois esta.
"""),
    (SLOW, """
◷ Limite de tempo · rnn_forward · depois de 10 s · vale 4 pontos
A conta não terminou em 10 segundos e foi interrompida; uma resposta certa leva menos de
um.
  1  def rnn_forward(x, h0, U, W, b):
  2      h = [h0]
→ 3      while len(h) <= len(x):
  4          rnn_step(x[0], h[-1], U, W, b)
  5      return np.stack(h[1:])
linha 3: estava neste laço quando o tempo acabou; dentro dele, h não cresce.
Próximo passo. O que precisa mudar a cada volta para que o while termine?
"""),
]  # fmt: skip
PANELS = [panel for panel, _ in TEXTS]


@pytest.mark.parametrize(("panel", "text"), TEXTS)
def test_the_text_line_by_line(panel, text):
    assert panel.as_text().split("\n") == text.strip("\n").split("\n")


def test_the_summary_line_by_line():
    assert STATES["resumo"].as_text().split("\n") == [
        "◐ Em parte · 01_elman_rnn · 6,5 de 10 pontos",
        "Pelas verificações desta sessão",
        "exercício          estado            pontos",
        "rnn_step           ✓ Certo           3 de 3",
        "rnn_forward        ↺ Mudou depois    2 de 2",
        "rnn_step_backward  ◐ Em parte      1,5 de 5",
        "Falta: rnn_forward e rnn_step_backward. Se já estava certo antes, rode de novo a célula",
        "check(rnn_forward).",
        "Para entregar. Salve o caderno. No JupyterHub, use a lista de tarefas (Submit). No",
        "Colab, use Arquivo › Fazer download › Fazer o download do .ipynb e envie esse arquivo",
        "pelo Moodle.",
    ]


@pytest.mark.parametrize(
    ("standings", "state"),
    [
        ([Standing("f", State.RIGHT, 4, 4), Standing("g", State.RIGHT, 6, 6)], State.RIGHT),
        ([Standing("f", State.RIGHT, 10, 10, changed=True)], State.PARTLY),
        ([Standing("f", State.NOT_YET, 0, 4), Standing("g", State.TO_DO, 0, 6)], State.NOT_YET),
        ([Standing("f", State.TO_DO, 0, 4), Standing("g", State.TO_DO, 0, 6)], State.TO_DO),
    ],
)
def test_a_notebook_is_ready_only_when_every_exercise_is(standings, state):
    summary = Summary("00_start", standings)
    assert summary.state is state
    assert ("Tudo pronto" in summary.missing) is (state is State.RIGHT)


def test_every_reading_says_the_same_words():
    for panel in PANELS:
        for words in (panel.state.words, panel.exercise, panel.score, *map(sentence, (panel.happened, panel.step))):
            assert words in panel.as_html()


def test_the_line_tells_by_itself_in_one_line():
    assert RECOGNISED.line == (
        "forget_gate · Ainda não · vale 4 pontos. Os valores diferem em f."
        " Na unidade 2, em “acredito” (t = 2): esperado 0,182, obtido −0,905."
    )
    assert all("\n" not in panel.line for panel in [*PANELS, HOSTILE])


def test_nothing_earned_is_not_listed_as_missing():
    assert RECOGNISED.worth == ""
    assert "0 de 4" not in RECOGNISED.as_text() + RECOGNISED.as_html()


def test_points_are_the_sum_of_the_parts():
    thirds = Panel("f", State.PARTLY, parts=[Part("a", 0.1, True), Part("b", 0.2, True), Part("c", 1.7, False)])
    assert (thirds.earned, thirds.points, thirds.score) == (0.3, 2.0, "0,3 de 2 pontos")
    assert Panel("f", State.RIGHT).score == ""


def test_what_a_student_wrote_is_escaped_everywhere():
    told = HOSTILE.as_html()
    assert "<script" not in told and "<img" not in told
    assert "window.pwned" in told and "\"'" not in told.replace("&quot;", '"').split("aria-label")[0].split(">")[0]


def test_lines_of_prose_fit_a_terminal():
    prose = [line for panel in PANELS for line in panel.as_text().split("\n")]
    assert max(map(len, prose)) <= WIDTH


def test_under_ipython_one_output_holds_both_readings(capsys, monkeypatch):
    shell = start_ipython() or get_ipython()
    published = []
    monkeypatch.setattr(shell.display_pub, "publish", lambda data, **_: published.append(data))
    show(RIGHT)
    assert published == [{"text/plain": RIGHT.as_text(), "text/html": RIGHT.as_html()}]
    assert capsys.readouterr().out == ""


def test_elsewhere_the_text_is_printed(capsys, monkeypatch):
    monkeypatch.setattr("IPython.core.getipython.get_ipython", lambda: None)
    show(STATES["resumo"])
    assert capsys.readouterr().out == STATES["resumo"].as_text() + "\n"
