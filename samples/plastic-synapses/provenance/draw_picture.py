"""Draws picture.png from expected/: conductance and potential of both cells.

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
CELLS = (("depressing", "#0072B2"), ("facilitating", "#D55E00"))


def main():
    configuration = json.loads((SAMPLE / "simulation_config.json").read_text())
    dt_ms = configuration["run"]["dt"]
    values = {}
    for report in ("conductance", "membrane_potential"):
        with h5py.File(SAMPLE / "expected" / (report + ".h5")) as file:
            values[report] = file["report/cells/data"][:]
    times = np.arange(1, len(values["conductance"]) + 1) * dt_ms
    figure, all_axes = plt.subplots(4, 1, figsize=(9, 4.8), sharex=True, layout="constrained")
    for i, (name, colour) in enumerate(CELLS):
        conductance, potential = all_axes[2 * i : 2 * i + 2]
        conductance.plot(times, 1000 * values["conductance"][:, i], color=colour, lw=1)
        conductance.set_ylabel("g (nS)")
        conductance.set_title(name, loc="left", fontsize=9)
        potential.plot(times, values["membrane_potential"][:, i], color=colour, lw=1)
        potential.set_ylabel("v (mV)")
    for axes in all_axes:
        axes.spines[["top", "right"]].set_visible(False)
    all_axes[-1].set_xlabel("time (ms)")
    all_axes[-1].set_xlim(0, times[-1])
    figure.savefig(SAMPLE / "picture.png", dpi=110)


if __name__ == "__main__":
    main()
