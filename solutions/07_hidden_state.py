# %% [markdown]
# # 07 · O estado interno da célula
#
# Quem pede uma certidão no balcão não leva o processo. Leva uma folha que diz, naquele dia, o que importa dele. O processo
# continua inteiro no arquivo, e na semana seguinte a certidão pode ser outra.
#
# A célula da LSTM também separa as duas coisas. O arquivo é o estado da célula, $c^{(t)}$, que você escreveu no caderno 06.
# A certidão é o **estado interno da célula** (*hidden state*), $h^{(t)}$: o que a célula mostra depois de cada palavra. Nos
# livros em português ele aparece também como "estado oculto". É h que o resto da rede lê. E na palavra seguinte, quando as
# portas decidem, elas leem a certidão, e não o arquivo.
#
# Com h, a célula fica completa. Neste caderno você monta as seis equações em um passo só, põe a sua célula ao lado da do
# PyTorch, e leva o gradiente de volta por todos os caminhos.
#
# **Ao fim deste caderno, você saberá** dizer o que separa h de c; montar um passo inteiro da LSTM; levar o
# gradiente de volta pelo passo, somando os dois caminhos que chegam a c; e contar os parâmetros de uma LSTM.
#
# **Conteúdo, em duas sessões**
#
# Primeira sessão, a ida, cerca de 36 minutos:
# - [Parte 1](#Parte-1): o que o slide diz. Cerca de 7 minutos.
# - [Parte 2](#Parte-2): o estado interno. Cerca de 8 minutos.
# - [Parte 3](#Parte-3): a volta por h. Cerca de 7 minutos.
# - [Parte 4](#Parte-4): o passo inteiro. Cerca de 14 minutos.
# - [Pausa](#Pausa)
#
# Segunda sessão, a volta, cerca de 44 minutos:
# - [Parte 5](#Parte-5): dois caminhos até c. Cerca de 5 minutos.
# - [Parte 6](#Parte-6): a volta pelo passo. Cerca de 16 minutos.
# - [Parte 7](#Parte-7): até onde o gradiente chega. Cerca de 8 minutos.
# - [Parte 8](#Parte-8): quantos números a célula aprende. Cerca de 3 minutos.
# - [Parte 9](#Parte-9): lado a lado com o PyTorch. Cerca de 4 minutos.
# - [Fechamento](#Fechamento): desafio, perguntas, entrega. Cerca de 8 minutos.
#
# Ao todo são cerca de 80 minutos. O caderno vale 10 pontos, em quatro exercícios (1,5 + 2 + 2,5 + 4). No Colab, comece por
# *Arquivo › Salvar uma cópia no Drive*.

# %%
import numpy as np

from enap_lstm import check, gradient_check, restaurar, resumo
from enap_lstm.reference import sigmoid
from enap_lstm.widgets import desafio, over_words, palpite, slider

# %% [markdown]
# <a name="Parte-1"></a>
# ## Parte 1
# ### O que o slide diz
#
# O slide dá ao estado interno o objetivo de gerar a saída da célula: uma sumarização de toda a entrada processada até o
# instante t. A equação é a última das seis:
#
# $$h_t = o_t \odot \tanh(c_t) \qquad (6)$$
#
# Ela não tem pesos. Tudo o que há para aprender está nas quatro primeiras. No mapa, é a parte acesa; o resto você já
# construiu. Execute a célula e percorra a frase.

# %% tags=["figura"]
from enap_lstm.figures.cell_map import mapa_da_celula

mapa_da_celula(7)

# %% [markdown]
# Siga o caminho aceso em *acredito*, com os números da unidade 2, a do assunto. A esteira traz c = 0,78. A tanh o leva a
# 0,65. A porta de saída, em 0,73, deixa aparecer 0,48: esse é o h. Agora vá a *duendes*. A memória está em 1,05, e h em
# 0,57.
#
# ### Por que uma tanh?
#
# A memória não tem teto. No caderno 03, com a porta de esquecimento em 1, ela chegou a 12,0 e continuou subindo. Antes de
# executar a célula seguinte, um palpite.

# %% tags=["figura"]
palpite(
    "A memória de uma unidade está em c = 12, e a porta de saída em o = 0,73. Quanto vale h?",
    ["8,76", "1,00", "0,73"],
    certa="0,73",
    porque="A tanh leva 12 a 1,00 antes que a porta multiplique: 0,73 de 1,00 é 0,73. Por maior que seja c, h fica entre −1 e 1.",
)

# %%
for memory in (0.1, 0.78, 1.05, 3.0, 12.0):
    rise = (np.tanh(memory + 0.001) - np.tanh(memory)) / 0.001  # quanto a tanh sobe se c sobe um milésimo
    print(f"c = {memory:5.2f}: tanh(c) = {np.tanh(memory):.4f}, inclinação da tanh {rise:.1e}")

