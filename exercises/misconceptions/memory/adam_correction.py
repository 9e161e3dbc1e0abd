"""The averages are not corrected as ``m / (1 - beta1**t)`` and ``v / (1 - beta2**t)``.

The correction is missing for one or both, does not depend on t, or uses the wrong beta or
operation.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.memory._adam import IN_DOUBLE, adam_with

misconceptions = [
    Misconception(
        slug="adam-without-correction",
        replaces="adam_step",
        wrong=adam_with(m_hat=lambda a: a.m, v_hat=lambda a: a.v),
        title="the correction of the two averages is missing",
        explanation=(
            "Both averages start at zero and are too small at first, the second one far more so."
            " The first steps come out about three times too long, just when the weights are least"
            " settled."
        ),
        hint="What are m and v after one step with a gradient of 1? What should they be?",
    ),
    Misconception(
        slug="adam-corrects-first-only",
        replaces="adam_step",
        wrong=adam_with(
            step=lambda a: a.lr * a.m / (1 - a.beta1**a.t) / (np.sqrt(a.v) + a.eps),
        ),
        title="only the first average is corrected",
        explanation=(
            "The second average starts at zero as well, and fills up a hundred times more slowly."
            " Without its correction it is far too small at first, so the first steps come out"
            " about thirty times too long."
        ),
        hint="Which of the two averages still has its raw value in your update?",
    ),
    Misconception(
        slug="adam-correction-without-power",
        replaces="adam_step",
        wrong=adam_with(m_hat=lambda a: a.m / (1 - a.beta1), v_hat=lambda a: a.v / (1 - a.beta2)),
        title="the correction does not depend on the step",
        explanation=(
            "The averages are too small only at first. The power of t lets the correction fade as"
            " they fill up. Without it, every later step is scaled as if it were the first one."
        ),
        hint="How large should the correction be after a thousand steps?",
    ),
    Misconception(
        slug="adam-correction-multiplied",
        replaces="adam_step",
        wrong=adam_with(
            **IN_DOUBLE
            | {
                "m_hat": lambda a: a.m * (1 - a.beta1**a.t),
                "v_hat": lambda a: a.v * (1 - a.beta2**a.t),
            }
        ),
        title="the averages are multiplied by the correction where they should be divided",
        explanation=(
            "The averages start at zero and are too small at first. Dividing by 1 - beta**t, a"
            " number below 1, makes up for it. Multiplied by it, they become smaller still."
        ),
        hint="Should the correction make the first averages larger or smaller?",
    ),
    Misconception(
        slug="adam-one-beta",
        replaces="adam_step",
        wrong=adam_with(
            **IN_DOUBLE
            | {
                "m_hat": lambda a: a.m / (1 - a.beta1**a.t),
                "v_hat": lambda a: a.v / (1 - a.beta1**a.t),
            }
        ),
        title="both averages are corrected with beta1",
        explanation=(
            "The second average starts from zero too, but it fills up a hundred times more slowly,"
            " at the pace of beta2. Corrected with beta1 it stays far too small at first, so the"
            " first steps are far too long."
        ),
        hint="At which pace does each of the two averages fill up?",
    ),
]
