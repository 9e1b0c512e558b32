# %% [markdown]
# # 01 · A RNN de Elman
#
# Você lê um despacho palavra por palavra. Quando chega ao fim, ainda tem na cabeça algo do começo. Cada palavra nova se
# mistura ao que você já sabia e deixa uma impressão um pouco diferente. A rede recorrente de Elman faz isso com um vetor
# de poucos números, o **estado** h: a cada palavra, calcula um h novo a partir da palavra e do h anterior.
#
# O estado tem outros nomes lá fora: *estado oculto*, *hidden state*. Nos slides da LSTM ele é o *estado interno*. É sempre o h.
#
# **Ao fim deste caderno, você sabe:**
# - escrever um passo da rede de Elman, e a leitura de uma frase inteira;
# - levar o gradiente de volta por um passo, até cada peso;
# - mostrar, com o seu código, o **gradiente que encolhe** (ou *desvanecimento do gradiente*): o problema que fez nascer a LSTM.
#
# **Conteúdo, em duas sessões**
#
# Primeira sessão, a ida, cerca de 30 minutos:
# - [Parte 1](#Parte-1): o que a rede lê. Cerca de 3 minutos.
# - [Parte 2](#Parte-2): o que o slide diz. Cerca de 7 minutos.
# - [Parte 3](#Parte-3): um passo. Cerca de 5 minutos.
# - [Parte 4](#Parte-4): a frase inteira. Cerca de 15 minutos.
# - [Pausa](#Pausa)
#
# Segunda sessão, a volta, cerca de 35 minutos:
# - [Parte 5](#Parte-5): a volta por um passo. Cerca de 18 minutos.
# - [Parte 6](#Parte-6): o gradiente que encolhe. Cerca de 10 minutos.
# - [Fechamento](#Fechamento): desafio, perguntas, entrega. Cerca de 7 minutos.
#
# O caderno vale 10 pontos, em três exercícios (3 + 3 + 4). No Colab, comece por *Arquivo › Salvar uma cópia no Drive*. As
# células de resposta ficam sob os títulos **Sua vez**.

# %% [markdown] tags=["teacher"]
# **Para quem ensina.** É o caderno mais longo do começo, e tem uma pausa marcada: duas aulas, ou uma aula e uma tarefa. Na
# primeira sessão, o que mais prende são os três eixos; peça que digam em voz alta o que é `requests[2, 0]` antes de executar. Na
# segunda, refaça no quadro ao menos dW[0, 1], que soma os dois exemplos. Enganos mais comuns: guardar h antes de mudá-lo, ler h0
# como primeiro estado da resposta, transpor W na volta (a forma não avisa, porque W é quadrada) e usar média no lugar de soma em
# db. A última figura é o motivo do curso: deixe tempo para ela.

# %%
import numpy as np

from enap_lstm import check, gradient_check, restaurar, resumo

# %% [markdown]
# <a name="Parte-1"></a>
# ## Parte 1
# ### O que a rede lê
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

# %% [markdown]
# <a name="Parte-2"></a>
# ## Parte 2
# ### O que o slide diz
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
# Siga as setas azuis a partir de h0: é por elas que *não* pode chegar a *duendes*. As verdes trazem uma palavra de cada vez.
# Repare que U e W são os mesmos em todas as caixas; a frase pode ter 5 palavras ou 500.
#
# Uma palavra sobre t: aqui ele conta de 0, como no laço do Python. *Eu* é t = 0, e h[0] é o estado depois de *Eu*.
#
# ### A forma de cada coisa
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
# No slide, x é uma coluna e escrevemos $U x$. No código, as palavras são **linhas** de uma tabela, como os pedidos do caderno
# 00, e vale o que você viu lá: cada linha de x encontra cada linha de U, e a conta inteira fica $x U^\top$. Abaixo, duas
# dessas somas, à mão.

# %%
x = WORDS[2]  # "acredito"
print("U na unidade 1:", sum(U[0, d] * x[d] for d in range(4)))
print("U na unidade 2:", sum(U[1, d] * x[d] for d in range(4)))

# %% [markdown]
# *Acredito* não empurra a unidade 1, e empurra a unidade 2 com 1,5: o peso que fica na coluna *verbo*.
#
# ### O que o estado lembra
#
# A próxima figura muda um único peso, W[0, 0]: quanto a unidade 1 se realimenta. As tabelas mostram os estados ao longo da
# frase, com e sem o *não*. Antes, um palpite.

