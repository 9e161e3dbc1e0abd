"""Runs and an answer key go in; differences, a diagnosis and marks come out.

There is no input or output here. It imports `autograder.data` alone.
"""
