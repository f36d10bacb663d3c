"""Data sets for the lecture's experiments, read from files that the user has: never from pickles.

Nothing here needs a network but `download`. Where data lie is said by a path, or by GRADIENTE_DATA: a folder with
`gtsrb/`, `mnist/`, `cifar10/` and `flowers/` in it.

>>> from cnn_reference.data import synthetic
>>> signs = synthetic.draw_tracks(np.random.default_rng(0), tracks=1, pictures=2)
>>> signs.images.shape, signs.source
((376, 32, 32, 3), 'synthetic signs (drawn, not GTSRB)')
"""

from cnn_reference.data.errors import DataError, MissingDataError
from cnn_reference.data.image_set import ImageSet
from cnn_reference.data.places import data_folder

__all__ = ["DataError", "ImageSet", "MissingDataError", "data_folder"]
