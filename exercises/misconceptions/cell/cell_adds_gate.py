"""A gate is added to what it should scale."""

from autograder import Misconception


def wrong_input(c_prev, f_t, i_t, g_t):
    return f_t * c_prev + i_t + g_t


def wrong_forget(c_prev, f_t, i_t, g_t):
    return f_t + c_prev + i_t * g_t


misconceptions = [
    Misconception(
        slug=f"cell-adds-{gate}-gate",
        replaces="cell_state",
        wrong=wrong,
        title=f"the {gate} gate is added where it should multiply",
        explanation=(
            f"A gate scales: at 0 nothing of the {what} should get through, at 1 all of it. Added,"
            " it can hold nothing back, and it pushes the memory up by a number between 0 and 1 at"
            " every step, whatever was read."
        ),
        hint="Count the plus signs in the formula, then count yours.",
    )
    for gate, what, wrong in (
        ("input", "candidate", wrong_input),
        ("forget", "old memory", wrong_forget),
    )
]
