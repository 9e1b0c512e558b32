"""Small data that notebooks and exercises share."""

SENTENCE = ("Eu", "não", "acredito", "em", "duendes")  # the example sentence of the slides
