# %% [markdown]
# # 02 · A porta de entrada
#
# No protocolo de uma prefeitura chegam papéis o dia inteiro: um ofício, um folheto, um pedido de acesso à informação. Quem
# está no balcão não escreve nada neles. Decide quanto de cada um entra no processo: o ofício inteiro, do pedido só a
# primeira página, do folheto nada.
#
# A célula LSTM tem um balcão desses. A cada palavra chegam informações novas, e a **porta de entrada** (*input gate*; em
# outros textos, "portão de entrada") tem, para cada número da memória, uma **abertura** entre 0 e 1. Aberta, em 1, deixa
# entrar tudo; fechada, em 0, não deixa entrar nada.
#
# **Ao fim deste caderno, você saberá** dizer o que a porta de entrada decide e com que conta; reconhecer uma porta que
# emperrou; e levar o gradiente de volta por ela, com um roteiro e as formas como ajuda.
#
# **Conteúdo**
# - [Parte 1](#Parte-1): o que a porta faz com um número. Cerca de 3 minutos.
# - [Parte 2](#Parte-2): o que o slide diz. Cerca de 5 minutos.
# - [Parte 3](#Parte-3): a porta que emperra. Cerca de 3 minutos.
# - [Parte 4](#Parte-4): o primeiro exercício. Cerca de 7 minutos.
# - [Parte 5](#Parte-5): o caminho de volta, o segundo exercício. Cerca de 12 minutos.
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
# A célula acima traz a `sigmoid` do caderno 00, já conferida.
#
# <a name="Parte-1"></a>
# ## Parte 1
# ### O que a porta faz com um número
#
# Um número chega para ser guardado: 0,8. A porta multiplica. Execute a célula e veja com três aberturas.

# %%
arriving = 0.8
for gate in (0.0, 0.5, 1.0):
    print(f"chega {arriving}, porta em {gate}: entra {gate * arriving:.1f}")

# %% [markdown]
# Com a porta em 0,5, entra a metade: 0,4. Na LSTM há uma porta para cada **unidade** da memória, isto é, para cada número
# dela, e todas decidem de novo a cada palavra.
#
# Vamos acompanhar isso em uma célula LSTM pequena, com H = 3 unidades, lendo *Eu não acredito em duendes*. Nós inventamos
# os números dela: as palavras são as linhas de 4 números do caderno 01 (quanto nega, quanto é verbo, quanto é nome, quanto só
# liga as outras), e os pesos foram postos à mão, para que cada unidade tivesse uma tarefa que se pudesse dizer em palavras.
# Uma rede de verdade aprende tudo isso, e raramente fica tão arrumada.
#
# A unidade 2 cuida do assunto. A figura mostra o que chega a ela, a porta, e o produto dos dois.

# %% tags=["figura"]
from enap_lstm.figures.input_gate import what_gets_in

what_gets_in()

# %% [markdown]
# Leia a coluna de *duendes*, de cima para baixo: chega 0,96, a porta está em 0,97, entra 0,94. Em *Eu*, chega 0,76 e entra
# 0,47: o pronome passa em parte. Agora repare em *não*: chega 0,00 e entra 0,00. Ali a porta, em 0,18, nem fez diferença;
# nada vezes qualquer abertura é nada.
#
# O que chega é assunto do caderno 04, a atualização de célula. Aqui cuidamos da linha do meio.
#
# <a name="Parte-2"></a>
# ## Parte 2
# ### O que o slide diz
#
# O slide dá à porta de entrada este objetivo: determinar que informações vão se somar ao **estado da célula**, $c^{(t)}$. É
# a memória de que falamos até aqui; o t entre parênteses diz em que palavra estamos, e nós o escrevemos embaixo, $c_t$. No
# mapa da célula, a porta de entrada é a parte acesa. Execute a célula e percorra a frase com o controle.

# %% tags=["figura"]
from enap_lstm.figures.cell_map import mapa_da_celula

mapa_da_celula(2)

