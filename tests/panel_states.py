"""A panel of every state, with sentences as a student reads them; and one with all that a page could choke on."""

from enap_lstm.panel import Mark, Output, Panel, Part, Source, Standing, State, Summary, Table

ATTACK = "</code></pre><script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'>\"'&amp;"


def gate(*earned: bool) -> list[Part]:
    return [
        Part(name, worth, one)
        for name, worth, one in zip(("um exemplo", "um lote", "valores extremos"), (2.0, 1.0, 1.0), earned, strict=True)
    ]


def answer(last: str, name: str = "forget_gate") -> str:
    k = name[0]
    return f"def {name}(x, h_prev, U_{k}, W_{k}, b_{k}):\n    z = x @ U_{k}.T + h_prev @ W_{k}.T + b_{k}\n    {last}"


def word_by_word(gate: str, expected: str, got: str) -> Table:
    """A table of both sides for the sentence; the first difference that is spoken of stands at t = 2."""
    rows = [
        (f"{t} · {word}", a, b, "sim" if a == b else "não")
        for t, (word, a, b) in enumerate(
            zip("Eu não acredito em duendes".split(), expected.split(), got.split(), strict=True)
        )
    ]
    head = ("t · palavra", "esperado", "obtido", "igual?")
    return Table(f"{gate} na unidade 2, palavra por palavra", head, rows, marked=2)