# %% tags=["figura"]
from enap_lstm.widgets import palpite

palpite(
    "Com W[0, 0] = 0, a unidade 1 não se realimenta. Em duendes, a unidade 2 ainda sabe que houve um não?",
    ["Sabe: a palavra foi lida, e o estado a guarda.", "Não sabe: termina igual com e sem o não.", "Sabe pela metade."],
    certa="Não sabe: termina igual com e sem o não.",
    porque="Nesta rede, só a unidade 1 leva o não adiante. Sem realimentação, ele dura uma palavra: muda o estado em acredito e some em seguida.",
)

# %% [markdown]
# Execute a célula abaixo. Depois mova o controle acima da figura.

# %% tags=["figura"]
from enap_lstm import widgets
from enap_lstm.figures.elman_rnn import remembering

control = widgets.slider(remembering, "W[0, 0]", low=0.0, high=1.5, step=0.1, start=1.0)

# %% [markdown]
# Com W[0, 0] = 1,00, a unidade 1 acende em *não* (0,96) e vai se apagando: 0,75, 0,63, 0,56. Ainda chega acesa a *duendes*,
# e por isso a unidade 2 termina em −0,72. Sem o *não*, termina em 0,76. A última palavra é a mesma; o estado sabe a
# diferença.
#
# Agora leve o controle a zero e olhe a legenda: com e sem o *não*, a unidade 2 termina em 0,76. O *não* durou uma palavra só.

# %% [markdown]
# <a name="Parte-3"></a>
# ## Parte 3
# ### Um passo
#
# Escreva a equação. A função recebe um exemplo, com x (D,) e h_prev (H,), ou um lote de N exemplos, com x (N, D) e h_prev
# (N, H). A mesma linha de código pode servir para os dois. Vale 3 pontos: 1,5 por um exemplo, 0,9 pelo lote, 0,6 pelos
# valores extremos.


# %% [markdown]
# ### Sua vez: `rnn_step`


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

# %% [markdown]
# <a name="Parte-4"></a>
# ## Parte 4
# ### A frase inteira
#
# Ler a frase é repetir o passo: o h que sai de uma palavra entra na seguinte. Antes de escrever, duas ferramentas: uma tabela de
# três eixos, e uma lista que vira tabela.
#
# **Três eixos.** Uma planilha tem linhas e colunas. Quatro planilhas iguais, uma por mês, formam um array de três eixos. Aqui
# são 4 meses, 2 setores e 3 tipos de pedido, numerados para você reconhecer cada lugar.

# %%
requests = np.arange(24.0).reshape(4, 2, 3)  # (mês, setor, tipo)
print(requests)
print("requests, tudo:          ", requests.shape)
print("requests[2], um mês:     ", requests[2].shape)
print("requests[2, 0], um setor:", requests[2, 0].shape, "→", requests[2, 0])
print("requests[:, 0], um setor em todos os meses:", requests[:, 0].shape)

# %% [markdown]
# Cada índice gasta um eixo, da esquerda para a direita. Um laço `for month in requests` percorre o primeiro: a cada volta, `month` é
# uma tabela 2 × 3. Por isso o tempo vem primeiro.
#
# Na frase, os eixos se chamam **T** (palavras), **N** (frases lado a lado) e **D** ou **H** (números por palavra, ou por estado):
#
# | | eixo 0 | eixo 1 | eixo 2 |
# |---|---|---|---|
# | pedidos | mês | setor | tipo |
# | x, o que se lê | T, palavra | N, frase | D, número da palavra |
# | h, o que fica | T, palavra | N, frase | H, unidade |
#
# **Uma lista que vira tabela.** Suponha que só metade dos processos pendentes passa de um mês para o outro, e que os novos se
# somam. Um nome guarda a situação de agora, e uma lista guarda cada mês que passou.

# %%
pending = np.zeros((2, 3))
history = []
for month in requests:
    pending = 0.5 * pending + month
    history.append(pending)
print("a lista tem", len(history), "tabelas de forma", history[0].shape)
stacked = np.stack(history)
print("np.stack faz delas um array de forma", stacked.shape)
print("setor 0, tipo 0, mês a mês:", stacked[:, 0, 0])

