"""Networks of BMTK's examples, told again with BMTK's and bmtool's builders in as few words as possible.

Usage: networks.py NAME FOLDER SEED...   writes FOLDER/SEED for each seed.
The model documents of the same names say the same to Neurowright.
"""
import sys
import numpy as np
from bmtk.builder import NetworkBuilder
from bmtk.builder.auxi.node_params import positions_columinar


def save(*networks):
    for network in networks:
        network.build()
        network.save(output_dir=FOLDER)


def allen(name):
    """What the Allen cell types of the examples are made of."""
    fit, morphology, ei = {
        'Scnn1a': ('472363762', 'Scnn1a_473845048_m', 'e'),
        'Rorb': ('473863510', 'Rorb_325404214_m', 'e'),
        'Nr5a1': ('473863035', 'Nr5a1_471087815_m', 'e'),
        'PV1': ('472912177', 'Pvalb_470522102_m', 'i'),
        'PV2': ('473862421', 'Pvalb_469628681_m', 'i')}[name]
    return dict(ei=ei, model_type='biophysical', model_template='ctdb:Biophys1.hoc',
                model_processing='aibs_perisomatic', dynamics_params=fit + '_fit.json', morphology=morphology + '.swc')


def column(n):
    p = positions_columinar(N=n, center=[0, 10.0, 0], max_radius=50.0, height=200.0)
    PLACES.extend(p)
    return dict(x=p[:, 0], y=p[:, 1], z=p[:, 2])


def circle(n, radius, function):
    """Rounded: the last bit of a cosine is not the same in every program."""
    return np.rint(1e6 * radius * function(2 * np.pi * np.arange(n) / n)) / 1e6


def turned(n):
    return dict(rotation_angle_yaxis=np.random.uniform(0, 2 * np.pi, n),
                rotation_angle_zaxis=np.random.uniform(0, 2 * np.pi, n))


# The examples decide pair by pair in Python; here all sources of a target are decided at once, which is
# many times faster.

def binomial(sources, target, p):
    return np.random.binomial(1, p, len(sources)) * (ids_of(sources) != target.node_id)


def one_to_four(sources, target, p, reach=np.inf):
    ids = ids_of(sources)
    numbers = np.random.randint(1, 5, len(ids)) * (np.random.uniform(size=len(ids)) <= p) * (ids != target.node_id)
    if reach < np.inf:
        places = np.array(PLACES)
        numbers *= np.linalg.norm(places[ids] - places[target.node_id], axis=1) <= reach
    return numbers


def ids_of(nodes):
    return np.fromiter((n.node_id for n in nodes), int, len(nodes))


# ------------------------------------------------------------------------------------- bio_14cells

