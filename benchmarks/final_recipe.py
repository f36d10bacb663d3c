"""Which way to train the final network of the traffic signs does best on the validation tracks.

    python benchmarks/final_recipe.py --data FOLDER --seeds 2 plain longer longer-mirrored-balanced

Every recipe learns the training set and is measured on the validation set, with one view and with five; the test set is
not looked at. Of 133 tracks one is 0.75 percentage points: differences below that between means mean nothing.
"""

import argparse
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from cnn_reference.lab.experiment import Settings
from cnn_reference.lab.traffic_signs.evaluating import accuracies, probabilities
from cnn_reference.lab.traffic_signs.material import material, thinned
from cnn_reference.lab.traffic_signs.networks import final_network
from cnn_reference.lab.traffic_signs.torch_training import Recipe, train_in_torch

PLAIN = Recipe(epochs=12, mirrored=False, balanced=0.0)
RECIPES = {
    "plain": PLAIN,
    "averaged": replace(PLAIN, memory=0.999),
    "mirrored": replace(PLAIN, mirrored=True),
    "balanced": replace(PLAIN, balanced=0.5),
    "longer": replace(PLAIN, epochs=24),
    "longer-mirrored-averaged": replace(PLAIN, epochs=24, mirrored=True, memory=0.999),
    "longer-mirrored-balanced": Recipe(),  # which was chosen
}


def main() -> None:
    """Train every recipe with every seed, and print a line each."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("recipes", nargs="+", choices=RECIPES)
    arguments.add_argument("--data", type=Path, help="folder of the data sets")
    arguments.add_argument("--seeds", type=int, default=2)
    arguments.add_argument("--thin", action="store_true", help="learn every third picture of the tracks")
    asked = arguments.parse_args()
    own = material(Settings(data=asked.data))
    if not own.is_real:
        raise SystemExit("no photographs found: `gradiente data gtsrb` downloads them")
    learnt = thinned(own.train) if asked.thin else own.train
    print(f"{'recipe':26} seed accuracy  5 views  log loss  processor s")
    for seed in range(asked.seeds):
        for name in asked.recipes:
            network, began = final_network(seed), time.process_time()
            train_in_torch(network, learnt.images, learnt.labels, RECIPES[name])
            spent, reached = time.process_time() - began, accuracies(network, own.validation)
            right = probabilities(network, own.validation)[np.arange(len(own.validation)), own.validation.labels]
            loss = -np.log(np.maximum(right, 1e-9)).mean()
            print(
                f"{name:26} {seed:4} {reached['accuracy']:.4f}   {reached['views']:.4f}   {loss:.4f}    {spent:.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
