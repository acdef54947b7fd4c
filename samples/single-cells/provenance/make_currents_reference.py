#!/usr/bin/env python3
"""What can be recorded at places of the sample's cell FourChannels during a current pulse of 150 pA
from 20 ms for 60 ms, computed by NEURON 8.2.4: every sixteenth sample of 100 ms.

usage: make_currents_reference.py MECHANISMS HOC_FOLDER OUT.json

MECHANISMS is a folder in which nrnivmodl was run. NEURON does not let one see the ion currents of
single mechanisms that do not name them in RANGE; they are g (v - e) with the potential at which
NEURON evaluated them, that of the step before.
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
h.dt = 0.025
stim = h.IClamp(cell.soma[0](0.5))
stim.delay, stim.dur, stim.amp = 20, 60, 0.15
places = {"soma": cell.soma[0](0.5), "dend[1]": cell.dend[1](0.9)}
names = {
    "soma": "v i_pas i_labh ina ik m_labnat h_labnat l_labh g_labnat g_labkdr g_labkm ena ek".split(),
    "dend[1]": "v i_pas i_labh l_labh".split(),
}
rows = {}
for place, segment in places.items():
    for name in names[place]:
        if hasattr(segment, "_ref_" + name):
            rows[place + " " + name] = h.Vector().record(getattr(segment, "_ref_" + name))
        else:
            print("not at", place, name)
h.finitialize(-65)
h.continuerun(100)
found = {key: list(vector) for key, vector in rows.items()}
v = found["soma v"]
seen = [v[0]] + v[:-1]
for name, ion in (("labnat", "na"), ("labkdr", "k"), ("labkm", "k")):
    g, e = found["soma g_" + name], found["soma e" + ion]
    found["soma i%s(%s)" % (ion, name)] = [a * (b - c) for a, b, c in zip(g, seen, e)]
result = {
    "neuron": neuron.__version__,
    "area_um2": {place: segment.area() for place, segment in places.items()},
    "every": 16,
    "rows": {key: values[::16] for key, values in found.items()},
}
with open(out, "w") as file:
    json.dump(result, file)
    file.write("\n")
