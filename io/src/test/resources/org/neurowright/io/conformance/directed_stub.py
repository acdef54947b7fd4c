"""What BMTK and NEURON make of the directed axon stubs; the numbers in DirectedStubTest.

usage: python directed_stub.py DIRECTIVE CELL.swc FIT.json NANOAMPERE [libnrnmech.so]
needs: neuron==9.0.2 bmtk==1.2.0 scikit-learn
"""
import json
import os
import sys

from neuron import h

directive, swc, fit, amp = sys.argv[1:5]
if len(sys.argv) > 5:
    h.nrn_load_dll(sys.argv[5])
import bmtk.simulator.bionet as bionet
from bmtk.simulator.bionet.default_setters import cell_models

h.load_file("stdrun.hoc")
h.load_file("import3d.hoc")
for folder, _, files in os.walk(os.path.dirname(bionet.__file__)):
    for name in files:
        if name.endswith(".hoc") and "iophys1" in name and not hasattr(h, "Biophys1"):
            h.load_file(os.path.join(folder, name))

cell = h.Biophys1(swc)
getattr(cell_models, directive)(cell, {}, json.load(open(fit)))
sections = list(cell.all)
for s in sections:
    s.nseg = 1 + 2 * int(s.L / 40)
for s in cell.axon:
    parent = s.parentseg()
    print(s.name(), s.L, parent.sec.name(), parent.x)
    for i in range(s.n3d()):
        print("  ", s.x3d(i), s.y3d(i), s.z3d(i), s.diam3d(i))
print(len(sections), sum(s.nseg for s in sections), "segments")
print(sum(seg.area() for s in sections for seg in s), "um2")
clamp = h.IClamp(cell.soma[0](0.5))
clamp.delay, clamp.dur, clamp.amp = 5, 40, float(amp)
h.dt, h.celsius = 0.025, 34
h.finitialize(-80)
for step in range(2001):
    if step % 200 == 0:
        print(h.t, repr(cell.soma[0](0.5).v), repr(cell.axon[1](0.5).v))
    h.fadvance()