def bio_14cells():
    v1 = NetworkBuilder('v1')
    for name, x, y, z, tuning, turn_y, turn_z in (
            ('Scnn1a', [28.753, 48.753], [-364.868, -344.868], [-161.705, -141.705], [0.0, 25.0],
             [3.55501, 3.81531], -3.646878266),
            ('Rorb', [241.092, 201.092], [-349.263, -399.263], [146.916, 126.916], [50.0, 75.0],
             [3.50934, 3.50934], 4.159763785),
            ('Nr5a1', [320.498, 310.498], [-351.259, -371.259], [20.273, 10.273], [100.0, 125.0],
             [0.72202, 0.72202], 2.639275277),
            ('PV1', [122.373, 102.373], [-352.417, -342.417], [-216.748, -206.748], None,
             [2.92043, 2.92043], -2.539551891),
            ('PV2', [350.321, 360.321], [-372.535, -371.535], [-18.282, -12.282], None,
             [5.043336, 5.043336], 3.684439949)):
        own = {} if tuning is None else {'tuning_angle': tuning}
        v1.add_nodes(N=2, pop_name=name, location='VisL4', x=x, y=y, z=z, rotation_angle_yaxis=turn_y,
                     rotation_angle_zaxis=turn_z, **own, **allen(name))
    v1.add_nodes(N=2, pop_name='LIF_exc', location='VisL4', ei='e', x=[-243.04, -233.04], y=[-342.352, -332.352],
                 z=[-665.666, -675.666], tuning_angle=[150.0, 175.0], model_type='point_neuron',
                 model_template='nrn:IntFire1', dynamics_params='IntFire1_exc_1.json')
    v1.add_nodes(N=2, pop_name='LIF_inh', location='VisL4', ei='i', x=[-631.593, -635.593], y=[-321.333, -327.333],
                 z=[-631.593, -635.593], model_type='point_neuron', model_template='nrn:IntFire1',
                 dynamics_params='IntFire1_inh_1.json')
    inh, exc, point, bio = {'ei': 'i'}, {'ei': 'e'}, {'model_type': 'point_neuron'}, {'model_type': 'biophysical'}

    def five(source, target, weight, file, sections=None, reach=None, function='wmax', sigma=None):
        more = {}
        if sections:
            more.update(target_sections=sections, model_template='exp2syn', distance_range=reach)
        if function:
            more.update(weight_function=function)
        if sigma:
            more.update(weight_sigma=sigma)
        v1.add_edges(source=source, target=target, connection_rule=5, syn_weight=weight, delay=2.0,
                     dynamics_params=file, **more)

    near, middle, far = [0.0, 50.0], [30.0, 150.0], [0.0, 1e20]
    five(inh, {**inh, **bio}, 0.0002, 'GABA_InhToInh.json', ['somatic', 'basal'], far, None)
    five(inh, {**inh, **point}, 0.00225, 'instantaneousInh.json')
    five(inh, {**exc, **bio}, 0.00018, 'GABA_InhToExc.json', ['somatic', 'basal', 'apical'], near)
    five(inh, {**exc, **point}, 0.009, 'instantaneousInh.json')
    five(exc, {'pop_name': 'PV1'}, 0.00035, 'AMPA_ExcToInh.json', ['somatic', 'basal'], far)
    five(exc, {'pop_name': 'PV2'}, 0.00027, 'AMPA_ExcToInh.json', ['somatic', 'basal'], far)
    five(exc, {'pop_name': 'LIF_inh'}, 0.0043, 'instantaneousExc.json')
    for target, weight in (('Scnn1a', 6.4e-05), ('Rorb', 5.5e-05), ('Nr5a1', 7.2e-05)):
        five(exc, {'pop_name': target}, weight, 'AMPA_ExcToExc.json', ['basal', 'apical'], middle, 'gaussianLL', 50.0)
    five(exc, {'pop_name': 'LIF_exc'}, 0.0019, 'instantaneousExc.json', function='gaussianLL', sigma=50.0)

    lgn = NetworkBuilder('lgn')
    for name in ('tON', 'tOFF', 'tONOFF'):
        lgn.add_nodes(N=30, pop_name=name, ei='e', location='LGN', model_type='virtual',
                      x=np.random.uniform(0, 240, 30), y=np.random.uniform(0, 120, 30))

    def tuned(sources, target):
        wanted = ('tON', 'tOFF') if 'tuning_angle' in target else ('tONOFF',)
        return [10 if s['pop_name'] in wanted else 0 for s in sources]

    tw = NetworkBuilder('tw')
    tw.add_nodes(N=30, pop_name='TW', ei='e', location='TW', model_type='virtual')
    dendrites, perisomatic = ['basal', 'apical'], ['somatic', 'basal']
    for name, from_lgn, from_tw in (('Rorb', 5e-05, 0.00015), ('Nr5a1', 5e-05, 0.00019), ('Scnn1a', 4e-05, 0.00019),
                                    ('PV1', 0.0001, 0.0022), ('PV2', 9e-05, 0.0013)):
        inhibitory = name.startswith('PV')
        common = dict(weight_function='wmax', delay=2.0, model_template='exp2syn',
                      dynamics_params='AMPA_ExcToInh.json' if inhibitory else 'AMPA_ExcToExc.json')
        lgn.add_edges(source=lgn.nodes(), target=v1.nodes(pop_name=name), iterator='all_to_one', connection_rule=tuned,
                      syn_weight=from_lgn, target_sections=perisomatic if inhibitory else dendrites,
                      distance_range=far if inhibitory else [0.0, 150.0], **common)
        tw.add_edges(source=tw.nodes(), target=v1.nodes(pop_name=name), connection_rule=5, syn_weight=from_tw,
                     target_sections=['basal', 'somatic'] if inhibitory else dendrites,
                     distance_range=far if inhibitory else middle, **common)
    for name, from_lgn, from_tw in (('LIF_exc', 0.0045, 0.015), ('LIF_inh', 0.002, 0.05)):
        common = dict(weight_function='wmax', delay=2.0, dynamics_params='instantaneousExc.json')
        lgn.add_edges(source=lgn.nodes(), target=v1.nodes(pop_name=name), iterator='all_to_one', connection_rule=tuned,
                      syn_weight=from_lgn, **common)
        tw.add_edges(source=tw.nodes(), target=v1.nodes(pop_name=name), connection_rule=5, syn_weight=from_tw, **common)
    save(v1, lgn, tw)


