"""``(1 - f)`` keeps the past."""

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return (1 - f_t) * c_prev + i_t * g_t


misconception = Misconception(
    slug="cell-forget-inverted",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="a forget gate of 1 erases, where it should keep",
    explanation=(
        "The name misleads: the forget gate is how much is kept. Read the other way round, a forget"
        " bias of 1 wipes the memory at every step from the start of training, and no gradient gets"
        " through to earlier steps."
    ),
    hint="With f = 1 and i = 0, what should c_t be?",
    same_as=("gate-inverted",),
)
