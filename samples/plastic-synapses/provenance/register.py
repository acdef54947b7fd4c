"""What BMTK needs to know before it can use TsodyksMarkram.mod; Neurowright needs nothing of it."""
from bmtk.simulator.bionet.pyfunction_cache import add_synapse_model
from neuron import h


def tsodyks_markram(parameters, x, section):
    synapse = h.TsodyksMarkram(x, sec=section)
    for name, value in parameters.items():
        setattr(synapse, name, value)
    return synapse


add_synapse_model(tsodyks_markram, "TsodyksMarkram")
