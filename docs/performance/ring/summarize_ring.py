"""Helper of compare_ring.sh: the table of its results (standard library only).

    summarize_ring.py FOLDER [OPTIONS OF THE MODEL]
"""

import json
import statistics
import sys
from pathlib import Path

folder, options = Path(sys.argv[1]), sys.argv[2:]
programs = ["neurowright", "neuron", "coreneuron", "coreneuron-permuted", "arbor"]


def agreement(spikes, expected):
    if spikes == expected:
        return f"all {len(expected)}, equal"
    if sorted(g for _, g in spikes) != sorted(g for _, g in expected):
        return f"{len(spikes)} instead of {len(expected)}"
    pairs = zip(sorted(spikes, key=lambda s: s[::-1]), sorted(expected, key=lambda s: s[::-1]))
    return f"all {len(expected)}, within {max(abs(a[0] - b[0]) for a, b in pairs):.2g} ms"


results = {}
for program in programs:
    runs = [json.loads(p.read_text()) for p in sorted(folder.glob(f"{program}.[0-9]*.json"))]
    if runs:
        results[program] = runs
tstop = float(options[options.index("--tstop") + 1]) if "--tstop" in options else 100.0
compartments = results["neurowright"][0]["compartments"]
work = compartments * tstop / 0.025
expected = results["neuron"][0]["spikes"]

rows = []
for program, runs in results.items():
    spikes = agreement(sorted(runs[0]["spikes"]), expected)
    if program == "neurowright":
        rows.append(("neurowright, first run", [r["loops"][0] for r in runs], [r["cpus"][0] for r in runs], spikes))
        rows.append(("neurowright, warm", [r["loops"][1] for r in runs], [r["cpus"][1] for r in runs], spikes))
    else:
        rows.append((program, [r["loop"] for r in runs], [r["cpu"] for r in runs], spikes))
ours = statistics.median(rows[0][2])
print(f"{' '.join(options) or 'defaults'}: {compartments} compartments, {round(tstop / 0.025)} steps\n")
print("| program | loop, s | processor time, s | ns per compartment and step | against Neurowright's first run | spikes |")
print("|---|---|---|---|---|---|")
for name, loops, cpus, spikes in rows:
    cpu = statistics.median(cpus)
    print(
        f"| {name} | {statistics.median(loops):.2f} ({min(loops):.2f} to {max(loops):.2f}) "
        f"| {cpu:.2f} ({min(cpus):.2f} to {max(cpus):.2f}) | {cpu / work * 1e9:.1f} | {cpu / ours:.2f} | {spikes} |"
    )
