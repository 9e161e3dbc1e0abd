"""Returns an object whose unpickling runs a command."""
# kind: forging
# control: naive pickle
# stopped by: no pickle
class Bomb:
    def __reduce__(self):
        return (print, ("the grader ran this",))

def forget_gate(*arguments):
    return Bomb()
