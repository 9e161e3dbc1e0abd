# slip: line 5: dim is the word of PyTorch, NumPy calls it axis
import numpy as np

def carousel_gradient(fs):
    gradient = fs.prod(dim=0)
    return gradient
