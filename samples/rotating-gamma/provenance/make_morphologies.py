"""Writes the morphologies of this sample: python make_morphologies.py (needs numpy only)."""
from pathlib import Path

import numpy as np

from grow import APICAL, AXON, BASAL, UP, Cell, Habit, across, around, unit

FOLDER = Path(__file__).resolve().parent.parent / "components" / "morphologies"


def pyramidal(seed, trunk_length, obliques, tuft_orders):
    """A pyramidal cell: basal skirt, apical trunk with obliques, tuft, descending axon with collaterals."""
    rng = np.random.default_rng(seed)
    cell = Cell(rng)
    radius = 8.0
    cell.soma(radius)

    basal = Habit(BASAL, outward=0.05, tropism=(0, -0.012, 0), branch_length=(15, 38), tip_length=(60, 110), orders=2)
    for direction in around(rng, 6, (-0.35, -0.75, -0.15)):
        cell.stem(basal, direction, rng.uniform(1.7, 2.3), radius)

    trunk = Habit(APICAL, wander=0.05, outward=0.0, tropism=(0, 0.06, 0), taper=0.998, diameter_min=1.2)
    oblique = Habit(
        APICAL, outward=0.03, tropism=(0, 0.02, 0), branch_length=(25, 50), tip_length=(45, 85), orders=1, spread=0.5
    )
    tuft = Habit(
        APICAL,
        wander=0.15,
        outward=0.01,
        tropism=(0, 0.028, 0),
        branch_length=(22, 42),
        tip_length=(55, 105),
        orders=tuft_orders,
        early_stop=0.08,
        spread=0.75,
    )
    # the trunk is grown piece by piece; each piece ends where an oblique leaves
    tip, direction, diameter, start = 0, UP, 4.0, radius * UP
    pieces = np.sort(rng.uniform(0.12, 0.85, obliques)) * trunk_length
    pieces = np.diff(np.concatenate(([0.0], pieces, [trunk_length])))
    sides = around(rng, obliques, (0.3, 0.6))
    rng.shuffle(sides)
    for k, piece in enumerate(pieces):
        tip, direction, diameter = cell.branch(trunk, tip, start, direction, diameter, max(15.0, piece))
        start = cell.position(tip)
        if k < obliques:
            cell.tree(oblique, tip, start, np.array(sides[k]), rng.uniform(0.8, 1.1))
    sideways = across(rng, UP)
    for sign in (1, -1):
        cell.tree(tuft, tip, start, unit(UP + 0.8 * sign * sideways), diameter * 0.63)

    axon = Habit(AXON, wander=0.07, outward=0.0, tropism=(0, -0.05, 0), taper=0.999, diameter_min=0.3)
    collateral = Habit(
        AXON, wander=0.16, outward=0.04, branch_length=(40, 80), tip_length=(60, 120), orders=1, diameter_min=0.25
    )
    tip, direction, diameter, start = 0, -UP, 1.2, -radius * UP
    for k in range(4):
        tip, direction, diameter = cell.branch(axon, tip, start, direction, diameter, rng.uniform(45, 70))
        start = cell.position(tip)
        if k < 3:
            azimuth = rng.uniform(0, 2 * np.pi)
            cell.tree(collateral, tip, start, np.array((np.cos(azimuth), -0.1, np.sin(azimuth))), 0.4)
    return cell


def basket(seed):
    """A basket cell: slender dendrites in all directions and a dense local axon."""
    rng = np.random.default_rng(seed)
    cell = Cell(rng)
    radius = 6.5
    cell.soma(radius)
    dendrite = Habit(
        BASAL, wander=0.22, outward=0.04, branch_length=(18, 38), tip_length=(55, 100), orders=2, diameter_min=0.35
    )
    for direction in around(rng, 6, (0.9, -0.8, 0.25, -0.2)):
        cell.stem(dendrite, direction, rng.uniform(1.1, 1.5), radius)
    axon = Habit(
        AXON,
        wander=0.28,
        outward=0.015,
        branch_length=(22, 45),
        tip_length=(35, 75),
        orders=5,
        early_stop=0.1,
        spread=0.8,
        taper=0.999,
        diameter_min=0.25,
    )
    cell.stem(axon, (0.25, 1.0, -0.2), 0.9, radius)
    return cell


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, cell in (
        ("pyramidal_a", pyramidal(11, trunk_length=250, obliques=5, tuft_orders=2)),
        ("pyramidal_b", pyramidal(27, trunk_length=300, obliques=6, tuft_orders=2)),
        ("basket", basket(5)),
    ):
        cell.write(FOLDER / f"{name}.swc", f"{name.replace('_', ' ')} cell of the Neurowright sample Rotating gamma")


if __name__ == "__main__":
    main()
