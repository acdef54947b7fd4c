"""Writes network/ and inputs/ of this sample with BMTK's builder.

    PYTHONHASHSEED=0 python make_network.py     (needs bmtk, h5py, numpy)

Eighteen pyramidal cells stand on a ring, six basket cells inside it. A bump of input runs around the
ring four times a second; where it is, pyramidal cells and basket cells play a gamma rhythm.
"""
import shutil
from pathlib import Path

import h5py
import numpy as np
from bmtk.builder.networks import NetworkBuilder

SAMPLE = Path(__file__).resolve().parent.parent
SEED = 20

PYRAMIDAL_COUNT = 18
BASKET_COUNT = 6
WAVE_COUNT = 72  # inputs to pyramidal cells, four for each place on the ring
BACKGROUND_COUNT = 18  # inputs to basket cells
RING_RADIUS_UM = 120.0

DURATION_MS = 1000.0
TURN_MS = 250.0
FIRST_MS = 30.0  # the bump starts here, so that the picture starts quiet
REST_HZ, PEAK_HZ = 2.0, 160.0
BUMP_SHARPNESS = 2.0  # concentration of the bump around its centre (von Mises)
BACKGROUND_HZ = 15.0


def ring_angle(index, count):
    return 2 * np.pi * index / count


def ring_distance(a, b):
    """Angle between two places on the ring, 0 to pi."""
    return abs((a - b + np.pi) % (2 * np.pi) - np.pi)


def nodes(rng):
    angles = ring_angle(np.arange(PYRAMIDAL_COUNT), PYRAMIDAL_COUNT)
    pyramidal = NetworkBuilder("pyramidal")
    # neighbours alternate between the two morphologies: even places a, odd places b
    for first, morphology in ((0, "pyramidal_a.swc"), (1, "pyramidal_b.swc")):
        ids = list(range(first, PYRAMIDAL_COUNT, 2))
        theta = angles[ids]
        radius = RING_RADIUS_UM + rng.normal(0, 8, len(ids))
        pyramidal.add_nodes(
            N=len(ids),
            node_id=ids,
            x=radius * np.cos(theta),
            y=rng.normal(0, 18, len(ids)),
            z=radius * np.sin(theta),
            rotation_angle_yaxis=rng.uniform(0, 2 * np.pi, len(ids)),
            angle=theta,
            pop_name="pyramidal",
            ei="e",
            model_type="biophysical",
            model_template="ctdb:Biophys1.hoc",
            model_processing="aibs_perisomatic",
            morphology=morphology,
            dynamics_params="pyramidal.json",
        )

    theta = ring_angle(np.arange(BASKET_COUNT) + 0.5, BASKET_COUNT)
    basket = NetworkBuilder("basket")
    basket.add_nodes(
        N=BASKET_COUNT,
        x=55 * np.cos(theta),
        y=rng.normal(10, 30, BASKET_COUNT),
        z=55 * np.sin(theta),
        rotation_angle_yaxis=rng.uniform(0, 2 * np.pi, BASKET_COUNT),
        rotation_angle_zaxis=rng.uniform(0, 2 * np.pi, BASKET_COUNT),
        angle=theta,
        pop_name="basket",
        ei="i",
        model_type="biophysical",
        model_template="ctdb:Biophys1.hoc",
        model_processing="aibs_perisomatic",
        morphology="basket.swc",
        dynamics_params="basket.json",
    )

    inputs = NetworkBuilder("input")
    for name, count, radius, height in (("wave", WAVE_COUNT, 150, -260), ("background", BACKGROUND_COUNT, 60, -260)):
        theta = ring_angle(np.arange(count), count)
        inputs.add_nodes(
            N=count,
            x=radius * np.cos(theta),
            y=np.full(count, float(height)),
            z=radius * np.sin(theta),
            angle=theta,
            pop_name=name,
            ei="e",
            model_type="virtual",
        )
    return pyramidal, basket, inputs


def synapses(rng, mean):
    """A random number of synapses with the given mean; the mean's fraction decides by chance."""
    return int(mean) + int(rng.random() < mean - int(mean))