# %% [markdown]
# Confira a última linha: 0; 0,5 · 0 + 6 = 6; 0,5 · 6 + 12 = 15; 0,5 · 15 + 18 = 25,5. Cada mês parte do anterior, e a situação de
# partida, que era zero, não está na lista. Repare em `pending = …`: a cada volta nasce uma tabela nova. Com `pending += …`, o Python
# mudaria a mesma tabela sempre, e os quatro lugares da lista mostrariam a última.
#
# ### Sua vez: `rnn_forward`
# A entrada x tem forma (T, N, D), e o estado de partida h0 tem forma (N, H). Devolva os T estados em um array (T, N, H); h0 não
# entra na resposta. Você pode chamar o seu `rnn_step`. Vale 3 pontos: 1,8 pelos valores, 0,6 pelo estado inicial, 0,6 pelos
# tamanhos (como uma frase de uma palavra só).


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
# É a primeira tabela da figura anterior, agora calculada por você. Repare na coluna *em*: a palavra não traz nem verbo
# nem nome, e a unidade 2 vai a −0,98 só pela memória. Depois olhe a linha de cima: de 0,96 a 0,56 em três palavras. E se
# entre *não* e *duendes* houvesse um parágrafo? A parte 6 responde.

# %% [markdown]
# <a name="Pausa"></a>
# ## Pausa
# Aqui termina a primeira sessão, e 6 dos 10 pontos já estão no caminho. Salve com Ctrl+S. Quando voltar, execute tudo até aqui, de
# cima para baixo: no Jupyter, *Run › Run All Above Selected Cell*; no Colab, *Ambiente de execução › Executar antes*. As suas
# respostas continuam escritas nas células.

# %% [markdown]
# <a name="Parte-5"></a>
# ## Parte 5
# ### A volta por um passo
#
# Para aprender, a rede precisa saber quanto cada peso contribuiu para o erro. O erro manda uma notícia a h: **dh**, quanto
# ele aumentaria se cada número de h aumentasse um pouco. A notícia percorre o passo no sentido contrário.

# %% tags=["figura"]
from enap_lstm.figures.elman_rnn import way_back

way_back()

# %% [markdown]
# São os números de *acredito*, com dh = (0,20; 1,00). Siga as setas tracejadas a partir de h.
#
# **Primeiro, a tanh.** A inclinação da tanh é $1 - \tanh(z)^2$. Como $h = \tanh(z)$ já foi calculado na ida, ela é
# $1 - h^2$. Cada número de dz é o de dh vezes a inclinação no mesmo lugar. Na figura, a unidade 1 tem inclinação 0,44, e
# 0,20 vira 0,09; a unidade 2 tem 0,22, e 1,00 vira 0,22.
#
# **Depois, a soma.** z recebeu três parcelas, e dz volta por todas. Em cada uma vale o que você viu no caderno 00: um número
# recebe de volta tudo o que ele ajudou a formar, multiplicado pelo peso do caminho.
#
# | na ida | forma | na volta, para a entrada | forma | na volta, para o parâmetro | forma |
# |---|---|---|---|---|---|
# | $x U^\top$ | (N, H) | $dx = dz\,U$ | (N, D) | $dU = dz^\top x$ | (H, D) |
# | $h_{t-1} W^\top$ | (N, H) | $dh_{t-1} = dz\,W$ | (N, H) | $dW = dz^\top h_{t-1}$ | (H, H) |
# | $b$ | (H,) | | | $db = \sum_n dz_n$ | (H,) |
#
# x e h_prev voltam por U e W **sem** transpor. No caso de U, a forma avisa quem se engana. No de W, que é quadrada, não avisa.
#
# ### Um número de cada, à mão
# Dois exemplos (linhas), duas entradas, duas unidades; os números são inventados. Execute a célula e refaça ao menos dois no papel.

