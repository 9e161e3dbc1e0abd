"""``di = dc * i`` and ``dg = dc * g``."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-input-candidate-swapped",
    replaces="lstm_step_backward",
    wrong=step_backward(di_t=lambda v: v.dc * v.i_t, dg_t=lambda v: v.dc * v.g_t),
    title="input gate and candidate are differentiated by themselves",
    explanation=(
        "The derivative of a product by one factor is the other factor. With its own value the gate"
        " never learns whether what it let in was of use."
    ),
    hint="Differentiate i * g by i. What remains?",
)
