# Made argsort.txt with numpy 1.26.4: python argsort.py > argsort.txt
# Each pair of lines: keys (indices of population names in alphabetical order), and numpy's argsort of the names.
import numpy as np

rng = np.random.default_rng(5)
names = np.array(['a', 'b', 'c', 'd'], dtype=object)
for n, k in [(0, 1), (1, 1), (16, 1), (17, 1), (18, 1), (223, 1), (1258, 1), (40, 2), (301, 2), (500, 3), (777, 4)]:
    keys = np.sort(rng.integers(0, k, n)) if n % 2 else rng.integers(0, k, n)
    print(*keys)
    print(*np.argsort(names[keys], kind='quicksort'))
# blocks of a run: population d before b in each of them
keys = np.concatenate([np.repeat([3, 1], rng.integers(0, 30, 2)) for _ in range(20)])
print(*keys)
print(*np.argsort(names[keys], kind='quicksort'))
