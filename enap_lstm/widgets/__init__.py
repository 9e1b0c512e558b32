"""What answers in a notebook: controls that redraw a figure, a guess before the answer, a goal that lights up.

ipywidgets' core only, valid in 7.7 (Colab) and 8. Whatever a reader must see is an output of its own beside the control:
a page without a kernel, or a notebook reopened the next day, has lost the control and nothing else.
"""

from enap_lstm.widgets.dial import slider, sliders
from enap_lstm.widgets.goal import desafio
from enap_lstm.widgets.guess import palpite
from enap_lstm.widgets.walk import over_words

__all__ = ["desafio", "over_words", "palpite", "slider", "sliders"]
