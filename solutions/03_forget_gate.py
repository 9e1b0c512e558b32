# %% [markdown]
# # 03 · A porta de esquecimento
#
# Todo arquivo público segue uma tabela de temporalidade. Ela diz por quanto tempo cada documento fica guardado: há papel que
# se elimina no ano seguinte e há papel que fica para sempre. Sem a tabela, o arquivo enche até que ninguém ache mais nada.
#
# A memória da LSTM também precisa de um prazo de guarda. Quem cuida disso é a **porta de esquecimento** (*forget gate*), e
# ela decide de novo a cada palavra: lê a palavra nova e o que a célula disse antes, e fixa que fração de cada número
# guardado continua na memória. O nome engana. Uma porta de esquecimento em 1 não esquece nada; em 0, esquece tudo. A
# **abertura** da porta diz quanto **fica**.
#
# **Ao fim deste caderno, você saberá** dizer quanto dura uma memória com a porta em f; por que o viés é o prazo de guarda, e
# o que ele custa; e levar o gradiente de volta por uma porta sem roteiro.
#
# **Conteúdo**
# - [Parte 1](#Parte-1): quanto dura uma memória. Cerca de 5 minutos.
# - [Parte 2](#Parte-2): o que o slide diz. Cerca de 3 minutos.
# - [Parte 3](#Parte-3): o viés é o prazo de guarda. Cerca de 3 minutos.
# - [Parte 4](#Parte-4): o primeiro exercício. Cerca de 6 minutos.
# - [Parte 5](#Parte-5): o preço de guardar. Cerca de 2 minutos.
# - [Parte 6](#Parte-6): o caminho de volta, o segundo exercício. Cerca de 10 minutos.
# - [Parte 7](#Parte-7): a curva do caderno 01, agora com a LSTM. Cerca de 7 minutos.
# - [Fechamento](#Fechamento): desafio, perguntas, entrega. Cerca de 6 minutos.
#
# Ao todo, com esta abertura, são cerca de 45 minutos. O caderno vale 10 pontos, em dois exercícios (4 + 6). No Colab, comece
# por *Arquivo › Salvar uma cópia no Drive*.

# %%
import numpy as np

from enap_lstm import check, gradient_check, restaurar, resumo
from enap_lstm.reference import sigmoid
from enap_lstm.widgets import desafio, palpite, slider

# %% [markdown]
# <a name="Parte-1"></a>
# ## Parte 1
# ### Quanto dura uma memória
#
# Guarde o número 1 e deixe a porta parada em f = 0,9. A cada palavra, a memória é multiplicada por f.
# Execute a célula.

# %%
stored = 1.0
for word in range(1, 6):
    stored = 0.9 * stored
    print(f"palavras lidas: {word}, memória: {stored:.3f}")

# %% [markdown]
# Em 5 palavras, a memória foi de 1 a 0,590: ainda sobra mais da metade. Um parágrafo curto tem 40 palavras.
# Execute a célula abaixo, que está dobrada, e escolha uma letra.

# %% tags=["figura"]
palpite(
    "Com f = 0,9, quanto resta da memória depois de 40 palavras?",
    ["cerca de um terço", "cerca de um décimo", "cerca de um centésimo"],
    certa="cerca de um centésimo",
    porque="A cada 6,6 palavras sobra a metade. Em 40 palavras isso acontece seis vezes: 0,9 elevado a 40 é 0,01.",
)

# %% [markdown]
# Execute a célula abaixo e mova o controle acima da figura.

# %% tags=["figura"]
from enap_lstm.figures.forget_gate import fading

slider(fading, "f", low=0.0, high=1.0, step=0.01, start=0.9)

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


for gate in (0.5, 0.9, 0.966, 0.98):
    print(f"f = {gate:5.3f}: meia-vida de {half_life(gate):4.1f} palavras")

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
# <a name="Parte-2"></a>
# ## Parte 2
# ### O que o slide diz
#
# O slide dá à porta de esquecimento o objetivo de remover informações armazenadas na célula, conforme as entradas
# $h^{(t-1)}$ e $x^{(t)}$. A equação tem a forma da (1), com pesos próprios:
#
# $$f_t = \sigma(U_f x_t + W_f h_{t-1} + b_f) \qquad (2)$$
#
# Nos livros em português ela também aparece como "portão de esquecimento". O resultado multiplica a memória da palavra anterior, número a número. É a primeira metade do estado da célula, que você
# escreve no caderno 06: $c_t = f_t \odot c_{t-1} + \dots$ No mapa, é a parte acesa; a porta de entrada, que você já
# construiu, está colorida. Execute a célula e percorra a frase.

