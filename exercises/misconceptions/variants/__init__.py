"""Misconceptions about the relatives of the LSTM."""
