"""Writes gates.tsv: what NEURON 8.2.4 makes of gates at held potentials.

Run with the mechanisms of BMTK 1.2 (bmtk/utils/scripts/bionet/mechanisms/modfiles) and of
samples/single-cells/modfiles compiled in the working directory. One segment of 100 um2 whose
capacitance is so large (1e12 uF/cm2) that the potential stays where it is put. Per potential:
the state after finitialize is the steady state; one fadvance of dt from 0 and one from 1 give
A = exp(-dt/tau), and so tau. Peaks: steady
state at -90 mV, then the potential is put to V and the largest current in 20 ms with dt 0.002 ms
is kept.
"""
import math
import sys
from neuron import h

h.load_file("stdrun.hoc")
MECHS = {
    "hh": ["m", "h", "n"], "NaTs": ["m", "h"], "NaTa": ["m", "h"], "Nap": ["h"], "Kv3_1": ["m"], "Im": ["m"],
    "Im_v2": ["m"], "Ih": ["m"], "SK": ["z"], "Ca_HVA": ["m", "h"], "Ca_LVA": ["m", "h"],
    "K_T": ["m", "h"], "K_P": ["m", "h"], "Kd": ["m", "h"], "Kv2like": ["m", "h1", "h2"],
    "NaV": ["C1", "C2", "C3", "C4", "C5", "I1", "I2", "I3", "I4", "I5", "O", "I6"],
    "labnat": ["m", "h"], "labkdr": None, "labkm": None, "labh": ["l"]}
out = open(sys.argv[1], "w")
out.write("mechanism\tcelsius\tv_mV\tquantity\tvalue\n")
for name, states in MECHS.items():
    # a section of its own, so that no ion is left over from another mechanism
    soma = h.Section(name="soma")
    soma.L = soma.diam = math.sqrt(100 / math.pi)
    soma.cm = 1e12
    soma.insert(name)
    mech = getattr(soma(0.5), name)
    if states is None:
        text = open(name + ".mod").read()
        states = text.split("STATE")[1].split("{")[1].split("}")[0].split()
    if name == "hh":
        h("usetable_hh = 0")
    if name == "SK":
        soma.cai = 3e-4
    for celsius in (6.3, 34):
        h.celsius = celsius
        for v in range(-110, 51, 20):
            def put(row, value):
                out.write("%s\t%g\t%g\t%s\t%.12g\n" % (name, celsius, v, row, value))
            h.dt = .025
            h.finitialize(v)
            if name == "SK":
                soma.cai = 3e-4
                h.finitialize(v)
            rest = {s: getattr(mech, s) for s in states}
            for s in states:
                put("inf " + s, rest[s])
            if name != "NaV":
                for s in states:
                    ends = []
                    for start in (0., 1.):
                        h.finitialize(v)
                        setattr(mech, s, start)
                        h.fadvance()
                        ends.append(getattr(mech, s))
                    put("tau " + s, -h.dt / math.log(ends[1] - ends[0]))
        if name in ("NaTs", "hh", "Ca_HVA", "K_T"):
            variable = {"NaTs": "ina", "hh": "ina", "Ca_HVA": "ica", "K_T": "ik"}[name]
            for v in (-50, -30, -10, 10, 30):
                h.dt = .002
                h.finitialize(-90)
                soma(0.5).v = v
                peak = 0
                for _ in range(10000):
                    h.fadvance()
                    i = getattr(soma(0.5), variable)
                    if abs(i) > abs(peak):
                        peak = i
                out.write("%s\t%g\t%g\tpeak %s\t%.12g\n" % (name, celsius, v, variable, peak))
out.close()
