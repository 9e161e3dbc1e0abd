"""The new state, ``{"m": m, "v": v, "t": t + 1}``, is not what is returned, or not what is used.

The averages are the old or the corrected ones, or the counter is not raised in time.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.memory._adam import IN_DOUBLE, adam_with

WHICH_VERSION = "Which version of the averages does the next step's formula start from?"
COMPARE_COUNTERS = "Compare t in the state that came in with t in the state that you return."

misconceptions = [
    Misconception(
        slug="adam-state-not-updated",
        replaces="adam_step",
        wrong=adam_with(
            step=lambda a: (
                a.lr * a.m / (1 - a.beta1**a.t) / (np.sqrt(a.v / (1 - a.beta2**a.t)) + a.eps)
            ),
            kept=lambda a: (a.m_prev, a.v_prev),
        ),
        title="the old averages are returned",
        explanation=(
            "Adam relies on averages over many steps, and here each step throws them away. There is"
            " no momentum and no memory of how large gradients usually are, while the correction"
            " makes the steps smaller and smaller."
        ),
        hint="Where do your new averages go?",
    ),
    Misconception(
        slug="adam-keeps-corrected",
        replaces="adam_step",
        wrong=adam_with(kept=lambda a: (a.m_hat, a.v_hat)),
        title="the corrected averages are stored",
        explanation=(
            "The correction is for this step only. When it is stored, the next step corrects what"
            " is already corrected, and the averages explode within a few steps."
        ),
        hint=WHICH_VERSION,
    ),
    Misconception(
        slug="adam-keeps-corrected-first",
        replaces="adam_step",
        wrong=adam_with(kept=lambda a: (a.m_hat, a.v)),
        title="the first average is stored corrected",
        explanation=(
            "The correction is for this step only. When it is stored, the next step corrects what"
            " is already corrected. The average of the gradients comes out too large, and with it"
            " every step."
        ),
        hint=WHICH_VERSION,
    ),
    Misconception(
        slug="adam-keeps-corrected-second",
        replaces="adam_step",
        wrong=adam_with(kept=lambda a: (a.m, a.v_hat)),
        title="the second average is stored corrected",
        explanation=(
            "The correction is for this step only. When it is stored, the next step corrects what"
            " is already corrected. The average of the squares comes out far too large, and every"
            " step too short."
        ),
        hint=WHICH_VERSION,
    ),
    Misconception(
        slug="adam-counter-not-returned",
        replaces="adam_step",
        wrong=adam_with(returned=lambda t: t),
        title="the new step counter is not returned",
        explanation=(
            "Every call would act as if it were the first one and correct the averages as if they"
            " had just started. The steps stay far too long for the whole training."
        ),
        hint=COMPARE_COUNTERS,
    ),
    Misconception(
        slug="adam-counter-stands-still",
        replaces="adam_step",
        wrong=adam_with(used=lambda t: t, returned=lambda t: t, **IN_DOUBLE),
        title="the step counter is never raised",
        explanation=(
            "t counts the updates that were made, so the first one is number 1. When t stays at 0,"
            " the correction divides zero by zero, and every weight is nan after the first step."
        ),
        hint=COMPARE_COUNTERS,
    ),
    Misconception(
        slug="adam-step-not-counted",
        replaces="adam_step",
        wrong=adam_with(
            used=lambda t: t,
            m_hat=IN_DOUBLE["m_hat"],
            v_hat=IN_DOUBLE["v_hat"],
        ),
        title="the step counter is raised after it is used",
        explanation=(
            "t counts the updates that were made, so the first one is number 1. With t = 0 the"
            " correction divides zero by zero, and every weight is nan after the first step."
        ),
        hint="What are your correction terms at the very first step?",
    ),
]
