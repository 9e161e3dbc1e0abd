"""The gradients of the gates and the candidate have a wrong factor.

They should be ``df_t = dc * c_prev``, ``di_t = dc * g_t``, ``dg_t = dc * i_t`` and
``do_t = dh_t * tanh(c_t)``.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconceptions = [
    Misconception(
        slug="backward-f-i-swapped",
        replaces="lstm_step_backward",
        wrong=step_backward(df_t=lambda v: v.dc * v.g_t, di_t=lambda v: v.dc * v.c_prev),
        title="the forget gate and the input gate have each other's factor",
        explanation=(
            "The gradient of a gate depends on what it let through: the old memory for the forget"
            " gate, the candidate for the input gate. When these are exchanged, a gate learns from"
            " a quantity that it does not control."
        ),
        hint="In the formula of the cell state, what does each gate multiply?",
    ),
    Misconception(
        slug="backward-forget-uses-new-cell",
        replaces="lstm_step_backward",
        wrong=step_backward(df_t=lambda v: v.dc * v.c_t),
        title="the gradient of the forget gate uses the new cell state",
        explanation=(
            "The forget gate scaled the memory as it was before this step. With the new one, it is"
            " corrected for what the input gate has just written."
        ),
        hint="Which cell state did the forget gate multiply?",
    ),
    Misconception(
        slug="backward-input-candidate-swapped",
        replaces="lstm_step_backward",
        wrong=step_backward(di_t=lambda v: v.dc * v.i_t, dg_t=lambda v: v.dc * v.g_t),
        title="the input gate and the candidate have their own value as a factor",
        explanation=(
            "The derivative of a product by one factor is the other factor. With its own value, the"
            " gate never learns whether what it let in was useful."
        ),
        hint="Differentiate i * g by i. What remains?",
    ),
    Misconception(
        slug="backward-gates-see-next-only",
        replaces="lstm_step_backward",
        wrong=step_backward(
            df_t=lambda v: v.dc_t * v.c_prev,
            di_t=lambda v: v.dc_t * v.g_t,
            dg_t=lambda v: v.dc_t * v.i_t,
        ),
        title="forget gate, input gate and candidate get only the gradient of later steps",
        explanation=(
            "The gradient of c_t has two parts: one from later steps, and one through h_t of this"
            " step. Everything that c_t is made of gets both. With the first alone, what is shown"
            " now teaches these layers nothing."
        ),
        hint="Which of your two versions of dc goes into these three lines?",
    ),
    Misconception(
        slug="backward-output-gate-sees-cell",
        replaces="lstm_step_backward",
        wrong=step_backward(do_t=lambda v: v.dh_t * v.c_t),
        title="the gradient of the output gate uses the cell state without tanh",
        explanation=(
            "The gate scales tanh(c_t), so that is the factor which remains when h_t is"
            " differentiated by the gate. With c_t itself, a large memory gives the output gate a"
            " gradient without limit."
        ),
        hint="h_t is a product. What exactly is its other factor?",
    ),
    Misconception(
        slug="backward-output-gate-sees-old-cell",
        replaces="lstm_step_backward",
        wrong=step_backward(do_t=lambda v: v.dh_t * np.tanh(v.c_prev)),
        title="the gradient of the output gate uses the old cell state",
        explanation=(
            "The output gate scaled the memory as it is after this step. With the old one, the gate"
            " is corrected for something that it never showed."
        ),
        hint="Which cell state did the output gate multiply?",
    ),
]
