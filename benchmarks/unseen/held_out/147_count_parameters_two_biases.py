# slip: line 10: counts two biases for each layer of weights, as PyTorch does, instead of one
import numpy as np

def count_parameters(input_size, hidden_size, num_layers):
    total = 0
    for layer in range(num_layers):
        in_features = input_size if layer == 0 else hidden_size
        weight_ih = 4 * hidden_size * in_features
        weight_hh = 4 * hidden_size * hidden_size
        bias = 4 * hidden_size * 2
        total += weight_ih + weight_hh + bias
    return total