# %% [markdown]
# Leia a coluna do meio. Enquanto a memória é pequena, a tanh quase não a muda: 0,1 vira 0,0997. Depois ela aperta: 3 vira
# 0,9951, e 12 vira 1,0000. Quem lê h recebe sempre um número entre −1 e 1, e a porta de saída escolhe quanto dele.
#
# A última coluna é o preço, e volta na parte 3: com c = 3, a inclinação já é 0,0099, que o Python escreve 9.9e-03.
#
# <a name="Parte-2"></a>
# ## Parte 2
# ### O estado interno
#
# Escreva a equação (6). Cada número de h depende só do mesmo lugar em o e em c; um exemplo e um lote usam a mesma conta.
# Vale 1,5 ponto: 0,9 por um exemplo, 0,3 pelo lote e 0,3 pelos valores extremos.
#
# ### Sua vez: `hidden_state`
# A célula abaixo é sua.


# %%
def hidden_state(o, c):
    """Estado interno h_t, equação (6).

    o e c (H,) ou (N, H) → h, com a mesma forma."""
    ### BEGIN SOLUTION
    return o * np.tanh(c)
    ### END SOLUTION


# %%
check(hidden_state)

# %% [markdown]
# ### Um controle em cada porta
#
# Este é o mapa em *acredito*, unidade 2, com os quatro números nas suas mãos. Mova um controle por vez; c e h são refeitos,
# e h sai da **sua** `hidden_state`.

# %%
from enap_lstm.figures.cell_controls import mapa_com_controles

mapa_com_controles(hidden_state)

# %% [markdown]
# Procure três situações.
#
# 1. Leve só o controle o a zero. O que acontece com h? E com c?
# 2. Volte o a 0,73 e leve g a −1. Que sinal têm c e h?
# 3. Leve os quatro ao máximo, 1. Quanto valem c e h?
#
# As respostas estão no fim. Repare que h ficou, nas três, entre −1 e 1.
#
# <a name="Parte-3"></a>
# ## Parte 3
# ### A volta por h
#
# **dh** diz quanto o erro aumentaria se cada número de h aumentasse um pouco. h nasceu de um produto, e os dois fatores
# recebem a notícia: a porta o, e a memória c, que ainda passou pela tanh. A inclinação da tanh é a do caderno 01. Desta vez
# não há matrizes: cada resultado tem a forma de h.
#
# Vale 2 pontos: 0,6 pelo gradiente de o, 0,8 pelo de c, 0,4 pelo lote e 0,2 pelos valores extremos. Devolva do e dc, nesta
# ordem.
#
# ### Sua vez: `hidden_state_backward`
# A célula abaixo é sua.


# %%
def hidden_state_backward(dh, o, c):
    """A volta pelo estado interno.

    dh, o e c (H,) ou (N, H) → do, dc. Este dc é só o que chega a c por h."""
    ### BEGIN SOLUTION
    tanh_c = np.tanh(c)
    return dh * tanh_c, dh * o * (1 - tanh_c**2)
    ### END SOLUTION


# %%
check(hidden_state_backward)

# %% [markdown]
# ### O que a sua volta mostra
# A mesma notícia, dh = 1, chega a cinco memórias, da quase vazia à cheia demais. A porta de saída está em 0,73 nas cinco.

# %%
memories = np.array([0.1, 0.78, 1.05, 3.0, 12.0])
arrives_at_o, arrives_at_c = hidden_state_backward(np.ones(5), np.full(5, 0.73), memories)
for memory, to_o, to_c in zip(memories, arrives_at_o, arrives_at_c, strict=True):
    print(f"c = {memory:5.2f}: a o chega {to_o:.2f}, a c chega {to_c:.1e}")

# %% [markdown]
# Com c = 0,1, a memória recebe 0,72 (Python escreve 7.2e-01), quase tudo o que a porta deixou. Com c = 3, recebe 0,0072.
# Com c = 12, nove zeros depois da vírgula: por este caminho, uma memória cheia não ouve nada. Com a porta de saída acontece
# o contrário: a o chega 1,00.
#
# Se este fosse o único caminho até c, a LSTM teria o mesmo problema da rede de Elman. Há outro. A segunda sessão trata dele.
#
# <a name="Parte-4"></a>
# ## Parte 4
# ### O passo inteiro
#
# As seis peças estão prontas. Falta um passo que receba a palavra, o h e o c de antes, e devolva o h e o c de agora.
#
# Até aqui, cada uma das quatro equações trazia os seus U, W e b: doze arrays. Daqui em diante eles viajam **empilhados** em
# três: U, W e b guardam um bloco de H linhas para cada porta. A ordem dos blocos é **i, f, g, o**, a mesma do PyTorch, e
# neste caderno só um lugar sabe disso: a função abaixo.


