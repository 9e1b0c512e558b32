# %% [markdown]
# # 04 · A atualização de célula
#
# No livro do almoxarifado ninguém rasura. Entraram 30 resmas por engano? Escreve-se outra linha, com o sinal trocado: −30. É
# o estorno. A linha antiga continua no livro, e o saldo baixa.
#
# As duas portas que você já escreveu não sabem fazer isso. A de entrada diz quanto entra, e a de esquecimento, quanto fica.
# Nenhuma delas diz **o que** entra. Quem propõe é a **atualização de célula** (*cell update*; em outros textos, "candidato",
# *candidate*): a cada palavra, um número entre −1 e 1 para cada unidade. O sinal faz diferença. Uma proposta negativa baixa o
# que está guardado.
#
# **Ao fim deste caderno, você saberá** mostrar dois modos de baixar uma memória, e o que só um deles consegue; dizer o que a
# porta de entrada evita; e comparar a inclinação da tanh com a da σ, que decide quanto cada uma aprende.
#
# **Conteúdo**
# - [Parte 1](#Parte-1): dois modos de baixar. Cerca de 4 minutos.
# - [Parte 2](#Parte-2): o que o slide diz. Cerca de 6 minutos.
# - [Parte 3](#Parte-3): o primeiro exercício. Cerca de 6 minutos.
# - [Parte 4](#Parte-4): uma proposta sem porta. Cerca de 4 minutos.
# - [Parte 5](#Parte-5): duas ladeiras. Cerca de 4 minutos.
# - [Parte 6](#Parte-6): o caminho de volta, o segundo exercício. Cerca de 10 minutos.
# - [Fechamento](#Fechamento): desafio, perguntas, entrega. Cerca de 5 minutos.
#
# Ao todo, com esta abertura, são cerca de 40 minutos. O caderno vale 10 pontos, em dois exercícios (4 + 6). No Colab, comece
# por *Arquivo › Salvar uma cópia no Drive*.

# %%
import numpy as np

from enap_lstm import check, gradient_check, restaurar, resumo
from enap_lstm.reference import sigmoid
from enap_lstm.widgets import desafio, palpite, slider

# %% [markdown]
# <a name="Parte-1"></a>
# ## Parte 1
# ### Dois modos de baixar
#
# Uma unidade da memória guarda 0,9. Primeiro, só com o que você já tem. Execute a célula abaixo, que está dobrada, e escolha
# uma letra. Não vale nota.

# %% tags=["figura"]
palpite(
    "A memória guarda 0,9, e nada de novo é escrito. Só com a porta de esquecimento, até onde ela pode descer?",
    ["até 0", "até −0,9", "até −1"],
    certa="até 0",
    porque="A porta vai de 0 a 1. Ela devolve uma fração do que havia, e uma fração de 0,9 nunca é negativa.",
)

# %%
stored = 0.9
for keep in (1.0, 0.5, 0.0):
    print(f"esquecimento em {keep}: guardado {keep * stored:.2f}")

print()
entry = 0.8  # a porta de entrada; a de esquecimento fica em 1
for proposal in (0.5, 0.0, -1.0):
    written = entry * proposal
    print(f"proposta {proposal:4.1f}, entra {written:5.2f}: guardado {stored + written:.2f}")

proposal, entry, keep = -1.0, 1.0, 0.5
print(
    f"proposta {proposal}, entrada em {entry}, esquecimento em {keep}: guardado {keep * stored + entry * proposal:.2f}"
)

# %% [markdown]
# As três primeiras linhas são o esquecimento: ele leva a memória na direção do zero, e ali para. Nas linhas seguintes, a
# memória muda por soma. Com a proposta em 0,5, sobe a 1,30. Com −1, baixa a 0,10. Na última linha ela passa do zero, a
# −0,55: guarda o **contrário** do que guardava. Nenhuma porta de esquecimento faz isso.
#
# Repare em quem dá o sinal. A porta de entrada está entre 0 e 1. O que entra, i × g, tem sempre o sinal de g.
#
# <a name="Parte-2"></a>
# ## Parte 2
# ### O que o slide diz
#
# Para o slide, a atualização de célula é uma estimativa das informações que devem ser adicionadas ao estado da célula.
# Estimativa, porque ainda vai passar pela porta de entrada. A equação:
#
# $$g_t = \tanh(U_g x_t + W_g h_{t-1} + b_g) \qquad (3)$$
#
# É a conta das portas, com outra função por fora: no lugar da σ, que vai de 0 a 1, a tanh, de −1 a 1. No mapa, é a
# parte acesa. Desta vez ele mostra os números da unidade 3. Execute a célula e percorra a frase.

