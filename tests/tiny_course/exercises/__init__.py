"""A whole course in a few files: the worked example of CONTRIBUTING.md, kept working by the
tests.
"""
