"""Misconceptions about the backward pass and about clipping gradients."""
