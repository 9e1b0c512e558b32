# %% [markdown]
# # 00 · Por onde começar
#
# Na ouvidoria, alguém lê cada pedido e decide quanto dele segue adiante: tudo, nada ou uma parte. Uma célula LSTM toma
# decisões desse tipo a cada palavra que lê. Ela soma os indícios e chega a uma nota, que pode ser qualquer número. Depois
# transforma a nota em uma fração entre 0 e 1. Quem faz essa troca é a **sigmoide**, e você vai escrevê-la daqui a pouco.
#
# Este caderno também mostra como funcionam os outros: verificar, pedir uma dica, salvar, entregar.
#
# **Tempo:** cerca de 40 minutos. **Vale:** 10 pontos, em um exercício. As partes 3 e 4 não valem pontos, mas preparam
# todos os cadernos seguintes.
#
# ### Antes de tudo, salve a sua cópia
# - **No Colab:** use *Arquivo › Salvar uma cópia no Drive* e trabalhe na cópia. O que você escrever fora dela se perde
#   quando a aba fecha.
# - **No JupyterHub:** o caderno já é seu. Salve com Ctrl+S.
#
# A máquina do Colab é emprestada: depois de um tempo sem uso, ela é recolhida. O texto da sua cópia fica; as variáveis e
# as funções somem. Quando voltar, execute as células de novo, de cima para baixo, a começar pela próxima. Uma célula se
# executa com Shift+Enter. *Executar tudo* também serve, e para na primeira célula que não der certo.

# %%
import numpy as np

from enap_lstm import check, gradient_check, restaurar, resumo

# %% [markdown]
# ## 1 · Da nota à fração
#
# A frase que nos acompanha no curso é *Eu não acredito em duendes*. Imagine que uma rede já deu uma nota a cada palavra,
# para responder: "esta palavra ajuda a saber em que a pessoa acredita?". As notas abaixo foram inventadas.

# %%
from enap_lstm.data import SENTENCE

scores = np.array([-1.0, 4.0, 1.0, -3.0, 2.0])
for t, word in enumerate(SENTENCE):
    print(f"{word:>9}: nota {scores[t]:4.1f}")

# %% [markdown]
# A nota diz a ordem: *não* ajuda mais, *em* ajuda menos. Ela ainda não diz **quanto** deve passar. Para isso queremos uma
# fração: 0 para nada, 1 para tudo.

# %% tags=["figura"]
from enap_lstm.data import SENTENCE
from enap_lstm.figures.start import scores_and_shares

scores_and_shares(SENTENCE, np.array([-1.0, 4.0, 1.0, -3.0, 2.0]))

# %% [markdown]
# Repare na barra laranja de *em*: a nota é −3,00 e a fração é 0,05; quase nada passa. A nota de *não* é 4,00 e a fração é
# 0,98; quase tudo passa. Compare agora *acredito* e *duendes*: a nota dobra, de 1,00 para 2,00, e a fração vai só de 0,73
# para 0,88. Nenhuma nota, por maior que seja, leva a fração além de 1.
#
# Nos slides, é isso que faz o σ das três portas: a de entrada (*input gate*), a de esquecimento (*forget gate*) e a de
# saída (*output gate*). A conta é
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# Em Python, $e^{-z}$ se escreve `np.exp(-z)`. Quando $z$ é muito positivo, $e^{-z}$ fica perto de 0, e a fração, perto de
# $1/1$. Quando $z$ é muito negativo, o denominador cresce e a fração vai a 0. Com $z = 0$, dá $1/2$.
#
# Mova o controle abaixo e acompanhe o ponto laranja nas duas curvas.

# %% tags=["figura"]
from enap_lstm import widgets
from enap_lstm.figures.start import sigmoid_at

control = widgets.slider(sigmoid_at, "nota z", low=-8.0, high=8.0, step=0.5, start=2.0)

