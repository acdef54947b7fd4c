"""Grows neuron morphologies and writes them as SWC.

A tree grows from its tip in short steps. The direction of each step is the previous direction, turned a
little at random, pulled towards a preferred direction (tropism) and pushed away from the soma. At the
end of a branch the tip splits in two; the diameters of the daughters follow Rall's 3/2 power rule
(Rall, Experimental Neurology 1:491-527, 1959). Everything random comes from the seed of the cell.
"""
from dataclasses import dataclass, field

import numpy as np

SOMA, AXON, BASAL, APICAL = 1, 2, 3, 4
UP = np.array([0.0, 1.0, 0.0])


@dataclass(frozen=True)
class Habit:
    """How a kind of neurite grows; lengths and diameters in um."""

    kind: int
    step: float = 5.0
    wander: float = 0.18  # random turn per step
    tropism: tuple = (0.0, 0.0, 0.0)  # pull per step, world axes
    outward: float = 0.06  # push per step away from the soma
    branch_length: tuple = (18.0, 40.0)  # from one branch point to the next
    tip_length: tuple = (60.0, 100.0)  # of branches that end
    orders: int = 3  # branch points on the way to a tip, at most
    early_stop: float = 0.15  # chance that a branch ends before its last order
    spread: float = 0.55  # angle between daughters and mother, rad
    taper: float = 0.9965  # per um, until diameter_min
    diameter_min: float = 0.4


@dataclass
class Cell:
    """Points of one cell in SWC order: (kind, x, y, z, radius, parent index or -1)."""

    rng: np.random.Generator
    points: list = field(default_factory=list)

    def soma(self, radius):
        self.points.append((SOMA, 0.0, 0.0, 0.0, radius, -1))

    def position(self, index):
        return np.array(self.points[index][1:4])

    def add(self, kind, position, diameter, parent):
        self.points.append((kind, *position, diameter / 2, parent))
        return len(self.points) - 1

    def branch(self, habit, parent, start, direction, diameter, length):
        """One unbranched piece of the given length; returns its tip, its direction and its diameter there."""
        steps = max(3, round(length / habit.step))
        position = np.array(start, dtype=float)
        if parent == 0:
            parent = self.add(habit.kind, position, diameter, parent)
        for _ in range(steps):
            away = position / (np.linalg.norm(position) + 1e-9)
            direction = unit(
                direction
                + habit.wander * self.rng.standard_normal(3)
                + habit.outward * away
                + np.array(habit.tropism)
            )
            position = position + habit.step * direction
            diameter = max(habit.diameter_min, diameter * habit.taper**habit.step)
            parent = self.add(habit.kind, position, diameter, parent)
        return parent, direction, diameter

    def tree(self, habit, parent, start, direction, diameter, order=0):
        """A whole tree: a piece, then two daughters, until the last order."""
        last = order >= habit.orders or (order > 0 and self.rng.random() < habit.early_stop)
        low, high = habit.tip_length if last else habit.branch_length
        tip, direction, diameter = self.branch(
            habit, parent, start, direction, diameter, self.rng.uniform(low, high)
        )
        if last:
            return
        share = self.rng.uniform(0.38, 0.62)
        sideways = across(self.rng, direction)
        for sign, part in ((1, share), (-1, 1 - share)):
            angle = habit.spread * self.rng.uniform(0.6, 1.3) * (1.4 - 0.8 * part)
            daughter = unit(np.cos(angle) * direction + sign * np.sin(angle) * sideways)
            self.tree(
                habit,
                tip,
                self.position(tip),
                daughter,
                max(habit.diameter_min, diameter * part ** (2 / 3)),
                order + 1,
            )

    def stem(self, habit, direction, diameter, radius):
        """A tree that leaves the soma in the given direction."""
        direction = unit(np.array(direction, dtype=float))
        self.tree(habit, 0, radius * direction, direction, diameter)

    def write(self, path, title):
        """SWC with the first child of each point on the next line, ids from 1."""
        children = [[] for _ in self.points]
        for index, point in enumerate(self.points):
            if point[5] >= 0:
                children[point[5]].append(index)
        order, stack = [], [0]
        while stack:
            index = stack.pop()
            order.append(index)
            stack.extend(reversed(children[index]))
        number = {index: line + 1 for line, index in enumerate(order)}
        with open(path, "w", newline="\n") as file:
            file.write(f"# {title}\n")
            file.write("# grown by provenance/make_morphologies.py; not a reconstruction of a real cell\n")
            file.write("# id type x y z radius parent (um; 1 soma, 2 axon, 3 basal, 4 apical)\n")
            for index in order:
                kind, x, y, z, radius, parent = self.points[index]
                parent = number[parent] if parent >= 0 else -1
                file.write(f"{number[index]} {kind} {x:.2f} {y:.2f} {z:.2f} {radius:.3f} {parent}\n")


def unit(vector):
    return vector / np.linalg.norm(vector)


def across(rng, direction):
    """A random direction at right angles to the given one."""
    other = rng.standard_normal(3)
    return unit(other - other.dot(direction) * direction)


def around(rng, count, elevation, jitter=0.25):
    """Directions spread evenly around the vertical axis; elevation in rad per direction, up is positive."""
    first = rng.uniform(0, 2 * np.pi)
    directions = []
    for k in range(count):
        azimuth = first + 2 * np.pi * k / count + rng.normal(0, jitter)
        height = elevation[k % len(elevation)] + rng.normal(0, jitter / 2)
        directions.append((np.cos(height) * np.cos(azimuth), np.sin(height), np.cos(height) * np.sin(azimuth)))
    return directions
