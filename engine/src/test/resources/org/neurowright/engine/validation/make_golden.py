"""Writes the .csv files beside it: what NEURON computes for the models of NeuronGoldenTest.

Made with NEURON 9.0.2 (wheel from PyPI, x86-64, Linux). To make them again:
    nrnivmodl . && python make_golden.py
"""

import inspect
import math
import subprocess
import sys

from neuron import h

h.load_file("stdrun.hoc")
pc = h.ParallelContext()
h("outer_potential = 0")
DT = 0.025
FOLDER = __file__.rsplit("/", 1)[0] if "/" in __file__ else "."


def section(name, length, diam, nseg, parent=None, x=1.0):
    sec = h.Section(name=name)
    sec.L, sec.diam, sec.nseg, sec.Ra = length, diam, nseg, 100
    if parent is not None:
        sec.connect(parent(x), 0)
    return sec


def leaky(sec):
    sec.insert("pas")
    for seg in sec:
        seg.pas.g, seg.pas.e = 1e-4, -70


def run(name, variables, tstop, every):
    """variables: (label, reference to a variable or function that reads one), read after each step."""
    rows = []

    def sample():
        rows.append([v() if inspect.isfunction(v) else v[0] for _, v in variables])

    h.dt = DT
    h.steps_per_ms = 1 / DT
    h.celsius = 6.3
    h.finitialize(-65)
    sample()
    for _ in range(round(tstop / DT)):
        h.fadvance()
        sample()
    with open(f"{FOLDER}/{name}.csv", "w") as out:
        out.write(",".join(label for label, _ in variables) + "\n")
        for row in rows[::every]:
            out.write(",".join(repr(float(v)) for v in row) + "\n")


def outer(seg):
    """vext[1], by way of hoc: Python's seg.vext[1] is vext[0] in 9.0.2."""
    seg.sec.push()
    h(f"outer_potential = vext[1]({seg.x!r})")
    h.pop_section()
    return h.outer_potential


def gap_network():
    """20 cells with hh somata, coupled by gap junctions and by a ring of synapses."""
    n = 20
    somata, dends, keep, times = [], [], [], []
    for i in range(n):
        soma = section(f"soma{i}", 20, 20, 1)
        soma.insert("hh")
        dend = section(f"dend{i}", 200, 2, 5, soma, 1)
        leaky(dend)
        somata.append(soma)
        dends.append(dend)
        pc.source_var(dend(0.5)._ref_v, i, sec=dend)
    for i in range(n):
        for other in ((i + 1) % n, (i - 1) % n, (i + 7) % n, (i - 7) % n):
            gap = h.HalfGap(dends[i](0.5))
            gap.g = 0.0005
            pc.target_var(gap, gap._ref_vgap, other)
            keep.append(gap)
        syn = h.ExpSyn(dends[i](0.9))
        syn.tau, syn.e = 2, 0
        source = somata[(i - 1) % n]
        con = h.NetCon(source(0.5)._ref_v, syn, sec=source)
        con.threshold, con.delay, con.weight[0] = 0, 1, 0.003 + 0.0005 * (i % 3)
        vec = h.Vector()
        con.record(vec)
        times.append(vec)
        keep += [syn, con]
    clamp = h.IClamp(somata[0](0.5))
    clamp.delay, clamp.dur, clamp.amp = 2, 40, 0.4
    pc.setup_transfer()
    refs = [(f"v{i}", somata[i](0.5)._ref_v) for i in range(n)]
    refs += [("i0", keep[0]._ref_i), ("vgap0", keep[0]._ref_vgap)]
    run("gap_network", refs, 50, 20)
    with open(f"{FOLDER}/gap_network_spikes.csv", "w") as out:
        out.write("cell,t\n")
        for i in range(n):
            for t in times[(i + 1) % n]:
                out.write(f"{i},{t!r}\n")


