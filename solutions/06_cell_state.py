# %% [markdown]
# # 06 · O estado da célula
#
# Um processo passa de mesa em mesa. Em cada uma acontecem duas coisas, e uma não depende da outra: saem folhas que já não
# servem, e juntam-se folhas novas. O que segue para a mesa seguinte são os autos: o que ficou e o que entrou. Quem decide
# na última mesa só sabe da primeira aquilo que ninguém retirou pelo caminho.
#
# Na LSTM, os autos se chamam **estado da célula** (*cell state*), c. As mesas são as palavras. Você já escreveu quem
# decide: a porta de esquecimento diz quanto fica, a porta de entrada diz quanto entra, e a atualização de célula traz a
# folha nova, que aqui chamamos de **proposta**. Hoje as três se encontram.
#
# **Ao fim deste caderno, você saberá** juntar memória e proposta na equação (5); dizer, pelas duas portas, o que a célula
# faz em cada palavra; e levar o gradiente de volta pela esteira, e explicar por que ele atravessa 30 palavras.
#
# **Conteúdo**
# - [Parte 1](#Parte-1): duas portas, quatro situações. Cerca de 5 minutos.
# - [Parte 2](#Parte-2): o que o slide diz. Cerca de 4 minutos.
# - [Parte 3](#Parte-3): o primeiro exercício. Cerca de 6 minutos.
# - [Parte 4](#Parte-4): a frase na esteira. Cerca de 7 minutos.
# - [Parte 5](#Parte-5): o caminho de volta, o segundo exercício. Cerca de 9 minutos.
# - [Parte 6](#Parte-6): por que o gradiente atravessa 30 palavras. Cerca de 7 minutos.
# - [Fechamento](#Fechamento): desafio, perguntas, entrega. Cerca de 6 minutos.
#
# Ao todo, com esta abertura, são cerca de 45 minutos. O caderno vale 10 pontos, em dois exercícios (4 + 6). No Colab, comece
# por *Arquivo › Salvar uma cópia no Drive*.

# %%
from functools import partial

import numpy as np

from enap_lstm import check, gradient_check, restaurar, resumo
from enap_lstm.reference import sigmoid
from enap_lstm.widgets import desafio, palpite, slider

# %% [markdown]
# <a name="Parte-1"></a>
# ## Parte 1
# ### Duas portas, quatro situações
#
# Olhe uma unidade só, e leve as duas portas às pontas. São quatro combinações, e cada uma tem um nome:
#
# | | i = 0, nada entra | i = 1, a proposta entra |
# |---|---|---|
# | **f = 1, tudo fica** | **guardar**: a memória segue como estava | **somar**: a memória fica, e a proposta se junta a ela |
# | **f = 0, nada fica** | **apagar**: a memória zera | **trocar**: a memória sai, e a proposta toma o lugar |
#
# Execute a célula abaixo, que está dobrada, e escolha uma letra.

# %% tags=["figura"]
palpite(
    "A memória vale 0,8 e a proposta, −0,5. As duas portas estão em 1. Quanto vale a memória nova?",
    ["0,8", "−0,5", "0,3"],
    certa="0,3",
    porque="É a situação “somar”: ficam os 0,8 inteiros, e a proposta, que é negativa, tira 0,5.",
)

# %% [markdown]
# As portas quase nunca estão nas pontas. Com f = 0,5 e i = 0,25, passa metade de uma coisa e um quarto da outra. A conta, com
# memória 0,8 e proposta −0,4:

# %%
stays = 0.5 * 0.8  # metade da memória
enters = 0.25 * -0.4  # um quarto da proposta
print(f"fica {stays:.2f}, entra {enters:.2f}, memória nova {stays + enters:.2f}")

# %% [markdown]
# Ficam 0,40, entram −0,10, e a memória nova vale 0,30. Repare que as duas portas não precisam somar 1: são duas decisões.
#
# <a name="Parte-2"></a>
# ## Parte 2
# ### O que o slide diz
#
# Para o slide, o estado da célula representa a memória a longo prazo da LSTM. O valor dele é o quanto se quer esquecer do
# estado anterior e o quanto se quer aprender da informação que chega:
#
# $$c_t = f_t \odot c_{t-1} + i_t \odot g_t \qquad (5)$$
#
# O sinal ⊙ multiplica número a número: a unidade 1 com a unidade 1, a 2 com a 2. Nenhuma unidade mexe na memória da outra.
#
# Repare no que **não** há na equação. Não há pesos nem viés, porque eles já trabalharam dentro de f, de i e de g. E não há
# σ nem tanh por fora: c pode ser negativo, e pode passar de 1.
#
# No mapa, a parte acesa é a esteira, de $c_{t-1}$ a $c_t$. As quatro partes dos cadernos 02 a 05 estão coloridas. Execute a
# célula e percorra a frase.

