# %% [markdown]
# # 00 · Por onde começar
#
# Na ouvidoria, alguém lê cada pedido e decide quanto dele segue adiante: tudo, nada ou uma parte. Uma célula LSTM toma
# decisões desse tipo a cada palavra que lê. Ela junta os indícios em uma **soma**, que pode ser qualquer número. Depois
# transforma a soma em uma fração entre 0 e 1. Quem faz essa troca é a **sigmoide**, e você vai escrevê-la daqui a pouco.
#
# **Ao fim deste caderno, você sabe:**
# - dizer o que a sigmoide faz com uma soma, e escrevê-la em Python;
# - verificar a sua resposta, pedir uma dica, salvar e entregar;
# - seguir um gradiente por dois trechos, com a regra da cadeia, e conferi-lo com `gradient_check`.
#
# **Conteúdo**
# - [Parte 1](#Parte-1): da soma à fração. Cerca de 5 minutos.
# - [Parte 2](#Parte-2): o exercício e a verificação. Cerca de 10 minutos.
# - [Parte 3](#Parte-3): a regra da cadeia em um número. Cerca de 5 minutos.
# - [Parte 4](#Parte-4): o mesmo, com matrizes de 2 × 2. Cerca de 8 minutos.
# - [Fechamento](#Fechamento): desafio, perguntas, entrega. Cerca de 7 minutos.
#
# Ao todo, com esta abertura, são cerca de 40 minutos. O caderno vale 10 pontos, em um exercício. As partes 3 e 4 não valem pontos, mas preparam todos os cadernos seguintes.
#
# ### Antes de tudo, salve a sua cópia
# - **No Colab:** use *Arquivo › Salvar uma cópia no Drive* e trabalhe na cópia. O que você escrever fora dela se perde
#   quando a aba fecha.
# - **No JupyterHub:** o caderno já é seu. Salve com Ctrl+S.
#
# A máquina do Colab é emprestada: depois de um tempo sem uso, ela é recolhida. O texto da sua cópia fica; as variáveis e
# as funções somem. Quando voltar, execute as células de novo, de cima para baixo. Uma célula se executa com Shift+Enter. *Executar
# tudo* também serve: no Jupyter, ele chega ao resumo mesmo com respostas por escrever.
#
# ### Quais células são suas
# Só a que fica sob o título **Sua vez**, e as que você abrir. As de preparação, verificação e resumo são do curso: o Jupyter não
# deixa mudá-las nem apagá-las. As demais você pode executar, mudar e executar de novo; os pontos não dependem delas. Nas de
# **Seu palpite**, o código fica dobrado, porque traz a resposta: execute-as e escolha uma letra.

# %% [markdown] tags=["teacher"]
# **Para quem ensina.** Peça o palpite em voz alta antes de mostrar a figura: a maioria espera que a fração dobre com a soma.
# Na parte 2, faça a turma errar de propósito; quem viu uma mensagem de verificação sem perder nada a lê melhor depois. Se
# faltar tempo, a parte 4 pode ficar para casa, mas não para depois do caderno 01, que usa dzᵀx. No quadro, mostre por que
# a soma passa pelos dois pedidos: cada um usou o mesmo peso. O engano mais comum na sigmoide é esquecer os parênteses do
# denominador.

# %%
import numpy as np

from enap_lstm import check, gradient_check, restaurar, resumo

# %% [markdown]
# <a name="Parte-1"></a>
# ## Parte 1
# ### Da soma à fração
#
# A frase que nos acompanha no curso é *Eu não acredito em duendes*. Imagine que uma rede já juntou os indícios de cada
# palavra em uma soma z, para responder: "esta palavra ajuda a saber em que a pessoa acredita?". As somas abaixo foram
# inventadas. Execute a célula.

# %%
from enap_lstm.data import SENTENCE

sums = np.array([-1.0, 4.0, 1.0, -3.0, 2.0])
for t, word in enumerate(SENTENCE):
    print(f"{word:>9}: soma {sums[t]:4.1f}")

