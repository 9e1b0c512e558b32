# %% [markdown]
# # 05 · A porta de saída
#
# Um processo sigiloso continua arquivado. Ele tem número e capa, recebe documentos, cumpre prazo. O que muda é quem pode
# ler. No dia em que o sigilo cai, está tudo lá: ninguém precisa refazer nada.
#
# A memória da LSTM também separa as duas coisas. O estado da célula, c, guarda. A **porta de saída** (*output gate*; em
# outros textos, "portão de saída") decide, a cada palavra, quanto do que está guardado **aparece** em h, o estado interno.
# Em 1, aparece tudo. Em 0, não aparece nada, e nada se perde: a porta de saída não apaga, esconde.
#
# **Ao fim deste caderno, você saberá** dizer a diferença entre esconder e esquecer; mostrar duas frases que têm o mesmo h e
# memórias diferentes, e a palavra que as separa; e dizer por que um engano desta porta só chega à memória na palavra
# seguinte.
#
# **Conteúdo**
# - [Parte 1](#Parte-1): guardar não é mostrar. Cerca de 4 minutos.
# - [Parte 2](#Parte-2): o que o slide diz. Cerca de 5 minutos.
# - [Parte 3](#Parte-3): o primeiro exercício. Cerca de 6 minutos.
# - [Parte 4](#Parte-4): duas frases, um mesmo h. Cerca de 5 minutos.
# - [Parte 5](#Parte-5): onde se sente um engano. Cerca de 4 minutos.
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
# ### Guardar não é mostrar
#
# A memória guarda c = 1. Execute a célula e veja quanto aparece, com a porta em três aberturas.

# %%
stored = 1.0
for opening in (0.0, 0.1, 0.9):
    print(f"guardado {stored:.2f}, porta de saída em {opening}: aparece {opening * np.tanh(stored):.2f}")

# %% [markdown]
# Nas três linhas está guardado 1,00. Com a porta em 0,1 aparece 0,08; em 0,9, aparece 0,69. A tanh está ali para que o que
# aparece fique entre −1 e 1, por maior que seja a memória: é a equação (6), que você escreve no caderno 07.
#
# Agora compare duas portas. Cada uma fecha em uma palavra e se abre toda na seguinte. Execute a célula abaixo, que está
# dobrada, e escolha uma letra. Não vale nota.

# %% tags=["figura"]
palpite(
    "A porta de saída fica em 0 em uma palavra e em 1 na seguinte. Nada novo entrou. O que aparece na segunda palavra?",
    ["nada", "a metade do que havia", "tudo o que havia"],
    certa="tudo o que havia",
    porque="Enquanto a porta esteve fechada, a memória ficou onde estava. A porta só multiplica o que aparece.",
)

# %%
stored = 0.9
for opening in (0.0, 1.0):  # a porta de saída fica aberta
    stored = opening * stored
    print(f"esquecimento em {opening:.0f}: guardado {stored:.2f}, aparece {np.tanh(stored):.2f}")

stored = 0.9
for opening in (0.0, 1.0):  # a de esquecimento fica aberta
    print(f"       saída em {opening:.0f}: guardado {stored:.2f}, aparece {opening * np.tanh(stored):.2f}")

# %% [markdown]
# As primeiras linhas dos dois pares mostram o mesmo: aparece 0,00. Quem olha só o que aparece não sabe se a memória foi
# apagada ou escondida. A palavra seguinte responde: depois da porta de esquecimento, nada; depois da porta de saída, 0,72.
#
# <a name="Parte-2"></a>
# ## Parte 2
# ### O que o slide diz
#
# O slide dá à porta de saída o objetivo de determinar quanta informação útil da célula vai para a saída $h^{(t)}$. A
# equação tem a forma da (1) e da (2), com pesos próprios:
#
# $$o_t = \sigma(U_o x_t + W_o h_{t-1} + b_o) \qquad (4)$$
#
# Repare no que falta: c não está ali. A porta decide quanto da memória aparece sem ler a memória. Ela lê a palavra e o que a
# célula **mostrou** na palavra anterior. No mapa, é a parte acesa. Execute a célula e percorra a frase.

# %% tags=["figura"]
from enap_lstm.figures.cell_map import mapa_da_celula

mapa_da_celula(5)

# %% [markdown]
# A porta age na descida, à direita: c desce da esteira, passa pela tanh, é multiplicado por o e vira h. A esteira segue até
# $c_t$ sem passar por ela.
#
# A nossa célula de exemplo é a mesma dos cadernos anteriores. Estes são os pesos da sua porta de saída.

