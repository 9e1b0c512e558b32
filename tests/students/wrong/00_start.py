# %% sigmoid | tanh left over from the experiment | tanh
def sigmoid(z):
    return np.tanh(z)


# %% sigmoid | sign of the exponent missing | sinal|falta.*menos|[−-] ?z|1 ?[−-] ?σ|negativ|invertid
def sigmoid(z):
    return 1 / (1 + np.exp(z))


# %% sigmoid | parentheses around the denominator missing | par[êe]ntes|denominador|precedência|divide
def sigmoid(z):
    return 1 / 1 + np.exp(-z)


# %% sigmoid | e^z over 1+e^z, nan for big z | nan|(valor|nota|número|z)\w* (muito )?(extrem|grand)|nos extremos|valores extremos.{0,40}(nan|err|difer)|1000|muito (grande|positiv)|infinit|overflow|transbord
def sigmoid(z):
    e = np.exp(z)
    return e / (1 + e)


# %% sigmoid | softmax instead of sigmoid | softmax|divid.*soma|soma.*(1|todos)|cada (número|nota).*separad|separado|sozinh
def sigmoid(z):
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


# %% sigmoid | returned the derivative | derivada|inclina|s ?\(1|1 ?[−-] ?s
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


# %% sigmoid | forgot return | return|não devolv|devolveu nada|None|nada de volta
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))


# %% sigmoid | math.exp, only for numbers | math|np\.exp|array|(de|numa|em|com) (uma )?tabela|array|só (aceita|trabalha|serve)
import math


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


# %% sigmoid | clips z to -5..5 against overflow | clip|cort|limit|(valor|nota|número|z)\w* (muito )?(extrem|grand)|nos extremos|valores extremos.{0,40}(nan|err|difer)|satur|pontas
def sigmoid(z):
    z = np.clip(z, -5, 5)
    return 1 / (1 + np.exp(-z))


# %% sigmoid | calls np.sigmoid which does not exist | np\.sigmoid|numpy.*(não tem|não existe)|sigmoid.*não (existe|tem)|attribute
def sigmoid(z):
    return np.sigmoid(z)


# %% sigmoid | rounds to two places as in the figure | arredond|round|casas
def sigmoid(z):
    return np.round(1 / (1 + np.exp(-z)), 2)


# %% sigmoid | if z > 0 on an array | \bif\b|np\.where|ambígu|ambiguous|número a número|array inteiro
def sigmoid(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    else:
        return np.exp(z) / (1 + np.exp(z))


# %% sigmoid | list comprehension, returns a list and needs an iterable | list|array|iter|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|um número
def sigmoid(z):
    return [1 / (1 + np.exp(-v)) for v in z]


# %% sigmoid | flattens the table | formas?\b.{0,60}\(\d|forma (errad|difer)|shape|shape|achat|reshape|ravel|flatten
def sigmoid(z):
    z = np.array(z).flatten()
    return 1 / (1 + np.exp(-z))


# %% sigmoid | a number becomes an array of one | formas?\b.{0,60}\(\d|forma (errad|difer)|shape|um número|escalar|\(1,\)|colchete
def sigmoid(z):
    z = np.atleast_1d(z)
    return 1 / (1 + np.exp(-z))


# %% sigmoid | calls itself | recurs|chama a si|si mesma|própria|RecursionError
def sigmoid(z):
    return 1 - sigmoid(-z)


# %% sigmoid | hard sigmoid approximation | aproxim|reta|np\.exp|exponencial|curva
def sigmoid(z):
    return np.clip(0.2 * z + 0.5, 0, 1)


# %% sigmoid | float16 result | float16|precis|float64|casas|arredond
def sigmoid(z):
    z = np.asarray(z, dtype=np.float16)
    return 1 / (1 + np.exp(-z))


# %% sigmoid | works on the argument itself with out=z | argument|z.*(mud|alter|modific)|no próprio|cópia|out=
def sigmoid(z):
    if isinstance(z, np.ndarray) and z.dtype == float:
        np.exp(-z, out=z)
        return 1 / (1 + z)
    return 1 / (1 + np.exp(-z))


# %% sigmoid | forgot 1 + in the denominator | 1 ?\+|denominador|falta.*1|somar 1
def sigmoid(z):
    return 1 / np.exp(-z)


# %% sigmoid | ReLU | relu|maximum|máximo|entre 0 e 1|passa de 1|acima de 1
def sigmoid(z):
    return np.maximum(0, z)


# %% sigmoid | loops over rows and columns, only 2-D | um número|shape|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|eixos|dimens|tupla|unpack
def sigmoid(z):
    s = np.zeros(z.shape)
    n, m = z.shape
    for i in range(n):
        for j in range(m):
            s[i, j] = 1 / (1 + np.exp(-z[i, j]))
    return s


# %% sigmoid | mean of all fractions | média|mean|um número só|formas?\b.{0,60}\(\d|forma (errad|difer)|shape|cada número
def sigmoid(z):
    return np.mean(1 / (1 + np.exp(-z)))


# %% sigmoid | np.exp without calling it | np\.exp|par[êe]ntes|chamar|própria função|objeto função|função (sem|não)|(falt|sem)\w* .{0,20}par[êe]ntes|não .{0,10}chamada|chamar
def sigmoid(z):
    return 1 / (1 + np.exp - z)


# %% sigmoid | trailing comma makes a tuple | tupla|vírgula|tuple
def sigmoid(z):
    return (1 / (1 + np.exp(-z)),)


# %% sigmoid | body uses x although the argument is z | \bx\b.{0,60}(não|falt|ignor|us|troc|lugar)|argumento x\b|['\"“«`]x['\"”»`]|NameError|nome
def sigmoid(z):
    return 1 / (1 + np.exp(-x))


# %% sigmoid | Euler number typed as 2.7 | np\.exp|2[.,]7|aproxim|número de euler|constante
def sigmoid(z):
    e = 2.7
    return 1 / (1 + e ** (-z))


# %% sigmoid | half tanh without halving z | z ?/ ?2|metade|0[.,]5|divid.*2
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z))


# %% sigmoid | integer array for the result | \bint\b|inteir|casas|fraç
def sigmoid(z):
    s = np.zeros(np.shape(z), dtype=int)
    s[...] = 1 / (1 + np.exp(-np.asarray(z)))
    return s


# %% sigmoid | uses the global scores | scores|argumento|\bz\b
def sigmoid(z):
    return 1 / (1 + np.exp(-scores))


# %% sigmoid | misnamed: sigmoide | sigmoide|nome|sigmoid
def sigmoide(z):
    return 1 / (1 + np.exp(-z))


# %% sigmoid | clips z to -20..20, as in a forum's advice | clip|limit
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -20, 20)))


# %% sigmoid | np.math, which NumPy no longer has | np\.math|NumPy não tem.{0,20}math
def sigmoid(z):
    return np.float64(1 / (1 + np.math.exp(-z)))


# %% sigmoid | the exponential written into z, whatever z is | \bz\b.{0,60}(mud|alter|escre)|(mud|alter|escre)\w*.{0,60}\bz\b
def sigmoid(z):
    np.exp(-z, out=z)
    return 1 / (1 + z)