# %% [markdown]
# Siga a seta que sai da porta: a abertura multiplica o que chega, e o produto é somado à memória. As partes em traço
# interrompido são dos próximos cadernos. A conta da porta é a do passo da RNN de Elman, com σ no lugar da tanh:
#
# $$i_t = \sigma(U_i x_t + W_i h_{t-1} + b_i) \qquad (1)$$
#
# - $U_i$ lê a palavra que chega, $x_t$.
# - $W_i$ lê o que a célula disse na palavra anterior, $h_{t-1}$.
# - $b_i$ é o **viés** (*bias*): a posição da porta quando não há nada para ler.
# - σ leva a soma, que chamamos de z, ao intervalo de 0 a 1.
#
# O índice $i$ lembra que esses pesos são só desta porta. As outras têm os seus. Veja os da nossa célula.

# %%
from enap_lstm.data import SENTENCE
from enap_lstm.data.toy import B_I, FEATURES, U_I, UNITS, W_I, WORDS

print("colunas de U_i:", ", ".join(FEATURES))
for k, unit in enumerate(UNITS):
    print(f"{unit:>11}: U_i {U_I[k]}  W_i {W_I[k]}  b_i {B_I[k]:4.1f}")

# %% [markdown]
# Leia por linhas: cada linha pertence a uma unidade. A unidade 1 tem viés −2, que a deixa quase fechada, e um 5 na coluna
# *negação*, que a abre quando chega um *não*. A unidade 2 abre com verbos (3) e nomes (4); o 2 em W_i abre um pouco mais
# quando a unidade 1 já viu uma negação. A unidade 3 não tem preferência, a não ser um −3 contra as palavras de ligação.
#
# Antes da conta, um palpite. Execute a célula abaixo, que está dobrada, e escolha uma letra. Não vale nota.

# %% tags=["figura"]
palpite(
    "A unidade 1 lê “não”: 5 da coluna negação, mais o viés, que é −2. Em que abertura fica a porta dela?",
    ["0,05", "0,95", "3,00"],
    certa="0,95",
    porque="A soma é z = 3, e σ(3) é 0,95. A abertura não passa de 1, por maior que seja a soma.",
)

# %% [markdown]
# A conta à mão, em duas palavras. O estado anterior não entra, porque a linha da unidade 1 em W_i é zero.

# %%
for t in (0, 1):
    read = U_I[0] @ WORDS[t]
    z = read + B_I[0]
    print(f"{SENTENCE[t]:>3}: z = {read:.0f} + ({B_I[0]:.0f}) = {z:.0f}, porta = {sigmoid(z):.2f}")

# %% [markdown]
# Em *Eu*, sobra só o viés: a porta fica em 0,12. Em *não*, o 5 vence o −2, z vai a 3 e a porta abre até 0,95. Por que não
# chegou a 1?
#
# <a name="Parte-3"></a>
# ## Parte 3
# ### A porta emperra
#
# No papel, a σ nunca chega a 1 nem a 0. No computador chega, por arredondamento, quando z é muito grande. E, quanto mais
# perto das pontas, mais plana ela fica.

# %% tags=["figura"]
palpite(
    "Duas portas recebem o mesmo empurrão na soma z. Qual delas se move mais?",
    ["a que está em 0,39", "a que está em 0,97", "as duas se movem igual"],
    certa="a que está em 0,39",
    porque="Ela está na ladeira da σ, onde a inclinação é 0,239. Em 0,97 a curva já é quase plana: 0,027.",
)

# %% [markdown]
# Execute a célula abaixo e mova o controle acima da figura: ele muda um número só, o viés da unidade 2, e as cinco palavras
# deslizam pela curva.

# %% tags=["figura"]
from enap_lstm.figures.input_gate import saturation

slider(saturation, "viés da unidade 2", low=-8.0, high=8.0, step=0.5, start=-1.5)

