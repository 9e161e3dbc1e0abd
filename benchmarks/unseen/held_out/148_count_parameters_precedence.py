# slip: line 6: the bias is outside the parentheses and counts once instead of four times
import numpy as np

def count_parameters(input_size, hidden_size, num_layers):
    # one layer: four times W and U and b
    per_layer = 4 * (hidden_size * input_size + hidden_size ** 2) + hidden_size
    return per_layer * num_layers
# slip: line 7: every layer is counted as if it read input_size values
