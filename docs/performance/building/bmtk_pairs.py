"""Each pair with probability 0.1 in BMTK's builder: python bmtk_pairs.py CELLS FOLDER; prints seconds of build and save."""
import random
import sys
import time

from bmtk.builder import NetworkBuilder

random.seed(1)
count = int(sys.argv[1])
net = NetworkBuilder('cells')
net.add_nodes(N=count, pop_name='all')
net.add_edges(connection_rule=lambda source, target: 1 if random.random() < 0.1 else 0,
              syn_weight=0.001, delay=1.0)
begin = time.perf_counter()
net.build()
built = time.perf_counter()
net.save(output_dir=sys.argv[2])
saved = time.perf_counter()
print('%.4f %.4f' % (built - begin, saved - built))