# %% [markdown]
# Comece pela curva, com o viés em −1,5. *Em* e *Eu* estão no meio da ladeira. *Duendes* já está no alto, perto da faixa
# cinza, onde a curva é quase plana. As barras mostram a inclinação da curva em cada ponto, que no caderno 00 você viu ser
# i(1 − i): em *em*, 0,2387; em *duendes*, 0,0270. Um mesmo empurrão em z move a porta de *em* quase nove vezes mais que a de
# *duendes*.
#
# Leve o viés a −8. As portas fecham quase todas, e as barras quase somem. Dizemos que a porta **saturou**: ela tem uma
# opinião tão firme que nem um bom motivo a muda. Guarde essa imagem para a parte 5.
#
# <a name="Parte-4"></a>
# ## Parte 4
# ### Escreva a porta
#
# A função recebe um exemplo ou um lote. Nas formas, D é quantos números tem uma palavra e H, quantas unidades tem a memória:
#
# | | um exemplo | um lote de N |
# |---|---|---|
# | x | (D,) | (N, D) |
# | h_prev | (H,) | (N, H) |
# | U_i | (H, D) | (H, D) |
# | W_i | (H, H) | (H, H) |
# | b_i | (H,) | (H,) |
# | a resposta | (H,) | (N, H) |
#
# É a montagem do passo da RNN, no caderno 01: cada linha de x, um exemplo, encontra cada linha de U_i, uma unidade, e o D
# some na soma. O viés, o NumPy soma a cada linha. A mesma conta serve para um exemplo e para um lote.
#
# Vale 4 pontos: 2 por um exemplo, 1 pelo lote, 1 pelos valores extremos, como z = −1000.
#
# ### Sua vez: `input_gate`
# A célula abaixo é sua.


# %%
def input_gate(x, h_prev, U_i, W_i, b_i):
    """Porta de entrada i_t, equação (1).

    x (D,) ou (N, D), h_prev (H,) ou (N, H) → i, com a forma de h_prev."""
    ### BEGIN SOLUTION
    z = x @ U_i.T + h_prev @ W_i.T + b_i
    return sigmoid(z)
    ### END SOLUTION


# %%
check(input_gate)

# %% [markdown]
# ### O que a sua porta mostra
#
# Leia a frase com a sua função. As 5 palavras entram de uma vez, como um lote: a linha t de `h_prev` é o que a célula disse
# na palavra anterior. Esses estados vêm da célula inteira, que você termina de escrever no caderno 07.

# %%
from enap_lstm.figures.gate_table import gate_table
from enap_lstm.figures.trace import trace

h_prev = trace().h_prev
i = input_gate(WORDS, h_prev, U_I, W_I, B_I)
print("x tem forma", WORDS.shape, "· h_prev tem forma", h_prev.shape, "· i tem forma", i.shape)
gate_table("i", i)

# %% [markdown]
# Repare na segunda coluna: em *não*, a porta 1 abre (0,95) e a porta 2 quase fecha (0,18). A negação vai para a unidade que
# cuida dela. Na linha de baixo, a porta 3 fica em 0,50 e só fecha em *em* (0,05): a palavra de ligação não entra.
#
# Agora a linha do meio, em *duendes*: 0,97. Uma parte disso vem do *não*, três palavras antes. Vamos apagar essa memória e
# comparar.

# %% tags=["figura"]
palpite(
    "Sem a memória do “não”, em que palavra a porta 2 muda mais?",
    ["em “não”", "em “acredito”", "em “em”", "em “duendes”"],
    certa="em “em”",
    porque="Em “em” a porta está na ladeira da σ, e o que falta na soma a move muito. Nas outras duas ela já estava quase"
    " aberta. Em “não”, a unidade 1 ainda não tinha dito nada.",
)

# %%
forgetful = h_prev.copy()
forgetful[:, 0] = 0.0  # a unidade 1 não diz nada
without = input_gate(WORDS, forgetful, U_I, W_I, B_I)
for t, word in enumerate(SENTENCE):
    print(f"{word:>9}: porta 2 com a memória do não {i[t, 1]:.2f}, sem ela {without[t, 1]:.2f}")

