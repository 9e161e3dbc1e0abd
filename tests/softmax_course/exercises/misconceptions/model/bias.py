"""Wrong versions of ``P = softmax(X W + b)``: the bias."""

from autograder import Misconception


def without_bias(X, W, b):
    import reference

    return reference.softmax(X @ W)


misconception = Misconception(
    slug="predict-without-bias",
    replaces="predict",
    wrong=without_bias,
    title="the bias is missing",
    explanation="Without it an example of zeros always gets equal shares.",
    hint="Which argument is not used?",
)
