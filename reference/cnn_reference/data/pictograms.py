"""What is painted on the 43 drawn signs: small bitmaps, one a class.

They are ours, coarse, and only alike to the real ones: enough to tell 43 classes apart at 32 x 32 pixels.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["bitmap"]

_CHARACTERS = {
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# .## ..# ###",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# .#. .#. .#.",
    "8": "### #.# ### #.# ###",
    "S": "### #.. ### ..# ###",
    "T": "### .#. .#. .#. .#.",
    "O": "### #.# #.# #.# ###",
    "P": "### #.# ### #.. #..",
}

_PICTURES = {
    "cars": ".......... .##....##. ####..#### ####..#### #..#..#..# ..........",
    "truck": "......... ######... ######.## ######.## ######### .#...#.#. .........",
    "truck and car": ".......... ####...... ####...##. ####..#### #####.#### .#..#.#..#",
    "crossing": "....#.... ...###... ....#.... ....#.... .#######. ....#.... ....#.... ....#....",
    "bar": "......... ......... ######### ######### ######### ......... .........",
    "exclamation": "..#.. ..#.. ..#.. ..#.. ..... ..#.. .....",
    "curve": "..##... .##.... ##..... .##.... ..##... ...##.. ....##.",
    "double curve": "...##.. ..##... .##.... ..##... ...##.. ....##. ...##..",
    "bumps": "......... ......... .##...##. ####.#### ######### .........",
    "slippery": "..###... .#####.. .#...#.. ..#..#.. .#..#... ..#..#.. .#..#...",
    "narrow": ".#....#. .#....#. .#...#.. .#..#... .#..#... .#..#... .#..#...",
    "work": "...##.... ...##.... ..###.... ..#.##... .##...#.. .#.#..### ##..#####",
    "lights": "..##.. ..##.. ...... ..##.. ..##.. ...... ..##.. ..##..",
    "walker": "...#... ...#... ..###.. .#.#.#. ...#... ..#.#.. .#...#. #.....#",
    "children": ".#....#.. .#....#.. ####.###. .#....#.. .##..##.. #..##..#. #..##..##",
    "bicycle": "......... ...##.... ....#.#.. ..#####.. .###.###. #.#.#.#.# .##...##.",
    "snow": "...#... #..#..# .#.#.#. ..###.. ####### ..###.. .#.#.#. #..#..#",
    "deer": "#.#..... .#...... ##...... .######. ..#####. ..#...#. ..#...#. .#.....#",
    "right": "......... .....#... .....##.. ######### ######### .....##.. .....#...",
    "up": "....#.... ...###... ..#####.. ....#.... ....#.... ....#.... ....#....",
    "up or right": "..#...... .###..... ..#...... ..#...#.. ..######. ..#...#.. ..#...... ..#......",
    "down right": "#....... ##...... .##..... ..##...# ...##..# ....##.# .....### ...#####",
    "round": "...###.#. ..#...##. .#...###. #........ #......#. #......#. .#....#.. ..####...",
}
# The same to the other side.
_MIRRORED = {"curve right": "curve", "left": "right", "up or left": "up or right", "down left": "down right"}


def bitmap(name: str) -> NDArray[np.float64]:
    """Return a pictogram.

    Parameters
    ----------
    name : str
        Digits or capital letters, or the name of a picture; "" for none.

    Returns
    -------
    ndarray of float, shape (height, width)
        1 where there is paint, 0 elsewhere.
    """
    if not name:
        return np.zeros((1, 1))
    if name[0] in _CHARACTERS:
        glyphs = [_array(_CHARACTERS[character]) for character in name]
        gap = np.zeros((5, 1))
        return np.concatenate([part for glyph in glyphs for part in (glyph, gap)][:-1], axis=1)
    if name in _MIRRORED:
        return np.ascontiguousarray(_array(_PICTURES[_MIRRORED[name]])[:, ::-1])
    return _array(_PICTURES[name])


def _array(rows: str) -> NDArray[np.float64]:
    lines = rows.split()
    width = max(map(len, lines))
    return np.array([[float(cell == "#") for cell in line.ljust(width, ".")] for line in lines])