RIGHT = Panel(
    "forget_gate",
    State.RIGHT,
    parts=gate(True, True, True),
    happened="Na unidade 2, sua porta guarda quase tudo em *não* (0,818) e pouco em *acredito* (0,182).",
    remarks=["Para pensar: quantas palavras dura uma memória que perde 18 % a cada passo?"],
)
PARTLY = Panel(
    "forget_gate_backward",
    State.PARTLY,
    parts=[
        Part("a entrada e o estado", 1.5, True),
        Part("o passo da σ", 1.2, False),
        Part("os parâmetros", 1.5, False),
        Part("um lote", 1.2, False),
        Part("portas em 0 e em 1", 0.6, False),
    ],
    outputs=[
        Output("dx", Mark.RIGHT),
        Output("dh_prev", Mark.RIGHT),
        Output("dU", Mark.WRONG, "a forma"),
        Output("dW", Mark.MISSING),
        Output("db", Mark.MISSING),
    ],
    happened="dx e dh_prev estão certos, com um exemplo e com a frase inteira. Em dU, linhas e colunas estão trocadas.",
    where="com a frase inteira, a forma de dU",
    expected="(3, 2)",
    got="(2, 3)",
    remarks=["Em dW e db a função devolveu `None`."],
    step="Escreva ao lado de cada gradiente a forma daquilo a que ele se refere. Qual dos dois fatores de dU se transpõe?",
    hints=[
        "Cada gradiente tem a forma do seu parâmetro: dU a de `U_f`, dW a de `W_f`, db a de `b_f`.",
        "Para dU, cada linha de dz encontra a linha de x do mesmo exemplo, e o lote se soma.",
        "Com dz = [[1, 2], [3, 4]] e x = [[5], [6]], a primeira linha de dU é 1·5 + 3·6 = 23; a segunda, 2·5 + 4·6 = 34.",
    ],
    opened=1,
)
RECOGNISED = Panel(
    "forget_gate",
    State.NOT_YET,
    "engano reconhecido",
    parts=gate(False, False, False),
    happened="Os valores diferem em f.",
    where="na unidade 2, em *acredito* (t = 2)",
    expected="0,182",
    got="−0,905",
    remarks=["É exatamente o que se obtém com tanh no lugar de σ."],
    source=Source(answer("return np.tanh(z)"), 3, "a tanh vai de −1 a 1; em *acredito*, a porta ficou em −0,905."),
    table=word_by_word("f", "0,500 0,818 0,182 0,818 0,182", "0,000 0,905 −0,905 0,905 −0,905"),
    step="Uma porta fica entre 0, fechada, e 1, aberta. Qual das duas, σ ou tanh, garante isso?",
)
UNKNOWN = Panel(
    "input_gate",
    State.NOT_YET,
    parts=gate(False, False, False),
    happened="Até *não*, tudo confere; depois, os valores de i diferem.",
    where="na unidade 2, em *acredito* (t = 2)",
    expected="0,930",
    got="0,885",
    remarks=["As unidades 1 e 3 conferem na frase inteira."],
    table=word_by_word("i", "0,622 0,182 0,930 0,394 0,972", "0,622 0,182 0,885 0,276 0,954"),
    warnings=["A função usa `pandas`, que não existe na correção: lá há o NumPy, o SciPy e a biblioteca padrão do Python."],
    step="Refaça à mão a soma z da unidade 2 em *acredito*. Em `check.caso` estão os argumentos, o esperado e o obtido.",
    hints=["Qual das três parcelas muda de *não* para *acredito*?", "Imprima cada parcela numa linha.", "Em y = 3·a + 2·b + 1, com a = 1 e b = 4, as parcelas são 3, 8 e 1."],
)  # fmt: skip
NAME = Panel(
    "input_gate",
    State.STOPPED,
    "falta um nome",
    parts=gate(False, False, False),
    happened="O nome `sigmoide` não existe neste caderno.",
    source=Source(answer("return sigmoide(z)", "input_gate"), 3, "aqui se chama `sigmoide`."),
    step="A função do caderno 00 se chama `sigmoid` e já foi importada. Troque o nome e rode as duas células.",
)
SHAPES = Panel(
    "input_gate",
    State.STOPPED,
    "as formas não se combinam",
    parts=gate(False, False, False),
    happened="Com um exemplo em que D = 2 e H = 3, a conta parou num produto `@`.",
    source=Source(
        "def input_gate(x, h_prev, U_i, W_i, b_i):\n    z = x @ U_i + h_prev @ W_i + b_i\n    return sigmoid(z)",
        2,
        "em `x @ U_i` se encontram dois eixos: o de x tem tamanho 2, o primeiro de U_i tem 3.",
    ),
    table=Table(
        "O que chegou à função",
        ("argumento", "forma", "quer dizer"),
        [
            ("`x`", "(2,)", "D"),
            ("`h_prev`", "(3,)", "H"),
            ("`U_i`", "(3, 2)", "H, D"),
            ("`W_i`", "(3, 3)", "H, H"),
            ("`b_i`", "(3,)", "H"),
        ],
    ),
    step="Num produto, os eixos que se encontram precisam ser iguais. O que põe o D de U_i junto do D de x?",
)
OLD = Panel(
    "input_gate",
    State.UNCHECKED,
    "a célula não chegou a rodar",
    parts=gate(False, False, False),
    happened="A célula de `input_gate` parou num erro de sintaxe. O Python guardou a função de antes, que não é mais a que"
    " está na tela.",
    source=Source(answer("return sigmoid(z", "input_gate"), 3, "o parêntese aberto em `sigmoid(` não foi fechado."),
    step="Feche o parêntese, rode a célula da resposta e depois esta.",
)
SLOW = Panel(
    "rnn_forward",
    State.TIME_LIMIT,
    "depois de 10 s",
    parts=gate(False, False, False),
    happened="A conta não terminou em 10 segundos e foi interrompida; uma resposta certa leva menos de um.",
    source=Source(
        "def rnn_forward(x, h0, U, W, b):\n    h = [h0]\n    while len(h) <= len(x):\n        rnn_step(x[0], h[-1], U, W, b)\n    return np.stack(h[1:])",
        3,
        "estava neste laço quando o tempo acabou; dentro dele, `h` não cresce.",
    ),
    step="O que precisa mudar a cada volta para que o `while` termine?",
)
TO_DO = Panel(
    "input_gate",
    State.TO_DO,
    parts=gate(False, False, False),
    happened="`input_gate` ainda espera a sua conta.",
    step="Troque o `raise NotImplementedError` pela sua conta e rode as duas células.",
)
HOSTILE = Panel(
    "stacked_lstm_backward",
    State.STOPPED,
    "um nome_que_ninguém_escreveria_tão_comprido_assim",
    parts=gate(False, False, False),
    happened=f"O nome `{ATTACK}` não existe, nem {ATTACK}, nem camadas[1].dU_da_direção_de_trás_para_a_frente_no_lote.",
    where=ATTACK,
    expected=ATTACK,
    got=ATTACK,
    outputs=[Output(ATTACK, Mark.WRONG, ATTACK)],
    source=Source("\n".join([f"def f(x):  # {ATTACK}", *(f"\tx = x + {k}" for k in range(40))]), 20, f"`{ATTACK}`"),
    table=Table(ATTACK, (ATTACK, "b"), [(ATTACK, "1")]),
    warnings=[ATTACK],
    step=f"Leia `x @ U_i.T + h_prev @ W_i.T + b_i + x @ U_f.T + h_prev @ W_f.T` e {ATTACK}",
    hints=[ATTACK],
)
STANDINGS = [
    Standing("rnn_step", State.RIGHT, 3, 3),
    Standing("rnn_forward", State.RIGHT, 2, 2, changed=True),
    Standing("rnn_step_backward", State.PARTLY, 1.5, 5),
]
STATES = {
    "certo": RIGHT,
    "em parte": PARTLY,
    "erro reconhecido": RECOGNISED,
    "erro não reconhecido": UNKNOWN,
    "falta um nome": NAME,
    "as formas": SHAPES,
    "função antiga": OLD,
    "limite de tempo": SLOW,
    "por fazer": TO_DO,
    "resumo": Summary("01_elman_rnn", STANDINGS),
    "resumo, no começo": Summary("00_start", [Standing("sigmoid", State.TO_DO, 0, 10)]),
    "resumo, tudo pronto": Summary("00_start", [Standing("sigmoid", State.RIGHT, 10, 10)]),
}
