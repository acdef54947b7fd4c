"""Statistics of bmtool's connectors over many seeds, for BmtoolConnectorsTest.

Usage: bmtool_connectors.py SEEDS > bmtool_connectors.txt
Needs bmtool 0.8.7 and bmtk 1.2.0.
"""
import collections
import contextlib
import io
import sys
import numpy as np
from bmtk.builder import NetworkBuilder
from bmtool import connectors as c

QUIET = dict(verbose=False, save_report=False)


def network():
    net = NetworkBuilder('net')
    for name, n, shift in (('PYR', 60, 0.0), ('PV', 40, 10.0)):
        k = np.arange(n)
        net.add_nodes(N=n, pop_name=name, positions=np.c_[20.0 * (k % 5) + shift, 20.0 * (k // 5 % 4) + shift,
                                                          20.0 * (k // 20)])
    return net


def falling(d):
    return 0.5 * np.exp(-0.5 * (d / 40.0) ** 2)


def within(make, *more):
    """Edges of one rule among the pyramidal cells."""
    def case(net):
        pyr = net.nodes(pop_name='PYR')
        rule = make()
        rule.setup_nodes(pyr, pyr)
        net.add_edges(**rule.edge_params())
        for junction in more:
            gaps = junction(rule)
            gaps.setup_nodes(pyr, pyr)
            net.add_gap_junctions(resistance=1, target_sections=['somatic'], **gaps.edge_params())
    return case


def between(make, directions):
    def case(net):
        rule = make()
        rule.setup_nodes(net.nodes(pop_name='PYR'), net.nodes(pop_name='PV'))
        for _ in range(directions):
            net.add_edges(**rule.edge_params())
    return case


def gaps_alone(net):
    pyr = net.nodes(pop_name='PYR')
    gaps = c.GapJunction(p=0.15, **QUIET)
    gaps.setup_nodes(pyr, pyr)
    net.add_gap_junctions(resistance=1, target_sections=['somatic'], **gaps.edge_params())


CASES = {
    'uni': between(lambda: c.UnidirectionConnector(p=0.12, n_syn=3, **QUIET), 1),
    'uni_autapses': within(lambda: c.UnidirectionConnector(p=0.2, **QUIET)),
    'uni_gaussian': between(lambda: c.UnidirectionConnector(
        p=c.GaussianDropoff(mean=20.0, stdev=40.0, pmax=0.6, min_dist=15.0, max_dist=90.0), p_arg=c.spherical_dist,
        **QUIET), 1),
    'uni_gaussian_total': within(lambda: c.UnidirectionConnector(
        p=c.GaussianDropoff(stdev=80.0, ptotal=0.25, ptotal_dist_range=(0.0, 100.0)), p_arg=c.spherical_dist, **QUIET)),
    'uni_in_range': between(lambda: c.UnidirectionConnector(
        p=c.UniformInRange(p=0.4, min_dist=20.0, max_dist=60.0), p_arg=c.cylindrical_dist_z, **QUIET), 1),
    'reciprocal_rate': within(lambda: c.ReciprocalConnector(
        p0=falling, p0_arg=c.spherical_dist, pr=c.NormalizedReciprocalRate(NRR=1.8), pr_arg=c.spherical_dist, n_syn0=2,
        **QUIET)),
    'reciprocal_average': within(lambda: c.ReciprocalConnector(
        p0=falling, p0_arg=c.spherical_dist, pr=0.09, **QUIET)),
    'reciprocal_each': within(lambda: c.ReciprocalConnector(
        p0=0.2, pr=0.12, estimate_rho=False, **QUIET)),
    'reciprocal_marginals': between(lambda: c.ReciprocalConnector(p0=0.2, p1=0.35, pr=0.15, **QUIET), 2),
    'reciprocal_correlation': between(lambda: c.ReciprocalConnector(
        p0=falling, p0_arg=c.spherical_dist, p1=0.3, rho=0.25, **QUIET), 2),
    'gaps': gaps_alone,
    'gaps_correlated': within(
        lambda: c.ReciprocalConnector(p0=falling, p0_arg=c.spherical_dist, pr=0.09, **QUIET),
        lambda rule: c.CorrelatedGapJunction(p_non=0.05, p_uni=0.4, p_rec=0.8, connector=rule, **QUIET)),
}


def edges_of(net):
    """For each edge type: (source, target) and its number of synapses."""
    found = collections.defaultdict(dict)
    for e in net.edges():
        key = e.source_node_id, e.target_node_id
        assert key not in found[e.edge_type_id]
        found[e.edge_type_id][key] = e['nsyns'] if 'nsyns' in e else 1
    return [found[k] for k in sorted(found)]


def statistics(places, types):
    for k, edges in enumerate(types):
        ends = np.array(list(edges))
        distance = np.linalg.norm(places[ends[:, 0]] - places[ends[:, 1]], axis=1)
        yield '%d: edges' % k, len(edges)
        yield '%d: synapses' % k, sum(edges.values())
        yield '%d: autapses' % k, (ends[:, 0] == ends[:, 1]).sum()
        yield '%d: both ways' % k, sum((t, s) in edges for s, t in edges if s < t)
        yield '%d: squares of out-degrees' % k, (np.bincount(ends[:, 0]) ** 2).sum()
        yield '%d: squares of in-degrees' % k, (np.bincount(ends[:, 1]) ** 2).sum()
        yield '%d: distance' % k, distance.mean()
        yield '%d: square of distance' % k, (distance ** 2).mean()
    if len(types) == 2:
        first, second = types
        yield 'returned', sum((t, s) in second for s, t in first)
        for number in range(3):
            yield 'second beside %d of the first' % number, sum(
                ((s, t) in first) + ((t, s) in first) == number for s, t in second)


def sequential(partition_source):
    """Not random: all edges."""
    net = network()
    pyr, first, second = net.nodes(pop_name='PYR'), net.nodes(pop_name='PV'), net.nodes(node_id=[3, 5, 8])
    rule = c.OneToOneSequentialConnector(partition_source=partition_source, verbose=False)
    for part in (first, second):
        rule.setup_nodes(*((part, pyr) if partition_source else (pyr, part)))
        net.add_edges(**rule.edge_params())
    net.build()
    return edges_of(net)


def delays(n=100000):
    """Mean and variance of what the functions for edges give, of a pair 100 um apart."""
    c.rng = np.random.default_rng(1)
    np.random.seed(1)
    a, b = {'positions': np.array([0.0, 0, 0])}, {'positions': np.array([0.0, 60, 80])}
    for name, draw in (('syn_dist_delay_feng', lambda: c.syn_dist_delay_feng(a, b)),
                       ('syn_const_delay', lambda: c.syn_const_delay(a, b)),
                       ('syn_section_PN: second', lambda: c.syn_section_PN(a, b)[0] == 2),
                       ('syn_uniform_delay_section', lambda: c.syn_uniform_delay_section(a, b))):
        values = np.array([draw() for _ in range(n)], dtype=float)
        yield name, n, values.mean(), values.var(ddof=1)


if __name__ == '__main__':
    seeds = int(sys.argv[1])
    print('# case, quantity, number of seeds or draws, mean, variance')
    print('# bmtool 0.8.7, bmtk 1.2.0, numpy %s; made by bmtool_connectors.py %d' % (np.__version__, seeds))
    for name, case in CASES.items():
        values = collections.defaultdict(list)
        for seed in range(seeds):
            c.rng = np.random.default_rng(seed)
            net = network()
            with contextlib.redirect_stdout(io.StringIO()):
                case(net)
                net.build()
            places = np.array([n['positions'] for n in net.nodes()])
            for quantity, value in statistics(places, edges_of(net)):
                values[quantity].append(float(value))
        for quantity, v in values.items():
            assert len(v) == seeds
            print(name, quantity, seeds, '%.8g' % np.mean(v), '%.8g' % np.var(v, ddof=1), sep='\t')
    for name, n, mean, variance in delays():
        print('delays', name, n, '%.8g' % mean, '%.8g' % variance, sep='\t')
    for partition_source in (False, True):
        name = 'sequential_' + ('sources' if partition_source else 'targets')
        for k, edges in enumerate(sequential(partition_source)):
            print(name, k, ' '.join('%d-%d' % e for e in sorted(edges)), sep='\t')
