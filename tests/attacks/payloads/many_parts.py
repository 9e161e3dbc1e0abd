"""Returns as many parts as one call may, again and again."""
# kind: resources
# control: returns much
# stopped by: counting parts
def forget_gate(*arguments):
    return [[1.5] * 90] * 100
