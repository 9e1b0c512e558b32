"""Hints on any gate, property by property: an idea, a scheme, the same move on small numbers. Blanks as in the slips."""

from __future__ import annotations

from enap_lstm.exercises import bank
from enap_lstm.exercises.gate.kinds import Gate

Hints = dict[str, tuple[str, ...]]

EXAMPLE = (
    "São duas contas, uma depois da outra: juntar numa soma z tudo o que chega (a palavra, o estado de antes e o viés) e"
    " passar z pela {sigma}. Escreva z primeiro, e confira se tem a forma de h_prev.",
    "Cada linha de {U} é uma unidade. Para que o vetor x, à esquerda de @, encontre cada linha, a matriz entra transposta:"
    " (D,) com (D, H) dá (H,). Com h_prev e {W} é igual. Depois vem o viés, e a {sigma} por fora de tudo.",
    "Com números: A = [[1, 2], [3, 4]] e v = [10, 1]. v @ A.T dá [12, 34]: o 12 é 10·1 + 1·2, com a primeira linha; o 34 é"
    " 10·3 + 1·4, com a segunda. Sem o .T sairia [13, 24], que usa as colunas. A sua soma faz isso duas vezes, uma com cada"
    " matriz, e depois soma o viés.",
)
BATCH = (
    "Num lote, cada linha de x é um exemplo, e a resposta tem uma linha para cada um. Confira a forma da sua soma: deve ser"
    " (N, H), como h_prev.",
    "Com os exemplos nas linhas, x fica à esquerda de @: (N, D) com (D, H) dá (N, H). O viés tem forma (H,), e o NumPy o"
    " soma a cada linha: não é preciso mudar a forma dele.",
    "Com números: v = [[10, 1], [0, 2]] são 2 exemplos, e A = [[1, 2], [3, 4]]. v @ A.T dá [[12, 34], [4, 8]]: a primeira"
    " linha é a do primeiro exemplo sozinho. A @ v.T daria os mesmos números deitados, [[12, 4], [34, 8]].",
)
EXTREMES = (
    "z pode ser enorme, e np.exp de um número enorme vira infinito. Infinito dividido por infinito dá nan. Onde a sua conta"
    " pode fazer isso?",
    "{act} aguenta qualquer z: passe a soma por ela, sem escrever a conta outra vez e sem limitar z antes.",
    "Com outra função: x / (1 + x), com x infinito, dá nan. A mesma conta escrita como 1 / (1/x + 1) dá 1 sobre 0 mais 1,"
    " que é 1, porque ali um infinito não é dividido por outro.",
)
SLOPE = (
    "Pergunte quanto {k} muda quando z muda um pouco: é a inclinação da {sigma}, no ponto em que a ida passou. dz é {dk}"
    " vezes essa inclinação, número a número.",
    "A inclinação da {sigma} sai do próprio valor, sem voltar a z: {slope_words}. Aqui o valor se chama {k}.",
    "A mesma volta com y igual a x², cuja inclinação é 2x: se a ida passou por x = 3 e chega dy = 0,5, dx é 0,5 vezes 6, que"
    " é 3. A inclinação é a do ponto em que a ida passou; o gradiente que chega a multiplica.",
)
INPUTS = (
    "z recebeu x vezes uma matriz; o gradiente volta pela mesma matriz, no sentido contrário. dx tem a forma de x, e"
    " dh_prev, a de h_prev. Confira as duas.",
    "dz tem H números, um por unidade, e dx precisa de D. {U} tem forma (H, D): com dz à esquerda, (H,) com (H, D) dá (D,)."
    " Na ida a matriz entrou transposta; e agora?",
    "Com números: na ida, y = v @ A.T, com A = [[1, 2], [3, 4]]. Se dy = [10, 1], dv = dy @ A = [10·1 + 1·3, 10·2 + 1·4] ="
    " [13, 24]. v[0] entrou nas duas somas, com os pesos 1 e 3, e recebe das duas.",
)
PARAMETERS = (
    "Na ida, cada peso multiplicou um número; o gradiente do peso é o dz da unidade dele vezes esse número. dU tem a forma"
    " de {U}, dW a de {W} e db a de {b}. Confira as três.",
    "dU é uma tabela (H, D) feita de dz (H,) e x (D,): dz em pé, como coluna, x deitado, como linha. Com tabelas de uma"
    " linha por exemplo, é a tabela de dz transposta vezes a de x. O viés não multiplicou nada.",
    "Com números: dz = [10, 1] e x = [1, 2, 3]. dU = [[10, 20, 30], [1, 2, 3]]: a primeira linha é 10 vezes x, a segunda é"
    " 1 vez x. db é [10, 1].",
)
BATCH_BACK = (
    "Os mesmos {U}, {W} e {b} serviram a todos os exemplos do lote, e o que cada exemplo pede se soma. dU, dW e db têm a"
    " forma dos parâmetros, sem o N.",
    "Em dU, (H, N) com (N, D) dá (H, D): o N do meio some na soma. Para que um exemplo só siga o mesmo caminho, ele precisa"
    " ser uma tabela de uma linha: use {as_tables}.",
    "Com números: dz = [[10, 1], [2, 0]] e x = [[1, 2], [5, 6]], 2 exemplos. dU = [[10·1 + 2·5, 10·2 + 2·6], [1·1 + 0·5,"
    " 1·2 + 0·6]] = [[20, 32], [1, 2]]. db soma as linhas de dz: [12, 1].",
)
SHUT = (
    "Em 0 e em 1 a σ é plana: nenhum gradiente passa, e a resposta é zero, não nan. Onde a sua conta divide, ou tira um"
    " logaritmo?",
    "A inclinação escrita com {k} não tem divisão nem logaritmo. Não refaça z a partir de {k}.",
)
SLOPE_WORDS = {True: "o valor vezes o que falta para 1", False: "1 menos o quadrado do valor"}


def filled(gate: Gate, hints: Hints) -> Hints:
    """The hints in the gate's letters."""
    blanks = gate.words() | {"slope_words": SLOPE_WORDS[gate.is_sigmoid]}
    return {prop: tuple(bank.fill(hint, blanks) for hint in grown) for prop, grown in hints.items()}


def forward_hints(gate: Gate) -> Hints:
    """Hints on a gate's forward.

    >>> from enap_lstm.exercises.gate.kinds import sigmoid_gate
    >>> list(forward_hints(sigmoid_gate("i")))
    ['um exemplo', 'um lote', 'valores extremos']
    """
    return filled(gate, {"um exemplo": EXAMPLE, "um lote": BATCH, "valores extremos": EXTREMES})


def backward_hints(gate: Gate) -> Hints:
    """Hints on a gate's way back."""
    hints: Hints = {slope_property(gate): SLOPE}
    hints |= {"os parâmetros": PARAMETERS, "as entradas": INPUTS, "um lote": BATCH_BACK}
    if gate.is_sigmoid:
        hints["portas saturadas"] = SHUT
    return filled(gate, hints)


def slope_property(gate: Gate) -> str:
    """The basic property of a way back."""
    return "o passo da σ" if gate.is_sigmoid else "o passo da tanh"
