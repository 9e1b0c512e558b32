"""Gradients by finite differences, and what is wrong with the ones that were given."""

from enap_lstm.gradcheck.misuse import Misuse
from enap_lstm.gradcheck.numerical import derivatives
from enap_lstm.gradcheck.report import GradientReport, gradient_check, numerical_gradient

__all__ = ["GradientReport", "Misuse", "derivatives", "gradient_check", "numerical_gradient"]
