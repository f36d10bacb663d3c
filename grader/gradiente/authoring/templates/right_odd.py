import math
from fractions import Fraction


def weighted_mean(values, weights):
    pairs = list(zip(weights, values))
    if len(values) != len(weights) or not pairs or any(w < 0 for w, _ in pairs) or not any(w for w, _ in pairs):
        raise ValueError("pesos")
    exact = [(Fraction(float(w)), Fraction(float(v))) for w, v in pairs]
    return float(math.fsum([float(w * v) for w, v in exact]) / float(sum(w for w, _ in exact)))
