# %% [markdown]
# # 01 · A RNN de Elman
#
# Você lê um despacho palavra por palavra. Quando chega ao fim, ainda tem na cabeça algo do começo. Cada palavra nova se
# mistura ao que você já sabia e deixa uma impressão um pouco diferente. A rede recorrente de Elman faz isso com um vetor
# de poucos números, o **estado** h: a cada palavra, calcula um h novo a partir da palavra e do h anterior.
#
# Neste caderno você escreve um passo dessa rede, a leitura da frase inteira e a volta do gradiente por um passo. No fim,
# leva o gradiente por trinta palavras e vê o problema que fez nascer a LSTM.
#
# **Tempo:** cerca de 60 minutos. **Vale:** 10 pontos, em três exercícios (3 + 3 + 4). No Colab, comece por *Arquivo ›
# Salvar uma cópia no Drive*.

# %%
import numpy as np

from enap_lstm import check, gradient_check, restaurar, resumo

# %% [markdown]
# ## 1 · O que a rede lê
#
# Uma rede lê números. Para este caderno, cada palavra da frase virou uma linha de 4 números, escolhidos à mão: quanto ela
# nega, quanto é verbo, quanto é nome, quanto só liga as outras. *Eu* é um pronome, e conta como meio nome. Mais adiante no
# curso, a própria rede aprende esses números.

# %%
from enap_lstm.data import SENTENCE
from enap_lstm.data.toy import FEATURES, WORDS

print(" " * 9, *[f"{feature:>8}" for feature in FEATURES])
for t, word in enumerate(SENTENCE):
    print(f"{word:>9}", *[f"{value:8.1f}" for value in WORDS[t]])
print("forma de WORDS:", WORDS.shape)

# %% [markdown]
# São 5 palavras (linhas) e D = 4 números por palavra (colunas). O 1,0 de *não* está na coluna *negação*.
#
# ## 2 · O que o slide diz
#
# O slide "Relembrando a RNN" mostra uma RNN de Elman com a tangente hiperbólica. Em uma linha:
#
# $$h_t = \tanh(U x_t + W h_{t-1} + b)$$
#
# $U$ lê a palavra que chega. $W$ lê o que a rede já sabia. O viés $b$ (*bias*) é o ponto de partida de cada unidade, antes
# de qualquer palavra. A tanh traz o resultado para o intervalo de −1 a 1.

# %% tags=["figura"]
from enap_lstm.figures.elman_rnn import unrolled

unrolled()

# %% [markdown]
# Siga as setas azuis, da esquerda para a direita: é por elas que *não* pode chegar a *duendes*. As verdes trazem uma
# palavra de cada vez. Repare que U e W são os mesmos em todas as caixas; a frase pode ter 5 palavras ou 500.
#
# ### Quem tem que forma
#
# Cada número do estado é uma **unidade**. Vamos usar H = 2, com pesos também escolhidos à mão. A unidade 1 acende
# quando lê uma negação e se realimenta, para lembrar. A unidade 2 mede a crença: sobe com verbos e nomes, e desce
# quando a unidade 1 está acesa.

# %%
from enap_lstm.data.elman_toy import B, U, W

print("U, forma", U.shape)
print(U)
print("W, forma", W.shape)
print(W)
print("b, forma", B.shape)
print(B)

# %% [markdown]
# Leia por linhas: a primeira linha de U e a de W (índice 0 em Python) são os pesos da unidade 1. O 2 de U multiplica a
# coluna *negação*. Em W, o 1 da primeira linha é a realimentação, e o −3 da segunda é a unidade 1 puxando a unidade 2 para
# baixo. O viés desta rede é zero. Ele se chama B, maiúsculo, para não se confundir com o argumento b da função que você vai
# escrever.
#
# No slide, x é uma coluna e escrevemos $U x$. No código, as palavras são **linhas** de uma tabela, e cada linha de x precisa
# encontrar cada linha de U. Como o NumPy multiplica linhas por colunas, transpomos U: as linhas de U são as colunas de Uᵀ.

# %%
x = WORDS[1]  # "não"
print("unidade por unidade:", U[0] @ x, U[1] @ x)
print("as duas de uma vez: ", x @ U.T)
all_words = WORDS @ U.T
print("as 5 palavras: forma", WORDS.shape, "vezes forma", U.T.shape, "dá forma", all_words.shape)

# %% [markdown]
# As duas primeiras linhas mostram os mesmos números, 2 e 0. E a mesma expressão, `x @ U.T`, serve para uma palavra, de
# forma (4,), e para um lote de 5, de forma (5, 4): o que muda é só o número de linhas.
#
# ### O que o estado lembra
#
# O controle abaixo muda um único peso, W[0, 0]: quanto a unidade 1 se realimenta. As tabelas mostram os estados ao longo da
# frase, com e sem o *não*.

