"""Runs this folder with BMTK and NEURON: python run_bionet.py [simulation_config.json]"""
import os
import subprocess
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
MECHANISMS = os.path.join(FOLDER, 'components', 'mechanisms')


def compile_mechanisms():
    """Makes a library of components/mechanisms/modfiles where there is none yet."""
    sources = os.path.join(MECHANISMS, 'modfiles')
    built = any(os.path.isdir(os.path.join(MECHANISMS, name)) for name in ('x86_64', 'arm64', 'aarch64'))
    if os.path.isdir(sources) and os.listdir(sources) and not built:
        subprocess.run(['nrnivmodl', 'modfiles'], cwd=MECHANISMS, check=True)


def main(config):
    compile_mechanisms()
    from bmtk.simulator import bionet

    settings = bionet.Config.from_json(config)
    settings.build_env()
    network = bionet.BioNetwork.from_config(settings)
    bionet.BioSimulator.from_config(settings, network=network).run()
    bionet.nrn.quit_execution()


if __name__ == '__main__':
    main(sys.argv[1] if len(sys.argv) > 1 else os.path.join(FOLDER, 'simulation_config.json'))