# %%
def by_gate(stacked):
    """Os quatro blocos de um parâmetro empilhado, na ordem i, f, g, o. Só esta função sabe a ordem."""
    return np.split(stacked, 4)


# %%
from enap_lstm.data.toy import WORDS, B, U, W

print("formas: U", U.shape, " W", W.shape, " b", B.shape)
for letter, block in zip("ifgo", by_gate(U), strict=True):
    print(f"bloco de {letter}, forma {block.shape}, primeira linha {block[0]}")

# %% [markdown]
# São os números da nossa célula de sempre, com D = 4 e H = 3: 12 linhas, três para cada porta. O bloco de i começa pelo 5 da
# coluna *negação*, que você viu no caderno 02. Os de o são zero: nesta célula, só o viés decide a porta de saída.
#
# ### Sua vez: `lstm_step`
# Você pode chamar as funções dos cadernos 02 a 06, que a célula abaixo importa, a `sigmoid` do 00, a sua `hidden_state` e
# `by_gate`. As portas e a atualização de célula recebem x, h_prev e os seus três parâmetros; `cell_state` recebe f, c_prev,
# i e g, nesta ordem.
#
# Vale 2,5 pontos: 1 pelo estado da célula, 0,75 pelo estado interno, 0,5 pelo lote e 0,25 pelos valores extremos. Devolva h
# e c, nesta ordem.

# %%
from enap_lstm.reference import cell_state, cell_update, forget_gate, input_gate, output_gate


# %%
def lstm_step(x, h_prev, c_prev, U, W, b):
    """Um passo da LSTM, equações (1) a (6).

    x (D,) ou (N, D), h_prev e c_prev (H,) ou (N, H), U (4H, D), W (4H, H), b (4H,) → h, c."""
    ### BEGIN SOLUTION
    U_i, U_f, U_g, U_o = by_gate(U)
    W_i, W_f, W_g, W_o = by_gate(W)
    b_i, b_f, b_g, b_o = by_gate(b)
    i = input_gate(x, h_prev, U_i, W_i, b_i)
    f = forget_gate(x, h_prev, U_f, W_f, b_f)
    g = cell_update(x, h_prev, U_g, W_g, b_g)
    o = output_gate(x, h_prev, U_o, W_o, b_o)
    c = cell_state(f, c_prev, i, g)
    return hidden_state(o, c), c
    ### END SOLUTION


# %%
check(lstm_step)

# %% [markdown]
# ### A frase inteira, com a sua célula
# A função `read_sentence` chama o seu passo uma vez por palavra: o h e o c que saem de uma entram na seguinte. A tabela
# mostra as seis letras, das equações (1) a (6), nas três unidades.

# %%
from enap_lstm.figures.whole_cell import read_sentence, whole_cell

mine = read_sentence(lstm_step)
whole_cell(mine)

# %% [markdown]
# Leia a unidade da negação, a primeira linha de cada grupo. Em *não*, a porta de entrada abre (0,95), a proposta é 1,00, e
# c salta de 0,00 a 0,95. Dali em diante a porta de esquecimento, em 0,98, quase não deixa sair: em *duendes*, c ainda é
# 0,90. No grupo de h, a mesma memória aparece menor, 0,52, porque passou pela tanh e pela porta de saída.
#
# Agora a unidade do assunto em *duendes*. Um valor só passa de 1 na tabela inteira: c = 1,05. O h dela é 0,57.
#
# Por fim, o laranja. A proposta da unidade do resto é negativa em *acredito*, −0,46, e c vai a −0,06. Com ele, h também fica
# negativo: a porta de saída nunca troca o sinal.

# %% [markdown]
# <a name="Pausa"></a>
# ## Pausa
# Aqui termina a primeira sessão, e 6 dos 10 pontos já estão no caminho. Salve com Ctrl+S. Quando voltar, execute tudo até
# aqui, de cima para baixo: no Jupyter, *Run › Run All Above Selected Cell*; no Colab, *Ambiente de execução › Executar
# antes*. As suas respostas continuam escritas nas células.

# %% [markdown]
# <a name="Parte-5"></a>
# ## Parte 5
# ### Dois caminhos até c
#
# O que uma memória guarda em *em* aparece em dois lugares: no h da mesma palavra, e na memória da palavra seguinte. Por
# isso, na volta, a notícia chega a c por **dois caminhos**: por h, e de t + 1, pela esteira. Como os dois são consequência
# do mesmo número, o que chega se soma.
#
# A figura põe números nisso, para a unidade da negação. Suponha que o erro peça 1 a mais de h em cada palavra. Antes de ver,
# um palpite.

# %% tags=["figura"]
palpite(
    "Na última palavra, duendes, quanto chega a c pelo caminho de t + 1?",
    ["nada", "a metade", "o mesmo que por h"],
    certa="nada",
    porque="Depois da última palavra não há outra que tenha lido a memória. Em todas as anteriores, há.",
)