# %% tags=["figura"]
from enap_lstm.figures.cell_map import mapa_da_celula

mapa_da_celula(6)

# %% [markdown]
# Em *acredito*, a unidade 2 traz 0,39 da palavra anterior, e ficam 0,07. Da proposta, entra 0,71, e a memória sai com 0,78. A
# porta de saída, o, não toca na esteira: ela decide o que se mostra, e é assunto do caderno 07.
#
# <a name="Parte-3"></a>
# ## Parte 3
# ### Escreva o estado
#
# Os quatro argumentos chegam prontos, já com as suas ativações, e têm a mesma forma: (H,) para um exemplo, (N, H) para um
# lote. A resposta também. Vale 4 pontos: 1,6 pelas quatro situações, 0,8 por portas entreabertas, 0,8 pelo lote e 0,8 por
# memórias além de 1.
#
# Quem chama a sua função ainda vai precisar de c_prev, na volta. Deixe os argumentos como chegaram.
#
# ### Sua vez: `cell_state`
# A célula abaixo é sua.


# %%
def cell_state(f, c_prev, i, g):
    """Estado da célula c_t, equação (5).

    f, c_prev, i e g (H,) ou (N, H) → c, com a mesma forma."""
    ### BEGIN SOLUTION
    return f * c_prev + i * g
    ### END SOLUTION


# %%
check(cell_state)

# %% [markdown]
# ### O que o seu estado mostra
#
# A tabela da figura é calculada pela **sua** função: a memória é 0,8, cada linha é uma abertura de f, e cada coluna, uma de
# i. Mova o controle, que é a proposta g.

# %%
from enap_lstm.figures.cell_state import openings

slider(partial(openings, state=cell_state), "g", low=-1.0, high=1.0, step=0.1, start=-0.5)

# %% [markdown]
# Comece com g = −0,50. Nos quatro cantos estão as quatro situações: 0,80, 0,30, −0,50 e 0,00. Entre eles, a célula passa
# de uma à outra aos poucos, e é isso que permite treiná-la. Agora leve g a 1,00. Em que canto a memória passa de 1?
#
# <a name="Parte-4"></a>
# ## Parte 4
# ### A frase na esteira
#
# A nossa célula é a dos cadernos anteriores. As portas e a proposta vêm das funções que você já escreveu; a memória passa pela
# sua `cell_state`, palavra por palavra, e o que sai de uma entra na seguinte.

# %%
from enap_lstm.data import SENTENCE, toy
from enap_lstm.figures.trace import trace
from enap_lstm.reference import cell_update, forget_gate, input_gate

h_prev = trace().h_prev
i = input_gate(toy.WORDS, h_prev, toy.U_I, toy.W_I, toy.B_I)
f = forget_gate(toy.WORDS, h_prev, toy.U_F, toy.W_F, toy.B_F)
g = cell_update(toy.WORDS, h_prev, toy.U_G, toy.W_G, toy.B_G)

c = np.zeros((5, 3))
memory = np.zeros(3)  # antes da primeira palavra, a memória é zero
for t, word in enumerate(SENTENCE):
    memory = cell_state(f[t], memory, i[t], g[t])
    c[t] = memory
    print(f"{word:>9}: c {c[t].round(2)}")

# %% [markdown]
# A coluna do meio é a unidade 2, a do assunto. Antes de ver as portas dela:

# %% tags=["figura"]
palpite(
    "Em “acredito”, a unidade 2 tem f = 0,18 e i = 0,93. De que situação ela está mais perto?",
    ["guardar", "somar", "trocar", "apagar"],
    certa="trocar",
    porque="f perto de 0 tira quase toda a memória, e i perto de 1 deixa entrar quase toda a proposta. Chegou um assunto novo.",
)

# %%
from enap_lstm.figures.cell_state import belt

belt(2, f=f, i=i, g=g, c=c)

