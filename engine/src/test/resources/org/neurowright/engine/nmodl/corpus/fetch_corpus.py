"""Fills a folder with the .mod files of some published Python packages, for -Dneurowright.corpus.

    python fetch_corpus.py FOLDER

The Python needs pip and NEURON. Only files that differ in more than white space are kept, with the files they INCLUDE.
MANIFEST.tsv lists package, path and SHA-256. A folder that is complete is left as it is.
"""

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile

PACKAGES = [
    "bmtk==1.2.0",
    "dbbs_mod_collection==2.2.3",
    "dbbs_test_mods==0.0.1",
    "stefano_models==0.0.1",
    "hnn_core==0.6.1",
    "LFPy==2.3.7",
]


def files_of(archive):
    if archive.endswith((".whl", ".zip")):
        with zipfile.ZipFile(archive) as z:
            for name in sorted(z.namelist()):
                yield name, (lambda n=name: z.read(n))
    else:
        with tarfile.open(archive) as z:
            for member in sorted(z.getmembers(), key=lambda m: m.name):
                if member.isfile():
                    yield member.name, (lambda m=member: z.extractfile(m).read())


def main():
    target = os.path.abspath(sys.argv[1])
    manifest = os.path.join(target, "MANIFEST.tsv")
    if os.path.exists(manifest):
        return
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps",
                 "-d", folder, package],
                check=True,
            )
        for archive in sorted(os.listdir(folder)):
            for name, read in files_of(os.path.join(folder, archive)):
                if re.search(r"\.(mod|inc)$", name):
                    found.append((re.sub(r"(-py.*)?\.(whl|zip|tar\.gz)$", "", archive), name, read()))
    neuron = importlib.util.find_spec("neuron").submodule_search_locations[0]
    demo = os.path.join(neuron, ".data", "share", "nrn", "demo", "release")
    for name in sorted(os.listdir(demo)) if os.path.isdir(demo) else []:
        if name.endswith(".mod"):
            found.append(("neuron", "demo/" + name, open(os.path.join(demo, name), "rb").read()))

    seen = set()
    lines = []
    for source, name, content in found:
        text = re.sub(r"\s+", " ", content.decode("latin-1")).strip()
        if name.endswith(".mod"):
            if text in seen or len(text) < 40:
                continue
            seen.add(text)
            lines.append("%s\t%s\t%s\n" % (source, name, hashlib.sha256(content).hexdigest()))
        path = os.path.join(target, source, *[part for part in name.split("/") if part not in ("", ".", "..")])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(content)
    with open(manifest, "w") as f:
        f.writelines(lines)
    print("%d files in %s" % (len(lines), target))


if __name__ == "__main__":
    main()
