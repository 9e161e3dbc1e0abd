"""Only the last step's dhs is used."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward

misconception = Misconception(
    slug="through-time-last-loss-only",
    replaces="lstm_sequence_backward",
    wrong=sequence_backward(incoming=lambda dhs, t, dh_t: dhs[t] if t == len(dhs) - 1 else dh_t),
    title="only the last step's own gradient is used",
    explanation=(
        "The loss may look at every hidden state, and dhs says how much. At each step its own entry"
        " is added to what comes back from later steps; taking only the last one, mistakes that"
        " show at earlier steps are not corrected."
    ),
    hint="Two gradients meet at h_t. Where do they come from, and what happens where they meet?",
)
