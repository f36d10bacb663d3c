# Bytes that are a pickle and a code object: whoever unpickles or runs what a student returns is lost.
# mark: 0
# says: failed
import pickle


class Run:
    def __reduce__(self): return exec, ("import os; os.system('touch /tmp/evil-pickle')",)


def scale(x, factor): return pickle.dumps(Run())
def normalise(v): return compile("print('evil')", "x", "eval")
def running(values): return [pickle.dumps(Run())] * len(values)
def slope(f, p): return Run()
def jitter(v, rng): return pickle.dumps(Run(), 0).decode("latin-1")