# %% tags=["figura"]
from enap_lstm.figures.cell_map import mapa_da_celula

mapa_da_celula(3)

# %% [markdown]
# Siga a esteira, de $c_{t-1}$ a $c_t$: a memória chega da palavra anterior, é multiplicada por f e só depois recebe o
# que entra. Em *acredito*, a porta da unidade 2 está em 0,18.
#
# A nossa célula é a mesma do caderno 02, com palavras e pesos inventados por nós. Estes são os pesos da porta nova.

# %%
from enap_lstm.data import SENTENCE
from enap_lstm.data.toy import B_F, FEATURES, U_F, UNITS, W_F, WORDS

print("colunas de U_f:", ", ".join(FEATURES))
for k, unit in enumerate(UNITS):
    unread = sigmoid(B_F[k])  # a porta, sem nada para ler
    print(f"{unit:>11}: U_f {U_F[k]}  b_f {B_F[k]:3.1f}  porta sem nada para ler: {unread:.3f}")

# %% [markdown]
# Cada unidade tem a sua política de arquivo. A unidade 1, da negação, tem viés 4 e nenhum outro peso: fica em 0,982, guarda
# quase tudo. A unidade 2, do assunto, está em 0,818 enquanto nada acontece; o −3 nas colunas *verbo* e *nome* manda abrir
# espaço quando chega assunto novo. A unidade 3 tem viés 0 e fica em 0,500: perde a metade a cada palavra. Nesta célula W_f é
# toda zero, e por isso não aparece.
#
# <a name="Parte-3"></a>
# ## Parte 3
# ### O viés é o prazo de guarda
#
# Quando x e h dizem pouco, quem decide é o viés (*bias*). O da unidade 1 é 4, e ela guarda o *não*.

# %% tags=["figura"]
palpite(
    "E se o viés da unidade 1 fosse 0? O que restaria do “não” em “duendes”, três palavras depois?",
    ["a metade do que entrou", "um oitavo do que entrou", "nada"],
    certa="um oitavo do que entrou",
    porque="Com viés 0, f = 0,5. Três palavras depois, resta 0,5 × 0,5 × 0,5 = 0,125.",
)

# %% [markdown]
# Execute a célula, mova o viés da unidade 1 e acompanhe o que ela guardou de *não*.

# %% tags=["figura"]
from enap_lstm.figures.forget_gate import memory_of_no

slider(memory_of_no, "viés da unidade 1", low=-4.0, high=6.0, step=0.5, start=4.0)

# %% [markdown]
# Leia a linha de baixo, com o viés em 4,0. Em *Eu*, a memória está vazia. Em *não*, entra 0,9479. Dali em diante ela perde
# muito pouco: em *duendes*, restam 0,8976. Quem chega ao fim da frase ainda sabe que houve uma negação.
#
# Leve o viés a 0. A porta vai a 0,50, e a linha fica 0,9479, 0,4740, 0,2370, 0,1185: a metade da metade da metade. Com que viés a
# memória de *não* chega a *duendes* com cerca de metade do que entrou?
#
# <a name="Parte-4"></a>
# ## Parte 4
# ### Escreva a porta
#
# As formas são as do caderno 02. Vale 4 pontos: 1,6 por um exemplo, 0,8 pelo viés, 0,8 pelo lote, 0,8 pelos valores
# extremos. Os exemplos do primeiro grupo têm viés zero; os do segundo conferem o prazo de guarda.
#
# A função `input_gate` do caderno 02 está fechada aqui: a equação é parecida demais, e vale a pena escrevê-la de novo.
#
# ### Sua vez: `forget_gate`
# A célula abaixo é sua.


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
# com b_f = 0, este caminho também encolhe. O controle abaixo refaz a figura da parte 1 de trás para a frente: o eixo
# vertical agora é logarítmico, e o que anda é o gradiente.

# %% tags=["figura"]
from enap_lstm.figures.gradients import gradient_along_c

slider(gradient_along_c, "f", low=0.0, high=1.0, step=0.01, start=0.9)

# %% [markdown]
# Com f = 0,90, chega 0,59 cinco palavras antes, o mesmo número da primeira conta deste caderno. Memória e gradiente têm o
# mesmo prazo.
#
# <a name="Parte-5"></a>
# ## Parte 5
# ### O preço de guardar
#
# Então por que não começar com um viés de 10?

# %% tags=["figura"]
from enap_lstm.figures.forget_gate import price_of_keeping

price_of_keeping()