# %% tags=["figura"]
from enap_lstm import widgets
from enap_lstm.figures.elman_rnn import remembering

control = widgets.slider(remembering, "W[0, 0]", low=0.0, high=1.5, step=0.1, start=1.0)

# %% [markdown]
# Com W[0, 0] = 1,00, a unidade 1 acende em *não* (0,96) e vai se apagando: 0,75, 0,63, 0,56. Ainda chega acesa a *duendes*,
# e por isso a unidade 2 termina em −0,72. Sem o *não*, termina em 0,76. A última palavra é a mesma; o estado sabe a
# diferença.
#
# Agora leve o controle a zero. Em que valor termina a unidade 2 da esquerda? Quantas palavras o *não* durou?
#
# ## 3 · Um passo
#
# Escreva a equação. A função recebe um exemplo, com x (D,) e h_prev (H,), ou um lote de N exemplos, com x (N, D) e h_prev
# (N, H). A mesma linha de código pode servir para os dois. Vale 3 pontos: 1,5 pelos valores, 0,9 pelo lote, 0,6 pelos
# valores extremos.


# %%
def rnn_step(x, h_prev, U, W, b):
    """Um passo da RNN de Elman.

    x (D,) ou (N, D), h_prev (H,) ou (N, H) → h, com a forma de h_prev."""
    ### BEGIN SOLUTION
    return np.tanh(x @ U.T + h_prev @ W.T + b)
    ### END SOLUTION


# %%
check(rnn_step)

# %% [markdown]
# ### O que o seu passo mostra
# A mesma palavra, *duendes*, lida com duas memórias: uma em que houve um *não*, outra vazia.

# %%
after_no = np.array([0.63, -0.98])  # o estado em "em", na figura
empty = np.zeros(2)
print("depois do não: ", rnn_step(WORDS[4], after_no, U, W, B).round(2))
print("memória vazia: ", rnn_step(WORDS[4], empty, U, W, B).round(2))

# %% [markdown]
# A palavra empurra a unidade 2 para cima nas duas contas. Na primeira, a memória do *não* puxa mais forte: 0,63 vezes −3.
# O resultado é −0,71, quase o −0,72 da figura; a diferença vem de termos arredondado o estado.
#
# ## 4 · A frase inteira
#
# Ler a frase é repetir o passo: o h que sai de uma palavra entra na seguinte. A entrada x tem três eixos, (T, N, D): T
# palavras, N frases lado a lado, D números por palavra. O tempo vem primeiro, então `x[0]` é a primeira palavra de todas as
# frases. Devolva os T estados, em um array (T, N, H). O estado de partida é h0, de forma (N, H); ele não entra na resposta.
#
# Você pode chamar o seu `rnn_step`. Vale 3 pontos: 1,8 pelos valores, 0,6 pelo estado inicial, 0,6 pelos tamanhos (como uma
# frase de uma palavra só).


# %%
def rnn_forward(x, h0, U, W, b):
    """A RNN de Elman sobre uma sequência.

    x (T, N, D), h0 (N, H) → h (T, N, H), o estado depois de cada palavra."""
    ### BEGIN SOLUTION
    h = h0
    states = []
    for x_t in x:
        h = rnn_step(x_t, h, U, W, b)
        states.append(h)
    return np.stack(states)
    ### END SOLUTION


# %%
check(rnn_forward)

# %% [markdown]
# ### O que a sua leitura mostra
# Abaixo, a frase como uma sequência de T = 5 palavras e N = 1 frase. O `None` cria o eixo das frases.

# %%
from enap_lstm.figures.elman_rnn import states

sentence = WORDS[:, None]
h = rnn_forward(sentence, np.zeros((1, 2)), U, W, B)
print("x tem forma", sentence.shape, "e h tem forma", h.shape)
states(h[:, 0], SENTENCE)

# %% [markdown]
# É a tabela da esquerda da figura anterior, agora calculada por você. Repare na coluna *em*: a palavra não traz nem verbo
# nem nome, e a unidade 2 vai a −0,98 só pela memória. Depois olhe a linha de cima: de 0,96 a 0,56 em três palavras. E se
# entre *não* e *duendes* houvesse um parágrafo?
#
# ## 5 · A volta por um passo
#
# Para aprender, a rede precisa saber quanto cada peso contribuiu para o erro. O erro manda uma notícia a h: **dh**, quanto
# ele aumentaria se cada número de h aumentasse um pouco. A notícia percorre o passo no sentido contrário.

# %% tags=["figura"]
from enap_lstm.figures.elman_rnn import way_back

way_back()