# %% [markdown]
# Em cima, as duas portas; embaixo, o que elas fizeram. Em *acredito* e em *duendes*, a célula **troca**: f cai a 0,18, e
# quase toda a barra é verde, o que entra. Em *não* e em *em*, ela quase **guarda**: f = 0,82, e nada de verde. Mas em
# *em* a porta de entrada está em 0,39. Por que não entrou nada? Porque a proposta era zero, e nada vezes 0,39 é nada.
#
# Em *duendes*, c = 1,05. Nenhuma porta passa de 1, e a proposta também não; a soma passou.
#
# Agora a unidade 3, cujas portas quase não se mexem.

# %%
belt(3, f=f, i=i, g=g, c=c)

# %% [markdown]
# Em *acredito*, ficam 0,17 e entram −0,23, e a memória vira −0,06. Somar uma proposta negativa é tirar. A porta só diz
# quanto; o sinal vem de g.
#
# <a name="Parte-5"></a>
# ## Parte 5
# ### O caminho de volta
#
# **dc** diz quanto o erro aumentaria se cada número da memória subisse um pouco. A notícia volta para os quatro números que
# fizeram c: **df**, **dc_prev**, **di** e **dg**. Cada um vai só até o número que chegou pronto. A inclinação da σ e a da
# tanh entram depois, nas voltas que você escreveu nos cadernos 02 a 04.
#
# Desta vez não há pesos, e nada se soma no lote: os quatro têm a forma de dc.
#
# Para achar um gradiente, mova um número e veja quanto c se move. Aqui, f, na conta da parte 1, com a sua função:

# %%
before = cell_state(0.5, 0.8, 0.25, -0.4)
after = cell_state(0.501, 0.8, 0.25, -0.4)
slope = (after - before) / 0.001
print(f"c foi de {before:.4f} a {after:.4f}; inclinação medida: {slope:.2f}; se dc = 2, df = {2 * slope:.2f}")

# %% [markdown]
# Um milésimo a mais em f moveu c oito décimos de milésimo. Quem, na conta, vale 0,80? Os outros três gradientes saem da
# mesma pergunta.
#
# Vale 6 pontos: 0,6 por qualquer um dos quatro, 1,8 pelas portas (df e di), 1,2 pela memória (dc_prev), 1,2 pela
# proposta (dg) e 1,2 pelo lote. Escreva um de cada vez, com None nos outros, se preferir: a verificação diz quais já estão certos.
#
# ### Sua vez: `cell_state_backward`
# A célula abaixo é sua.


# %%
def cell_state_backward(dc, f, c_prev, i, g):
    """A volta pelo estado da célula.

    dc, f, c_prev, i e g (H,) ou (N, H) → df, dc_prev, di, dg, com a mesma forma."""
    ### BEGIN SOLUTION
    return dc * c_prev, dc * f, dc * g, dc * i
    ### END SOLUTION


# %%
check(cell_state_backward)

# %% [markdown]
# ### O que a sua volta mostra
#
# Mande a mesma notícia, dc = 1, às quatro situações da parte 1, com memória 0,8 e proposta −0,5.

# %%
situations = ["guardar", "somar", "trocar", "apagar"]
f_ends, i_ends = np.array([1.0, 1.0, 0.0, 0.0]), np.array([0.0, 1.0, 1.0, 0.0])
df, dc_prev, di, dg = cell_state_backward(np.ones(4), f_ends, np.full(4, 0.8), i_ends, np.full(4, -0.5))
for k, name in enumerate(situations):
    print(f"{name:>8}: df {df[k]:4.1f}  dc_prev {dc_prev[k]:3.1f}  di {di[k]:4.1f}  dg {dg[k]:3.1f}")

# %% [markdown]
# Leia por colunas. df e di são iguais nas quatro linhas: uma porta fechada também fica sabendo o que perde por estar
# fechada. Se ela consegue se mover é outra história, a da inclinação da σ. Já dc_prev e dg são as próprias portas. Onde a
# memória ficou, a notícia volta; onde ela foi apagada, a notícia para. E dc_prev é igual em *guardar* e em *somar*: o que
# entra por i não atrapalha o gradiente que volta pela memória, porque uma soma deixa passar.
#
# Confira os quatro na frase, com a derivada numérica.

# %%
c_prev = np.vstack([np.zeros(3), c[:-1]])
dc = np.ones_like(c)
report = gradient_check(cell_state, cell_state_backward(dc, f, c_prev, i, g), (f, c_prev, i, g), upstream=dc)
print(report.message)

