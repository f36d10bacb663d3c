# Calls the judge's function with what no function expects; whatever it raises is the student's to see.
# mark: 8
# says: failed
# after the model answer
def slope(f, p):
    for value in (None, "x" * 1000, [], {}, b"", object(), f, slope, np.zeros((100, 100)), np.array("text"), 1j):
        try:
            f(value)
        except Exception:
            continue
    return f(*range(100), **{"a": 1, "p": 2})
