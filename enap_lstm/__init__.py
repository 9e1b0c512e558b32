"""LSTMs by writing them: what a student's notebook uses.

The rest is in its folders: `reference` (the slides in NumPy), `exercises` (what is asked), `plots` and `widgets`.
"""

from enap_lstm.check import CheckFailed, caderno, check, restaurar, resumo
from enap_lstm.gradcheck import gradient_check
from enap_lstm.judging.answer import TrainedModel
from enap_lstm.version import __version__

__all__ = ["CheckFailed", "TrainedModel", "__version__", "caderno", "check", "gradient_check", "restaurar", "resumo"]
