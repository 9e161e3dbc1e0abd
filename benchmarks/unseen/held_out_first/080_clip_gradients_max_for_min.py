# slip: line 8: max where min belongs: long gradients keep their length and short ones are made longer
import numpy as np
from functools import reduce


def clip_gradients(grads, max_norm):
    sq = reduce(lambda s, a: s + float((a * a).sum()), grads.values(), 0.0)
    scale = max(1.0, max_norm / sq ** 0.5)
    return dict((k, a * scale) for k, a in grads.items())
