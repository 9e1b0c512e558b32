# %% [markdown]
# # 03 · A porta de esquecimento
#
# Todo arquivo público segue uma tabela de temporalidade. Ela diz por quanto tempo cada documento fica guardado: há papel que
# se elimina no ano seguinte e há papel que fica para sempre. Sem a tabela, o arquivo enche até que ninguém ache mais nada.
#
# A memória da LSTM também precisa de um prazo de guarda. Quem cuida disso é a **porta de esquecimento** (*forget gate*), e
# ela decide de novo a cada palavra: lê a palavra nova e o que a célula disse antes, e fixa que fração de cada número
# guardado continua na memória. O nome engana. Uma porta de esquecimento em 1 não esquece nada; em 0, esquece tudo. A nota
# diz quanto **fica**.
#
# **Tempo:** cerca de 50 minutos. **Vale:** 10 pontos, em dois exercícios (4 + 6). No Colab, comece por *Arquivo › Salvar
# uma cópia no Drive*.

# %%
import numpy as np

from enap_lstm import check, gradient_check, restaurar, resumo
from enap_lstm.reference import sigmoid

# %% [markdown]
# ## 1 · Quanto dura uma memória
#
# Guarde o número 1 e deixe a porta parada em f = 0,9. A cada palavra, a memória é multiplicada por f.

# %%
memory = 1.0
for word in range(1, 6):
    memory = 0.9 * memory
    print(f"palavras lidas: {word}, memória: {memory:.3f}")

# %% [markdown]
# Em 5 palavras, a memória foi de 1 a 0,590: ainda sobra mais da metade. Veja agora 40 palavras, um parágrafo curto, e mova o
# controle.

# %% tags=["figura"]
from enap_lstm import widgets
from enap_lstm.figures.forget_gate import fading

widgets.slider(fading, "f", low=0.0, high=1.0, step=0.01, start=0.9)

# %% [markdown]
# Comece com f = 0,90. O losango laranja marca onde a curva cruza a metade: 6,6 palavras. Esse prazo tem nome,
# **meia-vida**. No fim do parágrafo, resta 0,01.
#
# Agora procure: com que f a meia-vida é de 20 palavras? E o que acontece com a linha em f = 1,00?
#
# A busca com o controle tem resposta exata. Depois de n palavras resta $f^n$. A metade chega quando $f^n = \frac{1}{2}$:
#
# $$n = \frac{\ln 0{,}5}{\ln f}$$


# %%
def half_life(f):
    """Em quantas palavras a memória cai à metade, se a porta fica parada em f."""
    return np.log(0.5) / np.log(f)


for f in (0.5, 0.9, 0.966, 0.98):
    print(f"f = {f:5.3f}: meia-vida de {half_life(f):4.1f} palavras")

# %% [markdown]
# De 0,900 para 0,966, a porta quase não se moveu, e o prazo triplicou, de 6,6 para 20,0 palavras. Perto de 1, cada
# milésimo conta.
#
# ### E se guardar tudo, sempre?
#
# Com f = 1, o que entrou não sai mais. Imagine que a cada palavra entre mais 0,3.

# %%
keeps_all, keeps_most = 0.0, 0.0
for _ in range(40):  # uma volta por palavra
    keeps_all = 1.0 * keeps_all + 0.3
    keeps_most = 0.9 * keeps_most + 0.3
print(f"depois de 40 palavras, com f = 1.0: {keeps_all:.1f}; com f = 0.9: {keeps_most:.1f}")