# ----------------------------------------------------------------------------------- other examples

def bio_1cell():
    cell = NetworkBuilder('biocell')
    parts = allen('Scnn1a')
    cell.add_nodes(pop_name='Scnn1a', x=[0.0], y=[-100.0], z=[0.0], rotation_angle_xaxis=[0.0],
                   rotation_angle_yaxis=[0.0], rotation_angle_zaxis=[3.646878266], tuning_angle=[195.6],
                   model_type='biophysical', model_template='nml:Cell_472363762.cell.nml',
                   model_processing='aibs_perisomatic', morphology=parts['morphology'])
    virt = NetworkBuilder('virt')
    virt.add_nodes(model_type='virtual')
    synapses = virt.add_edges(source=virt.nodes(), target=cell.nodes(), connection_rule=12, syn_weight=0.035, delay=2.0,
                              dynamics_params='AMPA_ExcToInh.json', model_template='Exp2Syn')
    synapses.add_properties('afferent_section_id', dtypes=int, values=[0, 1, 1, 3, 7, 12, 15, 22, 31, 40, 41, 48])
    synapses.add_properties('afferent_section_pos', dtypes=float,
                            values=[0.5, 0.25, 0.75, 0.5, 0.1, 0.9, 0.3, 0.5, 0.7, 0.2, 0.5, 0.5])
    save(cell, virt)


def bio_intfire_ring():
    v1 = NetworkBuilder('v1')
    v1.add_nodes(N=1, pop_name='Rbp4', ei='e', location='VisL5', x=[0.0], y=[-475.0], z=[0.0],
                 rotation_angle_xaxis=[0.0], rotation_angle_yaxis=[0.0], rotation_angle_zaxis=[2.527764895],
                 model_type='biophysical', model_template='ctdb:Biophys1.hoc', model_processing='aibs_perisomatic',
                 dynamics_params='471129934_fit.json', morphology='Rbp4-Cre_KL100_Ai14-180747.06.01.01_495335491_m')
    v1.add_nodes(N=6, pop_name='Rbp4', ei='e', location='VisL5', x=circle(6, 50, np.cos), y=[-475.0] * 6,
                 z=circle(6, 50, np.sin), model_type='point_neuron', model_template='nrn:IntFire1',
                 dynamics_params='e5Rbp4_avg_lif.json')
    spokes = v1.add_edges(source={'model_type': 'point_neuron'}, target={'model_type': 'biophysical'},
                          iterator='all_to_one', delay=10.0, syn_weight=0.045, model_template='Exp2Syn',
                          connection_rule=lambda sources, _: [np.random.randint(1, 12) for _ in sources],
                          dynamics_params='AMPA_ExcToExc.json')
    spokes.add_properties(['afferent_section_id', 'afferent_section_pos'], dtypes=[int, float],
                          rule=lambda *_: [np.random.randint(0, 20), np.random.uniform()])
    virtual = NetworkBuilder('virtual')
    virtual.add_nodes(N=6, model_type='virtual', ei='e')
    virtual.add_edges(source=virtual.nodes(), target=v1.nodes(model_type='point_neuron'), delay=0.0, syn_weight=10.0,
                      connection_rule=lambda s, t: int(s.node_id == t.node_id - 1),
                      dynamics_params='instantaneousExc.json')
    save(v1, virtual)


