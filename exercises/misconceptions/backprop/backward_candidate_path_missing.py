"""The candidate's share of dx and dh_prev is left out."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-candidate-path-missing",
    replaces="lstm_step_backward",
    wrong=step_backward(
        dx_t=lambda v: sum(v.dz[gate] @ v.params[f"W_{gate}"] for gate in "fio"),
        dh_prev=lambda v: sum(v.dz[gate] @ v.params[f"U_{gate}"] for gate in "fio"),
    ),
    title="the candidate's share of dx and dh_prev is missing",
    explanation=(
        "The input and the hidden state go into three gates and the candidate, and all four send a"
        " gradient back. The candidate's is the one about content: without it earlier steps learn"
        " when to write, but not what."
    ),
    hint="Into how many layers does x_t go? Count the terms of your sum.",
)
