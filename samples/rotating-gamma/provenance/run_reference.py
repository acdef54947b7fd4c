"""Computes expected/ with BMTK and NEURON.

    python run_reference.py [SAMPLE_FOLDER]     (needs bmtk, neuron, h5py and a C++ compiler)

Works on a copy in a temporary folder: compiles the mechanisms there, runs simulation_config.json and
brings the results back. A provenance/register.py of the sample is executed before BMTK builds the network.
Values of reports keep 36 bits of their mantissa (a relative error below 1e-11), which halves the size of
the files and is far below the tolerance of any comparison.
"""
import datetime
import importlib.metadata
import json
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy as np

RUN = """
import sys
from bmtk.simulator import bionet
configuration = bionet.Config.from_json(sys.argv[1])
configuration.build_env()
for registration in sys.argv[2:]:
    exec(open(registration).read())
network = bionet.BioNetwork.from_config(configuration)
simulation = bionet.BioSimulator.from_config(configuration, network=network)
simulation.run()
"""
KEPT_BITS = 36


def trimmed(values):
    """The nearest doubles whose mantissa has KEPT_BITS bits."""
    dropped = np.int64(52 - KEPT_BITS)
    bits = np.ascontiguousarray(values, dtype=np.float64).view(np.int64)
    half = np.int64(1) << (dropped - np.int64(1))
    return (((bits + half) >> dropped) << dropped).view(np.float64)


def copy_report(source, target):
    with h5py.File(source, "r") as old, h5py.File(target, "w") as new:
        new.attrs.update(old.attrs)
        for population in old["report"]:
            group = new.create_group(f"report/{population}")
            old.copy(f"report/{population}/mapping", group)
            data = old[f"report/{population}/data"]
            chunk = (min(1000, data.shape[0]), data.shape[1])
            written = group.create_dataset(
                "data", data=trimmed(data[:]), chunks=chunk, compression="gzip", compression_opts=9, shuffle=True
            )
            written.attrs.update(data.attrs)


def main():
    sample = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()
    expected = sample / "expected"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / sample.name
        shutil.copytree(sample, copy, ignore=shutil.ignore_patterns("output*", "expected", "provenance"))
        mechanisms = copy / "components" / "mechanisms"
        if mechanisms.exists():
            compiler = Path(sys.executable).parent / "nrnivmodl"
            subprocess.run([compiler, "modfiles"], cwd=mechanisms, check=True, capture_output=True)
        registration = sample.glob("provenance/register.py")
        arguments = [copy / "simulation_config.json", *registration]
        subprocess.run([sys.executable, "-c", RUN, *arguments], cwd=copy, check=True)
        shutil.rmtree(expected, ignore_errors=True)
        expected.mkdir()
        for result in sorted((copy / "output").iterdir()):
            if result.name == "spikes.csv":
                shutil.copy(result, expected)
            elif result.suffix == ".h5" and result.name != "spikes.h5":
                copy_report(result, expected / result.name)
    record = {
        "computed": datetime.date.today().isoformat(),
        "command": "python run_reference.py " + sample.name,
        "bmtk": importlib.metadata.version("bmtk"),
        "neuron": importlib.metadata.version("neuron"),
        "numpy": np.__version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "kept_mantissa_bits": KEPT_BITS,
    }
    (expected / "provenance.json").write_text(json.dumps(record, indent=2) + "\n")


if __name__ == "__main__":
    main()