# %% [markdown]
# Execute a célula e percorra a frase, da última palavra para a primeira, com *anterior*.

# %%
from enap_lstm.data import SENTENCE
from enap_lstm.figures.ways_into_c import ways_into_c

over_words(lambda t: ways_into_c(t, hidden_state_backward), SENTENCE, start=4)

# %% [markdown]
# Em *duendes*, só o caminho por h traz alguma coisa: 0,36. A porta de esquecimento, em 0,98, deixa seguir 0,35. Em *em*,
# esse 0,35 chega de t + 1 e se soma aos 0,35 que vêm por h: 0,70. Em *Eu*, a primeira palavra, a soma é 2,08, e quase dois
# terços vieram pela esteira.
#
# Quem esquece o caminho de t + 1 acerta na última palavra e erra em todas as outras. É um engano que já se viu em
# bibliotecas publicadas.
#
# <a name="Parte-6"></a>
# ## Parte 6
# ### A volta pelo passo
#
# Todas as peças da volta existem: as quatro das portas, a do estado da célula e a sua, de h. O trabalho agora é a ordem, e
# as somas. O esqueleto do exercício dá um nome a cada etapa; as formas ao lado são as da frase como um lote, N = 5, D = 4 e
# H = 3.
#
# | etapa | equação | chega | sai | forma |
# |---|---|---|---|---|
# | 1. a ida, de novo | (1) a (5) | x, h_prev, c_prev | i, f, g, o, c | (5, 3) |
# | 2. por h | (6) | dh | do, dc_by_h | (5, 3) |
# | 3. os dois caminhos | | dc_by_h e dc, de t + 1 | dc_total | (5, 3) |
# | 4. por c | (5) | dc_total | df, dc_prev, di, dg | (5, 3) |
# | 5. pelas portas | (1) a (4) | di, df, dg, do | dx, dh, dU, dW, db de cada porta | (5, 4), (5, 3), (3, 4), (3, 3), (3,) |
# | 6. o que as quatro leram | | quatro dx e quatro dh_prev | dx, dh_prev | (5, 4) e (5, 3) |
# | 7. os parâmetros | | quatro dU, quatro dW, quatro db | dU, dW, db | (12, 4), (12, 3), (12,) |
#
# Duas perguntas decidem as etapas 6 e 7. A mesma x entrou nas quatro portas: o que se faz com as quatro notícias que voltam
# a ela? E cada porta tem os seus próprios pesos: como três linhas de cada uma voltam a ser doze?
#
# Vale 4 pontos: 0,8 pelo que vem por h, 1 pelo que vem por c, 0,6 pelos parâmetros, 0,6 pelas entradas, 0,6 pelo lote e 0,4
# pelas portas saturadas. `dh` é tudo o que chega a h; `dc` é só o que vem de t + 1.

# %%
from enap_lstm.reference import (
    cell_state_backward,
    cell_update_backward,
    forget_gate_backward,
    input_gate_backward,
    output_gate_backward,
)

# %% [markdown]
# Para lembrar a ordem dos argumentos: a volta de uma porta, e a da atualização de célula, recebe o gradiente dela, o valor
# dela, x, h_prev e os seus U e W, e devolve dx, dh_prev, dU, dW e db. A volta do estado da célula recebe o gradiente de c,
# f, c_prev, i e g, e devolve df, dc_prev, di e dg.
#
# ### Sua vez: `lstm_step_backward`
# A célula abaixo é sua. Complete as sete etapas.


