"""Reads every node and edge of a folder with the reader that BMTK's simulators share, and compares with h5py.

Usage: read_sonata.py FOLDER
"""
import glob
import os
import sys
import h5py
from bmtk.utils import sonata

folder = sys.argv[1]
read = 0
for kind in 'nodes', 'edges':
    for file in sorted(glob.glob(folder + '/*_%s.h5' % kind)):
        types = file.replace('_%s.h5' % kind, '_%s_types.csv' % kind[:-1])
        opened = sonata.File(data_files=[file], data_type_files=[types])
        with h5py.File(file) as f:
            for name, stored in f[kind].items():
                population = getattr(opened, kind)[name]
                ids = stored[kind[:-1] + '_type_id'][:]
                assert len(population) == len(ids), name
                if kind == 'edges':
                    source, target = stored['source_node_id'][:], stored['target_node_id'][:]
                for row, (item, type_id) in enumerate(zip(population, ids)):
                    if kind == 'nodes':
                        assert item.node_type_id == type_id and item['model_type']
                    else:
                        assert item.edge_type_id == type_id and item['dynamics_params'].endswith('.json')
                        assert item.source_node_id == source[row] and item.target_node_id == target[row]
                    read += 1
print(read)
