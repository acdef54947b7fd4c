"""100 x 100 cells, both directions together, probability by distance, with bmtool: prints seconds of build."""
import contextlib
import io
import time

import numpy as np
from bmtk.builder import NetworkBuilder
from bmtool.connectors import GaussianDropoff, ReciprocalConnector, spherical_dist

with contextlib.redirect_stdout(io.StringIO()):
    times = []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        net = NetworkBuilder('net')
        for name in 'ab':
            net.add_nodes(N=100, pop_name=name, positions=rng.uniform(0, 300, (100, 3)))
        falls = GaussianDropoff(mean=0.0, stdev=100.0, pmax=0.4)
        begin = time.perf_counter()
        connector = ReciprocalConnector(p0=falls, p0_arg=spherical_dist, p1=falls, p1_arg=spherical_dist, pr=0.1, estimate_rho=True, verbose=False, save_report=False)
        source, target = net.nodes(pop_name='a'), net.nodes(pop_name='b')
        connector.setup_nodes(source, target)
        there = connector.edge_params()
        back = connector.edge_params()
        net.add_edges(**there, syn_weight=1.0)
        net.add_edges(**back, syn_weight=1.0)
        net.build()
        times.append(time.perf_counter() - begin)
print('%.4f' % np.median(times))