# %% [markdown]
# A soma diz a ordem: *não* ajuda mais, *em* ajuda menos. Ela ainda não diz **quanto** deve passar. Para isso queremos uma
# fração: 0 para nada, 1 para tudo.
#
# Antes de olhar a figura, dê um palpite. Execute a célula e escolha uma letra.

# %% tags=["figura"]
from enap_lstm.widgets import palpite

palpite(
    "De acredito a duendes, a soma dobra, de 1 para 2. A fração também dobra?",
    [
        "Sim: o dobro da soma é o dobro da fração.",
        "Não: a fração sobe menos do que o dobro.",
        "Não: a fração sobe mais do que o dobro.",
    ],
    certa="Não: a fração sobe menos do que o dobro.",
    porque="Ela vai de 0,73 para 0,88. Perto de 1 sobra pouco para subir, como mostra a figura abaixo.",
)

# %% tags=["figura"]
from enap_lstm.data import SENTENCE
from enap_lstm.figures.start import scores_and_shares

scores_and_shares(SENTENCE, np.array([-1.0, 4.0, 1.0, -3.0, 2.0]))

# %% [markdown]
# Repare na barra laranja de *em*: a soma é −3,00 e a fração é 0,05; quase nada passa. A soma de *não* é 4,00 e a fração é
# 0,98; quase tudo passa. Compare agora *acredito* e *duendes*: a soma dobra, de 1,00 para 2,00, e a fração vai só de 0,73
# para 0,88. Nenhuma soma, por maior que seja, leva a fração além de 1.
#
# Nos slides, é isso que faz o σ das três portas: a de entrada (*input gate*), a de esquecimento (*forget gate*) e a de
# saída (*output gate*). O valor da porta é a sua **abertura**: 0 fechada, 1 aberta. A equação é
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# Quando $z$ é muito positivo, $e^{-z}$ fica perto de 0, e a fração, perto de $1/1$. Quando $z$ é muito negativo, o
# denominador cresce e a fração vai a 0. Com $z = 0$, dá $1/2$.
#
# Execute a célula abaixo. Depois mova o controle acima da figura e acompanhe o ponto laranja nas duas curvas.

# %% tags=["figura"]
from enap_lstm import widgets
from enap_lstm.figures.start import sigmoid_at

control = widgets.slider(sigmoid_at, "soma z", low=-8.0, high=8.0, step=0.5, start=2.0)

# %% [markdown]
# Primeiro vem a altura da curva; depois, a inclinação dela, que é a da reta tracejada. Com z = 2,0, a altura é
# 0,881 e a inclinação é 0,105. Leve o controle até z = 0: a inclinação chega ao máximo, 0,250. Leve-o até z = 6: a altura
# quase não muda mais, e a inclinação fica perto de zero. As faixas cinza são essa região, que chamamos de **saturada**.
# Guarde a palavra: ela volta na parte 3.

