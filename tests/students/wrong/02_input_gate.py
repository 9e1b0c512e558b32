# %% input_gate | tanh as in the RNN | tanh|sigm|σ
def input_gate(x, h_prev, U_i, W_i, b_i):
    return np.tanh(x @ U_i.T + h_prev @ W_i.T + b_i)


# %% input_gate | no activation at all | sigm|σ|ativação
def input_gate(x, h_prev, U_i, W_i, b_i):
    return x @ U_i.T + h_prev @ W_i.T + b_i


# %% input_gate | bias forgotten | falt\w*.{0,60}\b(viés|bias|b_i|b)\b|\bsem .{0,40}\b(viés|bias|b_i|b)\b|\b(viés|bias|b_i|b)\b.{0,60}(falt|ignor|esquec|não (entr|aparec|us|foi|influ|chega|conta|particip|mud)|de fora|sem efeito)|(esquec|ignor|inclu|some|somar|junte|acrescent).{0,40}\b(viés|bias|b_i|b)\b
def input_gate(x, h_prev, U_i, W_i, b_i):
    return sigmoid(x @ U_i.T + h_prev @ W_i.T)


# %% input_gate | state forgotten | falt\w*.{0,60}\b(h_prev|W_i|estado|estado anterior|memória)\b|\bsem .{0,40}\b(h_prev|W_i|estado|estado anterior|memória)\b|\b(h_prev|W_i|estado|estado anterior|memória)\b.{0,60}(falt|ignor|esquec|não (entr|aparec|us|foi|influ|chega|conta|particip|mud)|de fora|sem efeito)|(esquec|ignor|inclu|some|somar|junte|acrescent).{0,40}\b(h_prev|W_i|estado|estado anterior|memória)\b
def input_gate(x, h_prev, U_i, W_i, b_i):
    return sigmoid(x @ U_i.T + b_i)


# %% input_gate | bias outside the sigmoid | viés.*(dentro|fora|antes|depois)|b_i.*(dentro|fora|antes|depois)|(dentro|fora|antes|depois).*(viés|b_i)|par[êe]ntes
def input_gate(x, h_prev, U_i, W_i, b_i):
    return sigmoid(x @ U_i.T + h_prev @ W_i.T) + b_i


# %% input_gate | U_i not transposed | transpos|U_i\.T|Uᵀ
def input_gate(x, h_prev, U_i, W_i, b_i):
    return sigmoid(x @ U_i + h_prev @ W_i.T + b_i)


# %% input_gate | W_i not transposed | transpos|W_i\.T|Wᵀ
def input_gate(x, h_prev, U_i, W_i, b_i):
    return sigmoid(x @ U_i.T + h_prev @ W_i + b_i)


# %% input_gate | slide order with np.dot, one example only | \b(no|num|com|para|em|do|um|ao) (o |um )?lote|x @ U|transpos|ordem|linha
def input_gate(x, h_prev, U_i, W_i, b_i):
    z = np.dot(U_i, x) + np.dot(W_i, h_prev) + b_i
    return sigmoid(z)


# %% input_gate | two sigmoids multiplied | soma|uma (só|única)|multiplic|parcela|produto
def input_gate(x, h_prev, U_i, W_i, b_i):
    return sigmoid(x @ U_i.T) * sigmoid(h_prev @ W_i.T + b_i)


# %% input_gate | sum of two sigmoids over 1 | soma|uma (só|única)|acima de 1|passa.* de 1|maior que 1|parcela|intervalo
def input_gate(x, h_prev, U_i, W_i, b_i):
    a = sigmoid(x @ U_i.T + b_i)
    b = sigmoid(h_prev @ W_i.T + b_i)
    return a + b


# %% input_gate | own sigmoid with exp(z)/(1+exp(z)) | nan|(valor|nota|número|z)\w* (muito )?(extrem|grand)|nos extremos|valores extremos.{0,40}(nan|err|difer)|grande|overflow|infinit|transbord
def input_gate(x, h_prev, U_i, W_i, b_i):
    z = x @ U_i.T + h_prev @ W_i.T + b_i
    e = np.exp(z)
    return e / (e + 1)


