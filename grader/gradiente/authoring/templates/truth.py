def weighted_mean(values: ArrayLike, weights: ArrayLike) -> float:
    """Average values, each as often as its weight says.

    sum_i weights_i * values_i / sum_i weights_i

    Parameters
    ----------
    values : array_like of float, shape (n,)
        One or more numbers.
    weights : array_like of float, shape (n,)
        0 or more each, and not all of them 0.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, there is no value, a weight is below 0, or all are 0.

    Examples
    --------
    >>> weighted_mean([1.0, 4.0], [2.0, 1.0])
    2.0
    """
    values, weights = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    if values.shape != weights.shape or values.ndim != 1:
        raise ValueError(f"expected as many weights as values, got {weights.shape} and {values.shape}")
    if values.size == 0:
        raise ValueError("expected at least one value")
    if (weights < 0).any() or weights.sum() == 0:
        raise ValueError("expected weights of 0 or more, not all of them 0")
    return float(weights @ values / weights.sum())
