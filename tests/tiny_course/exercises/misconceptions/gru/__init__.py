"""Misconceptions about the update gate."""