# %% [markdown]
# <a name="Parte-6"></a>
# ## Parte 6
# ### Por que o gradiente atravessa 30 palavras
#
# O parecer de 30 palavras do caderno 01 volta, com a notícia saindo de *ontem* e a decisão em *Não*. No caderno 03, você
# multiplicou portas. Agora a ida passa pela sua `cell_state` e a volta, pela sua `cell_state_backward`. O sorteio dos pesos é o mesmo.
#
# Há também uma célula que não existe na LSTM: nela, a cada palavra, a memória passa por uma tanh antes de seguir, como o
# estado da rede de Elman.

# %% tags=["figura"]
palpite(
    "Com b_f = 3 chega a “Não” cerca de um quinto do gradiente. E com uma tanh na esteira, a cada palavra?",
    ["a mesma coisa", "a metade disso", "seis vezes menos"],
    certa="seis vezes menos",
    porque="Cada palavra passa a multiplicar também pela inclinação da tanh, 1 − c². É perto de 1, mas são 29 vezes seguidas.",
)

# %%
from enap_lstm.reference import hidden_state, output_gate, rnn_forward, rnn_step_backward

opinion = (
    "Não procede segundo o parecer da área técnica encaminhado em março à ouvidoria do município"
    " o pedido de revisão do valor da taxa que a associação de moradores apresentou ontem"
).split()

rng = np.random.default_rng(0)
vectors = {word: rng.normal(size=4) for word in dict.fromkeys(opinion)}  # mesma palavra, mesmo vetor
x = np.stack([vectors[word] for word in opinion])
H = 16
U_rnn = 0.3 * rng.normal(size=(H, 4))
rng.normal(size=(H, H))  # no caderno 01, aqui se sorteava a W que só gira
W_rnn = rng.uniform(-1, 1, size=(H, H)) / np.sqrt(H)
U_all = 0.3 * rng.normal(size=(4 * H, 4))
W_all = rng.uniform(-1, 1, size=(4 * H, H)) / np.sqrt(H)


def read(b_f, squash):
    """A ida pelas 30 palavras; de cada uma guarda f, c_prev, i, g e c. squash: passar a memória pela tanh?"""
    h, c, steps = np.zeros(H), np.zeros(H), []
    for word in x:
        values = []
        for k, gate in enumerate((input_gate, forget_gate, cell_update, output_gate)):
            rows = slice(k * H, (k + 1) * H)  # as quatro contas em uma matriz só
            values.append(gate(word, h, U_all[rows], W_all[rows], np.full(H, b_f if gate is forget_gate else 0.0)))
        i, f, g, o = values
        c_prev = c
        c = cell_state(f, c_prev, i, g)
        if squash:
            c = np.tanh(c)
        h = hidden_state(o, c)
        steps.append((f, c_prev, i, g, c))
    return steps


def bring_back(steps, squash):
    """A volta pela esteira: o tamanho do gradiente em cada palavra, e o que chega a df, di e dg na primeira."""
    dc, left = np.ones(H) / np.sqrt(H), np.zeros(30)
    for t in reversed(range(30)):
        left[t] = np.linalg.norm(dc)
        f, c_prev, i, g, c = steps[t]
        if squash:
            dc = dc * (1 - c**2)
        df, dc, di, dg = cell_state_backward(dc, f, c_prev, i, g)
    return left, df, di, dg


# A rede de Elman do caderno 01, com a W sorteada.
start = np.zeros((1, H))
h = rnn_forward(x[:, None], start, U_rnn, W_rnn, np.zeros(H))
dh, elman = np.ones((1, H)) / np.sqrt(H), np.zeros(30)
for t in reversed(range(30)):
    elman[t] = np.linalg.norm(dh)
    dh = rnn_step_backward(dh, x[t, None], h[t - 1] if t > 0 else start, h[t], U_rnn, W_rnn)[1]

sizes, news = {"Elman": elman}, {}
for name, b_f, squash in (("b_f = 0", 0.0, False), ("b_f = 3", 3.0, False), ("b_f = 3, com tanh", 3.0, True)):
    steps = read(b_f, squash)
    left, *arriving = bring_back(steps, squash)
    sizes[name], news[name] = left, arriving
    furthest = max(np.abs(step[-1]).max() for step in steps)
    print(f"{name:>17}: a memória mais longe de zero foi {furthest:.2f}")
print()
for name, values in sizes.items():
    print(f"{name:>17}: em “Não” {values[0]:.1e}; em média, vezes {values[0] ** (1 / 29):.2f} por palavra")

# %%
from enap_lstm.figures.gradients import shrinking

shrinking(sizes, opinion)

