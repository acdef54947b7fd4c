"""Draws picture.png from expected/: the membrane potential of the three cells.

    python draw_picture.py     (needs matplotlib and h5py)
"""
import json
from pathlib import Path

import h5py
import matplotlib
import numpy as np

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

SAMPLE = Path(__file__).resolve().parent.parent


def main():
    configuration = json.loads((SAMPLE / "simulation_config.json").read_text())
    dt_ms = configuration["run"]["dt"]
    with h5py.File(SAMPLE / "expected" / "membrane_potential.h5") as file:
        values = file["report/row/data"][:]
    times = np.arange(1, len(values) + 1) * dt_ms
    figure, all_axes = plt.subplots(3, 1, figsize=(9, 4.2), sharex=True, layout="constrained")
    for axes, column, colour in zip(all_axes, values.T, ("#0072B2", "#009E73", "#D55E00")):
        axes.plot(times, column, color=colour, lw=1)
        axes.set_ylabel("v (mV)")
        axes.spines[["top", "right"]].set_visible(False)
    all_axes[-1].set_xlabel("time (ms)")
    all_axes[-1].set_xlim(0, times[-1])
    figure.savefig(SAMPLE / "picture.png", dpi=110)


if __name__ == "__main__":
    main()