# %% input_gate | own sigmoid with the wrong sign | sinal|negativ|[−-] ?z|1 ?[−-] ?(σ|i)\b|invertid|ao contrário|falta.*menos
def input_gate(x, h_prev, U_i, W_i, b_i):
    z = x @ U_i.T + h_prev @ W_i.T + b_i
    return 1 / (1 + np.exp(z))


# %% input_gate | softmax over the units | softmax|cada (unidade|porta|número).*(só|separad|sozinh|própri)|soma.*(\b1\b|um)|sigm|σ
def input_gate(x, h_prev, U_i, W_i, b_i):
    z = x @ U_i.T + h_prev @ W_i.T + b_i
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


# %% input_gate | clips z to -3..3 | clip|cort|limit|(valor|nota|número|z)\w* (muito )?(extrem|grand)|nos extremos|valores extremos.{0,40}(nan|err|difer)|satur|pontas
def input_gate(x, h_prev, U_i, W_i, b_i):
    z = np.clip(x @ U_i.T + h_prev @ W_i.T + b_i, -3, 3)
    return sigmoid(z)


# %% input_gate | gate thresholded to 0 or 1 | arredond|round|0 ou 1|limiar|entre 0 e 1|fraç|bool|> ?0
def input_gate(x, h_prev, U_i, W_i, b_i):
    z = x @ U_i.T + h_prev @ W_i.T + b_i
    return (sigmoid(z) > 0.5) * 1.0


# %% input_gate | uses sigmoide | sigmoide|NameError|nome|sigmoid\b
def input_gate(x, h_prev, U_i, W_i, b_i):
    return sigmoide(x @ U_i.T + h_prev @ W_i.T + b_i)


# %% input_gate | uses the toy weights B_I of the notebook | B_I\b|argumento|global|viés|pesos
def input_gate(x, h_prev, U_i, W_i, b_i):
    return sigmoid(x @ U_I.T + h_prev @ W_I.T + B_I)


# %% input_gate | returns sigmoid of the old z of the notebook | \bz\b|global|argumento|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|NameError|não us
def input_gate(x, h_prev, U_i, W_i, b_i):
    return sigmoid(z)


# %% input_gate | U_i.T in the wrong place: h_prev times U_i | \bx\b.{0,60}(não|falt|ignor|us|troc|lugar)|argumento x\b|['\"“«`]x['\"”»`]|U_i|trocad|h_prev\b(?!, [UW])
def input_gate(x, h_prev, U_i, W_i, b_i):
    return sigmoid(h_prev @ U_i.T + x @ W_i.T + b_i)


# %% input_gate | z assigned, return forgotten | return|não devolv|devolveu nada|None|nada de volta
def input_gate(x, h_prev, U_i, W_i, b_i):
    z = x @ U_i.T + h_prev @ W_i.T + b_i
    i = sigmoid(z)


# %% input_gate | returns sigmoid, the function, not its value | própria função|objeto função|função (sem|não)|(falt|sem)\w* .{0,20}par[êe]ntes|não .{0,10}chamada|chamar|par[êe]ntes|cham|function
def input_gate(x, h_prev, U_i, W_i, b_i):
    z = x @ U_i.T + h_prev @ W_i.T + b_i
    return sigmoid


# %% input_gate | number of examples taken from x.shape[0], single example fails | \b(com|para|de|em|num|a) um (só )?exemplo|um só exemplo|exemplo único|um só|vetor|\b(no|num|com|para|em|do|um|ao) (o |um )?lote|\(H,?\)|formas?\b.{0,60}\(\d|forma (errad|difer)|shape
def input_gate(x, h_prev, U_i, W_i, b_i):
    N = x.shape[0]
    H = len(b_i)
    z = np.zeros((N, H))
    for n in range(N):
        z[n] = U_i @ x[n] + W_i @ h_prev[n] + b_i
    return sigmoid(z)


# %% input_gate | h_prev changed in place with @= | h_prev.*(mud|alter|modific)|argumento|cópia|no lugar|@=
def input_gate(x, h_prev, U_i, W_i, b_i):
    h_prev @= W_i.T
    return sigmoid(x @ U_i.T + h_prev + b_i)


# %% input_gate | async def | async|corrotina|coroutine|await
async def input_gate(x, h_prev, U_i, W_i, b_i):
    return sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i)


