"""Which signs are signs again in a mirror."""

from cnn_reference.data.gtsrb import N_CLASSES

__all__ = ["MIRROR_IMAGES", "NO_SIGN"]

NO_SIGN = -1
_SYMMETRIC = (11, 12, 13, 15, 17, 18, 22, 26, 30, 35)
_PAIRS = {19: 20, 33: 34, 36: 37, 38: 39}  # to the left and to the right

# The class of the mirror image of each class; NO_SIGN where there is no such sign, as of those with writing on them.
MIRROR_IMAGES = tuple(
    label if label in _SYMMETRIC else (_PAIRS | {right: left for left, right in _PAIRS.items()}).get(label, NO_SIGN)
    for label in range(N_CLASSES)
)