# %% [markdown]
# À esquerda está a altura da curva; à direita, a inclinação dela, que é a da reta tracejada. Com z = 2,0, a altura é
# 0,881 e a inclinação é 0,105. Leve o controle até z = 0: a inclinação chega ao máximo, 0,250. Leve-o até z = 6: a altura
# quase não muda mais, e a inclinação fica perto de zero. As faixas cinza são essa região, que chamamos de **saturada**.
# Guarde a palavra: ela volta na parte 3.
#
# ## 2 · O exercício e a verificação
#
# A célula de resposta traz a função começada. Escreva a sua conta no lugar indicado e apague a linha do `raise`. Depois
# execute duas células: a da resposta e a do `check`.
#
# Antes de escrever, conheça as mensagens:
#
# 1. Execute as duas células como estão. A mensagem diz que a função ainda não foi escrita.
# 2. Erre de propósito: escreva `return np.tanh(z)` no lugar do `raise` e execute as duas de novo. A mensagem diz o que
#    diferiu, onde, o esperado e o obtido. Quando reconhece o engano, diz qual foi.
# 3. Para outra dica, abra uma célula nova e escreva `check(sigmoid, dica=2)`.
# 4. Apagou demais? `restaurar("sigmoid")` mostra a célula original.
# 5. Algumas mensagens vêm do próprio Python, em inglês. `NameError` diz que um nome ainda não existe: falta executar a
#    célula que o define. `SyntaxError` e `IndentationError` apontam um parêntese ou um recuo fora do lugar; a célula não
#    valeu, e o `check` ainda vê a função de antes.
#
# Os pontos vêm por partes: 5 pelos valores, 2 pelas formas, 3 pelos extremos. *Formas* quer dizer que σ trata cada número
# em separado e devolve a mesma forma que recebeu: de um número, um número; de uma tabela 5 × 3, uma tabela 5 × 3.
# *Extremos* são notas como −1000 e 1000. A correção usa outros números, sorteados na hora.


# %%
def sigmoid(z):
    """Sigmoide σ(z) = 1 / (1 + exp(−z)), número a número.

    z: um número ou um array → a forma de z."""
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-z))
    ### END SOLUTION


# %%
check(sigmoid)

# %% [markdown]
# ### O que a sua função mostra

# %%
shares = sigmoid(scores)
for t, word in enumerate(SENTENCE):
    print(f"{word:>9}: nota {scores[t]:4.1f}, passa {shares[t]:.2f}")
with np.errstate(over="ignore"):  # sem esta linha, o NumPy pode avisar de um overflow
    print(f"nas pontas: {sigmoid(-1000.0):.1f} e {sigmoid(1000.0):.1f}")

# %% [markdown]
# São as frações da figura: 0,98 em *não*, 0,05 em *em*. Elas não somam 1, e nem deveriam: cada palavra é decidida sozinha.
#
# Um aviso de *overflow* pode aparecer quando você usa a sua função, e não é um erro. Com z = −1000, a conta pede
# $e^{1000}$, que não cabe em um número; o NumPy avisa e usa infinito. Como 1 dividido por infinito é 0, a resposta está
# certa. O `np.errstate` da célula acima só cala o aviso.
#
# ## 3 · A regra da cadeia em um número
#
# De onde vêm boas notas? De pesos que a rede aprende. E aprender começa por uma pergunta: **se este peso aumentar um
# pouco, quanto muda a saída?** A resposta se chama derivada, ou gradiente quando os pesos são muitos.
#
# Comece com um peso só. Um pedido espera há x = 2 dias. O peso de cada dia é w = 0,5. A nota é z = w·x, e a fração é
# s = σ(z). Vamos aumentar w em um milésimo e olhar.

# %%
x, w = 2.0, 0.5
z = w * x
s = sigmoid(z)
nudged = sigmoid((w + 0.001) * x)
print(f"antes:  z = {z:.1f}, s = {s:.4f}")
print(f"depois: s = {nudged:.4f}")
print(f"mudança em s para cada unidade de w: {(nudged - s) / 0.001:.4f}")

