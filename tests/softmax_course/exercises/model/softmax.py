import reference
from autograder import RIGHT_VALUES, Criterion, Exercise, hidden, visible

BIG = "stays finite for large scores"


def softmax(z):
    r"""Turn each row of scores into shares that add up to 1.

    $$p_k = e^{z_k} / \sum_j e^{z_j}$$

    Parameters
    ----------
    z : array, shape (B, K)
        One row of scores an example.

    Returns
    -------
    p : array, shape (B, K)
        Shares.
    """
    raise NotImplementedError("softmax is yours to write")


exercise = Exercise(
    stub=softmax,
    reference=reference.softmax,
    order=1,
    points=3,
    criteria=(Criterion(RIGHT_VALUES, 3), Criterion(BIG)),
    cases=(
        visible("three rows", lambda rng: {"z": rng.normal(size=(3, 4))}),
        hidden("five rows", lambda rng: {"z": rng.normal(size=(5, 3))}),
        hidden("as many rows as classes", lambda rng: {"z": rng.normal(size=(4, 4))}),
        hidden("thousands", lambda rng: {"z": 2000 * rng.normal(size=(3, 4))}, BIG),
    ),
    hints=(
        "Along which axis do the shares add up?",
        "Subtracting the same number from a row changes no share.",
    ),
)
