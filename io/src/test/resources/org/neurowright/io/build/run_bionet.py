"""Runs a folder in BMTK with NEURON, as it is.

Usage: run_bionet.py FOLDER
"""
import os
import sys
from bmtk.simulator import bionet

os.chdir(sys.argv[1])
configuration = bionet.Config.from_json('simulation_config.json', validate=True)
configuration.build_env()
network = bionet.BioNetwork.from_config(configuration)
bionet.BioSimulator.from_config(configuration, network=network).run()
