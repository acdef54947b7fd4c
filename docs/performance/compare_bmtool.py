#!/usr/bin/env python3
"""Times the lab against bmtool on one cell of the Allen Cell Types Database and prints a table.

usage: compare_bmtool.py --python PYTHON --neurowright COMMAND --mechanisms DIR --swc FILE --fit FILE
                         [--repeat N] [--threads N]

--python       a Python that has bmtool and NEURON (nrnivmodl beside it)
--neurowright  the launcher
--mechanisms   folder with the .mod files of the cell

F-I curve of 11 amplitudes and ZAP of 15 s, both with bmtool's defaults; the programs take turns.
"process" is the whole program from start to end, "run" the protocol alone (bmtool: run() of its
class; here: the first time in a process, and the fifth, as in a desktop that is open already).
"""
import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time

BMTOOL = """
import contextlib, io, json, sys, time
import neuron
from neuron import h
neuron.load_mechanisms(sys.argv[1])
h.load_file("stdrun.hoc")
from bmtool import singlecell as sc
cell = sc.load_allen_database_cells(sys.argv[2], sys.argv[3], model_processing="aibs_perisomatic")()
h.celsius = 34
with contextlib.redirect_stdout(io.StringIO()):
    p = sc.FI(cell) if sys.argv[4] == "fi" else sc.ZAP(cell, inj_amp=10.0)
    started = time.perf_counter()
    p.run()
    if sys.argv[4] == "zap":
        p.get_impedance(smooth=9)
    seconds = time.perf_counter() - started
result = {"seconds": seconds}
if sys.argv[4] == "fi":
    result["spikes"] = p.nspks
else:
    result["peak"] = float(p.impedance[150])
print(json.dumps(result))
"""


def timed(command):
    started = time.perf_counter()
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    return time.perf_counter() - started, out.decode()


def main():
    parser = argparse.ArgumentParser()
    for name in ("python", "neurowright", "mechanisms", "swc", "fit"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--threads", default="2")
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, PATH=os.path.dirname(a.python) + os.pathsep + os.environ["PATH"])
        subprocess.run(["nrnivmodl", os.path.abspath(a.mechanisms)], cwd=folder, check=True, env=env,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        print("| work | bmtool process, s | run, s | Neurowright process, s | first run, s | fifth run, s"
              " | faster: process | first run | fifth run | results |")
        print("|---|---|---|---|---|---|---|---|---|---|")
        for protocol in ("fi", "zap"):
            rows = []
            for _ in range(a.repeat):
                ours = [a.neurowright, "profile", protocol, a.swc, "--params", a.fit, "--mechanisms", a.mechanisms,
                        "--processing", "aibs_perisomatic", "--celsius", "34", "--v-init=-65", "--threads", a.threads,
                        "--json"] + (["--inj-amp", "10", "--smooth", "1"] if protocol == "zap" else [])
                theirs = [a.python, "-c", BMTOOL, folder, a.swc, a.fit, protocol]
                bm_process, out = timed(theirs)
                bm = json.loads(out.strip().splitlines()[-1])
                nw_process, out = timed(ours)
                first = json.loads(out)
                _, out = timed(ours + ["--repeat", "5"])
                warm = json.loads(out)
                if protocol == "fi":
                    same = "equal" if first["spikes"] == bm["spikes"] else "DIFFERENT"
                else:
                    found = first["impedance_MOhm"][149]
                    same = "within %.1e" % (abs(found - bm["peak"]) / bm["peak"])
                rows.append((bm_process, bm["seconds"], nw_process, first["run_seconds"][0], warm["run_seconds"][4]))
            m = [statistics.median(column) for column in zip(*rows)]
            work = "F-I, 11 amplitudes of 1.05 s" if protocol == "fi" else "ZAP, 15.5 s"
            print("| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f | %.1f | %.1f | %s |" % (
                work, *m, m[0] / m[2], m[1] / m[3], m[1] / m[4], same))


main()