# %%
from enap_lstm.data import SENTENCE
from enap_lstm.data.toy import B_O, FEATURES, U_O, UNITS, W_O, WORDS

print("colunas de U_o:", ", ".join(FEATURES))
for k, unit in enumerate(UNITS):
    print(f"{unit:>11}: U_o {U_O[k]}  W_o {W_O[k]}  b_o {B_O[k]:3.1f}  porta {sigmoid(B_O[k]):.2f}")

# %% [markdown]
# U_o e W_o são nulas: esta porta não lê nada, e fica em 0,73 em todas as palavras. Execute a célula abaixo e mova o viés
# da unidade 1, a que guarda o *não*.

# %% tags=["figura"]
from enap_lstm.figures.output_gate import kept_and_shown

slider(kept_and_shown, "viés da unidade 1", low=-8.0, high=6.0, step=0.5, start=1.0)

# %% [markdown]
# Com o viés em 1, em *duendes* estão guardados 0,8976 e aparecem 0,5228. Leve o viés a −6: a última linha quase some, e em
# *duendes* aparece 0,0018. Agora olhe a linha de cima. Há algum viés em que ela se mova?
#
# <a name="Parte-3"></a>
# ## Parte 3
# ### Escreva a porta
#
# As formas são as dos cadernos 02 e 03. Vale 4 pontos: 2 por um exemplo, 1 pelo lote, 1 pelos valores extremos. A função
# devolve só a porta: o que ela multiplica é assunto do caderno 07. As portas que você já escreveu não podem ser chamadas
# aqui; vale a pena escrever a conta de novo.
#
# ### Sua vez: `output_gate`
# A célula abaixo é sua.


# %%
def output_gate(x, h_prev, U_o, W_o, b_o):
    """Porta de saída o_t, equação (4).

    x (D,) ou (N, D), h_prev (H,) ou (N, H) → o, com a forma de h_prev."""
    ### BEGIN SOLUTION
    return sigmoid(x @ U_o.T + h_prev @ W_o.T + b_o)
    ### END SOLUTION


# %%
check(output_gate)

# %% [markdown]
# ### O que a sua porta mostra
#
# Vamos dar trabalho à sua porta. A célula é a mesma, com pesos novos só na porta de saída: a unidade 1 fica **sob sigilo**
# até que chegue um nome, e a unidade 3 fica sob sigilo sempre. A unidade 2 continua em 0,73.

# %%
from enap_lstm.figures.gate_table import gate_table
from enap_lstm.figures.output_gate import under_seal

sealed = under_seal(WORDS, output_gate)
gate_table("o", sealed.o)

# %% [markdown]
# Leia a linha de cima. Em *não*, *acredito* e *em*, a porta 1 está em 0,00; em *duendes*, abre até 0,90. Em *Eu*, que é
# meio nome, está em 0,08, mas ali a unidade 1 ainda não tinha nada para mostrar.
#
# <a name="Parte-4"></a>
# ## Parte 4
# ### Duas frases, um mesmo h
#
# Leia as duas em voz alta: *Eu não acredito em duendes* e *Eu ainda acredito em duendes*. Só a segunda palavra muda. Na
# nossa célula, *ainda* é uma linha de zeros: não nega, não é verbo, não é nome, não liga. As duas passam pela mesma célula,
# com o mesmo sigilo.

# %% tags=["figura"]
palpite(
    "Pare depois de “em”, com as duas frases lidas até ali. O que é igual nas duas, ou quase igual?",
    ["h e c", "só h", "só c", "nem h, nem c"],
    certa="só h",
    porque="Da negação, a porta de saída não mostra quase nada: h não a denuncia. A memória c a guarda desde “não”.",
)

# %%
from enap_lstm.figures.output_gate import without_no

plain = under_seal(without_no(), output_gate)  # com "ainda" no lugar de "não"
for word, t in (("em", 3), ("duendes", 4)):
    for name, one in (("não", sealed), ("ainda", plain)):
        print(f"depois de {word}, com {name:>5}: h {one.h[t].round(2) + 0.0}  c {one.c[t].round(2) + 0.0}")

# %%
from enap_lstm.figures.output_gate import two_sentences

two_sentences(output_gate)

