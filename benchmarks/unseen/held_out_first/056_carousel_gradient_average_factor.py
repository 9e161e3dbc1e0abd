# slip: line 8: takes the mean of the logs instead of their sum, which gives the average factor per step and not the product
import numpy as np


def carousel_gradient(fs):
    # compound growth: add logs, don't multiply many small numbers
    logs = np.log(fs)
    return np.exp(logs.mean(axis=0))
