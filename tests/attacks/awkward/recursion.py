# A recursive answer that goes as deep as its input is long.
# mark: 10
# after the model answer
import sys

sys.setrecursionlimit(5000)


def running(values, before=0.0):
    if not values and before == 0.0:
        raise ValueError("values is empty")
    first, *rest = values
    return [before + first, *(running(rest, before + first) if rest else [])]