# %%
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    """A volta por um passo da LSTM, das equações (6) a (1).

    dh: tudo o que chega a h; dc: o que chega a c só de t + 1 → dx, dh_prev, dc_prev, dU, dW, db."""
    U_i, U_f, U_g, U_o = by_gate(U)
    W_i, W_f, W_g, W_o = by_gate(W)
    b_i, b_f, b_g, b_o = by_gate(b)

    # 1. A ida, de novo: a volta precisa das aberturas e da memória. Defina i, f, g, o e c.
    ### BEGIN SOLUTION
    i = input_gate(x, h_prev, U_i, W_i, b_i)
    f = forget_gate(x, h_prev, U_f, W_f, b_f)
    g = cell_update(x, h_prev, U_g, W_g, b_g)
    o = output_gate(x, h_prev, U_o, W_o, b_o)
    c = cell_state(f, c_prev, i, g)
    ### END SOLUTION

    # 2. Por h, equação (6). Defina do e dc_by_h, o que chega a c por h.
    ### BEGIN SOLUTION
    do, dc_by_h = hidden_state_backward(dh, o, c)
    ### END SOLUTION

    # 3. Os dois caminhos até c. Defina dc_total.
    ### BEGIN SOLUTION
    dc_total = dc + dc_by_h
    ### END SOLUTION

    # 4. Por c, equação (5). Defina df, dc_prev, di e dg.
    ### BEGIN SOLUTION
    df, dc_prev, di, dg = cell_state_backward(dc_total, f, c_prev, i, g)
    ### END SOLUTION

    # 5. Pelas portas, equações (1) a (4). Defina dx_i, dh_i, dU_i, dW_i e db_i, e os mesmos cinco de f, g e o.
    ### BEGIN SOLUTION
    dx_i, dh_i, dU_i, dW_i, db_i = input_gate_backward(di, i, x, h_prev, U_i, W_i)
    dx_f, dh_f, dU_f, dW_f, db_f = forget_gate_backward(df, f, x, h_prev, U_f, W_f)
    dx_g, dh_g, dU_g, dW_g, db_g = cell_update_backward(dg, g, x, h_prev, U_g, W_g)
    dx_o, dh_o, dU_o, dW_o, db_o = output_gate_backward(do, o, x, h_prev, U_o, W_o)
    ### END SOLUTION

    # 6. O que as quatro leram. Defina dx e dh_prev.
    ### BEGIN SOLUTION
    dx = dx_i + dx_f + dx_g + dx_o
    dh_prev = dh_i + dh_f + dh_g + dh_o
    ### END SOLUTION

    # 7. Os parâmetros, cada porta no seu bloco. Defina dU, dW e db.
    ### BEGIN SOLUTION
    dU = np.concatenate([dU_i, dU_f, dU_g, dU_o])
    dW = np.concatenate([dW_i, dW_f, dW_g, dW_o])
    db = np.concatenate([db_i, db_f, db_g, db_o])
    ### END SOLUTION
    return dx, dh_prev, dc_prev, dU, dW, db


# %%
check(lstm_step_backward)

# %% [markdown]
# ### O que a sua volta mostra
# A frase como um lote: em cada palavra, dh = 1 e dc = 0,5. Os seis gradientes conferem com a derivada numérica?

# %%
dh, dc = np.ones((5, 3)), np.full((5, 3), 0.5)
c_prev = np.vstack([np.zeros((1, 3)), mine.c[:-1]])  # antes da primeira palavra, a memória é zero
gradients = lstm_step_backward(dh, dc, WORDS, mine.h_prev, c_prev, U, W, B)
report = gradient_check(lstm_step, gradients, (WORDS, mine.h_prev, c_prev, U, W, B), upstream=(dh, dc))
print(report.message)

# %%
db = gradients[5]
for letter, block in zip("ifgo", by_gate(db), strict=True):
    print(f"db, bloco de {letter}: {block.round(3)}")

# %% [markdown]
# A derivada numérica mexeu em cada um dos 12 vieses, das 36 entradas de W e das 48 de U, uma de cada vez, e chegou aos
# números que as suas sete etapas deram.
#
# Olhe os blocos de db, uma coluna por unidade. No bloco de f, o primeiro número é pequeno, 0,042: a porta da negação está
# em 0,98, quase plana, como você viu no caderno 03. No bloco de o, o menor é o da unidade do resto, 0,172: ela quase não
# guarda nada, e há pouco o que mostrar.
#
# <a name="Parte-7"></a>
# ## Parte 7
# ### Até onde o gradiente chega
#
# Um gradiente de tamanho 1 sai do h de *duendes*. Volte palavra por palavra com a sua `lstm_step_backward` e meça, em cada
# uma, quanto chega ao c e quanto chega ao h. O controle põe a mesma porta de esquecimento, f, em todas as palavras e
# unidades; o resto da célula fica como está.

# %%
from enap_lstm.figures.gradient_ways import both_ways

slider(lambda f: both_ways(f, lstm_step_backward), "f", low=0.0, high=1.0, step=0.01, start=0.9)

# %% [markdown]
# Com f = 0,90, chega a *não* 0,3063 por c, e só 0,0034 por h. Nesta célula uma porta só lê h, a de entrada da unidade 2, e
# pouco passa por ela. A *acredito*, por h, chega zero: em *em*, a unidade 2 não tem o que propor (g = 0), e abrir mais a
# porta não mudaria nada.
#
# Leve f a 0. O caminho por c fecha, e a primeira série fica em zero. Por h, ainda chega 0,0281 a *em*, e nada antes dela.
# Agora leve f a 1. Quanto chega a *Eu* por c?
#
# ### Todos os caminhos, em 30 palavras
#
# No caderno 03, o gradiente voltou pelo parecer de 30 palavras só por c. Ficou uma promessa: somar os outros caminhos, por h
# e pelas portas. A sua `lstm_step_backward` os traz todos. O parecer e os pesos sorteados são os mesmos de lá.

# %% tags=["figura"]
palpite(
    "Com b_f = 3, o que chega a “Não” por todos os caminhos é maior ou menor do que chega só por c?",
    ["é maior", "é igual", "é menor"],
    certa="é maior",
    porque="Nesta rede chegam quase seis vezes mais. Os gradientes têm sinal, e em outra rede poderiam se anular em parte.",
)

