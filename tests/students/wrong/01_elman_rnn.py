# %% rnn_step | forgot the tanh | tanh|ativação
def rnn_step(x, h_prev, U, W, b):
    return x @ U.T + h_prev @ W.T + b


# %% rnn_step | sigmoid instead of tanh | tanh|sigm|σ
def rnn_step(x, h_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    return 1 / (1 + np.exp(-z))


# %% rnn_step | U not transposed | transpos|U\.T|Uᵀ
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(x @ U + h_prev @ W.T + b)


# %% rnn_step | W not transposed | transpos|W\.T|Wᵀ
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(x @ U.T + h_prev @ W + b)


# %% rnn_step | forgot the bias | falt\w*.{0,60}\b(viés|bias|b)\b|\bsem .{0,40}\b(viés|bias|b)\b|\b(viés|bias|b)\b.{0,60}(falt|ignor|esquec|não (entr|aparec|us|foi|influ|chega|conta|particip|mud)|de fora|sem efeito)|(esquec|ignor|inclu|some|somar|junte|acrescent).{0,40}\b(viés|bias|b)\b
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(x @ U.T + h_prev @ W.T)


# %% rnn_step | forgot the recurrent part | falt\w*.{0,60}\b(h_prev|W|estado|estado anterior|memória)\b|\bsem .{0,40}\b(h_prev|W|estado|estado anterior|memória)\b|\b(h_prev|W|estado|estado anterior|memória)\b.{0,60}(falt|ignor|esquec|não (entr|aparec|us|foi|influ|chega|conta|particip|mud)|de fora|sem efeito)|(esquec|ignor|inclu|some|somar|junte|acrescent).{0,40}\b(h_prev|W|estado|estado anterior|memória)\b
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(x @ U.T + b)


# %% rnn_step | forgot the word | falt\w*.{0,60}\b(x|U|palavra|entrada)\b|\bsem .{0,40}\b(x|U|palavra|entrada)\b|\b(x|U|palavra|entrada)\b.{0,60}(falt|ignor|esquec|não (entr|aparec|us|foi|influ|chega|conta|particip|mud)|de fora|sem efeito)|(esquec|ignor|inclu|some|somar|junte|acrescent).{0,40}\b(x|U|palavra|entrada)\b
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(h_prev @ W.T + b)


# %% rnn_step | bias subtracted | viés|(?<!W e )(?<!W, )\bb\b|sinal|subtra
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(x @ U.T + h_prev @ W.T - b)


# %% rnn_step | bias added after the tanh | viés|(?<!W e )(?<!W, )\bb\b|dentro|fora|antes da tanh|par[êe]ntes
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(x @ U.T + h_prev @ W.T) + b


# %% rnn_step | tanh of each part, then added | tanh.*(soma|uma vez|parcela|tudo|cada)|soma.*tanh|uma (só|única) tanh
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(x @ U.T) + np.tanh(h_prev @ W.T) + np.tanh(b)


# %% rnn_step | elementwise product instead of matrix product | @|produto (de|das|entre) (as )?matri|produto matricial|matmul|elemento|número a número|termo a termo
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(x * U + h_prev * W + b)


# %% rnn_step | U @ x as on the slide, one example only | \b(no|num|com|para|em|do|um|ao) (o |um )?lote|transpos|x @ U|linha|ordem|coluna
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(U @ x + W @ h_prev + b)


# %% rnn_step | tanh by the exp formula, nan at the extremes | nan|np\.tanh|(valor|nota|número|z)\w* (muito )?(extrem|grand)|nos extremos|valores extremos.{0,40}(nan|err|difer)|grande|overflow|infinit
def rnn_step(x, h_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


# %% rnn_step | writes the result into h_prev | h_prev.*(mud|alter|modific|escre)|argumento|cópia|no lugar|out=
def rnn_step(x, h_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    np.tanh(z, out=h_prev)
    return h_prev


# %% rnn_step | changes b with += | \bb\b.*(mud|alter|modific)|argumento|viés|cópia|\+=
def rnn_step(x, h_prev, U, W, b):
    if x.ndim == 1:
        b += x @ U.T + h_prev @ W.T
        return np.tanh(b)
    return np.tanh(x @ U.T + h_prev @ W.T + b)


# %% rnn_step | forgot return | return|não devolv|devolveu nada|None|nada de volta
def rnn_step(x, h_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    h = np.tanh(z)


# %% rnn_step | returns h and z | tupla|tuple|dois|só (h|o h)|um array|duas
def rnn_step(x, h_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    return np.tanh(z), z


# %% rnn_step | typo np.than | than|np\.tanh|AttributeError|não tem
def rnn_step(x, h_prev, U, W, b):
    return np.than(x @ U.T + h_prev @ W.T + b)


# %% rnn_step | uses the notebook's B | (?-i:\bB\b)|argumento|viés|maiúscul|global
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(x @ U.T + h_prev @ W.T + B)


# %% rnn_step | transposes the data, comes out lying down | transpos|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|\.T|eixo|coluna
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(U @ x.T + W @ h_prev.T + b.reshape(-1, 1))


# %% rnn_step | reshape instead of transpose | reshape|transpos|\.T
def rnn_step(x, h_prev, U, W, b):
    H, D = U.shape
    return np.tanh(x @ U.reshape(D, H) + h_prev @ W.T + b)


# %% rnn_step | concatenates h and x in the wrong order | ordem|concat|trocad
def rnn_step(x, h_prev, U, W, b):
    xh = np.concatenate([h_prev, x], axis=-1)
    UW = np.concatenate([U, W], axis=1)
    return np.tanh(xh @ UW.T + b)


# %% rnn_step | concatenates on axis 1, one example fails | eixo|axis|\b(com|para|de|em|num|a) um (só )?exemplo|um só exemplo|vetor|dimens|exemplo único
def rnn_step(x, h_prev, U, W, b):
    xh = np.concatenate((x, h_prev), axis=1)
    UW = np.concatenate((U, W), axis=1)
    return np.tanh(xh @ UW.T + b)


# %% rnn_step | tanh twice | tanh.*(duas|dobr|uma vez|de novo)|duas vezes|uma vez só
def rnn_step(x, h_prev, U, W, b):
    z = np.tanh(x @ U.T + h_prev @ W.T + b)
    h = np.tanh(z)
    return h


# %% rnn_step | rounded to three places | arredond|round|casas
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(x @ U.T + h_prev @ W.T + b).round(3)


# %% rnn_step | always a table of rows | formas?\b.{0,60}\(\d|forma (errad|difer)|shape|\(1, ?H\)|atleast_2d|\b(com|para|de|em|num|a) um (só )?exemplo|um só exemplo|vetor|exemplo único
def rnn_step(x, h_prev, U, W, b):
    x, h_prev = np.atleast_2d(x), np.atleast_2d(h_prev)
    return np.tanh(x @ U.T + h_prev @ W.T + b)


# %% rnn_step | sizes fixed to H = 2 of the toy network | tamanho|fix|\bH\b|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|shape
def rnn_step(x, h_prev, U, W, b):
    h = np.zeros(2)
    for k in range(2):
        h[k] = np.tanh(U[k] @ x + W[k] @ h_prev + b[k])
    return h


# %% rnn_step | swapped arguments x and h_prev in the signature | ordem|argumento|assinatura|trocad|primeiro
def rnn_step(h_prev, x, U, W, b):
    return np.tanh(x @ U.T + h_prev @ W.T + b)


# %% rnn_step | argument b missing in the signature | argumento|(?<!W e )(?<!W, )\bb\b|assinatura|parâmetro
def rnn_step(x, h_prev, U, W):
    return np.tanh(x @ U.T + h_prev @ W.T)


# %% rnn_step | U.T() called | \.T\b|par[êe]ntes|callable|chamar
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(x @ U.T() + h_prev @ W.T() + b)


# %% rnn_step | means over the batch | média|mean|\b(no|num|com|para|em|do|um|ao) (o |um )?lote|cada exemplo|linha
def rnn_step(x, h_prev, U, W, b):
    z = x @ U.T + h_prev @ W.T + b
    if z.ndim == 2:
        z = z.mean(axis=0)
    return np.tanh(z)


# %% rnn_forward | state not carried, h0 in every step | h0|anterior|leva|passa|carreg|atualiz|seguinte|não muda
def rnn_forward(x, h0, U, W, b):
    T, N, D = x.shape
    H = len(b)
    h = np.zeros((T, N, H))
    prev = h0
    for t in range(T):
        h[t] = np.tanh(x[t] @ U.T + prev @ W.T + b)
    return h


# %% rnn_forward | h0 included, T + 1 states | T ?\+ ?1|h0|estado inicial|a mais|não entra
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = [h0]
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | appends before the update, last state lost | h0|antes|depois de cada|último|desloc|atras|ordem
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        states.append(h)
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
    return np.stack(states)


# %% rnn_forward | only the last state | todos os estados|último|cada palavra|T estados|\(T, ?N, ?H\)|formas?\b.{0,60}\(\d|forma (errad|difer)|shape
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return h


# %% rnn_forward | return inside the loop | return|recuo|inden|dentro do (laço|for)|primeir|uma palavra
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
        return np.stack(states)


# %% rnn_forward | starts from zeros, ignores h0 | h0|estado inicial|de partida|zero
def rnn_forward(x, h0, U, W, b):
    h = np.zeros_like(h0)
    states = []
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | stacked on axis 1 | eixo|axis|\(T, ?N, ?H\)|tempo|ordem|formas?\b.{0,60}\(\d|forma (errad|difer)|shape
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states, axis=1)


# %% rnn_forward | loop one word short | última|uma palavra|range|falta|T ?[−-] ?1|len\(x\)|zero
def rnn_forward(x, h0, U, W, b):
    T, N, D = x.shape
    H = len(b)
    h = np.zeros((T, N, H))
    prev = h0
    for t in range(T - 1):
        h[t] = np.tanh(x[t] @ U.T + prev @ W.T + b)
        prev = h[t]
    return h


# %% rnn_forward | loop starts at 1, first word skipped | primeira|x\[0\]|range|começ|T estados|falta
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(1, len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | loops over the sentences instead of time | eixo|tempo|x\[t\]|primeiro|\(T, ?N, ?D\)|shape\[0\]
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | number of steps from axis 1, indexing right | tempo|shape\[0\]|eixo|\bT\b|primeiro eixo|len\(x\)
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(x.shape[1]):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | reads the sentence backwards | ordem|trás|invert|revers|fim|primeira palavra
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in reversed(range(len(x))):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | right order, result reversed | ordem|trás|invert|revers|\[::-1\]|primeir
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)[::-1]


# %% rnn_forward | forgot the tanh | tanh|ativação
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = x[t] @ U.T + h @ W.T + b
        states.append(h)
    return np.stack(states)


# %% rnn_forward | tanh only at the end | tanh|cada (passo|palavra)|dentro do (laço|for)
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = x[t] @ U.T + h @ W.T + b
        states.append(h)
    return np.tanh(np.stack(states))


# %% rnn_forward | forgot the bias | falt\w*.{0,60}\b(viés|bias|b)\b|\bsem .{0,40}\b(viés|bias|b)\b|\b(viés|bias|b)\b.{0,60}(falt|ignor|esquec|não (entr|aparec|us|foi|influ|chega|conta|particip|mud)|de fora|sem efeito)|(esquec|ignor|inclu|some|somar|junte|acrescent).{0,40}\b(viés|bias|b)\b
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | W not transposed | transpos|W\.T|Wᵀ
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W + b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | overwrites h0 in the loop | h0.*(mud|alter|modific|escre)|argumento|cópia|no lugar
def rnn_forward(x, h0, U, W, b):
    T, N, D = x.shape
    H = len(b)
    h = np.zeros((T, N, H))
    for t in range(T):
        h[t] = np.tanh(x[t] @ U.T + h0 @ W.T + b)
        h0[:] = h[t]
    return h


# %% rnn_forward | one buffer appended T times | mesm[oa]|cópia|copy|iguais|repetid|igual em tod
def rnn_forward(x, h0, U, W, b):
    h = h0.copy()
    states = []
    for t in range(len(x)):
        h[:] = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | result array without the N axis | \bN\b|eixo|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|\b(no|num|com|para|em|do|um|ao) (o |um )?lote|frases|\(T, ?N, ?H\)
def rnn_forward(x, h0, U, W, b):
    T, N, D = x.shape
    H = len(b)
    h = np.zeros((T, H))
    prev = h0
    for t in range(T):
        h[t] = np.tanh(x[t] @ U.T + prev @ W.T + b)
        prev = h[t]
    return h


# %% rnn_forward | sizes of the sentence fixed: 5 words | tamanho|fix|\b5 (result|saíd|gradient|valor|array|coisas)|\bT\b|shape|len\(x\)|frase de
def rnn_forward(x, h0, U, W, b):
    N = x.shape[1]
    T = 5
    H = len(b)
    h = np.zeros((T, N, H))
    prev = h0
    for t in range(T):
        h[t] = np.tanh(x[t] @ U.T + prev @ W.T + b)
        prev = h[t]
    return h


# %% rnn_forward | concatenate, rows of all words in one table | formas?\b.{0,60}\(\d|forma (errad|difer)|shape|stack|concatenate|eixo|\(T, ?N, ?H\)
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.concatenate(states)


# %% rnn_forward | squeeze drops axes of size 1 | squeeze|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|eixo|uma palavra|uma frase|tamanho 1
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.squeeze(np.stack(states))


# %% rnn_forward | always the first word | x\[t\]|x\[0\]|primeira palavra|mesma palavra|cada palavra
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = np.tanh(x[0] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | puts h0 in h[0] and starts at 1 | h0|x\[0\]|primeir|não entra|estado inicial
def rnn_forward(x, h0, U, W, b):
    T, N, D = x.shape
    h = np.zeros((T, N, len(b)))
    h[0] = h0
    for t in range(1, T):
        h[t] = np.tanh(x[t] @ U.T + h[t - 1] @ W.T + b)
    return h


# %% rnn_forward | h[t+1] runs off the end | índice|index|limite|t ?\+ ?1|fora|IndexError|tamanho
def rnn_forward(x, h0, U, W, b):
    T, N, D = x.shape
    h = np.zeros((T, N, len(b)))
    h[0] = np.tanh(x[0] @ U.T + h0 @ W.T + b)
    for t in range(T):
        h[t + 1] = np.tanh(x[t + 1] @ U.T + h[t] @ W.T + b)
    return h


# %% rnn_forward | states = states.append(h) | append|None|NoneType|atribu
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states = states.append(h)
    return np.stack(states)


# %% rnn_forward | generator with yield | yield|gerador|generator|return
def rnn_forward(x, h0, U, W, b):
    h = h0
    for xt in x:
        h = np.tanh(xt @ U.T + h @ W.T + b)
        yield h


# %% rnn_forward | forgot return | return|não devolv|devolveu nada|None|nada de volta
def rnn_forward(x, h0, U, W, b):
    T, N, D = x.shape
    H = len(b)
    h = np.zeros((T, N, H))
    prev = h0
    for t in range(T):
        h[t] = np.tanh(x[t] @ U.T + prev @ W.T + b)
        prev = h[t]


# %% rnn_forward | reads the notebook's sentence instead of x | \bx\b.{0,60}(não|falt|ignor|us|troc|lugar)|argumento x\b|['\"“«`]x['\"”»`]|argumento|WORDS|global|caderno
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for word in WORDS[:, None]:
        h = np.tanh(word @ U.T + h @ W.T + b)
        states.append(h)
    return np.array(states)


# %% rnn_forward | while loop without t += 1 | laço|while|tempo|termina|infinit|t ?\+=|demor|fim
def rnn_forward(x, h0, U, W, b):
    t = 0
    h = h0
    out = np.zeros((len(x), len(h0), len(b)))
    while t < len(x):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        out[t] = h
    return out


# %% rnn_forward | U and W swapped in the call of rnn_step | ordem|trocad|\bU\b.{0,40}(lugar|troc|invert).{0,20}\bW\b|argumento
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(x @ U.T + h_prev @ W.T + b)


def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = rnn_step(x[t], h, W, U, b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | b forgotten in the call of rnn_step | (?<!W e )(?<!W, )\bb\b|argumento|viés|missing
def rnn_step(x, h_prev, U, W, b):
    return np.tanh(x @ U.T + h_prev @ W.T + b)


def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = rnn_step(x[t], h, U, W)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | integer result array | \bint\b|inteir|dtype|casas|zeros
def rnn_forward(x, h0, U, W, b):
    T, N, D = x.shape
    H = len(b)
    h = np.zeros((T, N, H), dtype=int)
    prev = h0
    for t in range(T):
        h[t] = np.tanh(x[t] @ U.T + prev @ W.T + b)
        prev = h[t]
    return h


# %% rnn_forward | adds the step to the old state | soma|\+=|h ?\+|substitu|a mais|acumul
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in range(len(x)):
        h = h + np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | for t in len(x) | range|\bint\b|iter
def rnn_forward(x, h0, U, W, b):
    h = h0
    states = []
    for t in len(x):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | np.append without axis gives a flat vector | formas?\b.{0,60}\(\d|forma (errad|difer)|shape|append|axis|eixo|achat|\(T, ?N, ?H\)
def rnn_forward(x, h0, U, W, b):
    h = h0
    out = np.array([])
    for t in range(x.shape[0]):
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        out = np.append(out, h)
    return out


# %% rnn_forward | list created inside the loop | lista|dentro do (laço|for)|T estados|último|\bT\b|formas?\b.{0,60}\(\d|forma (errad|difer)|shape
def rnn_forward(x, h0, U, W, b):
    h = h0
    for t in range(len(x)):
        states = []
        h = np.tanh(x[t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


# %% rnn_forward | first sentence of the batch only | \b(no|num|com|para|em|do|um|ao) (o |um )?lote|\bN\b|frase|todas|x\[t, ?0\]|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|\(T, ?N, ?H\)
def rnn_forward(x, h0, U, W, b):
    h = h0[0]
    states = []
    for t in range(len(x)):
        h = np.tanh(x[t, 0] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states)


# %% rnn_step_backward | h not squared | quadrad|h²|h ?\*\* ?2|1 ?[−-] ?h ?(²|\*\*|\^)
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | derivative of the tanh missing | tanh|inclina|derivada|1 ?[−-] ?h ?(²|\*\*|\^)
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | derivative of the sigmoid | sigm|σ|tanh|1 ?[−-] ?h ?(²|\*\*|\^)
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * h * (1 - h)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | slope from h_prev instead of h | h_prev\b(?!, [UW])|estado anterior|1 ?[−-] ?h ?(²|\*\*|\^)
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h_prev**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | plus instead of minus in the slope | sinal|menos|inclina|1 ?[−-] ?h ?(²|\*\*|\^)
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 + h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | tanh applied again to h | tanh.*(duas|de novo|já|outra)|já é|1 ?[−-] ?h ?(²|\*\*|\^)
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - np.tanh(h) ** 2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | sign of the slope reversed | sinal|negativ|trocad|invertid
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (h**2 - 1)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | differentiates 1 - h**2 | inclina|derivada.*(duas|de novo)|1 ?[−-] ?h ?(²|\*\*|\^)
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = -2 * h * dh

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | slope multiplied twice | duas vezes|uma vez|dobr|duplic|repetid|quadrado
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)
    dz = dz * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | h*2 instead of h**2 | quadrad|\*\*|h²|dobro
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h * 2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | matrix product for the slope | número a número|elemento|\*|mesmo lugar|@
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh @ (1 - h**2).T

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | h^2 as on paper | \^|\*\*|TypeError|potência|quadrado
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h ^ 2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | slope added instead of multiplied | multiplic|vezes|produto|\*
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh + (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | dx with U transposed | dx.*transpos|transpos.*dx|U\.T|Uᵀ|dz @ U|sem transpor
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U.T
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | dh_prev with W transposed | dh_prev.*transpos|transpos.*dh_prev|W\.T|Wᵀ|dz @ W|sem transpor
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W.T

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | dx and dh_prev swapped in the return | trocad|ordem|dx.*dh_prev|dh_prev.*dx
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dh_prev, dx, dU, dW, db


# %% rnn_step_backward | dU and dW swapped in the return | trocad|ordem|dU.*dW|dW.*dU
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dW, dU, db


# %% rnn_step_backward | dU transposed, x.T @ dz | dU.*transpos|transpos.*dU|dz.*x|forma.*dU|dU.*forma
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = x_rows.T @ dz_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | dW transposed, h.T @ dz | dW.*transpos|transpos.*dW
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = h_rows.T @ dz_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | dW with h instead of h_prev | h_prev\b(?!, [UW])|estado anterior|h_rows
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | db not summed over the batch | db.*soma|soma.*(db|linha|exemplo|lote)|linhas de dz|\(H,?\)
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | db is the mean of the rows | média|mean|divid|soma
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.mean(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | db summed over the units | eixo|axis|linha|coluna|exemplos
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=1)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | db one single number | eixo|axis|um número só|escalar|forma.*db|db.*forma|\(H,?\)
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = np.sum(dz_rows)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | db with keepdims | keepdims|db.*forma|forma.*db|\(H,?\)|\(1, ?\d|\(1, ?H
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0, keepdims=True)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | dU divided by N | dU.*(média|divid)|média|divid.*(N|exemplo)|soma
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows / len(x_rows)
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | all parameter gradients divided by N | média|divid|soma, não
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    N = dz_rows.shape[0]
    dU, dW, db = dU / N, dW / N, db / N
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | elementwise product for dU | @|produto (de|das|entre) (as )?matri|produto matricial|matmul|elemento|número a número|termo a termo
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T * x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | np.outer on a batch | \b(no|num|com|para|em|do|um|ao) (o |um )?lote|outer|dU|só (serve|vale).*(um|vetor)
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = np.outer(dz, x)
    dW = np.outer(dz, h_prev)
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | only dz computed and returned | dx|dh_prev|cinco|\b5 (result|saíd|gradient|valor|array|coisas)|faltam
def rnn_step_backward(dh, x, h_prev, h, U, W):
    dz = dh * (1 - h**2)
    return dz


# %% rnn_step_backward | dx right, everything else None | dh_prev.*(None|falt)|(None|falt).*dh_prev|None
def rnn_step_backward(dh, x, h_prev, h, U, W):
    dz = dh * (1 - h**2)
    dx = dz @ U
    dh_prev = dU = dW = db = None
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | everything right but db None | \bdb\b
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = None
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | db forgotten in the return | \bdb\b|cinco|\b5 (result|saíd|gradient|valor|array|coisas)|quatro|\b4 (result|saíd|gradient|valor|array|coisas)|só 4|\b4 no lugar
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW


# %% rnn_step_backward | part 3 left as ellipsis | dU|dW|db|\.\.\.|Ellipsis|retic[êe]ncias
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = ...
    dW = ...
    db = ...
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | part 3 not written: dU undefined | dU|parte 3|não (foi )?defin
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | skeleton rows removed, one example fails | \b(com|para|de|em|num|a) um (só )?exemplo|um só exemplo|exemplo único|um só|vetor|atleast_2d|dz_rows
def rnn_step_backward(dh, x, h_prev, h, U, W):
    dz = dh * (1 - h**2)
    dx = dz @ U
    dh_prev = dz @ W
    dU = dz.T @ x
    dW = dz.T @ h_prev
    db = np.sum(dz, axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | changes dh in place | \bdh\b.*(mud|alter|modific)|argumento|cópia|no lugar|\*=
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh
    dz *= 1 - h**2

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | squares h in place | \bh\b.*(mud|alter|modific)|argumento|cópia|no lugar|\*=
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - np.square(h, out=h))

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | dx from dh instead of dz | dx|\bdz\b|inclina|tanh
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dh @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | dh_prev from dh instead of dz | dh_prev|\bdz\b|inclina|tanh
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dh @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | db from dh instead of dz | \bdb\b|\bdz\b|inclina|tanh
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = np.atleast_2d(dh).sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | dh_prev with U | dh_prev|dz @ W|use W
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ U

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | adds dh to dh_prev | dh_prev|a mais|soma
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W + dh

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | slope of h_prev multiplied into dh_prev | dh_prev|h_prev\b(?!, [UW])|a mais|inclina
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W * (1 - h_prev**2)

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | returns a dict | dict|dicion|tupla|chaves
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return {"dx": dx, "dh_prev": dh_prev, "dU": dU, "dW": dW, "db": db}


# %% rnn_step_backward | return missing | return|não devolv|devolveu nada|None|nada de volta
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)


# %% rnn_step_backward | reshape instead of transpose of dz | reshape|transpos|\.T
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.reshape(dz_rows.shape[1], -1) @ x_rows
    dW = dz_rows.reshape(dz_rows.shape[1], -1) @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | typo dz_row | dz_row\b|NameError|nome
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_row.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | transpose without parentheses | transpose|par[êe]ntes
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.transpose @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | parameters first in the return | ordem|dx|trocad
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dU, dW, db, dx, dh_prev


# %% rnn_step_backward | loop over the examples overwrites dU | soma|acumul|\+=|último|\b(no|num|com|para|em|do|um|ao) (o |um )?lote|sobrescre
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    for n in range(len(dz_rows)):
        dU = np.outer(dz_rows[n], x_rows[n])
        dW = np.outer(dz_rows[n], h_rows[n])
        db = dz_rows[n]
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | dx lying down for a batch, U.T @ dz.T | dx.*(transpos|forma)|transpos|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|\(N, ?D\)
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = U.T @ dz.T
    dh_prev = W.T @ dz.T

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | h recomputed without the bias | viés|(?<!W e )(?<!W, )\bb\b|\bh\b.*(já|argumento|ida|pront)|já.*\bh\b
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - np.tanh(x @ U.T + h_prev @ W.T) ** 2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% rnn_step_backward | gradients rounded | arredond|round|casas
def rnn_step_backward(dh, x, h_prev, h, U, W):
    # 1. De h para z: a inclinação da tanh. Defina dz.
    dz = dh * (1 - h**2)

    # 2. De z para o que entrou no passo. Defina dx e dh_prev.
    dx = dz @ U
    dh_prev = dz @ W

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    dU, dW, db = dU.round(2), dW.round(2), db.round(2)
    return dx, dh_prev, dU, dW, db