# %% [markdown]
# Com f = 1, a memória chegou a 12,0 e vai continuar subindo. Com f = 0,9, parou perto de 3,0: o que sai passou a compensar
# o que entra. Foi esse o problema da LSTM de 1997, que não tinha porta de esquecimento: em textos longos, sem ninguém para
# zerar a memória, o arquivo enchia. A porta que você vai escrever veio em 2000, para resolver isso.
#
# ## 2 · O que o slide diz
#
# O slide dá à porta de esquecimento o objetivo de remover informações armazenadas na célula, conforme as entradas
# $h^{(t-1)}$ e $x^{(t)}$. A equação tem a forma da (1), com pesos próprios:
#
# $$f_t = \sigma(U_f x_t + W_f h_{t-1} + b_f) \qquad (2)$$
#
# O resultado multiplica a memória da palavra anterior, número a número. É a primeira metade do estado da célula, que você
# escreve no caderno 06: $c_t = f_t \odot c_{t-1} + \dots$
#
# A nossa célula é a mesma do caderno 02, com palavras e pesos inventados por nós. Estes são os pesos da porta nova.

# %%
from enap_lstm.data import SENTENCE
from enap_lstm.data.toy import B_F, FEATURES, U_F, UNITS, W_F, WORDS

print("colunas de U_f:", ", ".join(FEATURES))
for k, unit in enumerate(UNITS):
    alone = sigmoid(B_F[k])  # a porta, sem nada para ler
    print(f"{unit:>11}: U_f {U_F[k]}  b_f {B_F[k]:3.1f}  porta sem nada para ler: {alone:.3f}")

# %% [markdown]
# Cada unidade tem a sua política de arquivo. A unidade 1, da negação, tem viés 4 e nenhum outro peso: fica em 0,982, guarda
# quase tudo. A unidade 2, do assunto, está em 0,818 enquanto nada acontece; o −3 nas colunas *verbo* e *nome* manda abrir
# espaço quando chega assunto novo. A unidade 3 tem viés 0 e fica em 0,500: perde a metade a cada palavra. Nesta célula W_f é
# toda zero, e por isso não aparece.
#
# ## 3 · O viés é o prazo de guarda
#
# Quando x e h dizem pouco, quem decide é o viés (*bias*). Mova o viés da unidade 1 e acompanhe o que ela guardou de *não*.

# %% tags=["figura"]
from enap_lstm import widgets
from enap_lstm.figures.forget_gate import memory_of_no

widgets.slider(memory_of_no, "viés da unidade 1", low=-4.0, high=6.0, step=0.5, start=4.0)

# %% [markdown]
# Leia a linha de baixo, com o viés em 4,0. Em *Eu*, a memória está vazia. Em *não*, entra 0,95. Dali em diante ela perde
# muito pouco: em *duendes*, restam 0,90. Quem chega ao fim da frase ainda sabe que houve uma negação.
#
# Leve o viés a 0. A porta vai a 0,50, e a linha fica 0,95, 0,47, 0,24, 0,12: a metade da metade da metade. Com que viés a
# memória de *não* chega a *duendes* com cerca de metade do que entrou?
#
# ## 4 · Escreva a porta
#
# As formas são as do caderno 02. Vale 4 pontos: 1,6 por um exemplo, 0,8 pelo viés, 0,8 pelo lote, 0,8 pelos valores
# extremos. Os exemplos do primeiro grupo têm viés zero; os do segundo conferem o prazo de guarda.
#
# A função `input_gate` do caderno 02 está fechada aqui: a equação é parecida demais, e vale a pena escrevê-la de novo.


# %%
def forget_gate(x, h_prev, U_f, W_f, b_f):
    """Porta de esquecimento f_t, equação (2).

    x (D,) ou (N, D), h_prev (H,) ou (N, H) → f, com a forma de h_prev."""
    ### BEGIN SOLUTION
    return sigmoid(x @ U_f.T + h_prev @ W_f.T + b_f)
    ### END SOLUTION


# %%
check(forget_gate)

# %% [markdown]
# ### O que a sua porta mostra
#
# Primeiro, a frase. Como no caderno 02, `h_prev` traz o que a célula inteira disse na palavra anterior.

# %%
from enap_lstm.figures.gate_table import gate_table
from enap_lstm.figures.trace import trace

h_prev = trace().h_prev
f = forget_gate(WORDS, h_prev, U_F, W_F, B_F)
gate_table("f", f)

