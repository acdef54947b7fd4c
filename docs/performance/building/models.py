"""Writes the documents that are measured: python models.py FOLDER"""
import json
import os
import sys


def document(name, networks, connections):
    return {'neurowright_model': 1, 'name': name, 'seed': 1, 'networks': networks, 'connections': connections}


def cells(name, count, places=None, **columns):
    population = {'name': name, 'count': count}
    if columns:
        population['columns'] = columns
    if places:
        population['places'] = places
    return population


ATTRIBUTES = {'syn_weight': 0.001, 'delay': 1}
COLUMN = {'kind': 'within', 'body': {'kind': 'column', 'height_um': 860, 'max_radius_um': 845}}

MODELS = {
    # 156 million pairs, each with probability 0.1: 15.6 million edges
    'pairs': document(
        'pairs',
        [{'name': 'cells', 'populations': [cells('all', 12500)]}],
        [{'name': 'pairs', 'source': 'cells', 'target': 'cells', 'autapses': True,
          'rule': {'kind': 'probability', 'probability': 0.1}, 'attributes': ATTRIBUTES}]),
    # 100 million edges
    'in-degree': document(
        'in-degree',
        [{'name': 'cells', 'populations': [cells('all', 100000)]}],
        [{'name': 'in', 'source': 'cells', 'target': 'cells',
          'rule': {'kind': 'in_degree', 'count': 1000}, 'attributes': ATTRIBUTES}]),
    # 230,000 cells in a column, connections fall off with distance: 49 million edges
    'distance': document(
        'distance',
        [{'name': 'column', 'populations': [cells('exc', 195500, COLUMN, ei='e'), cells('inh', 34500, COLUMN, ei='i')]}],
        [{'name': 'excitation', 'source': {'network': 'column', 'where': "ei == 'e'"}, 'target': 'column',
          'rule': {'kind': 'probability', 'probability': '0.25 * exp(-dist / 100) if dist < 200 else 0'},
          'attributes': ATTRIBUTES},
         {'name': 'inhibition', 'source': {'network': 'column', 'where': "ei == 'i'"}, 'target': 'column',
          'rule': {'kind': 'probability', 'probability': '0.8 * gaussian(dist, 60) if dist < 150 else 0'},
          'attributes': ATTRIBUTES}]),
}

for name, model in MODELS.items():
    folder = os.path.join(sys.argv[1], name)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'model.json'), 'w') as file:
        json.dump(model, file, indent=1)