def edges(rng, pyramidal, basket, inputs):
    def neighbours(source, target):
        if source["node_id"] == target["node_id"]:
            return 0
        near = np.exp(-0.5 * (ring_distance(source["angle"], target["angle"]) / 0.5) ** 2)
        return synapses(rng, 3.0 * near)

    def wave(source, target):
        near = np.exp(-0.5 * (ring_distance(source["angle"], target["angle"]) / 0.25) ** 2)
        return synapses(rng, 6.0 * near)

    def some(probability, count, same_population=False):
        def rule(source, target):
            if same_population and source["node_id"] == target["node_id"]:
                return 0
            return count if rng.random() < probability else 0

        return rule

    def connect(owner, source, target, rule, **properties):
        owner.add_edges(source=source, target=target, connection_rule=rule, weight_function="wmax",
                        model_template="exp2syn", **properties)

    connect(pyramidal, pyramidal.nodes(), pyramidal.nodes(), neighbours,
            syn_weight=0.5e-4, delay=1.5, target_sections=["basal", "apical"], distance_range=[30.0, 150.0],
            dynamics_params="ampa_pyramidal.json")
    connect(basket, pyramidal.nodes(), basket.nodes(), some(0.9, 3),
            syn_weight=4.5e-4, delay=1.0, target_sections=["somatic", "basal"], distance_range=[0.0, 80.0],
            dynamics_params="ampa_basket.json")
    connect(pyramidal, basket.nodes(), pyramidal.nodes(), some(0.95, 4),
            syn_weight=2.5e-3, delay=1.0, target_sections=["somatic", "basal", "apical"], distance_range=[0.0, 60.0],
            dynamics_params="gaba_pyramidal.json")
    connect(basket, basket.nodes(), basket.nodes(), some(0.8, 2, same_population=True),
            syn_weight=8e-4, delay=0.8, target_sections=["somatic", "basal"], distance_range=[0.0, 60.0],
            dynamics_params="gaba_basket.json")
    connect(pyramidal, inputs.nodes(pop_name="wave"), pyramidal.nodes(), wave,
            syn_weight=3.0e-4, delay=2.0, target_sections=["basal", "apical"], distance_range=[20.0, 400.0],
            dynamics_params="ampa_pyramidal.json")
    connect(basket, inputs.nodes(pop_name="background"), basket.nodes(), some(0.5, 2),
            syn_weight=4e-4, delay=2.0, target_sections=["basal"], distance_range=[20.0, 150.0],
            dynamics_params="ampa_basket.json")


def sort_nodes(path, population):
    """Puts the rows of a nodes file in the order of their ids, which is easier to read in tables."""
    with h5py.File(path, "r+") as file:
        group = file["nodes"][population]
        order = np.argsort(group["node_id"][:])
        columns = [group[name] for name in ("node_id", "node_type_id")] + list(group["0"].values())
        for column in columns:
            column[:] = column[:][order]


def spikes(rng):
    """Spike times of all inputs: Poisson by thinning, rate of a wave input given by the bump."""
    times, ids = [], []
    for node in range(WAVE_COUNT + BACKGROUND_COUNT):
        candidates = np.cumsum(rng.exponential(1000.0 / PEAK_HZ, int(3 * PEAK_HZ)))
        candidates = candidates[(candidates < DURATION_MS)]
        if node < WAVE_COUNT:
            bump = 2 * np.pi * (candidates - FIRST_MS) / TURN_MS
            shape = np.exp(BUMP_SHARPNESS * (np.cos(ring_angle(node, WAVE_COUNT) - bump) - 1))
            rate = np.where(candidates < FIRST_MS, REST_HZ, REST_HZ + (PEAK_HZ - REST_HZ) * shape)
        else:
            rate = np.full(len(candidates), BACKGROUND_HZ)
        kept = candidates[rng.random(len(candidates)) * PEAK_HZ < rate]
        times.append(np.round(kept, 2))
        ids.append(np.full(len(kept), node))
    times, ids = np.concatenate(times), np.concatenate(ids)
    order = np.lexsort((ids, times))
    path = SAMPLE / "inputs" / "wave_spikes.h5"
    path.parent.mkdir(exist_ok=True)
    with h5py.File(path, "w") as file:
        file.attrs["magic"] = np.uint32(0x0A7A)
        file.attrs["version"] = np.array([0, 1], dtype=np.uint32)
        group = file.create_group("spikes/input")
        group.attrs["sorting"] = "by_time"
        group.create_dataset("timestamps", data=times[order]).attrs["units"] = "ms"
        group.create_dataset("node_ids", data=ids[order].astype(np.uint64))


def main():
    network = SAMPLE / "network"
    shutil.rmtree(network, ignore_errors=True)
    rng = np.random.default_rng(SEED)
    pyramidal, basket, inputs = nodes(rng)
    for builder in (pyramidal, basket, inputs):
        builder.build()
    edges(rng, pyramidal, basket, inputs)
    for builder in (pyramidal, basket):
        builder.build()
    for builder in (pyramidal, basket, inputs):
        builder.save(output_dir=str(network))
    sort_nodes(network / "pyramidal_nodes.h5", "pyramidal")
    spikes(rng)


if __name__ == "__main__":
    main()
