"""Writes the morphology and network/ of this sample.

    PYTHONHASHSEED=0 python make_model.py     (needs bmtk and numpy)
"""
import shutil
import sys
from pathlib import Path

import numpy as np
from bmtk.builder.networks import NetworkBuilder

SAMPLE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(SAMPLE.parent / "rotating-gamma" / "provenance"))
from grow import AXON, BASAL, Cell, Habit, around  # noqa: E402


def stellate(seed):
    """A small cell with five dendrites and a short axon."""
    rng = np.random.default_rng(seed)
    cell = Cell(rng)
    radius = 10.0
    cell.soma(radius)
    dendrite = Habit(BASAL, wander=0.2, outward=0.05, branch_length=(25, 45), tip_length=(50, 90), orders=2)
    for direction in around(rng, 5, (0.5, -0.5, 0.1)):
        cell.stem(dendrite, direction, rng.uniform(1.8, 2.4), radius)
    axon = Habit(AXON, wander=0.12, branch_length=(50, 70), tip_length=(60, 90), orders=2, diameter_min=0.3)
    cell.stem(axon, (0.2, -1.0, 0.1), 1.0, radius)
    return cell


def main():
    morphologies = SAMPLE / "components" / "morphologies"
    morphologies.mkdir(parents=True, exist_ok=True)
    stellate(8).write(morphologies / "stellate.swc", "stellate cell of the Neurowright sample Current steps")
    network = SAMPLE / "network"
    shutil.rmtree(network, ignore_errors=True)
    builder = NetworkBuilder("cell")
    builder.add_nodes(
        N=1,
        x=[0.0],
        y=[0.0],
        z=[0.0],
        pop_name="stellate",
        ei="e",
        model_type="biophysical",
        model_template="ctdb:Biophys1.hoc",
        model_processing="aibs_perisomatic",
        morphology="stellate.swc",
        dynamics_params="stellate.json",
    )
    builder.build()
    builder.save_nodes(output_dir=str(network))


if __name__ == "__main__":
    main()