# %% [markdown]
# <a name="Parte-2"></a>
# ## Parte 2
# ### O exercício e a verificação
#
# A célula de resposta traz a função começada. Escreva a sua conta no lugar indicado e apague a linha do `raise`. Depois
# execute duas células: a da resposta e a do `check`. Em Python, a exponencial de um número ou de uma tabela inteira é
# `np.exp`.
#
# Antes de escrever, conheça as mensagens:
#
# 1. Execute as duas células como estão. A mensagem diz que a função ainda não foi escrita.
# 2. Erre de propósito: escreva `return np.tanh(z)` no lugar do `raise` e execute as duas de novo. A mensagem diz o que
#    diferiu, onde, o esperado e o obtido. Quando reconhece o engano, diz qual foi.
# 3. Para uma dica, abra uma célula nova (o botão **+** da barra, ou *+ Código* no Colab) e escreva `check(sigmoid, dica=1)`.
#    Há outras: `dica=2` diz mais, e `dica=3` mostra a conta com outra função.
# 4. Quer ver os números que não bateram? `check.caso` guarda o último caso que falhou, com o esperado e o obtido.
# 5. Apagou demais? `restaurar("sigmoid")` mostra a célula original.
# 6. Algumas mensagens vêm do próprio Python, em inglês. `NameError` diz que um nome ainda não existe: falta executar a
#    célula que o define. `SyntaxError` e `IndentationError` apontam um parêntese ou um espaço fora do lugar.
#
# Os 10 pontos vêm por partes: 5 pelos valores, 2 pelas formas, 3 pelos extremos. *Formas* quer dizer que σ trata cada
# número em separado e devolve a mesma forma que recebeu: de um número, um número; de uma tabela 5 × 3, uma tabela 5 × 3.
# *Extremos* são somas como −1000 e 1000. A correção usa outros números, sorteados na hora.
#
# ### Sua vez: `sigmoid`
# A célula abaixo é sua.


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
shares = sigmoid(sums)
for t, word in enumerate(SENTENCE):
    print(f"{word:>9}: soma {sums[t]:4.1f}, passa {shares[t]:.2f}")
with np.errstate(over="ignore"):  # sem esta linha, o NumPy pode avisar de um overflow
    print(f"nas pontas: {sigmoid(-1000.0):.1f} e {sigmoid(1000.0):.1f}")

# %% [markdown]
# São as frações da figura: 0,98 em *não*, 0,05 em *em*. Elas não somam 1, e nem deveriam: cada palavra é decidida sozinha.
#
# Um aviso de *overflow* pode aparecer quando você usa a sua função, e não é um erro. Com z = −1000, a conta pede
# $e^{1000}$, que não cabe em um número; o NumPy avisa e usa infinito. Como 1 dividido por infinito é 0, a resposta está
# certa. O `np.errstate` da célula acima só cala o aviso.
#
# ### Salvar e entregar
# Salve agora, com Ctrl+S. O que se entrega é o arquivo salvo, e a célula `resumo()`, no fim, diz como. Entregue quantas vezes
# quiser: vale a última.

# %% [markdown]
# <a name="Parte-3"></a>
# ## Parte 3
# ### A regra da cadeia em um número
#
# De onde vêm boas somas? De pesos que a rede aprende. E aprender começa por uma pergunta: **se este peso aumentar um
# pouco, quanto muda a saída?** A resposta se chama derivada, ou gradiente quando os pesos são muitos.
#
# Comece com um peso só. Um pedido espera há x = 2 dias. O peso de cada dia é w = 0,5. A soma é z = w·x, e a fração é
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
# O que se faz com as duas inclinações?

# %% tags=["figura"]
from enap_lstm.widgets import palpite

palpite(
    "O primeiro trecho anda 2 vezes o que w anda; o segundo, 0,1966 vezes o que z anda. E os dois, em sequência?",
    ["2 + 0,1966 vezes o que w anda", "2 × 0,1966 vezes o que w anda", "a menor das duas: 0,1966 vezes"],
    certa="2 × 0,1966 vezes o que w anda",
    porque="Um milésimo em w vira dois milésimos em z, e cada milésimo em z vira 0,1966 milésimo em s: 2 × 0,1966 = 0,3932.",
)

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

# %% [markdown]
# <a name="Parte-4"></a>
# ## Parte 4
# ### O mesmo, com matrizes de 2 × 2
#
# Agora são 2 pedidos, e de cada um sabemos 2 coisas: quantos dias espera e quantas páginas tem, ambas medidas como
# distância da média (−1 quer dizer "1 abaixo da média"). A rede dá a cada pedido 2 somas: urgência e trabalho.
#
# Cada **linha** de x é um pedido. Cada **linha** de W pertence a uma soma e guarda os pesos dela. A soma k do pedido n é a
# linha n de x vezes a linha k de W, termo a termo, e somada. O NumPy multiplica linhas por *colunas*; por isso viramos W
# de lado, o que se chama transpor: as linhas de W são as colunas de Wᵀ, e a conta inteira fica $z = x W^\top$. Em
# Python, `@` é o produto de matrizes, e `.T` é a transposta.