# %% [markdown]
# Na primeira curva, a meia-vida sobe: 1,0, depois 2,2, depois 14,3, depois 103,2 palavras. Cada divisão desse eixo vale dez vezes a
# de baixo. A segunda é a inclinação da porta, f(1 − f), que desce: 0,250 com viés 0, e 0,007 com viés 5. No caderno 02
# você viu o que isso quer dizer: na parte plana da σ, o peso quase não aprende. Uma porta que nasce presa em "guardar tudo"
# custa a aprender quando deve esquecer.
#
# <a name="Parte-6"></a>
# ## Parte 6
# ### O caminho de volta
#
# **df** diz quanto o erro aumentaria se cada porta ficasse um pouco mais aberta. O caminho é o do caderno 02: primeiro a
# inclinação da σ, depois as três parcelas da soma. Desta vez não há roteiro nem tabela de formas. Antes de escrever, faça a
# sua no papel: com N = 5, D = 4 e H = 3, que forma tem cada um dos cinco resultados? E com um exemplo só? As formas estão em
# *Respostas*, no fim.
#
# Vale 6 pontos: 1,2 pelo passo da σ, 1,5
# pelos parâmetros, 1,5 pelas entradas (x e h_prev), 1,2 pelo lote e 0,6 por portas saturadas, em 0 ou em 1.
#
# ### Sua vez: `forget_gate_backward`
# A célula abaixo é sua.


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
# o viés, uma palavra por vez.

# %%
memory = trace().c
c_prev = np.vstack([np.zeros(3), memory[:-1]])  # antes da primeira palavra, a memória é zero
df = 1.0 * c_prev
for t, word in enumerate(SENTENCE):
    db_of_word = forget_gate_backward(df[t], f[t], WORDS[t], h_prev[t], U_F, W_F)[4]
    print(f"{word:>9}: c_prev {c_prev[t].round(2)}  db {db_of_word.round(3)}")
dx, dh_prev, dU, dW, db = forget_gate_backward(df, f, WORDS, h_prev, U_F, W_F)
print("db da frase inteira:", db.round(3))

# %% [markdown]
# Na linha de *Eu*, tudo é zero: a memória estava vazia, e uma porta não aprende nada quando não há o que guardar. Na coluna
# da unidade 1, a memória é grande, 0,95, mas db fica em 0,017. A porta está em 0,982, quase plana: é o preço da parte 5.
# A unidade 2, que vive entre 0,18 e 0,82, recebe mais. Na soma, db é 0,049 para a unidade 1 e 0,340 para a 2.
#
# E os cinco gradientes, conferem com a derivada numérica?

# %%
gradients = (dx, dh_prev, dU, dW, db)
report = gradient_check(forget_gate, gradients, (WORDS, h_prev, U_F, W_F, B_F), upstream=df)
print(report.message)

# %% [markdown]
# <a name="Parte-7"></a>
# ## Parte 7
# ### A curva do caderno 01, agora com a LSTM
#
# No caderno 01, o gradiente voltou por um parecer de 30 palavras, da última, *ontem*, à primeira, *Não*. Chegou com tamanho
# 5.5e-11, que se lê 0,000000000055. Vamos redesenhar aquela curva e pôr ao lado a volta por c, com as portas que a **sua** `forget_gate` calcula. O
# parecer e o sorteio dos pesos são os mesmos; os pesos da LSTM são sorteados do mesmo jeito. Só o viés b_f muda.

# %% tags=["figura"]
palpite(
    "Com b_f = 0, no primeiro dia de treino, a LSTM leva mais gradiente a “Não” do que a rede de Elman?",
    ["sim, quase tudo", "sim, mas ainda quase nada", "não, leva menos"],
    certa="sim, mas ainda quase nada",
    porque="As portas nascem perto de 0,5. Chegam alguns bilionésimos: umas 60 vezes mais que na rede de Elman, e ainda quase nada.",
)

# %%
from enap_lstm.figures.gradients import shrinking
from enap_lstm.reference import lstm_forward, rnn_forward, rnn_step_backward

opinion = (
    "Não procede segundo o parecer da área técnica encaminhado em março à ouvidoria do município"
    " o pedido de revisão do valor da taxa que a associação de moradores apresentou ontem"
).split()

rng = np.random.default_rng(0)
vectors = {word: rng.normal(size=4) for word in dict.fromkeys(opinion)}  # mesma palavra, mesmo vetor
x = np.stack([vectors[word] for word in opinion])[:, None]
H = 16
start = np.zeros((1, H))

