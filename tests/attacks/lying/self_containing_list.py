# Lists that contain themselves, and lists within lists a million deep.
# mark: 0
# says: refused value, failed
def scale(x, factor):
    loop = []
    loop.append(loop)
    return loop


def running(values):
    deep = []
    for _ in range(200):
        deep = [deep]
    return deep


def slope(f, p):
    loop = {}
    loop["a"] = loop
    return loop


normalise = jitter = scale
