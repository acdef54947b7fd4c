"""Statistics of built networks, read with h5py and pandas alone.

Usage: statistics.py FOLDER...   prints "folder <tab> quantity <tab> value" for each folder and quantity.
"""
import glob
import os
import sys
import h5py
import numpy as np


def nodes_of(folder):
    found = {}
    for file in glob.glob(folder + '/*_nodes.h5'):
        with h5py.File(file) as f:
            for name, p in f['nodes'].items():
                ids, types = p['node_id'][:].astype(int), p['node_type_id'][:].astype(int)
                group, index = p['node_group_id'][:], p['node_group_index'][:]
                columns = {}
                for g in (k for k in p if k.isdigit()):
                    rows = group == int(g)
                    for column, data in p[g].items():
                        if not isinstance(data, h5py.Dataset) or data.dtype.kind not in 'iuf':
                            continue
                        values = data[:].reshape(len(data), -1)
                        for k, axis in enumerate('xyz' if values.shape[1] == 3 else ['']):
                            into = columns.setdefault(axis or column, np.full(len(ids), np.nan))
                            into[rows] = values[index[rows], k]
                found[name] = (ids, types, columns)
    return found


def statistics(folder):
    nodes = nodes_of(folder)
    for name, (ids, types, columns) in nodes.items():
        yield 'nodes %s: number' % name, len(ids)
        for t in np.unique(types):
            for column, values in columns.items():
                v = values[types == t]
                if not np.isnan(v).all():
                    yield 'nodes %s %d: mean of %s' % (name, t, column), v.mean()
                    yield 'nodes %s %d: variance of %s' % (name, t, column), v.var()
    for file in glob.glob(folder + '/*_edges.h5'):
        with h5py.File(file) as f:
            for name, p in f['edges'].items():
                source, target = (p[k + '_node_id'] for k in ('source', 'target'))
                populations = [x.attrs['node_population'] for x in (source, target)]
                populations = [x.decode() if isinstance(x, bytes) else x for x in populations]
                source, target = source[:].astype(int), target[:].astype(int)
                types, group, index = p['edge_type_id'][:], p['edge_group_id'][:], p['edge_group_index'][:]
                for t in np.unique(types):
                    rows = types == t
                    g = np.unique(group[rows])
                    assert len(g) == 1, 'one type, one group'
                    s, r = source[rows], target[rows]
                    columns = {k: v[:][index[rows]] for k, v in p[str(g[0])].items() if isinstance(v, h5py.Dataset)}
                    number = columns.pop('nsyns', np.ones(len(s)))
                    about = 'edges %s %d: ' % (name, t)
                    one, which_pair = np.unique(np.c_[s, r], axis=0, return_inverse=True)
                    per_pair = np.bincount(which_pair.ravel(), weights=number)
                    key = one[:, 0] * 10 ** 6 + one[:, 1]
                    turned = one[:, 1] * 10 ** 6 + one[:, 0]
                    yield about + 'synapses', number.sum()
                    yield about + 'pairs', len(one)
                    if populations[0] == populations[1]:
                        yield about + 'pairs connected both ways', np.isin(key, turned).sum()
                    for k, which in enumerate(('out', 'in')):
                        size = len(nodes[populations[k]][0])
                        ends = np.unique((s, r)[k])
                        degree = np.bincount(one[:, k], minlength=size)
                        yield about + '%s-degree, mean' % which, degree[ends].mean()
                        yield about + '%s-degree, variance over all' % which, degree.var()
                        synapses = np.bincount((s, r)[k], weights=number, minlength=size)
                        yield about + '%s-going synapses, variance over all' % which, synapses.var()
                    yield about + 'synapses of a pair, mean', per_pair.mean()
                    yield about + 'synapses of a pair, variance', per_pair.var()
                    for column, values in columns.items():
                        yield about + 'mean of ' + column, values.mean()
                        yield about + 'variance of ' + column, values.var()
                    place = [nodes[q][2] for q in populations]
                    if all(k in q for k in 'xyz' for q in place):
                        d = np.sqrt(sum((place[0][k][one[:, 0]] - place[1][k][one[:, 1]]) ** 2 for k in 'xyz'))
                        yield about + 'distance, mean', d.mean()
                        yield about + 'distance, variance', d.var()


for folder in sys.argv[1:]:
    for quantity, value in statistics(folder):
        print(folder, quantity, repr(float(value)), sep='\t')