# %%
small_x = np.array([[1.0, 2.0], [0.0, 1.0]])
small_h_prev = np.array([[0.5, 1.0], [0.0, -1.0]])
small_U = np.array([[1.0, 0.0], [2.0, -1.0]])
small_W = np.array([[0.0, 1.0], [1.0, -1.0]])
print(f"dz[0, 0] = dh[0, 0] · (1 − h[0, 0]²) = 1 · (1 − 0.5²) = {1 * (1 - 0.5**2):.2f}")
small_dz = np.array([[0.75, 2.0], [-0.36, 0.32]])  # a tabela inteira, já pronta
(a, b), (c, d) = small_dz
print(f"dx[0, 0]      = {a} · U[0, 0] + {b} · U[1, 0] = {a * small_U[0, 0] + b * small_U[1, 0]:.2f}")
print(f"dh_prev[0, 1] = {a} · W[0, 1] + {b} · W[1, 1] = {a * small_W[0, 1] + b * small_W[1, 1]:.2f}")
print(f"dU[1, 1]      = {b} · x[0, 1] + {d} · x[1, 1] = {b * small_x[0, 1] + d * small_x[1, 1]:.2f}")
print(
    f"dW[0, 1]      = {a} · h_prev[0, 1] + ({c}) · h_prev[1, 1] = {a * small_h_prev[0, 1] + c * small_h_prev[1, 1]:.2f}"
)
print(f"db[1]         = {b} + {d} = {b + d:.2f}")

# %% [markdown]
# Leia dois deles. **dx[0, 0] = 4,75**: a entrada 0 do exemplo 0 foi às duas unidades, pelos pesos da coluna 0 de U (1 e 2), e por
# eles volta. **dW[0, 1] = 1,11**: esse peso serviu aos dois exemplos, e as duas contas se somam: 0,75 · 1 + (−0,36) · (−1). É soma, e
# não média, em dU, dW e db.

# %% tags=["figura"]
from enap_lstm.widgets import palpite

palpite(
    "Se o lote tivesse 200 exemplos no lugar de 2, que forma teria db, quando H = 2?",
    ["(200, 2), uma linha por exemplo", "(2,), a forma de b", "(200,), um número por exemplo"],
    certa="(2,), a forma de b",
    porque="O gradiente de um parâmetro tem a forma do parâmetro: o mesmo b serviu aos 200 exemplos, e as 200 contas se somam.",
)

# %% [markdown]
# ### Sua vez: `rnn_step_backward`
# Com um exemplo só, dz e x são vetores; por isso o esqueleto já os transforma em tabelas de uma linha antes dos produtos, com
# `np.atleast_2d`. Complete os três passos. Vale 4 pontos: 0,8 pelo passo da tanh, 1,2 pelos parâmetros, 1,2 pelas entradas (x e
# h_prev), 0,8 pelo lote.


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
# Primeiro, a figura de antes, agora com os números da **sua** função. Se ela e a anterior coincidem, a volta está certa em
# *acredito*.

# %%
way_back(t=2, backward=rnn_step_backward)

# %% [markdown]
# Agora pergunte à última palavra: o que mudaria a unidade 2, a da crença? O dh é 0 para a unidade 1 e 1 para a unidade 2.

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
# <a name="Parte-6"></a>
# ## Parte 6
# ### O gradiente que encolhe
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
# que gira e triplica. Antes de executar, um palpite sobre a primeira.

# %% tags=["figura"]
from enap_lstm.widgets import palpite

palpite(
    "O gradiente sai de ontem com tamanho 1. Com a W sorteada, que tamanho tem quando chega a Não, 29 passos antes?",
    ["perto de 1", "perto de um décimo", "perto de um milésimo", "muito menos que um milionésimo"],
    certa="muito menos que um milionésimo",
    porque="Cada passo multiplica por um número menor que 1. Se fosse 0,44 em todos, 29 vezes seguidas dariam menos de um décimo de bilionésimo.",
)

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

# %% [markdown]
# Onde está a perda? Veja as três curvas, calculadas pelas suas duas funções.

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

# %% [markdown]
# <a name="Fechamento"></a>
# ## Fechamento
# ### Desafio, sem pontos
# Existe um tamanho de W em que a notícia chega inteira? Mude `scale` até o gradiente chegar a *Não* com tamanho entre 0,5 e 2, no
# parecer e no parecer lido de trás para a frente. Depois ande um décimo para cada lado e veja o que sobra.

# %%
from enap_lstm.widgets import desafio

