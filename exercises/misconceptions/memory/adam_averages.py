"""The averages are made or used in another way."""

import numpy as np

from autograder import Misconception


def adam(
    m_of=lambda m, g, b: b * m + (1 - b) * g,
    v_of=lambda v, g, b: b * v + (1 - b) * g**2,
    corrected=lambda m, v, b1, b2, t: (m / np.float64(1 - b1**t), v / np.float64(1 - b2**t)),
    step=lambda m, v, g, eps: m / (np.sqrt(v) + eps),
    old=False,
    count=1,
):
    """`adam_step` with other versions of the equations that are named."""

    def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
        t, updated, ms, vs = state["t"] + count, {}, {}, {}
        for name, grad in grads.items():
            ms[name], vs[name] = (
                m_of(state["m"][name], grad, beta1),
                v_of(state["v"][name], grad, beta2),
            )
            averages = (state["m"][name], state["v"][name]) if old else (ms[name], vs[name])
            m_hat, v_hat = corrected(*averages, beta1, beta2, t)
            updated[name] = params[name] - lr * step(m_hat, v_hat, grad, eps)
        return updated, {"m": ms, "v": vs, "t": t}

    return wrong_adam_step


def beta1_throughout():
    right = adam()
    return lambda params, grads, state, lr, beta1, beta2, eps: right(
        params, grads, state, lr, beta1, beta1, eps
    )


misconceptions = [
    Misconception(
        "adam-averages-forget",
        "adam_step",
        adam(m_of=lambda m, g, b: (1 - b) * g, v_of=lambda v, g, b: (1 - b) * g**2),
        "the averages do not contain what they were before",
        "An average over many steps is what makes Adam steady: most of the old one is kept, and a"
        " little of the new gradient is added. Without the old one each step follows its own noisy"
        " gradient.",
        "What do the averages that came in contribute to the new ones?",
    ),
    Misconception(
        "adam-without-momentum",
        "adam_step",
        adam(step=lambda m, v, g, eps: g / (np.sqrt(v) + eps)),
        "the step follows the gradient itself, not its average",
        "This is close to RMSProp: the size of a step is averaged, its direction is not. The"
        " average m is what smooths out the noise of single batches, and here it is worked out for"
        " nothing.",
        "You compute m. Where is it used?",
    ),
    Misconception(
        "adam-correction-multiplied",
        "adam_step",
        adam(corrected=lambda m, v, b1, b2, t: (m * (1 - b1**t), v * (1 - b2**t))),
        "the averages are multiplied by the correction where they should be divided",
        "The averages start at zero and are too small at first; dividing by 1 - beta**t, a number"
        " below 1, makes up for it. Multiplied they become smaller still.",
        "Should the correction make the first averages larger or smaller?",
    ),
    Misconception(
        "adam-weights-swapped",
        "adam_step",
        adam(m_of=lambda m, g, b: (1 - b) * m + b * g, v_of=lambda v, g, b: (1 - b) * v + b * g**2),
        "old average and new gradient have each other's weight",
        "With a beta of 0.9 the old average should keep nine tenths. The other way round, nine"
        " tenths are the newest gradient, and nothing is averaged to speak of.",
        "With beta1 = 0.9, how much of the old average should be left?",
    ),
    Misconception(
        "adam-one-beta",
        "adam_step",
        adam(corrected=lambda m, v, b1, b2, t: (m / (1 - b1**t), v / (1 - b1**t))),
        "both averages are corrected with beta1",
        "The second average starts from zero too, but fills up a hundred times more slowly, at the"
        " pace of beta2. Corrected with beta1 it stays far too small at first, so the first steps"
        " are far too long.",
        "At which pace does each of the two averages fill up?",
    ),
    Misconception(
        "adam-beta1-throughout",
        "adam_step",
        beta1_throughout(),
        "beta1 is used for both averages",
        "The average of squares has to look much further back than that of gradients: it says how"
        " large gradients usually are. With beta1 it follows the last few gradients, and steps jump"
        " about.",
        "Which beta stands in the formula of v?",
    ),
    Misconception(
        "adam-is-sgd",
        "adam_step",
        adam(step=lambda m, v, g, eps: g),
        "this is a plain gradient step",
        "Neither average is used: the step is lr times the gradient. Huge gradients of recurrent"
        " weights make huge steps, and tiny ones of biases make none, which is what Adam is there"
        " to even out.",
        "You compute m and v. Where are they used?",
    ),
    Misconception(
        "adam-is-rmsprop",
        "adam_step",
        adam(
            corrected=lambda m, v, b1, b2, t: (m, v),
            step=lambda m, v, g, eps: g / (np.sqrt(v) + eps),
        ),
        "this is RMSProp: no average of the gradient, no correction",
        "Only the size of a step is averaged here, not its direction, and the first average sizes"
        " are far too small, so the first steps are some thirty times too long.",
        "You compute m. Where is it used, and what makes up for averages that start at zero?",
    ),
    Misconception(
        "adam-without-eps",
        "adam_step",
        adam(step=lambda m, v, g, eps: m / np.sqrt(v)),
        "eps is left out",
        "A weight that has never had a gradient has a v of zero, and zero divided by zero is nan:"
        " one rarely used input is enough to lose the whole training run.",
        "What does your line give for a parameter whose gradients have all been zero?",
    ),
    Misconception(
        "adam-uses-old-averages",
        "adam_step",
        adam(old=True),
        "the step is made with the averages of the step before",
        "The new gradient goes into the averages first, and the step is made with them. With the"
        " old ones every step answers one gradient late, and the very first does not move at all.",
        "In which order do you update the averages and the parameters?",
    ),
    Misconception(
        "adam-counter-stands-still",
        "adam_step",
        adam(count=0),
        "the step counter is never raised",
        "t counts the updates that were made, so the first one is number 1. Left at 0 the"
        " correction divides zero by zero, and every weight is nan after the first step.",
        "Compare t in the state that came in with t in the state that you return.",
    ),
]
