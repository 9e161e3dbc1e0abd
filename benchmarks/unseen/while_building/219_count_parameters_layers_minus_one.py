# slip: line 5: one layer too many above the first
def count_parameters(input_size, hidden_size, num_layers):
    first = 4 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)
    other = 4 * (2 * hidden_size * hidden_size + hidden_size)
    return first + other * num_layers