def bio_advanced_stimuli():
    bio = NetworkBuilder('bio')
    for k, name in enumerate(('Scnn1a', 'Rorb', 'Nr5a1', 'PV1', 'PV2')):
        bio.add_nodes(model_name=name, x=circle(5, 100, np.cos)[k:k + 1], y=circle(5, 100, np.sin)[k:k + 1], z=[0.0],
                      **allen(name))
    def connect(network, target, file):
        edges = network.add_edges(target=target, connection_rule=lambda *_: np.random.randint(4, 12), delay=2.0,
                                  dynamics_params=file, model_template='Exp2Syn', syn_weight=3.4e-4)
        edges.add_properties(['afferent_section_id', 'afferent_section_pos'], dtypes=[int, float],
                             rule=lambda *_: [np.random.randint(0, 20), np.random.uniform()])
    virt = NetworkBuilder('virt')
    virt.add_nodes(N=10, model_type='virtual', ei='e')
    connect(virt, bio.nodes(), 'AMPA_ExcToExc.json')
    activator = NetworkBuilder('activator')
    activator.add_nodes(N=1, x=[0.0], y=[0.0], z=[0.0], model_name='Scnn1a', **allen('Scnn1a'))
    connect(activator, bio.nodes(ei='e'), 'AMPA_ExcToExc.json')
    connect(activator, bio.nodes(ei='e'), 'AMPA_ExcToInh.json')
    save(bio, virt, activator)


def bio_stp_models():
    rates = [10, 20, 50, 100, 200]
    slice_ = NetworkBuilder('slice')
    parts = allen('Scnn1a')
    del parts['ei']
    parts['model_processing'] = 'aibs_perisomatic,extracellular'
    for model in 'ab':
        slice_.add_nodes(N=5, pop_name='Scnn1a', synapse_model=model, firing_rate=rates,
                         rotation_angle_zaxis=3.646878266, **parts)
    ext = NetworkBuilder('EXT')
    ext.add_nodes(N=5, pop_name='EXT', model_type='virtual', firing_rate=rates)
    for model, file, template in (('a', 'AMPA_ExcToExc.json', 'expsyn'), ('b', 'pvalb_pvalb.json', 'stp2syn')):
        for rate in rates:
            ext.add_edges(source=ext.nodes(firing_rate=rate), target=slice_.nodes(firing_rate=rate, synapse_model=model),
                          connection_rule=5, syn_weight=0.002, distance_range=[0.0, 50.0], delay=2.0,
                          target_sections=['somatic', 'basal', 'apical'], dynamics_params=file, model_template=template)
    save(slice_, ext)


