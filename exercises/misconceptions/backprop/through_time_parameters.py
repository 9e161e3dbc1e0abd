"""The parameter gradients of a sequence, the sum over all steps, are not summed up.

They are averaged or overwritten, or only one step counts.
"""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward

misconceptions = [
    Misconception(
        slug="through-time-overwritten",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(add=lambda total, grad, t, T: grad),
        title="the parameter gradients are overwritten at every step",
        explanation=(
            "The same weights act at every step, so their gradient is the sum over all steps. When"
            " it is overwritten, they learn only from the step that is computed last, the first of"
            " the sequence."
        ),
        hint="What happens to the gradients of the steps that you have already passed?",
    ),
    Misconception(
        slug="through-time-last-step-only",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(add=lambda total, grad, t, T: grad if t == T - 1 else total),
        title="only the last step adds to the parameter gradients",
        explanation=(
            "The same weights act at every step, so their gradient is the sum over all steps. With"
            " the last step alone, nothing that the network did earlier is ever corrected."
        ),
        hint="At how many steps were the weights used in the forward pass?",
    ),
    Misconception(
        slug="through-time-averaged",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(add=lambda total, grad, t, T: total + grad / T),
        title="the parameter gradients are averaged over the steps",
        explanation=(
            "The chain rule sums over every use of a weight. The loss decides whether it is a mean"
            " over steps, and dhs already contains that. Dividing once more makes long sequences"
            " teach less than short ones."
        ),
        hint="Where does your division by the number of steps come from?",
    ),
]
