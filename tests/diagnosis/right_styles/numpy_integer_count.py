"""np.int64 and a zero-dimensional array."""
import numpy as np


def count_parameters(input_size, hidden_size, num_layers):
    shapes = [[(hidden_size, input_size if n == 0 else hidden_size), (hidden_size, hidden_size), (hidden_size,)]
              for n in range(num_layers)] * 4
    return np.asarray(sum(np.prod(shape) for layer in shapes for shape in layer))