# %% tags=["figura"]
from enap_lstm.figures.cell_map import mapa_da_celula

mapa_da_celula(4)

# %% [markdown]
# Siga a seta de g em *acredito*: a proposta é −0,46. Ela é multiplicada pela porta de entrada e, na esteira, somada ao que
# ficou. É a única palavra em que a unidade 3 propõe um número negativo.
#
# A nossa célula de exemplo é a dos cadernos anteriores, com pesos postos à mão. Estes são os da atualização.

# %%
from enap_lstm.data import SENTENCE
from enap_lstm.data.toy import B_G, FEATURES, U_G, UNITS, W_G, WORDS

print("colunas de U_g:", ", ".join(FEATURES))
for k, unit in enumerate(UNITS):
    print(f"{unit:>11}: U_g {U_G[k]}  W_g {W_G[k]}  b_g {B_G[k]:3.1f}")

# %% [markdown]
# Leia por linhas. A unidade 1 só tem proposta quando há negação. A unidade 2 propõe verbos e, com mais força, nomes. A
# unidade 3 tem um −0,5 na coluna *verbo*: ali está o sinal de que falamos. W_g e b_g são nulos: nesta célula, a proposta só
# depende da palavra.
#
# Execute a célula abaixo e mova esse peso.

# %% tags=["figura"]
from enap_lstm.figures.cell_update import kept_and_written

slider(kept_and_written, "peso de verbo na unidade 3", low=-4.0, high=4.0, step=0.5, start=-0.5)

# %% [markdown]
# Em cada palavra, a barra é o que ficou da anterior, e a seta, o que se escreve. Comece com o peso em −0,5. Em *não*, a seta
# sobe, e a memória vai a 0,35. Em *acredito*, o esquecimento já a tinha levado a 0,17, e a seta desce 0,23: a memória
# termina em −0,06, do outro lado do zero.
#
# Leve o peso a −4: a proposta chega a −1,00 e a memória, a −0,33. Um peso ainda mais negativo a levaria mais longe?
#
# <a name="Parte-3"></a>
# ## Parte 3
# ### Escreva a atualização
#
# As formas são as dos cadernos 02 e 03. Vale 4 pontos: 2 por um exemplo, 1 pelo lote, 1 pelos valores extremos. A função
# devolve só a proposta: quem a junta à memória é o caderno 06. As portas e o passo da RNN que você já escreveu não podem ser
# chamados aqui, porque a forma é a mesma; vale a pena escrever a conta de novo.
#
# ### Sua vez: `cell_update`
# A célula abaixo é sua.


# %%
def cell_update(x, h_prev, U_g, W_g, b_g):
    """Atualização de célula g_t, equação (3).

    x (D,) ou (N, D), h_prev (H,) ou (N, H) → g, com a forma de h_prev."""
    ### BEGIN SOLUTION
    return np.tanh(x @ U_g.T + h_prev @ W_g.T + b_g)
    ### END SOLUTION


# %%
check(cell_update)

# %% [markdown]
# ### O que a sua atualização mostra
#
# Leia a frase com a sua função, as 5 palavras em um lote.

# %%
from enap_lstm.figures.gate_table import gate_table
from enap_lstm.figures.trace import trace

cell = trace()
g = cell_update(WORDS, cell.h_prev, U_G, W_G, B_G)
gate_table("g", g)

# %% [markdown]
# As duas linhas de cima só têm números de zero para cima. Na de baixo há um negativo: em *acredito*, −0,46. Em *Eu* e em
# *não*, a mesma unidade propôs 0,46. Some o que se escreveu com o que ficou, palavra por palavra, e veja a memória das
# unidades 2 e 3.

# %%
c = np.zeros(3)
for t, word in enumerate(SENTENCE):
    kept, written = cell.f[t] * c, cell.i[t] * g[t]
    c = kept + written
    for k in (1, 2):
        print(f"{word:>9}, unidade {k + 1}: fica {kept[k]:5.2f}, escreve-se {written[k]:5.2f}, memória {c[k]:5.2f}")

# %% [markdown]
# As duas unidades baixam, por caminhos diferentes. A unidade 2, só por esquecimento: em *não*, vai de 0,47 a 0,39, e em
# *em*, de 0,78 a 0,64, sem que nada se escreva. Na unidade 3, em *acredito*, o esquecimento leva a memória de 0,35 a 0,17, e
# a proposta a leva dali a −0,06.
#
# <a name="Parte-4"></a>
# ## Parte 4
# ### Uma proposta sem porta
#
# A proposta sai sempre com todo o seu tamanho, mesmo quando a palavra não importa. Para a unidade 3, *em* vale 0,76, tanto
# quanto *duendes*, e a porta de entrada deixa passar só 0,05 dela. E se a porta ficasse em 1 em todas as palavras?

