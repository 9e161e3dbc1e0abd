import reference
from autograder import RIGHT_VALUES, Criterion, Exercise, hidden, visible


def predict(X, W, b):
    r"""Work out the shares of the classes for each example.

    $$P = \operatorname{softmax}(X W + b)$$

    Parameters
    ----------
    X : array, shape (B, D)
        One row an example.
    W : array, shape (D, K)
        Weights.
    b : array, shape (K,)
        Biases.

    Returns
    -------
    P : array, shape (B, K)
        Shares.
    """
    raise NotImplementedError("predict is yours to write")


def inputs(rng, B, D, K):
    return {"X": rng.normal(size=(B, D)), "W": rng.normal(size=(D, K)), "b": rng.normal(size=K)}


exercise = Exercise(
    stub=predict,
    reference=reference.predict,
    order=2,
    points=2,
    criteria=(Criterion(RIGHT_VALUES),),
    cases=(
        visible("three examples", lambda rng: inputs(rng, 3, 4, 2)),
        hidden("five examples", lambda rng: inputs(rng, 5, 2, 3)),
        hidden("all sizes alike", lambda rng: inputs(rng, 3, 3, 3)),
    ),
    hints=("Scores first, then shares.",),
    builds_on=("softmax",),
)