# %% [markdown]
# Na faixa cinza, depois de *em*, os dois h são iguais até a segunda casa: a maior diferença é 0,0026. Quem lê só h não tem
# como dizer qual das frases foi dita. No quadro de c, a diferença é 0,9141, e está ali desde a segunda palavra.
#
# Então chega *duendes*. É a mesma palavra, com os mesmos números, nas duas frases. A porta 1 se abre, e os h se separam:
# 0,65 com *não*, 0,00 com *ainda*. A palavra não trouxe a diferença. Ela a revelou.
#
# Na rede de Elman do caderno 01 isso não acontece: ali, h é tudo o que há. Se duas frases chegam ao mesmo h, a mesma palavra
# seguinte as leva outra vez ao mesmo lugar.
#
# <a name="Parte-5"></a>
# ## Parte 5
# ### Onde se sente um engano
#
# Volte à porta que não lê nada, em 0,73. Imagine um engano: em *não*, e só ali, a porta de saída da unidade 1 fecha.

# %% tags=["figura"]
palpite(
    "A porta de saída fecha por engano em “não”, e só ali. Em que palavra a memória c começa a mudar?",
    ["em “não”", "em “acredito”", "em nenhuma"],
    certa="em “acredito”",
    porque="Em “não”, c não passa pela porta de saída. Mas a palavra seguinte lê h, e uma porta dela já decide outra coisa.",
)

# %%
from enap_lstm.figures.output_gate import where_it_is_felt

where_it_is_felt(output_gate)

# %% [markdown]
# Leia por colunas. Em *não*, a porta caiu 0,731, e h caiu com ela, 0,540. Nenhuma memória se moveu. Em *acredito*, a porta
# de entrada da unidade 2 sente falta desse h e abre 0,112 a menos; entra menos assunto, e c da unidade 2 cai 0,085. Em
# *duendes*, a memória ainda tem 0,013 a menos. A linha de c da unidade 1, a da própria negação, é toda zero.
#
# Por que o engano esperou uma palavra? Nas equações (1) a (4), quem lê o passado lê $h_{t-1}$. Nenhuma delas lê c. O que a
# porta de saída esconde, ela esconde também das portas da palavra seguinte. Veja a porta de entrada da unidade 2 em *em*,
# com a negação à mostra e sob sigilo.

# %%
from enap_lstm.figures.trace import trace

print(f"porta de entrada da unidade 2 em “em”: à mostra {trace().i[3, 1]:.2f}, sob sigilo {sealed.i[3, 1]:.2f}")

# %% [markdown]
# De 0,39 a 0,18: é outra decisão. Há variantes da LSTM em que as portas leem c, por conexões chamadas *peepholes* ("olhos
# mágicos"). A do slide, que é a mais usada, não as tem.
#
# Na volta, o caminho é o mesmo, ao contrário: as quatro contas da palavra seguinte mandam notícia a h, cada uma pelo seu
# `dh_prev`, e dali uma parte chega à porta de saída. O `dh_prev` que você vai devolver é uma dessas quatro parcelas.
#
# <a name="Parte-6"></a>
# ## Parte 6
# ### O caminho de volta
#
# Desta vez, só a equação:
#
# $$o_t = \sigma(U_o x_t + W_o h_{t-1} + b_o) \qquad (4)$$
#
# **do** diz quanto o erro aumentaria se cada porta mostrasse um pouco mais. Devolva `dx`, `dh_prev`, `dU`, `dW` e `db`, por
# um exemplo ou por um lote. (`do` é um nome permitido em Python.)
#
# Vale 6 pontos: 1,2 pelo passo da σ, 1,5 pelos parâmetros, 1,5 pelas entradas (x e h_prev), 1,2 pelo lote e 0,6 por portas
# saturadas, em 0 ou em 1.
#
# ### Sua vez: `output_gate_backward`
# A célula abaixo é sua.


# %%
def output_gate_backward(do, o, x, h_prev, U_o, W_o):
    """A volta pela porta de saída.

    do e o como h_prev, (H,) ou (N, H) → dx, dh_prev, dU, dW, db."""
    ### BEGIN SOLUTION
    dz = do * o * (1 - o)
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dz @ U_o, dz @ W_o, dz_rows.T @ x_rows, dz_rows.T @ h_rows, dz_rows.sum(axis=0)
    ### END SOLUTION


# %%
check(output_gate_backward)

# %% [markdown]
# ### O que a sua volta mostra
#
# De onde vem do? Na equação (6), o multiplica tanh(c). Se o erro pede mais de h, pede mais porta na medida do que havia para
# mostrar: do = dh · tanh(c). Suponha que o erro peça o mesmo de toda parte, dh = 1, e volte pela porta sob sigilo, uma
# palavra por vez. De cada palavra, a célula mostra do, a porta e db na unidade 1, e dh_prev inteiro.

