"""In ``c_t = f_t * c_prev + i_t * g_t`` a sum or an entrywise product is another operation."""

from autograder import Misconception

SIGN = "Look at the sign in the middle of the formula."

misconceptions = [
    Misconception(
        slug="cell-multiplies",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: (f_t * c_prev) * (i_t * g_t),
        title="old memory and new content are multiplied where they should be added",
        explanation=(
            "From a cell state of zero, a product stays zero forever. The sum is what lets an LSTM"
            " learn across many steps: the derivative with respect to the old state is the forget"
            " gate alone, instead of a product that shrinks at every step."
        ),
        hint=SIGN,
        same_as=("result-truncated",),
    ),
    Misconception(
        slug="cell-subtracts",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: f_t * c_prev - i_t * g_t,
        title="the new content is subtracted",
        explanation=(
            "The candidate has its own sign, so that it can raise or lower a memory. Subtracting it"
            " stores the opposite of what was meant. A network trained elsewhere would remember"
            " everything with the sign flipped."
        ),
        hint=SIGN,
    ),
    Misconception(
        slug="cell-matrix-product",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: f_t @ c_prev + i_t @ g_t,
        title="matrix products where gates act entry by entry",
        explanation=(
            "A gate has one number for each memory and scales that one alone. A matrix product fits"
            " only when there are as many examples as units, and then it mixes the memories of"
            " unrelated examples."
        ),
        hint="All four arrays have the same shape. Which operation keeps entries apart?",
    ),
    *(
        Misconception(
            slug=f"cell-adds-{gate}-gate",
            replaces="cell_state",
            wrong=wrong,
            title=f"the {gate} gate is added where it should multiply",
            explanation=(
                f"A gate scales: at 0 nothing of the {what} should get through, at 1 all of it. An"
                " added gate can hold nothing back, and it raises the memory by a number between 0"
                " and 1 at every step, whatever was read."
            ),
            hint="Count the plus signs in the formula, then count yours.",
        )
        for gate, what, wrong in (
            ("input", "candidate", lambda c_prev, f_t, i_t, g_t: f_t * c_prev + i_t + g_t),
            ("forget", "old memory", lambda c_prev, f_t, i_t, g_t: f_t + c_prev + i_t * g_t),
        )
    ),
]
