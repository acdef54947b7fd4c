"""Helper of compare_bmtk.sh (standard library only).

    summarize.py output-folder CONFIG         prints the folder in which BMTK puts its results
    summarize.py table TIMES_TSV SPIKES_CSV   prints the tables; SPIKES_CSV holds the expected spikes
"""
import csv
import json
import os
import platform
import statistics
import sys
from collections import defaultdict
from pathlib import Path

SPIKE_TOLERANCE_MS = 1e-6


def output_folder(configuration):
    path = Path(configuration).resolve()
    root = json.loads(path.read_text())
    folder = root["output"]["output_dir"]
    manifest = dict(root.get("manifest", {}))
    for _ in manifest:
        for name, value in manifest.items():
            folder = folder.replace(name, value)
    return path.parent / folder.replace("${configdir}", ".")


def find(record, key):
    """The first value of that key anywhere in a parsed json."""
    if isinstance(record, dict):
        if key in record:
            return record[key]
        record = list(record.values())
    if isinstance(record, list):
        for value in record:
            found = find(value, key)
            if found is not None:
                return found
    return None


def spikes(path):
    with open(path, newline="") as file:
        rows = csv.DictReader(file, delimiter=" ")
        return sorted((row["population"], int(row["node_ids"]), float(row["timestamps"])) for row in rows)


def agreement(path, expected):
    if not os.path.exists(path):
        return "no spikes.csv"
    if not os.path.exists(expected):
        return "not compared"
    ours, theirs = spikes(path), spikes(expected)
    if [spike[:2] for spike in ours] != [spike[:2] for spike in theirs]:
        return f"DIFFERENT: {len(ours)} instead of {len(theirs)}, or other cells"
    largest = max((abs(a[2] - b[2]) for a, b in zip(ours, theirs)), default=0.0)
    verdict = "all" if largest <= SPIKE_TOLERANCE_MS else "DIFFERENT TIMES:"
    return f"{verdict} {len(ours)}, within {largest:.1e} ms"


def machine():
    name = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        for line in open("/proc/cpuinfo"):
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
                break
    return f"{name}, {os.cpu_count()} processors, {platform.system()} {platform.release()}"


def seconds(values):
    if not values:
        return "-"
    middle = statistics.median(values)
    return f"{middle:.2f} ({min(values):.2f} to {max(values):.2f})"


def ratio(values, reference):
    if not values or not reference:
        return "-"
    return f"{statistics.median(values) / statistics.median(reference):.2f}"


def table(times, expected):
    runs = defaultdict(list)
    compile_seconds = {}
    with open(times) as file:
        for line in file:
            program, configuration, number, wall, record, result = line.rstrip("\n").split("\t")
            if configuration == "nrnivmodl":
                compile_seconds[program] = float(wall)
                continue
            details = json.loads(Path(record).read_text()) if os.path.exists(record) else {}
            runs[configuration, program].append(
                (int(number), float(wall), find(details, "loopSeconds") or find(details, "loop_s"), details.get("phases"), result)
            )
    configurations = list(dict.fromkeys(key[0] for key in runs))
    programs = list(dict.fromkeys(key[1] for key in runs))
    ours = "neurowright"
    repeats = max(run[0] for some in runs.values() for run in some)
    print(f"Machine: {machine()}. Median of {repeats} runs (least to largest); seconds.\n")

    print("| configuration | program | process | Neurowright is faster by | loop | Neurowright is faster by | spikes |")
    print("|---|---|---|---|---|---|---|")
    for configuration in configurations:
        mine = [run for run in runs.get((configuration, ours), []) if run[0] > 0]
        for program in programs:
            some = [run for run in runs[configuration, program] if run[0] > 0]
            walls = [run[1] for run in some]
            loops = [run[2] for run in some if run[2] is not None]
            against = program != ours
            print(
                f"| {configuration} | {program} | {seconds(walls)} | "
                f"{ratio(walls, [run[1] for run in mine]) if against else ''} | {seconds(loops)} | "
                f"{ratio(loops, [run[2] for run in mine if run[2] is not None]) if against else ''} | "
                f"{agreement(some[-1][4], expected) if some else '-'} |"
            )

    print("\nFirst run, before anything is cached (for BMTK the mechanisms were compiled before):\n")
    print("| program | nrnivmodl | " + " | ".join(configurations) + " |")
    print("|---|---|" + "---|" * len(configurations))
    for program in programs:
        compiled = f"{compile_seconds[program]:.2f}" if program in compile_seconds else "not needed"
        firsts = [f"{runs[configuration, program][0][1]:.2f}" for configuration in configurations]
        print(f"| {program} | {compiled} | " + " | ".join(firsts) + " |")

    print("\nWhere the time goes (medians):\n")
    phases = None
    for configuration in configurations:
        for program in programs:
            some = [run[3] for run in runs[configuration, program] if run[0] > 0 and run[3]]
            if not some:
                continue
            if phases is None:
                phases = list(some[0])
                print("| configuration | program | " + " | ".join(phases) + " |")
                print("|---|---|" + "---|" * len(phases))
            medians = [f"{statistics.median(phase[name] for phase in some):.2f}" for name in phases]
            print(f"| {configuration} | {program} | " + " | ".join(medians) + " |")


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "output-folder":
        print(output_folder(sys.argv[2]))
    elif len(sys.argv) == 4 and sys.argv[1] == "table":
        table(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