# %%
from enap_lstm.figures.output_gate import B_SEAL, U_SEAL, W_SEAL

do = 1.0 * np.tanh(sealed.c)
for t, word in enumerate(SENTENCE):
    _, dh_prev, _, _, db = output_gate_backward(do[t], sealed.o[t], WORDS[t], sealed.h_prev[t], U_SEAL, W_SEAL)
    print(f"{word:>9}: do {do[t, 0]:.3f}  porta {sealed.o[t, 0]:.3f}  db {db[0]:.4f}  dh_prev {dh_prev.round(3)}")

# %% [markdown]
# Em *não*, a notícia é grande: do é 0,739, porque há muito para mostrar. Mas a porta está em 0,003, na parte plana da σ, e
# db fica em 0,0021. Em *duendes*, com uma notícia um pouco menor, db é 0,0617, quase trinta vezes mais. Uma porta que
# esconde com tanta firmeza quase não aprende a mostrar: é a porta saturada do caderno 02.
#
# Olhe agora `dh_prev` em *duendes*: 0,123, todo na unidade 2. É notícia para a palavra anterior, *em*: se ali o assunto
# tivesse aparecido um pouco mais, aqui a porta 1 estaria mais aberta. A notícia volta por W_o, que nesta porta só tem um
# número diferente de zero: o que liga a porta 1 ao h da unidade 2.
#
# E os cinco gradientes, conferem com a derivada numérica?

# %%
gradients = output_gate_backward(do, sealed.o, WORDS, sealed.h_prev, U_SEAL, W_SEAL)
report = gradient_check(output_gate, gradients, (WORDS, sealed.h_prev, U_SEAL, W_SEAL, B_SEAL), upstream=do)
print(report.message)

# %% [markdown]
# <a name="Fechamento"></a>
# ## Fechamento
# ### Desafio: o sigilo que cai em *duendes*
#
# Sem nota. Agora o sigilo é seu. A memória tem uma unidade só, a da negação, e W_o é zero. Ache U_o e b_o que escondam o
# *não* até *em* e o mostrem em *duendes*. Mude os números, execute de novo e veja a tabela se acender. Uma das metas já
# está atingida antes de você começar. Por quê?

# %%
#                    negação verbo nome ligação
my_U_o = np.array([[0.0, 0.0, 0.0, 0.0]])
my_b_o = np.array([0.0])

kept = sealed.c[:, 0]  # o que a unidade 1 guarda, palavra por palavra
desafio(
    "Esconda o não até “em” e mostre-o em “duendes”.",
    lambda: output_gate(WORDS, np.zeros((5, 1)), my_U_o, np.zeros((1, 1)), my_b_o)[:, 0] * np.tanh(kept),
    [
        ("em “não”, aparece menos de 0,05", lambda h: h[1], lambda v: v < 0.05),
        ("em “acredito”, aparece menos de 0,05", lambda h: h[2], lambda v: v < 0.05),
        ("em “em”, aparece menos de 0,05", lambda h: h[3], lambda v: v < 0.05),
        ("em “em”, está guardado mais de 0,9", lambda h: kept[3], lambda v: v > 0.9),
        ("em “duendes”, aparece mais de 0,65", lambda h: h[4], lambda v: v > 0.65),
    ],
)

# %% [markdown]
# ### Para pensar
# 1. Um colega diz que a porta de saída em 0 faz a célula esquecer. Que duas palavras, uma depois da outra, mostrariam a ele
#    que não?
# 2. Na parte 5, o sigilo levou a porta de entrada da unidade 2, em *em*, de 0,39 a 0,18. Você já viu esses dois números no
#    caderno 02. Onde? E por que os dois casos dão o mesmo?
# 3. Um colega inicia todos os b_o em −6,5, para que a célula comece discreta. O que acontece no primeiro dia de treino?
# 4. Se a porta de saída ficasse sempre em 1, em todas as unidades, o que a célula deixaria de saber fazer?
#
# ### O que fica
# - A porta de saída diz quanto da memória **aparece** em h. Fechada, ela esconde; não apaga nada.
# - Duas frases podem ter o mesmo h e memórias diferentes. A palavra que abre a porta as separa.
# - As portas leem h, e não c: um engano em o não muda c naquela palavra, e chega à memória pela seguinte.
#
# O mapa, com as quatro contas que leem a palavra já construídas. Os números são os da célula sob sigilo, na unidade 1:

# %%
from enap_lstm.figures.cell_map import o_que_foi_construido

