"""Misconceptions about the cell state, the hidden state and one whole step."""
