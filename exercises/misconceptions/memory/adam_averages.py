"""The averages ``m = beta1 * m + (1 - beta1) * grad`` and ``v = beta2 * v + (1 - beta2) * grad**2``
are made in another way: a term, a weight or a square is missing, or weights are exchanged.
"""

from autograder import Misconception
from exercises.misconceptions.memory._adam import IN_DOUBLE, adam_with


def betas_swapped(params, grads, state, lr, beta1, beta2, eps):
    return adam_with()(params, grads, state, lr, beta2, beta1, eps)


def beta1_throughout(params, grads, state, lr, beta1, beta2, eps):
    return adam_with(**IN_DOUBLE)(params, grads, state, lr, beta1, beta1, eps)


misconceptions = [
    Misconception(
        slug="adam-averages-forget",
        replaces="adam_step",
        wrong=adam_with(
            **IN_DOUBLE,
            m=lambda a: (1 - a.beta1) * a.grad,
            v=lambda a: (1 - a.beta2) * a.grad**2,
        ),
        title="the averages do not contain what they were before",
        explanation=(
            "An average over many steps is what makes Adam steady: most of the old average is kept,"
            " and a little of the new gradient is added. Without the old one, each step follows its"
            " own noisy gradient."
        ),
        hint="What do the averages that came in contribute to the new ones?",
    ),
    Misconception(
        slug="adam-weight-missing",
        replaces="adam_step",
        wrong=adam_with(
            m=lambda a: a.beta1 * a.m_prev + a.grad,
            v=lambda a: a.beta2 * a.v_prev + a.grad**2,
        ),
        title="the new gradient enters the averages with full weight",
        explanation=(
            "In an average the two weights add up to 1. Here m grows to ten gradients and v to a"
            " thousand squares, so the steps are scaled by a factor that nobody chose."
        ),
        hint="If the gradient is 1 at every step, what should m tend to?",
    ),
    Misconception(
        slug="adam-weights-swapped",
        replaces="adam_step",
        wrong=adam_with(
            **IN_DOUBLE,
            m=lambda a: (1 - a.beta1) * a.m_prev + a.beta1 * a.grad,
            v=lambda a: (1 - a.beta2) * a.v_prev + a.beta2 * a.grad**2,
        ),
        title="the old average and the new gradient have each other's weight",
        explanation=(
            "With a beta of 0.9 the old average should keep nine tenths. Here nine tenths are the"
            " newest gradient, so hardly anything is averaged."
        ),
        hint="With beta1 = 0.9, how much of the old average should be left?",
    ),
    Misconception(
        slug="adam-not-squared",
        replaces="adam_step",
        wrong=adam_with(v=lambda a: a.beta2 * a.v_prev + (1 - a.beta2) * a.grad),
        title="the second average is not an average of squares",
        explanation=(
            "v measures how large gradients usually are, whatever their sign. Without the square it"
            " can be negative, and the root of a negative number is nan."
        ),
        hint="Can your second average become negative? Should it?",
    ),
    Misconception(
        slug="adam-betas-swapped",
        replaces="adam_step",
        wrong=betas_swapped,
        title="beta1 and beta2 are exchanged",
        explanation=(
            "The direction would be averaged over a thousand steps and react far too slowly. The"
            " size would be averaged over ten and change too fast. Adam is steady because it does"
            " the opposite."
        ),
        hint="Which of the two averages should look further back?",
    ),
    Misconception(
        slug="adam-beta1-throughout",
        replaces="adam_step",
        wrong=beta1_throughout,
        title="beta1 is used for both averages",
        explanation=(
            "The average of squares has to look much further back than that of gradients, because"
            " it says how large gradients usually are. With beta1 it follows the last few"
            " gradients, and the size of the steps changes all the time."
        ),
        hint="Which beta is in the formula of v?",
    ),
]
