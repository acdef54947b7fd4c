package org.neurowright.io.spikes;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntComparator;
import java.util.List;
import java.util.stream.IntStream;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;

/**
 * The order in which BMTK 1.2.0 (one process, spikes cached on disk, pandas 2.2) writes the spikes
 * of a run.
 *
 * <p>During the run BMTK appends spikes to a cache after each block of {@code nsteps_block} steps,
 * cell by cell in the order of the global ids and by time within a cell. The files are made from
 * that cache:
 *
 * <ul>
 *   <li>HDF5, {@code by_time} and {@code by_id}: stable sort by (population, time) or (population,
 *       node id), so that spikes of equal time are in the order of the ids and spikes of one id in
 *       the order of time.
 *   <li>HDF5, {@code none}: sorted by population alone with numpy's default sort of objects, an
 *       introsort that is not stable. All keys of a population being equal, it shuffles them in a
 *       way that depends only on their number and on the places of the populations in the cache.
 *   <li>csv: always as {@code none}, whatever the configuration asks for.
 * </ul>
 *
 * <p>Populations are in alphabetical order. All of this is reproduced, so that files can be
 * compared line by line.
 */
public final class BmtkSpikeOrder {
  /** Partitions of up to this many elements numpy sorts by insertion. */
  private static final int INSERTION = 16;

  private BmtkSpikeOrder() {}

  /** Spikes of a run, numbered as they came. */
  public interface Spikes {
    /** Number of spikes. */
    int size();

    /** Block of steps, counted from 0; ascending. */
    int block(int spike);

    /** Index of the population in the order of the global ids. */
    int population(int spike);

    /** Row of the cell in its population. */
    int row(int spike);

    double timeMs(int spike);

    long nodeId(int spike);
  }

  /** Numbers of the spikes in the order of BMTK's cache: block, global id, time. */
  public static int[] cacheOrder(Spikes spikes) {
    int[] order = IntStream.range(0, spikes.size()).toArray();
    IntComparator byCellAndTime =
        (a, b) -> {
          int c = Integer.compare(spikes.population(a), spikes.population(b));
          if (c == 0) {
            c = Integer.compare(spikes.row(a), spikes.row(b));
          }
          return c == 0 ? Double.compare(spikes.timeMs(a), spikes.timeMs(b)) : c;
        };
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && spikes.block(to) == spikes.block(from)) {
        to++;
      }
      IntArrays.mergeSort(order, from, to, byCellAndTime);
      from = to;
    }
    return order;
  }

  /**
   * Numbers of the spikes in the order of the HDF5 file.
   *
   * @param cacheOrder see {@link #cacheOrder}; not changed
   * @param populations names by index
   */
  public static int[] fileOrder(
      Spikes spikes, int[] cacheOrder, List<String> populations, SpikeOrder wanted) {
    int[] rank = alphabeticalRanks(populations);
    int[] order = cacheOrder.clone();
    switch (wanted) {
      case NONE -> introsort(order, spike -> rank[spikes.population(spike)]);
      case BY_TIME -> {
        IntComparator byPopulation = byPopulation(spikes, rank);
        IntArrays.mergeSort(
            order,
            (a, b) -> {
              int c = byPopulation.compare(a, b);
              return c == 0 ? Double.compare(spikes.timeMs(a), spikes.timeMs(b)) : c;
            });
      }
      case BY_ID -> {
        IntComparator byPopulation = byPopulation(spikes, rank);
        IntArrays.mergeSort(
            order,
            (a, b) -> {
              int c = byPopulation.compare(a, b);
              return c == 0 ? Long.compare(spikes.nodeId(a), spikes.nodeId(b)) : c;
            });
      }
    }
    return order;
  }

  /** Numbers of the spikes in the order of the csv file. */
  public static int[] csvOrder(Spikes spikes, int[] cacheOrder, List<String> populations) {
    return fileOrder(spikes, cacheOrder, populations, SpikeOrder.NONE);
  }

  private static IntComparator byPopulation(Spikes spikes, int[] rank) {
    return (a, b) -> Integer.compare(rank[spikes.population(a)], rank[spikes.population(b)]);
  }

  private static int[] alphabeticalRanks(List<String> names) {
    List<String> sorted = names.stream().sorted().toList();
    return names.stream().mapToInt(sorted::indexOf).toArray();
  }

  /** Key of a spike. */
  interface Key {
    int of(int spike);
  }

  /**
   * Sorts like numpy's {@code argsort(kind="quicksort")} on objects: quicksort on the median of
   * three, partitions of at most 16 elements by insertion. (Numpy's escape to heapsort cannot
   * happen here: with few different keys scans from both sides stop at equal ones, which halves the
   * partitions.)
   */
  static void introsort(int[] order, Key key) {
    introsort(order, 0, order.length - 1, key);
  }

  private static void introsort(int[] order, int from, int to, Key key) {
    int low = from;
    int high = to;
    while (high - low >= INSERTION) {
      int middle = low + (high - low >> 1);
      swapIfLess(order, middle, low, key);
      swapIfLess(order, high, middle, key);
      swapIfLess(order, middle, low, key);
      int pivot = key.of(order[middle]);
      IntArrays.swap(order, middle, high - 1);
      int i = low;
      int j = high - 1;
      while (true) {
        do {
          i++;
        } while (key.of(order[i]) < pivot);
        do {
          j--;
        } while (pivot < key.of(order[j]));
        if (i >= j) {
          break;
        }
        IntArrays.swap(order, i, j);
      }
      IntArrays.swap(order, i, high - 1);
      // partitions do not influence each other; the smaller one is recursed into, which bounds the
      // depth
      if (i - low < high - i) {
        introsort(order, low, i - 1, key);
        low = i + 1;
      } else {
        introsort(order, i + 1, high, key);
        high = i - 1;
      }
    }
    for (int i = low + 1; i <= high; i++) {
      int spike = order[i];
      int k = key.of(spike);
      int j = i;
      while (j > low && k < key.of(order[j - 1])) {
        order[j] = order[j - 1];
        j--;
      }
      order[j] = spike;
    }
  }

  private static void swapIfLess(int[] order, int a, int b, Key key) {
    if (key.of(order[a]) < key.of(order[b])) {
      IntArrays.swap(order, a, b);
    }
  }
}