# A rede de Elman do caderno 01, com a W sorteada.
U_rnn = 0.3 * rng.normal(size=(H, 4))
rng.normal(size=(H, H))  # no caderno 01, aqui se sorteava a W que só gira
W_rnn = rng.uniform(-1, 1, size=(H, H)) / np.sqrt(H)
h = rnn_forward(x, start, U_rnn, W_rnn, np.zeros(H))
dh, elman = np.ones((1, H)) / np.sqrt(H), np.zeros(30)
for t in reversed(range(30)):
    elman[t] = np.linalg.norm(dh)
    h_before = h[t - 1] if t > 0 else start
    dh = rnn_step_backward(dh, x[t], h_before, h[t], U_rnn, W_rnn)[1]
sizes = {"Elman": elman}

# A LSTM: as quatro contas em uma matriz só. As linhas de 16 a 31 são as da porta de esquecimento.
U_all = 0.3 * rng.normal(size=(4 * H, 4))
W_all = rng.uniform(-1, 1, size=(4 * H, H)) / np.sqrt(H)
ours = slice(H, 2 * H)
for b_f in (0.0, 1.0, 3.0):
    b_all = np.zeros(4 * H)
    b_all[ours] = b_f
    h = lstm_forward(x, start, start, U_all, W_all, b_all)[0][:, 0]
    h_before = np.vstack([start, h[:-1]])
    gates = forget_gate(x[:, 0], h_before, U_all[ours], W_all[ours], b_all[ours])  # as 30 palavras, em um lote
    left, along_c = np.ones(H) / np.sqrt(H), np.zeros(30)
    for t in reversed(range(30)):
        along_c[t] = np.linalg.norm(left)
        left = left * gates[t]
    sizes[f"LSTM, b_f = {b_f:.0f}"] = along_c

for name, values in sizes.items():
    print(f"{name:>13}: em “Não” {values[0]:.1e}; em média, vezes {values[0] ** (1 / 29):.2f} por palavra")

# %%
shrinking(sizes, opinion)

# %% [markdown]
# Leia da direita para a esquerda. A curva mais íngreme é a do caderno 01: vezes 0,44 por palavra. Com b_f = 0, a LSTM perde
# a metade por palavra (0,51), e em *Não* também não sobra nada que se use. Com b_f = 1, o fator sobe a 0,73. Com b_f = 3, é
# 0,95, e chega a *Não* um quinto do que saiu de *ontem*: 0,22.
#
# A forma da rede é a mesma nas três curvas da LSTM. O que mudou foi um número, o viés. A LSTM não impede o gradiente de encolher; ela
# dá à rede um botão para que ele não encolha, e o treino pode movê-lo. Esta é só a volta por c. Há outras, por h e pelas
# portas, que você somará a ela no caderno 07.
#
# <a name="Fechamento"></a>
# ## Fechamento
# ### Desafio: guardar o *não* e esquecer no ponto final
#
# Sem nota. A frase ganhou um ponto final, e as palavras, uma coluna, *ponto*. A memória tem uma unidade só, a da negação, e
# W_f é zero. Ache U_f e b_f que guardem o *não* até *duendes* e o esqueçam no ponto. Mude os números, execute de novo e
# veja a tabela se acender.

# %%
#                    negação verbo nome ligação ponto
my_U_f = np.array([[0.0, 0.0, 0.0, 0.0, 0.0]])
my_b_f = np.array([0.0])

six_words = [*SENTENCE, "."]
with_stop = np.zeros((6, 5))
with_stop[:5, :4] = WORDS
with_stop[5, 4] = 1.0
desafio(
    "Ache U_f e b_f que guardem o não e esqueçam no ponto final.",
    lambda: forget_gate(with_stop, np.zeros((6, 1)), my_U_f, np.zeros((1, 1)), my_b_f)[:, 0],
    [
        ("em “acredito”, a porta passa de 0,95", lambda f: f[2], lambda v: v > 0.95),
        ("em “em”, a porta passa de 0,95", lambda f: f[3], lambda v: v > 0.95),
        ("em “duendes”, a porta passa de 0,95", lambda f: f[4], lambda v: v > 0.95),
        ("do “não”, resta mais de 0,9 em “duendes”", lambda f: f[2] * f[3] * f[4], lambda v: v > 0.9),
        ("no ponto, a porta fica abaixo de 0,05", lambda f: f[5], lambda v: v < 0.05),
    ],
)

