"""Writes network/ and inputs/ of this sample.

    PYTHONHASHSEED=0 python make_model.py     (needs bmtk)
"""
import shutil
from pathlib import Path

import h5py
import numpy as np
from bmtk.builder.networks import NetworkBuilder

SAMPLE = Path(__file__).resolve().parent.parent
SYNAPSES = {"depressing": 0.012, "facilitating": 0.05}


def main():
    network = SAMPLE / "network"
    shutil.rmtree(network, ignore_errors=True)
    cells = NetworkBuilder("cells")
    for i, name in enumerate(SYNAPSES):
        cells.add_nodes(
            N=1,
            x=[250.0 * i],
            y=[0.0],
            z=[0.0],
            pop_name=name,
            ei="e",
            model_type="biophysical",
            model_template="ctdb:Biophys1.hoc",
            model_processing="aibs_perisomatic",
            morphology="stellate.swc",
            dynamics_params="stellate.json",
        )
    source = NetworkBuilder("source")
    source.add_nodes(N=1, pop_name="train", ei="e", model_type="virtual")
    for name, weight in SYNAPSES.items():
        cells.add_edges(
            source=source.nodes(),
            target=cells.nodes(pop_name=name),
            connection_rule=1,
            syn_weight=weight,
            delay=1.0,
            target_sections=["basal"],
            distance_range=[0.0, 60.0],
            dynamics_params=name + ".json",
            model_template="TsodyksMarkram",
        )
    for builder in (source, cells):
        builder.build()
        builder.save(output_dir=str(network))
    times = np.concatenate([50 + 50.0 * np.arange(10), [1000.0], 1100 + 12.5 * np.arange(8)])
    (SAMPLE / "inputs").mkdir(exist_ok=True)
    with h5py.File(SAMPLE / "inputs" / "train.h5", "w") as file:
        spikes = file.create_group("spikes/source")
        spikes.create_dataset("timestamps", data=times)
        spikes["timestamps"].attrs["units"] = "milliseconds"
        spikes.create_dataset("node_ids", data=np.zeros(len(times), dtype=np.uint64))


if __name__ == "__main__":
    main()
