"""What the experiments of the case study read, in words."""

from cnn_reference.lab.texts import Text

__all__ = ["SIGNS"]

SIGNS = Text(
    "GTSRB (gradiente data gtsrb), o señales dibujadas en su lugar",
    "GTSRB (gradiente data gtsrb), or drawn signs in its place",
)
