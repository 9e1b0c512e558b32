# %% [markdown]
# # 02 · A porta de entrada
#
# No protocolo de uma prefeitura chegam papéis o dia inteiro: um ofício, um folheto, um pedido de acesso à informação. Quem
# está no balcão não escreve nada neles. Decide quanto de cada um entra no processo: o ofício inteiro, do pedido só a
# primeira página, do folheto nada.
#
# A célula LSTM tem um balcão desses. A cada palavra chegam informações novas, e a **porta de entrada** (*input gate*) dá
# uma nota entre 0 e 1 a cada número da memória: 1 quer dizer "entra tudo", 0 quer dizer "não entra nada". Neste caderno
# você escreve essa porta e o caminho de volta do gradiente por ela.
#
# **Tempo:** cerca de 50 minutos. **Vale:** 10 pontos, em dois exercícios (4 + 6). No Colab, comece por *Arquivo › Salvar
# uma cópia no Drive*.

# %%
import numpy as np

from enap_lstm import check, gradient_check, restaurar, resumo
from enap_lstm.reference import sigmoid

# %% [markdown]
# A última linha traz a `sigmoid` do caderno 00, já conferida.
#
# ## 1 · O que a porta faz com um número
#
# Um número chega para ser guardado: 0,8. A porta multiplica. Veja com três notas.

# %%
arriving = 0.8
for gate in (0.0, 0.5, 1.0):
    print(f"chega {arriving}, porta em {gate}: entra {gate * arriving:.1f}")

# %% [markdown]
# Com a porta em 0,5, entra a metade: 0,4. Na LSTM há uma porta para cada unidade da memória, e todas decidem de novo a cada
# palavra.
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
# nada vezes qualquer nota é nada.
#
# O que chega é assunto do caderno 04, a atualização de célula. Aqui cuidamos da linha do meio.
#
# ## 2 · O que o slide diz
#
# O slide dá à porta de entrada este objetivo: determinar que informações vão se somar ao **estado da célula**, $c^{(t)}$. É
# a memória de que falamos até aqui; o t entre parênteses diz em que palavra estamos, e nós o escrevemos embaixo, $c_t$. A
# conta da porta é a do passo da RNN de Elman, com σ no lugar da tanh:
#
# $$i_t = \sigma(U_i x_t + W_i h_{t-1} + b_i) \qquad (1)$$
#
# - $U_i$ lê a palavra que chega, $x_t$.
# - $W_i$ lê o que a célula disse na palavra anterior, $h_{t-1}$.
# - $b_i$ é o **viés** (*bias*): a posição da porta quando não há nada para ler.
# - σ leva a soma ao intervalo de 0 a 1.
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
# Faça a conta da unidade 1 à mão, em duas palavras. O estado anterior não entra, porque a linha dela em W_i é zero.

# %%
for t in (0, 1):
    read = U_I[0] @ WORDS[t]
    z = read + B_I[0]
    print(f"{SENTENCE[t]:>3}: z = {read:.0f} + ({B_I[0]:.0f}) = {z:.0f}, porta = {sigmoid(z):.2f}")

# %% [markdown]
# Em *Eu*, sobra só o viés: a porta fica em 0,12. Em *não*, o 5 vence o −2, z vai a 3 e a porta abre até 0,95. Por que não
# chegou a 1?
#
# ## 3 · A porta emperra
#
# No papel, a σ nunca chega a 1 nem a 0. No computador chega, por arredondamento, quando z é muito grande. E, quanto mais
# perto das pontas, mais plana ela fica. Mova o controle: ele muda um número só, o viés da unidade 2, e as cinco palavras
# deslizam pela curva.

# %% tags=["figura"]
from enap_lstm import widgets
from enap_lstm.figures.input_gate import saturation

widgets.slider(saturation, "viés da unidade 2", low=-8.0, high=8.0, step=0.5, start=-1.5)

# %% [markdown]
# Comece pelo lado esquerdo, com o viés em −1,5. *Em* e *Eu* estão no meio da ladeira. *Duendes* já está no alto, perto da
# faixa cinza, onde a curva é quase plana. O lado direito mostra a inclinação da curva em cada ponto, que no caderno 00 você
# viu ser i(1 − i): em *em*, 0,239; em *duendes*, 0,027. Um mesmo empurrão em z move a porta de *em* quase nove vezes mais
# que a de *duendes*.
#
# Leve o viés a −8. As portas fecham quase todas, e as barras da direita quase somem. Dizemos que a porta **saturou**: ela
# tem uma opinião tão firme que nem um bom motivo a muda. Guarde essa imagem para a parte 5.
#
# ## 4 · Escreva a porta
#
# A função recebe um exemplo ou um lote. Nas formas, D é quantos números tem uma palavra e H, quantas unidades tem a memória:
#
# | | um exemplo | um lote de N |
# |---|---|---|
# | x | (D,) | (N, D) |
# | h_prev | (H,) | (N, H) |
# | U_i | (H, D) | (H, D) |
# | x @ U_i.T | (H,) | (N, H) |
#
# Repare na última linha. Cada linha de x, um exemplo, precisa encontrar cada linha de U_i, uma unidade. Como o NumPy
# multiplica linhas por colunas, transpomos: as linhas de U_i viram as colunas de U_i.T, e o D do meio some na soma. O viés,
# de forma (H,), o NumPy soma a cada linha.
#
# Vale 4 pontos: 2 por um exemplo, 1 pelo lote, 1 pelos valores extremos, como z = −1000.


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
# Agora a linha do meio, em *duendes*: 0,97. Uma parte disso vem do *não*, três palavras antes. Apague essa memória e
# compare.

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
# ## 5 · O caminho de volta
#
# Para aprender, a célula precisa saber em que direção mover cada peso. Alguém de fora informa **di**: quanto o erro
# aumentaria se cada porta abrisse um pouco mais. A notícia percorre a ida ao contrário.
#
# **Primeiro, a σ.** A inclinação dela é i(1 − i), e i você já tem: não é preciso voltar a z. Cada número de dz é o de di
# vezes a inclinação no mesmo lugar. Confira com um milésimo, na porta 1 em *não*:

# %%
z = 3.0
nudge = (sigmoid(z + 0.001) - sigmoid(z)) / 0.001
print(f"mexendo em z: {nudge:.4f} · pela fórmula: {sigmoid(z) * (1 - sigmoid(z)):.4f}")

# %% [markdown]
# As duas contas dão 0,0452.
#
# **Depois, a soma.** z recebeu três parcelas, e dz volta pelas três, como no caderno 01:
#
# | de quem | conta | forma |
# |---|---|---|
# | da palavra x | dz @ U_i | (N, H) com (H, D) dá (N, D) |
# | do estado h_prev | dz @ W_i | (N, H) com (H, H) dá (N, H) |
# | de U_i | dz.T @ x | (H, N) com (N, D) dá (H, D) |
# | de W_i | dz.T @ h_prev | (H, N) com (N, H) dá (H, H) |
# | de b_i | soma das linhas de dz | (H,) |
#
# Na ida, U_i entrou transposta; na volta, entra como é. Nas três últimas linhas, o N do meio some: os exemplos do lote são
# **somados**, porque os mesmos pesos serviram a todos. Soma, não média.
#
# O esqueleto já faz uma coisa por você: com um exemplo só, dz e x são vetores, e `np.atleast_2d` os transforma em tabelas
# de uma linha. Assim as contas da parte 3 servem para os dois casos.
#
# Vale 6 pontos: 1,2 pelo passo da σ, 1,5 pelos parâmetros, 1,5 pela entrada e pelo estado, 1,2 pelo lote e 0,6 por portas
# em 0 e em 1.


# %%
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    """A volta pela porta de entrada.

    di e i como h_prev, (H,) ou (N, H) → dx, dh_prev, dU, dW, db."""
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    ### BEGIN SOLUTION
    dz = di * i * (1 - i)
    ### END SOLUTION

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    ### BEGIN SOLUTION
    dx = dz @ U_i
    dh_prev = dz @ W_i
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
check(input_gate_backward)

# %% [markdown]
# ### O que a sua volta mostra
#
# Mande a mesma notícia a todas as portas, di = 1 em toda parte, e veja quanto chega a z.

# %%
from enap_lstm.figures.input_gate import news

di = np.ones_like(i)
dx, dh_prev, dU, dW, db = input_gate_backward(di, i, WORDS, h_prev, U_I, W_I)
news(di * i * (1 - i))
print("db =", db.round(3))

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
# ## Para pensar
# 1. Uma porta em 0,5 tem a maior inclinação possível, 0,25. Depois de passar por duas σ seguidas, qual é a maior fração do
#    gradiente que sobra? E depois de dez?
# 2. Se alguém trocasse a σ desta porta por tanh, o que significaria uma porta em −0,4?
# 3. A porta de entrada de uma célula treinada com ofícios ficou em 0,02 para a palavra "prezado". O que isso diz sobre a
#    palavra? E sobre o que ainda falta à célula aprender com ela?
# 4. O lote dobrou, com as mesmas palavras repetidas. O que acontece com dx? E com dU?
#
# ## Para ler mais
# - Jurafsky e Martin, [*Speech and Language Processing*](https://web.stanford.edu/~jurafsky/slp3/), capítulo 9 na edição de
#   2021, a dos slides: a seção sobre a LSTM. Em edições mais novas o número do capítulo muda.
# - Stanford [CS224n](https://web.stanford.edu/class/cs224n/): a aula sobre RNNs e LSTMs mostra as portas com outra notação;
#   compare com a nossa equação (1).
# - Hochreiter e Schmidhuber (1997), [*Long short-term memory*](https://doi.org/10.1162/neco.1997.9.8.1735), Neural
#   Computation, 9(8), 1735–1780. A porta de entrada está lá desde o começo. A de esquecimento não: ela é o próximo caderno.
#
# ## Antes de entregar
# A célula abaixo mostra os seus pontos, o que falta e como entregar.

# %%
resumo()