# %% [markdown]
# ### Para pensar
# 1. Um processo tem 200 palavras, e a decisão depende da primeira. Que f deixa chegar ao fim a metade da memória? Use a
#    sua conta da parte 1.
# 2. A porta de entrada e a de esquecimento poderiam ser uma só, com f = 1 − i. Que situação essa célula não saberia
#    representar? Pense em uma frase com dois *não*.
# 3. Ao fim de cada ofício começa outro, sem relação com o primeiro. O que a porta de esquecimento deveria fazer na primeira
#    palavra do novo? Que coluna você acrescentaria às palavras para isso?
# 4. Um colega inicia todos os b_f em −4. O que acontece com a memória? E com o gradiente que volta por c?
#
# ### O que fica
# - A porta de esquecimento diz quanto da memória **fica**: com f parada, a meia-vida é ln 0,5 / ln f.
# - O viés b_f é o prazo de guarda antes do treino: de 0 a 5, a meia-vida vai de 1 palavra a 103.
# - Memória e gradiente são multiplicados pela mesma f. Guardar muito tem preço: perto de 1, a porta quase não aprende.
#
# O mapa, com as duas portas construídas:

# %%
from enap_lstm.figures.cell_map import o_que_foi_construido

o_que_foi_construido(3, f=f)

# %% [markdown]
# **O que vem agora.** A célula já decide quanto entra e quanto fica. Falta **o que** entra: o caderno 04 escreve a proposta de
# cada palavra, a atualização de célula, e ela pode ser negativa.
#
# ### Respostas
# <details><summary>Abra depois de pensar</summary>
# <p><strong>Parte 1.</strong> A meia-vida de 20 palavras pede f = 0,966. Com f = 1,00 a linha fica reta, em 1: nada se
# perde.</p>
# <p><strong>Parte 3.</strong> A metade em três palavras pede f elevado a 3 igual a 0,5, ou seja, f = 0,79. No controle,
# viés 1,5 (f = 0,8176) deixa 0,5181, e viés 1,0 (f = 0,7311) deixa 0,3704: a metade de 0,9479 é 0,4740, entre os dois, e
# 1,5 é o mais próximo.</p>
# <p><strong>Parte 4, depois da verificação.</strong> Com b_f = 4, f = 0,982, e a meia-vida é de 38,2 palavras.</p>
# <p><strong>Parte 6, as formas.</strong> Com N = 5, D = 4 e H = 3: dx (5, 4), dh_prev (5, 3), dU (3, 4), dW (3, 3), db
# (3,). Com um exemplo só: dx (4,), dh_prev (3,), e os três dos parâmetros ficam como estão. <strong>Depois da
# verificação:</strong> um viés inicial muito alto faz a porta guardar tudo e quase a impede de aprender outra coisa; é o
# preço da parte 5.</p>
# <p><strong>Desafio.</strong> Há muitas saídas. Com viés 4 e −8 na coluna <em>ponto</em>, a porta fica em 0,98 nas palavras
# e em 0,02 no ponto; em <em>duendes</em>, resta 0,95 do que entrou.</p>
# <p><strong>Para pensar 1.</strong> Da primeira à última são 199 palavras: f é 0,5 elevado a 1/199, cerca de 0,9965.</p>
# <p><strong>Para pensar 2.</strong> "Guardo tudo e somo mais": f = 1 e i = 1 ao mesmo tempo. Com dois <em>não</em>, o
# segundo apagaria o primeiro, e a memória não contaria dois.</p>
# <p><strong>Para pensar 3.</strong> Fechar, em todas as unidades. Uma coluna que valha 1 no começo de ofício, com peso bem
# negativo em U_f, faz isso: é o desafio, com outra coluna.</p>
# <p><strong>Para pensar 4.</strong> f é 0,018: a memória some já na palavra seguinte, e o gradiente que volta por c também.
# A célula vira uma rede sem memória até que o treino mova o viés, e a inclinação ali, 0,018, faz isso devagar.</p>
# </details>
#
# ### Para ler mais
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

# %% [markdown] tags=["teacher"]
# **Para quem ensina.** As partes 1, 3 e 5 são o que este caderno acrescenta; a equação a turma já conhece do 02. Comece pelo
# controle da parte 1, e só depois mostre a fórmula da meia-vida.
#
# - O engano de leitura mais comum é o nome: em 1, a porta não esquece nada. Peça a frase em voz alta antes do exercício.
# - A volta vem sem roteiro e sem formas. Quem travar pode reabrir o seu caderno 02: a conta é a mesma, e refazê-la é o treino.
# - Na parte 7, desenhe no quadro o produto de 29 portas e pergunte o que a rede pode mudar nele. A resposta que interessa é
#   "o viés", e a ressalva é que ali só está a volta por c.
# - Com menos de 60 minutos, deixe a parte 7 e o desafio para casa.

# %% [markdown]
# ### Antes de entregar
# A célula abaixo mostra os seus pontos, o que falta e como entregar.

# %%
resumo()
