"""Runs and an answer key go in; differences, a diagnosis and marks come out.

Pure: no files, no processes, no opinions about notebooks. It imports `autograder.data` alone.
"""