# %%
from enap_lstm.figures.gradient_ways import sizes_by_way
from enap_lstm.figures.gradients import shrinking

opinion = (
    "Não procede segundo o parecer da área técnica encaminhado em março à ouvidoria do município"
    " o pedido de revisão do valor da taxa que a associação de moradores apresentou ontem"
).split()

rng = np.random.default_rng(0)
vectors = {word: rng.normal(size=4) for word in dict.fromkeys(opinion)}  # mesma palavra, mesmo vetor
x = np.stack([vectors[word] for word in opinion])
H = 16
rng.normal(size=(H, 4)), rng.normal(size=(H, H)), rng.uniform(size=(H, H))  # no caderno 03, aqui vinha a rede de Elman
U_all = 0.3 * rng.normal(size=(4 * H, 4))
W_all = rng.uniform(-1, 1, size=(4 * H, H)) / np.sqrt(H)

sizes = {}
for b_f in (0.0, 3.0):
    b_all = np.zeros(4 * H)
    b_all[H : 2 * H] = b_f  # o bloco de f é o segundo
    for only_c in (True, False):
        by_h, by_c = sizes_by_way(lstm_step, lstm_step_backward, x, U_all, W_all, b_all, only_c=only_c)
        name = f"b_f = {b_f:.0f}, {'só por c' if only_c else 'todos os caminhos'}"
        sizes[name] = np.hypot(by_h, by_c)  # o tamanho do par: a raiz da soma dos quadrados
        print(f"{name:>26}: em “Não” {sizes[name][0]:.1e}")

# %%
shrinking(sizes, opinion)

# %% [markdown]
# Compare as curvas duas a duas. Com b_f = 0, todos os caminhos juntos levam a *Não* mais de cem vezes o que chega só por c
# (2.1e-07 contra 1.7e-09), e ainda é quase nada. Com b_f = 3, só por c chega 0,055; com todos, 0,32.
#
# Os caminhos por h e pelas portas estão abertos nas duas redes. Com b_f = 0, eles não bastam: o gradiente encolhe como na
# rede de Elman. O botão é o mesmo do caderno 03, a porta de esquecimento; com ela aberta, todos chegam longe.
#
# <a name="Parte-8"></a>
# ## Parte 8
# ### Quantos números a célula aprende
#
# O slide avisa: mais parâmetros são necessários para regular o fluxo de informação que entra e sai da rede. Quantos? Uma
# rede de Elman tem $HD + H^2 + H$: U, W e b. A LSTM faz essa conta quatro vezes.

# %% tags=["figura"]
palpite(
    "A nossa célula tem D = 4 e H = 3. Quantos números ela aprende, entre U, W e b?",
    ["24", "60", "84", "96"],
    certa="96",
    porque="Cada bloco tem 12 números de U, 9 de W e 3 de b: 24, vezes 4 blocos, 96. Quem esquece W conta 60; quem esquece os vieses, 84; e 24 é a rede de Elman.",
)

# %%
print("contados um a um, U, W e b:", U.size, "+", W.size, "+", B.size, "=", U.size + W.size + B.size)
for D, H in ((4, 3), (100, 128), (300, 512)):
    elman = H * D + H * H + H
    print(f"D = {D:3} e H = {H:3}: Elman {elman:9,}   LSTM {4 * elman:9,}".replace(",", "."))

# %% [markdown]
# Com palavras de 300 números e 512 unidades, um tamanho comum, a célula já tem 1.665.024 parâmetros. O termo que manda é
# H²: dobrar H quase quadruplica a conta. O tamanho da frase não entra: os mesmos pesos servem a todas as palavras.
#
# <a name="Parte-9"></a>
# ## Parte 9
# ### Lado a lado com o PyTorch
#
# O PyTorch é a biblioteca em que boa parte das LSTMs de hoje é treinada. A célula dela chama-se `torch.nn.LSTMCell`. Vamos
# copiar os nossos pesos para ela e ler a mesma frase com as duas: a sua e a do PyTorch. A ordem dos blocos é a mesma. Há
# uma diferença: o PyTorch guarda dois vieses, um ao lado de U e outro ao lado de W, e os soma. O primeiro recebe o nosso b,
# e o segundo fica em zero.

# %%
from enap_lstm.figures.whole_cell import beside_torch

try:
    import torch
except (ImportError, OSError):
    print("Este ambiente não tem o PyTorch: faça esta comparação no Colab ou no JupyterHub do curso.")
