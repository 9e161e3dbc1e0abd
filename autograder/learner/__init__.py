"""The learner's side: checking one's own work against the visible cases, in a notebook or from the
command line.
"""
