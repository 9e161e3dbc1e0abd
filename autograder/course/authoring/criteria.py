"""Criteria that many exercises share, so that they have the same name everywhere.

A criterion's name is a behaviour. Learners read it in their results.
"""

ANY_BATCH = "any batch size, one example included"
ANY_LENGTH = "any length, one step included"
FINITE = "stays finite for large inputs"
INPUTS = "leaves its inputs alone"
