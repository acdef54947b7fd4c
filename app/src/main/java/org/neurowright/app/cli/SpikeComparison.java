package org.neurowright.app.cli;

import it.unimi.dsi.fastutil.Arrays;
import it.unimi.dsi.fastutil.doubles.DoubleArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares two sets of spikes cell by cell. Two spikes of a cell agree when their times differ by
 * no more than the tolerance; each spike agrees with at most one other.
 */
final class SpikeComparison {
  /**
   * A tolerance given in decimal, such as one step of 0.1 ms, must admit differences that binary
   * rounding made.
   */
  private static final double ROUNDING = 1 + 1e-9;

  private SpikeComparison() {}

  /**
   * How one population differs.
   *
   * @param population its name
   * @param countA spikes in the first set
   * @param countB spikes in the second set
   * @param onlyA spikes of the first set without a partner
   * @param onlyB spikes of the second set without a partner
   * @param cells cells with at least one spike without a partner
   * @param largestShiftMs largest difference between the k-th spikes of cells that have equally
   *     many in both; NaN where there is no such cell
   * @param first the earliest spike without a partner
   */
  record Difference(
      String population,
      int countA,
      int countB,
      int onlyA,
      int onlyB,
      int cells,
      double largestShiftMs,
      Optional<Lone> first) {
    boolean same() {
      return onlyA == 0 && onlyB == 0;
    }
  }

  /**
   * A spike without a partner.
   *
   * @param inFirst whether it is in the first set
   */
  record Lone(long nodeId, double timeMs, boolean inFirst) {}

  /** One entry for each population that is in either set, those of the first set first. */
  static List<Difference> compare(List<SpikeTrains> a, List<SpikeTrains> b, double toleranceMs) {
    Map<String, SpikeTrains> first = byPopulation(a);
    Map<String, SpikeTrains> second = byPopulation(b);
    List<String> names = new ArrayList<>(first.keySet());
    second.keySet().stream().filter(name -> !first.containsKey(name)).forEach(names::add);
    return names.stream()
        .map(name ->
            new Pair(sorted(first.get(name)), sorted(second.get(name)), toleranceMs).compare(name))
        .toList();
  }

  private static Map<String, SpikeTrains> byPopulation(List<SpikeTrains> trains) {
    Map<String, SpikeTrains> map = new LinkedHashMap<>();
    trains.forEach(t -> map.put(t.population(), t));
    return map;
  }

  /** By node, then by time; no spikes for a population that is missing. */
  private static SpikeTrains sorted(SpikeTrains trains) {
    if (trains == null) {
      return new SpikeTrains("", new long[0], new double[0]);
    }
    long[] nodeIds = trains.nodeIds().clone();
    double[] timesMs = trains.timesMs().clone();
    Arrays.quickSort(
        0,
        nodeIds.length,
        (i, j) -> {
          int byNode = Long.compare(nodeIds[i], nodeIds[j]);
          return byNode != 0 ? byNode : Double.compare(timesMs[i], timesMs[j]);
        },
        (i, j) -> {
          LongArrays.swap(nodeIds, i, j);
          DoubleArrays.swap(timesMs, i, j);
        });
    return new SpikeTrains(trains.population(), nodeIds, timesMs);
  }

  /** Walks through two sorted populations side by side. */
  private static final class Pair {
    private final SpikeTrains a;
    private final SpikeTrains b;
    private final double toleranceMs;
    private int onlyA;
    private int onlyB;
    private int cells;
    private double largestShiftMs = Double.NaN;
    private Lone first;

    Pair(SpikeTrains a, SpikeTrains b, double toleranceMs) {
      this.a = a;
      this.b = b;
      this.toleranceMs = toleranceMs * ROUNDING;
    }

    Difference compare(String population) {
      int i = 0;
      int j = 0;
      while (i < a.nodeIds().length || j < b.nodeIds().length) {
        long node = Math.min(nodeAt(a, i), nodeAt(b, j));
        int endA = endOf(a, i, node);
        int endB = endOf(b, j, node);
        compareCell(i, endA, j, endB);
        i = endA;
        j = endB;
      }
      return new Difference(
          population,
          a.nodeIds().length,
          b.nodeIds().length,
          onlyA,
          onlyB,
          cells,
          largestShiftMs,
          Optional.ofNullable(first));
    }

    private static long nodeAt(SpikeTrains trains, int index) {
      return index < trains.nodeIds().length ? trains.nodeIds()[index] : Long.MAX_VALUE;
    }

    private static int endOf(SpikeTrains trains, int from, long node) {
      int end = from;
      while (end < trains.nodeIds().length && trains.nodeIds()[end] == node) {
        end++;
      }
      return end;
    }

    private void compareCell(int fromA, int endA, int fromB, int endB) {
      if (endA - fromA == endB - fromB) {
        for (int k = 0; k < endA - fromA; k++) {
          double shiftMs = Math.abs(a.timesMs()[fromA + k] - b.timesMs()[fromB + k]);
          largestShiftMs =
              Double.isNaN(largestShiftMs) ? shiftMs : Math.max(largestShiftMs, shiftMs);
        }
      }
      int loneBefore = onlyA + onlyB;
      int i = fromA;
      int j = fromB;
      while (i < endA || j < endB) {
        double timeA = i < endA ? a.timesMs()[i] : Double.POSITIVE_INFINITY;
        double timeB = j < endB ? b.timesMs()[j] : Double.POSITIVE_INFINITY;
        if (Math.abs(timeA - timeB) <= toleranceMs) {
          i++;
          j++;
        } else if (timeA < timeB) {
          onlyA++;
          keepEarliest(new Lone(a.nodeIds()[i], timeA, true));
          i++;
        } else {
          onlyB++;
          keepEarliest(new Lone(b.nodeIds()[j], timeB, false));
          j++;
        }
      }
      cells += onlyA + onlyB > loneBefore ? 1 : 0;
    }

    private void keepEarliest(Lone lone) {
      if (first == null || lone.timeMs() < first.timeMs()) {
        first = lone;
      }
    }
  }
}
