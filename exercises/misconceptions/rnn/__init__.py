"""Misconceptions about the vanilla RNN and the gradient of its memory."""