# %% tags=["figura"]
palpite(
    "Com a porta de entrada em 1 o tempo todo, em que palavra se escreve muito mais do que antes na unidade 3?",
    ["em “não”", "em “acredito”", "em “em”", "em “duendes”"],
    certa="em “em”",
    porque="Era a palavra que a porta quase não deixava entrar: 0,04 com a porta, 0,76 sem ela. Nas outras, a porta estava"
    " em 0,50, e o que se escreve dobra.",
)

# %%
for t, word in enumerate(SENTENCE):
    written = cell.i[t, 2] * g[t, 2]
    print(f"{word:>9}: proposta {g[t, 2]:5.2f}, porta {cell.i[t, 2]:.2f}, escreve-se {written:5.2f}")

# %%
from enap_lstm.figures.cell_update import without_input_gate

without_input_gate(cell_update)

# %% [markdown]
# A linha cheia é a memória de sempre. A tracejada escreve tudo o que é proposto. Em *em*, a primeira vai a 0,01 e a segunda
# salta a 0,70, por uma palavra que só liga as outras. Em *duendes*, a tracejada passa de 1. Sem porta, a memória também
# desceria mais em *acredito*: −0,12. A proposta diz o quê e com que sinal; a porta diz se vale a pena.
#
# <a name="Parte-5"></a>
# ## Parte 5
# ### Duas ladeiras
#
# No caderno 02, a inclinação da σ disse quais portas ainda aprendiam. A da tanh você usou no caderno 01. Ponha as duas
# lado a lado. No ponto mais alto, em z = 0, a da tanh é quatro vezes maior. E longe dali?

# %% tags=["figura"]
palpite(
    "Em z = 3, qual das duas curvas é mais inclinada?",
    ["a da tanh", "a da σ", "as duas, igual"],
    certa="a da σ",
    porque="A tanh chega antes à sua ponta: em z = 3 já é quase plana, com inclinação 0,0099. A da σ ainda é 0,0452.",
)

# %%
for z in (0.0, 1.0, 2.0, 3.0, 5.0):
    ahead = z + 0.001
    of_tanh, of_sigmoid = (np.tanh(ahead) - np.tanh(z)) / 0.001, (sigmoid(ahead) - sigmoid(z)) / 0.001
    print(f"z = {z:.0f}: tanh {np.tanh(z):6.4f}, inclinação medida {of_tanh:.4f}; σ {sigmoid(z):.4f}, {of_sigmoid:.4f}")

# %%
from enap_lstm.figures.cell_update import two_slopes

two_slopes()

# %% [markdown]
# No quadro das inclinações, a da tanh tem o pico em 1, e a da σ, em 0,25. Perto do zero, a mesma notícia move mais uma
# proposta do que uma porta. Entre z = 1 e z = 2, as curvas se cruzam, e dali em diante a tanh é a mais plana. Uma proposta
# perto de −1 ou de 1 **satura**, como uma porta em 0 ou em 1, e satura antes.
#
# O quadro também é igual dos dois lados do zero. A inclinação não vê o sinal da proposta, só o seu tamanho.
#
# <a name="Parte-6"></a>
# ## Parte 6
# ### O caminho de volta
#
# Desta vez, só a equação:
#
# $$g_t = \tanh(U_g x_t + W_g h_{t-1} + b_g) \qquad (3)$$
#
# **dg** diz quanto o erro aumentaria se cada proposta subisse um pouco. Devolva `dx`, `dh_prev`, `dU`, `dW` e `db`, por um
# exemplo ou por um lote.
#
# Vale 6 pontos: 1,2 pelo passo da tanh, 1,8 pelos parâmetros, 1,8 pelas entradas (x e h_prev) e 1,2 pelo lote.
#
# ### Sua vez: `cell_update_backward`
# A célula abaixo é sua.


# %%
def cell_update_backward(dg, g, x, h_prev, U_g, W_g):
    """A volta pela atualização de célula.

    dg e g como h_prev, (H,) ou (N, H) → dx, dh_prev, dU, dW, db."""
    ### BEGIN SOLUTION
    dz = dg * (1 - g**2)
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_g, dz @ W_g, dz_rows.T @ x_rows, dz_rows.T @ h_rows, dz_rows.sum(axis=0)
    ### END SOLUTION


# %%
check(cell_update_backward)