def outside(name, prescribed, synapse_x):
    """A tree with layers around three of its four sections, and a partner behind a gap junction."""
    soma = section("soma", 20, 20, 1)
    plain = section("plain", 150, 2, 3, soma, 1)
    side = section("side", 200, 1.5, 5, soma, 0.5)
    far = section("far", 100, 1, 3, plain, 1)
    partner = section("partner", 15, 15, 1)
    soma.insert("hh")
    side.insert("hh")
    for sec in (plain, far, partner):
        leaky(sec)
    for k, sec in enumerate((soma, side, far)):
        sec.insert("extracellular")
        for seg in sec:
            if not prescribed:
                seg.xraxial[0], seg.xraxial[1] = 1000 + 100 * k, 500
                seg.xg[0], seg.xg[1] = 0.01, 0.1 * (1 + seg.x)
                seg.xc[0], seg.xc[1] = 0.1, 0.05
            seg.e_extracellular = 3 * k + seg.x
    syn = h.ExpSyn(side(synapse_x))
    syn.tau, syn.e = 2, 0
    con = h.NetCon(None, syn)
    con.weight[0] = 0.002
    clamp = h.SEClamp(soma(0.5))
    clamp.rs, clamp.dur1, clamp.amp1 = 5, 3, -60
    stim = h.IClamp(far(0.5))
    stim.delay, stim.dur, stim.amp = 5, 2, 0.2
    gap = h.HalfGap(partner(0.5))
    gap.g = 0.002
    number = 100 + prescribed
    pc.source_var(soma(0.5)._ref_v, number, sec=soma)
    pc.target_var(gap, gap._ref_vgap, number)
    pc.setup_transfer()
    times = h.Vector([0.5 * k for k in range(60)])
    wave = h.Vector([12 * math.sin(0.7 * t) for t in times])
    wave.play(side(0.7)._ref_e_extracellular, times, 1)
    h.cvode.use_fast_imem(1)
    start = h.FInitializeHandler(1, lambda: con.event(10))
    refs = []
    for sec, x in ((soma, 0.5), (plain, 0.5), (side, 0.1), (side, 0.7), (side, 1), (far, 0.5)):
        label = f"{sec.name()}{x}"
        refs.append(("v_" + label, sec(x)._ref_v))
        refs.append(("im_" + label, sec(x)._ref_i_membrane_))
        if sec is not plain:
            seg = sec(x)
            refs.append(("x0_" + label, lambda seg=seg: seg.vext[0]))
            refs.append(("x1_" + label, lambda seg=seg: outer(seg)))
            if x != 1:
                refs.append(("id_" + label, sec(x)._ref_i_membrane))
    refs += [("clamp", clamp._ref_i), ("partner", partner(0.5)._ref_v), ("vgap", gap._ref_vgap)]
    run(name, refs, 20, 10)
    h.cvode.use_fast_imem(0)
    del start


def rallpack3():
    """The squid axon of Rallpack 3: 1 mm, 1000 compartments."""
    cable = section("cable", 1000, 1, 1000)
    cable.insert("hh")
    for seg in cable:
        seg.hh.gl, seg.hh.el = 1 / 40000, -65
    cable.ena, cable.ek = 50, -77
    stim = h.IClamp(cable(0))
    stim.delay, stim.dur, stim.amp = 0, 1e9, 0.1
    refs = [("v0", cable(0)._ref_v), ("v1", cable(1)._ref_v)]
    run("rallpack3", refs, 50, 20)


MODELS = {
    "gaps": gap_network,
    "coupled": lambda: outside("outside_coupled", False, 1),
    "prescribed": lambda: outside("outside_prescribed", True, 0.9),
    "floating": lambda: outside("outside_floating", True, 1),
    "axon": rallpack3,
}
if len(sys.argv) > 1:
    MODELS[sys.argv[1]]()
else:
    for model in MODELS:  # each in a process of its own, for NEURON keeps what was made
        subprocess.run([sys.executable, __file__, model], check=True)
