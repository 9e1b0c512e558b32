"""Not torch: answers are NumPy. Importing it, or any part of it, is harmless; using it raises one sentence."""

from enap_lstm._stand_ins import Closed, stand_in

__getattr__ = stand_in("torch", Closed("{sentence}"))
