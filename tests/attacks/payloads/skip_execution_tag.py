"""A notebook cell with the tag that stock nbgrader takes for full marks."""
# kind: forging
# control: nbgrader skip
# stopped by: tags are not read
def forget_gate(*arguments):
    return None