# %% [markdown]
# ### O que a sua volta mostra
#
# De onde vem dg? Na memória entra i × g. Se o erro pede mais de c, pede mais proposta na medida em que a porta de entrada a
# deixa passar: dg = dc · i. Suponha que o erro peça o mesmo de toda parte, dc = 1, e leve a notícia até o viés, uma palavra
# por vez.

# %%
dg = 1.0 * cell.i
for t, word in enumerate(SENTENCE):
    db = cell_update_backward(dg[t], g[t], WORDS[t], cell.h_prev[t], U_G, W_G)[4]
    for k in (0, 2):
        print(f"{word:>9}, unidade {k + 1}: porta {cell.i[t, k]:.2f}  proposta {g[t, k]:5.2f}  db {db[k]:.3f}")

# %% [markdown]
# Uma proposta deixa de aprender por dois motivos, e a tabela tem um de cada. Na unidade 3, em *em*, a porta está em 0,05:
# quase nada dessa proposta foi usado, e db é 0,020. Na unidade 1, em *não*, a porta está aberta, em 0,95, mas a proposta
# está em 1,00, na parte plana da tanh, e db é 0,009. Em *acredito*, a mesma unidade tem a porta em 0,12 e a proposta em
# zero, onde a tanh é mais inclinada, e recebe 0,119.
#
# Compare agora *não* e *acredito* na unidade 3: propostas 0,46 e −0,46, mesma porta, mesmo db, 0,393. É o que o quadro das
# inclinações dizia: o sinal não conta.
#
# E os cinco gradientes, conferem com a derivada numérica?

# %%
gradients = cell_update_backward(dg, g, WORDS, cell.h_prev, U_G, W_G)
report = gradient_check(cell_update, gradients, (WORDS, cell.h_prev, U_G, W_G, B_G), upstream=dg)
print(report.message)

# %% [markdown]
# <a name="Fechamento"></a>
# ## Fechamento
# ### Desafio: o estorno
#
# Sem nota. Uma célula de uma unidade só leu a frase com os pesos abaixo, W_g igual a zero e as duas portas em 1: tudo o que
# foi proposto está na memória. Agora ela lê a frase de novo, com os **seus** pesos. Ache U_g e b_g que escrevam o contrário
# do que se escreveu, em cada palavra, até que a memória volte a zero. Mude os números, execute de novo e veja a tabela se
# acender. Uma das metas já está atingida.

# %%
#                       negação verbo nome ligação
first_U_g = np.array([[0.0, 1.0, 2.0, 0.0]])
first_b_g = np.array([0.5])
my_U_g = np.array([[0.0, 0.0, 0.0, 0.0]])
my_b_g = np.array([0.0])


def proposals(U_g, b_g):
    """O que a sua atualização propõe em cada palavra, sem ler h."""
    return cell_update(WORDS, np.zeros((5, 1)), U_g, np.zeros((1, 1)), b_g)[:, 0]


desafio(
    "Estorne a primeira leitura.",
    lambda: (proposals(first_U_g, first_b_g), proposals(my_U_g, my_b_g)),
    [
        ("depois da primeira leitura, a memória passa de 3", lambda p: p[0].sum(), lambda v: v > 3),
        (
            "em “não”, a soma das duas propostas fica entre −0,05 e 0,05",
            lambda p: p[0][1] + p[1][1],
            lambda v: abs(v) < 0.05,
        ),
        ("em “acredito”, também", lambda p: p[0][2] + p[1][2], lambda v: abs(v) < 0.05),
        ("em “duendes”, também", lambda p: p[0][4] + p[1][4], lambda v: abs(v) < 0.05),
        ("no fim, a memória fica entre −0,05 e 0,05", lambda p: p[0].sum() + p[1].sum(), lambda v: abs(v) < 0.05),
    ],
)

# %% [markdown]
# ### Para pensar
# 1. Um colega troca a tanh da equação (3) por uma σ. Com a porta de esquecimento em 1, o que acontece com a memória, palavra
#    após palavra?
# 2. Porta de entrada em 0, ou proposta em 0: nos dois casos não se escreve nada. O que muda na volta? Quem ainda recebe
#    notícia em cada caso?
# 3. *Não é que eu não acredite*: o segundo *não* desfaz o primeiro. As duas palavras têm os mesmos números. Que parte da
#    equação (3) permitiria escrever +1 na primeira e −1 na segunda?
# 4. Um colega inicia todos os b_g em 5, para que a célula comece interessada em tudo. O que acontece com as propostas? E com
#    o que elas aprendem?
#
# ### O que fica
# - A atualização de célula propõe **o que** se escreve, de −1 a 1; a porta de entrada diz quanto disso entra.
# - Esquecer leva a memória na direção do zero. Escrever um número negativo pode passar dele.
# - A inclinação da tanh é 1 no zero e quase nada nas pontas, e não depende do sinal de g.
#
# O mapa, com as três contas já construídas:

# %%
from enap_lstm.figures.cell_map import o_que_foi_construido

o_que_foi_construido(4, g=g)

# %% [markdown]
# **O que vem agora.** A célula já decide quanto entra, quanto fica e o que entra. Falta decidir quanto do que está guardado
# aparece: o caderno 05 escreve a porta de saída.
#
# ### Respostas
# <details><summary>Abra depois de pensar</summary>
# <p><strong>Parte 2.</strong> Não. A tanh não passa de −1, e com o peso em −4 a proposta já está quase lá. Dali em diante, só uma
# porta de entrada mais aberta escreveria mais.</p>
# <p><strong>Depois das verificações.</strong> Somar −1 a uma memória de 0,9, com as duas portas em 1, a leva a −0,1: ela
# passa do zero. E a notícia quase não passa quando g está perto de −1 ou de 1.</p>
# <p><strong>Desafio.</strong> Todos os sinais trocados: −1 em <em>verbo</em>, −2 em <em>nome</em> e −0,5 no viés. A soma z
# troca de sinal em cada palavra, e tanh(−z) = −tanh(z). Com a σ não haveria estorno: σ(−z) é 1 − σ(z), que não é
# negativo.</p>
# <p><strong>Para pensar 1.</strong> Ela só sobe, ou fica onde está. A célula saberia somar, e o único modo de baixar seria
# esquecer.</p>
# <p><strong>Para pensar 2.</strong> Na conta, entra i × g: dg = dc · i, e di = dc · g. Com a porta em 0, a proposta não
# recebe nada, e a porta ainda recebe. Com a proposta em 0 é o contrário: a porta não recebe nada, e a proposta recebe, onde
# a tanh é mais inclinada.</p>
# <p><strong>Para pensar 3.</strong> W_g. O h da palavra anterior já mostra a primeira negação, e um peso negativo ali vira o
# sinal da soma na segunda.</p>
# <p><strong>Para pensar 4.</strong> Enquanto os outros pesos são pequenos, todas as propostas ficam perto de 1, seja qual for
# a palavra. A inclinação ali é 0,0002: elas quase não aprendem a ser outra coisa.</p>
# </details>
#
# ### Para ler mais
# - Hochreiter e Schmidhuber (1997), [*Long short-term memory*](https://doi.org/10.1162/neco.1997.9.8.1735), Neural
#   Computation, 9(8), 1735–1780: a proposta já podia ter os dois sinais, com uma função um pouco diferente da tanh.
# - LeCun, Bottou, Orr e Müller (1998), [*Efficient BackProp*](https://doi.org/10.1007/3-540-49430-8_2), em *Neural Networks:
#   Tricks of the Trade*, 9–50: por que funções que passam pelo zero, como a tanh, costumam aprender mais depressa que a σ.
# - Jurafsky e Martin, [*Speech and Language Processing*](https://web.stanford.edu/~jurafsky/slp3/), capítulo 9 na edição de
#   2021, a dos slides, e Stanford [CS224n](https://web.stanford.edu/class/cs224n/), a aula sobre LSTMs.

# %% [markdown] tags=["teacher"]
# **Para quem ensina.** A equação tem a forma das portas, e a turma a escreve depressa. O que este caderno acrescenta é o
# sinal: gaste o tempo nas partes 1, 2 e 4.
#
# - O engano de leitura mais comum é tomar g por mais uma porta. Pergunte o que seria uma porta em −0,46. A frase que
#   interessa é "a porta diz quanto, a atualização diz o quê".
# - Na parte 2, leve o controle de −4 a 4 e peça que a turma diga, antes de soltar, para que lado vai a seta.
# - No exercício, quem copiou a porta do caderno 03 deixa a σ. A verificação diz que assim a célula só saberia somar; vale
#   fazer a conta da parte 1 com σ no quadro.
# - Na volta, quem copiou a porta deixa g(1 − g), que fica negativa quando a proposta é negativa. Uma inclinação negativa
#   diria que subir z faz a tanh descer: peça que procurem isso na figura da parte 5.
# - Com menos de 40 minutos, deixe o desafio para casa.

# %% [markdown]
# ### Antes de entregar
# A célula abaixo mostra os seus pontos, o que falta e como entregar.

# %%
resumo()