# %% [markdown]
# Repare na linha do meio: em *acredito* e em *duendes*, a porta 2 desce a 0,18. Chegou um assunto novo, e só 18 % do antigo
# fica. Em *não* e em *em*, ela volta a 0,82. A linha de cima não se mexe, e é ela que leva o *não* até o fim.
#
# Agora, o viés sozinho. Com x e h nulos, a sua porta é σ(b_f), e cada viés vira um prazo.

# %%
biases = np.array([0.0, 1.0, 3.0, 5.0])
H = len(biases)
alone = forget_gate(np.zeros(4), np.zeros(H), np.zeros((H, 4)), np.zeros((H, H)), biases)
for b, f_alone in zip(biases, alone, strict=True):
    print(f"b_f = {b:.0f}: f = {f_alone:.3f}, meia-vida de {half_life(f_alone):5.1f} palavras")

# %% [markdown]
# De viés 0 a viés 5, o prazo vai de 1 palavra a 103,2. Isso importa antes mesmo do primeiro treino. As redes começam com
# pesos sorteados, pequenos. Se o viés começa em 0, todas as portas nascem perto de 0,5, e a memória da célula inteira cai à
# metade em cerca de uma palavra. Por isso é comum começar com b_f = 1, e às vezes mais; a seção "Para ler mais" traz o
# estudo que tornou essa escolha um costume.
#
# ### O gradiente usa a mesma porta
#
# No fim do caderno 01, o gradiente encolhia ao voltar 30 palavras. Na LSTM, ele tem um caminho direto, por c. Na ida,
# $c_{t-1}$ foi multiplicado por $f_t$; na volta, o gradiente também é. Em 30 palavras, o que resta é $f^{30}$.

# %%
for b, f_alone in zip(biases, alone, strict=True):
    print(f"b_f = {b:.0f}: depois de 30 palavras, resta {f_alone**30:.10f} da memória e do gradiente")

# %% [markdown]
# Com b_f = 0, resta menos de um bilionésimo. Com b_f = 3, resta 0,23; com b_f = 5, resta 0,82. Uma porta aberta guarda a
# memória e deixa o gradiente passar; é assim que a LSTM enfrenta o "gradiente que encolhe" do slide. Isso não é garantido:
# com b_f = 0, este caminho também encolhe.
#
# ## 5 · O preço de guardar
#
# Então por que não começar com um viés de 10?

# %% tags=["figura"]
from enap_lstm.figures.forget_gate import price_of_keeping

price_of_keeping()

# %% [markdown]
# À esquerda, a meia-vida sobe: 1,0, depois 2,2, depois 14,3, depois 103,2 palavras. Cada divisão desse eixo vale dez vezes a
# de baixo. À direita está a inclinação da porta, f(1 − f), que desce: 0,250 com viés 0, e 0,007 com viés 5. No caderno 02
# você viu o que isso quer dizer: na parte plana da σ, o peso quase não aprende. Uma porta que nasce presa em "guardar tudo"
# custa a aprender quando deve esquecer.
#
# ## 6 · O caminho de volta
#
# **df** diz quanto o erro aumentaria se cada porta ficasse um pouco mais aberta. O caminho é o do caderno 02: primeiro a
# inclinação da σ, depois as três parcelas da soma. Desta vez não há esqueleto. Antes de escrever, complete esta tabela no
# papel, para N = 5, D = 4 e H = 3:
#
# | | forma | de que produto vem |
# |---|---|---|
# | dz | (5, 3) | número a número |
# | dx | ? | ? |
# | dh_prev | ? | ? |
# | dU | ? | ? |
# | dW | ? | ? |
# | db | ? | uma soma |
#
# Lembre-se do exemplo único, em que dz e x são vetores; dU continua sendo (3, 4). Vale 6 pontos: 1,2 pelo passo da σ, 1,5
# pelos parâmetros, 1,5 pela entrada e pelo estado, 1,2 pelo lote e 0,6 por portas em 0 e em 1.


