#!/usr/bin/env python3
"""Input and transfer impedances with moving gates, computed by NEURON's Impedance class.

usage: make_impedance_reference.py cell   MECHANISMS HOC_FOLDER TEMPLATE OUT.json
       make_impedance_reference.py allen  MECHANISMS SWC FIT_JSON PROCESSING OUT.json [slow]

MECHANISMS is a folder in which nrnivmodl was run. NEURON 8.2.4 was used: in 9.0.2 the gates of
compute(freq, 1) follow at once at every frequency, because an entry of its matrix is assigned
where its imaginary part should have stayed. Cells with a KINETIC block whose states are conserved
have a singular matrix at 0 Hz; 1e-4 Hz stands for it there (argument "slow").
"""
import json
import sys

import neuron
from neuron import h

SLOW = 0
if sys.argv[-1] == "slow":
    SLOW = 1e-4
    sys.argv.pop()
kind, mechanisms = sys.argv[1:3]
neuron.load_mechanisms(mechanisms)
h.load_file("stdrun.hoc")
if kind == "cell":
    import glob
    import os

    folder, template, out = sys.argv[3:6]
    for file in sorted(glob.glob(os.path.join(folder, "*.hoc"))):
        h.load_file(file)
    cell = getattr(h, template)()
    conditions = h.celsius, -65
else:
    import os

    import bmtk.simulator.bionet as bionet
    from bmtk.simulator.bionet.default_setters import cell_models as setters

    swc, fit, processing, out = sys.argv[3:7]
    h.load_file("import3d.hoc")
    h.load_file(os.path.join(os.path.dirname(bionet.__file__), "default_templates", "Biophys1.hoc"))
    dynamics = json.load(open(fit))
    cell = h.Biophys1(swc)
    getattr(setters, processing)(cell, None, dynamics)
    first = dynamics["conditions"][0]
    conditions = first.get("celsius", 34.0), first.get("v_init", -65.0)

h.celsius = conditions[0]
soma = cell.soma[0] if "SectionArray" in str(type(cell.soma)) or "HocObject" in str(type(cell.soma)) else cell.soma
result = {"neuron": neuron.__version__, "celsius": conditions[0], "v_init": conditions[1], "cases": []}
for settle in (0, 200):
    for frequency in (SLOW, 1, 10, 100):
        for extended in (0, 1):
            h.finitialize(conditions[1])
            if settle:
                h.continuerun(settle)
            z = h.Impedance()
            z.loc(0.5, sec=soma)
            z.compute(frequency, extended)
            rows = []
            for sec in cell.all:
                for seg in sec:
                    rows.append(
                        [
                            z.input(seg.x, sec=sec),
                            z.input_phase(seg.x, sec=sec),
                            z.transfer(seg.x, sec=sec),
                            z.transfer_phase(seg.x, sec=sec),
                            z.ratio(seg.x, sec=sec),
                        ]
                    )
            if len(rows) > 30:
                rows = rows[::7]
            case = {"settle_ms": settle, "frequency_Hz": frequency, "extended": extended == 1, "rows": rows}
            result["cases"].append(case)

with open(out, "w") as file:
    json.dump(result, file)
