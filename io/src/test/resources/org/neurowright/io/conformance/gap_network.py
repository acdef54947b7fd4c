# Four cells with gap junctions and synapses, built and run by BMTK.
# Arguments: folder, folder bmtk/utils/scripts/bionet, bio_components of the public models, Gap.mod
import sys, os, json, subprocess, shutil, glob
folder, scripts, components, gapmod = sys.argv[1:5]
os.chdir(folder)
os.makedirs('mechanisms/modfiles')
for f in glob.glob(scripts + '/mechanisms/modfiles/*.mod'):
    shutil.copy(f, 'mechanisms/modfiles')
shutil.copy(gapmod, 'mechanisms/modfiles/Gap.mod')
subprocess.run([os.path.join(os.path.dirname(sys.executable), 'nrnivmodl'), 'modfiles'], cwd='mechanisms',
               check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
               env=dict(os.environ, PATH=os.path.dirname(sys.executable) + ':' + os.environ['PATH']))
from bmtk.builder import NetworkBuilder
net = NetworkBuilder('net')
for name, fit, swc, n in [('Scnn1a', '472363762_fit.json', 'Scnn1a_473845048_m.swc', 2),
                          ('Pvalb', '472912177_fit.json', 'Pvalb_470522102_m.swc', 2)]:
    net.add_nodes(N=n, pop_name=name, model_type='biophysical', model_template='ctdb:Biophys1.hoc',
                  model_processing='aibs_perisomatic', dynamics_params=fit, morphology=swc)
def by_order(source, target):
    return 1 if source.node_id < target.node_id else 0
net.add_gap_junctions(source={'pop_name': 'Pvalb'}, target={'pop_name': 'Pvalb'}, resistance=1000.0,
                      target_sections=['somatic', 'basal'], distance_range=[0.0, 60.0], connection_rule=by_order)
net.add_gap_junctions(source={'pop_name': 'Scnn1a'}, target={'pop_name': 'Pvalb'}, conductance=0.0007,
                      target_sections=['basal', 'apical'], distance_range=[20.0, 120.0], connection_rule=by_order)
net.add_edges(source={'pop_name': 'Scnn1a'}, target={'pop_name': 'Pvalb'}, connection_rule=by_order, nsyns=3,
              syn_weight=0.0004, delay=1.5, target_sections=['basal'], distance_range=[0.0, 1e20],
              dynamics_params='AMPA_ExcToInh.json', model_template='Exp2Syn')
net.build()
net.save(output_dir='network')
json.dump({
    'run': {'tstop': 150.0, 'dt': 0.1, 'dL': 20.0, 'spike_threshold': -15.0, 'nsteps_block': 500},
    'target_simulator': 'NEURON', 'conditions': {'celsius': 34.0, 'v_init': -80.0},
    'inputs': {'clamp': {'input_type': 'current_clamp', 'module': 'IClamp', 'node_set': [0, 2],
                         'amp': 0.2, 'delay': 20.0, 'duration': 100.0}},
    'output': {'output_dir': './output', 'log_file': 'log.txt', 'spikes_file': 'spikes.h5',
               'spikes_file_csv': 'spikes.csv'},
    'reports': {'v': {'variable_name': 'v', 'module': 'membrane_report', 'sections': 'soma', 'cells': 'all',
                      'file_name': 'v.h5'}},
    'components': {'morphologies_dir': components + '/morphologies',
                   'synaptic_models_dir': components + '/synaptic_models',
                   'mechanisms_dir': './mechanisms',
                   'biophysical_neuron_models_dir': components + '/biophysical_neuron_templates/ctdb'},
    'networks': {'nodes': [{'nodes_file': 'network/net_nodes.h5', 'node_types_file': 'network/net_node_types.csv'}],
                 'edges': [{'edges_file': 'network/net_net_edges.h5',
                            'edge_types_file': 'network/net_net_edge_types.csv'}],
                 'gap_juncs': [{'gap_juncs_file': 'network/net_gap_juncs.h5'}]},
}, open('config.json', 'w'), indent=1)
from bmtk.simulator import bionet
conf = bionet.Config.from_json('config.json', validate=False)
conf.build_env()
graph = bionet.BioNetwork.from_config(conf)
sim = bionet.BioSimulator.from_config(conf, network=graph)
sim.run()
shutil.copytree('output', 'expected')
