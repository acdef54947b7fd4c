"""Prints the table of what measure.sh has measured: python summarize.py RESULTS"""
import statistics
import sys

PAIRS = 12500 ** 2
runs, bmtk, bmtool, reciprocal, cells = {}, [], [], [], 0
for line in open(sys.argv[1]):
    words = line.split()
    if words[0] == 'ours':
        runs.setdefault(words[1], []).append([float(w) for w in words[2:]])
    elif words[0] == 'bmtk':
        cells = int(words[1])
        bmtk.append(float(words[2]) + float(words[3]))
    elif words[0] == 'bmtool':
        bmtool.append(float(words[1]))
    elif words[0] == 'reciprocal':
        reciprocal.append([float(w) for w in words[1:]])


def several(values, form='%.1f'):
    middle = form % statistics.median(values)
    return middle if len(values) == 1 else '%s (%s to %s)' % (middle, form % min(values), form % max(values))


NAMES = {
    'pairs': '12,500 cells, each of 156 million pairs with probability 0.1',
    'in-degree': '100,000 cells with 1,000 sources each, `-Xmx400m`',
    'distance': '230,000 cells, excitation within 200 µm, inhibition within 150 µm',
}
print('| network | edges | size | whole command, s | processor, s | largest resident memory | peer |')
print('|---|---|---|---|---|---|---|')
for name, text in NAMES.items():
    if name not in runs:
        continue
    columns = list(zip(*runs[name]))
    wall, processor = columns[0], [u + s for u, s in zip(columns[1], columns[2])]
    peer = ''
    if name == 'pairs' and bmtk:
        each = statistics.median(bmtk) / cells ** 2
        whole = each * PAIRS
        peer = 'BMTK 1.2.0: %.2f µs a pair with %d cells, build and save; extrapolated %.0f s, so %.0f times' % (
            each * 1e6, cells, whole, whole / statistics.median(wall))
    print('| %s | %.1f million | %d MB | %s | %s | %.0f MB | %s |' % (
        text, columns[4][0] / 1e6, columns[5][0], several(wall), several(processor),
        statistics.median(columns[3]) / 1024, peer))
if reciprocal:
    first, warm = (statistics.median(r[k] for r in reciprocal) for k in (0, 1))
    peer = ''
    if bmtool:
        b = statistics.median(bmtool)
        peer = 'bmtool: %.0f ms, so %.0f times warm, %.1f times at first' % (b * 1e3, b / warm, b / first)
    print('| 100 × 100 cells, both directions together by distance | | | first %.0f ms, warm %.1f ms, without Java\'s start | | | %s |' % (
        first * 1e3, warm * 1e3, peer))