# %% [markdown]
# Leia da direita para a esquerda. A curva de Elman cai até 5.5e-11. Com b_f = 0, a esteira também perde quase tudo. Com
# b_f = 3, chega 2.2e-01, que se lê 0,22: vezes 0,95 por palavra. São os números do caderno 03, agora pelas suas duas funções.
#
# A última curva tem as mesmas portas na equação e uma tanh a mais. O fator desce de 0,95 a 0,89 por palavra, e a *Não* chega
# 3.5e-02, ou 0,035, seis vezes menos. O que a esteira tem de especial é o que ela não tem. Entre c_prev e c só há uma
# multiplicação por f e uma soma, e por isso o gradiente é multiplicado por f e por mais nada.
#
# O preço está nas primeiras linhas: sem a tanh, uma memória se afastou 2,89 de zero; com ela, não passou de 0,90. A LSTM deixa a
# memória crescer e põe a tanh fora da esteira, só no que se mostra. É o caderno 07.
#
# E o que essa notícia faz em *Não*? Ela sai da esteira e entra nas portas e na proposta.

# %%
for name, gradients in news.items():
    told = ", ".join(f"{k} {np.linalg.norm(v):.1e}" for k, v in zip(("df", "di", "dg"), gradients, strict=True))
    print(f"{name:>17}: {told}")

# %% [markdown]
# Com b_f = 3, dg recebe 1.1e-01, ou 0,11, e di, 0,024: é por aí que os pesos que leem *Não* são corrigidos. df é zero nas
# três linhas. Antes da primeira palavra não havia memória, e a porta de esquecimento não tinha o que guardar.
#
# <a name="Fechamento"></a>
# ## Fechamento
# ### Desafio: contar os *não*
#
# Sem nota. A memória chega com 0,7, sobra do ofício anterior. A proposta g de cada palavra está dada. Escolha f e i, de 0
# a 1, para que a **sua** `cell_state` limpe a sobra, conte os dois *não* e, no ponto, deixe o sinal de fim, −0,8. Você vai
# precisar das quatro situações. Mude os números, execute de novo e veja a tabela se acender.

# %%
seven_words = ["Eu", "não", "nego", "que", "não", "sei", "."]
proposed = [0.6, 1.0, -0.4, 0.3, 1.0, -0.7, -0.8]
#        Eu  não  nego que  não  sei  .
my_f = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]
my_i = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]


def count_no():
    """A memória depois de cada palavra."""
    c, memories = np.array([0.7]), []
    for f_t, i_t, g_t in zip(my_f, my_i, proposed, strict=True):
        c = cell_state(np.array([f_t]), c, np.array([i_t]), np.array([g_t]))
        memories.append(c[0])
    return memories


desafio(
    "Limpe a sobra, conte os dois não e deixe −0,8 no ponto.",
    count_no,
    [
        ("em “Eu”, c = 0", lambda c: c[0], lambda v: abs(v) < 0.05),
        ("no primeiro “não”, c = 1", lambda c: c[1], lambda v: abs(v - 1) < 0.05),
        ("em “que”, c ainda é 1", lambda c: c[3], lambda v: abs(v - 1) < 0.05),
        ("no segundo “não”, c = 2", lambda c: c[4], lambda v: abs(v - 2) < 0.05),
        ("em “sei”, c ainda é 2", lambda c: c[5], lambda v: abs(v - 2) < 0.05),
        ("no ponto, c = −0,8", lambda c: c[6], lambda v: abs(v + 0.8) < 0.05),
    ],
)

# %% [markdown]
# ### Para pensar
# 1. Há células com uma porta só, em que f = 1 − i. Quais das quatro situações elas perdem? Quais metas do desafio ficariam
#    fora do alcance?
# 2. Uma unidade parte de zero e fica com f = 1 e i = 1, e cada palavra propõe 0,9. Quanto vale c depois de 30 palavras? E tanh(c)?
# 3. Em *em*, a proposta da unidade 2 é zero. O que a porta de entrada dela aprende com essa palavra?
# 4. Um colega escreveu `c_prev *= f` na primeira linha da ida. O valor de c sai certo. O que dá errado na volta?
#
# ### O que fica
# - O estado da célula é o que ficou mais o que entrou: duas portas, quatro situações.
# - Nada o achata: c pode ser negativo e pode passar de 1.
# - Na volta, o gradiente da memória é multiplicado por f e por mais nada; com b_f = 3, chega 0,22 a 29 palavras de distância.
#
# O mapa, com a esteira construída e os números da sua função:

