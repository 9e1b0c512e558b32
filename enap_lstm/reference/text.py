"""From words to vectors: a vocabulary, ids, and the rows of an embedding.

Ids 0 and 1 belong to no word: padding, and whatever the vocabulary has not seen.
"""

import numpy as np

PADDING, UNKNOWN = "<pad>", "<unk>"


def build_vocabulary(tokens):
    """Give each token an id, in the order of first appearance, after <pad> = 0 and <unk> = 1.

    >>> build_vocabulary(["não", "acredito", "não"])
    {'<pad>': 0, '<unk>': 1, 'não': 2, 'acredito': 3}

    tokens: a sequence of strings -> dict from token to id. Source: Jurafsky & Martin, ch. 2.
    """
    return {token: k for k, token in enumerate(dict.fromkeys([PADDING, UNKNOWN, *tokens]))}


def encode(tokens, vocabulary):
    """The ids of tokens; a token that the vocabulary does not know is 1, <unk>.

    >>> encode(["não", "duendes"], {"<pad>": 0, "<unk>": 1, "não": 2})
    array([2, 1])

    tokens: T strings, vocabulary: a dict as `build_vocabulary` makes it -> integers (T,). Source: Jurafsky & Martin, ch. 2.
    """
    return np.array([vocabulary.get(token, vocabulary[UNKNOWN]) for token in tokens], dtype=np.int64)


def embed(ids, E):
    """The row of E for each id.

    >>> embed(np.array([[2], [0]]), np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 3.0]])).shape
    (2, 1, 2)

    ids: integers of any shape, E (V, D) -> vectors, the shape of ids with D at its end. Source: Jurafsky & Martin, ch. 7.
    """
    return E[ids]