# %% [markdown]
# Siga as setas tracejadas, da direita para a esquerda.
#
# **Primeiro, a tanh.** A inclinação da tanh é $1 - \tanh(z)^2$. Como $h = \tanh(z)$ já foi calculado na ida, ela é
# $1 - h^2$. Cada número de dz é o de dh vezes a inclinação no mesmo lugar.
#
# **Depois, a soma.** z recebeu três parcelas, e dz volta por todas. Em cada uma vale o que você viu no caderno 00:
#
# | na ida | forma | na volta | forma |
# |---|---|---|---|
# | x Uᵀ | (N, H) | para x: dz U | (N, D) |
# | | | para U: dzᵀ x | (H, D) |
# | h_prev Wᵀ | (N, H) | para h_prev: dz W | (N, H) |
# | | | para W: dzᵀ h_prev | (H, H) |
# | b, somado a cada linha | (H,) | para b: a soma das linhas de dz | (H,) |
#
# Repare na terceira coluna: x e h_prev voltam por U e W **sem** transpor. No caso de U, a forma avisa quem se engana. No de
# W, que é quadrada, ela não avisa.
#
# Nas linhas de U, W e b, os N exemplos se somam, porque os mesmos pesos serviram a todos. Com um exemplo só, dz e x são
# vetores; por isso o esqueleto já os transforma em tabelas de uma linha antes dos produtos, com `np.atleast_2d`. Complete as
# três partes. Vale 4 pontos: 0,8 pela derivada da tanh, 1,2 pelos parâmetros, 1,2 pelas entradas (x e h_prev), 0,8 pelo
# lote.


# %%
def rnn_step_backward(dh, x, h_prev, h, U, W):
    """A volta por um passo.

    dh, h_prev e h (H,) ou (N, H), x (D,) ou (N, D) → dx, dh_prev, dU, dW, db."""
    # 1. De h para z: a inclinação da tanh. Defina dz.
    ### BEGIN SOLUTION
    dz = dh * (1 - h**2)
    ### END SOLUTION

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    ### BEGIN SOLUTION
    dx = dz @ U
    dh_prev = dz @ W
    ### END SOLUTION

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    ### BEGIN SOLUTION
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    ### END SOLUTION
    return dx, dh_prev, dU, dW, db


# %%
check(rnn_step_backward)

# %% [markdown]
# ### O que a sua volta mostra
# Pergunte à última palavra: o que mudaria a unidade 2, a da crença? O dh é 0 para a unidade 1 e 1 para a unidade 2.

# %%
dh = np.array([[0.0, 1.0]])
dx, dh_prev, dU, dW, db = rnn_step_backward(dh, sentence[4], h[3], h[4], U, W)
print("dx      =", dx.round(2), "em", FEATURES)
print("dh_prev =", dh_prev.round(2))

# %% [markdown]
# Em dx, o maior número está em *verbo*: mais "verbo" em *duendes* faria a crença subir. Em dh_prev, o primeiro número é
# negativo, −1,46: uma memória mais acesa do *não* faria a crença **descer**. É o −3 de W, multiplicado pela inclinação da
# tanh naquele ponto.
#
# E o gradiente está mesmo certo? Confira com o milésimo do caderno 00.

# %%
gradients = (dx, dh_prev, dU, dW, db)
report = gradient_check(rnn_step, gradients, (sentence[4], h[3], U, W, B), upstream=dh)
print(report.message)

# %% [markdown]
# ## 6 · O gradiente que encolhe
#
# Leia este parecer, de 30 palavras: *Não procede, segundo o parecer da área técnica encaminhado em março à ouvidoria do
# município, o pedido de revisão do valor da taxa que a associação de moradores apresentou ontem.* A decisão está na primeira
# palavra. Uma rede que só responde depois da última precisa que a notícia do erro volte até lá.
#
# Vamos ler o parecer com a sua `rnn_forward` e voltar com a sua `rnn_step_backward`, palavra por palavra. No fim da frase,
# dh começa com tamanho 1. Medimos o tamanho dele (a raiz da soma dos quadrados) em cada palavra do caminho.


# %%
def gradient_sizes(x, U, W, b):
    """Leva o gradiente da última palavra à primeira; devolve o tamanho dele em cada uma."""
    h0 = np.zeros((1, len(b)))
    h = rnn_forward(x, h0, U, W, b)
    dh = np.ones_like(h0) / np.sqrt(len(b))  # tamanho 1, dividido por igual entre as unidades
    sizes = np.zeros(len(x))
    for t in reversed(range(len(x))):
        sizes[t] = np.linalg.norm(dh)
        h_prev = h[t - 1] if t > 0 else h0
        dx, dh, dU, dW, db = rnn_step_backward(dh, x[t], h_prev, h[t], U, W)
    return sizes


