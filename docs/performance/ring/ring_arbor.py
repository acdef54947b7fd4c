"""The ring of branching cells in Arbor; the model is described in README.md.

Arbor cuts cells into control volumes at branch points, so spikes agree in number and nearly in time.
Writes seconds and spikes as JSON to the file named last.
"""

import argparse
import json
import time

import arbor as A
from arbor import units as U

parser = argparse.ArgumentParser()
parser.add_argument("--cells", type=int, default=256)
parser.add_argument("--per-ring", type=int, default=16)
parser.add_argument("--depth", type=int, default=4)
parser.add_argument("--compartments", type=int, default=6)
parser.add_argument("--dendrites", choices=["hh", "pas"], default="hh")
parser.add_argument("--tstop", type=float, default=100)
parser.add_argument("out")
options = parser.parse_args()


def make_cell():
    tree = A.segment_tree()
    soma = tree.append(A.mnpos, A.mpoint(-20, 0, 0, 10), A.mpoint(0, 0, 0, 10), tag=1)
    level = [(soma, 0.0)]
    for depth in range(options.depth):
        grown = []
        for parent, x in level:
            for _ in range(1 if depth == 0 else 2):
                end = tree.append(parent, A.mpoint(x, 0, 0, 1), A.mpoint(x + 100, 0, 0, 1), tag=3)
                grown.append((end, x + 100))
        level = grown
    labels = A.label_dict(
        {
            "soma": "(tag 1)",
            "dend": "(tag 3)",
            "synapse": "(on-components 0.5 (segment 1))",
            "middle": "(on-components 0.5 (tag 1))",
        }
    )
    hh = A.density("hh")
    passive = A.density("pas/e=-65", {"g": 1e-4})
    decor = (
        A.decor()
        .set_property(Vm=-65 * U.mV, cm=0.01 * U.F / U.m2, rL=100 * U.Ohm * U.cm, tempK=279.45 * U.Kelvin)
        .set_ion("na", int_con=10 * U.mM, ext_con=140 * U.mM, rev_pot=50 * U.mV)
        .set_ion("k", int_con=54.4 * U.mM, ext_con=2.5 * U.mM, rev_pot=-77 * U.mV)
        .paint('"soma"', hh)
        .paint('"dend"', hh if options.dendrites == "hh" else passive)
        .place('"synapse"', A.synapse("expsyn", {"tau": 2, "e": 0}), "syn")
        .place('"middle"', A.threshold_detector(10 * U.mV), "det")
    )
    # One volume for the soma, which shares its branch with the first dendrite.
    policy = A.cv_policy_fixed_per_branch(options.compartments, '"dend"') | A.cv_policy_single('"soma"')
    return A.cable_cell(tree, decor, labels, policy)


class Ring(A.recipe):
    def __init__(self):
        A.recipe.__init__(self)
        self.properties = A.neuron_cable_properties()

    def num_cells(self):
        return options.cells

    def cell_kind(self, gid):
        return A.cell_kind.cable

    def cell_description(self, gid):
        return make_cell()

    def connections_on(self, gid):
        ring = gid - gid % options.per_ring
        before = ring + (gid - ring - 1) % options.per_ring
        return [A.connection((before, "det"), "syn", 0.05, 5 * U.ms)]

    def event_generators(self, gid):
        if gid % options.per_ring:
            return []
        return [A.event_generator("syn", 0.05, A.explicit_schedule([2 * U.ms]))]

    def global_properties(self, kind):
        return self.properties


started = time.perf_counter()
recipe = Ring()
context = A.context(threads=1)
simulation = A.simulation(recipe, context, A.partition_load_balance(recipe, context))
simulation.record(A.spike_recording.all)
built, cpu = time.perf_counter(), time.process_time()
simulation.run(options.tstop * U.ms, 0.025 * U.ms)
ended, cpu = time.perf_counter(), time.process_time() - cpu
spikes = sorted([round(float(s["time"]), 6), int(s["source"]["gid"])] for s in simulation.spikes())
with open(options.out, "w") as out:
    json.dump({"build": built - started, "loop": ended - built, "cpu": cpu, "spikes": spikes}, out)