else:
    cell = torch.nn.LSTMCell(4, 3, dtype=torch.float64)
    with torch.no_grad():
        cell.weight_ih.copy_(torch.tensor(U))
        cell.weight_hh.copy_(torch.tensor(W))
        cell.bias_ih.copy_(torch.tensor(B))
        cell.bias_hh.zero_()
        state, torch_h = None, []
        for word in torch.tensor(WORDS):
            state = cell(word, state)  # sem estado, a célula começa do zero
            torch_h.append(state[0].numpy())
    print("números que a célula do PyTorch aprende:", sum(p.numel() for p in cell.parameters()))
    print("iguais até a sexta casa:", np.allclose(mine.h, torch_h, rtol=0, atol=1e-6))
    beside_torch(mine.h, np.stack(torch_h))

# %% [markdown]
# Cada quadrado, da célula do PyTorch, está sobre um ponto, da sua. Se há alguma diferença na legenda, ela é do tamanho do
# arredondamento, lá pela décima sexta casa. A célula que você escreveu, equação por equação, é uma LSTM.
#
# E o PyTorch conta 108 números, e não 96. De onde vêm os 12 a mais?
#
# <a name="Fechamento"></a>
# ## Fechamento
# ### Desafio: guardar em silêncio e falar no fim
#
# Sem nota. A memória tem uma unidade só, e W é zero. U tem uma linha por porta; a de g já está pronta. Escolha as outras, e
# b, para que a célula guarde o *não* sem mostrá-lo, e só o diga em *duendes*. Na mesma frase sem o *não*, ela deve terminar
# calada. Mude os números, execute de novo e veja a tabela se acender.

# %%
from enap_lstm.figures.whole_cell import read

#    negação verbo nome ligação
my_U = np.array(
    [
        [0.0, 0.0, 0.0, 0.0],  # i
        [0.0, 0.0, 0.0, 0.0],  # f
        [3.0, 0.0, 0.0, 0.0],  # g: só propõe alguma coisa quando lê uma negação
        [0.0, 0.0, 0.0, 0.0],  # o
    ]
)
my_b = np.array([0.0, 0.0, 0.0, 1.0])  # i, f, g, o


def with_and_without():
    """h e c da frase com o não, e h da frase sem ele, lidas pela sua `lstm_step`."""
    no_state = np.zeros((4, 1))
    h, c = read(lstm_step, WORDS, my_U, no_state, my_b)
    h_without, _ = read(lstm_step, WORDS[[0, 2, 3, 4]], my_U, no_state, my_b)
    return h[:, 0], c[:, 0], h_without[:, 0]


desafio(
    "Guarde o não em silêncio e diga-o em duendes.",
    with_and_without,
    [
        ("em “em”, a memória passa de 0,9", lambda v: v[1][3], lambda n: n > 0.9),
        ("em “em”, h fica entre −0,05 e 0,05", lambda v: v[0][3], lambda n: abs(n) < 0.05),
        ("em “duendes”, h passa de 0,7", lambda v: v[0][4], lambda n: n > 0.7),
        ("sem o “não”, h em “duendes” fica entre −0,05 e 0,05", lambda v: v[2][3], lambda n: abs(n) < 0.05),
    ],
)

# %% [markdown]
# ### Para pensar
# 1. Na palavra seguinte, as portas leem h, e não c. O que a célula "sabe" de uma memória guardada com o = 0? E o que ela ainda faz
#    com essa memória?
# 2. Um colega escreve h = o ⊙ c, sem a tanh. Na nossa frase, que número de h mudaria mais? O que aconteceria com a memória em 12?
# 3. Na etapa 3, um colega escreve dc_total com o caminho por h no lugar da soma. Em que palavra da frase a conta dele ainda está
#    certa?
# 4. Duas redes, uma de Elman e uma LSTM, têm o mesmo número de parâmetros, e D é pequeno perto de H. Qual tem mais unidades, e
#    cerca de quantas vezes mais?
#
# ### O que fica
# - h é o que a célula mostra, c é o que ela guarda: h fica entre −1 e 1, e a porta de saída decide quanto aparece.
# - O gradiente chega a c por dois caminhos, por h e de t + 1, e eles se somam; o que volta a x e a h_prev é a soma das quatro
#   portas.
# - Uma LSTM tem 4(HD + H² + H) parâmetros, quatro vezes a rede de Elman, e a sua é igual à do PyTorch.
#
# O mapa, com a célula completa e os números da **sua** `lstm_step`:

# %%
from enap_lstm.figures.cell_map import o_que_foi_construido

o_que_foi_construido(7, c=mine.c, h=mine.h)