o_que_foi_construido(5, t=4, unidade=1, i=sealed.i, o=sealed.o, c=sealed.c, h=sealed.h)

# %% [markdown]
# **O que vem agora.** A célula já decide quanto entra, quanto fica, o que entra e quanto aparece. Falta fazer a conta da
# própria memória, na esteira do mapa. O caderno 06 junta três das quatro: o estado da célula.
#
# ### Respostas
# <details><summary>Abra depois de pensar</summary>
# <p><strong>Parte 2.</strong> Em nenhum. A memória da unidade 1 não passa pela porta de saída, e as suas outras portas não
# leem h: a linha de cima fica igual em todo o controle.</p>
# <p><strong>Depois das verificações.</strong> A porta sabe do que foi lido por h_prev, o que a célula mostrou na palavra
# anterior. E é dh_prev, dos cinco resultados, o que leva notícia a palavras de antes; os outros falam da palavra de agora e
# dos pesos.</p>
# <p><strong>Desafio.</strong> Há muitas saídas. Com viés −6 e 9 na coluna <em>nome</em>, a soma é 3 em <em>duendes</em>, a
# porta abre até 0,95, e aparece 0,68; em <em>não</em>, <em>acredito</em> e <em>em</em>, aparece 0,00. A meta que já estava
# atingida é a do que está guardado: nenhuma porta de saída a mudaria.</p>
# <p><strong>Para pensar 1.</strong> Uma palavra em que a porta fecha e outra em que se abre, sem nada novo entrando: na
# segunda, aparece tudo o que havia. É a conta da parte 1.</p>
# <p><strong>Para pensar 2.</strong> Na conta que apagava a memória do <em>não</em>, ao fim da parte 4 daquele caderno. A
# porta 2 lê h: escondido ou apagado, o que não aparece em h dá a ela a mesma soma.</p>
# <p><strong>Para pensar 3.</strong> Quase nada aparece em h, e o que a rede diz quase não depende da memória. E a
# inclinação da σ ali é 0,0015: as portas demoram muito a aprender que devem abrir.</p>
# <p><strong>Para pensar 4.</strong> Guardar sem mostrar. Tudo o que está em c apareceria em cada palavra, para quem lê de
# fora e para as outras portas, mesmo quando atrapalha.</p>
# </details>
#
# ### Para ler mais
# - Gers e Schmidhuber (2000), [*Recurrent nets that time and count*](https://doi.org/10.1109/IJCNN.2000.861302), IJCNN, vol.
#   3, 189–194: os *peepholes*, que deixam as portas ler c.
# - Greff e outros (2017), [*LSTM: a search space odyssey*](https://doi.org/10.1109/TNNLS.2016.2582924), IEEE Transactions on
#   Neural Networks and Learning Systems, 28(10), 2222–2232: oito variantes comparadas, entre elas uma sem porta de saída e
#   uma sem *peepholes*.
# - Hochreiter e Schmidhuber (1997), [*Long short-term memory*](https://doi.org/10.1162/neco.1997.9.8.1735), Neural
#   Computation, 9(8), 1735–1780: a porta de saída está lá desde o começo, com a de entrada.
# - Jurafsky e Martin, [*Speech and Language Processing*](https://web.stanford.edu/~jurafsky/slp3/), capítulo 9 na edição de
#   2021, a dos slides, e Stanford [CS224n](https://web.stanford.edu/class/cs224n/), a aula sobre LSTMs.

# %% [markdown] tags=["teacher"]
# **Para quem ensina.** A equação é a terceira da mesma forma; o que este caderno acrescenta são as partes 1, 4 e 5. Se a
# turma já escreve portas sem hesitar, gaste o tempo ali.
#
# - O engano de leitura mais comum é tomar porta de saída fechada por memória apagada. A conta dos dois pares de linhas, na
#   parte 1, desfaz isso em um minuto: peça o palpite em voz alta.
# - Na parte 4, cubra o quadro de c e pergunte qual frase é qual. Depois descubra. A frase que interessa é "a palavra não
#   trouxe a diferença, ela a revelou".
# - No exercício, quem conhece a equação (6) escreve `o * np.tanh(c)`, e a verificação diz que c não entra. Vale mostrar no
#   mapa onde termina a (4) e começa a (6).
# - A volta vem só com a equação. Quem travar pode reabrir o seu caderno 02 ou 03: a conta é a mesma.
# - Com menos de 40 minutos, deixe o desafio para casa.

# %% [markdown]
# ### Antes de entregar
# A célula abaixo mostra os seus pontos, o que falta e como entregar.

# %%
resumo()
