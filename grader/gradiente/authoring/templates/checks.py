# The checks.

VALUES = lists(sampled_from([0.0, 1.0, 2.0, -1.0, 0.5, 3.0, -4.0, 10.0]), min_size=1, max_size=6)


@composite
def values_and_weights(draw: DrawFn) -> tuple[list[float], list[float]]:
    """As many weights as values, not all of them 0."""
    values = draw(VALUES)
    weights = draw(lists(sampled_from([1.0, 0.0, 2.0, 0.5, 3.0]), min_size=len(values), max_size=len(values)))
    return values, weights if sum(weights) else [1.0] * len(values)


@pytest.mark.points("weighted_mean", 6)
@pytest.mark.says(
    es="Cada valor cuenta tantas veces como dice su peso.",
    en="Each value counts as often as its weight says.",
)
@given(both=values_and_weights())
@example(both=([1.0, 4.0], [2.0, 1.0]))
@agrees_with(@RIGHT@weighted_mean)
def test_any_weights(both):
    return both


@pytest.mark.points("weighted_mean", 2)
@pytest.mark.says(
    es="Pesos que no van con los valores se rechazan con `ValueError`.",
    en="Weights that do not go with the values are refused with `ValueError`.",
)
@pytest.mark.parametrize(
    ("values", "weights"),
    [([1.0, 2.0], [1.0]), ([], []), ([1.0, 2.0], [1.0, -1.0]), ([1.0, 2.0], [0.0, 0.0])],
)
@agrees_with(@RIGHT@weighted_mean)
def test_refusals(values, weights):
    return values, weights


@pytest.mark.points("weighted_mean", 2)
@pytest.mark.says(es="Las entradas quedan como estaban.", en="The inputs are left as they were.")
def test_inputs_are_left_alone(student):
    assert_inputs_unchanged(student, "weighted_mean", np.array([1.0, 4.0]), np.array([2.0, 1.0]))
