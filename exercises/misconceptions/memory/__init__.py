"""Misconceptions about the carousel, the first weights and Adam."""