def bio_450cells_compact():
    internal = NetworkBuilder('internal')
    for name, n in (('Scnn1a', 80), ('Rorb', 80), ('Nr5a1', 80), ('PV1', 30), ('PV2', 30)):
        internal.add_nodes(N=n, model_name=name, **column(n), **turned(n), **allen(name))
    for name, ei in (('LIF_exc', 'e'), ('LIF_inh', 'i')):
        internal.add_nodes(N=75, model_name=name, ei=ei, model_type='point_neuron', model_template='nrn:IntFire1',
                           dynamics_params='IntFire1_%s_1.json' % name[4:], **column(75))

    def connect(source, target, p, weight, file, sections=None, reach=None):
        more = {} if sections is None else dict(
            model_template='Exp2Syn', target_sections=sections, distance_range=reach)
        internal.add_edges(source=source, target=target, iterator='all_to_one', connection_rule=one_to_four,
                           syn_weight=weight, delay=2.0, connection_params={'p': p, 'reach': 100.0}, dynamics_params=file,
                           **more)

    bio, far = 'biophysical', [0.0, 1e20]
    connect({'ei': 'e'}, {'ei': 'e', 'model_type': bio}, 0.2, 6e-05, 'AMPA_ExcToExc.json', ['basal', 'apical'],
            [30.0, 150.0])
    connect({'ei': 'e'}, {'ei': 'i', 'model_type': bio}, 0.1, 0.0006, 'AMPA_ExcToInh.json', ['somatic', 'basal'], far)
    connect({'ei': 'i'}, {'ei': 'e', 'model_type': bio}, 0.1, 0.002, 'GABA_InhToExc.json',
            ['somatic', 'basal', 'apical'], [0.0, 50.0])
    connect({'ei': 'i'}, {'ei': 'i', 'model_type': bio}, 0.2, 0.00015, 'GABA_InhToInh.json', ['somatic', 'basal'], far)
    connect({'ei': 'e'}, {'model_type': 'point_neuron'}, 0.1, 0.0019, 'instantaneousExc.json')
    connect({'ei': 'i'}, {'model_type': 'point_neuron'}, 0.1, 0.0019, 'instantaneousInh.json')

    external = NetworkBuilder('external')
    external.add_nodes(N=100, model_type='virtual', ei='e', x=np.random.uniform(-40, 40, 100),
                       y=np.random.uniform(-40, 40, 100))

    def up_to_ten(source, targets):
        """Of the targets beneath the source (its y is their z) ten at most, with 0 to 11 synapses."""
        near = [k for k, t in enumerate(targets) if np.hypot(t['x'] - source['x'], t['z'] - source['y']) < 30.0]
        numbers = np.zeros(len(targets), dtype=int)
        if near:
            chosen = np.random.choice(near, min(10, len(near)), replace=False)
            numbers[chosen] = np.random.randint(0, 12, len(chosen))
        return numbers

    for target, weight, file, more in (
            (dict(ei='e', model_type=bio), 0.00041, 'AMPA_ExcToExc.json', [0.0, 50.0]),
            (dict(ei='i', model_type=bio), 0.00095, 'AMPA_ExcToInh.json', far),
            (dict(model_type='point_neuron'), 0.045, 'instantaneousExc.json', None)):
        more = {} if more is None else dict(
            model_template='Exp2Syn', target_sections=['basal', 'apical', 'somatic'], distance_range=more)
        external.add_edges(source=external.nodes(), target=internal.nodes(**target), iterator='one_to_all',
                           connection_rule=up_to_ten, syn_weight=weight, delay=2.0, dynamics_params=file, **more)
    save(internal, external)


def point_120cells():
    cortex = NetworkBuilder('cortex')
    for name, n in (('exc', 80), ('inh', 40)):
        cortex.add_nodes(N=n, pop_name='LIF_' + name, ei=name[0], model_type='point_neuron',
                         model_template='nest:iaf_psc_delta', dynamics_params='iaf_psc_delta_%s.json' % name, **column(n))
    common = dict(connection_rule=binomial, connection_params={'p': 0.1}, delay=1.5, model_template='static_synapse',
                  iterator='all_to_one')
    cortex.add_edges(source={'ei': 'e'}, syn_weight=2.0, dynamics_params='ExcToInh.json', **common)
    cortex.add_edges(source={'ei': 'i'}, syn_weight=-1.5, dynamics_params='InhToExc.json', **common)
    thalamus = NetworkBuilder('thalamus')
    thalamus.add_nodes(N=100, pop_name='input_network', ei='e', model_type='virtual')
    thalamus.add_edges(target=cortex.nodes(), syn_weight=4.2, dynamics_params='ExcToExc.json', **common)
    save(cortex, thalamus)


def point_450glifs():
    v1 = NetworkBuilder('v1')
    for name, n, file in (('Scnn1a', 80, '593618144'), ('Rorb', 80, '480124551'), ('Nr5a1', 80, '318808427'),
                          ('PV1', 30, '478958894'), ('PV2', 30, '487667205')):
        v1.add_nodes(N=n, model_name=name, ei='i' if name.startswith('PV') else 'e', model_type='point_neuron',
                     model_template='nest:glif_psc', dynamics_params=file + '_glif_lif_asc_psc.json',
                     placement='inner', **column(n), **turned(n))
    for name in ('exc', 'inh'):
        v1.add_nodes(N=75, model_name='LIF_' + name, ei=name[0], model_type='point_neuron', placement='outer',
                     model_template='nest:iaf_psc_alpha', dynamics_params='IntFire1_%s_point.json' % name, **column(75))
    common = dict(delay=2.0, model_template='static_synapse')
    for source, target, p, weight, file in (
            ('e', dict(ei='e', placement='inner'), 0.2, 2.5, 'e2e.json'),
            ('e', dict(ei='i', placement='inner'), 0.1, 5.0, 'e2i.json'),
            ('i', dict(ei='e', placement='inner'), 0.1, -6.5, 'i2e.json'),
            ('i', dict(ei='i', placement='inner'), 0.2, -3.0, 'i2i.json'),
            ('e', dict(placement='outer'), 0.1, 3.0, 'instantaneousExc.json'),
            ('i', dict(placement='outer'), 0.1, -4.0, 'instantaneousInh.json')):
        v1.add_edges(source={'ei': source}, target=target, iterator='all_to_one', connection_rule=one_to_four,
                     connection_params={'p': p}, syn_weight=weight, dynamics_params=file, **common)
    lgn = NetworkBuilder('lgn')
    lgn.add_nodes(N=100, model_type='virtual', ei='e')
    for target, weight, file in ((dict(ei='e', placement='inner'), 11.0, 'LGN_to_GLIF.json'),
                                 (dict(ei='i', placement='inner'), 14.0, 'LGN_to_GLIF.json'),
                                 (dict(placement='outer'), 13.0, 'instantaneousExc.json')):
        lgn.add_edges(source=lgn.nodes(), target=v1.nodes(**target), syn_weight=weight, dynamics_params=file,
                      iterator='all_to_one',
                      connection_rule=lambda sources, _: np.random.randint(0, 5, len(sources)), **common)
    save(v1, lgn)


