def weighted_mean(values, weights):
    values = [float(v) for v in values]
    weights = [float(w) for w in weights]
    if len(values) != len(weights):
        raise ValueError("distinto número de pesos")
    if not values or min(weights) < 0 or sum(weights) == 0:
        raise ValueError("pesos no válidos")
    total = 0.0
    for v, w in zip(values, weights):
        total += w * v
    return total / sum(weights)