scale = 1.0  # mude aqui, entre 1,0 e 3,0, e execute de novo
desafio(
    "Faça o gradiente chegar ao outro fim do parecer com tamanho entre 0,5 e 2.",
    lambda: (
        gradient_sizes(x, U_16, scale * turn, b_16)[0],
        gradient_sizes(x[::-1], U_16, scale * turn, b_16)[0],
    ),
    [
        ("no parecer, entre 0,5 e 2", lambda v: v[0], lambda v: 0.5 < v < 2),
        ("de trás para a frente, entre 0,5 e 2", lambda v: v[1], lambda v: 0.5 < v < 2),
    ],
)

# %% [markdown]
# ### Para pensar
# 1. Na figura do controle, com W[0, 0] = 1, a unidade 1 foi de 0,96 a 0,56 em três palavras. Por que ela cai, se a
#    realimentação é 1? Qual das duas causas do gradiente que encolhe é a mesma?
# 2. Se o parecer começasse por "Procede", que número da curva azul diria à rede para tratar as duas palavras de modo
#    diferente?
# 3. Na parte 5, na pergunta à última palavra, o dh_prev da unidade 2 foi zero. Onde em W se vê o motivo?
# 4. Na função da parte 3, o que muda em h quando W é zero?
#
# ### O que fica
# - O passo de Elman mistura a palavra e o estado anterior, e a tanh mantém o resultado entre −1 e 1.
# - Na volta, o gradiente passa pela inclinação 1 − h² e por W; os gradientes dos parâmetros somam os exemplos.
# - Em 30 palavras, esses fatores multiplicados levam o gradiente a quase nada, ou a um número sem controle.
#
# ### O que foi construído
# Abaixo, o mapa da célula que o curso inteiro vai construir. Por enquanto só as entradas estão
# em traço cheio: a palavra e o h anterior, as mesmas da rede de Elman.

# %% tags=["figura"]
from enap_lstm.figures.cell_map import o_que_foi_construido

o_que_foi_construido(1)

# %% [markdown]
# **O que vem agora.** No caderno 02, a primeira porta: quem decide o que entra na memória.
#
# ### Respostas
# <details><summary>Abra depois de pensar</summary>
#
# 1. A cada palavra o valor passa de novo pela tanh, que devolve menos do que recebe: tanh(0,96) = 0,75. A causa comum é a tanh: na
#    ida ela aperta o valor; na volta, a sua inclinação, menor que 1, aperta o gradiente.
# 2. O número em *Não*, no fim esquerdo da curva: 5,5 vezes 10 elevado a −11. É o que a rede recebe para distinguir as duas
#    palavras, e é quase nada.
# 3. A segunda coluna de W, que tem os pesos da unidade 2 anterior, é toda zero. Ninguém a lê, e nada volta por ela.
# 4. h passa a depender só da palavra: a rede esquece tudo a cada passo.
# 5. Da verificação de `rnn_forward`: U, W e b nunca mudam dentro do laço; a cada volta, o passo recebe os mesmos.
# 6. Do desafio: com `scale` = 1,6, chegam 0,69 no parecer e 1,77 de trás para a frente. Com 1,5 chegam 0,10 e 0,29; com 2,1, 73 e
#    11. O equilíbrio existe, mas depende da frase e se perde com um décimo. A LSTM não depende dessa sorte.
#
# </details>
#
# ### Para ler mais
# - Elman (1990), [*Finding structure in time*](https://doi.org/10.1207/s15516709cog1402_1), Cognitive Science, 14(2),
#   179–211: a rede deste caderno, e o que ela descobre sozinha sobre palavras.
# - Jurafsky e Martin, [*Speech and Language Processing*](https://web.stanford.edu/~jurafsky/slp3/), capítulo 9 na edição de
#   2021 (em edições mais novas, o capítulo sobre RNNs e LSTMs).
# - Stanford [CS224n](https://web.stanford.edu/class/cs224n/): a aula sobre RNNs e gradientes que somem (*vanishing
#   gradients*).
# - Hochreiter e Schmidhuber (1997), [*Long short-term memory*](https://doi.org/10.1162/neco.1997.9.8.1735), Neural
#   Computation, 9(8), 1735–1780: as primeiras páginas contam o problema da última figura.
#
# ### Antes de entregar
# A célula abaixo mostra os seus pontos, o que falta e como entregar.

# %%
resumo()
