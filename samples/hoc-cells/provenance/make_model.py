"""Writes network/ of this sample.

    PYTHONHASHSEED=0 python make_model.py     (needs bmtk)
"""
import shutil
from pathlib import Path

from bmtk.builder.networks import NetworkBuilder

SAMPLE = Path(__file__).resolve().parent.parent


def main():
    network = SAMPLE / "network"
    shutil.rmtree(network, ignore_errors=True)
    row = NetworkBuilder("row")
    row.add_nodes(
        N=2,
        x=[0.0, 250.0],
        y=[0.0, 0.0],
        z=[0.0, 0.0],
        pop_name="stellate",
        ei="e",
        model_type="biophysical",
        model_template="hoc:Stellate",
        morphology="stellate.swc",
    )
    row.add_nodes(
        N=1,
        x=[500.0],
        y=[0.0],
        z=[0.0],
        pop_name="chain",
        ei="e",
        model_type="biophysical",
        model_template="hoc:Chain",
        dynamics_params="chain.json",
    )
    row.add_edges(
        source=row.nodes(),
        target=row.nodes(),
        connection_rule=lambda source, target: 6 if target.node_id == source.node_id + 1 else None,
        syn_weight=0.012,
        delay=3.0,
        target_sections=["basal"],
        distance_range=[0.0, 80.0],
        dynamics_params="excitation.json",
        model_template="exp2syn",
    )
    row.build()
    row.save(output_dir=str(network))


if __name__ == "__main__":
    main()
