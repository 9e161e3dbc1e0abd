"""The factors of the steps, ``J_T @ … @ J_2 @ J_1``, are not joined to one product.

Steps are missing, added, multiplied entry by entry or in the wrong order, or the result has other
axes.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.rnn._jacobian import product_of


def axes_swapped(hs, U):
    return np.swapaxes(product_of()(hs, U), 1, 2)


def every_step(hs, U):
    product, products = np.broadcast_to(np.eye(len(U)), (hs.shape[1], *U.shape)), []
    for h_t in hs:
        product = (1 - h_t**2)[:, :, np.newaxis] * U @ product
        products.append(product)
    return np.stack(products)


misconceptions = [
    Misconception(
        slug="jacobian-first-step-missing",
        replaces="rnn_memory_gradient",
        wrong=product_of(steps=lambda hs: hs[1:]),
        title="the first step is left out of the product",
        explanation=(
            "hs starts with h_1, not with h_0, so its first entry is already one step away from"
            " h_0. From h_0 to h_T there are T steps, and so T factors."
        ),
        hint="Which state is the first entry of hs?",
    ),
    Misconception(
        slug="jacobian-last-step-missing",
        replaces="rnn_memory_gradient",
        wrong=product_of(steps=lambda hs: hs[:-1]),
        title="the last step is left out of the product",
        explanation=(
            "From h_0 to h_T there are T steps, and so T factors. With one factor too few, this is"
            " the gradient of the state before the last."
        ),
        hint="With a single step, how many factors should there be?",
    ),
    Misconception(
        slug="jacobian-one-step",
        replaces="rnn_memory_gradient",
        wrong=lambda hs, U: (1 - hs[-1] ** 2)[:, :, np.newaxis] * U,
        title="only the last step is differentiated",
        explanation=(
            "This is how h_T depends on the state one step before. Back to h_0 there is one such"
            " factor for every step. The memory of an RNN is short because there are so many of"
            " them."
        ),
        hint="How many steps are there between h_0 and h_T?",
    ),
    Misconception(
        slug="jacobian-every-step",
        replaces="rnn_memory_gradient",
        wrong=every_step,
        title="the products up to every step are returned",
        explanation=(
            "The question is how the last state depends on the first: one matrix for each example."
            " The running product answers it for every step in between as well."
        ),
        hint="What shape should the result have?",
    ),
    Misconception(
        slug="jacobian-sum",
        replaces="rnn_memory_gradient",
        wrong=lambda hs, U: np.sum((1 - hs**2)[:, :, :, np.newaxis] * U, axis=0),
        title="the steps are added where they should be multiplied",
        explanation=(
            "The slope of nested functions is the product of their slopes. That product is what"
            " makes the gradient vanish or explode. A sum would grow slowly and do neither."
        ),
        hint="What does the chain rule do with the slopes of nested functions?",
    ),
    Misconception(
        slug="jacobian-elementwise",
        replaces="rnn_memory_gradient",
        wrong=lambda hs, U: np.prod((1 - hs**2)[:, :, :, np.newaxis] * U, axis=0),
        title="the steps are multiplied entry by entry",
        explanation=(
            "A change of one unit reaches another along many paths, through all units in between,"
            " and the paths add up: that is a matrix product. Entry by entry, each unit would be"
            " reached along one path only."
        ),
        hint="How can unit 1 act on unit 2 within two steps? Count the paths.",
    ),
    Misconception(
        slug="jacobian-wrong-order",
        replaces="rnn_memory_gradient",
        wrong=product_of(join=lambda new, product: product @ new),
        title="the steps are multiplied in the wrong order",
        explanation=(
            "The order of a matrix product matters. The chain rule puts the last step leftmost,"
            " because what comes out of step 1 goes into step 2. In the reverse order the product"
            " belongs to a network that runs backwards."
        ),
        hint="With two steps, which factor acts first on a change of h_0?",
    ),
    Misconception(
        slug="jacobian-axes-swapped",
        replaces="rnn_memory_gradient",
        wrong=axes_swapped,
        title="the Jacobian is transposed",
        explanation=(
            "Entry (i, j) should say how unit i at the end depends on unit j at the start. Yours"
            " says the reverse. That is the matrix that carries gradients back, the transpose of"
            " the one asked for."
        ),
        hint="Which index stands for the state at the end?",
    ),
]
