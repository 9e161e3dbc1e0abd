"""Returns an object that equals everything."""
# kind: forging
# control: naive equal
# stopped by: plain data only
class Equal:
    def __eq__(self, other):
        return True

    def __array_ufunc__(self, *ignored, **also_ignored):
        return True

def forget_gate(*arguments):
    return Equal()
