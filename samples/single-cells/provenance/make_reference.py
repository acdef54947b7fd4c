#!/usr/bin/env python3
"""Runs bmtool's protocols (0.8.7 on NEURON 8.2.4) and writes what they give as JSON.

usage: make_reference.py cell   MECHANISMS HOC_FOLDER TEMPLATE OUT.json
       make_reference.py allen  MECHANISMS SWC FIT_JSON PROCESSING OUT.json

MECHANISMS is a folder in which nrnivmodl was run. Each cell runs in a process of its own, because
temperature and mechanisms hold for the whole process. All numbers are what bmtool's classes hold
after run(), or samples of the traces that run() returns; nothing is computed here.
"""
import contextlib
import io
import json
import sys

kind, mechanisms = sys.argv[1:3]

import neuron
from neuron import h

neuron.load_mechanisms(mechanisms)
h.load_file("stdrun.hoc")
from bmtool import singlecell as sc

if kind == "cell":
    folder, template, out = sys.argv[3:6]
    import glob
    import os

    for file in sorted(glob.glob(os.path.join(folder, "*.hoc"))):
        h.load_file(file)
    make = getattr(h, template)
else:
    swc, fit, processing, out = sys.argv[3:7]
    make = sc.load_allen_database_cells(swc, fit, model_processing=processing)
    h.celsius = 34

cell = make()
result = {"celsius": h.celsius, "v_init": h.v_init, "dt": h.dt, "bmtool": "0.8.7", "neuron": neuron.__version__}
text = io.StringIO()


def quiet(run, *args, **kwargs):
    with contextlib.redirect_stdout(text):
        return run(*args, **kwargs)


for method in ("simple", "exp", "exp2"):
    p = quiet(sc.Passive, cell, inj_amp=-20.0, inj_delay=500.0, inj_dur=500.0, tstop=1000.0, method=method)
    t, v = quiet(p.run)
    row = {"v_rest_mV": p.v_rest, "v_final_mV": p.cell_v_final, "r_in_MOhm": p.r_in, "tau_ms": p.tau}
    if method != "simple":
        row.update(v_sag_mV=p.v_sag, sag=p.sag_norm, t_peak_ms=p.t_peak, popt=list(p.popt))
        t0, curve = p.single_exponential_fit() if method == "exp" else p.double_exponential_fit()
        row["curve_mV"] = list(curve[:: len(curve) // 20])
    result["passive_" + method] = row
    p._cleanup_stimuli()
    p = None

c = quiet(sc.CurrentClamp, cell, threshold=-15.0, inj_amp=200.0, inj_delay=100.0, inj_dur=300.0, tstop=450.0)
t, v = quiet(c.run)
result["clamp"] = {"spikes": c.nspks, "spike_times_ms": list(c.tspk_vec), "v_mV": v[::200]}
c._cleanup_stimuli()

f = quiet(sc.FI, cell, i_start=0.0, i_stop=525.0, i_increment=50.0, tstart=50.0, tdur=500.0, threshold=0.0)
amps, spikes = quiet(f.run)
result["fi"] = {"amps_nA": f.amps, "spikes": spikes}
f.iclamp.amp = 0
f.iclamp = None
f = None

for chirp, start in (("linear", 0.0), ("exponential", 0.5)):
    z = quiet(sc.ZAP, cell, inj_amp=10.0, inj_delay=500.0, inj_dur=4000.0, tstop=4600.0, fstart=start, fend=15.0, chirp_type=chirp)
    quiet(z.run)
    freq, impedance = quiet(z.get_impedance, smooth=9)
    raw_freq, raw = quiet(z.get_impedance, smooth=1)
    quiet(z.get_impedance, smooth=9)
    result["zap_" + chirp] = {
        "freq_Hz": list(freq),
        "impedance_MOhm": list(impedance),
        "unsmoothed_MOhm": list(raw),
        "peak_Hz": z.peak_freq,
        "v_rest_mV": z.v_rest,
        "largest_change_mV": z.cell_v_amp_max,
    }
    z.zap_vec.play_remove()
    z._cleanup_stimuli()
    z = None

s = quiet(sc.SynapticInput, cell, frequency=40.0, weight=0.001, delay=100.0, tstop=300.0)
t, v = quiet(s.run)
result["synapse"] = {"number": int(s.nstim.number), "v_mV": v[::80]}
s._cleanup_stimuli()

with open(out, "w") as file:
    json.dump(result, file, indent=1)
