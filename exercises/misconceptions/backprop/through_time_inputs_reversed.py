"""dX is left in the order of the loop."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward

misconception = Misconception(
    slug="through-time-inputs-reversed",
    replaces="lstm_sequence_backward",
    wrong=sequence_backward(result=lambda dxs, dh, dc, grads, T: (np.stack(dxs), dh, dc, grads)),
    title="dX is in the order of the loop, last step first",
    explanation=(
        "The loop runs backwards, so a list that it fills starts with the last step. Left like"
        " that, each input gets the gradient of another one, and a layer below would learn"
        " nonsense."
    ),
    hint="Which step does the first entry of your list belong to?",
)