# %% [markdown]
# A fração foi de 0,7311 para 0,7315. A mudança, com todas as casas e dividida pelo milésimo, é 0,3930 por unidade de w.
#
# A regra da cadeia chega a esse número sem mexer em nada. O caminho de w a s tem dois trechos, e cada um tem a sua
# inclinação:
#
# - de w a z: como z = w·x, z anda x = 2 vezes o que w anda;
# - de z a s: s anda tanto quanto a curva σ é inclinada ali. Na sigmoide, essa inclinação é s(1 − s).
#
# Quem percorre os dois trechos multiplica as duas inclinações.

# %% tags=["figura"]
from enap_lstm.figures.start import chain

chain(x=2.0, w=0.5)

# %% [markdown]
# Leia a figura primeiro da esquerda para a direita, pelas setas cheias: 0,5 vira 1,0, que vira 0,731. Depois volte pelas
# tracejadas: 0,1966 vezes 2,0 dá 0,3932.

# %%
print(f"pela regra da cadeia: {s * (1 - s):.4f} × 2.0 = {s * (1 - s) * 2.0:.4f}")

# %% [markdown]
# Mexendo em w deu 0,3930; pela regra da cadeia, 0,3932. A diferença na última casa vem do milésimo: com um passo menor,
# ela some. Repare que o valor s, calculado na ida, serviu de novo na volta. Isso vai acontecer em todos os cadernos.
#
# Agora a palavra que você guardou. Na região saturada, s(1 − s) é quase zero: o trecho de z a s multiplica por quase nada,
# e o peso para de receber notícia da saída.
#
# ## 4 · O mesmo, com matrizes de 2 × 2
#
# Agora são 2 pedidos, e de cada um sabemos 2 coisas: quantos dias espera e quantas páginas tem, ambas medidas como
# distância da média (−1 quer dizer "1 abaixo da média"). A rede dá a cada pedido 2 notas: urgência e trabalho.
#
# Cada **linha** de x é um pedido. Cada **linha** de W pertence a uma nota e guarda os pesos dela. A nota k do pedido n é a
# linha n de x vezes a linha k de W, termo a termo, e somada. O NumPy multiplica linhas por *colunas*; por isso viramos W
# de lado, o que se chama transpor: as linhas de W são as colunas de Wᵀ, e a conta inteira fica $z = x W^\top$. Em
# Python, `@` é o produto de matrizes, e `.T` é a transposta.

# %%
x = np.array([[1.0, 3.0], [2.0, -1.0]])  # 2 pedidos × 2 entradas
W = np.array([[0.5, 0.0], [1.0, -1.0]])  # 2 notas × 2 entradas
z = x @ W.T  # 2 pedidos × 2 notas
print(z)
print("urgência do pedido 1, à mão:", 1.0 * 0.5 + 3.0 * 0.0)

# %% [markdown]
# Suponha que o resto da rede já nos disse, para cada nota, quanto o erro final aumenta se ela aumentar um pouco. Isso é
# uma matriz dz, com a mesma forma de z. A pergunta agora é: e se aumentar um **peso**?
#
# Tome o peso W[0, 1], que liga a segunda entrada à primeira nota. Ele foi usado duas vezes, uma em cada pedido: no
# primeiro, multiplicado por 3; no segundo, por −1. O efeito total é a soma dos dois caminhos.

# %%
dz = np.array([[1.0, -0.5], [2.0, 1.0]])  # 2 pedidos × 2 notas, como z
print("dW[0, 1], à mão:", dz[0, 0] * x[0, 1] + dz[1, 0] * x[1, 1])
print("dW inteira:")
print(dz.T @ x)

# %% tags=["figura"]
from enap_lstm.figures.start import row_meets_column

