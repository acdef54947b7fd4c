#!/usr/bin/env python3
"""Replaces the traces in the output of make_neuron_reference.py by what eFEL says of them.

usage: add_efel.py IN.json OUT.json

eFEL is told to take the samples as they are (interpolation step = dt).
"""
import json
import sys

import efel

NAMES = [
    "Spikecount", "Spikecount_stimint", "peak_time", "peak_voltage", "time_to_first_spike",
    "time_to_last_spike", "inv_time_to_first_spike", "mean_frequency", "all_ISI_values",
    "inv_first_ISI", "ISI_values", "ISI_CV", "adaptation_index2", "AHP_depth_abs", "AHP_depth",
    "AHP_time_from_peak", "AP_begin_time", "AP_begin_voltage", "AP_amplitude", "AP_rise_time",
    "AP_width_between_threshold", "AP_duration_half_width", "spike_half_width",
    "AP_peak_upstroke", "AP_peak_downstroke", "voltage_base", "steady_state_voltage_stimend",
    "minimum_voltage", "maximum_voltage", "steady_state_voltage",
    "ohmic_input_resistance_vb_ssse", "sag_amplitude", "sag_ratio1", "sag_ratio2",
]
data = json.load(open(sys.argv[1]))
efel.set_setting("Threshold", -20.0)
efel.set_setting("DerivativeThreshold", 10.0)
efel.set_setting("interp_step", 0.025)
data["efel"] = efel.__version__
data["features"] = []
for trace in data.pop("traces"):
    values = efel.get_feature_values(
        [
            {
                "T": trace["t_ms"],
                "V": trace["v_mV"],
                "stim_start": [200.0],
                "stim_end": [700.0],
                "stimulus_current": [trace["amp_nA"]],
            }
        ],
        NAMES,
    )[0]
    row = {n: [float(x) for x in v] for n, v in values.items() if v is not None and len(v)}
    data["features"].append({"amp_nA": trace["amp_nA"], "values": row})
json.dump(data, open(sys.argv[2], "w"), indent=0)
