"""A toy cell for the figures: the sentence's words as vectors of four named features, and weights set by hand.

Nothing here was trained; the notebooks say so. The numbers are chosen so that each unit of the memory has a task that can
be said in words: 1 remembers that there was a negation, 2 holds the subject matter, 3 drifts.
"""

import numpy as np

FEATURES = ("negação", "verbo", "nome", "ligação")
UNITS = ("1 · negação", "2 · assunto", "3 · resto")

# "Eu" is a pronoun: half a noun.
WORDS = np.array(
    [
        [0.0, 0.0, 0.5, 0.0],  # Eu
        [1.0, 0.0, 0.0, 0.0],  # não
        [0.0, 1.0, 0.0, 0.0],  # acredito
        [0.0, 0.0, 0.0, 1.0],  # em
        [0.0, 0.0, 1.0, 0.0],  # duendes
    ]
)

# Input gate: unit 1 opens for a negation; unit 2 for verbs and nouns, more so after a negation; unit 3 closes at "em".
U_I = np.array([[5.0, 0.0, 0.0, 0.0], [0.0, 3.0, 4.0, 0.0], [0.0, 0.0, 0.0, -3.0]])
W_I = np.array([[0.0, 0.0, 0.0], [2.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
B_I = np.array([-2.0, -1.5, 0.0])

# Forget gate: unit 1 keeps; unit 2 makes room when a verb or a noun comes; unit 3 loses half at every word.
U_F = np.array([[0.0, 0.0, 0.0, 0.0], [0.0, -3.0, -3.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
W_F = np.zeros((3, 3))
B_F = np.array([4.0, 1.5, 0.0])

# Cell update: what each unit would write. Output gate: the same for every word, σ(1) = 0.73.
U_G = np.array([[3.0, 0.0, 0.0, 0.0], [0.0, 1.0, 2.0, 0.0], [0.5, -0.5, 1.0, 1.0]])
W_G = np.zeros((3, 3))
B_G = np.zeros(3)
U_O, W_O, B_O = np.zeros((3, 4)), np.zeros((3, 3)), np.ones(3)

# Stacked as the course stacks them (rows i, f, g, o: see reference).
U = np.concatenate([U_I, U_F, U_G, U_O])
W = np.concatenate([W_I, W_F, W_G, W_O])
B = np.concatenate([B_I, B_F, B_G, B_O])
