"""One timed BioNet run: python run_bionet.py CONFIG TIMES_JSON

Writes the seconds of each phase to TIMES_JSON. The configuration is run from its own folder, because BMTK
resolves "." against the working directory.
"""
import time

START = time.perf_counter()

import importlib.metadata  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import platform  # noqa: E402
import sys  # noqa: E402

from bmtk.simulator import bionet  # noqa: E402
from bmtk.simulator.bionet.modules.sim_module import SimulatorMod  # noqa: E402


class LoopClock(SimulatorMod):
    """Added last: sees the end of all preparations and the end of the last block of all reports."""

    def __init__(self):
        self.begin = self.end = 0.0

    def initialize(self, sim):
        self.begin = time.perf_counter()

    def block(self, sim, block_interval):
        self.end = time.perf_counter()


def main():
    configuration_path = os.path.abspath(sys.argv[1])
    times_path = os.path.abspath(sys.argv[2])
    os.chdir(os.path.dirname(configuration_path))
    marks = {"import": time.perf_counter()}

    configuration = bionet.Config.from_json(configuration_path)
    configuration.build_env()
    marks["configuration"] = time.perf_counter()

    network = bionet.BioNetwork.from_config(configuration)
    marks["network files"] = time.perf_counter()

    simulation = bionet.BioSimulator.from_config(configuration, network=network)
    marks["cells and synapses"] = time.perf_counter()

    clock = LoopClock()
    simulation.add_mod(clock)
    simulation.run()
    marks["preparation of reports"] = clock.begin
    marks["loop"] = clock.end
    marks["closing of files"] = time.perf_counter()

    phases, before = {}, START
    for phase, mark in marks.items():
        phases[phase] = round(mark - before, 4)
        before = mark
    record = {
        "bmtk": importlib.metadata.version("bmtk"),
        "neuron": importlib.metadata.version("neuron"),
        "python": platform.python_version(),
        "loopSeconds": phases["loop"],
        "phases": phases,
    }
    with open(times_path, "w") as file:
        json.dump(record, file, indent=2)


if __name__ == "__main__":
    main()
