"""``dz.T @ h_t``."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-recurrent-gradient-uses-new-hidden",
    replaces="lstm_step_backward",
    wrong=step_backward(dU=lambda v: {gate: v.dz[gate].T @ v.h_t for gate in "figo"}),
    title="the recurrent weights' gradient uses the new hidden state",
    explanation=(
        "U multiplied the hidden state of the step before. With the new one, U is told that it"
        " acted on something which did not exist yet when it acted."
    ),
    hint="Which hidden state did U multiply on the way forward?",
)
