"""Names of the behaviours that many exercises ask for, so that they read the same everywhere."""

ANY_BATCH = "any batch size, one example included"
ANY_LENGTH = "any length, one step included"
FINITE = "stays finite for large inputs"
INPUTS = "leaves its inputs alone"
