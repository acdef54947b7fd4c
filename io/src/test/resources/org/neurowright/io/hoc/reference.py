"""What NEURON makes of cell templates, as text that can be compared.

usage: python reference.py [--mechanisms DIR] [--lib libnrnmech.so] FILE TEMPLATE OUT [argument ...]

Arguments that are numbers are given as numbers, others as strings. The lines of the output:
  section <name> <nseg> <L> <Ra> <rallbranch> <parent or -> <parentX> <childX> <points>
  segment <diam> <cm> <area> <ri>
  value <variable> <value>            of the segment before
  v <t> <mV>                          soma or first section, with 0.2 nA from 5 to 45 ms
"""
import os
import sys

args = sys.argv[1:]
lib = None
nrun = True
while args[0].startswith("--"):
    if args[0] == "--lib":
        lib = args[1]
        args = args[2:]
    elif args[0] == "--norun":
        nrun = False
        args = args[1:]
file, template, out = args[:3]
from neuron import h

h.load_file("stdrun.hoc")
h.load_file("import3d.hoc")
if lib:
    h.nrn_load_dll(lib)


def value(text):
    try:
        return float(text)
    except ValueError:
        return text


out = os.path.abspath(out)
folder, name = os.path.split(os.path.abspath(file))
os.chdir(folder)
if not h.load_file(name):
    sys.exit("cannot load")
cell = getattr(h, template)(*[value(a) for a in args[3:]])
prefix = str(cell) + "."
sections = [s for s in h.allsec() if s.name().startswith(prefix)]


def short(section):
    return section.name()[len(prefix):]


g = "%.17g"
standards = {}


def parameters(mechanism):
    if mechanism not in standards:
        standard = h.MechanismStandard(mechanism, 1)
        names = []
        for i in range(int(standard.count())):
            ref = h.ref("")
            standard.name(ref, i)
            names.append(ref[0])
        standards[mechanism] = names
    return standards[mechanism]


with open(out, "w") as f:
    for s in sections:
        parent = s.parentseg()
        f.write(
            " ".join(
                [
                    "section", short(s), str(s.nseg), g % s.L, g % s.Ra, g % s.rallbranch,
                    short(parent.sec) if parent else "-",
                    g % (parent.x if parent else 0),
                    g % (h.section_orientation(sec=s) if parent else 0),
                    str(s.n3d()),
                ]
            )
            + "\n"
        )
        for seg in s:
            f.write("segment %.17g %.17g %.17g %.17g\n" % (seg.diam, seg.cm, seg.area(), seg.ri()))
            for mechanism in sorted(s.psection()["density_mechs"]) + [
                i + "_ion" for i in sorted(s.psection()["ions"])
            ]:
                if mechanism.endswith("_ion"):
                    ion = mechanism[:-4]
                    names = ["e" + ion, ion + "i", ion + "o"]
                elif mechanism == "extracellular":
                    names = []
                else:
                    names = parameters(mechanism)
                for n in names:
                    try:
                        f.write("value %s %.17g\n" % (n, getattr(seg, n)))
                    except TypeError:
                        pass  # an array
    if nrun:
        somata = [s for s in sections if short(s).startswith("soma")] or sections
        clamp = h.IClamp(somata[0](0.5))
        clamp.delay, clamp.dur, clamp.amp = 5, 40, 0.2
        t, v = h.Vector(), h.Vector()
        t.record(h._ref_t)
        v.record(somata[0](0.5)._ref_v)
        h.dt = 0.025
        h.celsius = 6.3
        h.cvode_active(0)
        h.finitialize(-65)
        while h.t < 50 - 0.5 * h.dt:
            h.fadvance()
        for i in range(0, len(t), 20):
            f.write("v %.17g %.17g\n" % (t[i], v[i]))