# %% [markdown]
# **O que vem agora.** O passo lê uma palavra. O caderno 08 lê a frase: palavras viram números, e o seu passo se repete, do
# primeiro ao último, em *Eu não acredito em duendes*.
#
# ### Respostas
# <details><summary>Abra depois de pensar</summary>
# <p><strong>Parte 2, os controles.</strong> Com o em zero, h vai a 0,00 e c fica em 0,78. Com g em −1, os dois ficam
# negativos: c = −0,86 e h = −0,51. Com os quatro em 1, c = 1,39 e h = 0,88: a tanh não deixa h chegar a 1.</p>
# <p><strong>Parte 6, as duas perguntas.</strong> As quatro notícias que voltam a x se somam, e as de h_prev também: o mesmo
# número serviu às quatro. Os pesos não se somam: cada porta tem os seus, e os quatro blocos voltam a ser empilhados, na ordem
# de <code>by_gate</code>.</p>
# <p><strong>Parte 7.</strong> Com f = 1, chega a <em>Eu</em> 0,3448 por c, tanto quanto a <em>em</em> (0,3441): a esteira
# não perde nada.</p>
# <p><strong>Parte 9.</strong> Do segundo viés: 4 · 3 = 12 números. Como os dois se somam, ele não acrescenta nada que o
# primeiro não possa fazer.</p>
# <p><strong>Desafio.</strong> Há muitas saídas. Uma delas: na linha de i, 10 em <em>negação</em>, com viés −5; em f, só o
# viés, 5; em o, 10 em <em>nome</em>, com viés −5. A memória chega a <em>em</em> com 0,98, h fica ali em 0,01, e em
# <em>duendes</em> vale 0,74. Sem o <em>não</em>, h termina em 0,00.</p>
# <p><strong>Para pensar 1.</strong> As portas não sabem nada dela: leem h, que é 0. Mas a célula ainda a multiplica por f e soma
# o que entra. Uma variante, as conexões <em>peephole</em>, deixa as portas lerem c; a do slide, e a do PyTorch, não.</p>
# <p><strong>Para pensar 2.</strong> O da unidade do assunto em <em>duendes</em>: 0,73 de 1,05 daria 0,77, no lugar de 0,57.
# Com a memória em 12, h seria 8,76, e as portas da palavra seguinte receberiam esse número.</p>
# <p><strong>Para pensar 3.</strong> Só em <em>duendes</em>, a última: ali, de t + 1 não vem nada.</p>
# <p><strong>Para pensar 4.</strong> A de Elman. Com D pequeno, quem manda é H²: o H dela, ao quadrado, é cerca de quatro
# vezes o da LSTM ao quadrado; tem, portanto, cerca de duas vezes mais unidades.</p>
# <p><strong>Das verificações.</strong> De <code>hidden_state</code>: com o = 0, h é 0, qualquer que seja a memória. De
# <code>hidden_state_backward</code>: a de t + 1, pela esteira, que é a parte 5. De <code>lstm_step</code>: h; as portas não leem
# c. De <code>lstm_step_backward</code>: a inclinação da tanh e a porta de saída, depois a inclinação de cada porta, e W.</p>
# </details>
#
# ### Para ler mais
# - Hochreiter e Schmidhuber (1997), [*Long short-term memory*](https://doi.org/10.1162/neco.1997.9.8.1735), Neural
#   Computation, 9(8), 1735–1780: a célula, e a esteira por onde o erro passa sem encolher.
# - Greff e outros (2017), [*LSTM: a search space odyssey*](https://doi.org/10.1109/TNNLS.2016.2582924), IEEE Transactions on
#   Neural Networks and Learning Systems, 28(10), 2222–2232: tira uma peça da célula por vez. As que mais fazem falta são a
#   porta de esquecimento e a tanh da saída.
# - PyTorch, [`torch.nn.LSTMCell`](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html): as mesmas seis
#   equações, com os dois vieses.
# - Jurafsky e Martin, [*Speech and Language Processing*](https://web.stanford.edu/~jurafsky/slp3/), capítulo 9 na edição de
#   2021, a dos slides, e Stanford [CS224n](https://web.stanford.edu/class/cs224n/), a aula sobre LSTMs.

# %% [markdown] tags=["teacher"]
# **Para quem ensina.** É o caderno em que tudo se junta, e tem uma pausa marcada: duas aulas, ou uma aula e uma tarefa. A
# primeira sessão termina com a célula inteira na tabela; a segunda é quase toda a volta.
#
# - Na parte 2, projete os controles e peça o palpite antes de cada movimento. O mais instrutivo é fechar só a porta de saída.
# - Na volta, os enganos mais comuns são usar só um dos dois caminhos até c, e devolver o dx de uma porta só. Desenhe no quadro a
#   figura da parte 5 e conte as setas que chegam a c; depois, as que chegam a x.
# - A ordem i, f, g, o só aparece em `by_gate`. Quem empilhar em outra ordem acerta dx e dh_prev e erra dU, dW e db: a verificação
#   diz isso.
# - Na parte 9, deixe a figura na tela por um minuto. É a primeira vez que o trabalho da turma coincide com uma biblioteca.
# - Com menos tempo, deixe a parte 7 e o desafio para casa.

# %% [markdown]
# ### Antes de entregar
# A célula abaixo mostra os seus pontos, o que falta e como entregar.

# %%
resumo()
