#!/usr/bin/env python3
"""Voltage clamp, impedances and a trace for feature extraction, computed by NEURON 8.2.4 on the
sample's cell FourChannels.

usage: make_neuron_reference.py MECHANISMS HOC_FOLDER OUT.json

MECHANISMS is a folder in which nrnivmodl was run. The features of the trace are added by
add_efel.py, which needs eFEL (5.7.34 was used) and may run in another Python.
"""
import json
import sys

import neuron
from neuron import h

mechanisms, folder, out = sys.argv[1:4]
neuron.load_mechanisms(mechanisms)
h.load_file("stdrun.hoc")
h.load_file(folder + "/four_channels.hoc")
cell = h.FourChannels()
soma = cell.soma[0]
result = {"neuron": neuron.__version__, "celsius": h.celsius}


def run(tstop, v_init=-65):
    h.finitialize(v_init)
    h.continuerun(tstop)


# voltage clamp: the chosen current is that of potassium
t = h.Vector().record(h._ref_t)
v = h.Vector().record(soma(0.5)._ref_v)
for kind in ("SEClamp", "VClamp"):
    clamp = getattr(h, kind)(soma(0.5))
    i = h.Vector().record(clamp._ref_i)
    ik = h.Vector().record(soma(0.5)._ref_ik)
    rows = []
    for command in (-100, -40, 0, 40):
        levels = ((20, -80), (50, command), (20, -60))
        for n, (dur, amp) in enumerate(levels):
            if kind == "SEClamp":
                clamp.rs = 0.01
                setattr(clamp, "dur%d" % (n + 1), dur)
                setattr(clamp, "amp%d" % (n + 1), amp)
            else:
                clamp.rstim = 0.01
                clamp.dur[n] = dur
                clamp.amp[n] = amp
        run(90)
        rows.append({"command_mV": command, "i_nA": list(i)[::40], "ik_mA_per_cm2": list(ik)[::40]})
    result[kind] = rows
    clamp = i = ik = None

# impedances, states of channels held
result["impedance"] = []
for settle in (0, 200):
    for frequency in (0, 10, 200):
        run(settle) if settle else h.finitialize(-65)
        z = h.Impedance()
        z.loc(0.5, sec=soma)
        z.compute(frequency)
        rows = []
        for sec in cell.all:
            for seg in sec:
                rows.append(
                    [
                        z.input(seg.x, sec=sec),
                        z.transfer(seg.x, sec=sec),
                        z.transfer_phase(seg.x, sec=sec),
                        z.ratio(seg.x, sec=sec),
                    ]
                )
        result["impedance"].append({"settle_ms": settle, "frequency_Hz": frequency, "rows": rows})

# a train with adaptation, and a response with sag
result["traces"] = []
stim = h.IClamp(soma(0.5))
for amp in (0.12, -0.1):
    stim.delay, stim.dur, stim.amp = 200, 500, amp
    run(800)
    result["traces"].append({"amp_nA": amp, "t_ms": list(t), "v_mV": list(v)})

with open(out, "w") as file:
    json.dump(result, file)
