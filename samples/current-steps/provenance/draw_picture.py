"""Draws picture.png from expected/: membrane potential, gates and current.

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
GATES = (
    ("sodium_activation", "m", "#D55E00"),
    ("sodium_inactivation", "h", "#E69F00"),
    ("potassium_activation", "n", "#009E73"),
)


def trace(name, dt_ms):
    with h5py.File(SAMPLE / "expected" / f"{name}.h5") as file:
        values = file["report/cell/data"][:, 0]
    return np.arange(1, len(values) + 1) * dt_ms, values


def main():
    configuration = json.loads((SAMPLE / "simulation_config.json").read_text())
    dt_ms = configuration["run"]["dt"]
    steps = configuration["inputs"]["steps"]
    figure, (potential, gates, current) = plt.subplots(
        3, 1, figsize=(9, 4.2), sharex=True, height_ratios=(3, 2, 1), layout="constrained"
    )
    potential.plot(*trace("membrane_potential", dt_ms), color="#0072B2", lw=1)
    potential.set_ylabel("v (mV)")
    for name, label, colour in GATES:
        gates.plot(*trace(name, dt_ms), color=colour, lw=0.9, label=label)
    gates.set_ylabel("gates")
    gates.legend(loc="upper left", ncols=3, frameon=False, fontsize="small")
    times, levels = [0.0], [0.0]
    for amp, delay, duration in zip(steps["amp"], steps["delay"], steps["duration"]):
        times += [delay, delay, delay + duration, delay + duration]
        levels += [0.0, amp, amp, 0.0]
    current.plot(times + [configuration["run"]["tstop"]], levels + [0.0], color="#222222", lw=1)
    current.set_ylabel("i (nA)")
    current.set_xlabel("time (ms)")
    current.set_xlim(0, configuration["run"]["tstop"])
    for axes in (potential, gates, current):
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(SAMPLE / "picture.png", dpi=110)


if __name__ == "__main__":
    main()
