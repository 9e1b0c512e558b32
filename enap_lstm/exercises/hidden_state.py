"""Notebook 07: the hidden state, equation (6), and the whole step of the LSTM, each with its way back."""

from __future__ import annotations

from enap_lstm import reference
from enap_lstm.exercise import exercise
from enap_lstm.exercises import step
from enap_lstm.exercises.step.cases import (
    backward_hidden_cases,
    forward_hidden_cases,
    step_backward_cases,
    step_cases,
)
from enap_lstm.exercises.step.lines import BACK_OUTPUTS
from enap_lstm.exercises.step.property_hints import HIDDEN_BACK_HINTS, HIDDEN_HINTS, STEP_BACK_HINTS, STEP_HINTS

NOTEBOOK = "07_hidden_state"


@exercise(
    notebook=NOTEBOOK,
    inputs=forward_hidden_cases,
    points=1.5,
    properties={"um exemplo": 0.6, "um lote": 0.2, "valores extremos": 0.2},
    outputs=("h",),
    hints=HIDDEN_HINTS,
    well_done="h fica sempre entre −1 e 1, por maior que seja a memória. O que a célula mostra quando o = 0?",
)
def hidden_state(o, c):
    """Hidden state h_t (eq. 6). o and c (H,) or (N, H) -> h, the same shape."""
    return reference.hidden_state(o, c)


@exercise(
    notebook=NOTEBOOK,
    inputs=backward_hidden_cases,
    points=2,
    properties={"o gradiente de o": 0.3, "o gradiente de c": 0.4, "um lote": 0.2, "valores extremos": 0.1},
    outputs=("do", "dc"),
    hints=HIDDEN_BACK_HINTS,
    well_done="Com c em 1000, dc é zero: a tanh é plana ali. Que outra rota o gradiente tem para chegar à memória?",
)
def hidden_state_backward(dh, o, c):
    """Gradients of equation (6), from dh, the gradient with respect to h -> do, dc."""
    return reference.hidden_state_backward(dh, o, c)


@exercise(
    notebook=NOTEBOOK,
    inputs=step_cases,
    points=2.5,
    properties={"o estado da célula": 0.4, "o estado interno": 0.3, "um lote": 0.2, "valores extremos": 0.1},
    outputs=("h", "c"),
    hints=STEP_HINTS,
    well_done="As seis equações cabem em um passo. Qual das duas saídas a palavra seguinte lê nas suas portas?",
)
def lstm_step(x, h_prev, c_prev, U, W, b):
    """One step, equations (1) to (6). x (D,) or (N, D), states (H,) or (N, H), rows of U, W, b in order i, f, g, o -> h, c."""
    return reference.lstm_step(x, h_prev, c_prev, U, W, b)


@exercise(
    notebook=NOTEBOOK,
    inputs=step_backward_cases,
    points=4,
    properties={
        "o que vem por h": 0.2,
        "o que vem por c": 0.25,
        "os parâmetros": 0.15,
        "as entradas": 0.15,
        "um lote": 0.15,
        "portas saturadas": 0.1,
    },
    outputs=BACK_OUTPUTS,
    hints=STEP_BACK_HINTS,
    well_done="De c a c_prev o gradiente só encontra f, e mais nada. O que ele encontra no caminho de h a h_prev?",
)
def lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b):
    """Gradients of a step, from dh, all that reaches h, and dc, what reaches c from the next word alone -> dx, dh_prev, …"""
    return reference.lstm_step_backward(dh, dc, x, h_prev, c_prev, U, W, b)


step.hidden_mistakes(hidden_state, hidden_state_backward)
step.forward_mistakes(lstm_step)
step.backward_mistakes(lstm_step_backward)
