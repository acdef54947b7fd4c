"""Runs the protocols of MechanismComparisonTest in NEURON.

    python compare_mechanisms.py batch.json

A batch is a list of mechanisms whose names do not clash. They are compiled together (the result is kept in the
user's cache folder, by the hash of the sources); files that the C++ compiler does not take are left out and named. Each
mechanism then runs in a process of its own, so that one that brings NEURON down harms no other. For every mechanism
NAME.bin holds the recorded rows as doubles, run after run, and NAME.txt what happened in each run.
"""

import array
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys


HEADER = """
#include <stdio.h>
#include <stdlib.h>
#include <math.h>
#include "mech_api.h"
#undef PI
#include "md1redef.h"
#include "section_fwd.hpp"
#include "nrniv_mf.h"
#include "md2redef.h"
#include "nrnconf.h"
#include "neuron/cache/mechanism_range.hpp"
"""


def precompiled_header(cache):
    """What every translated file includes, compiled once: most of the compiler's time goes there. None if that fails."""
    import importlib.metadata
    import importlib.util

    folder = os.path.join(cache, "header-" + importlib.metadata.version("neuron"))
    header = os.path.join(folder, "mechanism.h")
    if os.path.exists(header + ".gch"):
        return header
    include = os.path.join(importlib.util.find_spec("neuron").submodule_search_locations[0], ".data", "include")
    os.makedirs(folder, exist_ok=True)
    with open(header, "w") as f:
        f.write(HEADER)
    flags = "-O2 -std=c++17 -DUSE_PYTHON -DNRN_ENABLE_THREADS -DCORENRN_BUILD=0 -DNRNPYTHON_DYNAMICLOAD"
    flags += " -DMPI_NO_CPPBIND=1 -DOMPI_SKIP_MPICXX=1 -DMPICH_SKIP_MPICXX=1 -DHAVE_CONFIG_H -O0 -fPIC"
    try:
        subprocess.run(
            ["g++", *flags.split(), "-I" + include, "-x", "c++-header", header, "-o", header + ".gch"],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        return header
    except (OSError, subprocess.CalledProcessError):
        return None


def compile_batch(batch, cache):
    names = [m["file"] for m in batch["sources"]]
    sources = {m["file"]: m["text"] for m in batch["sources"]}
    digest = hashlib.sha256()
    import importlib.metadata

    digest.update(importlib.metadata.version("neuron").encode())
    for name in sorted(sources):
        digest.update(name.encode() + b"\0" + sources[name].encode("utf-8") + b"\0")
    for name, text in sorted(batch["includes"].items()):
        digest.update(name.encode() + b"\0" + text.encode("utf-8") + b"\0")
    folder = os.path.join(cache, digest.hexdigest()[:24])
    done = os.path.join(folder, "done.json")
    if os.path.exists(done):
        return folder, json.load(open(done))
    failed = {}
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    environment = dict(os.environ, MAKEFLAGS="-k")
    header = precompiled_header(cache)
    if header:
        environment["CXX"] = "g++ -include " + header
    while True:
        wanted = [n for n in names if n not in failed]
        for name in wanted:
            open(os.path.join(folder, name), "w", encoding="latin-1", errors="replace").write(sources[name])
        for name, text in batch["includes"].items():
            open(os.path.join(folder, name), "w", encoding="latin-1", errors="replace").write(text)
        tool = os.path.join(os.path.dirname(sys.executable), "nrnivmodl")
        run = subprocess.run(
            [tool, "-incflags", "-O0", *wanted], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        log = run.stdout.decode("utf-8", "replace")
        library = os.path.join(folder, "x86_64", "libnrnmech.so")
        if os.path.exists(library):
            check = subprocess.run(
                [sys.executable, "-c", "from neuron import h; h.nrn_load_dll(%r); print('loaded')" % library],
                cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )
            text = check.stdout.decode("utf-8", "replace")
            if "loaded" in text:
                json.dump(failed, open(done, "w"))
                return folder, failed
            log += text
            bad = [n for n in wanted if re.search(r"\b%s\b" % re.escape(os.path.splitext(n)[0]), text)]
            symbols = re.findall(r"undefined symbol: (\w+)", text)
            bad += [n for n in wanted for s in symbols if s in sources[n]]
            names_used = re.findall(r"(\w+): (?:name already|is already|already)|user defined name already exists: (\w+)|name (\w+)", text)
            flat = {x for t in names_used for x in t if x}
            bad += [n for n in wanted if flat & set(re.findall(r"(?:SUFFIX|POINT_PROCESS|ARTIFICIAL_CELL)\s+(\w+)", sources[n]))]
        else:
            bad = [n for n in wanted if re.search(r"%s\.(cpp|o|mod)\b[^\n]*(error|Error)" % re.escape(n[:-4]), log)]
        bad = [n for n in dict.fromkeys(bad) if n not in failed]
        if not bad:
            open(os.path.join(folder, "log.txt"), "w").write(log)
            raise SystemExit("nrnivmodl failed: " + log[-3000:])
        for n in bad:
            os.remove(os.path.join(folder, n))
            for rest in (".cpp", ".o", ".c"):
                if os.path.exists(os.path.join(folder, "x86_64", n[:-4] + rest)):
                    os.remove(os.path.join(folder, "x86_64", n[:-4] + rest))
            failed[n] = "not compiled by nrnivmodl"


def run_protocols(mechanism, h, out):
    """Each run in a process of its own: tables and globals keep what an earlier run left in them."""
    notes = []
    with open(out + ".bin", "wb") as values:
        for run in mechanism["runs"]:
            sys.stdout.flush()
            read_end, write_end = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(read_end)
                signal.alarm(60)
                rows = array.array("d")
                try:
                    note = one_run(mechanism, run, h, rows)
                except BaseException as e:
                    note = "failed " + type(e).__name__ + " " + str(e).replace("\n", " ")
                with os.fdopen(write_end, "wb") as pipe:
                    pipe.write(note.encode("utf-8", "replace") + b"\n" + rows.tobytes())
                os._exit(0)
            os.close(write_end)
            with os.fdopen(read_end, "rb") as pipe:
                answer = pipe.read()
            _, status = os.waitpid(child, 0)
            note, _, rows = answer.partition(b"\n")
            if status != 0 or not note:
                note, rows = b"failed NEURON ended with status %d" % status, b""
            notes.append(note.decode("utf-8"))
            values.write(rows)
    with open(out + ".txt", "w") as f:
        f.write("\n".join(notes))


def reader(place, name, mechanism):
    """A function that gives the present value of a recorded variable."""
    base, _, index = name.partition("[")
    if index:
        k = int(index[:-1])
        return lambda: getattr(place, base)[k]
    return lambda: getattr(place, base)


def one_run(mechanism, run, h, rows):
    missing = []
    for variable, value in run["globals"].items():
        try:
            setattr(h, variable, value)
        except LookupError:
            missing.append(variable)
    h.celsius = run["celsius"]
    h.dt = run["dt"]
    soma = h.Section(name="soma")
    soma.L = soma.diam = 20
    soma.cm = 1
    soma.nseg = 1
    soma.insert("pas")
    soma.g_pas, soma.e_pas = 1e-4, -70
    segment = soma(0.5)
    name = mechanism["name"]
    kind = mechanism["kind"]
    for helper in mechanism["helpers"]:
        soma.insert(helper)
    point = None
    if kind == "DENSITY":
        soma.insert(name)
    elif kind == "POINT_PROCESS":
        point = getattr(h, name)(segment)
    else:
        point = getattr(h, name)()
    for variable, value in run["parameters"].items():
        if point is None:
            setattr(segment, variable + "_" + name, value)
        else:
            setattr(point, variable, value)
    for variable, value in run["ions"].items():
        setattr(segment, variable, value)
    clamp = None
    if run["clamp"]:
        clamp = h.SEClamp(segment)
        clamp.rs = 0.01
        for i, (duration, level) in enumerate(run["clamp"], 1):
            setattr(clamp, "dur%d" % i, duration)
            setattr(clamp, "amp%d" % i, level)
    elif run["pulse"]:
        clamp = h.IClamp(segment)
        clamp.delay, clamp.dur, clamp.amp = run["pulse"]
    connections = []
    spikes = h.Vector()
    for c in run["connections"]:
        connection = h.NetCon(None, point)
        connection.weight[0] = c["weight"]
        connections.append((connection, c["times"]))
    watcher = None
    if mechanism["spikes"]:
        watcher = h.NetCon(point, None)
        watcher.record(spikes)
    handler = h.FInitializeHandler(lambda: [c.event(t) for c, times in connections for t in times])
    readers = []
    for variable in mechanism["record"]:
        if variable.startswith("membrane."):
            readers.append(reader(segment, variable[9:], mechanism))
        elif point is None:
            base, bracket, index = variable.partition("[")
            readers.append(reader(segment, base + "_" + name + bracket + index, mechanism))
        else:
            readers.append(reader(point, variable, mechanism))
    for i, read in enumerate(readers):
        try:
            read()
        except (AttributeError, TypeError, IndexError, LookupError):
            missing.append(mechanism["record"][i])
            readers[i] = lambda: float("nan")
    h.finitialize(run["v_init"])
    every = run["every"]
    mark = len(rows)
    try:
        rows.extend([read() for read in readers])
        for step in range(1, run["steps"] + 1):
            h.fadvance()
            if step % every == 0:
                rows.extend([read() for read in readers])
    except Exception:
        del rows[mark:]
        raise
    return "ok missing=%s spikes=%s" % (",".join(missing), ",".join(repr(x) for x in spikes))


def main():
    batch = json.load(open(sys.argv[1]))
    cache = batch["cache"]
    os.makedirs(cache, exist_ok=True)
    folder, failed = compile_batch(batch, cache)
    os.chdir(os.path.dirname(os.path.abspath(sys.argv[1])))
    from neuron import h

    h.nrn_load_dll(os.path.join(folder, "x86_64", "libnrnmech.so"))
    for mechanism in batch["mechanisms"]:
        out = mechanism["id"]
        if mechanism["file"] in failed:
            open(out + ".txt", "w").write("left out " + failed[mechanism["file"]])
            continue
        run_protocols(mechanism, h, out)


if __name__ == "__main__":
    main()
