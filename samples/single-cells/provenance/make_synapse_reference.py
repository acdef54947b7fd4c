#!/usr/bin/env python3
"""Runs bmtool's synapse and gap-junction tuners (0.8.7 on NEURON 8.2.4) and writes their numbers.

usage: make_synapse_reference.py MECHANISMS HOC_FOLDER TEMPLATE OUT.json

MECHANISMS is a folder in which nrnivmodl was run on the mechanisms of Single cells,
TsodyksMarkram.mod of the sample Plastic synapses and Gap.mod of the engine's built-in mechanisms.

bmtool's tuner keeps its voltage clamp on whether it is asked to or not; its runs are those named
"clamped". For "free" ones the clamp is taken away from the tuner before it runs. All measures are
what bmtool's methods return; of the free runs, the potential is given to them instead of the
current. Trains start from +70 mV in bmtool, single events from v_init.

bmtool sends the pulses after the pause through a second NetCon, so a mechanism that keeps its state
with the connection takes them for the first ones. "one_connection" has the same train through one.
"""
import contextlib
import glob
import io
import json
import os
import sys
import types

import numpy as np

if not hasattr(np, "trapz"):
    np.trapz = np.trapezoid
import neuron
from neuron import h

mechanisms, folder, template, out = sys.argv[1:5]
neuron.load_mechanisms(mechanisms)
h.load_file("stdrun.hoc")
for file in sorted(glob.glob(os.path.join(folder, "*.hoc"))):
    h.load_file(file)
from bmtool import synapses as bs

SYNAPSES = {
    "Exp2Syn": ("Exp2Syn", {"tau1": 0.4, "tau2": 4.0, "e": 0.0}, 0.002),
    "depressing": ("TsodyksMarkram", {"U": 0.5, "tau_rec": 800.0, "tau_facil": 0.0, "tau_in": 3.0, "e": 0.0}, 0.004),
    "facilitating": ("TsodyksMarkram", {"U": 0.04, "tau_rec": 100.0, "tau_facil": 1000.0, "tau_in": 3.0, "e": -80.0}, 0.02),
}
SITE = {"PassiveSphere": (0, 0.5), "PassiveCable": (0, 0.9), "FourChannels": (1, 0.7)}[template]


def quiet(run, *args, **kwargs):
    with contextlib.redirect_stdout(io.StringIO()):
        return run(*args, **kwargs)


def plain(props):
    return {k: float(v) for k, v in props.items()}