row_meets_column(dz=np.array([[1.0, -0.5], [2.0, 1.0]]), x=np.array([[1.0, 3.0], [2.0, -1.0]]))

# %% [markdown]
# Repare nas molduras. A primeira linha de dzᵀ tem o que a primeira nota recebeu em cada pedido: 1,0 e 2,0. A segunda
# coluna de x tem a segunda entrada de cada pedido: 3,0 e −1,0. Multiplicadas termo a termo e somadas, dão
# 1,0·3,0 + 2,0·(−1,0) = 1,0, que é dW[0, 1].
#
# As formas contam a mesma história. dzᵀ é *notas × pedidos*, x é *pedidos × entradas*. Os pedidos se encontram no meio e
# são somados; sobra *notas × entradas*, a forma de W. Guarde a fórmula, **dW = dzᵀ x**: ela aparece em quase todos os
# cadernos. E guarde também que é uma soma: neste curso, nunca dividimos pelo número de pedidos.
#
# Para o gradiente de x, o raciocínio é o mesmo: x[n, j] entrou em cada nota k do pedido n, multiplicado por W[k, j].
# Somando sobre as notas, **dx = dz W**.
#
# ### Como conferir um gradiente
#
# `gradient_check` faz o que você fez com o milésimo: mexe em cada número, um por vez, e mede quanto a saída muda. É a
# *derivada numérica*, que ele compara com o gradiente que você entrega. Dê a ele a função, os gradientes, os argumentos na
# mesma ordem e, em `upstream`, o dz que veio de fora.


# %%
def two_scores(x, W):
    """As duas notas de cada pedido."""
    return x @ W.T


print(gradient_check(two_scores, (dz @ W, dz.T @ x), (x, W), upstream=dz).message)

# %% [markdown]
# Os dois gradientes conferem. O erro relativo é a diferença dividida pelo tamanho dos números. Agora um engano comum:
# escrever xᵀ dz no lugar de dzᵀ x. Como tudo aqui é 2 × 2, a forma não denuncia nada.

# %%
print(gradient_check(two_scores, (dz @ W, x.T @ dz), (x, W), upstream=dz).message)

# %% [markdown]
# O gradiente de x continua certo. O de W difere em [0, 1]: 1,5 no lugar do 1 que calculamos à mão, e a mensagem reconhece a
# matriz transposta. Nos próximos cadernos, quando um gradiente não bater, faça esta conferência antes de mudar qualquer
# coisa.
#
# ## Para pensar
# 1. A nota −1 deu a fração 0,27, e a nota 1 deu 0,73. Quanto é a soma das duas? Vale para qualquer z?
# 2. Com z = 8, quanto é s(1 − s)? O que isso faz com um peso que precisa mudar?
# 3. Os pedidos calculados juntos formam um **lote**. Se ele passar de 2 para 200 pedidos parecidos, o que acontece com o
#    tamanho de dW? E se dW fosse uma média?
#
# ## Para ler mais
# - Jurafsky e Martin, [*Speech and Language Processing*](https://web.stanford.edu/~jurafsky/slp3/), capítulo 9 na edição de
#   2021, a dos slides. Em edições mais novas o número muda: procure o capítulo sobre RNNs e LSTMs.
# - Stanford [CS224n](https://web.stanford.edu/class/cs224n/): a aula sobre *backpropagation* e as notas sobre gradientes
#   com matrizes.
# - Hochreiter e Schmidhuber (1997), [*Long short-term memory*](https://doi.org/10.1162/neco.1997.9.8.1735), Neural
#   Computation, 9(8), 1735–1780: o artigo que apresentou a LSTM.
#
# ## Antes de entregar
# A célula abaixo mostra os seus pontos, o que falta e como entregar. Depois de executá-la, salve mais uma vez: o que se
# entrega é o arquivo salvo, não o que está na tela.

# %%
resumo()