# %%
from enap_lstm.figures.cell_map import o_que_foi_construido

o_que_foi_construido(6, i=i, f=f, g=g, c=c)

# %% [markdown]
# **O que vem agora.** A memória está pronta, e ninguém a vê ainda. O caderno 07 escreve o que a célula mostra, o estado
# interno h, e monta as seis equações em um passo só.
#
# ### Respostas
# <details><summary>Abra depois de pensar</summary>
# <p><strong>Parte 3, a figura.</strong> Com g = 1,00, no canto <em>somar</em>: 0,80 + 1,00 = 1,80. <strong>Depois da
# verificação:</strong> a memória volta a zero em <em>apagar</em>, com f = 0 e i = 0.</p>
# <p><strong>Parte 5.</strong> Quem vale 0,80 é a memória, c_prev: é ela que a porta f deixa passar. <strong>Depois da
# verificação:</strong> importa porque em 30 palavras esses fatores se multiplicam, e cada inclinação abaixo de 1 encolhe o
# gradiente; é a parte 6.</p>
# <p><strong>Desafio.</strong> f = [0, 1, 1, 1, 1, 1, 0] e i = [0, 1, 0, 0, 1, 0, 1]: apagar, somar, guardar, guardar, somar,
# guardar, trocar.</p>
# <p><strong>Para pensar 1.</strong> Perdem <em>somar</em> e <em>apagar</em>; ficam <em>guardar</em> e <em>trocar</em>. Três
# metas ficam fora. Com a proposta 0,6 em <em>Eu</em>, a memória fica entre 0,6 e 0,7, e não vai a 0. E a conta não chega a 2,
# nem no segundo <em>não</em> nem em <em>sei</em>.</p>
# <p><strong>Para pensar 2.</strong> c = 30 · 0,9 = 27. tanh(27) é 1,00 com todas as casas que se costumam mostrar: a memória
# continua contando, e quem olha por fora não vê mais a diferença.</p>
# <p><strong>Para pensar 3.</strong> Nada: com g = 0, di é zero, abra a porta quanto abrir.</p>
# <p><strong>Para pensar 4.</strong> c_prev já não é a memória de antes, e sim a parte dela que ficou. df, que precisa da
# memória inteira, sai multiplicado uma vez a mais por f.</p>
# </details>
#
# ### Para ler mais
# - Hochreiter e Schmidhuber (1997), [*Long short-term memory*](https://doi.org/10.1162/neco.1997.9.8.1735), Neural
#   Computation, 9(8), 1735–1780: a esteira aparece ali como *constant error carousel*, o carrossel em que o erro não
#   encolhe. Ainda sem porta de esquecimento, era o caso f = 1.
# - Gers, Schmidhuber e Cummins (2000), [*Learning to forget: continual prediction with
#   LSTM*](https://doi.org/10.1162/089976600300015015), Neural Computation, 12(10), 2451–2471: o que acontece com c quando
#   nada o esvazia.
# - Jurafsky e Martin, [*Speech and Language Processing*](https://web.stanford.edu/~jurafsky/slp3/), capítulo 9 na edição de
#   2021, a dos slides, e Stanford [CS224n](https://web.stanford.edu/class/cs224n/), a aula sobre gradientes que encolhem e
#   LSTMs.

# %% [markdown] tags=["teacher"]
# **Para quem ensina.** As duas funções cabem em uma linha cada uma. O tempo da aula é para o que elas fazem: as quatro
# situações da parte 1 e a tanh a mais da parte 6.
#
# - Na parte 1, desenhe a tabela 2 × 2 no quadro e peça um exemplo de trabalho para cada canto antes de dar os nomes.
# - Os enganos mais comuns da ida são f multiplicando também a proposta, e @ no lugar de *. Os da volta: dc_prev sem a
#   porta, e a inclinação da σ cedo demais. Todos têm mensagem própria, e as da ida dizem em que situação a conta falha.
# - Na parte 6, pergunte o que a tanh a mais mudou na ida e o que mudou na volta. Na ida, a memória não passa de 1; na volta,
#   o gradiente chega seis vezes menor. A LSTM escolheu a volta.
# - No desafio, quem já tem *somar* nos dois *não* e não chega a 2 deixou f abaixo de 1 no meio do caminho.
# - Com menos de 60 minutos, deixe a parte 6 para a abertura da aula do caderno 07.

# %% [markdown]
# ### Antes de entregar
# A célula abaixo mostra os seus pontos, o que falta e como entregar.

# %%
resumo()