result = {"bmtool": "0.8.7", "neuron": neuron.__version__, "template": template, "site": SITE, "synapses": {}}
cell = getattr(h, template)()
for name, (mechanism, parameters, weight) in SYNAPSES.items():
    conn = {
        name: {
            "spec_settings": {
                "post_cell": template,
                "vclamp_amp": -70.0,
                "sec_id": SITE[0],
                "sec_x": SITE[1],
                "level_of_detail": mechanism,
            },
            "spec_syn_param": parameters,
        }
    }
    rows = {"mechanism": mechanism, "parameters": parameters, "weight": weight}
    for free in (False, True):
        tuner = quiet(
            bs.SynapseTuner, conn_type_settings=conn, connection=name, hoc_cell=cell,
            general_settings={"weight": weight},
        )
        if free:
            # the clamp stays where it is and off: nobody sets its durations
            for i in range(3):
                tuner.vcl.dur[i] = 0
            tuner.vcl = types.SimpleNamespace(amp=[0] * 3, dur=[0] * 3)
        row = {}
        for rise in ((0.1, 0.9), (0.2, 0.8)):
            tuner.general_settings["rise_interval"] = rise
            # bmtool leaves h.tstop at the end of the single event
            quiet(tuner.SingleEvent, plot_and_print=False)
            tuner.vclamp = False
            row["current_%d" % round(100 * rise[0])] = plain(tuner._get_syn_prop(rise_interval=rise, dt=h.dt))
            if free:
                tuner.rec_vectors["v"] = tuner.soma_v
                tuner.current_name = "v"
                row["potential_%d" % round(100 * rise[0])] = plain(tuner._get_syn_prop(rise_interval=rise, dt=h.dt))
                tuner.current_name = "i"
            else:
                tuner.vclamp = True
                row["clamp_%d" % round(100 * rise[0])] = plain(tuner._get_syn_prop(rise_interval=rise, dt=h.dt))
                tuner.vclamp = False
        row["v_mV"] = list(tuner.soma_v)[20000::40]
        row["i_nA"] = list(tuner.rec_vectors["i"])[20000::40]
        row["clamp_nA"] = list(tuner.ivcl)[20000::40]
        row["trains"] = []
        for frequency, delay in ((50.0, 250.0), (10.0, 500.0)):
            quiet(tuner._simulate_model, frequency, delay)
            train = {"frequency_Hz": frequency, "recovery_ms": delay, "tstop_ms": tuner.tstop}
            for trace in ("i", "v") if free else ("i",):
                if trace == "v":
                    tuner.rec_vectors["v"] = tuner.soma_v
                tuner.current_name = trace
                amplitudes = quiet(tuner._response_amplitude)
                ppr, induction, recovery, simple = quiet(tuner._calc_ppr_induction_recovery, amplitudes)
                train[trace] = {
                    "amplitudes": [float(a) for a in amplitudes],
                    "ppr": float(ppr),
                    "induction": float(induction),
                    "recovery": float(recovery),
                    "simple_ppr": float(simple),
                }
            tuner.current_name = "i"
            row["trains"].append(train)
        # the same pulses by way of one NetCon
        tuner._set_drive_train(50.0, 250.0)
        times = [500 + 20 * k for k in range(8)] + [500 + 7 * 20 + 250 + 20 * k for k in range(4)]
        tuner.nstim.number = tuner.nstim2.number = 0
        send = h.FInitializeHandler(lambda: [tuner.nc.event(t + tuner.nc.delay) for t in times])
        for i in range(3):
            tuner.vcl.amp[i] = -70
            tuner.vcl.dur[i] = (500, 1000, 1e9)[i]
        h.tstop = tuner.nstim2.start + 4 * 20
        h.finitialize(h.v_init)
        h.continuerun(h.tstop)
        tuner.tspk = h.Vector(times)
        amplitudes = quiet(tuner._response_amplitude)
        ppr, induction, recovery, simple = quiet(tuner._calc_ppr_induction_recovery, amplitudes)
        row["one_connection"] = {
            "amplitudes": [float(a) for a in amplitudes],
            "ppr": float(ppr),
            "induction": float(induction),
            "recovery": float(recovery),
            "simple_ppr": float(simple),
        }
        send = None
        rows["free" if free else "clamped"] = row
        tuner.vcl = None
        tuner = None
    result["synapses"][name] = rows

cell = None
gap = quiet(
    bs.GapJunctionTuner,
    conn_type_settings={"gap": {"cell": template, "sec_id": SITE[0], "sec_x": 0.5}},
    hoc_cell=getattr(h, template)(),
)
sweep = quiet(bs.GapJunctionOptimizer(gap).parameter_sweep, np.array([1e-5, 1e-4, 1e-3, 1e-2, 1e-1]))
result["gap"] = {"conductance_uS": list(sweep["resistance"]), "coupling": [float(c) for c in sweep["coupling_coefficient"]]}
gap.model(1e-3)
result["gap"]["v1_mV"] = list(gap.soma_v_1)[::400]
result["gap"]["v2_mV"] = list(gap.soma_v_2)[::400]
best = quiet(bs.GapJunctionOptimizer(gap).optimize_resistance, 0.05)
result["gap"]["wanted"] = {"target": 0.05, "conductance_uS": float(best.optimal_resistance), "coupling": float(best.achieved_cc)}

with open(out, "w") as file:
    json.dump(result, file, indent=1)