# %% [markdown]
# Em *em*, a diferença é a maior: 0,39 com a memória, 0,18 sem ela. Em *Eu* e em *não*, nenhuma, porque até ali a unidade 1
# ainda não tinha dito nada. É para isso que serve o $h_{t-1}$ na equação: a mesma palavra encontra a porta em outra posição,
# conforme o que veio antes. Num pedido de informação, "prazo" pesa mais depois de "recurso" do que depois de "bom dia".
#
# <a name="Parte-5"></a>
# ## Parte 5
# ### O caminho de volta
#
# Para aprender, a célula precisa saber em que direção mover cada peso. Alguém de fora informa **di**: quanto o erro
# aumentaria se cada porta abrisse um pouco mais. A notícia percorre a ida ao contrário, em dois tempos: primeiro a σ, depois
# a soma. No caderno 01 você teve a matemática e um exemplo com números. Aqui há um roteiro e as formas.
#
# **A σ.** O que a inclinação dela tem de especial, você viu no caderno 00, e na parte 3 leu o nome das barras: ela sai da
# própria abertura, sem voltar a z. Meça uma, com o milésimo, na porta 1 em *não*:

# %%
z = 3.0
nudge = (sigmoid(z + 0.001) - sigmoid(z)) / 0.001
print(f"porta em {sigmoid(z):.4f}, inclinação medida: {nudge:.4f}")

# %% [markdown]
# Faça a conta do caderno 00 com a abertura 0,9526. Ela deve dar 0,0452.
#
# **A soma.** z recebeu três parcelas, e dz volta pelas três. Estas são as formas do que você vai devolver:
#
# | | um exemplo | um lote de N |
# |---|---|---|
# | dz | (H,) | (N, H) |
# | dx | (D,) | (N, D) |
# | dh_prev | (H,) | (N, H) |
# | dU | (H, D) | (H, D) |
# | dW | (H, H) | (H, H) |
# | db | (H,) | (H,) |
#
# Em cada produto, um eixo some. Em dx, some o H. Em dU, some o N: os exemplos do lote são **somados**, porque os mesmos pesos
# serviram a todos. Soma, não média. As formas dizem quem vem primeiro e quem se transpõe. Em dW e em dh_prev, que usam uma
# matriz quadrada, elas não avisam quem se engana: siga ali o que deu certo em dU e em dx.
#
# O roteiro já faz uma coisa por você: com um exemplo só, dz e x são vetores, e `np.atleast_2d` os transforma em tabelas
# de uma linha. Assim as contas do passo 3 servem para os dois casos. Complete um passo de cada vez; a verificação diz quais
# dos cinco resultados já estão certos.
#
# Vale 6 pontos: 1,2 pelo passo da σ, 1,5 pelos parâmetros, 1,5 pelas entradas (x e h_prev), 1,2 pelo lote e 0,6 por portas
# saturadas, em 0 ou em 1.
#
# ### Sua vez: `input_gate_backward`
# A célula abaixo é sua.


# %%
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    """A volta pela porta de entrada.

    di e i como h_prev, (H,) ou (N, H) → dx, dh_prev, dU, dW, db."""
    # Passo 1, de i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    ### BEGIN SOLUTION
    dz = di * i * (1 - i)
    ### END SOLUTION

    # Passo 2, de z para o que a porta leu. Defina dx e dh_prev.
    ### BEGIN SOLUTION
    dx = dz @ U_i
    dh_prev = dz @ W_i
    ### END SOLUTION

    # Passo 3, de z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    ### BEGIN SOLUTION
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    ### END SOLUTION
    return dx, dh_prev, dU, dW, db


# %%
check(input_gate_backward)

# %% [markdown]
# ### O que a sua volta mostra
#
# Mande a mesma notícia a todas as portas, di = 1 em toda parte, e veja quanto chega a z. A sua função não devolve dz, mas
# devolve db, e com uma palavra só os dois são iguais: chame-a uma vez por palavra.

# %%
from enap_lstm.figures.input_gate import news

di = np.ones_like(i)
per_word = []
for t in range(len(SENTENCE)):
    db_of_word = input_gate_backward(di[t], i[t], WORDS[t], h_prev[t], U_I, W_I)[4]
    per_word.append(db_of_word)