# %%
def forget_gate_backward(df, f, x, h_prev, U_f, W_f):
    """A volta pela porta de esquecimento.

    df e f como h_prev, (H,) ou (N, H) → dx, dh_prev, dU, dW, db."""
    ### BEGIN SOLUTION
    dz = df * f * (1 - f)
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_f, dz @ W_f, dz_rows.T @ x_rows, dz_rows.T @ h_rows, dz_rows.sum(axis=0)
    ### END SOLUTION


# %%
check(forget_gate_backward)

# %% [markdown]
# ### O que a sua volta mostra
#
# De onde vem df? A porta multiplica a memória que havia, c_prev. Se o erro pede mais de c, ele pede mais porta na medida do
# que ela tinha para guardar: df = dc · c_prev. Suponha que o erro peça o mesmo de toda parte, dc = 1, e leve a notícia até
# o viés.

# %%
memory = trace().c
c_prev = np.vstack([np.zeros(3), memory[:-1]])  # antes da primeira palavra, a memória é zero
df = 1.0 * c_prev
dx, dh_prev, dU, dW, db = forget_gate_backward(df, f, WORDS, h_prev, U_F, W_F)
dz = df * f * (1 - f)
for t, word in enumerate(SENTENCE):
    print(f"{word:>9}: c_prev {c_prev[t].round(2)}  dz {dz[t].round(3)}")
print("soma, db:", db.round(3))

# %% [markdown]
# Na linha de *Eu*, tudo é zero: a memória estava vazia, e uma porta não aprende nada quando não há o que guardar. Na coluna
# da unidade 1, a memória é grande, 0,95, mas dz fica em 0,017. A porta está em 0,982, quase plana: é o preço da parte 5.
# A unidade 2, que vive entre 0,18 e 0,82, recebe mais. Na soma, db é 0,049 para a unidade 1 e 0,340 para a 2.
#
# E os cinco gradientes, conferem com a derivada numérica?

# %%
gradients = (dx, dh_prev, dU, dW, db)
report = gradient_check(forget_gate, gradients, (WORDS, h_prev, U_F, W_F, B_F), upstream=df)
print(report.message)

# %% [markdown]
# ## Para pensar
# 1. Um processo tem 200 palavras, e a decisão depende da primeira. Que f deixa chegar ao fim a metade da memória? Use a
#    sua conta da parte 1.
# 2. A porta de entrada e a de esquecimento poderiam ser uma só, com f = 1 − i. Que situação essa célula não saberia
#    representar? Pense em uma frase com dois *não*.
# 3. Ao fim de cada ofício começa outro, sem relação com o primeiro. O que a porta de esquecimento deveria fazer na primeira
#    palavra do novo? Que coluna você acrescentaria às palavras para isso?
# 4. Um colega inicia todos os b_f em −4. O que acontece com a memória? E com o gradiente que volta por c?
#
# ## Para ler mais
# - Gers, Schmidhuber e Cummins (2000), [*Learning to forget: continual prediction with
#   LSTM*](https://doi.org/10.1162/089976600300015015), Neural Computation, 12(10), 2451–2471: o artigo que deu à LSTM a
#   porta de esquecimento.
# - Jozefowicz, Zaremba e Sutskever (2015), [*An empirical exploration of recurrent network
#   architectures*](https://proceedings.mlr.press/v37/jozefowicz15.html), ICML: o estudo que recomenda começar com b_f = 1.
# - Hochreiter e Schmidhuber (1997), [*Long short-term memory*](https://doi.org/10.1162/neco.1997.9.8.1735), Neural
#   Computation, 9(8), 1735–1780: a LSTM sem esta porta.
# - Jurafsky e Martin, [*Speech and Language Processing*](https://web.stanford.edu/~jurafsky/slp3/), capítulo 9 na edição de
#   2021, a dos slides, e Stanford [CS224n](https://web.stanford.edu/class/cs224n/), a aula sobre gradientes que encolhem e
#   LSTMs.
#
# ## Antes de entregar
# A célula abaixo mostra os seus pontos, o que falta e como entregar.

# %%
resumo()
