"""A vocabulary that gives each word an id, and the rows that an embedding gives for it."""

import numpy as np
import torch
from numpy.testing import assert_array_equal

from enap_lstm.reference import build_vocabulary, embed, encode


def test_ids_follow_first_appearance_and_the_two_first_are_no_words():
    words = "eu não acredito em duendes e não acredito em ti".split()
    vocabulary = build_vocabulary(words)
    assert list(vocabulary) == ["<pad>", "<unk>", *dict.fromkeys(words)]
    assert list(vocabulary.values()) == list(range(len(vocabulary)))


def test_a_token_that_is_the_padding_itself_keeps_its_id():
    assert build_vocabulary(["<unk>", "a", "<pad>"]) == {"<pad>": 0, "<unk>": 1, "a": 2}


def test_encoding_and_looking_up_gives_the_words_back():
    words = ["a", "b", "a", "c"]
    vocabulary = build_vocabulary(words)
    backwards = {k: word for word, k in vocabulary.items()}
    ids = encode([*words, "nunca vista"], vocabulary)
    assert ids.dtype == np.int64 and [backwards[k] for k in ids[:-1]] == words and ids[-1] == 1
    assert encode([], vocabulary).shape == (0,)


def test_embedding_agrees_with_torch(rng):
    E, ids = rng.normal(size=(7, 3)), rng.integers(0, 7, size=(5, 2))
    theirs = torch.nn.functional.embedding(torch.tensor(ids), torch.tensor(E))
    assert_array_equal(embed(ids, E), theirs)