news(np.stack(per_word))

dx, dh_prev, dU, dW, db = input_gate_backward(di, i, WORDS, h_prev, U_I, W_I)
print("db da frase inteira =", db.round(3))

# %% [markdown]
# A notícia era igual para todas; o que chega não é. Repare na linha da unidade 2: em *em*, a porta estava em dúvida (0,39) e
# recebe 0,239. Em *duendes*, estava decidida (0,97) e recebe 0,027. É a figura da parte 3 outra vez: na parte plana da σ, o
# gradiente quase não passa, e a porta quase não aprende. Some cada linha da tabela e encontre db: 0,465 na unidade 1.
#
# Agora olhe dU por dentro.

# %%
print("colunas:", ", ".join(FEATURES))
for k, unit in enumerate(UNITS):
    print(f"{unit:>11}: dU {dU[k].round(3)}")

# %% [markdown]
# Na linha da unidade 1, a coluna *negação* vale 0,045. Só uma palavra da frase tem negação, então só ela contribuiu: é o
# 0,045 de *não* na tabela de cima, vezes 1. A coluna *nome* junta duas palavras: metade do 0,105 de *Eu*, que é meio nome,
# mais o 0,105 de *duendes*. Um peso só aprende com as palavras que passaram por ele.
#
# Por fim, confira os cinco gradientes de uma vez, com a derivada numérica.

# %%
gradients = (dx, dh_prev, dU, dW, db)
report = gradient_check(input_gate, gradients, (WORDS, h_prev, U_I, W_I, B_I), upstream=di)
print(report.message)

# %% [markdown]
# <a name="Fechamento"></a>
# ## Fechamento
# ### Desafio: uma palavra só
#
# Sem nota. Aqui a memória tem uma unidade só, e W_i é zero. Escolha os quatro pesos de U_i e o viés para que a sua porta abra
# **somente em *duendes***: acima de 0,9 ali, abaixo de 0,1 nas outras quatro. Cuidado com *Eu*, que é meio nome. Mude os
# números, execute de novo e veja as metas se acenderem.

# %%
#                  negação verbo nome ligação
my_U = np.array([[0.0, 0.0, 0.0, 0.0]])
my_b = np.array([0.0])

desafio(
    "Abra a porta em “duendes” e em nenhuma outra palavra.",
    lambda: input_gate(WORDS, np.zeros((5, 1)), my_U, np.zeros((1, 1)), my_b)[:, 0],
    [
        ("em “Eu”, abaixo de 0,1", lambda gate: gate[0], lambda v: v < 0.1),
        ("em “não”, abaixo de 0,1", lambda gate: gate[1], lambda v: v < 0.1),
        ("em “acredito”, abaixo de 0,1", lambda gate: gate[2], lambda v: v < 0.1),
        ("em “em”, abaixo de 0,1", lambda gate: gate[3], lambda v: v < 0.1),
        ("em “duendes”, acima de 0,9", lambda gate: gate[4], lambda v: v > 0.9),
    ],
)

# %% [markdown]
# ### Para pensar
# 1. Uma porta em 0,5 tem a maior inclinação possível, 0,25. Depois de passar por duas σ seguidas, qual é a maior fração do
#    gradiente que sobra? E depois de dez?
# 2. Se alguém trocasse a σ desta porta por tanh, o que significaria uma porta em −0,4?
# 3. A porta de entrada de uma célula treinada com ofícios ficou em 0,02 para a palavra "prezado". O que isso diz sobre a
#    palavra? E sobre o que ainda falta à célula aprender com ela?
# 4. O lote dobrou, com as mesmas palavras repetidas. O que acontece com dx? E com dU?
#
# ### O que fica
# - A porta de entrada diz **quanto** entra de cada número que chega, de 0 a 1. **O que** chega é outra conta.
# - Ela lê a palavra e o que a célula disse antes; o viés é a posição dela quando não há nada para ler.
# - Uma porta decidida, perto de 0 ou de 1, quase não deixa passar gradiente, e quase não aprende.
#
# O mapa, com a parte que você construiu:

