"""Draws picture.png from expected/: the column seen from the side, and its spikes.

    python draw_picture.py     (needs matplotlib, h5py, pandas)
"""
from pathlib import Path

import h5py
import matplotlib
import numpy as np
import pandas as pd

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.collections import LineCollection  # noqa: E402

SAMPLE = Path(__file__).resolve().parent.parent
COLOURS = {"pyramidal": "#0072B2", "basket": "#D55E00", "input": "#999999"}
BACKGROUND, FOREGROUND = "#ffffff", "#222222"


def rotation(x, y, z):
    """About z, then y, then x, as BMTK turns a cell."""
    cx, sx, cy, sy, cz, sz = np.cos(x), np.sin(x), np.cos(y), np.sin(y), np.cos(z), np.sin(z)
    rx = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    ry = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    rz = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return rx @ ry @ rz


def draw_cells(axes):
    # the camera looks down by 14 degrees
    camera = rotation(np.radians(14), 0.4, 0)
    shapes = {path.name: np.loadtxt(path) for path in (SAMPLE / "components" / "morphologies").glob("*.swc")}
    cells = []
    for population in ("pyramidal", "basket"):
        types = pd.read_csv(SAMPLE / "network" / f"{population}_node_types.csv", sep=" ").set_index("node_type_id")
        with h5py.File(SAMPLE / "network" / f"{population}_nodes.h5") as file:
            group = file["nodes"][population]
            attributes = {name: column[:] for name, column in group["0"].items()}
            for row, type_id in enumerate(group["node_type_id"][:]):
                def angle(axis):
                    return attributes.get(f"rotation_angle_{axis}axis", np.zeros(row + 1))[row]

                position = np.array([attributes[axis][row] for axis in "xyz"])
                turn = rotation(angle("x"), angle("y"), angle("z"))
                points = shapes[types.loc[type_id, "morphology"]]
                cells.append((population, points, (camera @ (turn @ points[:, 2:5].T + position[:, None])).T))
    cells.sort(key=lambda cell: cell[2][0, 2])
    nearest = max(cell[2][0, 2] for cell in cells)
    farthest = min(cell[2][0, 2] for cell in cells)
    for population, points, world in cells:
        row = {int(point[0]): k for k, point in enumerate(points)}
        children = [k for k, point in enumerate(points) if point[6] > 0]
        parents = [row[int(points[k, 6])] for k in children]
        lines = np.stack((world[parents][:, :2], world[children][:, :2]), axis=1)
        near = 0.35 + 0.65 * (world[0, 2] - farthest) / (nearest - farthest)
        thin = np.where(points[children, 1] == 2, 0.35, 1.0)
        axes.add_collection(
            LineCollection(
                lines,
                linewidths=np.maximum(0.35, 0.75 * points[children, 5]) * thin,
                colors=COLOURS[population],
                alpha=near,
                capstyle="round",
            )
        )
        axes.add_patch(plt.Circle(world[0, :2], points[0, 5], color=COLOURS[population], alpha=near, lw=0))
    axes.autoscale_view()
    axes.set_aspect("equal")
    axes.axis("off")


def draw_spikes(axes):
    spikes = pd.read_csv(SAMPLE / "expected" / "spikes.csv", sep=" ")
    for population, first in (("pyramidal", 0), ("basket", 19)):
        some = spikes[spikes.population == population]
        axes.vlines(some.timestamps, some.node_ids + first - 0.4, some.node_ids + first + 0.4,
                    color=COLOURS[population], lw=1.3)
    axes.set_xlim(0, 1000)
    axes.set_ylim(-0.8, 24.8)
    axes.set_yticks([8.5, 21.5], ["pyramidal", "basket"], rotation=90, va="center")
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("time (ms)")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def main():
    figure, (cells, spikes) = plt.subplots(
        1, 2, figsize=(9, 4.2), width_ratios=(1, 1.9), facecolor=BACKGROUND, layout="constrained"
    )
    draw_cells(cells)
    draw_spikes(spikes)
    figure.savefig(SAMPLE / "picture.png", dpi=110)


if __name__ == "__main__":
    main()
