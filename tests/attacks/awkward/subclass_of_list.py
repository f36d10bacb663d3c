# A list and an array of their own class, which add nothing that lies.
# mark: 10
# after the model answer
class Sums(list):
    def last(self): return self[-1]


class Vector(np.ndarray):
    def norm(self): return float(np.sqrt((self**2).sum()))


honest_running, honest_normalise = running, normalise


def running(values): return Sums(honest_running(values))
def normalise(v): return honest_normalise(v).view(Vector)
