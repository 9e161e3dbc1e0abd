"""Misconceptions about sequences, stacks, both directions and the number of parameters."""
