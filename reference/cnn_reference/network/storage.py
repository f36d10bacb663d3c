"""Networks on disk: an npz file with numbers and text alone, never pickle.

The file holds `format_version`; `architecture`, JSON with the input, the dtype and every layer's kind and options;
and each array under its name, such as "1.conv.w".
"""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from cnn_reference.network import dropouts, layers
from cnn_reference.network.errors import ModelFileError
from cnn_reference.network.layers import Layer

if TYPE_CHECKING:
    from cnn_reference.network.neural_network import NeuralNetwork

__all__ = ["FORMAT_VERSION", "load", "save"]

FORMAT_VERSION = 1

Network = TypeVar("Network", bound="NeuralNetwork")

LAYERS: dict[str, type[Layer]] = {
    one.kind: one
    for one in (
        layers.Conv,
        layers.MaxPool,
        layers.Flatten,
        layers.Dense,
        layers.Sigmoid,
        layers.Tanh,
        layers.ReLU,
        layers.LeakyReLU,
        layers.Softmax,
        layers.BatchNorm,
        dropouts.Dropout,
        dropouts.SpatialDropout,
        dropouts.FeatureMaxDrop,
        dropouts.ChannelMaxDrop,
        dropouts.StochasticDropout,
    )
}


def save(network: NeuralNetwork, path: Path) -> Path:
    """Write a network; see `NeuralNetwork.save`.

    Parameters
    ----------
    network : NeuralNetwork
        To be written.
    path : Path
        `.npz` is added if it is missing.

    Returns
    -------
    Path
    """
    path = path if path.suffix == ".npz" else path.with_name(path.name + ".npz")
    architecture = {
        "input": list(network.input_shape),
        "dtype": network.dtype.name,
        "layers": [{"kind": layer.kind, "options": layer.options()} for layer in network.layers],
    }
    contents: dict[str, Any] = {
        "format_version": np.array(FORMAT_VERSION),
        "architecture": np.array(json.dumps(architecture)),
        **network.arrays(),
    }
    # Written beside and moved: whoever interrupts this keeps the file that was there.
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("wb") as file:
            np.savez(file, **contents)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def load(cls: type[Network], path: Path, fast: bool, threads: int | None) -> Network:
    """Read a network; see `NeuralNetwork.load`.

    Parameters
    ----------
    cls : type
        `NeuralNetwork`.
    path : Path
        Of the file.
    fast : bool
        As for a new network.
    threads : int or None
        As for a new network.

    Returns
    -------
    NeuralNetwork

    Raises
    ------
    ModelFileError
        If it cannot be read.
    FileNotFoundError
        If there is no such file.
    """
    contents = _contents(path)
    version = contents.pop("format_version", None)
    if version is None or "architecture" not in contents:
        raise ModelFileError(f"{path} is an npz file, but no saved network: it does not say its format and layers")
    if version.shape != () or version.dtype.kind not in "iu" or int(version) != FORMAT_VERSION:
        raise ModelFileError(f"{path} has the format {version}; this version reads the format {FORMAT_VERSION}")
    try:
        architecture = json.loads(str(contents.pop("architecture")))
        network = cls(dtype=np.dtype(str(architecture["dtype"])), fast=fast, threads=threads)
        network.input(architecture["input"])
        for entry in architecture["layers"]:
            network.add(LAYERS[entry["kind"]](**entry["options"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ModelFileError(f"{path} describes layers that this version cannot build: {error!r}") from error
    expected, found = set(network.arrays()), set(contents)
    if expected != found:
        raise ModelFileError(f"{path} does not hold what its layers need: {', '.join(sorted(expected ^ found))}")
    for name, array in network.arrays().items():
        value = contents[name]
        if value.shape != array.shape or value.dtype.kind != "f":
            raise ModelFileError(f"{path}: expected {name} as float {array.shape}, got {value.dtype} {value.shape}")
        array[...] = value
    return network


def _contents(path: Path) -> dict[str, NDArray[Any]]:
    """Read every array of the file, without ever unpickling."""
    try:
        # Opened here, so that it is closed here too: np.load leaves a damaged file open.
        with path.open("rb") as file:
            loaded = np.load(file, allow_pickle=False)
            if not isinstance(loaded, np.lib.npyio.NpzFile):
                raise ModelFileError(f"{path} is no saved network: it holds one array, not an npz archive")
            with loaded:
                return {name: loaded[name] for name in loaded.files}
    except (FileNotFoundError, ModelFileError):
        raise
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile) as error:
        raise ModelFileError(f"{path} is no saved network, or it is damaged: {error}") from error
