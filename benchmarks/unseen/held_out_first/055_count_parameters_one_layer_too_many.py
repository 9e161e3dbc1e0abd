# slip: line 4: the list of input sizes has I and then L times H, which makes L + 1 layers
def count_parameters(input_size, hidden_size, num_layers):
    H = hidden_size
    reads = [input_size] + [H] * num_layers
    return sum(4 * (H * size + H * H + H) for size in reads)