def point_stdp():
    cell = dict(model_type='point_neuron', model_template='nest:iaf_psc_delta', dynamics_params='iaf_psc_delta_exc.json')
    targets, sources, virtual = NetworkBuilder('targets'), NetworkBuilder('sources'), NetworkBuilder('virtual')
    targets.add_nodes(N=3, **cell)
    sources.add_nodes(N=2, **cell)
    virtual.add_nodes(N=10, model_type='virtual')
    for k, chosen in enumerate((dict(node_id=0), dict(node_id=1), {})):
        sources.add_edges(source=sources.nodes(**chosen), target=targets.nodes(node_id=k), connection_rule=1,
                          syn_weight=15.0, delay=1.0, dynamics_params='stdp_exc_%d.json' % (k + 1),
                          model_template='stdp_synapse')
    virtual.add_edges(target=sources.nodes(), connection_rule=1, syn_weight=4.2, delay=1.5,
                      dynamics_params='static_exc.json', model_template='static_synapse')
    save(targets, sources, virtual)


def pop_2pops():
    internal = NetworkBuilder('internal')
    for name in ('excitatory', 'inhibitory'):
        internal.add_nodes(pop_name=name, ei=name[0], model_type='population', model_template='dipde:Internal',
                           dynamics_params=name[:3] + '_model.json')
    internal.add_edges(source={'ei': 'e'}, target={'ei': 'i'}, syn_weight=0.005, nsyns=20, delay=0.002,
                       dynamics_params='ExcToInh.json')
    internal.add_edges(source={'ei': 'i'}, target={'ei': 'e'}, syn_weight=-0.002, nsyns=10, delay=0.002,
                       dynamics_params='InhToExc.json')
    external = NetworkBuilder('external')
    external.add_nodes(pop_name='tON', ei='e', model_type='virtual')
    external.add_edges(target=internal.nodes(ei='e'), syn_weight=0.0025, nsyns=10, delay=0.002,
                       dynamics_params='input_ExcToExc.json')
    save(internal, external)


def ei_pointnet():
    """Five hundred of the 12,500 cells of ei_networks/pointnet."""
    internal, external = NetworkBuilder('internal'), NetworkBuilder('external')
    for name, n in (('exc', 400), ('inh', 100)):
        internal.add_nodes(N=n, pop_name='LIF_' + name, ei=name[0], model_type='point_process', **column(n),
                           model_template='nest:iaf_psc_exp', dynamics_params={'exc': 'excitatory.json', 'inh': 'inhibitory.json'}[name])
    common = dict(delay=1.5, model_template='static_synapse')
    for source, target, weight in (('Exc', 'Exc', 200), ('Exc', 'Inh', 300), ('Inh', 'Exc', -550), ('Inh', 'Inh', -300)):
        internal.add_edges(source={'ei': source[0].lower()}, target={'ei': target[0].lower()}, syn_weight=weight,
                           iterator='all_to_one', connection_rule=binomial, connection_params={'p': 0.1},
                           dynamics_params='%sTo%s.json' % (source, target), **common)
    external.add_nodes(N=500, pop_name='input_network', ei='e', model_type='virtual')

    def own(sources, target):
        numbers = np.zeros(len(sources))
        numbers[target.node_id] = 1
        return numbers

    for name, weight in (('LIF_exc', 200), ('LIF_inh', 100)):
        external.add_edges(target=internal.nodes(pop_name=name), connection_rule=own, iterator='all_to_one',
                           syn_weight=weight, dynamics_params='ExcToExc.json', **common)
    save(internal, external)