# %%
x = np.array([[1.0, 3.0], [2.0, -1.0]])  # 2 pedidos × 2 entradas
W = np.array([[0.5, 0.0], [1.0, -1.0]])  # 2 somas × 2 entradas
z = x @ W.T  # 2 pedidos × 2 somas
print(z)
print("urgência do pedido 1, à mão:", 1.0 * 0.5 + 3.0 * 0.0)

# %% [markdown]
# Suponha que o resto da rede já nos disse, para cada soma, quanto o erro final aumenta se ela aumentar um pouco. Isso é
# uma matriz dz, com a mesma forma de z. A pergunta agora é: e se aumentar um **peso**?
#
# Tome o peso W[0, 1], que liga a segunda entrada à primeira soma. Ele foi usado duas vezes, uma em cada pedido: no
# primeiro, multiplicado por 3; no segundo, por −1. O efeito total é a soma dos dois caminhos.

# %%
dz = np.array([[1.0, -0.5], [2.0, 1.0]])  # 2 pedidos × 2 somas, como z
print("dW[0, 1], à mão:", dz[0, 0] * x[0, 1] + dz[1, 0] * x[1, 1])
print("dW inteira:")
print(dz.T @ x)

# %% tags=["figura"]
from enap_lstm.figures.start import row_meets_column

row_meets_column(dz=np.array([[1.0, -0.5], [2.0, 1.0]]), x=np.array([[1.0, 3.0], [2.0, -1.0]]))

# %% [markdown]
# Repare nas molduras. A primeira linha de dzᵀ tem o que a primeira soma recebeu em cada pedido: 1,0 e 2,0. A segunda
# coluna de x tem a segunda entrada de cada pedido: 3,0 e −1,0. Multiplicadas termo a termo e somadas, dão
# 1,0·3,0 + 2,0·(−1,0) = 1,0, que é dW[0, 1].
#
# As formas contam a mesma história. dzᵀ é *somas × pedidos*, x é *pedidos × entradas*. Os pedidos se encontram no meio e
# são somados; sobra *somas × entradas*, a forma de W. Guarde a fórmula, **dW = dzᵀ x**: ela aparece em quase todos os
# cadernos. E guarde também que é uma soma: neste curso, nunca dividimos pelo número de pedidos.
#
# Para o gradiente de x, o raciocínio é o mesmo: x[n, j] entrou em cada soma k do pedido n, multiplicado por W[k, j].
# Juntando as somas k, **dx = dz W**.
#
# ### Como conferir um gradiente
#
# `gradient_check` faz o que você fez com o milésimo: mexe em cada número, um por vez, e mede quanto a saída muda. É a
# *derivada numérica*, que ele compara com o gradiente que você entrega. Dê a ele a função, os gradientes, os argumentos na
# mesma ordem e, em `upstream`, o dz que veio de fora.


# %%
def two_sums(x, W):
    """As duas somas de cada pedido."""
    return x @ W.T


print(gradient_check(two_sums, (dz @ W, dz.T @ x), (x, W), upstream=dz).message)

# %% [markdown]
# Os dois gradientes conferem. O erro relativo é a diferença dividida pelo tamanho dos números. Agora um engano comum:
# escrever xᵀ dz no lugar de dzᵀ x. Como tudo aqui é 2 × 2, a forma não denuncia nada.

# %%
print(gradient_check(two_sums, (dz @ W, x.T @ dz), (x, W), upstream=dz).message)

# %% [markdown]
# O gradiente de x continua certo. O de W difere em [0, 1]: 1,5 no lugar do 1 que calculamos à mão, e a mensagem reconhece a
# matriz transposta. Nos próximos cadernos, quando um gradiente não bater, faça esta conferência antes de mudar qualquer
# coisa.

