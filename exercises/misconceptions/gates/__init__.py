"""Misconceptions about the sigmoid and the four gates."""
