"""The ring of branching cells in NEURON or, with --coreneuron, in CoreNEURON; the model is described in README.md.

Run it where `nrnivmodl -coreneuron` has put its x86_64 folder (for NEURON alone any folder does).
Writes seconds and spikes as JSON to the file named last.
"""

import argparse
import json
import time

parser = argparse.ArgumentParser()
parser.add_argument("--cells", type=int, default=256)
parser.add_argument("--per-ring", type=int, default=16)
parser.add_argument("--depth", type=int, default=4)
parser.add_argument("--compartments", type=int, default=6)
parser.add_argument("--dendrites", choices=["hh", "pas"], default="hh")
parser.add_argument("--tstop", type=float, default=100)
parser.add_argument("--coreneuron", action="store_true")
parser.add_argument("--permute", type=int, default=0)
parser.add_argument("out")
options = parser.parse_args()

from neuron import coreneuron, h  # noqa: E402

h.load_file("stdrun.hoc")
pc = h.ParallelContext()
started = time.perf_counter()


class Cell:
    def __init__(self, number):
        self.soma = h.Section(name=f"soma{number}")
        self.soma.L = self.soma.diam = 20
        self.soma.insert("hh")
        self.dendrites = []
        level = [self.soma]
        for _ in range(options.depth):
            grown = []
            for parent in level:
                for _ in range(1 if parent is self.soma else 2):
                    dendrite = h.Section(name=f"dend{number}_{len(self.dendrites)}")
                    dendrite.L, dendrite.diam, dendrite.nseg = 100, 2, options.compartments
                    dendrite.connect(parent(1), 0)
                    dendrite.insert(options.dendrites)
                    if options.dendrites == "pas":
                        for segment in dendrite:
                            segment.pas.g, segment.pas.e = 1e-4, -65
                    self.dendrites.append(dendrite)
                    grown.append(dendrite)
            level = grown
        for section in [self.soma] + self.dendrites:
            section.Ra, section.cm = 100, 1
        self.synapse = h.ExpSyn(self.dendrites[0](0.5))
        self.synapse.tau, self.synapse.e = 2, 0


cells = [Cell(i) for i in range(options.cells)]
keep = []
for gid, cell in enumerate(cells):
    pc.set_gid2node(gid, pc.id())
    source = h.NetCon(cell.soma(0.5)._ref_v, None, sec=cell.soma)
    source.threshold = 10
    pc.cell(gid, source)
    keep.append(source)
for gid, cell in enumerate(cells):
    ring = gid - gid % options.per_ring
    before = ring + (gid - ring - 1) % options.per_ring
    connection = pc.gid_connect(before, cell.synapse)
    connection.weight[0], connection.delay = 0.05, 5
    keep.append(connection)
    if gid == ring:
        stimulus = h.NetStim()
        stimulus.start, stimulus.number, stimulus.noise = 1, 1, 0
        first = h.NetCon(stimulus, cell.synapse)
        first.weight[0], first.delay = 0.05, 1
        keep += [stimulus, first]
times, gids = h.Vector(), h.Vector()
pc.spike_record(-1, times, gids)
h.dt, h.celsius = 0.025, 6.3
h.steps_per_ms = 40
pc.set_maxstep(10)
if options.coreneuron:
    h.cvode.cache_efficient(1)
    coreneuron.enable = True
    coreneuron.cell_permute = options.permute
    coreneuron.verbose = 2  # prints the time of the solver without that of moving the model
built = time.perf_counter()
h.finitialize(-65)
begun, cpu = time.perf_counter(), time.process_time()
pc.psolve(options.tstop)
ended, cpu = time.perf_counter(), time.process_time() - cpu
compartments = sum(section.nseg for cell in cells for section in [cell.soma] + cell.dendrites)
with open(options.out, "w") as out:
    json.dump(
        {
            "build": built - started,
            "loop": ended - begun,
            "cpu": cpu,
            "compartments": compartments,
            "spikes": sorted([round(t, 6), int(g)] for t, g in zip(times, gids)),
        },
        out,
    )
