# Warnings at every call, NumPy's errors as exceptions, and printing options turned over.
# mark: 10
# after the model answer
import warnings

np.seterr(all="raise")
np.set_printoptions(precision=1, threshold=2)
warnings.simplefilter("error")
warnings.filterwarnings("always")
honest_scale = scale


def scale(x, factor):
    warnings.warn("slow", stacklevel=1)
    return honest_scale(x, factor)