# %% input_gate | sum over all, one number per example | soma|eixo|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|np\.sum|axis|cada unidade
def input_gate(x, h_prev, U_i, W_i, b_i):
    z = np.sum(x @ U_i.T + h_prev @ W_i.T + b_i, axis=-1)
    return sigmoid(z)


# %% input_gate | misspelt argument h_prve | h_prve|h_prev\b(?!, [UW])|NameError|nome
def input_gate(x, h_prve, U_i, W_i, b_i):
    return sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i)


# %% input_gate | multiplied by the arriving x, wanting the product | multiplic|produto|só a porta|\bx\b.{0,60}(não|falt|ignor|us|troc|lugar)|argumento x\b|['\"“«`]x['\"”»`]|a mais
def input_gate(x, h_prev, U_i, W_i, b_i):
    i = sigmoid(x @ U_i.T + h_prev @ W_i.T + b_i)
    return i * h_prev


# %% input_gate_backward | slope of the tanh | tanh|σ|sigm|i ?\*? ?\(1 ?[−-] ?i\)|inclina|derivada
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * (1 - i**2)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | only 1 - i | i ?\*? ?\(1|falt\w*.{0,60}\b(i|fator i)\b|\bsem .{0,40}\b(i|fator i)\b|\b(i|fator i)\b.{0,60}(falt|ignor|esquec|não (entr|aparec|us|foi|influ|chega|conta|particip|mud)|de fora|sem efeito)|(esquec|ignor|inclu|some|somar|junte|acrescent).{0,40}\b(i|fator i)\b
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | only i, 1 - i forgotten | 1 ?[−-] ?i
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | no slope | i ?\*? ?\(1 ?[−-] ?i\)|inclina|derivada|σ
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | sigmoid of i first | sigmoid.*(de novo|duas|já|outra)|já é|duas vezes|i ?\*? ?\(1 ?[−-] ?i\)|inclina|derivada
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * sigmoid(i) * (1 - sigmoid(i))

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | i - i without square, always zero | zero|quadrad|i ?\*? ?\(1 ?[−-] ?i\)|inclina|derivada
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * (i - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | 1 + i | sinal|1 ?[−-] ?i|menos
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 + i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | sign: i times i - 1 | sinal|negativ|1 ?[−-] ?i|invertid|trocad
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (i - 1)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | slope recomputed from the inverse, nan in saturated gates | nan|satur|infinit|log|0 e (em )?1|(valor|nota|número|z)\w* (muito )?(extrem|grand)|nos extremos|valores extremos.{0,40}(nan|err|difer)|divis
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * np.exp(-np.log(i / (1 - i))) / (1 + np.exp(-np.log(i / (1 - i)))) ** 2

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | gate from the weights without bias | viés|b_i|\bi\b.*(já|argumento|pront)|já.*\bi\b
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * sigmoid(x @ U_i.T + h_prev @ W_i.T) * (1 - sigmoid(x @ U_i.T + h_prev @ W_i.T))

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | slope with a factor 4 so that its maximum is 1 | \b4 (result|saíd|gradient|valor|array|coisas)|só 4|\b4 no lugar|quatro|vezes|i ?\*? ?\(1 ?[−-] ?i\)|inclina|derivada
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = 4 * di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | slope twice | duas vezes|uma vez|dobr|repetid|quadrado
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * (i * (1 - i)) ** 2

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | both transposed as on the way in | transpos|U_i\.T|W_i\.T|sem transpor|como é
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i.T
    dh_prev = dz @ W_i.T

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | only W_i transposed | transpos|W_i\.T|Wᵀ|dz @ W_i|sem transpor
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i.T

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | dx = U_i @ dz | ordem|dz @ U|U_i|transpos|formas?\b.{0,60}\(\d|forma (errad|difer)|shape
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = U_i @ dz
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | U_i.T @ dz, right for one example, fails for a batch | \b(no|num|com|para|em|do|um|ao) (o |um )?lote|dz @ U|ordem|linha
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = U_i.T @ dz
    dh_prev = W_i.T @ dz

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | elementwise product for dx | @|produto (de|das|entre) (as )?matri|produto matricial|matmul|elemento|número a número|termo a termo
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz * U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | dx and dh_prev swapped | trocad|ordem|dx.*dh_prev
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dh_prev, dx, dU, dW, db


# %% input_gate_backward | both matrices of the gradient transposed | transpos|dU.*forma|forma.*dU
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = x_rows.T @ dz_rows
    dW = h_rows.T @ dz_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | dW with i in place of h_prev | h_prev\b(?!, [UW])|estado anterior|h_rows|dW.*\bi\b
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(i)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | dU from di | \bdz\b|inclina|dU.*\bdi\b
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = np.atleast_2d(di).T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | everything divided by N | média|divid|soma, não
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz) / len(np.atleast_2d(dz)), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | db only divided by N | db.*(média|divid|soma)|média|divid
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = np.average(dz_rows, axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | db summed on axis 1 | eixo|axis|linha|coluna|exemplos
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=1)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | db = dz.sum(axis=0) on the original dz, one number for one example | \b(com|para|de|em|num|a) um (só )?exemplo|um só exemplo|exemplo único|um só|vetor|dz_rows|(de|numa|em|com) (uma )?tabela|array|\(H,?\)|formas?\b.{0,60}\(\d|forma (errad|difer)|shape
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | db of shape (H, 1) | formas?\b.{0,60}\(\d|forma (errad|difer)|shape|\(H,?\)|keepdims|coluna|dimens|reshape
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.T.sum(axis=1, keepdims=True)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | dW missing, None | \bdW\b
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = None
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | only dx and dh_prev returned | dU|dW|db|cinco|\b5 (result|saíd|gradient|valor|array|coisas)|faltam|parâmetros
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev


# %% input_gate_backward | db.sum method without parentheses | sum|par[êe]ntes|método|method|própria função|objeto função|função (sem|não)|(falt|sem)\w* .{0,20}par[êe]ntes|não .{0,10}chamada|chamar
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | changes di in place | \bdi\b.*(mud|alter|modific)|argumento|cópia|no lugar|\*=
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    di *= i * (1 - i)
    dz = di.copy()

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | sizes fixed at H = 3, D = 4 | tamanho|fix|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|shape|zeros
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = np.zeros((3, 4))
    dW = np.zeros((3, 3))
    dU += dz_rows.T @ x_rows
    dW += dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db


# %% input_gate_backward | return placed inside the loop over the examples | return|recuo|inden|dentro do (laço|for)|primeir|\b(no|num|com|para|em|do|um|ao) (o |um )?lote|soma
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU, dW, db = np.zeros(U_i.shape), np.zeros(W_i.shape), np.zeros(len(U_i))
    for n in range(len(dz_rows)):
        dU += np.outer(dz_rows[n], x_rows[n])
        dW += np.outer(dz_rows[n], h_rows[n])
        db += dz_rows[n]
        return dx, dh_prev, dU, dW, db


# %% input_gate_backward | dz, dx in the return | \bdz\b|seis|\b6 (result|saíd|gradient|valor|array|coisas)|cinco|\b5 (result|saíd|gradient|valor|array|coisas)|a mais
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ x_rows
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dz, dx, dh_prev, dU, dW, db


# %% input_gate_backward | looks at the notebook's WORDS for dU | WORDS|argumento|global|\bx\b.{0,60}(não|falt|ignor|us|troc|lugar)|argumento x\b|['\"“«`]x['\"”»`]
def input_gate_backward(di, i, x, h_prev, U_i, W_i):
    # 1. De i para z: a inclinação da σ no ponto em que a porta está. Defina dz.
    dz = di * i * (1 - i)

    # 2. De z para o que a porta leu. Defina dx e dh_prev.
    dx = dz @ U_i
    dh_prev = dz @ W_i

    # 3. De z para os parâmetros, somando os exemplos. Defina dU, dW e db com as três tabelas abaixo.
    dz_rows, x_rows, h_rows = np.atleast_2d(dz), np.atleast_2d(x), np.atleast_2d(h_prev)
    dU = dz_rows.T @ WORDS
    dW = dz_rows.T @ h_rows
    db = dz_rows.sum(axis=0)
    return dx, dh_prev, dU, dW, db
