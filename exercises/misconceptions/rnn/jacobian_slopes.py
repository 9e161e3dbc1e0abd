"""The slope of another function, and the running product."""

import numpy as np

from autograder import Misconception


def sigmoid_slope(hs, U):
    product = np.broadcast_to(np.eye(len(U)), (hs.shape[1], *U.shape))
    for h_t in hs:
        product = (h_t * (1 - h_t))[:, :, np.newaxis] * U @ product
    return product


def every_step(hs, U):
    product, products = np.broadcast_to(np.eye(len(U)), (hs.shape[1], *U.shape)), []
    for h_t in hs:
        product = (1 - h_t**2)[:, :, np.newaxis] * U @ product
        products.append(product)
    return np.stack(products)


misconceptions = [
    Misconception(
        "jacobian-slope-of-sigmoid",
        "rnn_memory_gradient",
        sigmoid_slope,
        "the slope of the sigmoid is used where that of tanh belongs",
        "h(1 - h) is the slope of a sigmoid. A plain RNN uses tanh: for every negative state this"
        " slope has the wrong sign, and near zero, where tanh is steepest, it vanishes.",
        "Which activation made hs, and what is its slope where h is 0?",
    ),
    Misconception(
        "jacobian-every-step",
        "rnn_memory_gradient",
        every_step,
        "the running product of every step came back",
        "The question is how the last state depends on the first: one matrix for each example. The"
        " running product answers it for every step in between as well.",
        "What shape should the result have?",
    ),
]
