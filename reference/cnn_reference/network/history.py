"""What a training leaves behind: its curves.

Lecture: basic concepts, "Evaluación": curves of the loss and of the accuracy over the epochs.
"""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cnn_reference.network.errors import NetworkError

__all__ = ["Evaluation", "History"]


@dataclass(frozen=True)
class Evaluation:
    """How good a network is on some data.

    Attributes
    ----------
    loss : float
        Without the penalty on the weights.
    accuracy : float
        Share of the samples whose class was predicted; NaN where the targets are no classes.
    samples : int
        How many there were.
    """

    loss: float
    accuracy: float
    samples: int


@dataclass
class History:
    """The curves of a training, one number an epoch.

    Attributes
    ----------
    loss, accuracy : list of float
        On the training batches, as they came: with dropout and augmentation, and while the network was changing.
        The loss is without the penalty.
    penalty : list of float
        The price of large weights at the end of the epoch.
    validation_loss, validation_accuracy : list of float
        After the epoch, as at inference; empty without validation data.
    learning_rate : list of float
        At the beginning of the epoch.
    seconds : list of float
        How long the epoch took, validation included.
    kept_epoch : int
        The epoch, from 0, whose parameters the network holds now: the best one under early stopping, else the last.
    stopped_early : bool
        Whether early stopping ended the training.
    diverged : bool
        Whether it ended because the loss was no finite number any more.
    """

    loss: list[float] = field(default_factory=list)
    accuracy: list[float] = field(default_factory=list)
    penalty: list[float] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)
    learning_rate: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    kept_epoch: int = -1
    stopped_early: bool = False
    diverged: bool = False

    def __len__(self) -> int:
        return len(self.loss)

    def line(self, epoch: int) -> str:
        """Write an epoch as the lecture's notebook does.

        Parameters
        ----------
        epoch : int
            Counted from 0.

        Returns
        -------
        str
            Such as "0 Train: 0.853 dev: 0.844".
        """
        # Where the targets are no classes, there is no accuracy, and the loss is what there is to tell.
        is_classifier = self.accuracy[epoch] == self.accuracy[epoch]
        train = self.accuracy if is_classifier else self.loss
        dev = self.validation_accuracy if is_classifier else self.validation_loss
        return f"{epoch} Train: {train[epoch]:.3f}" + (f" dev: {dev[epoch]:.3f}" if dev else "")

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain lists and numbers.

        Returns
        -------
        dict
        """
        return asdict(self)

    def plot(self, path: str | Path) -> Path:
        """Draw the curves of the loss and of the accuracy into a picture.

        Parameters
        ----------
        path : str or Path
            Of the picture; its ending says the format.

        Returns
        -------
        Path

        Raises
        ------
        NetworkError
            If matplotlib is not installed.
        """
        try:
            from matplotlib.figure import Figure
        except ImportError as error:
            raise NetworkError("the curves need matplotlib: pip install matplotlib") from error
        figure = Figure(figsize=(9, 3.5), layout="constrained")
        epochs = range(1, len(self) + 1)
        left, right = figure.subplots(1, 2)
        for axes, name, train, validation in (
            (left, "loss", self.loss, self.validation_loss),
            (right, "accuracy", self.accuracy, self.validation_accuracy),
        ):
            axes.plot(epochs, train, marker=".", label="train")
            if validation:
                axes.plot(epochs, validation, marker=".", label="validation")
            if self.stopped_early:
                axes.axvline(self.kept_epoch + 1, linestyle=":", color="grey", label="kept")
            axes.set(xlabel="epoch", ylabel=name)
            axes.legend()
        figure.savefig(path)
        return Path(path)
