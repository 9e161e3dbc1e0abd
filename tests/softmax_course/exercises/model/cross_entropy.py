import reference
from autograder import RIGHT_VALUES, Criterion, Exercise, hidden, visible


def cross_entropy(P, y):
    r"""Work out the mean loss.

    $$L = -\frac{1}{B}\sum_n \log P_{n, y_n}$$

    Parameters
    ----------
    P : array, shape (B, K)
        Shares.
    y : array, shape (B,)
        The right class of each example, an integer.

    Returns
    -------
    loss : float
        The mean over the examples.
    """
    raise NotImplementedError("cross_entropy is yours to write")


def inputs(rng, B, K):
    P = rng.uniform(0.1, 1, size=(B, K))
    return {"P": P / P.sum(axis=1, keepdims=True), "y": rng.integers(K, size=B)}


exercise = Exercise(
    stub=cross_entropy,
    reference=reference.cross_entropy,
    order=3,
    points=2,
    criteria=(Criterion(RIGHT_VALUES),),
    cases=(
        visible("four examples", lambda rng: inputs(rng, 4, 3)),
        hidden("seven examples", lambda rng: inputs(rng, 7, 2)),
        hidden("one example", lambda rng: inputs(rng, 1, 5)),
    ),
    hints=("Only one share of each row counts. Which?",),
)
