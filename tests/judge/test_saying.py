"""Calls and values as a student reads them."""

from gradiente.judge.saying import say_call


def test_a_function_is_said_by_its_name_and_not_by_its_address():
    def gradient(p):
        return 2 * p

    assert say_call("gradient_descent", (gradient, 0.0)) == "gradient_descent(gradient, 0.0)"
