"""A toy Elman network of two units for the figures of notebook 01, its weights set by hand.

Unit 1 lights up at a negation and feeds itself. Unit 2 reads verbs and nouns, and unit 1 turns it over.
"""

import numpy as np

UNITS = ("1 · houve um não", "2 · crença")

U = np.array([[2.0, 0.0, 0.0, 0.0], [0.0, 1.5, 1.0, 0.0]])  # the columns are toy.FEATURES
W = np.array([[1.0, 0.0], [-3.0, 0.0]])
B = np.zeros(2)
