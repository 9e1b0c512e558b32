"""Hints on equation (6) and on the whole step, property by property: an idea, a scheme, the same move on something else."""

from __future__ import annotations

from enap_lstm.exercises.bank import coded

Hints = dict[str, tuple[str, ...]]


def _coded(hints: Hints) -> Hints:
    return {prop: tuple(map(coded, grown)) for prop, grown in hints.items()}


HUGE = (
    "c pode ser enorme, e np.exp de um número enorme vira infinito. Infinito dividido por infinito dá nan. Onde a sua conta"
    " pode fazer isso?",
    "np.tanh aguenta qualquer memória: passe c por ela, sem escrever a tanh com exponenciais e sem limitar c antes.",
    "Com outra função: x / (1 + x), com x infinito, dá nan. A mesma conta escrita como 1 / (1/x + 1) dá 1, porque ali um"
    " infinito não é dividido por outro.",
)
HIDDEN_HINTS = _coded(
    {
        "um exemplo": (
            "São duas contas: trazer a memória para a faixa de −1 a 1, e deixar aparecer só a fração que a porta de saída"
            " permite. Qual das duas vem primeiro?",
            "A tanh age sobre c e sobre mais nada. O resultado tem a forma de c; a porta o multiplica unidade a unidade, com"
            " `*`, e não com `@`.",
            "O mesmo com um reembolso que tem teto: a despesa é 3000, o teto 1000, e paga-se a fração 0,4. Primeiro o teto, 1000;"
            " depois a fração, 400. Na ordem inversa, 0,4 de 3000 é 1200, e o teto dá 1000: outro número.",
        ),
        "um lote": (
            "Num lote, cada linha é um exemplo, e h tem a forma de c, (N, H). Confira a forma da sua resposta.",
            "As duas contas são termo a termo: a linha n de h só depende da linha n de o e da linha n de c. Não há soma,"
            " média nem produto de matrizes.",
            "Com números: se a = [[1, 2], [3, 4]] e b = [[10, 10], [0, 1]], a * b dá [[10, 20], [0, 4]], e a @ b dá outra"
            " coisa, [[10, 12], [30, 34]], que mistura as linhas.",
        ),
        "valores extremos": HUGE,
    }
)
HIDDEN_BACK_HINTS = _coded(
    {
        "o gradiente de o": (
            "Se a porta abrir um pouco mais, quanto h muda? Depende do que está atrás dela. Que número a porta multiplicou"
            " na ida?",
            "Num produto, o gradiente de um fator é o que chega vezes o outro fator. Os fatores de h são a porta e a tanh de"
            " c; o que chega é dh.",
            "Com números: y = a · b, com a = 3 e b = 5. Se dy = 2, da = 2 · 5 = 10 e db = 2 · 3 = 6. Cada um recebe o outro.",
        ),
        "o gradiente de c": (
            "De h até c há dois trechos: a porta, que multiplica, e a tanh, que achata. dh passa pelos dois. Qual é a"
            " inclinação da tanh ali?",
            "O trecho da porta traz a porta como fator. O da tanh traz a inclinação no ponto c: 1 menos o quadrado do valor que"
            " a tanh deu, e não o quadrado de c nem o de h.",
            "Com outra curva: y = 3 · v, com v = x². Em x = 4, a inclinação da curva é 2 · 4 = 8. Se dy = 0,5, dx = 0,5 · 3 · 8"
            " = 12: o que chega, vezes o fator, vezes a inclinação no ponto da ida.",
        ),
        "um lote": (
            "do tem a forma de o, e dc, a forma de c, também num lote. Confira as duas formas.",
            "Aqui não há parâmetro que sirva a todos os exemplos, e por isso nada se soma: cada linha volta sozinha, com `*`.",
            "Com números: y = a * b, com duas linhas. Se dy = [[1, 1], [2, 0]] e b = [[3, 4], [5, 6]], da = [[3, 4], [10, 0]],"
            " linha por linha.",
        ),
        "valores extremos": (
            "Com c em 1000, a tanh é plana: o gradiente que passa por ela é zero, não nan. Onde a sua conta divide, ou usa"
            " exponenciais?",
            *HUGE[1:],
        ),
    }
)
STEP_EXTREMES = (
    "As somas podem ser enormes, e np.exp de um número enorme vira infinito. Infinito dividido por infinito dá nan. Onde a"
    " sua conta pode fazer isso?",
    "sigmoid e np.tanh aguentam qualquer soma: chame as duas, sem escrevê-las com exponenciais e sem limitar a soma antes.",
    HUGE[2],
)
STEP_HINTS = _coded(
    {
        "o estado da célula": (
            "O passo é o que você já construiu, na ordem das equações. Separe U, W e b em quatro blocos de H linhas, calcule"
            " i, f, g e o, e só então a memória. Qual bloco é de qual porta?",
            "Os blocos vêm na ordem i, f, g, o. Com H linhas cada um, o de f vai da linha H à 2H, sem ela. g leva a tanh; as"
            " outras três, a σ. Depois vem a equação (5), que usa c_prev e nenhuma matriz.",
            "Com números: P = [10, 11, 20, 21, 30, 31], em três blocos de 2. `np.split(P, 3)` dá [10, 11], [20, 21] e [30, 31],"
            " e `P[2:4]` é o segundo. Quatro blocos de H linhas se cortam do mesmo jeito.",
        ),
        "o estado interno": (
            "c está certo; falta o que a célula mostra. A equação (6) usa a memória nova, a que esta palavra acabou de"
            " deixar. Qual porta decide quanto aparece?",
            "h sai da porta de saída e da tanh da memória nova, termo a termo. A memória que você devolve em c fica sem a tanh."
            " A sua hidden_state já faz essa conta.",
            "O mesmo com uma conta bancária: novo = 0,9 · saldo + depósito; o extrato mostra novo, e não saldo. Com saldo 100"
            " e depósito 5, novo é 95, e é 95 que aparece.",
        ),
        "um lote": (
            "Num lote, h e c têm a forma de h_prev, (N, H). Confira a forma de cada porta: também (N, H)?",
            "Com os exemplos nas linhas, x fica à esquerda de @, e o bloco de cada matriz entra transposto. Se você corta a"
            " soma das quatro portas de uma vez, corte o último eixo, com axis=-1.",
            "Com números: z = [[1, 2, 3, 4], [5, 6, 7, 8]] são 2 exemplos. `np.split(z, 2, axis=-1)` dá [[1, 2], [5, 6]] e"
            " [[3, 4], [7, 8]]; sem o axis, os exemplos é que seriam separados.",
        ),
        "valores extremos": STEP_EXTREMES,
    }
)
STEP_BACK_HINTS = _coded(
    {
        "o que vem por h": (
            "Comece por refazer a ida: i, f, g, o e c. Depois volte, da equação (6) à (1). O que chega primeiro é dh: a quem"
            " ele se divide na equação (6)?",
            "dh vai à porta de saída e a c. O que chega a c vai, pela equação (5), a f, a i, a g e à memória anterior. Cada"
            " porta o leva, pela sua volta, aos seus pesos, a x e a h_prev.",
            "O mesmo com y = a · b e a = p · q, com p = 2, q = 3, b = 5 e dy = 1. Primeiro o último produto: da = 5, db = 6."
            " Depois o de antes: dp = da · q = 15, dq = da · p = 10. Uma equação por vez, de trás para a frente.",
        ),
        "o que vem por c": (
            "A memória serviu a dois: ao h desta palavra e à palavra seguinte. Por onde volta o que cada um pede, e o que se faz"
            " com os dois ao se encontrarem?",
            "Um caminho passa por h, pela equação (6). O outro chega direto, e é o argumento dc. Os dois se somam antes da"
            " equação (5), e é a soma que vai às portas e, por f, à memória anterior.",
            "Com números: a serve a u = 3 · a e a v = 2 · a. Se du = 1 e dv = 10, da = 3 · 1 + 2 · 10 = 23. Se a veio de"
            " a = 0,5 · s, então ds = 0,5 · 23 = 11,5: a soma segue inteira.",
        ),
        "os parâmetros": (
            "Cada porta tem o seu bloco em dU, dW e db, na mesma ordem de U, W e b. As formas são (4H, D), (4H, H) e (4H,)."
            " Confira as três.",
            "A volta de cada porta, dos cadernos 02 a 05, já dá o bloco dela. Falta empilhar os quatro, um embaixo do outro, na"
            " ordem i, f, g, o.",
            "Com números: `np.concatenate([[1, 2], [3, 4], [5, 6]])` dá [1, 2, 3, 4, 5, 6]; com matrizes, empilha as linhas. O"
            " primeiro da lista fica em cima.",
        ),
        "as entradas": (
            "x e h_prev entraram nas quatro portas. Quantas partes voltam a cada um, e o que se faz com elas?",
            "Cada porta devolve o seu dx e o seu dh_prev, com a forma de x e de h_prev. As quatro partes se somam: nem se"
            " emendam, nem se tira a média, nem fica só a última.",
            "Com números: x entrou em 2x, em 3x, em 5x e em x. Se de todas chega 1, dx = 2 + 3 + 5 + 1 = 11. Num laço, comece de"
            " zero e acumule com `+=`.",
        ),
        "um lote": (
            "dx, dh_prev e dc_prev têm uma linha por exemplo; dU, dW e db somam os exemplos e não têm o N. Confira as seis"
            " formas.",
            "Para que um exemplo só siga o mesmo caminho do lote, ele precisa ser uma tabela de uma linha: np.atleast_2d faz"
            " isso. As portas ficam lado a lado no último eixo, axis=-1.",
            "Com números: dz = [[10, 1], [2, 0]] e x = [[1, 2], [5, 6]], 2 exemplos. dU = [[10·1 + 2·5, 10·2 + 2·6], [1·1 +"
            " 0·5, 1·2 + 0·6]] = [[20, 32], [1, 2]]. db soma as linhas de dz: [12, 1].",
        ),
        "portas saturadas": (
            "Com as portas em 0 e em 1, as suas inclinações são zero: nada chega aos pesos, e a resposta é zero, não nan. Onde"
            " a sua conta usa exponenciais, ou divide?",
            "As inclinações escritas com o próprio valor não têm divisão nem logaritmo. Na ida refeita, chame sigmoid e"
            " np.tanh, que aguentam somas enormes.",
            HUGE[2],
        ),
    }
)