# ----------------------------------------------------------------------------- connectors of bmtool

def bmtool_column():
    """A column of 60 and 20 cells whose rules are bmtool's."""
    from bmtool import connectors
    connectors.rng = np.random.default_rng(SEED)
    place = np.random.default_rng(7)  # the same places for every seed
    net = NetworkBuilder('net')
    for name, kind, n in (('PYR', 'Scnn1a', 60), ('PV', 'PV1', 20)):
        low, high = np.array([-100, -100, -100]), np.array([100, 100, 100])
        net.add_nodes(N=n, pop_name=name, positions=np.round(place.uniform(low, high, (n, 3)), 1), **allen(kind))

    def distance(source, target):
        return connectors.euclid_dist(source['positions'], target['positions'])

    quiet = dict(verbose=False, save_report=False)

    on_dendrites = dict(model_template='exp2syn', target_sections=['basal'], distance_range=[0.0, 150.0])

    def connect(connector, weight, file):
        net.add_edges(dynamics_params=file, syn_weight=weight, delay=1.0, **on_dendrites, **connector.edge_params())

    pyr, pv = {'pop_name': 'PYR'}, {'pop_name': 'PV'}
    # within a population, probability falling with distance, more pairs in both directions than chance has
    def falling(d):
        return 0.3 * np.exp(-0.5 * (d / 80.0) ** 2)

    chemical = connectors.ReciprocalConnector(
        p0=falling, p0_arg=distance, pr=lambda d, p0, p1: 2 * p0 * p1, pr_arg=distance, n_syn0=2, **quiet)
    chemical.setup_nodes(net.nodes(**pyr), net.nodes(**pyr))
    connect(chemical, 0.0001, 'AMPA_ExcToExc.json')
    # between two populations, correlated; each direction is an edge type
    both = connectors.ReciprocalConnector(p0=0.2, p1=0.35, rho=0.3, **quiet)
    both.setup_nodes(net.nodes(**pyr), net.nodes(**pv))
    connect(both, 0.0002, 'AMPA_ExcToInh.json')
    connect(both, 0.0002, 'AMPA_ExcToInh.json')
    # one direction, a family of distances of bmtool's
    one = connectors.UnidirectionConnector(
        p=connectors.GaussianDropoff(mean=0.0, stdev=60.0, pmax=0.5, min_dist=10.0, max_dist=150.0), p_arg=distance,
        **quiet)
    one.setup_nodes(net.nodes(**pv), net.nodes(**pv))
    connect(one, 0.0001, 'GABA_InhToInh.json')
    # gap junctions that follow the chemical synapses among the same cells
    gaps = connectors.CorrelatedGapJunction(p_non=0.02, p_uni=0.2, p_rec=0.6, connector=chemical, **quiet)
    gaps.setup_nodes(net.nodes(**pyr), net.nodes(**pyr))
    net.add_gap_junctions(resistance=1000.0, target_sections=['somatic'], **gaps.edge_params())
    drive = NetworkBuilder('drive')
    drive.add_nodes(N=80, model_type='virtual')
    drive.add_edges(target=net.nodes(), connection_rule=lambda s, t: int(s.node_id == t.node_id), syn_weight=0.03,
                    delay=1.0, dynamics_params='AMPA_ExcToExc.json', **on_dendrites)
    save(net, drive)


if __name__ == '__main__':
    NAME, PLACE, *SEEDS = sys.argv[1:]
    for SEED in map(int, SEEDS):
        FOLDER = '%s/%d' % (PLACE, SEED)
        np.random.seed(SEED)
        PLACES = []  # of the cells in columns, by node id
        globals()[NAME]()