# %%
from enap_lstm.figures.cell_map import o_que_foi_construido

o_que_foi_construido(2, i=i)

# %% [markdown]
# **A seguir.** O balcão já decide o que entra. Se nada sair, o arquivo enche. O caderno 03 trata do prazo de guarda: a porta
# de esquecimento.
#
# ### Respostas
#
# <details><summary>Abra depois de pensar</summary>
# <p><strong>Parte 2.</strong> A porta parou em 0,95 porque σ(3) é 0,95: só com uma soma infinita a σ chegaria a 1. A parte
# 3 mostra o que acontece no caminho.</p>
# <p><strong>Depois das verificações.</strong> Com x e h_prev nulos, quem decide é o viés, e mais nada. As portas em 0 e em
# 1 estão nas duas pontas da curva da parte 3, nas faixas cinza: a inclinação ali é zero.</p>
# <p><strong>Desafio.</strong> Nos nomes, o peso precisa vencer o viés quando vale inteiro e perder quando vale metade. Com
# 12 na coluna <em>nome</em> e viés −9, a soma é 3 em <em>duendes</em> (0,95), −3 em <em>Eu</em> (0,05) e −9 nas outras.</p>
# <p><strong>Para pensar 1.</strong> Duas: 0,25 · 0,25 = 0,0625. Dez: 0,25 multiplicado dez vezes, cerca de um
# milionésimo.</p>
# <p><strong>Para pensar 2.</strong> "Entram menos 40 %": o número entraria com o sinal trocado. Uma porta mede quanto
# passa, e isso não é negativo.</p>
# <p><strong>Para pensar 3.</strong> Que, para a tarefa treinada, a palavra quase não traz informação, o que faz sentido:
# todo ofício a tem. E que a porta aprenderia pouco se isso mudasse: a inclinação ali é 0,02 · 0,98, cerca de 0,02.</p>
# <p><strong>Para pensar 4.</strong> dx ganha o dobro de linhas, com os mesmos números repetidos: cada exemplo tem o seu. dU
# mantém a forma e dobra de valor, porque os exemplos se somam.</p>
# </details>
#
# ### Para ler mais
# - Jurafsky e Martin, [*Speech and Language Processing*](https://web.stanford.edu/~jurafsky/slp3/), capítulo 9 na edição de
#   2021, a dos slides: a seção sobre a LSTM. Em edições mais novas o número do capítulo muda.
# - Stanford [CS224n](https://web.stanford.edu/class/cs224n/): a aula sobre RNNs e LSTMs mostra as portas com outra notação;
#   compare com a nossa equação (1).
# - Hochreiter e Schmidhuber (1997), [*Long short-term memory*](https://doi.org/10.1162/neco.1997.9.8.1735), Neural
#   Computation, 9(8), 1735–1780. A porta de entrada está lá desde o começo. A de esquecimento não: ela é o próximo caderno.

# %% [markdown] tags=["teacher"]
# **Para quem ensina.** A turma traz do caderno 01 a volta por um passo; aqui ela a refaz com metade da ajuda. Se o tempo for
# curto, faça em aula as partes 1 a 4 e deixe a 5 para casa.
#
# - Na parte 3, peça o palpite em voz alta antes de mover o controle. A palavra "saturou" volta em todos os cadernos de porta.
# - Depois da verificação da porta, a célula que apaga a memória do *não* rende a melhor conversa: por que a mesma palavra
#   encontra outra porta?
# - Na volta, os enganos mais comuns são esquecer a inclinação da σ e fazer a média do lote. O primeiro aparece em todos os
#   gradientes; o segundo, só nos dos parâmetros. Os dois têm mensagem própria.
# - No desafio, quem usa 5 e −2, como a unidade 1, fecha *Eu* mal: 0,62. A solução pede viés bem negativo.

# %% [markdown]
# ### Antes de entregar
# A célula abaixo mostra os seus pontos, o que falta e como entregar.

# %%
resumo()
