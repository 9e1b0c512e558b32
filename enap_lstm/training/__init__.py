"""Training that students can watch: the fast float32 kernel of an LSTM language model, and the loop round it.

`learner` holds parameters, clipping and Adam; `kernel` their gradients, fast, and `own` the same by a student's functions;
`run` is a run under way, `checkpoint` its file, `progress` its words, `threads` its manners, `loop` the whole.
"""

from enap_lstm.training.kernel import Kernel
from enap_lstm.training.loop import Training, initial_parameters, train
from enap_lstm.training.own import Own

__all__ = ["Kernel", "Own", "Training", "initial_parameters", "train"]
