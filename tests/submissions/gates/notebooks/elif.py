"""Untouched: nothing was written at all."""
