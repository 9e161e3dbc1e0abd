# slip: line 8: counts two biases for each layer of weights, as PyTorch has them; here there is one
def count_parameters(input_size, hidden_size, num_layers):
    n = 0
    for l in range(num_layers):
        fan_in = input_size if l == 0 else hidden_size
        w_ih = 4 * hidden_size * fan_in
        w_hh = 4 * hidden_size * hidden_size
        b = 2 * 4 * hidden_size
        n += w_ih + w_hh + b
    return n