# %% [markdown]
# As palavras viram vetores sorteados de D = 4 números, e a rede tem H = 16 unidades. Repetimos a conta com três matrizes W:
# uma sorteada, como fazem as bibliotecas no começo do treino; uma que só gira os vetores, sem mudar o tamanho deles; e uma
# que gira e triplica.

# %%
opinion = (
    "Não procede segundo o parecer da área técnica encaminhado em março à ouvidoria do município"
    " o pedido de revisão do valor da taxa que a associação de moradores apresentou ontem"
).split()

rng = np.random.default_rng(0)
vectors = {word: rng.normal(size=4) for word in dict.fromkeys(opinion)}  # mesma palavra, mesmo vetor
x = np.stack([vectors[word] for word in opinion])[:, None]
U_16, b_16 = 0.3 * rng.normal(size=(16, 4)), np.zeros(16)
turn = np.linalg.qr(rng.normal(size=(16, 16)))[0]  # o Q da fatoração QR não muda tamanhos
usual = rng.uniform(-1, 1, size=(16, 16)) / np.sqrt(16)
sizes = {
    "W sorteada": gradient_sizes(x, U_16, usual, b_16),
    "W que só gira": gradient_sizes(x, U_16, turn, b_16),
    "W que gira e triplica": gradient_sizes(x, U_16, 3 * turn, b_16),
}
for name, values in sizes.items():
    per_step = values[0] ** (1 / 29)  # da palavra 30 à palavra 1 são 29 passos
    print(
        f"{name:>21}: em “ontem” {values[-1]:.0f}, em “Não” {values[0]:.1e}; em média, vezes {per_step:.2f} por passo"
    )

# %%
from enap_lstm.figures.elman_rnn import shrinking

shrinking(sizes, opinion)

# %% [markdown]
# Python escreve 5.5e-11 para 0,000000000055, e 5.6e+01 para 56. Comece pela curva azul, a da W sorteada. Leia da
# direita para a esquerda: em *ontem*, o gradiente tem tamanho 1. Ele perde mais da metade a cada passo (vezes 0,44, em
# média), e em *Não* sobra aquele número de dez zeros depois da vírgula. Os pesos que leem *Não* recebem uma correção
# desse tamanho: na prática, nenhuma. É o **gradiente que encolhe** de que fala o slide.
#
# De onde vem o 0,44? Cada passo da volta multiplica por duas coisas: pela inclinação 1 − h², que nunca passa de 1, e por W.
# A curva laranja separa as duas. Ali W só gira e não encolhe nada: o que resta é a tanh, e só ela já multiplica por 0,72 em
# média.
#
# Então uma W maior resolve? Veja a verde, com W três vezes maior. Agora o gradiente cresce, sobe e desce, e chega a *Não*
# com 56 vezes o tamanho com que saiu. Com outra frase, seria outro número. Uma rede em que a notícia ora some, ora explode, é
# difícil de treinar.
#
# O que falta é um caminho em que o gradiente passe multiplicado por um fator que a própria rede escolhe, palavra por
# palavra, e que possa ser quase 1. É o que o estado da célula da LSTM oferece. Uma LSTM recém-criada também encolhe o
# gradiente; a diferença é que ela pode aprender a não encolher. O caderno 02 começa por quem decide o que entra nessa
# memória, a porta de entrada (*input gate*); o 03, por quem decide o que fica.
#
# ## Para pensar
# 1. Na figura do controle, com W[0, 0] = 1, a unidade 1 foi de 0,96 a 0,56 em três palavras. Por que ela cai, se a
#    realimentação é 1? Qual das duas causas do gradiente que encolhe é a mesma?
# 2. Se o parecer começasse por "Procede", que número da curva azul diria à rede para tratar as duas palavras de modo
#    diferente?
# 3. Na seção 5, o dh_prev da unidade 2 foi zero. Onde em W se vê o motivo?
#
# ## Para ler mais
# - Elman (1990), [*Finding structure in time*](https://doi.org/10.1207/s15516709cog1402_1), Cognitive Science, 14(2),
#   179–211: a rede deste caderno, e o que ela descobre sozinha sobre palavras.
# - Jurafsky e Martin, [*Speech and Language Processing*](https://web.stanford.edu/~jurafsky/slp3/), capítulo 9 na edição de
#   2021 (em edições mais novas, o capítulo sobre RNNs e LSTMs).
# - Stanford [CS224n](https://web.stanford.edu/class/cs224n/): a aula sobre RNNs e gradientes que somem (*vanishing
#   gradients*).
# - Hochreiter e Schmidhuber (1997), [*Long short-term memory*](https://doi.org/10.1162/neco.1997.9.8.1735), Neural
#   Computation, 9(8), 1735–1780: as primeiras páginas contam o problema da última figura.
#
# ## Antes de entregar
# A célula abaixo mostra os seus pontos, o que falta e como entregar.

# %%
resumo()