# %% [markdown]
# <a name="Fechamento"></a>
# ## Fechamento
# ### Desafio, sem pontos
# A sua sigmoide com um peso e um viés (*bias*, a letra b): σ(peso · z + viés). Mude os dois números até a tabela acender
# inteira: que só *não* passe quase todo, e *duendes* passe um pouco.

# %%
from enap_lstm.widgets import desafio

weight, bias = 1.0, 0.0  # mude aqui e execute de novo
desafio(
    "Deixe passar o não, feche acredito e deixe uma fresta em duendes.",
    lambda: sigmoid(weight * sums + bias),
    [
        ("em não, passa mais de 0,95", lambda s: s[1], lambda v: v > 0.95),
        ("em acredito, passa menos de 0,05", lambda s: s[2], lambda v: v < 0.05),
        ("em duendes, passa entre 0,10 e 0,40", lambda s: s[4], lambda v: 0.10 < v < 0.40),
    ],
)

# %% [markdown]
# ### Para pensar
# 1. A soma −1 deu a fração 0,27, e a soma 1 deu 0,73. Quanto dão as duas frações juntas? Vale para qualquer z?
# 2. Com z = 8, quanto é s(1 − s)? O que isso faz com um peso que precisa mudar?
# 3. Os pedidos calculados juntos formam um **lote**. Se ele passar de 2 para 200 pedidos parecidos, o que acontece com o
#    tamanho de dW? E se dW fosse uma média?
#
# ### O que fica
# - A sigmoide troca uma soma qualquer por uma fração entre 0 e 1; nas pontas, ela satura.
# - O gradiente volta pelo caminho da ida, e em cada trecho é multiplicado pela inclinação que ali existe.
# - dW tem a forma de W e soma os pedidos do lote; `gradient_check` confere qualquer gradiente.
#
# **O que vem agora.** No caderno 01, as somas ganham memória: a rede de Elman lê a frase palavra por palavra, e o gradiente volta
# por todas elas.
#
# ### Respostas
# <details><summary>Abra depois de pensar</summary>
#
# 1. Juntas, dão 1,00: 0,27 + 0,73. Vale para qualquer z: σ(−z) = 1 − σ(z). O que não passa com z passa com −z.
# 2. s = 0,99966, e s(1 − s) = 0,0003. Um peso por trás dessa soma recebe três décimos de milésimo do que o erro manda: quase não muda.
# 3. dW é uma soma sobre os pedidos; com 200 parecidos no lugar de 2, fica cerca de 100 vezes maior. Uma média ficaria do mesmo
#    tamanho.
# 4. Da verificação: σ(4,6) = 0,99. Para passar 99 %, 1 sobre 1 + e⁻ᶻ deve ser 0,99, e isso dá z perto de 4,6.
# 5. Do desafio: há muitas saídas. Com peso 3 e viés −7,5, as frações são 0,99 em *não*, 0,01 em *acredito* e 0,18 em *duendes*.
#    O peso deixa a curva mais íngreme; o viés a desloca.
#
# </details>
#
# ### Para ler mais
# - Jurafsky e Martin, [*Speech and Language Processing*](https://web.stanford.edu/~jurafsky/slp3/), capítulo 9 na edição de
#   2021, a dos slides. Em edições mais novas o número muda: procure o capítulo sobre RNNs e LSTMs.
# - Stanford [CS224n](https://web.stanford.edu/class/cs224n/): a aula sobre *backpropagation* e os textos sobre gradientes
#   com matrizes.
# - Hochreiter e Schmidhuber (1997), [*Long short-term memory*](https://doi.org/10.1162/neco.1997.9.8.1735), Neural
#   Computation, 9(8), 1735–1780: o artigo que apresentou a LSTM.
#
# ### Antes de entregar
# A célula abaixo mostra os seus pontos, o que falta e como entregar. Depois de executá-la, salve mais uma vez: o que se
# entrega é o arquivo salvo, não o que está na tela.

# %%
resumo()
